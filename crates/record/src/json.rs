//! The contract's shape of a record (`mahdar.record/1`), and its digest.

use crate::Record;
use crate::entry::{
    Article, Citation, Commitment, Dispute, Entry, Process, Provision, Treaty, TreatyStep, Verdict, Why, Witness,
};
use serde_json::{Value, json};
use source::Digester;

impl Record {
    /// The record as the contract's JSON object; where a person dropped entries, with these under `dropped`.
    pub fn to_json(&self) -> Value {
        let mut value = json!({
            "schema": "mahdar.record/1",
            "as_of": self.as_of(),
            "digest": self.digest(),
            "sources": self.sources(),
            "tables": self.tables(),
            "timeline": list(self.entries(), entry),
            "commitments": list(self.commitments(), Commitment::to_json),
            "processes": list(self.processes(), process),
            "treaties": list(self.treaties(), Treaty::to_json),
        });
        if !self.dropped().is_empty() {
            value["dropped"] = list(self.dropped(), entry);
        }
        value
    }

    /// [`Record::to_json`] as text, piece by piece: whole, it takes several times the memory of the record. Where `keep` leaves
    /// entries of the timeline out, there is no digest: that is of the whole.
    ///
    /// # Errors
    /// What `put`, which takes the pieces in order, says.
    pub fn write_json<E>(&self, keep: impl Fn(&Entry) -> bool, mut put: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let wanted: Vec<&Entry> = self.entries().iter().filter(|e| keep(e)).collect();
        let digest = Some(self.digest()).filter(|_| wanted.len() == self.entries().len());
        let (as_of, digest) = (json!(self.as_of()), json!(digest));
        put(&format!("{{\"schema\":\"mahdar.record/1\",\"as_of\":{as_of},\"digest\":{digest}"))?;
        pieces(&mut put, "sources", self.sources(), |s| json!(s))?;
        pieces(&mut put, "tables", self.tables(), |t| json!(t))?;
        pieces(&mut put, "timeline", &wanted, |e| entry(e))?;
        pieces(&mut put, "commitments", self.commitments(), Commitment::to_json)?;
        pieces(&mut put, "processes", self.processes(), process)?;
        pieces(&mut put, "treaties", self.treaties(), Treaty::to_json)?;
        if !self.dropped().is_empty() {
            pieces(&mut put, "dropped", self.dropped(), entry)?;
        }
        put("}")
    }
}

fn pieces<T, E>(
    put: &mut impl FnMut(&str) -> Result<(), E>,
    key: &str,
    items: &[T],
    shape: impl Fn(&T) -> Value,
) -> Result<(), E> {
    put(&format!(",\"{key}\":["))?;
    for (i, item) in items.iter().enumerate() {
        put(&format!("{}{}", if i > 0 { "," } else { "" }, shape(item)))?;
    }
    put("]")
}

impl Entry {
    /// The entry in the contract's shape.
    pub fn to_json(&self) -> Value {
        entry(self)
    }
}

/// SHA-256 over the canonical form: the contract's JSON without `digest` and `path` (where a file lies says nothing about what
/// it is), keys in order, no white space. It is written piece by piece: whole it would be larger than the record.
pub(crate) fn digest(record: &Record) -> String {
    let mut sum = Digester::default();
    sum.update(b"{\"as_of\":");
    sum.update(json!(record.as_of()).to_string().as_bytes());
    items(&mut sum, "commitments", record.commitments(), Commitment::to_json);
    if !record.dropped().is_empty() {
        items(&mut sum, "dropped", record.dropped(), entry);
    }
    items(&mut sum, "processes", record.processes(), process);
    sum.update(b",\"schema\":\"mahdar.record/1\"");
    items(&mut sum, "sources", record.sources(), |s| json!(s));
    items(&mut sum, "tables", record.tables(), |t| json!(t));
    items(&mut sum, "timeline", record.entries(), entry);
    items(&mut sum, "treaties", record.treaties(), Treaty::to_json);
    sum.update(b"}");
    sum.finish()
}

