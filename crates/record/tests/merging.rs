//! Which events of hand-made reports become one entry, and what the entry says.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{TALKS, at, dossier, event, in_process, meeting, report, said, time};
use reading::{Event, Reading};
use record::{Entry, Record};
use source::Span;

fn entries(readings: &[Reading]) -> Vec<Entry> {
    Record::build(readings, &dossier(), None).entries().to_vec()
}

/// One report for each event.
fn apart(events: &[Event]) -> Vec<Reading> {
    events.iter().enumerate().map(|(i, e)| report(&format!("r{i}"), "2021-10-01", vec![e.clone()])).collect()
}

fn merged(a: &Event, b: &Event) -> bool {
    entries(&apart(&[a.clone(), b.clone()])).len() == 1
}

#[test]
fn two_reports_of_one_meeting_are_one_entry() {
    let list = entries(&apart(&[at(meeting("2021-06-16"), "place/acity"), at(meeting("2021-06"), "state/AA")]));
    assert_eq!(list.len(), 1);
    let e = &list[0];
    assert_eq!((e.date.as_deref(), e.place.as_deref(), e.reports), (Some("2021-06-16"), Some("place/acity"), 2));
    assert_eq!((e.citations.len(), e.disputes.len(), e.main), (2, 0, true));
}

#[test]
fn days_narrow_each_other() {
    let week = in_process(meeting("[2021-07-07,2021-07-14,2021-07-28]"), TALKS, Some(1));
    let late = in_process(meeting("[2021-07-20..2021-08-05]"), TALKS, Some(1));
    assert_eq!(entries(&apart(&[week, late]))[0].date.as_deref(), Some("2021-07-28"));
    let list = entries(&apart(&[at(meeting("2021-06"), "place/acity"), at(meeting("XXXX-06-16"), "place/acity")]));
    assert_eq!((list.len(), list[0].date.as_deref()), (1, Some("2021-06-16")));
}

#[test]
fn what_differs_keeps_events_apart() {
    let base = in_process(at(meeting("2021-06-16"), "place/acity"), TALKS, Some(1));
    assert!(merged(&base, &base));
    assert!(!merged(&base, &in_process(base.clone(), "process/other", Some(1))));
    assert!(!merged(&base, &in_process(at(meeting("2021-08-16"), "place/acity"), TALKS, None)));
    assert!(!merged(&base, &in_process(meeting("2021-06"), TALKS, Some(2))));
    assert!(!merged(&base, &Event { kind: "call".to_owned(), ..base.clone() }));
    assert!(!merged(&meeting("2021-06-16"), &event("meeting", "held", "2021-06-16", &["state/AA", "state/CC"])));
    assert!(!merged(&at(meeting("2021-06-16"), "place/acity"), &at(meeting("2021-06-16"), "place/bcity")));
    assert!(!merged(&meeting("2021"), &meeting("2021-06-16")));
}

#[test]
fn a_process_never_joins_another_through_a_third_event() {
    let (x, y) = (in_process(meeting("2021-06-16"), TALKS, None), in_process(meeting("2021-06-16"), "process/other", None));
    let list = entries(&apart(&[x, meeting("2021-06-16"), y]));
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|e| e.process.is_some()));
}

#[test]
fn events_of_one_report_stay_apart_unless_repeated() {
    let one = report("one", "2021-10-01", vec![meeting("2021-06-16"), meeting("2021-06-17"), meeting("2021-06-16")]);
    let other = report("other", "2021-10-01", vec![meeting("[2021-06-16..2021-06-17]")]);
    let list = entries(&[one, other]);
    assert!(list.len() >= 2);
    let dates: Vec<_> = list.iter().map(|e| e.date.as_deref().unwrap()).collect();
    assert_eq!(&dates[..2], ["2021-06-16", "2021-06-17"]);
}

#[test]
fn a_vague_event_that_fits_two_is_neither() {
    let two = [at(meeting("2021-06-03"), "place/acity"), at(meeting("2021-06-20"), "place/bcity"), meeting("2021-06")];
    assert_eq!(entries(&apart(&two)).len(), 3);
    assert_eq!(entries(&apart(&two[1..])).len(), 1);
}

#[test]
fn the_held_one_wins_and_keeps_the_plan() {
    let plan = Event { status: "planned".to_owned(), ..in_process(meeting("[2021-09-21..2021-09-30]"), TALKS, Some(2)) };
    let held = in_process(at(meeting("2021-09-30"), "place/acity"), TALKS, Some(2));
    let list = entries(&apart(&[plan, held]));
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].status.as_str(), list[0].date.as_deref(), list[0].citations.len()), ("held", Some("2021-09-30"), 2));
    assert!(list[0].disputes.is_empty());
}

