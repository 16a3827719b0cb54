//! Takes in a synthetic web archive: `archive path/to/mahdar [PAGES [CORES…]]`.
//!
//! The archive (WARC, packed record by record) is made of the pages of `samples/pages`, each with a number of its own, and of
//! what crawls hold besides: copies, pictures, redirects, pages on other matters, packed bodies. It is read on one core and on
//! two, whole and with copies and other matters set aside. First the cost of the first look is told.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use anyhow::{Context, Result, bail};
use bench::extraction::{Page, pages};
use flate2::Compression;
use flate2::write::GzEncoder;
use intake::Screen;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Pages when no number is asked for.
const PAGES: usize = 5_000;
/// Rounds in which the first look is timed.
const ROUNDS: usize = 200;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(program) = args.next().map(PathBuf::from) else { bail!("usage: archive path/to/mahdar [PAGES [CORES…]]") };
    let count: usize = args.next().map_or(Ok(PAGES), |n| n.parse()).context("PAGES is a whole number")?;
    first_look()?;
    let path = std::env::temp_dir().join(format!("mahdar-bench-{}.warc.gz", std::process::id()));
    let made = make(&path, count)?;
    println!("archive of {count} records: {:.1} MB, {:.1} MB unpacked", made.packed, made.unpacked);
    let cores: Vec<String> = args.collect();
    for n in if cores.is_empty() { vec!["1".to_owned(), "2".to_owned()] } else { cores } {
        run(&program, &path, &made, &n, &[])?;
        run(&program, &path, &made, &n, &["--skip-duplicates", "--skip-others"])?;
    }
    std::fs::remove_file(&path)?;
    Ok(())
}

/// What the first look at a text costs, beside a whole reading of the same.
fn first_look() -> Result<()> {
    let reader = bench::reader()?;
    let screen = Screen::new(reader.pack());
    for (what, texts) in [("on other matters", bench::others()?), ("on negotiations", bench::samples()?)] {
        let sources: Vec<source::Source> = texts.iter().map(|t| source::Source::new("x", t.clone().into_bytes())).collect();
        let aside = texts.iter().filter(|t| screen.refuse(t).is_some()).count();
        let (mut look, mut read) = (f64::MAX, f64::MAX);
        for _ in 0..ROUNDS {
            look = look.min(timed(|| texts.iter().for_each(|t| drop(black_box(screen.refuse(t))))));
            read = read.min(timed(|| sources.iter().for_each(|s| drop(black_box(reader.read(s))))));
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        let speed = bytes as f64 / look / 1e6;
        println!(
            "first look at {} texts {what}: {aside} set aside, {:.1} % of a reading, {speed:.0} MB/s",
            texts.len(),
            100.0 * look / read
        );
    }
    Ok(())
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Megabytes of an archive.
struct Made {
    packed: f64,
    unpacked: f64,
}

fn make(path: &Path, count: usize) -> Result<Made> {
    let pages = pages()?;
    let others = bench::others()?;
    let mut out = BufWriter::new(File::create(path)?);
    let (mut packed, mut unpacked) = (0, 0);
    let mut last = Vec::new();
    for n in 0..count {
        let record = match n % 20 {
            0 if n > 0 => last.clone(),
            1..=3 => record(n, "text/html; charset=utf-8", &other(&others[n % others.len()], n), n % 2 == 0)?,
            4 => record(n, "image/png", &[0x89; 2000], false)?,
            5 => response(n, b"HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"),
            _ => record(n, charset(&pages[n % pages.len()]), &numbered(&pages[n % pages.len()], n), n % 3 == 0)?,
        };
        unpacked += record.len();
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(&record)?;
        let bytes = gz.finish()?;
        packed += bytes.len();
        out.write_all(&bytes)?;
        last = record;
    }
    out.flush()?;
    Ok(Made { packed: packed as f64 / 1e6, unpacked: unpacked as f64 / 1e6 })
}

fn charset(page: &Page) -> &'static str {
    if page.page.starts_with("tables") { "text/html; charset=windows-1256" } else { "text/html; charset=utf-8" }
}

/// The page with its number before the end of each paragraph, so that no two are alike.
fn numbered(page: &Page, n: usize) -> Vec<u8> {
    let end = b"</p>";
    let mut out = Vec::with_capacity(page.bytes.len() + 64);
    for (i, byte) in page.bytes.iter().enumerate() {
        if page.bytes[i..].starts_with(end) {
            out.extend(format!(" {n}").bytes());
        }
        out.push(*byte);
    }
    out
}

/// A page on another matter.
fn other(text: &str, n: usize) -> Vec<u8> {
    let mut lines = text.lines().filter(|l| !l.is_empty());
    let title = lines.next().unwrap_or_default();
    let body: String = lines.map(|l| format!("<p>{l} {n}</p>\n")).collect();
    format!("<!doctype html><html lang=\"ar\"><head><title>{title}</title></head><body><article><h1>{title}</h1>\n{body}</article></body></html>")
        .into_bytes()
}

fn record(n: usize, kind: &str, body: &[u8], pack: bool) -> Result<Vec<u8>> {
    let mut head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n");
    let body = if pack {
        head.push_str("Content-Encoding: gzip\r\n");
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(body)?;
        gz.finish()?
    } else {
        body.to_vec()
    };
    Ok(response(n, &[head.as_bytes(), b"\r\n", &body].concat()))
}

fn response(n: usize, http: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), http, b"\r\n\r\n"].concat()
}

fn run(program: &Path, path: &Path, made: &Made, cores: &str, flags: &[&str]) -> Result<()> {
    let log = path.with_extension("log");
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(["read", "--json", "--log"]).arg(&log).args(flags).arg(path);
    let mut child = command.env("RAYON_NUM_THREADS", cores).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let peak = bench::peak_of(&mut child)?;
    let seconds = start.elapsed().as_secs_f64();
    let written = std::fs::read_to_string(&log)?;
    let taken = written.lines().filter(|l| l.contains("\"taken\"")).count();
    let records = written.lines().count();
    std::fs::remove_file(&log)?;
    println!(
        "{cores} core(s) {}: {seconds:.1} s, {:.1} MB/s unpacked, {:.0} records/s, {taken} of {records} read, peak {:.0} MB",
        flags.join(" "),
        made.unpacked / seconds,
        records as f64 / seconds,
        peak / 1e3
    );
    Ok(())
}
