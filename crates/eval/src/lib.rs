//! Scores readings (`mahdar.reading/1`) against gold annotations, micro-averaged over reports, and merged records
//! (`mahdar.record/1`) against the clusters of a gold record. A port of `gold/score.py` and `gold/score_record.py`:
//! the same pairs, the same counts, the same printed tables.
//!
//! ```
//! # fn main() -> Result<(), eval::EvalError> {
//! let gold = r#"{"doc": "a.txt", "published": {"edtf": "2021-07-28"}, "zones": [], "roles": [], "times": [],
//!     "quantities": [], "statements": [], "events": [],
//!     "mentions": [{"text": "Geneva", "entity": "place/geneva", "type": "GPE"}]}"#;
//! let reading = serde_json::json!({"schema": "mahdar.reading/1", "published": {"edtf": null},
//!     "mentions": [{"start": 3, "end": 9, "entity": "place/geneva", "type": "GPE"}]});
//! let docs = [(eval::GoldDoc::from_json("a.json", gold)?, "in Geneva".to_owned(), Some(reading))];
//! let mut lines = Vec::new();
//! let scores = eval::score(&docs, &mut |line| lines.push(line))?;
//! assert_eq!(scores.tally(eval::Finding::Mentions).tp, 1);
//! assert!(lines.is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! **What differs from the scripts.** Where they stop with a traceback, this crate returns an [`EvalError`]; it asks for every key
//! that the contract names even where the scripts would not come to read it (a figure without `bound`, say), and takes
//! `null` for an empty list. It takes texts as they are, byte for byte, where Python's `read_text` turns CR LF into LF.
//! Spurious findings are printed as Python prints a dict; letters newer than Unicode 14 may there be escaped differently.

mod edtf;
mod entities;
mod error;
mod events;
mod found;
mod gold;
mod names;
mod pairing;
mod python;
mod record;
mod score;
mod span;
mod statements;
mod tally;
mod values;
mod zones;

#[cfg(test)]
mod tests;

pub use error::EvalError;
pub use gold::GoldDoc;
pub use record::{RecordScores, score_record};
pub use score::score;
pub use tally::{Finding, Scores, Tally};
