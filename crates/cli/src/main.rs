//! `mahdar`: reads press reports about a negotiation and keeps its record.
//!
//! Standard output carries results only, standard error everything else. Exit status: 0 all went well, 1 some report could not be
//! read or a check found a fault, 2 wrong usage.

mod args;
mod batch;
mod check;
mod data;
mod eval;
mod input;
mod names;
mod out;
mod read;
mod safe;
mod show;
mod timeline;
mod watch;
mod words;

use anyhow::Result;
use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

/// Loading the tables makes some hundred thousand small strings; this allocator makes them in a fraction of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command that ran to its end went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All went well.
    Fine,
    /// Some report could not be read, or a check found a fault.
    Faults,
}

impl Status {
    fn of(faults: usize) -> Status {
        if faults == 0 { Status::Fine } else { Status::Faults }
    }
}

/// A command that was used wrongly: exit status 2.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn main() -> ExitCode {
    batch::announce_faults();
    let args = Args::parse();
    match run(&args) {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Faults) => ExitCode::from(1),
        // Whoever read the output has seen enough.
        Err(e) if e.is::<out::Closed>() => ExitCode::SUCCESS,
        Err(e) => {
            out::say(&format!("{e:#}"));
            ExitCode::from(if e.is::<Usage>() { 2 } else { 1 })
        }
    }
}

fn run(args: &Args) -> Result<Status> {
    let data = args.data.as_deref();
    match &args.command {
        Command::Read(a) => read::run(a, data),
        Command::Timeline(a) => timeline::run(a, args.register.as_deref(), data),
        Command::Watch(a) => watch::run(a),
        Command::Eval(a) => eval::run(a, data),
        Command::Check => check::run(data),
    }
}
