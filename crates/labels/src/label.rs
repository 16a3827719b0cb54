//! What is known of the tokens of one text.

use crate::Class;

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
    /// A particle is attached that no finite verb takes.
    pub(crate) const NOMINAL: u8 = 16;
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
    /// The meaning's class.
    pub class: Class,
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
    pub(crate) list: Vec<Label>,
    pub(crate) first: Vec<u32>,
    pub(crate) mask: Vec<u128>,
    /// The lexicon's number for each token's key, 0 when it has none.
    pub(crate) ids: Vec<u32>,
    /// The patterns that may begin at each token, as bits.
    pub(crate) tries: Vec<u128>,
}

impl Labels {
    /// The labels that begin at token `i`, longest first.
    #[inline]
    pub fn at(&self, i: usize) -> &[Label] {
        match (self.first.get(i), self.first.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.list[a as usize..b as usize],
            _ => &[],
        }
    }
    /// The labels of `class` that begin at token `i`, longest first.
    #[inline]
    pub fn of(&self, i: usize, class: Class) -> impl Iterator<Item = &Label> {
        let list = if self.has(i, class) { self.at(i) } else { &[] };
        list.iter().filter(move |l| l.class == class)
    }
    /// All labels.
    pub fn all(&self) -> &[Label] {
        &self.list
    }
    /// The classes of the labels that begin at token `i`, as bits of [`Class::bit`].
    #[inline]
    pub fn mask(&self, i: usize) -> u128 {
        self.mask.get(i).copied().unwrap_or(0)
    }
    /// True when a label of `class` begins at token `i`.
    #[inline]
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.mask(i) & class.bit() != 0
    }
    /// The patterns that may begin at token `i`.
    #[inline]
    pub(crate) fn tries(&self, i: usize) -> u128 {
        self.tries.get(i).copied().unwrap_or(0)
    }
}
