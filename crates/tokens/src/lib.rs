//! Clean text cut into tokens that tile it, with a folded key beside each, quotations paired by state, and sentences.
//!
//! The cuts follow UAX #29 words with three changes for the press: a vocalised or format character never ends a word, a number
//! keeps its separators (`1,204`, `3.67`, `16.4.2021`), and a particle written against digits is a word of its own, while Latin
//! letters and digits make one word (`9M729`).

mod cutting;
mod quotes;
mod scan;
mod sentences;

pub use cutting::Cutting;
pub use quotes::Quotation;
pub use scan::{Kind, Token};
pub use sentences::Sentence;

use language::Pack;
use source::Span;

/// The tokens of one clean text. All offsets are bytes of that text.
#[derive(Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    keys: String,
    quotations: Vec<Quotation>,
    sentences: Vec<Sentence>,
}

impl Tokens {
    /// Cuts `text`.
    pub fn cut(text: &str, pack: &Pack) -> Tokens {
        let (mut list, mut keys) = (Vec::with_capacity(text.len() / 9 + 1), String::with_capacity(text.len()));
        scan::scan(text, &pack.fold, &mut list, &mut keys);
        let mut tokens = Tokens { list, keys, quotations: Vec::new(), sentences: Vec::new() };
        tokens.quotations = quotes::pair(&tokens, &pack.quotes);
        tokens.sentences = sentences::cut(&tokens, &pack.quotes);
        tokens
    }
    /// All tokens, in text order; white space belongs to the token after it.
    pub fn list(&self) -> &[Token] {
        &self.list
    }
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.list.len()
    }
    /// True when the text holds nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// The folded key of token `i`; empty past the end.
    pub fn key(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| &self.keys[t.key.0 as usize..t.key.1 as usize])
    }
    /// The kind of token `i`; punctuation past the end.
    pub fn kind(&self, i: usize) -> Kind {
        self.list.get(i).map_or(Kind::Mark, |t| t.kind)
    }
    /// The byte span of tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), to.checked_sub(1).and_then(|i| self.list.get(i))) {
            (Some(a), Some(b)) => Span::new(a.start, b.end.max(a.start)),
            _ => Span::default(),
        }
    }
    /// The first token that ends after byte `at`.
    pub fn at_byte(&self, at: u32) -> usize {
        self.list.partition_point(|t| t.end <= at)
    }
    /// True when a line of the text begins with token `i`.
    pub fn starts_line(&self, i: usize) -> bool {
        i == 0 || self.list.get(i).is_some_and(|t| t.breaks > 0)
    }
    /// True when white space or the start of the text stands before token `i`.
    pub fn spaced(&self, i: usize) -> bool {
        i == 0 || self.list.get(i).is_some_and(|t| t.lead < t.start)
    }
    /// Paired quotations, in text order.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }
    /// The quotation that token `i` stands in (marks included).
    pub fn quotation_at(&self, i: usize) -> Option<&Quotation> {
        let n = self.quotations.partition_point(|q| q.open <= i);
        self.quotations[..n].iter().rev().take(4).find(|q| q.close >= i)
    }
    /// Sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }
    /// The whole number that token `i` spells in digits.
    pub fn number(&self, i: usize) -> Option<u64> {
        if self.kind(i) != Kind::Number {
            return None;
        }
        let key = self.key(i);
        let digits = |n: u64, b: u8| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0'));
        if (1..=18).contains(&key.len())
            && let Some(n) = key.bytes().try_fold(0, digits)
        {
            return Some(n);
        }
        if !key.contains([',', '.']) {
            return key.parse().ok();
        }
        // Grouped thousands: every group after the first has three digits.
        let mut groups = key.split([',', '.']);
        let first = groups.next()?;
        if first.len() > 3 || !groups.clone().all(|g| g.len() == 3) || first == "0" {
            return None;
        }
        let joined: String = std::iter::once(first).chain(groups).collect();
        joined.parse().ok()
    }
}

#[cfg(test)]
mod tests;
