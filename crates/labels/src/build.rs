//! Building a lexicon: every form of the tables and dossiers into the trie.

use crate::cuts::Cutter;
use crate::lexicon::{DEEP, End, Lexicon, Node, Starts};
use crate::matcher::Feed;
use crate::words::Words;
use crate::{Article, Class, Entry, Program, Value};
use dossier::{Dossier, Name, NameSort};
use language::{DataError, Line, Pack, Slot};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use tokens::Cutting;

/// More patterns than this have no bit of their own.
pub(crate) const MOST_BITS: usize = 128;

/// A node while the trie grows: its entries are a chain, in the order in which they came.
#[derive(Debug, Clone, Copy, Default)]
struct Growing {
    /// First and last entry, each plus one; 0 for none.
    first: u32,
    last: u32,
    grows: bool,
}

/// A lexicon in the making.
pub(crate) struct Builder<'p> {
    lex: Lexicon,
    /// The nodes of first words, by the word's number, and those behind them.
    heads: Vec<Growing>,
    nodes: Vec<Growing>,
    /// The next entry at the same node plus one, by entry.
    chain: Vec<u32>,
    article: String,
    cutting: Cutting<'p>,
    nothing: Arc<str>,
}

impl<'p> Builder<'p> {
    /// Room for the forms of `pack` and `dossier`.
    pub(crate) fn new(pack: &'p Pack, dossier: &Dossier) -> Self {
        let forms = pack.rows.len() + dossier.names().len() * 5 / 4;
        let lex = Lexicon {
            entries: Vec::with_capacity(forms),
            words: Words::with_capacity(forms),
            steps: FxHashMap::with_capacity_and_hasher(forms, Default::default()),
            ..Lexicon::default()
        };
        let (heads, nodes) = (Vec::with_capacity(forms), Vec::with_capacity(forms));
        let article = pack.clitics.iter().find(|c| c.slot == Slot::Article).map(|c| c.form.clone()).unwrap_or_default();
        let chain = Vec::with_capacity(forms);
        Builder { lex, heads, nodes, chain, article, cutting: Cutting::new(pack), nothing: "".into() }
    }

    /// Adds the pack's tables.
    ///
    /// # Errors
    /// An unknown class, with file and line.
    pub(crate) fn rows(&mut self, pack: &Pack) -> Result<(), DataError> {
        let mut last: Option<(&Arc<Line>, Entry)> = None;
        for r in &pack.rows {
            // The forms of a line share its cells.
            let shared = match last.take() {
                Some((line, entry)) if Arc::ptr_eq(line, &r.line) => entry,
                _ => self.entry(&r.line)?,
            };
            self.add(&r.form, Entry { part: r.part.clone(), ..shared.clone() });
            last = Some((&r.line, shared));
        }
        Ok(())
    }

    fn entry(&self, line: &Line) -> Result<Entry, DataError> {
        let fault = || DataError::new(&*line.at.0, line.at.1, format!("there is no class '{}'", line.class));
        let class = Class::parse(&line.class).ok_or_else(fault)?;
        let (value, lemma) = (Value::parse(line.value.clone()), line.lemma.clone());
        let (part, ambiguous) = (self.nothing.clone(), line.ambiguous);
        Ok(Entry { class, value, part, lemma, entity: None, sort: None, article: Article::Any, ambiguous })
    }

    /// Adds the dossiers' names.
    pub(crate) fn names(&mut self, pack: &Pack, dossier: &Dossier) {
        let value = Value::parse(self.nothing.clone());
        let full = dossier.names().iter().filter(|n| n.sort == NameSort::Full).map(|n| pack.fold.text(&n.form));
        let taken: FxHashSet<String> = full.collect();
        for n in dossier.names() {
            let entry = self.name(n, &value);
            match n.sort {
                NameSort::Nisba => self.nisba(&n.form, &entry, pack, &taken),
                // A people's plural means the government only with the article.
                NameSort::People => self.add(&format!("{}{}", self.article, n.form), entry),
                _ => self.add(&n.form, entry),
            }
        }
    }

    fn name(&self, n: &Name, value: &Value) -> Entry {
        let (class, article) = match n.sort {
            NameSort::Nisba => (Class::Nisba, Article::Any),
            NameSort::Topic => (Class::Topic, Article::Any),
            _ => (Class::Name, Article::Forbidden),
        };
        let (part, lemma) = (self.nothing.clone(), n.form.clone());
        Entry { class, value: value.clone(), part, lemma, entity: Some(n.entity), sort: Some(n.sort), article, ambiguous: false }
    }

    /// A state's adjective in every agreement; of two words ('North Korean') each agrees and each takes the article. A form that
    /// may be written like a name (the accusative of 'Cambodian' like 'Cambodia') is none where it is.
    fn nisba(&mut self, form: &str, entry: &Entry, pack: &Pack, taken: &FxHashSet<String>) {
        let (first, second) = form.split_once(' ').map_or((form, None), |(a, b)| (a, Some(b)));
        let firsts = pack.derive("nisba", first);
        let seconds = second.map(|s| pack.derive("nisba", s));
        for (i, (f, kind)) in firsts.iter().enumerate() {
            let entry = Entry { part: kind.clone(), ..entry.clone() };
            match seconds.as_ref().map(|s| &s[i].0) {
                None if &**kind == "nisba-or-name" && taken.contains(&pack.fold.text(f)) => {}
                None => self.add(f, entry),
                Some(s) => {
                    self.add(&format!("{f} {s}"), Entry { article: Article::Forbidden, ..entry.clone() });
                    let both = format!("{0}{f} {0}{s}", self.article);
                    self.add(&both, entry);
                }
            }
        }
    }

