//! Events of reports, ready to be compared: each with its report, its days, and its participants by kind.

use crate::claimed::{self, Claim};
use crate::entry::Citation;
use crate::lasted;
use crate::quote::cite;
use crate::sides::Sides;
use days::Days;
use dossier::Dossier;
use reading::{Event, Reading};
use source::Span;

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
    /// In whose mouth the words are, where in anyone's.
    pub(crate) speaker: Option<&'a str>,
    /// The government for which the speaker speaks; anyone else himself.
    pub(crate) side: Option<&'a str>,
    /// The outlet from which the words came, where the report names one.
    pub(crate) origin: Option<&'a str>,
    /// The negotiation, told or evident: the only one that the report names, or that of the documented round of that day.
    pub(crate) process: Option<&'a str>,
    /// The round of that negotiation, told or that which alone is documented on these days.
    pub(crate) round: Option<u32>,
    /// The states that take part, and those for which the others act; sorted.
    pub(crate) acting: Vec<&'a str>,
    /// How long it lasted: minutes, and the value that says so.
    pub(crate) lasted: Option<(u32, &'a str)>,
    /// How many people came, and what they are.
    pub(crate) crowds: Vec<(u64, &'a str)>,
    /// The two days of a date whose day of the week is not its own.
    pub(crate) slip: Option<(i64, i64)>,
    /// What the report tells of it in two ways.
    pub(crate) claims: Vec<Claim<'a>>,
}

impl<'a> Member<'a> {
    fn new(report: usize, reading: &'a Reading, event: &'a Event, dossier: &'a Dossier, sides: &Sides<'a>) -> Self {
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
        let (states, others, days) = (entities(true), entities(false), days_of(event));
        let named = event.process.as_deref().or_else(|| evident(reading, event, dossier));
        let process = named.or_else(|| documented(event, dossier));
        let mut acting = states.clone();
        acting.extend(others.iter().map(|e| sides.of(e)).filter(|s| s.starts_with("state/")));
        acting.sort_unstable();
        acting.dedup();
        Member {
            report,
            reading,
            event,
            round: event.round.or_else(|| numbered(event, named?, &days, dossier)),
            acting,
            days,
            states,
            others,
            country,
            vague_place,
            speaker: speaker(reading, event),
            side: speaker(reading, event).map(|s| sides.of(s)),
            origin: origin(reading, event),
            process,
            lasted: None,
            crowds: Vec::new(),
            slip: slip(reading, event),
            claims: Vec::new(),
        }
    }
    /// The words of the event.
    pub(crate) fn citation(&self) -> Citation {
        cite(self.reading, self.event.span)
    }
    /// First and last day on which its report may have come out; `None` where both are unknown.
    pub(crate) fn published(&self) -> Option<(i64, i64)> {
        self.reading.published.edtf.as_deref().and_then(|p| Days::parse(p).hull())
    }
    /// What decides with what it may be merged: two members with the same signature are the same event.
    pub(crate) fn signature(&self) -> impl Ord + std::hash::Hash + use<'a> {
        let e = self.event;
        let what = (e.kind.as_str(), e.status.as_str(), e.date.as_deref(), e.days);
        let which = (e.place.as_deref(), self.process, self.round, e.level.as_deref(), e.object.as_deref());
        (what, which, self.states.clone(), self.others.clone())
    }
}

/// The speaker of the shortest statement in which the event stands.
fn speaker<'a>(reading: &'a Reading, event: &Event) -> Option<&'a str> {
    let around = reading.statements.iter().filter(|s| s.speaker.is_some() && s.words.span.overlaps(event.span));
    around.min_by_key(|s| (s.words.span.len(), s.words.span)).and_then(|s| s.speaker.as_deref())
}

/// Bytes between the words of an event and its date.
const DATED: u32 = 60;

/// The two days of an event whose report tells its date with the wrong day of the week.
fn slip(reading: &Reading, event: &Event) -> Option<(i64, i64)> {
    let (a, b) = days_of(event).hull().filter(|(a, b)| (1..=3).contains(&b.saturating_sub(*a)))?;
    let near = |s: Span| {
        let words = std::iter::once(&event.span).chain(&event.also);
        words.into_iter().any(|w| s.start() <= w.end().saturating_add(DATED) && w.start() <= s.end().saturating_add(DATED))
    };
    reading.doubts.iter().any(|d| d.kind == "weekday-differs" && near(d.span)).then_some((a, b))
}

/// The outlet from which the words of an event came: the farthest that its statement names, or the one that the report names for
/// at least half of its statements.
fn origin<'a>(reading: &'a Reading, event: &Event) -> Option<&'a str> {
    let statements = &reading.statements;
    let around = statements.iter().filter(|s| s.words.span.overlaps(event.span) && !s.via.is_empty());
    if let Some(s) = around.min_by_key(|s| s.words.span) {
        return s.via.last().map(String::as_str);
    }
    let with: Vec<&String> = statements.iter().filter_map(|s| s.via.last()).collect();
    let one = with.first().filter(|first| with.iter().all(|v| v == *first))?;
    (with.len() * 2 >= statements.len()).then_some(one.as_str())
}

