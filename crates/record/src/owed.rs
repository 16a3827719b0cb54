//! Who owes what an entry tells, in whose words, and whether it was held: what plans, agreements and terms have in common.

use crate::entry::{Citation, Entry};
use crate::member::Member;

/// An entry with the members it was made of.
pub(crate) type Told<'a, 'm> = (&'a Entry, Vec<&'a Member<'m>>);

/// Whether an entry was held by `today`: of one without a day, or where no day is known to judge by, it is taken to have been.
pub(crate) fn is_held(e: &Entry, today: Option<i64>) -> bool {
    e.status == "held" && e.days.is_none_or(|d| today.is_none_or(|t| d.0 <= t))
}

/// Heads of state and government by name; else the states where two or more meet; else the others.
pub(crate) fn who(members: &[&Member]) -> Vec<String> {
    let all = |list: fn(&Member) -> Vec<String>| {
        let mut out: Vec<String> = members.iter().flat_map(|m| list(m)).collect();
        out.sort();
        out.dedup();
        out
    };
    let states = all(|m| m.states.iter().map(|s| (*s).to_owned()).collect());
    let others = all(|m| m.others.iter().map(|s| (*s).to_owned()).collect());
    let heads = members.iter().any(|m| m.event.level.as_deref().is_some_and(|l| l.starts_with("head-of-")));
    let named = others.iter().filter(|o| o.starts_with("person/")).count();
    if others.is_empty() || (states.len() >= 2 && !(heads && named >= 2)) { states } else { others }
}

/// The words of all members, sorted.
pub(crate) fn citations(members: &[&Member]) -> Vec<Citation> {
    let mut list: Vec<Citation> = members.iter().map(|m| m.citation()).collect();
    list.sort();
    list.dedup();
    list
}
