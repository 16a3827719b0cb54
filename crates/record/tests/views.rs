//! What the record shows from one side: utterances, positions, two accounts, outlets. Hand-made reports.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{at, dossier, meeting, report};
use reading::{Reading, Said, Statement, StatementKind};
use record::{Link, Record, Stance, accounts, positions, sources, utterances};
use source::Span;

/// A report of one outlet whose statements are these: speaker, act, words, media.
fn told(name: &str, published: &str, said: &[(&str, &str, &str, &[&str])]) -> Reading {
    let mut text = String::new();
    let mut statements = Vec::new();
    for (speaker, act, words, via) in said {
        let start = text.len() as u32;
        text.push_str(words);
        let words = Statement {
            span: Span::new(start, text.len() as u32),
            tokens: 0..0,
            kind: StatementKind::Direct,
            speaker: None,
            cue: None,
            via: Vec::new(),
            occasion: None,
            acts: vec![(*act).to_owned()],
            topics: vec!["topic/arms".to_owned(), "free words".to_owned()],
            nested: false,
            back: None,
        };
        statements.push(Said { words, speaker: Some((*speaker).to_owned()), via: via.iter().map(|v| (*v).to_owned()).collect() });
        text.push_str(". ");
    }
    Reading {
        bytes: text.len(),
        media_type: "text/plain",
        outlet: Some(format!("outlet/{name}")),
        text,
        statements,
        ..report(name, published, Vec::new())
    }
}

const LIMITS: &str = "we are ready to talk about limits on all weapons at any time";

#[test]
fn topics_of_one_name_are_one() {
    let mut list = [told("one", "2021-07-01", &[("state/AA", "offer", "we would exchange all of them today", &[])])];
    list[0].statements[0].words.topics = ["topic/swap", "topic/swaps", "topic/other"].map(str::to_owned).to_vec();
    let record = Record::build(&list, &dossier(), None);
    let topics =
        |on| positions(&record, &list, &dossier(), None, on).into_iter().map(|p| (p.topic, p.steps.len())).collect::<Vec<_>>();
    let both = || vec![("topic/swap".to_owned(), 1)];
    assert_eq!(topics(None), [vec![("topic/other".to_owned(), 1)], both()].concat());
    assert_eq!(topics(Some("topic/swaps")), both());
    assert_eq!(topics(Some("topic/swap")), both());
}

#[test]
fn one_utterance_in_several_cuts_is_one() {
    let list = [
        told("a", "2021-06-16", &[("state/AA", "offer", LIMITS, &[])]),
        told(
            "b",
            "2021-06-17",
            &[("state/AA", "offer", "they said that they are ready to talk about limits on all weapons", &[])],
        ),
        told(
            "c",
            "2021-06-17",
            &[("state/BB", "offer", LIMITS, &[]), ("state/AA", "offer", "nothing of this kind was ever said by us", &[])],
        ),
        told("d", "2022-06-17", &[("state/AA", "offer", LIMITS, &[])]),
    ];
    let record = Record::build(&list, &dossier(), None);
    let said = utterances(&record, &list, &dossier());
    let mut shape: Vec<(&str, usize)> = said.iter().map(|u| (u.speaker.as_str(), u.variants.len())).collect();
    shape.sort_unstable();
    assert_eq!(shape, [("state/AA", 1), ("state/AA", 1), ("state/AA", 2), ("state/BB", 1)]);
    assert_eq!(said[0].variants[0].words.as_deref(), Some(LIMITS));
    assert_eq!(said[0].published.as_deref(), Some("2021-06-16"));
}

#[test]
fn a_position_shows_its_turns() {
    let list = [
        told("a", "2021-06-16", &[("state/AA", "offer", "an offer", &[])]),
        told("b", "2021-07-16", &[("place/acity", "describe", "a description", &[])]),
        told("c", "2021-08-16", &[("place/acity", "reject", "a refusal", &[])]),
        told("d", "2021-09-16", &[("state/AA", "accuse", "an accusation", &[]), ("state/BB", "offer", "other words", &[])]),
    ];
    let record = Record::build(&list, &dossier(), None);
    let found = positions(&record, &list, &dossier(), Some("state/AA"), Some("topic/arms"));
    assert_eq!(found.len(), 1);
    let steps: Vec<_> = found[0].steps.iter().map(|s| (s.stance, s.turn.clone())).collect();
    let turn = Some(("offer".to_owned(), "reject".to_owned()));
    assert_eq!(
        steps,
        [(Some(Stance::Yielding), None), (None, None), (Some(Stance::Refusing), turn), (Some(Stance::Refusing), None)]
    );
    assert_eq!(positions(&record, &list, &dossier(), None, None).len(), 2, "words that are no topic make no position");
}

