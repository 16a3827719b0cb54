//! Events: meetings, agreements, treaty steps and the like, with status, date, place, participants, round, level, outcome.
//!
//! Arabic news says events with nouns ('talks ended', 'a meeting was held'), so a trigger is an event noun with the light verb
//! that carries it, or an event verb. What stands in the trigger's own stretch of the sentence fills the slots; later
//! assertions of the same event join the first.

mod acts;
mod behind;
mod clause;
mod infer;
mod merge;
mod noun;
mod people;
mod place;
mod rows;
mod scene;
mod status;
mod support;
mod trigger;

use crate::mentions::{Mentions, Who};
use crate::report::Report;
use crate::statements::Statement;
use crate::times::{Publication, Time, zone_of};
use crate::zones::{Zone, ZoneKind};
use scene::Stretch;
use source::Span;
use trigger::Trigger;

/// Everything the finder looks at.
pub(crate) struct Input<'a, 'b> {
    pub(crate) r: &'b Report<'a>,
    pub(crate) zones: &'b [Zone],
    pub(crate) times: &'b [Time],
    pub(crate) m: &'b Mentions,
    pub(crate) statements: &'b [Statement],
    pub(crate) publication: &'b Publication,
}

/// An event of the report; identifiers as in the cast.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) kind: String,
    pub(crate) status: &'static str,
    pub(crate) span: Span,
    pub(crate) also: Vec<Span>,
    pub(crate) date: Option<String>,
    pub(crate) days: Option<(i64, i64)>,
    pub(crate) place: Option<Who>,
    pub(crate) process: Option<Who>,
    pub(crate) round: Option<u32>,
    pub(crate) level: Option<String>,
    pub(crate) participants: Vec<(Who, &'static str)>,
    pub(crate) outcome: Vec<String>,
    pub(crate) topics: Vec<String>,
    pub(crate) object: Option<Who>,
    /// Refers to an event told elsewhere ('the talks'): counts only by joining it.
    pub(crate) reference: bool,
    /// A verb of its own asserts it.
    pub(crate) asserted: bool,
    /// Who takes part is taken from other events and sentences: it says nothing of whether two are one.
    pub(crate) inferred: bool,
    /// 'The previous talks': none of those that the report tells of without this word.
    pub(crate) earlier: bool,
    /// Told by an event verb, whose subject and object stand with it.
    pub(crate) verb: bool,
    pub(crate) at: usize,
}

pub(crate) fn find(x: &Input) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for s in x.r.tokens.sentences() {
        let zone = zone_of(x.zones, s.from).or_else(|| zone_of(x.zones, s.to - 1));
        let body = matches!(zone, Some(ZoneKind::Body)) || zone_of(x.zones, s.to - 1) == Some(ZoneKind::Body);
        if !body && !matches!(zone, Some(ZoneKind::Title | ZoneKind::Caption)) {
            continue;
        }
        let triggers = trigger::in_sentence(x, s.from, s.to);
        for (n, t) in triggers.iter().enumerate().take_while(|_| !x.r.over()) {
            let from = if n == 0 { s.from } else { triggers[n - 1].end };
            let to = triggers.get(n + 1).map_or(s.to, |t| t.at);
            let clause = clause::reach(x, t, s.from..s.to);
            let own = from.max(clause.start)..to.min(clause.end);
            let title = zone == Some(ZoneKind::Title);
            let mut stretch = Stretch { sentence: s.from..s.to, clause, own };
            let gaps = rows::gaps(x, t, &stretch);
            let end = std::mem::replace(&mut stretch.own.end, gaps.first().copied().unwrap_or(to.min(stretch.clause.end)));
            if let Some(mut e) = scene::build(x, t, &stretch, &all) {
                e.reference |= title;
                let more = rows::more(x, t, &stretch, &mut e);
                let further = rows::gapped(x, t, &stretch, &gaps, end, &e);
                all.push(e);
                all.extend(more.into_iter().chain(further));
            }
        }
    }
    merge::join(x, all)
}

/// PLOVER's type for an event (Halterman et al. 2023, PLOVER manual): what is planned or promised is AGREE, what is held its own type.
pub(crate) fn plover(kind: &str, status: &str) -> Option<&'static str> {
    let held = match kind {
        "meeting" | "call" | "visit" => Some("CONSULT"),
        "agreement" | "signature" | "extension" => Some("AGREE"),
        "proposal" | "instruction" => Some("REQUEST"),
        "sanction" | "withdrawal" => Some("SANCTION"),
        "aid" => Some("AID"),
        "exchange" => Some("COOPERATE"),
        "military" => Some("ASSAULT"),
        "formation" => Some("AGREE"),
        _ => None,
    };
    match (kind, status) {
        ("meeting" | "call" | "visit" | "formation" | "aid" | "exchange", "planned" | "possible") => Some("AGREE"),
        ("meeting" | "call" | "visit", "proposed") => Some("REQUEST"),
        _ => held,
    }
}

/// The word the contract uses for a participant's part.
pub(crate) fn is_meeting(kind: &str) -> bool {
    matches!(kind, "meeting" | "call" | "visit" | "conference")
}

impl Trigger {
    /// True for meetings, calls and visits.
    pub(crate) fn meets(&self) -> bool {
        is_meeting(&self.kind)
    }
}
