//! `mahdar statements` and `mahdar figures`: what all reports together say, report by report in the order of their days.

use crate::args::FindingsArgs;
use crate::library::Library;
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::findings::number;
use crate::show::paint::Paint;
use crate::sieve::Sieve;
use crate::{Status, data, safe};
use anyhow::Result;
use reading::{Figure, Reader, Reading, Said};
use serde_json::{Value, json};
use source::Span;
use std::path::Path;

/// The words shown are cut after so many characters.
const MOST: usize = 240;

/// Who said what.
pub(crate) fn statements(args: &FindingsArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    run(args, register, data, |view, reading| {
        let wanted = |s: &&Said| !view.sieve.asks_for_party() || s.speaker.as_deref().is_some_and(|id| view.party(id));
        let shape = view.shapes(reading, "statements");
        let wanted = reading.statements.iter().enumerate().filter(|(_, s)| wanted(s));
        wanted.map(|(i, s)| (view.said(reading, s), s.words.span, shape(i))).collect()
    })
}

/// How many of what.
pub(crate) fn figures(args: &FindingsArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    run(args, register, data, |view, reading| {
        if !view.sieve.names_party(reading) {
            return Vec::new();
        }
        let shape = view.shapes(reading, "figures");
        reading.figures.iter().enumerate().map(|(i, f)| (view.figure(reading, f), f.span, shape(i))).collect()
    })
}

/// A finding as a line, its words, and the contract's JSON.
type Found = (String, Span, Value);

/// How findings are shown.
struct View<'a> {
    names: Names<'a>,
    paint: Paint,
    sieve: Sieve,
    reader: &'a Reader,
    /// Whether programs read the output.
    json: bool,
}

fn run(
    args: &FindingsArgs,
    register: Option<&Path>,
    data: Option<&Path>,
    find: impl Fn(&View, &Reading) -> Vec<Found>,
) -> Result<Status> {
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let library = Library::open(reader, &args.paths, &args.intake, register, &mut out)?;
    let sieve = Sieve::new(&args.filter, reader, &|id| library.names(id))?;
    let view = View { names: Names(reader.dossier()), paint: Paint(out::coloured()), sieve, reader, json: args.json };
    let mut readings: Vec<&Reading> = library.readings()?.iter().filter(|r| view.sieve.report(r)).collect();
    readings.sort_by_key(|r| (day(r), &r.path, &r.sha256));
    let mut shown = 0;
    for reading in readings {
        for (line, span, shape) in find(&view, reading) {
            shown += 1;
            let words = library.words(&reading.sha256, span)?;
            if args.json {
                out.line(&json_line(&for_programs(reading, shape, &words)))?;
            } else {
                out.line(&line)?;
                out.line(&format!("    {} [{}]", safe::first_words(&words, MOST), safe::words(&reading.path)))?;
            }
        }
    }
    out.flush()?;
    if shown == 0 {
        out::say("nothing of that kind was found in these reports");
    }
    Ok(Status::of(library.failures))
}

/// The first day on which the report may have been published; unknown days last.
fn day(r: &Reading) -> i64 {
    r.published.edtf.as_deref().and_then(record::days).map_or(i64::MAX, |d| d.0)
}

/// The contract's shape with the report it stands in and its words.
fn for_programs(r: &Reading, shape: Value, words: &str) -> Value {
    let mut value = json!({"path": r.path, "sha256": r.sha256, "outlet": r.outlet, "published": r.published.edtf});
    if let (Some(all), Value::Object(shape)) = (value.as_object_mut(), shape) {
        all.extend(shape);
        all.insert("words".to_owned(), words.into());
    }
    value
}

impl View<'_> {
    /// The contract's JSON of the findings of one sort, by position; nothing where nobody asks for it.
    fn shapes(&self, reading: &Reading, sort: &'static str) -> impl Fn(usize) -> Value + use<> {
        let mut all = if self.json { reading.to_json()[sort].take() } else { Value::Null };
        let all = all.as_array_mut().map(std::mem::take).unwrap_or_default();
        move |i| all.get(i).cloned().unwrap_or_default()
    }

    fn party(&self, entity: &str) -> bool {
        self.sieve.party(entity, self.reader.dossier())
    }

    /// The day on which a report was published.
    fn published(&self, r: &Reading) -> String {
        self.paint.bold(&r.published.edtf.as_deref().map_or_else(|| "no date".to_owned(), safe::words))
    }

    /// Day, speaker, media, occasion, kind, acts and topics.
    fn said(&self, r: &Reading, s: &Said) -> String {
        let speaker = s.speaker.as_deref().map_or_else(|| "speaker unknown".to_owned(), |id| self.names.of(id));
        let mut line = vec![self.published(r), self.paint.with("36", &speaker)];
        line.extend((!s.via.is_empty()).then(|| format!("via {}", self.names.list(&s.via))));
        line.extend(s.words.occasion.as_deref().map(|o| self.names.of(o)));
        line.push(s.words.kind.name().to_owned());
        line.extend((!s.words.acts.is_empty()).then(|| safe::words(&s.words.acts.join(", "))));
        line.extend((!s.words.topics.is_empty()).then(|| self.names.list(&s.words.topics)));
        line.join(" · ")
    }

    /// Day, number, what is counted, treaty.
    fn figure(&self, r: &Reading, f: &Figure) -> String {
        let bound = record::bound_words(f.bound.name());
        let what = format!("{bound}{} {}", number(f.value), safe::words(&f.of));
        let mut line = vec![self.published(r), self.paint.with("36", what.trim_end())];
        line.extend(f.treaty.as_deref().map(|t| self.names.of(t)));
        line.join(" · ")
    }
}
