//! All that one report says: zones, mentions, roles, times, figures, statements and events, each with its words and doubts.
//!
//! The finders are modules of this crate; the order in which they run stands in [`Reader::read`] and nowhere else. Arrows go one
//! way: `report` ← `zones` ← `times` ← `mentions` ← `figures` ← `statements` ← `events`; a test holds that (`crates/tidy/tests/tidy/modules.rs`).

mod back;
mod events;
mod figures;
mod finish;
mod json;
mod limits;
mod mentions;
mod numbers;
mod outlet;
mod report;
mod statements;
mod times;
mod zones;

pub use back::contract_word;
pub use figures::{Bound, Figure};
pub use limits::MAX_FINDINGS;
pub use statements::{Statement, StatementKind};
pub use times::{Time, TimeKind};
pub use zones::{Zone, ZoneKind};

use dossier::Dossier;
use labels::Lexicon;
use language::{DataError, Pack};
use report::{Deadline, Report};
use source::{Source, Span};

/// A pack and dossiers, compiled and ready to read any number of reports; shared between threads.
#[derive(Debug)]
pub struct Reader {
    pack: Pack,
    dossier: Dossier,
    lexicon: Lexicon,
    skeletons: mentions::Skeletons,
    outlets: outlet::Outlets,
}

/// The day of publication and how it is known.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// EDTF.
    pub edtf: Option<String>,
    /// `stated`, `inferred`, `given` or `unknown`.
    pub basis: &'static str,
}

/// Something that is uncertain about a reading.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// A short name for the kind of doubt.
    pub kind: String,
    /// Where, in bytes of the source.
    pub span: Span,
    /// A sentence.
    pub note: String,
}

/// A mention as it leaves the reading.
#[derive(Debug, Clone)]
pub struct NamedMention {
    /// Bytes of the source.
    pub span: Span,
    /// Identifier.
    pub entity: String,
    /// `PER`, `ORG`, `GPE`, `LOC`, `DOC`, `MEDIA`.
    pub kind: &'static str,
    /// The state whose government it stands for.
    pub acts_for: Option<String>,
}

/// A role as it leaves the reading.
#[derive(Debug, Clone)]
pub struct NamedRole {
    /// Identifier of the person.
    pub person: String,
    /// English role.
    pub role: String,
    /// Of what.
    pub of: Option<String>,
    /// Bytes of the source.
    pub span: Span,
}

/// A statement as it leaves the reading.
#[derive(Debug, Clone)]
pub struct Said {
    /// Content, cue, acts.
    pub words: Statement,
    /// Identifier of the speaker.
    pub speaker: Option<String>,
    /// Identifiers of the media, nearest first.
    pub via: Vec<String>,
}

/// Who takes part in an event, and as what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// Identifier.
    pub entity: String,
    /// `head-of-delegation`, `member`, `host`, `party`, `actor`, `target`, `chair`.
    pub part: &'static str,
}

/// An event that the report asserts.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// `meeting`, `call`, `visit`, `agreement` … as the contract names them.
    pub kind: String,
    /// `held`, `planned`, `proposed`, `possible`, `cancelled`, `denied`, `habitual`.
    pub status: String,
    /// Bytes of the words that assert it best.
    pub span: Span,
    /// Bytes of further words that assert it.
    pub also: Vec<Span>,
    /// EDTF.
    pub date: Option<String>,
    /// First and last day it may be on, as days since 1 January of year 1 (proleptic Gregorian, that day is 1).
    pub days: Option<(i64, i64)>,
    /// Where.
    pub place: Option<String>,
    /// Of which negotiation.
    pub process: Option<String>,
    /// Round of that negotiation.
    pub round: Option<u32>,
    /// `head-of-state`, `minister` …
    pub level: Option<String>,
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
}

