//! Whether two reports tell the same event, and how sure that is.
//!
//! Two events are one when they are of one type, nothing that both tell rules it out, and what they share is enough: a place, two
//! participants, a process with its round, or a treaty. What is shared counts in points; [`likeness`] gives the sum.

use crate::member::Member;
use days::Days;

/// How two events look beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// What they share, in points.
    pub(crate) points: i32,
    /// They tell different days (a day or two apart) but are too alike to be two.
    pub(crate) days_apart: bool,
    /// They tell different rounds, on one day in one place.
    pub(crate) rounds_apart: bool,
}

/// Widest set of days, in days, that still says when something was; twice as wide where process and level are the same.
const WIDE: i64 = 40;
/// Points at which two events are one; two more where their days lie apart.
const ENOUGH: i32 = 2;

/// Types of a step in a treaty's life: one treaty has each but seldom, so that the treaty itself says which is meant.
pub(crate) fn is_treaty_step(kind: &str) -> bool {
    matches!(kind, "signature" | "entry-into-force" | "extension" | "suspension" | "withdrawal" | "expiry")
}

/// Types of which a day, a place and people say enough; of the others there may be several on one day among the same people.
pub(crate) fn is_gathering(kind: &str) -> bool {
    matches!(kind, "meeting" | "call" | "visit" | "conference" | "exchange")
}

/// How alike two events are; `None` where they are not the same event.
pub(crate) fn likeness(a: &Member, b: &Member) -> Option<Likeness> {
    let (x, y) = (a.event, b.event);
    if two_accounts(a, b) {
        return Some(Likeness { points: ENOUGH, days_apart: false, rounds_apart: false });
    }
    if x.kind != y.kind || differ(&a.process, &b.process) || (a.report == b.report && !repeats(a, b)) || !statuses_fit(a, b) {
        return None;
    }
    if over(a, b) || over(b, a) {
        return None;
    }
    if is_treaty_step(&x.kind) && same_treaty(a, b) {
        return treaty_step(a, b);
    }
    if let Some(like) = one_standstill(a, b) {
        return Some(like);
    }
    if let Some(like) = one_agreement(a, b) {
        return Some(like);
    }
    let round = same(&a.process, &b.process) && same(&a.round, &b.round);
    let apart = days_fit(a, b, round)?;
    if differ(&a.round, &b.round) && !(exact(a) && exact(b) && same(&a.process, &b.process) && same(&x.place, &y.place)) {
        return None;
    }
    if !is_gathering(&x.kind) && !same_matter(a, b) {
        return None;
    }
    let points = shared(a, b) - against(a, b, round);
    let enough = if apart { ENOUGH + 2 } else { ENOUGH };
    (points >= enough).then_some(Likeness { points, days_apart: apart, rounds_apart: differ(&a.round, &b.round) })
}

/// A plan without a day, told when the other was already past, is another's.
fn over(plan: &Member, other: &Member) -> bool {
    let ahead = plan.event.status == "planned" && plan.days == Days::Unknown && other.event.status != "planned";
    let told = plan.published().map(|p| p.0).filter(|d| *d > i64::MIN);
    ahead && told.zip(other.days.hull()).is_some_and(|(told, past)| past.1 < told)
}

/// What one side denies and another expects or asserts, of the same actors in the same place: one matter in two mouths.
fn two_accounts(a: &Member, b: &Member) -> bool {
    let (x, y) = (a.event, b.event);
    let sides = a.side.zip(b.side).is_some_and(|(p, q)| p != q);
    let denied = (x.status == "denied") != (y.status == "denied");
    let place = same(&x.place, &y.place) || same(&x.object, &y.object);
    let who = !x.participants.is_empty() && a.states == b.states && a.others == b.others;
    let which = !differ(&x.process, &y.process) && !differ(&a.round, &b.round) && !differ(&x.object, &y.object);
    x.kind == y.kind && sides && denied && place && who && which && a.days.meet(&b.days).is_some()
}

fn same<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_some() && a == b
}

fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

fn exact(m: &Member) -> bool {
    m.days.width().is_some_and(|w| w <= 3)
}

