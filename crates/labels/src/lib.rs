//! What the tables and dossiers know of every token: one automaton over folded keys, run once over the tokens, and the token
//! patterns that run over its labels.
//!
//! The automaton is a trie over words. Attached particles are tried as ranked cuts at the first word of a form, never split off
//! the text. All work is linear in the number of tokens.

mod build;
mod class;
mod compile;
mod cuts;
mod entry;
mod label;
mod lexicon;
mod matcher;
mod words;

pub use class::Class;
pub use entry::{Article, Entry, Value};
pub use label::{Cut, Label, Labels};
pub use lexicon::Lexicon;
pub use matcher::{Found, Program, check_examples};
