//! Pages and texts made to break a reader: all must end, and without a fault (the runner stops a test that hangs).

#![allow(clippy::unwrap_used, clippy::panic)]

use clean::{Clean, clean};
use source::Source;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Clean {
    let source = Source::new(name, bytes.into());
    let page = clean(&source).unwrap();
    eprintln!("{name}: {} -> {} bytes, {:?}", source.bytes().len(), page.text().len(), page.doubts());
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
        assert!(tag == "svg" || deep.text().contains(inner), "{name}");
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
fn heavy_pages_just_within_the_limits() {
    let shallow = "<div>".repeat(25);
    read("long", format!("<html><body>{shallow}<p>{}", "some words of text. ".repeat(350_000)));
    read("links", format!("<html><body>{shallow}{}", "<li><a href=x>some words of a link</a></li>".repeat(40_000)));
    let deep = "<div>".repeat(240);
    read("a few links", format!("<html><body>{deep}{}", "<li><a href=x>some words of a link</a></li>".repeat(4_000)));
    read("deep and long", format!("<html><body>{deep}<p>{}", "some words of text. ".repeat(350_000)));
    read("deep and many", format!("<html><body>{deep}{}", "<p class=article-body>some words, in lines.</p>".repeat(90_000)));
    read("deep links", format!("<html><body>{deep}{}", "<li><a href=x>some words of a link</a></li>".repeat(60_000)));
    read("cells", format!("<html><body><table>{}", "<tr><td>some words of a cell</td></tr>".repeat(60_000)));
    read("formats", format!("<html><body>{deep}{}", "<b>bold</b> and <i>italic</i> words ".repeat(45_000)));
    let nested = format!("{}x{}", "<div>words ".repeat(200), "</div>".repeat(200));
    read("nested again", format!("<html><body>{}", nested.repeat(450)));
    let class = format!("<div class=\"{}\">text of it</div>", "comment article-body ".repeat(350));
    read("long classes", format!("<html><body>{}", class.repeat(1000)));
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

#[test]
fn references_weigh_as_much_as_tags() {
    for text in ["&".repeat(4_000_000), format!("<a href=\"{}\">x</a>", "&".repeat(4_000_000))] {
        let heavy = read("references", format!("<html><body><p>{text}"));
        assert!(heavy.doubts().iter().any(|d| d.kind == "page-too-large"), "the extractor never sees it");
    }
    let light = read("some references", format!("<html><body><p>{}", "a &amp; b, ".repeat(1000)));
    assert!(!light.doubts().iter().any(|d| d.kind == "page-too-large"));
}
