//! Reading many reports: a batch at a time on all cores, handed on in the order in which they were named.

use crate::input::{Failed, Inputs};
use crate::out;
use anyhow::Result;
use rayon::prelude::*;
use reading::{Reader, Reading};
use source::Source;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A batch holds at most this many reports …
pub(crate) const MOST_REPORTS: usize = 64;
/// … and is closed when it holds this many bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Deep pages need a deep stack.
const STACK: usize = 32 * 1024 * 1024;

/// Reads all reports. `make` runs on many cores at once; `take` is given what it made, or why there is nothing, in order.
pub(crate) fn each<T: Send>(
    reader: &Reader,
    inputs: Inputs,
    make: impl Fn(&Source, Reading) -> T + Sync,
    take: impl FnMut(Result<T, Failed>) -> Result<()>,
) -> Result<()> {
    all(reader, inputs, make, take)
}

/// The same for reports that are at hand.
pub(crate) fn all<T: Send>(
    reader: &Reader,
    inputs: impl IntoIterator<Item = Result<Source, Failed>>,
    make: impl Fn(&Source, Reading) -> T + Sync,
    mut take: impl FnMut(Result<T, Failed>) -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build()?;
    let mut inputs = inputs.into_iter().peekable();
    while inputs.peek().is_some() {
        let batch = next_batch(&mut inputs);
        let one = |input: Result<Source, Failed>| {
            let source = input?;
            guarded(&source, || read(reader, &source).map(|reading| make(&source, reading)))
        };
        let made: Vec<Result<T, Failed>> = pool.install(|| batch.into_par_iter().map(one).collect());
        made.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
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

/// Reads one report: the only place where the reader is called.
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
