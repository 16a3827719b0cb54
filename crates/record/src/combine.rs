//! From the events of a group to one entry: what all its reports together support, and where they differ.

use crate::copies::Copies;
use crate::entry::{Citation, Documented, Entry};
use crate::member::{Member, government};
use crate::quote::cite;
use crate::{disputes, page, why, witness};
use days::Days;
use dossier::Dossier;
use reading::Participant;
use std::collections::{BTreeMap, BTreeSet};

/// Statuses, the weightiest first: what was held was held, whatever had been planned.
pub(crate) const STATUSES: [&str; 7] = ["held", "cancelled", "denied", "planned", "possible", "proposed", "habitual"];
/// Parts, the most telling first.
const PARTS: [&str; 7] = ["head-of-delegation", "chair", "host", "member", "party", "actor", "target"];

/// The entry that members of one event make. Its identifier is still without a number that tells it from its like.
pub(crate) fn entry(members: &[&Member], copies: &Copies, dossier: &Dossier) -> Entry {
    let status = status(members);
    let (telling, rest): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|m| m.event.status == status);
    let all = |get: &dyn Fn(&Member) -> Option<String>| most(&telling, get).or_else(|| most(&rest, get));
    let labels = witness::labels(members, copies);
    let told = disputes::Told { members, labels: &labels, status };
    let (days, on_date) = told.date();
    let place = place(&telling, dossier).or_else(|| place(&rest, dossier));
    let disputes = told.all(on_date);
    let witnesses = witness::witnesses(members, status, copies);
    let mut entry = Entry {
        id: String::new(),
        date: written(&days, members),
        days: days.hull(),
        kind: telling.first().map(|m| m.event.kind.clone()).unwrap_or_default(),
        status: status.to_owned(),
        process: most(members, &|m| m.event.process.clone()).or_else(|| most(members, &|m| m.process.map(str::to_owned))),
        round: all(&|m| m.event.round.map(|r| format!("{r:010}"))).and_then(|r| r.parse().ok()),
        level: all(&|m| m.event.level.clone().filter(|l| l != "unspecified")).or_else(|| all(&|m| m.event.level.clone())),
        place,
        participants: participants(
            if telling.iter().any(|m| !m.event.participants.is_empty()) { &telling } else { members },
            dossier,
        ),
        outcome: unique(members.iter().flat_map(|m| m.event.outcome.iter().cloned())),
        topics: members.iter().flat_map(|m| m.event.topics.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect(),
        object: all(&|m| m.event.object.clone()),
        plover: telling.iter().find_map(|m| m.event.plover),
        citations: citations(members, &telling),
        reports: members.iter().map(|m| m.report).collect::<BTreeSet<_>>().len(),
        independent_sources: witnesses.len(),
        witnesses,
        why: Vec::new(),
        disputes,
        documented: None,
        main: false,
        corrections: Vec::new(),
    };
    set_aside(&mut entry, members, dossier);
    entry.id = identifier(&entry);
    entry.why = why::why(members);
    entry.documented = documented(&entry, dossier);
    entry.main = page::is_main(&entry);
    entry
}

fn status<'a>(members: &[&'a Member]) -> &'a str {
    let rank = |s: &str| STATUSES.iter().position(|x| *x == s).unwrap_or(STATUSES.len());
    members.iter().map(|m| m.event.status.as_str()).min_by_key(|s| (rank(s), *s)).unwrap_or("held")
}

/// The value that most reports have; of several the first.
fn most(members: &[&Member], get: &dyn Fn(&Member) -> Option<String>) -> Option<String> {
    let mut reports: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for m in members {
        if let Some(value) = get(m) {
            reports.entry(value).or_default().insert(m.report);
        }
    }
    reports.into_iter().min_by_key(|(value, r)| (std::cmp::Reverse(r.len()), value.clone())).map(|(value, _)| value)
}

/// A member's own words for the days where it tells just these, else EDTF of the days.
fn written(days: &Days, members: &[&Member]) -> Option<String> {
    let own = members.iter().filter(|m| *days != Days::Unknown && m.days == *days).filter_map(|m| m.event.date.clone()).min();
    let dated = members.iter().filter_map(|m| m.event.date.clone()).min();
    own.or_else(|| days.edtf()).or(dated)
}

/// The place that most tell, a city before a state.
fn place(members: &[&Member], dossier: &Dossier) -> Option<String> {
    let precise: Vec<&Member> = members.iter().copied().filter(|m| !m.vague_place).collect();
    let known = |m: &Member| m.event.place.clone().filter(|p| dossier.find(p).is_some());
    most(&precise, &known)
        .or_else(|| most(&precise, &|m| m.event.place.clone()))
        .or_else(|| most(members, &|m| m.event.place.clone()))
}