#[test]
fn each_side_has_its_account() {
    let mut one = told(
        "a",
        "2021-06-17",
        &[
            ("state/AA", "praise", "useful talks", &[]),
            ("state/BB", "accuse", "no result", &[]),
            ("state/CC", "doubt", "who knows", &[]),
        ],
    );
    one.events = vec![reading::Event { span: Span::new(0, 3), ..at(meeting("2021-06-16"), "place/acity") }];
    let list = [one];
    let record = Record::build(&list, &dossier(), None);
    let found = accounts(&record, &list, &dossier());
    let sides: Vec<&str> = found[0].sides.iter().map(|s| s.0.as_str()).collect();
    assert_eq!((found.len(), sides), (1, vec!["state/AA", "state/BB"]));
}

#[test]
fn an_earlier_meeting_named_in_passing_is_not_what_the_words_are_about() {
    let sides = |at_byte: u32| {
        let words = "we had eight long hours of frank talks today, the third since the two presidents met there in June";
        let mut one =
            told("a", "2021-10-01", &[("state/AA", "praise", "the day began", &[]), ("state/BB", "praise", words, &[])]);
        let today = reading::Event { span: Span::new(0, 5), ..at(meeting("2021-09-30"), "place/acity") };
        let june = reading::Event { span: Span::new(at_byte, at_byte + 5), ..at(meeting("2021-06-16"), "place/bcity") };
        one.events = vec![today, june];
        let list = [one];
        let record = Record::build(&list, &dossier(), None);
        accounts(&record, &list, &dossier()).iter().map(|a| a.sides.len()).collect::<Vec<_>>()
    };
    assert_eq!(sides(100), [0, 2]);
    assert_eq!(sides(20), [1, 2]);
}

#[test]
fn outlets_cite_copy_and_are_first() {
    let text = |n: usize| (0..60).map(|i| format!("word{} ", i * n)).collect::<String>();
    let of = |name: &str, day: &str, n: usize, via: &[&str]| {
        let mut r = told(name, day, &[("state/AA", "offer", &text(n), via)]);
        r.events = vec![at(meeting("2021-06-16"), "place/acity")];
        r.events[0].span = Span::new(0, 4);
        r
    };
    let list =
        [of("a", "2021-06-17", 1, &["outlet/b", "outlet/agency"]), of("b", "2021-06-16", 7, &[]), of("c", "2021-06-18", 7, &[])];
    let record = Record::build(&list, &dossier(), None);
    let found = sources(&record, &list, &dossier());
    let link = |from: &str, to: &str, link| found.links.get(&(format!("outlet/{from}"), format!("outlet/{to}"), link)).copied();
    assert_eq!((link("a", "b", Link::Cites), link("b", "agency", Link::Cites)), (Some(1), Some(1)));
    assert_eq!((link("c", "b", Link::Copies), link("b", "c", Link::Copies)), (Some(1), None));
    let first: Vec<(&str, usize, usize)> = found.outlets.iter().map(|o| (o.id.as_str(), o.first, o.shared)).collect();
    assert_eq!(first, [("outlet/a", 0, 1), ("outlet/agency", 0, 0), ("outlet/b", 1, 1), ("outlet/c", 0, 1)]);
}

#[test]
fn the_order_of_reports_changes_no_view() {
    let made = || {
        vec![
            told("a", "2021-06-16", &[("state/AA", "offer", LIMITS, &["outlet/b"])]),
            told("b", "2021-06-16", &[("state/AA", "reject", LIMITS, &[])]),
            told("c", "", &[("state/AA", "accuse", "something else that was said without a day", &[])]),
        ]
    };
    let (plain, mut turned) = (made(), made());
    turned.reverse();
    let views = |list: &[Reading]| {
        let record = Record::build(list, &dossier(), None);
        (
            utterances(&record, list, &dossier()),
            positions(&record, list, &dossier(), None, None),
            sources(&record, list, &dossier()),
        )
    };
    assert_eq!(views(&plain), views(&turned));
}
