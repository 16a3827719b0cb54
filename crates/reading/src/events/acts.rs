//! Who acts on whom in events of one side: sanctions, attacks, proposals, aid.

use super::people::{can_be_named, matter};
use super::scene::Stretch;
use super::trigger::Trigger;
use super::{Input, clause::finite};
use crate::mentions::{Mention, Who};
use dossier::EntityKind;
use labels::{Class, Cut};
use std::ops::Range;

/// True for events that one side does, to another or to nobody.
pub(crate) fn one_sided(kind: &str) -> bool {
    matches!(
        kind,
        "proposal" | "sanction" | "aid" | "military" | "invitation" | "exclusion" | "instruction" | "suspension" | "withdrawal"
    )
}

/// Those named from `from` to the end of the trigger's stretch, each as the one who acts or the one acted on.
pub(crate) fn parts(x: &Input, t: &Trigger, w: &Stretch, from: usize) -> Vec<(Who, &'static str)> {
    // 'Suspended it, accusing X of': the participle opens words about others.
    let aside = |i: &usize| x.r.all(*i, Class::Cue).any(|(_, e)| &*e.part == "participle") && x.m.at(*i).is_none();
    let to = (t.end..w.own.end).find(aside).unwrap_or(w.own.end);
    // Whoever acts in the clause before a comma need not be the one behind a noun.
    let comma = (from..t.at).rev().find(|&i| x.r.ends_clause(i)).filter(|_| !t.verb && t.head == t.at);
    let mut named = named(x, t, comma.map_or(from, |i| i + 1)..to);
    // 'A accused B of attacking C': B is said to have done it.
    if (from..t.at).any(|i| finite(x, i) && accuses(x, i)) {
        let before = named.iter().rposition(|(at, _)| at.end <= t.at).unwrap_or(0);
        named.drain(..before);
    }
    // 'The Russian attack on': whoever stands before the noun has no part in it.
    let adjective = |i: usize| super::people::side_state(x, i).is_some();
    let own = || t.kind == "proposal" && x.m.starting(t.end).is_some();
    if !t.verb && t.head == t.at && ((t.end..t.end + 2).any(adjective) || own()) {
        named.retain(|(at, _)| at.start >= t.at);
    }
    let mut out: Vec<(Who, &'static str)> = Vec::new();
    let (mut last, mut actor): (Option<(usize, &'static str)>, Option<Who>) = (None, None);
    // 'X announced sanctions on three Sudanese officials'.
    let announcer = who_says(x, t).filter(|_| named.iter().all(|(at, _)| at.start > t.end));
    if let Some(who) = announcer {
        actor = Some(who);
        out.push((who, "actor"));
    }
    for (at, who) in named {
        let with_last = last.filter(|(end, _)| joined(x, *end, at.start)).map(|(_, part)| part);
        let part = with_last.unwrap_or_else(|| match actor {
            // 'Received an invitation from X'.
            _ if receives(x, t) => {
                if frame(x, "min", at.start) {
                    "actor"
                } else {
                    "target"
                }
            }
            _ if acted_on(x, t, at.start) => "target",
            // 'Asked for a meeting with X'.
            _ if t.kind == "proposal" && at.start > t.at && together(x, at.start) => "target",
            Some(a) if !together(x, at.start) && !same_state(x, a, who) => "target",
            _ => "actor",
        });
        if part == "actor" {
            actor = actor.or(Some(who));
        }
        last = Some((at.end, part));
        if !out.iter().any(|(w, _)| *w == who) {
            out.push((who, part));
        }
    }
    if let Some(who) = actor.is_none().then(|| who_says(x, t)).flatten() {
        out.insert(0, (who, "actor"));
    }
    out
}

/// 'X threatened to attack', 'refused to withdraw': who says it is the one who would do it.
pub(crate) fn who_says(x: &Input, t: &Trigger) -> Option<Who> {
    let own = |a: &String| matches!(a.as_str(), "threaten" | "reject" | "promise" | "offer" | "deny");
    // 'Denied that it had asked': nobody stands between.
    let opens = |from: usize| t.at <= from + 1 || (from..t.at).all(|i| x.r.any(i, Class::That.bit() | Class::Aux.bit()));
    let words = x.statements.iter().find(|s| s.tokens.contains(&t.head) && opens(s.tokens.start))?;
    // 'Announced its withdrawal'.
    let its = x.r.labels.at(t.head).iter().any(|l| l.class == Class::Event && l.cut.has(Cut::SUFFIX));
    let announces =
        words.cue.is_some_and(|c| x.r.all(x.r.tokens.at_byte(c.start()), Class::Cue).any(|(_, e)| e.value.has("announce")));
    words.speaker.filter(|_| its || announces || words.acts.first().is_some_and(own))
}

/// The names, adjectives of states and offices of known people in `range` that may take part, in text order.
fn named(x: &Input, t: &Trigger, range: Range<usize>) -> Vec<(Range<usize>, Who)> {
    let inside = |at: &Range<usize>| at.start >= range.start && at.end <= range.end;
    let mentions = x.m.list.iter().filter(|m| inside(&m.tokens) && fits(x, t, m)).map(|m| (m.tokens.clone(), m.who));
    let states = range.clone().filter_map(|i| Some((i..i + 1, super::people::side_state(x, i)?)));
    let offices = x.m.offices.iter().filter(|o| inside(&o.tokens) && !o.unnamed);
    let offices = offices.filter_map(|o| Some((o.tokens.clone(), o.who?)));
    let mut all: Vec<(Range<usize>, Who)> = mentions.chain(states).chain(offices).collect();
    all.sort_by_key(|(at, _)| (at.start, at.end));
    all
}

fn fits(x: &Input, t: &Trigger, m: &Mention) -> bool {
    let i = m.tokens.start;
    // Where something is taken from is its place.
    let left = t.kind == "withdrawal" && m.kind == "GPE" && frame(x, "min", i);
    let about = || i >= t.end && matter(x, t.end, i);
    can_be_named(x, t, m, i > t.at && acted_on(x, t, i)) && !left && !about()
}

fn frame(x: &Input, name: &str, i: usize) -> bool {
    i > 0 && x.r.frame(name, i - 1)
}

/// 'On Russia', 'against Iran', 'to Sudan': the word before the name says that it is acted on; so does its place right behind a
/// noun of attacking ('the bombing of X').
fn acted_on(x: &Input, t: &Trigger, i: usize) -> bool {
    let r = x.r;
    if i <= t.at {
        return false;
    }
    let against = i > 0 && r.all(i - 1, Class::Prep).any(|(_, e)| e.value.raw() == "against");
    let li = r.frame_attached("li", i);
    let to = li && x.m.at(i).is_some_and(|m| m.span.start() > r.span(i..i + 1).start());
    let passive = || r.all(t.head, Class::Event).any(|(_, e)| e.value.has("passive")) && i < t.end + 3;
    if t.verb && passive() {
        return true;
    }
    let object = i == t.end && !t.verb && x.m.at(i).is_some() && r.all(t.head, Class::Event).any(|(_, e)| e.value.has("object"));
    against || to || object || ["ala", "ila", "an", "min"].into_iter().any(|f| frame(x, f, i))
}

/// 'And X' right behind a name: both do or suffer it.
fn joined(x: &Input, end: usize, start: usize) -> bool {
    let r = x.r;
    let attached = start == end && r.labels.at(start).iter().any(|l| l.cut.has(Cut::CONJ));
    attached || start == end + 1 && (r.has(end, Class::Conj) || r.ends_clause(end))
}

/// 'With X', 'between X'.
fn together(x: &Input, i: usize) -> bool {
    i > 0 && x.r.all(i - 1, Class::Prep).any(|(_, e)| e.value.raw() == "with")
}

fn same_state(x: &Input, a: Who, b: Who) -> bool {
    let state = |w: Who| match x.m.cast.get(w).kind {
        EntityKind::State => Some(x.m.cast.get(w).id.as_str()),
        _ => x.m.cast.state_of(w),
    };
    a == b || state(a).is_some() && state(a) == state(b)
}

fn receives(x: &Input, t: &Trigger) -> bool {
    x.r.all(t.at, Class::Event).any(|(_, e)| e.value.has("receive"))
}

fn accuses(x: &Input, i: usize) -> bool {
    x.r.all(i, Class::Cue).filter_map(|(_, e)| e.value.get("acts")).any(|a| a.split(',').next() == Some("accuse"))
}
