//! Small hand-made pairs of gold and reading, with the counts that score.py gives for them.
#![allow(clippy::unwrap_used)]

use crate::{EvalError, Finding, GoldDoc, Scores, score, score_record};
use serde_json::{Value, json};

const TEXT: &str = "aaaa bbbb cccc dddd eeee ffff gggg hhhh";

/// A gold annotation with some lists filled.
fn gold(fields: Value) -> Value {
    let mut gold = json!({"doc": "a.txt", "zones": [], "mentions": [], "roles": [], "times": [], "quantities": [],
        "statements": [], "events": [], "traps": [{"text": "not", "note": "scored"}]});
    gold.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    gold
}

fn reading(fields: Value) -> Value {
    let mut reading = json!({"schema": "mahdar.reading/1", "source": {"path": "x/a.txt"}});
    reading.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    reading
}

fn run_on(text: &str, gold_fields: Value, found: Value) -> (Scores, Vec<String>) {
    let gold = GoldDoc::from_json("a.json", &gold(gold_fields).to_string()).unwrap();
    let mut lines = Vec::new();
    let scores = score(&[(gold, text.to_owned(), Some(reading(found)))], &mut |line| lines.push(line)).unwrap();
    (scores, lines)
}

fn run(gold_fields: Value, found: Value) -> (Scores, Vec<String>) {
    run_on(TEXT, gold_fields, found)
}

/// Right, spurious, missed.
fn counts(scores: &Scores, finding: Finding) -> (u64, u64, u64) {
    let t = scores.tally(finding);
    (t.tp, t.fp, t.fn_)
}

fn error(gold_fields: Value, found: Value) -> String {
    let gold = GoldDoc::from_json("a.json", &gold(gold_fields).to_string());
    let scores = gold.and_then(|gold| score(&[(gold, TEXT.to_owned(), Some(reading(found)))], &mut |_| {}));
    scores.unwrap_err().to_string()
}

fn mention(text: &str, entity: &str) -> Value {
    json!({"text": text, "entity": entity, "type": "GPE"})
}

fn found(start: u64, end: u64, entity: &str) -> Value {
    json!({"start": start, "end": end, "entity": entity, "type": "GPE"})
}

#[test]
fn zones_count_bytes() {
    let zones = json!([{"kind": "title", "from": "aaaa", "to": "aaaa"}, {"kind": "body", "from": "bbbb", "to": "cccc"}]);
    let mine = json!([{"kind": "body", "start": 10, "end": 200}, {"kind": "title", "start": 0, "end": 9}]);
    let (scores, _) = run(json!({"zones": zones}), json!({"zones": mine}));
    assert_eq!(counts(&scores, Finding::Zones), (4, 25, 5));
}

#[test]
fn a_zone_whose_last_words_do_not_follow_runs_past_the_end_as_in_the_script() {
    let zones = json!([{"kind": "body", "from": "hhhh", "to": "aaaa"}]);
    let (scores, _) = run(json!({"zones": zones}), json!({"zones": [{"kind": "body", "start": 35, "end": 39}]}));
    assert_eq!(counts(&scores, Finding::Zones), (4, 0, 3));
}

#[test]
fn words_are_counted_in_bytes_and_listed_when_missed() {
    let gold = json!({"mentions": [{"text": "جنيف", "n": 2, "entity": "place/geneva", "type": "GPE"}]});
    let (scores, lines) = run_on("جنيف إلى جنيف", gold.clone(), json!({"mentions": [found(16, 24, "place/geneva")]}));
    assert_eq!(counts(&scores, Finding::MentionsLinked), (1, 0, 0));
    assert!(lines.is_empty());
    let (scores, lines) = run_on("جنيف إلى جنيف", gold, json!({"mentions": [found(0, 8, "place/geneva")]}));
    assert_eq!(counts(&scores, Finding::Mentions), (0, 1, 1));
    assert_eq!(
        lines,
        ["- a.txt mention: 'جنيف' place/geneva GPE", "+ a.txt mention: 'جنيف' {'entity': 'place/geneva', 'type': 'GPE'}"]
    );
}

