//! Where an event takes place: a town, else a region or state.

use super::Input;
use super::clause::is_finite;
use super::people::{matter, names_event};
use super::scene::Stretch;
use super::trigger::{Trigger, event_noun};
use crate::mentions::{Mention, Who};
use dossier::EntityKind;
use labels::{Class, Cut};
use source::Span;

/// How far behind its trigger a state or region may be named that is the place, in tokens.
const STATE_REACH: usize = 8;

/// True when a name stands behind a word of place or direction: it takes no part.
pub(crate) fn locative(x: &Input, m: &Mention) -> bool {
    at_place(x, m) || toward(x, m) || behind(x, m, "place-noun") || behind(x, m, "away")
}

/// 'To Muscat', 'to the Omani capital Muscat'.
fn toward(x: &Input, m: &Mention) -> bool {
    let r = x.r;
    let sort = |i: usize, sort: &str| r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == sort);
    let i = m.tokens.start;
    let noun = if i > 2 && r.has(i - 1, Class::Nisba) { i - 2 } else { i.saturating_sub(1) };
    behind(x, m, "toward") || noun > 0 && sort(noun, "place-noun") && sort(noun - 1, "toward")
}

/// A preposition of the given sort stands right before the name.
fn behind(x: &Input, m: &Mention, sort: &str) -> bool {
    stands_behind(x, m.tokens.start, sort)
}

/// A preposition of the given sort, of up to four words, ends right before token `i`.
pub(crate) fn stands_behind(x: &Input, i: usize, sort: &str) -> bool {
    let ends = |k: usize| x.r.all(k, Class::Prep).any(|(l, e)| e.value.raw() == sort && l.end as usize == i);
    (i.saturating_sub(4)..i).any(ends)
}

/// 'In Geneva', 'in Geneva, Switzerland'.
fn at_place(x: &Input, m: &Mention) -> bool {
    let r = x.r;
    let i = m.tokens.start;
    let town = |p: &Mention| p.kind == "GPE" && p.tokens.end == i - 1 && at_place(x, p);
    if i > 1 && r.ends_clause(i - 1) && x.m.at(i - 2).is_some_and(town) && x.m.cast.get(m.who).kind == EntityKind::State {
        return true;
    }
    if i == 0 {
        return false;
    }
    let prefixed = r.pack.locative_prefixes.iter().any(|p| r.key(i).starts_with(p.as_str()));
    // 'In the town of X': the noun between them is one of places.
    let sort = |i: usize, sort: &str| r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == sort);
    // 'In the Omani capital Muscat'.
    let noun = if i > 2 && r.has(i - 1, Class::Nisba) && sort(i - 2, "place-noun") { i - 2 } else { i - 1 };
    let cut = Span::new(r.span(i..i + 1).start(), m.span.start());
    let preposition = || r.pack.locative_prefixes.iter().any(|p| *p == r.pack.fold.text(r.words(cut)));
    prefixed && preposition()
        || behind(x, m, "place")
        || noun > 0 && sort(noun, "place-noun") && (sort(noun - 1, "place") || sort(noun, "place"))
}

/// A building or site is a venue; the place is the town.
fn venue(x: &Input, m: &Mention) -> bool {
    let known = x.r.dossier.find(&x.m.cast.get(m.who).id);
    known.is_some_and(|id| matches!(x.r.dossier.entity(id).sort.as_str(), "venue" | "palace" | "site"))
}

/// True for whoever the words make the host of a meeting: 'at the seat of X', 'hosted by X', 'X hosts'.
pub(crate) fn hosts(x: &Input, m: &Mention) -> bool {
    let verb = |i: usize| x.r.all(i, Class::Event).any(|(l, e)| e.value.get("phase") == Some("host") && is_finite(l, e));
    let premises = behind(x, m, "premises") && m.kind == "ORG";
    // 'X and Y host'.
    let next =
        x.m.at(m.tokens.end).filter(|n| n.kind == m.kind && x.r.labels.at(m.tokens.end).iter().any(|l| l.cut.has(Cut::CONJ)));
    let both = || next.is_some_and(|n| verb(n.tokens.end));
    premises || m.kind != "PER" && (m.tokens.start > 0 && verb(m.tokens.start - 1) || verb(m.tokens.end) || both())
}

