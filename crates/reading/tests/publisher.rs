//! Who published a report: what is given, what the text and the page say, and where the page lies.
#![allow(clippy::unwrap_used)]

mod common;

use serde_json::Value;
use source::{Given, Source};

const TEXT: &str = "<p>التقى وزير الخارجية الروسي سيرغي لافروف نظيره الأمريكي أنتوني بلينكن في جنيف لبحث الاستقرار الاستراتيجي.</p>\
    <p>وقال لافروف إن المحادثات كانت مفيدة، وإن الجانبين سيجتمعان مجددا في موعد يتفق عليه لاحقا عبر القنوات الدبلوماسية.</p>";

fn read(head: &str, before: &str, given: Given) -> Value {
    let html =
        format!("<!doctype html><html><head>{head}</head><body><article><h1>محادثات</h1>{before}{TEXT}</article></body></html>");
    common::reader().read(&Source::new("page", html.into_bytes()).with_given(given)).unwrap().to_json()
}

fn at(url: &str) -> Given {
    Given { url: Some(url.to_owned()), ..Given::default() }
}

fn called(outlet: &str, url: Option<&str>) -> Given {
    Given { outlet: Some(outlet.to_owned()), url: url.map(str::to_owned), ..Given::default() }
}

fn is(found: &Value, outlet: Option<&str>, basis: &str, host: Option<&str>) {
    let is = (found["outlet"].as_str(), found["outlet_basis"].as_str(), found["outlet_host"].as_str());
    assert_eq!(is, (outlet, Some(basis), host));
}

fn differs(found: &Value) -> bool {
    found["doubts"].as_array().unwrap().iter().any(|d| d["kind"] == "outlet-differs")
}

#[test]
fn the_host_of_the_address_names_the_outlet() {
    for (url, outlet) in [
        ("https://arabic.rt.com/world/1-x/", "outlet/rt"),
        ("https://www.aljazeera.net/news/2021/7/28/x", "outlet/al-jazeera"),
        ("http://arabic.news.cn/2021-07/28/c_1.htm", "outlet/xinhua"),
        ("https://www.aa.com.tr/ar/x/1", "outlet/anadolu"),
        ("https://www.bbc.com/arabic/world-1", "outlet/bbc"),
        ("https://www.bbc.com/persian/world-1", "outlet/bbc-persian"),
    ] {
        let host = url.split('/').nth(2);
        is(&read("", "", at(url)), Some(outlet), "host", host);
    }
    is(&read("", "", at("https://example.org/rt.com")), None, "unknown", None);
    // On a platform anybody may speak.
    is(&read("", "", at("https://t.me/rt_arabic/1")), None, "unknown", None);
}

#[test]
fn a_page_tells_its_host_where_nobody_else_does() {
    let head = "<link rel=canonical href='https://arabic.rt.com/world/1'>";
    is(&read(head, "", Given::default()), Some("outlet/rt"), "host", Some("arabic.rt.com"));
    is(
        &read("<meta property='og:url' content='https://tass.com/1'>", "", Given::default()),
        Some("outlet/tass"),
        "host",
        Some("tass.com"),
    );
    // Found elsewhere, it cannot speak for the host of another.
    is(&read(head, "", at("https://example.org/1")), None, "unknown", None);
    is(&read("<meta property='og:site_name' content='RT'>", "", at("https://example.org/1")), Some("outlet/rt"), "stated", None);
}

#[test]
fn a_signature_goes_before_the_host_and_a_difference_is_told() {
    let signed = "<p>جنيف 28 يوليو 2021 (تاس) -</p>";
    let found = read("", signed, at("https://arabic.rt.com/world/1"));
    is(&found, Some("outlet/tass"), "stated", Some("arabic.rt.com"));
    assert!(differs(&found));
    let found = read("", signed, at("https://tass.com/world/1"));
    is(&found, Some("outlet/tass"), "stated", Some("tass.com"));
    assert!(!differs(&found));
    // A signature that no dossier knows does not.
    let found = read("", "<p>جنيف 28 يوليو 2021 (وكالة المثال) -</p>", at("https://arabic.rt.com/world/1"));
    is(&found, Some("outlet/rt"), "host", Some("arabic.rt.com"));
}

#[test]
fn what_is_given_goes_first() {
    let url = Some("https://arabic.rt.com/world/1");
    is(&read("", "", called("outlet/my-own", url)), Some("outlet/my-own"), "given", Some("arabic.rt.com"));
    is(&read("", "", called("تاس", None)), Some("outlet/tass"), "given", None);
    is(&read("", "", called("Sky News Arabia", None)), Some("outlet/sky-news-arabia"), "given", None);
    // Feeds and exports give titles of their sites.
    is(&read("", "", called("RT - الأخبار", url)), Some("outlet/rt"), "host", Some("arabic.rt.com"));
    is(&read("", "", called("جريدة المثال", None)), Some("جريدة المثال"), "given", None);
}

#[test]
fn the_basis_comes_back_from_the_register() {
    let found = read("", "", at("https://arabic.rt.com/world/1"));
    let back = reading::Reading::from_json(&found, String::new()).unwrap();
    assert_eq!((back.outlet_basis, back.outlet_host.as_deref()), ("host", Some("arabic.rt.com")));
    let mut old = found;
    old.as_object_mut().unwrap().retain(|name, _| !name.starts_with("outlet_"));
    assert_eq!(reading::Reading::from_json(&old, String::new()).unwrap().outlet_basis, "unknown");
}