#[test]
fn own_names_stand_for_the_entity_they_cover_most_and_ties_go_to_the_first() {
    let gold = json!({"mentions": [mention("aaaa", "person/a"), mention("bbbb", "person/b"), mention("cccc", "person/a"),
        mention("dddd", "person/d")]});
    // person/x covers a and b once each and takes a, which it covered first; person/y covers a once, which is taken.
    let mine = json!({"mentions": [found(0, 4, "person/x"), found(5, 9, "person/x"), found(10, 14, "person/y"), found(15, 19, "person/d")]});
    let (scores, _) = run(gold.clone(), mine);
    assert_eq!(counts(&scores, Finding::Mentions), (4, 0, 0));
    assert_eq!(counts(&scores, Finding::MentionsLinked), (2, 2, 2));
    // person/y covers a twice and goes first, though it comes second; person/x is left with b.
    let mine = json!({"mentions": [found(5, 9, "person/x"), found(0, 4, "person/y"), found(10, 14, "person/y")]});
    let (scores, _) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::MentionsLinked), (3, 0, 1));
}

#[test]
fn a_palace_that_acts_for_a_state_counts_as_the_state() {
    let gold = json!({
        "mentions": [{"text": "aaaa", "entity": "org/kremlin", "type": "ORG", "acts_for": "state/RU"},
                     {"text": "bbbb", "entity": "org/ministry", "type": "ORG", "acts_for": "state/US"}],
        "statements": [{"content": "cccc dddd", "kind": "direct", "speaker": "org/kremlin", "cue": null},
                       {"content": "eeee ffff", "kind": "direct", "speaker": "org/ministry", "cue": null}]});
    let said = |start, end, who: &str| json!({"start": start, "end": end, "kind": "indirect", "speaker": who, "via": []});
    let (scores, lines) = run(gold, json!({"statements": [said(10, 19, "state/RU"), said(20, 29, "state/US")]}));
    assert_eq!(counts(&scores, Finding::Statements), (2, 0, 0));
    assert_eq!(counts(&scores, Finding::StatementsSpoken), (1, 1, 1));
    assert_eq!(counts(&scores, Finding::StatementsKind), (0, 2, 2));
    assert_eq!(lines.last().unwrap(), "~ a.txt statement: 'eeee ffff' is by org/ministry, read as state/US");
}

#[test]
fn unnamed_groups_count_as_one_and_nobody_only_as_nobody() {
    let said = |words: &str, who: Value| json!({"content": words, "kind": "direct", "speaker": who, "cue": "said"});
    let gold = json!({"statements": [said("aaaa", json!("group/unnamed-officials")), said("bbbb", Value::Null), said("cccc", Value::Null)]});
    let mine = |start, who: Value| json!({"start": start, "end": start + 4, "kind": "direct", "speaker": who, "via": null});
    let mine =
        json!({"statements": [mine(0, json!("group/unnamed-diplomat")), mine(5, Value::Null), mine(10, json!("state/US"))]});
    let (scores, lines) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::StatementsSpoken), (2, 1, 1));
    assert_eq!(lines, ["~ a.txt statement: 'cccc' is by None, read as state/US"]);
}

#[test]
fn a_statement_goes_to_the_one_with_the_same_speaker() {
    let gold = json!({"statements": [{"content": "aaaa bbbb", "kind": "direct", "speaker": "state/US", "via": ["outlet/x", "outlet/tass"]}]});
    let mine =
        |end, who: &str| json!({"start": 0, "end": end, "kind": "direct", "speaker": who, "via": ["outlet/tass", "person/a"]});
    let (scores, _) = run(gold, json!({"statements": [mine(9, "state/RU"), mine(5, "state/US")]}));
    assert_eq!(counts(&scores, Finding::StatementsSpoken), (1, 1, 0));
    assert_eq!(counts(&scores, Finding::StatementsVia), (1, 1, 0));
}

