//! The automaton: built once from a pack and the dossiers, run over the tokens of a report.

use crate::matcher::Program;
use crate::{Article, Class, Entry, Value};
use dossier::{Dossier, NameSort};
use language::{DataError, Pack, Slot};
use rustc_hash::FxHashMap;
use tokens::{Kind, Tokens};

/// What was cut off a word to find its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Bytes of the folded key before the form, the article not counted: they are no part of a name's span.
    pub skip: u8,
    /// Bits: see the constants.
    pub bits: u8,
}

impl Cut {
    /// A conjunction is attached.
    pub const CONJ: u8 = 1;
    /// A preposition (or the future particle) is attached.
    pub const PREP: u8 = 2;
    /// The article is attached.
    pub const ARTICLE: u8 = 4;
    /// A pronoun is attached at the end.
    pub const SUFFIX: u8 = 8;
    /// True when the given bit is set.
    pub fn has(self, bit: u8) -> bool {
        self.bits & bit != 0
    }
}

/// A form found in the text: tokens `start..end`.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the meaning in the lexicon.
    pub entry: u32,
    /// What was cut off the first word.
    pub cut: Cut,
}

impl Label {
    /// Tokens it covers.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
    /// Number of tokens.
    pub fn width(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// The labels of one text, by first token, longest first.
#[derive(Debug, Default)]
pub struct Labels {
    list: Vec<Label>,
    first: Vec<u32>,
    mask: Vec<u128>,
}

impl Labels {
    /// The labels that begin at token `i`, longest first.
    pub fn at(&self, i: usize) -> &[Label] {
        match (self.first.get(i), self.first.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.list[a as usize..b as usize],
            _ => &[],
        }
    }
    /// All labels.
    pub fn all(&self) -> &[Label] {
        &self.list
    }
    /// The classes of the labels that begin at token `i`, as bits of [`Class::bit`].
    pub fn mask(&self, i: usize) -> u128 {
        self.mask.get(i).copied().unwrap_or(0)
    }
    /// True when a label of `class` begins at token `i`.
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.mask(i) & class.bit() != 0
    }
}

/// A pack and its dossiers, compiled.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    words: FxHashMap<Box<str>, u32>,
    steps: FxHashMap<u64, u32>,
    /// Entries at each trie node, as ranges of `ends`.
    node_ends: Vec<(u32, u32)>,
    ends: Vec<u32>,
    proclitics: Vec<(String, Slot, bool)>,
    suffixes: Vec<String>,
    /// How an ending is written before a pronoun, and how at the end of a word.
    endings: Vec<(String, String)>,
    /// Patterns by what they feed.
    programs: FxHashMap<String, Vec<Program>>,
}

#[derive(Default)]
struct Builder {
    lex: Lexicon,
    at_node: Vec<Vec<u32>>,
    article: String,
}

