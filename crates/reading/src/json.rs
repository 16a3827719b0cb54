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
            "times": self.times.iter().map(|t| json!({"start": t.span.start(), "end": t.span.end(), "type": t.kind.name(), "value": t.value})).collect::<Vec<_>>(),
        })
    }
}
