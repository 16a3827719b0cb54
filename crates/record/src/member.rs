//! Events of reports, ready to be compared: each with its report, its days, and its participants by kind.

use days::Days;
use crate::entry::Citation;
use dossier::Dossier;
use reading::{Event, Reading};

/// An event of one report.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    /// Position of the report among the sorted readings.
    pub(crate) report: usize,
    pub(crate) reading: &'a Reading,
    pub(crate) event: &'a Event,
    pub(crate) days: Days,
    /// Participants that are states, sorted.
    pub(crate) states: Vec<&'a str>,
    /// Other participants, sorted.
    pub(crate) others: Vec<&'a str>,
    /// The state in which the place lies, or which it is.
    pub(crate) country: Option<&'a str>,
    /// True where the place is a whole state.
    pub(crate) vague_place: bool,
}

impl<'a> Member<'a> {
    fn new(report: usize, reading: &'a Reading, event: &'a Event, dossier: &'a Dossier) -> Self {
        let entities = |states: bool| {
            let mut list: Vec<&str> = event
                .participants
                .iter()
                .map(|p| government(&p.entity, dossier))
                .filter(|e| e.starts_with("state/") == states)
                .collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let vague_place = event.place.as_deref().is_some_and(|p| p.starts_with("state/"));
        let country = match event.place.as_deref() {
            Some(p) if vague_place => Some(p),
            Some(p) => dossier.find(p).and_then(|id| dossier.entity(id).state.as_deref()),
            None => None,
        };
        Member {
            report,
            reading,
            event,
            days: days_of(event),
            states: entities(true),
            others: entities(false),
            country,
            vague_place,
        }
    }
    /// The words of the event.
    pub(crate) fn citation(&self) -> Citation {
        cite(self.reading, self.event.span)
    }
    /// What decides with what it may be merged: two members with the same signature are the same event.
    pub(crate) fn signature(&self) -> impl Ord + std::hash::Hash + use<'a> {
        let e = self.event;
        let what = (e.kind.as_str(), e.status.as_str(), e.date.as_deref(), e.days);
        let which = (e.place.as_deref(), e.process.as_deref(), e.round, e.level.as_deref(), e.object.as_deref());
        (what, which, self.states.clone(), self.others.clone())
    }
}

/// The state for which a capital stands; any other entity itself.
pub(crate) fn government<'a>(entity: &'a str, dossier: &'a Dossier) -> &'a str {
    let place = dossier.find(entity).filter(|_| entity.starts_with("place/")).map(|id| dossier.entity(id));
    place.filter(|p| p.acts).and_then(|p| p.state.as_deref()).unwrap_or(entity)
}

/// Words of a report.
pub(crate) fn cite(reading: &Reading, span: source::Span) -> Citation {
    Citation { sha256: reading.sha256.clone(), path: reading.path.clone(), span }
}

fn days_of(event: &Event) -> Days {
    match (event.date.as_deref().map(Days::parse), event.days) {
        (Some(days), _) if days != Days::Unknown => days,
        (_, Some((a, b))) => Days::within(bounded(a.min(b)), bounded(a.max(b))),
        _ => Days::Unknown,
    }
}

/// Days that no calendar of four-digit years has are open sides.
fn bounded(day: i64) -> i64 {
    match day {
        ..-400_000 => i64::MIN,
        4_000_000.. => i64::MAX,
        d => d,
    }
}

/// The events of all readings, in the order of reports and words.
pub(crate) fn members<'a>(readings: &[&'a Reading], dossier: &'a Dossier) -> Vec<Member<'a>> {
    let mut out = Vec::new();
    for (report, reading) in readings.iter().enumerate() {
        let mut events: Vec<&Event> = reading.events.iter().collect();
        events.sort_by(|a, b| (a.span, &a.kind, &a.status, &a.date).cmp(&(b.span, &b.kind, &b.status, &b.date)));
        out.extend(events.into_iter().map(|e| Member::new(report, reading, e, dossier)));
    }
    out
}
