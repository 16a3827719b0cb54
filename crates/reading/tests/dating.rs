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

const EARLY: &str = "<meta property='article:published_time' content='2021-07-02T09:00:00+03:00'>";
const LATE: &str = "<meta property='article:published_time' content='2022-07-28T22:30:00Z'>";

#[test]
fn a_page_that_contradicts_the_dateline_is_not_believed() {
    let dateline = "<p>جنيف 29 يوليو 2021 (وكالة المثال) -</p>";
    is(published(LATE, dateline, None), "2021-07-29", "stated", true);
    is(published(EARLY, dateline, None), "2021-07-29", "stated", true);
}

#[test]
fn the_doubt_names_both_days_and_stands_at_the_words_of_the_text() {
    let html = format!(
        "<html><head>{EARLY}</head><body><article><h1>محادثات</h1><p>جنيف 29 يوليو 2021 (وكالة المثال) -</p>{TEXT}</article></body></html>"
    );
    let reading = common::reader().read(&Source::new("page", html.clone().into_bytes())).unwrap();
    let doubt = reading.doubts.iter().find(|d| d.kind == "published-differs").unwrap();
    assert_eq!(doubt.note, "the page says that it was published on 2021-07-02, its text 2021-07-29; the text was believed");
    assert_eq!(&html[doubt.span.start() as usize..doubt.span.end() as usize], "29 يوليو 2021");
}

#[test]
fn a_dateline_without_its_year_has_that_of_the_page() {
    let dateline = "<p>جنيف 28 يوليو (وكالة المثال) -</p>";
    let head = |day: &str| format!("<meta property='article:published_time' content='{day}'>");
    is(published(&head("2021-07-28"), dateline, None), "2021-07-28", "stated", false);
    is(published(&head("2021-07-29"), dateline, None), "2021-07-28", "stated", false);
    // Which year is meant is not known: the page is believed, with a doubt.
    is(published(EARLY, dateline, None), "2021-07-02", "stated", true);
    let new_year = "<p>جنيف 31 ديسمبر (وكالة المثال) -</p>";
    is(published(&head("2022-01-01"), new_year, None), "2021-12-31", "stated", false);
}

#[test]
fn a_date_of_the_site_above_the_report_does_not_go_before_the_page() {
    is(published(EARLY, "<p>24 نوفمبر 2026</p>", None), "2021-07-02", "stated", true);
}

#[test]
fn what_the_text_tells_as_past_behind_the_day_of_the_page_is_told() {
    let past = "<p>وكان الوزيران قد اجتمعا في جنيف في 20 يوليو 2021 وبحثا الملف نفسه.</p>";
    is(published(EARLY, past, None), "2021-07-02", "stated", true);
    // An address that cannot be right is left out.
    assert_ne!(published("", past, Some("https://example.org/2021/07/02/talks")).0.as_deref(), Some("2021-07-02"));
}

#[test]
fn what_lies_ahead_of_the_page_is_no_contradiction() {
    for ahead in [
        "<p>وستعقد القمة في جنيف في 28 يوليو 2021 بحضور الرئيسين.</p>",
        "<p>ومن المقرر أن يجتمع الوزيران في جنيف في 28 يوليو 2021.</p>",
        "<p>واتفق الجانبان على عقد القمة في 28 يوليو 2021.</p>",
        "<p>وأعلن المتحدث أن القمة ستعقد يوم 28 يوليو 2021.</p>",
        "<p>ومددت الدولتان المعاهدة خمس سنوات حتى 5 فبراير 2026.</p>",
        "<p>وتعقد القمة في 28 يوليو 2021.</p>",
        "<p>ودعا لافروف نظيره إلى لقاء في موسكو في 28 يوليو 2021.</p>",
        "<p>وحدد الوزيران 28 يوليو 2021 موعدا للجولة المقبلة.</p>",
    ] {
        let found = published(EARLY, ahead, None);
        assert_eq!((found.0.as_deref(), found.2), (Some("2021-07-02"), false), "{ahead}");
    }
}

#[test]
fn a_numeric_date_is_read_as_the_page_says() {
    let head = "<meta property='article:published_time' content='2022-01-11T10:00:00Z'>";
    is(published(head, "<p>جنيف 1/11/2022 (وكالة المثال) -</p>", None), "2022-01-11", "stated", false);
    let head = "<meta property='article:published_time' content='2022-11-01T10:00:00Z'>";
    is(published(head, "<p>جنيف 1/11/2022 (وكالة المثال) -</p>", None), "2022-11-01", "stated", false);
}

#[test]
fn an_address_names_the_day_where_nothing_else_does() {
    is(published("", "", Some("https://example.org/2021/07/28/talks")), "2021-07-28", "inferred", false);
    is(published("<link rel=canonical href='https://example.org/2021/7/28/a'>", "", None), "2021-07-28", "inferred", false);
    let head = "<meta property='article:published_time' content='2021-07-29'>";
    is(published(head, "", Some("https://example.org/2021/07/28/talks")), "2021-07-29", "stated", false);
}

#[test]
fn what_is_given_stays_and_a_dateline_that_says_otherwise_is_told() {
    let with = |dateline: &str, day: &str| {
        let given = Given { published: Some(day.to_owned()), ..Given::default() };
        let text = format!("محادثات\n\n{dateline} - {}\n", TEXT.replace("<p>", "").replace("</p>", "\n\n"));
        let reading = common::reader().read(&Source::new("a.txt", text.into_bytes()).with_given(given)).unwrap();
        let doubt = reading.doubts.iter().find(|d| d.kind == "published-differs").map(|d| d.note.clone());
        assert_eq!((reading.published.edtf.as_deref(), reading.published.basis), (Some(day), "given"));
        doubt
    };
    let note = "2021-07-02 was given as the day of publication, the text says 2021-07-28; what was given was believed";
    assert_eq!(with("جنيف 28 يوليو 2021 (وكالة المثال)", "2021-07-02").as_deref(), Some(note));
    assert_eq!(with("جنيف 28 يوليو (وكالة المثال)", "2021-07-02").as_deref(), Some(note));
    for day in ["2021-07-27", "2021-07-28", "2021-07-29"] {
        assert_eq!(with("جنيف 28 يوليو 2021 (وكالة المثال)", day), None);
        assert_eq!(with("جنيف 28 يوليو (وكالة المثال)", day), None);
    }
}
