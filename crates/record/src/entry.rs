//! What a record consists of: its entries, commitments, processes and treaties. Plain values, made once and never altered.

use reading::Participant;
use source::Span;

/// Words of a report on which something rests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// SHA-256 of the report, hex.
    pub sha256: String,
    /// The report's path as given.
    pub path: String,
    /// Bytes of the source.
    pub span: Span,
}

/// One of the values between which reports differ, with the reports that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputedValue {
    /// The value.
    pub value: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A field on which reports differ; a difference in precision is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// `date`, `place`, `round`, `status`, `level`.
    pub field: &'static str,
    /// At least two values, each with its citations.
    pub values: Vec<DisputedValue>,
}

/// One event in the world, as all its reports together tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub participants: Vec<Participant>,
    /// What came of it, in English.
    pub outcome: Vec<String>,
    /// Topic identifiers.
    pub topics: Vec<String>,
    /// What it is about: a treaty, body or process.
    pub object: Option<String>,
    /// PLOVER type.
    pub plover: Option<&'static str>,
    /// The words of the reports, by report and place; every report once at its best words, then its further words.
    pub citations: Vec<Citation>,
    /// Number of reports that tell it.
    pub reports: usize,
    /// How many of them know it independently of each other.
    pub independent_sources: usize,
    /// What the reports tell differently.
    pub disputes: Vec<Dispute>,
    /// True for what a reader would put on one page.
    pub main: bool,
    /// What a person changed, in the order in which it was changed.
    pub corrections: Vec<Corrected>,
}

/// A change that a person made to an entry, over what the reports say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// `date`, `place`, `status`, `note` or `drop`.
    pub field: &'static str,
    /// What the reports say.
    pub read: Option<String>,
    /// What the person says.
    pub now: Option<String>,
}

/// What has become of a commitment, as of the record's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Who is to do it.
    pub who: Vec<String>,
    /// What, in a short English phrase.
    pub what: String,
    /// By when, EDTF.
    pub due: Option<String>,
    /// What has become of it.
    pub state: CommitmentState,
    /// The entry that shows it done.
    pub kept_by: Option<String>,
    /// The words that announce it.
    pub citations: Vec<Citation>,
}

/// A negotiation as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// What the reports count, in English.
    pub what: String,
    /// `exact`, `max`, `min` or `about`.
    pub bound: &'static str,
    /// The number.
    pub value: f64,
    /// How it compares.
    pub verdict: Verdict,
    /// A sentence that names the article.
    pub note: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A step in a treaty's life, as reports tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatyStep {
    /// EDTF.
    pub date: Option<String>,
    /// What happened, in English.
    pub what: String,
    /// The entry of the timeline.
    pub entry: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A treaty as the record shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Treaty {
    /// Identifier.
    pub id: String,
    /// Figures given for it.
    pub provisions: Vec<Provision>,
    /// Steps in its life, in time order.
    pub status: Vec<TreatyStep>,
}
