//! The automaton: built once from a pack and the dossiers, run over the tokens of a report.

use crate::build::Builder;
use crate::cuts::{Cutter, Way};
use crate::matcher::Feed;
use crate::words::Words;
use crate::{Article, Class, Cut, Entry, Found, Label, Labels, Program};
use dossier::Dossier;
use language::{DataError, Pack};
use rustc_hash::FxHashMap;
use tokens::{Kind, Tokens};

/// A pack and its dossiers, compiled.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(crate) entries: Vec<Entry>,
    pub(crate) words: Words,
    /// The trie behind its first words: node and word to node.
    pub(crate) steps: FxHashMap<(u32, u32), u32>,
    /// The nodes behind first words, whose own nodes stand with them; [`DEEP`] and the index here is a node's number, and the
    /// word's number that of a first word's node.
    pub(crate) nodes: Vec<Node>,
    pub(crate) ends: Vec<End>,
    pub(crate) cutter: Cutter,
    pub(crate) feeds: Vec<Feed>,
    pub(crate) starts: Starts,
}

/// Set in the numbers of nodes behind first words.
pub(crate) const DEEP: u32 = 1 << 31;

/// A node of the trie: `from..to` of [`Lexicon::ends`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Node {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Longer forms pass through it.
    pub(crate) grows: bool,
}

/// A form that ends at a node, with all that decides whether it fits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    pub(crate) entry: u32,
    pub(crate) class: Class,
    pub(crate) article: Article,
    /// It names an entity.
    pub(crate) names: bool,
    /// It is a finite verb.
    pub(crate) finite: bool,
    /// It is a function word, which takes no article.
    pub(crate) function: bool,
}

impl End {
    fn fits(self, cut: Cut, several: bool) -> bool {
        let article = match self.article {
            Article::Any => true,
            Article::Required => cut.has(Cut::ARTICLE),
            Article::Forbidden => !cut.has(Cut::ARTICLE),
        };
        article
            && !(cut.has(Cut::SUFFIX) && (several || self.names))
            && !(self.finite && cut.has(Cut::NOMINAL))
            && !(self.function && cut.has(Cut::ARTICLE))
    }
}

/// The patterns (as bits) that may begin with a token, by what the token is.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    /// Classes that begin any pattern.
    pub(crate) classes: u128,
    /// By the number of the class.
    pub(crate) by_class: Vec<u128>,
    /// By [`crate::words::Word::literal`].
    pub(crate) literals: Vec<u128>,
    pub(crate) number: u128,
    pub(crate) any: u128,
}

impl Starts {
    fn of(&self, mask: u128, literal: u32, kind: Kind) -> u128 {
        let number = if kind == Kind::Number { self.number } else { 0 };
        let mut tries = self.any | number | self.literals.get(literal as usize).copied().unwrap_or(0);
        let mut classes = mask & self.classes;
        while classes != 0 {
            tries |= self.by_class.get(classes.trailing_zeros() as usize).copied().unwrap_or(0);
            classes &= classes - 1;
        }
        tries
    }
}

impl Lexicon {
    /// Compiles a pack with the dossiers.
    ///
    /// # Errors
    /// An unknown class or a pattern that names one, with file and line.
    pub fn build(pack: &Pack, dossier: &Dossier) -> Result<Lexicon, DataError> {
        let mut b = Builder::new(pack, dossier);
        b.rows(pack)?;
        b.names(pack, dossier);
        b.finish(pack)
    }

    /// A meaning.
    pub fn entry(&self, label: &Label) -> &Entry {
        &self.entries[label.entry as usize]
    }

    /// Number of meanings.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn feed(&self, finder: &str) -> Option<&Feed> {
        self.feeds.iter().find(|f| f.name == finder)
    }

    /// The patterns that feed `finder`.
    pub fn programs(&self, finder: &str) -> &[Program] {
        self.feed(finder).map_or(&[], |f| &f.programs)
    }

    /// The matches that begin at token `i` of the patterns that feed `finder`, in the order of the patterns. Only patterns that
    /// may begin with such a token are tried: at most tokens none.
    pub fn matches_at<'a>(
        &'a self,
        finder: &str,
        tokens: &'a Tokens,
        labels: &'a Labels,
        i: usize,
    ) -> impl Iterator<Item = Found<'a>> {
        let tries = self.feed(finder).map(|f| f.tries(labels.tries(i)));
        tries.into_iter().flatten().filter_map(move |p| p.at(self, tokens, labels, i))
    }

    /// Labels the tokens.
    pub fn label(&self, tokens: &Tokens) -> Labels {
        let n = tokens.len();
        let ids = (0..n).map(|i| self.words.get(tokens.key(i))).collect();
        let (first, none) = (Vec::with_capacity(n + 1), Vec::with_capacity(n));
        let out = Labels { list: Vec::with_capacity(n * 3 / 2), first, mask: none.clone(), ids, tries: none };
        let mut run = Run { lex: self, tokens, out, ways: Vec::new(), stem: String::new(), named: 0 };
        run.out.mask.reserve_exact(n);
        run.out.tries.reserve_exact(n);
        for i in 0..n {
            run.token(i);
        }
        let mut out = run.out;
        out.first.push(out.list.len() as u32);
        out
    }
}

