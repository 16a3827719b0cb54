//! The negotiations that entries belong to, and where they stand.

use crate::entry::{Entry, Process};
use crate::owed::is_held;
use crate::words;
use dossier::{Dossier, EntityKind};
use reading::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// All processes that entries name, by identifier; where they stand is told as of `today`.
pub(crate) fn processes(entries: &[Entry], readings: &[&Reading], dossier: &Dossier, today: Option<i64>) -> Vec<Process> {
    let mut of: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for e in entries {
        if let Some(process) = &e.process {
            of.entry(process).or_default().push(e);
        }
    }
    let named: BTreeSet<&str> = readings.iter().flat_map(|r| r.mentions.iter().map(|m| m.entity.as_str())).collect();
    of.into_iter().map(|(id, entries)| process(id, &entries, &named, dossier, today)).collect()
}

fn process(id: &str, entries: &[&Entry], named: &BTreeSet<&str>, dossier: &Dossier, today: Option<i64>) -> Process {
    let parties = dossier.find(id).map(|p| dossier.entity(p).related.clone()).unwrap_or_default();
    let rounds: Vec<&Entry> = entries.iter().copied().filter(|e| is_round(e)).collect();
    Process {
        id: id.to_owned(),
        parties,
        rounds: rounds.iter().map(|e| e.id.clone()).collect(),
        bodies: bodies(id, entries, named, dossier),
        status: status(&rounds, entries, today),
    }
}

/// Meetings with a number that were held or are planned, and held ones without.
fn is_round(e: &Entry) -> bool {
    e.kind == "meeting" && (e.status == "held" || (e.status == "planned" && e.round.is_some()))
}

/// Bodies of the process that reports name, and those that its entries are about.
fn bodies(id: &str, entries: &[&Entry], named: &BTreeSet<&str>, dossier: &Dossier) -> Vec<String> {
    let own = dossier
        .entities()
        .iter()
        .filter(|e| e.kind == EntityKind::Body && e.related.iter().any(|r| r == id) && named.contains(e.id.as_str()));
    let told = entries
        .iter()
        .flat_map(|e| e.object.iter().chain(e.participants.iter().map(|p| &p.entity)))
        .filter(|o| o.starts_with("body/"));
    let all: BTreeSet<String> = own.map(|e| e.id.clone()).chain(told.cloned()).collect();
    all.into_iter().collect()
}

fn status(rounds: &[&Entry], entries: &[&Entry], today: Option<i64>) -> String {
    let held: Vec<&&Entry> = rounds.iter().filter(|e| is_held(e, today)).collect();
    // Those without a day stand last, and are not the last.
    let mut text = match held.iter().rfind(|e| e.days.is_some()).or(held.last()) {
        None => "no meeting reported as held".to_owned(),
        Some(last) => {
            let when = last.date.as_deref().map_or(String::new(), |d| format!(", the last on {d}"));
            format!("{} held{when}", words::count(held.len(), "meeting"))
        }
    };
    let after = held.iter().filter_map(|e| e.days).map(|d| d.1).filter(|d| *d < i64::MAX).max();
    let upcoming =
        |e: &&&Entry| e.kind == "meeting" && e.status == "planned" && e.days.is_none_or(|d| after.is_none_or(|a| d.1 > a));
    if let Some(next) = entries.iter().find(upcoming) {
        text.push_str(&format!("; next planned{}", next.date.as_deref().map_or(String::new(), |d| format!(" for {d}"))));
    }
    for (status, word) in [("cancelled", "cancelled"), ("denied", "denied")] {
        let n = entries.iter().filter(|e| e.kind == "meeting" && e.status == status).count();
        if n > 0 {
            text.push_str(&format!("; {n} {word}"));
        }
    }
    text
}
