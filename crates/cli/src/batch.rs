//! Reading many reports: a batch at a time on all cores, handed on in the order in which they were named.
#![allow(clippy::disallowed_methods, reason = "the edge of the program: the time that a report may take is measured here")]

use crate::input::{Failed, Inputs};
use crate::out;
use anyhow::{Context, Result};
use clean::Clean;
use intake::{Dupes, Ledger, Likeness, Reason, Screen, Skipped};
use rayon::prelude::*;
use reading::{Reader, Reading};
use shingles::Sketch;
use source::Source;
use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// A batch holds at most this many reports …
pub(crate) const MOST_REPORTS: usize = 64;
/// … and is closed when it holds this many bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Seconds that reading one report may take when nothing else is said: far more than any report needs.
const MOST_SECONDS: u16 = 30;
/// Deep pages need a deep stack.
const STACK: usize = 32 * 1024 * 1024;

/// Reads all reports. `make` runs on many cores at once; `take` is given what it made, or why there is nothing, in order. What was
/// set aside goes to the ledger of the inputs and nowhere else.
pub(crate) fn each<T: Send>(
    reader: &Reader,
    inputs: Inputs,
    make: impl Fn(&Source, Reading) -> T + Sync,
    take: impl FnMut(Result<T, Failed>) -> Result<()>,
) -> Result<()> {
    let (ledger, gate) = (inputs.ledger(), Gate::new(reader, &inputs));
    through(reader, inputs, gate, &ledger, make, take)
}

/// The same for reports that are at hand: all are read.
pub(crate) fn all<T: Send>(
    reader: &Reader,
    inputs: impl IntoIterator<Item = Result<Source, Failed>>,
    make: impl Fn(&Source, Reading) -> T + Sync,
    take: impl FnMut(Result<T, Failed>) -> Result<()>,
) -> Result<()> {
    through(reader, inputs, Gate { screen: None, dupes: None, number: 0, most: None }, &RefCell::default(), make, take)
}

fn through<T: Send>(
    reader: &Reader,
    inputs: impl IntoIterator<Item = Result<Source, Failed>>,
    mut gate: Gate,
    ledger: &RefCell<Ledger>,
    make: impl Fn(&Source, Reading) -> T + Sync,
    mut take: impl FnMut(Result<T, Failed>) -> Result<()>,
) -> Result<()> {
    let most = gate.most;
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build()?;
    let mut inputs = inputs.into_iter().peekable();
    while inputs.peek().is_some() {
        let batch = next_batch(&mut inputs);
        let cleaned: Vec<Looked> = pool.install(|| batch.into_par_iter().map(|input| gate.look(input)).collect());
        let passed: Vec<Looked> = cleaned.into_iter().map(|looked| gate.pass(looked)).collect();
        let one = |looked: Looked| match looked {
            Looked::Fit(fit) => {
                let read = || fit.read(reader, most).map(|reading| make(&fit.source, reading));
                Made::of(&fit.source, guarded(&fit.source, read))
            }
            Looked::Failed(failed) => Made::Failed(failed),
            Looked::Aside(aside) => Made::Aside(aside),
        };
        let made: Vec<Made<T>> = pool.install(|| passed.into_par_iter().map(one).collect());
        made.into_iter().try_for_each(|m| m.settle(&mut ledger.borrow_mut(), &mut take))?;
        ledger.borrow_mut().flush().context("cannot write the log")?;
    }
    ledger.borrow_mut().flush().context("cannot write the log")
}

/// What came of a report.
enum Made<T> {
    Done(T, String, String),
    Failed(Failed),
    Aside(Skipped),
}

impl<T> Made<T> {
    fn of(source: &Source, made: Result<T, Failed>) -> Made<T> {
        match made {
            Ok(made) => Made::Done(made, source.path().to_owned(), source.sha256()),
            Err(failed) => Made::Failed(failed),
        }
    }

    fn settle(self, ledger: &mut Ledger, take: &mut impl FnMut(Result<T, Failed>) -> Result<()>) -> Result<()> {
        match self {
            Made::Done(made, path, sha256) => {
                take(Ok(made))?;
                ledger.taken(&path, &sha256);
            }
            Made::Failed(failed) => {
                ledger.failed(&failed);
                take(Err(failed))?;
            }
            Made::Aside(aside) => ledger.skipped(&aside),
        }
        Ok(())
    }
}

/// What stands before the reading, when the user asked for it: copies and reports on other matters are set aside.
struct Gate {
    screen: Option<Screen>,
    dupes: Option<Dupes>,
    number: u64,
    /// How long reading one report may take; what was read before is read again without a limit.
    most: Option<Duration>,
}

