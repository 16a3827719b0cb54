//! One entry an event: later assertions join the first that they fit.

use super::trigger::event_noun;
use super::{Found, Input, is_meeting};
use dossier::EntityKind;
use labels::{Class, Cut};

/// Joins the assertions of one report.
pub(crate) fn join(x: &Input, all: Vec<Found>) -> Vec<Found> {
    let (references, asserted): (Vec<Found>, Vec<Found>) = all.into_iter().partition(|e| e.reference);
    let mut out: Vec<Found> = Vec::new();
    for e in asserted.into_iter().take_while(|_| !x.r.over()) {
        let last = last_told(&out, &e);
        match (0..out.len()).find(|&n| same(x, &out[n], &e, last == Some(n))) {
            Some(n) => absorb(x, &mut out[n], e),
            None => out.push(e),
        }
    }
    for e in references.into_iter().take_while(|_| !x.r.over()) {
        if e.status == "chair" {
            if let Some(n) = headed(x, &out, &e) {
                let at = out[n].at;
                absorb(x, &mut out[n], Found { date: None, days: None, place: None, round: None, at, ..e });
            }
            continue;
        }
        let last = last_told(&out, &e);
        let fits = (0..out.len()).find(|&n| same(x, &out[n], &e, last == Some(n))).or_else(|| lone(&out, &e, last));
        if let Some(n) = fits {
            out[n].also.push(e.span);
        }
    }
    out.retain(worthwhile);
    out.sort_by_key(|e| e.at);
    super::infer::complete(x, &mut out);
    out
}

/// The meeting to which those who attend or head a delegation belong: that of the sentence for those who attend, else the news of
/// the report, else the one told last before, else the first told.
fn headed(x: &Input, out: &[Found], e: &Found) -> Option<usize> {
    let meets = |o: &Found| o.kind == "meeting" && o.at < e.at;
    let attended = x.r.all(e.at, Class::Chair).any(|(_, l)| l.value.has("part"))
        || x.r.all(e.at, Class::Event).any(|(_, l)| l.value.has("attend"));
    let paragraph = |i: usize| x.r.tokens.sentences().get(x.r.sentence_of(i)).map(|s| s.paragraph);
    let here = || out.iter().rposition(|o| attended && meets(o) && x.r.sentence_of(o.at) == x.r.sentence_of(e.at));
    let before = |status: &str, fresh: bool| {
        out.iter().rposition(|o| meets(o) && o.status == status && !o.earlier && (!fresh || is_news(x, o)))
    };
    here()
        .or_else(|| before("held", true))
        .or_else(|| before("held", false))
        .or_else(|| before("planned", false))
        .or_else(|| out.iter().position(|o| o.kind == "meeting" && paragraph(o.at) == paragraph(e.at)))
}

/// What the report is about has the day of the report or of the week before it.
pub(super) fn is_news(x: &Input, e: &Found) -> bool {
    e.days.zip(x.publication.days).is_some_and(|((a, b), (p, q))| b >= p - 7 && a <= q)
}

/// May be one, as far as type, status and 'previous' tell.
fn alike(a: &Found, b: &Found) -> bool {
    a.kind == b.kind && a.status == b.status && a.earlier == b.earlier
}

/// The one like it that any words before it told last.
fn last_told(out: &[Found], e: &Found) -> Option<usize> {
    let told =
        |o: &Found| std::iter::once(&o.span).chain(&o.also).map(|s| s.start()).filter(|start| *start < e.span.start()).max();
    let alike = out.iter().enumerate().filter(|(_, o)| alike(o, e));
    alike.filter_map(|(n, o)| Some((told(o)?, n))).max().map(|(_, n)| n)
}

/// A reference without slots of its own means the event of its type told last, else the first told.
fn lone(out: &[Found], e: &Found, last: Option<usize>) -> Option<usize> {
    let bare = e.date.is_none() && e.place.is_none() && e.round.is_none();
    let first = || out.iter().position(|o| alike(o, e));
    if bare { last.or_else(first) } else { None }
}

