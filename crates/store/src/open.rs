//! Opening a register, for writing, for reading, or in memory.

use crate::error::StoreError;
use crate::schema::{self, Found, VERSION};
use crate::{AtPath, Register};
use rusqlite::{Connection, OpenFlags};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(20);

impl Register {
    /// Opens a register for writing; makes it where there is none.
    ///
    /// # Errors
    /// A sentence that names the path.
    pub fn create(path: &Path) -> Result<Register, AtPath> {
        let open = || {
            if path.is_dir() {
                return Err(StoreError::Folder);
            }
            writable(Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_CREATE))?)
        };
        open().map_err(|e| e.at(path))
    }

    /// Opens a register that is there, for writing.
    ///
    /// # Errors
    /// A sentence that names the path.
    pub fn change(path: &Path) -> Result<Register, AtPath> {
        let open = || {
            look_for(path)?;
            let db = Connection::open_with_flags(path, flags(OpenFlags::empty()))?;
            known(&db)?;
            writable(db)
        };
        open().map_err(|e| e.at(path))
    }

    /// Opens a register for reading, as it is now: what other processes add later is not seen. One that an earlier version of
    /// this program wrote is first brought up to date.
    ///
    /// # Errors
    /// A sentence that names the path.
    pub fn read(path: &Path) -> Result<Register, AtPath> {
        let open = || {
            look_for(path)?;
            let db = Connection::open_with_flags(path, flags(OpenFlags::empty()))?;
            if matches!(schema::look(&db), Ok(Found::Register(older)) if older < VERSION) {
                // The queries of this version need its tables; two programs that do this at once take turns.
                writable(Connection::open_with_flags(path, flags(OpenFlags::empty()))?)?;
            }
            snapshot(db).or_else(|e| match e {
                // Nobody can write here, not even the shared memory of a write-ahead log.
                StoreError::ReadOnly | StoreError::Closed => snapshot(unchanging(path)?),
                e => Err(e),
            })
        };
        open().map_err(|e| e.at(path))
    }

    /// A register in memory, gone with the process.
    ///
    /// # Errors
    /// Where there is no memory.
    pub fn in_memory() -> Result<Register, StoreError> {
        writable(Connection::open_in_memory()?)
    }
}

fn flags(more: OpenFlags) -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more
}

fn look_for(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(StoreError::Folder),
        Ok(_) => Ok(()),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(StoreError::Missing),
        Err(_) => Err(StoreError::Closed),
    }
}

/// Opens a file that no process can change, and only where no log beside it holds more.
fn unchanging(path: &Path) -> Result<Connection, StoreError> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|m| m.len() > 0) {
        return Err(StoreError::ReadOnly);
    }
    let path = std::path::absolute(path).map_err(|_| StoreError::Closed)?;
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?)
}

/// Refuses what is no register of a version known here.
fn known(db: &Connection) -> Result<(), StoreError> {
    match schema::look(db)? {
        Found::Register(found) if found > VERSION => Err(StoreError::Newer { found, known: VERSION }),
        Found::Register(_) => Ok(()),
        Found::Empty | Found::Foreign => Err(StoreError::Foreign),
    }
}

/// Ready for writing. The log is synced at checkpoints only (`synchronous = NORMAL`): a process that dies loses nothing that it
/// committed; a machine that loses power may lose the last reports, as if they had not been added, and the file stays sound.
fn writable(mut db: Connection) -> Result<Register, StoreError> {
    db.busy_timeout(PATIENCE)?;
    match schema::look(&db)? {
        Found::Foreign => return Err(StoreError::Foreign),
        Found::Register(found) if found > VERSION => return Err(StoreError::Newer { found, known: VERSION }),
        Found::Empty | Found::Register(_) => {}
    }
    db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get::<_, String>(0))?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(&mut db)?;
    Ok(Register { db })
}

/// Ready for reading: every query sees the register as it was at the first.
fn snapshot(db: Connection) -> Result<Register, StoreError> {
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "query_only", true)?;
    db.execute_batch("BEGIN")?;
    known(&db)?;
    Ok(Register { db })
}
