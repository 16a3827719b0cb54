//! Triggers: the words that assert an event.

use super::behind::{held_behind, verb_of};
use super::clause::{finite, is_finite};
use super::status;
use super::support::{Near, inspections, needs_met, supported};
use super::{Input, is_meeting};
use labels::{Class, Cut, Entry, Label};

/// The words that assert an event, tokens `at..end`; `head` is the event noun or verb.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) head: usize,
    pub(crate) kind: String,
    pub(crate) status: &'static str,
    pub(crate) level: Option<String>,
    /// A verb of its own says that it happened.
    pub(crate) asserted: bool,
    /// A noun with the article or a pronoun.
    pub(crate) definite: bool,
    /// Asserted by a finite event verb, not by a noun.
    pub(crate) verb: bool,
}

impl Trigger {
    /// A verb that begins at the given token opens the trigger.
    pub(crate) fn verb_at(&self, i: usize) -> bool {
        self.at == i && (self.verb || self.head > self.at)
    }
}

/// How far behind a light verb its noun may stand, in tokens.
const NOUN_REACH: usize = 17;

/// The triggers of a sentence, in text order, not overlapping.
pub(crate) fn in_sentence(x: &Input, from: usize, to: usize) -> Vec<Trigger> {
    let mut out: Vec<Trigger> = Vec::new();
    // A question tells nothing.
    let asks = |i: usize| x.r.pack.quotes.question.iter().any(|m| m == x.r.key(i));
    if to > from && asks(to - 1) {
        return out;
    }
    let mut i = from;
    while i < to && !x.r.over() {
        match at(x, i, from, to).filter(|t| !status::unreal(x, t.head, from) && !status::only_wanted(x, t)) {
            Some(mut t) => {
                t.end = chained(x, &t, to);
                i = t.end.max(i + 1);
                out.push(t);
            }
            None => i += 1,
        }
    }
    out
}

/// 'A round of talks', 'the meeting of the dialogue': nouns of meeting that complete one another are one trigger.
fn chained(x: &Input, t: &Trigger, to: usize) -> usize {
    if t.kind != "meeting" || t.status == "chair" { t.end } else { chain(x, t.end, to) }
}

/// Where the nouns of meeting that complete one another end.
pub(crate) fn chain(x: &Input, mut end: usize, to: usize) -> usize {
    let r = x.r;
    while end < to {
        let next = (end..(end + 3).min(to)).find(|&k| {
            !r.is_mark(k) && event_noun(x, k, false).is_some_and(|(n, kind, _)| kind == "meeting" && n.cut.bits & Cut::CONJ == 0)
        });
        let Some(k) = next
            .filter(|&k| (end..k).all(|i| !r.is_mark(i) && !r.any(i, Class::Cue.bit() | Class::Event.bit() | Class::That.bit())))
        else {
            break;
        };
        end = event_noun(x, k, false).map_or(k + 1, |(n, _, _)| n.end as usize);
    }
    end
}

fn at(x: &Input, i: usize, from: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    if !r.any(i, Class::Event.bit() | Class::Occasion.bit() | Class::Round.bit() | Class::Chair.bit()) {
        return None;
    }
    // 'Prisoners' and 'the two ministries' are written like verbs.
    if r.has(i, Class::Exchanged) || r.all(i, Class::Ministry).any(|(l, _)| l.cut.bits == 0 && l.width() > 1) {
        return None;
    }
    if x.m.at(i).is_some_and(|m| m.kind == "PER" || m.kind == "MEDIA") || x.m.office_over(i).is_some_and(|o| o.tokens.start < i) {
        return None;
    }
    chair(x, i, to)
        .or_else(|| occasion(x, i))
        .or_else(|| participle(x, i, to))
        .or_else(|| verb(x, i, from, to))
        .or_else(|| super::noun::noun(x, i, from, to))
}

