//! What parties announced or agreed to do, and what has become of it.
//!
//! A commitment is made from the plans among an entry's members, from an agreement that begins a negotiation, and from what somebody
//! promised in words (`promises`). It is kept or late by the entry itself where that was held, or by another held entry of the same
//! type and process: the same round, a later round, or days that fit. A cancelled one is missed. What is past due without a word is
//! overdue; the rest is open.

use crate::entry::{Citation, Commitment, CommitmentState, Entry};
use crate::member::{Member, government};
use crate::owed::{Told, citations, is_held, who};
use crate::quote::cite;
use crate::{promises, publication, terms, words};
use days::Days;
use dossier::Dossier;
use reading::Reading;
use std::collections::BTreeMap;

/// Days after which a meeting without a number is no longer the one that had been due.
const DELAY: i64 = 60;

/// All commitments, by due date, the undated last.
pub(crate) fn commitments(
    told: &[Told],
    readings: &[&Reading],
    published: &[Days],
    dossier: &Dossier,
    today: Option<i64>,
) -> Vec<Commitment> {
    let mut of: BTreeMap<Talks, Vec<&Told>> = BTreeMap::new();
    for t in told {
        for talks in Talks::of(t) {
            of.entry(talks).or_default().push(t);
        }
    }
    let about = terms::by_object(told);
    let mut found: Vec<(i64, Commitment)> = Vec::new();
    for t in told {
        let alone = [t];
        let peers = Talks::of(t).first().and_then(|p| of.get(p)).map_or(&alone[..], Vec::as_slice);
        if let Some(plan) = Plan::new(t.0, &t.1, published) {
            found.extend(plan.commitment(peers, dossier, today).map(|c| (due_by(&plan.due), c)));
        } else if let Some(c) = again(t.0, &t.1, peers, dossier, today).or_else(|| begun(t.0, &t.1, peers, dossier, today)) {
            found.push((i64::MAX, c));
        } else if let Some(c) = terms::term(t.0, &t.1, &about, dossier, today) {
            found.push((c.due.as_deref().map_or(i64::MAX, |d| due_by(&Days::parse(d))), c));
        }
    }
    let plans: Vec<Commitment> = found.iter().map(|f| f.1.clone()).collect();
    let said = promises::promises(readings, published, &plans, dossier, today);
    found.extend(said.into_iter().map(|c| (c.due.as_deref().map_or(i64::MAX, |d| due_by(&Days::parse(d))), c)));
    found.sort_by(|a, b| {
        (a.0, &a.1.due, &a.1.what, &a.1.who, &a.1.citations).cmp(&(b.0, &b.1.due, &b.1.what, &b.1.who, &b.1.citations))
    });
    found.dedup_by(|b, a| {
        !promises::is_promise(&a.1)
            && (&a.1.who, &a.1.what, &a.1.due, &a.1.kept_by) == (&b.1.who, &b.1.what, &b.1.due, &b.1.kept_by)
    });
    found.into_iter().map(|f| f.1).collect()
}

/// What holds rounds together: a negotiation, or the report in which both are numbered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Talks<'a> {
    Process(&'a str),
    Report(usize),
}

impl<'a> Talks<'a> {
    fn of(told: &Told<'a, '_>) -> Vec<Talks<'a>> {
        match told.0.process.as_deref() {
            Some(process) => vec![Talks::Process(process)],
            None if told.0.round.is_some() => {
                let mut reports: Vec<usize> = told.1.iter().map(|m| m.report).collect();
                reports.dedup();
                reports.into_iter().map(Talks::Report).collect()
            }
            None => Vec::new(),
        }
    }
}

fn due_by(due: &Days) -> i64 {
    due.hull().map_or(i64::MAX, |d| d.1)
}

/// Types that a party can undertake to hold.
fn undertaken(kind: &str) -> bool {
    matches!(kind, "meeting" | "call" | "visit" | "conference" | "formation" | "exchange" | "signature")
}

/// Types of what a party can undertake to do, beside what it holds: only where it is told who does it.
fn deed(kind: &str) -> bool {
    matches!(kind, "withdrawal" | "entry-into-force" | "aid" | "military" | "sanction" | "proposal" | "announcement")
}

