//! The tables of words, form by form.

use crate::pack::{Line, Row};
use crate::table::{DataError, Files, Table};
use crate::verbs::Rule;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The rows that were read, and their texts: the same text stands in memory once.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    list: Vec<Row>,
    texts: FxHashSet<Arc<str>>,
}

/// Forms of a verb with their kinds.
type Seen = FxHashSet<(Arc<str>, Arc<str>)>;

fn forms(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" | ").map(str::trim).filter(|f| !f.is_empty())
}

impl Rows {
    /// Reads all tables of words of a pack.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub(crate) fn load(files: &Files, rules: &[Rule]) -> Result<Vec<Row>, DataError> {
        let mut rows = Rows::default();
        for (path, text) in files.matching(|p| p.starts_with("words/") && p.ends_with(".tsv")) {
            if path.ends_with("verbs.tsv") {
                rows.verbs(path, text, rules)?;
            } else {
                rows.words(path, text)?;
            }
        }
        rows.checked()
    }

    fn text(&mut self, text: &str) -> Arc<str> {
        match self.texts.get(text) {
            Some(known) => known.clone(),
            None => {
                let new: Arc<str> = text.into();
                self.texts.insert(new.clone());
                new
            }
        }
    }

    /// Reads a table of words.
    ///
    /// # Errors
    /// A row without form or class.
    fn words(&mut self, path: &str, text: &str) -> Result<(), DataError> {
        let t = Table::parse(path, text)?;
        let (form, class, value) = (t.column("form")?, t.column("class")?, t.column("value")?);
        let note = t.column("note")?;
        let (file, part): (Arc<str>, Arc<str>) = (path.into(), self.text(""));
        for (line, cell) in t.rows() {
            if cell(form).is_empty() || cell(class).is_empty() {
                return Err(DataError::new(path, line, "'form' and 'class' must not be empty"));
            }
            let lemma: Arc<str> = forms(cell(form)).next().unwrap_or_default().into();
            let (class, value) = (self.text(cell(class)), self.text(cell(value)));
            let ambiguous = cell(note).starts_with("amb:");
            let line = Arc::new(Line { class, value, lemma, ambiguous, at: (file.clone(), line) });
            self.list.extend(forms(cell(form)).enumerate().map(|(n, f)| Row {
                form: if n == 0 { line.lemma.clone() } else { f.into() },
                part: part.clone(),
                line: line.clone(),
            }));
        }
        Ok(())
    }

    /// Reads a table of verbs and makes their forms.
    ///
    /// # Errors
    /// A verb without any form.
    fn verbs(&mut self, path: &str, text: &str, rules: &[Rule]) -> Result<(), DataError> {
        let t = Table::parse(path, text)?;
        let parts = ["past", "past_f", "past_p", "present", "participle", "masdar", "extra"];
        let cols = parts.iter().map(|p| t.column(p)).collect::<Result<Vec<_>, _>>()?;
        let rules = parts.map(|p| rules.iter().filter(|r| r.is_for(p)).collect::<Vec<_>>());
        let (class, value) = (t.column("class")?, t.column("value")?);
        let file: Arc<str> = path.into();
        let (mut seen, mut made) = (Seen::default(), String::new());
        for (line, cell) in t.rows() {
            let shared = Arc::new(Line {
                class: self.text(cell(class)),
                value: self.text(cell(value)),
                lemma: cols.iter().find_map(|c| forms(cell(*c)).next()).unwrap_or_default().into(),
                ambiguous: false,
                at: (file.clone(), line),
            });
            seen.clear();
            for (rules, col) in rules.iter().zip(&cols) {
                for f in forms(cell(*col)) {
                    self.derive(&shared, f, rules, &mut seen, &mut made);
                }
            }
            if seen.is_empty() {
                return Err(DataError::new(path, line, "the verb has no form"));
            }
        }
        Ok(())
    }

    /// Adds what the rules make of a principal part, each form and kind of a verb once.
    fn derive(&mut self, line: &Arc<Line>, form: &str, rules: &[&Rule], seen: &mut Seen, made: &mut String) {
        for rule in rules {
            if !rule.make(form, made) {
                continue;
            }
            let form: Arc<str> = made.as_str().into();
            if seen.insert((form.clone(), rule.kind.clone())) {
                self.list.push(Row { form, part: rule.kind.clone(), line: line.clone() });
            }
        }
    }

    /// The rows. Ordinary text never holds presentation forms, so a form spelled with them would never match.
    ///
    /// # Errors
    /// A form spelled with presentation forms.
    fn checked(self) -> Result<Vec<Row>, DataError> {
        let presentation = |c: char| matches!(c as u32, 0xfb50..=0xfdff | 0xfe70..=0xfeff);
        // All of them begin with this byte.
        let wrong = |r: &&Row| r.form.as_bytes().contains(&0xef) && r.form.chars().any(presentation);
        match self.list.iter().find(wrong) {
            Some(r) => {
                Err(DataError::new(&*r.line.at.0, r.line.at.1, format!("'{}' is spelled with presentation forms", r.form)))
            }
            None => Ok(self.list),
        }
    }
}
