//! Files: of a size to be read, finished, and free of the machine they were written on.

use crate::tree::{File, files, none, rust};

/// A longer file is two files.
const LONGEST: usize = 700;

/// Marks of unfinished work, spelled so that this file does not hold them.
const UNFINISHED: [&str; 4] = [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("db", "g!("), concat!("FIX", "ME")];

/// Folders of machines on which this was written.
const MACHINE: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

#[test]
fn no_file_is_too_long() {
    let long = rust().into_iter().map(|f| (f.text.lines().count(), f.path)).filter(|(n, _)| *n > LONGEST);
    let faults: Vec<String> = long.map(|(n, path)| format!("{path}: {n} lines")).collect();
    none(&faults, &format!("A file of code has at most {LONGEST} lines:"));
}

#[test]
fn no_work_is_left_unfinished() {
    let mut faults = Vec::new();
    for file in rust() {
        for (n, line) in file.text.lines().enumerate().filter(|(_, l)| UNFINISHED.iter().any(|u| l.contains(u))) {
            faults.push(format!("{}:{}: {}", file.path, n + 1, line.trim()));
        }
    }
    none(&faults, "Unfinished work or a forgotten probe:");
}

#[test]
fn every_file_says_what_it_is() {
    let silent = |f: &File| !f.text.trim_start().starts_with("//!") && !f.path.ends_with("build.rs") && !f.is_for_tests();
    let faults: Vec<String> = rust().into_iter().filter(silent).map(|f| f.path).collect();
    none(&faults, "These files do not begin with a '//!' line that says what they are:");
}

/// True when the line names a folder of the machine; the path of a web address is none.
fn names_machine(line: &str) -> bool {
    let at_start = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~/)}>…".contains(c));
    MACHINE.iter().any(|m| line.match_indices(m).any(|(at, _)| at_start(at)))
}

#[test]
fn no_path_of_a_machine() {
    let mut faults = Vec::new();
    for file in files("", "") {
        for (n, _) in file.text.lines().enumerate().filter(|(_, l)| names_machine(l)) {
            faults.push(format!("{}:{}", file.path, n + 1));
        }
    }
    none(&faults, "These lines name a folder of the machine they were written on:");
}

#[test]
fn addresses_are_no_paths_of_a_machine() {
    let path = MACHINE[0];
    assert!(names_machine(&format!("see {path}x")) && names_machine(&format!("\"{path}x\"")));
    assert!(!names_machine(&format!("https://example.org{path}x")));
}