/// What was planned, as the reports that plan it tell it.
struct Plan<'a, 'm> {
    entry: &'a Entry,
    members: Vec<&'a Member<'m>>,
    /// Who says that it was called off.
    dropped: Vec<&'a Member<'m>>,
    due: Days,
    /// The first day on which a report may have told the plan.
    announced: Option<i64>,
}

impl<'a, 'm> Plan<'a, 'm> {
    fn new(entry: &'a Entry, members: &[&'a Member<'m>], published: &[Days]) -> Option<Self> {
        let out = |m: &Member| published.get(m.report).and_then(publication::first);
        let planned: Vec<&Member> = members.iter().copied().filter(|m| m.event.status == "planned").collect();
        let (held, done) = (
            undertaken(&entry.kind),
            deed(&entry.kind) && (has_doer(entry) || (entry.participants.is_empty() && !agreeing(&planned).is_empty())),
        );
        if planned.is_empty() || !(held || done) {
            return None;
        }
        // Where plans differ the one that the latest report tells stands; reports without a day come first.
        let mut latest = planned.clone();
        latest.sort_by_key(|m| (out(m), m.report, m.event.span));
        let due = latest.iter().rev().fold(Days::Unknown, |due, m| due.meet(&m.days).unwrap_or(due));
        let corrected = entry.corrections.iter().any(|c| c.field == "date");
        let due = if corrected { entry.date.as_deref().map(Days::parse).unwrap_or(due) } else { with_year(due, entry) };
        let announced = planned.iter().filter_map(|m| out(m)).min();
        // What was due before any report spoke of it is history, not something announced, unless it fell through.
        let past = due.hull().zip(announced).is_some_and(|(due, out)| due.1 < out);
        let fell = members.iter().any(|m| m.event.status == "cancelled");
        let promised = (due != Days::Unknown || entry.process.is_some() || done) && (!past || fell);
        let lasts = terms::lasting(&due, &planned).filter(|_| done && !corrected);
        let due = if corrected { due } else { lasts.unwrap_or_else(|| with_end(due, announced)) };
        promised.then(|| Plan { entry, members: planned, dropped: dropped(members), due, announced })
    }
    /// `None` where nobody is known who is to do it.
    fn commitment(&self, peers: &[&Told], dossier: &Dossier, today: Option<i64>) -> Option<Commitment> {
        let (state, kept_by) = self.state(peers, today);
        let mut who = if deed(&self.entry.kind) { doers(&self.members, dossier) } else { who(&self.members) };
        if who.is_empty() {
            let process = self.entry.process.as_deref().and_then(|p| dossier.find(p));
            who = process.map(|p| dossier.entity(p).related.clone()).unwrap_or_default();
        }
        if who.is_empty() && deed(&self.entry.kind) {
            who = agreeing(&self.members);
        }
        if who.is_empty() {
            who = promisers(&self.members, dossier);
        }
        let mut telling = self.members.clone();
        if state == CommitmentState::Missed {
            telling.extend(&self.dropped);
        }
        (!who.is_empty()).then(|| Commitment {
            who,
            what: what(self.entry, dossier),
            due: self.due.edtf(),
            conditions: conditions(&self.members),
            state,
            kept_by,
            citations: citations(&telling),
        })
    }
    fn state(&self, peers: &[&Told], today: Option<i64>) -> (CommitmentState, Option<String>) {
        let over = self.due.hull().is_some_and(|(_, last)| today.is_some_and(|t| last < t));
        let dropped = peers.iter().any(|(e, _)| e.status == "cancelled" && (e.id == self.entry.id || self.is_of_same_round(e)));
        // What was dropped is kept only by the very round, held later.
        let keeps = |t: &&&Told| self.keeps(t, today) && (!dropped || t.0.id == self.entry.id || self.is_of_same_round(t.0));
        let keeper = peers.iter().filter(keeps).map(|t| t.0).min_by_key(|e| (e.id != self.entry.id, e.days.map(|d| d.0), &e.id));
        match keeper {
            Some(e) => (if self.is_late(e) { CommitmentState::Late } else { CommitmentState::Kept }, Some(e.id.clone())),
            None if dropped => (CommitmentState::Missed, None),
            None if over => (CommitmentState::Overdue, None),
            None => (CommitmentState::Open, None),
        }
    }
    /// Whether a held entry is what was planned, or shows that it must have been.
    fn keeps(&self, (e, members): &Told, today: Option<i64>) -> bool {
        if e.kind != self.entry.kind || !is_held(e, today) {
            return false;
        }
        if e.id == self.entry.id {
            return true;
        }
        if e.process != self.entry.process {
            return false;
        }
        match (e.round, self.entry.round) {
            (Some(held), Some(planned)) if e.process.is_none() || e.days.is_none() => {
                held == planned && e.process.is_none() && !self.precedes(e)
            }
            _ if e.process.is_none() => false,
            (Some(held), Some(planned)) => held >= planned && !self.precedes(e) && levels_fit(&e.level, &self.entry.level),
            _ => self.in_time(e) && levels_fit(&e.level, &self.entry.level) && !self.is_beside(members),
        }
    }
    /// A report that tells both as two events tells of two.
    fn is_beside(&self, members: &[&Member]) -> bool {
        members.iter().any(|m| self.members.iter().any(|own| own.report == m.report))
    }
    /// Held before the first day on which it was due, and so another one with the same number.
    fn precedes(&self, e: &Entry) -> bool {
        self.due.hull().zip(e.days).is_some_and(|(due, held)| held.1 < due.0)
    }
    /// On a day on which it was due, or some weeks later; where no day was told, after it was announced.
    fn in_time(&self, e: &Entry) -> bool {
        let Some((from, to)) = e.days else { return false };
        match self.due.hull() {
            // By a day, from the announcement on: what was over then was another.
            Some((i64::MIN, last)) => self.announced.is_some_and(|said| to > said) && from.saturating_sub(last) <= DELAY,
            Some((first, last)) => to >= first && from.saturating_sub(last) <= DELAY,
            None if matches!(self.due, Days::YearFree(_)) => self.due.meet(&Days::within(from, to)).is_some(),
            None => self.announced.is_some_and(|said| from > said),
        }
    }
    fn is_of_same_round(&self, e: &Entry) -> bool {
        e.kind == self.entry.kind
            && e.process.is_some()
            && e.process == self.entry.process
            && e.round.is_some()
            && e.round == self.entry.round
    }
    /// Held after it was due; a later round says nothing of when this one was.
    fn is_late(&self, e: &Entry) -> bool {
        let later_round = e.round.zip(self.entry.round).is_some_and(|(held, planned)| held > planned);
        !later_round && self.due.hull().zip(e.days).is_some_and(|(due, held)| held.0 > due.1)
    }
}

