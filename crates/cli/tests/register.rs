//! The register, as a user works with it: adding, correcting, reading again, checking.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{REPORT, folder, json_lines, mahdar, repository, text};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// An empty folder in which `samples` leads to the sample reports.
fn place() -> TempDir {
    let dir = folder(&[]);
    std::os::unix::fs::symlink(repository().join("samples"), dir.path().join("samples")).unwrap();
    dir
}

/// A folder with a register of the sample reports.
fn register() -> TempDir {
    let dir = place();
    run(&dir, &["add", "samples/texts"]);
    dir
}

/// What a command that must succeed prints.
fn run(dir: &TempDir, args: &[&str]) -> String {
    text(&mahdar().current_dir(dir).args(args).assert().success().get_output().stdout)
}

/// Exit status and sentence of a command that must fail.
fn fails(dir: &Path, args: &[&str]) -> (i32, String) {
    let out = mahdar().current_dir(dir).args(args).output().unwrap();
    assert!(!out.status.success(), "{args:?}: {}", text(&out.stdout));
    (out.status.code().unwrap(), text(&out.stderr))
}

fn record(dir: &TempDir) -> Value {
    serde_json::from_str(&run(dir, &["timeline", "--json"])).unwrap()
}

fn digest(dir: &TempDir) -> String {
    record(dir)["digest"].as_str().unwrap().to_owned()
}

#[test]
fn adding_twice_changes_nothing() {
    let dir = place();
    assert!(run(&dir, &["add", "samples/texts"]).starts_with("12 added\nmahdar.db holds 12 reports, record "));
    let first = (digest(&dir), std::fs::read(dir.path().join("mahdar.db")).unwrap());
    assert!(run(&dir, &["add", "samples/texts", "samples/texts/s01.txt"]).starts_with("0 added, 13 there already\n"));
    assert_eq!((digest(&dir), std::fs::read(dir.path().join("mahdar.db")).unwrap()), first);
}

#[test]
fn what_is_named_again_is_not_there_already_and_the_log_tells_both() {
    let dir =
        folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", REPORT.as_bytes()), ("c.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0")]);
    let add = |files: &[&str]| {
        let out = mahdar().current_dir(&dir).args(["add", "--log", "log"]).args(files).output().unwrap();
        let log = std::fs::read_to_string(dir.path().join("log")).unwrap();
        let reason = |line: &Value| line["reason"].as_str().or(line["did"].as_str()).unwrap().to_owned();
        (text(&out.stdout).lines().next().unwrap().to_owned(), json_lines(log.as_bytes()).iter().map(reason).collect::<Vec<_>>())
    };
    assert_eq!(add(&["c.txt", "c.txt"]).0, "0 added, 1 named again, 1 not read");
    let (said, mut log) = add(&["a.txt", "b.txt"]);
    log.sort();
    assert_eq!((said.as_str(), log), ("1 added, 1 named again", vec!["duplicate".to_owned(), "taken".to_owned()]));
    assert_eq!(add(&["a.txt"]), ("0 added, 1 there already".to_owned(), vec!["there".to_owned()]));
}

#[test]
fn no_register_is_made_for_nothing() {
    let dir = place();
    assert_eq!(fails(dir.path(), &["add", "--fields", "nonsense", "samples/texts"]).0, 2);
    let (code, said) = fails(dir.path(), &["add", "none.txt"]);
    assert_eq!((code, said.as_str()), (1, "mahdar: none.txt: there is no such file or folder\n"));
    assert!(!dir.path().join("mahdar.db").exists());
}

