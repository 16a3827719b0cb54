//! Nouns that tell an event without a verb of their own, and what they must stand with.

use super::behind::{held_behind, told_beyond, told_by_relative};
use super::clause::{finite, is_finite};
use super::status;
use super::support::{Near, inspections, needs_met};
use super::trigger::{Trigger, event_noun};
use super::{Input, is_meeting};
use labels::{Class, Cut, Entry, Label};

/// What a noun without a verb of its own is taken for.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    /// Its own words assert it.
    Asserted,
    /// It counts where its status, time, place or people are told.
    Open,
    /// It counts only where something says whether it happened.
    WithStatus,
}

/// How a noun of an event stands by itself; `None` where it names a matter and no event.
fn standing(x: &Input, kind: &str, weak: bool, (at, end): (usize, usize), to: usize) -> Option<Standing> {
    let r = x.r;
    let near = |n: usize, f: &dyn Fn(usize) -> bool| (end..(end + n).min(to)).take_while(|&k| !r.ends_clause(k)).any(f);
    let has = |key: &str| r.all(at, Class::Event).any(|(_, e)| e.part.is_empty() && e.value.has(key));
    let onto = |k: usize| r.frame("ala", k);
    let document =
        |k: usize| x.m.at(k).is_some_and(|m| m.kind == "DOC") || event_noun(x, k, true).is_some_and(|n| n.1 == "agreement");
    let dated = || near(7, &|k| x.times.iter().any(|t| t.tokens.start == k && t.date.is_some()));
    match kind {
        "agreement" => {
            let definite = || r.all(at, Class::Event).next().is_some_and(|(l, _)| l.cut.has(Cut::ARTICLE));
            // 'The agreement of X and Y on'.
            let named = (end..to.min(end + 6)).find(|&k| x.m.at(k).is_none()).unwrap_or(end);
            let on = near(2, &onto) || named > end && onto(named);
            let reached = reached(x, at);
            let told = on && reached != Some(false) || reached == Some(true) || announced_behind(x, end, to);
            (!weak && told && !definite()).then_some(Standing::Asserted)
        }
        "withdrawal" if near(6, &document) || !weak && left_it(x, at, end) => Some(Standing::Asserted),
        // 'Its withdrawal from the talks'.
        "withdrawal" if pronoun(r, at) && near(4, &|k| event_noun(x, k, false).is_some_and(|n| n.1 == "meeting")) => {
            Some(Standing::Asserted)
        }
        "withdrawal" => {
            // Whose or which forces stand right behind the noun, which has no article then.
            let own = (at..end).any(|k| r.has(k, Class::Withdrawn));
            let construct = r.all(at, Class::Event).next().is_some_and(|(l, _)| !l.cut.has(Cut::ARTICLE));
            (own || construct && near(3, &|k| r.has(k, Class::Withdrawn))).then_some(Standing::WithStatus)
        }
        "military" => {
            let begun = || r.all(at.saturating_sub(1), Class::Event).any(|(_, e)| e.value.get("type") == Some("military"));
            (dated() || at > 0 && begun() || lasted(x, end, to) || numbered_war(x, end)).then_some(Standing::Asserted)
        }
        "visit" if weak => arrival(x, at, end).then_some(Standing::Asserted),
        // 'In a telephone call'.
        "call" if at > 0 && r.frame("fi", at - 1) => Some(Standing::Asserted),
        "conference" if weak => (dated() || near(3, &|k| x.m.at(k).is_some_and(|m| m.kind == "GPE"))).then_some(Standing::Open),
        "exchange" => {
            let named = near(if weak { 4 } else { 9 }, &|k| r.has(k, Class::Exchanged));
            named.then(|| if dated() { Standing::Open } else { Standing::WithStatus })
        }
        "formation" if weak => near(2, &|k| r.has(k, Class::Formed)).then_some(Standing::WithStatus),
        "entry-into-force" if weak && !has("passage") => {
            Near { x, from: end, to: (end + 14).min(to) }.names_force().then_some(Standing::Open)
        }
        "suspension" | "entry-into-force" if weak && has("passage") => {
            near(3, &|k| r.has(k, Class::Passage)).then_some(if dated() { Standing::Open } else { Standing::WithStatus })
        }
        "suspension" if weak && has("gap") => (lasted(x, end, to) || failed(x, at)).then_some(Standing::Asserted),
        "extension" | "suspension" | "expiry" | "entry-into-force" if !weak => {
            of_treaty(x, at, end, to).then_some(Standing::Open)
        }
        // Those that are in force are no event.
        "sanction" if r.all(at, Class::Event).any(|(l, e)| l.cut.has(Cut::ARTICLE) && l.width() == 1 || e.value.has("lifts")) => {
            None
        }
        "proposal" if !weak && owned(x, end) => Some(Standing::Asserted),
        "proposal" | "aid" | "announcement" | "instruction" | "invitation" | "exclusion" => None,
        _ => (!weak || kind == "meeting").then_some(Standing::Open),
    }
}

