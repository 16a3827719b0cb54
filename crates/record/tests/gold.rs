//! The merge alone, on annotated events: pairs, disputes and commitments against gold records. Skipped where those are not there.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "common/gold.rs"]
mod gold;

use gold::{SETS, Set, dossiers, shared};
use record::{Entry, Record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An event of an annotation: report and id.
type Key = (String, String);

/// Pairs of events of different reports that share a group.
fn pairs<T: PartialEq>(of: &BTreeMap<Key, T>) -> BTreeSet<(&Key, &Key)> {
    let keys: Vec<&Key> = of.keys().collect();
    let both = |(i, a): (usize, &&'_ Key)| (i, (*a).clone());
    let _ = both;
    let mut out = BTreeSet::new();
    for (i, a) in keys.iter().enumerate() {
        out.extend(keys[i + 1..].iter().filter(|b| a.0 != b.0 && of[*a] == of[**b]).map(|b| (*a, *b)));
    }
    out
}

fn clusters(gold: &Value) -> BTreeMap<Key, String> {
    let mut out = BTreeMap::new();
    for c in gold["clusters"].as_array().unwrap() {
        for e in c["events"].as_array().unwrap() {
            let key = (e["doc"].as_str().unwrap().to_owned(), e["event"].as_str().unwrap().to_owned());
            out.insert(key, c["id"].as_str().unwrap().to_owned());
        }
    }
    out
}

struct Merged {
    record: Record,
    entry_of: BTreeMap<Key, String>,
    cluster: BTreeMap<Key, String>,
    gold: Value,
}

fn merged(set: &Set, shared: &Path) -> Merged {
    let (readings, names) = set.readings(shared);
    let record = Record::build(&readings, &dossiers(), None);
    let gold = set.gold_record(shared);
    let cluster = clusters(&gold);
    let mut entry_of = BTreeMap::new();
    for e in record.entries() {
        for c in &e.citations {
            let key = (c.path.clone(), names[&(c.path.clone(), c.span)].clone());
            if cluster.contains_key(&key) {
                entry_of.insert(key, e.id.clone());
            }
        }
    }
    Merged { record, entry_of, cluster, gold }
}

fn told(e: &Entry) -> String {
    let who: Vec<&str> = e.participants.iter().map(|p| p.entity.as_str()).collect();
    format!("{} {} {:?} {:?} {:?} {:?} {:?} {who:?} {:?}", e.kind, e.status, e.date, e.place, e.process, e.round, e.level, e.object)
}

#[test]
fn annotated_events_are_merged_as_annotators_merge_them() {
    let Some(shared) = shared() else { return };
    for set in &SETS {
        let m = merged(set, &shared);
        let known: BTreeMap<Key, String> = m.cluster.iter().filter(|(k, _)| m.entry_of.contains_key(*k)).map(|(k, v)| (k.clone(), v.clone())).collect();
        let (want, got) = (pairs(&known), pairs(&m.entry_of));
        let hit = want.intersection(&got).count();
        let (p, r) = (hit as f64 / got.len().max(1) as f64, hit as f64 / want.len().max(1) as f64);
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        eprintln!("{}: {} events, {} pairs wanted; P {p:.3} R {r:.3} F1 {f1:.3}", set.name, m.entry_of.len(), want.len());
        let show = |k: &Key| format!("{} {} [{}] {}", k.0, k.1, m.cluster[k], told(m.record.entry(&m.entry_of[k]).unwrap()));
        for (a, b) in want.difference(&got) {
            eprintln!("  missed\n    {}\n    {}", show(a), show(b));
        }
        for (a, b) in got.difference(&want) {
            eprintln!("  wrong\n    {}\n    {}", show(a), show(b));
        }
        let (mut right, mut all) = (0, 0);
        for c in m.gold["clusters"].as_array().unwrap() {
            let id = c["id"].as_str().unwrap();
            let members: Vec<&Key> = m.cluster.iter().filter(|x| x.1 == id).map(|x| x.0).collect();
            let entries: BTreeSet<&String> = members.iter().filter_map(|k| m.entry_of.get(*k)).collect();
            if entries.len() == 1 && members.len() > 1 {
                let e = m.record.entry(entries.first().unwrap()).unwrap();
                all += 1;
                if c["independent_sources"].as_u64() == Some(e.independent_sources as u64) { right += 1 } else {
                    eprintln!("  sources {id}: gold {} got {} {:?} date {:?}", c["independent_sources"], e.independent_sources, e.witnesses.iter().map(|w| (w.source.as_deref(), w.reports.len())).collect::<Vec<_>>(), e.date);
                }
            }
        }
        eprintln!("  independent sources right: {right} of {all}");
        let disputed: BTreeSet<(&str, &str)> = m.entry_of.iter()
            .flat_map(|(k, id)| m.record.entry(id).unwrap().disputes.iter().map(move |d| (k, d)))
            .map(|(k, d)| (m.cluster[k].as_str(), d.field)).collect();
        for c in m.gold["clusters"].as_array().unwrap() {
            for f in c["conflicts"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let id = c["id"].as_str().unwrap();
                eprintln!("  dispute {id} {f}: {}", if disputed.contains(&(id, f)) { "found" } else { "missing" });
            }
        }
        for e in m.record.entries().iter().filter(|e| !e.disputes.is_empty()) {
            for d in &e.disputes {
                eprintln!("  DISPUTE {} {:?} {:?}", e.id, d.field, d.values.iter().map(|v| (&v.value, v.citations.iter().map(|c| &c.path).collect::<Vec<_>>())).collect::<Vec<_>>());
            }
        }
        for c in m.record.commitments() {
            eprintln!("  COMMITMENT {:?} {} {:?} {} {:?} {:?}", c.who, c.what, c.due, c.state.name(), c.kept_by, c.citations.iter().map(|c| &c.path).collect::<Vec<_>>());
        }
    }
}
