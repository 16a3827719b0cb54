//! The findings of a reading, as far as they are scored.

use crate::error::EvalError;
use crate::gold::{EventSlots, Id, nullable};
use crate::span::Span;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The schema of readings; whatever says otherwise counts as no reading.
const SCHEMA: &str = "mahdar.reading/1";

/// The reading of one report; without one, every list is empty.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    doc: &'a str,
    map: Option<&'a Map<String, Value>>,
}

impl<'a> Reading<'a> {
    /// The reading of `doc`.
    pub fn new(doc: &'a str, value: Option<&'a Value>) -> Reading<'a> {
        let map = value.and_then(Value::as_object);
        Reading { doc, map: map.filter(|m| m.get("schema").and_then(Value::as_str) == Some(SCHEMA)) }
    }
    /// The findings under `key`.
    pub fn found<T: Deserialize<'a>>(&self, key: &str) -> Result<Vec<Found<'a, T>>, EvalError> {
        let bad = |at: String, why: String| EvalError::Reading { doc: self.doc.to_owned(), at, why };
        let items = match self.map.and_then(|m| m.get(key)) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(bad(key.to_owned(), "it is no list".to_owned())),
        };
        let read = |(i, v)| Found::read(v).map_err(|why| bad(format!("{key}[{i}]"), why));
        items.iter().enumerate().map(read).collect()
    }
    /// `published.edtf`, null where there is none.
    pub fn published(&self) -> &'a Value {
        self.map.and_then(|m| m.get("published")).and_then(|p| p.get("edtf")).unwrap_or(&Value::Null)
    }
}

/// One finding.
#[derive(Debug)]
pub struct Found<'a, T> {
    /// Where it stands in the report.
    pub span: Span,
    /// What is scored of it.
    pub item: T,
    /// All of it, for printing.
    pub raw: &'a Map<String, Value>,
}

impl<'a, T: Deserialize<'a>> Found<'a, T> {
    fn read(value: &'a Value) -> Result<Found<'a, T>, String> {
        let raw = value.as_object().ok_or("it is no object")?;
        let offset = |key: &str| raw.get(key).and_then(Value::as_i64).ok_or_else(|| format!("`{key}` is no byte offset"));
        let span = Span { start: offset("start")?, end: offset("end")? };
        Ok(Found { span, item: T::deserialize(value).map_err(|e| e.to_string())?, raw })
    }
}

/// A zone.
#[derive(Debug, Deserialize)]
pub struct FoundZone {
    pub kind: Value,
}

/// A mention.
#[derive(Debug, Deserialize)]
pub struct FoundMention {
    #[serde(deserialize_with = "nullable")]
    pub entity: Id,
    pub r#type: Value,
    #[serde(default)]
    pub acts_for: Id,
}

/// A role.
#[derive(Debug, Deserialize)]
pub struct FoundRole {
    #[serde(deserialize_with = "nullable")]
    pub person: Id,
}

/// A time expression.
#[derive(Debug, Deserialize)]
pub struct FoundTime {
    pub r#type: Value,
    pub value: Value,
}

/// A figure.
#[derive(Debug, Deserialize)]
pub struct FoundFigure {
    pub value: Value,
    pub bound: Value,
}

/// A statement.
#[derive(Debug, Deserialize)]
pub struct FoundStatement {
    #[serde(deserialize_with = "nullable")]
    pub speaker: Id,
    pub kind: Value,
    #[serde(default)]
    pub via: Value,
}

/// An event.
#[derive(Debug, Deserialize)]
pub struct FoundEvent {
    pub r#type: Value,
    pub status: Value,
    #[serde(flatten)]
    pub slots: EventSlots,
}
