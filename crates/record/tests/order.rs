//! The record is the same in whatever order reports come, and however often each comes; it has the contract's shape.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{dossier, event, figure, report};
use proptest::prelude::*;
use reading::{Bound, Event, Reading};
use record::Record;

const KINDS: [&str; 5] = ["meeting", "call", "agreement", "extension", "visit"];
const STATUSES: [&str; 6] = ["held", "held", "planned", "cancelled", "denied", "possible"];
const DATES: [&str; 12] = [
    "2021-06-16",
    "2021-06-17",
    "2021-06",
    "2021",
    "[2021-06-10..2021-06-20]",
    "2021-06-16/2021-06-18",
    "XXXX-06-16",
    "",
    "2021-07-01",
    "[2021-07..]",
    "2021-22",
    "2021-06-15~",
];
const WHO: [&str; 6] = ["state/AA", "state/BB", "state/CC", "person/a", "person/b", "org/c"];
const PLACES: [&str; 4] = ["place/acity", "place/bcity", "state/AA", "place/unknown"];

fn any_event() -> impl Strategy<Value = Event> {
    let choice = (0..KINDS.len(), 0..STATUSES.len(), 0..DATES.len(), proptest::collection::vec(0..WHO.len(), 0..4));
    let rest =
        (proptest::option::of(0..PLACES.len()), proptest::option::of(0..2usize), proptest::option::of(1..4u32), any::<bool>());
    (choice, rest).prop_map(|((kind, status, date, who), (place, process, round, treaty))| {
        let names: Vec<&str> = who.into_iter().map(|w| WHO[w]).collect();
        Event {
            place: place.map(|p| PLACES[p].to_owned()),
            process: process.map(|p| [common::TALKS, "process/other"][p].to_owned()),
            round,
            object: treaty.then(|| "treaty/t".to_owned()),
            ..event(KINDS[kind], STATUSES[status], DATES[date], &names)
        }
    })
}

/// Readings made anew each time: a reading cannot be cloned.
fn readings(events: &[Vec<Event>]) -> Vec<Reading> {
    let texts = ["one and the same text of a report that many print", "another text which nobody else has printed so far", ""];
    let of = |(i, list): (usize, &Vec<Event>)| Reading {
        text: texts[i % 3].to_owned(),
        outlet: (i % 4 == 0).then(|| "outlet/x".to_owned()),
        figures: vec![figure(1550.0, Bound::Max, "warheads")],
        ..report(&format!("r{i}"), DATES[i % DATES.len()], list.clone())
    };
    events.iter().enumerate().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
    #[test]
    fn order_and_repetition_change_nothing(
        (events, order) in proptest::collection::vec(proptest::collection::vec(any_event(), 0..5), 1..12)
            .prop_flat_map(|e| { let n = e.len(); (Just(e), Just((0..n).collect::<Vec<usize>>()).prop_shuffle()) })
    ) {
        let dossier = dossier();
        let plain = Record::build(&readings(&events), &dossier, None).to_json();
        // One at a time, each twice: the record grows into the same one, whatever stood in between.
        let mut so_far: Vec<Reading> = Vec::new();
        let mut grown = Record::build(&so_far, &dossier, None);
        for &i in &order {
            so_far.extend([i, i].map(|i| readings(&events).swap_remove(i)));
            grown = Record::build(&so_far, &dossier, None);
        }
        prop_assert_eq!(grown.digest(), plain["digest"].as_str().unwrap());
        let mut made: Vec<Option<Reading>> = readings(&events).into_iter().map(Some).collect();
        let mut shuffled: Vec<Reading> = order.iter().filter_map(|i| made[*i].take()).collect();
        shuffled.extend(readings(&events).into_iter().take(2));
        let again = Record::build(&shuffled, &dossier, None).to_json();
        prop_assert_eq!(plain.to_string(), again.to_string());
        let told: usize = events.iter().map(Vec::len).sum();
        let cited: usize = plain["timeline"].as_array().unwrap().iter().map(|e| e["citations"].as_array().unwrap().len()).sum();
        prop_assert_eq!(told, cited, "no event is lost or told twice");
        let ids: std::collections::BTreeSet<&str> = plain["timeline"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), plain["timeline"].as_array().unwrap().len());
    }
}

#[test]
fn the_contract_is_kept() {
    let list = readings(&[vec![event("meeting", "held", "2021-06-16", &["state/AA", "state/BB"])]]);
    let json = Record::build(&list, &dossier(), Some("2021-12-31")).to_json();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["schema", "as_of", "digest", "sources", "tables", "timeline", "commitments", "processes", "treaties"]);
    assert_eq!((json["schema"].as_str(), json["as_of"].as_str()), (Some("mahdar.record/1"), Some("2021-12-31")));
    assert_eq!(json["digest"].as_str().map(str::len), Some(64));
    let entry = &json["timeline"][0];
    for key in [
        "id",
        "date",
        "type",
        "status",
        "process",
        "round",
        "level",
        "place",
        "participants",
        "outcome",
        "citations",
        "disputes",
        "independent_sources",
    ] {
        assert!(entry.get(key).is_some(), "{key}");
    }
    assert_eq!(entry["citations"][0]["end"], 8);
}

