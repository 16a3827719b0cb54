//! Files with one report a line (.jsonl): read a line at a time, so that their size does not matter.

use crate::fields::Lacking;
use crate::{Entry, Options, failed, item, report, too_large};
use std::io::{self, BufRead, Read};

/// The lines of a file.
pub(crate) struct Lines<R> {
    name: String,
    from: R,
    options: Options,
    /// Number of the line read last, from 1.
    number: u64,
    over: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(name: &str, from: R, options: &Options) -> Lines<R> {
        Lines { name: name.to_owned(), from, options: options.clone(), number: 0, over: false }
    }

    /// The next line, at most one byte longer than is allowed; `None` at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let most = self.options.limits.report as u64 + 1;
        let read = self.from.by_ref().take(most).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read as u64 == most && line.last() != Some(&b'\n') {
            self.from.skip_until(b'\n')?;
        }
        Ok(Some(line))
    }

    fn entry(&self, path: String, line: &[u8]) -> Entry {
        if line.len() > self.options.limits.report {
            return failed(&path, too_large(self.options.limits.report));
        }
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let item = match item::object(line, &self.options.fields) {
            Ok(item) => item,
            Err(e) => return failed(&path, format!("the line is not a JSON object: {e}")),
        };
        match self.options.fields.report(|name| item.text(name)) {
            Ok((bytes, given)) => report(path, bytes, given),
            Err(Lacking::Text(why)) => failed(&path, format!("the line has {why}")),
            Err(Lacking::Date(why)) => failed(&path, why),
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while !self.over {
            let line = match self.line() {
                Ok(None) => return None,
                Ok(Some(line)) => line,
                Err(e) => {
                    self.over = true;
                    return Some(failed(&self.name, crate::sentence(&e)));
                }
            };
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(self.entry(format!("{}#{}", self.name, self.number), &line));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use source::Given;

    fn of(line: &str) -> Entry {
        Lines::new("f", line.as_bytes(), &Options::default()).next().unwrap()
    }

    fn why(line: &str) -> String {
        match of(line) {
            Entry::Failed(f) => f.why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_line_holds_a_report() {
        let line = r#"{"title":"T","maintext":"B","date_publish":"2021-07-28 10:00:00","source":"o","url":"u"}"#;
        let Entry::Report(found) = of(line) else { panic!() };
        assert_eq!((found.path(), found.bytes()), ("f#1", "T\n\nB".as_bytes()));
        let given =
            Given { published: Some("2021-07-28".into()), outlet: Some("o".into()), url: Some("u".into()), ..Given::default() };
        assert_eq!(*found.given(), given);
    }

    #[test]
    fn a_line_that_holds_none_says_why() {
        assert!(why("[1]").starts_with("the line is not a JSON object"));
        assert!(why(r#"{"title":"T"}"#).starts_with("the line has no text"));
        assert!(why(r#"{"text":"B","date":"soon"}"#).contains("'soon'"));
        for name in ["a", "text", "publisher"] {
            let deep = format!("{{\"{name}\":{}", "[{\"name\":".repeat(100_000));
            assert!(why(&deep).starts_with("the line is not a JSON object"), "{}", why(&deep));
        }
    }
}
