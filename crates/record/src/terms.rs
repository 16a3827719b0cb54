//! How long what was agreed is to last: a treaty that was extended for some years, an arrangement for some months, forces sent for a
//! time. Who extends or agrees owes it until then.
//!
//! The end is that which reports tell of the same treaty; where they tell none, the day of the agreement and the length that stands in
//! its words or right behind them, to the month: whether a length runs from the day of signing or from the old end reports seldom say.

use crate::entry::{Commitment, CommitmentState, Entry};
use crate::member::Member;
use crate::owed::{Told, citations, is_held, who};
use crate::words;
use days::Days;
use dossier::Dossier;
use reading::TimeKind;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes behind the words of an event in which a length is still its own.
const NEAR: u32 = 25;
/// Days between a told end and the one that the length makes, where both are of the same term: an extension runs from the old end.
const LOOSE: i64 = 62;
/// Longest term, in months.
const LONGEST: u32 = 1_200;

/// Entries by the treaty or document that they are about.
pub(crate) type ByObject<'t, 'a, 'm> = BTreeMap<&'t str, Vec<&'t Told<'a, 'm>>>;

pub(crate) fn by_object<'t, 'a, 'm>(told: &'t [Told<'a, 'm>]) -> ByObject<'t, 'a, 'm> {
    let mut of = ByObject::new();
    for t in told {
        if let Some(object) = t.0.object.as_deref() {
            of.entry(object).or_default().push(t);
        }
    }
    of
}

/// What is to be kept in force, where an entry tells that it was extended or agreed for a time.
pub(crate) fn term(
    entry: &Entry,
    members: &[&Member],
    about: &ByObject,
    dossier: &Dossier,
    today: Option<i64>,
) -> Option<Commitment> {
    if entry.status != "held" || !matches!(entry.kind.as_str(), "extension" | "agreement") {
        return None;
    }
    let peers = entry.object.as_deref().and_then(|o| about.get(o)).map_or(&[][..], Vec::as_slice);
    let counted = members.iter().filter_map(|m| Some((months(m)?, entry.days?))).find_map(|(n, days)| after(days, n));
    let due = if entry.kind == "extension" { extended(entry, peers, counted)? } else { agreed(members, &counted?)? };
    let owing = parties(entry, members, dossier);
    let last = due.hull()?.1;
    let left = |e: &Entry| {
        e.kind == "withdrawal" && is_held(e, today) && e.days.zip(entry.days).is_some_and(|(d, own)| d.0 > own.0 && d.0 < last)
    };
    let state = match peers.iter().any(|t| left(t.0)) {
        true => CommitmentState::Missed,
        false if today.is_some_and(|t| last < t) => CommitmentState::Overdue,
        false => CommitmentState::Open,
    };
    let object = entry.object.as_deref().map_or("what was agreed".to_owned(), |o| words::name(dossier, o));
    (!owing.is_empty()).then(|| Commitment {
        who: owing,
        what: format!("keep {object} in force"),
        due: due.edtf(),
        conditions: Vec::new(),
        state,
        kept_by: None,
        citations: citations(members),
    })
}

/// Those who take part; where nobody is told, the parties of what was extended.
fn parties(entry: &Entry, members: &[&Member], dossier: &Dossier) -> Vec<String> {
    let mut list = who(members);
    if list.len() < 2 {
        let all = members.iter().flat_map(|m| m.states.iter().chain(&m.others));
        list = all.map(|e| (*e).to_owned()).collect::<BTreeSet<_>>().into_iter().collect();
    }
    let object = entry.object.as_deref().and_then(|o| dossier.find(o)).filter(|_| list.is_empty());
    object.map_or(list, |o| dossier.entity(o).related.clone())
}

/// The end that reports tell of what was extended, or the one that the length makes. Where they tell two, it is either.
fn extended(entry: &Entry, peers: &[&Told], counted: Option<Days>) -> Option<Days> {
    let from = entry.days?.0;
    let ends = peers.iter().filter(|t| t.0.kind == "expiry" && t.0.status == "planned").flat_map(|t| told_days(t.0));
    let bounded = ends.filter(|d| d.0 > from && d.1 < i64::MAX).map(|d| Days::within(d.0, d.1));
    let fits = |d: &Days| counted.as_ref().is_none_or(|c| c.meet(d).is_some() || c.gap(d) <= LOOSE);
    let told: Vec<Days> = bounded.filter(fits).collect();
    let narrowest = told.iter().filter_map(Days::width).min();
    let runs: BTreeSet<(i64, i64)> = told.iter().filter(|d| d.width() == narrowest).filter_map(Days::hull).collect();
    let either = Days::parse(&Days::OneOf(runs.into_iter().collect()).edtf().unwrap_or_default());
    Some(either).filter(|d| *d != Days::Unknown).or(counted)
}

