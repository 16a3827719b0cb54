//! Plain text in every encoding, and files that are none.

#![allow(clippy::unwrap_used, clippy::panic)]

use clean::{Clean, clean};
use encoding_rs::{Encoding, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use proptest::prelude::*;
use source::{Source, Span};

const REPORT: &str = "قال وزير الخارجية إن المحادثات ستستأنف في جنيف يوم 30 سبتمبر.\r\n  \"لن نتراجع\" - أضاف الوزير.\n";

fn read(bytes: impl Into<Vec<u8>>) -> Clean {
    clean(&Source::new("report.txt", bytes.into())).unwrap()
}

fn error(bytes: impl Into<Vec<u8>>) -> String {
    clean(&Source::new("report.txt", bytes.into())).unwrap_err().to_string()
}

fn kinds(text: &Clean) -> Vec<&str> {
    text.doubts().iter().map(|d| d.kind).collect()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Every character's source bytes decode to that character, and together they are the whole file.
fn check(bytes: &[u8], text: &Clean, encoding: &'static Encoding, bom: u32) {
    let mut end = bom;
    for (at, c) in text.text().char_indices() {
        let span = text.map().to_source(Span::new(at as u32, (at + c.len_utf8()) as u32));
        assert_eq!(span.start(), end);
        end = span.end();
        let slice = &bytes[span.start() as usize..span.end() as usize];
        let (decoded, _) = encoding.decode_without_bom_handling(slice);
        assert!(decoded.chars().eq([c]), "{c:?} from {slice:?}");
    }
    assert_eq!(end as usize, bytes.len());
}

#[test]
fn utf8_stays_as_it_is() {
    let text = read(REPORT);
    assert_eq!(text.text(), REPORT);
    assert_eq!((text.charset(), text.media_type(), text.title()), ("UTF-8", "text/plain", None));
    assert!(text.doubts().is_empty());
    let text = read(format!("\u{feff}{REPORT}"));
    assert_eq!(text.text(), REPORT);
    assert_eq!(text.map().to_source(Span::new(0, 2)), Span::new(3, 5));
}

#[test]
fn utf16_with_and_without_a_mark() {
    for (unit, encoding, bom) in
        [(u16::to_le_bytes as fn(u16) -> [u8; 2], UTF_16LE, [0xff, 0xfe]), (u16::to_be_bytes, UTF_16BE, [0xfe, 0xff])]
    {
        let bare = utf16(REPORT, unit);
        let text = read(bare.clone());
        assert_eq!((text.text(), text.charset()), (REPORT, encoding.name()));
        check(&bare, &text, encoding, 0);
        let marked: Vec<u8> = bom.into_iter().chain(bare).collect();
        let text = read(marked.clone());
        assert_eq!(text.text(), REPORT);
        check(&marked, &text, encoding, 2);
    }
}

#[test]
fn arabic_code_pages_are_guessed() {
    for encoding in [WINDOWS_1256, ISO_8859_6] {
        let (bytes, _, failed) = encoding.encode(REPORT);
        assert!(!failed);
        let text = read(bytes.to_vec());
        assert_eq!((text.text(), text.charset()), (REPORT, encoding.name()));
        assert_eq!(kinds(&text), ["charset-guessed"]);
        check(&bytes, &text, encoding, 0);
    }
    let (title, _, _) = WINDOWS_1256.encode("استئناف المفاوضات في جنيف غدا");
    assert_eq!(read(title.to_vec()).charset(), "windows-1256");
}

#[test]
fn broken_utf8_is_replaced_and_told() {
    let mut bytes = REPORT.as_bytes().to_vec();
    bytes[20] = 0xff;
    let text = read(bytes.clone());
    assert_eq!(text.charset(), "UTF-8");
    assert_eq!(kinds(&text), ["invalid-bytes"]);
    let at = text.text().find("جنيف").unwrap() as u32;
    let span = text.map().to_source(Span::new(at, at + 8));
    assert_eq!(&bytes[span.start() as usize..span.end() as usize], "جنيف".as_bytes());
    let cut = &REPORT.as_bytes()[..REPORT.find(" يوم").unwrap() - 1];
    let text = read(cut);
    assert!(text.text().ends_with('\u{fffd}'));
    let end = text.text().len() as u32;
    assert_eq!(text.map().to_source(Span::new(end - 3, end)), Span::new(cut.len() as u32 - 1, cut.len() as u32));
}

#[test]
fn encodings_of_many_bytes() {
    let words = "新华社日内瓦电 abc 两国代表团举行了第三轮会谈。";
    let (bytes, _, _) = encoding_rs::GBK.encode(words);
    let text = read(bytes.to_vec());
    assert_eq!(text.text(), words);
    check(&bytes, &text, encoding_rs::GBK, 0);
}

#[test]
fn an_empty_file_is_no_error() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b" \n"] {
        assert_eq!(kinds(&read(bytes)), ["empty"]);
    }
}

