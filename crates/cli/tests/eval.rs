//! `mahdar eval` prints what score.py prints.
#![allow(clippy::unwrap_used)]

mod common;

use common::{folder, mahdar, repository, text};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// The script, or a loud word why it is not compared with; written to standard error itself, because the test runner keeps what
/// `eprintln!` says of a test that passes.
fn script() -> Option<PathBuf> {
    let script = repository().join("../shared/gold/score.py");
    let runs = Command::new("python3").arg("--version").output().is_ok();
    if script.exists() && runs {
        return Some(script);
    }
    let why = if runs { "../shared/gold/score.py is not there" } else { "python3 does not run here" };
    std::io::stderr().write_all(format!("SKIPPED: mahdar eval is not compared with score.py: {why}\n").as_bytes()).unwrap();
    None
}

#[test]
fn the_table_is_that_of_the_script() {
    let Some(script) = script() else { return };
    let (gold, texts) = ("samples/gold", "samples/texts");
    let dir = tempfile::tempdir().unwrap();
    let readings = dir.path().join("readings.jsonl");
    std::fs::write(&readings, &mahdar().args(["read", "--json", texts]).output().unwrap().stdout).unwrap();
    let mut files: Vec<PathBuf> = std::fs::read_dir(repository().join(gold)).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "json"));
    files.sort();
    for errors in [false, true] {
        let flag = errors.then_some("--errors");
        let mut python = Command::new("python3");
        python.env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1").current_dir(repository());
        let theirs = python.arg(&script).args(flag).args(["--texts", texts]).arg(&readings).args(&files).output().unwrap();
        assert!(theirs.status.success(), "{}", text(&theirs.stderr));
        let ours = mahdar().args(["eval", "--gold", gold, "--texts", texts]).args(flag).assert().success().get_output().clone();
        assert_eq!(text(&ours.stdout), text(&theirs.stdout));
    }
}

#[test]
fn annotations_without_a_report_are_left_out() {
    let dir = folder(&[("g/record.json", b"{\"about\":{}}"), ("g/note.txt", b"x")]);
    let out = mahdar().current_dir(&dir).args(["eval", "--gold", "g", "--texts", "t"]).assert().code(2).get_output().clone();
    assert!(text(&out.stderr).contains("the folder g holds no annotations"), "{}", text(&out.stderr));
}

#[test]
fn a_report_that_is_missing_is_named() {
    let gold = br#"{"doc":"x.txt","published":{},"zones":[],"mentions":[],"roles":[],"times":[],"quantities":[],"statements":[],"events":[]}"#;
    let dir = folder(&[("g/x.json", gold)]);
    let out = mahdar().current_dir(&dir).args(["eval", "--gold", "g", "--texts", "t"]).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).starts_with("mahdar: cannot read t/x.txt"), "{}", text(&out.stderr));
}
