//! Language packs: the files that teach mahdar a language, loaded and checked once.
//!
//! A pack is plain data: tables of words, attached particles, a folding table, token patterns. The engine holds no word of
//! any language. See `docs/language-pack.md` for the formats.

mod fold;
mod pack;
mod pattern;
mod rows;
mod stem;
mod table;
mod verbs;

pub use fold::Fold;
pub use pack::{Clitic, Line, Pack, Quotes, Row, Slot};
pub use pattern::{Atom, Node, Pattern, parse_pattern};
pub use stem::{StemTable, Stemmer};
pub use table::{DataError, Files, Table};
