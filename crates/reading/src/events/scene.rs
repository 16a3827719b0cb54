//! The slots of an event, from its stretch of the sentence.

use super::trigger::Trigger;
use super::{Found, Input, is_meeting};
use crate::ZoneKind;
use crate::mentions::{Mention, Who};
use crate::times::{Time, TimeKind, days, zone_of};
use dossier::EntityKind;
use labels::{Class, Cut};
use source::Span;

/// Builds the event of a trigger. `(sentence, own)`: where the sentence and the trigger's own stretch begin; `(own, sentence)`:
/// where they end. `None` where the words do not assert an event.
pub(crate) fn build(x: &Input, t: &Trigger, start: (usize, usize), end: (usize, usize), told: &[Found]) -> Option<Found> {
    let time = time(x, t, start, end);
    let place = place(x, t, start, end);
    let round = round(x, t, start.1.max(t.at.saturating_sub(3)), end.0);
    let process = process(x, t, start, end);
    let object = object(x, t, start.0, end.0);
    let status = settled(x, t, time);
    let mut participants = cast(x, t, start, end, status, told);
    let filled = usize::from(time.is_some())
        + usize::from(place.is_some())
        + participants.len().min(2)
        + usize::from(round.is_some())
        + usize::from(process.is_some());
    let needed = if t.definite { 3 } else { 2 };
    let reference = t.status == "chair" || !t.asserted && filled < needed && !(round.is_some() && filled >= 2);
    if !t.asserted && filled == 0 && told.iter().all(|e| e.kind != t.kind) {
        return None;
    }
    add_states(x, t, &mut participants);
    let level = level(x, t, start, end, &participants);
    // What a meeting agreed or proposed happened when and where it met.
    let scene = told.iter().rev().find(|e| {
        is_meeting(&e.kind)
            && e.status == "held"
            && e.kind != "conference"
            && e.at + 60 > t.at
            && matches!(t.kind.as_str(), "agreement" | "conference")
            && status == "held"
    });
    let (date, days) = match (time, scene) {
        (Some(y), _) => lasting(x, t, y, end.1),
        (None, Some(e)) if t.kind == "agreement" || e.days.is_some_and(|(a, b)| a == b) => (e.date.clone(), e.days),
        _ => (None, None),
    };
    let scene_place = scene.filter(|_| t.kind == "agreement").and_then(|e| e.place);
    let place = place.or(scene_place).filter(|_| !matches!(t.kind.as_str(), "expiry" | "extension" | "entry-into-force"));
    let process = process.or(scene.and_then(|e| e.process));
    Some(Found {
        kind: t.kind.clone(),
        status,
        span: words(x, t, start, end),
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
        outcome: outcome(x, t, end),
        topics: topics(x, t.at, end.0),
        object,
        reference,
        at: t.at,
    })
}

/// Who took part: those named with the trigger, else those of the event next to it, the sides, the states named.
fn cast(
    x: &Input,
    t: &Trigger,
    start: (usize, usize),
    end: (usize, usize),
    status: &str,
    told: &[Found],
) -> Vec<(Who, &'static str)> {
    if t.kind == "conference" {
        return speaker_here(x, start.0, end.1).into_iter().map(|w| (w, "actor")).collect();
    }
    let mut found = participants(x, t, start, end);
    let shares = is_meeting(&t.kind) || t.kind == "agreement";
    if !found.is_empty() || !shares {
        return found;
    }
    if !t.verb {
        found = of_neighbour(t, start.0, told);
    }
    let of_sides = (t.at.saturating_sub(3)..end.0.min(t.end + 8))
        .any(|i| x.r.label(i, Class::Side).is_some_and(|(_, e)| !e.value.has("turn")));
    if found.is_empty() && t.asserted && (t.kind == "agreement" || of_sides || matches!(status, "held" | "planned")) {
        found = sides(x, t, told);
    }
    if found.is_empty() && t.asserted {
        found = named_states(x, start.0, t.at);
    }
    found
}