/// 'X announced the suspension of', 'its withdrawal from': to announce such a step is to take it.
fn announced(x: &Input, kind: &str, weak: bool, (at, end): (usize, usize), from: usize) -> Option<Standing> {
    let r = x.r;
    if !matches!(
        kind,
        "suspension" | "withdrawal" | "extension" | "sanction" | "exchange" | "formation" | "entry-into-force" | "agreement"
    ) {
        return None;
    }
    // 'Its consent to': a truce that one side announces is agreed with nobody.
    let consent = pronoun(r, at) && r.frame("ala", end);
    if kind == "agreement" && !consent {
        return None;
    }
    let own = !weak
        || consent
        || wide_gap(x, at)
        || matches!(kind, "suspension" | "withdrawal" | "formation" | "exchange" | "entry-into-force") && {
            let near = Near { x, from: end, to: (end + 6).min(r.len()) };
            near.completes(kind)
        };
    let clause = (from.max(at.saturating_sub(9))..at).rev().take_while(|&k| {
        let wish = r.has(k, Class::Status) || r.all(k, Class::Cue).any(|(_, e)| &*e.part == "masdar");
        !r.has(k, Class::That)
            && !r.ends_clause(k)
            && !r.is_quote_mark(k)
            && event_noun(x, k, true).is_none()
            && (!wish || x.m.at(k).is_some())
    });
    let cue = clause.into_iter().find(|&k| finite(x, k))?;
    let announces = r.all(cue, Class::Cue).any(|(_, e)| &*e.part == "past" && e.value.has("announce"));
    let bare = !r.all(at, Class::Event).any(|(l, _)| l.cut.has(Cut::PREP)) && r.label(at - 1, Class::Prep).is_none();
    (own && announces && bare && status::negated(x, cue, from).is_none()).then_some(Standing::Asserted)
}

/// 'A standstill that lasted two years': behind a noun, an adjective between them or not, stands a verb of lasting.
fn lasted(x: &Input, end: usize, to: usize) -> bool {
    let r = x.r;
    let lasts = |k: usize| r.all(k, Class::Event).any(|(l, e)| e.value.has("last") && is_finite(l, e));
    (end..to.min(end + 2)).any(|k| lasts(k) && (k + 1..k + 5).any(|d| r.has(d, Class::Unit)))
}

/// 'A truce (that had been) announced in May': the verb of announcing behind a noun without the article.
fn announced_behind(x: &Input, end: usize, to: usize) -> bool {
    let r = x.r;
    let adjective =
        |k: usize| !r.is_mark(k) && !finite(x, k) && !r.any(k, Class::Prep.bit() | Class::That.bit() | Class::Rel.bit());
    let first = (end..to.min(end + 4)).find(|&k| !adjective(k) && !r.ends_clause(k));
    let tells = |k: usize| {
        let told = |(l, e): (&Label, &Entry)| l.cut.bits == 0 && &*e.part == "past" && e.value.has("announce");
        r.all(k, Class::Cue).any(told) && !x.m.list.iter().any(|m| m.tokens.start == k + 1 && m.kind != "LOC")
    };
    first.is_some_and(|k| (k..to.min(k + 3)).take_while(|&i| i == k || r.has(i - 1, Class::Aux)).any(tells))
}

