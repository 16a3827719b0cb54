//! The slots of an event, from its stretch of the sentence.

use super::clause::is_finite;
use super::people::{add_states, cast, head, matter};
use super::place::{place, stands_behind};
use super::status::calls_off;
use super::trigger::{Trigger, event_noun};
use super::{Found, Input, is_meeting};
use crate::ZoneKind;
use crate::mentions::{Mention, Who};
use crate::times::days::When;
use crate::times::{Time, TimeKind, zone_of};
use dossier::EntityKind;
use labels::{Class, Cut};
use source::Span;
use std::ops::Range;

/// The tokens that an event's slots are looked for in.
pub(crate) struct Stretch {
    /// The sentence.
    pub(crate) sentence: Range<usize>,
    /// The trigger's clause.
    pub(crate) clause: Range<usize>,
    /// The part of it between the trigger's neighbours.
    pub(crate) own: Range<usize>,
}

/// Builds the event of a trigger; `None` where the words do not assert an event.
pub(crate) fn build(x: &Input, t: &Trigger, w: &Stretch, told: &[Found]) -> Option<Found> {
    let time = time(x, t, w);
    let place = place(x, t, w);
    let round = round(x, t, w.own.start.max(t.at.saturating_sub(3)), w.own.end);
    let process = process(x, t, w);
    let object = object(x, t, w.clause.start, w.own.end);
    let status = settled(x, t, time);
    let time = time.filter(|y| !decided_then(x, t, y, status));
    let (mut participants, inferred) = cast(x, t, w, status, told, place);
    let filled = usize::from(time.is_some())
        + usize::from(place.is_some())
        + participants.len().min(2)
        + usize::from(round.is_some())
        + usize::from(process.is_some())
        + usize::from(object.is_some());
    let needed = if t.definite { 3 } else { 2 };
    let reference = t.status == "chair" || !t.asserted && filled < needed && !(round.is_some() && filled >= 2);
    if !t.asserted && filled == 0 && told.iter().all(|e| e.kind != t.kind) {
        return None;
    }
    if let Some((who, part)) = head(x, t, w) {
        participants.retain(|(p, _)| *p != who);
        participants.push((who, part));
    }
    add_states(x, t, &mut participants);
    let level = level(x, t, w, &participants);
    let (date, days) = match time.or_else(|| announced(x, t, w, status)) {
        Some(y) => lasting(x, t, y, w.clause.end),
        None => deadline(x, t, w, status).map_or((None, None), |d| (Some(d.edtf()), d.bounds())),
    };
    let place = place.filter(|_| !matches!(t.kind.as_str(), "expiry" | "extension" | "entry-into-force"));
    Some(Found {
        kind: t.kind.clone(),
        status,
        span: words(x, t, w),
        also: Vec::new(),
        date,
        days,
        place,
        process,
        round,
        level: if is_meeting(&t.kind) && t.kind != "conference" {
            Some(level.unwrap_or_else(|| "unspecified".into()))
        } else {
            level
        },
        participants,
        outcome: outcome(x, t, w),
        topics: topics(x, t.at, w.own.end),
        object,
        reference,
        asserted: t.asserted && !reference,
        verb: t.verb,
        earlier: earlier(x, t),
        inferred,
        at: t.at,
    })
}

/// A noun that nothing else settles is planned when its time lies ahead.
fn settled(x: &Input, t: &Trigger, time: Option<&Time>) -> &'static str {
    let ahead = time.is_some_and(|t| t.future || x.publication.days.zip(t.days).is_some_and(|((_, p), (a, _))| a > p));
    let averted = t.kind == "expiry"
        && x.r.tokens.sentences().get(x.r.sentence_of(t.at)).is_some_and(|s| {
            (s.from..s.to).any(|i| x.r.all(i, Class::Event).any(|(_, e)| e.value.get("type") == Some("extension")))
        });
    // 'Days before it expires' tells of no end.
    let before = t.kind == "expiry"
        && (t.at.saturating_sub(4)..t.at).any(|i| x.r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "limit"));
    match t.status {
        "held" | "planned" if averted => "cancelled",
        "planned" if fell_through(x, t) => "cancelled",
        // 'Put off to 16 October'.
        "cancelled" if ahead && time.is_some_and(|y| y.tokens.start > t.at && toward(x, y)) => "planned",
        "held" if before => "planned",
        "held" if comes(x, t, time) => "planned",
        "held" if repeated(x, t) => "habitual",
        "held" if ahead && !past(x, t) => "planned",
        s => s,
    }
}

