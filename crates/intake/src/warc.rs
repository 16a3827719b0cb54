//! Web archives (WARC 1.0 and 1.1, plain or packed): each response that holds a page is a report.

use crate::http::{self, NoPage};
use crate::{Entry, Limits, Reason, failed, report, skipped};
use source::Given;
use std::io::{self, BufRead, Read};

/// Longest head of a record.
const LONGEST_HEAD: u64 = 64 * 1024;

/// The records of an archive.
pub(crate) struct Warc<R> {
    name: String,
    from: R,
    limits: Limits,
    /// Number of the record read last, from 1.
    number: u64,
    over: bool,
}

/// What the head of a record says.
#[derive(Default)]
struct Head {
    kind: String,
    media_type: String,
    url: Option<String>,
    length: u64,
}

impl<R: BufRead> Warc<R> {
    pub(crate) fn new(name: &str, from: R, limits: Limits) -> Warc<R> {
        Warc { name: name.to_owned(), from, limits, number: 0, over: false }
    }

    /// The head of the next record; `None` at the end.
    fn head(&mut self) -> io::Result<Option<Head>> {
        let mut head = Head::default();
        let mut line = Vec::new();
        let mut left = LONGEST_HEAD;
        let (mut begun, mut length) = (false, None);
        loop {
            line.clear();
            let read = self.from.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
            left -= read;
            let text = line.trim_ascii();
            match (begun, text.is_empty()) {
                (false, _) if read == 0 && left > 0 => return Ok(None),
                (false, true) if left > 0 => continue,
                (false, false) if text.starts_with(b"WARC/") => begun = true,
                (true, true) if read > 0 && left > 0 => break,
                (true, false) => length = header(&mut head, text).or(length),
                _ => return Err(io::Error::new(io::ErrorKind::InvalidData, "a record has no head")),
            }
        }
        head.length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a record does not say its length"))?;
        Ok(Some(head))
    }

    /// The next record that is a page, or something to tell.
    fn record(&mut self) -> io::Result<Option<Entry>> {
        while let Some(head) = self.head()? {
            self.number += 1;
            let path = format!("{}#{}", self.name, self.number);
            if self.number > self.limits.entries || head.length > self.limits.record {
                return Err(io::Error::other("it holds more than is allowed"));
            }
            let response = head.kind.eq_ignore_ascii_case("response") && is_http(&head);
            let resource = head.kind.eq_ignore_ascii_case("resource") && http::is_text(&media(&head));
            if !response && !resource {
                self.pass(head.length)?;
                continue;
            }
            let most = self.limits.report as u64;
            if head.length > most.saturating_add(LONGEST_HEAD * 4) {
                self.pass(head.length)?;
                return Ok(Some(skipped(&path, Reason::TooLarge, crate::too_large(self.limits.report))));
            }
            let mut bytes = Vec::with_capacity(head.length.min(1 << 20) as usize);
            let read = self.from.by_ref().take(head.length).read_to_end(&mut bytes)? as u64;
            if read < head.length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let given = Given { url: head.url.clone(), ..Given::default() };
            return Ok(Some(if response { self.page(path, bytes, given) } else { report(path, bytes, given) }));
        }
        Ok(None)
    }

    fn page(&self, path: String, bytes: Vec<u8>, given: Given) -> Entry {
        match http::page(bytes, self.limits.report) {
            Ok(page) if page.body.is_empty() => skipped(&path, Reason::NoPage, "it is empty"),
            Ok(page) => report(path, page.body, Given { charset: page.charset, ..given }),
            Err(NoPage::Status(n)) => skipped(&path, Reason::NoPage, format!("status {n}")),
            Err(NoPage::Type(kind)) => skipped(&path, Reason::NoPage, kind),
            Err(NoPage::TooLarge) => skipped(&path, Reason::TooLarge, crate::too_large(self.limits.report)),
            Err(NoPage::Broken(why)) => failed(&path, format!("the response cannot be read: {why}")),
        }
    }

