//! Whether it happened: the status of an event from tense, negation and the phrases around it.

use super::Input;
use super::clause::is_finite;
use super::trigger::Trigger;
use labels::{Class, Cut, Entry, Label};

/// The statuses that tables may name, as static words.
fn known(word: &str) -> Option<&'static str> {
    ["held", "planned", "proposed", "possible", "cancelled", "denied", "habitual"].into_iter().find(|s| word == *s)
}

/// The status phrase that covers or touches tokens `from..to`, the last one before the head first.
fn phrase(x: &Input, from: usize, to: usize) -> Option<&'static str> {
    let r = x.r;
    let of = |i: usize| {
        let (l, e) = r.label(i, Class::Status)?;
        let word = e.value.raw().split(';').next().unwrap_or("");
        // A bare condition or a weak word says nothing by itself.
        let word = match word {
            "cancelled" if ruled_out(x, i) => "",
            // 'Has no intention of'.
            "planned" | "proposed" if i > from && r.has(i - 1, Class::Neg) => "denied",
            w => w,
        };
        (!e.value.has("weak") && !e.value.has("condition") && (word != "held" || l.width() > 1)).then(|| known(word)).flatten()
    };
    // A phrase inside a longer one ('was scheduled' in 'had been scheduled') does not count.
    let inside = |i: usize| {
        (1..4).any(|b| i.checked_sub(b).and_then(|p| r.label(p, Class::Status)).is_some_and(|(l, _)| l.end as usize > i))
    };
    (from..to).rev().filter(|&i| !inside(i)).find_map(of)
}

/// 'Ruled out any delay', 'without postponement', 'denied that it was called off'.
fn ruled_out(x: &Input, i: usize) -> bool {
    let r = x.r;
    let rules_out = |t: usize| {
        let acts = r.all(t, Class::Cue).filter_map(|(_, e)| e.value.get("acts"));
        let denies = acts.flat_map(|a| a.split(',')).any(|a| matches!(a, "deny" | "reject" | "doubt"));
        denies || r.has(t, Class::Neg) && !r.all(t, Class::Conj).any(|(l, _)| l.width() > 1)
    };
    (i.saturating_sub(3)..i).rev().take_while(|&t| !r.ends_clause(t) && !r.ends_sentence(t)).any(rules_out)
}

/// 'Asked for the talks to be put off', 'denied that it had asked': what somebody wants or denies was not called off.
pub(crate) fn only_wanted(x: &Input, t: &Trigger) -> bool {
    let r = x.r;
    let wants = |a: &str| matches!(a, "deny" | "demand" | "threaten" | "offer" | "condition");
    let cue = |i: usize| r.all(i, Class::Cue).filter_map(|(_, e)| e.value.get("acts")).any(|a| a.split(',').any(wants));
    let before = (t.at.saturating_sub(4)..t.at).rev().take_while(|&i| !r.ends_clause(i) && !r.ends_sentence(i));
    // The verbal noun of calling off stands right before a noun of meeting.
    let own = |i: usize| r.all(i, Class::Event).any(|(_, e)| matches!(e.value.get("phase"), Some("cancel" | "postpone")));
    let denied = || x.statements.iter().any(|s| s.tokens.contains(&t.head) && s.acts.first().is_some_and(|a| a == "deny"));
    t.status == "cancelled" && (before.into_iter().any(|i| cue(i) && !own(i)) || denied()) || t.status == "proposed" && denied()
}

/// 'I do not think that a meeting will be held': what is told after 'that' is not expected.
fn disbelieved(x: &Input, i: usize, from: usize) -> bool {
    let r = x.r;
    let Some(that) = (from..i).rev().take(10).find(|&t| r.has(t, Class::That)) else { return false };
    let expects =
        |t: usize| r.all(t, Class::Cue).filter_map(|(_, e)| e.value.get("acts")).any(|a| a.split(',').any(|a| a == "expect"));
    (that.saturating_sub(3).max(from + 1)..that).any(|t| expects(t) && r.has(t - 1, Class::Neg))
}

