//! How long the tables take to load and build, and how fast the sample reports are labelled.
//!
//! `speed [ROUNDS]` prints best and median; with `build` or `label` behind it only that step runs, for a profiler.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use dossier::Dossier;
use labels::Lexicon;
use language::{DataError, Files, Pack};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tokens::Tokens;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn main() -> Result<(), DataError> {
    let rounds = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20);
    let only = std::env::args().nth(2).unwrap_or_default();
    let (language, dossiers) =
        (files("data/languages/ar"), ["world", "us-ru-arms-control"].map(|d| files(&format!("data/dossiers/{d}"))));
    let pack = Pack::load(&language)?;
    let dossier = dossier(&dossiers)?;
    let lexicon = Lexicon::build(&pack, &dossier)?;
    println!("{} rows, {} names, {} meanings", pack.rows.len(), dossier.names().len(), lexicon.len());
    if only.is_empty() || only == "build" {
        time("Pack::load", rounds, 0, || black_box(Pack::load(&language)).is_ok());
        time("Dossier::add", rounds, 0, || black_box(self::dossier(&dossiers)).is_ok());
        time("Lexicon::build", rounds, 0, || black_box(Lexicon::build(&pack, &dossier)).is_ok());
    }
    let texts = files("samples/texts");
    let texts: Vec<&str> = texts.matching(|p| p.ends_with(".txt")).map(|(_, t)| t).collect();
    let bytes = texts.iter().map(|t| t.len()).sum();
    let cut: Vec<Tokens> = texts.iter().map(|t| Tokens::cut(t, &pack)).collect();
    if only.is_empty() || only == "label" {
        time("Tokens::cut", rounds * 50, bytes, || texts.iter().all(|t| !black_box(Tokens::cut(t, &pack)).is_empty()));
        time("Lexicon::label", rounds * 50, bytes, || cut.iter().all(|t| !black_box(lexicon.label(t)).all().is_empty()));
        let labels: Vec<_> = cut.iter().map(|t| lexicon.label(t)).collect();
        time("Lexicon::matches_at", rounds * 50, bytes, || {
            let texts = cut.iter().zip(&labels);
            texts.map(|(t, l)| (0..t.len()).map(|i| lexicon.matches_at("time", t, l, i).count()).sum::<usize>()).sum::<usize>()
                > 0
        });
        time("Program::at", rounds * 50, bytes, || {
            let programs = lexicon.programs("time");
            let at = |t, l, i| programs.iter().filter(|p| p.at(&lexicon, t, l, i).is_some()).count();
            cut.iter().zip(&labels).map(|(t, l)| (0..t.len()).map(|i| at(t, l, i)).sum::<usize>()).sum::<usize>() > 0
        });
    }
    Ok(())
}

fn dossier(files: &[Files]) -> Result<Dossier, DataError> {
    let mut all = Dossier::default();
    files.iter().try_for_each(|f| all.add("dossier", f))?;
    all.finish();
    Ok(all)
}

/// Best and median of `rounds`; with `bytes`, megabytes a second beside.
fn time(name: &str, rounds: usize, bytes: usize, run: impl Fn() -> bool) {
    let mut took: Vec<f64> = Vec::new();
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        let ok = run();
        took.push(start.elapsed().as_secs_f64() * 1e3);
        assert!(ok, "{name}: nothing came of it");
    }
    took.sort_by(f64::total_cmp);
    let (best, median) = (took[0], took[took.len() / 2]);
    let speed = |ms: f64| bytes as f64 / 1e3 / ms;
    println!(
        "{name:<20} best {best:>8.3} ms  median {median:>8.3} ms  {:>7.1} MB/s best  {:>7.1} median",
        speed(best),
        speed(median)
    );
}

/// The files of a folder of the tree, those in folders below too.
fn files(folder: &str) -> Files {
    let mut out = Vec::new();
    walk(&Path::new(ROOT).join(folder), "", &mut out);
    Files::new(out)
}

fn walk(folder: &Path, inside: &str, out: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), out);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            out.push((name, text));
        }
    }
}