fn items<T>(sum: &mut Digester, key: &str, items: &[T], shape: impl Fn(&T) -> Value) {
    sum.update(format!(",\"{key}\":[").as_bytes());
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            sum.update(b",");
        }
        let mut value = shape(item);
        without_paths(&mut value);
        value.sort_all_objects();
        sum.update(value.to_string().as_bytes());
    }
    sum.update(b"]");
}

fn without_paths(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.shift_remove("path");
            map.values_mut().for_each(without_paths);
        }
        Value::Array(items) => items.iter_mut().for_each(without_paths),
        _ => {}
    }
}

fn list<T>(items: &[T], shape: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(shape).collect())
}

impl Citation {
    /// A citation in the contract's shape.
    pub fn to_json(&self) -> Value {
        json!({"path": self.path, "sha256": self.sha256, "start": self.span.start(), "end": self.span.end()})
    }
}

fn dispute(d: &Dispute) -> Value {
    let values = list(&d.values, |v| json!({"value": v.value, "by": v.by, "citations": list(&v.citations, Citation::to_json)}));
    json!({"field": d.field, "values": values, "independent": d.independent})
}

fn entry(e: &Entry) -> Value {
    json!({
        "id": e.id, "date": e.date, "type": e.kind, "status": e.status, "process": e.process, "round": e.round, "level": e.level,
        "place": e.place,
        "participants": list(&e.participants, |p| json!({"entity": p.entity, "part": p.part})),
        "outcome": e.outcome, "topics": e.topics, "object": e.object, "plover": e.plover,
        "citations": list(&e.citations, Citation::to_json),
        "disputes": list(&e.disputes, dispute),
        "reports": e.reports, "independent_sources": e.independent_sources, "main": e.main,
        "corrections": list(&e.corrections, |c| json!({"field": c.field, "read": c.read, "now": c.now})),
        "witnesses": list(&e.witnesses, witness), "why": list(&e.why, why),
        "documented": e.documented.as_ref().map(|d| json!({"date": d.date, "place": d.place, "date_agrees": d.date_agrees})),
    })
}

fn witness(w: &Witness) -> Value {
    json!({"source": w.source, "reports": w.reports, "through": w.through, "copied": w.copied})
}

fn why(w: &Why) -> Value {
    json!({"citation": w.citation.to_json(), "agrees": w.agrees, "differs": w.differs})
}

impl Commitment {
    /// A commitment in the contract's shape.
    pub fn to_json(&self) -> Value {
        json!({
            "who": self.who, "what": self.what, "due": self.due, "state": self.state.name(), "kept_by": self.kept_by,
            "conditions": list(&self.conditions, Citation::to_json),
            "citations": list(&self.citations, Citation::to_json),
        })
    }
}

fn process(p: &Process) -> Value {
    json!({"id": p.id, "parties": p.parties, "rounds": p.rounds, "bodies": p.bodies, "status": p.status})
}

fn provision(p: &Provision) -> Value {
    json!({
        "what": p.what, "bound": p.bound, "value": number(p.value), "verdict": p.verdict.name(), "note": p.note,
        "article": p.article, "limit": p.limit,
        "citations": list(&p.citations, Citation::to_json),
    })
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn step(s: &TreatyStep) -> Value {
    json!({"date": s.date, "what": s.what, "entry": s.entry, "verdict": s.verdict.map(Verdict::name), "citations": list(&s.citations, Citation::to_json)})
}

fn article(a: &Article) -> Value {
    json!({"article": a.article, "what": a.what, "bound": a.bound, "value": number(a.value), "unit": a.unit})
}

impl Treaty {
    /// A treaty in the contract's shape.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id, "provisions": list(&self.provisions, provision), "status": list(&self.status, step),
            "articles": list(&self.articles, article),
            "documented": list(&self.documented, |s| json!({"date": s.date, "what": s.what})),
        })
    }
}
