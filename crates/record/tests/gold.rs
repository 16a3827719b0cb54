//! The merge alone, on annotated events: pairs, disputes and commitments against gold records. Skipped where those are not there.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "common/gold.rs"]
mod gold;

use gold::{SETS, Set, dossiers, shared};
use record::Record;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An event of an annotation: report and id.
type Key = (String, String);

/// Pairs of events of different reports that share a group.
fn pairs<T: PartialEq>(of: &BTreeMap<Key, T>) -> BTreeSet<(&Key, &Key)> {
    let keys: Vec<&Key> = of.keys().collect();
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
            // Other words for an event are cited too, and are no event of their own.
            let Some(name) = names.get(&(c.path.clone(), c.span)) else { continue };
            let key = (c.path.clone(), name.clone());
            if cluster.contains_key(&key) {
                entry_of.insert(key, e.id.clone());
            }
        }
    }
    Merged { record, entry_of, cluster, gold }
}

/// How well pairs of events are merged: precision and recall.
fn merging(m: &Merged) -> (f64, f64) {
    let known: BTreeMap<Key, String> =
        m.cluster.iter().filter(|(k, _)| m.entry_of.contains_key(*k)).map(|(k, v)| (k.clone(), v.clone())).collect();
    let (want, got) = (pairs(&known), pairs(&m.entry_of));
    let hit = want.intersection(&got).count() as f64;
    for (what, (a, b)) in want.difference(&got).map(|p| ("missed", p)).chain(got.difference(&want).map(|p| ("wrong", p))) {
        eprintln!("  {what}: {a:?} [{}] and {b:?} [{}]", m.cluster[*a], m.cluster[*b]);
    }
    (hit / got.len().max(1) as f64, hit / want.len().max(1) as f64)
}

/// Fields on which the gold has a dispute and the record has one too, and how many the record has beyond those.
fn disputes(m: &Merged) -> (BTreeSet<String>, usize) {
    let of = |k: &Key, id: &String| {
        let fields: Vec<String> = m.record.entry(id).unwrap().disputes.iter().map(|d| d.field.to_owned()).collect();
        fields.into_iter().map(|f| format!("{} {f}", m.cluster[k])).collect::<Vec<_>>()
    };
    let found: BTreeSet<String> = m.entry_of.iter().flat_map(|(k, id)| of(k, id)).collect();
    let told = |c: &Value| {
        let fields = c["conflicts"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        fields.map(|f| format!("{} {f}", c["id"].as_str().unwrap())).collect::<Vec<_>>()
    };
    let gold: BTreeSet<String> = m.gold["clusters"].as_array().unwrap().iter().flat_map(told).collect();
    gold.difference(&found).for_each(|d| eprintln!("  missed: {d}"));
    found.difference(&gold).for_each(|d| eprintln!("  beyond: {d}"));
    eprintln!("{} of {} disputes, {} beyond", gold.intersection(&found).count(), gold.len(), found.difference(&gold).count());
    (gold.intersection(&found).cloned().collect(), found.difference(&gold).count())
}

#[test]
fn annotated_events_are_merged_as_annotators_merge_them() {
    let Some(shared) = shared() else { return };
    for (set, floor) in SETS.iter().zip([0.92, 0.91, 0.93]) {
        let m = merged(set, &shared);
        let (p, r) = merging(&m);
        let f1 = 2.0 * p * r / (p + r);
        eprintln!("{}: {} events; P {p:.3} R {r:.3} F1 {f1:.3}", set.name, m.entry_of.len());
        assert!(f1 >= floor && p >= 0.9, "{}: P {p:.3} R {r:.3} F1 {f1:.3}, floor {floor}", set.name);
    }
}

#[test]
fn annotated_contradictions_are_disputes() {
    let Some(shared) = shared() else { return };
    let wanted: [&[&str]; 3] = [
        &["t-attack-on-ukraine status", "t-biden-on-putin content", "t-ssd-round-3 name"],
        &[
            "r012 object",
            "r013 object",
            "r040 status",
            "r098 date",
            "r102 date",
            "r119 duration",
            "r125 duration",
            "r125 venue",
            "r133 status",
            "r155 date",
            "r163 status",
            "r166 figures",
        ],
        &[
            "b/bcc-cairo status",
            "b/dialogue-2022-01-10 duration",
            "b/dialogue-round-1 date",
            "b/new-start-no-withdrawal status",
            "b/new-start-suspension date",
            "b/new-start-suspension type",
            "b/video-call-2021-12-07 date",
        ],
    ];
    for ((set, wanted), most) in SETS.iter().zip(wanted).zip([0, 6, 2]) {
        let (found, beyond) = disputes(&merged(set, &shared));
        assert!(beyond <= most, "{}: {beyond} disputes that no annotator has", set.name);
        assert!(wanted.iter().all(|w| found.contains(*w)), "{}: {found:?}", set.name);
    }
}

#[test]
fn no_entry_has_events_of_two_negotiations() {
    let Some(shared) = shared() else { return };
    for set in &SETS {
        let (readings, _) = set.readings(&shared);
        let record = Record::build(&readings, &dossiers(), None);
        for e in record.entries() {
            let told = readings.iter().flat_map(|r| r.events.iter().map(move |x| (r, x)));
            let of = told.filter(|(r, x)| e.citations.iter().any(|c| c.sha256 == r.sha256 && c.span == x.span));
            let processes: BTreeSet<&String> = of.filter_map(|(_, x)| x.process.as_ref()).collect();
            assert!(processes.len() <= 1, "{}: {processes:?}", e.id);
        }
    }
}

/// The states that the gold's word may have: its conventions differ from record to record.
fn states(word: &str) -> &'static [&'static str] {
    match word {
        "kept" | "fulfilled" | "yes" => &["kept", "late"],
        "late" => &["late"],
        "not fulfilled" | "no" | "missed" => &["missed", "overdue"],
        _ => &["open", "overdue"],
    }
}

