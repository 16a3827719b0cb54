//! Commands that look at the record from one side: meetings, positions, treaties, what is due, what is in dispute, sources.

pub(crate) mod disputes;
pub(crate) mod due;
pub(crate) mod graph;
pub(crate) mod meetings;
pub(crate) mod positions;
pub(crate) mod sources;
pub(crate) mod treaty;

use crate::gather::Gathered;
use anyhow::{Context, Result};
use record::{Utterance, Variant};
use serde_json::{Value, json};
use std::path::Path;

/// At most so many other versions of an utterance are shown; with `--json` all.
const VERSIONS: usize = 4;

/// An utterance in one line, and its other versions in a second: who, what the words do, the words.
pub(crate) fn said(all: &Gathered, u: &Utterance) -> Vec<String> {
    let names = all.names();
    let acts = if u.acts.is_empty() { String::new() } else { format!(" {}", all.paint.with("36", &u.acts.join(", "))) };
    let mut lines = vec![format!("{}{acts}: {}", all.paint.bold(&names.of(&u.speaker)), all.cited(&u.variants[0].citation))];
    let reports = u.variants.iter().map(|v| v.citation.sha256.as_str()).collect::<std::collections::BTreeSet<_>>().len();
    if reports > 1 {
        let others: Vec<String> = u.variants[1..].iter().take(VERSIONS).map(|v| all.cited(&v.citation)).collect();
        let more = u.variants.len() - 1 - others.len();
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        lines.push(all.paint.dim(&format!("the same in {reports} reports: {}{more}", others.join("; "))));
    }
    lines
}

/// An utterance for other programs.
pub(crate) fn utterance(u: &Utterance) -> Value {
    let variant = |v: &Variant| json!({"citation": v.citation.to_json(), "kind": v.kind, "via": v.via, "words": v.words});
    json!({
        "speaker": u.speaker, "side": u.side, "acts": u.acts, "topics": u.topics, "published": u.published,
        "variants": u.variants.iter().map(variant).collect::<Vec<_>>(),
    })
}

/// Writes a file that the user named.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
