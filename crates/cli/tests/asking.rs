//! The commands that ask: search, show, who, statements, figures, timeline, brief, with their filters.
#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, folder, json_lines, mahdar, text};
use serde_json::Value;

const TEXTS: &str = "samples/texts";

/// What a command prints that must succeed, over the samples unless it says otherwise.
fn run(args: &[&str]) -> String {
    text(&mahdar().args(args).assert().success().get_output().stdout)
}

fn lines(args: &[&str]) -> Vec<Value> {
    json_lines(run(args).as_bytes())
}

/// Exit status and sentence of a command that must fail.
fn fails(args: &[&str]) -> (i32, String) {
    let out = mahdar().args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stderr))
}

/// The bytes of a report.
fn bytes_of(v: &Value) -> Vec<u8> {
    let report = std::fs::read(common::repository().join(v["path"].as_str().unwrap())).unwrap();
    let at = |field: &str| usize::try_from(v[field].as_u64().unwrap()).unwrap();
    report[at("start")..at("end")].to_vec()
}

#[test]
fn search_gives_the_bytes_of_sentences_and_words() {
    let found = lines(&["search", "المحادثات", "--json", "--in", TEXTS]);
    assert!(found.len() >= 5, "{}", found.len());
    for hit in &found {
        assert_eq!(bytes_of(hit), hit["text"].as_str().unwrap().as_bytes());
        for mark in hit["marks"].as_array().unwrap() {
            let mut place = mark.clone();
            place["path"] = hit["path"].clone();
            assert_eq!(bytes_of(&place), mark["words"].as_str().unwrap().as_bytes());
            assert!(mark["words"].as_str().unwrap().contains("محادث"), "{mark}");
        }
    }
}

#[test]
fn search_in_a_page_and_another_encoding_gives_bytes_of_the_source() {
    let page = "<html><body><article><p>قال الوزير إن المحادثات &quot;مفيدة&quot; وإنها ستستمر في الأيام المقبلة بين الطرفين.</p></article></body></html>";
    let mut latin = vec![0xdf, 0xc7, 0xe4, 0xca, 0x20]; // windows-1256
    latin.extend([0xc7, 0xe1, 0xe3, 0xcd, 0xc7, 0xcf, 0xcb, 0xc7, 0xca, 0x2e]);
    let dir = folder(&[("a.html", page.as_bytes()), ("b.txt", &latin)]);
    let out =
        mahdar().current_dir(&dir).args(["search", "محادثات", "--json", "--in", "a.html", "--in", "b.txt"]).output().unwrap();
    let found = json_lines(&out.stdout);
    assert_eq!(found.len(), 2, "{}", text(&out.stderr));
    for hit in found {
        let source = std::fs::read(dir.path().join(hit["path"].as_str().unwrap())).unwrap();
        let at = |v: &Value, f: &str| usize::try_from(v[f].as_u64().unwrap()).unwrap();
        let mark = &hit["marks"][0];
        let bytes = &source[at(mark, "start")..at(mark, "end")];
        let words = if hit["path"] == "a.html" { "المحادثات".as_bytes().to_vec() } else { latin[5..14].to_vec() };
        assert_eq!(bytes, words);
    }
}

#[test]
fn reports_to_look_into_may_stand_before_the_words_and_any_number_be_asked_for() {
    let most = usize::MAX.to_string();
    let found = lines(&["search", "--in", TEXTS, "--limit", &most, "--json", "المحادثات"]);
    assert_eq!(found, lines(&["search", "المحادثات", "--limit", "10000", "--json", "--in", TEXTS]));
}

#[test]
fn a_report_named_twice_counts_once() {
    let one = "samples/texts/s02.txt";
    let dir = folder(&[("s02.txt", &std::fs::read(common::repository().join(one)).unwrap())]);
    let copy = dir.path().join("s02.txt").to_str().unwrap().to_owned();
    for command in ["statements", "figures", "sources"] {
        assert_eq!(lines(&[command, "--json", one, one]), lines(&[command, "--json", one]), "{command}");
        // Whichever of two paths comes first, the same one is printed.
        assert_eq!(lines(&[command, "--json", one, &copy]), lines(&[command, "--json", &copy, one]), "{command}");
    }
}

