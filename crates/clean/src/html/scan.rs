//! Cuts the source of a page into text and tags, each with its place. Whatever the page holds, the scan
//! moves forward and ends: an open comment, tag or script runs to the end of the page, as in browsers.

use super::tag::Tag;
use memchr::{memchr, memchr_iter, memmem};
use std::ops::Range;

/// Most attributes kept of one tag.
const MOST_ATTRIBUTES: usize = 64;

/// What comes next in a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Characters and references.
    Text(Range<usize>),
    /// A start tag; its attributes are in the scanner.
    Open(Tag),
    /// An end tag.
    Close(Tag),
}

/// Walks over the source of a page.
pub(crate) struct Scanner<'a> {
    html: &'a str,
    at: usize,
    name: &'a [u8],
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl<'a> Scanner<'a> {
    /// A scanner at the beginning of `html`.
    pub(crate) fn new(html: &'a str) -> Self {
        Self { html, at: 0, name: b"", attributes: Vec::new() }
    }

    /// Value of an attribute of the last start tag, as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let found = self.attributes.iter().find(|(at, _)| self.cut(at).eq_ignore_ascii_case(name))?;
        Some(self.cut(&found.1))
    }

    /// True when the last start tag has attributes.
    pub(crate) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// True when the last start tag ends itself, as tags in drawings do.
    pub(crate) fn ends_itself(&self) -> bool {
        self.html.as_bytes().get(..self.at).is_some_and(|before| before.ends_with(b"/>"))
    }

    fn cut(&self, range: &Range<usize>) -> &'a str {
        self.html.get(range.clone()).unwrap_or("")
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.html.as_bytes().get(at..).unwrap_or_default()
    }

    /// The place after the next `end` from `at` on, or the end of the page.
    fn after(&self, at: usize, end: &[u8]) -> usize {
        memmem::find(self.rest(at), end).map_or(self.html.len(), |found| at + found + end.len())
    }

    /// What comes next; `None` at the end of the page.
    pub(crate) fn next(&mut self) -> Option<Piece> {
        while self.at < self.html.len() {
            let start = self.at;
            if self.byte(start) != Some(b'<') {
                return Some(self.text(start));
            }
            match self.byte(start + 1) {
                Some(b'!') => self.at = self.after_declaration(start),
                Some(b'?') => self.at = self.after(start, b">"),
                Some(b'/') if !self.letter(start + 2) => self.at = self.after(start, b">"),
                Some(b'/') => return self.tag(start + 2).map(Piece::Close),
                Some(_) if self.letter(start + 1) => return self.tag(start + 1).map(Piece::Open),
                _ => return Some(self.text(start)),
            }
        }
        None
    }

    fn letter(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|b| b.is_ascii_alphabetic())
    }

    fn text(&mut self, start: usize) -> Piece {
        self.at = memchr(b'<', self.rest(start + 1)).map_or(self.html.len(), |found| start + 1 + found);
        Piece::Text(start..self.at)
    }

    fn after_declaration(&self, start: usize) -> usize {
        match self.rest(start) {
            rest if rest.starts_with(b"<!-->") => start + 5,
            rest if rest.starts_with(b"<!--->") => start + 6,
            rest if rest.starts_with(b"<!--") => self.after(start + 4, b"-->"),
            _ => self.after(start, b">"),
        }
    }

    fn tag(&mut self, start: usize) -> Option<Tag> {
        let ends = |b: &u8| b.is_ascii_whitespace() || *b == b'/' || *b == b'>';
        let len = self.rest(start).iter().position(ends).unwrap_or(self.html.len() - start);
        self.name = self.rest(start).get(..len).unwrap_or_default();
        self.attributes.clear();
        let Some(end) = self.read_attributes(start + len) else {
            self.at = self.html.len();
            return None;
        };
        self.at = end;
        Some(Tag::named(self.name))
    }

    /// Reads attributes up to the end of the tag and gives the place after it.
    fn read_attributes(&mut self, mut at: usize) -> Option<usize> {
        loop {
            at = self.skip(at, |b| b.is_ascii_whitespace() || b == b'/');
            if self.byte(at)? == b'>' {
                return Some(at + 1);
            }
            let ends = |b: u8| b.is_ascii_whitespace() || b == b'/' || b == b'>' || b == b'=';
            let name_end = self.skip(at + 1, |b| !ends(b));
            let (value, next) = self.value(name_end)?;
            if self.attributes.len() < MOST_ATTRIBUTES {
                self.attributes.push((at..name_end, value));
            }
            at = next;
        }
    }

    /// The value after the name that ends at `at`, and where to go on.
    fn value(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let equals = self.skip(at, |b| b.is_ascii_whitespace());
        if self.byte(equals) != Some(b'=') {
            return Some((at..at, equals));
        }
        let start = self.skip(equals + 1, |b| b.is_ascii_whitespace());
        match self.byte(start)? {
            quote @ (b'"' | b'\'') => {
                let end = start + 1 + memchr(quote, self.rest(start + 1))?;
                Some((start + 1..end, end + 1))
            }
            _ => {
                let end = self.skip(start, |b| !b.is_ascii_whitespace() && b != b'>');
                Some((start..end, end))
            }
        }
    }

    fn skip(&self, at: usize, over: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest(at);
        at + rest.iter().position(|b| !over(*b)).unwrap_or(rest.len())
    }

    /// The content of the element just opened, up to its end tag, and moves behind that tag.
    pub(crate) fn raw_text(&mut self) -> Range<usize> {
        let start = self.at;
        for found in memchr_iter(b'<', self.rest(start)) {
            let after = self.rest(start + found + 1);
            let same = after.get(1..=self.name.len()).is_some_and(|n| n.eq_ignore_ascii_case(self.name));
            if after.first() == Some(&b'/') && same && !after.get(self.name.len() + 1).is_some_and(u8::is_ascii_alphanumeric) {
                let end = start + found;
                self.at = self.after(end, b">");
                return start..end;
            }
        }
        self.at = self.html.len();
        start..self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<String> {
        let mut scanner = Scanner::new(html);
        let mut out = Vec::new();
        while let Some(piece) = scanner.next() {
            out.push(match piece {
                Piece::Text(range) => html[range].to_owned(),
                Piece::Open(tag) => format!("<{tag:?}>"),
                Piece::Close(tag) => format!("</{tag:?}>"),
            });
            if matches!(out.last().map(String::as_str), Some("<Script>" | "<Title>")) {
                out.push(html[scanner.raw_text()].to_owned());
            }
        }
        out
    }

    #[test]
    fn pages_are_cut_as_browsers_do() {
        assert_eq!(pieces("a<p class='>'>b</p>"), ["a", "<P>", "b", "</P>"]);
        assert_eq!(pieces("a < b<!-- <p> -->c<!x>d<?y?>e"), ["a ", "< b", "c", "d", "e"]);
        assert_eq!(pieces("<SCRIPT>if (a</b>) </scripty></script >x"), ["<Script>", "if (a</b>) </scripty>", "x"]);
        assert_eq!(pieces("x<title>a &amp; b"), ["x", "<Title>", "a &amp; b"]);
        assert_eq!(pieces("x<!-- open <p>"), ["x"]);
        assert_eq!(pieces("x<a title=it's>y<p class=\"open"), ["x", "<A>", "y"]);
        assert_eq!(pieces("<br/>x</>y<!-->z"), ["<Br>", "x", "y", "z"]);
        assert_eq!(pieces("<"), ["<"]);
        assert_eq!(pieces("a<"), ["a", "<"]);
    }

    #[test]
    fn attributes_are_found() {
        let mut scanner = Scanner::new("<meta NAME=x content = \"a>b\" checked data-a='1'>");
        assert_eq!(scanner.next(), Some(Piece::Open(Tag::Meta)));
        assert_eq!(scanner.attribute("name"), Some("x"));
        assert_eq!(scanner.attribute("content"), Some("a>b"));
        assert_eq!(scanner.attribute("checked"), Some(""));
        assert_eq!(scanner.attribute("none"), None);
    }
}