/// 'The American proposal', 'the initiative of X': whose it is stands right behind the noun.
fn owned(x: &Input, end: usize) -> bool {
    let named = x.m.starting(end).is_some_and(|m| matches!(m.kind, "GPE" | "ORG" | "PER") && !super::place::locative(x, m));
    named || x.r.has(end, Class::Nisba)
}

/// 'The first war of X'.
fn numbered_war(x: &Input, end: usize) -> bool {
    let r = x.r;
    x.m.starting(end).is_some_and(|m| {
        matches!(m.kind, "GPE" | "LOC") && r.all(m.tokens.end, Class::Ordinal).any(|(l, _)| l.cut.has(Cut::ARTICLE))
    })
}

/// 'The collapse of the talks': it names what collapsed.
fn wide_gap(x: &Input, at: usize) -> bool {
    x.r.all(at, Class::Event).any(|(l, e)| l.width() > 1 && e.value.has("gap"))
}

/// 'After the collapse of the talks': a collapse that is told as a fact.
fn failed(x: &Input, at: usize) -> bool {
    let behind = |k: usize| x.r.all(k, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "behind" | "since"));
    wide_gap(x, at) && at > 0 && behind(at - 1)
}

/// A pronoun is attached to the noun.
fn pronoun(r: &crate::report::Report, at: usize) -> bool {
    r.labels.at(at).iter().any(|l| l.cut.has(Cut::SUFFIX))
}

/// 'Its withdrawal from it': the pronouns stand for a party and a treaty.
fn left_it(x: &Input, at: usize, end: usize) -> bool {
    pronoun(x.r, at) && (end..end + 2).any(|k| x.r.all(k, Class::Prep).any(|(_, e)| e.value.raw() == "from-it"))
}

/// 'Ways of reaching an agreement': behind the verbal noun of reaching one, whether a verb says that it was reached; `None` where
/// there is no such noun.
fn reached(x: &Input, at: usize) -> Option<bool> {
    let r = x.r;
    let reaching =
        |k: usize| r.all(k, Class::Event).any(|(_, e)| &*e.part == "masdar" && e.value.get("type") == Some("agreement"));
    let k = (at.saturating_sub(2)..at).find(|&k| reaching(k))?;
    let told = |k: usize| {
        r.all(k, Class::Cue).any(|(_, e)| e.value.has("announce"))
            || r.all(k, Class::Event).any(|(l, e)| e.value.has("light") && is_finite(l, e))
    };
    Some((k.saturating_sub(3)..k).any(told))
}

/// 'For the ratification of': a noun of purpose tells of nothing that happened.
fn purpose(x: &Input, at: usize) -> bool {
    let r = x.r;
    let li = r.frame_attached("li", at);
    li && r.labels.at(at).iter().all(|l| l.class != Class::Event || l.cut.has(Cut::PREP))
}

/// 'His arrival in X': whose arrival it is stands with it.
fn arrival(x: &Input, at: usize, end: usize) -> bool {
    let r = x.r;
    let whose = pronoun(r, at) || x.m.starting(end).is_some_and(|m| m.kind == "PER");
    let toward = |k: usize| r.frame("ila", k);
    whose && (end..end + 6).any(|k| toward(k) && x.m.starting(k + 1).is_some_and(|m| m.kind == "GPE"))
}

