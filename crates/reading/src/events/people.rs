//! Who took part in an event.

use super::acts;
use super::clause::{finite, is_finite};
use super::merge::is_news;
use super::place::{hosts, locative};
use super::scene::Stretch;
use super::status::negated;
use super::trigger::{Trigger, event_noun};
use super::{Found, Input, is_meeting};
use crate::ZoneKind;
use crate::mentions::{Mention, Who};
use crate::statements::Statement;
use crate::times::zone_of;
use dossier::EntityKind;
use labels::{Class, Cut, Entry, Label};
use std::ops::Range;

/// Who took part: those named with the trigger, else those of the event next to it, the sides, the states named; and whether they
/// stand elsewhere than with it.
pub(crate) fn cast(
    x: &Input,
    t: &Trigger,
    w: &Stretch,
    status: &str,
    told: &[Found],
    place: Option<Who>,
) -> (Vec<(Who, &'static str)>, bool) {
    if t.kind == "conference" {
        return (speaker_here(x, &w.sentence).into_iter().map(|w| (w, "actor")).collect(), false);
    }
    let mut found = participants(x, t, w);
    // 'X was in Y on a visit'.
    let on = || t.at > 0 && x.r.frame("fi", t.at - 1) && w.own.start < t.at;
    if found.is_empty() && t.kind == "visit" && !t.verb && on() {
        let before = |m: &Mention| m.tokens.start >= w.clause.start && m.tokens.end <= t.at;
        let goes = |m: &&Mention| m.kind == "PER" && before(m) && can_be_named(x, t, m, false);
        found.extend(x.m.list.iter().find(goes).map(|m| (m.who, "party")));
    }
    // 'X announced the release of'.
    if found.is_empty() && t.kind == "exchange" {
        found.extend(acts::who_says(x, t).map(|who| (who, "party")));
    }
    // 'X, who visited Y'.
    if found.is_empty() && t.verb && t.kind == "visit" {
        found.extend(antecedent(x, t, w.sentence.start).map(|who| (who, "party")));
    }
    if let [(one, _)] = found[..]
        && let Some(other) = going_on(x, t, w, one).or_else(|| wants(x, t, w, one))
    {
        found.insert(0, (other, "party"));
    }
    // 'The exchange of prisoners' may be anybody's.
    let exchanged = t.kind == "exchange" && (t.verb || status == "planned");
    let shares = is_meeting(&t.kind) || t.kind == "agreement" || exchanged;
    if found.iter().any(|p| !serves(p.1)) || !shares {
        return (found, false);
    }
    let (mut parties, elsewhere) = told_elsewhere(x, t, w, status, told, place);
    let elsewhere = elsewhere && (found.is_empty() || !parties.is_empty());
    let served = |who: &Who| found.iter().any(|p| p.0 == *who);
    parties.retain(|p| !served(&p.0));
    parties.extend(found);
    (parties, elsewhere)
}

/// Who took part in what tells no party by itself; whether they stand elsewhere than with it.
fn told_elsewhere(
    x: &Input,
    t: &Trigger,
    w: &Stretch,
    status: &str,
    told: &[Found],
    place: Option<Who>,
) -> (Vec<(Who, &'static str)>, bool) {
    let mut found = Vec::new();
    // 'Those who meet': whoever stands before the relative is not known.
    if w.clause.start > w.sentence.start && x.r.has(w.clause.start, Class::Rel) && t.verb_at(w.clause.start + 1) {
        return (found, false);
    }
    if !t.verb {
        let from = if theirs(x, t) { w.sentence.start } else { w.clause.start };
        found = of_neighbour(t, from, told);
        // A pronoun says who they are.
        if theirs(x, t) && !found.is_empty() {
            return (found, false);
        }
    }
    // 'The two' is Monday too.
    let timed = |i: usize| x.times.iter().any(|y| y.tokens.contains(&i));
    let of_sides = (t.at.saturating_sub(3).max(w.sentence.start)..w.own.end.min(t.end + 8))
        .any(|i| !timed(i) && x.r.label(i, Class::Side).is_some_and(|(_, e)| !e.value.has("turn")));
    // 'A meeting was held in Vienna': with whom is not said.
    let told_before = t.definite || t.verb || rounds(x, t);
    // 'The next session of the commission': its members meet, not the sides told last.
    let whose = |(l, _): (&Label, &Entry)| l.cut.has(Cut::PREP);
    if (t.end..t.end + 3).any(|i| x.r.all(i, Class::Formed).chain(x.r.all(i, Class::Organ)).any(whose)) {
        return (found, false);
    }
    if found.is_empty()
        && t.asserted
        && (t.kind == "agreement" || of_sides || told_before && matches!(status, "held" | "planned"))
    {
        found = sides(x, t, told, place);
        // 'They agreed', 'the two presidents agreed': those who met, not only their states.
        if !of_sides && t.kind == "agreement" && t.verb && !found.is_empty() {
            found.extend(two_people(x, told, &found));
        }
    }
    if found.is_empty() && t.asserted {
        found = named_states(x, w.clause.start, t.at);
    }
    (found, true)
}

/// 'X arrived in Y, where he met Z', 'then met Z': who acts at the head of the sentence goes on acting.
fn going_on(x: &Input, t: &Trigger, w: &Stretch, one: Who) -> Option<Who> {
    let r = x.r;
    let before = t.at.checked_sub(1).filter(|p| *p > w.sentence.start)?;
    let opens = |k: usize| {
        r.all(k, Class::Conj).any(|(l, e)| l.end as usize == t.at && !matches!(e.value.raw(), "while" | "aside" | "topic"))
    };
    let joined = r.labels.at(t.at).iter().any(|l| l.cut.has(Cut::CONJ));
    let and = || joined && (r.ends_clause(before) || relative(x, t, w.sentence.start).is_some());
    let holding = x.statements.iter().filter(|s| s.tokens.contains(&t.head)).min_by_key(|s| s.tokens.len());
    // 'X said that he met Y'.
    let said = || r.has(before, Class::That) && holding.is_some_and(|s| s.tokens.start == before || s.tokens.start == t.at);
    if !(t.verb || t.head > t.at)
        || !matches!(t.kind.as_str(), "meeting" | "call")
        || !(r.has(before, Class::Rel) || opens(before) || opens(before.saturating_sub(1)) || and() || said())
    {
        return None;
    }
    // 'X, who met Y', 'X, who visited Z and met Y'.
    if relative(x, t, w.sentence.start).is_some() {
        return antecedent(x, t, w.sentence.start).filter(|who| *who != one);
    }
    let from = holding.map_or(w.sentence.start, |s| s.tokens.start.max(w.sentence.start));
    let acts = |m: &&Mention| m.tokens.start >= from && m.tokens.end <= before && m.who != one && can_be_named(x, t, m, false);
    x.m.list.iter().find(acts).map(|m| m.who).or_else(|| holding.and_then(|s| s.speaker))
}

/// 'X refused to hold talks with Y', 'X offered a meeting with Y': who wants the meeting, or does not, is the other side of it.
fn wants(x: &Input, t: &Trigger, w: &Stretch, one: Who) -> Option<Who> {
    let r = x.r;
    let with = |m: &Mention| {
        m.who == one
            && (t.end..t.end + 7).contains(&m.tokens.start)
            && (t.end..m.tokens.start).any(|i| r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "with"))
    };
    if t.verb || !is_meeting(&t.kind) || !x.m.list.iter().any(with) {
        return None;
    }
    let wish = |e: &Entry| {
        e.value.get("acts").is_some_and(|a| a.split(',').any(|a| matches!(a, "reject" | "offer" | "demand" | "accept")))
    };
    let near = t.at.saturating_sub(7).max(w.sentence.start)..t.at;
    let cue =
        near.rev().take_while(|&i| !r.ends_clause(i)).find(|&i| r.all(i, Class::Cue).any(|(l, e)| is_finite(l, e) && wish(e)))?;
    let named = |m: &&Mention| m.tokens.start > cue && m.tokens.end <= t.at || m.tokens.end == cue;
    let acts = |m: &Mention| can_take_part(x, m) && !m.nested && !locative(x, m) && !of_another(x, m) && !in_dateline(x, m);
    let mut all = x.m.list.iter().filter(|m| named(m) && acts(m));
    let who = all.next()?;
    (all.next().is_none() && who.who != one).then_some(who.who)
}

/// The person right before the relative in whose clause the verb stands.
fn antecedent(x: &Input, t: &Trigger, from: usize) -> Option<Who> {
    let rel = relative(x, t, from)?;
    let named = |m: &&Mention| m.kind == "PER" && (m.tokens.end == rel || m.tokens.end + 1 == rel);
    x.m.list.iter().find(named).map(|m| m.who)
}

/// The relative in whose clause the verb stands: right before it, or before the verb that it goes on with.
fn relative(x: &Input, t: &Trigger, from: usize) -> Option<usize> {
    let r = x.r;
    let joined = r.labels.at(t.at).iter().any(|l| l.cut.has(Cut::CONJ));
    let reach = if joined { from } else { t.at.saturating_sub(1) };
    (reach..t.at).rev().take_while(|&i| !r.ends_clause(i) && !r.has(i, Class::That)).find(|&i| r.has(i, Class::Rel))
}

/// A round is one of the talks told before.
fn rounds(x: &Input, t: &Trigger) -> bool {
    (t.at..t.end).any(|i| x.r.all(i, Class::Round).any(|(_, e)| !e.value.has("weak")))
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

fn participants(x: &Input, t: &Trigger, w: &Stretch) -> Vec<(Who, &'static str)> {
    let mut out: Vec<(Who, &'static str)> = Vec::new();
    let mut add = |w: Who, part: &'static str| {
        if !out.iter().any(|(o, _)| *o == w) {
            out.push((w, part));
        }
    };
    // A noun that leans on what was told takes only a name right before it.
    let near = (t.at.saturating_sub(2)..t.at).rev().find(|&i| x.r.ends_clause(i)).map_or(t.at.saturating_sub(2), |i| i + 1);
    let from = if t.verb || t.asserted { w.own.start } else { near.max(w.own.start) };
    // 'His meeting with X' says who met; whoever did not attend stands before.
    let absent = (w.own.start..t.at).any(|i| {
        let attends = x.r.all(i, Class::Event).any(|(_, e)| e.value.has("attend"));
        let stays_away = |(l, e): (&Label, &Entry)| e.value.has("absent") && is_finite(l, e);
        attends && negated(x, i, w.sentence.start).is_some() || x.r.all(i, Class::Event).any(stays_away)
    });
    let from = if absent || whose(x, t) { t.at } else { from };
    let to = w.own.end;
    // 'The talks between X and Y stopped': nobody is said to have stopped them.
    let stopped = t.kind == "suspension" && t.head > t.at;
    if acts::one_sided(&t.kind) && !stopped {
        return acts::parts(x, t, w, from);
    }
    for m in x.m.list.iter().filter(|m| m.tokens.start >= from && m.tokens.end <= to) {
        // 'Exchanged 900 prisoners, in an operation between X and Y'.
        let beyond = || t.kind == "exchange" && (t.end..m.tokens.start).any(|i| x.r.ends_clause(i));
        let about = m.tokens.start >= t.end && (t.meets() && matter(x, t.end, m.tokens.start) || beyond());
        // The city that 'saw the signing' signs nothing.
        let seat = hosts(x, m);
        if about || !can_be_named(x, t, m, false) || seat && !t.meets() {
            continue;
        }
        add(m.who, if seat { "host" } else { part_of(x, m.tokens.start, w.own.start) });
    }
    for i in from..to {
        if let Some(who) = side_state(x, i).or_else(|| unnamed_counterpart(x, t, i)) {
            add(who, part_of(x, i, w.own.start));
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
        let state = || o.of.as_deref().and_then(|of| x.m.cast.find(of)).filter(|s| x.m.cast.get(*s).kind == EntityKind::State);
        // 'The representative of the president': another's office.
        let attached = x.r.all(o.tokens.start, Class::Office).any(|(l, _)| l.cut.has(Cut::PREP));
        if attached && x.m.office_over(o.tokens.start.saturating_sub(1)).is_some() {
            continue;
        }
        // 'The French minister', whom nothing names, acts for France.
        if let Some(w) = o.who.or_else(|| state().filter(|_| t.meets() && o.tokens.len() > 1)) {
            add(w, "party");
        }
    }
    if let Some(w) = owner(x, t, w).filter(|_| !out.iter().any(|(w, _)| x.m.cast.get(*w).kind != EntityKind::State)) {
        out.push((w, "party"));
    }
    out
}

/// What those named at token `i` are to an event: who mediates it, under whose auspices it is held, is no party to it.
fn part_of(x: &Input, i: usize, from: usize) -> &'static str {
    if sponsored(x, i, from) { "chair" } else { "party" }
}

/// How far behind 'mediated by' the last of those who mediate may stand, in tokens.
const SPONSORS: usize = 8;

/// 'By Saudi and American mediation', 'under the auspices of X and Y'.
fn sponsored(x: &Input, i: usize, from: usize) -> bool {
    let r = x.r;
    let role = |k: usize| r.all(k, Class::Chair).find(|(_, e)| e.value.has("role")).map(|(l, _)| l.end as usize);
    let Some((by, end)) = (i.saturating_sub(SPONSORS).max(from)..i).rev().find_map(|k| Some((k, role(k)?))) else { return false };
    let apart = |k: usize| {
        r.ends_clause(k)
            || finite(x, k)
            || r.has(k, Class::Rel)
            || x.m.at(k).is_none() && r.all(k, Class::Prep).any(|(l, _)| l.cut.bits & Cut::PREP == 0)
    };
    by < i && !(end..i).any(apart)
}

/// True for those who host, mediate or head an event, whoever its parties are.
pub(super) fn serves(part: &str) -> bool {
    matches!(part, "host" | "chair")
}

/// True for a name that may be one of those who take part, by what it is and the words around it; `acted_on` where a preposition
/// makes it the one to whom something is done and not a place.
pub(crate) fn can_be_named(x: &Input, t: &Trigger, m: &Mention, acted_on: bool) -> bool {
    // The organisation of somebody known is not there itself; that of its representatives is.
    let person = |w: Who| x.m.cast.get(w).kind == EntityKind::Person;
    let office = x.m.office_over(m.tokens.start).filter(|_| m.kind == "ORG");
    let in_office = office.is_some_and(|o| o.number == 1 || o.who.is_some_and(person));
    let speaks = || x.statements.iter().any(|s| s.tokens.contains(&t.head) && s.speaker == Some(m.who));
    can_take_part(x, m)
        && !m.nested
        && !in_office
        && !x.times.iter().any(|y| y.tokens.contains(&m.tokens.start))
        && !of_another(x, m)
        && !in_dateline(x, m)
        && (acted_on || !locative(x, m) || m.kind == "PER" || of_ministers(x, m))
        && !names_event(x, t, m)
        && !named_after(x, m)
        && !(m.tokens.start < t.at && outside_content(x, m, t) && speaks())
}

/// 'The Cairo talks', 'the Washington agreement', 'visited Ankara': a town that says which or whereto.
pub(crate) fn names_event(x: &Input, t: &Trigger, m: &Mention) -> bool {
    // 'The Washington proposal' is that government's.
    let town = x.m.cast.get(m.who).kind == EntityKind::City && t.kind != "proposal";
    let beside = m.tokens.start == t.end
        && (!t.verb || t.end > t.head + 1)
        && !x.r.has(t.end - 1, Class::Prep)
        && x.r.labels.at(t.end).iter().any(|l| l.cut.bits & (Cut::CONJ | Cut::PREP) == 0);
    // 'The Kampala talks are the first meeting of': inside words that complete one another.
    let behind_noun = || m.tokens.start > 0 && event_noun(x, m.tokens.start - 1, false).is_some();
    let beside = beside || m.tokens.start > t.at && m.tokens.end <= t.end && behind_noun();
    let visited = t.kind == "visit" && m.kind == "GPE" && m.tokens.start >= t.end;
    town && beside || visited && (town || t.verb && t.end < m.tokens.start)
}

/// 'Signed the Washington declaration': a town that completes the noun of a document and is no government of two ('the agreement of
/// Moscow and Kyiv').
fn named_after(x: &Input, m: &Mention) -> bool {
    let r = x.r;
    let Some(before) = m.tokens.start.checked_sub(1).filter(|_| x.m.cast.get(m.who).kind == EntityKind::City) else {
        return false;
    };
    let own = |l: &Label| l.cut.bits & (Cut::ARTICLE | Cut::SUFFIX) == 0;
    let sort = |e: &Entry| matches!(e.value.get("type"), Some("agreement" | "announcement" | "signature"));
    let document = r.all(before, Class::Event).any(|(l, e)| own(l) && sort(e) && !is_finite(l, e));
    let bare = !r.labels.at(m.tokens.start).iter().any(|l| l.cut.bits & (Cut::CONJ | Cut::PREP) != 0);
    let joined = r.labels.at(m.tokens.end).iter().any(|l| l.cut.has(Cut::CONJ)) && x.m.at(m.tokens.end).is_some();
    document && bare && !joined
}

/// 'Talks on Ukraine', 'after the attack by X': of the words between a meeting and a name, the last that says how the name belongs
/// to it says that it is what the talks are about or follow.
pub(crate) fn matter(x: &Input, from: usize, to: usize) -> bool {
    // 'After that', 'after noon' say when; 'two weeks after' says after what.
    let time = |y: &crate::times::Time, i: usize| y.tokens.contains(&i) || y.tokens.start == i + 1;
    let when = |i: usize| {
        x.r.any(i + 1, Class::Dem.bit() | Class::Pron.bit())
            || x.times.iter().any(|y| time(y, i) && !x.r.frame("min", y.tokens.end))
    };
    let sort = |i: usize, sort: &str| x.r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == sort) && !when(i);
    // 'The war between': the parties of what they talk about.
    let inside = |i: usize| i > from && x.r.all(i - 1, Class::Prep).any(|(l, e)| e.value.raw() == "matter" && l.end as usize > i);
    let about = |i: usize| sort(i, "matter") || sort(i, "behind");
    // 'To support X': a verbal noun of purpose right before the name.
    let aim = |(l, e): (&Label, &Entry)| l.cut.bits == Cut::PREP && &*e.part == "masdar";
    let purpose = |i: usize| {
        x.r.any(i, Class::Cue.bit() | Class::Event.bit())
            && x.r.all(i, Class::Cue).chain(x.r.all(i, Class::Event)).any(aim)
            && x.r.frame_attached("li", i)
            && x.r.label(i, Class::Office).is_none()
    };
    const SAYS: u128 = Class::Prep.bit() | Class::Cue.bit() | Class::Event.bit();
    let mut words = (from..to).rev().filter(|&i| x.r.any(i, SAYS));
    let last = words.find(|&i| about(i) || sort(i, "with") && !inside(i) || purpose(i));
    last.is_some_and(|i| about(i) || purpose(i))
}

/// 'The ministers in Egypt and Sudan': the place belongs to people who act for it.
fn of_ministers(x: &Input, m: &Mention) -> bool {
    x.m.office_over(m.tokens.start).is_some_and(|o| o.number > 1 && o.tokens.start < m.tokens.start)
}

/// 'The envoy of President X': the name completes the office of somebody else.
fn of_another(x: &Input, m: &Mention) -> bool {
    if m.kind == "PER" && x.m.office_over(m.tokens.start).is_some() {
        return true;
    }
    let title = m.tokens.start.checked_sub(1).and_then(|i| x.m.office_over(i)).filter(|o| o.tokens.end == m.tokens.start);
    let before = title.and_then(|o| o.tokens.start.checked_sub(1));
    before.and_then(|i| x.m.office_over(i)).is_some_and(|o| title.is_some_and(|t| o.tokens.end == t.tokens.start))
}

/// 'His meeting'.
fn whose(x: &Input, t: &Trigger) -> bool {
    !t.verb
        && t.head == t.at
        && t.meets()
        && x.r.labels.at(t.head).iter().any(|l| l.class == Class::Event && l.cut.has(Cut::SUFFIX))
}

/// 'Their meeting'.
fn theirs(x: &Input, t: &Trigger) -> bool {
    whose(x, t) && x.r.pack.plural_pronouns.iter().any(|p| x.r.key(t.head).ends_with(p.as_str()))
}

/// 'His meeting with X': the pronoun means who acts in the sentence before it, else who speaks.
fn owner(x: &Input, t: &Trigger, w: &Stretch) -> Option<Who> {
    if !whose(x, t) || theirs(x, t) {
        return None;
    }
    let acts = |m: &&Mention| m.tokens.start >= w.sentence.start && m.tokens.end <= t.at && m.kind == "PER" && !locative(x, m);
    let holding = x.statements.iter().filter(|s| s.tokens.contains(&t.head)).min_by_key(|s| s.tokens.len());
    // Who acts is named before those acted on.
    let before = x.m.list.iter().filter(acts).find(|m| holding.is_none_or(|s| s.tokens.contains(&m.tokens.start)));
    // 'After his meeting with X, Y left'.
    let behind = || {
        let head = t.at <= w.sentence.start + 4;
        let next = |m: &&Mention| m.tokens.start > w.own.end && m.kind == "PER" && finite(x, m.tokens.start.saturating_sub(1));
        x.m.list.iter().filter(|_| head).find(|m| next(m) && m.tokens.end <= w.sentence.end).map(|m| m.who)
    };
    before.map(|m| m.who).or_else(behind).or_else(|| holding.and_then(|s| s.speaker))
}

/// Who heads a delegation or a session where a word says so, and which of the two: the person told next behind it, else right
/// before it.
pub(crate) fn head(x: &Input, t: &Trigger, w: &Stretch) -> Option<(Who, &'static str)> {
    let r = x.r;
    let (l, _) = r.label(t.at, Class::Chair).filter(|(_, e)| ["part", "role", "represents"].iter().all(|k| !e.value.has(k)))?;
    let delegation = |k: &usize| r.any(*k, Class::Delegation.bit() | Class::Side.bit());
    let telling = |k: &usize| delegation(k) || r.any(*k, Class::Event.bit() | Class::Round.bit());
    let behind = (t.at + 1..w.own.end.min(t.end + 10)).take_while(|k| *k < t.end || !r.ends_clause(k - 1)).find(telling);
    let before = (t.at.saturating_sub(4).max(w.clause.start)..t.at).rev().take_while(|k| !r.ends_clause(*k)).find(telling);
    let part = match behind.into_iter().chain(before).min_by_key(|k| k.abs_diff(t.at)) {
        Some(k) if delegation(&k) => "head-of-delegation",
        Some(_) => "chair",
        // 'The chief negotiator' needs no delegation beside it.
        None if l.width() > 1 => "head-of-delegation",
        None => return None,
    };
    let people = x.m.list.iter().filter(|m| m.kind == "PER" && !of_another(x, m)).map(|m| (m.tokens.clone(), m.who));
    let offices = x.m.offices.iter().filter(|o| !o.unnamed).filter_map(|o| Some((o.tokens.clone(), o.who?)));
    let all: Vec<_> = people.chain(offices).filter(|(at, _)| at.start >= w.clause.start && at.end <= w.own.end).collect();
    let joined = |from: usize, to: usize| to - from <= 12 && !(from..to).any(|i| r.ends_clause(i));
    let behind = all.iter().filter(|(at, _)| at.start >= t.end && joined(t.end, at.start)).min_by_key(|(at, _)| at.start);
    let before = || all.iter().filter(|(at, _)| at.end <= t.at && t.at - at.end <= 1).max_by_key(|(at, _)| at.end);
    behind.or_else(before).map(|(_, who)| (*who, part))
}

/// The speaker stands outside the words he says.
fn outside_content(x: &Input, m: &Mention, t: &Trigger) -> bool {
    x.statements.iter().filter(|s| s.tokens.contains(&t.head)).any(|s| !s.tokens.contains(&m.tokens.start))
}

/// 'The American side', 'the Russian delegation', 'American-Russian talks': the states of adjectives of sides and of the event.
pub(crate) fn side_state(x: &Input, i: usize) -> Option<Who> {
    let r = x.r;
    let (_, e) = r.label(i, Class::Nisba)?;
    let near = (i.saturating_sub(3)..i).any(|k| {
        r.any(
            k,
            Class::Side.bit()
                | Class::Delegation.bit()
                | Class::Event.bit()
                | Class::Round.bit()
                | Class::Unnamed.bit()
                | Class::Withdrawn.bit(),
        )
    });
    let id = e.entity.map(|id| &r.dossier.entity(id).id)?;
    // 'His Iranian counterpart' is a person, 'the Mexican capital' a town.
    let town = |i: usize| r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "place-noun");
    let person = i > 0 && (r.has(i - 1, Class::Counterpart) || town(i - 1));
    if !near || person || x.m.at(i).is_some() {
        return None;
    }
    x.m.cast.find(id)
}

