//! Events of which the words tell more than one behind one trigger: a row of days, and the end that an extension sets.

use super::clause::finite;
use super::place::stands_behind;
use super::scene::{self, Stretch, dated};
use super::trigger::Trigger;
use super::{Found, Input, is_meeting};
use crate::times::days::When;
use crate::times::{Time, TimeKind};
use dossier::EntityKind;
use labels::{Class, Cut};
use std::ops::Range;

/// The most days, less one, that one meeting of a row of meetings may be dated by.
const LONGEST: i64 = 31;

/// The further events of a trigger whose first event is `e`.
pub(crate) fn more(x: &Input, t: &Trigger, w: &Stretch, e: &mut Found) -> Vec<Found> {
    match e.kind.as_str() {
        "extension" => new_end(x, t, w, e).into_iter().collect(),
        kind if is_meeting(kind) && e.status == "held" && !e.reference => days(x, t, w, e),
        _ => Vec::new(),
    }
}

/// 'Met X yesterday, and on Thursday Y': where the further meetings of a verb begin, each with a day of its own.
pub(crate) fn gaps(x: &Input, t: &Trigger, w: &Stretch) -> Vec<usize> {
    let r = x.r;
    let begins = |y: &&Time| {
        let i = y.tokens.start;
        let and = i > t.end + 1 && r.ends_clause(i - 1) && r.labels.at(i).iter().any(|l| l.cut.has(Cut::CONJ));
        let named =
            x.m.list.iter().any(|m| m.kind == "PER" && m.tokens.start >= y.tokens.end && m.tokens.start <= y.tokens.end + 9);
        and && dated(y) && named && !(y.tokens.end..y.tokens.end + 4).any(|k| finite(x, k))
    };
    if !t.verb || !is_meeting(&t.kind) {
        return Vec::new();
    }
    let inside = x.times.iter().filter(|y| y.tokens.start > t.end && y.tokens.end < w.own.end);
    inside.filter(begins).map(|y| y.tokens.start).collect()
}

/// The meetings that begin at `gaps`, the last of which ends at `end`: each of who met in the first with whom it names.
pub(crate) fn gapped(x: &Input, t: &Trigger, w: &Stretch, gaps: &[usize], end: usize, e: &Found) -> Vec<Found> {
    let stops = gaps.iter().skip(1).copied().chain([end]);
    let stretch = |from: usize, to: usize| Stretch { sentence: w.sentence.clone(), clause: w.clause.clone(), own: from..to };
    let one = |(from, to): (&usize, usize)| {
        let mut further = scene::build(x, t, &stretch(*from, to), &[])?;
        let first = e.participants.first().filter(|p| !further.participants.iter().any(|q| q.0 == p.0))?;
        further.participants.insert(0, *first);
        super::people::add_states(x, t, &mut further.participants);
        Some(Found { span: x.r.span(*from..to), at: *from, ..further })
    };
    gaps.iter().zip(stops).filter_map(one).collect()
}

/// 'Extended for five years, until 5 February 2026': the day on which the treaty ends.
fn new_end(x: &Input, t: &Trigger, w: &Stretch, e: &Found) -> Option<Found> {
    let limited = |y: &&Time| {
        y.tokens.start > t.at
            && y.tokens.end <= w.own.end
            && dated(y)
            && y.days.is_some_and(|(a, b)| a == b)
            && stands_behind(x, y.tokens.start, "limit")
    };
    let y = x.times.iter().find(limited)?;
    Some(Found {
        kind: "expiry".into(),
        status: if y.future { "planned" } else { e.status },
        span: x.r.span(y.tokens.start - 1..y.tokens.end),
        date: y.date.clone(),
        days: y.days,
        at: y.tokens.start,
        also: Vec::new(),
        ..e.clone()
    })
}

