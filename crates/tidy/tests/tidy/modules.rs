//! The finders are modules of one crate, so an upward `use` would compile: this test refuses it.

use crate::tree::{files, none};

/// The modules of `reading`, each after those it may use. `crate::Name` (a type of `lib.rs`) is free for all.
const ORDER: [&str; 13] = [
    "report",
    "numbers",
    "zones",
    "times",
    "mentions",
    "figures",
    "statements",
    "events",
    "outlet",
    "finish",
    "limits",
    "json",
    "back",
];

/// The first names behind each `crate::` of a line of code, groups (`crate::{a, b::c}`) taken apart.
fn named(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => out.push(word(rest)),
            Some(group) => out.extend(heads(group)),
        }
    }
    out
}

/// The first name of every item of a group, up to its closing brace.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut begins, mut out) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if c.is_whitespace() => {}
            _ if depth == 0 && begins => {
                out.push(word(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    out
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn module(path: &str) -> &str {
    let inside = path.strip_prefix("crates/reading/src/").unwrap_or_default();
    inside.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn every_module_has_its_place() {
    let out: Vec<String> = files("crates/reading/src", ".rs")
        .into_iter()
        .map(|f| f.path)
        .filter(|p| !["lib", "tests"].contains(&module(p)) && !ORDER.contains(&module(p)))
        .collect();
    none(&out, "These modules have no place in ORDER (crates/tidy/tests/tidy/modules.rs):");
}

#[test]
fn finders_use_only_what_comes_before_them() {
    let mut faults = Vec::new();
    for file in files("crates/reading/src", ".rs") {
        let Some(at) = ORDER.iter().position(|m| *m == module(&file.path)) else { continue };
        // Joined, so that a group over several lines is one.
        let code: Vec<&str> = file.lines_outside_tests().map(|l| l.1).filter(|l| !l.trim_start().starts_with("//")).collect();
        for used in named(&code.join("\n")) {
            if ORDER.iter().position(|m| *m == used).is_some_and(|n| n > at) {
                faults.push(format!("{} uses crate::{used}", file.path));
            }
        }
    }
    none(&faults, &format!("The way through the finders is {}:", ORDER.join(" <- ")));
}

#[test]
fn groups_are_taken_apart() {
    assert_eq!(named("use crate::{\n    a::{b, c},\n    d,\n};\nlet x = crate::e::f(); $crate::g"), ["a", "d", "e"]);
}
