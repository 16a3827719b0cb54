//! Pages and texts made to break a reader: all must end soon, and without a fault.

use clean::{Clean, clean};
use source::Source;
use std::time::{Duration, Instant};

/// Generous, since tests run unoptimised beside each other.
const LIMIT: Duration = Duration::from_secs(60);

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Clean {
    let source = Source::new(name, bytes.into());
    let start = Instant::now();
    let page = clean(&source).unwrap();
    let took = start.elapsed();
    eprintln!("{name}: {} -> {} bytes, {took:?}, {:?}", source.bytes().len(), page.text().len(), page.doubts());
    assert!(took < LIMIT, "{name} took {took:?}");
    page
}

fn page(name: &str, part: &str, size: usize) -> Clean {
    read(name, format!("<html><body>{}", part.repeat(size / part.len())))
}

#[test]
fn a_line_of_fifty_megabytes() {
    let text = "كلمة عادية ".repeat(50_000_000 / 20);
    assert_eq!(read("long line", text.as_str()).text(), text);
    read("long line in windows-1256", encoding_rs::WINDOWS_1256.encode(&text).0.into_owned());
    read("long line in html", format!("<html><body>{text}"));
}

#[test]
fn deep_nesting() {
    for tag in ["div", "b", "span", "table><tr><td", "ul><li", "x-y", "blockquote", "svg", "select"] {
        let name = format!("deep {tag}");
        let inner = "words in the middle of it all";
        let opened = format!("<html><body>{}{inner}", format!("<{tag}>").repeat(100_000));
        let deep = read(&name, opened);
        assert!(deep.text().contains(inner), "{name}");
        assert!(deep.doubts().iter().any(|d| d.kind == "page-too-deep"), "{name}");
    }
}

#[test]
fn nesting_just_within_the_limit() {
    for tag in ["div", "b", "table><tr><td", "ul><li", "blockquote"] {
        let part = format!("<{tag}>words of some length in every one of the elements. ");
        page(&format!("nested {tag}"), &part, part.len() * 60);
    }
}

#[test]
fn formatting_that_is_never_closed() {
    let open: String = (0..200).map(|i| format!("<b a={i}>")).collect();
    read("carried", format!("<html><body>{open}{}", "<p>x".repeat(1_000_000)));
    let part: String = (0..200).map(|i| format!("<p><b a={i}>text</p>")).collect();
    read("left open", format!("<html><body>{part}{}", "<p>x</p>".repeat(200_000)));
}

#[test]
fn a_great_many_of_one_thing() {
    for part in ["<p>words here. ", "<a href=x>link</a> ", "<td>1<tr>", "</p>", "</b>", "<", "&", "&lt;a", "<!--", "<br>"] {
        page(&format!("many {part}"), part, 2_000_000);
        page(&format!("as many as allowed {part}"), part, (part.len() * 190_000).min(8_000_000));
        page(&format!("very many {part}"), part, 20_000_000);
    }
}

#[test]
fn nothing_is_ever_closed() {
    for end in ["<div class=\"", "<!-- ", "<script>", "<title>", "<style>", "<a href='", "<textarea>", "<?"] {
        let text = format!("<html><body><p>some words of text</p>{end}{}", " more of it".repeat(100_000));
        assert!(read(&format!("open {end}"), text).text().contains("some words of text"), "{end}");
    }
}

#[test]
fn null_bytes_in_a_page() {
    let html = "<html><body><p>one\0two and more words in the line</p><p\0 class=\0>three more words</p>";
    let text = read("nulls", html);
    assert!(text.text().contains("onetwo"), "{}", text.text());
}

#[test]
fn the_same_words_again_and_again() {
    let line = "<p>the very same words stand in each of the lines of this page, again and again.</p>";
    page("same lines", line, 1_000_000);
    let nested = format!("{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}", "same words ".repeat(100_000));
    let script = format!("<script type=application/ld+json>{nested}</script>");
    read("same words", format!("<html>{script}<body>{}", "same words ".repeat(100_000)));
    let deep = "[".repeat(100_000);
    read("deep json", format!("<html><script type=application/ld+json>{deep}</script><body><p>words"));
}
