//! Verbs that tell of the event noun before them: behind a relative, behind an insertion, or right behind the noun.

use super::Input;
use super::clause::{finite, is_finite};
use super::status;
use super::trigger::{chain, event_noun};
use labels::{Class, Cut, Entry, Label};

/// 'The round that X hosted': the verb of a relative clause right behind the noun tells of it.
pub(crate) fn told_by_relative(x: &Input, end: usize, to: usize) -> Option<&'static str> {
    let r = x.r;
    let rel = (end..(end + 7).min(to)).find(|&k| r.has(k, Class::Rel))?;
    if (end..rel).any(|k| x.m.at(k).is_some_and(|m| m.kind == "PER" || m.kind == "GPE" && !m.nested)) {
        return None;
    }
    let verb =
        (rel + 1..(rel + 3).min(to)).find_map(|k| r.all(k, Class::Event).find(|(l, e)| is_finite(l, e) && e.value.has("light")));
    verb.map(|(l, e)| match e.value.get("phase") {
        Some("cancel" | "postpone") => "cancelled",
        Some("plan") => "planned",
        _ => status::of_verb(x, l, e, rel + 1),
    })
}

/// 'The sixth round, under the envoy's chairmanship, was held in': the verb of holding behind what stands between two commas tells
/// of the noun before them.
pub(crate) fn verb_beyond(x: &Input, at: usize, end: usize, to: usize) -> Option<usize> {
    let r = x.r;
    let breaks = |k: usize| r.ends_clause(k) && r.key(k) != ":";
    let verb = |k: usize| finite(x, k) && (!r.has(k, Class::Aux) || r.has(k, Class::Event));
    let free = |k: usize| !verb(k) && !r.any(k, Class::That.bit() | Class::Rel.bit()) && !r.ends_sentence(k);
    let holds = |(l, e): (&Label, &Entry)| {
        is_finite(l, e) && l.cut.bits & (Cut::CONJ | Cut::SUFFIX) == 0 && matches!(e.value.get("phase"), Some("hold" | "start"))
    };
    let own = |verb: usize| (verb + 1..verb + 4).any(|k| event_noun(x, k, true).is_some());
    let tells = |verb: usize| verb < to && r.all(verb, Class::Event).any(holds) && !own(verb);
    let opens = (at.saturating_sub(3)..at).rev().take_while(|&k| !breaks(k) && !r.ends_sentence(k) && !r.has(k, Class::That));
    if opens.into_iter().any(|k| finite(x, k) && !r.has(k, Class::Aux)) {
        return None;
    }
    let first = (end..to.min(end + 9)).find(|&k| breaks(k) || !free(k))?;
    if !breaks(first) {
        // 'The indirect negotiations had begun in'.
        let definite = r.all(at, Class::Event).any(|(l, _)| l.cut.has(Cut::ARTICLE)) || r.has(at, Class::Round);
        return (definite && tells(first)).then_some(first);
    }
    // The insertion may hold a relative clause of its own, and 'had' may stand before the verb.
    let commas = (first + 1..to.min(first + 16)).take_while(|&k| !r.ends_sentence(k)).filter(|&k| breaks(k));
    let behind = commas.map(|k| if r.has(k + 1, Class::Aux) && !r.has(k + 1, Class::Event) { k + 2 } else { k + 1 });
    behind.into_iter().find(|&k| tells(k))
}

/// 'A meeting (that) was held': behind a noun without the article stands the verb of holding that tells of it.
pub(crate) fn held_behind(x: &Input, n: &Label) -> Option<&'static str> {
    verb_of(x, n, x.r.len()).and_then(|at| status_at(x, at))
}

/// What the verb far behind a noun says of it.
pub(crate) fn told_beyond(x: &Input, at: usize, end: usize, to: usize) -> Option<&'static str> {
    verb_beyond(x, at, end, to).and_then(|at| status_at(x, at))
}

/// The status that the finite verb at token `at` gives.
fn status_at(x: &Input, at: usize) -> Option<&'static str> {
    x.r.all(at, Class::Event).find(|(l, e)| is_finite(l, e)).map(|(l, e)| status::of_verb(x, l, e, at))
}

/// The verb of holding, hosting or beginning right behind a noun without the article, an adjective between them or not; one with a
/// pronoun for the noun ('rounds of talks on … that the city hosted') somewhat further.
pub(crate) fn verb_of(x: &Input, n: &Label, to: usize) -> Option<usize> {
    if n.cut.bits & (Cut::ARTICLE | Cut::SUFFIX) != 0 {
        return None;
    }
    let (r, end) = (x.r, chain(x, n.end as usize, to));
    let phase = |e: &Entry| matches!(e.value.get("phase"), Some("hold" | "host" | "start"));
    let holds =
        |(l, e): (&Label, &Entry)| &*e.part == "past" && l.cut.bits & !Cut::SUFFIX == 0 && phase(e) && !e.value.has("attend");
    let verb = |k: usize| r.all(k, Class::Event).any(holds) && x.m.at(k).is_none();
    let adjective = || r.all(end, Class::Stop).any(|(l, e)| e.value.raw() == "adj" && l.cut.bits == 0);
    if verb(end) {
        Some(end)
    } else if adjective() && verb(end + 1) {
        Some(end + 1)
    } else {
        const OTHER: u128 = Class::Prep.bit() | Class::Conj.bit() | Class::That.bit() | Class::Rel.bit();
        let own = |k: usize| verb(k) && r.all(k, Class::Event).any(|(l, e)| l.cut.has(Cut::SUFFIX) && phase(e));
        let between = (end..end + 2).take_while(|&k| !r.is_mark(k) && !r.any(k, OTHER) && !finite(x, k));
        between.into_iter().map(|k| k + 1).find(|&k| own(k))
    }
}