#[test]
fn taking_back_leaves_what_lies_on_other_entries() {
    let dir = register();
    let record = record(&dir);
    let shared = |a: &Value, b: &Value| {
        let cited = |v: &Value| v["citations"].as_array().unwrap().clone();
        let (start, end) = (|c: &Value| c["start"].as_u64().unwrap(), |c: &Value| c["end"].as_u64().unwrap());
        let touch = |x: &Value, y: &Value| x["sha256"] == y["sha256"] && start(x) < end(y) && start(y) < end(x);
        a["type"] == b["type"] && cited(a).iter().any(|x| cited(b).iter().any(|y| touch(x, y)))
    };
    let list = record["timeline"].as_array().unwrap();
    let pairs = list.iter().enumerate().flat_map(|(i, a)| list[i + 1..].iter().map(move |b| (a, b)));
    let (a, b) = pairs.into_iter().find(|(a, b)| shared(a, b)).expect("two entries share words");
    let (a, b) = (a["id"].as_str().unwrap(), b["id"].as_str().unwrap());
    run(&dir, &["correct", a, "--note", "on the first"]);
    run(&dir, &["correct", b, "--note", "on the second"]);
    assert!(run(&dir, &["correct", a, "--undo"]).starts_with("1 correction taken back\n"));
    assert!(run(&dir, &["show", b]).contains("note: on the second"));
}

#[test]
fn the_register_tells_what_its_reports_tell() {
    let dir = register();
    let whole: Value = serde_json::from_str(&run(&dir, &["timeline", "--json", "samples/texts"])).unwrap();
    assert_eq!(record(&dir), whole);
    assert_eq!(run(&dir, &["timeline"]), run(&dir, &["timeline", "samples/texts"]));
    assert_eq!(run(&dir, &["brief"]), run(&dir, &["brief", "samples/texts"]));
    assert_eq!(run(&dir, &["statements"]), run(&dir, &["statements", "samples/texts"]));
}

#[test]
fn one_at_a_time_in_any_order_gives_the_same_record() {
    let all = digest(&register());
    let mut names: Vec<String> = (1..=12).map(|n| format!("samples/texts/s{n:02}.txt")).collect();
    for turn in [3, 8] {
        let dir = place();
        names.rotate_left(turn);
        names.swap(0, 5);
        for pair in names.chunks(5) {
            let mut args = vec!["add"];
            args.extend(pair.iter().map(String::as_str));
            run(&dir, &args);
        }
        assert_eq!(digest(&dir), all);
        assert!(run(&dir, &["verify"]).starts_with("12 reports read again: nothing differs\n"));
    }
}

#[test]
fn a_report_that_cannot_be_read_is_named_and_the_others_go_in() {
    let dir = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0")]);
    let out = mahdar().current_dir(&dir).args(["add", "none.txt", "."]).assert().code(1).get_output().clone();
    assert!(text(&out.stdout).starts_with("1 added, 2 not read\nmahdar.db holds 1 report, record "), "{}", text(&out.stdout));
    let said = text(&out.stderr);
    assert!(said.contains("mahdar: none.txt: there is no such file or folder\n") && said.contains("./b.txt: "), "{said}");
    assert!(!said.contains('\u{1b}'), "no bar where there is no terminal: {said:?}");
}

#[test]
fn what_is_given_later_completes_a_report_and_contradicts_none() {
    let undated = REPORT.replace(" 28 يوليو 2021", "");
    let dir = folder(&[("a.txt", undated.as_bytes())]);
    run(&dir, &["add", "a.txt"]);
    assert!(run(&dir, &["add", "a.txt", "--published", "2021-07-28"]).starts_with("0 added, 1 completed\n"));
    let published = |dir: &TempDir| {
        let line: Value = json_lines(run(dir, &["statements", "--json"]).as_bytes()).remove(0);
        line["published"].as_str().unwrap().to_owned()
    };
    assert_eq!(published(&dir), "2021-07-28");
    let out =
        mahdar().current_dir(&dir).args(["add", "a.txt", "--published", "2021-08-01"]).assert().success().get_output().clone();
    assert!(text(&out.stdout).starts_with("0 added, 1 there already\n"), "{}", text(&out.stdout));
    assert!(text(&out.stderr).contains("a.txt: it is in the register, and something else was given of it then; that stays"));
    assert_eq!(published(&dir), "2021-07-28");
    assert!(run(&dir, &["rebuild"]).starts_with("1 report read again, record "));
    assert_eq!(published(&dir), "2021-07-28");
}

