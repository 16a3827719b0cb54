//! From the events of a group to one entry: what all its reports together support, and where they differ.

use days::Days;
use crate::entry::{Citation, Dispute, DisputedValue, Entry};
use crate::member::{Member, cite, government};
use crate::{page, witness};
use dossier::Dossier;
use reading::Participant;
use std::collections::{BTreeMap, BTreeSet};

/// Statuses, the weightiest first: what was held was held, whatever had been planned.
const STATUSES: [&str; 7] = ["held", "cancelled", "denied", "planned", "possible", "proposed", "habitual"];
/// Parts, the most telling first.
const PARTS: [&str; 7] = ["head-of-delegation", "chair", "host", "member", "party", "actor", "target"];

/// The entry that members of one event make. Its identifier is still without a number that tells it from its like.
pub(crate) fn entry(members: &[&Member], texts: &[usize], dossier: &Dossier) -> Entry {
    let status = status(members);
    let (telling, rest): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|m| m.event.status == status);
    let all = |get: &dyn Fn(&Member) -> Option<String>| most(&telling, get).or_else(|| most(&rest, get));
    let (days, date_dispute) = date(&telling, &rest);
    let place = place(&telling, dossier).or_else(|| place(&rest, dossier));
    let mut disputes: Vec<Dispute> = date_dispute.into_iter().collect();
    disputes.extend(places(&telling));
    disputes.extend(field("round", &telling, &|m| m.event.round.map(|r| r.to_string())));
    disputes.extend(contradicted(members, status));
    let mut entry = Entry {
        id: String::new(),
        date: written(&days, members),
        days: days.hull(),
        kind: telling.first().map(|m| m.event.kind.clone()).unwrap_or_default(),
        status: status.to_owned(),
        process: most(members, &|m| m.event.process.clone()),
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
        citations: citations(members),
        reports: members.iter().map(|m| m.report).collect::<BTreeSet<_>>().len(),
        independent_sources: witness::count(members, texts),
        disputes,
        main: false,
    };
    entry.id = identifier(&entry);
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

/// The days that the telling members together allow, or those most of them tell and a dispute.
fn date(telling: &[&Member], rest: &[&Member]) -> (Days, Option<Dispute>) {
    let known = |list: &[&Member]| list.iter().any(|m| m.days != Days::Unknown);
    let members = if known(telling) { telling } else { rest };
    let mut camps: Vec<(Days, Vec<&Member>)> = Vec::new();
    let mut dated: Vec<&Member> = members.iter().copied().filter(|m| m.days != Days::Unknown).collect();
    dated.sort_by_key(|m| (m.days.width().unwrap_or(i64::MAX), m.days.hull(), m.report, m.event.span));
    for m in dated {
        let fitting: Vec<usize> = (0..camps.len()).filter(|&i| camps[i].0.meet(&m.days).is_some()).collect();
        match fitting.as_slice() {
            [] => camps.push((m.days.clone(), vec![m])),
            [one] => {
                camps[*one].0 = camps[*one].0.meet(&m.days).unwrap_or_default();
                camps[*one].1.push(m);
            }
            // What fits several takes no side.
            _ => {}
        }
    }
    camps.sort_by_key(|(days, m)| (std::cmp::Reverse(reports(m)), days.hull()));
    let best = camps.first().map(|c| c.0.clone()).unwrap_or_default();
    let values = camps.into_iter().map(|(days, m)| (days.edtf().unwrap_or_default(), m)).collect();
    (best, dispute("date", values))
}

fn reports(members: &[&Member]) -> usize {
    members.iter().map(|m| m.report).collect::<BTreeSet<_>>().len()
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

/// Places that differ; a state and a place in it do not.
fn places(members: &[&Member]) -> Option<Dispute> {
    let precise: Vec<&Member> = members.iter().copied().filter(|m| !m.vague_place).collect();
    let abroad = |m: &Member| m.vague_place && !precise.iter().any(|p| p.country.is_some() && p.country == m.country);
    let distinct: Vec<&Member> = members.iter().copied().filter(|m| !m.vague_place || precise.is_empty() || abroad(m)).collect();
    field("place", &distinct, &|m| m.event.place.clone())
}

/// A dispute where members have different values of a field.
fn field(name: &'static str, members: &[&Member], get: &dyn Fn(&Member) -> Option<String>) -> Option<Dispute> {
    let mut values: BTreeMap<String, Vec<&Member>> = BTreeMap::new();
    for m in members {
        if let Some(value) = get(m) {
            values.entry(value).or_default().push(m);
        }
    }
    dispute(name, values.into_iter().collect())
}

/// What is told as held or planned in one place and as denied, or as held and as cancelled, in another.
fn contradicted(members: &[&Member], status: &str) -> Option<Dispute> {
    let other = |s: &str| match status {
        "held" => matches!(s, "cancelled" | "denied"),
        "denied" => s != "denied",
        "cancelled" => s == "denied",
        _ => false,
    };
    if !members.iter().any(|m| other(&m.event.status)) {
        return None;
    }
    let of: Vec<&Member> = members.iter().copied().filter(|m| m.event.status == status || other(&m.event.status)).collect();
    field("status", &of, &|m| Some(m.event.status.clone()))
}

fn dispute(field: &'static str, values: Vec<(String, Vec<&Member>)>) -> Option<Dispute> {
    let told = |members: Vec<&Member>| {
        let mut list: Vec<Citation> = members.iter().map(|m| m.citation()).collect();
        list.sort();
        list
    };
    let mut values: Vec<DisputedValue> =
        values.into_iter().map(|(value, m)| DisputedValue { value, citations: told(m) }).collect();
    values.sort_by(|a, b| a.value.cmp(&b.value));
    (values.len() > 1).then_some(Dispute { field, values })
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

fn unique(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    items.filter(|i| seen.insert(i.clone())).collect()
}

fn citations(members: &[&Member]) -> Vec<Citation> {
    let spans = |m: &&Member| {
        std::iter::once(m.event.span).chain(m.event.also.iter().copied()).map(|s| cite(m.reading, s)).collect::<Vec<_>>()
    };
    let mut list: Vec<Citation> = members.iter().flat_map(spans).collect();
    list.sort();
    list.dedup();
    list
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
