//! The way back from clean text to source bytes.

use source::Span;

/// Maps byte ranges of clean text to byte ranges of the source.
#[derive(Clone, Debug)]
pub struct OriginMap {
    shift: u32,
    len: u32,
}

impl OriginMap {
    /// A map for text that stands in the source byte for byte, `shift` bytes from its start.
    pub(crate) fn identity(shift: u32, len: u32) -> Self {
        Self { shift, len }
    }
    /// The smallest range of source bytes that holds the characters of `span`, a range of clean text.
    pub fn to_source(&self, span: Span) -> Span {
        Span::new(span.start().min(self.len) + self.shift, span.end().min(self.len) + self.shift)
    }
}