/// 'The truce enters into force', 'frees 33 prisoners': what a verb in the present says of steps like these is still to come.
fn comes(x: &Input, t: &Trigger, time: Option<&Time>) -> bool {
    let r = x.r;
    let step = matches!(t.kind.as_str(), "entry-into-force" | "exchange" | "withdrawal" | "expiry" | "formation");
    let verbs = || r.all(t.at, Class::Event).filter(|(l, e)| is_finite(l, e));
    let present = verbs().next().is_some() && !verbs().any(|(_, e)| &*e.part == "past");
    let was = t.at > 0 && r.any(t.at - 1, Class::Aux.bit() | Class::Neg.bit() | Class::Rel.bit());
    let over = time.is_some_and(|y| x.publication.days.zip(y.days).is_some_and(|((p, _), (_, b))| b < p));
    step && present && !was && !over
}

/// 'It was planned that they meet, but the meeting was not held'.
fn fell_through(x: &Input, t: &Trigger) -> bool {
    let r = x.r;
    let Some(s) = r.tokens.sentences().get(r.sentence_of(t.at)) else { return false };
    let was = (s.from..t.at).any(|i| r.all(i, Class::Aux).any(|(_, e)| e.value.raw() == "was"));
    was && calls_off(x, t.end).is_some()
}

fn toward(x: &Input, y: &Time) -> bool {
    x.r.all(y.tokens.start - 1, Class::Prep).any(|(_, e)| e.value.raw() == "toward")
}

/// 'They agreed last month to hold talks': a past day before what is still to come is the day of that decision.
fn decided_then(x: &Input, t: &Trigger, y: &Time, status: &str) -> bool {
    let over = || x.publication.days.zip(y.days).is_some_and(|((p, _), (_, b))| b < p);
    matches!(status, "planned" | "proposed" | "possible") && y.tokens.end <= t.at && over()
}

/// Told by a verb in the past.
fn past(x: &Input, t: &Trigger) -> bool {
    t.asserted && x.r.all(t.at, Class::Event).any(|(l, e)| &*e.part == "past" && !l.cut.has(Cut::PREP))
}

/// 'Meets twice a year': a set of times behind a verb that is not in the past.
fn repeated(x: &Input, t: &Trigger) -> bool {
    let near = |y: &&Time| y.kind == TimeKind::Set && y.tokens.start >= t.end && y.tokens.start <= t.end + 8;
    t.verb && !past(x, t) && x.times.iter().any(|y| near(&y))
}

/// The words shown: the clause of the trigger, without its neighbours.
fn words(x: &Input, t: &Trigger, w: &Stretch) -> Span {
    let r = x.r;
    let mut stop = t.end;
    // What was agreed belongs to the words of the agreement.
    let last = if t.kind == "agreement" { w.clause.end } else { w.own.end };
    while stop < last && !r.ends_clause(stop) && !r.ends_sentence(stop) && stop < t.end + 14 {
        stop += 1;
    }
    let mut from = t.at;
    // A subject right before its verb belongs to the words.
    if t.verb || !t.asserted {
        while from > w.own.start && !r.ends_clause(from - 1) && t.at - from < 6 && x.m.at(from - 1).is_some() {
            from -= 1;
        }
    }
    let cut = r.labels.at(from).iter().filter(|l| l.cut.has(Cut::CONJ)).map(|l| l.cut.skip).min().unwrap_or(0);
    let whole = r.span(from..stop);
    let cut = if r.labels.at(from).iter().any(|l| l.cut.bits == 0) { 0 } else { cut };
    Span::new(whole.start() + r.skip(from, cut), whole.end())
}

