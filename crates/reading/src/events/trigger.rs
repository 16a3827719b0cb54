//! Triggers: the words that assert an event.

use super::behind::{held_behind, told_beyond, told_by_relative, verb_of};
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
        .or_else(|| noun(x, i, from, to))
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
    let reference = kind == "agreement"
        && i > from
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
        ("agreement", Some("hold")) if weak && !near => return None,
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
fn noun(x: &Input, i: usize, from: usize, to: usize) -> Option<Trigger> {
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
            let offered = |s: &str| s == "proposed" && status::purpose(x, i);
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
