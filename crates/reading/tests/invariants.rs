//! What holds for every reading, whatever the report: see ARCHITECTURE.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{facts, faults_of_spans, read, samples, try_read};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// Bytes 0x80 to 0xFF of windows-1256.
const WINDOWS_1256: [&str; 4] = [
    "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200c}\u{200d}ں",
    "\u{a0}،¢£¤¥¦§¨©ھ«¬\u{ad}®¯°±²³´µ¶·¸¹؛»¼½¾؟",
    "ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقك",
    "àلâمنهوçèéêëىيîï\u{64b}\u{64c}\u{64d}\u{64e}ô\u{64f}\u{650}÷\u{651}ù\u{652}ûü\u{200e}\u{200f}ے",
];

fn windows_1256() -> Vec<char> {
    let table: Vec<char> = WINDOWS_1256.concat().chars().collect();
    assert_eq!(table.len(), 128);
    table
}

/// The text in windows-1256; `None` where a letter has no place in it.
fn encode(text: &str, table: &[char]) -> Option<Vec<u8>> {
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(b) if b.is_ascii() => Some(b),
        _ => table.iter().position(|t| *t == c).map(|n| 128 + n as u8),
    };
    text.chars().map(byte).collect()
}

fn decode(bytes: &[u8], table: &[char]) -> String {
    bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { table[usize::from(*b) - 128] }).collect()
}

#[test]
fn a_report_read_twice_gives_the_same() {
    for (name, text) in samples() {
        let twice = [read(text.as_bytes()).to_json().to_string(), read(text.as_bytes()).to_json().to_string()];
        assert_eq!(twice[0], twice[1], "{name}");
    }
}

#[test]
fn what_was_read_before_changes_nothing() {
    let alone: Vec<String> = samples().iter().map(|(_, t)| read(t.as_bytes()).to_json().to_string()).collect();
    for ((name, text), before) in samples().iter().zip(&alone).rev() {
        assert_eq!(&read(text.as_bytes()).to_json().to_string(), before, "{name}");
    }
}

#[test]
fn every_finding_has_its_words() {
    for (name, text) in samples() {
        let reading = read(text.as_bytes());
        let faults = faults_of_spans(&reading, text.as_bytes());
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        assert!(!reading.mentions.is_empty() && !reading.zones.is_empty() && !reading.events.is_empty(), "{name} is empty");
    }
}

#[test]
fn windows_1256_is_read_like_utf_8() {
    let table = windows_1256();
    let mut read_so = 0;
    for (name, text) in samples() {
        let Some(bytes) = encode(text, &table) else { continue };
        read_so += 1;
        let (here, there) = (read(text.as_bytes()), read(&bytes));
        let faults = faults_of_spans(&there, &bytes);
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        let lines = |r, words: &dyn Fn(source::Span) -> String| -> Vec<String> {
            // A guessed charset is a doubt of its own.
            let facts = facts::of(r).into_iter().filter(|f| f.kind != "doubt");
            facts.map(|f| format!("{f} | {}", f.span.map_or(String::new(), words))).collect()
        };
        let here = lines(&here, &|s| s.of(text).to_owned());
        let there = lines(&there, &|s| decode(&bytes[s.start() as usize..s.end() as usize], &table));
        for (a, b) in here.iter().zip(&there) {
            assert_eq!(a, b, "{name}");
        }
        assert_eq!(here.len(), there.len(), "{name}");
    }
    assert!(read_so >= 5, "only {read_so} samples can be written in windows-1256");
}

#[test]
fn line_ends_of_other_systems_change_no_finding() {
    for (name, text) in samples() {
        let dos = text.replace('\n', "\r\n");
        let lines = |text: &str| -> Vec<String> {
            let reading = read(text.as_bytes());
            facts::of(&reading).iter().map(|f| f.line(text).replace("\r", "")).collect()
        };
        let (here, there) = (lines(text), lines(&dos));
        for (a, b) in here.iter().zip(&there) {
            assert_eq!(a, b, "{name}");
        }
        assert_eq!(here.len(), there.len(), "{name}");
    }
}

#[test]
fn a_report_cut_anywhere_is_read() {
    for (name, text) in samples() {
        for end in (0..text.len()).step_by(97) {
            let bytes = &text.as_bytes()[..end];
            let Ok(reading) = try_read(bytes) else { continue };
            let faults = faults_of_spans(&reading, bytes);
            assert!(faults.is_empty(), "{name} cut at {end}:\n{}", faults.join("\n"));
        }
    }
}

/// Runs a property on the same cases each time.
fn hold<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner.run(strategy, property).unwrap_or_else(|e| panic!("{e}"));
}

/// Reads without panic, and every span fits.
fn reads_well(text: &str) -> Result<(), TestCaseError> {
    if let Ok(reading) = try_read(text.as_bytes()) {
        let faults = faults_of_spans(&reading, text.as_bytes());
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        prop_assert_eq!(read(text.as_bytes()).to_json().to_string(), reading.to_json().to_string());
    }
    Ok(())
}

/// Pieces that make a reader stumble: marks, digits, joiners, overrides, half a date, letters outside the basic plane.
const PIECES: [&str; 40] = [
    "\"", "«", "»", "„", "“", "”", "((", "))", "''", ":", " - ", "/", ".", "،", "؟", "\n", "\n\n", "\r\n", "\u{200f}",
    "\u{202e}", "\u{200c}", "ـ", "\u{64e}", "ﻻ", "٣", "۶", "1550", "28/7/", "2021-", "%", "ال", "وال", "و", "قال", "إن", "بين",
    "لن", "😀", "𐍈", "\u{feff}",
];

#[test]
fn an_empty_quotation_is_no_medium() {
    let text = "ونقلت وكالة \" \" عن لافروف.";
    let faults = faults_of_spans(&read(text.as_bytes()), text.as_bytes());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_report_that_begins_with_a_time_of_day() {
    let _ = try_read("19:40 - وصل لافروف إلى جنيف اليوم.".as_bytes());
}

#[test]
fn a_dateline_without_a_body() {
    let text = "روسيا \n12 :";
    let faults = faults_of_spans(&read(text.as_bytes()), text.as_bytes());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn any_text_is_read() {
    hold(512, &"\\PC{0,160}", |text| reads_well(&text));
}

#[test]
fn words_and_marks_in_any_order_are_read() {
    let words: Vec<String> = samples().iter().flat_map(|(_, t)| t.split_whitespace().map(str::to_owned)).collect();
    let word = (0..words.len()).prop_map(move |n| format!("{} ", words[n]));
    let piece = prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned);
    hold(512, &prop::collection::vec(prop_oneof![3 => word, 2 => piece], 0..80), |parts| reads_well(&parts.concat()));
}

#[test]
fn shuffled_sentences_are_read() {
    let sentences: Vec<String> =
        samples().iter().flat_map(|(_, t)| t.split_inclusive(['.', '\n', '،', ':', '"']).map(str::to_owned)).collect();
    hold(256, &prop::collection::vec(prop::sample::select(sentences), 1..40), |parts| reads_well(&parts.concat()));
}
