//! Files with one report a line (.jsonl): read a line at a time, so that their size does not matter.

use super::{Failed, given, too_large};
use serde_json::{Map, Value};
use source::{Given, MAX_BYTES, Source};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Whether the file holds a report a line, by its name.
pub(super) fn is_lines(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

/// An open file with one report a line.
pub(super) struct Lines {
    path: String,
    file: BufReader<File>,
    /// Number of the line read last, from 1.
    number: u64,
    broken: bool,
}

impl Lines {
    pub(super) fn open(path: &Path) -> io::Result<Lines> {
        let file = BufReader::with_capacity(256 * 1024, File::open(path)?);
        Ok(Lines { path: path.to_string_lossy().into_owned(), file, number: 0, broken: false })
    }

    /// The next line, at most one byte longer than is allowed; `None` at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let most = MAX_BYTES as u64 + 1;
        let read = self.file.by_ref().take(most).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read as u64 == most && line.last() != Some(&b'\n') {
            self.file.skip_until(b'\n')?;
        }
        Ok(Some(line))
    }
}

impl Iterator for Lines {
    type Item = Result<(Source, Given), Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.broken {
            let line = match self.line() {
                Ok(None) => return None,
                Ok(Some(line)) => line,
                Err(e) => {
                    self.broken = true;
                    return Some(Err(Failed { path: self.path.clone(), why: super::sentence(&e) }));
                }
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let path = format!("{}#{}", self.path, self.number);
            return Some(match report(&line) {
                Ok((bytes, given)) => Ok((Source::new(path, bytes), given)),
                Err(why) => Err(Failed { path, why }),
            });
        }
        None
    }
}

/// The bytes of the report in a line, and what the line says of it.
fn report(line: &[u8]) -> Result<(Vec<u8>, Given), String> {
    if line.len() > MAX_BYTES {
        return Err(too_large());
    }
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let map: Map<String, Value> = serde_json::from_slice(line).map_err(|e| format!("the line is not a JSON object: {e}"))?;
    let field = |names: &[&str]| names.iter().filter_map(|n| map.get(*n)?.as_str()).find(|v| !v.trim().is_empty());
    let text =
        field(&["text", "body", "content", "maintext"]).ok_or("the line has no text (fields text, body, content, maintext)")?;
    let published = field(&["date", "published", "date_publish"]).map(given::day).transpose()?;
    let given =
        Given { published, outlet: field(&["outlet", "source"]).map(str::to_owned), url: field(&["url"]).map(str::to_owned) };
    Ok((with_title(field(&["title"]), text).into_bytes(), given))
}

/// Title, empty line, text; the text alone when it is a page or opens with the title.
fn with_title(title: Option<&str>, text: &str) -> String {
    match title.map(str::trim) {
        Some(title) if !text.trim_start().starts_with(['<']) && !text.trim_start().starts_with(title) => {
            format!("{title}\n\n{text}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<(String, Given), String> {
        report(line.as_bytes()).map(|(bytes, given)| (String::from_utf8(bytes).unwrap(), given))
    }

    #[test]
    fn a_line_holds_a_report() {
        let (text, given) =
            of(r#"{"title":"T","maintext":"B","date_publish":"2021-07-28 10:00:00","source":"o","url":"u"}"#).unwrap();
        assert_eq!(text, "T\n\nB");
        assert_eq!(given, Given { published: Some("2021-07-28".into()), outlet: Some("o".into()), url: Some("u".into()) });
        assert_eq!(of(r#"{"title":"T","text":"T B"}"#).unwrap().0, "T B");
        assert_eq!(of(r#"{"title":"T","text":"<p>B"}"#).unwrap().0, "<p>B");
    }

    #[test]
    fn a_line_that_holds_none_says_why() {
        assert!(of("[1]").unwrap_err().starts_with("the line is not a JSON object"));
        assert!(of(r#"{"title":"T"}"#).unwrap_err().starts_with("the line has no text"));
        assert!(of(r#"{"text":"B","date":"soon"}"#).unwrap_err().contains("'soon'"));
    }
}
