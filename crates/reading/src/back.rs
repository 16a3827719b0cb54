//! From the contract's JSON back to a reading, for whoever kept it.
//!
//! What the contract does not tell is not there afterwards: tokens, and what finders knew among themselves. All that a record is
//! made of comes back.

use crate::{
    Bound, Doubt, Event, Figure, NamedMention, NamedRole, Participant, Published, Reading, Said, Statement, StatementKind, Time,
    TimeKind, Zone, ZoneKind,
};
use serde_json::Value;
use source::Span;

/// Words of the contract that a reading holds by reference.
const WORDS: &[&str] = &[
    "text/plain",
    "text/html",
    "stated",
    "inferred",
    "given",
    "unknown",
    "PER",
    "ORG",
    "GPE",
    "LOC",
    "DOC",
    "MEDIA",
    "head-of-delegation",
    "member",
    "host",
    "party",
    "actor",
    "target",
    "chair",
    "CONSULT",
    "AGREE",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "YIELD",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// The word of the contract that is written so, for what holds such words by reference.
pub fn contract_word(text: &str) -> Option<&'static str> {
    WORDS.iter().find(|w| **w == text).copied()
}

impl Reading {
    /// The reading of which this is the JSON, with the clean text it was made on. An event may have `days`, two numbers
    /// ([`Event::days`]), which the contract does not ask for.
    ///
    /// # Errors
    /// Which field is missing or holds what no reading can.
    pub fn from_json(value: &Value, text: String) -> Result<Reading, String> {
        if value["schema"] != "mahdar.reading/1" {
            return Err(format!("the schema {} is not mahdar.reading/1", value["schema"]));
        }
        let source = &value["source"];
        Ok(Reading {
            path: string(source, "path")?,
            sha256: string(source, "sha256")?,
            bytes: whole(source, "bytes")? as usize,
            media_type: word(source, "media_type")?,
            language: string(value, "language")?,
            title: optional(value, "title")?,
            published: Published { edtf: optional(&value["published"], "edtf")?, basis: word(&value["published"], "basis")? },
            zones: each(value, "zones", zone)?,
            times: each(value, "times", time)?,
            mentions: each(value, "mentions", mention)?,
            roles: each(value, "roles", role)?,
            events: each(value, "events", event)?,
            outlet: optional(value, "outlet")?,
            // Registers of older versions do not say it.
            outlet_basis: if value["outlet_basis"].is_null() { "unknown" } else { word(value, "outlet_basis")? },
            outlet_host: optional(value, "outlet_host")?,
            translated_from: optional(value, "translated_from")?,
            text,
            statements: each(value, "statements", said)?,
            figures: each(value, "figures", figure)?,
            doubts: each(value, "doubts", doubt)?,
        })
    }
}

fn wrong(field: &str, value: &Value) -> String {
    let shown: String = value.to_string().chars().take(60).collect();
    format!("'{field}' cannot be {shown}")
}

fn each<T>(value: &Value, field: &str, one: impl Fn(&Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    let items = value[field].as_array().ok_or_else(|| wrong(field, &value[field]))?;
    items.iter().map(|item| one(item).map_err(|why| format!("{field}: {why}"))).collect()
}

fn optional(value: &Value, field: &str) -> Result<Option<String>, String> {
    match &value[field] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        other => Err(wrong(field, other)),
    }
}

fn string(value: &Value, field: &str) -> Result<String, String> {
    optional(value, field)?.ok_or_else(|| wrong(field, &Value::Null))
}

fn strings(value: &Value, field: &str) -> Result<Vec<String>, String> {
    each(value, field, |item| item.as_str().map(str::to_owned).ok_or_else(|| wrong("item", item)))
}

fn whole(value: &Value, field: &str) -> Result<u64, String> {
    value[field].as_u64().ok_or_else(|| wrong(field, &value[field]))
}

/// A word of the contract.
fn word(value: &Value, field: &str) -> Result<&'static str, String> {
    let text = value[field].as_str().ok_or_else(|| wrong(field, &value[field]))?;
    contract_word(text).ok_or_else(|| wrong(field, &value[field]))
}

