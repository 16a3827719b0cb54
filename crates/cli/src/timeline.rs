//! `mahdar timeline`: the chronology that many reports tell together.

use crate::args::TimelineArgs;
use crate::library::Library;
use crate::names::Names;
use crate::out::{self, Out};
use crate::show::entry::EntryLines;
use crate::show::paint::Paint;
use crate::sieve::Sieve;
use crate::{Status, data, safe};
use anyhow::Result;
use record::{Entry, Record};
use std::collections::HashSet;
use std::path::Path;

/// The words shown of an entry are cut after so many characters.
const MOST: usize = 100;

/// Merges the readings of the reports, or of the register, and prints the record.
pub(crate) fn run(args: &TimelineArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let library = Library::open(reader, &args.paths, &args.intake, register, &mut out)?;
    let sieve = Sieve::new(&args.filter, reader, &|id| library.names(id))?;
    let record = library.record(reader, args.as_of.as_deref())?;
    if sieve.asks_for_medium() {
        library.readings()?;
    }
    let shown = Timeline {
        lines: EntryLines { names: Names(reader.dossier()), paint: Paint(out::coloured()) },
        library: &library,
        wanted: record.entries().iter().filter(|e| sieve.entry(e, reader.dossier(), |r| library.reading(r))).collect(),
    };
    if args.json {
        shown.json(&record, &mut out)?;
    } else {
        shown.print(args.all, &mut out)?;
    }
    out.flush()?;
    Ok(Status::of(library.failures))
}

/// How a record is shown.
struct Timeline<'a> {
    lines: EntryLines<'a>,
    library: &'a Library,
    /// The entries that were asked for.
    wanted: Vec<&'a Entry>,
}

impl Timeline<'_> {
    /// The whole record, its timeline with the entries asked for. Where some are left out it has no digest: that is of the whole.
    fn json(&self, record: &Record, out: &mut Out) -> Result<()> {
        let ids: HashSet<&str> = self.wanted.iter().map(|e| e.id.as_str()).collect();
        record.write_json(|e| ids.contains(e.id.as_str()), |piece| out.json(piece))?;
        out.line("")
    }

    fn print(&self, all: bool, out: &mut Out) -> Result<()> {
        let entries: Vec<&&Entry> = self.wanted.iter().filter(|e| all || e.main).collect();
        for entry in &entries {
            out.line(&self.lines.head(entry))?;
            for line in self.rest(entry)? {
                out.line(&format!("    {line}"))?;
            }
        }
        let hidden = self.wanted.len() - entries.len();
        if entries.is_empty() {
            out.line("no event was found in these reports")?;
        }
        if hidden > 0 {
            out.line(&self.lines.paint.dim(&format!("({hidden} more with --all)")))?;
        }
        Ok(())
    }

    /// Where and with what outcome; disputes; corrections; the witnesses with the words; the name for `mahdar show`.
    fn rest(&self, e: &Entry) -> Result<Vec<String>> {
        let mut lines: Vec<String> = self.lines.facts(e).into_iter().collect();
        lines.extend(self.lines.disputes(e));
        lines.extend(self.lines.documented(e));
        lines.extend(self.lines.corrections(e));
        let words = match e.citations.first() {
            Some(c) => format!(" · {} [{}]", self.library.quoted(c, MOST)?, safe::words(&c.path)),
            None => String::new(),
        };
        lines.push(format!("{}{words}", self.lines.witnesses(e)));
        lines.push(self.lines.paint.dim(&safe::words(&e.id)));
        Ok(lines)
    }
}
