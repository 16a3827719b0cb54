//! How much is kept of one report: no text, however it is made, gives more than so many findings.

use crate::{Doubt, Reading};
use source::Span;

/// The most findings of one kind (mentions, roles, times, figures, statements, events, doubts) that are kept of a report, the
/// first of the text. A live blog of 1 MiB has some thousand mentions; more are a text made to have them.
pub const MAX_FINDINGS: usize = 10_000;

/// Leaves out what is more than [`MAX_FINDINGS`] of a kind, and says so in a doubt on `whole`, the text in bytes of the source.
pub(crate) fn keep(reading: &mut Reading, whole: Span) {
    let mut cut = Vec::new();
    shorten(&mut reading.mentions, "mentions", &mut cut);
    shorten(&mut reading.roles, "roles", &mut cut);
    shorten(&mut reading.times, "times", &mut cut);
    shorten(&mut reading.figures, "figures", &mut cut);
    shorten(&mut reading.statements, "statements", &mut cut);
    shorten(&mut reading.events, "events", &mut cut);
    shorten(&mut reading.doubts, "doubts", &mut cut);
    if !cut.is_empty() {
        let note =
            format!("of one report {MAX_FINDINGS} findings of a kind are kept; the reading was cut: {} left out", cut.join(", "));
        reading.doubts.push(Doubt { kind: "too-many".to_owned(), span: whole, note });
    }
}

fn shorten<T>(list: &mut Vec<T>, what: &str, cut: &mut Vec<String>) {
    if let Some(more) = list.len().checked_sub(MAX_FINDINGS).filter(|more| *more > 0) {
        cut.push(format!("{more} {what}"));
        list.truncate(MAX_FINDINGS);
        list.shrink_to_fit();
    }
}
