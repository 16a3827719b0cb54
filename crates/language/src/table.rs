//! Tab-separated tables and the error that names a fault's file and line.

use sha2::{Digest, Sha256};
use std::fmt;

/// A fault in a pack or dossier: which file, which line (1-based), what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// Path inside the data folder.
    pub file: String,
    /// 1-based line, 0 for the file as a whole.
    pub line: usize,
    /// A sentence that says what is wrong.
    pub what: String,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for DataError {}

impl DataError {
    /// A fault at `line` of `file`.
    pub fn new(file: impl Into<String>, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.into(), line, what: what.into() }
    }
}

/// The files of one pack or dossier: path inside its folder and content.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<(String, String)>,
}

impl Files {
    /// Takes the files; they are kept in the order of their paths so that loading is the same everywhere.
    pub fn new(mut files: Vec<(String, String)>) -> Self {
        files.sort();
        Self { files }
    }
    /// The content of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|(p, _)| p == path).map(|(_, c)| c.as_str())
    }
    /// All files whose path passes `keep`.
    pub fn matching<'a>(&'a self, keep: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files.iter().filter(move |(p, _)| keep(p)).map(|(p, c)| (p.as_str(), c.as_str()))
    }
    /// What tells these files from any others, whatever version they give themselves: the first 16 hex digits of the SHA-256 over
    /// their paths and contents. How lines end does not count.
    pub fn fingerprint(&self) -> String {
        let mut sum = Sha256::new();
        for (path, content) in &self.files {
            let length = content.bytes().filter(|b| *b != b'\r').count();
            sum.update(format!("{path}\n{length}\n"));
            content.split('\r').for_each(|part| sum.update(part));
        }
        sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
    /// True when there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// A table read from tab-separated text: named columns, rows with their line numbers.
#[derive(Debug)]
pub struct Table<'a> {
    file: &'a str,
    columns: Vec<&'a str>,
    cells: Vec<&'a str>,
    /// Each row's line and where its cells begin and end.
    rows: Vec<(usize, usize, usize)>,
}

impl<'a> Table<'a> {
    /// Reads `text`; `file` is named in errors.
    ///
    /// # Errors
    /// When the table has no header or a row has more cells than the header.
    pub fn parse(file: &'a str, text: &'a str) -> Result<Self, DataError> {
        let mut lines =
            text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
        let Some((_, header)) = lines.next() else {
            return Err(DataError::new(file, 0, "the table is empty: its first line names the columns"));
        };
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        for (n, line) in lines {
            let from = cells.len();
            cells.extend(line.split('\t').map(str::trim));
            let count = cells.len() - from;
            if count > columns.len() {
                let what = format!("{count} cells, but the header names {} columns", columns.len());
                return Err(DataError::new(file, n + 1, what));
            }
            rows.push((n + 1, from, cells.len()));
        }
        Ok(Self { file, columns, cells, rows })
    }

    /// The index of a column.
    ///
    /// # Errors
    /// When the header does not name it.
    pub fn column(&self, name: &str) -> Result<usize, DataError> {
        let found = self.columns.iter().position(|c| *c == name);
        found.ok_or_else(|| DataError::new(self.file, 1, format!("no column '{name}'")))
    }

    /// The file's path, for errors.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Rows: line number and a reader of cells by column index (missing cells are empty).
    pub fn rows(&self) -> impl Iterator<Item = (usize, impl Fn(usize) -> &'a str + '_)> + '_ {
        self.rows.iter().map(|&(n, from, to)| {
            let cells = &self.cells[from..to];
            (n, move |c: usize| cells.get(c).copied().unwrap_or(""))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Files;

    #[test]
    fn a_fingerprint_tells_files_apart_and_not_how_lines_end() {
        let of = |files: &[(&str, &str)]| {
            Files::new(files.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect()).fingerprint()
        };
        let one = of(&[("a.tsv", "x\ty\n"), ("b.tsv", "z\n")]);
        assert_eq!((one.len(), &one), (16, &of(&[("b.tsv", "z\r\n"), ("a.tsv", "x\ty\r\n")])));
        for other in
            [&[("a.tsv", "x\ty\nz\n")][..], &[("a.tsv", "x\ty\n"), ("c.tsv", "z\n")], &[("a.tsv", "x\ty\n"), ("b.tsv", "w\n")]]
        {
            assert_ne!(one, of(other));
        }
    }
}