/// Within one report only a repetition is merged: nothing that tells two events apart may differ. What was planned and came about
/// or was dropped is one event though the report tells it twice.
fn repeats(a: &Member, b: &Member) -> bool {
    let (x, y) = (a.event, b.event);
    let which = |e: &reading::Event| (e.date.clone(), e.round, e.process.clone(), e.object.clone());
    let turned = |p: &str, q: &str| p == "planned" && matches!(q, "held" | "cancelled");
    let (p, q) = (x.status.as_str(), y.status.as_str());
    let status = p == q || (is_gathering(&x.kind) && (turned(p, q) || turned(q, p)));
    status && which(x) == which(y) && x.date.is_some() && !differ(&x.place, &y.place)
}

/// A plan may turn out held, dropped or denied; what is habitual or merely proposed is another matter than what was done.
fn statuses_fit(a: &Member, b: &Member) -> bool {
    let (x, y) = (a.event.status.as_str(), b.event.status.as_str());
    let firm = |s: &str| matches!(s, "held" | "planned" | "cancelled");
    x == y || (firm(x) && firm(y)) || {
        let known = a.days.hull().is_some() && b.days.hull().is_some();
        let loose = |s: &str| matches!(s, "possible" | "denied" | "planned" | "cancelled");
        is_gathering(&a.event.kind)
            && known
            && ((loose(x) && loose(y)) || (firm(x) && y == "denied") || (firm(y) && x == "denied"))
    }
}

fn same_treaty(a: &Member, b: &Member) -> bool {
    same(&a.event.object, &b.event.object) && a.event.object.as_deref().is_some_and(|o| o.starts_with("treaty/"))
}

/// Reports give the agreement, the notes or the law as the day of one step: up to six weeks may lie between.
fn treaty_step(a: &Member, b: &Member) -> Option<Likeness> {
    let gap = a.days.gap(&b.days);
    let apart = a.days.meet(&b.days).is_none();
    let undated = a.days == Days::Unknown || b.days == Days::Unknown;
    let alone = matches!(a.event.kind.as_str(), "suspension" | "withdrawal");
    if alone && others_act(a, b) {
        return None;
    }
    (gap <= 45 && !(apart && gap == 0)).then(|| Likeness {
        points: 4 + shared(a, b) - i32::from(apart) - 2 * i32::from(undated),
        days_apart: apart,
        rounds_apart: false,
    })
}

/// What has been suspended goes on for years, and reports tell its beginning loosely: `since more than two years`. Of one topic in
/// one negotiation, or between the same two states, on days that meet or are told a month apart, it is one suspension.
fn one_standstill(a: &Member, b: &Member) -> Option<Likeness> {
    let (x, y) = (a.event, b.event);
    let known = a.days != Days::Unknown && b.days != Days::Unknown;
    if x.kind != "suspension" || x.status != y.status || a.report == b.report || !known || differ(&x.object, &y.object) {
        return None;
    }
    let topic = x.topics.iter().any(|t| y.topics.contains(t));
    let whose = same(&a.process, &b.process) || (a.states.len() >= 2 && a.states == b.states);
    let (gap, apart) = (a.days.gap(&b.days), a.days.meet(&b.days).is_none());
    let one = topic && whose && !others_act(a, b) && gap <= 31 && !(apart && gap == 0);
    one.then(|| Likeness { points: ENOUGH + shared(a, b) - i32::from(apart), days_apart: apart, rounds_apart: false })
}

/// What the same people, two at least by name, agreed about one negotiation, told once with and once without a day: one agreement.
/// Where they agreed twice the undated one fits both, and is neither.
fn one_agreement(a: &Member, b: &Member) -> Option<Likeness> {
    let undated = (a.days == Days::Unknown) != (b.days == Days::Unknown);
    let persons = a.others.iter().filter(|p| p.starts_with("person/")).count() >= 2 && a.others == b.others;
    let matter = same(&a.process, &b.process) && a.round == b.round && !differ(&a.event.object, &b.event.object);
    let one = undated && a.event.kind == "agreement" && a.event.status == b.event.status && persons && matter;
    one.then(|| Likeness { points: shared(a, b), days_apart: false, rounds_apart: false })
}

/// Whether other states act in the one than in the other.
pub(crate) fn others_act(a: &Member, b: &Member) -> bool {
    !a.acting.is_empty() && !b.acting.is_empty() && !a.acting.iter().any(|s| b.acting.contains(s))
}