/// A step of a treaty names what it is a step of, or a pronoun stands for it.
fn of_treaty(x: &Input, at: usize, end: usize, to: usize) -> bool {
    let r = x.r;
    let pronoun = r
        .all(at, Class::Event)
        .any(|(l, e)| l.cut.has(Cut::SUFFIX) || e.value.has("pronoun") || l.width() > 1 && e.part.is_empty());
    let named = |k: usize| {
        x.m.at(k).is_some_and(|m| m.kind == "DOC")
            || r.has(k, Class::Participation)
            || inspections(x, k)
            || event_noun(x, k, true).is_some_and(|n| n.1 == "agreement")
    };
    pronoun || (end..(end + 7).min(to)).any(named)
}

/// 'Which is the first meeting since', 'a meeting that is the first of its kind': words about one told elsewhere.
fn described(x: &Input, i: usize, end: usize, from: usize) -> bool {
    let r = x.r;
    let is = |k: usize| r.all(k, Class::Pron).any(|(_, e)| e.value.raw() == "is");
    let before = (i.saturating_sub(3).max(from)..i).any(|k| is(k) && (k + 1..i + 1).any(|n| r.has(n, Class::Ordinal)));
    before
        || (end..end + 3).any(|k| is(k) && r.has(k + 1, Class::Ordinal))
        || i > from && r.has(i - 1, Class::Ordinal) && i >= 2 && is(i - 2)
}

/// A noun without a verb of its own: kept where something near says when, where or in what state it is.
pub(super) fn noun(x: &Input, i: usize, from: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    let (n, kind, level) = event_noun(x, i, false)?;
    let end = n.end as usize;
    let weak = r.all(i, Class::Event).next().is_some_and(|(_, e)| e.value.has("weak"));
    if purpose(x, i) && !is_meeting(&kind) {
        return None;
    }
    if is_meeting(&kind) && described(x, i, end, from) {
        return None;
    }
    let announced = announced(x, &kind, weak, (i, end), from);
    let standing = announced.or_else(|| standing(x, &kind, weak, (i, end), to)).filter(|_| needs_met(x, &kind, from, to))?;
    let definite = n.cut.has(Cut::ARTICLE) || n.cut.has(Cut::SUFFIX);
    let told_by_verb = || held_behind(x, &n).or_else(|| told_by_relative(x, end, to)).or_else(|| told_beyond(x, i, end, to));
    let status = (kind == "meeting").then(told_by_verb).flatten().or_else(|| status::of_noun(x, i, end));
    // What somebody denies or offers of 'the talks' is no event of its own.
    let status = match standing {
        Standing::Open => {
            // 'Its readiness to hold the meeting' offers it.
            // 'Moscow offered to meet with Kyiv' is written like 'offered the meeting with'.
            let meet_with = || {
                let with = r.all(end, Class::Prep).any(|(_, e)| e.value.raw() == "with");
                is_meeting(&kind) && with && (i.saturating_sub(3).max(from)..i).any(|k| finite(x, k) && r.has(k, Class::Cue))
            };
            let offered = |s: &str| s == "proposed" && status::purpose(x, i) || meet_with();
            status.filter(|s| !definite || !matches!(*s, "denied" | "proposed") || offered(s))
        }
        Standing::WithStatus => Some(status.filter(|s| *s != "held")?),
        Standing::Asserted if kind == "agreement" || announced.is_some() => status.filter(|s| *s != "planned"),
        // What is refused was proposed.
        Standing::Asserted if kind == "proposal" || kind == "agreement" && announced.is_some() => Some("held"),
        Standing::Asserted => status,
    };
    // 'To discuss the talks': what others talk about is told elsewhere.
    let matter = is_meeting(&kind)
        && i > from
        && r.all(i - 1, Class::Prep).any(|(l, e)| {
            matches!(e.value.raw(), "matter" | "behind")
                && l.width() == 1
                && r.labels.at(i - 1).iter().any(|c| c.cut.has(Cut::PREP))
        });
    let asserted = (standing != Standing::Open || status.is_some()) && !matter;
    let definite = (definite || matter) && standing == Standing::Open;
    let status = status.unwrap_or("held");
    Some(Trigger { at: i, end, head: i, kind, status, level, asserted, definite, verb: false })
}
