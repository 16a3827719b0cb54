//! What parties undertake without meeting: deeds that reports say are planned, agreements to begin, promises in words.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{TALKS, dossier, event, in_process, meeting, report, said, time};
use reading::{Event, Participant, Reading, Said};
use record::{CommitmentState, Record};

fn build(readings: &[Reading]) -> Record {
    Record::build(readings, &dossier(), None)
}

/// Who, what, due and state of all commitments.
fn list(readings: &[Reading]) -> Vec<(Vec<String>, String, Option<String>, CommitmentState)> {
    build(readings).commitments().iter().map(|c| (c.who.clone(), c.what.clone(), c.due.clone(), c.state)).collect()
}

fn plan(kind: &str, date: &str, who: &[(&str, &'static str)]) -> Event {
    let participants = who.iter().map(|(e, part)| Participant { entity: (*e).to_owned(), part }).collect();
    Event { participants, ..event(kind, "planned", date, &[]) }
}

fn promise(speaker: Option<&str>, acts: &[&str], at: u32) -> Said {
    let mut s = said(at, at + 50, &[]);
    s.speaker = speaker.map(str::to_owned);
    s.words.acts = acts.iter().map(|a| (*a).to_owned()).collect();
    s
}

#[test]
fn a_deed_is_owed_by_who_does_it() {
    let go = plan("withdrawal", "[2021-08-01..2021-09-30]", &[("state/AA", "actor"), ("state/BB", "target")]);
    let owed = list(&[report("r", "2021-08-01", vec![go.clone()])]);
    let due = Some("[2021-08-01..2021-09-30]".to_owned());
    assert_eq!(owed, [(vec!["state/AA".to_owned()], "withdraw".to_owned(), due, CommitmentState::Open)]);
    // Nobody is told who does it; one alone puts nothing into force; an end is nobody's deed; what was past is history.
    let nobody = plan("withdrawal", "2021-09", &[]);
    let alone = plan("entry-into-force", "2021-09", &[("state/AA", "party")]);
    let end = plan("expiry", "2021-09", &[("state/AA", "party"), ("state/BB", "party")]);
    let past = plan("military", "1988", &[("state/AA", "actor")]);
    assert_eq!(list(&[report("r", "2021-08-01", vec![nobody, alone, end, past])]), []);
    let both = plan("entry-into-force", "2021-09", &[("state/AA", "party"), ("state/BB", "party")]);
    assert_eq!(list(&[report("r", "2021-08-01", vec![both])]).len(), 1);
    // "Later" is no day.
    let later = Event { date: Some("[2021-08-01..]".to_owned()), ..go };
    assert_eq!(list(&[report("r", "2021-08-01", vec![later])])[0].2, None);
}

#[test]
fn what_was_over_when_it_was_promised_does_not_keep_it() {
    let exchange = |status: &str, date: &str| in_process(event("exchange", status, date, &["state/AA", "state/BB"]), TALKS, None);
    let readings = |held: &str, day: &str| {
        [
            report("plan", "2018-12-13", vec![exchange("planned", "[..2019-01-20]")]),
            report("held", day, vec![exchange("held", held)]),
        ]
    };
    assert_eq!(list(&readings("2018-11-01", "2018-12-13"))[0].3, CommitmentState::Open);
    assert_eq!(list(&readings("2019-01-15", "2019-01-16"))[0].3, CommitmentState::Kept);
}

#[test]
fn an_agreement_to_begin_talks_is_kept_by_the_first_meeting() {
    let agreed = in_process(event("agreement", "held", "2021-06-16", &["state/AA", "state/BB"]), TALKS, None);
    let first = in_process(meeting("2021-07-28"), TALKS, Some(1));
    let record = build(&[report("a", "2021-06-17", vec![agreed.clone()]), report("b", "2021-07-29", vec![first.clone()])]);
    let c = &record.commitments()[0];
    assert_eq!((c.what.as_str(), c.state), ("begin or resume the A-B Talks", CommitmentState::Kept));
    assert_eq!(record.entry(c.kept_by.as_deref().unwrap()).unwrap().round, Some(1));
    // Agreed when talks were under way, it began nothing.
    let late = Event { date: Some("2021-08-16".to_owned()), ..agreed };
    let second = in_process(meeting("2021-09-30"), TALKS, Some(2));
    assert_eq!(list(&[report("a", "2021-10-01", vec![late, first, second])]), []);
}

#[test]
fn what_was_called_off_cites_who_says_so() {
    let met = |status: &str| Event { status: status.to_owned(), ..in_process(meeting("2021-09-10"), TALKS, Some(2)) };
    let record = build(&[report("a", "2021-09-01", vec![met("planned")]), report("b", "2021-09-09", vec![met("cancelled")])]);
    let c = &record.commitments()[0];
    assert_eq!((c.state, c.citations.len()), (CommitmentState::Missed, 2));
}

#[test]
fn words_that_promise_are_a_commitment() {
    let with = |statements: Vec<Said>, events: Vec<Event>| {
        let mut r = report("r", "2021-08-01", events);
        r.statements = statements;
        [r]
    };
    let of = |acts: &[&str], speaker: Option<&str>| list(&with(vec![promise(speaker, acts, 100)], Vec::new()));
    assert_eq!(
        of(&["promise"], Some("person/x")),
        [(vec!["person/x".to_owned()], "keep a promise".to_owned(), None, CommitmentState::Open)]
    );
    // A refusal, a threat, words of nobody and those of a document are none.
    for acts in [&["promise", "reject"][..], &["promise", "threaten"], &["expect"]] {
        assert_eq!(of(acts, Some("person/x")), []);
    }
    assert_eq!(of(&["promise"], None), []);
    assert_eq!(of(&["promise"], Some("doc/statement")), []);
    // What a plan tells already is not told twice: the event stands inside the words.
    let plan = Event { status: "planned".to_owned(), ..in_process(meeting("2021-09"), TALKS, Some(2)) };
    let both = list(&with(vec![promise(Some("person/x"), &["promise"], 0)], vec![plan]));
    assert_eq!(both.iter().map(|c| c.1.as_str()).collect::<Vec<_>>(), ["hold round 2 of the A-B Talks"]);
    // A capital promises for its state; a condition is cited.
    let record = build(&with(vec![promise(Some("place/acity"), &["promise", "condition"], 100)], Vec::new()));
    assert_eq!(
        (record.commitments()[0].who.as_slice(), record.commitments()[0].conditions.len()),
        (&["state/AA".to_owned()][..], 1)
    );
}

#[test]
fn a_promise_is_due_on_the_day_told_in_it() {
    let due = |value: &str, at: u32, as_of: Option<&str>| {
        let mut r = report("r", "2021-08-01", Vec::new());
        r.statements = vec![promise(Some("person/x"), &["promise"], 100)];
        r.times = vec![time(at, at + 10, "DATE", value)];
        let record = Record::build(&[r], &dossier(), as_of);
        (record.commitments()[0].due.clone(), record.commitments()[0].state)
    };
    assert_eq!(due("2026-02-05", 120, None), (Some("2026-02-05".to_owned()), CommitmentState::Open));
    assert_eq!(due("2026-02-05", 120, Some("2026-03-01")).1, CommitmentState::Overdue);
    // A day that is past, and one told elsewhere, are no days on which it is due.
    assert_eq!(due("2019-02-05", 120, None), (None, CommitmentState::Open));
    assert_eq!(due("2026-02-05", 300, None), (None, CommitmentState::Open));
}

#[test]
fn a_plan_without_a_doer_is_owed_by_who_promises_it() {
    let owed = |speaker: &str, acts: &[&str]| {
        let mut r = report("r", "2021-08-01", vec![plan("conference", "2021-09-09", &[])]);
        r.statements = vec![promise(Some(speaker), acts, 0)];
        list(&[r]).into_iter().map(|c| (c.0, c.1)).collect::<Vec<_>>()
    };
    assert_eq!(owed("org/mission", &["promise"]), [(vec!["org/mission".to_owned()], "hold a conference".to_owned())]);
    for (speaker, acts) in [("org/mission", &["expect"][..]), ("doc/paper", &["promise"]), ("outlet/paper", &["promise"])] {
        assert_eq!(owed(speaker, acts), [], "{speaker} {acts:?}");
    }
}

fn extension(date: &str, with: &[&str]) -> Event {
    Event { object: Some("treaty/t".to_owned()), ..event("extension", "held", date, with) }
}

/// A report whose first event has a length right behind its words.
fn lasting(name: &str, out: &str, events: Vec<Event>, length: &str) -> Reading {
    Reading { times: vec![time(9, 12, "DURATION", length)], ..report(name, out, events) }
}

#[test]
fn what_was_extended_is_to_be_kept_until_its_end() {
    let sides = ["state/AA", "state/BB"];
    let due = |list: &[Reading]| {
        let found = build(list).commitments().to_vec();
        assert!(found.len() <= 1, "{found:?}");
        found.into_iter().next().map(|c| (c.who.join(" "), c.what, c.due.unwrap(), c.state))
    };
    let owed =
        |day: &str, state| Some(("state/AA state/BB".to_owned(), "keep Treaty T in force".to_owned(), day.to_owned(), state));
    let five = || lasting("a", "2021-02-04", vec![extension("2021-02-03", &sides)], "P5Y");
    use CommitmentState::{Missed, Open, Overdue};
    assert_eq!(due(&[five()]), owed("2026-02", Open));
    // Nobody is named: the treaty's parties owe it. A length in days is none of a treaty; without a length or an end nothing is due.
    assert_eq!(due(&[lasting("a", "2021-02-04", vec![extension("2021-02-03", &[])], "P5Y")]), owed("2026-02", Open));
    assert_eq!(due(&[lasting("a", "2021-02-04", vec![extension("2021-02-03", &sides)], "P10D")]), None);
    assert_eq!(
        due(&[lasting(
            "a",
            "2021-02-04",
            vec![Event { status: "planned".to_owned(), ..extension("2021-02-03", &sides) }],
            "P5Y"
        )]),
        None
    );
    // The end as a report tells it counts more than the sum; the old end does not.
    let end = |day: &str, status: &str| Event { kind: "expiry".to_owned(), status: status.to_owned(), ..extension(day, &sides) };
    let with = |e: Event| [five(), report("b", "2022-03-01", vec![e])];
    assert_eq!(due(&with(end("2026-02-05", "planned"))), owed("2026-02-05", Open));
    assert_eq!(due(&with(end("2021-02-05", "cancelled"))), owed("2026-02", Open));
    // Who leaves breaks it; long after the end nobody tells what became of it.
    let left = Event { kind: "withdrawal".to_owned(), ..extension("2022-02-24", &["state/AA"]) };
    assert_eq!(due(&with(left)), owed("2026-02", Missed));
    assert_eq!(due(&[five(), report("b", "2027-01-01", vec![])]), owed("2026-02", Overdue));
}

#[test]
fn an_arrangement_lasts_as_long_as_its_report_says_twice() {
    let agreed = || event("agreement", "held", "2021-02-21", &["state/AA", "org/agency"]);
    let end = |day: &str| event("expiry", "planned", day, &[]);
    let of = |day: &str| list(&[lasting("a", "2021-05-03", vec![agreed(), end(day)], "P3M")]);
    let who = vec!["org/agency".to_owned(), "state/AA".to_owned()];
    let what = "keep what was agreed in force".to_owned();
    assert_eq!(of("2021-05-21"), [(who, what, Some("2021-05-21".to_owned()), CommitmentState::Open)]);
    // A length beside an agreement may be that of the talks.
    assert_eq!(of("2021-09-21"), []);
}

#[test]
fn what_is_sent_for_a_time_stays_until_it_is_over() {
    let of = |date: &str, length: &str| {
        list(&[lasting("a", "2020-11-15", vec![plan("military", date, &[("state/AA", "actor")])], length)])
    };
    assert_eq!(of("[2020-11-10..]", "P5Y")[0].2.as_deref(), Some("2025-11"));
    // A plan with an end of its own keeps it.
    assert_eq!(of("[2020-11-10..2020-12-31]", "P5Y")[0].2.as_deref(), Some("[2020-11-10..2020-12-31]"));
}

#[test]
fn the_parties_of_an_agreement_owe_what_it_lays_down() {
    let agreed = |process| in_process(event("agreement", "held", "2018-12-13", &["state/AA", "state/BB"]), process, None);
    let vacated = || in_process(plan("withdrawal", "[2018-12-18..2019-01-01]", &[]), TALKS, None);
    let who = |first: Event| {
        let found = list(&[report("a", "2018-12-16", vec![first, vacated()])]);
        found.into_iter().map(|c| c.0.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(who(agreed(TALKS)), ["state/AA state/BB"]);
    assert_eq!(who(agreed("process/other")), Vec::<String>::new());
    assert_eq!(who(Event { status: "denied".to_owned(), ..agreed(TALKS) }), Vec::<String>::new());
}
