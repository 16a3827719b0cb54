//! The record that a register keeps is shown without being made again, and never when it is not the one that follows.
#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, folder, mahdar, repository, text};
use rusqlite::Connection;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// Commands that show the record.
const SHOWING: [&[&str]; 9] = [
    &["timeline", "--json"],
    &["timeline", "--all"],
    &["due"],
    &["disputes", "--json"],
    &["meetings", "--json"],
    &["treaty", "new-start", "--json"],
    &["sources", "--json"],
    &["brief"],
    &["timeline", "--outlet", "tass", "--json"],
];

fn run(dir: &Path, args: &[&str]) -> String {
    text(&mahdar().current_dir(dir).args(args).assert().success().get_output().stdout)
}

fn register(reports: &[&str]) -> TempDir {
    let dir = folder(&[("more.txt", REPORT.as_bytes())]);
    for name in reports {
        std::fs::copy(repository().join("samples/texts").join(name), dir.path().join(name)).unwrap();
    }
    run(dir.path(), &[&["add"], reports].concat());
    dir
}

fn db(dir: &TempDir) -> Connection {
    Connection::open(dir.path().join("mahdar.db")).unwrap()
}

fn whole(dir: &TempDir) -> Vec<u8> {
    db(dir).query_row("SELECT whole FROM record", [], |r| r.get(0)).unwrap()
}

fn put(dir: &TempDir, whole: Option<&[u8]>) {
    assert_eq!(db(dir).execute("UPDATE record SET whole = ?", [whole]).unwrap(), 1);
}

fn digest(dir: &TempDir, args: &[&str]) -> String {
    let record: Value = serde_json::from_str(&run(dir.path(), &[&["timeline", "--json"], args].concat())).unwrap();
    record["digest"].as_str().unwrap().to_owned()
}

/// A register that keeps the record of other reports, as if it were its own; its true digest and the other.
fn deceived() -> (TempDir, String, String) {
    let (dir, other) = (register(&["s01.txt", "s02.txt", "s03.txt"]), register(&["s04.txt", "s05.txt"]));
    let (own, foreign) = (digest(&dir, &[]), digest(&other, &[]));
    put(&dir, Some(&whole(&other)));
    (dir, own, foreign)
}

#[test]
fn what_is_kept_shows_what_would_be_made() {
    let dir = register(&["s01.txt", "s02.txt", "s03.txt", "s10.txt", "s12.txt"]);
    let shown = |args: &&[&str]| run(dir.path(), args);
    let kept: Vec<String> = SHOWING.iter().map(shown).collect();
    put(&dir, None);
    let made: Vec<String> = SHOWING.iter().map(shown).collect();
    assert_eq!(kept, made);
    assert!(made[0].len() > 1000);
    // One that cannot be had back is made again.
    put(&dir, Some(b"nothing"));
    assert_eq!(SHOWING.iter().map(shown).collect::<Vec<_>>(), made);
}

#[test]
fn what_is_kept_is_shown_and_checked() {
    let (dir, own, foreign) = deceived();
    assert_eq!(digest(&dir, &[]), foreign, "the record was made again");
    let out = mahdar().current_dir(&dir).arg("verify").output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stdout).contains("the record that is kept for showing is not the one that follows"), "{out:?}");
    run(dir.path(), &["rebuild"]);
    assert_eq!(digest(&dir, &[]), own);
    run(dir.path(), &["verify"]);
}

#[test]
fn any_change_of_the_register_is_shown() {
    // Each begins with a register that would show something false if it showed what it keeps.
    let after = |change: &[&str]| {
        let (dir, own, foreign) = deceived();
        run(dir.path(), change);
        let now = digest(&dir, &[]);
        put(&dir, None);
        assert_eq!(now, digest(&dir, &[]), "{change:?} left something that does not follow");
        assert_ne!(now, foreign);
        (now, own)
    };
    let (now, own) = after(&["add", "more.txt"]);
    assert_ne!(now, own);
    let dir = register(&["s01.txt", "s02.txt", "s03.txt"]);
    let record: Value = serde_json::from_str(&run(dir.path(), &["timeline", "--json"])).unwrap();
    let entry = record["timeline"][0]["id"].as_str().unwrap();
    run(dir.path(), &["correct", entry, "--date", "2021-06-15"]);
    assert_ne!(digest(&dir, &[]), record["digest"].as_str().unwrap());
    run(dir.path(), &["correct", entry, "--undo"]);
    assert_eq!(digest(&dir, &[]), record["digest"].as_str().unwrap());
}

/// A process that is killed between the last report and the record leaves an older record behind.
#[test]
fn a_record_of_an_earlier_state_is_not_shown() {
    let (dir, own, _) = deceived();
    db(&dir).execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'", []).unwrap();
    assert_eq!(digest(&dir, &[]), own);
}

#[test]
fn another_program_another_day_and_other_tables_make_their_own() {
    let (dir, own, foreign) = deceived();
    let record: Value = serde_json::from_str(&run(dir.path(), &["timeline", "--json", "--as-of", "2030-01-01"])).unwrap();
    assert_eq!(record["sources"].as_array().unwrap().len(), 3, "as of another day it is made again");
    // The same data in another place are the same; a changed table is another.
    let data = tempfile::tempdir().unwrap();
    copy(&repository().join("data"), data.path());
    let folder = data.path().to_str().unwrap();
    assert_eq!(digest(&dir, &["--data", folder]), foreign);
    let rounds = data.path().join("dossiers/us-ru-arms-control/rounds.tsv");
    let text = std::fs::read_to_string(&rounds).unwrap();
    std::fs::write(&rounds, format!("{text}# a remark\n")).unwrap();
    let changed = digest(&dir, &["--data", folder]);
    assert!(changed != foreign && changed != own, "the digest does not cover what the tables hold");
    std::fs::write(&rounds, text).unwrap();
    let pack = data.path().join("languages/ar/pack.toml");
    let text = std::fs::read_to_string(&pack).unwrap();
    std::fs::write(&pack, format!("# a remark\n{text}")).unwrap();
    let record = run(dir.path(), &["timeline", "--json", "--data", folder]);
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["sources"].as_array().unwrap().len(), 3, "with another pack it is made again");
    db(&dir).execute("UPDATE record SET maker = 'x' || maker", []).unwrap();
    assert_eq!(digest(&dir, &[]), own);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}
