//! How long merging takes, and how much memory: `merge [REPORTS …]`, by default 1000, 10000 and 100000. `merge write REPORTS FILE`
//! only makes the reports, one JSON object a line, as `mahdar add` takes them in.
//!
//! The reports are made of the samples: each tells one of as many events as there are eighths of reports, and takes its names, dates
//! and numbers from that event; which paragraphs it prints, their order and some of their words are its own.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use anyhow::{Context, Result};
use dossier::{Dossier, EntityKind, NameSort};
use reading::{Reader, Reading, TimeKind};
use record::Record;
use source::{Given, Source, Span};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

/// Reports of one event, on average.
const OF_ONE: usize = 8;
/// Paragraphs of a report besides its title and its first.
const PARAGRAPHS: u64 = 2;
/// Of so many words one is another's.
const OTHER_WORD: u64 = 30;
/// Days over which events are spread, from the first on (1 January 1990).
const DAYS: (i64, u64) = (726_468, 13_000);

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [word, count, file] = &args[..]
        && word == "write"
    {
        return write(count.parse().context("REPORTS is a whole number")?, file);
    }
    let sizes: Vec<usize> = args.iter().map(|n| n.parse().context("REPORTS are whole numbers")).collect::<Result<_>>()?;
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    let reader = bench::reader()?;
    let samples = samples(&reader)?;
    println!(
        "| reports | bytes | read | merged | by the clock | a report | a report / log₂ n | entries | commitments | memory of readings | with the record |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for n in sizes {
        row(&reader, &samples, n)?;
    }
    Ok(())
}

/// Writes `n` reports to a file, one a line.
fn write(n: usize, file: &str) -> Result<()> {
    let reader = bench::reader()?;
    let samples = samples(&reader)?;
    let mut out = BufWriter::new(File::create(file).with_context(|| format!("cannot write {file}"))?);
    for i in 0..n {
        let source = report(&samples, reader.dossier(), n, i);
        let (text, given) = (std::str::from_utf8(source.bytes())?, source.given());
        let line = serde_json::json!({"text": text, "date": given.published, "outlet": given.outlet});
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

fn row(reader: &Reader, samples: &[Sample], n: usize) -> Result<()> {
    let start = cpu();
    let (mut readings, mut bytes) = (Vec::with_capacity(n), 0);
    for i in 0..n {
        let source = report(samples, reader.dossier(), n, i);
        bytes += source.bytes().len();
        readings.push(reader.read(&source).map_err(|e| anyhow::anyhow!("{e}"))?);
    }
    let (read, held) = (cpu() - start, peak());
    let (start, clock) = (cpu(), Instant::now());
    let record = Record::build(&readings, reader.dossier(), None);
    let (merged, clock) = (cpu() - start, clock.elapsed().as_secs_f64());
    let each = merged * 1e6 / n as f64;
    println!(
        "| {n} | {bytes} | {read:.1} s | {merged:.2} s | {clock:.2} s | {each:.0} µs | {:.2} µs | {} | {} | {held} MB | {} MB |",
        each / (n as f64).log2(),
        record.entries().len(),
        record.commitments().len(),
        peak()
    );
    Ok(())
}

/// Processor time that the process has used, in seconds, to the hundredth: other work on the machine does not count. 0 where the
/// system does not say.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2);
    fields.filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that the process has held, in megabytes; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<usize>().ok()).unwrap_or(0) / 1024
}

/// What can be changed in a sample.
enum Slot {
    /// A person's name.
    Person(String),
    /// A day.
    Date,
    /// A number in digits.
    Number,
}

struct Sample {
    text: String,
    slots: Vec<(Span, Slot)>,
    words: Vec<String>,
}

fn samples(reader: &Reader) -> Result<Vec<Sample>> {
    let mut out = Vec::new();
    for text in bench::samples()? {
        let reading = reader.read(&Source::new("sample", text.clone().into_bytes())).map_err(|e| anyhow::anyhow!("{e}"))?;
        let words = text.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).map(str::to_owned).collect();
        out.push(Sample { slots: slots(&reading, &text), text, words });
    }
    Ok(out)
}

