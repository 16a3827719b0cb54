//! Light stemming for search: what stands before a word and how it ends is cut off, so that one form of a word finds the others.
//!
//! The affixes stand in `clitics.tsv` and `stem.tsv`, the words that must not be cut into in `stem.tsv`. Doubtful cuts are made only
//! where a table knows what is left. Stems are for matching alone and are not shown.

use crate::pack::{Pack, Slot};
use crate::table::{DataError, Table};
use crate::{Clitic, Fold};
use rustc_hash::FxHashSet;

/// The fewest letters that a particle in front leaves.
const LEAST: usize = 2;
/// The fewest letters that a particle leaves of a word that no table knows.
const LEAST_UNKNOWN: usize = 3;

/// `stem.tsv`, folded.
#[derive(Debug, Clone, Default)]
pub struct StemTable {
    /// Particles that are cut from words that no table knows, too.
    loose: Vec<String>,
    /// Endings in the order in which they are tried.
    suffixes: Vec<Suffix>,
    /// Words that are not cut in front.
    guards: Vec<String>,
}

#[derive(Debug, Clone)]
struct Suffix {
    form: String,
    group: u8,
    least: usize,
    /// Cut only where a table knows the rest.
    known: bool,
}

impl StemTable {
    /// Reads `stem.tsv`.
    pub(crate) fn load(file: &str, text: &str, fold: &Fold) -> Result<StemTable, DataError> {
        let table = Table::parse(file, text)?;
        let (form, kind) = (table.column("form")?, table.column("kind")?);
        let (group, least, needs) = (table.column("group")?, table.column("least")?, table.column("needs")?);
        let mut out = StemTable::default();
        for (line, cell) in table.rows() {
            let number = |column: usize, name: &str| {
                let wrong = |_| DataError::new(file, line, format!("'{name}' is not a small number"));
                cell(column).parse::<u8>().map_err(wrong)
            };
            let forms = cell(form).split(" | ").map(|f| fold.text(f.trim()));
            match cell(kind) {
                "loose" => out.loose.extend(forms),
                "guard" => out.guards.extend(forms),
                "suffix" => {
                    let (group, least) = (number(group, "group")?, usize::from(number(least, "least")?));
                    let known = match cell(needs) {
                        "" => false,
                        "known" => true,
                        other => return Err(DataError::new(file, line, format!("needs '{other}' is not 'known' or empty"))),
                    };
                    out.suffixes.extend(forms.map(|form| Suffix { form, group, least, known }));
                }
                other => return Err(DataError::new(file, line, format!("kind '{other}' is not loose, suffix or guard"))),
            }
        }
        out.suffixes.sort_by_key(|s| s.group);
        Ok(out)
    }
}

/// Cuts folded words down to their stems; knows the words of the pack and those it was taught.
#[derive(Debug)]
pub struct Stemmer<'p> {
    pack: &'p Pack,
    known: FxHashSet<String>,
    /// The guarded words, with and without their endings.
    guarded: FxHashSet<String>,
}

impl<'p> Stemmer<'p> {
    /// With the words of the pack's tables.
    pub fn new(pack: &'p Pack) -> Self {
        let mut stemmer = Stemmer { pack, known: FxHashSet::default(), guarded: FxHashSet::default() };
        pack.rows.iter().for_each(|row| stemmer.learn(&row.form));
        for guard in &pack.stems.guards {
            stemmer.guarded.insert(stemmer.ending_cut(guard));
            stemmer.guarded.insert(guard.clone());
        }
        stemmer
    }

    /// Makes the first word of a form known; later words of tables carry particles of their own.
    pub fn learn(&mut self, form: &str) {
        if let Some(word) = form.split_whitespace().next() {
            self.known.insert(self.pack.fold.text(word));
        }
    }

    /// The stem of a folded word.
    pub fn stem(&self, key: &str) -> String {
        self.ending_cut(&self.front_cut(key))
    }

    fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// A word that is cut no further in front.
    fn whole(&self, word: &str) -> bool {
        self.knows(word) || self.guards(word)
    }

    fn guards(&self, word: &str) -> bool {
        self.guarded.contains(word) || self.guarded.contains(&self.ending_cut(word))
    }

    fn front_cut(&self, key: &str) -> String {
        let mut word = key.to_owned();
        for slot in [Slot::Conjunction, Slot::Preposition] {
            if let Some(rest) = self.particle_cut(&word, slot) {
                word = rest;
            }
        }
        if self.guards(&word) {
            return word;
        }
        let article = self.clitics(Slot::Article).find_map(|c| left(&word, &c.form, LEAST));
        article.map_or(word.clone(), str::to_owned)
    }

    fn clitics(&self, slot: Slot) -> impl Iterator<Item = &Clitic> {
        self.pack.clitics.iter().filter(move |c| c.slot == slot)
    }

    /// The word without a particle of this slot, the longest that may be cut.
    fn particle_cut(&self, word: &str, slot: Slot) -> Option<String> {
        if self.whole(word) {
            return None;
        }
        let mut all: Vec<&Clitic> = self.clitics(slot).filter(|c| word.starts_with(&c.form)).collect();
        all.sort_by_key(|c| std::cmp::Reverse(c.form.len()));
        all.into_iter().find_map(|c| self.rest(word, c))
    }

    fn rest(&self, word: &str, particle: &Clitic) -> Option<String> {
        let rest = left(word, &particle.form, LEAST)?;
        if particle.article {
            // The article after a particle of its own letter is written once: what looks like it may belong to the word.
            let own = particle.form.chars().next_back().map(|c| format!("{c}{rest}"));
            let better =
                |w: &String| self.knows(w) && !self.knows(rest) || self.knows_inflected(w) && !self.knows_inflected(rest);
            return Some(own.filter(better).unwrap_or(rest.to_owned()));
        }
        let article = self.clitics(Slot::Article).any(|c| left(rest, &c.form, LEAST).is_some());
        let loose = self.pack.stems.loose.contains(&particle.form) && rest.chars().count() >= LEAST_UNKNOWN;
        let further = || self.clitics(Slot::Preposition).any(|p| p.article && left(rest, &p.form, LEAST).is_some());
        (article || loose || self.knows_inflected(rest) || further()).then(|| rest.to_owned())
    }

    /// Whether a table knows the word, or the word without its endings.
    fn knows_inflected(&self, word: &str) -> bool {
        self.whole(word) || self.knows_with_ending(&self.ending_cut(word))
    }

    /// Whether a table knows what is left of a word, or that with an ending of the last group.
    fn knows_with_ending(&self, rest: &str) -> bool {
        let last = self.pack.stems.suffixes.last().map_or(0, |s| s.group);
        let mut endings = self.pack.stems.suffixes.iter().filter(|s| s.group == last && !s.known);
        self.knows(rest) || endings.any(|s| self.knows(&format!("{rest}{}", s.form)))
    }

    fn ending_cut(&self, word: &str) -> String {
        let (mut word, mut done) = (word, 0);
        for suffix in &self.pack.stems.suffixes {
            if suffix.group <= done {
                continue;
            }
            let rest = word.strip_suffix(suffix.form.as_str()).filter(|r| r.chars().count() >= suffix.least);
            if let Some(rest) = rest.filter(|r| !suffix.known || self.knows_with_ending(r)) {
                (word, done) = (rest, suffix.group);
            }
        }
        word.to_owned()
    }
}

/// What is left of `word` behind `front`, where that is at least `least` letters.
fn left<'w>(word: &'w str, front: &str, least: usize) -> Option<&'w str> {
    word.strip_prefix(front).filter(|rest| rest.chars().count() >= least)
}