/// A finite event verb: past is held, future planned; under 'that' of a wish or offer it is what the wish makes it.
pub(crate) fn of_verb(x: &Input, l: &Label, e: &Entry, from: usize) -> &'static str {
    let i = l.start as usize;
    if let Some(s) = e.value.get("status").and_then(known) {
        return s;
    }
    if disbelieved(x, i, from) {
        return "denied";
    }
    if let Some(s) = negated(x, i, from) {
        let meets = e
            .value
            .get("type")
            .is_none_or(|k| matches!(k, "meeting" | "call" | "visit" | "signature" | "conference" | "exchange"));
        // What was never planned did not fall through: the report denies it.
        let planned = x.r.tokens.sentences().get(x.r.sentence_of(i)).is_some_and(|s| {
            (s.from..s.to).any(|t| {
                x.r.label(t, Class::Status).is_some_and(|(_, e)| {
                    matches!(e.value.raw().split(';').next(), Some("planned" | "cancelled")) && !x.r.has(t, Class::Neg)
                })
            })
        });
        // 'Is not holding any': what is not going on was not called off.
        let now = i > from && x.r.all(i - 1, Class::Neg).any(|(_, e)| e.value.raw() == "present");
        return if meets && (planned || e.value.has("light")) && !now { s } else { "denied" };
    }
    let conditional = (i.saturating_sub(2).max(from)..i).any(|t| x.r.has(t, Class::Conditional));
    if conditional {
        return "possible";
    }
    let auxiliary = |word: &str| i > from && x.r.all(i - 1, Class::Aux).any(|(_, e)| e.value.raw() == word);
    let governed = governor(x, i, from);
    // Phrases stand apart from the forms: one that begins with a past form is past.
    let part = match &*e.part {
        "extra" if x.r.all(i, Class::Event).any(|(_, e)| &*e.part == "past") => "past",
        part => part,
    };
    match (part, governed) {
        ("past", Some(s @ ("possible" | "denied"))) => s,
        ("past", _) => "held",
        _ if auxiliary("perhaps") => "possible",
        (_, Some(s)) => s,
        _ if was_to(x, i, from) => "cancelled",
        _ if l.cut.has(Cut::PREP) || auxiliary("future") || later(x, l.end as usize) || to_come(x, i) => {
            on_condition(x, l.end as usize)
        }
        _ => "held",
    }
}

/// 'On condition that he visit then': what stands in the present behind 'on that' is agreed for later.
fn to_come(x: &Input, i: usize) -> bool {
    let onto = |k: usize| x.r.frame("ala", k);
    (i.saturating_sub(2)..i).any(|k| onto(k) && x.r.all(k, Class::That).any(|(l, _)| l.end as usize == i))
}

/// 'Meets later': an adverb of the future in the verb's clause.
fn later(x: &Input, end: usize) -> bool {
    let stop = clause_end(x, end, end + 8);
    let ahead = |t: usize| x.times.iter().any(|y| y.future && y.tokens.start == t);
    (end..stop).any(|t| ahead(t) || x.r.all(t, Class::Vague).any(|(_, e)| e.value.raw() == "FUTURE_REF"))
}

/// What is said for the future is planned; on a condition that follows it is possible.
fn on_condition(x: &Input, end: usize) -> &'static str {
    let stop = clause_end(x, end, end + 10);
    if (end..stop).any(|t| x.r.has(t, Class::Conditional)) { "possible" } else { "planned" }
}

/// The first token from `from` on that ends a clause or sentence, at most `to`.
fn clause_end(x: &Input, from: usize, to: usize) -> usize {
    let to = to.min(x.r.len());
    (from..to).find(|&t| x.r.ends_clause(t) || x.r.ends_sentence(t)).unwrap_or(to)
}