/// 'Met on 28 July, 30 September and then in Vienna on 10 January': each day behind the first is a meeting of its own.
///
/// 'On 29 and on 30 September' is one meeting of two days.
fn days(x: &Input, t: &Trigger, w: &Stretch, e: &mut Found) -> Vec<Found> {
    let mut out = Vec::new();
    // Days, and where a number or a town tells a meeting apart, months and stretches of days too.
    let single = |y: &Time| y.kind == TimeKind::Date && y.days.is_some_and(|(a, b)| a == b);
    let fits = |y: &&Time| dated(y) && y.days.is_some_and(|(a, b)| b - a <= LONGEST);
    let mut row = x.times.iter().filter(|y| fits(y) && y.tokens.start > e.at && y.tokens.start < w.sentence.end);
    let Some(mut last) = row.find(|y| y.date == e.date) else { return out };
    let mut town = e.place;
    for y in row {
        let between = last.tokens.end..y.tokens.start;
        if !joined(x, between.clone()) || finite(x, y.tokens.end) {
            break;
        }
        let city = |m: &&crate::mentions::Mention| m.kind == "GPE" && between.contains(&m.tokens.start);
        let place = x.m.list.iter().filter(city).map(|m| m.who).find(|w| x.m.cast.get(*w).kind == EntityKind::City);
        let round = between.clone().find_map(|i| x.r.label(i, Class::Ordinal)).and_then(|(_, e)| e.value.number());
        if out.is_empty() && round.is_none() && place.is_none() && next_day(x, last, y) {
            let first = e.days.map_or(0, |d| d.0);
            let end = y.days.map_or(first, |d| d.1);
            (e.date, e.days) = (Some(When::Throughout(first, end).edtf()), Some((first, end)));
            last = y;
            continue;
        }
        // A round is told of more than one day only where each has its number or the word is a plural.
        let counted = e.round.filter(|_| several(x, t)).map(|r| r + 1 + out.len() as u32);
        let round = round.map(|n| n as u32).or(counted);
        if e.round.is_some() && round.is_none() || !single(y) && (round.is_none() || place.is_none()) {
            break;
        }
        town = place.or(town);
        out.push(Found {
            span: x.r.span((between.start..y.tokens.start).find(|&i| !x.r.is_mark(i)).unwrap_or(y.tokens.start)..y.tokens.end),
            date: y.date.clone(),
            days: y.days,
            place: town,
            round,
            at: y.tokens.start,
            also: Vec::new(),
            ..e.clone()
        });
        last = y;
    }
    out
}

/// The day behind another, joined to it by 'and' alone.
fn next_day(x: &Input, last: &Time, y: &Time) -> bool {
    let follows = last.days.zip(y.days).is_some_and(|((_, a), (b, _))| b == a + 1);
    follows && !(last.tokens.end..y.tokens.start).any(|i| x.r.ends_clause(i))
}

/// 'The two rounds': the noun of the trigger is a dual or plural.
fn several(x: &Input, t: &Trigger) -> bool {
    (t.at..t.end).any(|i| x.r.all(i, Class::Counted).any(|(_, e)| matches!(e.value.get("n"), Some("2" | "p"))))
}

/// Nothing but what joins the days of a row stands between two of them: a comma or 'and', 'in' a town, an ordinal.
fn joined(x: &Input, between: Range<usize>) -> bool {
    let r = x.r;
    let place = |i: usize| x.m.at(i).is_some_and(|m| m.kind == "GPE");
    // 'Before 5 October' is no further day.
    let other = |i: usize| r.all(i, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "limit" | "since" | "matter" | "behind"));
    let fits = |i: usize| {
        r.ends_clause(i) && r.key(i) != ":"
            || place(i)
            || r.any(i, Class::Conj.bit() | Class::Prep.bit() | Class::Ordinal.bit()) && !other(i)
    };
    let and = |i: usize| r.labels.at(i).iter().any(|l| l.cut.has(Cut::CONJ)) || r.has(i, Class::Conj) || r.ends_clause(i);
    between.len() <= 7 && between.clone().all(fits) && (between.start..between.end + 1).any(and)
}