/// A noun that nothing else settles is planned when its time lies ahead.
fn settled(x: &Input, t: &Trigger, time: Option<&Time>) -> &'static str {
    let ahead = time.is_some_and(|t| t.future || x.publication.days.zip(t.days).is_some_and(|((_, p), (a, _))| a > p));
    let averted = t.kind == "expiry"
        && x.r.tokens.sentences().get(x.r.sentence_of(t.at)).is_some_and(|s| {
            (s.from..s.to).any(|i| x.r.all(i, Class::Event).any(|(_, e)| e.value.get("type") == Some("extension")))
        });
    match t.status {
        "held" | "planned" if averted => "cancelled",
        "held" if repeated(x, t) => "habitual",
        "held" if ahead => "planned",
        s => s,
    }
}

/// 'Meets twice a year': a set of times behind a verb that is not in the past.
fn repeated(x: &Input, t: &Trigger) -> bool {
    let past = x.r.all(t.at, Class::Event).any(|(_, e)| &*e.part == "past");
    let near = |y: &&Time| y.kind == TimeKind::Set && y.tokens.start >= t.end && y.tokens.start <= t.end + 8;
    t.verb && !past && x.times.iter().any(|y| near(&y))
}

/// The words shown: the clause of the trigger, without its neighbours.
fn words(x: &Input, t: &Trigger, start: (usize, usize), end: (usize, usize)) -> Span {
    let r = x.r;
    let mut stop = t.end;
    while stop < end.0 && !r.ends_clause(stop) && !r.ends_sentence(stop) && stop < t.end + 14 {
        stop += 1;
    }
    let mut from = t.at;
    // A subject right before its verb belongs to the words.
    if t.verb || !t.asserted {
        while from > start.1 && !r.ends_clause(from - 1) && t.at - from < 6 && x.m.at(from - 1).is_some() {
            from -= 1;
        }
    }
    let cut = r.labels.at(from).iter().filter(|l| l.cut.has(Cut::CONJ)).map(|l| l.cut.skip).min().unwrap_or(0);
    let whole = r.span(from..stop);
    let cut = if r.labels.at(from).iter().any(|l| l.cut.bits == 0) { 0 } else { cut };
    Span::new(whole.start() + r.skip(from, cut), whole.end())
}

fn dated(t: &Time) -> bool {
    t.date.is_some() && matches!(t.kind, TimeKind::Date | TimeKind::Time)
}

/// The time of the event: in its own stretch, nearest to the trigger; else the one time of its sentence before it.
fn time<'t>(x: &Input<'_, 't>, t: &Trigger, start: (usize, usize), end: (usize, usize)) -> Option<&'t Time> {
    let r = x.r;
    let within =
        |from: usize, to: usize| x.times.iter().filter(move |y| y.tokens.start >= from && y.tokens.end <= to && dated(y));
    // A deadline ('before', 'until') is no date of the event.
    let usable = |y: &&Time| {
        !r.all(y.tokens.start.saturating_sub(1), Class::Prep).any(|(_, e)| e.value.raw() == "limit") && !source_year(x, y)
    };
    // A light verb may stand far before its noun: what lies between belongs to both.
    let after = within(t.at + 1, end.0).find(usable);
    let before = within(start.1, t.at).rfind(|y| usable(y));
    let distance = |y: &Time| if y.tokens.start >= t.end { y.tokens.start - t.end } else { t.at.saturating_sub(y.tokens.end) };
    // What was called off has the day for which it was planned.
    if t.status == "cancelled"
        && let Some(planned) = (t.at..end.1).find(|&i| {
            r.label(i, Class::Status)
                .is_some_and(|(_, e)| matches!(e.value.raw().split(';').next(), Some("planned" | "cancelled")))
        })
        && let Some(y) = within(planned, end.1).find(usable)
    {
        return Some(y);
    }
    // A time behind another trigger belongs to that one.
    let taken = start.1 > start.0;
    match (after, before) {
        (Some(a), Some(_)) if taken => Some(a),
        (Some(a), Some(b)) => Some(if distance(a) <= distance(b) + 4 { a } else { b }),
        (a, b) => a.or(b).or_else(|| {
            let mut all = within(start.0, end.1).filter(usable);
            let only = all.next()?;
            (all.next().is_none() && t.asserted && only.tokens.end <= t.at).then_some(only)
        }),
    }
}