/// A day whose year no plan tells, in the years in which the entry may have been.
fn with_year(due: Days, entry: &Entry) -> Days {
    let years = entry.days.filter(|(a, b)| *a > i64::MIN && *b < i64::MAX).and_then(|(a, b)| {
        let (first, last) = (days::date(a).0, days::date(b).0);
        Some((days::day(first, 1, 1)?, days::day(last, 12, 31)?))
    });
    match (&due, years) {
        (Days::YearFree(_), Some(run)) => due.meet(&Days::OneOf(vec![run])).unwrap_or(due),
        _ => due,
    }
}

/// Whoever does what an entry tells; a thing that only begins to hold is done by two parties at least.
fn has_doer(entry: &Entry) -> bool {
    let doers = entry.participants.iter().filter(|p| p.part != "target" && !p.entity.starts_with("place/")).count();
    doers >= if entry.kind == "entry-into-force" { 2 } else { 1 }
}

fn dropped<'a, 'm>(members: &[&'a Member<'m>]) -> Vec<&'a Member<'m>> {
    members.iter().copied().filter(|m| m.event.status == "cancelled").collect()
}

/// Any time from the day of the announcement on is no day on which something is due.
fn with_end(due: Days, announced: Option<i64>) -> Days {
    let open = due.hull().zip(announced).is_some_and(|(due, out)| due.1 == i64::MAX && due.0 <= out.saturating_add(1));
    if open { Days::Unknown } else { due }
}