fn worthwhile(e: &Found) -> bool {
    match e.kind.as_str() {
        "meeting" | "call" | "visit" => {
            e.asserted
                || e.date.is_some()
                || e.place.is_some()
                || !e.participants.is_empty()
                || e.round.is_some()
                || e.process.is_some()
        }
        "conference" | "agreement" => true,
        "suspension" | "withdrawal" | "extension" | "expiry" | "entry-into-force" | "signature" => {
            e.kind == "extension" && e.asserted
                || e.object.is_some()
                || e.participants.len() > 1
                || e.asserted && (e.date.is_some() || !e.participants.is_empty() || e.kind == "suspension" && !e.verb)
        }
        // 'Constitutes' is written like 'formed'.
        "formation" if e.asserted && (!e.verb || e.place.is_some()) => true,
        "exchange" if e.asserted && (e.verb || e.status == "planned") => true,
        _ => {
            !e.participants.is_empty()
                || e.asserted
                    && (e.kind == "military" && !e.verb || matches!(e.kind.as_str(), "military" | "exchange") && e.date.is_some())
        }
    }
}

/// True when two assertions tell one event; `adjacent` when no other of the kind is told between them.
fn same(x: &Input, a: &Found, b: &Found, adjacent: bool) -> bool {
    let told_apart = a.earlier != b.earlier && (a.days.is_none() || a.days != b.days);
    if a.kind != b.kind
        || a.status != b.status
        || told_apart
        || contradict(&a.round, &b.round)
        || a.place.is_some() && b.place.is_some() && a.place != b.place
    {
        return false;
    }
    if let (Some(p), Some(q)) = (a.days, b.days)
        && (p.1 < q.0 || q.1 < p.0)
    {
        return false;
    }
    let people = |e: &Found| -> Vec<_> {
        e.participants.iter().filter(|(w, _)| x.m.cast.get(*w).kind == EntityKind::Person).map(|(w, _)| *w).collect()
    };
    let (p, q) = (people(a), people(b));
    let disjoint = !p.is_empty() && !q.is_empty() && !p.iter().any(|w| q.contains(w));
    if disjoint {
        return false;
    }
    if !is_meeting(&a.kind) {
        return told_again(x, a, b)
            || signed_by(x, a, b, adjacent)
            || a.object.is_some() && a.object == b.object && (a.days == b.days || a.date.is_none() || b.date.is_none());
    }
    let shared = |people: bool| {
        let both = a.participants.iter().filter(|(w, _)| b.participants.iter().any(|(v, _)| v == w));
        let named = both.filter(|(w, _)| !people || x.m.cast.get(*w).kind == EntityKind::Person);
        if a.inferred || b.inferred { 0 } else { named.count() }
    };
    let open = a.days.is_none() || b.days.is_none();
    // Two meetings of one with others each time.
    let others = |p: &[_], q: &[_]| p.len() > 1 && p.iter().any(|w| !q.contains(w));
    if open && a.round.is_none() && others(&p, &q) && others(&q, &p) {
        return false;
    }
    let (place, process) = (a.place.is_some() && a.place == b.place, a.process.is_some() && a.process == b.process);
    // One that adds neither day nor place nor round nor people to the last of its kind is that one.
    let bare = |e: &Found, own: &[_], of: &[_]| {
        e.days.is_none() && e.place.is_none() && e.round.is_none() && own.iter().all(|w| of.contains(w))
    };
    let known = a.inferred || b.inferred || a.participants.iter().any(|(w, _)| b.participants.iter().any(|(v, _)| v == w));
    let named = b.process.is_some() && a.process != b.process;
    if adjacent && matches!(a.status, "held" | "cancelled") && known && !named && bare(b, &q, &p) {
        return true;
    }
    match open {
        false => {
            let states = |e: &Found| e.participants.iter().filter_map(|p| x.m.cast.state_of(p.0)).collect::<Vec<_>>();
            let (s, t) = (states(a), states(b));
            let alike = s.is_empty() || t.is_empty() || s.iter().any(|w| t.contains(w));
            let unknown = (a.inferred || b.inferred) && alike || a.participants.is_empty() || b.participants.is_empty();
            shared(false) >= 1 || place || process || unknown
        }
        // 'When he met X last month' is told on the way and dated by itself: only who or which round says that it is the same.
        true if (a.verb && a.days.is_some() || b.verb && b.days.is_some()) && !process => {
            a.round.is_some() && a.round == b.round || shared(true) >= 1 || shared(false) >= 2 && place
        }
        true => {
            a.round.is_some() && a.round == b.round
                || shared(true) >= 2
                || adjacent && (place || process || shared(false) >= 2)
                || place && known && (is_news(x, a) || is_news(x, b))
        }
    }
}

