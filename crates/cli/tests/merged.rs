//! The commands that look at the record from one side, as a user runs them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{folder, json_lines, mahdar, text};
use serde_json::Value;

fn json(args: &[&str]) -> Value {
    json_lines(&mahdar().args(args).assert().success().get_output().stdout).remove(0)
}

fn shown(args: &[&str]) -> String {
    text(&mahdar().args(args).assert().success().get_output().stdout)
}

#[test]
fn each_command_speaks_to_people_and_programs() {
    for (args, schema) in [
        (&["due", "samples/texts"][..], "mahdar.due/1"),
        (&["meetings", "samples/texts"], "mahdar.meetings/1"),
        (&["positions", "samples/texts"], "mahdar.positions/1"),
        (&["treaty", "new-start", "samples/texts"], "mahdar.treaty/1"),
        (&["sources", "samples/texts"], "mahdar.sources/1"),
        (&["disputes", "samples/texts"], "mahdar.disputes/1"),
    ] {
        let value = json(&[args, &["--json"]].concat());
        assert_eq!(value["schema"], schema);
        assert_eq!(value["digest"].as_str().map(str::len), Some(64));
        let words = shown(args);
        assert!(words.lines().count() > 3 && !words.contains('\u{1b}'), "{words}");
    }
}

#[test]
fn a_calendar_of_the_same_record_is_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let made = |name: &str, paths: [&str; 2]| {
        let file = dir.path().join(name);
        let args = ["due", "--as-of", "2021-08-01", "--ics", file.to_str().unwrap()];
        mahdar().args(args).args(paths).assert().success();
        std::fs::read_to_string(file).unwrap()
    };
    let one = made("a.ics", ["samples/texts/s01.txt", "samples/texts/s02.txt"]);
    assert_eq!(one, made("b.ics", ["samples/texts/s02.txt", "samples/texts/s01.txt"]));
    for line in [
        "BEGIN:VCALENDAR\r\n",
        "PRODID:-//mahdar//record//EN\r\n",
        "DTSTAMP:20210801T000000Z\r\n",
        "DTSTART;VALUE=DATE:20210921\r\n",
        "DTEND;VALUE=DATE:20211001\r\n",
    ] {
        assert!(one.contains(line), "{line} in {one}");
    }
    assert_eq!(one.matches("PRODID").count(), 1);
}

#[test]
fn what_keeps_a_commitment_stands_in_the_timeline() {
    let due = json(&["due", "--json", "--as-of", "2030-01-01", "samples/texts"]);
    let record = json(&["timeline", "--json", "--as-of", "2030-01-01", "samples/texts"]);
    assert_eq!((&due["as_of"], &due["digest"]), (&record["as_of"], &record["digest"]));
    let list = due["commitments"].as_array().unwrap();
    assert!(!list.is_empty());
    for c in list {
        let keeper = c["kept_by"].as_str();
        assert_eq!(keeper.is_some(), matches!(c["state"].as_str(), Some("kept" | "late")), "{c}");
        assert!(
            keeper.is_none_or(|k| record["timeline"].as_array().unwrap().iter().any(|e| e["id"] == k && e["status"] == "held"))
        );
    }
}

#[test]
fn a_treaty_stands_beside_what_is_claimed_of_it() {
    let treaty = json(&["treaty", "new-start", "--json", "samples/texts"]);
    assert!(treaty["articles"].as_array().unwrap().iter().any(|a| a["article"] == "II(1)(b)" && a["value"] == 1550.0));
    let extended =
        treaty["status"].as_array().unwrap().iter().find(|s| s["what"].as_str().unwrap().starts_with("extended")).unwrap();
    assert_eq!((extended["date"].as_str(), extended["verdict"].as_str()), (Some("2021-02-03"), Some("agrees")));
    assert!(shown(&["treaty", "inf", "samples/texts/s06.txt"]).contains("no report tells a step"));
}

#[test]
fn a_side_or_matter_that_nobody_knows_is_wrong_usage() {
    for args in [
        &["positions", "--of", "nobody", "samples/texts/s01.txt"][..],
        &["positions", "--on", "nothing", "samples/texts/s01.txt"],
        &["treaty", "nothing", "samples/texts/s01.txt"],
        &["due"],
    ] {
        let out = mahdar().args(args).assert().code(2).get_output().clone();
        assert!(out.stdout.is_empty() && !out.stderr.is_empty(), "{args:?}");
    }
    let lower = shown(&["positions", "--of", "ru", "--on", "ballistic-missiles", "samples/texts"]);
    assert!(lower.starts_with("Russia on Ballistic missiles\n"), "{lower}");
}

