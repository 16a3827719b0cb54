//! Quotations, paired by state within a paragraph, with recovery where marks are missing.

use crate::{Kind, Tokens};
use language::Quotes;

/// A pair of quotation marks. `open` and `close` are token indices of the marks; where the closing mark is missing,
/// `close` is the last token of the paragraph plus one and `closed` is false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the opening mark.
    pub open: usize,
    /// Index of the closing mark, or one past the paragraph's last token.
    pub close: usize,
    /// False where the text never closes the quotation.
    pub closed: bool,
}

impl Quotation {
    /// Tokens inside the marks, as a half-open range.
    pub fn inside(&self) -> (usize, usize) {
        (self.open + 1, self.close)
    }
}

struct Open {
    at: usize,
    closers: Vec<usize>,
}

/// Pairs the marks of every paragraph.
pub(crate) fn pair(tokens: &Tokens, quotes: &Quotes) -> Vec<Quotation> {
    let marks = Marks::new(quotes);
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=tokens.len() {
        if i == tokens.len() || tokens.starts_line(i) {
            if (start..i).any(|t| tokens.kind(t) == Kind::Mark && marks.is_quote(tokens.key(t))) {
                pair_paragraph(tokens, &marks, start, i, &mut out);
            }
            start = i;
        }
    }
    out.sort_by_key(|q| (q.open, std::cmp::Reverse(q.close)));
    out
}

struct Marks<'a> {
    quotes: &'a Quotes,
}

impl<'a> Marks<'a> {
    fn new(quotes: &'a Quotes) -> Self {
        Self { quotes }
    }
    fn is_quote(&self, key: &str) -> bool {
        self.quotes.pairs.iter().any(|(o, c)| o == key || c == key) || self.quotes.debris.iter().any(|d| d == key)
    }
    /// Indices of the pairs that `key` opens.
    fn opens(&self, key: &str) -> Vec<usize> {
        self.indices(key, |p| &p.0)
    }
    fn closes(&self, key: &str) -> Vec<usize> {
        self.indices(key, |p| &p.1)
    }
    fn indices(&self, key: &str, side: impl Fn(&(String, String)) -> &String) -> Vec<usize> {
        let all = self.quotes.pairs.iter().enumerate();
        all.filter(|(_, p)| side(p) == key).map(|(i, _)| i).collect()
    }
}

/// Quotations nest at most this deep in a paragraph; deeper marks are taken for noise.
const DEEPEST: usize = 4;

fn pair_paragraph(tokens: &Tokens, marks: &Marks, start: usize, end: usize, out: &mut Vec<Quotation>) {
    let mut stack: Vec<Open> = Vec::new();
    for i in start..end {
        let key = tokens.key(i);
        if tokens.kind(i) != Kind::Mark || !marks.is_quote(key) {
            continue;
        }
        let closes = marks.closes(key);
        let found = stack.iter().rposition(|o| o.closers.iter().any(|c| closes.contains(c)));
        let opens = marks.opens(key);
        // A mark that can do both opens after a space and before a word (an attached particle may stand before it), unless one of its kind stands open.
        let before = tokens.spaced(i) || tokens.key(i - 1).chars().count() <= 2;
        let looks_open = before && !tokens.spaced(i + 1) && i + 1 < end;
        let looks_closed = !tokens.spaced(i) && (i + 1 == end || tokens.spaced(i + 1));
        let ambiguous = !opens.is_empty() && !closes.is_empty();
        match found {
            Some(at) if !(ambiguous && looks_open && is_directional(key) && stack.len() < DEEPEST) => {
                out.push(Quotation { open: stack[at].at, close: i, closed: true });
                stack.truncate(at);
            }
            _ if !opens.is_empty() && stack.len() < DEEPEST && (!ambiguous || !looks_closed) => {
                stack.push(Open { at: i, closers: opens });
            }
            _ if i == start && marks.quotes.debris.iter().any(|d| d == key) => {
                stack.push(Open { at: i, closers: (0..marks.quotes.pairs.len()).collect() });
            }
            _ => {}
        }
    }
    // Only the outermost unclosed mark runs on: the inner ones are more likely noise.
    if let Some(open) = stack.first() {
        out.push(Quotation { open: open.at, close: end, closed: false });
    }
}

/// Marks whose shape tells opening from closing.
fn is_directional(key: &str) -> bool {
    key != "\""
}
