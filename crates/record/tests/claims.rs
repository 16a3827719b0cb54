//! What one report tells in two ways, by whose words. Hand-made reports.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{TALKS, dossier, event, figure, in_process, meeting, report, said};
use reading::{Bound, Doubt, Event, Figure, NamedMention, Participant, Reading, Said};
use record::{Dispute, Record};
use source::Span;

fn disputes(readings: &[Reading]) -> Vec<Dispute> {
    let record = Record::build(readings, &dossier(), None);
    record.entries().iter().flat_map(|e| e.disputes.clone()).collect()
}

/// Fields in dispute, with their values.
fn disputed(readings: &[Reading]) -> Vec<(&'static str, Vec<String>)> {
    disputes(readings).into_iter().map(|d| (d.field, d.values.into_iter().map(|v| v.value).collect())).collect()
}

fn values(list: &[&str]) -> Vec<String> {
    list.iter().map(|v| (*v).to_owned()).collect()
}

/// A report in plain text, with the events that stand at words of it.
fn plain(name: &str, text: &str, events: Vec<(&str, Event)>, statements: Vec<Said>) -> Reading {
    let at = |words: &str| span(text, words);
    let events = events.into_iter().map(|(words, e)| Event { span: at(words), ..e }).collect();
    Reading {
        text: text.to_owned(),
        bytes: text.len(),
        media_type: "text/plain",
        events,
        statements,
        ..report(name, "2021-06-01", vec![])
    }
}

fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap() as u32;
    Span::new(at, at + words.len() as u32)
}

fn words(text: &str, of: &str, speaker: &str, acts: &[&str], back: Option<&str>) -> Said {
    let at = span(text, of);
    let mut s = said(at.start(), at.end(), &[]);
    s.speaker = Some(speaker.to_owned());
    s.words.acts = values(acts);
    s.words.back = back.map(str::to_owned);
    s
}

fn by(kind: &str, status: &str, actor: &str, target: &str) -> Event {
    let part = |e: &str, part| Participant { entity: e.to_owned(), part };
    Event { participants: vec![part(actor, "actor"), part(target, "target")], ..event(kind, status, "2021-05-30", &[]) }
}

const CHARGE: &str = "Aland said that Bland had moved its guns. Bland denied this charge. A minister of Cland was asked too.";

#[test]
fn a_charge_that_the_other_side_denies_is_in_dispute() {
    let of = |answer: Said| {
        let claim = words(CHARGE, "Bland had moved its guns", "state/AA", &["accuse"], None);
        let moved = by("military", "held", "state/BB", "state/AA");
        disputed(&[plain("one", CHARGE, vec![("had moved its guns", moved)], vec![claim, answer])])
    };
    let answer = |speaker: &str, acts: &[&str], back| words(CHARGE, "this charge", speaker, acts, back);
    assert_eq!(of(answer("state/BB", &["deny"], Some("claim"))), [("status", values(&["denied", "held"]))]);
    // The same side, an answer that points at nothing, one that only rejects, one that doubts: none says that it is not so.
    assert_eq!(of(answer("place/acity", &["deny"], Some("claim"))), []);
    assert_eq!(of(answer("state/BB", &["deny"], None)), []);
    assert_eq!(of(answer("state/BB", &["reject"], Some("claim"))), []);
    assert_eq!(of(answer("state/BB", &["doubt"], Some("claim"))), []);
}

#[test]
fn nobody_knows_which_of_two_charges_is_denied() {
    let text = "Aland said that Bland had moved its guns and shelled a village. Bland denied this charge.";
    let claim = words(text, "Bland had moved its guns and shelled a village", "state/AA", &["accuse"], None);
    let answer = words(text, "this charge", "state/BB", &["deny"], Some("claim"));
    let events = vec![
        ("had moved its guns", by("military", "held", "state/BB", "state/AA")),
        ("shelled a village", by("military", "held", "state/BB", "state/CC")),
    ];
    assert_eq!(disputed(&[plain("one", text, events, vec![claim, answer])]), []);
}

