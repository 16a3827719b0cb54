//! `mahdar brief`: what an analyst would forward: summary, chronology, what each side says, treaties, commitments, disputes, and
//! a footnote for every line.

mod page;
mod scope;
mod sections;

use crate::args::BriefArgs;
use crate::library::Library;
use crate::names::Names;
use crate::out::Out;
use crate::{Status, Usage, data, resolve};
use anyhow::{Result, bail};
use page::{Brief, Footnote};
use reading::Reading;
use record::{Citation, Record};
use scope::Scope;
use std::cell::RefCell;
use std::path::Path;

/// Writes the briefing.
pub(crate) fn run(args: &BriefArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let library = Library::open(reader, &args.paths, &args.intake, register, &mut out)?;
    let readings = library.readings()?;
    if readings.is_empty() {
        bail!(Usage("there is no report to write a briefing from".to_owned()));
    }
    let asked = args.process.as_deref().map(|p| resolve::one(reader, p, &["process"], &|id| library.names(id))).transpose()?;
    let record = library.record(reader, args.as_of.as_deref())?;
    let since = args.since.as_deref().and_then(record::days).map(|d| d.0);
    let scope = Scope::new(&record, reader.dossier(), asked, since);
    let draft =
        Draft { library: &library, readings, record: &record, scope, names: Names(reader.dossier()), notes: RefCell::default() };
    let brief = draft.brief(args.since.as_deref())?;
    let text = if args.html { brief.html() } else { brief.markdown() };
    out.line(text.trim_end())?;
    out.flush()?;
    Ok(Status::of(library.failures))
}

/// What a briefing is made from, and the footnotes it has so far.
struct Draft<'a> {
    library: &'a Library,
    /// All readings.
    readings: &'a [Reading],
    record: &'a Record,
    scope: Scope<'a>,
    names: Names<'a>,
    notes: RefCell<Vec<Citation>>,
}

impl Draft<'_> {
    /// The footnote of a citation; the same words have one.
    fn note(&self, c: &Citation) -> page::Piece {
        let mut notes = self.notes.borrow_mut();
        let at = notes.iter().position(|n| n.sha256 == c.sha256 && n.span == c.span).unwrap_or_else(|| {
            notes.push(c.clone());
            notes.len() - 1
        });
        page::Piece::Note(at + 1)
    }

    fn brief(&self, since: Option<&str>) -> Result<Brief> {
        let blocks = self.blocks(since)?;
        let notes: Result<Vec<Footnote>> = self.notes.borrow().iter().map(|c| self.footnote(c)).collect();
        Ok(Brief { title: self.title(), blocks, notes: notes? })
    }

    /// The words, and outlet, day, name of the file and bytes: where it lay is no matter for whom the briefing is forwarded to.
    fn footnote(&self, c: &Citation) -> Result<Footnote> {
        /// The words of a footnote are cut after so many characters.
        const MOST: usize = 160;
        let words = self.library.words(&c.sha256, c.span)?;
        let short = words.char_indices().nth(MOST).map(|(at, _)| format!("{}…", words[..at].trim_end()));
        let mut place = Vec::new();
        if let Some(r) = self.library.reading(&c.sha256) {
            place.extend(r.outlet.as_deref().map(|o| self.names.of(o)));
            place.extend(r.published.edtf.as_deref().map(sections::in_words));
        }
        let file = if c.path.contains("://") { &c.path } else { c.path.rsplit('/').next().unwrap_or(&c.path) };
        place.push(format!("{}, bytes {}–{}", crate::safe::words(file), c.span.start(), c.span.end()));
        Ok(Footnote { words: short.unwrap_or(words), place: place.join(", ") })
    }
}