/// Whether the days allow one event (`Some(false)`), nearly do (`Some(true)`: a day apart, as time zones make it), or rule it out.
fn days_fit(a: &Member, b: &Member, round: bool) -> Option<bool> {
    if a.days == Days::Unknown || b.days == Days::Unknown {
        return round.then_some(false);
    }
    let known = same(&a.process, &b.process) && same_level(a, b);
    let widest = if known { 2 * WIDE } else { WIDE };
    let wide = |m: &Member| m.days.width().is_some_and(|w| w > widest);
    if (wide(a) || wide(b)) && !round {
        return None;
    }
    if a.days.meet(&b.days).is_some() {
        return Some(false);
    }
    let gap = a.days.gap(&b.days);
    let near = exact(a) && exact(b) && a.report != b.report && gap <= if round { 3 } else { 1 };
    (near && gap > 0).then_some(true)
}

/// Agreements, demands, announcements: the same only where they are about the same.
fn same_matter(a: &Member, b: &Member) -> bool {
    let (x, y) = (a.event, b.event);
    let actors =
        |m: &Member<'_>| m.event.participants.iter().filter(|p| p.part == "actor").map(|p| p.entity.clone()).collect::<Vec<_>>();
    let (p, q) = (actors(a), actors(b));
    if differ(&x.object, &y.object) || !(p.is_empty() || q.is_empty() || p.iter().any(|e| q.contains(e))) {
        return false;
    }
    // The same states seldom take such a step twice in a month, whatever it was about.
    let step = is_treaty_step(&x.kind) && a.states == b.states && a.states.len() >= 2 && a.days == b.days;
    step || same(&x.object, &y.object) || same(&a.process, &b.process) || x.topics.iter().any(|t| y.topics.contains(t))
}

/// Points for what both tell.
fn shared(a: &Member, b: &Member) -> i32 {
    let (x, y) = (a.event, b.event);
    let count = |p: &[&str], q: &[&str]| p.iter().filter(|e| q.binary_search(e).is_ok()).count().min(2) as i32;
    let place = match (same(&x.place, &y.place), places_fit(a, b)) {
        (true, _) if !a.vague_place => 2,
        (_, Some(true)) => 1,
        _ => 0,
    };
    let process = same(&a.process, &b.process);
    let level = same_level(a, b);
    i32::from(process)
        + i32::from(process && same(&a.round, &b.round))
        + place
        + 2 * count(&a.others, &b.others)
        + count(&a.states, &b.states)
        + 2 * i32::from(same(&x.object, &y.object))
        + i32::from(level)
}

fn same_level(a: &Member, b: &Member) -> bool {
    same(&a.event.level, &b.event.level) && a.event.level.as_deref() != Some("unspecified")
}

/// Whether two places may be one: the same, or one of them only the country of the other.
fn places_fit(a: &Member, b: &Member) -> Option<bool> {
    let (x, y) = (a.event.place.as_deref()?, b.event.place.as_deref()?);
    Some(x == y || ((a.vague_place || b.vague_place) && a.country.is_some() && a.country == b.country))
}

/// Points against: other places, other people, other states, another level.
fn against(a: &Member, b: &Member, round: bool) -> i32 {
    let (x, y) = (a.event, b.event);
    let mut points = 0;
    if places_fit(a, b) == Some(false) {
        points += 4;
    }
    if !nested(&a.states, &b.states) {
        points += 3;
    }
    let strangers = !a.others.is_empty() && !b.others.is_empty() && !a.others.iter().any(|e| b.others.contains(e));
    if strangers {
        points += 2;
    }
    let rank = |l: &Option<String>| l.clone().filter(|l| l != "unspecified");
    let heads = |l: &Option<String>| l.as_deref().is_some_and(|l| l.starts_with("head-of-"));
    if differ(&rank(&x.level), &rank(&y.level)) {
        // A summit is no round of delegations, whatever number stands beside it.
        let apart = heads(&x.level) != heads(&y.level);
        points += if apart { 4 } else { 2 * i32::from(!round) };
    }
    points
}

/// True where one list holds the other.
fn nested(a: &[&str], b: &[&str]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().all(|e| many.contains(e))
}