/// 'If X had, Y would have', 'unless Y': a condition contrary to fact before token `i` in its sentence.
pub(crate) fn unreal(x: &Input, i: usize, from: usize) -> bool {
    let start = (from..i).rev().find(|&t| x.r.ends_sentence(t)).map_or(from, |t| t + 1);
    // A name may hold such a word.
    (start..i)
        .any(|t| x.m.at(t).is_none() && x.r.all(t, Class::Conditional).any(|(_, e)| matches!(e.value.raw(), "unreal" | "unless")))
}

/// 'A meeting that was planned for … was called off': the verb that calls it off follows the noun and its plan.
fn called_off(x: &Input, end: usize) -> bool {
    let r = x.r;
    let Some(off) = calls_off(x, end) else { return false };
    let planned = |t: usize| r.all(t, Class::Status).any(|(_, e)| e.value.raw().split(';').next() == Some("planned"));
    (end..off).any(planned) && !(end..off).any(|t| r.has(t, Class::That) && !planned(t.saturating_sub(1)) || r.ends_sentence(t))
}

/// The word behind token `end` in its sentence that says that something was called off or put off, or was not held.
pub(crate) fn calls_off(x: &Input, end: usize) -> Option<usize> {
    let r = x.r;
    let s = r.tokens.sentences().get(r.sentence_of(end.saturating_sub(1)));
    let stop = s.map_or(end, |s| s.to.min(end + 24));
    (end..stop).find(|&t| {
        let verb = r.all(t, Class::Event).any(|(_, e)| {
            matches!(&*e.part, "past" | "extra" | "present") && matches!(e.value.get("phase"), Some("cancel" | "postpone"))
        });
        let phrase = r.all(t, Class::Status).any(|(_, e)| e.value.raw().split(';').next() == Some("cancelled"));
        (verb || phrase) && !ruled_out(x, t)
    })
}

/// A light verb with its noun.
pub(crate) fn of_light(x: &Input, l: &Label, e: &Entry, noun: &Label, from: usize) -> &'static str {
    let i = l.start as usize;
    let phase = e.value.get("phase").unwrap_or("");
    let of = |v: &Entry| matches!(v.value.get("type"), Some("extension" | "sanction"));
    let steps = x.r.all(noun.start as usize, Class::Event).any(|(_, v)| of(v));
    match phase {
        "cancel" => return "cancelled",
        // 'Decided to extend': to decide such a step is to take it.
        "plan" if e.value.has("decide") && &*e.part == "past" && steps => return "held",
        "plan" => return "planned",
        "postpone" => return "cancelled",
        _ => {}
    }
    // 'Failed to reach an agreement'.
    let agreed = x.r.all(noun.start as usize, Class::Event).any(|(_, v)| v.value.get("type") == Some("agreement"));
    if e.value.has("fail") && agreed {
        return "denied";
    }
    // 'It proved impossible to hold a meeting that was scheduled': the phrases around the noun weigh more than the verb's form.
    let (end, before) = (noun.end as usize, i.saturating_sub(3).max(from));
    // A phrase before a relative or 'that' speaks of something else.
    let before = (before..i).rev().find(|&t| x.r.any(t, Class::Rel.bit() | Class::That.bit())).map_or(before, |t| t + 1);
    let around = [phrase(x, noun.start as usize, clause_end(x, end, end + 7)), phrase(x, before, i + 1)];
    if !agreed && (around.contains(&Some("cancelled")) || called_off(x, end)) {
        return "cancelled";
    }
    if denied_object(x, i, from) {
        return "denied";
    }
    let next = x.r.all(noun.end as usize, Class::Dir).any(|(_, e)| e.value.raw() == "next");
    // 'The talks did not lead to': they were held.
    let verb = if phase == "end" && negated(x, i, from).is_some() { "held" } else { of_verb(x, l, e, from) };
    let any = noun.start > 0 && x.r.all(noun.start as usize - 1, Class::Pron).any(|(_, e)| e.value.raw() == "any");
    match verb {
        "held" if next => "planned",
        // 'No round has been held since'.
        "cancelled" if any => "denied",
        s => s,
    }
}

