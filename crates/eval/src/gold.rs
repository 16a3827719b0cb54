//! Gold annotations of one report, as `gold/GUIDELINES.md` describes them; only what is scored is kept.

use crate::error::EvalError;
use crate::span::{Span, occurrence, span_at};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// An entity identifier, or None where the annotator or the program knows none.
pub type Id = Option<String>;

/// The gold annotation of one report. Keys that are not scored are let pass, whatever they hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Value")]
pub struct GoldDoc {
    doc: String,
    pub(crate) published: Value,
    pub(crate) zones: Vec<GoldZone>,
    pub(crate) mentions: Vec<Quoted<GoldMention>>,
    pub(crate) roles: Vec<Quoted<GoldRole>>,
    pub(crate) times: Vec<Quoted<GoldTime>>,
    pub(crate) quantities: Vec<Quoted<GoldQuantity>>,
    pub(crate) statements: Vec<Quoted<GoldStatement>>,
    pub(crate) events: Vec<Quoted<GoldEvent>>,
}

impl GoldDoc {
    /// Reads a gold file; `name` is what an error calls it as long as the report's own name is not known.
    pub fn from_json(name: &str, json: &str) -> Result<GoldDoc, EvalError> {
        let value = serde_json::from_str(json).map_err(|e| EvalError::Json { name: name.to_owned(), why: e.to_string() })?;
        GoldDoc::from_value(name, &value)
    }
    /// The file name of the report.
    pub fn doc(&self) -> &str {
        &self.doc
    }

    fn from_value(name: &str, value: &Value) -> Result<GoldDoc, EvalError> {
        let bad = |at: &str, why: &str| EvalError::Gold { doc: name.to_owned(), at: at.to_owned(), why: why.to_owned() };
        let map = value.as_object().ok_or_else(|| bad("the file", "it holds no object"))?;
        let doc = map.get("doc").and_then(Value::as_str).ok_or_else(|| bad("doc", "the report is not named"))?;
        Ok(GoldDoc {
            doc: doc.to_owned(),
            published: map.get("published").cloned().unwrap_or_default(),
            zones: list(doc, map, "zones", parse)?,
            mentions: list(doc, map, "mentions", |v| quoted(v, "text"))?,
            roles: list(doc, map, "roles", |v| quoted(v, "text"))?,
            times: list(doc, map, "times", |v| quoted(v, "text"))?,
            quantities: list(doc, map, "quantities", |v| quoted(v, "text"))?,
            statements: list(doc, map, "statements", |v| quoted(v, "content"))?,
            events: list(doc, map, "events", |v| quoted(v, "text"))?,
        })
    }
    /// The span of occurrence `n` of `piece`; `at` names the entry for the error.
    pub(crate) fn place(&self, text: &str, piece: &str, n: Option<u64>, at: &str) -> Result<Span, EvalError> {
        let n = n.unwrap_or(1).max(1);
        let start = occurrence(text, piece, n).ok_or_else(|| EvalError::NotInText {
            doc: self.doc.clone(),
            at: at.to_owned(),
            piece: piece.to_owned(),
            n,
        })?;
        Ok(span_at(start, piece.len()))
    }
    /// Finds the words of all `items` in the text; `key` names their list for the error.
    pub(crate) fn placed<'a, T>(&self, text: &str, items: &'a [Quoted<T>], key: &str) -> Result<Vec<Placed<'a, T>>, EvalError> {
        let place = |(i, quoted): (usize, &'a Quoted<T>)| {
            let at = format!("{key}[{i}]");
            let span = self.place(text, &quoted.piece, quoted.n, &at)?;
            let mut all = vec![span];
            for wording in &quoted.also {
                all.push(self.place(text, &wording.text, wording.n, &at)?);
            }
            Ok(Placed { piece: &quoted.piece, boilerplate: quoted.boilerplate, span, all, item: &quoted.item })
        };
        items.iter().enumerate().map(place).collect()
    }
}

impl TryFrom<Value> for GoldDoc {
    type Error = EvalError;
    fn try_from(value: Value) -> Result<GoldDoc, EvalError> {
        GoldDoc::from_value("an unnamed report", &value)
    }
}

