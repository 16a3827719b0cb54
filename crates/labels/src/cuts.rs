//! Attached particles: how they may be cut off a folded key.

use crate::Cut;
use language::{Pack, Slot};

/// A particle before the word.
#[derive(Debug)]
struct Before {
    first: char,
    form: Box<str>,
    /// Particles stand in the order of their ranks.
    rank: u8,
    bit: u8,
    article: bool,
}

/// A pronoun behind the word.
#[derive(Debug)]
struct Behind {
    last: char,
    form: Box<str>,
}

/// A way to cut: where the form begins, and what was cut off before it.
pub(crate) type Way = (usize, Cut);

/// The particles of a pack.
#[derive(Debug, Default)]
pub(crate) struct Cutter {
    before: Vec<Before>,
    behind: Vec<Behind>,
    /// How an ending is written before a pronoun, and how at the end of a word.
    endings: Vec<(String, String)>,
}

impl Cutter {
    /// The particles of `pack`; one without letters is none.
    pub(crate) fn new(pack: &Pack) -> Cutter {
        let mut cutter = Cutter { endings: pack.endings.clone(), ..Cutter::default() };
        for c in &pack.clitics {
            let (Some(first), Some(last)) = (c.form.chars().next(), c.form.chars().next_back()) else { continue };
            let form = c.form.as_str().into();
            if c.slot == Slot::Suffix {
                cutter.behind.push(Behind { last, form });
                continue;
            }
            let slot = match c.slot {
                Slot::Conjunction => Cut::CONJ,
                Slot::Preposition => Cut::PREP,
                _ => 0,
            };
            let bit = slot | if c.article { Cut::ARTICLE } else { 0 } | if c.verb { 0 } else { Cut::NOMINAL };
            cutter.before.push(Before { first, form, rank: c.slot as u8 + 1, bit, article: c.article });
        }
        cutter
    }

    /// Puts every way to cut particles off the front into `ways`.
    pub(crate) fn ways(&self, key: &str, ways: &mut Vec<Way>) {
        ways.clear();
        self.ways_from(key, 0, 0, Cut::default(), ways);
    }

    fn ways_from(&self, key: &str, at: usize, rank: u8, so_far: Cut, ways: &mut Vec<Way>) {
        let rest = &key[at..];
        let Some(first) = rest.chars().next() else { return };
        for b in &self.before {
            // At least two letters must stay.
            if b.first != first || b.rank <= rank || rest.len() < b.form.len() + 3 || !rest.starts_with(&*b.form) {
                continue;
            }
            let next = at + b.form.len();
            // The article belongs to the name: a span begins with it; fused with a preposition it cannot be cut off.
            let skip = if b.article { at } else { next } as u8;
            let cut = Cut { skip, bits: so_far.bits | b.bit };
            ways.push((next, cut));
            if !b.article {
                self.ways_from(key, next, b.rank, cut, ways);
            }
        }
    }

    /// `key` without each pronoun that it may end in; at least three letters must stay.
    pub(crate) fn stems<'k>(&self, key: &'k str) -> impl Iterator<Item = &'k str> {
        let last = key.chars().next_back();
        let ends = self.behind.iter().filter(move |b| Some(b.last) == last);
        ends.filter_map(|b| key.strip_suffix(&*b.form)).filter(|k| k.chars().nth(2).is_some())
    }

    /// `stem` with its ending as it is written at the end of a word, put into `out`; false when it is written alike.
    pub(crate) fn closed(&self, stem: &str, out: &mut String) -> bool {
        let Some((open, closed)) = self.endings.iter().find(|(o, _)| stem.ends_with(o.as_str())) else { return false };
        out.clear();
        out.push_str(&stem[..stem.len() - open.len()]);
        out.push_str(closed);
        true
    }
}
