//! The article that a page describes in JSON-LD.

use crate::runs::Runs;
use memchr::memmem;
use serde_json::Value;
use std::ops::Range;

/// Largest script that is read.
const LARGEST: usize = 4 * 1024 * 1024;

/// What JSON-LD says about the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) headline: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
}

/// Reads the scripts of a page; the first article that gives a value gives it for good.
pub(crate) fn read(html: &str, scripts: &[Range<usize>]) -> Article {
    let mut article = Article::default();
    for range in scripts {
        let script = html.get(range.clone()).unwrap_or("");
        if script.len() <= LARGEST {
            let value = serde_json::from_str(script).or_else(|_| serde_json::from_str(&mended(script)));
            if let Ok(value) = value {
                visit(&value, &mut article);
            }
        }
    }
    article
}

/// Pages often hold line ends inside strings, and a comment or semicolon around the whole.
fn mended(script: &str) -> String {
    let start = script.find(['{', '[']).unwrap_or(0);
    let end = script.rfind(['}', ']']).map_or(script.len(), |at| at + 1);
    script.get(start..end).unwrap_or("").replace(|c: char| c.is_control(), " ")
}

fn visit(value: &Value, article: &mut Article) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, article)),
        Value::Object(fields) => {
            if is_article(value) {
                take(value, article);
            }
            fields.values().filter(|v| v.is_array() || v.is_object()).for_each(|item| visit(item, article));
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let named = |kind: &Value| {
        let kind = kind.as_str().unwrap_or("");
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn take(value: &Value, article: &mut Article) {
    let text = |value: Option<&Value>| {
        let text = value?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let within = |name: &str, field: &str| text(value.get(name).and_then(|inner| inner.get(field)));
    let set = |slot: &mut Option<String>, found: Option<String>| {
        if slot.is_none() {
            *slot = found;
        }
    };
    set(&mut article.headline, text(value.get("headline")));
    set(&mut article.body, text(value.get("articleBody")));
    set(&mut article.published, text(value.get("datePublished")));
    set(&mut article.site, within("publisher", "name"));
    set(&mut article.language, text(value.get("inLanguage")));
    let page = text(value.get("mainEntityOfPage")).or_else(|| within("mainEntityOfPage", "@id"));
    set(&mut article.url, text(value.get("url")).or(page));
}

/// The characters of the first `articleBody` of a script with the way back to the source of the page: for
/// pages whose text stands nowhere else.
pub(crate) fn body_in_place(html: &str, scripts: &[Range<usize>]) -> Option<(String, Runs)> {
    scripts.iter().find_map(|range| {
        let script = html.get(range.clone())?;
        memmem::find_iter(script.as_bytes(), b"\"articleBody\"").find_map(|at| {
            let after = script.get(at + b"\"articleBody\"".len()..)?;
            let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            string(value, range.end - value.len())
        })
    })
}

/// Reads a JSON string up to its closing quote; `at` is the place of its first character.
fn string(mut rest: &str, mut at: usize) -> Option<(String, Runs)> {
    let (mut text, mut runs) = (String::new(), Runs::default());
    loop {
        let plain = rest.find(['"', '\\'])?;
        text.push_str(rest.get(..plain)?);
        runs.same(plain, at);
        let special = rest.get(plain..)?;
        if special.starts_with('"') {
            return Some((text, runs));
        }
        let (c, len) = escape(special)?;
        text.push(c);
        runs.unit(c.len_utf8(), at + plain, len);
        rest = special.get(len..)?;
        at += plain + len;
    }
}

/// The character of the escape with which `text` begins, and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' | b'b' | b'f' => ' ',
        b'u' => return Some(unicode(text)),
        _ => text.get(1..)?.chars().next()?,
    };
    Some((simple, 1 + if simple.is_ascii() { 1 } else { simple.len_utf8() }))
}

/// `\uXXXX`, or two of them for a character beyond the basic plane.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units: Vec<u16> = [unit(0), unit(6)].into_iter().map_while(|unit| unit).collect();
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (c, 6 * c.len_utf16()),
        Some(Err(_)) => (char::REPLACEMENT_CHARACTER, 6),
        None => (char::REPLACEMENT_CHARACTER, 2),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use source::Span;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let html = r#"{"@graph":[{"@type":"WebSite","url":"s"},{"@type":["NewsArticle"],"headline":"t",
            "datePublished":"2024-01-02","publisher":{"name":"n"},"mainEntityOfPage":{"@id":"u"},"articleBody":"a
            b"}]};"#;
        let article = read(html, std::slice::from_ref(&(0..html.len())));
        assert_eq!(article.headline.as_deref(), Some("t"));
        assert_eq!(article.url.as_deref(), Some("u"));
        assert_eq!(article.site.as_deref(), Some("n"));
        assert!(article.body.is_some());
    }

    #[test]
    fn escapes_lead_back_to_their_bytes() {
        let html = r#"x {"articleBody" : "a\u0627\n\ud83d\ude00\"b"}"#;
        let (text, runs) = body_in_place(html, std::slice::from_ref(&(2..html.len()))).unwrap();
        assert_eq!(text, "aا\n\u{1f600}\"b");
        let back = |from, to| {
            let span = runs.back(Span::new(from, to));
            &html[span.start() as usize..span.end() as usize]
        };
        assert_eq!((back(0, 1), back(1, 3), back(4, 8)), ("a", r"\u0627", r"\ud83d\ude00"));
    }
}
