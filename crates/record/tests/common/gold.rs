//! Readings made from annotations, as if every event had been found: what the merge does with perfect findings.
//! The annotations lie beside the repository; without them the tests that use this say so and pass.
#![allow(dead_code, clippy::unwrap_used, missing_docs)]

use dossier::Dossier;
use language::Files;
use reading::{Event, Participant, Published, Reading, Said, Statement, StatementKind};
use serde_json::{Value, json};
use source::Span;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A set of reports with a gold record.
pub struct Set {
    pub name: &'static str,
    /// File of the gold record, folder of annotations, folder of texts, first and last report.
    pub record: &'static str,
    gold: &'static str,
    texts: &'static str,
    reports: std::ops::Range<usize>,
}

pub const SETS: [Set; 3] = [
    Set { name: "seeds", record: "gold/seeds/record.json", gold: "gold/seeds", texts: "seeds", reports: 0..5 },
    Set { name: "dev a", record: "dev/record-a.json", gold: "dev/gold", texts: "dev/texts", reports: 0..12 },
    Set { name: "dev b", record: "dev/record-b.json", gold: "dev/gold", texts: "dev/texts", reports: 12..24 },
];

/// The folder with the annotations, where it is there.
pub fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.join("dev/record-a.json").exists() {
        eprintln!("SKIPPED: {} holds no annotations", shared.display());
        return None;
    }
    Some(shared)
}

/// The dossiers that ship.
pub fn dossiers() -> Dossier {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/dossiers");
    let mut names: Vec<String> =
        std::fs::read_dir(&root).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_by_key(|n| (n != "world", n.clone()));
    let mut dossier = Dossier::default();
    for name in names {
        let file = |p: PathBuf| (p.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&p).unwrap());
        let files = std::fs::read_dir(root.join(&name)).unwrap().map(|e| file(e.unwrap().path())).collect();
        dossier.add(&name, &Files::new(files)).unwrap();
    }
    dossier.finish();
    dossier
}

impl Set {
    pub fn gold_record(&self, shared: &Path) -> Value {
        serde_json::from_str(&std::fs::read_to_string(shared.join(self.record)).unwrap()).unwrap()
    }
    /// The readings, and the event of the annotation behind each span: by path and span.
    pub fn readings(&self, shared: &Path) -> (Vec<Reading>, BTreeMap<(String, Span), String>) {
        let mut files: Vec<PathBuf> = std::fs::read_dir(shared.join(self.gold)).unwrap().map(|e| e.unwrap().path()).collect();
        files.retain(|f| f.file_stem().unwrap() != "record");
        files.sort();
        let (mut readings, mut names) = (Vec::new(), BTreeMap::new());
        for file in &files[self.reports.clone()] {
            let gold: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
            let doc = gold["doc"].as_str().unwrap();
            let text = std::fs::read_to_string(shared.join(self.texts).join(doc)).unwrap();
            let reading = reading(&gold, doc, &text);
            for (event, e) in reading.events.iter().zip(gold["events"].as_array().unwrap()) {
                names.insert((doc.to_owned(), event.span), e["id"].as_str().unwrap().to_owned());
            }
            readings.push(reading);
        }
        (readings, names)
    }
}

fn reading(gold: &Value, doc: &str, text: &str) -> Reading {
    let events = gold["events"].as_array().unwrap();
    // Two events in the same words are told apart by one byte.
    let mut taken = std::collections::BTreeSet::new();
    let events = events.iter().map(|e| {
        let mut made = event(e, text);
        while !taken.insert(made.span) {
            made.span = Span::new(made.span.start(), made.span.end() - 1);
        }
        made
    });
    let mut events: Vec<Event> = events.collect();
    // Words that are another event's own name that one only.
    let own: std::collections::BTreeSet<Span> = events.iter().map(|e| e.span).collect();
    events.iter_mut().for_each(|e| e.also.retain(|s| !own.contains(s)));
    let published = gold["published"]["edtf"].as_str().map(str::to_owned);
    Reading {
        path: doc.to_owned(),
        sha256: source::digest(text.as_bytes()),
        outlet: word(gold, "outlet"),
        published: Published { edtf: published, basis: "stated" },
        events,
        statements: gold["statements"].as_array().unwrap().iter().filter_map(|s| said(s, text)).collect(),
        mentions: gold["mentions"].as_array().into_iter().flatten().filter_map(|m| mention(m, text)).collect(),
        times: findings(gold, text).0,
        figures: findings(gold, text).1,
        doubts: gold["times"].as_array().into_iter().flatten().filter_map(|t| slip(t, text)).collect(),
        media_type: "text/plain",
        bytes: text.len(),
        text: text.to_owned(),
        ..Reading::default()
    }
}