/// The town (or region, or state) in which it takes place.
pub(crate) fn place(x: &Input, t: &Trigger, w: &Stretch) -> Option<Who> {
    // Those who speak by telephone need not be where their matter is.
    if t.kind == "call" {
        return None;
    }
    let city = |m: &Mention| x.m.cast.get(m.who).kind == EntityKind::City;
    let within = |from: usize, to: usize| x.m.list.iter().filter(move |m| m.tokens.start >= from && m.tokens.end <= to);
    let visit = t.kind == "visit";
    let located = |from: usize, to: usize| {
        // 'To discuss the war in X' tells of no place of the meeting.
        let behind = move |m: &&Mention| (t.end..m.tokens.start).rev().take(5).take_while(|&i| x.m.at(i).is_none()).last();
        let of_matter = move |m: &&Mention| t.meets() && behind(m).is_some_and(|from| matter(x, from, m.tokens.start));
        let there = move |m: &&Mention| (at_place(x, m) || visit && toward(x, m) || names_event(x, t, m)) && !of_matter(m);
        within(from, to)
            .filter(|m| matches!(m.kind, "GPE" | "LOC") && !venue(x, m) && x.m.office_over(m.tokens.start).is_none())
            .filter(there)
    };
    let hosts = |i: usize| x.r.all(i, Class::Event).any(|(l, e)| e.value.get("phase") == Some("host") && is_finite(l, e));
    let host = (t.at..w.own.end).find(|&i| hosts(i));
    // The host stands right beside its verb.
    let held = |h: usize, m: &Mention| (h + 1..m.tokens.start).any(|i| event_noun(x, i, false).is_some());
    let beside = |m: &&Mention, h: usize| m.tokens.start <= h + 4 && m.tokens.end + 2 >= h && !held(h, m);
    // 'Washington hosts talks in Geneva'.
    let said = |h: usize| located(h, w.own.end).any(|m| city(m) && at_place(x, m) && !beside(&m, h));
    if let Some(h) = host.filter(|h| !said(*h))
        && let Some(m) = within(w.own.start, w.own.end).find(|m| m.kind == "GPE" && city(m) && beside(m, h))
    {
        return Some(m.who);
    }
    let told = w.own.start.max(t.at + 1);
    let near = |m: &&Mention| city(m) || m.tokens.start <= t.end + STATE_REACH;
    let after = located(told, w.own.end).find(|m| city(m)).or_else(|| located(told, w.own.end).find(near));
    let hosting = || host.and_then(|h| within(h, w.own.end).find(|m| m.kind == "GPE" && m.tokens.start <= h + 3));
    // A seat named with a mission is where the meeting was.
    let mission = || within(t.at, w.own.end).find(|m| m.kind == "GPE" && m.nested && city(m) && of_mission(x, m));
    let before = || located(w.own.start, t.at).next_back();
    let sentence = || if t.asserted { located(w.clause.start, t.at).next_back() } else { None };
    let found = after.filter(|m| city(m)).or_else(hosting).or(after).or_else(mission).or_else(before).or_else(sentence);
    found.map(|m| m.who)
}

/// The town belongs to the name of an embassy, consulate or mission.
fn of_mission(x: &Input, m: &Mention) -> bool {
    let holds = |p: &&Mention| !p.nested && p.tokens.start <= m.tokens.start && m.tokens.end <= p.tokens.end;
    let seat = |i: usize| {
        x.r.all(i, Class::Organ).any(|(_, e)| matches!(e.value.get("kind"), Some("embassy" | "consulate" | "mission")))
    };
    x.m.list.iter().find(holds).is_some_and(|p| seat(p.tokens.start))
}