/// 'Denied the holding of a meeting': the verbal noun is the object of a denial, with no 'that' or comma in between.
fn denied_object(x: &Input, i: usize, from: usize) -> bool {
    let r = x.r;
    let clause = (i.saturating_sub(8).max(from)..i).rev().take_while(|&t| !r.has(t, Class::That) && !r.ends_clause(t));
    let cues = clause.filter_map(|t| r.label(t, Class::Cue).map(|(_, e)| e.value.get("acts").unwrap_or("")));
    cues.into_iter().any(|acts| acts.split(',').next() == Some("deny"))
}

/// 'Did not meet', 'will not be held'.
pub(crate) fn negated(x: &Input, i: usize, from: usize) -> Option<&'static str> {
    // 'Except that' joins what follows.
    let except = |t: usize| {
        x.r.all(t, Class::Neg).any(|(_, e)| e.value.raw() == "except") && !x.r.all(t, Class::Conj).any(|(l, _)| l.width() > 1)
    };
    // A negation takes 'and', but no particle of the future.
    let negates = |t: usize| x.r.all(t, Class::Neg).any(|(l, _)| l.cut.bits & !Cut::CONJ == 0) && !except(t);
    // Forms that only follow a negation stand in the tables with it; 'without that they reached' negates too.
    let before = |n: usize| i.checked_sub(n).filter(|p| *p >= from);
    let without = before(1).is_some_and(|p| x.r.has(p, Class::That)) && before(2).is_some_and(negates);
    // 'What' at the head of a clause negates the past verb behind it.
    let what = |p: usize| {
        (p == from || x.r.ends_clause(p - 1))
            && x.r.all(p, Class::Pron).any(|(l, e)| e.value.raw() == "what" && !l.cut.has(Cut::PREP))
    };
    let here = negates(i) || before(1).is_some_and(|p| negates(p) || what(p)) || without;
    // 'Will not resume unless': on a condition.
    let unless = |t: usize| x.r.all(t, Class::Conditional).any(|(_, e)| e.value.raw() == "unless");
    if here && (i..i + 14).take_while(|&t| t == i || !x.r.ends_sentence(t)).any(unless) {
        return Some("possible");
    }
    // 'Did not speak until the 13th': they spoke.
    let sentence = (i..i + 12).take_while(|&t| t == i || !x.r.ends_sentence(t));
    (here && !sentence.into_iter().any(except)).then_some("cancelled")
}

/// What governs a verb after 'that': planned, proposed, possible, denied.
fn governor(x: &Input, i: usize, from: usize) -> Option<&'static str> {
    let r = x.r;
    let that = (from..i).rev().take(10).find(|&t| r.has(t, Class::That));
    // Without 'that', a relative ends what may govern it.
    let near = i.saturating_sub(5).max(from);
    let near = (near..i).rev().find(|&t| r.has(t, Class::Rel)).map_or(near, |t| t + 1);
    // 'It was put off before it began': what stands before 'before that' governs nothing behind it.
    let before = |k: usize| r.all(k, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "limit" | "behind"));
    let temporal = |t: usize| t > from && (before(t - 1) || r.has(t - 1, Class::Neg));
    let start = that.map_or(near, |t| if temporal(t) { t } else { t.saturating_sub(6).max(from) });
    phrase(x, start, i).or_else(|| {
        let t = that?;
        let cue = (t.saturating_sub(5).max(from)..t)
            .rev()
            .find_map(|k| r.label(k, Class::Cue).map(|(_, e)| e.value.get("acts").unwrap_or("").to_owned()))?;
        let bare = i - t <= 2;
        match cue.split(',').next().unwrap_or("") {
            "offer" if bare => Some("proposed"),
            "demand" if bare => Some("proposed"),
            "deny" => Some("denied"),
            "expect" => Some("planned"),
            _ => None,
        }
    })
}

