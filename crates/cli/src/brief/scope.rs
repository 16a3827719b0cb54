//! What a briefing is about: one negotiation, its parties, and what of the record belongs to them.

use crate::sieve::acts_for;
use dossier::Dossier;
use reading::Reading;
use record::{Commitment, Entry, Record, Treaty};
use std::collections::{BTreeMap, BTreeSet};

/// A negotiation and its parties; without one, everything.
pub(super) struct Scope<'a> {
    /// The negotiation.
    pub(super) process: Option<String>,
    /// Its parties.
    pub(super) parties: Vec<String>,
    /// Only from this day on.
    since: Option<i64>,
    dossier: &'a Dossier,
}

impl<'a> Scope<'a> {
    /// The negotiation asked for, else the one that has the most reports and entries behind it.
    pub(super) fn new(record: &Record, dossier: &'a Dossier, asked: Option<String>, since: Option<i64>) -> Scope<'a> {
        let process = asked.or_else(|| weightiest(record));
        let known = process.as_deref().and_then(|p| dossier.find(p)).map(|id| dossier.entity(id).related.clone());
        Scope { process, parties: known.unwrap_or_default(), since, dossier }
    }

    /// Whether days touch the time of the briefing.
    fn in_time(&self, days: Option<(i64, i64)>) -> bool {
        self.since.is_none_or(|since| days.is_some_and(|(_, last)| last >= since))
    }

    /// The party for which an entity acts; media act for nobody.
    pub(super) fn side(&self, entity: &str) -> Option<&str> {
        if entity.starts_with("outlet/") {
            return None;
        }
        let acts = acts_for(self.dossier, entity).map(String::as_str);
        self.parties.iter().map(String::as_str).find(|p| *p == entity || acts == Some(p))
    }

    /// How many parties are among entities that take part.
    fn sides<'e>(&self, entities: impl Iterator<Item = &'e str>) -> usize {
        let mut sides: Vec<&str> = entities.filter_map(|e| self.side(e)).collect();
        sides.sort_unstable();
        sides.dedup();
        sides.len()
    }

    /// Whether an entry belongs: to the negotiation, or told of its parties and of no other negotiation, or of their treaty.
    pub(super) fn entry(&self, e: &Entry) -> bool {
        let own = match (&self.process, &e.process) {
            (None, _) => true,
            (Some(own), Some(process)) => own == process,
            (Some(_), None) => {
                let treaty = e.object.as_deref().is_some_and(|o| self.treaty(o));
                treaty || self.enough(self.sides(e.participants.iter().map(|p| p.entity.as_str())))
            }
        };
        own && self.in_time(e.days)
    }

    /// Whether so many of the parties make the negotiation: two, and more than half.
    fn enough(&self, sides: usize) -> bool {
        sides >= 2 && sides * 2 > self.parties.len()
    }

    /// Whether a treaty binds enough of the parties, and hardly anybody else.
    pub(super) fn treaty(&self, id: &str) -> bool {
        let bound = self.dossier.find(id).map(|t| self.dossier.entity(t).related.as_slice()).unwrap_or_default();
        let ours = self.sides(bound.iter().map(String::as_str));
        id.starts_with("treaty/") && (self.process.is_none() || self.enough(ours) && ours * 2 > bound.len())
    }

    /// Whether a report is about the negotiation: it names it, or entries that belong rest on it.
    pub(super) fn report(&self, r: &Reading, cited: &BTreeSet<&str>) -> bool {
        let named = self.process.as_ref().is_none_or(|p| r.mentions.iter().any(|m| m.entity == *p));
        self.in_time(r.published.edtf.as_deref().and_then(record::days)) && (named || cited.contains(r.sha256.as_str()))
    }

    /// The treaties that belong.
    pub(super) fn treaties<'r>(&self, record: &'r Record) -> Vec<&'r Treaty> {
        record.treaties().iter().filter(|t| self.treaty(&t.id)).collect()
    }

    /// Whether a commitment belongs: it rests on words of an entry that does, and is not over before the time of the briefing.
    pub(super) fn commitment(&self, c: &Commitment, entries: &[&Entry]) -> bool {
        let due = c.due.as_deref().and_then(record::days);
        let words =
            entries.iter().any(|e| c.kept_by.as_ref() == Some(&e.id) || c.citations.iter().any(|x| e.citations.contains(x)));
        let whose = self.process.is_none() || c.who.iter().any(|w| self.side(w).is_some() || w.starts_with("body/"));
        words && whose && (due.is_none() || self.in_time(due))
    }
}

/// How much the record tells of each negotiation: the reports behind its entries, main ones twice.
fn weights(record: &Record) -> BTreeMap<&str, usize> {
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    for e in record.entries() {
        if let Some(process) = e.process.as_deref() {
            *weights.entry(process).or_default() += e.reports * if e.main { 2 } else { 1 };
        }
    }
    weights
}

/// The negotiation of which the record tells most; of several the first by identifier.
fn weightiest(record: &Record) -> Option<String> {
    weights(record).into_iter().min_by_key(|(id, w)| (std::cmp::Reverse(*w), *id)).map(|(id, _)| id.to_owned())
}

/// All other negotiations, those of which most is told first.
pub(super) fn others<'r>(record: &'r Record, own: Option<&str>) -> Vec<&'r str> {
    let mut list: Vec<(&str, usize)> = weights(record).into_iter().filter(|(id, _)| Some(*id) != own).collect();
    list.sort_by_key(|(id, w)| (std::cmp::Reverse(*w), *id));
    list.into_iter().map(|(id, _)| id).collect()
}
