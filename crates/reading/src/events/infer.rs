//! What follows for one event from the others of the report, once each is told in one place.
//!
//! Nothing here helps to tell events apart: it runs after they were joined.

use super::merge::is_news;
use super::people::serves;
use super::{Found, Input, is_meeting};
use crate::mentions::Who;
use dossier::EntityKind;
use labels::Class;

/// How far apart, in tokens, a meeting and what came of it may be told; the meeting that is the news, twice as far.
const NEAR: usize = 90;

/// Fills what the words leave to the reader of the whole report.
pub(crate) fn complete(x: &Input, events: &mut [Found]) {
    if let Some(pair) = pair(x, events) {
        for e in events.iter_mut().filter(|e| left_open(x, e)) {
            e.participants.retain(|p| serves(p.1) && !pair.contains(&p.0));
            e.participants.extend(pair.iter().map(|w| (*w, "party")));
            e.inferred = true;
        }
    }
    for n in (0..events.len()).take_while(|_| !x.r.over()) {
        if events[n].participants.len() < 2 && matches!(events[n].kind.as_str(), "extension" | "expiry" | "entry-into-force") {
            let parties = parties_of_treaty(x, events[n].object);
            if parties.len() > 1 {
                events[n].participants = parties;
            }
        }
        if let Some(other) = counterpart(x, &events[n], &events[..n]) {
            events[n].participants.push((other, "party"));
        }
        if let Some(m) = came_of(x, &events[n], events) {
            let (date, days, place, round, process) = {
                let m = &events[m];
                (m.date.clone(), m.days, m.place, m.round, m.process)
            };
            let e = &mut events[n];
            (e.date, e.days) = (date, days);
            if e.kind == "agreement" {
                e.place = e.place.or(place);
                e.round = e.round.or(round);
                e.process = e.process.or(process);
            }
        }
    }
}

/// The two between whom the report's events are, where they are the same two in most of those that name two.
fn pair(x: &Input, events: &[Found]) -> Option<[Who; 2]> {
    let sort = |w: Who| x.r.dossier.find(&x.m.cast.get(w).id).map(|id| &*x.r.dossier.entity(id).sort);
    let side = |w: Who| {
        let kind = x.m.cast.get(w).kind;
        !matches!(kind, EntityKind::Person | EntityKind::Body) && sort(w) != Some("international")
    };
    let two = |e: &Found| {
        let mut sides: Vec<Who> = e.participants.iter().filter(|p| !serves(p.1) && side(p.0)).map(|p| p.0).collect();
        sides.sort();
        <[Who; 2]>::try_from(sides).ok()
    };
    let told = |e: &Found| !e.inferred && matches!(e.kind.as_str(), "meeting" | "agreement" | "signature" | "exchange");
    let pairs: Vec<([Who; 2], bool)> = events.iter().filter(|e| told(e)).filter_map(|e| Some((two(e)?, is_news(x, e)))).collect();
    let times = |p: &[Who; 2]| pairs.iter().filter(|(q, _)| q == p).count();
    let (most, _) = pairs.iter().max_by_key(|(p, _)| times(p))?;
    // Where the news is of more than two, one pair among others says little.
    let many = |e: &Found| told(e) && is_news(x, e) && e.participants.iter().filter(|p| side(p.0)).count() > 2;
    let sure = times(most) > 1 || pairs.iter().any(|(p, news)| p == most && *news) || !events.iter().any(many);
    (sure && times(most) * 2 > pairs.len()).then_some(*most)
}

/// What two sides do together, where the words beside it do not say who they are; 'the two sides' are those two.
fn left_open(x: &Input, e: &Found) -> bool {
    let side = |i: usize| x.r.label(i, Class::Side).is_some();
    let s = x.r.tokens.sentences().get(x.r.sentence_of(e.at));
    let sides = || s.is_some_and(|s| (e.at.saturating_sub(4).max(s.from)..s.to.min(e.at + 10)).any(side));
    match e.kind.as_str() {
        _ if e.participants.iter().any(|p| !serves(p.1)) => e.inferred && sides(),
        "meeting" | "agreement" | "signature" | "suspension" | "entry-into-force" | "expiry" | "extension" => e.asserted,
        "call" | "exchange" | "formation" => sides(),
        _ => false,
    }
}