/// A report after the first look at it.
enum Looked {
    Fit(Box<Fit>),
    Failed(Failed),
    Aside(Skipped),
}

/// A report that may be read, with what the first look made of it.
struct Fit {
    source: Source,
    page: Option<Clean>,
    sketch: Option<Sketch>,
}

impl Fit {
    /// Reads it, within the time that one report may take.
    fn read(&self, reader: &Reader, most: Option<Duration>) -> Result<Reading, String> {
        let begun = Instant::now();
        let own;
        let page = match &self.page {
            Some(page) => page,
            None => {
                own = clean::clean(&self.source).map_err(|e| e.to_string())?;
                &own
            }
        };
        let over = || most.is_some_and(|most| begun.elapsed() >= most);
        reader.read_within(&self.source, page, &over).ok_or_else(|| too_long(most))
    }
}

impl Gate {
    fn new(reader: &Reader, inputs: &Inputs) -> Gate {
        let args = inputs.args();
        let screen = args.skip_others.then(|| Screen::new(reader.pack()));
        let most = Duration::from_secs(u64::from(args.max_seconds.unwrap_or(MOST_SECONDS)));
        Gate { screen, dupes: args.skip_duplicates.then(Dupes::default), number: 0, most: Some(most) }
    }

    /// The part that many cores do at once.
    fn look(&self, input: Result<Source, Failed>) -> Looked {
        let source = match input {
            Ok(source) => source,
            Err(failed) => return Looked::Failed(failed),
        };
        if self.screen.is_none() && self.dupes.is_none() {
            return Looked::Fit(Box::new(Fit { source, page: None, sketch: None }));
        }
        let page = match guarded(&source, || clean::clean(&source).map_err(|e| e.to_string())) {
            Ok(page) => page,
            Err(failed) => return Looked::Failed(failed),
        };
        if let Some((reason, note)) = self.screen.as_ref().and_then(|s| s.refuse(page.text())) {
            return Looked::Aside(Skipped { path: source.path().to_owned(), reason, note });
        }
        let sketch = self.dupes.is_some().then(|| Sketch::of(page.text()));
        Looked::Fit(Box::new(Fit { source, page: Some(page), sketch }))
    }

    /// The part that hangs on what came before.
    fn pass(&mut self, looked: Looked) -> Looked {
        let (Looked::Fit(fit), Some(dupes)) = (&looked, &mut self.dupes) else { return looked };
        self.number += 1;
        let aside = |reason, note| Looked::Aside(Skipped { path: fit.source.path().to_owned(), reason, note });
        if !dupes.is_new(&fit.source.sha256()) {
            return aside(Reason::Duplicate, String::new());
        }
        match fit.sketch.clone().map(|sketch| dupes.likeness(self.number, sketch)) {
            Some(Likeness::Near(other, likeness)) => {
                aside(Reason::NearDuplicate, format!("{:.0} % like report {other} of this run", likeness * 100.0))
            }
            _ => looked,
        }
    }
}

fn next_batch(inputs: &mut impl Iterator<Item = Result<Source, Failed>>) -> Vec<Result<Source, Failed>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < MOST_REPORTS && bytes < MOST_BYTES {
        let Some(input) = inputs.next() else { break };
        bytes += input.as_ref().map_or(0, |s| s.bytes().len());
        batch.push(input);
    }
    batch
}

fn too_long(most: Option<Duration>) -> String {
    format!("reading it takes longer than {} s (--max-seconds); it was given up", most.unwrap_or_default().as_secs())
}

/// Reads one report without a limit of time.
pub(crate) fn read(reader: &Reader, source: &Source) -> Result<Reading, String> {
    reader.read(source).map_err(|e| e.to_string())
}

/// A fault of the program in one report must not keep the others from being read.
fn guarded<T>(source: &Source, work: impl FnOnce() -> Result<T, String>) -> Result<T, Failed> {
    let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| Err(internal(fault.as_ref())));
    done.map_err(|why| Failed { path: source.path().to_owned(), why })
}

fn internal(fault: &(dyn Any + Send)) -> String {
    format!("a fault of the program kept it from being read: {}", words(fault))
}

/// Has faults of the program told in one line, without a backtrace.
pub(crate) fn announce_faults() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        out::say(&format!("a fault of the program{place}: {}", words(info.payload())));
    }));
}

fn words(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_the_fault_of_one_report() {
        let source = Source::new("a.txt", Vec::new());
        let failed = guarded::<()>(&source, || panic!("out of {}", "luck")).err().unwrap();
        assert_eq!(failed.path, "a.txt");
        assert_eq!(failed.why, "a fault of the program kept it from being read: out of luck");
        assert_eq!(guarded(&source, || Ok(1)).unwrap(), 1);
    }
}