/// The value of an enumeration that has this name.
fn named<T: Copy>(value: &Value, field: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
    let text = value[field].as_str();
    all.iter().copied().find(|x| Some(name(*x)) == text).ok_or_else(|| wrong(field, &value[field]))
}

fn span(value: &Value) -> Result<Span, String> {
    let at = |field| u32::try_from(whole(value, field)?).map_err(|_| wrong(field, &value[field]));
    Ok(Span::new(at("start")?, at("end")?))
}

fn zone(v: &Value) -> Result<Zone, String> {
    use ZoneKind::{Body, Boilerplate, Byline, Caption, Dateline, Title};
    let kind = named(v, "kind", &[Title, Byline, Dateline, Body, Caption, Boilerplate], ZoneKind::name)?;
    Ok(Zone { kind, tokens: 0..0, span: span(v)? })
}

fn time(v: &Value) -> Result<Time, String> {
    let kind = named(v, "type", &[TimeKind::Date, TimeKind::Time, TimeKind::Duration, TimeKind::Set], TimeKind::name)?;
    Ok(Time { tokens: 0..0, span: span(v)?, kind, value: string(v, "value")?, days: None, future: false, date: None })
}

fn mention(v: &Value) -> Result<NamedMention, String> {
    Ok(NamedMention { span: span(v)?, entity: string(v, "entity")?, kind: word(v, "type")?, acts_for: optional(v, "acts_for")? })
}

fn role(v: &Value) -> Result<NamedRole, String> {
    Ok(NamedRole { person: string(v, "person")?, role: string(v, "role")?, of: optional(v, "of")?, span: span(v)? })
}

fn said(v: &Value) -> Result<Said, String> {
    let kinds = [StatementKind::Direct, StatementKind::Indirect, StatementKind::Mixed];
    let words = Statement {
        span: span(v)?,
        tokens: 0..0,
        kind: named(v, "kind", &kinds, StatementKind::name)?,
        speaker: None,
        cue: if v["cue"].is_null() { None } else { Some(span(&v["cue"])?) },
        via: Vec::new(),
        occasion: optional(v, "occasion")?,
        acts: strings(v, "acts")?,
        topics: strings(v, "topics")?,
        nested: v["nested"].as_bool().unwrap_or(false),
        back: v["refers_to"].as_str().map(str::to_owned),
    };
    Ok(Said { words, speaker: optional(v, "speaker")?, via: strings(v, "via")? })
}

fn figure(v: &Value) -> Result<Figure, String> {
    let bound = named(v, "bound", &[Bound::Exact, Bound::Max, Bound::Min, Bound::About], Bound::name)?;
    let value = v["value"].as_f64().ok_or_else(|| wrong("value", &v["value"]))?;
    Ok(Figure { span: span(v)?, tokens: 0..0, value, bound, of: string(v, "of")?, treaty: optional(v, "treaty")? })
}

fn event(v: &Value) -> Result<Event, String> {
    let plover = if v["plover"].is_null() { None } else { Some(word(v, "plover")?) };
    let round = if v["round"].is_null() { None } else { Some(whole(v, "round")? as u32) };
    let participant = |p: &Value| Ok(Participant { entity: string(p, "entity")?, part: word(p, "part")? });
    Ok(Event {
        kind: string(v, "type")?,
        status: string(v, "status")?,
        span: span(v)?,
        also: each(v, "also", span)?,
        date: optional(v, "date")?,
        days: v["days"].get(0).and_then(Value::as_i64).zip(v["days"].get(1).and_then(Value::as_i64)),
        place: optional(v, "place")?,
        process: optional(v, "process")?,
        round,
        level: optional(v, "level")?,
        participants: each(v, "participants", participant)?,
        outcome: strings(v, "outcome")?,
        topics: strings(v, "topics")?,
        object: optional(v, "object")?,
        plover,
    })
}

fn doubt(v: &Value) -> Result<Doubt, String> {
    Ok(Doubt { kind: string(v, "kind")?, span: span(v)?, note: string(v, "note")? })
}
