//! The day of publication of a page: what the page says, what its text says, and what its address says.
#![allow(clippy::unwrap_used)]

mod common;

use source::{Given, Source};

const TEXT: &str = "<p>التقى وزير الخارجية الروسي سيرغي لافروف نظيره الأمريكي أنتوني بلينكن في جنيف لبحث الاستقرار الاستراتيجي.</p>\
    <p>وقال لافروف إن المحادثات كانت مفيدة، وإن الجانبين سيجتمعان مجددا في موعد يتفق عليه لاحقا عبر القنوات الدبلوماسية.</p>";

fn published(head: &str, before: &str, url: Option<&str>) -> (Option<String>, String, bool) {
    let html =
        format!("<!doctype html><html><head>{head}</head><body><article><h1>محادثات</h1>{before}{TEXT}</article></body></html>");
    let given = Given { url: url.map(str::to_owned), ..Given::default() };
    let reading = common::reader().read(&Source::new("page", html.into_bytes()).with_given(given)).unwrap();
    let json = reading.to_json();
    let differs = reading.doubts.iter().any(|d| d.kind == "published-differs");
    (json["published"]["edtf"].as_str().map(str::to_owned), json["published"]["basis"].as_str().unwrap().to_owned(), differs)
}

fn is(found: (Option<String>, String, bool), day: &str, basis: &str, differs: bool) {
    assert_eq!((found.0.as_deref(), found.1.as_str(), found.2), (Some(day), basis, differs));
}

#[test]
fn the_page_says_its_day() {
    is(
        published("<meta property='article:published_time' content='2021-07-28T10:00:00Z'>", "", None),
        "2021-07-28",
        "stated",
        false,
    );
}

#[test]
fn a_text_that_states_the_next_day_is_only_in_another_time_zone() {
    let head = "<meta property='article:published_time' content='2021-07-28T22:30:00Z'>";
    is(published(head, "<p>جنيف 29 يوليو 2021 (وكالة المثال) -</p>", None), "2021-07-29", "stated", false);
}

#[test]
fn a_text_that_states_another_day_is_told() {
    let head = "<meta property='article:published_time' content='2022-07-28T22:30:00Z'>";
    is(published(head, "<p>جنيف 29 يوليو 2021 (وكالة المثال) -</p>", None), "2022-07-28", "stated", true);
}

#[test]
fn an_address_names_the_day_where_nothing_else_does() {
    is(published("", "", Some("https://example.org/2021/07/28/talks")), "2021-07-28", "inferred", false);
    is(published("<link rel=canonical href='https://example.org/2021/7/28/a'>", "", None), "2021-07-28", "inferred", false);
    let head = "<meta property='article:published_time' content='2021-07-29'>";
    is(published(head, "", Some("https://example.org/2021/07/28/talks")), "2021-07-29", "stated", false);
}