#[test]
fn a_correction_survives_a_rebuild_and_further_reports_and_can_be_taken_back() {
    let dir = place();
    run(&dir, &["add", "samples/texts/s02.txt"]);
    let told =
        |e: &&Value| e["type"] == "meeting" && e["status"] == "held" && e["date"].is_string() && e["place"] == "place/geneva";
    let entry = record(&dir)["timeline"].as_array().unwrap().iter().find(told).cloned().unwrap();
    let (id, date) = (entry["id"].as_str().unwrap(), entry["date"].as_str().unwrap());
    let said = run(&dir, &["correct", id, "--date", "2021-09-29", "--place", "Vienna", "--note", "from the minutes"]);
    assert!(said.contains(&format!("date corrected by hand to 2021-09-29; the reports say {date}\n")), "{said}");
    assert!(said.contains("place corrected by hand to Vienna; the reports say Geneva\n"), "{said}");
    let corrected = |dir: &TempDir| {
        let record = record(dir);
        let touched = |e: &&Value| e["corrections"].as_array().is_some_and(|c| c.len() == 3);
        let found: Vec<&Value> = record["timeline"].as_array().unwrap().iter().filter(touched).collect();
        let [entry] = found[..] else { panic!("{found:?}") };
        assert_eq!((entry["date"].as_str(), entry["place"].as_str()), (Some("2021-09-29"), Some("place/vienna")), "{entry}");
        entry["id"].as_str().unwrap().to_owned()
    };
    corrected(&dir);
    run(&dir, &["rebuild"]);
    corrected(&dir);
    run(&dir, &["add", "samples/texts"]);
    let id = corrected(&dir);
    assert!(run(&dir, &["verify"]).contains("nothing differs"));
    assert!(run(&dir, &["timeline"]).contains("    note: from the minutes\n"));
    assert!(run(&dir, &["correct", &id, "--undo"]).starts_with("3 corrections taken back\n"));
    assert_eq!(digest(&dir), digest(&register()));
}

#[test]
fn an_entry_may_be_dropped_and_comes_back() {
    let dir = register();
    let first = record(&dir);
    let id = first["timeline"][3]["id"].as_str().unwrap().to_owned();
    assert!(run(&dir, &["correct", &id, "--drop"]).contains("dropped by hand: it does not count"));
    let without = record(&dir);
    assert!(without["timeline"].as_array().unwrap().iter().all(|e| e["id"] != id.as_str()));
    assert_eq!(without["dropped"][0]["id"], id.as_str());
    assert_ne!(without["digest"], first["digest"]);
    assert!(run(&dir, &["show", &id]).contains("dropped by hand"));
    run(&dir, &["correct", &id, "--undo"]);
    assert_eq!(record(&dir), first);
}

#[test]
fn corrections_that_cannot_be_are_refused() {
    let dir = register();
    let id = record(&dir)["timeline"][0]["id"].as_str().unwrap().to_owned();
    let wrong: [&[&str]; 7] = [
        &["correct", &id],
        &["correct", &id, "--date", "soon"],
        &["correct", &id, "--status", "perhaps"],
        &["correct", &id, "--place", "Nowhere-on-Sea"],
        &["correct", &id, "--undo", "--drop"],
        &["correct", "no-such-entry", "--drop"],
        &["correct", "meeting", "--drop"],
    ];
    let before = digest(&dir);
    for args in wrong {
        assert_eq!(fails(dir.path(), args).0, 2, "{args:?}");
    }
    assert_eq!(digest(&dir), before);
}