fn levels_fit(a: &Option<String>, b: &Option<String>) -> bool {
    let known = |l: &Option<String>| l.clone().filter(|l| l != "unspecified");
    known(a).is_none() || known(b).is_none() || a == b
}

/// Those in whose words a plan is promised, where it is told without anybody who is to hold it.
fn promisers(members: &[&Member], dossier: &Dossier) -> Vec<String> {
    let mut all = std::collections::BTreeSet::new();
    for m in members {
        let around = m.reading.statements.iter().filter(|s| s.words.span.overlaps(m.event.span));
        let promise = around.filter(|s| s.words.acts.iter().any(|a| a == "promise")).filter_map(|s| s.speaker.as_deref());
        let person = promise.filter(|s| !["doc/", "treaty/", "outlet/"].iter().any(|kind| s.starts_with(kind)));
        all.extend(person.map(|s| government(s, dossier).to_owned()));
    }
    all.into_iter().collect()
}

/// The parties of what was agreed or signed in the same negotiation and report, where a deed that it lays down is told without anybody:
/// two at least.
fn agreeing(members: &[&Member]) -> Vec<String> {
    let mut all = std::collections::BTreeSet::new();
    for m in members {
        let process = m.event.process.as_deref();
        let laid = |e: &&reading::Event| {
            let agreed = matches!(e.kind.as_str(), "agreement" | "signature") && e.status == "held";
            agreed && process.is_some() && e.process.as_deref() == process
        };
        let of = m.reading.events.iter().filter(laid).flat_map(|e| &e.participants).filter(|p| p.part == "party");
        all.extend(of.filter(|p| !p.entity.starts_with("person/")).map(|p| p.entity.clone()));
    }
    if all.len() >= 2 { all.into_iter().collect() } else { Vec::new() }
}