pub(crate) fn dated(t: &Time) -> bool {
    t.date.is_some() && matches!(t.kind, TimeKind::Date | TimeKind::Time)
}

/// The time of the event: in its own stretch, nearest to the trigger; else the one time of its sentence before it.
fn time<'t>(x: &Input<'_, 't>, t: &Trigger, w: &Stretch) -> Option<&'t Time> {
    let r = x.r;
    let within =
        |from: usize, to: usize| x.times.iter().filter(move |y| y.tokens.start >= from && y.tokens.end <= to && dated(y));
    // A deadline ('before', 'until') is no date of the event; 'since' dates what goes on.
    let usable = |y: &&Time| {
        let after = |word: &str| stands_behind(x, y.tokens.start, word);
        !after("limit") && (t.kind == "suspension" || !after("since")) && !source_year(x, y)
    };
    // 'Agreed on merging them in two stages between 2022 and 2024': those years are of what was agreed.
    let agreed = |y: &Time| {
        let onto = (t.end..y.tokens.start).any(|i| r.frame("ala", i));
        let ahead = x.publication.days.zip(y.days).is_some_and(|((_, p), (_, b))| b > p);
        t.kind == "agreement" && onto && (ahead || y.days.is_some_and(|(a, b)| b - a > 31))
    };
    let usable = |y: &&Time| usable(y) && !in_dateline(x, y) && !agreed(y);
    // A light verb may stand far before its noun: what lies between belongs to both.
    let after = within(w.own.start.max(t.at + 1), w.own.end).find(usable);
    // 'Two days after his meeting with X': the days before it are of what followed.
    let followed = t.meets()
        && !t.verb
        && (t.at.saturating_sub(4).max(w.clause.start)..t.at)
            .any(|i| r.all(i, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "behind" | "limit")));
    let before = within(w.own.start, t.at).rfind(|y| usable(y)).filter(|_| !followed);
    let distance = |y: &Time| if y.tokens.start >= t.end { y.tokens.start - t.end } else { t.at.saturating_sub(y.tokens.end) };
    // 'Put off to Thursday': the day to which.
    let put_off = |y: &&Time| t.status == "cancelled" && toward(x, y) && y.tokens.start <= t.end + 8;
    if let Some(y) = within(t.at, w.clause.end).find(put_off) {
        return Some(y);
    }
    // What was called off has the day for which it was planned.
    if t.status == "cancelled"
        && let Some(planned) = (t.at..w.clause.end).find(|&i| {
            r.label(i, Class::Status)
                .is_some_and(|(_, e)| matches!(e.value.raw().split(';').next(), Some("planned" | "cancelled")))
        })
        && let Some(y) = within(planned, w.clause.end).find(usable)
    {
        return Some(y);
    }
    // A time behind another trigger belongs to that one.
    let taken = w.own.start > w.clause.start;
    match (after, before) {
        (Some(a), Some(_)) if taken => Some(a),
        (Some(a), Some(b)) => Some(if distance(a) <= distance(b) + 4 { a } else { b }),
        (a, b) => a.or(b).or_else(|| {
            let mut all = within(w.clause.start, w.clause.end).filter(usable);
            let only = all.next()?;
            (all.next().is_none() && t.asserted && only.tokens.end <= t.at).then_some(only)
        }),
    }
}

/// What is still to come by a deadline happens between the report and that day.
fn deadline(x: &Input, t: &Trigger, w: &Stretch, status: &str) -> Option<When> {
    if !matches!(status, "planned" | "possible") || t.kind == "expiry" {
        return None;
    }
    let limited =
        |y: &&Time| y.tokens.start >= t.end && y.tokens.end <= w.own.end && dated(y) && stands_behind(x, y.tokens.start, "limit");
    let last = x.times.iter().find(limited)?.days?.1;
    let first = x.publication.days.map(|d| d.0).filter(|d| *d <= last)?;
    Some(When::within((first, last)))
}

