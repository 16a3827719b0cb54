//! One report on its way through the finders: text, tokens, labels and the tables they were made with.

use dossier::Dossier;
use labels::{Class, Entry, Label, Labels, Lexicon};
use language::Pack;
use source::Span;
use std::cell::Cell;
use std::ops::Range;
use tokens::{Kind, Tokens};

/// A report ready to be read. Spans are bytes of the clean text.
pub(crate) struct Report<'a> {
    pub(crate) text: &'a str,
    pub(crate) pack: &'a Pack,
    pub(crate) dossier: &'a Dossier,
    pub(crate) lex: &'a Lexicon,
    pub(crate) tokens: Tokens,
    pub(crate) labels: Labels,
    /// What the pack says of each mark, as bits.
    marks: Vec<u8>,
    deadline: Deadline<'a>,
}

/// When a reading is to be given up.
pub(crate) struct Deadline<'a> {
    over: &'a dyn Fn() -> bool,
    passed: Cell<bool>,
    asked: Cell<u32>,
}

/// A mark ends a sentence, separates clauses, opens or closes a quotation.
const ENDS_SENTENCE: u8 = 1;
const ENDS_CLAUSE: u8 = 2;
const QUOTES: u8 = 4;

/// What the pack says of token `i`, where it is a mark.
fn mark_bits(tokens: &Tokens, pack: &Pack, i: usize) -> u8 {
    if tokens.kind(i) != Kind::Mark {
        return 0;
    }
    let (key, quotes) = (tokens.key(i), &pack.quotes);
    let bit = |is: bool, bit: u8| if is { bit } else { 0 };
    bit(quotes.sentence_end.iter().any(|m| m == key), ENDS_SENTENCE)
        | bit(quotes.clause_end.iter().any(|m| m == key), ENDS_CLAUSE)
        | bit(quotes.pairs.iter().any(|(a, b)| a == key || b == key), QUOTES)
}

/// Of so many steps one looks at the clock.
const STEPS: u32 = 16;

impl<'a> Deadline<'a> {
    /// What `over` says; once it said so, it is not asked again.
    pub(crate) fn new(over: &'a dyn Fn() -> bool) -> Self {
        Deadline { over, passed: Cell::new(false), asked: Cell::new(0) }
    }
    /// Whether the time is over.
    pub(crate) fn is_over(&self) -> bool {
        if !self.passed.get() && (self.over)() {
            self.passed.set(true);
        }
        self.passed.get()
    }
    /// The same, asked at one of many steps only.
    fn is_over_at_times(&self) -> bool {
        self.asked.set(self.asked.get().wrapping_add(1));
        if self.asked.get().is_multiple_of(STEPS) { self.is_over() } else { self.passed.get() }
    }
}