/// One pass over the tokens of a text.
struct Run<'a> {
    lex: &'a Lexicon,
    tokens: &'a Tokens,
    out: Labels,
    ways: Vec<Way>,
    stem: String,
    /// One past the last token of the names of several words that began before.
    named: usize,
}

impl Run<'_> {
    fn token(&mut self, i: usize) {
        let from = self.out.list.len();
        self.out.first.push(from as u32);
        let (id, kind) = (self.out.ids[i], self.tokens.kind(i));
        self.walk(i, id, Cut::default());
        if kind == Kind::Word {
            let key = self.tokens.key(i);
            self.cut(i, key, 0);
            if self.out.list.len() == from {
                self.with_suffix(i, key);
            }
        }
        self.drop_false_cuts(from);
        self.drop_within_names(i, from);
        let list = &mut self.out.list[from..];
        if list.len() > 1 {
            list.sort_by_key(|l| (std::cmp::Reverse(l.end), l.cut.skip, l.cut.bits));
        }
        let mask = list.iter().fold(0, |m, l| m | l.class.bit());
        self.out.mask.push(mask);
        self.out.tries.push(self.lex.starts.of(mask, self.lex.words.word(id).literal, kind));
    }

    /// A function word that the tables know whole is no conjunction or negation behind a preposition.
    fn drop_false_cuts(&mut self, from: usize) {
        const OPENS: u128 = Class::That.bit() | Class::Rel.bit() | Class::Conj.bit();
        let is = |l: &Label, classes: u128| classes & l.class.bit() != 0 && l.width() == 1;
        let whole = |classes: u128| self.out.list[from..].iter().any(|l| !l.cut.has(Cut::PREP) && is(l, classes));
        // 'That not' holds a negation whole.
        let dropped = match (whole(Class::FUNCTION), whole(Class::That.bit())) {
            (false, _) => return,
            (true, true) => OPENS,
            (true, false) => OPENS | Class::Neg.bit(),
        };
        let false_cut = |l: &Label| l.cut.has(Cut::PREP) && is(l, dropped);
        if self.out.list[from..].iter().any(false_cut) {
            let kept = self.out.list[from..].iter().filter(|l| !false_cut(l)).copied().collect::<Vec<_>>();
            self.out.list.truncate(from);
            self.out.list.extend(kept);
        }
    }

    /// A word inside a name of several is no negation, condition or 'that' ('Jean-Yves Le Drian' holds an 'if').
    fn drop_within_names(&mut self, i: usize, from: usize) {
        const WORDS: u128 = Class::That.bit() | Class::Rel.bit() | Class::Conditional.bit() | Class::Neg.bit();
        if i < self.named {
            let list = &mut self.out.list;
            let kept = (from..list.len()).filter(|&n| list[n].class.bit() & WORDS == 0).collect::<Vec<_>>();
            for (to, n) in kept.iter().enumerate() {
                list[from + to] = list[*n];
            }
            list.truncate(from + kept.len());
        }
        let names = self.out.list[from..].iter().filter(|l| matches!(l.class, Class::Name | Class::Given) && l.width() > 1);
        self.named = names.map(|l| l.end as usize).fold(self.named, usize::max);
    }

    /// Looks `word` up with every way to cut particles off its front; `bits` are what was cut off its end.
    fn cut(&mut self, i: usize, word: &str, bits: u8) {
        let mut ways = std::mem::take(&mut self.ways);
        self.lex.cutter.ways(word, &mut ways);
        for &(at, cut) in &ways {
            // A word with the article takes no pronoun.
            if bits == 0 || !cut.has(Cut::ARTICLE) {
                let id = self.lex.words.get(&word[at..]);
                self.walk(i, id, Cut { bits: cut.bits | bits, ..cut });
            }
        }
        self.ways = ways;
    }

    fn with_suffix(&mut self, i: usize, key: &str) {
        let lex = self.lex;
        for stem in lex.cutter.stems(key) {
            self.without_suffix(i, stem);
            // Before a pronoun some endings are written otherwise.
            let mut closed = std::mem::take(&mut self.stem);
            if lex.cutter.closed(stem, &mut closed) {
                self.without_suffix(i, &closed);
            }
            self.stem = closed;
        }
    }

    fn without_suffix(&mut self, i: usize, stem: &str) {
        self.walk(i, self.lex.words.get(stem), Cut { skip: 0, bits: Cut::SUFFIX });
        self.cut(i, stem, Cut::SUFFIX);
    }

    /// Labels every form that begins at token `i`, whose word is `first`.
    fn walk(&mut self, i: usize, first: u32, cut: Cut) {
        let lex = self.lex;
        let (mut at, mut node) = (first, lex.words.word(first).node);
        let mut end = i + 1;
        loop {
            for e in &lex.ends[node.from as usize..node.to as usize] {
                if e.fits(cut, end > i + 1) {
                    let cut = Cut { bits: cut.bits & !Cut::NOMINAL, ..cut };
                    self.out.list.push(Label { start: i as u32, end: end as u32, entry: e.entry, cut, class: e.class });
                }
            }
            if !node.grows {
                return;
            }
            let next = self.out.ids.get(end).copied().unwrap_or(0);
            if next == 0 || self.tokens.starts_line(end) {
                return;
            }
            let Some(&deep) = lex.steps.get(&(at, next)) else { return };
            (at, node) = (deep, lex.nodes[(deep - DEEP) as usize]);
            end += 1;
        }
    }
}