    /// Passes over the content of a record.
    fn pass(&mut self, length: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.from.by_ref().take(length), &mut io::sink())?;
        if passed < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }
}

/// Notes what a line of a head says; gives the length, where it is that.
fn header(head: &mut Head, line: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(line);
    let (key, value) = text.split_once(':')?;
    let value = value.trim();
    match key.trim().to_ascii_lowercase().as_str() {
        "warc-type" => head.kind = value.to_owned(),
        "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()).filter(|u| !u.is_empty()),
        "content-type" => head.media_type = value.to_owned(),
        "content-length" => return value.parse().ok(),
        _ => {}
    }
    None
}

fn media(head: &Head) -> String {
    http::content_type(&head.media_type).0.unwrap_or_default()
}

fn is_http(head: &Head) -> bool {
    let scheme = head.url.as_deref().is_none_or(|u| u.starts_with("http"));
    scheme && (head.media_type.is_empty() || media(head) == "application/http")
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.over {
            return None;
        }
        match self.record() {
            Ok(Some(entry)) => Some(entry),
            Ok(None) => {
                self.over = true;
                (self.number == 0).then(|| failed(&self.name, "the archive holds no record"))
            }
            Err(e) => {
                self.over = true;
                let why = crate::sentence(&e);
                Some(failed(&self.name, format!("the archive ends after record {}: {why}", self.number)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, url: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    fn entries(bytes: &str) -> Vec<Entry> {
        let limits = Limits { report: 100, record: 1000, entries: 10 };
        Warc::new("a.warc", bytes.as_bytes(), limits).collect()
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>x</p>";

    #[test]
    fn responses_are_reports_and_other_records_are_not() {
        let text = record("warcinfo", "", "x") + &record("request", "http://a.b/", "GET / HTTP/1.1\r\n\r\n");
        let text =
            text + &record("response", "<http://a.b/c>", PAGE) + &record("response", "http://a.b/", "HTTP/1.1 301 M\r\n\r\n");
        let found = entries(&text);
        let [Entry::Report(page), Entry::Skipped(other)] = &*found else { panic!("{found:?}") };
        assert_eq!((page.path(), page.bytes()), ("a.warc#3", &b"<p>x</p>"[..]));
        assert_eq!(page.given().url.as_deref(), Some("http://a.b/c"));
        assert_eq!(page.given().charset.as_deref(), Some("utf-8"));
        assert_eq!((other.path.as_str(), other.note.as_str()), ("a.warc#4", "status 301"));
    }

    #[test]
    fn what_comes_before_damage_is_kept() {
        let whole = record("response", "http://a.b/c", PAGE);
        for cut in [10, 60, whole.len() / 2, whole.len() - 10] {
            let found = entries(&format!("{whole}{}", &whole[..cut]));
            let [Entry::Report(_), Entry::Failed(end)] = &*found else { panic!("{cut}: {found:?}") };
            assert!(end.why.starts_with("the archive ends after record"), "{}", end.why);
        }
        assert!(matches!(&*entries("no archive"), [Entry::Failed(_)]));
        assert!(matches!(&*entries(""), [Entry::Failed(_)]));
        assert!(matches!(&*entries("WARC/1.0\r\nContent-Length: x\r\n\r\n"), [Entry::Failed(_)]));
        assert!(matches!(&*entries("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"), [Entry::Failed(_)]));
        assert!(matches!(&*entries(&format!("WARC/1.0\r\n{}", "x: y\r\n".repeat(20_000))), [Entry::Failed(_)]));
    }

    #[test]
    fn large_responses_are_passed_over() {
        let large = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(200));
        let found = entries(&(record("response", "http://a.b/c", &large) + &record("response", "http://a.b/d", PAGE)));
        let [Entry::Skipped(large), Entry::Report(_)] = &*found else { panic!("{found:?}") };
        assert_eq!(large.reason, Reason::TooLarge);
        let found = entries(&record("response", "http://a.b/c", &"x".repeat(1001)));
        assert!(matches!(&*found, [Entry::Failed(_)]), "{found:?}");
    }
}