#[test]
fn the_digest_says_what_was_read_and_not_where_it_lay() {
    let of = |path: &str, date: &str| {
        let list =
            [Reading { path: path.to_owned(), ..report("r", "2021-07-01", vec![event("meeting", "held", date, &["state/AA"])]) }];
        Record::build(&list, &dossier(), None).digest().to_owned()
    };
    assert_eq!(of("a/r.txt", "2021-06-16"), of("b/r.txt", "2021-06-16"));
    assert_ne!(of("a/r.txt", "2021-06-16"), of("a/r.txt", "2021-06-17"));
}

/// A report that tells nothing was read all the same.
#[test]
fn the_digest_covers_the_reports_and_the_dossiers() {
    let told = || report("told", "2021-07-01", vec![event("meeting", "held", "2021-06-16", &["state/AA"])]);
    let one = Record::build(&[told()], &dossier(), None);
    let two = Record::build(&[told(), report("silent", "", Vec::new())], &dossier(), None);
    assert_eq!(one.entries(), two.entries());
    assert_ne!(one.digest(), two.digest());
    assert_eq!((two.sources().len(), two.tables().len()), (2, 1));
    assert!(two.tables()[0].starts_with("test 1 "), "{:?}", two.tables());
}

/// Words of the same reports, read with another pack, may say something else another day.
#[test]
fn the_digest_covers_what_the_reports_were_read_with() {
    let told = [report("told", "2021-07-01", vec![event("meeting", "held", "2021-06-16", &["state/AA"])])];
    let with = |tables: &[&str]| {
        let tables: Vec<String> = tables.iter().map(|t| (*t).to_owned()).collect();
        Record::read_with(&told, &dossier(), None, &[], &tables)
    };
    let (one, other, both) = (with(&["ar 1 aa"]), with(&["ar 1 ab"]), with(&["ar 1 ab", "ar 1 aa"]));
    assert_eq!(one.entries(), other.entries());
    assert_ne!(one.digest(), other.digest());
    assert_ne!(one.digest(), both.digest());
    assert_eq!(both.digest(), with(&["ar 1 aa", "ar 1 ab"]).digest());
    assert_eq!(one.tables().len(), 2);
}

/// The digest can be checked by any program that has the JSON.
#[test]
fn the_digest_is_that_of_the_json() {
    fn bare(v: &mut serde_json::Value) {
        match v {
            serde_json::Value::Object(map) => {
                map.shift_remove("path");
                map.values_mut().for_each(bare);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(bare),
            _ => {}
        }
    }
    let list = readings(&[vec![event("meeting", "held", "2021-06-16", &["state/AA", "state/BB"])], vec![]]);
    let record = Record::build(&list, &dossier(), None);
    let mut json = record.to_json();
    json.as_object_mut().unwrap().shift_remove("digest");
    bare(&mut json);
    json.sort_all_objects();
    assert_eq!(source::digest(json.to_string().as_bytes()), record.digest());
}

#[test]
fn nothing_read_is_an_empty_record() {
    let record = Record::build(&[], &dossier(), None);
    assert!(record.entries().is_empty() && record.as_of().is_none() && record.treaties().is_empty());
}

#[test]
fn odd_values_do_no_harm() {
    let odd = |days, date: &str| Event { days, ..event("meeting", "held", date, &["state/AA", "state/BB"]) };
    let dates =
        ["[..]", "../..", "-5000", "9999-12-31", "0000", "2021-06-16/2020-01-01", "[2021-13..2022]", "20XX", "XXXX-13-40"];
    let mut events: Vec<Event> = dates.iter().map(|d| odd(None, d)).collect();
    events.extend([(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, 0), (i64::MAX - 1, i64::MAX - 1)].map(|d| odd(Some(d), "")));
    let list: Vec<Reading> = events.into_iter().enumerate().map(|(i, e)| report(&format!("r{i}"), "..", vec![e])).collect();
    assert!(!Record::build(&list, &dossier(), Some("nonsense")).entries().is_empty());
}

/// Whoever keeps a record has the same one back.
#[test]
fn a_record_comes_back_from_its_bytes() {
    let told = |e: Event| Event { outcome: vec!["agreed to meet again".to_owned()], plover: Some("CONSULT"), ..e };
    let mut list = readings(&[
        vec![told(event("meeting", "held", "2021-06-16", &["state/AA", "state/BB", "person/x"]))],
        vec![told(event("meeting", "held", "2021-06-16", &["state/AA", "state/BB", "person/x"]))],
        vec![
            event("meeting", "planned", "2021-09", &["state/AA", "state/BB"]),
            event("call", "held", "XXXX-06-16", &["person/x"]),
        ],
    ]);
    list[0].figures = vec![common::figure(0.1 + 0.2, reading::Bound::About, "deployed missiles")];
    let record = Record::build(&list, &dossier(), None);
    let mut bytes = Vec::new();
    record.write_bytes(&mut bytes).unwrap();
    let back = Record::from_bytes(&bytes).unwrap();
    assert_eq!(back, record);
    assert_eq!(back.to_json(), record.to_json());
    let mut written = String::new();
    let mut put = |piece: &str| {
        written.push_str(piece);
        Ok::<(), ()>(())
    };
    record.write_json(|_| true, &mut put).unwrap();
    assert_eq!(written, record.to_json().to_string());
    assert!(!record.entries()[0].why.is_empty() && !record.commitments().is_empty() && !record.treaties().is_empty());
    for wrong in [&b""[..], b"{}", b"[1]", b"nothing"] {
        assert!(Record::from_bytes(wrong).is_err());
    }
}
