//! Whether the words around a time put it before or behind the day of publication.

use crate::report::Report;
use labels::Class;

/// True when the words before token `i` in its clause put it before publication.
pub(super) fn looks_past(r: &Report, i: usize) -> bool {
    tense(r, i) == Tense::Past
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    Open,
}

/// The tense of the nearest verb or status phrase before token `i`, within its clause and the one before.
pub(super) fn tense(r: &Report, i: usize) -> Tense {
    if since(r, i) {
        return Tense::Past;
    }
    let from = r.tokens.sentences().get(r.sentence_of(i)).map_or(0, |s| s.from);
    let mut clauses = 0;
    for t in (from..i).rev().take(24) {
        if r.ends_clause(t) {
            clauses += 1;
            if clauses > 2 {
                break;
            }
        }
        // 'Was scheduled for': told as past.
        let was = t > from && r.all(t - 1, Class::Aux).any(|(_, e)| e.value.raw() == "past");
        if future_word(r, t) {
            return if was { Tense::Past } else { Tense::Future };
        }
        if r.all(t, Class::Neg).any(|(_, e)| e.value.raw() == "past") {
            return Tense::Past;
        }
        let verb = |c| r.all(t, c).any(|(_, e)| &*e.part == "past");
        if verb(Class::Event) || verb(Class::Cue) || r.all(t, Class::Aux).any(|(_, e)| e.value.raw() == "past") {
            return Tense::Past;
        }
        let now = |c| r.all(t, c).any(|(_, e)| &*e.part == "present");
        if now(Class::Event) || now(Class::Cue) {
            return if wished(r, t, from) { Tense::Future } else { Tense::Present };
        }
    }
    Tense::Open
}

/// 'Expects that they meet': what stands in the present behind 'that' lies ahead, unless it 'was expected' or came 'before that'.
fn wished(r: &Report, t: usize, from: usize) -> bool {
    let that = t > from + 1 && r.has(t - 1, Class::That);
    let was = (t.saturating_sub(6).max(from)..t).any(|k| r.all(k, Class::Aux).any(|(_, e)| e.value.raw() == "past"));
    that && !was && !r.any(t - 2, Class::Prep.bit() | Class::Conj.bit() | Class::Neg.bit())
}

/// A verb with the future particle, the future auxiliary, or a phrase for what is planned or due.
fn future_word(r: &Report, t: usize) -> bool {
    let planned = r.label(t, Class::Status).is_some_and(|(_, e)| e.value.raw().starts_with("planned"));
    let particle = |c: Class| r.all(t, c).any(|(l, e)| &*e.part == "present" && l.cut.has(labels::Cut::PREP));
    planned
        || particle(Class::Event)
        || particle(Class::Cue)
        || particle(Class::Stop)
        || r.all(t, Class::Aux).chain(r.all(t, Class::Neg)).any(|(_, e)| e.value.raw() == "future")
        || r.label(t, Class::Dir).is_some_and(|(_, e)| e.value.raw() == "next")
        || r.future_form(t)
}

/// A preposition of a deadline, or 'to', ends right before token `i`.
pub(super) fn limited(r: &Report, i: usize) -> bool {
    let limit = |k: usize| r.all(k, Class::Prep).any(|(l, e)| matches!(e.value.raw(), "limit" | "toward") && l.end as usize == i);
    (i.saturating_sub(4)..i).any(limit)
}

/// 'Since Sunday'.
fn since(r: &Report, i: usize) -> bool {
    let since = |k: usize| r.all(k, Class::Prep).any(|(l, e)| e.value.raw() == "since" && l.end as usize == i);
    (i.saturating_sub(2)..i).any(since)
}

/// 'The conflict goes back to July', 'since Sunday': what stands behind such a verb and 'to', or behind 'since', is past.
pub(super) fn goes_back(r: &Report, i: usize) -> bool {
    let to = |k: usize| r.all(k, Class::Prep).any(|(l, e)| e.value.raw() == "toward" && l.end as usize == i);
    since(r, i) || (i.saturating_sub(2)..i).any(to) && (i.saturating_sub(8)..i).any(|k| r.frame("dates_back", k))
}

/// 'The agreement of 10 March': what is called by its day came before, unless it 'will be signed'.
pub(super) fn named_by(r: &Report, i: usize) -> bool {
    let ahead = (i.saturating_sub(6)..i).any(|k| r.future_form(k));
    i > 0
        && !ahead
        && r.all(i - 1, Class::Event).any(|(l, e)| {
            let noun = e.part.is_empty() && l.cut.bits & labels::Cut::ARTICLE == 0;
            noun && e.value.get("type") == Some("agreement") && l.end as usize == i
        })
}

/// 'Signed an agreement on 21 February', 'announced on 21 February that': what the day belongs to has happened; what was agreed,
/// planned or said may be still to come.
pub(super) fn done(r: &Report, i: usize) -> bool {
    let from = r.tokens.sentences().get(r.sentence_of(i)).map_or(0, |s| s.from);
    for t in (from..i).rev().take(14) {
        if r.ends_clause(t) || r.has(t, Class::That) || r.has(t, Class::Rel) {
            return false;
        }
        let past = |c| r.all(t, c).find(|(l, e)| &*e.part == "past" && !l.cut.has(labels::Cut::ARTICLE));
        // A form that is a verbal noun too may be one: 'agreed on holding'.
        let noun = r.all(t, Class::Event).any(|(l, e)| &*e.part == "masdar" && l.cut.bits == 0);
        if let Some((_, e)) = past(Class::Event).filter(|_| !noun) {
            // A verb of its own type is dated by it; what carries a noun may set a day for that.
            return matches!(
                e.value.get("type"),
                Some("meeting" | "call" | "visit" | "signature" | "withdrawal" | "suspension" | "military" | "sanction")
            );
        }
        if noun {
            return false;
        }
        if past(Class::Cue).is_some() {
            return !(t + 1..i).any(|k| r.has(k, Class::Event));
        }
    }
    false
}
