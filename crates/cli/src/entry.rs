//! `mahdar show`: one entry of the record, every citation with its words, and what each report tells of it.

use crate::args::ShowArgs;
use crate::library::Library;
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::entry::EntryLines;
use crate::show::paint::Paint;
use crate::{Status, Usage, data, safe};
use anyhow::{Result, bail};
use reading::{Event, Reading};
use record::{Citation, Commitment, Entry, Record};
use std::path::Path;

/// The words shown of a citation are cut after so many characters.
const MOST: usize = 400;

/// Prints the entry.
pub(crate) fn run(args: &ShowArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let library = Library::open(reader, &args.place.paths, &args.place.intake, register, &mut out)?;
    let record = library.record(reader, None)?;
    let entry = find(&record, &args.entry)?;
    if args.json {
        out.line(&json_line(&entry.to_json()))?;
    } else {
        let lines = EntryLines { names: Names(reader.dossier()), paint: Paint(out::coloured()) };
        let page = Page { lines, library: &library, record: &record };
        for line in page.of(entry)? {
            out.line(&line)?;
        }
    }
    out.flush()?;
    Ok(Status::of(library.failures))
}

/// The entry with this identifier, or the only one that begins so.
pub(crate) fn find<'r>(record: &'r Record, id: &str) -> Result<&'r Entry> {
    if let Some(entry) = record.entry(id) {
        return Ok(entry);
    }
    let all = record.entries().iter().chain(record.dropped());
    let found: Vec<&Entry> = all.filter(|e| !id.is_empty() && e.id.starts_with(id)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => bail!(Usage(format!("no entry is called {}; `mahdar timeline --all` lists them", safe::words(id)))),
        many => {
            let shown: Vec<&str> = many.iter().take(6).map(|e| e.id.as_str()).collect();
            let more = if many.len() > 6 { ", …" } else { "" };
            bail!(Usage(format!("{} entries begin with {}: {}{more}", many.len(), safe::words(id), shown.join(", "))))
        }
    }
}

/// How an entry is shown as a page.
struct Page<'a> {
    lines: EntryLines<'a>,
    library: &'a Library,
    record: &'a Record,
}

impl Page<'_> {
    fn of(&self, e: &Entry) -> Result<Vec<String>> {
        let mut out = vec![self.lines.head(e)];
        out.extend(self.lines.facts(e));
        out.extend(
            e.level.as_deref().filter(|l| *l != "unspecified").map(|l| format!("level: {}", safe::words(&l.replace('-', " ")))),
        );
        out.extend((!e.topics.is_empty()).then(|| format!("topics: {}", self.lines.names.list(&e.topics))));
        out.extend(self.lines.disputes(e));
        out.extend(self.lines.corrections(e));
        out.push(self.lines.paint.dim(&safe::words(&e.id)));
        out.extend([String::new(), format!("Told by {}:", self.lines.witnesses(e))]);
        let (mut last, mut citations) = (None, e.citations.iter().collect::<Vec<_>>());
        // Other words of a report stand with its first.
        citations.sort_by_key(|c| e.citations.iter().position(|first| first.sha256 == c.sha256));
        for citation in citations {
            if last != Some(&citation.sha256) {
                out.push(format!("  {}", self.report(citation)));
                last = Some(&citation.sha256);
            }
            out.push(format!("    {}", self.library.quoted(citation, MOST)?));
            out.extend(self.told(citation).map(|told| format!("      {}", self.lines.paint.dim(&told))));
        }
        let hangs: Vec<String> = self.record.commitments().iter().filter(|c| rests(c, e)).map(|c| self.commitment(c)).collect();
        if !hangs.is_empty() {
            out.extend([String::new(), "Commitments:".to_owned()]);
            out.extend(hangs.into_iter().map(|line| format!("  {line}")));
        }
        Ok(out)
    }

    /// Path, day and outlet of a report, and the bytes of the words.
    fn report(&self, c: &Citation) -> String {
        let mut line = vec![self.lines.paint.bold(&safe::words(&c.path))];
        line.extend(
            self.library
                .ask(&c.sha256, |r| {
                    let day =
                        r.published.edtf.as_deref().map(|p| format!("published {} ({})", safe::words(p), r.published.basis));
                    day.into_iter().chain(r.outlet.as_deref().map(|o| self.lines.names.of(o))).collect::<Vec<_>>()
                })
                .unwrap_or_default(),
        );
        line.join(" · ")
    }

    /// What the report itself tells at these words: where fields of several reports agree, they are one event.
    fn told(&self, c: &Citation) -> Option<String> {
        let told = |r: &Reading| r.events.iter().find(|e| e.span == c.span).cloned();
        let event: Event = self.library.ask(&c.sha256, told)??;
        let mut fields = vec![format!("bytes {}–{}", c.span.start(), c.span.end()), event.status.clone()];
        fields.push(event.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words));
        fields.extend(event.place.as_deref().map(|p| self.lines.names.of(p)));
        fields.extend(self.lines.names.round(event.process.as_deref(), event.round));
        fields.extend((!event.participants.is_empty()).then(|| self.lines.names.participants(&event.participants)));
        Some(format!("read here: {}", fields.join(" · ")))
    }

    fn commitment(&self, c: &Commitment) -> String {
        let due = c.due.as_deref().map(|d| format!(", due {}", safe::words(d))).unwrap_or_default();
        format!("{}: {}{due} · {}", self.lines.names.list(&c.who), safe::words(&c.what), c.state.name())
    }
}

/// Whether a commitment is shown kept by the entry, or was announced by its words.
fn rests(c: &Commitment, e: &Entry) -> bool {
    c.kept_by.as_ref() == Some(&e.id) || c.citations.iter().any(|x| e.citations.contains(x))
}
