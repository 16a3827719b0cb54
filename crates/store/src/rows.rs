//! Reports and readings, in and out.

use crate::error::StoreError;
use crate::pack::inflated;
use crate::prepared::Prepared;
use crate::{Register, changed};
use rayon::prelude::*;
use reading::{MAX_TEXT, Reading};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;
use source::{Given, MAX_BYTES, Source};
use std::collections::HashMap;

/// The JSON of a reading takes at most so many bytes: larger ones are not taken in, and what unpacks to more is no reading.
pub(crate) const MOST_JSON: usize = MAX_TEXT * 256;
/// A text takes at most so many bytes, whatever its source was written in.
pub(crate) const MOST_TEXT: usize = MAX_BYTES * 4;
/// So many readings are taken from the file before they are decoded together.
const TOGETHER: usize = 512;

/// What adding a report did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the register now.
    New,
    /// It had been there.
    There,
}

impl Register {
    /// Adds a report, whole or not at all; one that is there already stays as it is.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn add(&mut self, p: &Prepared, tables: &str) -> Result<Added, StoreError> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let text = "INSERT INTO source (sha256, path, bytes, content, given_published, given_outlet, given_url, given_charset)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING";
        let g = &p.given;
        let row = params![p.sha256, p.path, p.bytes as i64, p.content, g.published, g.outlet, g.url, g.charset];
        if change.prepare_cached(text)?.execute(row)? == 0 {
            return Ok(Added::There);
        }
        read_rows(&change, change.last_insert_rowid(), p, tables)?;
        changed(&change)?;
        change.commit()?;
        Ok(Added::New)
    }

    /// Puts a new reading of a report in the place of the old one; what is given of the report changes with it.
    ///
    /// # Errors
    /// What is wrong with the register, or that the report is not in it.
    pub fn reread(&mut self, p: &Prepared, tables: &str) -> Result<(), StoreError> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id: i64 = change.query_row("SELECT id FROM source WHERE sha256 = ?", [&p.sha256], |r| r.get(0))?;
        let old = "DELETE FROM words WHERE rowid IN (SELECT id FROM sentence WHERE source = ?)";
        for old in [
            old,
            "DELETE FROM sentence WHERE source = ?",
            "DELETE FROM named WHERE source = ?",
            "DELETE FROM reading WHERE source = ?",
        ] {
            change.execute(old, [id])?;
        }
        let given = "UPDATE source SET given_published = ?, given_outlet = ?, given_url = ?, given_charset = ? WHERE id = ?";
        change.execute(given, params![p.given.published, p.given.outlet, p.given.url, p.given.charset, id])?;
        read_rows(&change, id, p, tables)?;
        changed(&change)?;
        change.commit()?;
        Ok(())
    }

    /// What a person said of each report, by its name.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn given(&self) -> Result<HashMap<String, Given>, StoreError> {
        let mut all = self.db.prepare("SELECT sha256, given_published, given_outlet, given_url, given_charset FROM source")?;
        let one = |r: &rusqlite::Row| Ok((r.get(0)?, given_at(r, 1)?));
        Ok(all.query_map([], one)?.collect::<Result<_, _>>()?)
    }

    /// The names of all reports, in the order in which they came.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn names(&self) -> Result<Vec<String>, StoreError> {
        let mut all = self.db.prepare("SELECT sha256 FROM source ORDER BY id")?;
        Ok(all.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// A report as it came.
    ///
    /// # Errors
    /// What is wrong with the register; also where the bytes kept are not those of the name.
    pub fn source(&self, sha256: &str) -> Result<Option<Source>, StoreError> {
        let text = "SELECT path, content, given_published, given_outlet, given_url, given_charset FROM source WHERE sha256 = ?";
        let row = self.db.prepare_cached(text)?.query_row([sha256], |r| {
            let given = given_at(r, 2)?;
            Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?, given))
        });
        let Some((path, content, given)) = row.optional()? else { return Ok(None) };
        let bytes = inflated(&content, MAX_BYTES).map_err(|e| StoreError::Damaged(format!("{path}: {e}")))?;
        let source = Source::new(path, bytes).with_given(given);
        if source.sha256() != sha256 {
            return Err(StoreError::Damaged(format!("{}: its bytes are not those that were added", source.path())));
        }
        Ok(Some(source))
    }

    /// All readings, in the order in which the reports came.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn readings(&self) -> Result<Vec<Reading>, StoreError> {
        let mut out = Vec::new();
        self.each_reading(|r| out.push(r))?;
        Ok(out)
    }

    /// Gives all readings, one after the other, in the order in which the reports came; no more than some are in memory.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn each_reading(&self, take: impl FnMut(Reading)) -> Result<(), StoreError> {
        let mut take = take;
        let mut all =
            self.db.prepare("SELECT r.json, r.text, s.path FROM reading r JOIN source s ON s.id = r.source ORDER BY s.id")?;
        let mut rows = all.query([])?;
        loop {
            let mut some: Vec<(Vec<u8>, Vec<u8>, String)> = Vec::with_capacity(TOGETHER);
            while some.len() < TOGETHER
                && let Some(row) = rows.next()?
            {
                some.push((row.get(0)?, row.get(1)?, row.get(2)?));
            }
            if some.is_empty() {
                return Ok(());
            }
            let decoded: Result<Vec<Reading>, String> =
                some.par_iter().map(|(json, text, path)| decoded(json, text, path)).collect();
            decoded.map_err(StoreError::Unreadable)?.into_iter().for_each(&mut take);
        }
    }

    /// The reading of one report.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn reading(&self, sha256: &str) -> Result<Option<Reading>, StoreError> {
        let text = "SELECT r.json, r.text, s.path FROM reading r JOIN source s ON s.id = r.source WHERE s.sha256 = ?";
        let row = self
            .db
            .prepare_cached(text)?
            .query_row([sha256], |r| Ok((r.get::<_, Vec<u8>>(0)?, r.get::<_, Vec<u8>>(1)?, r.get::<_, String>(2)?)));
        let row = row.optional()?;
        row.map(|(json, text, path)| decoded(&json, &text, &path)).transpose().map_err(StoreError::Unreadable)
    }

    /// The reading of one report as it is kept, in JSON.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn reading_json(&self, sha256: &str) -> Result<Option<Value>, StoreError> {
        let text = "SELECT r.json FROM reading r JOIN source s ON s.id = r.source WHERE s.sha256 = ?";
        let row: Option<Vec<u8>> = self.db.prepare_cached(text)?.query_row([sha256], |r| r.get(0)).optional()?;
        row.map(|json| json_of(&json)).transpose().map_err(StoreError::Unreadable)
    }

    /// Whether a report names this entity.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn names_entity(&self, id: &str) -> Result<bool, StoreError> {
        let text = "SELECT EXISTS (SELECT 1 FROM named WHERE entity = ?1) OR EXISTS (SELECT 1 FROM reading WHERE outlet = ?1)";
        Ok(self.db.prepare_cached(text)?.query_row([id], |r| r.get(0))?)
    }

    /// The versions of the tables with which readings were made, each once.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn tables(&self) -> Result<Vec<String>, StoreError> {
        let mut all = self.db.prepare("SELECT DISTINCT tables FROM reading ORDER BY tables")?;
        Ok(all.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// The rows of a reading.
fn read_rows(db: &Connection, id: i64, p: &Prepared, tables: &str) -> Result<(), StoreError> {
    let text = "INSERT INTO reading (source, tables, outlet, language, published, first_day, last_day, json, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let (first, last) = p.days.unzip();
    let row = params![id, tables, p.outlet, p.language, p.published, first, last, p.json, p.text];
    db.prepare_cached(text)?.execute(row)?;
    let mut named = db.prepare_cached("INSERT INTO named (entity, source) VALUES (?, ?)")?;
    for entity in &p.named {
        named.execute(params![entity, id])?;
    }
    let mut sentence = db.prepare_cached("INSERT INTO sentence (source, first, last) VALUES (?, ?, ?)")?;
    let mut words = db.prepare_cached("INSERT INTO words (rowid, exact, stem) VALUES (?, ?, ?)")?;
    for s in &p.sentences {
        let row = sentence.insert(params![id, s.span.start(), s.span.end()])?;
        words.execute(params![row, s.exact, s.stem])?;
    }
    Ok(())
}

fn json_of(json: &[u8]) -> Result<Value, String> {
    let json = inflated(json, MOST_JSON).map_err(|e| e.to_string())?;
    serde_json::from_slice(&json).map_err(|e| e.to_string())
}

fn decoded(json: &[u8], text: &[u8], path: &str) -> Result<Reading, String> {
    let whole = || {
        let text = inflated(text, MOST_TEXT).map_err(|e| e.to_string())?;
        Reading::from_json(&json_of(json)?, String::from_utf8(text).map_err(|e| e.to_string())?)
    };
    whole().map_err(|why| format!("the reading of {path}: {why}"))
}

/// A value that was kept.
pub(crate) fn unkept(bytes: &[u8]) -> Result<Value, StoreError> {
    let json = inflated(bytes, usize::MAX - 1).map_err(|e| StoreError::Unreadable(e.to_string()))?;
    serde_json::from_slice(&json).map_err(|e| StoreError::Unreadable(e.to_string()))
}

/// What is given of a report, in four columns from `at` on.
fn given_at(r: &rusqlite::Row, at: usize) -> rusqlite::Result<Given> {
    Ok(Given { published: r.get(at)?, outlet: r.get(at + 1)?, url: r.get(at + 2)?, charset: r.get(at + 3)? })
}
