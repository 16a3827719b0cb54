//! `mahdar`: reads press reports about a negotiation and keeps its record.
//!
//! Standard output carries results only, standard error everything else. Exit status: 0 all went well, 1 some report could not be
//! read or a check found a fault, 2 wrong usage.

mod add;
mod args;
mod batch;
mod brief;
mod check;
mod correct;
mod data;
mod entry;
mod eval;
mod findings;
mod gather;
mod input;
mod library;
mod merged;
mod names;
mod out;
mod read;
mod rebuild;
mod resolve;
mod safe;
mod search;
mod show;
mod sieve;
mod timeline;
mod verify;
mod watch;
mod who;
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
    let (data, register) = (args.data.as_deref(), args.register.as_deref());
    match &args.command {
        Command::Read(a) => read::run(a, data),
        Command::Timeline(a) => timeline::run(a, register, data),
        Command::Add(a) => add::run(a, register, data),
        Command::Search(a) => search::run(a, register, data),
        Command::Show(a) => entry::run(a, register, data),
        Command::Who(a) => who::run(a, register, data),
        Command::Statements(a) => findings::statements(a, register, data),
        Command::Figures(a) => findings::figures(a, register, data),
        Command::Correct(a) => correct::run(a, register, data),
        Command::Brief(a) => brief::run(a, register, data),
        Command::Rebuild => rebuild::run(register, data),
        Command::Verify => verify::run(register, data),
        Command::Meetings(a) => merged::meetings::run(a, register, data),
        Command::Positions(a) => merged::positions::run(a, register, data),
        Command::Treaty(a) => merged::treaty::run(a, register, data),
        Command::Disputes(a) => merged::disputes::run(a, register, data),
        Command::Due(a) => merged::due::run(a, register, data),
        Command::Sources(a) => merged::sources::run(a, register, data),
        Command::Watch(a) => watch::run(a),
        Command::Eval(a) => eval::run(a, data),
        Command::Check => check::run(data),
    }
}