/// A press conference is a conference of the one who speaks at it; a briefing of a council is a meeting with it.
fn occasion(x: &Input, i: usize) -> Option<Trigger> {
    let r = x.r;
    let (l, e) = r.label(i, Class::Occasion)?;
    let press = e.value.get("en").is_some_and(|v| v.ends_with("press conference"));
    let kind = if press { "conference" } else { e.value.get("event")? };
    let end = l.end as usize;
    Some(Trigger {
        at: i,
        end,
        head: i,
        kind: kind.into(),
        status: status::of_occasion(x, i, end),
        level: None,
        asserted: true,
        definite: l.cut.has(Cut::ARTICLE),
        verb: false,
    })
}

/// Heading a delegation or a session: it belongs to the meeting told last.
fn chair(x: &Input, i: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    let (l, e) = r.label(i, Class::Chair).filter(|(l, e)| !e.value.has("part") || l.cut.bits == 0)?;
    let end = l.end as usize;
    let noun = || (i..(end + 5).min(to)).any(|k| event_noun(x, k, false).is_some_and(|n| n.1 == "meeting"));
    let delegation = || (i..(end + 8).min(to)).any(|k| r.any(k, Class::Delegation.bit() | Class::Side.bit()));
    let chairs = e.value.has("part") || !e.value.has("role") && (delegation() || noun());
    chairs.then(|| Trigger {
        at: i,
        end,
        head: i,
        kind: "meeting".into(),
        status: "chair",
        level: None,
        asserted: false,
        definite: true,
        verb: false,
    })
}

fn verb(x: &Input, i: usize, from: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    // What is written like a frequent noun is a verb at the head of its clause only.
    let opens = |l: &Label| {
        i == from || l.cut.has(Cut::CONJ) || r.ends_clause(i - 1) || r.any(i - 1, Class::That.bit() | Class::Aux.bit())
    };
    let finite_here = |(l, e): &(&Label, &Entry)| is_finite(l, e) && (!e.value.has("opens") || opens(l));
    let verbs: Vec<(&Label, &Entry)> = r.all(i, Class::Event).filter(finite_here).collect();
    if verbs.is_empty() {
        return None;
    }
    if i > from && r.has(i - 1, Class::Rel) && verbs.iter().any(|(l, e)| of_antecedent(x, l, e)) || verbal_noun(x, i, from) {
        return None;
    }
    // 'Talks that the city hosted': the noun before the verb tells of them.
    let hosted = |k: usize| event_noun(x, k, false).is_some_and(|(n, ..)| verb_of(x, &n, i) == Some(i));
    if (from.max(i.saturating_sub(6))..i).any(hosted) {
        return None;
    }
    // Behind a preposition stands no verb.
    let bound = |k: usize| {
        let prep = r.all(k, Class::Prep).any(|(l, _)| l.end as usize == i && l.width() == 1);
        prep && !r.any(
            k,
            Class::Conj.bit() | Class::That.bit() | Class::Rel.bit() | Class::Pron.bit() | Class::Adv.bit() | Class::Neg.bit(),
        )
    };
    if i > from
        && bound(i - 1)
        && !r.labels.at(i).iter().any(|l| l.cut.has(Cut::CONJ))
        && !x.times.iter().any(|y| y.tokens.contains(&(i - 1)))
    {
        return None;
    }
    // '… began, then stopped in May': what was told of before.
    let stop =
        |(l, e): &&(&Label, &Entry)| e.value.get("phase") == Some("stop") && &*e.part == "past" && l.cut.bits & !Cut::CONJ == 0;
    let dated = x.times.iter().any(|y| y.date.is_some() && (i + 1..i + 3).contains(&y.tokens.start));
    let before = || (from..i).any(|k| event_noun(x, k, false).is_some_and(|n| n.1 == "meeting"));
    if let Some((l, e)) = verbs.iter().find(stop).filter(|_| dated && before()) {
        return Some(Trigger { kind: "suspension".into(), verb: true, ..told(i, status::of_verb(x, l, e, from)) });
    }
    // Of two readings of a form the light verb takes a noun that follows, else the one with a type.
    for (l, e) in verbs.iter().filter(|(_, e)| e.value.has("light")) {
        if let Some(t) = light(x, l, e, from, to) {
            return Some(t);
        }
    }
    // What its object says of a verb goes before what the verb says by itself.
    let told = |objects: bool| verbs.iter().filter(move |(_, e)| e.value.has("objects") == objects);
    told(true).chain(told(false)).find_map(|(l, e)| typed(x, (l, e), from, to))
}