/// Everyone who took part, each with the most telling part; a capital is its state.
fn participants(members: &[&Member], dossier: &Dossier) -> Vec<Participant> {
    let rank = |part: &str| PARTS.iter().position(|p| *p == part).unwrap_or(PARTS.len());
    let mut best: BTreeMap<&str, &'static str> = BTreeMap::new();
    for p in members.iter().flat_map(|m| &m.event.participants) {
        let part = best.entry(government(&p.entity, dossier)).or_insert(p.part);
        if (rank(p.part), p.part) < (rank(part), part) {
            *part = p.part;
        }
    }
    best.into_iter().map(|(entity, part)| Participant { entity: entity.to_owned(), part }).collect()
}

/// Words that name heads of state and their deputies' delegations in one breath give those to the summit: of the persons of a
/// meeting of heads, those whom a dossier knows in lower offices only stay where half of the reports name them, or where they are
/// all who are named.
fn set_aside(e: &mut Entry, members: &[&Member], dossier: &Dossier) {
    if !matches!(e.level.as_deref(), Some("head-of-state" | "head-of-government")) || e.kind != "meeting" {
        return;
    }
    if !e.participants.iter().any(|p| p.entity.starts_with("person/") && !is_deputy(&p.entity, dossier)) {
        return;
    }
    let told = reports_of(members, |_| true);
    e.participants.retain(|p| {
        let named = reports_of(members, |m| m.event.participants.iter().any(|q| q.entity == p.entity));
        !is_deputy(&p.entity, dossier) || named * 2 >= told.max(2)
    });
}

fn reports_of(members: &[&Member], which: impl Fn(&Member) -> bool) -> usize {
    members.iter().filter(|m| which(m)).map(|m| m.report).collect::<BTreeSet<_>>().len()
}

/// Whether all offices that a dossier knows of a person are those of a deputy.
fn is_deputy(person: &str, dossier: &Dossier) -> bool {
    let Some(id) = dossier.find(person) else { return false };
    let mut roles = dossier.tenures().iter().filter(|t| t.person == id).map(|t| t.role.as_str()).peekable();
    roles.peek().is_some() && roles.all(|r| r.starts_with("deputy") || r.starts_with("under") || r.starts_with("assistant"))
}

/// The round that a dossier documents: the same number, or the same day.
fn documented(e: &Entry, dossier: &Dossier) -> Option<Documented> {
    let process = e.process.as_deref().filter(|_| e.kind == "meeting" && matches!(e.status.as_str(), "held" | "planned"))?;
    let told = e.date.as_deref().map(Days::parse).unwrap_or_default();
    let fits = |r: &dossier::Round| Days::parse(&r.date).meet(&told).is_some();
    let of = dossier.rounds().iter().filter(|r| r.process == process);
    let same = |r: &&dossier::Round| match e.round {
        Some(n) => r.round == Some(n),
        None => fits(r) && told.width().is_some_and(|w| w <= 3),
    };
    let round = of.into_iter().find(same)?;
    // Groups count their own rounds: a meeting of experts a year off is another.
    let far = Days::parse(&round.date).gap(&told) > 180;
    (!far).then(|| Documented { date: round.date.clone(), place: round.place.clone(), date_agrees: fits(round) })
}

fn unique(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    items.filter(|i| seen.insert(i.clone())).collect()
}

/// All words that tell the event, those first that tell most of what was found, then by report.
fn citations(members: &[&Member], telling: &[&Member]) -> Vec<Citation> {
    let told = |m: &Member| {
        let e = &m.event;
        let slots = [m.days.width().is_some_and(|w| w <= 3), e.place.is_some(), e.round.is_some(), e.process.is_some()];
        slots.iter().filter(|s| **s).count() + e.participants.len().min(4)
    };
    let mut list: Vec<(usize, Citation)> = telling.iter().map(|m| (told(m), cite(m.reading, m.event.span))).collect();
    for m in members {
        list.extend(std::iter::once(m.event.span).chain(m.event.also.iter().copied()).map(|s| (0, cite(m.reading, s))));
    }
    list.sort_by(|(m, a), (n, b)| n.cmp(m).then_with(|| a.cmp(b)));
    let mut seen = BTreeSet::new();
    list.into_iter().map(|(_, c)| c).filter(|c| seen.insert(c.clone())).collect()
}

/// Type, date and a hash of what tells the entry from others.
fn identifier(e: &Entry) -> String {
    let people: Vec<&str> = e.participants.iter().map(|p| p.entity.as_str()).collect();
    let round = e.round.map(|r| r.to_string()).unwrap_or_default();
    let parts = [
        &e.kind,
        &e.status,
        e.date.as_deref().unwrap_or(""),
        e.process.as_deref().unwrap_or(""),
        &round,
        e.place.as_deref().unwrap_or(""),
    ];
    let text = format!("{}\n{}\n{}", parts.join("\n"), e.object.as_deref().unwrap_or(""), people.join("\n"));
    let hash = source::digest(text.as_bytes());
    let day = e.days.filter(|(a, b)| a == b).map(|(a, _)| days::iso(a));
    let date = day.or_else(|| e.days.filter(|d| d.0 > i64::MIN).map(|d| days::iso(d.0)[..7].to_owned()));
    format!("{}-{}-{}", e.kind, date.as_deref().unwrap_or("undated"), &hash[..8])
}
