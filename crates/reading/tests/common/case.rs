//! Literate cases: a Markdown file with prose, reports, and what a careful reader finds in them.

use super::facts::{self, Fact};
use std::fmt::Write;
use std::path::Path;

/// One report with what is expected of it.
pub struct Case {
    /// File and line of its heading.
    pub at: String,
    /// The heading.
    pub title: String,
    /// The report.
    pub report: String,
    expected: Vec<Expected>,
}

/// A line of an `expect` block: `never`? kind tags… (`|` words)?
struct Expected {
    at: String,
    line: String,
    never: bool,
    kind: String,
    tags: Vec<String>,
    words: Option<String>,
}

/// The kinds of findings that a line may name.
const KINDS: [&str; 11] =
    ["published", "outlet", "title", "zone", "mention", "role", "time", "figure", "speaker", "event", "doubt"];

/// Kinds whose words are matched where they overlap: a zone holds many words, and an event has no one right end.
const LOOSE: [&str; 2] = ["zone", "event"];

/// All cases of a file.
///
/// # Panics
/// When the file does not keep to the form that `tests/cases/README.md` describes.
pub fn all(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("cannot read {}: {e}", path.display()));
    let file = super::name(path);
    let mut out: Vec<Case> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut heading = (0, String::new());
    for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        match (fence, line.strip_prefix("```")) {
            (None, Some(name)) => {
                fence = Some(name);
                match name {
                    "report" => {
                        let (at, title) = (format!("{file}:{}", heading.0), heading.1.clone());
                        out.push(Case { at, title, report: String::new(), expected: Vec::new() });
                    }
                    "expect" => assert!(!out.is_empty(), "{file}:{n}: expectations stand before any report"),
                    other => panic!("{file}:{n}: a block is 'report' or 'expect', not '{other}'"),
                }
            }
            (Some(_), Some(_)) => fence = None,
            (Some("report"), None) => {
                let case = out.last_mut().unwrap();
                case.report.push_str(line);
                case.report.push('\n');
            }
            (Some(_), None) => {
                let case = out.last_mut().unwrap();
                case.expected.extend(expected(&format!("{file}:{n}"), line));
            }
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    heading = (n, title.to_owned());
                }
            }
        }
    }
    assert!(fence.is_none(), "{file}: the last block is not closed");
    for case in &out {
        assert!(!case.expected.is_empty(), "{}: '{}' expects nothing", case.at, case.title);
    }
    out
}

fn expected(at: &str, line: &str) -> Option<Expected> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (never, rest) = line.strip_prefix("never ").map_or((false, line), |r| (true, r));
    let (head, words) = rest.split_once(" | ").map_or((rest, None), |(h, w)| (h, Some(w.trim().to_owned())));
    let mut tags = head.split_whitespace().map(str::to_owned);
    let kind = tags.next().unwrap_or_default();
    assert!(KINDS.contains(&kind.as_str()), "{at}: '{kind}' is no kind of finding; there are: {}", KINDS.join(", "));
    Some(Expected { at: at.to_owned(), line: line.to_owned(), never, kind, tags: tags.collect(), words })
}

impl Case {
    /// What the program finds otherwise, as a text for a person; empty when all is as expected.
    pub fn differences(&self) -> String {
        let reading = super::read(self.report.as_bytes());
        let facts = facts::of(&reading);
        let mut out = String::new();
        for e in &self.expected {
            let hit = facts.iter().find(|f| e.is_met_by(f, &self.report));
            match (hit, e.never) {
                (None, false) => {
                    let _ = writeln!(out, "  {}: not found: {}", e.at, e.line);
                    for f in facts.iter().filter(|f| f.kind == e.kind) {
                        let _ = writeln!(out, "      there is: {}", f.line(&self.report));
                    }
                }
                (Some(f), true) => {
                    let _ = writeln!(out, "  {}: must not be found: {}", e.at, f.line(&self.report));
                }
                _ => {}
            }
        }
        for fault in super::faults_of_spans(&reading, self.report.as_bytes()) {
            let _ = writeln!(out, "  {}: {fault}", self.at);
        }
        out
    }
}

impl Expected {
    fn is_met_by(&self, f: &Fact, report: &str) -> bool {
        f.kind == self.kind && f.bears(&self.tags) && self.words.as_ref().is_none_or(|w| self.has_words(f, report, w))
    }

    /// The words of the finding: the very words, `first … last` for long ones; for `never`, events and zones any words shared.
    fn has_words(&self, f: &Fact, report: &str, words: &str) -> bool {
        let (first, last) = words.split_once('…').map_or((words, words), |(a, b)| (a.trim(), b.trim()));
        if self.never || LOOSE.contains(&f.kind) {
            let places = report.match_indices(first).map(|(at, _)| {
                let end = report[at..].find(last).map_or(at + first.len(), |e| at + e + last.len());
                (at, end)
            });
            let places: Vec<(usize, usize)> = places.collect();
            assert!(!places.is_empty(), "{}: the report does not hold the words '{words}'", self.at);
            let shares = |a: usize, b: usize| f.spans().any(|s| (s.start() as usize) < b && a < s.end() as usize);
            let holds = |a: usize, b: usize| f.spans().any(|s| s.start() as usize <= a && b <= s.end() as usize);
            return places.iter().any(|&(a, b)| if f.kind == "zone" && !self.never { holds(a, b) } else { shares(a, b) });
        }
        let Some(span) = f.span else { return f.tags.contains(&facts::dashed(words)) };
        let found = span.of(report);
        if words.contains('…') {
            found.len() >= first.len() + last.len() && found.starts_with(first) && found.ends_with(last)
        } else {
            found == words
        }
    }
}
