//! The way back from clean text to source bytes.
//!
//! A map has one or two steps. The last step leads from decoded characters to the bytes of the file; a
//! page has a step before it, from the clean text to the characters of the decoded page.

use crate::marks::Marks;
use crate::runs::Runs;
use source::Span;

/// Maps byte ranges of clean text to byte ranges of the source. It is monotone: a later place in the
/// text never maps to an earlier place in the source.
#[derive(Clone, Debug)]
pub struct OriginMap {
    page: Option<Runs>,
    file: Step,
}

/// One step from decoded text to bytes.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The text stands in the source byte for byte, some bytes from its start.
    Shift { by: u32, len: u32 },
    /// Every character of the text stands for one code unit of fixed width.
    Marks(Marks),
    /// Pieces of different make.
    Runs(Runs),
}

impl Step {
    fn back(&self, span: Span) -> Span {
        match self {
            Step::Shift { by, len } => Span::new(span.start().min(*len) + by, span.end().min(*len) + by),
            Step::Marks(marks) => marks.back(span),
            Step::Runs(runs) => runs.back(span),
        }
    }
}

impl OriginMap {
    /// The map of a text that is kept whole.
    pub(crate) fn of_file(file: Step) -> Self {
        Self { page: None, file }
    }

    /// The map of a text picked out of a decoded page.
    pub(crate) fn of_page(page: Runs, file: Step) -> Self {
        Self { page: Some(page), file }
    }

    /// The smallest range of source bytes that holds the characters of `span`, a byte range of the clean
    /// text that begins and ends between characters. Places past the end of the text count as its end;
    /// an empty span gives an empty span. Takes time logarithmic in the number of runs.
    pub fn to_source(&self, span: Span) -> Span {
        match &self.page {
            None => self.file.back(span),
            Some(runs) => self.file.back(runs.back(span)),
        }
    }
}