impl<'a> Report<'a> {
    /// `None` when the time is over.
    pub(crate) fn new(
        text: &'a str,
        (pack, dossier, lex): (&'a Pack, &'a Dossier, &'a Lexicon),
        deadline: Deadline<'a>,
    ) -> Option<Self> {
        let tokens = (!deadline.is_over()).then(|| Tokens::cut(text, pack))?;
        let labels = (!deadline.is_over()).then(|| lex.label(&tokens))?;
        let marks = (0..tokens.len()).map(|i| mark_bits(&tokens, pack, i)).collect();
        Some(Report { text, pack, dossier, lex, tokens, labels, marks, deadline })
    }

    /// Whether the time is over: a finder then stops where it is, and what it found counts for nothing. For loops over tokens,
    /// mentions and whatever else there may be many of.
    pub(crate) fn over(&self) -> bool {
        self.deadline.is_over_at_times()
    }

    /// Something, as long as there is time.
    pub(crate) fn in_time<T>(&self, found: T) -> Option<T> {
        (!self.deadline.is_over()).then_some(found)
    }

    /// Number of tokens.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded key of token `i`.
    #[inline]
    pub(crate) fn key(&self, i: usize) -> &str {
        self.tokens.key(i)
    }

    /// The longest label of `class` at token `i`, with its meaning.
    #[inline]
    pub(crate) fn label(&self, i: usize, class: Class) -> Option<(&Label, &Entry)> {
        // Most tokens have none: that is told by the mask, and is worth standing in the caller.
        if self.has(i, class) { self.first_of(i, class) } else { None }
    }

    fn first_of(&self, i: usize, class: Class) -> Option<(&Label, &Entry)> {
        self.labels.at(i).iter().find(|l| l.class == class).map(|l| (l, self.lex.entry(l)))
    }

    /// The labels of `class` at token `i`, longest first.
    #[inline]
    pub(crate) fn all(&self, i: usize, class: Class) -> impl Iterator<Item = (&Label, &Entry)> {
        self.labels.of(i, class).map(|l| (l, self.lex.entry(l)))
    }

    /// True when a label of one of the classes (bits) begins at token `i`.
    #[inline]
    pub(crate) fn any(&self, i: usize, classes: u128) -> bool {
        self.labels.mask(i) & classes != 0
    }

    /// True when a label of `class` begins at token `i`.
    #[inline]
    pub(crate) fn has(&self, i: usize, class: Class) -> bool {
        self.labels.has(i, class)
    }

    /// True when token `i` is a word of the pack's frame `name` (a preposition or particle that verbs and nouns govern).
    pub(crate) fn frame(&self, name: &str, i: usize) -> bool {
        self.pack.frames.get(name).is_some_and(|f| f.iter().any(|w| w == self.key(i)))
    }

    /// True when token `i` begins with a particle of the pack's frame `name`, as 'to Moscow' with that of 'li'.
    pub(crate) fn frame_attached(&self, name: &str, i: usize) -> bool {
        self.pack.frames.get(name).is_some_and(|f| f.iter().any(|w| self.key(i).starts_with(w.as_str())))
    }

    /// True when token `i` is a mark.
    #[inline]
    pub(crate) fn is_mark(&self, i: usize) -> bool {
        self.tokens.kind(i) == Kind::Mark
    }

    #[inline]
    fn marked(&self, i: usize, bit: u8) -> bool {
        self.marks.get(i).is_some_and(|m| m & bit != 0)
    }

    /// True when token `i` ends a sentence.
    #[inline]
    pub(crate) fn ends_sentence(&self, i: usize) -> bool {
        self.marked(i, ENDS_SENTENCE)
    }

    /// True when token `i` separates clauses.
    #[inline]
    pub(crate) fn ends_clause(&self, i: usize) -> bool {
        self.marked(i, ENDS_CLAUSE)
    }

    /// True when token `i` is a quotation mark of any sort.
    #[inline]
    pub(crate) fn is_quote_mark(&self, i: usize) -> bool {
        self.marked(i, QUOTES)
    }

    /// Bytes of tokens `range`.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.tokens.span(range.start, range.end)
    }

    /// Bytes of a label without the particles cut off its first word.
    pub(crate) fn label_span(&self, label: &Label) -> Span {
        let whole = self.span(label.range());
        Span::new(whole.start() + self.skip(label.start as usize, label.cut.skip), whole.end())
    }

    /// How many bytes of the surface of token `i` make the first `folded` bytes of its key.
    pub(crate) fn skip(&self, i: usize, folded: u8) -> u32 {
        if folded == 0 {
            return 0;
        }
        let surface = self.tokens.span(i, i + 1).of(self.text);
        let mut key = 0;
        for (at, c) in surface.char_indices() {
            let len = self.pack.fold.folded_len(c);
            // Marks on the last particle stay with it.
            if key >= folded as usize && len > 0 {
                return at as u32;
            }
            key += len;
        }
        0
    }

    /// The words of a span.
    pub(crate) fn words(&self, span: Span) -> &str {
        span.of(self.text)
    }

    /// The quotation that token `i` opens.
    pub(crate) fn quote_opening(&self, i: usize) -> Option<&tokens::Quotation> {
        let all = self.tokens.quotations();
        all.get(all.partition_point(|q| q.open < i)).filter(|q| q.open == i)
    }

    /// Index of the sentence that holds token `i`.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.tokens.sentences().partition_point(|s| s.to <= i)
    }
}

impl Report<'_> {
    /// True when the text sets its commas apart with spaces on both sides, as translation machines do.
    pub(crate) fn spaced_commas(&self) -> bool {
        let commas = (0..self.len()).filter(|&i| self.ends_clause(i));
        let (mut apart, mut all) = (0, 0);
        for i in commas {
            all += 1;
            apart += usize::from(self.tokens.spaced(i));
        }
        all >= 4 && apart * 2 > all
    }
}

impl Report<'_> {
    /// True when token `i` is a verb with the future particle: the particle, the present prefix, and no table knows it otherwise.
    pub(crate) fn future_form(&self, i: usize) -> bool {
        if self.labels.mask(i) & !Class::Stop.bit() != 0 {
            return false;
        }
        let key = self.key(i);
        let key = self.pack.future_prefixes.iter().find_map(|p| key.strip_prefix(p.as_str()));
        key.is_some_and(|k| k.chars().nth(1).is_some())
    }
}
