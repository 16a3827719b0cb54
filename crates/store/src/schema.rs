//! The tables of a register and how older ones become newer ones.

use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Marks a SQLite file as a register (`PRAGMA application_id`): "mhdr".
pub(crate) const APPLICATION: i64 = 0x6d68_6472;

/// What makes a register of version n one of version n + 1. Rows are only ever added at the end.
const MIGRATIONS: [&str; 3] = [FIRST, SECOND, THIRD];

/// The version that this program writes.
pub(crate) const VERSION: usize = MIGRATIONS.len();

/// `words` is contentless: it holds the analysed words of sentences and no text; places and text are in `sentence` and `reading`.
const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', '0');
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    content BLOB NOT NULL,
    given_published TEXT,
    given_outlet TEXT,
    given_url TEXT
) STRICT;
CREATE TABLE reading (
    source INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    tables TEXT NOT NULL,
    outlet TEXT,
    language TEXT NOT NULL,
    published TEXT,
    first_day INTEGER,
    last_day INTEGER,
    json BLOB NOT NULL,
    text BLOB NOT NULL
) STRICT;
CREATE TABLE named (
    entity TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    PRIMARY KEY (entity, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_source ON named (source);
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT;
CREATE INDEX sentence_source ON sentence (source);
CREATE VIRTUAL TABLE words USING fts5 (
    exact, stem, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT
) STRICT;
CREATE TABLE anchor (
    correction INTEGER NOT NULL REFERENCES correction (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (correction, sha256, first, last)
) STRICT, WITHOUT ROWID;
CREATE TABLE record (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    tables TEXT NOT NULL,
    digest TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;
";

/// The character encoding that a server named.
const SECOND: &str = "ALTER TABLE source ADD COLUMN given_charset TEXT;";

/// The whole record, so that it need not be made again; and what made it.
const THIRD: &str = "ALTER TABLE record ADD COLUMN whole BLOB; ALTER TABLE record ADD COLUMN maker TEXT;";

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// No tables yet.
    Empty,
    /// A register of this version.
    Register(usize),
    /// A database of another program.
    Foreign,
}

/// Looks at a database without changing it.
pub(crate) fn look(db: &Connection) -> rusqlite::Result<Found> {
    let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |r| r.get::<_, i64>(0));
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))?;
    Ok(match (number("application_id")?, tables) {
        (APPLICATION, _) => Found::Register(usize::try_from(number("user_version")?).unwrap_or(usize::MAX)),
        (0, 0) => Found::Empty,
        _ => Found::Foreign,
    })
}

/// Brings a register up to this program's version, in one transaction.
pub(crate) fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let from = match look(&change)? {
        Found::Empty => 0,
        Found::Register(version) => version,
        Found::Foreign => return Err(StoreError::Foreign),
    };
    for step in MIGRATIONS.iter().skip(from) {
        change.execute_batch(step)?;
    }
    if from < VERSION {
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", VERSION as i64)?;
    }
    change.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::Register;

    #[test]
    fn a_register_of_the_first_version_keeps_its_reports() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(FIRST).unwrap();
        old.pragma_update(None, "application_id", APPLICATION).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        old.execute("INSERT INTO source VALUES (1, 'digest', 'a.txt', 2, x'6869', '2021-07-28', NULL, NULL)", []).unwrap();
        drop(old);
        let register = Register::read(&path).unwrap();
        assert_eq!(look(&register.db).unwrap(), Found::Register(VERSION));
        let given: (String, Option<String>) = register
            .db
            .query_row("SELECT given_published, given_charset FROM source", [], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap();
        assert_eq!(given, ("2021-07-28".into(), None));
    }
}