    fn add(&mut self, form: &str, mut entry: Entry) {
        self.cutting.cut(form);
        let Some(first) = self.cutting.word(0) else { return };
        // A word whose own first letters fold to those of the article ('German', 'mechanism') has none: its spelling tells.
        let written = form.starts_with(self.article.as_str());
        let stripped = first.strip_prefix(self.article.as_str()).filter(|s| written && s.chars().nth(1).is_some());
        let head = match stripped {
            // A verb that begins with the article's letters ('met', 'cancelled') has no article.
            Some(s) if !self.article.is_empty() && !matches!(&*entry.part, "past" | "present" | "extra" | "masdar") => {
                entry.article = Article::Required;
                s
            }
            _ => first,
        };
        let mut node = self.lex.words.number(head);
        for n in 1..self.cutting.len() {
            let word = self.lex.words.number(self.cutting.word(n).unwrap_or_default());
            self.node(node).grows = true;
            let fresh = DEEP + self.nodes.len() as u32;
            node = *self.lex.steps.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.nodes.push(Growing::default());
            }
        }
        self.end(node, entry);
    }

    fn node(&mut self, node: u32) -> &mut Growing {
        if node >= DEEP {
            return &mut self.nodes[(node - DEEP) as usize];
        }
        if self.heads.len() <= node as usize {
            self.heads.resize(node as usize + 1, Growing::default());
        }
        &mut self.heads[node as usize]
    }

    /// Puts `entry` at the end of the chain of `node` unless its like is there.
    fn end(&mut self, node: u32, entry: Entry) {
        let Growing { first, last, .. } = *self.node(node);
        let mut at = first;
        while at != 0 {
            if same(&self.lex.entries[at as usize - 1], &entry) {
                return;
            }
            at = self.chain[at as usize - 1];
        }
        self.lex.entries.push(entry);
        self.chain.push(0);
        let new = self.chain.len() as u32;
        if last != 0 {
            self.chain[last as usize - 1] = new;
        }
        let node = self.node(node);
        node.last = new;
        if first == 0 {
            node.first = new;
        }
    }

    /// The nodes as they are walked, the first words' nodes with the words.
    fn nodes(&mut self) {
        let lex = &mut self.lex;
        lex.ends.reserve_exact(lex.entries.len());
        lex.nodes.reserve_exact(self.nodes.len());
        let mut close = |n: &Growing| {
            let from = lex.ends.len() as u32;
            let mut at = n.first;
            while at != 0 {
                let e = &lex.entries[at as usize - 1];
                lex.ends.push(End {
                    entry: at - 1,
                    class: e.class,
                    article: e.article,
                    names: e.entity.is_some(),
                    finite: matches!(&*e.part, "past" | "present"),
                    function: matches!(e.class, Class::Conj | Class::That | Class::Neg | Class::Aux)
                        || e.class == Class::Prep && e.value.raw().is_empty(),
                });
                at = self.chain[at as usize - 1];
            }
            Node { from, to: lex.ends.len() as u32, grows: n.grows }
        };
        for (word, n) in lex.words.list_mut().iter_mut().zip(&self.heads) {
            word.node = close(n);
        }
        for n in &self.nodes {
            lex.nodes.push(close(n));
        }
    }

    /// Adds the patterns.
    ///
    /// # Errors
    /// A pattern that names an unknown class, with file and line.
    pub(crate) fn finish(mut self, pack: &Pack) -> Result<Lexicon, DataError> {
        self.nodes();
        let mut lex = self.lex;
        lex.cutter = Cutter::new(pack);
        for p in &pack.patterns {
            let number = &mut |w: &str| lex.words.number(w);
            let program = Program::compile(p, number).map_err(|e| DataError::new(&*p.at.0, p.at.1, format!("{}: {e}", p.id)))?;
            match lex.feeds.iter_mut().find(|f| f.name == p.feeds) {
                Some(feed) => feed.programs.push(program),
                None => lex.feeds.push(Feed { name: p.feeds.clone(), base: 0, programs: vec![program] }),
            }
        }
        index(&mut lex);
        Ok(lex)
    }
}

fn same(a: &Entry, b: &Entry) -> bool {
    a.class == b.class && a.article == b.article && a.entity == b.entity && a.part == b.part && a.value.raw() == b.value.raw()
}

/// Numbers the patterns, one feed after the other, and notes which may begin with what.
fn index(lex: &mut Lexicon) {
    let mut starts = Starts { by_class: vec![0; 128], literals: vec![0], ..Starts::default() };
    let mut n = 0;
    for feed in &mut lex.feeds {
        feed.base = n;
        for p in &mut feed.programs {
            p.bit = if n < MOST_BITS { 1 << n } else { 0 };
            n += 1;
            starts.classes |= p.first.classes;
            (0..128).filter(|c| p.first.classes >> c & 1 != 0).for_each(|c| starts.by_class[c] |= p.bit);
            starts.number |= if p.first.number { p.bit } else { 0 };
            starts.any |= if p.first.any { p.bit } else { 0 };
            for &id in &p.first.words {
                let word = &mut lex.words.list_mut()[id as usize];
                if word.literal == 0 {
                    word.literal = starts.literals.len() as u32;
                    starts.literals.push(0);
                }
                starts.literals[word.literal as usize] |= p.bit;
            }
        }
    }
    lex.starts = starts;
}
