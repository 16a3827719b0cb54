//! A report made ready to go into a register: all that can be done beside other reports is done before.

use crate::analyse::{Analyser, Sentence};
use crate::error::StoreError;
use crate::pack::deflated;
use crate::rows::MOST_JSON;
use dossier::Dossier;
use language::Pack;
use reading::Reading;
use serde_json::{Value, json};
use source::{Given, Source, Span};
use std::collections::BTreeSet;

/// A report with its reading, as rows.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) sha256: String,
    pub(crate) path: String,
    pub(crate) bytes: usize,
    pub(crate) content: Vec<u8>,
    pub(crate) given: Given,
    pub(crate) outlet: Option<String>,
    pub(crate) language: String,
    pub(crate) published: Option<String>,
    pub(crate) days: Option<(i64, i64)>,
    pub(crate) json: Vec<u8>,
    pub(crate) text: Vec<u8>,
    pub(crate) named: BTreeSet<String>,
    pub(crate) sentences: Vec<Sentence>,
}

impl Prepared {
    /// Makes a report ready. `furniture` are the stretches of the clean text that are not searched.
    ///
    /// # Errors
    /// Where there is no memory to make it smaller, or the reading is too large to be had back.
    pub fn new(source: &Source, reading: &Reading, analyser: &Analyser, furniture: &[Span]) -> Result<Prepared, StoreError> {
        let json = bounded(kept_json(reading).to_string(), MOST_JSON, source.path())?;
        let small = |bytes: &[u8]| deflated(bytes).map_err(|e| StoreError::Unreadable(e.to_string()));
        Ok(Prepared {
            sha256: reading.sha256.clone(),
            path: source.path().to_owned(),
            bytes: source.bytes().len(),
            content: small(source.bytes())?,
            given: source.given().clone(),
            outlet: reading.outlet.clone(),
            language: reading.language.clone(),
            published: reading.published.edtf.clone(),
            days: reading.published.edtf.as_deref().and_then(record::days),
            json: small(json.as_bytes())?,
            text: small(reading.text.as_bytes())?,
            named: named(reading),
            sentences: analyser.sentences(&reading.text, furniture),
        })
    }

    /// The report's name.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// What is larger than can be had back is refused before it is kept.
fn bounded(json: String, most: usize, path: &str) -> Result<String, StoreError> {
    if json.len() > most { Err(StoreError::TooLarge(path.to_owned())) } else { Ok(json) }
}

/// A reading as it is kept: the contract's JSON, and the days of events, which the contract does not tell.
pub fn kept_json(reading: &Reading) -> Value {
    let mut value = reading.to_json();
    for (event, shape) in reading.events.iter().zip(value["events"].as_array_mut().into_iter().flatten()) {
        shape["days"] = json!(event.days);
    }
    value
}

/// All that a report names: entities, the governments that they stand for, speakers, media, negotiations, topics.
fn named(r: &Reading) -> BTreeSet<String> {
    let mentions = r.mentions.iter().flat_map(|m| [Some(&m.entity), m.acts_for.as_ref()]);
    let said = r.statements.iter().flat_map(|s| s.via.iter().chain(&s.speaker).chain(&s.words.topics)).map(Some);
    let events = r.events.iter().flat_map(|e| {
        let fields = [e.place.as_ref(), e.process.as_ref(), e.object.as_ref()];
        fields.into_iter().chain(e.participants.iter().map(|p| Some(&p.entity))).chain(e.topics.iter().map(Some))
    });
    mentions.chain(said).chain(events).flatten().cloned().collect()
}

/// Versions and contents of what a report is read with.
pub fn tables_of(pack: &Pack, dossier: &Dossier, program: &str) -> String {
    let mut list = vec![format!("mahdar {program}"), pack.table()];
    list.extend(dossier.tables());
    list.join(", ")
}

/// The tables in what [`tables_of`] gave, without the program: what a record names.
pub fn without_program(tables: &str) -> impl Iterator<Item = &str> {
    tables.split(", ").filter(|t| !t.starts_with("mahdar "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_that_could_not_be_had_back_is_refused() {
        assert_eq!(bounded("1234".to_owned(), 4, "a.txt").unwrap(), "1234");
        let why = bounded("12345".to_owned(), 4, "a.txt").unwrap_err().to_string();
        assert_eq!(why, "the reading of a.txt is too large to be kept");
    }
}