/// A finite verb that tells an event of its own type, where what stands with it says so.
fn typed(x: &Input, (l, e): (&Label, &Entry), from: usize, to: usize) -> Option<Trigger> {
    let (r, i) = (x.r, l.start as usize);
    // 'The fighting stopped' is no stop of anything where the words are one noun ('ceasefire').
    if r.all(i, Class::Event).any(|(n, e)| n.width() > l.width() && e.part.is_empty()) {
        return None;
    }
    // 'Which X attended': who was at what was told before it.
    if e.value.has("attend") && l.cut.has(Cut::SUFFIX) && &*e.part == "past" {
        return Some(Trigger { end: l.end as usize, asserted: false, definite: true, ..told(i, "chair") });
    }
    let (kind, end) = match e.value.get("objects") {
        Some(kinds) => object(x, kinds, l.end as usize, to)?,
        None => (e.value.get("type")?.to_owned(), l.end as usize),
    };
    // 'Discussed by telephone'.
    let phone = kind == "meeting" && (Near { x, from: end, to: (end + 6).min(to) }).by_phone();
    let kind = if phone { "call".to_owned() } else { kind };

    // To be about to lift sanctions imposes none.
    if e.value.has("lifts") && (&*e.part != "past" || status::negated(x, i, from).is_some()) {
        return None;
    }
    // 'Did not attend' tells of no meeting that was not held.
    if (e.value.get("phase") == Some("plan") || e.value.has("attend")) && status::negated(x, i, from).is_some() {
        return None;
    }
    // A bare exchange may be one of words; an object has said what the event is.
    let needs = (e.value.has("weak") || kind == "exchange") && !e.value.has("objects");
    if kind == "announcement" || needs && !supported(x, &kind, e, (i, end), to) || !needs_met(x, &kind, from, to) {
        return None;
    }
    // A state that closes its border or airspace acts against another.
    let border = || (end..end + 4).any(|k| r.all(k, Class::Passage).any(|(_, e)| e.value.has("border")));
    let kind = if e.value.has("passage") && kind == "suspension" && border() { "sanction".to_owned() } else { kind };
    // 'Asked not to be named'; 'will not sign any'.
    let unnamed = kind == "proposal" && (end..end + 4).any(|k| r.has(k, Class::Anonymity));
    let any = |k: usize| r.all(k, Class::Pron).any(|(_, e)| e.value.raw() == "any");
    let refuses =
        matches!(kind.as_str(), "signature" | "agreement") && status::negated(x, i, from).is_some() && (end..end + 4).any(any);
    if unnamed || refuses {
        return None;
    }
    // 'What they agreed on': told elsewhere.
    let named = || (end..end + 6).any(|k| x.m.office_over(k).is_some() || x.m.at(k).is_some_and(|m| m.kind == "PER"));
    // 'Which the parliament ratified on Thursday' tells when.
    let on_day = |k: usize| x.times.iter().any(|y| y.tokens.start == k && y.date.is_some());
    let dated = || (end..(end + 8).min(to)).take_while(|&k| !r.ends_clause(k)).any(on_day);
    let reference = kind == "agreement"
        && i > from
        && !dated()
        && (r.has(i - 1, Class::Rel) && !named() || r.all(i - 1, Class::Pron).any(|(_, e)| e.value.raw() == "what"));
    // 'Suspended the talks', 'withdrew from the talks': the noun belongs to the verb.
    let talks = (end..(end + 8).min(to)).take_while(|&k| !r.ends_clause(k)).find_map(|k| event_noun(x, k, false));
    let end = talks
        .filter(|(_, k, _)| matches!(kind.as_str(), "suspension" | "withdrawal") && is_meeting(k))
        .map_or(end, |(n, _, _)| n.end as usize);
    Some(Trigger {
        at: i,
        end,
        head: i,
        status: status::of_verb(x, l, e, from),
        kind,
        level: None,
        asserted: !reference,
        definite: reference,
        verb: true,
    })
}

