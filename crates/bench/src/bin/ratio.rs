//! How many megabytes a second each step reads, beside bare UAX #29 word segmentation of the same text in the same run.
//!
//! `ratio [ROUNDS]`: every round takes each step in turn over all sample reports, each report by itself, so that what else the
//! machine does falls on all of them alike. The best and the median round are printed. `ratio load` times the loading instead.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use anyhow::{Result, bail};
use labels::Lexicon;
use reading::Reader;
use std::hint::black_box;
use std::time::Instant;
use tokens::Tokens;

/// Rounds when none are asked for.
const ROUNDS: usize = 200;

fn main() -> Result<()> {
    let asked = std::env::args().nth(1);
    match asked.as_deref() {
        Some("load") => load(20),
        Some(n) => match n.parse() {
            Ok(rounds) if rounds > 0 => ratio(rounds),
            _ => bail!("'{n}' is not a number of rounds, nor 'load'"),
        },
        None => ratio(ROUNDS),
    }
}

/// A step and the seconds that each round of it took.
struct Step<'a> {
    name: &'static str,
    run: Box<dyn Fn() + 'a>,
    seconds: Vec<f64>,
}

impl<'a> Step<'a> {
    fn new(name: &'static str, run: impl Fn() + 'a) -> Self {
        Self { name, run: Box::new(run), seconds: Vec::new() }
    }
    fn take(&mut self) {
        let start = Instant::now();
        (self.run)();
        self.seconds.push(start.elapsed().as_secs_f64());
    }
    fn sort(&mut self) {
        self.seconds.sort_by(f64::total_cmp);
    }
    fn best(&self) -> f64 {
        self.seconds.first().copied().unwrap_or(f64::NAN)
    }
    fn median(&self) -> f64 {
        self.seconds.get(self.seconds.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

fn ratio(rounds: usize) -> Result<()> {
    let reader = bench::reader()?;
    let texts = bench::samples()?;
    let sources = bench::sources()?;
    let cut: Vec<Tokens> = texts.iter().map(|t| Tokens::cut(t, reader.pack())).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut steps = [
        Step::new("UAX #29 words, counted", || each(&texts, |t| bench::uax29(t))),
        Step::new("Tokens::cut", || each(&texts, |t| Tokens::cut(t, reader.pack()))),
        Step::new("Lexicon::label", || each(&cut, |t| reader.lexicon().label(t))),
        Step::new("Reader::read", || each(&sources, |s| reader.read(s))),
    ];
    for step in &mut steps {
        (step.run)();
    }
    for _ in 0..rounds {
        steps.iter_mut().for_each(Step::take);
    }
    steps.iter_mut().for_each(Step::sort);
    println!("{} reports, {bytes} bytes, {rounds} rounds, one core", texts.len());
    println!("{:<24} {:>12} {:>12} {:>14}", "step", "best MB/s", "median MB/s", "x UAX #29");
    let (mb, yard) = (bytes as f64 / 1e6, steps[0].median());
    for s in &steps {
        println!("{:<24} {:>12.1} {:>12.1} {:>14.2}", s.name, mb / s.best(), mb / s.median(), s.median() / yard);
    }
    println!(
        "ratio read/uax29: {:.2} by the medians, {:.2} by the best (target: at most 5)",
        steps[3].median() / yard,
        steps[3].best() / steps[0].best()
    );
    Ok(())
}

/// Makes something of every report; the compiler may not leave it out.
fn each<T, O>(list: &[T], make: impl Fn(&T) -> O) {
    for item in list {
        black_box(make(black_box(item)));
    }
}

/// Where the time before the first report goes.
fn load(rounds: usize) -> Result<()> {
    let mut times: [Vec<f64>; 5] = Default::default();
    let mut clock = |n: usize, start: Instant| times[n].push(start.elapsed().as_secs_f64() * 1e3);
    for _ in 0..rounds {
        let t = Instant::now();
        let pack = bench::pack()?;
        clock(0, t);
        let t = Instant::now();
        let dossier = bench::dossiers()?;
        clock(1, t);
        let t = Instant::now();
        let lexicon = Lexicon::build(&pack, &dossier)?;
        clock(2, t);
        drop(lexicon);
        let t = Instant::now();
        let reader = Reader::new(pack, dossier)?;
        clock(3, t);
        let t = Instant::now();
        drop(black_box(reader));
        clock(4, t);
    }
    for (name, ms) in ["Pack::load", "Dossier::add", "Lexicon::build", "Reader::new", "dropping it"].iter().zip(&mut times) {
        ms.sort_by(f64::total_cmp);
        println!("{name:<16} {:>8.1} ms (median of {rounds})", ms[ms.len() / 2]);
    }
    Ok(())
}
