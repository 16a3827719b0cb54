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
            "translated_from": null,
            "outlet": null,
            "title": self.title,
            "published": {"edtf": self.published.edtf, "basis": self.published.basis},
            "zones": self.zones.iter().map(|z| json!({"kind": z.kind.name(), "start": z.span.start(), "end": z.span.end()})).collect::<Vec<_>>(),
            "mentions": self.mentions.iter().map(|m| json!({"start": m.span.start(), "end": m.span.end(), "entity": m.entity, "type": m.kind, "acts_for": m.acts_for})).collect::<Vec<_>>(),
            "roles": self.roles.iter().map(|x| json!({"person": x.person, "role": x.role, "of": x.of, "start": x.span.start(), "end": x.span.end()})).collect::<Vec<_>>(),
            "times": self.times.iter().map(|t| json!({"start": t.span.start(), "end": t.span.end(), "type": t.kind.name(), "value": t.value})).collect::<Vec<_>>(),
        })
    }
}
