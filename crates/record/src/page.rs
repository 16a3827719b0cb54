//! What a reader would put on one page.

use crate::entry::Entry;
use crate::same::is_treaty_step;

/// Meetings, calls, visits, conferences that are no press conference, steps of treaties, agreements, formations and exchanges, held
/// or planned or dropped; not what is weak: without a time, or without a place, people and matter.
pub(crate) fn is_main(e: &Entry) -> bool {
    let dated = e.days.is_some_and(|(a, b)| b.saturating_sub(a) <= 366);
    if !dated || !status_counts(e) {
        return false;
    }
    let anchors = usize::from(e.place.is_some()) + usize::from(e.process.is_some()) + usize::from(e.object.is_some());
    match e.kind.as_str() {
        "meeting" | "call" | "visit" => e.participants.len() + anchors >= 2,
        "conference" => e.process.is_some() || e.participants.len() >= 3 || (e.participants.len() >= 2 && e.place.is_some()),
        "agreement" | "formation" | "exchange" => e.participants.len() + anchors >= 2,
        kind => is_treaty_step(kind) && e.object.as_deref().is_some_and(|o| o.starts_with("treaty/")),
    }
}

fn status_counts(e: &Entry) -> bool {
    match e.status.as_str() {
        "held" => true,
        "planned" | "cancelled" => {
            matches!(e.kind.as_str(), "meeting" | "call" | "visit" | "conference" | "exchange" | "formation")
                || is_treaty_step(&e.kind)
        }
        _ => false,
    }
}
