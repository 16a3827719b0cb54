//! What comes in: the bytes of one report as they came, never altered, and places in them.
//!
//! A [`Source`] is named by the SHA-256 of its bytes. A [`Span`] is a half-open byte range of a source
//! (or, where a type says so, of the clean text made from it); its constructor holds `start <= end`.

use sha2::{Digest, Sha256};

/// A half-open byte range `start..end`, in bytes, `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` (inclusive) to `end` (exclusive); the two are swapped when out of order.
    pub fn new(start: u32, end: u32) -> Self {
        if start <= end { Self { start, end } } else { Self { start: end, end: start } }
    }
    /// First byte of the span.
    pub fn start(self) -> u32 {
        self.start
    }
    /// One past the last byte of the span.
    pub fn end(self) -> u32 {
        self.end
    }
    /// Number of bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }
    /// True when the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// True when the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// True when `other` lies wholly within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
    /// The words of the span in `text`; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What a person knows about a report beside its text: from a flag, a sidecar or front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Day of publication as EDTF.
    pub published: Option<String>,
    /// Outlet identifier or name.
    pub outlet: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Character encoding, as a server names it.
    pub charset: Option<String>,
}

/// One report as it came.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    bytes: Vec<u8>,
    given: Given,
}

/// The largest report that is read, in bytes; larger ones are refused with a sentence.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

impl Source {
    /// Takes the bytes of a report and the path to print for it.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes, given: Given::default() }
    }
    /// The same source with what a person knows about it.
    pub fn with_given(mut self, given: Given) -> Self {
        self.given = given;
        self
    }
    /// The path as the user gave it.
    pub fn path(&self) -> &str {
        &self.path
    }
    /// The bytes, unaltered.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// What a person knows about the report.
    pub fn given(&self) -> &Given {
        &self.given
    }
    /// SHA-256 of the bytes, in lower-case hex: the name of this source.
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.bytes))
    }
}

/// SHA-256 of `bytes`, in lower-case hex.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of what comes in pieces.
#[derive(Debug, Clone, Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Takes in the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    /// The digest of all pieces together, in lower-case hex.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for b in bytes {
        out.push(DIGITS[(b >> 4) as usize] as char);
        out.push(DIGITS[(b & 15) as usize] as char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_overlap_by_bytes_shared() {
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(!Span::new(0, 4).overlaps(Span::new(4, 5)));
        assert_eq!(Span::new(5, 2), Span::new(2, 5));
    }

    #[test]
    fn a_source_is_named_by_its_sha256() {
        let s = Source::new("a", b"abc".to_vec());
        let mut pieces = Digester::default();
        pieces.update(b"ab");
        pieces.update(b"c");
        assert_eq!(pieces.finish(), s.sha256());
        assert_eq!(s.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
