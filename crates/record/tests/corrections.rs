//! What a person knows better, laid over hand-made reports.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

mod common;

use common::{TALKS, dossier, in_process, meeting, report};
use reading::{Event, Reading};
use record::{Change, Correction, Entry, Record};
use std::time::{Duration, Instant};

fn correction(entry: &Entry, field: &str, value: &str) -> Correction {
    let anchors = entry.citations.iter().map(|c| (c.sha256.clone(), c.span)).collect();
    Correction { entry: entry.id.clone(), kind: entry.kind.clone(), anchors, change: Change::new(field, Some(value)).unwrap() }
}

fn corrected(list: &[Reading], corrections: &[Correction]) -> Record {
    Record::corrected(list, &dossier(), None, corrections)
}

/// Two meetings told in one report, the second also by the words of the first.
fn entwined() -> Vec<Reading> {
    let mut told = report("r", "2021-10-01", vec![meeting("2021-07-28"), meeting("2021-09-30")]);
    told.events[1].also = vec![told.events[0].span];
    vec![told]
}

#[test]
fn each_correction_lies_on_one_entry_though_others_share_its_words() {
    let list = entwined();
    let before = corrected(&list, &[]);
    let [first, second] = before.entries() else { panic!("{:?}", before.entries()) };
    let notes = [correction(first, "note", "a"), correction(second, "note", "b")];
    let after = corrected(&list, &notes);
    assert_eq!(after.landed(), [Some(first.id.clone()), Some(second.id.clone())]);
    assert!(after.entries().iter().all(|e| e.corrections.len() == 1));
}

#[test]
fn what_the_reports_say_is_not_what_an_earlier_correction_said() {
    let list = entwined();
    let before = corrected(&list, &[]);
    let entry = &before.entries()[0];
    let twice = [correction(entry, "date", "2021-07-01"), correction(entry, "date", "2021-07-02")];
    let after = corrected(&list, &twice);
    let entry = after.entry(&entry.id).unwrap();
    assert_eq!(entry.date.as_deref(), Some("2021-07-02"));
    assert!(entry.corrections.iter().all(|c| c.read.as_deref() == Some("2021-07-28")), "{:?}", entry.corrections);
}

#[test]
fn a_corrected_date_moves_what_is_due() {
    let plan = Event { status: "planned".to_owned(), ..in_process(meeting("2021-09"), TALKS, Some(2)) };
    let list = [report("plan", "2021-08-01", vec![plan])];
    let before = corrected(&list, &[]);
    let after = corrected(&list, &[correction(&before.entries()[0], "date", "2021-11-10")]);
    assert_eq!(after.commitments()[0].due.as_deref(), Some("2021-11-10"));
}

#[test]
fn a_correction_of_what_hundreds_tell_costs_little() {
    let list: Vec<Reading> = (0..800).map(|n| report(&format!("r{n}"), "2021-07-29", vec![meeting("2021-07-28")])).collect();
    let before = corrected(&list, &[]);
    let [entry] = before.entries() else { panic!("one meeting is one entry") };
    let note = correction(entry, "note", "from the minutes");
    let begun = Instant::now();
    let plain = corrected(&list, &[]);
    let without = begun.elapsed();
    let begun = Instant::now();
    assert_eq!(corrected(&list, &[note]).landed(), [Some(plain.entries()[0].id.clone())]);
    // What is laid on is looked up, not compared with every word of every report.
    assert!(begun.elapsed() < without * 3 + Duration::from_secs(1), "{:?} against {without:?}", begun.elapsed());
}