#[test]
fn verify_names_the_first_difference() {
    let dir = register();
    let data = tempfile::tempdir().unwrap();
    let copied = std::process::Command::new("cp").arg("-r").arg(repository().join("data")).arg(data.path()).status().unwrap();
    assert!(copied.success());
    let places = data.path().join("data/dossiers/world/places.tsv");
    let renamed = std::fs::read_to_string(&places).unwrap().replace("place/geneva\t", "place/lake-city\t");
    std::fs::write(&places, renamed).unwrap();
    let folder = data.path().join("data");
    let out = mahdar().current_dir(&dir).args(["verify", "--data"]).arg(folder).assert().code(1).get_output().clone();
    let said = text(&out.stdout);
    assert!(
        said.starts_with("samples/texts/s01.txt: mentions/") && said.contains(" was \"place/geneva\", is \"place/lake-city\"\n"),
        "{said}"
    );
}

#[test]
fn what_is_no_register_is_a_sentence() {
    let dir = register();
    std::fs::write(dir.path().join("text.db"), "a text, longer than a header of SQLite, that is no database at all, only words")
        .unwrap();
    std::fs::write(dir.path().join("empty.db"), "").unwrap();
    let other = rusqlite::Connection::open(dir.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    drop(other);
    std::fs::copy(dir.path().join("mahdar.db"), dir.path().join("newer.db")).unwrap();
    let newer = rusqlite::Connection::open(dir.path().join("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    let cases = [
        ("text.db", "the file is not a register of mahdar; it was not touched"),
        ("other.db", "the file is not a register of mahdar; it was not touched"),
        ("newer.db", "the register has version 999, this program knows versions up to 3: use a newer mahdar; it was not touched"),
        ("samples", "it is a folder, not a register"),
    ];
    for (path, why) in cases {
        let before = std::fs::read(dir.path().join(path)).ok();
        for args in [
            &["timeline", "--register", path][..],
            &["add", "--register", path, "samples/texts"],
            &["--register", path, "rebuild"],
        ] {
            assert_eq!(fails(dir.path(), args), (1, format!("mahdar: {path}: {why}\n")), "{args:?}");
        }
        assert_eq!(std::fs::read(dir.path().join(path)).ok(), before);
    }
    assert_eq!(fails(dir.path(), &["--register", "empty.db", "timeline"]).0, 1);
    for args in [&["timeline"][..], &["verify"], &["rebuild"], &["search", "x"], &["correct", "x", "--drop"]] {
        let mut args = args.to_vec();
        args.extend(["--register", "none.db"]);
        let (code, said) = fails(dir.path(), &args);
        assert!(
            code == 2 && said.starts_with("mahdar: there is no register none.db: make one with `mahdar add PATH…`"),
            "{said}"
        );
        assert!(!dir.path().join("none.db").exists());
    }
    let (code, said) = fails(dir.path(), &["add", "--register", "no/such/folder/r.db", "samples/texts"]);
    assert_eq!(
        (code, said.as_str()),
        (1, "mahdar: no/such/folder/r.db: the register cannot be opened; is its folder there, and may you read it?\n")
    );
}

#[test]
fn a_register_nobody_may_write_to_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = register();
    let file = dir.path().join("mahdar.db");
    let rights = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    rights(&file, 0o444);
    rights(dir.path(), 0o555);
    if std::fs::write(dir.path().join("probe"), "").is_ok() {
        eprintln!("SKIPPED: this user may write everywhere");
        return;
    }
    let read = digest(&dir);
    let (code, said) = fails(dir.path(), &["add", "samples/texts/s01.txt"]);
    rights(dir.path(), 0o755);
    assert_eq!(read.len(), 64);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the register cannot be written to"), "{said}");
}

#[test]
fn a_damaged_file_is_told() {
    let dir = register();
    let file = dir.path().join("mahdar.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    for page in (4096..middle).step_by(4096) {
        bytes[page..page + 600].fill(0xAA);
    }
    std::fs::write(&file, bytes).unwrap();
    let (code, said) = fails(dir.path(), &["timeline"]);
    assert!(code == 1 && said.contains("the register is damaged"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}