/// The negotiation of an event that names none, where the report names only one: of a numbered round, and of a meeting to which
/// all its parties are to come again, summits apart.
fn evident<'a>(reading: &'a Reading, event: &Event, dossier: &'a Dossier) -> Option<&'a str> {
    let named = || {
        let mentioned = reading.mentions.iter().map(|m| m.entity.as_str()).filter(|e| e.starts_with("process/"));
        mentioned.chain(reading.events.iter().filter_map(|e| e.process.as_deref()))
    };
    let first = named().next()?;
    let ahead = event.kind == "meeting" && matches!(event.status.as_str(), "planned" | "cancelled");
    let summit = event.level.as_deref().is_some_and(|l| l.starts_with("head-of-"));
    let again = ahead && !summit && everyone(event, first, dossier);
    let fits = (event.round.is_some() || again) && named().all(|p| p == first) && party(event, first, dossier);
    fits.then_some(first)
}

/// The negotiation whose documented round was on that very day, in that place, between those states.
fn documented<'a>(event: &Event, dossier: &'a Dossier) -> Option<&'a str> {
    let days = days_of(event);
    let summit = event.level.as_deref().is_some_and(|l| l.starts_with("head-of-"));
    if event.kind != "meeting" || summit || days.width().is_none_or(|w| w > 2) {
        return None;
    }
    let same = |r: &&dossier::Round| {
        let number = event.round.is_none() || r.round.is_none() || event.round == r.round;
        let place = event.place.as_deref() == Some(r.place.as_str());
        number && place && Days::parse(&r.date).meet(&days).is_some() && everyone(event, &r.process, dossier)
    };
    let mut found = dossier.rounds().iter().filter(same).map(|r| r.process.as_str());
    let first = found.next()?;
    found.all(|p| p == first).then_some(first)
}

/// Longest set of days, in days, that says which of the documented rounds is meant.
const MONTH: i64 = 31;

/// The number of the only round of a negotiation that is documented on the days of a meeting which tells none: not of heads of state,
/// who meet beside the rounds, nor of experts, who count their own.
fn numbered(event: &Event, process: &str, days: &Days, dossier: &Dossier) -> Option<u32> {
    let meeting = event.kind == "meeting" && matches!(event.status.as_str(), "held" | "planned" | "cancelled");
    let apart = event.level.as_deref().is_some_and(|l| l.starts_with("head-of-") || l == "expert");
    if !meeting || apart || days.width().is_none_or(|w| w > MONTH) || !party(event, process, dossier) {
        return None;
    }
    let elsewhere = |place: &str| event.place.as_deref().is_some_and(|p| p != place && !p.starts_with("state/"));
    let mut found = dossier.rounds().iter().filter(|r| r.process == process && Days::parse(&r.date).meet(days).is_some());
    let round = found.next().filter(|r| found.next().is_none() && !elsewhere(&r.place))?;
    round.round
}

/// Whether all states that are parties take part, two at least.
fn everyone(event: &Event, process: &str, dossier: &Dossier) -> bool {
    let Some(process) = dossier.find(process).map(|p| dossier.entity(p)) else { return false };
    let there = |state: &String| event.participants.iter().any(|p| government(&p.entity, dossier) == state);
    process.related.len() >= 2 && process.related.iter().all(there)
}

/// Whether no state takes part that the dossier does not know as a party, hosts apart.
fn party(event: &Event, process: &str, dossier: &Dossier) -> bool {
    let Some(process) = dossier.find(process).map(|p| dossier.entity(p)) else { return true };
    let states = event.participants.iter().filter(|p| p.part != "host" && p.entity.starts_with("state/"));
    process.related.is_empty() || states.into_iter().all(|s| process.related.contains(&s.entity))
}

/// The state for which a capital stands; any other entity itself.
pub(crate) fn government<'a>(entity: &'a str, dossier: &'a Dossier) -> &'a str {
    let place = dossier.find(entity).filter(|_| entity.starts_with("place/")).map(|id| dossier.entity(id));
    place.filter(|p| p.acts).and_then(|p| p.state.as_deref()).unwrap_or(entity)
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
    let (mut out, sides) = (Vec::new(), Sides::new(dossier));
    for (report, reading) in readings.iter().enumerate() {
        let told = lasted::lengths(reading).into_iter().zip(lasted::crowds(reading));
        let mut events: Vec<_> = reading.events.iter().zip(told).collect();
        events.sort_by(|(a, _), (b, _)| (a.span, &a.kind, &a.status, &a.date).cmp(&(b.span, &b.kind, &b.status, &b.date)));
        let said = claimed::spoken(reading, &sides);
        let member = |(e, (lasted, crowds))| {
            let claims = claimed::claims(reading, e, &said, &sides);
            Member { lasted, crowds, claims, ..Member::new(report, reading, e, dossier, &sides) }
        };
        out.extend(events.into_iter().map(member));
    }
    out
}