#[test]
fn findings_in_boilerplate_are_neither_asked_for_nor_held_against() {
    let gold = json!({
        "statements": [{"content": "aaaa bbbb", "kind": "direct", "speaker": null, "cue": null, "zone": "boilerplate"}],
        "events": [{"id": "e1", "type": "meeting", "status": "held", "text": "cccc", "zone": "boilerplate", "also": [{"text": "eeee"}]}]});
    let event = |kind: &str, start: u64| json!({"type": kind, "status": "planned", "start": start, "end": start + 2});
    let mine = json!({
        "statements": [{"start": 0, "end": 9, "kind": "direct", "speaker": null}, {"start": 0, "end": 2, "kind": "direct", "speaker": null}],
        "events": [event("meeting", 10), event("meeting", 21), event("visit", 10)]});
    let (scores, _) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::Statements), (0, 1, 0));
    assert_eq!(counts(&scores, Finding::Events), (0, 1, 0));
}

#[test]
fn announcements_are_left_out_on_both_sides() {
    let gold = json!({"events": [{"type": "announcement", "status": "held", "text": "aaaa", "date": "2021"}]});
    let mine = json!({"events": [{"type": "announcement", "status": "held", "start": 30, "end": 34, "date": "2022"}]});
    let (scores, lines) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::Events), (0, 0, 0));
    assert_eq!(counts(&scores, Finding::EventSlots), (0, 0, 0));
    assert!(lines.is_empty());
}

#[test]
fn times_are_right_by_value_or_truth_whatever_the_order_of_a_set() {
    let time = |words: &str, value: &str, truth: Value| json!({"text": words, "type": "DATE", "value": value, "truth": truth});
    let mut without = time("dddd", "2021-07", Value::Null);
    without.as_object_mut().unwrap().remove("truth");
    let gold = json!({"times": [time("aaaa", "[2021-01-02,2021-01-01]", json!({"odd": 1})), time("bbbb", "2021-07", json!("2021-07-28")),
        time("cccc", "2021-07", Value::Null), without]});
    let mine = |start, value: Value| json!({"start": start, "end": start + 4, "type": "DATE", "value": value});
    let mine = json!({"times": [mine(0, json!("[2021-01-01, 2021-01-02]")), mine(5, json!("2021-07-28")), mine(10, Value::Null), mine(15, Value::Null)]});
    let (scores, lines) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::Times), (4, 0, 0));
    assert_eq!(counts(&scores, Finding::TimesValued), (3, 1, 1));
    assert_eq!(lines, ["~ a.txt time: 'dddd' is 2021-07, read as None"]);
}

#[test]
fn figures_are_equal_as_numbers_and_without_a_bound_exact() {
    let gold = json!({"quantities": [{"text": "aaaa", "value": 1550}, {"text": "bbbb", "value": [1, 2.0], "bound": "max"}, {"text": "cccc", "value": 3, "bound": "min"}]});
    let mine = |start, value: Value, bound: &str| json!({"start": start, "end": start + 1, "value": value, "bound": bound});
    let mine = json!({"figures": [mine(0, json!(1550.0), "exact"), mine(8, json!([1.0, 2]), "max"), mine(10, json!(3), "max")]});
    let (scores, lines) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::Figures), (2, 1, 1));
    assert_eq!(lines, ["- a.txt figure: 'cccc' 3 min", "+ a.txt figure: 'c' {'value': 3, 'bound': 'max'}"]);
}