#[test]
fn words_are_shown_in_the_encoding_that_was_given() {
    let (body, _, _) = encoding_rs::WINDOWS_1256.encode(REPORT);
    let page = [b"<html><head><meta charset=windows-1251></head><body><article><p>", &body[..], b"</p></article></body></html>"];
    let dir = folder(&[("a.html", &page.concat()), ("a.html.meta.toml", b"charset = \"windows-1256\"\n")]);
    let shown = mahdar().current_dir(&dir).args(["timeline", "--all", "a.html"]).assert().success().get_output().clone();
    assert!(text(&shown.stdout).contains("محادثات في جنيف"), "{}", text(&shown.stdout));
}

#[test]
fn search_filters() {
    let paths = |args: &[&str]| {
        let mut all = vec!["search", "وزير", "--json", "--limit", "500", "--in", TEXTS];
        all.extend(args);
        let mut paths: Vec<String> = lines(&all).iter().map(|h| h["path"].as_str().unwrap().to_owned()).collect();
        paths.sort();
        paths.dedup();
        paths
    };
    let all = paths(&[]);
    let late = paths(&["--from", "2022-11"]);
    let early = paths(&["--to", "2022-10"]);
    assert!(!late.is_empty() && !early.is_empty() && late.iter().all(|p| !early.contains(p)), "{late:?} {early:?}");
    assert_eq!(late.len() + early.len(), all.len());
    let iranian = paths(&["--party", "إيران"]);
    assert_eq!(iranian, paths(&["--party", "state/IR"]));
    assert_eq!(iranian, paths(&["--party", "ir"]));
    assert!(iranian.len() < all.len() && !iranian.is_empty(), "{iranian:?}");
    assert_eq!(paths(&["--lang", "fr"]), Vec::<String>::new());
    assert_eq!(paths(&["--lang", "ar"]), all);
    assert_eq!(paths(&["--outlet", "outlet/alruaq"]), ["samples/texts/s02.txt"]);
    assert_eq!(paths(&["--process", "الاستقرار الاستراتيجي", "--to", "2021-07"]), ["samples/texts/s01.txt"]);
}

#[test]
fn names_that_nobody_or_several_have_are_wrong_usage() {
    let (code, said) = fails(&["search", "x", "--party", "Atlantis", "--in", TEXTS]);
    assert_eq!((code, said.as_str()), (2, "mahdar: no dossier and no report knows Atlantis by that name\n"));
    let (code, said) = fails(&["timeline", "--process", "talks", TEXTS]);
    assert!(code == 2 && said.contains("talks may be process/"), "{said}");
    assert_eq!(fails(&["search", "،", "--in", TEXTS]), (2, "mahdar: there is no word to look for\n".to_owned()));
    assert_eq!(fails(&["search", "قططقط", "--in", TEXTS]), (0, "mahdar: no sentence holds these words\n".to_owned()));
    for wrong in [
        &["timeline", "--from", "soon", TEXTS][..],
        &["statements", "--to", "2021-02-30", TEXTS],
        &["brief", "--since", "x", TEXTS],
    ] {
        assert_eq!(fails(wrong).0, 2, "{wrong:?}");
    }
}

