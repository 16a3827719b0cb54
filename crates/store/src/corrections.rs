//! What a person knows better: kept apart from what was read, and never touched by reading again.

use crate::error::StoreError;
use crate::{Register, changed};
use record::{Change, Correction};
use rusqlite::{TransactionBehavior, params};
use source::Span;

/// A correction and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number in the register.
    pub id: i64,
    /// The correction.
    pub correction: Correction,
}

impl Register {
    /// Keeps corrections, all or none.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn correct(&mut self, corrections: &[Correction]) -> Result<(), StoreError> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for c in corrections {
            let row = params![c.entry, c.kind, c.change.field(), c.change.value()];
            change.execute("INSERT INTO correction (entry, kind, field, value) VALUES (?, ?, ?, ?)", row)?;
            let id = change.last_insert_rowid();
            let mut anchor =
                change.prepare_cached("INSERT OR IGNORE INTO anchor (correction, sha256, first, last) VALUES (?, ?, ?, ?)")?;
            for (sha256, span) in &c.anchors {
                anchor.execute(params![id, sha256, span.start(), span.end()])?;
            }
        }
        changed(&change)?;
        change.commit()?;
        Ok(())
    }

    /// Takes corrections back; the number of those that were there.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn take_back(&mut self, ids: &[i64]) -> Result<usize, StoreError> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut gone = 0;
        for id in ids {
            gone += change.execute("DELETE FROM correction WHERE id = ?", [id])?;
        }
        if gone > 0 {
            changed(&change)?;
        }
        change.commit()?;
        Ok(gone)
    }

    /// All corrections, in the order in which they were made.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn corrections(&self) -> Result<Vec<Kept>, StoreError> {
        let mut all = self.db.prepare("SELECT id, entry, kind, field, value FROM correction ORDER BY id")?;
        let mut rows = all.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, field, value): (i64, String, Option<String>) = (row.get(0)?, row.get(3)?, row.get(4)?);
            let change = Change::new(&field, value.as_deref())
                .ok_or_else(|| StoreError::Unreadable(format!("the correction {id} of '{field}'")))?;
            let correction = Correction { entry: row.get(1)?, kind: row.get(2)?, anchors: self.anchors(id)?, change };
            out.push(Kept { id, correction });
        }
        Ok(out)
    }

    fn anchors(&self, correction: i64) -> Result<Vec<(String, Span)>, StoreError> {
        let mut all =
            self.db.prepare_cached("SELECT sha256, first, last FROM anchor WHERE correction = ? ORDER BY sha256, first, last")?;
        let anchor = |r: &rusqlite::Row| Ok((r.get(0)?, Span::new(r.get(1)?, r.get(2)?)));
        Ok(all.query_map([correction], anchor)?.collect::<Result<_, _>>()?)
    }
}