/// A form that is a verbal noun too is one behind a preposition and behind another verb of its clause ('asked for the holding of').
fn verbal_noun(x: &Input, i: usize, from: usize) -> bool {
    let r = x.r;
    let plain = |l: &Label| l.cut.bits == 0;
    if !r.all(i, Class::Event).any(|(l, e)| &*e.part == "masdar" && plain(l)) || i == from {
        return false;
    }
    // 'The exchange of prisoners': who exchanges would stand between. 'Provides for exchanging'.
    if r.has(i + 1, Class::Exchanged) || r.all(i - 1, Class::Status).any(|(l, _)| l.end as usize == i) {
        return true;
    }
    let own = |k: usize, class: Class| r.all(k, class).any(|(l, _)| l.end as usize <= i);
    if own(i - 1, Class::Prep) && !own(i - 1, Class::Conj) && !x.times.iter().any(|y| y.tokens.contains(&(i - 1))) {
        return true;
    }
    let ends = |k: usize| {
        r.ends_clause(k)
            || r.ends_sentence(k)
            || [Class::That, Class::Rel, Class::Conj].into_iter().any(|c| own(k, c))
            || r.is_quote_mark(k)
    };
    let clause = (from..i).rev().take_while(|&k| !ends(k));
    clause.into_iter().any(|k| finite(x, k) && !r.has(k, Class::Aux))
}

/// The event that the object of a verb says it is ('gave aid', 'made a proposal'): its type, one of `kinds`, and where it ends.
fn object(x: &Input, kinds: &str, end: usize, to: usize) -> Option<(String, usize)> {
    let r = x.r;
    let clause = (end..(end + 9).min(to)).take_while(|&k| !r.ends_clause(k) && !r.has(k, Class::That) && !r.has(k, Class::Rel));
    clause.into_iter().find_map(|k| {
        let (n, kind, _) = event_noun(x, k, false)?;
        let bare = !n.cut.has(Cut::PREP) && (k == end || r.label(k - 1, Class::Prep).is_none());
        (bare && kinds.split(',').any(|of| of == kind)).then_some((kind, n.end as usize))
    })
}

/// 'The round that X hosted': a light verb behind a relative belongs to the event noun before it, unless it has one of its own.
fn of_antecedent(x: &Input, l: &Label, e: &Entry) -> bool {
    let at = l.start as usize;
    let before = (at.saturating_sub(9)..at).any(|k| event_noun(x, k, false).is_some_and(|n| n.1 == "meeting"));
    e.value.has("light") && before && event_noun(x, l.end as usize, false).is_none()
}

