//! Many readings become one record: who met whom, when and where, as all reports together tell it.
//!
//! A record is made in one go from all readings, sorted by the SHA-256 of their reports, so that it is the same in whatever order
//! they came. Arrows go one way: `member` ← `same` ← `merge`; `witness` and `page` ← `combine` ← `correct` ← `commitments`,
//! `processes`, `treaties` (with `claims`) ← `json`.

mod accounts;
mod alike;
mod claimed;
mod claims;
mod combine;
mod commitments;
mod copies;
mod correct;
mod disputes;
mod entry;
mod json;
mod kept;
mod lasted;
mod member;
mod merge;
mod narrow;
mod outlets;
mod owed;
mod page;
mod positions;
mod processes;
mod promises;
mod publication;
mod quote;
mod said;
mod same;
mod sides;
mod terms;
mod treaties;
mod why;
mod witness;
mod words;

pub use accounts::{Account, accounts};
pub use claimed::{Denial, denials};
pub use correct::{Change, Correction};
pub use entry::{
    Article, Citation, Commitment, CommitmentState, Corrected, Dispute, DisputedValue, Documented, DocumentedStep, Entry,
    Process, Provision, Treaty, TreatyStep, Verdict, Why, Witness, Word,
};
pub use outlets::{Link, Outlet, Sources, sources};
pub use positions::{Position, Stance, Step, positions};
pub use said::{Utterance, Variant, utterances};
pub use words::{bound_words, count, length_words};

use days::Days;
use dossier::Dossier;
use member::Member;
use reading::Reading;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The record of many readings; made once, never altered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    as_of: Option<String>,
    digest: String,
    sources: Vec<String>,
    tables: Vec<String>,
    entries: Vec<Entry>,
    commitments: Vec<Commitment>,
    processes: Vec<Process>,
    treaties: Vec<Treaty>,
    dropped: Vec<Entry>,
    landed: Vec<Option<String>>,
    published: BTreeMap<String, String>,
}

