//! What a record consists of: its entries, commitments, processes and treaties. Plain values, made once and never altered.

use crate::kept::{bits, people, span, word, words};
use reading::Participant;
use serde::{Deserialize, Serialize};
use source::Span;

/// A word of the contract. Under its own name, or it would be borrowed from what a kept record is read from.
pub type Word = &'static str;

/// Words of a report on which something rests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    /// SHA-256 of the report, hex.
    pub sha256: String,
    /// The report's path as given.
    pub path: String,
    /// Bytes of the source.
    #[serde(with = "span")]
    pub span: Span,
}

/// One of the values between which reports differ, with the reports that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputedValue {
    /// The value.
    pub value: String,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Persons, offices or outlets in whose mouth it is; empty where reports say it themselves.
    pub by: Vec<String>,
}

/// A field on which reports differ; a difference in precision is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// `date`, `place`, `round`, `status`, `participants`, `venue`, `figures`, `duration`; `object` (what was asked for), `name` (what
    /// each side calls it), `content` (of words), `type` (one step or another).
    #[serde(deserialize_with = "word")]
    pub field: Word,
    /// At least two values, each with its citations.
    pub values: Vec<DisputedValue>,
    /// No witness has two of the values: those who differ know it independently of each other.
    pub independent: bool,
}

/// One witness of an entry: all reports whose word goes back to one source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Witness {
    /// A government, person or outlet at the far end of the chain; `None` where reports speak for themselves and no outlet is known.
    pub source: Option<String>,
    /// SHA-256 of the reports that carry its word.
    pub reports: Vec<String>,
    /// Media through which it came, as the reports name them.
    pub through: Vec<String>,
    /// Some of these reports repeat each other's text.
    pub copied: bool,
}

/// Why words of a report are taken to tell an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The words.
    pub citation: Citation,
    /// Fields in which they agree with words of the entry's other citations, in the order of the contract.
    #[serde(deserialize_with = "words")]
    pub agrees: Vec<Word>,
    /// Fields in which they do not, though both tell them.
    #[serde(deserialize_with = "words")]
    pub differs: Vec<Word>,
}

/// What a dossier documents of an entry, beside what reports say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documented {
    /// EDTF.
    pub date: String,
    /// Where.
    pub place: String,
    /// The date that reports tell is compatible with it.
    pub date_agrees: bool,
}

/// One event in the world, as all its reports together tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Made from type, date, participants and place; the same however the reports are ordered.
    pub id: String,
    /// The narrowest EDTF that all reports together support.
    pub date: Option<String>,
    /// First and last day it may be on (1 is 1 January of year 1); an open side is `i64::MIN` or `i64::MAX`.
    pub days: Option<(i64, i64)>,
    /// `meeting`, `call`, `visit` … as the contract names them.
    pub kind: String,
    /// `held`, `planned`, `proposed`, `possible`, `cancelled`, `denied`, `habitual`.
    pub status: String,
    /// Of which negotiation.
    pub process: Option<String>,
    /// Round of that negotiation.
    pub round: Option<u32>,
    /// `head-of-state`, `minister` …
    pub level: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who.
    #[serde(with = "people")]
    pub participants: Vec<Participant>,
    /// What came of it, in English.
    pub outcome: Vec<String>,
    /// Topic identifiers.
    pub topics: Vec<String>,
    /// What it is about: a treaty, body or process.
    pub object: Option<String>,
    /// PLOVER type.
    #[serde(deserialize_with = "crate::kept::maybe_word")]
    pub plover: Option<Word>,
    /// The words of the reports, by report and place; every report once at its best words, then its further words.
    pub citations: Vec<Citation>,
    /// Number of reports that tell it.
    pub reports: usize,
    /// How many of them know it independently of each other.
    pub independent_sources: usize,
    /// The witnesses behind that number.
    pub witnesses: Vec<Witness>,
    /// For an entry of several events: what each has in common with the others.
    pub why: Vec<Why>,
    /// What the reports tell differently.
    pub disputes: Vec<Dispute>,
    /// The round as a dossier documents it.
    pub documented: Option<Documented>,
    /// True for what a reader would put on one page.
    pub main: bool,
    /// What a person changed, in the order in which it was changed.
    pub corrections: Vec<Corrected>,
}