#[test]
fn contradictions_stand_side_by_side() {
    let call = |date: &str| event("call", "held", date, &["person/a", "person/b"]);
    let e = &entries(&apart(&[call("2021-01-26"), call("2021-01-27"), call("2021-01-27")]))[0];
    assert_eq!(e.date.as_deref(), Some("2021-01-27"));
    assert_eq!((e.disputes.len(), e.disputes[0].field, e.disputes[0].values.len()), (1, "date", 2));
    assert_eq!((e.disputes[0].values[0].value.as_str(), e.disputes[0].values[1].citations.len()), ("2021-01-26", 2));
    let round = |n| in_process(at(meeting("2021-06-16"), "place/acity"), TALKS, Some(n));
    let list = entries(&apart(&[round(2), round(3), round(3)]));
    assert_eq!((list.len(), list[0].round, list[0].disputes[0].field), (1, Some(3), "round"));
    let place = |p: &str| in_process(at(meeting("2021-06-16"), p), TALKS, Some(1));
    let people =
        |e: Event| Event { participants: event("", "", "", &["person/a", "person/b", "state/AA", "state/BB"]).participants, ..e };
    let list = entries(&apart(&[people(place("place/acity")), people(place("place/bcity"))]));
    assert_eq!((list.len(), list[0].disputes[0].field), (1, "place"));
}

#[test]
fn how_long_a_meeting_lasted_may_be_in_dispute() {
    let told = |name: &str, value: &str, at: u32| {
        let summit = at_place();
        let mut r = report(name, "2021-06-20", vec![summit, event("conference", "held", "2021-06-16", &["person/a"])]);
        r.events[1].span = Span::new(400, 420);
        r.times = vec![time(at, at + 10, "DURATION", value)];
        r
    };
    let of = |a: (&str, u32), b: (&str, u32)| {
        let list = entries(&[told("a", a.0, a.1), told("b", b.0, b.1)]);
        let summit = list.iter().find(|e| e.kind == "meeting").unwrap();
        assert_eq!(summit.citations.len(), 2);
        summit.disputes.iter().map(|d| (d.field, d.values.len())).collect::<Vec<_>>()
    };
    assert_eq!(of(("PT3H30M", 20), ("PT4H", 20)), [("duration", 2)]);
    // Told far off, where no other meeting stands between.
    assert_eq!(of(("PT3H30M", 20), ("PT5H", 200)), [("duration", 2)]);
    // Rounding, a length of something else, a short one that stands far off, and a delay are none.
    for (value, at) in [("PT3H40M", 20), ("PT1H", 430), ("PT45M", 200), ("PT5H", 3_000), ("PT24H", 20), ("PTXH", 20)] {
        assert_eq!(of(("PT3H30M", 20), (value, at)), [], "{value} {at}");
    }
}

fn at_place() -> Event {
    at(event("meeting", "held", "2021-06-16", &["person/a", "person/b"]), "place/acity")
}

#[test]
fn a_treaty_says_which_step_is_meant() {
    let step = |date: &str| Event { object: Some("treaty/t".to_owned()), ..event("extension", "held", date, &[]) };
    assert!(merged(&step("2021"), &step("2021-01")));
    assert!(merged(&step("2021-01-26"), &step("2021-02-03")));
    assert!(!merged(&step("2021-01-26"), &step("2026-01-26")));
    assert!(!merged(&step("2021"), &Event { object: None, ..step("2021-01") }));
}

#[test]
fn a_step_without_a_day_or_a_party_is_that_of_the_only_one_who_took_it() {
    let step = |date: &str, who: &[&str]| Event { object: Some("treaty/t".to_owned()), ..event("withdrawal", "held", date, who) };
    let citations = |events: &[Event]| {
        let mut all: Vec<usize> = entries(&apart(events)).iter().map(|e| e.citations.len()).collect();
        all.sort_unstable();
        all
    };
    let (aa, bb) = (step("2019-08-02", &["state/AA"]), step("", &["state/BB"]));
    assert_eq!(citations(&[aa.clone(), step("", &[])]), [2]);
    assert_eq!(citations(&[aa.clone(), bb.clone()]), [1, 1]);
    // Both withdrew: whose withdrawal is meant is not told. A third report does not tie the two together.
    assert_eq!(citations(&[aa, bb, step("", &[])]).len(), 3);
}

