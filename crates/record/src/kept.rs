//! A whole record as bytes and back, for whoever keeps one so that it need not be made again.
//!
//! The form is this program's own and may change with it: who keeps one keeps beside it what it was made with. It is not the
//! contract's JSON, which leaves out what only this program needs.

use crate::Record;
use reading::Participant;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::io::Write;

/// Words that a record holds by reference beside those of the contract. One that is missing here costs time only: the record is made again.
const WORDS: &[&str] = &[
    "type",
    "date",
    "place",
    "round",
    "status",
    "participants",
    "duration",
    "venue",
    "figures",
    "process",
    "level",
    "object",
    "name",
    "content",
    "note",
    "drop",
    "exact",
    "max",
    "min",
    "about",
];

impl Record {
    /// Writes the record as bytes.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_bytes(&self, to: impl Write) -> Result<(), String> {
        serde_json::to_writer(to, self).map_err(|e| e.to_string())
    }
    /// The record of which [`Record::write_bytes`] wrote these.
    ///
    /// # Errors
    /// What is not as this program writes it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Record, String> {
        serde_json::from_slice(bytes).map_err(|e| e.to_string())
    }
}

fn known<E: Error>(text: &str) -> Result<&'static str, E> {
    let found = reading::contract_word(text).or_else(|| WORDS.iter().find(|w| **w == text).copied());
    found.ok_or_else(|| E::custom(format!("'{text}' is no word of a record")))
}

pub(crate) fn word<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    known(&String::deserialize(from)?)
}

pub(crate) fn maybe_word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'static str>, D::Error> {
    Option::<String>::deserialize(from)?.map(|w| known(&w)).transpose()
}

pub(crate) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<&'static str>, D::Error> {
    Vec::<String>::deserialize(from)?.iter().map(|w| known(w)).collect()
}

/// First and last byte.
pub(crate) mod span {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use source::Span;

    pub(crate) fn serialize<S: Serializer>(span: &Span, to: S) -> Result<S::Ok, S::Error> {
        (span.start(), span.end()).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Span, D::Error> {
        <(u32, u32)>::deserialize(from).map(|(start, end)| Span::new(start, end))
    }
}

/// A number to the last bit.
pub(crate) mod bits {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
        value.to_bits().serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        u64::deserialize(from).map(f64::from_bits)
    }
}

/// Entity and part.
pub(crate) mod people {
    use super::{Participant, known};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(list: &[Participant], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(list.iter().map(|p| (&p.entity, p.part)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Participant>, D::Error> {
        let list = Vec::<(String, String)>::deserialize(from)?;
        list.into_iter().map(|(entity, part)| Ok(Participant { entity, part: known(&part)? })).collect()
    }
}
