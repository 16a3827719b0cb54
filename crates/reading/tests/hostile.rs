//! Bad input: each file gives a reading with a doubt, or an error in a sentence, in bounded time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "the time that a hostile file takes is measured")]

mod common;

use common::{faults_of_spans, samples, try_read};
use reading::Reading;
use std::time::{Duration, Instant};

/// Far more than any of these files needs, on a busy machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads within bounded time; the spans fit, errors are sentences.
fn outcome(bytes: &[u8]) -> Result<Reading, String> {
    common::reader();
    let begun = Instant::now();
    let out = try_read(bytes);
    let taken = begun.elapsed();
    assert!(taken < PATIENCE, "reading {} bytes took {taken:?}", bytes.len());
    match &out {
        Ok(reading) => {
            let faults = faults_of_spans(reading, bytes);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
            for d in &reading.doubts {
                assert!(d.span.end() as usize <= bytes.len(), "the doubt {} is out of bounds", d.kind);
                assert!(d.note.len() > 10, "the doubt {} says nothing", d.kind);
            }
        }
        Err(sentence) => assert!(sentence.len() > 20 && sentence.ends_with('.'), "no sentence: {sentence:?}"),
    }
    out
}

/// Reads to a reading that has a doubt of one of these kinds.
fn doubted(bytes: &[u8], kinds: &[&str]) -> Reading {
    let reading = outcome(bytes).unwrap();
    let found: Vec<&str> = reading.doubts.iter().map(|d| d.kind.as_str()).collect();
    assert!(found.iter().any(|k| kinds.contains(k)), "doubts are {found:?}, not one of {kinds:?}");
    reading
}

fn sample() -> &'static str {
    &samples()[0].1
}

#[test]
fn an_empty_file() {
    let reading = doubted(b"", &["empty"]);
    assert!(reading.zones.is_empty() && reading.mentions.is_empty() && reading.events.is_empty());
}

#[test]
fn only_white_space() {
    for text in [" ", "\n\n\n", " \t\r\n\u{a0}\u{3000} ", "\u{feff}", "\u{200f}\u{200e}"] {
        let reading = doubted(text.as_bytes(), &["empty", "no-body"]);
        assert!(reading.mentions.is_empty() && reading.events.is_empty(), "{text:?}");
    }
}

