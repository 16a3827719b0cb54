//! Commitments, processes and treaties of hand-made reports.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{TALKS, at, dossier, event, figure, in_process, meeting, report};
use reading::{Bound, Event, Reading};
use record::{CommitmentState, Record, Verdict};

fn planned(date: &str, round: Option<u32>) -> Event {
    Event { status: "planned".to_owned(), ..in_process(meeting(date), TALKS, round) }
}

fn build(readings: &[Reading], as_of: Option<&str>) -> Record {
    Record::build(readings, &dossier(), as_of)
}

/// The state of the one commitment, and whether an entry keeps it.
fn state(plan: Event, later: Option<Event>, as_of: Option<&str>) -> (CommitmentState, bool) {
    let mut readings = vec![report("plan", "2021-08-01", vec![plan])];
    readings.extend(later.map(|e| report("later", "2021-12-20", vec![e])));
    let record = build(&readings, as_of);
    assert_eq!(record.commitments().len(), 1, "{:?}", record.commitments());
    let c = &record.commitments()[0];
    assert!(c.kept_by.as_deref().is_none_or(|id| record.entry(id).is_some()));
    (c.state, c.kept_by.is_some())
}

#[test]
fn a_commitment_is_judged_as_of_a_day() {
    use CommitmentState::{Kept, Late, Missed, Open, Overdue};
    let held = |date: &str, round| in_process(meeting(date), TALKS, round);
    assert_eq!(state(planned("2021-09", Some(2)), Some(held("2021-09-30", Some(2))), None), (Kept, true));
    assert_eq!(state(planned("2021-09", Some(2)), Some(held("2021-11-02", Some(2))), None), (Late, true));
    assert_eq!(state(planned("2021-09", Some(2)), Some(held("2021-11-02", Some(3))), None), (Kept, true));
    assert_eq!(state(planned("2021-09", Some(2)), Some(held("2021-07-02", Some(1))), None), (Overdue, false));
    assert_eq!(state(planned("2021-09", Some(1)), Some(held("2021-07-02", Some(1))), None), (Overdue, false));
    assert_eq!(state(planned("2021-09", Some(2)), None, None), (Open, false));
    assert_eq!(state(planned("2021-09", Some(2)), None, Some("2021-10-01")), (Overdue, false));
    assert_eq!(state(planned("2021-09", Some(2)), None, Some("2021-09-30")), (Open, false));
    assert_eq!(state(planned("[2021-09..]", Some(2)), None, Some("2025")), (Open, false));
    let off = Event { status: "cancelled".to_owned(), ..held("2021-09", Some(2)) };
    assert_eq!(state(planned("2021-09", Some(2)), Some(off), None), (Missed, false));
}

#[test]
fn what_was_put_off_is_not_overdue() {
    use CommitmentState::{Kept, Missed};
    let plan = |date: &str| at(planned(date, Some(2)), "place/acity");
    let states = |readings: &[Reading], as_of| {
        let record = build(readings, Some(as_of));
        record.commitments().iter().map(|c| (c.due.clone(), c.state)).collect::<Vec<_>>()
    };
    // Put off in one breath: one event, planned and dropped.
    let dropped = Event { status: "cancelled".to_owned(), ..plan("2021-09-10") };
    let list = states(&[report("r", "2021-09-09", vec![plan("2021-09-10"), dropped])], "2021-12-01");
    assert_eq!(list, [(Some("2021-09-10".to_owned()), Missed)]);
    // Held on the new day: what the newest report plans is due.
    let held = at(in_process(meeting("2021-09-12"), TALKS, Some(2)), "place/acity");
    let list = states(
        &[
            report("a", "2021-09-01", vec![plan("2021-09-10")]),
            report("b", "2021-09-09", vec![plan("2021-09-12")]),
            report("c", "2021-09-13", vec![held]),
        ],
        "2021-12-01",
    );
    assert!(list.iter().all(|c| c.1 == Kept || c.1 == CommitmentState::Late), "{list:?}");
    // Told only when it was past, it was never announced here.
    assert!(states(&[report("r", "2021-11-01", vec![plan("2021-09-10")])], "2021-12-01").is_empty());
}

#[test]
fn a_commitment_says_who_and_what() {
    let record = build(&[report("plan", "2021-08-01", vec![at(planned("2021-09", Some(2)), "place/acity")])], None);
    let c = &record.commitments()[0];
    assert_eq!(c.who, ["state/AA", "state/BB"]);
    assert_eq!(c.what, "hold round 2 of the A-B Talks in Acity");
    assert_eq!((c.due.as_deref(), c.citations.len()), (Some("2021-09"), 1));
    assert_eq!(record.as_of(), Some("2021-08-01"));
}

