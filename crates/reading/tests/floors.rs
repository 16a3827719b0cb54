//! Accuracy does not fall: the samples are read, scored against their annotations, and compared with `samples/floors.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{name, read, samples, tree};
use eval::{GoldDoc, Scores};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// A floor lies this much below what is measured when it is set.
const ROOM: f64 = 0.01;

fn measured() -> Scores {
    let docs: Vec<(GoldDoc, String, Option<Value>)> = samples()
        .iter()
        .map(|(file, text)| {
            let gold = tree().join("samples/gold").join(file.replace(".txt", ".json"));
            let annotation = std::fs::read_to_string(&gold).unwrap();
            let gold = GoldDoc::from_json(&name(&gold), &annotation).unwrap();
            (gold, text.clone(), Some(read(text.as_bytes()).to_json()))
        })
        .collect();
    eval::score(&docs, &mut |_| ()).unwrap()
}

/// Floors for what is measured, downwards to the third digit.
fn floors_for(scores: &Scores) -> Map<String, Value> {
    let floor = |f1: f64| json!(((f1 - ROOM).max(0.0) * 1000.0).floor() / 1000.0);
    scores.rows().map(|(finding, tally)| (finding.name().to_owned(), floor(tally.f1()))).collect()
}

#[test]
fn no_score_falls_below_its_floor() {
    let path = tree().join("samples/floors.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let digest = source::digest(samples().iter().map(|(_, t)| t.as_str()).collect::<String>().as_bytes());
    let scores = measured();
    let how = format!(
        "The floors stand in samples/floors.json. To raise them to what is measured now, write there:\n{}\nThey are lowered only on purpose, with the reason in the commit.",
        serde_json::to_string_pretty(&json!({"texts": digest, "f1": floors_for(&scores)})).unwrap()
    );
    assert_eq!(file["texts"], digest.as_str(), "The samples have changed since the floors were set.\n{how}");
    let mut faults = String::new();
    for (finding, tally) in scores.rows() {
        match file["f1"][finding.name()].as_f64() {
            None => writeln!(faults, "'{}' has no floor", finding.name()).unwrap(),
            Some(floor) if tally.f1() < floor => {
                writeln!(faults, "'{}' has F1 {:.3}, its floor is {floor:.3}", finding.name(), tally.f1()).unwrap();
            }
            Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "The samples are read worse than before:\n{faults}\n{scores}\n\n{how}");
}