impl Lexicon {
    /// Compiles a pack with the dossiers.
    ///
    /// # Errors
    /// An unknown class or a pattern that names one, with file and line.
    pub fn build(pack: &Pack, dossier: &Dossier) -> Result<Lexicon, DataError> {
        let article = pack.clitics.iter().find(|c| c.slot == Slot::Article).map(|c| c.form.clone()).unwrap_or_default();
        let mut b = Builder { article, at_node: vec![Vec::new()], ..Builder::default() };
        for r in &pack.rows {
            let class = Class::parse(&r.class)
                .ok_or_else(|| DataError::new(&r.at.0, r.at.1, format!("there is no class '{}'", r.class)))?;
            let entry = Entry {
                class,
                value: Value::parse(&r.value),
                part: r.part.as_str().into(),
                lemma: r.lemma.as_str().into(),
                entity: None,
                sort: None,
                article: Article::Any,
                ambiguous: r.ambiguous,
            };
            b.add(&r.form, entry, pack);
        }
        b.names(pack, dossier);
        let mut lex = b.finish(pack);
        for p in &pack.patterns {
            let program = Program::compile(p).map_err(|e| DataError::new(&p.at.0, p.at.1, format!("{}: {e}", p.id)))?;
            lex.programs.entry(p.feeds.clone()).or_default().push(program);
        }
        Ok(lex)
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

    /// The patterns that feed `finder`.
    pub fn programs(&self, finder: &str) -> &[Program] {
        self.programs.get(finder).map_or(&[], Vec::as_slice)
    }

    /// The attached pronouns, in folded letters.
    pub fn suffixes(&self) -> &[String] {
        &self.suffixes
    }

    /// Labels the tokens.
    pub fn label(&self, tokens: &Tokens) -> Labels {
        let n = tokens.len();
        let ids: Vec<u32> = (0..n).map(|i| self.words.get(tokens.key(i)).copied().unwrap_or(0)).collect();
        let mut out = Labels { list: Vec::with_capacity(n), first: Vec::with_capacity(n + 1), mask: vec![0; n] };
        let mut scratch = String::new();
        for i in 0..n {
            let from = out.list.len();
            out.first.push(from as u32);
            self.from_token(tokens, &ids, i, &mut out.list, &mut scratch);
            out.list[from..].sort_by_key(|l| (std::cmp::Reverse(l.end), l.cut.skip, l.cut.bits));
            out.mask[i] = out.list[from..].iter().fold(0, |m, l| m | self.entry(l).class.bit());
        }
        out.first.push(out.list.len() as u32);
        out
    }

    fn from_token(&self, tokens: &Tokens, ids: &[u32], i: usize, out: &mut Vec<Label>, scratch: &mut String) {
        let key = tokens.key(i);
        let before = out.len();
        self.walk(tokens, ids, i, ids[i], Cut::default(), out);
        if tokens.kind(i) != Kind::Word {
            return;
        }
        self.cuts(key, 0, 0, &mut |at, cut| {
            let id = self.words.get(&key[at..]).copied().unwrap_or(0);
            self.walk(tokens, ids, i, id, cut, out);
        });
        if out.len() == before {
            self.with_suffix(tokens, ids, i, out, scratch);
        }
    }

    /// Calls `found` with every way to cut particles off the front: where the form begins, and what was cut.
    fn cuts(&self, key: &str, at: usize, slot: u8, found: &mut dyn FnMut(usize, Cut)) {
        self.cuts_from(key, at, slot, Cut::default(), found);
    }

    fn cuts_from(&self, key: &str, at: usize, slot: u8, so_far: Cut, found: &mut dyn FnMut(usize, Cut)) {
        for (form, s, article) in &self.proclitics {
            let rank = *s as u8 + 1;
            // At least two letters must stay.
            if rank <= slot || !key[at..].starts_with(form.as_str()) || key.len() < at + form.len() + 3 {
                continue;
            }
            let next = at + form.len();
            let bit = match s {
                Slot::Conjunction => Cut::CONJ,
                Slot::Preposition => Cut::PREP,
                _ => 0,
            } | if *article { Cut::ARTICLE } else { 0 };
            // The article belongs to the name: a span begins with it; fused with a preposition it cannot be cut off.
            let skip = if *article { at } else { next } as u8;
            let cut = Cut { skip, bits: so_far.bits | bit };
            found(next, cut);
            if !*article {
                self.cuts_from(key, next, rank, cut, found);
            }
        }
    }

    fn with_suffix(&self, tokens: &Tokens, ids: &[u32], i: usize, out: &mut Vec<Label>, scratch: &mut String) {
        let key = tokens.key(i);
        for s in &self.suffixes {
            let Some(stem) = key.strip_suffix(s.as_str()).filter(|k| k.chars().nth(2).is_some()) else { continue };
            scratch.clear();
            scratch.push_str(stem);
            let try_at = |word: &str, out: &mut Vec<Label>| {
                let mut at_zero = |at: usize, cut: Cut| {
                    let id = self.words.get(&word[at..]).copied().unwrap_or(0);
                    let cut = Cut { bits: cut.bits | Cut::SUFFIX, ..cut };
                    if !cut.has(Cut::ARTICLE) {
                        self.walk(tokens, ids, i, id, cut, out);
                    }
                };
                at_zero(0, Cut::default());
                self.cuts(word, 0, 0, &mut at_zero);
            };
            try_at(scratch.as_str(), out);
            // Before a pronoun some endings are written otherwise.
            if let Some((open, closed)) = self.endings.iter().find(|(o, _)| scratch.ends_with(o.as_str())) {
                scratch.truncate(scratch.len() - open.len());
                scratch.push_str(closed);
                try_at(scratch.as_str(), out);
            }
        }
    }

    fn walk(&self, tokens: &Tokens, ids: &[u32], i: usize, first: u32, cut: Cut, out: &mut Vec<Label>) {
        if first == 0 {
            return;
        }
        let Some(mut node) = self.steps.get(&step(0, first)).copied() else { return };
        let mut end = i + 1;
        loop {
            let (a, b) = self.node_ends[node as usize];
            for &entry in &self.ends[a as usize..b as usize] {
                let e = &self.entries[entry as usize];
                let article = cut.has(Cut::ARTICLE);
                let fits = match e.article {
                    Article::Any => true,
                    Article::Required => article,
                    Article::Forbidden => !article,
                };
                if fits && !(cut.has(Cut::SUFFIX) && (end > i + 1 || e.entity.is_some())) {
                    out.push(Label { start: i as u32, end: end as u32, entry, cut });
                }
            }
            if end >= ids.len() || ids[end] == 0 || tokens.starts_line(end) {
                return;
            }
            match self.steps.get(&step(node, ids[end])) {
                Some(&next) => node = next,
                None => return,
            }
            end += 1;
        }
    }
}

fn step(node: u32, word: u32) -> u64 {
    (u64::from(node) << 32) | u64::from(word)
}

impl Builder {
    fn names(&mut self, pack: &Pack, dossier: &Dossier) {
        for n in dossier.names() {
            let class = match n.sort {
                NameSort::Nisba => Class::Nisba,
                NameSort::Topic => Class::Topic,
                _ => Class::Name,
            };
            let article = if n.sort == NameSort::Nisba || n.sort == NameSort::Topic { Article::Any } else { Article::Forbidden };
            let entry = Entry {
                class,
                value: Value::default(),
                part: "".into(),
                lemma: n.form.as_str().into(),
                entity: Some(n.entity),
                sort: Some(n.sort),
                article,
                ambiguous: false,
            };
            match n.sort {
                NameSort::Nisba => self.nisba(&n.form, &entry, pack),
                // A people's plural means the government only with the article.
                NameSort::People => self.add(&format!("{}{}", self.article.clone(), n.form), entry, pack),
                _ => self.add(&n.form, entry, pack),
            }
        }
    }

