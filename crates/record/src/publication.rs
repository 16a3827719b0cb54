//! When reports came out, as the events that they tell narrow it: what a report tells as held had begun by then.

use crate::entry::Entry;
use crate::member::Member;
use days::{Day, Days};
use reading::Reading;

/// For each report the days on which it may have come out.
pub(crate) fn narrowed(readings: &[&Reading], made: &[(Entry, Vec<usize>)], members: &[Member]) -> Vec<Days> {
    let mut out: Vec<Days> = readings.iter().map(|r| r.published.edtf.as_deref().map(Days::parse).unwrap_or_default()).collect();
    for (entry, group) in made.iter().filter(|(e, _)| e.status == "held") {
        let Some((from, _)) = entry.days.filter(|d| d.0 > Day::MIN) else { continue };
        for m in group.iter().map(|&i| &members[i]).filter(|m| m.event.status == "held") {
            // What reports tell against their own dateline is left to the dispute on the event.
            if let Some(met) = out[m.report].meet(&Days::within(from, Day::MAX)) {
                out[m.report] = met;
            }
        }
    }
    out
}

/// The first day on which a report may have come out.
pub(crate) fn first(days: &Days) -> Option<Day> {
    days.hull().map(|d| d.0).filter(|d| *d > Day::MIN)
}
