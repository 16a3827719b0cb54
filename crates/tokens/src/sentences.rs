//! Sentences: paragraphs cut at the pack's end marks, not inside quotations or abbreviations.

use crate::{Kind, Tokens};
use language::Quotes;

/// A sentence: tokens `from..to`, the end mark included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Number of the paragraph it stands in.
    pub paragraph: u32,
}

/// Cuts the text into sentences.
pub(crate) fn cut(tokens: &Tokens, quotes: &Quotes) -> Vec<Sentence> {
    let mut out = Vec::new();
    let (mut from, mut paragraph) = (0, 0);
    let inside = quoted(tokens);
    let closing = closing(tokens);
    for i in 0..tokens.len() {
        if i > from && tokens.starts_line(i) {
            out.push(Sentence { from, to: i, paragraph });
            from = i;
        }
        if i > 0 && tokens.starts_line(i) {
            paragraph += 1;
        }
        let next_is_end = i + 1 < tokens.len() && is_end(tokens, quotes, i + 1) && !tokens.starts_line(i + 1);
        let ended = is_end(tokens, quotes, i) && !next_is_end && !inside[i] && !is_abbreviation(tokens, i);
        if ended || i > from && closing[i] && !inside[i + 1] && closes_finished(tokens, quotes, i) {
            out.push(Sentence { from, to: i + 1, paragraph });
            from = i + 1;
        }
    }
    if from < tokens.len() {
        out.push(Sentence { from, to: tokens.len(), paragraph });
    }
    out
}

/// A quotation mark that closes right after an end mark ends the sentence too, unless the sentence goes on in the same breath.
fn closes_finished(tokens: &Tokens, quotes: &Quotes, i: usize) -> bool {
    if tokens.kind(i) != Kind::Mark || !is_end(tokens, quotes, i - 1) {
        return false;
    }
    let next = tokens.key(i + 1);
    let goes_on = quotes.clause_end.iter().any(|m| m == next) || is_end(tokens, quotes, i + 1);
    !goes_on && tokens.key(i - 1) == "."
}

/// The tokens that close a quotation of some length.
fn closing(tokens: &Tokens) -> Vec<bool> {
    let mut closing = vec![false; tokens.len()];
    for q in tokens.quotations().iter().filter(|q| q.closed && q.close - q.open > 4) {
        closing[q.close] = true;
    }
    closing
}

fn quoted(tokens: &Tokens) -> Vec<bool> {
    let mut inside = vec![false; tokens.len() + 1];
    for q in tokens.quotations().iter().filter(|q| q.closed) {
        inside[q.open..=q.close].fill(true);
    }
    inside
}

fn is_end(tokens: &Tokens, quotes: &Quotes, i: usize) -> bool {
    tokens.kind(i) == Kind::Mark && quotes.sentence_end.iter().any(|m| m == tokens.key(i))
}

/// A single letter before a full stop is an abbreviation ('Dr', an initial) when the stop touches it and more follows.
fn is_abbreviation(tokens: &Tokens, i: usize) -> bool {
    tokens.key(i) == "."
        && i > 0
        && !tokens.spaced(i)
        && tokens.kind(i - 1) == Kind::Word
        && tokens.key(i - 1).chars().count() == 1
        && !tokens.starts_line(i + 1)
}