/// A year inside a treaty's or statement's description belongs to that document.
fn source_year(x: &Input, y: &Time) -> bool {
    let before = y.tokens.start.saturating_sub(1);
    x.m.at(before).is_some_and(|m| m.kind == "DOC" && m.tokens.end == y.tokens.start)
}

fn locative(x: &Input, m: &Mention) -> bool {
    let r = x.r;
    let i = m.tokens.start;
    // 'In Geneva, Switzerland'.
    if i > 1
        && r.ends_clause(i - 1)
        && x.m.at(i - 2).is_some_and(|p| p.kind == "GPE" && p.tokens.end == i - 1 && locative(x, p))
        && x.m.cast.get(m.who).kind == EntityKind::State
    {
        return true;
    }
    let attached =
        r.pack.locative_prefixes.iter().any(|p| r.key(i).starts_with(p.as_str())) && m.span.start() > r.span(i..i + 1).start();
    attached
        || i > 0 && r.all(i - 1, Class::Prep).any(|(_, e)| e.value.raw() == "place")
        || i > 1
            && r.all(i - 2, Class::Prep).any(|(_, e)| e.value.raw() == "place")
            && !r.ends_clause(i - 1)
            && x.m.at(i - 1).is_none()
}

/// A building or site is a venue; the place is the town.
fn venue(x: &Input, m: &Mention) -> bool {
    let known = x.r.dossier.find(&x.m.cast.get(m.who).id);
    known.is_some_and(|id| matches!(x.r.dossier.entity(id).sort.as_str(), "venue" | "palace" | "site"))
}

/// The city (or region, or state) in which it takes place.
fn place(x: &Input, t: &Trigger, start: (usize, usize), end: (usize, usize)) -> Option<Who> {
    let r = x.r;
    let located = |from: usize, to: usize| {
        x.m.list
            .iter()
            .filter(move |m| m.tokens.start >= from && m.tokens.end <= to && matches!(m.kind, "GPE" | "LOC"))
            .filter(|m| locative(x, m) && !venue(x, m))
    };
    let host = (t.at..t.head + 1).find(|&i| r.all(i, Class::Event).any(|(_, e)| e.value.get("phase") == Some("host")));
    if host.is_some() {
        let subject = x.m.list.iter().find(|m| {
            m.kind == "GPE" && m.tokens.start >= start.1 && m.tokens.end <= end.0 && x.m.cast.get(m.who).kind == EntityKind::City
        });
        if let Some(m) = subject {
            return Some(m.who);
        }
    }
    // A seat named with a mission is where the meeting was.
    let mission = x.m.list.iter().find(|m| {
        m.kind == "GPE"
            && m.nested
            && m.tokens.start >= t.at
            && m.tokens.end <= end.0
            && x.m.cast.get(m.who).kind == EntityKind::City
    });
    let after = located(t.at + 1, end.0)
        .find(|m| x.m.cast.get(m.who).kind == EntityKind::City)
        .or_else(|| located(t.at + 1, end.0).next());
    let before = located(start.1, t.at).next_back();
    let sentence = || if t.asserted { located(start.0, t.at).next_back() } else { None };
    after.or(mission).or(before).or_else(sentence).map(|m| m.who)
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
        if near {
            return Some(value + tens.map_or(0, |n| n as u32));
        }
    }
    None
}

fn process(x: &Input, t: &Trigger, start: (usize, usize), end: (usize, usize)) -> Option<Who> {
    let fits = |m: &&Mention| {
        m.tokens.start >= start.0 && m.tokens.end <= end.1 && m.kind == "ORG" && x.m.cast.get(m.who).kind == EntityKind::Process
    };
    let near = x.m.list.iter().filter(fits).min_by_key(|m| m.tokens.start.abs_diff(t.head));
    near.map(|m| m.who)
}

