//! What comes before the reading: files, archives, exports and feeds, turned into a stream of reports.
//!
//! [`open`] gives the entries of one file, one after the other: reports as [`Source`]s with what is known of them, and what was
//! set aside and why. Nothing here is read whole that may be long, and everything that comes from outside has a [`Limits`].
//! The network is reached in [`net`] alone.

mod address;
mod archive;
mod csv;
pub mod days;
mod dupes;
mod feed;
mod fields;
mod format;
mod http;
mod inflate;
mod item;
mod json;
mod ledger;
mod lines;
mod mail;
pub mod net;
mod open;
mod screen;
mod warc;
pub mod watch;

pub use address::{fetch, is_address};
pub use dupes::{Dupes, Likeness};
pub use feed::{Feed, parse as parse_feed};
pub use fields::Fields;
pub use format::Format;
pub use ledger::{Ledger, Summary};
pub use open::{is_known, open, stream};
pub use screen::Screen;

use source::{Given, Source};

/// What is said of a PDF: no library was found that takes Arabic out of one in the order of its letters (docs/performance.md).
const PDF: &str = "PDF is not read: save it as text, for example with pdftotext, and look whether its letters are in order";

/// What may come of one place in an input.
#[derive(Debug)]
pub enum Entry {
    /// A report to read.
    Report(Source),
    /// Something that should have been a report and could not be had.
    Failed(Failed),
    /// Something that is no report, or none that is wanted.
    Skipped(Skipped),
}

/// A report that could not be had, or not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The path to print.
    pub path: String,
    /// A sentence.
    pub why: String,
}

/// Something that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The path to print.
    pub path: String,
    /// Why.
    pub reason: Reason,
    /// More about it, where there is more to say.
    pub note: String,
}

/// Why something was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A response that is no page: picture, script, redirect, error.
    NoPage,
    /// An entry or file that holds no text of a report.
    NoReport,
    /// Larger than a report may be.
    TooLarge,
    /// The same bytes as a report before it.
    Duplicate,
    /// Nearly the words of a report before it.
    NearDuplicate,
    /// Not about any negotiation.
    OffTopic,
    /// In a language that no pack teaches.
    Language,
    /// Dealt with by an earlier run.
    Done,
    /// In the register already.
    There,
    /// Written by the program itself in this run.
    Own,
}

impl Reason {
    /// A fixed name, for other programs.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NoPage => "no-page",
            Reason::NoReport => "no-report",
            Reason::TooLarge => "too-large",
            Reason::Duplicate => "duplicate",
            Reason::NearDuplicate => "near-duplicate",
            Reason::OffTopic => "off-topic",
            Reason::Language => "language",
            Reason::Done => "done",
            Reason::There => "there",
            Reason::Own => "own",
        }
    }

    /// What it is, in words after a number.
    pub fn words(self) -> &'static str {
        match self {
            Reason::NoPage => "responses that are no page",
            Reason::NoReport => "entries without a report",
            Reason::TooLarge => "too large",
            Reason::Duplicate => "the same bytes as another",
            Reason::NearDuplicate => "nearly the words of another",
            Reason::OffTopic => "not about a negotiation",
            Reason::Language => "in another language",
            Reason::Done => "dealt with by an earlier run",
            Reason::There => "in the register already",
            Reason::Own => "the log or the register of this run",
        }
    }
}

/// What is allowed to come in. All sizes are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// One report, unpacked.
    pub report: usize,
    /// One archive record or compressed stream may unpack to this much before it is given up.
    pub record: u64,
    /// Entries of one archive.
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { report: source::MAX_BYTES, record: 4 << 30, entries: 50_000_000 }
    }
}

/// How an input is to be taken.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is allowed.
    pub limits: Limits,
    /// Names of fields in exports.
    pub fields: Fields,
}

/// The entries of an input, one after the other.
pub type Entries = Box<dyn Iterator<Item = Entry> + Send>;

fn failed(path: &str, why: impl Into<String>) -> Entry {
    Entry::Failed(Failed { path: path.to_owned(), why: why.into() })
}

fn skipped(path: &str, reason: Reason, note: impl Into<String>) -> Entry {
    Entry::Skipped(Skipped { path: path.to_owned(), reason, note: note.into() })
}

fn report(path: String, bytes: Vec<u8>, given: Given) -> Entry {
    Entry::Report(Source::new(path, bytes).with_given(given))
}

fn one(entry: Entry) -> Entries {
    Box::new(std::iter::once(entry))
}

/// Says that something is larger than it may be.
pub fn too_large(most: usize) -> String {
    if most >= 1 << 20 {
        format!("it is too large: at most {} MiB of a report are read", most >> 20)
    } else {
        format!("it is too large: at most {most} bytes of a report are read")
    }
}

/// What the system says, as a user would.
pub fn sentence(e: &std::io::Error) -> String {
    use std::io::ErrorKind::{NotFound, PermissionDenied, StorageFull, UnexpectedEof};
    match e.kind() {
        NotFound => "there is no such file or folder".to_owned(),
        PermissionDenied => "there is no permission to read it".to_owned(),
        StorageFull => "there is no space left to write to".to_owned(),
        UnexpectedEof => "it ends too early: it is cut off or damaged".to_owned(),
        _ => format!("it cannot be read: {e}"),
    }
}