#[test]
fn roles_go_by_person_and_any_wording() {
    let gold = json!({
        "mentions": [mention("aaaa", "person/a")],
        "roles": [{"person": "person/a", "role": "minister", "of": null, "text": "bbbb", "also": [{"text": "dddd"}]},
                  {"person": "person/a", "role": "envoy", "of": ["state/US"], "text": "eeee", "truth": {"of": "x"}}]});
    let mine = json!({"mentions": [found(0, 4, "person/own")], "roles": [{"start": 18, "end": 22, "person": "person/own", "role": "minister"}]});
    let (scores, lines) = run(gold, mine);
    assert_eq!(counts(&scores, Finding::Roles), (1, 0, 1));
    assert_eq!(lines, ["- a.txt role: 'bbbb' person/a of None"]);
}

#[test]
fn events_pair_by_slots_and_count_them_with_the_truth_where_it_is_better() {
    let event = |truth: Value| {
        json!({"type": "meeting", "status": "held", "text": "aaaa bbbb", "date": "2021-07", "place": "place/geneva", "round": [1, 2], "truth": truth,
               "participants": [{"entity": "state/US", "part": "party", "for": "what it takes"}, {"entity": "state/US", "part": "host"}]})
    };
    let base = json!({"type": "meeting", "status": "held", "start": 0, "end": 9});
    let mine = |slots: Value| {
        let mut event = base.clone();
        event.as_object_mut().unwrap().extend(slots.as_object().unwrap().clone());
        event
    };
    let full = mine(
        json!({"start": 5, "date": "2021-07-28", "place": "place/geneva", "round": [1, 2], "participants": [{"entity": "state/RU"}]}),
    );
    let found = json!({"events": [mine(json!({"date": "2021"})), full]});
    let (scores, lines) = run(json!({"events": [event(json!("2021-07-28"))]}), found.clone());
    assert_eq!(counts(&scores, Finding::Events), (1, 1, 0));
    assert_eq!(counts(&scores, Finding::EventSlots), (3, 2, 1));
    assert_eq!(lines, ["+ a.txt event: 'aaaa bbbb' {'type': 'meeting', 'status': 'held', 'date': '2021'}"]);
    let (scores, _) = run(json!({"events": [event(json!({"date": "2021-07-28"}))]}), found);
    assert_eq!(counts(&scores, Finding::EventSlots), (2, 3, 2));
}

#[test]
fn the_date_of_publication_may_be_the_truth_or_unknown() {
    let published =
        |gold: Value, mine: Value| counts(&run(json!({"published": gold}), json!({"published": mine})).0, Finding::Published);
    assert_eq!(published(json!({"edtf": "2021-07", "truth": "2021-07-28"}), json!({"edtf": "2021-07-28"})), (1, 0, 0));
    assert_eq!(published(json!({"edtf": "2021-07"}), json!({"edtf": null})), (0, 1, 1));
    assert_eq!(published(json!({"edtf": "2021-07", "truth": null}), Value::Null), (1, 0, 0));
    assert_eq!(published(Value::Null, Value::Null), (1, 0, 0));
}

#[test]
fn without_a_reading_everything_is_missed() {
    let gold = GoldDoc::from_json("a.json", &gold(json!({"mentions": [mention("aaaa", "state/US")]})).to_string()).unwrap();
    let wrong = json!({"schema": "mahdar.error/1", "path": "a.txt", "mentions": [found(0, 4, "state/US")]});
    let docs = [(gold.clone(), TEXT.to_owned(), None), (gold, TEXT.to_owned(), Some(wrong))];
    let scores = score(&docs, &mut |_| {}).unwrap();
    assert_eq!(counts(&scores, Finding::Mentions), (0, 0, 2));
    assert_eq!(counts(&scores, Finding::Published), (2, 0, 0));
}

#[test]
fn long_lines_are_cut_and_broken_characters_shown() {
    let (_, lines) =
        run_on("جنيف", json!({}), json!({"mentions": [{"start": 1, "end": 4, "entity": "x".repeat(300), "type": "it's"}]}));
    assert!(lines[0].starts_with("+ a.txt mention: '\u{fffd}ن' {'entity': 'xxx"), "{}", lines[0]);
    assert_eq!(lines[0].chars().count(), 260);
}