/// 'Met his Egyptian counterpart', whom nothing names: the state for which that one meets; `i` is the adjective.
fn unnamed_counterpart(x: &Input, t: &Trigger, i: usize) -> Option<Who> {
    let r = x.r;
    let (_, e) = r.label(i, Class::Nisba).filter(|_| i > 0 && r.has(i - 1, Class::Counterpart) && t.meets())?;
    let named = (i + 1..i + 4).take_while(|&k| !r.ends_clause(k)).any(|k| x.m.at(k).is_some_and(|m| m.kind == "PER"));
    let id = e.entity.map(|id| &r.dossier.entity(id).id).filter(|_| !named)?;
    x.m.cast.find(id)
}

/// A noun without participants has those of the event told before it in the sentence ('agreed in a telephone call').
fn of_neighbour(t: &Trigger, from: usize, told: &[Found]) -> Vec<(Who, &'static str)> {
    let parties = |e: &Found| e.participants.iter().filter(|p| p.1 != "chair").copied().collect::<Vec<_>>();
    let shares = |e: &&Found| e.at >= from && e.at < t.at && parties(e).len() >= 2 && !acts::one_sided(&e.kind);
    told.iter().rev().find(shares).map(parties).unwrap_or_default()
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
fn speaker_here(x: &Input, sentence: &Range<usize>) -> Option<Who> {
    let cued = |s: &Statement| s.cue.is_some_and(|c| sentence.contains(&x.r.tokens.at_byte(c.start())));
    let inside = |s: &Statement| s.tokens.start >= sentence.start && s.tokens.end <= sentence.end || cued(s);
    x.statements.iter().find(|s| inside(s) && !s.nested).and_then(|s| s.speaker)
}

/// The most parties that 'the sides' may mean.
const MOST_SIDES: usize = 4;

fn fits_group(x: &Input, w: Who) -> bool {
    !matches!(x.m.cast.get(w).kind, EntityKind::Person)
}

/// The two persons of the meeting told last, where it is the meeting of the two `states` found.
fn two_people(x: &Input, told: &[Found], states: &[(Who, &'static str)]) -> Vec<(Who, &'static str)> {
    let person = |w: Who| x.m.cast.get(w).kind == EntityKind::Person;
    let Some(last) = told.iter().rev().find(|e| e.kind == "meeting" && !e.inferred) else { return Vec::new() };
    let all = |w: &Who| last.participants.iter().any(|p| p.0 == *w);
    let people: Vec<_> = last.participants.iter().filter(|p| person(p.0) && p.1 != "chair").copied().collect();
    if people.len() == 2 && states.len() == 2 && states.iter().all(|s| all(&s.0)) { people } else { Vec::new() }
}

/// 'The two sides': the parties of the last meeting told.
fn sides(x: &Input, t: &Trigger, told: &[Found], place: Option<Who>) -> Vec<(Who, &'static str)> {
    let groups = |e: &Found| e.participants.iter().filter(|(w, part)| fits_group(x, *w) && *part != "chair").count();
    // One alone is no side of anything; who telephones about it need be none either.
    let met =
        |e: &&Found| matches!(e.kind.as_str(), "meeting" | "signature") && !e.inferred && e.status != "chair" && groups(e) > 1;
    let paragraph = |i: usize| x.r.tokens.sentences().get(x.r.sentence_of(i)).map(|s| s.paragraph);
    // Those of its own paragraph, else of the news of the report.
    let here = told.iter().rev().find(|e| met(e) && paragraph(e.at) == paragraph(t.at));
    let last = here.or_else(|| told.iter().rev().find(|e| met(e) && is_news(x, e))).or_else(|| told.iter().rev().find(met));
    // Of a meeting of many, 'the sides' are not all that were named with it.
    let many = |e: &&Found| groups(e) > MOST_SIDES;
    let of = |e: &Found| e.participants.iter().filter(|(w, p)| fits_group(x, *w) && *p != "chair").copied().collect::<Vec<_>>();
    // Prisoners are exchanged by those who hold them, not by who mediates.
    let sort = |w: Who| x.r.dossier.find(&x.m.cast.get(w).id).map(|id| &*x.r.dossier.entity(id).sort);
    let mediated = |e: &&Found| t.kind == "exchange" && e.participants.iter().any(|p| sort(p.0) == Some("international"));
    // Others may have met elsewhere.
    let elsewhere = |e: &&Found| place.is_some() && e.place.is_some() && e.place != place;
    last.filter(|e| !many(e) && !elsewhere(e) && !mediated(e)).map(of).unwrap_or_default()
}

/// States stand beside the persons who act for them in meetings and agreements.
pub(crate) fn add_states(x: &Input, t: &Trigger, participants: &mut Vec<(Who, &'static str)>) {
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
    let role = x.m.roles.iter().find(|o| o.person == w);
    // 'The UN envoy to Syria' does not act for Syria.
    let to = |i: usize| x.r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "toward");
    if role.is_some_and(|o| o.tokens.clone().any(to)) {
        return None;
    }
    if let Some(of) = role.and_then(|o| o.of.clone()) {
        return x.m.cast.find(&of).filter(|s| x.m.cast.get(*s).kind == EntityKind::State);
    }
    let id = x.r.dossier.find(&x.m.cast.get(w).id)?;
    let mut held = x.r.dossier.tenures_of(id).peekable();
    held.peek()?;
    let only_state = held.all(|t| t.of.starts_with("state/"));
    let state = x.m.cast.state_of(w)?;
    only_state.then(|| x.m.cast.find(state)).flatten()
}
