//! Runs the literate cases of `tests/cases`: what a careful reader finds in a report, the program finds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::case::{self, Case};
use std::path::PathBuf;

/// Cases that the program is known to read wrongly.
const WEAKNESSES: &str = "known-weaknesses.md";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn cases(wanted: impl Fn(&str) -> bool) -> Vec<Case> {
    let files = common::entries(&folder()).into_iter().filter(|p| p.extension().is_some_and(|e| e == "md"));
    let files = files.filter(|p| common::name(p) != "README.md" && wanted(&common::name(p)));
    files.flat_map(|p| case::all(&p)).collect()
}

#[test]
fn cases_are_read_as_a_careful_reader_reads_them() {
    let cases = cases(|name| name != WEAKNESSES);
    assert!(cases.len() >= 40, "only {} cases were found in {}", cases.len(), folder().display());
    let wrong: Vec<String> = cases
        .iter()
        .map(|c| (c, c.differences()))
        .filter(|(_, d)| !d.is_empty())
        .map(|(c, d)| format!("{} {}\n{d}", c.at, c.title))
        .collect();
    let all = cases.len();
    assert!(wrong.is_empty(), "{} of {all} cases are read otherwise:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn known_weaknesses_are_still_weak() {
    let better: Vec<String> = cases(|name| name == WEAKNESSES)
        .iter()
        .filter(|c| c.differences().is_empty())
        .map(|c| format!("  {} {}", c.at, c.title))
        .collect();
    let list = better.join("\n");
    assert!(better.is_empty(), "These are read well now: move them from {WEAKNESSES} to the file of their subject.\n{list}");
}

/// `cargo test -p reading --test cases -- --ignored --nocapture` prints what is found instead, for whoever mends it.
#[test]
#[ignore = "prints what is found instead"]
fn print_known_weaknesses() {
    for case in cases(|name| name == WEAKNESSES) {
        println!("{} {}\n{}", case.at, case.title, case.differences());
    }
}