/// The treaty, body or process that the event is about.
fn object(x: &Input, t: &Trigger, from: usize, to: usize) -> Option<Who> {
    if is_meeting(&t.kind) {
        return None;
    }
    let docs = x.m.list.iter().filter(|m| m.kind == "DOC" && m.tokens.start >= from && m.tokens.end <= to);
    let here = docs.min_by_key(|m| m.tokens.start.abs_diff(t.head)).map(|m| m.who);
    let last =
        || x.m.list.iter().filter(|m| m.kind == "DOC" && m.tokens.start < t.at).max_by_key(|m| m.tokens.start).map(|m| m.who);
    here.or_else(|| {
        if matches!(t.kind.as_str(), "extension" | "expiry" | "entry-into-force" | "suspension" | "withdrawal" | "signature") {
            last()
        } else {
            None
        }
    })
}

/// The place of the dateline is where the report was written.
fn in_dateline(x: &Input, m: &Mention) -> bool {
    zone_of(x.zones, m.tokens.start) == Some(ZoneKind::Dateline)
}

fn can_take_part(x: &Input, m: &Mention) -> bool {
    let member = x.m.cast.get(m.who);
    match member.kind {
        EntityKind::Person | EntityKind::State | EntityKind::Group | EntityKind::States | EntityKind::Body => true,
        EntityKind::City => m.acts_for.is_some(),
        EntityKind::Org => true,
        _ => false,
    }
}

fn participants(x: &Input, t: &Trigger, start: (usize, usize), end: (usize, usize)) -> Vec<(Who, &'static str)> {
    let mut out: Vec<(Who, &'static str)> = Vec::new();
    let mut add = |w: Who, part: &'static str| {
        if !out.iter().any(|(o, _)| *o == w) {
            out.push((w, part));
        }
    };
    let from = if t.verb || t.asserted { start.1.max(clause_start(x, t, start.1)) } else { t.at.saturating_sub(2).max(start.1) };
    let to = clause_stop(x, t, end.0);
    let speakers: Vec<Who> = x.statements.iter().filter(|s| s.tokens.contains(&t.head)).filter_map(|s| s.speaker).collect();
    for m in x.m.list.iter().filter(|m| m.tokens.start >= from && m.tokens.end <= to && !m.nested) {
        let in_office = m.kind == "ORG" && x.m.office_over(m.tokens.start).is_some();
        if !can_take_part(x, m)
            || in_office
            || in_dateline(x, m)
            || locative(x, m) && m.kind != "PER"
            || m.tokens.start < t.at && speakers.contains(&m.who) && outside_content(x, m, t)
        {
            continue;
        }
        add(m.who, part(t, m));
    }
    for i in from..to {
        if let Some(w) = side_state(x, i) {
            add(w, "party");
        }
    }
    // 'The two presidents': those to whom the report gives that office, where they are two.
    for o in x.m.offices.iter().filter(|o| o.tokens.start >= from && o.tokens.end <= to && o.number == 2 && !o.unnamed) {
        let pair: Vec<Who> = x.m.roles.iter().filter(|p| p.role == o.role).map(|p| p.person).collect();
        if pair.len() == 2 {
            pair.into_iter().for_each(|w| add(w, "party"));
        }
    }
    // Heads of delegations, named by office.
    for o in x.m.offices.iter().filter(|o| o.tokens.start >= from && o.tokens.end <= to && !o.unnamed) {
        if let Some(w) = o.who {
            add(w, "party");
        }
    }
    fix_parts(t, &mut out);
    out
}

/// The part of a participant by the side of the trigger it stands on.
fn part(t: &Trigger, m: &Mention) -> &'static str {
    if t.meets()
        || matches!(
            t.kind.as_str(),
            "agreement" | "signature" | "extension" | "expiry" | "entry-into-force" | "formation" | "exchange"
        )
    {
        "party"
    } else if m.tokens.start < t.at || t.verb && m.tokens.start <= t.end + 1 {
        "actor"
    } else {
        "target"
    }
}