/// Whether a commitment of the record is one of the gold: announced in the same report, due on days that meet, in a state that says
/// the same.
fn is_same(c: &Value, r: &record::Commitment) -> bool {
    let made: Vec<&Value> = match &c["made_in"] {
        Value::Array(made) => made.iter().collect(),
        _ => vec![&c["made"], &c["source"]],
    };
    let reports: Vec<String> =
        made.iter().filter_map(|d| d["doc"].as_str()).map(|d| format!("{}.txt", d.trim_end_matches(".txt"))).collect();
    let word = ["state", "status", "fulfilled"].iter().find_map(|k| c[k].as_str()).unwrap();
    let due = c["due"].as_str().map(days::Days::parse).unwrap_or_default();
    // Some annotators write "later" as a day that is open from the announcement on; it is no day.
    let said = c["made"]["date"].as_str().map(days::Days::parse).unwrap_or_default();
    let later = due.hull().zip(said.hull()).is_some_and(|(due, said)| due.1 == i64::MAX && due.0 <= said.1);
    let due = if later { days::Days::Unknown } else { due };
    let own = r.due.as_deref().map(days::Days::parse).unwrap_or_default();
    let known = (own == days::Days::Unknown) == (due == days::Days::Unknown);
    let same = known && own.meet(&due).is_some() && states(word).contains(&r.state.name());
    same && r.citations.iter().any(|x| reports.contains(&x.path))
}

/// Commitments of the gold that the record has too, each of the record's counted for one of the gold only; how many the gold has,
/// and how many the record.
fn commitments(m: &Merged) -> (usize, usize, usize) {
    let (list, own) = (m.gold["commitments"].as_array().unwrap(), m.record.commitments());
    let fits: Vec<Vec<usize>> = list.iter().map(|c| (0..own.len()).filter(|&i| is_same(c, &own[i])).collect()).collect();
    let mut of: Vec<Option<usize>> = vec![None; own.len()];
    let (found, missed): (Vec<usize>, Vec<usize>) =
        (0..list.len()).partition(|&c| take(c, &fits, &mut of, &mut vec![false; own.len()]));
    for c in missed {
        eprintln!("  missed: {}", ["what", "content"].iter().find_map(|k| list[c][k].as_str()).unwrap());
    }
    for (i, c) in own.iter().enumerate() {
        let told = of[i].map(|c| ["what", "content"].iter().find_map(|k| list[c][k].as_str()).unwrap());
        eprintln!(
            "  {told:?}: {:?} {} {:?} {:?} {:?}",
            c.who,
            c.what,
            c.due,
            c.state,
            c.citations.iter().map(|c| &c.path).collect::<Vec<_>>()
        );
    }
    let found = found.len();
    (found, list.len(), own.len())
}

/// Finds one of the record's for a commitment of the gold, moving others to another that fits them where needed.
fn take(c: usize, fits: &[Vec<usize>], of: &mut Vec<Option<usize>>, seen: &mut Vec<bool>) -> bool {
    fits[c].iter().any(|&i| {
        let free = !std::mem::replace(&mut seen[i], true) && of[i].is_none_or(|other| take(other, fits, of, seen));
        if free {
            of[i] = Some(c);
        }
        free
    })
}

#[test]
fn annotated_plans_are_commitments() {
    let Some(shared) = shared() else { return };
    for (set, floor) in SETS.iter().zip([7, 35, 18]) {
        let m = merged(set, &shared);
        let (found, all, own) = commitments(&m);
        eprintln!("{}: {found} of {all} commitments, the record has {own}", set.name);
        assert!(found >= floor, "{}: {found} of {all}: {:?}", set.name, m.record.commitments());
    }
}
