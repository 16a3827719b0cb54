//! What commands over many reports share: all readings, one record of them, and the words that it cites.

use crate::args::Reports;
use crate::input::Inputs;
use crate::names::Names;
use crate::out::{self, Out};
use crate::show::paint::Paint;
use crate::words::Words;
use crate::{Status, Usage, batch, data, read, safe};
use anyhow::{Result, bail};
use reading::{Reader, Reading};
use record::{Citation, Record};
use serde_json::{Value, json};
use source::{Source, Span};
use std::collections::HashMap;
use std::path::Path;

/// The words shown of a citation are cut after so many characters.
const MOST: usize = 100;

/// Readings in order, and the first words of each event and statement by report and place.
pub(crate) struct Gathered {
    pub(crate) reader: &'static Reader,
    pub(crate) readings: Vec<Reading>,
    pub(crate) record: Record,
    words: HashMap<(String, Span), String>,
    failures: usize,
    pub(crate) paint: Paint,
}

/// Reads all reports and makes their record.
pub(crate) fn gather(from: &Reports, register: Option<&Path>, data: Option<&Path>, out: &mut Out) -> Result<Gathered> {
    if from.paths.is_empty() {
        let named = register.map(|r| format!(" {}", r.display())).unwrap_or_default();
        bail!(Usage(format!("the register{named} cannot be read yet: it comes with a later version; name the reports to read")));
    }
    let reader = data::reader(data)?;
    let (mut readings, mut words, mut failures) = (Vec::new(), HashMap::new(), 0);
    let make = |source: &Source, reading: Reading| {
        let said = if from.json { Vec::new() } else { words_of(source, &reading) };
        (reading, said)
    };
    batch::each(reader, Inputs::new(&from.paths, None), make, |made| {
        match made {
            Ok((reading, said)) => {
                words.extend(said.into_iter().map(|(span, words)| ((reading.sha256.clone(), span), words)));
                readings.push(reading);
            }
            Err(failed) => {
                failures += 1;
                read::tell(out, &failed)?;
            }
        }
        Ok(())
    })?;
    let record = Record::build(&readings, reader.dossier(), from.as_of.as_deref());
    Ok(Gathered { reader, readings, record, words, failures, paint: Paint(out::coloured()) })
}

fn words_of(source: &Source, reading: &Reading) -> Vec<(Span, String)> {
    let words = Words::of(source, reading);
    let events = reading.events.iter().flat_map(|e| e.also.iter().copied().chain([e.span]));
    let spans = events.chain(reading.statements.iter().map(|s| s.words.span)).chain(reading.figures.iter().map(|f| f.span));
    spans.map(|s| (s, safe::first_words(words.at(s), MOST))).collect()
}

impl Gathered {
    pub(crate) fn status(&self) -> Status {
        Status::of(self.failures)
    }
    pub(crate) fn names(&self) -> Names<'static> {
        Names(self.reader.dossier())
    }
    /// The words, safe to show, and the path of their report.
    pub(crate) fn cited(&self, c: &Citation) -> String {
        let words = self.words.get(&(c.sha256.clone(), c.span)).map(|w| format!("{w} ")).unwrap_or_default();
        format!("{words}[{}]", safe::words(&c.path))
    }
}

/// A citation in the contract's shape.
pub(crate) fn citation(c: &Citation) -> Value {
    json!({"path": c.path, "sha256": c.sha256, "start": c.span.start(), "end": c.span.end()})
}

/// `1 report`, `2 reports`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
