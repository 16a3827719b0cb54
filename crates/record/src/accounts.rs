//! Two accounts: for each meeting, what each side said about it.

use crate::Record;
use crate::entry::Entry;
use crate::said::{Utterance, utterances};
use crate::sides::Sides;
use days::{Day, Days};
use dossier::Dossier;
use reading::Reading;
use source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Days after a meeting on which a report whose first event it is reports on it.
const FRESH: i64 = 7;

/// What was said about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account<'a> {
    /// The meeting.
    pub entry: &'a Entry,
    /// By side: those who took part first, each with its statements.
    pub sides: Vec<(String, Vec<Rc<Utterance>>)>,
}

/// All meetings, calls and visits of the timeline that were held, are planned or fell through, with what was said about them.
pub fn accounts<'a>(record: &'a Record, readings: &[Reading], dossier: &Dossier) -> Vec<Account<'a>> {
    let said: Vec<Rc<Utterance>> = utterances(record, readings, dossier).into_iter().map(Rc::new).collect();
    let mut of: BTreeMap<&str, Vec<(&Rc<Utterance>, Span)>> = BTreeMap::new();
    for u in &said {
        for v in &u.variants {
            of.entry(&v.citation.sha256).or_default().push((u, v.citation.span));
        }
    }
    let (first, known) = (leading(record), Sides::new(dossier));
    let told = record.entries().iter().filter(|e| matches!(e.kind.as_str(), "meeting" | "call" | "visit"));
    told.filter(|e| matches!(e.status.as_str(), "held" | "planned" | "cancelled"))
        .map(|entry| Account { entry, sides: sides(entry, &of, &first, &known) })
        .collect()
}

/// The event with which each report begins, where it is fresh news.
fn leading(record: &Record) -> BTreeMap<&str, &str> {
    let mut of: BTreeMap<&str, (u32, &Entry)> = BTreeMap::new();
    for e in record.entries().iter().filter(|e| matches!(e.kind.as_str(), "meeting" | "call" | "visit")) {
        for c in &e.citations {
            let slot = of.entry(&c.sha256).or_insert((c.span.start(), e));
            if c.span.start() < slot.0 {
                *slot = (c.span.start(), e);
            }
        }
    }
    let fresh = |report: &str, e: &Entry| {
        let out = record.published(report).map(Days::parse).and_then(|d| d.hull());
        let gap = e.days.zip(out).map(|(held, out)| out.0.saturating_sub(held.1));
        e.status == "held" && gap.is_some_and(|g| (-1..=FRESH).contains(&g) && g > Day::MIN)
    };
    of.into_iter().filter(|(report, (_, e))| fresh(report, e)).map(|(report, (_, e))| (report, e.id.as_str())).collect()
}

fn sides(
    entry: &Entry,
    of: &BTreeMap<&str, Vec<(&Rc<Utterance>, Span)>>,
    first: &BTreeMap<&str, &str>,
    known: &Sides,
) -> Vec<(String, Vec<Rc<Utterance>>)> {
    let parties: BTreeSet<&str> = entry.participants.iter().flat_map(|p| [p.entity.as_str(), known.of(&p.entity)]).collect();
    let mut found: BTreeMap<(bool, &str), Vec<Rc<Utterance>>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for c in &entry.citations {
        for (u, span) in of.get(c.sha256.as_str()).into_iter().flatten() {
            let lead = first.get(c.sha256.as_str());
            let leads = lead == Some(&entry.id.as_str());
            // Words on the meeting of the day that end in a word on an earlier one are about the first.
            let passing = lead.is_some() && !leads && c.span.start() >= span.start().midpoint(span.end());
            let about = span.overlaps(c.span) && !passing;
            let party = parties.contains(u.side.as_str()) || parties.contains(u.speaker.as_str());
            if (about || (leads && party)) && seen.insert(&u.variants[0].citation) {
                found.entry((!party, &u.side)).or_default().push(Rc::clone(u));
            }
        }
    }
    found.into_iter().map(|((_, side), said)| (side.to_owned(), said)).collect()
}