/// The dates, lengths and figures of a report, by way of the contract's JSON: only the reading's own finder can make them otherwise.
fn findings(gold: &Value, text: &str) -> (Vec<reading::Time>, Vec<reading::Figure>) {
    let one = |t: &Value| {
        let span = find(text, t["text"].as_str()?, t["n"].as_u64().unwrap_or(1))?;
        let told = (t["type"] == "DATE" || t["type"] == "DURATION") && t["value"].is_string();
        told.then(|| json!({"start": span.start(), "end": span.end(), "type": t["type"], "value": t["value"]}))
    };
    let list: Vec<Value> = gold["times"].as_array().unwrap().iter().filter_map(one).collect();
    let mut value = json!({
        "schema": "mahdar.reading/1", "source": {"path": "", "sha256": "", "bytes": 0, "media_type": "text/plain"},
        "language": "ar", "published": {"edtf": null, "basis": "unknown"}, "times": list,
    });
    for empty in ["zones", "mentions", "roles", "events", "statements", "doubts"] {
        value[empty] = json!([]);
    }
    // What is counted is told in one noun by the program: members, not members of each delegation.
    let figure = |q: &Value| {
        let span = find(text, q["text"].as_str()?, q["n"].as_u64().unwrap_or(1))?;
        let of = q["of"].as_str()?.split(" of ").next();
        Some(
            json!({"start": span.start(), "end": span.end(), "value": q["value"], "bound": q["bound"], "of": of, "treaty": null}),
        )
    };
    let counted = gold["quantities"].as_array().into_iter().flatten().filter(|q| q["value"].is_number());
    value["figures"] = counted.filter_map(figure).collect();
    let reading = Reading::from_json(&value, String::new()).unwrap();
    (reading.times, reading.figures)
}

fn word(v: &Value, key: &str) -> Option<String> {
    v[key].as_str().map(str::to_owned)
}

fn words(v: &Value) -> Vec<String> {
    v.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn find(text: &str, needle: &str, n: u64) -> Option<Span> {
    let (at, _) = text.match_indices(needle).nth(n.max(1) as usize - 1)?;
    Some(Span::new(at as u32, (at + needle.len()) as u32))
}

fn event(e: &Value, text: &str) -> Event {
    let span = find(text, e["text"].as_str().unwrap(), e["n"].as_u64().unwrap_or(1)).unwrap();
    let object = match &e["object"] {
        Value::String(s) => Some(s.clone()),
        Value::Array(list) => list.first().and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    Event {
        kind: word(e, "type").unwrap(),
        status: word(e, "status").unwrap(),
        span,
        date: word(e, "date"),
        place: word(e, "place"),
        process: word(e, "process"),
        round: e["round"].as_u64().map(|r| r as u32),
        level: word(e, "level"),
        participants: participants(e),
        also: e["also"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|a| find(text, a["text"].as_str()?, a["n"].as_u64().unwrap_or(1)))
            .collect(),
        outcome: words(&e["outcome"]),
        topics: words(&e["topics"]),
        object: object.filter(|o| o.contains('/') && !o.contains(' ')),
        ..Event::default()
    }
}

/// Who takes part; the mission in which a meeting is, is its host, as readings have it.
fn participants(e: &Value) -> Vec<Participant> {
    let mut list: Vec<Participant> = e["participants"].as_array().into_iter().flatten().filter_map(participant).collect();
    let venue = word(e, "venue").filter(|v| v.starts_with("org/") && list.iter().all(|p| p.entity != *v));
    list.extend(venue.map(|entity| Participant { entity, part: "host" }));
    list
}

fn participant(p: &Value) -> Option<Participant> {
    let part = match p["part"].as_str()? {
        "head-of-delegation" => "head-of-delegation",
        "member" => "member",
        "host" => "host",
        "actor" => "actor",
        "target" => "target",
        "chair" => "chair",
        _ => "party",
    };
    Some(Participant { entity: word(p, "entity")?, part })
}

/// A date of which the annotator leaves two days open, as a day of the week that is not its own makes it.
fn slip(t: &Value, text: &str) -> Option<reading::Doubt> {
    let two: Vec<&str> = t["value"].as_str()?.strip_prefix('[')?.strip_suffix(']')?.split(',').collect();
    let number = t["text"].as_str()?.contains(|c: char| c.is_numeric());
    let days =
        number && two.len() == 2 && two.iter().all(|d| d.get(..10).is_some_and(|d| days::Days::parse(d).width() == Some(1)));
    let span = find(text, t["text"].as_str()?, t["n"].as_u64().unwrap_or(1))?;
    days.then(|| reading::Doubt { kind: "weekday-differs".to_owned(), span, note: String::new() })
}

fn mention(m: &Value, text: &str) -> Option<reading::NamedMention> {
    let span = find(text, m["text"].as_str()?, m["n"].as_u64().unwrap_or(1))?;
    Some(reading::NamedMention { span, entity: word(m, "entity")?, kind: "PER", acts_for: None })
}

/// What words point back to, as readings have it.
fn back(words: &str) -> Option<String> {
    let points = |w: &str| ["هذه", "هذا", "ذلك", "تلك", "كهذا", "كهذه"].contains(&w);
    let at = words.split_whitespace().position(points)?;
    let all = words.split_whitespace().count();
    let what = words.split_whitespace().nth(at + 1).filter(|w| *w == "الأرقام").map_or("claim", |_| "figures");
    (all <= 6 && at + 3 >= all).then(|| what.to_owned())
}

fn said(s: &Value, text: &str) -> Option<Said> {
    let span = find(text, s["content"].as_str()?, s["n"].as_u64().unwrap_or(1))?;
    let kind = match s["kind"].as_str()? {
        "direct" => StatementKind::Direct,
        "mixed" => StatementKind::Mixed,
        _ => StatementKind::Indirect,
    };
    let words = Statement {
        span,
        tokens: 0..0,
        kind,
        speaker: None,
        cue: None,
        via: Vec::new(),
        occasion: word(s, "occasion"),
        acts: words(&s["acts"]),
        topics: words(&s["topics"]),
        nested: s["nested"].as_bool().unwrap_or(false),
        back: back(s["content"].as_str()?),
    };
    Some(Said { words, speaker: word(s, "speaker"), via: self::words(&s["via"]) })
}
