//! Usage, exit statuses and the smaller commands.
#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, folder, mahdar, repository, text};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn wrong_usage_ends_with_2() {
    let wrong: [&[&str]; 7] = [
        &[],
        &["read"],
        &["reed", "a.txt"],
        &["read", "--published", "28/07/2021", "a.txt"],
        &["timeline", "--as-of", "2021-02-30", "a.txt"],
        &["timeline", "--json", "--all", "a.txt"],
        &["eval", "--gold", "x"],
    ];
    for args in wrong {
        let out = mahdar().args(args).assert().code(2).get_output().clone();
        assert!(out.stdout.is_empty() && !out.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn the_register_is_accepted_before_and_after_the_command() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    mahdar().current_dir(&dir).args(["--register", "r.db", "read", "a.txt"]).assert().success();
    assert!(!dir.path().join("r.db").exists());
    mahdar().current_dir(&dir).args(["--register", "r.db", "add", "a.txt"]).assert().success();
    let said = [["--register", "r.db", "timeline"], ["timeline", "--register", "r.db"]]
        .map(|args| text(&mahdar().current_dir(&dir).args(args).assert().success().get_output().stdout));
    assert_eq!(said[0], said[1]);
    assert!(said[0].contains("Sergei Lavrov") && !dir.path().join("mahdar.db").exists());
}

#[test]
fn version_and_help_go_to_standard_output() {
    let version = text(&mahdar().arg("--version").assert().success().get_output().stdout);
    assert_eq!(version, format!("mahdar {}\n", env!("CARGO_PKG_VERSION")));
    let help = text(&mahdar().arg("--help").assert().success().get_output().stdout);
    assert!(help.contains("Examples:") && help.contains("mahdar timeline"), "{help}");
}

#[test]
fn a_data_folder_that_is_none_is_a_sentence() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let mut command = mahdar();
    command.current_dir(&dir).env("RUST_BACKTRACE", "1").args(["read", "a.txt", "--data", "nowhere"]);
    let out = command.assert().code(1).get_output().clone();
    let said = text(&out.stderr);
    assert!(said.starts_with("mahdar: cannot read the folder nowhere/languages/ar"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn check_counts_and_finds_faults() {
    let data = repository().join("data");
    let out = mahdar().arg("check").arg("--data").arg(&data).output().unwrap();
    let said = text(&out.stdout);
    assert!(said.contains("language ar ") && said.contains("dossier world "), "{said}");
    assert_eq!(out.status.success(), said.ends_with("no faults\n"), "{said}{}", text(&out.stderr));

    let copy = tempfile::tempdir().unwrap();
    assert!(Command::new("cp").arg("-r").arg(&data).arg(copy.path()).status().unwrap().success());
    let pattern = copy.path().join("data/languages/ar/patterns/times.toml");
    let broken = std::fs::read_to_string(&pattern).unwrap().replacen("yes = [", "yes = ['zzzz', ", 1);
    std::fs::write(&pattern, broken).unwrap();
    let out = mahdar().arg("check").arg("--data").arg(copy.path().join("data")).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).contains("patterns/times.toml:"), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("does not match 'zzzz'"), "{}", text(&out.stderr));
    let outlets = copy.path().join("data/dossiers/world/outlets.tsv");
    let broken = std::fs::read_to_string(&outlets).unwrap().replacen("\ttass.com", "\treuters.com | https://x.y", 1);
    std::fs::write(&outlets, broken).unwrap();
    let out = mahdar().arg("check").arg("--data").arg(copy.path().join("data")).assert().code(1).get_output().clone();
    let said = text(&out.stderr);
    assert!(said.contains("outlets.tsv:3: 'https://x.y' is not a host"), "{said}");
    assert!(said.contains("another outlet has 'reuters.com' already"), "{said}");
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let program = assert_cmd::cargo::cargo_bin("mahdar");
    let texts = repository().join("samples/texts");
    let mut command = Command::new(program);
    command.args(["read", "--json"]).args(vec![texts; 20]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), String::new()));
}
