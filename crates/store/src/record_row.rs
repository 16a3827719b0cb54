//! The record as it was when the register was last brought up to date, so that a citation of it can be checked.

use crate::Register;
use crate::error::StoreError;
use crate::pack::{deflating, inflated};
use crate::rows::unkept;
use record::Record;
use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use std::io::{self, Write};

/// The record that is kept.
#[derive(Debug, Clone)]
pub struct KeptRecord {
    /// The register's generation when it was made.
    pub generation: i64,
    /// The versions of the tables with which it was made.
    pub tables: String,
    /// Its digest.
    pub digest: String,
}

impl Register {
    /// Keeps the record that follows from all reports, made when the register had this generation, by this `maker`: whatever
    /// decides what record follows from the same readings, so that another makes its own.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn keep_record(&mut self, record: &Record, generation: i64, tables: &str, maker: &str) -> Result<(), StoreError> {
        let text =
            "INSERT OR REPLACE INTO record (id, generation, tables, digest, json, whole, maker) VALUES (1, ?, ?, ?, ?, ?, ?)";
        let unreadable = |e: io::Error| StoreError::Unreadable(e.to_string());
        let whole = deflating(|to| record.write_bytes(to).map_err(io::Error::other)).map_err(unreadable)?;
        let json = deflating(|to| record.write_json(|_| true, |piece| to.write_all(piece.as_bytes()))).map_err(unreadable)?;
        let row = params![generation, tables, record.digest(), json, whole, maker];
        self.db.execute(text, row)?;
        Ok(())
    }

    /// The kept record itself, where it is that of the register as it is now, made by this `maker`; nothing otherwise, and where
    /// it cannot be had back.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn record(&self, maker: &str) -> Result<Option<Record>, StoreError> {
        let text = "SELECT whole FROM record WHERE id = 1 AND maker = ? AND generation = ? AND whole IS NOT NULL";
        let row = self.db.query_row(text, params![maker, self.generation()?], |r| r.get::<_, Vec<u8>>(0)).optional()?;
        let whole = row.and_then(|whole| inflated(&whole, usize::MAX - 1).ok());
        Ok(whole.and_then(|whole| Record::from_bytes(&whole).ok()))
    }

    /// What is known of the record that was kept last; its content is [`Register::kept_json`].
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn kept_record(&self) -> Result<Option<KeptRecord>, StoreError> {
        let text = "SELECT generation, tables, digest FROM record WHERE id = 1";
        let row = self.db.query_row(text, [], |r| Ok(KeptRecord { generation: r.get(0)?, tables: r.get(1)?, digest: r.get(2)? }));
        Ok(row.optional()?)
    }

    /// The contract's JSON of the record that was kept last.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn kept_json(&self) -> Result<Option<Value>, StoreError> {
        let row = self.db.query_row("SELECT json FROM record WHERE id = 1", [], |r| r.get::<_, Vec<u8>>(0)).optional()?;
        row.map(|json| unkept(&json)).transpose()
    }

    /// Generation and digest of the kept record, without its content; nothing where another `maker` made it.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn kept_digest(&self, maker: &str) -> Result<Option<(i64, String)>, StoreError> {
        let text = "SELECT generation, digest FROM record WHERE id = 1 AND maker = ?";
        let row = self.db.query_row(text, [maker], |r| Ok((r.get(0)?, r.get(1)?)));
        Ok(row.optional()?)
    }
}