#[test]
fn parties_that_agreed_to_meet_again_owe_a_meeting() {
    let first = Event { outcome: vec!["agreed to meet again".to_owned()], ..in_process(meeting("2021-06-16"), TALKS, Some(1)) };
    let record = build(&[report("first", "2021-06-17", vec![first.clone()])], None);
    assert_eq!(record.commitments()[0].state, CommitmentState::Open);
    let second = report("second", "2021-10-17", vec![in_process(meeting("2021-09-16"), TALKS, Some(2))]);
    let both = [report("first", "2021-06-17", vec![first]), second];
    let record = build(&both, None);
    assert_eq!((record.commitments().len(), record.commitments()[0].state), (1, CommitmentState::Kept));
    // As of a day before the second meeting it is still owed.
    assert_eq!(build(&both, Some("2021-08-01")).commitments()[0].state, CommitmentState::Open);
}

#[test]
fn a_process_lists_its_rounds_and_bodies() {
    let formed = Event {
        object: Some("body/group".to_owned()),
        ..in_process(event("formation", "held", "2021-09-30", &["state/AA", "state/BB"]), TALKS, None)
    };
    let rounds = vec![
        in_process(meeting("2021-07-28"), TALKS, Some(1)),
        in_process(meeting("2021-09-30"), TALKS, Some(2)),
        formed,
        planned("2021-12", Some(3)),
    ];
    let record = build(&[report("r", "2021-10-01", rounds)], None);
    let p = &record.processes()[0];
    assert_eq!((p.id.as_str(), p.parties.len(), p.rounds.len()), (TALKS, 2, 3));
    assert_eq!(p.bodies, ["body/group"]);
    assert_eq!(p.status, "2 meetings held, the last on 2021-09-30; next planned for 2021-12");
}

#[test]
fn a_process_stands_where_it_stood_on_the_day() {
    let rounds = vec![
        in_process(meeting("2021-07-28"), TALKS, Some(1)),
        in_process(meeting("2021-09-30"), TALKS, Some(2)),
        in_process(meeting(""), TALKS, Some(3)),
    ];
    let list = [report("r", "2021-10-01", rounds)];
    assert_eq!(build(&list, None).processes()[0].status, "3 meetings held, the last on 2021-09-30");
    assert_eq!(build(&list, Some("2021-08-01")).processes()[0].status, "2 meetings held, the last on 2021-07-28");
}

#[test]
fn a_treaty_has_claims_and_steps() {
    let step = |kind: &str, date: &str| Event { object: Some("treaty/t".to_owned()), ..event(kind, "held", date, &["state/AA"]) };
    let mut a = report("a", "2023-03-01", vec![step("suspension", "2023-02-21"), step("signature", "2010")]);
    a.figures = vec![figure(700.0, Bound::Max, "deployed missiles"), figure(1550.0, Bound::Max, "deployed warheads")];
    let mut b = report("b", "2023-03-02", Vec::new());
    b.figures = vec![figure(1550.0, Bound::Max, "deployed warheads"), figure(1600.0, Bound::Max, "deployed warheads")];
    let record = build(&[a, b], None);
    let t = &record.treaties()[0];
    let claims: Vec<_> = t.provisions.iter().map(|p| (p.value, p.verdict, p.citations.len())).collect();
    assert_eq!(claims.len(), 3);
    assert!(claims.contains(&(700.0, Verdict::Misdescribes, 1)));
    assert!(claims.contains(&(1550.0, Verdict::Agrees, 2)));
    assert!(claims.contains(&(1600.0, Verdict::Differs, 1)));
    assert!(t.provisions.iter().all(|p| p.note.contains("II(1)")));
    let measured = |p: &record::Provision| t.articles.iter().filter(|a| (&p.article, &p.limit) == (&a.article, &a.what)).count();
    assert!(t.provisions.iter().all(|p| measured(p) == 1), "each claim stands under one limit");
    let steps: Vec<_> = t.status.iter().map(|s| (s.date.as_deref().unwrap(), s.what.as_str())).collect();
    assert_eq!(steps, [("2010", "signed by Aland"), ("2023-02-21", "suspended by Aland")]);
}

#[test]
fn what_a_report_tells_beside_a_plan_does_not_keep_it() {
    use CommitmentState::{Kept, Late, Overdue};
    let held = |name| report(name, "2021-10-02", vec![in_process(meeting("2021-09-30"), TALKS, Some(2))]);
    let experts = report("plan", "2021-07-28", vec![planned("2021-08", None)]);
    assert_eq!(build(&[experts, held("held")], None).commitments()[0].state, Late);
    // The report tells of two meetings to come: the second does not keep the first.
    let two = report("plan", "2021-07-28", vec![planned("2021-08", None), planned("[2021-09-21..2021-09-30]", Some(2))]);
    let record = build(&[two, held("held")], None);
    assert_eq!(record.commitments().iter().map(|c| c.state).collect::<Vec<_>>(), [Overdue, Kept]);
}

#[test]
fn a_month_without_a_year_is_kept_in_that_month_only() {
    let states = |held: &str| {
        let plan = report("plan", "", vec![planned("XXXX-12", None)]);
        let record = build(&[plan, report("held", "2022-01-11", vec![in_process(meeting(held), TALKS, None)])], None);
        record.commitments().iter().map(|c| c.state).collect::<Vec<_>>()
    };
    assert_eq!(states("2022-01-10"), [CommitmentState::Open]);
    assert_eq!(states("2021-12-10"), [CommitmentState::Kept]);
}
