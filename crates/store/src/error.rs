//! What may be wrong with a register, in sentences.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why a register cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no register")]
    Missing,
    /// A folder has this name.
    #[error("it is a folder, not a register")]
    Folder,
    /// No SQLite file, or one of another program.
    #[error("the file is not a register of mahdar; it was not touched")]
    Foreign,
    /// Written by a later version.
    #[error(
        "the register has version {found}, this program knows versions up to {known}: use a newer mahdar; it was not touched"
    )]
    Newer {
        /// Its version.
        found: usize,
        /// The newest that this program knows.
        known: usize,
    },
    /// Another process is writing for too long.
    #[error("another process is writing to the register; try again when it is done")]
    Busy,
    /// It cannot be written to.
    #[error("the register cannot be written to; is the file or its folder read-only?")]
    ReadOnly,
    /// It cannot be opened.
    #[error("the register cannot be opened; is its folder there, and may you read it?")]
    Closed,
    /// The disk is full.
    #[error("the disk is full; what was added before is kept")]
    Full,
    /// The file is damaged.
    #[error("the register is damaged ({0}); restore a copy, or add the reports to a new one")]
    Damaged(String),
    /// A row that no version of this program has written.
    #[error("the register holds something that this program cannot read: {0}; `mahdar rebuild` reads the sources again")]
    Unreadable(String),
    /// The reading of a report is larger than could be had back.
    #[error("the reading of {0} is too large to be kept")]
    TooLarge(String),
    /// What a user searches for.
    #[error("{0}")]
    Query(String),
    /// Anything else that SQLite says.
    #[error("the register cannot be used: {0}")]
    Other(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::Closed,
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::NotADatabase) => StoreError::Foreign,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(e.to_string()),
            _ => StoreError::Other(e),
        }
    }
}

/// The same with the register's path, for whoever typed it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct AtPath {
    /// The register.
    pub path: PathBuf,
    /// What is wrong.
    pub why: StoreError,
}

impl StoreError {
    /// Names the register.
    pub fn at(self, path: &Path) -> AtPath {
        AtPath { path: path.to_owned(), why: self }
    }
}
