//! The contract's shape of a reading (`mahdar.reading/1`).

use crate::Reading;
use serde_json::{Value, json};

impl Reading {
    /// The reading as the contract's JSON object.
    pub fn to_json(&self) -> Value {
        json!({
            "schema": "mahdar.reading/1",
            "source": {"path": self.path, "sha256": self.sha256, "bytes": self.bytes, "media_type": self.media_type},
            "language": self.language,
            "translated_from": self.translated_from,
            "outlet": self.outlet,
            "title": self.title,
            "published": {"edtf": self.published.edtf, "basis": self.published.basis},
            "outlet_basis": self.outlet_basis,
            "outlet_host": self.outlet_host,
            "zones": self.zones.iter().map(|z| json!({"kind": z.kind.name(), "start": z.span.start(), "end": z.span.end()})).collect::<Vec<_>>(),
            "mentions": self.mentions.iter().map(|m| json!({"start": m.span.start(), "end": m.span.end(), "entity": m.entity, "type": m.kind, "acts_for": m.acts_for})).collect::<Vec<_>>(),
            "roles": self.roles.iter().map(|x| json!({"person": x.person, "role": x.role, "of": x.of, "start": x.span.start(), "end": x.span.end()})).collect::<Vec<_>>(),
            "times": self.times.iter().map(|t| json!({"start": t.span.start(), "end": t.span.end(), "type": t.kind.name(), "value": t.value})).collect::<Vec<_>>(),
            "statements": self.statements.iter().map(said).collect::<Vec<_>>(),
            "events": self.events.iter().map(event).collect::<Vec<_>>(),
            "doubts": self.doubts.iter().map(|d| json!({"kind": d.kind, "start": d.span.start(), "end": d.span.end(), "note": d.note})).collect::<Vec<_>>(),
            "figures": self.figures.iter().map(|f| json!({"start": f.span.start(), "end": f.span.end(), "value": number(f.value), "bound": f.bound.name(), "of": f.of, "treaty": f.treaty})).collect::<Vec<_>>(),
        })
    }
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn said(s: &crate::Said) -> Value {
    let w = &s.words;
    json!({
        "start": w.span.start(), "end": w.span.end(), "kind": w.kind.name(), "speaker": s.speaker,
        "cue": w.cue.map(|c| json!({"start": c.start(), "end": c.end()})),
        "via": s.via, "occasion": w.occasion, "acts": w.acts, "topics": w.topics, "nested": w.nested, "refers_to": w.back,
    })
}

fn event(e: &crate::Event) -> Value {
    let participants: Vec<Value> = e.participants.iter().map(|p| json!({"entity": p.entity, "part": p.part})).collect();
    let also: Vec<Value> = e.also.iter().map(|s| json!({"start": s.start(), "end": s.end()})).collect();
    json!({
        "type": e.kind, "status": e.status, "start": e.span.start(), "end": e.span.end(), "date": e.date, "place": e.place,
        "process": e.process, "round": e.round, "level": e.level, "participants": participants, "outcome": e.outcome,
        "topics": e.topics, "object": e.object, "plover": e.plover, "also": also,
    })
}
