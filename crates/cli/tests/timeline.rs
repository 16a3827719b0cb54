//! `mahdar timeline`, as a user runs it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, folder, json_lines, mahdar, text};

#[test]
fn the_record_is_one_object() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let args = ["timeline", "--json", "--as-of", "2022-01-01", "a.txt", "none.txt"];
    let out = mahdar().current_dir(&dir).args(args).assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["schema"], "mahdar.record/1");
    assert_eq!(lines[0]["as_of"], "2022-01-01");
    assert_eq!(text(&out.stderr), "mahdar: none.txt: there is no such file or folder\n");
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let run = |paths: [&str; 3]| {
        let mut command = mahdar();
        command.args(["timeline", "--json"]).args(paths.map(|p| format!("samples/texts/{p}.txt")));
        json_lines(&command.assert().success().get_output().stdout).remove(0)
    };
    assert_eq!(run(["s01", "s02", "s03"])["digest"], run(["s03", "s01", "s02"])["digest"]);
}

#[test]
fn all_entries_are_at_least_the_main_ones() {
    let run = |args: &[&str]| text(&mahdar().args(args).assert().success().get_output().stdout);
    let main = run(&["timeline", "samples/texts"]);
    let all = run(&["timeline", "--all", "samples/texts"]);
    assert!(all.lines().count() >= main.lines().count());
    assert!(!main.contains('\u{1b}'));
    for block in main.lines().filter(|l| !l.starts_with([' ', '('])) {
        assert!(block.contains(" · "), "{block}");
    }
}