/// A noun without its own verb: planned, proposed, possible, cancelled by what stands around it; `None` where nothing says.
pub(crate) fn of_noun(x: &Input, i: usize, end: usize) -> Option<&'static str> {
    let r = x.r;
    let s = r.tokens.sentences().get(r.sentence_of(i))?;
    let ends = |t: usize| r.ends_clause(t) || r.ends_sentence(t);
    let clause = (s.from..i).rev().find(|&t| ends(t)).map_or(s.from, |t| t + 1).max(i.saturating_sub(9));
    let after = clause_end(x, end, s.to.min(end + 7));
    if disbelieved(x, i, s.from) {
        return Some("denied");
    }
    let next = (end..after.min(end + 4)).any(|t| r.all(t, Class::Dir).any(|(_, e)| e.value.raw() == "next"));
    if next && !(clause..i).any(|t| r.has(t, Class::Neg)) {
        return Some(if asked_for(x, i, s.from) { "proposed" } else { "planned" });
    }
    // 'A visit that a delegation was going to make'.
    if (end..after.min(end + 4)).any(|t| was_to(x, t, end)) {
        return Some("cancelled");
    }
    if called_off(x, end) {
        return Some("cancelled");
    }
    // 'Following the meeting'.
    if i > s.from && r.all(i - 1, Class::Prep).any(|(l, e)| e.value.raw() == "behind" && l.end as usize == i) {
        // 'Will be held after consultations': those are still to come too.
        let ahead = (clause..i).any(|t| r.future_form(t)) || phrase(x, clause, i) == Some("planned");
        return (!ahead).then_some("held");
    }
    // 'Failed in holding a meeting'.
    let failed = |t: usize| r.all(t, Class::Event).any(|(_, e)| e.value.has("fail")) && !r.has(t.saturating_sub(1), Class::Neg);
    if (clause..i).any(failed) {
        return Some("denied");
    }
    // 'No meeting', 'did not include any meeting'.
    let any = |t: usize| r.all(t, Class::Pron).any(|(_, e)| e.value.raw() == "any");
    if i > clause && (any(i - 1) && (clause..i).any(|t| r.has(t, Class::Neg)) || r.has(i - 1, Class::Neg) && !any(i - 1)) {
        return Some("denied");
    }
    // 'The cancelling of the meeting planned for Friday'.
    if phrase(x, i.saturating_sub(2).max(clause), i) == Some("cancelled") {
        return Some("cancelled");
    }
    let relative = phrase(x, end, after);
    if let Some(s) = relative.filter(|s| *s != "held") {
        return Some(s);
    }
    // 'At the end of their meeting': it was held, which says nothing of the next noun.
    let noun_between = |t: usize| r.all(t, Class::Event).any(|(_, e)| e.part.is_empty() && !e.value.has("weak"));
    let nearest = (clause..i).rev().find(|&t| noun_between(t)).map_or(clause, |t| t + 1);
    if let Some(s) = phrase(x, clause, i).filter(|s| *s != "held" || phrase(x, nearest, i) == Some("held")) {
        return Some(s);
    }
    if (end..clause_end(x, end, end + 4)).any(|t| r.future_form(t)) {
        return Some("planned");
    }
    if i > clause && purpose(x, i) {
        // 'No plans to hold'.
        return Some(if (clause..i).any(|t| r.has(t, Class::Neg)) { "denied" } else { "planned" });
    }
    // What was agreed is still to come: 'agreed to meet again', 'agreed on forming groups'.
    let agreed = (s.from.max(i.saturating_sub(30))..i)
        .rev()
        .find(|&t| r.all(t, Class::Event).any(|(_, e)| e.value.get("type") == Some("agreement")));
    let bare = |k: usize| !r.all(k, Class::Prep).any(|(l, _)| l.width() > 1);
    let onto = |t: usize| (t..i).rev().take(3).any(|k| bare(k) && r.frame("ala", k));
    if agreed.is_some_and(onto) {
        return Some("planned");
    }
    // Forming a body that no verb tells is still to come, unless something goes on since or after.
    let since = i > clause && r.all(i - 1, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "since" | "behind"));
    if !since && r.all(i, Class::Event).any(|(_, e)| e.value.get("type") == Some("formation")) {
        return Some("planned");
    }
    // 'Promised to': 'is considered' is written like 'promises'.
    let promises = |t: usize| (t + 1..i + 1).any(|k| r.frame_attached("bi", k) || r.has(k, Class::That));
    let acts = |t: usize| r.label(t, Class::Cue).map(|(_, e)| e.value.get("acts").unwrap_or("").to_owned());
    let cues: Vec<String> =
        (clause..i).rev().filter_map(|t| acts(t).filter(|a| !a.starts_with("promise") || promises(t))).collect();
    // 'Denied what is said of a visit': the denial goes before the verb of saying it denies.
    let denied = cues.iter().find(|c| c.split(',').next() == Some("deny"));
    let cue = denied.or(cues.first()).cloned();
    match cue.as_deref().and_then(|c| c.split(',').next()) {
        Some("offer" | "demand" | "condition") => Some("proposed"),
        Some("deny" | "reject" | "doubt") => Some("denied"),
        Some("expect" | "promise") => Some("planned"),
        // 'Threatens the talks' tells of no new ones.
        Some("threaten")
            if !r.all(i, Class::Event).any(|(l, e)| l.cut.has(Cut::ARTICLE) && e.value.get("type") == Some("meeting")) =>
        {
            Some("possible")
        }
        _ => {
            let future = (clause..i).any(|t| r.all(t, Class::Event).any(|(l, e)| &*e.part == "present" && l.cut.has(Cut::PREP)));
            future.then_some("planned").or(relative)
        }
    }
}