/// Reads each item of a list, which must be there.
fn list<T>(doc: &str, map: &Map<String, Value>, key: &str, read: fn(&Value) -> Result<T, String>) -> Result<Vec<T>, EvalError> {
    let bad = |at: String, why: String| EvalError::Gold { doc: doc.to_owned(), at, why };
    let items = map.get(key).and_then(Value::as_array).ok_or_else(|| bad(key.to_owned(), "the list is missing".to_owned()))?;
    items.iter().enumerate().map(|(i, v)| read(v).map_err(|why| bad(format!("{key}[{i}]"), why))).collect()
}

fn parse<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|e| e.to_string())
}

/// Reads an entry whose words stand in `field`.
fn quoted<T: DeserializeOwned>(value: &Value, field: &str) -> Result<Quoted<T>, String> {
    let common: Common = parse(value)?;
    let piece = value.get(field).and_then(Value::as_str).ok_or_else(|| format!("`{field}` is missing"))?;
    Ok(Quoted {
        piece: piece.to_owned(),
        n: common.n,
        also: common.also.unwrap_or_default(),
        boilerplate: common.zone == "boilerplate",
        item: parse(value)?,
    })
}

/// What every entry that quotes the report may hold.
#[derive(Deserialize)]
struct Common {
    #[serde(default)]
    n: Option<u64>,
    #[serde(default)]
    also: Option<Vec<Wording>>,
    #[serde(default)]
    zone: Value,
}

/// A further wording of an entry.
#[derive(Debug, Clone, Deserialize)]
pub struct Wording {
    text: String,
    #[serde(default)]
    n: Option<u64>,
}

/// An entry with the words it quotes.
#[derive(Debug, Clone)]
pub struct Quoted<T> {
    piece: String,
    n: Option<u64>,
    also: Vec<Wording>,
    boilerplate: bool,
    item: T,
}

/// An entry whose words have been found in the report.
#[derive(Debug)]
pub struct Placed<'a, T> {
    /// The words quoted.
    pub piece: &'a str,
    /// Whether the entry is marked as page furniture.
    pub boilerplate: bool,
    /// Where the words stand.
    pub span: Span,
    /// The same and every further wording.
    pub all: Vec<Span>,
    /// The rest of the entry.
    pub item: &'a T,
}

/// A zone, by its first and last words.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldZone {
    pub kind: Value,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub from_n: Option<u64>,
}

/// A mention of an entity.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldMention {
    #[serde(deserialize_with = "nullable")]
    pub entity: Id,
    pub r#type: Value,
    #[serde(default)]
    pub acts_for: Id,
}

/// An office of a person.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldRole {
    #[serde(deserialize_with = "nullable")]
    pub person: Id,
    #[serde(default)]
    pub of: Value,
}

/// A time expression.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldTime {
    pub r#type: Value,
    pub value: Value,
    #[serde(default, deserialize_with = "present")]
    pub truth: Option<Value>,
}

/// A number of something.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuantity {
    pub value: Value,
    #[serde(default, deserialize_with = "present")]
    pub bound: Option<Value>,
}

/// A statement.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldStatement {
    #[serde(deserialize_with = "nullable")]
    pub speaker: Id,
    pub kind: Value,
    #[serde(default)]
    pub cue: Value,
    #[serde(default)]
    pub via: Value,
}

/// An event.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    #[serde(default)]
    pub id: Value,
    pub r#type: Value,
    pub status: Value,
    #[serde(default)]
    pub truth: Value,
    #[serde(flatten)]
    pub slots: EventSlots,
}

/// What is compared of an event beside its type and status, in gold and reading alike.
#[derive(Debug, Clone, Deserialize)]
pub struct EventSlots {
    #[serde(default)]
    pub date: Value,
    #[serde(default)]
    pub place: Value,
    #[serde(default)]
    pub round: Value,
    #[serde(default)]
    pub participants: Option<Vec<Participant>>,
}

/// One who takes part in an event.
#[derive(Debug, Clone, Deserialize)]
pub struct Participant {
    #[serde(deserialize_with = "nullable")]
    pub entity: Id,
}

/// An identifier that may be null but must be there.
pub fn nullable<'de, D: Deserializer<'de>>(d: D) -> Result<Id, D::Error> {
    Option::deserialize(d)
}

/// A value that is told apart from a missing one even when it is null.
fn present<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(d).map(Some)
}