#[test]
fn a_denial_after_a_claim_of_who_would_do_it() {
    let of = |text: &str, claimant: &str| {
        let denial = words(text, "the paper provided for guards of Cland", "state/AA", &["deny"], None);
        let claim = words(text, "its part would be as large", claimant, &["describe"], None);
        let guards = by("military", "denied", "state/CC", "state/BB");
        disputed(&[plain("one", text, vec![("guards of Cland", guards)], vec![denial, claim])])
    };
    let one =
        "Aland denied that the paper provided for guards of Cland, after Cland had claimed that its part would be as large.";
    let two = "Aland denied that the paper provided for guards of Cland. Cland claims that its part would be as large.";
    assert_eq!(of(one, "state/CC"), [("status", values(&["denied", "held"]))]);
    assert_eq!(of(two, "state/CC"), [], "another sentence");
    assert_eq!(of(one, "state/BB"), [], "not who would do it");
}

#[test]
fn numbers_that_a_side_does_not_bear_out() {
    let text = "Aland said that Bland would buy grain for 40 tons. Bland did not confirm these numbers.";
    let of = |acts: &[&str], back| {
        let claim = words(text, "Bland would buy grain for 40 tons", "state/AA", &["describe"], None);
        let answer = words(text, "these numbers", "state/BB", acts, Some(back));
        let at = span(text, "40 tons");
        let one =
            plain("one", text, vec![("would buy grain", by("aid", "planned", "state/BB", "state/AA"))], vec![claim, answer]);
        disputed(&[Reading { figures: vec![Figure { span: at, treaty: None, ..figure(40.0, Bound::Exact, "tons") }], ..one }])
    };
    assert_eq!(of(&["doubt"], "figures"), [("figures", values(&["40 tons", "not borne out"]))]);
    assert_eq!(of(&["deny"], "figures"), [("figures", values(&["40 tons", "denied"]))]);
    assert_eq!(of(&["praise"], "figures"), []);
}

#[test]
fn a_number_that_excludes_the_other() {
    let text = "Aland says that Bland deployed a rocket that flies 500 miles. Bland insists that it flies 480 miles.";
    let of = |claim: Bound, answer: Bound, acts: &[&str]| {
        let number = |words: &str, n: f64, bound| Figure { span: span(text, words), treaty: None, ..figure(n, bound, "miles") };
        let one = plain(
            "one",
            text,
            vec![("Bland deployed a rocket", by("military", "held", "state/BB", "state/AA"))],
            vec![
                words(text, "flies 500 miles", "state/AA", &["accuse"], None),
                words(text, "it flies 480 miles", "state/BB", acts, None),
            ],
        );
        disputed(&[Reading { figures: vec![number("500 miles", 500.0, claim), number("480 miles", 480.0, answer)], ..one }])
    };
    let found = of(Bound::Min, Bound::Max, &["deny"]);
    assert_eq!(found, [("figures", values(&["at least 500 miles", "at most 480 miles"]))]);
    // Both may be so; a number told without a denial may be of something else.
    assert_eq!(of(Bound::Max, Bound::Max, &["deny"]), []);
    assert_eq!(of(Bound::About, Bound::Max, &["deny"]), []);
    assert_eq!(of(Bound::Min, Bound::Max, &["describe"]), []);
}

#[test]
fn words_that_he_of_whom_they_are_said_calls_untrue() {
    let text = "The head of Aland called Bland weak. A spokesman said that the words of the head were untrue.";
    let of = |named: &str, side: &str| {
        let claim = words(text, "Bland weak", "person/head", &["describe"], None);
        let answer = words(text, "the words of the head were untrue", side, &["reject", "deny"], None);
        let spoke = by("announcement", "held", "person/head", "state/BB");
        let mention = NamedMention { span: span(text, "of the head"), entity: named.to_owned(), kind: "PER", acts_for: None };
        let one = plain("one", text, vec![("called Bland weak", spoke)], vec![claim, answer]);
        disputed(&[Reading { mentions: vec![mention], ..one }])
    };
    assert_eq!(of("person/head", "state/BB"), [("content", values(&["Bland weak", "denied"]))]);
    assert_eq!(of("person/other", "state/BB"), [], "who is named is somebody else");
    assert_eq!(of("person/head", "state/CC"), [], "nothing was said of who answers");
}