/// Names of known persons, dates and figures, in order, none over another.
fn slots(reading: &Reading, text: &str) -> Vec<(Span, Slot)> {
    let people = reading.mentions.iter().filter(|m| m.entity.starts_with("person/"));
    let dates = reading.times.iter().filter(|t| t.kind == TimeKind::Date && t.value.len() == 10);
    let mut all: Vec<(Span, Slot)> = people.map(|m| (m.span, Slot::Person(m.entity.clone()))).collect();
    all.extend(dates.map(|t| (t.span, Slot::Date)));
    for f in &reading.figures {
        let words = f.span.of(text);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count() as u32;
        if digits > 0 {
            all.push((Span::new(f.span.start(), f.span.start() + digits), Slot::Number));
        }
    }
    all.sort_by_key(|s| (s.0.start(), s.0.end()));
    let mut end = 0;
    all.retain(|s| {
        let free = s.0.start() >= end;
        end = if free { s.0.end() } else { end };
        free
    });
    all
}

/// A number that hangs on its arguments only (splitmix64).
fn chance(what: &[u64]) -> u64 {
    what.iter().fold(0x9e37_79b9_7f4a_7c15, |n: u64, w| {
        let n = (n ^ w).wrapping_add(0x9e37_79b9_7f4a_7c15);
        let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    })
}

/// The `i`-th of `n` reports.
fn report(samples: &[Sample], dossier: &Dossier, n: usize, i: usize) -> Source {
    let event = chance(&[1, i as u64]) % (n / OF_ONE).max(1) as u64;
    let sample = &samples[(chance(&[2, event]) % samples.len() as u64) as usize];
    let day = DAYS.0 + (chance(&[3, event]) % DAYS.1) as i64;
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in sample.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at, at + line.len()));
        }
        at += line.len();
    }
    let mut chosen: Vec<(usize, usize)> = lines.iter().take(2).copied().collect();
    for k in 0..PARAGRAPHS {
        chosen.push(lines[(chance(&[4, i as u64, k]) % lines.len() as u64) as usize]);
    }
    let mut text = String::new();
    for (from, to) in chosen {
        line(&mut text, sample, dossier, (from, to), (event, i as u64, day));
        text.push('\n');
    }
    let published = days::iso(day + (chance(&[5, i as u64]) % 3) as i64);
    let outlet = format!("outlet/paper-{}", chance(&[6, i as u64]) % 200);
    let given = Given { published: Some(published), outlet: Some(outlet), ..Given::default() };
    Source::new(format!("made/{i}.txt"), text.into_bytes()).with_given(given)
}

/// One line of a sample, changed.
fn line(out: &mut String, sample: &Sample, dossier: &Dossier, (from, to): (usize, usize), (event, report, day): (u64, u64, i64)) {
    let mut at = from;
    for (k, (span, slot)) in sample.slots.iter().enumerate() {
        let (start, end) = (span.start() as usize, span.end() as usize);
        if start < at || end > to {
            continue;
        }
        words(out, &sample.text[at..start], sample, report);
        match slot {
            Slot::Person(id) => {
                out.push_str(name(dossier, chance(&[7, event, id.len() as u64, u64::from(id.as_bytes()[id.len() - 1])])))
            }
            Slot::Date => out.push_str(&days::iso(day - 20 * k as i64)),
            Slot::Number => out.push_str(&(chance(&[8, event, k as u64]) % 2_000).to_string()),
        }
        at = end;
    }
    words(out, &sample.text[at..to], sample, report);
}

/// Words of a sample, of which some are others of it.
fn words(out: &mut String, text: &str, sample: &Sample, report: u64) {
    for (k, word) in text.split_inclusive(' ').enumerate() {
        let other = chance(&[9, report, k as u64, word.len() as u64]);
        if other.is_multiple_of(OTHER_WORD) && word.ends_with(' ') && word.trim().chars().all(char::is_alphabetic) {
            out.push_str(&sample.words[(other / OTHER_WORD % sample.words.len() as u64) as usize]);
            out.push(' ');
        } else {
            out.push_str(word);
        }
    }
}

/// A person's name of the dossiers.
fn name(dossier: &Dossier, chance: u64) -> &str {
    let names = dossier.names();
    let from = (chance % names.len() as u64) as usize;
    let fits = |n: &&dossier::Name| {
        n.sort == NameSort::Full && dossier.entity(n.entity).kind == EntityKind::Person && !n.form.is_ascii()
    };
    names[from..].iter().chain(&names[..from]).find(fits).map_or("", |n| &n.form)
}