/// 'The treaty signed in Prague in 2010': a participle with the article, behind a document, with a time or place of its own.
fn participle(x: &Input, i: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    let stopped = |e: &Entry| e.value.get("phase") == Some("stop") || e.value.get("type") == Some("suspension");
    let of_step = |e: &Entry| {
        stopped(e)
            || matches!(e.value.get("type"), Some("signature" | "extension" | "suspension"))
            || e.value.get("type") == Some("agreement") && !e.value.has("weak")
    };
    let (l, e) = r
        .all(i, Class::Event)
        .find(|(l, e)| matches!(&*e.part, "participle" | "extra") && l.cut.has(Cut::ARTICLE) && of_step(e))?;
    let last = i - usize::from(i > 0 && r.ends_clause(i - 1));
    let phrase = (0..last).rev().take(7).take_while(|&k| !x.r.ends_clause(k) && !x.r.has(k, Class::That));
    let document = phrase.into_iter().any(|k| {
        let noun = |n: (Label, String, Option<String>)| n.1 == "agreement" || n.1 == "meeting" && stopped(e);
        x.m.at(k).is_some_and(|m| m.kind == "DOC") || stopped(e) && inspections(x, k) || event_noun(x, k, false).is_some_and(noun)
    });
    let dated = x.times.iter().any(|t| t.tokens.start > i && t.tokens.start < (i + 7).min(to) && t.date.is_some());
    let kind = if stopped(e) { "suspension" } else { e.value.get("type")? };
    (document && dated).then_some(Trigger { end: l.end as usize, kind: kind.into(), ..told(i, "held") })
}

/// A light verb with its event noun: 'held talks', 'the talks ended', 'hosted the round'.
fn light(x: &Input, l: &Label, e: &Entry, from: usize, to: usize) -> Option<Trigger> {
    let r = x.r;
    let stop = (l.end as usize + NOUN_REACH).min(to);
    let mut k = l.end as usize;
    while k < stop {
        if r.has(k, Class::That) || r.ends_sentence(k) {
            return None;
        }
        // Another event verb in between takes the noun.
        if k > l.end as usize
            && r.all(k, Class::Event).any(|(b, v)| {
                let own = v.value.has("light") || b.cut.bits & Cut::CONJ == 0;
                is_finite(b, v) && !v.value.has("weak") && own && v.value.get("type").is_none()
            })
        {
            return None;
        }
        // 'Ended without an agreement'; 'frees, under the agreement, 33 hostages'.
        let aside = |i: usize| r.all(i, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "matter" | "behind" | "limit"));
        let without = k > l.end as usize && (r.has(k - 1, Class::Neg) || aside(k - 1));
        if let Some(noun) = event_noun(x, k, e.value.has("weak") && !e.value.has("receive")).filter(|_| !without) {
            // 'Prepared the round with a meeting that was held'.
            let other = |k: usize| event_noun(x, k, false).filter(|(n, ..)| held_behind(x, n).is_some()).map(|n| (k, n));
            let other = (k + 1..stop.min(k + 5)).find_map(other).filter(|_| e.value.get("phase") == Some("plan"));
            return carried(x, (l, e), other.unwrap_or((k, noun)), from);
        }
        // 'Inspections stopped'.
        if e.value.get("phase") == Some("stop") && inspections(x, k) && k < l.end as usize + 3 {
            let (at, status) = (l.start as usize, status::of_verb(x, l, e, from));
            return Some(Trigger { kind: "suspension".into(), end: k + 1, head: k, ..told(at, status) });
        }
        k += 1;
    }
    None
}