#[test]
fn files_that_hold_no_text_are_refused() {
    assert_eq!(error(b"%PDF-1.7\n".to_vec()), "The file holds no text to read: it is a PDF document.");
    assert!(error(b"\x7fELF\x02\x01".to_vec()).contains("a program"));
    assert!(error(vec![0u8; 5000]).contains("control characters"));
    let noise: Vec<u8> = (0..40_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(error(noise).contains("control characters"));
    assert!(error(vec![b'a'; source::MAX_BYTES + 1]).contains("too large"));
}

#[test]
fn a_few_control_characters_are_told() {
    let text = read(format!("{REPORT}\0"));
    assert_eq!(kinds(&text), ["control-characters"]);
}

#[test]
fn places_past_the_end_count_as_the_end() {
    let text = read("abc");
    assert_eq!(text.map().to_source(Span::new(2, 99)), Span::new(2, 3));
    assert_eq!(text.map().to_source(Span::new(50, 99)), Span::new(3, 3));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn plain_utf8_is_identity(words in "[ -~ا-ي]{0,80}", from in 0u32..40, len in 0u32..40) {
        prop_assume!(!words.trim_start().starts_with('<'));
        let text = read(words.as_str());
        prop_assert_eq!(text.text(), words.as_str());
        let end = words.len() as u32;
        let span = Span::new(from.min(end), (from + len).min(end));
        prop_assert_eq!(text.map().to_source(span), span);
    }

    #[test]
    fn every_code_page_leads_back(words in "[ -;a-zء-غف-ي،؟]{1,200}") {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let padded = format!("{words} {REPORT}");
            let (bytes, _, _) = encoding.encode(&padded);
            let text = read(bytes.to_vec());
            prop_assume!(text.charset() == encoding.name());
            check(&bytes, &text, encoding, 0);
        }
    }

    #[test]
    fn utf16_leads_back(words in "\\PC{0,60}") {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(utf16(&words, u16::to_le_bytes));
        let text = read(bytes.clone());
        if text.media_type() == "text/plain" {
            prop_assert_eq!(text.text(), words.as_str());
            check(&bytes, &text, UTF_16LE, 2);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(text) = clean(&Source::new("x", bytes.clone())) {
            let mut last = Span::new(0, 0);
            for (at, c) in text.text().char_indices() {
                let span = text.map().to_source(Span::new(at as u32, (at + c.len_utf8()) as u32));
                prop_assert!(span.start() >= last.start() && span.end() >= last.end());
                prop_assert!(span.end() as usize <= bytes.len());
                last = span;
            }
        }
    }

    #[test]
    fn any_page_leads_back(body in "(<p>|</p>|<b>|</div>|<div|<!--|-->|&#1575;|&amp;|&lt|[ -~ا-ي]{0,9}|\n){0,60}") {
        let html = format!("<html><body>{body}");
        let page = read(html.as_str());
        let mut last = Span::new(0, 0);
        for (at, c) in page.text().char_indices() {
            let span = page.map().to_source(Span::new(at as u32, (at + c.len_utf8()) as u32));
            prop_assert!(span.start() >= last.start() && span.end() >= last.end());
            last = span;
            let from = &html[span.start() as usize..span.end() as usize];
            prop_assert!(
                from.starts_with(c) || from.starts_with('&') || from.trim().is_empty() || c == ' ',
                "{:?} from {:?}", c, from
            );
        }
    }
}
