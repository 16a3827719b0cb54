//! Tables with a report a row (.csv, .tsv), the names of their columns in the first.

use crate::fields::Lacking;
use crate::{Entry, Options, Reason, failed, report, skipped};
use ::csv::{ReaderBuilder, StringRecord};
use std::io::{self, Read};

/// Most columns of a table.
const MOST_COLUMNS: usize = 1024;
/// What is kept of each field beside its words, in bytes: where it ends.
const FIELD: usize = size_of::<usize>();

/// A reader that gives out so much and then fails: a quote that is never closed makes one row of all that follows.
struct Metered<R> {
    inner: R,
    separator: u8,
    left: usize,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("the row is too large"));
        }
        let most = into.len().min(self.left);
        let read = self.inner.read(&mut into[..most])?;
        let fields = into[..read].iter().filter(|b| **b == self.separator).count();
        self.left = self.left.saturating_sub(read + fields * FIELD);
        Ok(read)
    }
}

/// The rows of a table.
pub(crate) struct Rows<R> {
    name: String,
    from: ::csv::Reader<Metered<R>>,
    names: Vec<String>,
    options: Options,
    /// Number of the row, the names of the columns being the first.
    number: u64,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Begin,
    Rows,
    Over,
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(name: &str, from: R, tabs: bool, options: &Options) -> Rows<R> {
        let mut builder = ReaderBuilder::new();
        let separator = if tabs { b'\t' } else { b',' };
        builder.has_headers(false).flexible(true).delimiter(separator);
        let from = builder.from_reader(Metered { inner: from, separator, left: 0 });
        Rows { name: name.to_owned(), from, names: Vec::new(), options: options.clone(), number: 0, state: State::Begin }
    }

    fn columns(&mut self) -> Result<(), String> {
        let mut row = StringRecord::new();
        self.read(&mut row)?;
        let names = row.iter().take(MOST_COLUMNS).map(|n| n.trim().trim_start_matches('\u{feff}').to_owned());
        self.names = names.collect();
        if self.options.fields.any_text(self.names.iter().map(String::as_str)) {
            return Ok(());
        }
        Err("no column of the table is named as a text is (text, body, content, maintext …)".to_owned())
    }

    /// Reads the next row; false at the end. After what cannot be gone over there is no further row.
    fn read(&mut self, row: &mut StringRecord) -> Result<bool, String> {
        self.number += 1;
        let most = self.options.limits.report;
        self.from.get_mut().left = most;
        let read = self.from.read_record(row);
        read.map_err(|e| match e.kind() {
            ::csv::ErrorKind::Utf8 { .. } => "the row is not valid UTF-8".to_owned(),
            ::csv::ErrorKind::Io(e) => {
                self.state = State::Over;
                if self.from.get_ref().left == 0 { crate::too_large(most) } else { crate::sentence(e) }
            }
            _ => "the row cannot be understood".to_owned(),
        })
    }

    fn row(&mut self) -> Option<Entry> {
        let mut row = StringRecord::new();
        let read = self.read(&mut row);
        let path = format!("{}#{}", self.name, self.number);
        match read {
            Ok(true) => {}
            Ok(false) => {
                self.state = State::Over;
                return None;
            }
            Err(why) => {
                return Some(failed(&path, why));
            }
        }
        let at = |name: &str| self.names.iter().position(|n| n == name);
        Some(match self.options.fields.report(|name| row.get(at(name)?).map(str::to_owned)) {
            Ok((bytes, _)) if bytes.len() > self.options.limits.report => {
                skipped(&path, Reason::TooLarge, crate::too_large(self.options.limits.report))
            }
            Ok((bytes, given)) => report(path, bytes, given),
            Err(Lacking::Text(why)) => skipped(&path, Reason::NoReport, format!("the row has {why}")),
            Err(Lacking::Date(why)) => failed(&path, why),
        })
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.state == State::Begin {
            self.state = State::Rows;
            if let Err(why) = self.columns() {
                self.state = State::Over;
                return Some(skipped(&self.name, Reason::NoReport, why));
            }
        }
        if self.state == State::Over { None } else { self.row() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_report() {
        let table = "\u{feff}date,title,text\n2021-07-28,T,\"B, with\na line\"\n,,\nsoon,T,B\n,T,\n2021-07-28,X,Y";
        let found: Vec<Entry> = Rows::new("f.csv", table.as_bytes(), false, &Options::default()).collect();
        let [Entry::Report(a), Entry::Skipped(_), Entry::Failed(f), Entry::Skipped(_), Entry::Report(b)] = &*found else {
            panic!("{found:?}")
        };
        assert_eq!((a.path(), a.bytes()), ("f.csv#2", "T\n\nB, with\na line".as_bytes()));
        assert_eq!(f.path, "f.csv#4");
        assert_eq!(b.given().published.as_deref(), Some("2021-07-28"));
        let found: Vec<Entry> = Rows::new("f.tsv", "text\ttitle\nB\tT".as_bytes(), true, &Options::default()).collect();
        assert!(matches!(&*found, [Entry::Report(_)]));
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_the_table() {
        let limits = crate::Limits { report: 100, ..crate::Limits::default() };
        let options = Options { limits, ..Options::default() };
        let rows = "B,1\n".repeat(50);
        let fine: Vec<Entry> = Rows::new("f.csv", format!("text,x\n{rows}").as_bytes(), false, &options).collect();
        assert_eq!(fine.len(), 50, "the limit is that of a row, not of the table");
        for open in [format!("text,x\nA,1\n\"{rows}"), format!("text,x\nA,1\n{}", ",".repeat(300))] {
            let found: Vec<Entry> = Rows::new("f.csv", open.as_bytes(), false, &options).collect();
            let [Entry::Report(_), Entry::Failed(f)] = &*found else { panic!("{found:?}") };
            assert!(f.path == "f.csv#3" && f.why.contains("too large"), "{f:?}");
        }
        let found: Vec<Entry> = Rows::new("f.csv", format!("\"text{rows}").as_bytes(), false, &options).collect();
        assert!(matches!(&*found, [Entry::Skipped(_)]), "{found:?}");
    }

    #[test]
    fn a_table_of_other_things_is_set_aside() {
        let found: Vec<Entry> = Rows::new("f.csv", "a,b\n1,2".as_bytes(), false, &Options::default()).collect();
        assert!(matches!(&*found, [Entry::Skipped(_)]), "{found:?}");
        let found: Vec<Entry> = Rows::new("f.csv", &b"text\n\xff\xfe\nB"[..], false, &Options::default()).collect();
        assert!(matches!(&*found, [Entry::Failed(_), Entry::Report(_)]), "{found:?}");
    }
}