/// The trigger of a light verb and its noun at token `k`; `None` where the verb does not carry it.
fn carried(
    x: &Input,
    (l, e): (&Label, &Entry),
    (k, (n, kind, level)): (usize, (Label, String, Option<String>)),
    from: usize,
) -> Option<Trigger> {
    let (at, weak, phase) = (l.start as usize, e.value.has("weak"), e.value.get("phase"));
    // 'Launched an initiative' proposes; 'hosted, with the mediation of' does not.
    if kind == "proposal" && (phase != Some("start") || k > l.end as usize + 2) {
        return None;
    }
    // Only meetings and what they come to stand far behind a light verb.
    let far = k > l.end as usize + 5 || (l.end as usize..k).any(|t| x.r.ends_clause(t));
    let may_stand_far = is_meeting(&kind) || matches!(kind.as_str(), "call" | "agreement" | "signature" | "formation");
    if far && (weak && phase == Some("start") || !may_stand_far) {
        return None;
    }
    // 'Prepared for it with a meeting that was held', 'ends the dispute, after talks that X hosted': the noun has its own verb.
    if let Some(status) = held_behind(x, &n) {
        let at = if phase == Some("plan") { at } else { k };
        return Some(Trigger { end: n.end as usize, head: k, kind, level, ..told(at, status) });
    }
    // 'Without setting a date'.
    if phase == Some("plan") && status::negated(x, at, from).is_some() {
        return None;
    }
    if e.value.has("attend") && status::negated(x, at, from).is_some() {
        return None;
    }
    // An invitation to visit is received, no visit.
    if e.value.has("receive") && kind != "call" {
        return None;
    }
    // 'The truce ended', 'began': what it says of an agreement is that it lapsed or came into force.
    let near = k <= l.end as usize + 1;
    // 'The commission on the agreement resumed its work' begins no agreement.
    let body = (l.end as usize..k).any(|i| x.r.any(i, Class::Formed.bit() | Class::Organ.bit()));
    let kind = match (kind.as_str(), phase) {
        // 'Ended with an agreement on' reached one.
        ("agreement", Some("end")) if n.cut.has(Cut::PREP) => kind,
        ("agreement", Some("hold")) if weak && !near || e.value.has("fail") => return None,
        ("agreement", Some("end" | "start" | "stop")) if far || e.value.has("fail") || body => return None,
        ("agreement", Some("end")) => "expiry".to_owned(),
        // 'The truce collapsed': its end was not its own date.
        ("agreement", Some("stop")) => "suspension".to_owned(),
        // 'The talks collapsed', 'inspections stopped'.
        ("meeting" | "visit", Some("stop")) if far => return None,
        ("meeting" | "visit", Some("stop")) => "suspension".to_owned(),
        ("agreement", Some("start")) => "entry-into-force".to_owned(),
        _ => kind,
    };
    let status = status::of_light(x, l, e, &n, from);
    let definite = n.cut.has(Cut::ARTICLE);
    // 'Took part in the talks' tells of a meeting told elsewhere.
    let lasted = || {
        let behind = (n.end as usize..n.end as usize + 9).take_while(|&i| !x.r.ends_clause(i));
        near && e.value.has("last") && behind.into_iter().any(|i| x.r.has(i, Class::Unit))
    };
    let part = weak && phase == Some("hold") && definite && is_meeting(&kind) && e.value.get("type").is_none() && !lasted();
    if part && status != "held" && status != "planned" {
        return None;
    }
    let status = if part { "chair" } else { status };
    Some(Trigger { at, end: n.end as usize, head: k, kind, status, level, asserted: !part, definite, verb: false })
}

/// A trigger whose own words assert it, of one token.
fn told(at: usize, status: &'static str) -> Trigger {
    Trigger {
        at,
        end: at + 1,
        head: at,
        kind: "meeting".into(),
        status,
        level: None,
        asserted: true,
        definite: false,
        verb: false,
    }
}

/// An event noun at token `k`, or a round that stands for talks.
pub(crate) fn event_noun(x: &Input, k: usize, strict: bool) -> Option<(Label, String, Option<String>)> {
    let r = x.r;
    if !r.any(k, Class::Event.bit() | Class::Round.bit()) {
        return None;
    }
    let mut nouns = r.all(k, Class::Event).filter(|(_, e)| e.part.is_empty() && !(strict && e.value.has("weak")));
    if let Some((n, v)) = nouns.next() {
        let kind = v.value.get("type")?.to_owned();
        // Those who consult among themselves meet nobody.
        if kind == "meeting" && r.frame("internal", n.end as usize) {
            return None;
        }
        if kind == "exchange" && !(n.end as usize..n.end as usize + 4).any(|k| r.has(k, Class::Exchanged)) {
            return None;
        }
        return (kind != "announcement").then(|| (*n, kind, v.value.get("level").map(str::to_owned)));
    }
    let (n, _) = r.label(k, Class::Round).filter(|(_, e)| !e.value.has("weak"))?;
    Some((*n, "meeting".into(), None))
}