#[test]
fn timeline_filters_entries() {
    let ids = |args: &[&str]| {
        let mut all = vec!["timeline", "--json", TEXTS];
        all.extend(args);
        let record = lines(&all).remove(0);
        let ids: Vec<String> =
            record["timeline"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect();
        (ids, record["digest"].clone())
    };
    let (all, digest) = ids(&[]);
    let (late, none) = ids(&["--from", "2022"]);
    assert!(digest.is_string() && none.is_null(), "the digest is that of the whole record");
    assert_eq!(ids(&["--lang", "ar"]).1, digest);
    assert!(!late.is_empty() && late.len() < all.len() && late.iter().all(|id| all.contains(id)));
    let (russian, _) = ids(&["--party", "Russia"]);
    let (both, _) = ids(&["--party", "Russia", "--from", "2022"]);
    assert!(both.len() < russian.len() && both.iter().all(|id| russian.contains(id) && late.contains(id)));
}

#[test]
fn show_cites_every_report_with_its_words() {
    let record = lines(&["timeline", "--json", TEXTS]).remove(0);
    let entries = record["timeline"].as_array().unwrap();
    let entry = entries.iter().find(|e| e["reports"].as_u64().unwrap() > 1).unwrap();
    let id = entry["id"].as_str().unwrap();
    let shown = run(&["show", id, "--in", TEXTS]);
    assert!(shown.contains(&format!("\n{id}\n")) && shown.contains(&format!("Told by {} reports", entry["reports"])), "{shown}");
    for citation in entry["citations"].as_array().unwrap() {
        let words = String::from_utf8(bytes_of(citation)).unwrap();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(&format!("    \u{2067}{words}\u{2069}\n")), "{words} in {shown}");
        assert!(shown.contains(&format!("\n  {} · ", citation["path"].as_str().unwrap())), "{citation} in {shown}");
    }
    assert!(shown.contains("read here: bytes "), "{shown}");
    assert_eq!(&lines(&["show", id, "--json", "--in", TEXTS]).remove(0), entry);
    assert_eq!(run(&["show", &id[..id.len() - 1], "--in", TEXTS]), shown);
    let (code, said) = fails(&["show", "meeting", "--in", TEXTS]);
    assert!(code == 2 && said.contains("entries begin with meeting: meeting-"), "{said}");
    assert_eq!(fails(&["show", "x", "--in", TEXTS]).0, 2);
}

#[test]
fn who_knows_names_in_every_script() {
    let arabic = run(&["who", "سيرغي", "ريابكوف", "--in", TEXTS]);
    assert_eq!(arabic, run(&["who", "sergei ryabkov", "--in", TEXTS]));
    assert_eq!(arabic, run(&["who", "person/sergei-ryabkov", "--in", TEXTS]));
    for expected in [
        "Sergei Ryabkov · Russia [person/sergei-ryabkov]\n",
        "\nOffices\n  deputy foreign minister of Russia · 2008-08-15 – open\n",
        "\nEvents\n",
        "\nStatements\n",
    ] {
        assert!(arabic.contains(expected), "{expected} in {arabic}");
    }
    let json = lines(&["who", "ريابكوف", "--json", "--in", TEXTS]).remove(0);
    assert_eq!(json["entity"], "person/sergei-ryabkov");
    for said in json["statements"].as_array().unwrap() {
        assert_eq!(bytes_of(said), said["words"].as_str().unwrap().as_bytes());
    }
    assert!(run(&["who", "Russia", "--in", TEXTS]).contains("Sergei Ryabkov, deputy foreign minister of Russia"));
}

#[test]
fn who_knows_people_whom_only_a_report_names() {
    let report = REPORT.replace("سيرغي لافروف", "زعبوط القرنفلي");
    let dir = folder(&[("a.txt", report.as_bytes())]);
    let mut read = mahdar();
    let reading = json_lines(&read.current_dir(&dir).args(["read", "--json", "a.txt"]).output().unwrap().stdout).remove(0);
    let unknown = |m: &&Value| m["type"] == "PER" && m["entity"].as_str().unwrap().contains("qrnfl");
    let id = reading["mentions"].as_array().unwrap().iter().find(unknown).unwrap()["entity"].as_str().unwrap().to_owned();
    for asked in [id.as_str(), id.trim_start_matches("person/")] {
        let out = mahdar().current_dir(&dir).args(["who", asked, "--in", "a.txt"]).output().unwrap();
        assert!(text(&out.stdout).contains("named in 1 of 1 reports"), "{asked}: {}", text(&out.stderr));
    }
}