#[test]
fn a_documented_day_says_which_round_is_meant() {
    let dossier = dossier();
    let merged = |a: Event, b: Event| Record::build(&apart(&[a, b]), &dossier, None).entries().len() == 1;
    let told = in_process(meeting(""), TALKS, Some(2));
    let unnumbered = |date: &str| in_process(meeting(date), TALKS, None);
    assert!(merged(told.clone(), unnumbered("2021-09-30")));
    assert!(merged(told.clone(), unnumbered("[2021-09-21..2021-09-30]")));
    // Another day, days of two rounds, another city, a summit and experts.
    assert!(!merged(told.clone(), unnumbered("2021-09-12")));
    assert!(!merged(told.clone(), unnumbered("2021")));
    assert!(!merged(told.clone(), at(unnumbered("2021-09-30"), "place/bcity")));
    for level in ["head-of-state", "expert"] {
        assert!(!merged(told.clone(), Event { level: Some(level.to_owned()), ..unnumbered("2021-09-30") }));
    }
    // What the dossier says is not told as the reports' word.
    let alone = &Record::build(&apart(&[unnumbered("2021-09-30")]), &dossier, None).entries()[0].clone();
    assert_eq!((alone.round, alone.documented.is_some()), (None, true));
}

#[test]
fn what_the_same_two_agreed_on_one_matter_is_one_agreement() {
    let agreed = |date: &str, who: &[&str]| in_process(event("agreement", "held", date, who), TALKS, None);
    let pair = ["person/a", "person/b"];
    assert!(merged(&agreed("2021-06-16", &pair), &agreed("", &pair)));
    assert!(!merged(&agreed("2021-06-16", &pair), &agreed("", &["person/a"])));
    assert!(!merged(&agreed("2021-06-16", &pair), &Event { process: None, ..agreed("", &pair) }));
    assert!(!merged(&agreed("2021-06-16", &["state/AA", "state/BB"]), &agreed("", &["state/AA", "state/BB"])));
    // Agreed twice, the one without a day is neither.
    assert_eq!(entries(&apart(&[agreed("2021-06-16", &pair), agreed("2021-12-07", &pair), agreed("", &pair)])).len(), 3);
}

#[test]
fn agreements_are_one_only_where_they_are_about_one_matter() {
    let deal = |process: Option<&str>| Event {
        process: process.map(str::to_owned),
        ..at(event("agreement", "held", "2021-06-16", &["state/AA", "state/BB"]), "place/acity")
    };
    assert!(merged(&deal(Some(TALKS)), &deal(Some(TALKS))));
    assert!(!merged(&deal(Some(TALKS)), &deal(None)));
}

#[test]
fn a_capital_is_its_state() {
    let list = entries(&apart(&[meeting("2021-06-16"), event("meeting", "held", "2021-06-16", &["place/acity", "place/bcity"])]));
    let who: Vec<&str> = list[0].participants.iter().map(|p| p.entity.as_str()).collect();
    assert_eq!((list.len(), who), (1, vec!["state/AA", "state/BB"]));
}

#[test]
fn witnesses_are_counted_once() {
    let text = |n: usize| (0..80).map(|i| format!("word{} ", i * n)).collect::<String>();
    let of = |name: &str, text: String, outlet: Option<&str>| Reading {
        text,
        outlet: outlet.map(str::to_owned),
        ..report(name, "2021-10-01", vec![meeting("2021-06-16")])
    };
    let count = |list: &[Reading]| entries(list)[0].independent_sources;
    assert_eq!(count(&[of("a", text(1), None), of("b", text(7), None)]), 2);
    assert_eq!(count(&[of("a", text(1), None), of("b", text(1) + "end", None)]), 1);
    assert_eq!(count(&[of("a", text(1), Some("outlet/x")), of("b", text(7), Some("outlet/x"))]), 1);
    let told = Reading { statements: vec![said(0, 9, &["outlet/y", "outlet/x"])], ..of("c", text(11), Some("outlet/z")) };
    assert_eq!(count(&[told.clone_of(), of("a", text(1), Some("outlet/x"))]), 1);
    assert_eq!(count(&[told, of("a", text(1), Some("outlet/z"))]), 2);
}

#[test]
fn a_government_is_one_witness_whoever_carries_it() {
    let spoken = |name: &str, outlet: &str, speaker: &str| Reading {
        text: (0..80).map(|i| format!("{name}{i} ")).collect(),
        outlet: Some(outlet.to_owned()),
        statements: vec![reading::Said { speaker: Some(speaker.to_owned()), ..said(0, 9, &[]) }],
        ..report(name, "2021-10-01", vec![meeting("2021-06-16")])
    };
    let list = [spoken("a", "outlet/x", "state/AA"), spoken("b", "outlet/y", "place/acity"), spoken("c", "outlet/z", "state/BB")];
    let e = &entries(&list)[0];
    assert_eq!(e.independent_sources, 2);
    let sources: Vec<(Option<&str>, usize)> = e.witnesses.iter().map(|w| (w.source.as_deref(), w.reports.len())).collect();
    assert_eq!(sources, [(Some("state/AA"), 2), (Some("state/BB"), 1)]);
    assert_eq!(e.witnesses[0].through, ["outlet/x", "outlet/y"]);
}

