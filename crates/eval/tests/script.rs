//! The crate and the scripts it is a port of, on the same noisy readings and records: their output must be identical.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_precision_loss)]

mod noise;

use eval::{GoldDoc, score, score_record};
use noise::{Dice, Noisy};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Written to standard error itself, because the test runner keeps what `eprintln!` says of a test that passes.
fn skipped(why: &str) {
    std::io::stderr().write_all(format!("SKIPPED: the port is not compared with the scripts: {why}\n").as_bytes()).unwrap();
}

/// The folder of the scripts, or None with a loud word why not.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(REPOSITORY).join("../shared");
    if !shared.join("gold/score.py").exists() {
        skipped(&format!("{} holds no gold/score.py", shared.display()));
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        skipped("python3 does not run here");
        return None;
    }
    Some(shared)
}

fn python(script: &Path, args: &[&Path], errors: bool) -> String {
    let mut command = Command::new("python3");
    command.env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1").arg(script).args(errors.then_some("--errors"));
    let out = command.arg("--texts").args(args).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Gold files with their texts; files that annotate no report are left out.
fn load(gold: &Path, texts: &Path) -> Vec<(Value, String)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(gold).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "json"));
    files.sort();
    let values = files.iter().map(|f| serde_json::from_str::<Value>(&std::fs::read_to_string(f).unwrap()).unwrap());
    let docs = values.filter(|v| v["doc"].is_string());
    docs.map(|v| (v.clone(), std::fs::read_to_string(texts.join(v["doc"].as_str().unwrap())).unwrap())).collect()
}

fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// Writes bent gold and noisy readings, and compares all that both sides print.
fn compare(script: &Path, docs: &[(Value, String)], texts: &Path, name: &str, seed: u64) {
    let dir = scratch(&format!("{name}-{seed}"));
    let (mut files, mut lines, mut ours) = (Vec::new(), String::new(), Vec::new());
    for (i, (gold, text)) in docs.iter().enumerate() {
        let (mut gold, mut dice) = (gold.clone(), Dice::new(seed * 1000 + i as u64));
        if seed > 0 {
            noise::bend(&mut gold, &mut dice);
        }
        let mut noisy = Noisy { gold: &gold, text, dice, names: BTreeMap::new() };
        let reading = (seed < 2 || !noisy.dice.one_in(8)).then(|| noisy.reading());
        lines.extend(reading.iter().map(|r| format!("{r}\n")));
        let file = dir.join(format!("{i}.json"));
        std::fs::write(&file, gold.to_string()).unwrap();
        ours.push((GoldDoc::from_json(&file.to_string_lossy(), &gold.to_string()).unwrap(), text.clone(), reading));
        files.push(file);
    }
    let readings = dir.join("readings.jsonl");
    std::fs::write(&readings, lines).unwrap();
    let args: Vec<&Path> = [texts, &readings].into_iter().chain(files.iter().map(PathBuf::as_path)).collect();
    let mut printed = String::new();
    let scores = score(&ours, &mut |line| printed.extend([line.as_str(), "\n"])).unwrap();
    let theirs = python(script, &args, true);
    for (i, (a, b)) in printed.lines().chain(scores.to_string().lines()).zip(theirs.lines()).enumerate() {
        assert_eq!(a, b, "line {i} of {name}, seed {seed}");
    }
    assert_eq!(format!("{printed}{scores}\n"), theirs, "{name}, seed {seed}");
    assert_eq!(format!("{scores}\n"), python(script, &args, false));
}

#[test]
fn readings_score_as_score_py_scores_them() {
    let Some(shared) = shared() else { return };
    let samples = Path::new(REPOSITORY).join("samples");
    for (name, gold, texts) in [
        ("seeds", shared.join("gold/seeds"), shared.join("seeds")),
        ("dev", shared.join("dev/gold"), shared.join("dev/texts")),
        ("samples", samples.join("gold"), samples.join("texts")),
    ] {
        let docs = load(&gold, &texts);
        assert!(!docs.is_empty(), "{} holds no gold", gold.display());
        for seed in 0..6 {
            compare(&shared.join("gold/score.py"), &docs, &texts, name, seed);
        }
    }
}

#[test]
fn records_score_as_score_record_py_scores_them() {
    let Some(shared) = shared() else { return };
    let (seeds, dev) = (shared.join("seeds"), shared.join("dev"));
    let seed_docs = load(&shared.join("gold/seeds"), &seeds);
    let dev_docs = load(&dev.join("gold"), &dev.join("texts"));
    for (name, gold, docs, texts) in [
        ("record", shared.join("gold/seeds/record.json"), &seed_docs[..], seeds),
        ("record-a", dev.join("record-a.json"), &dev_docs[..12], dev.join("texts")),
        ("record-b", dev.join("record-b.json"), &dev_docs[12..], dev.join("texts")),
    ] {
        let gold_record: Value = serde_json::from_str(&std::fs::read_to_string(&gold).unwrap()).unwrap();
        for seed in 0..6 {
            let dir = scratch(&format!("{name}-{seed}"));
            let record = noise::record(&gold_record, docs, &mut Dice::new(seed));
            let record_file = dir.join("record.json");
            std::fs::write(&record_file, record.to_string()).unwrap();
            let mut files = vec![texts.clone(), record_file, gold.clone()];
            let mut ours = Vec::new();
            for (i, (doc, text)) in docs.iter().enumerate() {
                files.push(dir.join(format!("{i}.json")));
                std::fs::write(&files[i + 3], doc.to_string()).unwrap();
                ours.push((GoldDoc::from_json("gold", &doc.to_string()).unwrap(), text.clone()));
            }
            let args: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
            let scores = score_record(&record, &gold_record, &ours).unwrap();
            assert_eq!(format!("{scores}\n"), python(&shared.join("gold/score_record.py"), &args, false), "{name}, seed {seed}");
        }
    }
}