#[test]
fn errors_name_the_report_and_the_entry() {
    assert_eq!(
        error(json!({"mentions": [mention("aaaa", "state/US"), mention("zzzz", "state/US")]}), json!({})),
        "the gold of a.txt cannot be used: mentions[1]: occurrence 1 of \"zzzz\" is not in the report"
    );
    assert_eq!(
        error(json!({"times": [{"text": "aaaa", "type": "DATE"}]}), json!({})),
        "the gold of a.txt cannot be used: times[0]: missing field `value`"
    );
    assert_eq!(error(json!({"events": null}), json!({})), "the gold of a.txt cannot be used: events: the list is missing");
    assert_eq!(
        error(json!({}), json!({"figures": [{"start": 0, "end": 4, "value": 1}]})),
        "the reading of a.txt cannot be used: figures[0]: missing field `bound`"
    );
    assert_eq!(
        error(json!({}), json!({"roles": [{"start": 0}]})),
        "the reading of a.txt cannot be used: roles[0]: `end` is no byte offset"
    );
    assert!(matches!(GoldDoc::from_json("b.json", "{"), Err(EvalError::Json { name, .. }) if name == "b.json"));
    assert!(serde_json::from_str::<GoldDoc>(&gold(json!({"extra": [1]})).to_string()).is_ok());
    assert!(serde_json::from_str::<GoldDoc>(r#"{"zones": []}"#).is_err());
}

#[test]
fn a_record_takes_one_event_a_citation_before_it_shares() {
    let event = |id: &str, date: &str| json!({"id": id, "type": "meeting", "status": "held", "text": "aaaa", "date": date});
    let one = gold(json!({"events": [event("e1", "2021"), event("e2", "2022")]}));
    let mut two = gold(json!({"events": [event("e1", "2022"), event("e9", "2022")]}));
    two["doc"] = json!("b.txt");
    let docs: Vec<(GoldDoc, String)> =
        [one, two].iter().map(|g| (GoldDoc::from_json("g", &g.to_string()).unwrap(), TEXT.to_owned())).collect();
    let clusters = json!({"clusters": [
        {"id": "c1", "events": [{"doc": "a.txt", "event": "e2"}, {"doc": "b.txt", "event": "e1"}], "conflicts": ["date", ""]},
        {"id": "c2", "events": [{"doc": "a.txt", "event": "e1"}, {"doc": "b.txt", "event": "e9"}], "conflicts": ["place"]}]});
    let cite = |doc: &str| json!({"path": format!("/x/{doc}"), "start": 0, "end": 4});
    let entry = |id: &str, date: &str, cites: Vec<Value>, fields: Value| json!({"id": id, "type": "meeting", "status": "held", "date": date, "citations": cites, "disputes": fields});
    let record = json!({"timeline": [
        entry("t1", "2022", vec![cite("a.txt"), cite("b.txt")], json!([{"field": "date"}])),
        entry("t2", "2021", vec![cite("a.txt")], json!([]))]});
    // In b.txt both events share the one citation, so both fall to t1.
    let scores = score_record(&record, &clusters, &docs).unwrap();
    assert_eq!((scores.found, scores.events, scores.merged, scores.pairs, scores.gold_pairs), (4, 4, 1, 2, 2));
    assert_eq!(
        scores.to_string(),
        "gold events found            4 of 4\n\
         merge pairs                  P 0.500 R 0.500 F1 0.500  (2 pairs among found, 2 in all)\n\
         disputes found               1 of 2 (same field); entries with a dispute: 1"
    );
    let bad = score_record(&json!({"timeline": [{"id": "t1"}]}), &clusters, &docs).unwrap_err();
    assert_eq!(bad.to_string(), "the record cannot be used: timeline[0]: missing field `type`");
}
