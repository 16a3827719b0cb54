//! `mahdar search`: sentences by their words.

use crate::args::{InArgs, SearchArgs};
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::paint::Paint;
use crate::sieve::Sieve;
use crate::{Status, Usage, add, data, library, safe};
use anyhow::{Result, bail};
use reading::Reader;
use serde_json::{Value, json};
use source::{Source, Span};
use std::path::Path;
use store::{Analyser, Hit, Query, Register, StoreError};

/// Finds the sentences and prints them, the best first.
pub(crate) fn run(args: &SearchArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let analyser = Analyser::new(reader.pack(), reader.dossier());
    let query = match Query::parse(&asked(&args.words), &analyser) {
        Err(StoreError::Query(why)) => bail!(Usage(why)),
        query => query?,
    };
    let mut out = Out::new();
    let (register, failures) = match args.place.paths.as_slice() {
        [] => (library::open(register)?, 0),
        _ => in_memory(reader, &analyser, &args.place, &mut out)?,
    };
    let sieve = Sieve::new(&args.filter, reader, &|id| register.names_entity(id).unwrap_or(false))?;
    let (hits, all) = register.search(&query, &sieve.filter(), args.limit, &analyser)?;
    let shown = Hits { names: Names(reader.dossier()), paint: Paint(out::coloured()) };
    for hit in &hits {
        out.line(&if args.json { json_line(&found(&register, hit)?) } else { shown.show(hit) })?;
    }
    out.flush()?;
    match (hits.len(), all) {
        (_, 0) => out::say("no sentence holds these words"),
        (shown, all) if shown < all && !args.json => out::say(&format!("{shown} of {all} sentences; more with --limit")),
        _ => {}
    }
    Ok(Status::of(failures))
}

/// The words as one query: what the shell took for one word is looked for in a row.
fn asked(words: &[String]) -> String {
    let quoted = |w: &String| match w.contains(char::is_whitespace) && words.len() > 1 && !w.contains('"') {
        true => format!("\"{w}\""),
        false => w.clone(),
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// A register of the reports named, for this search only.
fn in_memory(reader: &Reader, analyser: &Analyser, from: &InArgs, out: &mut Out) -> Result<(Register, usize)> {
    let mut register = Register::in_memory()?;
    let make = |source: &Source, reading: reading::Reading| add::prepared(source, &reading, analyser);
    let failures = library::read_all(reader, (&from.paths, &from.intake), out, make, |report| {
        register.add(&report?, "")?;
        Ok(())
    })?;
    Ok((register, failures))
}

/// How sentences are shown.
struct Hits<'a> {
    names: Names<'a>,
    paint: Paint,
}

impl Hits<'_> {
    /// Report, day and outlet; then the sentence, its words marked.
    fn show(&self, hit: &Hit) -> String {
        let mut head = vec![self.paint.bold(&safe::words(&hit.path))];
        head.extend(hit.published.as_deref().map(safe::words));
        head.extend(hit.outlet.as_deref().map(|o| self.names.of(o)));
        format!("{}\n    {}", head.join(" · "), self.marked(hit))
    }

    /// The sentence on one line; without colours the words that fit stand between brackets.
    fn marked(&self, hit: &Hit) -> String {
        let mut line = String::new();
        let mut at = 0;
        let flat = |text: &str| safe::visible(text).replace(['\n', '\t'], " ");
        for mark in &hit.marks {
            let (start, end) = (mark.start() as usize, mark.end() as usize);
            line.push_str(&flat(hit.text.get(at..start).unwrap_or_default()));
            let words = flat(mark.of(&hit.text));
            line.push_str(&if self.paint.0 { self.paint.with("1;32", &words) } else { format!("[{words}]") });
            at = end;
        }
        line.push_str(&flat(hit.text.get(at..).unwrap_or_default()));
        safe::isolated(&line)
    }
}

/// A sentence for other programs: offsets in bytes of the source, as everywhere.
fn found(register: &Register, hit: &Hit) -> Result<Value> {
    let source = register.source(&hit.sha256)?;
    let clean = source.as_ref().and_then(|s| clean::clean(s).ok());
    let at = |span: Span| clean.as_ref().map_or(span, |c| c.map().to_source(span));
    let inside = |m: &Span| {
        let mark = at(Span::new(hit.span.start() + m.start(), hit.span.start() + m.end()));
        json!({"start": mark.start(), "end": mark.end(), "words": m.of(&hit.text)})
    };
    let span = at(hit.span);
    Ok(json!({
        "path": hit.path, "sha256": hit.sha256, "outlet": hit.outlet, "published": hit.published,
        "start": span.start(), "end": span.end(), "text": hit.text,
        "marks": hit.marks.iter().map(inside).collect::<Vec<_>>(),
        "score": (hit.score * 1000.0).round() / 1000.0,
    }))
}