impl Record {
    /// Merges readings; a report that is given twice counts once. `as_of` (EDTF) is the day on which commitments are judged, by
    /// default the newest day of publication.
    pub fn build(readings: &[Reading], dossier: &Dossier, as_of: Option<&str>) -> Record {
        Record::corrected(readings, dossier, as_of, &[])
    }
    /// The same, with what a person knows better laid over what the reports say.
    pub fn corrected(readings: &[Reading], dossier: &Dossier, as_of: Option<&str>, corrections: &[Correction]) -> Record {
        Record::read_with(readings, dossier, as_of, corrections, &[])
    }
    /// The same, of readings that were made with these `tables` (language packs and dossiers, each with version and content): the
    /// record names them beside the dossiers that it is merged with, and its digest covers them.
    pub fn read_with(
        readings: &[Reading],
        dossier: &Dossier,
        as_of: Option<&str>,
        corrections: &[Correction],
        tables: &[String],
    ) -> Record {
        let readings = sorted(readings);
        let members = member::members(&readings, dossier);
        let groups = merge::merge(&members);
        let copies = copies::Copies::find(&readings);
        let mut made: Vec<(Entry, Vec<usize>)> = groups
            .into_iter()
            .map(|g| (combine::entry(&g.iter().map(|&i| &members[i]).collect::<Vec<_>>(), &copies, dossier), g))
            .collect();
        made.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)));
        number(&mut made);
        let correct::Laid { dropped, landed } = correct::lay(&mut made, corrections);
        let published = publication::narrowed(&readings, &made, &members);
        let day = as_of.and_then(latest).or_else(|| published.iter().filter_map(publication::first).max());
        let told: Vec<(&Entry, Vec<&Member>)> = made.iter().map(|(e, g)| (e, g.iter().map(|&i| &members[i]).collect())).collect();
        let commitments = commitments::commitments(&told, &readings, &published, dossier, day);
        let entries: Vec<Entry> = made.into_iter().map(|m| m.0).collect();
        let mut record = Record {
            as_of: as_of.map(str::to_owned).or_else(|| day.map(days::iso)),
            digest: String::new(),
            sources: readings.iter().map(|r| r.sha256.clone()).collect(),
            tables: dossier.tables().chain(tables.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect(),
            commitments,
            processes: processes::processes(&entries, &readings, dossier, day),
            treaties: treaties::treaties(&entries, &readings, dossier),
            published: dated(&readings, &published),
            entries,
            dropped,
            landed,
        };
        record.digest = json::digest(&record);
        record
    }
    /// The day on which commitments are judged, EDTF.
    pub fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }
    /// When the report with this SHA-256 came out, as all reports together narrow it; EDTF.
    pub fn published(&self, sha256: &str) -> Option<&str> {
        self.published.get(sha256).map(String::as_str)
    }
    /// SHA-256 over the canonical form.
    pub fn digest(&self) -> &str {
        &self.digest
    }
    /// SHA-256 of every report that was read, also of those that tell nothing; sorted.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }
    /// The language packs and dossiers with which its reports were read and it was made, each with version and content; sorted.
    pub fn tables(&self) -> &[String] {
        &self.tables
    }
    /// The timeline: by date, the undated last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
    /// The entry with this identifier, also one that was dropped.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().chain(&self.dropped).find(|e| e.id == id)
    }
    /// Entries that a person dropped; nothing is counted on them.
    pub fn dropped(&self) -> &[Entry] {
        &self.dropped
    }
    /// For each correction, in the order given, the identifier of the entry on which it lies; `None` where it fits no entry.
    pub fn landed(&self) -> &[Option<String>] {
        &self.landed
    }
    /// What is due.
    pub fn commitments(&self) -> &[Commitment] {
        &self.commitments
    }
    /// Negotiations that the entries belong to.
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }
    /// One treaty, also where no report tells of it: its text and life as the dossier has them.
    pub fn treaty(&self, id: &str, dossier: &Dossier) -> Treaty {
        self.treaties.iter().find(|t| t.id == id).cloned().unwrap_or_else(|| treaties::untold(id, dossier))
    }
    /// Treaties that the reports tell of.
    pub fn treaties(&self) -> &[Treaty] {
        &self.treaties
    }
}

/// First and last day of an EDTF value, as [`Entry::days`] counts them; `None` where it says no day.
pub fn days(edtf: &str) -> Option<(i64, i64)> {
    Days::parse(edtf).hull()
}

/// The readings by the name of their report, each report once.
fn sorted(readings: &[Reading]) -> Vec<&Reading> {
    let mut list: Vec<&Reading> = readings.iter().collect();
    list.sort_by(|a, b| (&a.sha256, &a.path).cmp(&(&b.sha256, &b.path)));
    list.dedup_by(|b, a| a.sha256 == b.sha256);
    list
}

fn dated(readings: &[&Reading], published: &[Days]) -> BTreeMap<String, String> {
    let edtf = |(r, days): (&&Reading, &Days)| Some((r.sha256.clone(), days.edtf()?));
    readings.iter().zip(published).filter_map(edtf).collect()
}

/// The last day of an EDTF value, the first of one without end.
fn latest(edtf: &str) -> Option<i64> {
    let (from, to) = Days::parse(edtf).hull()?;
    if to < i64::MAX { Some(to) } else { Some(from).filter(|d| *d > i64::MIN) }
}

/// By first possible day (last where only that is known), the undated last; then by identifier and words.
fn order(e: &Entry) -> (bool, i64, i64, &str, &[Citation]) {
    let (from, to) = e.days.unwrap_or((i64::MAX, i64::MAX));
    (e.days.is_none(), if from == i64::MIN { to } else { from }, to, &e.id, &e.citations)
}

/// Entries that nothing but their words tells apart get a number.
fn number(made: &mut [(Entry, Vec<usize>)]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (entry, _) in made {
        let n = seen.entry(entry.id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            entry.id = format!("{}-{n}", entry.id);
        }
    }
}