/// 'Agreed to meet again', told twice of the same parties.
fn told_again(x: &Input, a: &Found, b: &Found) -> bool {
    let agreed = |e: &Found| (e.at + 1..e.at + 8).find_map(|i| event_noun(x, i, false)).map(|(_, kind, _)| kind);
    let parties = |e: &Found| {
        let mut all: Vec<_> = e.participants.iter().map(|p| p.0).collect();
        all.sort();
        all
    };
    let open = |e: &Found| e.object.is_none() && e.date.is_none();
    let same = !a.participants.is_empty()
        && parties(a) == parties(b)
        && agreed(a).is_some_and(|k| is_meeting(&k))
        && agreed(a) == agreed(b);
    a.kind == "agreement" && open(a) && open(b) && same
}

/// 'X and Y signed an agreement. … The document was signed for X by Z': who signed what was just told of.
fn signed_by(x: &Input, a: &Found, b: &Found, adjacent: bool) -> bool {
    let r = x.r;
    let bare = b.days.is_none() && b.place.is_none() && b.object.is_none() && b.verb;
    // A pronoun on the verb or the one noun behind it stands for what was signed.
    let whose = |i: usize| r.all(i, Class::Event).any(|(l, _)| l.cut.has(Cut::SUFFIX));
    let document = |i: usize| {
        let noun = |l: &labels::Label| l.cut.has(Cut::ARTICLE) && l.width() == 1;
        let kind = event_noun(x, i, false).is_some_and(|(l, kind, _)| noun(&l) && matches!(&*kind, "agreement" | "announcement"));
        kind || r.all(i, Class::Counted).any(|(l, e)| noun(l) && e.value.get("en") == Some("documents"))
    };
    let persons = || b.participants.iter().any(|p| x.m.cast.get(p.0).kind == EntityKind::Person);
    a.kind == "signature"
        && bare
        && persons()
        && (adjacent || is_news(x, a))
        && a.at < b.at
        && (whose(b.at) || document(b.at + 1))
}

fn contradict<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

fn absorb(x: &Input, a: &mut Found, b: Found) {
    a.also.push(b.span);
    let narrower = match (a.days, b.days) {
        (Some(p), Some(q)) => q.1 - q.0 < p.1 - p.0,
        (None, Some(_)) => true,
        _ => false,
    };
    if narrower {
        (a.date, a.days) = (b.date, b.days);
    }
    a.place = a.place.or(b.place);
    a.process = a.process.or(b.process);
    a.round = a.round.or(b.round);
    a.object = a.object.or(b.object);
    // People join only an event that they, its day, place or round show to be theirs.
    let is_person = |w: crate::mentions::Who| x.m.cast.get(w).kind == EntityKind::Person;
    let close = a.participants.iter().any(|(w, _)| is_person(*w) && b.participants.iter().any(|(v, _)| v == w))
        || a.days.is_some() && b.days.is_some()
        || a.place.is_some() && a.place == b.place
        || a.round.is_some() && a.round == b.round
        || b.status == "chair"
        || b.kind == "signature";
    // Who is only taken to have met is no news of those who are named.
    let guessed = b.inferred && !a.participants.is_empty();
    if !guessed && a.level.as_deref().is_none_or(|l| l == "unspecified") {
        a.level = b.level.or(a.level.take());
    }
    a.inferred &= b.inferred;
    // A capital and its state are one side.
    let side = |w: crate::mentions::Who| x.m.cast.state_of(w).filter(|_| !is_person(w));
    let sides: Vec<_> = a.participants.iter().filter_map(|p| side(p.0)).collect();
    let again = |w: crate::mentions::Who| {
        let capital = matches!(x.m.cast.get(w).kind, EntityKind::State | EntityKind::City);
        capital && side(w).is_some_and(|s| sides.contains(&s)) && !a.participants.iter().any(|p| p.0 == w)
    };
    let joins = |w: crate::mentions::Who| (close || !is_person(w)) && !again(w) && !guessed;
    let new: Vec<_> = b.participants.into_iter().filter(|(w, _)| joins(*w)).collect();
    for p in new {
        match a.participants.iter_mut().find(|(w, _)| *w == p.0) {
            Some(there) if there.1 == "party" => there.1 = p.1,
            Some(_) => {}
            None => a.participants.push(p),
        }
    }
    for o in b.outcome {
        if !a.outcome.contains(&o) {
            a.outcome.push(o);
        }
    }
}
