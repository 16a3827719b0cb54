//! What a person knows better, laid over what the reports say.
//!
//! A correction holds on to the words that an entry rested on when it was made, not to the entry's identifier: more reports, or a
//! better reading, may give the same event another identifier, but its words stay where they are.

use crate::entry::{Corrected, Entry};
use crate::page;
use days::Days;
use rustc_hash::FxHashMap;
use source::Span;

/// A change to one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The entry's identifier when it was corrected.
    pub entry: String,
    /// The entry's type.
    pub kind: String,
    /// The words it rested on: report and bytes.
    pub anchors: Vec<(String, Span)>,
    /// What changes.
    pub change: Change,
}

/// What a person may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// When it was, EDTF.
    Date(String),
    /// Where it was, an identifier.
    Place(String),
    /// Whether it was.
    Status(String),
    /// A remark.
    Note(String),
    /// It is no event, or not one that belongs here.
    Drop,
}

impl Change {
    /// The field that changes.
    pub fn field(&self) -> &'static str {
        match self {
            Change::Date(_) => "date",
            Change::Place(_) => "place",
            Change::Status(_) => "status",
            Change::Note(_) => "note",
            Change::Drop => "drop",
        }
    }
    /// What it becomes.
    pub fn value(&self) -> Option<&str> {
        match self {
            Change::Date(v) | Change::Place(v) | Change::Status(v) | Change::Note(v) => Some(v),
            Change::Drop => None,
        }
    }
    /// The change of `field` to `value`, where there is such a field and it takes the value.
    pub fn new(field: &str, value: Option<&str>) -> Option<Change> {
        let value = value.map(str::to_owned);
        match field {
            "date" => value.filter(|v| Days::parse(v) != Days::Unknown).map(Change::Date),
            "place" => value.map(Change::Place),
            "status" => value.filter(|v| crate::combine::STATUSES.contains(&v.as_str())).map(Change::Status),
            "note" => value.map(Change::Note),
            "drop" => Some(Change::Drop),
            _ => None,
        }
    }
}

/// What came of corrections that were laid.
pub(crate) struct Laid {
    /// Entries that were dropped.
    pub(crate) dropped: Vec<Entry>,
    /// For each correction the identifier of the entry on which it lies; `None` where it fits none.
    pub(crate) landed: Vec<Option<String>>,
}

/// Lays corrections over the entries, in their order; sorts the entries again.
pub(crate) fn lay(made: &mut Vec<(Entry, Vec<usize>)>, corrections: &[Correction]) -> Laid {
    let places = if corrections.is_empty() { FxHashMap::default() } else { by_report(made) };
    let land = |correction: &Correction| {
        let at = find(made, &places, correction)?;
        let entry = &mut made[at].0;
        change(entry, &correction.change);
        Some(entry.id.clone())
    };
    let landed = corrections.iter().map(land).collect();
    let gone = |e: &Entry| e.corrections.iter().any(|c| c.field == "drop");
    let dropped = made.extract_if(.., |m| gone(&m.0)).map(|m| m.0).collect();
    if !corrections.is_empty() {
        made.sort_by(|a, b| crate::order(&a.0).cmp(&crate::order(&b.0)));
    }
    Laid { dropped, landed }
}

/// The entries that cite a report.
fn by_report(made: &[(Entry, Vec<usize>)]) -> FxHashMap<String, Vec<usize>> {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, (entry, _)) in made.iter().enumerate() {
        for citation in &entry.citations {
            let list = places.entry(citation.sha256.clone()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    places
}

/// The entry of the correction's type that rests on most of its words; of several the one with its identifier.
fn find(made: &[(Entry, Vec<usize>)], places: &FxHashMap<String, Vec<usize>>, c: &Correction) -> Option<usize> {
    let near = c.anchors.iter().filter_map(|(report, _)| places.get(report)).flatten().copied();
    let mut near: Vec<usize> = near.filter(|at| made[*at].0.kind == c.kind).collect();
    // An entry that many reports tell is near by each of them.
    near.sort_unstable();
    near.dedup();
    let rank = |at: usize| (held(&made[at].0, c), made[at].0.id == c.entry, std::cmp::Reverse(at));
    let ((held, ..), best) = near.into_iter().map(|at| (rank(at), at)).max()?;
    (held > 0).then_some(best)
}

/// How many of a correction's words the entry rests on.
fn held(entry: &Entry, c: &Correction) -> usize {
    let mut cited: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for citation in &entry.citations {
        cited.entry(&citation.sha256).or_default().push(citation.span);
    }
    let rests = |(report, span): &&(String, Span)| {
        cited.get(report.as_str()).is_some_and(|spans| spans.iter().any(|s| s == span || s.overlaps(*span)))
    };
    c.anchors.iter().filter(rests).count()
}

fn change(entry: &mut Entry, change: &Change) {
    let now = change.value().map(str::to_owned);
    let read = match change {
        Change::Date(date) => {
            entry.days = Days::parse(date).hull();
            std::mem::replace(&mut entry.date, now.clone())
        }
        Change::Place(_) => std::mem::replace(&mut entry.place, now.clone()),
        Change::Status(status) => Some(std::mem::replace(&mut entry.status, status.clone())),
        Change::Note(_) | Change::Drop => None,
    };
    // What an earlier correction put there is not what the reports say.
    let earlier = entry.corrections.iter().find(|c| c.field == change.field());
    let read = earlier.map_or(read, |c| c.read.clone());
    entry.corrections.push(Corrected { field: change.field(), read, now });
    entry.main = page::is_main(entry);
}
