//! Times and weighs the command itself: `command path/to/mahdar [MEGABYTES]`.
//!
//! First how long `mahdar read` of one short report takes, start to end; then how much memory streams of reports of different
//! lengths take at most. The streams are made of the sample reports, each with a number of its own so that no two are alike.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often the command is started.
const STARTS: usize = 40;
/// Size of the longest stream when none is asked for, in megabytes.
const MEGABYTES: usize = 200;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(program) = args.next().map(PathBuf::from) else { bail!("usage: command path/to/mahdar [MEGABYTES]") };
    let most: usize = args.next().map_or(Ok(MEGABYTES), |n| n.parse()).context("MEGABYTES is a whole number")?;
    starts(&program)?;
    for megabytes in [most / 100, most / 10, most] {
        stream(&program, megabytes.max(1))?;
    }
    Ok(())
}

fn starts(program: &Path) -> Result<()> {
    let report = bench::root().join("samples/texts/s01.txt");
    let mut version = Vec::new();
    let mut read = Vec::new();
    for _ in 0..STARTS {
        version.push(timed(Command::new(program).arg("--version"))?);
        read.push(timed(Command::new(program).arg("read").arg("--json").arg(&report))?);
    }
    for (what, ms) in [("--version", &mut version), ("read --json s01.txt", &mut read)] {
        ms.sort_by(f64::total_cmp);
        println!("mahdar {what:<22} best {:>6.1} ms, median {:>6.1} ms of {STARTS}", ms[0], ms[ms.len() / 2]);
    }
    Ok(())
}

/// Milliseconds from start to end.
fn timed(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().context("cannot start the command")?;
    if !status.success() {
        bail!("the command ended with {status}");
    }
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn stream(program: &Path, megabytes: usize) -> Result<()> {
    let path = std::env::temp_dir().join(format!("mahdar-bench-{}-{megabytes}.jsonl", std::process::id()));
    let reports = write_stream(&path, megabytes)?;
    let start = Instant::now();
    let mut child = Command::new(program).arg("read").arg("--json").arg(&path).stdout(Stdio::null()).spawn()?;
    let peak = bench::peak_of(&mut child)?;
    let seconds = start.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    let speed = megabytes as f64 / seconds;
    println!(
        "stream of {megabytes:>4} MB, {reports:>7} reports: peak {:>6.1} MB, {seconds:>6.1} s, {speed:.1} MB/s on all cores",
        peak / 1e3
    );
    Ok(())
}

/// Writes about so many megabytes of reports; returns how many reports.
fn write_stream(path: &Path, megabytes: usize) -> Result<usize> {
    let texts = bench::samples()?;
    let mut out = BufWriter::new(File::create(path)?);
    let (mut written, mut n) = (0, 0);
    while written < megabytes * 1_000_000 {
        let line =
            serde_json::json!({"text": format!("{}\n{n}\n", texts[n % texts.len()]), "url": format!("https://example.org/{n}")});
        let line = line.to_string();
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        written += line.len() + 1;
        n += 1;
    }
    out.flush()?;
    Ok(n)
}