#[test]
fn who_only_announced_is_no_witness() {
    let plan = Event { status: "planned".to_owned(), ..at(meeting("2021-06-16"), "place/acity") };
    let e = &entries(&apart(&[plan, at(meeting("2021-06-16"), "place/acity")]))[0];
    assert_eq!((e.reports, e.independent_sources), (2, 1));
}

#[test]
fn a_merge_says_why() {
    let base = in_process(at(meeting("2021-06-16"), "place/acity"), TALKS, Some(1));
    let e = &entries(&apart(&[
        base.clone(),
        Event { level: Some("minister".to_owned()), ..base.clone() },
        at(meeting("2021-06"), "state/AA"),
    ]))[0];
    assert_eq!(e.why.len(), 3);
    assert!(e.why.iter().all(
        |w| ["type", "date", "status", "place", "participants"].iter().all(|f| w.agrees.contains(f)) && w.differs.is_empty()
    ));
    assert_eq!(e.why.iter().filter(|w| w.agrees.contains(&"round")).count(), 2);
    assert!(entries(&apart(&[base]))[0].why.is_empty());
}

#[test]
fn a_dispute_says_who_and_whether_they_are_independent() {
    let call = |date: &str| event("call", "held", date, &["person/a", "person/b"]);
    let told = |name: &str, date: &str, outlet: &str| Reading {
        outlet: Some(outlet.to_owned()),
        ..report(name, "2021-10-01", vec![call(date)])
    };
    let list = entries(&[told("a", "2021-01-26", "outlet/x"), told("b", "2021-01-27", "outlet/y")]);
    assert!(list[0].disputes[0].independent);
    let list = entries(&[told("a", "2021-01-26", "outlet/x"), told("b", "2021-01-27", "outlet/x")]);
    assert!(!list[0].disputes[0].independent);
    let mut spoken = told("c", "2021-01-27", "outlet/z");
    spoken.statements = vec![reading::Said { speaker: Some("state/AA".to_owned()), ..said(0, 9, &[]) }];
    let list = entries(&[told("a", "2021-01-26", "outlet/x"), spoken]);
    assert_eq!(list[0].disputes[0].values[1].by, ["state/AA"]);
}

#[test]
fn what_one_side_denies_and_another_expects_is_one_matter() {
    let attack = |status: &str| at(event("military", status, "", &["state/AA", "state/BB"]), "place/bcity");
    let mut one = report("one", "2021-10-01", vec![attack("denied"), attack("possible")]);
    let spoken = |n: u32, who: &str| reading::Said { speaker: Some(who.to_owned()), ..said(n * 10, n * 10 + 9, &[]) };
    one.statements = vec![spoken(0, "state/AA"), spoken(1, "state/BB")];
    let list = entries(&[one]);
    assert_eq!((list.len(), list[0].disputes[0].field), (1, "status"));
    assert_eq!(entries(&[report("one", "2021-10-01", vec![attack("denied"), attack("possible")])]).len(), 2);
}

#[test]
fn a_summit_is_no_round_and_a_later_plan_no_past_meeting() {
    let level = |l: &str, date: &str| Event { level: Some(l.to_owned()), ..in_process(meeting(date), TALKS, Some(1)) };
    assert!(!merged(&level("head-of-state", "2021-06-16"), &level("deputy-minister", "2021-06-16")));
    let plan = Event { status: "planned".to_owned(), ..in_process(meeting(""), TALKS, Some(1)) };
    let held = in_process(meeting("2021-06-16"), TALKS, Some(1));
    assert!(!merged(&plan, &held));
    assert_eq!(entries(&[report("early", "2021-06-01", vec![plan]), report("late", "2021-07-01", vec![held])]).len(), 1);
}

#[test]
fn an_event_says_when_its_reports_came_out() {
    let list =
        [report("dated", "2021-10-02", vec![meeting("2021-09-30")]), report("open", "[2021-06..]", vec![meeting("2021-09-30")])];
    let record = Record::build(&list, &dossier(), None);
    assert_eq!(record.published(&list[1].sha256), Some("[2021-09-30..]"));
    assert_eq!((record.published(&list[0].sha256), record.as_of()), (Some("2021-10-02"), Some("2021-10-02")));
    // What was held was held before the report of it.
    assert_eq!(
        entries(&[report("dated", "2021-09-30", vec![meeting("[2021-09-21..2021-10-10]")])])[0].date.as_deref(),
        Some("[2021-09-21..2021-09-30]")
    );
}

/// A reading is no `Clone`; what the tests need of it is.
trait CloneOf {
    fn clone_of(&self) -> Reading;
}

impl CloneOf for Reading {
    fn clone_of(&self) -> Reading {
        Reading {
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            text: self.text.clone(),
            outlet: self.outlet.clone(),
            published: self.published.clone(),
            events: self.events.clone(),
            statements: self.statements.clone(),
            ..Reading::default()
        }
    }
}