#[test]
fn binary_files_are_refused() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06".repeat(40);
    assert!(outcome(&png).is_err());
    assert!(outcome(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n").is_err());
    assert!(outcome(&b"PK\x03\x04\x14\0\x06\0\x08\0".repeat(30)).is_err());
    assert!(outcome(&vec![0u8; 4096]).is_err());
}

#[test]
fn utf_8_cut_inside_a_letter() {
    let text = sample().as_bytes();
    let end = (1..text.len()).rev().find(|&n| text[n] & 0xc0 == 0x80).unwrap();
    let reading = outcome(&text[..end]).unwrap();
    assert!(!reading.mentions.is_empty() && !reading.events.is_empty());
}

#[test]
fn broken_bytes_within_utf_8() {
    let mut text = sample().as_bytes().to_vec();
    for at in (500..text.len()).step_by(997) {
        text[at] = 0xff;
    }
    let reading = outcome(&text).unwrap();
    assert!(!reading.mentions.is_empty());
    assert!(!reading.doubts.is_empty(), "broken bytes are not doubted");
}

#[test]
fn three_megabytes_in_one_line() {
    let line = sample().replace('\n', " ");
    let text = line.repeat(3 * 1024 * 1024 / line.len() + 1);
    doubted(text.as_bytes(), &["too-long"]);
}

/// A piece of text again and again, up to this many bytes.
fn again(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// Pieces that take longer than their length: the time grows with the square, for the last with the cube, of the number.
const SLOW: [&str; 7] = ["\"", "1 ", "\" ", "قال ", "اتفقا على ", "«قال لافروف إن ", "وزير الخارجية "];

#[test]
fn one_piece_again_and_again() {
    let pieces =
        ["ا", "و", "ال", "«", "(", ".", "،", "1", "1/", "\n", "\u{64e}", "\u{200f}", "إن ", "أمس ", "لافروف ", "بحسب ", "اجتماع "];
    for piece in pieces {
        let _ = outcome(again(piece, 256 * 1024).as_bytes());
    }
    for piece in SLOW {
        let _ = outcome(again(piece, 16 * 1024).as_bytes());
    }
}

#[test]
#[ignore = "known fault: the time grows with the square or cube of the length"]
fn known_fault_pieces_that_take_long() {
    for piece in SLOW {
        let _ = outcome(again(piece, 256 * 1024).as_bytes());
    }
}

#[test]
fn deep_html() {
    let depth = 5000;
    let page = format!("<html><body>{}<p>{}</p>{}</body></html>", "<div>".repeat(depth), sample(), "</div>".repeat(depth));
    outcome(page.as_bytes()).unwrap();
    let open = format!("<html><body>{}{}", "<blockquote><table><tr><td>".repeat(depth), sample());
    outcome(open.as_bytes()).unwrap();
}

#[test]
fn entities_and_tags_within_words() {
    let words = "&#1580;&#1606;&#1610;&#1601; &laquo;&#x642;&#x627;&#x644;&raquo;";
    let text = sample().replace("\n\n", "</p><p>").replace("ريابكوف", "ريا<b>بكوف</b>");
    let page = format!("<html><head><title>محادثات</title></head><body><article><p>{words} {text}</p></article></body></html>");
    let reading = outcome(page.as_bytes()).unwrap();
    assert_eq!(reading.media_type, "text/html");
    let first = reading.mentions.iter().find(|m| m.entity == "place/geneva").unwrap().span;
    assert_eq!(first.of(&page), "&#1580;&#1606;&#1610;&#1601;");
}

#[test]
fn only_page_furniture() {
    let text = "شارك هذا الخبر\nاقرأ أيضا\nاترك تعليقا\nجميع الحقوق محفوظة\n";
    let reading = doubted(text.as_bytes(), &["no-body"]);
    assert!(reading.events.is_empty() && reading.statements.is_empty());
}

#[test]
fn another_language() {
    let english = "Russia and the United States held talks on strategic stability in Geneva on Wednesday, officials said. The talks \
                   were professional and substantive, the State Department said in a statement after the meeting had ended.\n";
    let reading = doubted(english.repeat(4).as_bytes(), &["other-language"]);
    assert!(reading.statements.is_empty() && reading.events.is_empty());
    let russian = "Россия и США провели в Женеве консультации по стратегической стабильности, сообщил замминистра Рябков. ";
    doubted(russian.repeat(6).as_bytes(), &["other-language"]);
}

#[test]
fn nul_bytes_within_text() {
    let few = sample().replacen(' ', "\0", 3);
    doubted(few.as_bytes(), &["control-characters"]);
    let every: String = sample().chars().flat_map(|c| [c, '\0']).collect();
    assert!(outcome(every.as_bytes()).is_err());
}

#[test]
fn overrides_of_direction_hide_nothing() {
    let text = "جنيف 28 يوليو 2021 (المنارة) - التقى \u{202e}لافروف\u{202c} \u{2067}بلينكن\u{2069} في \u{200f}جنيف\u{200e} أمس.\n";
    let reading = outcome(text.as_bytes()).unwrap();
    for id in ["person/sergei-lavrov", "person/antony-blinken", "place/geneva"] {
        assert!(reading.mentions.iter().any(|m| m.entity == id), "{id} is hidden");
    }
    let all = "\u{202e}\u{2066}\u{200f}".repeat(20_000);
    let _ = outcome(all.as_bytes());
}

#[test]
fn a_thousand_paragraphs_of_open_quotations() {
    let text = "قال لافروف: \"لن نقبل شروطا مسبقة في جنيف غدا.\n\n".repeat(1000);
    doubted(text.as_bytes(), &["open-quotation"]);
}

#[test]
fn more_findings_than_any_report_has_are_left_out() {
    let most = reading::MAX_FINDINGS;
    let cut = |phrase: &str, times: usize| {
        let bytes = phrase.repeat(times);
        let source = source::Source::new("many", bytes.into_bytes());
        let reading = common::reader().read(&source).unwrap();
        let doubts: Vec<_> = reading.doubts.iter().filter(|d| d.kind == "too-many").map(|d| d.note.clone()).collect();
        (reading, doubts)
    };
    let (reading, doubts) = cut("28 يوليو 2021، لافروف.\n", most + 500);
    assert_eq!((reading.times.len(), reading.mentions.len()), (most, most));
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert!(doubts[0].contains("500 times left out") || doubts[0].contains("500 mentions, 500 times left out"), "{doubts:?}");
    // The first of the text are kept.
    let last = reading.times.last().unwrap().span.end();
    assert!(reading.times.windows(2).all(|w| w[0].span.start() < w[1].span.start()) && u64::from(last) < reading.bytes as u64);
    // Doubts are findings too.
    let (reading, doubts) = cut("قال «نعم\n\n", most + 500);
    assert!(reading.doubts.len() <= most + 1 && doubts.len() == 1, "{} {doubts:?}", reading.doubts.len());
    // What any report may have is no doubt.
    let (reading, doubts) = cut("28 يوليو 2021، لافروف.\n", 500);
    assert!(reading.times.len() == 500 && doubts.is_empty(), "{} {doubts:?}", reading.times.len());
}
