//! Ten thousand inputs of each format, each a little wrong: no panic, nothing that takes long, nothing that takes much memory.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use bench::mutate::Mutator;
use flate2::Compression;
use flate2::write::GzEncoder;
use intake::{Entry, Format, Limits, Options};
use source::Source;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const INPUTS: u64 = 10_000;
const LONGEST: Duration = Duration::from_secs(5);
/// Peak memory of a test, in KiB; each runs in a process of its own under nextest.
const MOST_KIB: u64 = 1024 * 1024;

const PAGE: &str = "<!doctype html><html lang=ar><head><meta charset=utf-8><title>خبر</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"خبر\",\"articleBody\":\"نص\"}</script></head><body><nav><a href=/>x</a></nav><article><h1>خبر &amp; آخر</h1><p>التقى الوفدان في جنيف يوم 28 يوليو 2021.</p><table><tr><td>a<td>b</table><div itemprop=articleBody>قال الوزير إن المحادثات مفيدة.</div></article></body></html>";

/// Runs `work` on mutations of the seeds, on two threads.
fn each(seeds: &[&[u8]], inputs: u64, work: impl Fn(Vec<u8>) + Sync) {
    let half = |from: u64| {
        for n in (from..inputs).step_by(2) {
            let bytes = Mutator::new(n).mutate(seeds[(n / 2) as usize % seeds.len()]);
            let begun = Instant::now();
            work(bytes);
            assert!(begun.elapsed() < LONGEST, "input {n} took {:?}", begun.elapsed());
        }
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        half(0);
        other.join().unwrap();
    });
    if let Some(peak) = peak() {
        assert!(peak < MOST_KIB, "peak memory {peak} KiB");
    }
}

/// Peak memory of this process in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Takes all entries of an input in a format.
fn take(name: &str, bytes: Vec<u8>) {
    let options = Options { limits: Limits { report: 1 << 20, record: 1 << 24, entries: 1000 }, ..Options::default() };
    let entries = intake::stream(name, Box::new(Cursor::new(bytes)), Format::of_name(Path::new(name)), &options);
    for entry in entries.take(5000) {
        match entry {
            Entry::Report(source) => assert!(source.bytes().len() <= 1 << 20),
            Entry::Failed(failed) => assert!(!failed.why.is_empty()),
            Entry::Skipped(_) => {}
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn record(headers: &str, body: &[u8]) -> Vec<u8> {
    let http = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/c\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), &http, b"\r\n\r\n"].concat()
}

#[test]
fn web_archives() {
    let plain = record("Content-Type: text/html\r\n", PAGE.as_bytes());
    let packed = record("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &gzip(PAGE.as_bytes()));
    let deflate = record("Content-Encoding: deflate\r\n", PAGE.as_bytes());
    let brotli = record("Content-Encoding: br\r\n", b"\x0b\x02\x80hello\x03");
    let chunked = record("Transfer-Encoding: chunked\r\n", b"5\r\n<p>ab\r\n3\r\ncde\r\n0\r\n\r\n");
    let all = [&*plain, &packed, &deflate, &brotli, &chunked].concat();
    let gz: Vec<u8> = [&plain, &packed, &chunked].iter().flat_map(|r| gzip(r)).collect();
    each(&[&plain, &packed, &deflate, &brotli, &chunked, &all], INPUTS, |bytes| take("a.warc", bytes));
    each(&[&gz], INPUTS, |bytes| take("a.warc.gz", bytes));
}

#[test]
fn feeds() {
    let rss = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>وكالة</title><item><title>خبر</title><link>https://a.b/1</link><pubDate>Wed, 28 Jul 2021 01:30:00 +0300</pubDate><description><![CDATA[<p>نص</p>]]></description><content:encoded>x</content:encoded></item></channel></rss>";
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>x</id><updated>2021-07-28T23:30:00-05:00</updated><entry><id>1</id><title>T</title><link href='https://a.b/1'/><content type='html'>&lt;p&gt;B</content></entry></feed>";
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://a.b/1","content_text":"B","date_published":"2021-07-28T10:00:00Z"}]}"#;
    each(&[rss.as_bytes(), atom.as_bytes(), json.as_bytes()], INPUTS, |bytes| drop(intake::parse_feed(&bytes)));
    each(&[rss.as_bytes(), atom.as_bytes()], INPUTS, |bytes| take("a.xml", bytes));
}

#[test]
fn exports() {
    let line = r#"{"title":"T","maintext":"نص","date_publish":"2021-07-28 10:00:00","source":"o","url":"u","n":[1,{"a":null}]}"#;
    let lines = format!("{line}\n{line}\n");
    let list = format!("{{\"articles\":[{line},{line}]}}");
    each(&[lines.as_bytes()], INPUTS, |bytes| take("a.jsonl", bytes));
    each(&[list.as_bytes(), line.as_bytes()], INPUTS, |bytes| take("a.json", bytes));
    let table = "date,title,text\n2021-07-28,T,\"B, with\na line\"\n,=1+1,نص\n";
    each(&[table.as_bytes()], INPUTS, |bytes| take("a.csv", bytes));
}

#[test]
fn mail() {
    let mail = "From: a@b.c\r\nSubject: =?utf-8?B?2K7YqNix?=\r\nDate: Wed, 28 Jul 2021 01:30:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CE=C8=D1\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--x--\r\n";
    each(&[mail.as_bytes()], INPUTS, |bytes| take("a.eml", bytes));
}

#[test]
fn zip_archives() {
    let dir = tempfile::tempdir().unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("a.txt", &b"text"[..]), ("b.jsonl", b"{\"text\":\"x\"}"), ("archive/c.warc", &record("", b"<p>x"))] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let seed = zip.finish().unwrap().into_inner();
    each(&[&seed], INPUTS, |bytes| {
        let path = dir.path().join(format!("{:?}.zip", std::thread::current().id()));
        std::fs::write(&path, bytes).unwrap();
        let options = Options { limits: Limits { report: 1 << 20, record: 1 << 24, entries: 1000 }, ..Options::default() };
        assert!(intake::open(&path, &options).take(5000).count() < 5000);
    });
}

#[test]
fn pages() {
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(PAGE);
    let arabic = String::from_utf8_lossy(&arabic).into_owned();
    each(&[PAGE.as_bytes(), arabic.as_bytes()], INPUTS, |bytes| {
        let source = Source::new("a.html", bytes);
        let Ok(page) = clean::clean(&source) else { return };
        let back = page.map().to_source(source::Span::new(0, page.text().len() as u32));
        assert!(back.end() as usize <= source.bytes().len());
    });
}

#[test]
fn readings() {
    let reader = bench::reader().unwrap();
    let samples = bench::samples().unwrap();
    let seeds: Vec<&[u8]> = samples.iter().map(|s| &s.as_bytes()[..s.len().min(700)]).collect();
    each(&seeds, INPUTS, |bytes| {
        let end = bytes.len();
        let Ok(reading) = reader.read(&Source::new("a.txt", bytes)) else { return };
        assert!(reading.events.iter().all(|e| e.span.end() as usize <= end));
    });
}

#[test]
fn robots() {
    let text = "User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 1e9\n";
    each(&[text.as_bytes()], INPUTS, |bytes| {
        let robots = intake::net::Robots::parse(&bytes, "mahdar");
        let _ = robots.allows("/abababababababababababababab");
    });
}
