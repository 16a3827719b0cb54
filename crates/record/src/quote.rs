//! Words of a report: where they stand, and what they are.

use crate::entry::Citation;
use reading::Reading;
use source::Span;

/// Words of a report.
pub(crate) fn cite(reading: &Reading, span: Span) -> Citation {
    Citation { sha256: reading.sha256.clone(), path: reading.path.clone(), span }
}

/// Words of a report, where the clean text is the source itself: of other sources the record does not know the way back.
pub(crate) fn source_words(r: &Reading, span: Span) -> Option<&str> {
    let mark = r.bytes.checked_sub(r.text.len()).filter(|n| *n == 0 || *n == 3)?;
    let at = |place: u32| (place as usize).checked_sub(mark);
    let range = at(span.start())?..at(span.end())?;
    (r.media_type == "text/plain").then(|| r.text.get(range))?
}