/// 'Invited his counterpart to a meeting next week': it is offered, not agreed.
fn asked_for(x: &Input, i: usize, from: usize) -> bool {
    let r = x.r;
    if i == from || !r.frame("ila", i - 1) {
        return false;
    }
    let asks = |t: usize| r.all(t, Class::Event).any(|(l, e)| e.value.get("type") == Some("invitation") && is_finite(l, e));
    (from.max(i.saturating_sub(18))..i - 1).rev().take_while(|&t| !r.has(t, Class::That) && !r.ends_clause(t)).any(asks)
}

/// 'Was going to': a form of the future behind the past of 'to be', a subject between them or not.
fn was_to(x: &Input, t: usize, from: usize) -> bool {
    let r = x.r;
    let future = r.future_form(t) || r.all(t, Class::Event).any(|(l, e)| &*e.part == "present" && l.cut.has(Cut::PREP));
    let was = |k: usize| r.all(k, Class::Aux).any(|(_, e)| e.value.raw() == "past");
    future && (from.max(t.saturating_sub(4))..t).rev().take_while(|&k| !r.has(k, Class::That) && !r.ends_clause(k)).any(was)
}

/// 'Arrived to hold talks', 'to take part in a round': what somebody comes for is still to come.
pub(crate) fn purpose(x: &Input, i: usize) -> bool {
    let r = x.r;
    let li = |k: usize| r.frame_attached("li", k);
    let for_it = |k: usize| {
        r.all(k, Class::Event).any(|(l, e)| &*e.part == "masdar" && e.value.has("light") && l.cut.has(Cut::PREP)) && li(k)
    };
    (i.saturating_sub(3)..i).any(for_it)
}

/// A press conference is held unless a phrase right beside it says otherwise.
pub(crate) fn of_occasion(x: &Input, i: usize, end: usize) -> &'static str {
    let found = phrase(x, end, end + 4).or_else(|| phrase(x, i.saturating_sub(3), i));
    let cancelled =
        (i.saturating_sub(2)..i).any(|t| x.r.all(t, Class::Event).any(|(_, e)| e.value.get("phase") == Some("cancel")));
    if cancelled { "cancelled" } else { found.filter(|s| matches!(*s, "cancelled" | "planned")).unwrap_or("held") }
}
