//! Clauses: which words of a sentence belong to a trigger.
//!
//! What stands in another clause (behind 'that', in somebody's words, behind a comma that a verb follows) says nothing of when,
//! where or by whom the event was done.

use super::Input;
use super::behind::verb_beyond;
use super::people::names_event;
use super::place::locative;
use super::trigger::Trigger;
use crate::ZoneKind;
use crate::statements::Statement;
use crate::times::zone_of;
use labels::{Class, Cut, Entry, Label};
use std::ops::Range;

/// The part of `sentence` that belongs to the trigger: its own clause, the adjuncts that open the sentence included, inside the
/// reported words that hold it and outside those that do not.
pub(crate) fn reach(x: &Input, t: &Trigger, sentence: Range<usize>) -> Range<usize> {
    let bounds = words_said(x, t, &sentence);
    let mut from = t.at;
    while from > bounds.start {
        // 'The groups that were agreed on in September did not meet': what stands in the relative clause is not theirs.
        let tells = |i: usize| finite(x, i) && (!x.r.has(i, Class::Aux) || x.r.has(i, Class::Event));
        if from < t.at && x.r.has(from, Class::Rel) && (from + 1..t.at).any(tells) {
            from = t.at;
            break;
        }
        if opens(x, from) && !only_adjuncts(x, bounds.start, from) || from < t.at && x.r.ends_sentence(from - 1) {
            break;
        }
        from -= 1;
    }
    // A noun told by a verb far behind it has what stands behind that verb.
    let beyond = (t.head == t.at && !t.verb).then(|| verb_beyond(x, t.at, t.end, bounds.end)).flatten();
    let stop = (beyond.map_or(t.end, |k| k + 1)..bounds.end)
        .find(|&i| x.r.ends_sentence(i) || opens(x, i) && !continues(x, t, i))
        .unwrap_or(bounds.end);
    from..stop
}

/// The innermost reported words that hold the trigger; else the stretch between those beside it.
fn words_said(x: &Input, t: &Trigger, sentence: &Range<usize>) -> Range<usize> {
    let holding = x.statements.iter().filter(|s| s.tokens.contains(&t.head)).min_by_key(|s| s.tokens.len());
    let mut out = holding.map_or(sentence.clone(), |s| s.tokens.start.max(sentence.start)..s.tokens.end.min(sentence.end));
    // What the trigger's own verb says belongs to it ('proposed that …').
    let at = x.r.span(t.at..t.end);
    let own = |s: &&Statement| s.cue.is_some_and(|c| c.start() >= at.start() && c.end() <= at.end());
    for s in x.statements.iter().filter(|s| !s.tokens.contains(&t.head) && !own(s)) {
        if s.tokens.end <= t.at {
            out.start = out.start.max(s.tokens.end);
        } else if s.tokens.start >= t.end {
            out.end = out.end.min(s.tokens.start);
        }
    }
    out.start.min(t.at)..out.end.max(t.end)
}

/// A relative clause right behind the event noun tells of the event ('the meeting that was held in …').
fn continues(x: &Input, t: &Trigger, i: usize) -> bool {
    let names = |k: usize| x.m.at(k).is_none_or(|m| m.kind == "DOC" || m.nested || names_event(x, t, m));
    x.r.has(i, Class::Rel) && (t.end..i).all(names)
}

/// True when nothing in `from..to` is a verb: times, places and phrases before the clause they belong to.
fn only_adjuncts(x: &Input, from: usize, to: usize) -> bool {
    // Verbs that no table holds have somebody who acts beside them: 'X raised its demands, and Y'.
    let and = to > from && x.r.ends_clause(to - 1) && x.r.labels.at(to).iter().any(|l| l.cut.has(Cut::CONJ));
    let acts = |m: &&crate::mentions::Mention| m.tokens.start >= from && m.tokens.end <= to && !m.nested && !locative(x, m);
    if and && x.m.list.iter().any(|m| acts(&m) && zone_of(x.zones, m.tokens.start) != Some(ZoneKind::Dateline)) {
        return false;
    }
    // 'Had' before a subject only sets the tense of the verb that follows.
    (from..to).all(|i| {
        (!finite(x, i) || x.r.has(i, Class::Aux)) && !x.r.has(i, Class::That) && !x.r.has(i, Class::Rel) && !x.r.ends_sentence(i)
    })
}

/// True when token `i` opens a clause of its own.
fn opens(x: &Input, i: usize) -> bool {
    let r = x.r;
    if r.has(i, Class::That) && !scheduled(x, i) || r.has(i, Class::Rel) {
        return true;
    }
    let joined = x.m.at(i).is_none()
        && r.all(i, Class::Cue).chain(r.all(i, Class::Event)).any(|(l, e)| is_finite(l, e) && l.cut.has(Cut::CONJ))
        && !r.labels.at(i).iter().any(|l| l.cut.bits & Cut::CONJ == 0);
    let while_ = r.all(i, Class::Conj).any(|(_, e)| e.value.raw() == "while");
    // 'When X invaded', 'after they met'.
    let subordinate = |l: &Label| l.cut.bits & !Cut::CONJ == 0 && finite(x, l.end as usize);
    if joined || while_ || r.all(i, Class::Conj).any(|(l, _)| subordinate(l)) {
        return true;
    }
    if i == 0 || !r.ends_clause(i - 1) {
        return false;
    }
    let participle = r.all(i, Class::Cue).any(|(_, e)| &*e.part == "participle");
    // 'X withdrew, and did not take part in'.
    let not = r.has(i, Class::Neg) && finite(x, i + 1);
    not || finite(x, i) || participle || r.any(i, Class::Conj.bit() | Class::Via.bit())
}

/// 'It was planned that': the phrase of a status holds its 'that' or stands right before it.
fn scheduled(x: &Input, that: usize) -> bool {
    (that.saturating_sub(4)..that).any(|k| x.r.all(k, Class::Status).any(|(l, _)| l.end as usize >= that))
}

/// True when a finite verb begins at token `i`.
pub(crate) fn finite(x: &Input, i: usize) -> bool {
    let r = x.r;
    x.m.at(i).is_none()
        && (r.has(i, Class::Aux) || r.all(i, Class::Cue).chain(r.all(i, Class::Event)).any(|(l, e)| is_finite(l, e)))
}

/// True for a finite form of a verb.
pub(crate) fn is_finite(l: &Label, e: &Entry) -> bool {
    // The particle of the future stands where prepositions do.
    let verb = &*e.part == "present" || matches!(&*e.part, "past" | "extra") && !l.cut.has(Cut::PREP);
    verb && !l.cut.has(Cut::ARTICLE)
}