/// A change that a person made to an entry, over what the reports say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// `date`, `place`, `status`, `note` or `drop`.
    #[serde(deserialize_with = "word")]
    pub field: Word,
    /// What the reports say.
    pub read: Option<String>,
    /// What the person says.
    pub now: Option<String>,
}

/// What has become of a commitment, as of the record's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CommitmentState {
    /// Done in time.
    Kept,
    /// Done after it was due.
    Late,
    /// A report shows that it was not done.
    Missed,
    /// Past due, and no report says.
    Overdue,
    /// Not yet due, or without a due date.
    Open,
}

impl CommitmentState {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            CommitmentState::Kept => "kept",
            CommitmentState::Late => "late",
            CommitmentState::Missed => "missed",
            CommitmentState::Overdue => "overdue",
            CommitmentState::Open => "open",
        }
    }
}

/// What parties announced or agreed to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Who is to do it.
    pub who: Vec<String>,
    /// What, in a short English phrase.
    pub what: String,
    /// By when, EDTF.
    pub due: Option<String>,
    /// On what condition, in the words of the statement that names one: its citation.
    pub conditions: Vec<Citation>,
    /// What has become of it.
    pub state: CommitmentState,
    /// The entry that shows it done.
    pub kept_by: Option<String>,
    /// The words that announce it.
    pub citations: Vec<Citation>,
}

/// A negotiation as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Identifier.
    pub id: String,
    /// Its parties, from the dossier.
    pub parties: Vec<String>,
    /// Identifiers of the entries that are its rounds, in time order.
    pub rounds: Vec<String>,
    /// Its bodies.
    pub bodies: Vec<String>,
    /// Where it stands, in English.
    pub status: String,
}

/// How a figure in a report compares with the treaty's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// Right.
    Agrees,
    /// The right number, the wrong thing counted.
    Misdescribes,
    /// Another number.
    Differs,
}

impl Verdict {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Agrees => "agrees",
            Verdict::Misdescribes => "misdescribes",
            Verdict::Differs => "differs",
        }
    }
}

/// A figure that reports give for a treaty, measured against its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provision {
    /// What the reports count, in English.
    pub what: String,
    /// `exact`, `max`, `min` or `about`.
    #[serde(deserialize_with = "word")]
    pub bound: Word,
    /// The number.
    #[serde(with = "bits")]
    pub value: f64,
    /// How it compares.
    pub verdict: Verdict,
    /// A sentence that names the article.
    pub note: String,
    /// The article that it is measured against.
    pub article: String,
    /// What that article limits; with `article` it names one of the treaty's [`Article`]s.
    pub limit: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A step in a treaty's life, as reports tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreatyStep {
    /// EDTF.
    pub date: Option<String>,
    /// What happened, in English.
    pub what: String,
    /// The entry of the timeline.
    pub entry: String,
    /// How the date compares with the dossier's, where that has such a step.
    pub verdict: Option<Verdict>,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A treaty as the record shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Treaty {
    /// Identifier.
    pub id: String,
    /// Figures given for it.
    pub provisions: Vec<Provision>,
    /// Steps in its life, in time order.
    pub status: Vec<TreatyStep>,
    /// Its text, article by article, from the dossier.
    pub articles: Vec<Article>,
    /// Its life as the dossier documents it.
    pub documented: Vec<DocumentedStep>,
}

/// A limit of a treaty's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// `II(1)(a)`.
    pub article: String,
    /// What is limited.
    pub what: String,
    /// `max`, `min` or `exact`.
    pub bound: String,
    /// The number.
    #[serde(with = "bits")]
    pub value: f64,
    /// Its unit.
    pub unit: String,
}

/// A step in a treaty's life that a dossier documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentedStep {
    /// EDTF.
    pub date: String,
    /// What happened.
    pub what: String,
}