/// All that one report says. Spans are bytes of the source.
#[derive(Debug, Default)]
pub struct Reading {
    /// Path as given.
    pub path: String,
    /// SHA-256 of the source, hex.
    pub sha256: String,
    /// Bytes of the source.
    pub bytes: usize,
    /// `text/plain` or `text/html`.
    pub media_type: &'static str,
    /// BCP 47.
    pub language: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Published,
    /// Zones.
    pub zones: Vec<Zone>,
    /// Times.
    pub times: Vec<Time>,
    /// Mentions.
    pub mentions: Vec<NamedMention>,
    /// Roles.
    pub roles: Vec<NamedRole>,
    /// Events.
    pub events: Vec<Event>,
    /// Outlet that published it.
    pub outlet: Option<String>,
    /// How that is known: `given`, `stated` (by the text or the page), `host` (of the page's address) or `unknown`.
    pub outlet_basis: &'static str,
    /// The host of the page's address, where it is that of an outlet: what the basis `host` rests on.
    pub outlet_host: Option<String>,
    /// Language it was evidently translated from.
    pub translated_from: Option<String>,
    /// Clean text that findings were made on (for showing it; spans here are of the source).
    pub text: String,
    /// Statements.
    pub statements: Vec<Said>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Doubts.
    pub doubts: Vec<Doubt>,
}

impl Reader {
    /// Compiles a pack with the dossiers.
    ///
    /// # Errors
    /// A fault in a table or pattern, with file and line.
    pub fn new(pack: Pack, dossier: Dossier) -> Result<Reader, DataError> {
        let lexicon = Lexicon::build(&pack, &dossier)?;
        let skeletons = mentions::Skeletons::new(&pack, &dossier);
        let outlets = outlet::Outlets::new(&pack, &dossier);
        Ok(Reader { pack, dossier, lexicon, skeletons, outlets })
    }
    /// The pack.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }
    /// The dossiers.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }
    /// The compiled lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Reads one report.
    ///
    /// # Errors
    /// When the bytes are no text: the sentence names what they are.
    pub fn read(&self, source: &Source) -> Result<Reading, clean::CleanError> {
        Ok(self.read_page(source, &clean::clean(source)?))
    }

    /// Reads one report that was cleaned before: `page` was made from `source`.
    pub fn read_page(&self, source: &Source, page: &clean::Clean) -> Reading {
        self.read_within(source, page, &|| false).unwrap_or_default()
    }

    /// The same, given up as soon as `over` says that the time is over: then there is no reading. It is asked between the finders,
    /// and within them for every sentence and whatever else may cost as much as one; whoever calls has the clock.
    pub fn read_within(&self, source: &Source, page: &clean::Clean, over: &dyn Fn() -> bool) -> Option<Reading> {
        let text = bounded(page.text());
        let r = Report::new(text, (&self.pack, &self.dossier, &self.lexicon), Deadline::new(over))?;
        let zones = r.in_time(zones::find(&r))?;
        let outside = times::Outside {
            given: source.given().published.as_deref(),
            page: page.meta().published.as_deref(),
            address: page.meta().address_day.as_deref(),
        };
        let (mut times, publication) = r.in_time(times::find(&r, &zones, outside))?;
        let day = publication.day().map(times::days::iso);
        let mut found = r.in_time(mentions::find(&r, &zones, day.as_deref(), &self.skeletons))?;
        // The "today" of a newspaper's name is no day, Rajab in a person's no month, the 23 March of a movement no date.
        let holds = |m: &mentions::Mention, t: &Time| {
            m.tokens.start <= t.tokens.start && t.tokens.end <= m.tokens.end && m.tokens.len() > t.tokens.len()
        };
        let kept = |m: &mentions::Mention, t: &Time| m.kind == "ORG" && t.date.is_none();
        let named = |t: &Time| found.list.iter().any(|m| matches!(m.kind, "MEDIA" | "PER" | "ORG") && !kept(m, t) && holds(m, t));
        times.retain(|t| !named(t));
        let figures = r.in_time(figures::find(&r, &zones, &times, &found))?;
        let statements = r.in_time(statements::find(&r, &zones, &times, &mut found))?;
        let input =
            events::Input { r: &r, zones: &zones, times: &times, m: &found, statements: &statements, publication: &publication };
        let events = r.in_time(events::find(&input))?;
        let parts = finish::Parts { r: &r, zones, times, publication, found, figures, statements, events };
        let mut reading = parts.into_reading(source, page, &self.outlets);
        limits::keep(&mut reading, page.map().to_source(Span::new(0, page.text().len() as u32)));
        Some(reading)
    }
}

/// The longest text that is read, in bytes: a report is some kilobytes, a page of a live blog some hundred.
pub const MAX_TEXT: usize = 1024 * 1024;

/// The text up to [`MAX_TEXT`], cut between two characters; what is left out is a doubt of the reading.
fn bounded(text: &str) -> &str {
    if text.len() <= MAX_TEXT {
        return text;
    }
    let end = (0..=MAX_TEXT).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}