    /// A state's adjective in every agreement; of two words ('North Korean') each agrees and each takes the article.
    fn nisba(&mut self, form: &str, entry: &Entry, pack: &Pack) {
        let (first, second) = form.split_once(' ').map_or((form, None), |(a, b)| (a, Some(b)));
        let firsts = pack.derive("nisba", first);
        let seconds = second.map(|s| pack.derive("nisba", s));
        for (i, (f, kind)) in firsts.iter().enumerate() {
            let entry = Entry { part: kind.as_str().into(), ..entry.clone() };
            match &seconds {
                None => self.add(f, entry, pack),
                Some(s) => {
                    self.add(&format!("{f} {}", s[i].0), Entry { article: Article::Forbidden, ..entry.clone() }, pack);
                    let both = format!("{0}{f} {0}{1}", self.article, s[i].0);
                    self.add(&both, entry, pack);
                }
            }
        }
    }

    fn add(&mut self, form: &str, mut entry: Entry, pack: &Pack) {
        let folded = pack.fold.text(form);
        let cut = tokens::words(&folded, pack);
        let Some(first) = cut.first() else { return };
        let stripped = first.strip_prefix(self.article.as_str()).filter(|s| s.chars().nth(1).is_some());
        let head = match stripped {
            // A verb that begins with the article's letters ('met', 'cancelled') has no article.
            Some(s) if !self.article.is_empty() && !matches!(&*entry.part, "past" | "present" | "extra" | "masdar") => {
                entry.article = Article::Required;
                s.to_owned()
            }
            _ => first.clone(),
        };
        let mut node = 0;
        for word in std::iter::once(&head).chain(&cut[1..]) {
            let next_word = self.lex.words.len() as u32 + 1;
            let id = *self.lex.words.entry(word.as_str().into()).or_insert(next_word);
            let next_node = self.at_node.len() as u32;
            node = *self.lex.steps.entry(step(node, id)).or_insert(next_node);
            if node == next_node {
                self.at_node.push(Vec::new());
            }
        }
        let id = self.lex.entries.len() as u32;
        let same = |e: &Entry| e.class == entry.class && e.entity == entry.entity && e.value.raw() == entry.value.raw() && e.part == entry.part;
        if self.at_node[node as usize].iter().any(|&e| same(&self.lex.entries[e as usize]) && self.lex.entries[e as usize].article == entry.article) {
            return;
        }
        self.lex.entries.push(entry);
        self.at_node[node as usize].push(id);
    }

    fn finish(self, pack: &Pack) -> Lexicon {
        let mut lex = self.lex;
        for ends in &self.at_node {
            let from = lex.ends.len() as u32;
            lex.ends.extend(ends);
            lex.node_ends.push((from, lex.ends.len() as u32));
        }
        lex.endings.clone_from(&pack.endings);
        for c in &pack.clitics {
            match c.slot {
                Slot::Suffix => lex.suffixes.push(c.form.clone()),
                slot => lex.proclitics.push((c.form.clone(), slot, c.article)),
            }
        }
        lex
    }
}