/// Those who do what is to be done, not those to whom it is done.
fn doers(members: &[&Member], dossier: &Dossier) -> Vec<String> {
    let all = members.iter().flat_map(|m| &m.event.participants);
    let some = |part: fn(&str) -> bool| {
        let of = all.clone().filter(|p| part(p.part)).map(|p| government(&p.entity, dossier).to_owned());
        of.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let actors = some(|part| part == "actor");
    if actors.is_empty() { some(|part| part != "target") } else { actors }
}

/// `hold round 2 of the … in …`.
fn what(e: &Entry, dossier: &Dossier) -> String {
    let process = e.process.as_deref().map(|p| words::name(dossier, p));
    let object = e.object.as_deref().map(|o| words::name(dossier, o));
    let about = object.clone().or(process.clone());
    let mut text = match (e.kind.as_str(), e.round, process) {
        ("meeting", Some(n), Some(p)) => format!("hold round {n} of the {p}"),
        ("meeting", Some(n), None) => format!("hold round {n} of the talks"),
        ("meeting", None, Some(p)) => format!("meet for the {p}"),
        ("meeting", ..) => "meet".to_owned(),
        ("call", ..) => "speak by telephone or video".to_owned(),
        ("visit", ..) => return e.place.as_deref().map_or("travel".to_owned(), |p| format!("visit {}", words::name(dossier, p))),
        ("conference", ..) => "hold a conference".to_owned(),
        ("formation", ..) => about.map_or("set up a body".to_owned(), |a| format!("set up a body of the {a}")),
        ("exchange", ..) => "make an exchange".to_owned(),
        ("signature", ..) => object.map_or("sign an agreement".to_owned(), |o| format!("sign {o}")),
        ("withdrawal", ..) => object.map_or("withdraw".to_owned(), |o| format!("withdraw ({o})")),
        ("entry-into-force", ..) => format!("put {} into force", object.unwrap_or("what was agreed".to_owned())),
        ("aid", ..) => "give aid".to_owned(),
        ("military", ..) => "take a military step".to_owned(),
        ("sanction", ..) => "change sanctions".to_owned(),
        ("proposal", ..) => object.map_or("put something forward".to_owned(), |o| format!("put something forward ({o})")),
        ("announcement", ..) => object.map_or("make something known".to_owned(), |o| format!("make something known ({o})")),
        (kind, ..) => kind.to_owned(),
    };
    if let Some(place) = &e.place {
        text.push_str(&format!(" in {}", words::name(dossier, place)));
    }
    text
}

/// Statements that lay down a condition in the words that announce it.
fn conditions(members: &[&Member]) -> Vec<Citation> {
    let of = |m: &&Member| {
        let m = *m;
        let laid = |s: &&reading::Said| s.words.acts.iter().any(|a| a == "condition") && s.words.span.overlaps(m.event.span);
        m.reading.statements.iter().filter(laid).map(|s| cite(m.reading, s.words.span)).collect::<Vec<_>>()
    };
    let mut list: Vec<Citation> = members.iter().flat_map(of).collect();
    list.sort();
    list.dedup();
    list
}

/// An entry whose outcome is that the parties will meet again, where its reports tell no such plan.
fn again(entry: &Entry, members: &[&Member], peers: &[&Told], dossier: &Dossier, today: Option<i64>) -> Option<Commitment> {
    let promise = entry.outcome.iter().find(|o| o.contains("agreed to meet again"))?;
    let after = entry.days.map(|d| d.1);
    let here = |m: &&Member| m.event.status == "planned" && members.iter().any(|own| own.report == m.report);
    let told_better = peers.iter().any(|(e, m)| e.kind == "meeting" && m.iter().any(&here));
    if entry.status != "held" || told_better {
        return None;
    }
    let next = |e: &&Entry| {
        is_held(e, today)
            && e.kind == "meeting"
            && e.process.is_some()
            && e.process == entry.process
            && e.days.map(|d| d.0) > after
    };
    let keeper = peers.iter().map(|t| t.0).filter(|_| after.is_some()).find(next);
    let state = if keeper.is_some() { CommitmentState::Kept } else { CommitmentState::Open };
    let what = entry.process.as_deref().map_or(promise.clone(), |p| format!("{promise} ({})", words::name(dossier, p)));
    Some(Commitment {
        who: who(members),
        what,
        due: None,
        conditions: conditions(members),
        state,
        kept_by: keeper.map(|e| e.id.clone()),
        citations: citations(members),
    })
}

/// An agreement to begin or resume a negotiation: it is about the negotiation itself, or names it before any of its meetings.
fn begun(entry: &Entry, members: &[&Member], peers: &[&Told], dossier: &Dossier, today: Option<i64>) -> Option<Commitment> {
    let process = entry.process.as_deref().or(entry.object.as_deref()).filter(|p| p.starts_with("process/"))?;
    if entry.kind != "agreement" || entry.status != "held" || entry.round.is_some() {
        return None;
    }
    let met = |e: &&Entry| e.kind == "meeting" && is_held(e, today) && e.process.as_deref() == Some(process);
    let agreed = entry.days.map(|d| d.1).filter(|d| *d < i64::MAX);
    let meetings: Vec<&Entry> = peers.iter().map(|t| t.0).filter(met).filter(|e| e.days.is_some()).collect();
    let begins = agreed.is_some_and(|day| meetings.iter().all(|e| e.days.is_some_and(|d| d.1 > day)));
    let after = |e: &&&Entry| e.days.zip(agreed).is_some_and(|(d, day)| d.0 > day);
    let keeper = meetings.iter().filter(after).min_by_key(|e| (e.days, &e.id)).filter(|_| begins);
    let about = entry.object.as_deref() == Some(process) && meetings.is_empty();
    let who = who(members);
    // Of an agreement that nothing places before the meetings nobody knows what it began.
    (!who.is_empty() && (keeper.is_some() || about)).then(|| Commitment {
        who,
        what: format!("begin or resume the {}", words::name(dossier, process)),
        due: None,
        conditions: conditions(members),
        state: if keeper.is_some() { CommitmentState::Kept } else { CommitmentState::Open },
        kept_by: keeper.map(|e| e.id.clone()),
        citations: citations(members),
    })
}