/// One-sided events have their first participant as actor, the rest as targets.
fn fix_parts(t: &Trigger, out: &mut [(Who, &'static str)]) {
    if t.kind == "conference" {
        out.iter_mut().for_each(|p| p.1 = "actor");
        return;
    }
    let one_sided = matches!(
        t.kind.as_str(),
        "proposal" | "sanction" | "aid" | "military" | "invitation" | "exclusion" | "instruction" | "suspension" | "withdrawal"
    );
    if one_sided {
        for (n, p) in out.iter_mut().enumerate() {
            p.1 = if n == 0 { "actor" } else { "target" };
        }
    }
}

/// The speaker stands outside the words he says.
fn outside_content(x: &Input, m: &Mention, t: &Trigger) -> bool {
    x.statements.iter().filter(|s| s.tokens.contains(&t.head)).any(|s| !s.tokens.contains(&m.tokens.start))
}

/// Participants before a trigger stand in its clause: after the last 'that' or the start of the quoted or reported words.
fn clause_start(x: &Input, t: &Trigger, from: usize) -> usize {
    let r = x.r;
    let that = (from..t.at).rev().find(|&i| r.has(i, Class::That)).map_or(from, |i| i + 1);
    let said = x
        .statements
        .iter()
        .filter(|s| s.tokens.contains(&t.head) && s.tokens.start > from)
        .map(|s| s.tokens.start)
        .max()
        .unwrap_or(from);
    that.max(said).min(t.at)
}

/// Participants after a trigger end with its clause: at a cue, a source, or a comma that no name follows.
fn clause_stop(x: &Input, t: &Trigger, to: usize) -> usize {
    let r = x.r;
    let mut i = t.end;
    while i < to {
        let participle = r.all(i, Class::Cue).any(|(_, e)| &*e.part == "participle") && i > 0 && r.ends_clause(i - 1);
        if r.has(i, Class::Via) || participle || r.all(i, Class::Conj).any(|(_, e)| e.value.raw() == "while") {
            return i;
        }
        let verb_after_comma = i > 0
            && r.ends_clause(i - 1)
            && r.all(i, Class::Cue).any(|(l, e)| matches!(&*e.part, "past" | "present") && l.cut.bits & Cut::PREP == 0);
        if verb_after_comma {
            return i;
        }
        i += 1;
    }
    to
}

/// 'The American side', 'the Russian delegation', 'American-Russian talks': the states of adjectives of sides and of the event.
fn side_state(x: &Input, i: usize) -> Option<Who> {
    let r = x.r;
    let (_, e) = r.label(i, Class::Nisba)?;
    let near = (i.saturating_sub(3)..i).any(|k| {
        r.any(k, Class::Side.bit() | Class::Delegation.bit() | Class::Event.bit() | Class::Round.bit() | Class::Unnamed.bit())
    });
    let id = e.entity.map(|id| &r.dossier.entity(id).id)?;
    if !near || x.m.at(i).is_some() {
        return None;
    }
    x.m.list.iter().map(|m| m.who).find(|w| x.m.cast.get(*w).id == *id)
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
        Some(n) => (Some(days::When::Throughout(a - n + 1, b).edtf()), Some((a - n + 1, b))),
        None => plain,
    }
}

/// A noun without participants has those of the event told before it in the sentence ('agreed in a telephone call').
fn of_neighbour(t: &Trigger, from: usize, told: &[Found]) -> Vec<(Who, &'static str)> {
    let near = told.iter().rev().find(|e| e.at >= from && e.at < t.at && e.participants.len() >= 2);
    near.map(|e| e.participants.clone()).unwrap_or_default()
}

/// The states that act in the sentence before the trigger.
fn named_states(x: &Input, from: usize, to: usize) -> Vec<(Who, &'static str)> {
    let acts = |m: &&Mention| {
        m.tokens.start >= from
            && m.tokens.end <= to
            && !in_dateline(x, m)
            && !locative(x, m)
            && (x.m.cast.get(m.who).kind == EntityKind::State || m.acts_for.is_some())
    };
    let mut out: Vec<(Who, &'static str)> = x.m.list.iter().filter(acts).map(|m| (m.who, "party")).collect();
    out.sort();
    out.dedup();
    out
}

/// Who speaks in the sentence.
fn speaker_here(x: &Input, from: usize, to: usize) -> Option<Who> {
    x.statements.iter().find(|s| s.tokens.start >= from && s.tokens.end <= to && !s.nested).and_then(|s| s.speaker)
}

/// 'The two sides': the parties of the last meeting told.
fn sides(x: &Input, t: &Trigger, told: &[Found]) -> Vec<(Who, &'static str)> {
    let last = told.iter().rev().find(|e| is_meeting(&e.kind) && e.participants.len() >= 2);
    let all = t.kind == "agreement";
    let fits = |w: &Who| all || !matches!(x.m.cast.get(*w).kind, EntityKind::Person);
    last.map(|e| e.participants.iter().filter(|(w, _)| fits(w)).copied().collect()).unwrap_or_default()
}

/// States stand beside the persons who act for them in meetings and agreements.
fn add_states(x: &Input, t: &Trigger, participants: &mut Vec<(Who, &'static str)>) {
    if !matches!(t.kind.as_str(), "meeting" | "call" | "agreement" | "signature") {
        return;
    }
    let people = participants.iter().filter(|(w, _)| x.m.cast.get(*w).kind == EntityKind::Person);
    let states: Vec<Who> = people.filter_map(|(w, _)| acting_for(x, *w)).collect();
    for s in states {
        let there = participants.iter().any(|(w, _)| {
            *w == s || x.m.cast.state_of(*w) == Some(x.m.cast.get(s).id.as_str()) && x.m.cast.get(*w).kind != EntityKind::Person
        });
        if !there {
            participants.push((s, "party"));
        }
    }
}

/// The state for which a person acts here: by the office the report gives, else by the offices the dossiers know, where none is of
/// an organisation.
fn acting_for(x: &Input, w: Who) -> Option<Who> {
    let role = x.m.roles.iter().find(|o| o.person == w).and_then(|o| o.of.clone());
    if let Some(of) = role {
        return x.m.cast.find(&of).filter(|s| x.m.cast.get(*s).kind == EntityKind::State);
    }
    let id = x.r.dossier.find(&x.m.cast.get(w).id)?;
    let mut held = x.r.dossier.tenures().iter().filter(|t| t.person == id).peekable();
    held.peek()?;
    let only_state = held.all(|t| t.of.starts_with("state/"));
    let state = x.m.cast.state_of(w)?;
    only_state.then(|| x.m.cast.find(state)).flatten()
}

fn level(
    x: &Input,
    t: &Trigger,
    start: (usize, usize),
    end: (usize, usize),
    participants: &[(Who, &'static str)],
) -> Option<String> {
    let r = x.r;
    let phrase = (start.1..end.0).find_map(|i| {
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

fn outcome(x: &Input, t: &Trigger, end: (usize, usize)) -> Vec<String> {
    let r = x.r;
    let mut out: Vec<String> = (t.at..end.1)
        .filter_map(|i| {
            r.label(i, Class::Outcome)
                .filter(|(_, e)| !e.value.has("weak"))
                .and_then(|(_, e)| e.value.get("en"))
                .map(str::to_owned)
        })
        .collect();
    out.dedup();
    if t.meets() { out } else { Vec::new() }
}

fn topics(x: &Input, from: usize, to: usize) -> Vec<String> {
    let r = x.r;
    let ids = (from..to).flat_map(|i| r.all(i, Class::Topic).filter_map(|(_, e)| e.entity).collect::<Vec<_>>());
    let mut out: Vec<String> = ids.map(|id| r.dossier.entity(id).id.clone()).collect();
    out.sort();
    out.dedup();
    out
}