/// The meeting at which an agreement was reached or after which a press conference was given, where neither is dated by itself.
fn came_of(x: &Input, e: &Found, all: &[Found]) -> Option<usize> {
    if e.status != "held" || e.date.is_some() || !matches!(e.kind.as_str(), "agreement" | "conference") {
        return None;
    }
    let shares = |m: &Found| {
        e.participants.is_empty() && m.at < e.at
            || e.kind == "conference" && is_news(x, m)
            || m.participants.iter().any(|(w, _)| {
                e.participants.iter().any(|(v, _)| w == v || state(x, *w).is_some() && state(x, *w) == state(x, *v))
            })
    };
    // Those who agreed were all at the meeting.
    let outside = |m: &Found| {
        let met: Vec<&str> = m.participants.iter().filter_map(|(w, _)| state(x, *w)).collect();
        let agreed = || e.participants.iter().filter_map(|(w, _)| state(x, *w));
        e.kind == "agreement" && met.len() > 1 && agreed().any(|s| !met.contains(&s))
    };
    // Presidents agree at their own meeting, not at their deputies'.
    let people = |f: &Found| {
        f.participants.iter().map(|p| p.0).filter(|w| x.m.cast.get(*w).kind == EntityKind::Person).collect::<Vec<_>>()
    };
    let own = people(e);
    let others = |m: &Found| {
        let met = people(m);
        e.kind == "agreement" && !own.is_empty() && !met.is_empty() && !met.iter().any(|w| own.contains(w))
    };
    let fits = |m: &&(usize, &Found)| {
        let (_, m) = m;
        m.kind == "meeting"
            && m.status == "held"
            && m.at.abs_diff(e.at) <= if is_news(x, m) { 2 * NEAR } else { NEAR }
            && shares(m)
            && !others(m)
            && !outside(m)
    };
    // The meeting of its sentence, else the news of the report, and of those the nearest before it, or else behind it, is the one;
    // where that one is not dated, nor is what came of it.
    let here = |m: &Found| x.r.sentence_of(m.at) == x.r.sentence_of(e.at);
    let rank = |m: &Found| (!here(m), !is_news(x, m), m.at > e.at, m.at.abs_diff(e.at));
    let near = all.iter().enumerate().filter(|m| fits(&m)).min_by_key(|(_, m)| rank(m));
    let one_day = |m: &Found| m.days.is_some_and(|(a, b)| a == b);
    near.filter(|(_, m)| m.date.is_some() && (e.kind == "agreement" || one_day(m))).map(|(n, _)| n)
}

/// The parties of a treaty, as its dossier has them, that the report names.
fn parties_of_treaty(x: &Input, object: Option<Who>) -> Vec<(Who, &'static str)> {
    let id = object.and_then(|w| x.r.dossier.find(&x.m.cast.get(w).id));
    let parties = id.map_or(&[][..], |id| &x.r.dossier.entity(id).related);
    parties.iter().filter_map(|p| x.m.cast.find(p)).map(|w| (w, "party")).collect()
}

/// The state a participant is or acts for.
fn state<'a>(x: &'a Input, w: Who) -> Option<&'a str> {
    let member = x.m.cast.get(w);
    match member.kind {
        EntityKind::State => Some(&member.id),
        EntityKind::City | EntityKind::Org => x.m.cast.state_of(w),
        _ => None,
    }
}

/// A meeting or agreement of which one side is named has the other side of the meeting told last in which that one took part.
fn counterpart(x: &Input, e: &Found, told: &[Found]) -> Option<Who> {
    if !matches!(e.kind.as_str(), "meeting" | "call" | "agreement" | "signature") || e.verb && e.kind != "agreement" {
        return None;
    }
    let of_states =
        |list: &[(Who, &'static str)]| list.iter().map(|p| p.0).filter(|w| state(x, *w).is_some()).collect::<Vec<Who>>();
    let [one] = of_states(&e.participants)[..] else { return None };
    // Whoever else is named is the other side.
    let own = |w: Who| state(x, w).or_else(|| x.m.cast.state_of(w)) == state(x, one);
    if e.participants.iter().any(|p| !own(p.0)) {
        return None;
    }
    let met = told.iter().rev().filter(|e| is_meeting(&e.kind)).map(|e| of_states(&e.participants));
    let pair = met.into_iter().find(|p| p.len() == 2 && p.iter().any(|w| state(x, *w) == state(x, one)))?;
    pair.into_iter().find(|w| state(x, *w) != state(x, one))
}
