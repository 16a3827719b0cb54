//! `mahdar timeline`: the chronology that many reports tell together.

use crate::args::TimelineArgs;
use crate::input::Inputs;
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::paint::Paint;
use crate::words::Words;
use crate::{Status, Usage, batch, data, read, safe};
use anyhow::{Result, bail};
use reading::{Reader, Reading};
use record::{Citation, Entry, Record};
use source::{Source, Span};
use std::collections::HashMap;
use std::path::Path;

/// The words shown of an entry are cut after so many characters.
const MOST: usize = 100;

/// The first words of each event: by report and place.
type Quotes = HashMap<(String, Span), String>;

/// Reads the reports, merges their readings and prints the record.
pub(crate) fn run(args: &TimelineArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    if args.paths.is_empty() {
        let named = register.map(|r| format!(" {}", r.display())).unwrap_or_default();
        bail!(Usage(format!("the register{named} cannot be read yet: it comes with a later version; name the reports to read")));
    }
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let (readings, quotes, failures) = gather(reader, args, &mut out)?;
    let record = Record::build(&readings, reader.dossier(), args.as_of.as_deref());
    if args.json {
        out.line(&json_line(&record.to_json()))?;
    } else {
        let shown = Timeline { names: Names(reader.dossier()), paint: Paint(out::coloured()), quotes: &quotes };
        shown.print(&record, args.all, &mut out)?;
    }
    out.flush()?;
    Ok(Status::of(failures))
}

/// All readings in order, the words of their events, and how many reports could not be read.
fn gather(reader: &Reader, args: &TimelineArgs, out: &mut Out) -> Result<(Vec<Reading>, Quotes, usize)> {
    let (mut readings, mut quotes, mut failures) = (Vec::new(), Quotes::new(), 0);
    let make = |source: &Source, reading: Reading| {
        let said = if args.json { Vec::new() } else { quotes_of(source, &reading) };
        (reading, said)
    };
    let inputs = Inputs::new(&args.paths, None).with(&args.intake)?;
    let ledger = inputs.ledger();
    batch::each(reader, inputs, make, |made| {
        match made {
            Ok((reading, said)) => {
                quotes.extend(said.into_iter().map(|(span, words)| ((reading.sha256.clone(), span), words)));
                readings.push(reading);
            }
            Err(failed) => {
                failures += 1;
                read::tell(out, &failed)?;
            }
        }
        Ok(())
    })?;
    out.flush()?;
    read::say_what_went_in(&ledger.borrow());
    Ok((readings, quotes, failures))
}

fn quotes_of(source: &Source, reading: &Reading) -> Vec<(Span, String)> {
    let words = Words::of(source, reading);
    let spans = reading.events.iter().flat_map(|e| e.also.iter().chain([&e.span]));
    spans.map(|s| (*s, safe::first_words(words.at(*s), MOST))).collect()
}

/// How a record is shown.
struct Timeline<'a> {
    names: Names<'a>,
    paint: Paint,
    quotes: &'a Quotes,
}

impl Timeline<'_> {
    fn print(&self, record: &Record, all: bool, out: &mut Out) -> Result<()> {
        let entries: Vec<&Entry> = record.entries().iter().filter(|e| all || e.main).collect();
        for entry in &entries {
            out.line(&self.head(entry))?;
            for line in self.rest(entry) {
                out.line(&format!("    {line}"))?;
            }
        }
        let hidden = record.entries().len() - entries.len();
        if entries.is_empty() {
            out.line("no event was found in these reports")?;
        }
        if hidden > 0 {
            out.line(&self.paint.dim(&format!("({hidden} more with --all)")))?;
        }
        Ok(())
    }

    /// When, what and who.
    fn head(&self, e: &Entry) -> String {
        let date = e.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
        let kind = format!("{} ({})", self.paint.with("36", &safe::words(&e.kind)), safe::words(&e.status));
        let who = self.names.participants(&e.participants);
        let parts = [self.paint.bold(&date), kind, who];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Where, which round and with what outcome; the witnesses; disputes; the words.
    fn rest(&self, e: &Entry) -> Vec<String> {
        let mut facts = Vec::new();
        facts.extend(e.place.as_deref().map(|p| self.names.of(p)));
        facts.extend(self.names.round(e.process.as_deref(), e.round));
        facts.extend(e.object.as_deref().map(|o| self.names.of(o)));
        facts.extend(e.outcome.iter().map(|o| safe::words(o)));
        let mut lines = if facts.is_empty() { Vec::new() } else { vec![facts.join(" · ")] };
        for dispute in &e.disputes {
            let values: Vec<String> = dispute.values.iter().map(|v| self.disputed(v)).collect();
            lines.push(format!("disputed {}: {}", dispute.field, values.join("; ")));
        }
        let reports = if e.reports == 1 { "report" } else { "reports" };
        let witnesses = format!("{} {reports}, {} independent", e.reports, e.independent_sources);
        let words = e.citations.first().map(|c| format!(" · {}", self.cited(c))).unwrap_or_default();
        lines.push(format!("{}{words}", self.paint.dim(&witnesses)));
        lines
    }

    fn disputed(&self, value: &record::DisputedValue) -> String {
        let mut reports: Vec<&str> = value.citations.iter().map(|c| c.path.as_str()).collect();
        reports.dedup();
        let reports: Vec<String> = reports.iter().map(|r| safe::words(r)).collect();
        format!("{} ({})", self.names.of(&value.value), reports.join(", "))
    }

    fn cited(&self, c: &Citation) -> String {
        let words = self.quotes.get(&(c.sha256.clone(), c.span)).map(|w| format!("{w} ")).unwrap_or_default();
        format!("{words}[{}]", safe::words(&c.path))
    }
}
