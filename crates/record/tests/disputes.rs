//! On what reports are said to differ, and on what not. Hand-made reports.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{TALKS, at, dossier, event, figure, in_process, meeting, report, said};
use reading::{Bound, Event, Figure, Participant, Reading, Said};
use record::{Dispute, Record};
use source::Span;

/// Fields in dispute, with their values.
fn disputed(readings: &[Reading]) -> Vec<(&'static str, Vec<String>)> {
    let record = Record::build(readings, &dossier(), None);
    let all: Vec<Dispute> = record.entries().iter().flat_map(|e| e.disputes.clone()).collect();
    all.into_iter().map(|d| (d.field, d.values.into_iter().map(|v| v.value).collect())).collect()
}

fn hosted(house: &str) -> Event {
    let mut e = at(meeting("2021-07-28"), "place/acity");
    e.participants.push(Participant { entity: house.to_owned(), part: "host" });
    e
}

fn both(a: Event, b: Event) -> [Reading; 2] {
    [report("a", "2021-07-29", vec![a]), report("b", "2021-07-29", vec![b])]
}

#[test]
fn two_missions_for_one_meeting_are_a_dispute() {
    let found = disputed(&both(hosted("org/aa-mission"), hosted("org/bb-mission")));
    assert_eq!(found, [("venue", vec!["org/aa-mission".to_owned(), "org/bb-mission".to_owned()])]);
    // The same in fewer words, a state as host, and two houses in one report are none.
    for (a, b) in [("org/aa-mission", "org/aa-mission-acity"), ("state/AA", "state/BB"), ("org/aa-mission", "org/aa-mission")] {
        assert_eq!(disputed(&both(hosted(a), hosted(b))), [], "{a} {b}");
    }
    let mut two = hosted("org/aa-mission");
    two.participants.push(Participant { entity: "org/bb-mission".to_owned(), part: "host" });
    assert_eq!(disputed(&both(two, hosted("org/bb-mission"))), []);
}

fn counted(value: f64, bound: Bound, of: &str, at: u32) -> Figure {
    Figure { span: Span::new(at, at + 8), treaty: None, ..figure(value, bound, of) }
}

#[test]
fn heads_are_counted_differently() {
    let of = |a: Figure, b: Figure| {
        let mut list = both(hosted("state/AA"), hosted("state/AA"));
        list[0].figures = vec![a];
        list[1].figures = vec![b];
        disputed(&list)
    };
    let seven = || counted(7.0, Bound::Exact, "members", 20);
    let found = of(seven(), counted(9.0, Bound::Exact, "members", 400));
    assert_eq!(found, [("figures", vec!["7 members".to_owned(), "9 members".to_owned()])]);
    let others = [
        counted(7.0, Bound::Exact, "members", 20),
        counted(9.0, Bound::About, "members", 20),
        counted(9.0, Bound::Exact, "warheads", 20),
        counted(9.0, Bound::Exact, "participants", 20),
        counted(9.0, Bound::Exact, "members", 5_000),
    ];
    for other in others {
        assert_eq!(of(seven(), other.clone()), [], "{other:?}");
    }
}

#[test]
fn what_is_counted_behind_another_meeting_is_not_of_the_first() {
    let mut list = both(hosted("state/AA"), hosted("state/AA"));
    list[0].figures = vec![counted(7.0, Bound::Exact, "members", 20)];
    let other = in_process(event("meeting", "held", "2020-01-01", &["state/AA", "state/CC"]), "process/other", None);
    list[1].events.push(Event { span: Span::new(100, 110), ..other });
    list[1].figures = vec![counted(9.0, Bound::Exact, "members", 400)];
    assert_eq!(disputed(&list), []);
    // Unless it stands in a paragraph of its own.
    list[1].text = format!("{}\n{}", "x".repeat(300), "y".repeat(300));
    (list[1].bytes, list[1].media_type) = (list[1].text.len(), "text/plain");
    assert_eq!(disputed(&list).len(), 1);
}

fn words(from: u32, to: u32, speaker: &str, acts: &[&str]) -> Said {
    let mut s = said(from, to, &[]);
    s.speaker = Some(speaker.to_owned());
    s.words.acts = acts.iter().map(|a| (*a).to_owned()).collect();
    s
}

#[test]
fn what_one_side_tells_and_another_denies_is_in_dispute() {
    let of = |statements: Vec<Said>| {
        let denied = in_process(event("agreement", "denied", "2021-05", &["state/AA", "state/BB"]), TALKS, None);
        let mut one = report("one", "2021-06-01", vec![denied]);
        one.statements = statements;
        disputed(&[one])
    };
    let denies = || words(0, 30, "state/BB", &["deny"]);
    let found = of(vec![words(0, 9, "state/AA", &["describe"]), denies()]);
    assert_eq!(found, [("status", vec!["denied".to_owned(), "held".to_owned()])]);
    // Who only denies contradicts nobody; neither does the same side, nor who refuses it too, nor words on something else.
    let others = [
        words(0, 9, "state/BB", &["describe"]),
        words(0, 9, "place/bcity", &["describe"]),
        words(0, 9, "state/AA", &["reject"]),
        words(12, 20, "state/AA", &["describe"]),
    ];
    assert_eq!(of(vec![denies()]), []);
    for other in others {
        assert_eq!(of(vec![other.clone(), denies()]), [], "{:?}", other.words);
    }
}

#[test]
fn a_standstill_told_loosely_is_one() {
    let stop = |date: &str, process: Option<&str>, who: &[&str], topic: &str| {
        let mut e = event("suspension", "held", date, who);
        (e.process, e.topics) = (process.map(str::to_owned), vec![topic.to_owned()]);
        e
    };
    let entries = |a: Event, b: Event| {
        let list = [report("a", "2022-01-01", vec![a]), report("b", "2022-06-01", vec![b])];
        Record::build(&list, &dossier(), None).entries().len()
    };
    let sides = ["state/AA", "state/BB"];
    let march = || stop("2020-03", None, &sides, "topic/visits");
    assert_eq!(entries(march(), stop("2020-04", None, &sides, "topic/visits")), 1);
    assert_eq!(
        entries(stop("2020-03", Some(TALKS), &sides, "topic/visits"), stop("[..2020-08-07]", Some(TALKS), &[], "topic/visits")),
        1
    );
    // Another topic, another time, other actors, another negotiation, and nothing that says whose it is.
    assert_eq!(entries(march(), stop("2020-04", None, &sides, "topic/trade")), 2);
    assert_eq!(entries(march(), stop("2020-08", None, &sides, "topic/visits")), 2);
    assert_eq!(entries(march(), stop("[..2020-08-07]", None, &["state/CC"], "topic/visits")), 2);
    let other = stop("[..2020-08-07]", Some("process/other"), &[], "topic/visits");
    assert_eq!(entries(stop("2020-03", Some(TALKS), &sides, "topic/visits"), other), 2);
    assert_eq!(entries(march(), stop("[..2020-08-07]", None, &[], "topic/visits")), 2);
}
