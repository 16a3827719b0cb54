//! Merged records against the clusters of a gold record: a port of score_record.py.

use crate::edtf::Edtf;
use crate::error::EvalError;
use crate::gold::{GoldDoc, GoldEvent, Placed};
use crate::python::{equal, truthy};
use crate::span::Span;
use crate::tally::{f1, share};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// How well a record merges. Printed, it is what score_record.py prints, without a line break at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordScores {
    /// Gold events that an entry of the record cites.
    pub found: usize,
    /// Gold events of the reports.
    pub events: usize,
    /// Pairs of events that both the gold and the record merge.
    pub merged: usize,
    /// Pairs among the found events that the record merges.
    pub pairs: usize,
    /// Pairs among the found events that the gold merges.
    pub gold_pairs: usize,
    /// Pairs that the gold merges, found or not.
    pub all_pairs: usize,
    /// Disputes of the gold whose event and field the record has too.
    pub disputes_found: usize,
    /// Disputes of the gold.
    pub disputes: usize,
    /// Entries of the record with a dispute.
    pub disputed_entries: usize,
}

impl RecordScores {
    /// The share of the record's pairs that the gold has.
    pub fn precision(&self) -> f64 {
        share(self.merged as u64, self.pairs as u64)
    }
    /// The share of the gold pairs among the found events that the record has.
    pub fn recall(&self) -> f64 {
        share(self.merged as u64, self.gold_pairs as u64)
    }
    /// The harmonic mean of both; 0 when both are.
    pub fn f1(&self) -> f64 {
        f1(self.precision(), self.recall())
    }
}

impl fmt::Display for RecordScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "gold events found            {} of {}", self.found, self.events)?;
        let (p, r, f1) = (self.precision(), self.recall(), self.f1());
        let pairs = format!("({} pairs among found, {} in all)", self.gold_pairs, self.all_pairs);
        writeln!(f, "merge pairs                  P {p:.3} R {r:.3} F1 {f1:.3}  {pairs}")?;
        let entries = format!("entries with a dispute: {}", self.disputed_entries);
        write!(f, "disputes found               {} of {} (same field); {entries}", self.disputes_found, self.disputes)
    }
}

/// A gold event: its report and its id there.
type Key = (String, String);

#[derive(Deserialize)]
struct Entry {
    id: String,
    r#type: Value,
    #[serde(default)]
    status: Value,
    #[serde(default)]
    date: Value,
    citations: Vec<Cited>,
    #[serde(default)]
    disputes: Option<Vec<Dispute>>,
}

#[derive(Deserialize)]
struct Cited {
    path: String,
    start: i64,
    end: i64,
}

#[derive(Deserialize)]
struct Dispute {
    field: String,
}

#[derive(Deserialize)]
struct Cluster {
    id: String,
    events: Vec<Told>,
    #[serde(default)]
    conflicts: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Told {
    doc: String,
    event: String,
}

/// Scores a merged record (`mahdar.record/1`) against the `clusters` of a gold record and the gold annotations of its
/// reports, each with its text.
///
/// An entry takes a gold event when a citation overlaps any wording of that event and the type is the same. Pairs are two
/// events of different reports that share a cluster, or an entry; only events that were found count.
pub fn score_record(record: &Value, gold_record: &Value, docs: &[(GoldDoc, String)]) -> Result<RecordScores, EvalError> {
    let timeline: Vec<Entry> = list(record, "record", "timeline")?;
    let clusters: Vec<Cluster> = list(gold_record, "gold record", "clusters")?;
    let mut events = BTreeMap::new();
    for (gold, text) in docs {
        for (i, event) in gold.placed(text, &gold.events, "events")?.into_iter().enumerate() {
            events.insert(key_of(gold, &event, i)?, event);
        }
    }
    let told = clusters.iter().flat_map(|c| c.events.iter().map(|t| ((t.doc.clone(), t.event.clone()), c.id.as_str())));
    let cluster: BTreeMap<Key, &str> = told.collect();
    let entry_of = assign(&events, &timeline);
    let mut scores = RecordScores { found: entry_of.len(), events: events.len(), ..RecordScores::default() };
    count_pairs(&mut scores, &cluster, &entry_of);
    count_disputes(&mut scores, &cluster, &entry_of, &clusters, &timeline);
    Ok(scores)
}

fn list<T: DeserializeOwned>(value: &Value, name: &str, key: &str) -> Result<Vec<T>, EvalError> {
    let bad = |at: String, why: String| EvalError::Record { name: name.to_owned(), at, why };
    let items = value.get(key).and_then(Value::as_array);
    let items = items.ok_or_else(|| bad(key.to_owned(), "the list is missing".to_owned()))?;
    let read = |(i, v): (usize, &Value)| T::deserialize(v).map_err(|e| bad(format!("{key}[{i}]"), e.to_string()));
    items.iter().enumerate().map(read).collect()
}

fn key_of(gold: &GoldDoc, event: &Placed<'_, GoldEvent>, i: usize) -> Result<Key, EvalError> {
    let id = event.item.id.as_str().ok_or_else(|| EvalError::Gold {
        doc: gold.doc().to_owned(),
        at: format!("events[{i}]"),
        why: "`id` is missing".to_owned(),
    })?;
    Ok((gold.doc().to_owned(), id.to_owned()))
}

/// A citation that could be that of a gold event.
struct Chance<'a> {
    overlap: f64,
    same: u8,
    key: &'a Key,
    at: (usize, usize),
}

