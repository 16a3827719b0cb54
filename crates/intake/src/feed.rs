//! Feeds (RSS, Atom, JSON Feed): each item that carries a text is a report; others are addresses of reports.

use crate::{Entries, Entry, Reason, days, failed, one, report, skipped};
use chrono::{DateTime, Utc};
use feed_rs::model;
use rustc_hash::FxHashMap;
use source::Given;
use std::sync::{Arc, Mutex};

/// Most items of a feed.
const MOST_ITEMS: usize = 10_000;

/// A feed that was read.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// Its items, in their order.
    pub items: Vec<Item>,
}

/// An item of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its name in the feed.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Address of the report.
    pub url: Option<String>,
    /// Day of publication where it was written, not in UTC.
    pub published: Option<String>,
    /// The text it carries, as HTML.
    pub page: Option<String>,
}

/// The days that were written, by the moment they mean: a feed tells its days in the zone of its outlet.
type Days = Arc<Mutex<FxHashMap<DateTime<Utc>, String>>>;

/// Reads a feed.
///
/// # Errors
/// A sentence that says why it is none.
pub fn parse(bytes: &[u8]) -> Result<Feed, String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let days = Days::default();
    let seen = days.clone();
    let parser = feed_rs::parser::Builder::new().timestamp_parser(move |text| moment(text, &seen)).build();
    let feed = parser.parse(bytes).map_err(|e| format!("it is not a feed that can be read: {e}"))?;
    let day = |time: Option<DateTime<Utc>>| {
        let time = time?;
        let written = days.lock().ok().and_then(|d| d.get(&time).cloned());
        Some(written.unwrap_or_else(|| time.date_naive().format("%Y-%m-%d").to_string()))
    };
    let items = feed.entries.into_iter().take(MOST_ITEMS).map(|e| item(e, &day)).collect();
    Ok(Feed { title: feed.title.map(|t| t.content).filter(|t| !t.trim().is_empty()), items })
}

/// The moment a feed writes, and notes the day it is there.
fn moment(text: &str, days: &Days) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let time = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok();
    let (moment, day) = match time {
        Some(time) => (time.with_timezone(&Utc), time.date_naive()),
        None => {
            let day = days::day_of(text)?.parse::<chrono::NaiveDate>().ok()?;
            (day.and_hms_opt(0, 0, 0)?.and_utc(), day)
        }
    };
    if let Ok(mut days) = days.lock() {
        days.insert(moment, day.format("%Y-%m-%d").to_string());
    }
    Some(moment)
}

fn item(e: model::Entry, day: &impl Fn(Option<DateTime<Utc>>) -> Option<String>) -> Item {
    let alternate = e.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(e.links.first());
    let content = e.content.and_then(|c| Some((c.body?, c.content_type.to_string())));
    let content = content.or(e.summary.map(|s| (s.content, s.content_type.to_string())));
    let content =
        content.map(|(body, kind)| if kind.starts_with("text/plain") && !body.contains("</") { paragraphs(&body) } else { body });
    Item {
        url: alternate.map(|l| l.href.clone()).filter(|u| u.starts_with("http")),
        title: e.title.map(|t| t.content.trim().to_owned()).filter(|t| !t.is_empty()),
        published: day(e.published.or(e.updated)),
        page: content.filter(|c| !c.trim().is_empty()),
        id: e.id,
    }
}

impl Item {
    /// The report that the item carries: a page of its title and text.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let body = self.page.as_deref()?;
        let title = self.title.as_deref().map(escaped).unwrap_or_default();
        let page = format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><article>\n<h1>{title}</h1>\n{body}\n</article></body></html>\n"
        );
        Some(page.into_bytes())
    }
}

fn paragraphs(text: &str) -> String {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("<p>{}</p>\n", escaped(l))).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The reports of a feed in a file.
pub(crate) fn entries(name: &str, bytes: &[u8], most: usize) -> Entries {
    let feed = match parse(bytes) {
        Ok(feed) => feed,
        Err(why) => return one(failed(name, why)),
    };
    let (name, outlet) = (name.to_owned(), feed.title);
    Box::new(feed.items.into_iter().enumerate().map(move |(n, item)| entry(&format!("{name}#{}", n + 1), item, &outlet, most)))
}

fn entry(path: &str, item: Item, outlet: &Option<String>, most: usize) -> Entry {
    let Some(bytes) = item.bytes() else {
        return skipped(path, Reason::NoReport, "the item carries no text; `mahdar watch` fetches its page");
    };
    if bytes.len() > most {
        return skipped(path, Reason::TooLarge, crate::too_large(most));
    }
    let given = Given { published: item.published, outlet: outlet.clone(), url: item.url, ..Given::default() };
    report(path.to_owned(), bytes, given)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>وكالة</title>
        <item><title>خبر &amp; آخر</title><link>https://a.b/1</link><guid>1</guid><pubDate>Wed, 28 Jul 2021 01:30:00 +0300</pubDate>
        <description><![CDATA[<p>نص الخبر</p>]]></description></item>
        <item><title>بلا نص</title><link>https://a.b/2</link></item></channel></rss>"#;

    #[test]
    fn items_are_reports_with_the_day_of_their_outlet() {
        let found: Vec<Entry> = entries("f.xml", RSS.as_bytes(), 10_000).collect();
        let [Entry::Report(a), Entry::Skipped(b)] = &*found else { panic!("{found:?}") };
        assert_eq!(a.path(), "f.xml#1");
        assert_eq!(a.given().published.as_deref(), Some("2021-07-28"));
        assert_eq!(a.given().outlet.as_deref(), Some("وكالة"));
        assert_eq!(a.given().url.as_deref(), Some("https://a.b/1"));
        let text = String::from_utf8_lossy(a.bytes());
        assert!(text.contains("<h1>خبر &amp; آخر</h1>\n<p>نص الخبر</p>"), "{text}");
        assert_eq!(b.reason, Reason::NoReport);
    }

    #[test]
    fn atom_and_json_feeds_are_read() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>x</id><updated>2021-07-28T23:30:00-05:00</updated>
            <entry><id>1</id><title>T</title><link href="https://a.b/1"/><updated>2021-07-28T23:30:00-05:00</updated>
            <content type="html">&lt;p&gt;B&lt;/p&gt;</content></entry></feed>"#;
        let item = parse(atom.as_bytes()).unwrap().items.remove(0);
        assert_eq!((item.published.as_deref(), item.page.as_deref()), (Some("2021-07-28"), Some("<p>B</p>")));
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
            {"id":"1","url":"https://a.b/1","content_text":"B < C","date_published":"2021-07-28T10:00:00Z"}]}"#;
        let item = parse(format!("\u{feff}{json}").as_bytes()).unwrap().items.remove(0);
        assert!(String::from_utf8(item.bytes().unwrap()).unwrap().contains("<p>B &lt; C</p>"));
        assert!(parse(b"<html>").is_err());
    }
}