/// The days of an entry, and those that some reports tell instead.
fn told_days(e: &Entry) -> Vec<(i64, i64)> {
    let disputed = e.disputes.iter().filter(|d| d.field == "date").flat_map(|d| &d.values);
    e.days.into_iter().chain(disputed.filter_map(|v| Days::parse(&v.value).hull())).collect()
}

/// The end of an arrangement, where its report tells one that its length leads to: of other lengths beside an agreement nobody knows
/// whether they are its own.
fn agreed(members: &[&Member], counted: &Days) -> Option<Days> {
    let ends = |m: &&Member| {
        let end = |e: &&reading::Event| e.kind == "expiry" && e.status == "planned";
        let days = m.reading.events.iter().filter(end).filter_map(|e| e.date.as_deref()).map(Days::parse);
        days.filter_map(|d| d.meet(counted)).next()
    };
    members.iter().find_map(ends)
}

/// The month that lies some months behind the days on which something began.
fn after((from, to): (i64, i64), months: u32) -> Option<Days> {
    let month = |day: i64| {
        let (year, month, _) = days::date(day);
        let n = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        days::months(i32::try_from(n.div_euclid(12)).ok()?, u8::try_from(n.rem_euclid(12) + 1).ok()?, 1)
    };
    let known = from > i64::MIN && to < i64::MAX;
    known.then(|| Some(Days::within(month(from)?.0, month(to)?.1)))?
}

/// The length, in months, that stands in the words of an event or right behind them.
pub(crate) fn months(m: &Member) -> Option<u32> {
    let words = || std::iter::once(&m.event.span).chain(&m.event.also);
    let own = |t: &&reading::Time| words().any(|w| t.span.start() >= w.start() && t.span.start() <= w.end().saturating_add(NEAR));
    let lengths = m.reading.times.iter().filter(|t| t.kind == TimeKind::Duration).filter(own);
    lengths.filter_map(|t| in_months(&t.value)).next()
}

/// The last days of what begins on some day without an end and is to last as long as its words say.
pub(crate) fn lasting(due: &Days, members: &[&Member]) -> Option<Days> {
    let (from, _) = due.hull().filter(|d| d.1 == i64::MAX)?;
    members.iter().find_map(|m| after((from, from), months(m)?))
}

/// `P5Y` and `P3Y4M` in months; `None` for shorter units and unknown numbers.
fn in_months(value: &str) -> Option<u32> {
    let rest = value.strip_prefix('P')?;
    let (years, rest) = rest.split_once('Y').map_or((0, rest), |(y, rest)| (y.parse().unwrap_or(u32::MAX), rest));
    let rest = if rest.is_empty() { 0 } else { rest.strip_suffix('M')?.parse::<u32>().ok()? };
    years.checked_mul(12)?.checked_add(rest).filter(|n| (1..=LONGEST).contains(n))
}

#[cfg(test)]
mod tests {
    use super::{after, in_months};
    use days::Days;

    #[test]
    fn lengths_are_months() {
        let all = ["P5Y", "P3Y4M", "P3M", "PXY", "P10D", "P2M/P3M", "PT5H", "P", "P99999999999Y"].map(in_months);
        assert_eq!(all, [Some(60), Some(40), Some(3), None, None, None, None, None, None]);
    }

    #[test]
    fn a_term_ends_in_a_month() {
        let end = |day: &str, n| after(Days::parse(day).hull().unwrap_or_default(), n).and_then(|d| d.edtf());
        assert_eq!(end("2021-02-03", 60).as_deref(), Some("2026-02"));
        assert_eq!(end("2021-11-30", 3).as_deref(), Some("2022-02"));
        assert_eq!(end("2021", 12).as_deref(), Some("2022"));
        assert_eq!(end("[2021-02-03..]", 60), None);
    }
}