#[test]
fn what_was_asked_for_as_either_side_tells_it() {
    let text = "The head of Aland said: they wanted all of it. Bland denied it: we asked for a fifth.";
    let of = |denier: &str, topic: &str| {
        let wanted = |status: &str, topic: &str| {
            let topics = vec![topic.to_owned()];
            in_process(Event { topics, ..by("proposal", status, "state/BB", "state/AA") }, TALKS, Some(2))
        };
        let statements = vec![
            words(text, "they wanted all of it", "state/AA", &["describe"], None),
            words(text, "we asked for a fifth", denier, &["describe"], None),
        ];
        let events = vec![("wanted all of it", wanted("denied", "topic/trade")), ("asked for a fifth", wanted("held", topic))];
        let found = disputed(&[plain("one", text, events, statements)]);
        found.into_iter().filter(|d| d.0 == "object").collect::<Vec<_>>()
    };
    let both = ("object", values(&["asked for a fifth", "wanted all of it"]));
    assert!(of("state/BB", "topic/trade").contains(&both));
    assert_eq!(of("state/AA", "topic/trade"), [], "one side's words");
    assert_eq!(of("state/BB", "topic/visits"), [], "another matter");
}

#[test]
fn what_each_government_calls_it() {
    let text = "The talks ended. Aland described the talks as \"a way to calm\", Bland described the meeting as \"a bargain\".";
    let of = |second: &str, name: &str| {
        let first = words(text, "the talks as \"a way to calm\"", "state/AA", &["describe"], None);
        let other = words(text, name, second, &["describe"], None);
        let mut one = plain("one", text, vec![("The talks", meeting("2021-05-30"))], vec![first, other]);
        one.events[0].also = vec![span(text, "the talks"), span(text, "the meeting")];
        disputed(&[one])
    };
    let name = "the meeting as \"a bargain\"";
    assert_eq!(of("state/BB", name), [("name", values(&["a bargain", "a way to calm"]))]);
    assert_eq!(of("state/AA", name), []);
    assert_eq!(of("state/BB", "the meeting as"), []);
}

#[test]
fn not_the_one_step_but_another() {
    let text = "Bland left the treaty, says Aland. Bland answers: we did not leave but paused it.";
    let of = |object: &str| {
        let step = |kind: &str, status: &str, object: &str| {
            let object = Some(object.to_owned());
            Event { object, ..by(kind, status, "state/BB", "state/AA") }
        };
        let mut left = step("withdrawal", "denied", "treaty/t");
        left.also = vec![span(text, "did not leave")];
        let statements = vec![
            words(text, "Bland left the treaty", "state/AA", &["describe"], None),
            words(text, "we did not leave but paused it", "state/BB", &["deny"], None),
        ];
        let events = vec![("Bland left the treaty", left), ("paused it", step("suspension", "held", object))];
        let found = disputed(&[plain("one", text, events, statements)]);
        found.into_iter().filter(|d| d.0 == "type").collect::<Vec<_>>()
    };
    assert_eq!(of("treaty/t"), [("type", values(&["suspension", "withdrawal"]))]);
    assert_eq!(of("treaty/u"), []);
}

#[test]
fn a_day_of_the_week_that_is_not_that_of_the_date() {
    let one = |date: &str, doubt: bool| {
        let mut r = report("a", "2021-08-01", vec![in_process(meeting(date), TALKS, Some(1))]);
        let note = Doubt { kind: "weekday-differs".to_owned(), span: Span::new(12, 20), note: String::new() };
        r.doubts.extend(Some(note).filter(|_| doubt));
        r
    };
    let other = || report("b", "2021-08-01", vec![in_process(meeting("2021-07-28"), TALKS, Some(1))]);
    let list = [one("[2021-07-27..2021-07-28]", true), other()];
    let found = disputes(&list);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].field, found[0].independent), ("date", false));
    assert_eq!(
        found[0].values.iter().map(|v| (v.value.as_str(), v.citations.len())).collect::<Vec<_>>(),
        [("2021-07-27", 1), ("2021-07-28", 2)]
    );
    // Who says 'the 27th or the 28th' contradicts nobody; neither does a doubt about another date.
    assert_eq!(disputed(&[one("[2021-07-27..2021-07-28]", false), other()]), []);
    assert_eq!(disputed(&[one("2021-07-28", true), other()]), []);
}