#[test]
fn the_graph_is_written_in_three_formats() {
    let dir = folder(&[("a<b>.txt", common::REPORT.as_bytes())]);
    let args = ["sources", "--svg", "s.svg", "--dot", "s.dot", "--graphml", "s.graphml", "a<b>.txt"];
    mahdar().current_dir(&dir).args(args).assert().success();
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    for (file, begins, ends) in
        [("s.svg", "<svg ", "</svg>\n"), ("s.dot", "digraph", "}\n"), ("s.graphml", "<?xml", "</graphml>\n")]
    {
        let text = read(file);
        assert!(text.starts_with(begins) && text.ends_with(ends), "{text}");
        assert!(file == "s.dot" || !text.contains("a<b>"), "{text}");
    }
    mahdar().current_dir(&dir).args(["sources", "--svg", "none/s.svg", "a<b>.txt"]).assert().code(1);
}

#[test]
fn names_are_understood_as_everywhere() {
    let positions = |of: &str, on: &str| json(&["positions", "--json", "--of", of, "--on", on, "samples/texts"]);
    assert_eq!(positions("Russia", "Missile defence"), positions("RU", "missile-defence"));
    assert_eq!(
        json(&["treaty", "--json", "New START", "samples/texts"]),
        json(&["treaty", "--json", "new-start", "samples/texts"])
    );
    let wrong = mahdar().args(["treaty", "no-such-treaty", "samples/texts"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_treaty_is_told_in_the_shape_of_the_record() {
    let treaty = json(&["treaty", "--json", "new-start", "samples/texts"]);
    let record = json(&["timeline", "--json", "samples/texts"]);
    let told = record["treaties"].as_array().unwrap().iter().find(|t| t["id"] == "treaty/new-start").unwrap();
    for field in ["provisions", "articles", "status", "documented"] {
        assert_eq!(treaty[field], told[field], "{field}");
    }
    let due = json(&["due", "--json", "samples/texts"]);
    assert_eq!(due["commitments"], record["commitments"]);
}

#[test]
fn a_topic_that_two_dossiers_name_is_one() {
    let on = |name: &str| shown(&["positions", "--on", name, "samples/texts"]);
    let found = on("prisoner exchange");
    assert_eq!(found.lines().filter(|l| !l.starts_with(' ')).count(), 1, "{found}");
    assert_eq!((on("prisoners"), on("prisoner-exchange")), (found.clone(), found));
}

/// A report of our own: a charge that is denied, and a round with a day of the week that is not its own.
const CHARGE: &str = "\
جنيف - الثلاثاء 1 يونيو 2021 (مرافئ)

اتهم وزير الخارجية الأمريكي أنتوني بلينكن روسيا بأنها حشدت قواتها قرب الحدود. ونفت موسكو هذه التهمة.

وعقد الجانبان في جنيف الجولة الأولى من حوار الاستقرار الاستراتيجي يوم الثلاثاء 31 مايو 2021.
";

#[test]
fn disputes_are_listed_with_the_words_of_each_side() {
    let dir = folder(&[("a.txt", CHARGE.as_bytes())]);
    let path = dir.path().join("a.txt");
    let file = path.to_str().unwrap();
    let found = json(&["disputes", "--json", file]);
    let denial = &found["denials"][0];
    assert_eq!(denial["claim"]["speaker"], "person/antony-blinken");
    assert_eq!(denial["denial"]["speaker"], "place/moscow");
    let days: Vec<&Value> = found["disputes"].as_array().unwrap().iter().filter(|d| d["field"] == "date").collect();
    assert_eq!(days.len(), 1, "{found}");
    assert_eq!((&days[0]["values"][0]["value"], &days[0]["values"][1]["value"]), (&"2021-05-31".into(), &"2021-06-01".into()));
    let words = shown(&["disputes", file]);
    for part in ["Antony Blinken: ", "Moscow denies: ", "هذه التهمة", "  date (witnesses overlap)", "    2021-05-31", "a.txt]"]
    {
        assert!(words.contains(part), "{part} in {words}");
    }
    // One field alone; a register shows the same.
    let only = shown(&["disputes", "--field", "denials", file]);
    assert!(only.contains("Moscow denies") && !only.contains("2021-05-31"), "{only}");
    let register = dir.path().join("r.db");
    let register = register.to_str().unwrap();
    mahdar().args(["--register", register, "add", file]).assert().success();
    assert_eq!(shown(&["--register", register, "disputes"]), words);
    assert!(shown(&["disputes", "samples/texts/s06.txt"]).contains("nothing is told in two ways"));
    mahdar().args(["disputes", "--field", "weather", file]).assert().code(2);
}