/// 'Announced on Monday that it suspends': to announce such a step is to take it.
fn announced<'t>(x: &Input<'_, 't>, t: &Trigger, w: &Stretch, status: &str) -> Option<&'t Time> {
    let step = matches!(
        t.kind.as_str(),
        "agreement" | "suspension" | "withdrawal" | "extension" | "signature" | "formation" | "sanction"
    );
    if !step || status != "held" {
        return None;
    }
    let cue = (w.sentence.start..t.at).rev().find(|&i| x.r.all(i, Class::Cue).any(|(_, e)| &*e.part != "masdar"))?;
    if !x.r.all(cue, Class::Cue).any(|(_, e)| e.value.has("announce")) {
        return None;
    }
    let told = |y: &&Time| {
        y.tokens.start >= w.sentence.start && y.tokens.end <= t.at && dated(y) && !source_year(x, y) && !in_dateline(x, y)
    };
    x.times.iter().filter(told).min_by_key(|y| y.tokens.start.abs_diff(cue))
}

/// The day of the dateline is that of the report.
fn in_dateline(x: &Input, y: &Time) -> bool {
    zone_of(x.zones, y.tokens.start) == Some(ZoneKind::Dateline)
}

/// A year inside a treaty's or statement's description belongs to that document.
fn source_year(x: &Input, y: &Time) -> bool {
    let before = y.tokens.start.saturating_sub(1);
    x.m.at(before).is_some_and(|m| m.kind == "DOC" && m.tokens.end == y.tokens.start)
}

/// The round: an ordinal beside a word for a round or beside the event noun.
fn round(x: &Input, t: &Trigger, from: usize, to: usize) -> Option<u32> {
    let r = x.r;
    if !is_meeting(&t.kind) {
        return None;
    }
    for i in from..to.min(t.end + 9) {
        let Some((l, e)) = r.label(i, Class::Ordinal).filter(|_| !x.times.iter().any(|y| y.tokens.contains(&i))) else {
            continue;
        };
        let near = (i.saturating_sub(4)..i)
            .any(|k| r.any(k, Class::Round.bit()) && r.labels.at(k).iter().any(|l| r.lex.entry(l).class == Class::Round));
        let value = e.value.number()? as u32;
        let tens = r
            .label(l.end as usize, Class::Ordinal)
            .filter(|(l2, _)| l2.cut.bits & Cut::CONJ == 0 && l2.width() == 1)
            .and_then(|(_, e2)| e2.value.number())
            .filter(|n| *n == 10.0);
        // 'The first of its kind'.
        let kind = i > 0 && r.all(i - 1, Class::Pron).any(|(_, e)| e.value.raw() == "is");
        if near && !kind {
            return Some(value + tens.map_or(0, |n| n as u32));
        }
    }
    None
}

/// An adjective of the event noun: 'the two previous rounds'.
fn earlier(x: &Input, t: &Trigger) -> bool {
    let own = |i: &usize| {
        x.m.at(*i).is_none_or(|m| m.tokens.contains(&t.head)) && !x.r.ends_clause(*i - 1) && x.r.label(*i, Class::Prep).is_none()
    };
    t.meets() && (t.end..(t.end + 3).min(x.r.tokens.len())).take_while(own).any(|i| x.r.label(i, Class::Former).is_some())
}

fn process(x: &Input, t: &Trigger, w: &Stretch) -> Option<Who> {
    let fits = |m: &&Mention| {
        m.tokens.start >= w.clause.start
            && m.tokens.end <= w.clause.end
            && m.kind == "ORG"
            && x.m.cast.get(m.who).kind == EntityKind::Process
    };
    let near = x.m.list.iter().filter(fits).min_by_key(|m| m.tokens.start.abs_diff(t.head));
    near.map(|m| m.who)
}

