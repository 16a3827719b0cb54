//! Documents name only what is there: paths in backquotes and in links are followed.

use crate::tree::{File, files, none, root};

/// What a path in backquotes begins with.
const TOPS: [&str; 8] = ["crates/", "data/", "docs/", "scripts/", "samples/", "fuzz/", ".ci/", "specs/"];

/// The documents that are checked, where they exist.
fn documents() -> Vec<File> {
    let mut all = files("docs", ".md");
    all.extend(files("", ".md").into_iter().filter(|f| !f.path.contains('/')));
    all
}

/// Paths in backquotes that say a place in the tree. One with a placeholder (`<name>`, `*`, `…`, `{a,b}`) says none.
fn quoted(text: &str) -> Vec<&str> {
    let spans = text.lines().flat_map(|l| l.split('`').skip(1).step_by(2));
    let words = spans.flat_map(str::split_whitespace);
    words.filter(|p| TOPS.iter().any(|t| p.starts_with(t)) && !p.contains(['<', '*', '…', '{', '$'])).collect()
}

/// Targets of links that lie in the tree.
fn linked(text: &str) -> Vec<&str> {
    let targets = text.match_indices("](").filter_map(|(at, m)| text[at + m.len()..].split_once(')'));
    let paths = targets.map(|(t, _)| t.split('#').next().unwrap_or_default());
    paths.filter(|p| !p.is_empty() && !p.contains(':') && !p.contains(char::is_whitespace)).collect()
}

#[test]
fn every_path_in_a_document_exists() {
    let mut faults = Vec::new();
    for file in documents() {
        let folder = root().join(&file.path).parent().unwrap().to_path_buf();
        for path in quoted(&file.text) {
            let path = path.trim_end_matches(['.', ',', ';', ':']);
            if !root().join(path).exists() {
                faults.push(format!("{}: `{path}`", file.path));
            }
        }
        for path in linked(&file.text) {
            if !folder.join(path).exists() {
                faults.push(format!("{}: link to {path}", file.path));
            }
        }
    }
    none(&faults, "These documents name files that are not there:");
}

#[test]
fn placeholders_and_addresses_are_no_paths() {
    let text = "`crates/a/b.rs` `data/dossiers/<name>/x` `cargo run` [a](docs/b.md#c) [d](https://e.org/f)";
    assert_eq!(quoted(text), ["crates/a/b.rs"]);
    assert_eq!(linked(text), ["docs/b.md"]);
}
