//! All that one report says: zones, mentions, roles, times, figures, statements and events, each with its words and doubts.
//!
//! The finders are modules of this crate; the order in which they run stands in [`Reader::read`] and nowhere else. Arrows go one
//! way: `report` ← `zones` ← `times` ← `mentions` ← `figures` ← `statements` ← `events`; a test holds that (`tests/rooms.rs`).

mod json;
mod mentions;
mod numbers;
mod report;
mod times;
mod zones;

pub use times::{Time, TimeKind};
pub use zones::{Zone, ZoneKind};

use dossier::Dossier;
use labels::Lexicon;
use language::{DataError, Pack};
use report::Report;
use source::{Source, Span};

/// A pack and dossiers, compiled and ready to read any number of reports; shared between threads.
#[derive(Debug)]
pub struct Reader {
    pack: Pack,
    dossier: Dossier,
    lexicon: Lexicon,
    skeletons: mentions::Skeletons,
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
        Ok(Reader { pack, dossier, lexicon, skeletons })
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
    pub fn read(&self, source: &Source) -> Reading {
        let text = String::from_utf8_lossy(source.bytes()).into_owned();
        let r = Report::new(&text, &self.pack, &self.dossier, &self.lexicon);
        let zones = zones::find(&r);
        let (times, publication) = times::find(&r, &zones, source.given().published.as_deref());
        let found = mentions::find(&r, &zones, &self.skeletons);
        Reading {
            path: source.path().to_owned(),
            sha256: source.sha256(),
            bytes: source.bytes().len(),
            media_type: "text/plain",
            language: self.pack.tag.clone(),
            title: None,
            published: Published { edtf: publication.edtf, basis: publication.basis },
            zones,
            times,
            mentions: found.list.iter().map(|x| NamedMention { span: x.span, entity: found.cast.get(x.who).id.clone(), kind: x.kind, acts_for: x.acts_for.clone() }).collect(),
            roles: found.roles.iter().map(|x| NamedRole { person: found.cast.get(x.person).id.clone(), role: x.role.clone(), of: x.of.clone(), span: x.span }).collect(),
            doubts: Vec::new(),
        }
    }
}