/// The treaty, body or process that the event is about.
fn object(x: &Input, t: &Trigger, from: usize, to: usize) -> Option<Who> {
    if is_meeting(&t.kind) {
        return None;
    }
    // What happened 'after the treaty was suspended' is not about the treaty.
    let about = |m: &&Mention| m.tokens.end <= t.at || !matter(x, t.end, m.tokens.start);
    let docs = x.m.list.iter().filter(|m| m.kind == "DOC" && m.tokens.start >= from && m.tokens.end <= to).filter(about);
    let here = docs.min_by_key(|m| m.tokens.start.abs_diff(t.head)).map(|m| m.who);
    let last =
        || x.m.list.iter().filter(|m| m.kind == "DOC" && m.tokens.start < t.at).max_by_key(|m| m.tokens.start).map(|m| m.who);
    // Forces are withdrawn from no treaty, and 'an agreement of' names another.
    let r = x.r;
    let another = |i: usize| {
        r.has(i, Class::Withdrawn)
            || event_noun(x, i, false)
                .is_some_and(|(n, kind, _)| kind == "agreement" && n.cut.bits & (Cut::ARTICLE | Cut::SUFFIX) == 0)
    };
    here.or_else(|| {
        if (t.end..(t.end + 4).min(to)).any(another) {
            None
        } else if matches!(
            t.kind.as_str(),
            "extension" | "expiry" | "entry-into-force" | "suspension" | "withdrawal" | "signature"
        ) {
            last()
        } else {
            None
        }
    })
}

/// 'Ended yesterday … lasted three days': the days before belong to it too.
fn lasting(x: &Input, t: &Trigger, time: &Time, to: usize) -> (Option<String>, Option<(i64, i64)>) {
    let plain = (time.date.clone(), time.days);
    let ended = x.r.all(t.at, Class::Event).any(|(_, e)| e.value.get("phase") == Some("end"));
    let Some((a, b)) = time.days.filter(|(a, b)| a == b && ended) else { return plain };
    let length = x
        .times
        .iter()
        .filter(|y| y.kind == TimeKind::Duration && y.tokens.start > t.at && y.tokens.start < to + 30)
        .find_map(|y| y.value.strip_prefix('P')?.strip_suffix('D')?.parse::<i64>().ok().filter(|n| (2..=14).contains(n)));
    match length {
        Some(n) => (Some(When::Throughout(a - n + 1, b).edtf()), Some((a - n + 1, b))),
        None => plain,
    }
}

fn level(x: &Input, t: &Trigger, w: &Stretch, participants: &[(Who, &'static str)]) -> Option<String> {
    let r = x.r;
    let phrase = (w.own.start..w.own.end).find_map(|i| {
        r.label(i, Class::Level).and_then(|(_, e)| e.value.get("level")).filter(|v| *v != "unspecified").map(str::to_owned)
    });
    let of_role = || {
        let levels =
            x.m.roles.iter().filter(|o| participants.iter().any(|(w, _)| *w == o.person)).filter_map(|o| o.level.clone());
        levels.min_by_key(|l| rank(l))
    };
    t.level.clone().or(phrase).or_else(of_role)
}

fn rank(level: &str) -> usize {
    [
        "head-of-state",
        "head-of-government",
        "minister",
        "deputy-minister",
        "agency-head",
        "envoy",
        "ambassador",
        "expert",
        "parliament",
    ]
    .iter()
    .position(|l| *l == level)
    .unwrap_or(9)
}

fn outcome(x: &Input, t: &Trigger, w: &Stretch) -> Vec<String> {
    if !t.meets() {
        return Vec::new();
    }
    let r = x.r;
    // What the talks were about or came after, told right before it, is no outcome of theirs.
    let near = |i: usize| (t.end..i).rev().take(5).take_while(|&k| !r.ends_clause(k)).last();
    let own = |i: usize| !near(i).is_some_and(|from| matter(x, from, i));
    let told = |i: usize| r.label(i, Class::Outcome).filter(|(_, e)| !e.value.has("weak")).and_then(|(_, e)| e.value.get("en"));
    let mut out: Vec<String> = (t.at..w.clause.end).filter_map(|i| told(i).filter(|_| own(i)).map(str::to_owned)).collect();
    out.dedup();
    out
}

fn topics(x: &Input, from: usize, to: usize) -> Vec<String> {
    let r = x.r;
    let ids = (from..to).flat_map(|i| r.all(i, Class::Topic).filter_map(|(_, e)| e.entity));
    let mut out: Vec<String> = ids.map(|id| r.dossier.entity(id).id.clone()).collect();
    out.sort();
    out.dedup();
    out
}