#[test]
fn statements_and_figures_give_their_words() {
    for command in ["statements", "figures"] {
        let all = lines(&[command, "--json", TEXTS]);
        assert!(all.len() > 10, "{command}: {}", all.len());
        for found in &all {
            assert_eq!(bytes_of(found), found["words"].as_str().unwrap().as_bytes());
        }
        let of_one = lines(&[command, "--json", "--outlet", "outlet/alruaq", TEXTS]);
        assert!(!of_one.is_empty() && of_one.iter().all(|f| f["path"] == "samples/texts/s02.txt" && all.contains(f)));
        assert_eq!(run(&[command, TEXTS]).lines().count(), all.len() * 2);
    }
    let russian = lines(&["statements", "--json", "--party", "RU", TEXTS]);
    assert!(!russian.is_empty());
    assert!(russian.iter().all(|s| s["speaker"].is_string()), "{russian:?}");
}

#[test]
fn a_briefing_rests_on_footnotes() {
    let of = "process/us-ru-strategic-stability-dialogue";
    let brief = run(&["brief", TEXTS, "--process", of]);
    let headings = [
        "# Briefing: US-Russia Strategic Stability Dialogue\n",
        "## Summary\n",
        "## Chronology\n",
        "## What each side says\n",
        "## Treaties\n",
    ];
    for heading in headings {
        assert!(brief.contains(heading), "{heading} in {brief}");
    }
    let notes = brief.lines().filter(|l| l.starts_with("[^")).count();
    assert!(notes > 10);
    for n in 1..=notes {
        assert!(brief.contains(&format!("\n[^{n}]: \u{2067}")), "note {n}");
        assert!(brief.matches(&format!("[^{n}]")).count() >= 2, "note {n} is used");
    }
    assert!(!brief.contains(&format!("[^{}]", notes + 1)));
    assert!(brief.lines().filter(|l| l.starts_with("- **20")).count() <= 24);
    let html = run(&["brief", "--html", TEXTS, "--process", of]);
    assert_eq!(html.matches("<li id=\"note-").count(), notes);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">") && html.contains("<bdi><q dir=\"rtl\">"));
    assert!(!html.contains("http") && !html.contains("<script"));
    let since = run(&["brief", "--since", "2022", TEXTS, "--process", of]);
    assert!(!since.contains("**2021") && since.contains("**2023"), "{since}");
    let other = run(&["brief", "--process", "process/yemen-peace-talks", TEXTS]);
    assert!(other.starts_with("# Briefing: Yemen peace talks\n") && !other.contains("Ryabkov"), "{other}");
}

#[test]
fn nothing_commands_a_terminal_or_becomes_a_tag() {
    let report = format!("{REPORT}\nوقال لافروف إن المحادثات \u{1b}[31mخطر\u{202e} <script>alert(1)</script> **كبير**.\n");
    let dir = folder(&[("a\u{1b}[2J.txt", report.as_bytes())]);
    mahdar().current_dir(&dir).args(["add", "."]).assert().success();
    let commands: [&[&str]; 8] = [
        &["timeline", "--all"],
        &["search", "المحادثات"],
        &["who", "lavrov"],
        &["statements"],
        &["figures"],
        &["brief"],
        &["brief", "--html"],
        &["verify"],
    ];
    for args in commands {
        let shown = text(&mahdar().current_dir(&dir).args(args).assert().success().get_output().stdout);
        assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{args:?}: {shown:?}");
        assert!(!args.contains(&"--html") || !shown.contains("<script"), "{shown}");
        assert_eq!(shown.matches('\u{2067}').count(), shown.matches('\u{2069}').count(), "{args:?}");
    }
    assert!(text(&mahdar().current_dir(&dir).args(["statements"]).output().unwrap().stdout).contains("\\u{1B}[31m"));
}