/// The entry of each gold event that is found: first one event a citation, the best overlap first, then what is left over.
fn assign<'a>(events: &'a BTreeMap<Key, Placed<'_, GoldEvent>>, timeline: &'a [Entry]) -> BTreeMap<&'a Key, &'a str> {
    let mut chances: Vec<Chance<'_>> = events.iter().flat_map(|(key, e)| chances(key, e, timeline)).collect();
    chances.sort_by(|a, b| {
        let order = b.overlap.total_cmp(&a.overlap).then(b.same.cmp(&a.same));
        order.then_with(|| (a.key, a.at).cmp(&(b.key, b.at)))
    });
    let (mut entry_of, mut cited) = (BTreeMap::new(), BTreeSet::new());
    for sharing in [false, true] {
        for c in &chances {
            if !entry_of.contains_key(c.key) && (sharing || !cited.contains(&c.at)) {
                entry_of.insert(c.key, timeline[c.at.0].id.as_str());
                cited.insert(c.at);
            }
        }
    }
    entry_of
}

fn chances<'a>(key: &'a Key, event: &Placed<'_, GoldEvent>, timeline: &[Entry]) -> Vec<Chance<'a>> {
    let mut out = Vec::new();
    for (ei, entry) in timeline.iter().enumerate().filter(|(_, entry)| equal(&entry.r#type, &event.item.r#type)) {
        let status = equal(&entry.status, &event.item.status);
        let date = Edtf::of(&entry.date) == Edtf::of(&event.item.slots.date);
        for (ci, c) in entry.citations.iter().enumerate().filter(|(_, c)| file_name(&c.path) == key.0) {
            let cited = Span { start: c.start, end: c.end };
            let overlap = event.all.iter().map(|s| s.iou(cited)).fold(0.0, f64::max);
            if overlap > 0.0 {
                out.push(Chance { overlap, same: u8::from(status) + u8::from(date), key, at: (ei, ci) });
            }
        }
    }
    out
}

fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|n| n.to_str()).unwrap_or_default()
}

/// Counts pairs of events of different reports.
fn count_pairs(scores: &mut RecordScores, cluster: &BTreeMap<Key, &str>, entry_of: &BTreeMap<&Key, &str>) {
    let told: Vec<(&Key, &str)> = cluster.iter().map(|(k, c)| (k, *c)).collect();
    scores.all_pairs = pairs_of(&told).filter(|(a, b)| a.1 == b.1).count();
    let known = entry_of.iter().filter_map(|(k, entry)| Some((*k, (*cluster.get(*k)?, *entry))));
    let known: Vec<(&Key, (&str, &str))> = known.collect();
    for (a, b) in pairs_of(&known) {
        let (gold, record) = (a.1.0 == b.1.0, a.1.1 == b.1.1);
        scores.gold_pairs += usize::from(gold);
        scores.pairs += usize::from(record);
        scores.merged += usize::from(gold && record);
    }
}

/// All pairs whose reports differ.
fn pairs_of<'a, T>(list: &'a [(&'a Key, T)]) -> impl Iterator<Item = (&'a (&'a Key, T), &'a (&'a Key, T))> {
    list.iter().enumerate().flat_map(|(i, a)| list[i + 1..].iter().map(move |b| (a, b))).filter(|(a, b)| a.0.0 != b.0.0)
}

fn count_disputes(
    scores: &mut RecordScores,
    cluster: &BTreeMap<Key, &str>,
    entry_of: &BTreeMap<&Key, &str>,
    clusters: &[Cluster],
    timeline: &[Entry],
) {
    let mut disputed = BTreeSet::new();
    for (key, id) in entry_of {
        for entry in timeline.iter().filter(|entry| entry.id == *id) {
            let fields = entry.disputes.iter().flatten().map(|d| d.field.as_str());
            disputed.extend(fields.filter_map(|field| Some((*cluster.get(*key)?, field))));
        }
    }
    for c in clusters {
        for field in c.conflicts.iter().flatten().filter(|field| truthy(field)) {
            scores.disputes += 1;
            scores.disputes_found += usize::from(field.as_str().is_some_and(|f| disputed.contains(&(c.id.as_str(), f))));
        }
    }
    scores.disputed_entries = timeline.iter().filter(|e| e.disputes.as_ref().is_some_and(|d| !d.is_empty())).count();
}
