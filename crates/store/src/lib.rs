//! The register: reports, what was read in them, what a person corrected, and the record that follows, in one SQLite file.
//!
//! Each report goes in with one transaction: its bytes as they came, its reading, the entities it names, its sentences for search.
//! A process that is killed leaves whole reports or none. Readers take a snapshot when they open a register and are neither
//! disturbed by a writer nor keep it waiting (write-ahead log). What was read can be read again (`rebuild`); corrections are tables
//! of their own and are never touched by it.

mod analyse;
mod corrections;
mod differ;
mod error;
mod filter;
mod open;
mod pack;
mod prepared;
mod record_row;
mod rows;
mod schema;
mod search;

pub use analyse::Analyser;
pub use corrections::Kept;
pub use differ::{Difference, difference};
pub use error::{AtPath, StoreError};
pub use filter::Filter;
pub use pack::Small;
pub use prepared::{Prepared, kept_json, tables_of, without_program};
pub use record_row::KeptRecord;
pub use rows::Added;
pub use search::{Hit, Query};

use rusqlite::Connection;

/// An open register.
#[derive(Debug)]
pub struct Register {
    db: Connection,
}

impl Register {
    /// Number of reports.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn len(&self) -> Result<usize, StoreError> {
        let n: i64 = self.db.query_row("SELECT count(*) FROM source", [], |r| r.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// True when no report was added yet.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.len()? == 0)
    }

    /// A number that grows with every change of reports, readings or corrections.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn generation(&self) -> Result<i64, StoreError> {
        let text: String = self.db.query_row("SELECT value FROM meta WHERE key = 'generation'", [], |r| r.get(0))?;
        text.parse().map_err(|_| StoreError::Unreadable(format!("generation '{text}'")))
    }

    /// What SQLite itself finds wrong; nothing when the file is sound.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn faults(&self) -> Result<Vec<String>, StoreError> {
        let mut check = self.db.prepare("PRAGMA integrity_check(10)")?;
        let mut found: Vec<String> = check.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
        found.retain(|line| line != "ok");
        let mut check = self.db.prepare("PRAGMA foreign_key_check")?;
        let loose = |r: &rusqlite::Row| Ok(format!("a row of {} belongs to nothing", r.get::<_, String>(0)?));
        found.extend(check.query_map([], loose)?.collect::<Result<Vec<_>, _>>()?);
        Ok(found)
    }
}

/// Counts a change.
pub(crate) fn changed(db: &Connection) -> rusqlite::Result<()> {
    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'", []).map(|_| ())
}
