//! A register whose writer is killed at any moment is sound and can be gone on with; readers and a writer do not disturb each other.
//!
//! `MAHDAR_KILLS=300` kills more often than the usual thirty times.
#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "a test of moments, with its number from outside")]

mod common;

use common::{mahdar, repository, text};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// So many reports are added.
const REPORTS: usize = 160;

/// A file with many reports, one a line: the samples again and again, each with a line of its own.
fn reports(folder: &Path) {
    let mut samples: Vec<_> = std::fs::read_dir(repository().join("samples/texts")).unwrap().map(|e| e.unwrap().path()).collect();
    samples.sort();
    let texts: Vec<String> = samples.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    let line = |n: usize| {
        let paragraphs: Vec<&str> = texts[n % texts.len()].split("\n\n").collect();
        let kept = paragraphs[..2 + n % 3].join("\n\n");
        serde_json::json!({"text": format!("{kept}\n\nالرقم {n}.\n"), "date": "2023-01-01"}).to_string()
    };
    let lines: Vec<String> = (0..REPORTS).map(line).collect();
    std::fs::write(folder.join("many.jsonl"), lines.join("\n")).unwrap();
}

fn adding(folder: &Path, register: &str) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("mahdar"));
    command.current_dir(folder).args(["add", "many.jsonl", "--register", register]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn digest(folder: &TempDir, register: &str) -> String {
    let mut command = mahdar();
    command.current_dir(folder).args(["timeline", "--json", "--register", register]);
    let out = command.assert().success().get_output().clone();
    serde_json::from_slice::<Value>(&out.stdout).unwrap()["digest"].as_str().unwrap().to_owned()
}

fn number(db: &Connection, query: &str) -> i64 {
    db.query_row(query, [], |r| r.get(0)).unwrap()
}

/// How many reports there are; fails where the file is damaged, or a report is there in part, or one before the last is missing.
fn sound(path: &Path) -> i64 {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let check: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(check, "ok");
    assert_eq!(number(&db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    if number(&db, "SELECT count(*) FROM sqlite_master") == 0 {
        return 0;
    }
    let all = number(&db, "SELECT count(*) FROM source");
    assert_eq!(number(&db, "SELECT count(*) FROM reading"), all);
    assert_eq!(number(&db, "SELECT count(DISTINCT source) FROM sentence"), all);
    assert_eq!(number(&db, "SELECT count(*) FROM words"), number(&db, "SELECT count(*) FROM sentence"));
    db.execute("INSERT INTO words (words) VALUES ('integrity-check')", []).unwrap();
    // Reports go in by the order of their lines: no line before the last is missing.
    let mut paths = db.prepare("SELECT path FROM source").unwrap();
    let paths: Vec<String> = paths.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines: Vec<i64> = paths.iter().map(|p| p.rsplit('#').next().unwrap().parse().unwrap()).collect();
    lines.sort_unstable();
    assert_eq!(lines, (1..=all).collect::<Vec<_>>());
    all
}

/// Waits until something is written to the log, or the writer is done.
fn writing(log: &Path, child: &mut Child) {
    let length = || std::fs::metadata(log).map_or(0, |m| m.len());
    let before = length();
    while child.try_wait().unwrap().is_none() {
        // The tables come first.
        if length() > before.max(200_000) {
            return;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// Numbers that look like chance and are the same in every run (splitmix64).
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n ^ (n >> 27)
}

#[test]
fn a_kill_at_any_moment_loses_at_most_the_report_in_hand() {
    let kills: u64 = std::env::var("MAHDAR_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(30);
    let dir = tempfile::tempdir().unwrap();
    reports(dir.path());
    let start = Instant::now();
    assert!(adding(dir.path(), "whole.db").wait().unwrap().success());
    let whole = start.elapsed().max(Duration::from_millis(200));
    let expected = digest(&dir, "whole.db");
    let (mut seed, mut before, mut midway, mut round) = (2023, 0, 0, 0);
    for n in 0..kills {
        let register = format!("killed-{round}.db");
        let path = dir.path().join(&register);
        let mut child = adding(dir.path(), &register);
        let moment = Duration::from_micros(whole.as_micros() as u64 * (chance(&mut seed) % 1000) / 1000);
        if n % 2 == 0 {
            // From before the first table to after the last report.
            std::thread::sleep(moment);
        } else {
            // While reports go in, which happens in short bursts.
            writing(&dir.path().join(format!("{register}-wal")), &mut child);
            std::thread::sleep(moment / 16);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if !path.exists() {
            continue;
        }
        let now = sound(&path);
        assert!(now >= before, "{now} reports after {before}");
        midway += usize::from(now > before && now < REPORTS as i64);
        before = now;
        if now == REPORTS as i64 {
            // This one is full: begin another.
            assert!(adding(dir.path(), &register).wait().unwrap().success());
            assert_eq!(digest(&dir, &register), expected);
            (round, before) = (round + 1, 0);
        }
    }
    assert!(midway > 0, "no kill fell between two reports");
    let register = format!("killed-{round}.db");
    assert!(adding(dir.path(), &register).wait().unwrap().success());
    assert_eq!(sound(&dir.path().join(&register)), REPORTS as i64);
    assert_eq!(digest(&dir, &register), expected);
    let verified = mahdar().current_dir(&dir).args(["verify", "--register", &register]).assert().success().get_output().clone();
    assert!(text(&verified.stdout).contains("nothing differs"));
    eprintln!("{kills} kills, {midway} of them between two reports");
}

#[test]
fn readers_work_while_another_process_adds() {
    let dir = tempfile::tempdir().unwrap();
    reports(dir.path());
    let mut first = mahdar();
    std::fs::write(dir.path().join("one.txt"), common::REPORT).unwrap();
    first.current_dir(&dir).args(["add", "one.txt"]).assert().success();
    let mut writer = adding(dir.path(), "mahdar.db");
    let (mut reads, mut seen) = (0, Vec::new());
    while writer.try_wait().unwrap().is_none() {
        for args in [&["timeline", "--json"][..], &["search", "جنيف", "--json"], &["figures", "--json"]] {
            let out = mahdar().current_dir(&dir).args(args).output().unwrap();
            assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
            reads += 1;
        }
        let db = Connection::open_with_flags(dir.path().join("mahdar.db"), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        seen.push(number(&db, "SELECT count(*) FROM source"));
    }
    assert!(writer.wait().unwrap().success());
    assert!(reads >= 3, "the writer was done before anybody read");
    assert!(seen.is_sorted(), "{seen:?}");
    let out = mahdar().current_dir(&dir).arg("verify").assert().success().get_output().clone();
    assert!(text(&out.stdout).starts_with(&format!("{} reports read again: nothing differs\n", REPORTS + 1)));
}

#[test]
fn two_writers_take_turns() {
    let dir = tempfile::tempdir().unwrap();
    reports(dir.path());
    let mut writers = [adding(dir.path(), "mahdar.db"), adding(dir.path(), "mahdar.db")];
    assert!(writers.iter_mut().all(|w| w.wait().unwrap().success()));
    assert_eq!(sound(&dir.path().join("mahdar.db")), REPORTS as i64);
    assert!(adding(dir.path(), "other.db").wait().unwrap().success());
    assert_eq!(digest(&dir, "mahdar.db"), digest(&dir, "other.db"));
}
