//! `mahdar add --dry-run`: what would go in and what would not.

use super::{Counts, Gate, bar};
use crate::args::AddArgs;
use crate::input::Inputs;
use crate::library::path_of;
use crate::out::Out;
use crate::{Status, batch, data, read, safe};
use anyhow::Result;
use intake::{Reason, Skipped};
use reading::Reading;
use source::Source;
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use store::Register;

/// Reads the reports as `add` does, and tells of each what would become of it. Nothing is written but the log.
pub(super) fn run(args: &AddArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let path = path_of(register);
    let inputs = Inputs::new(&args.paths, args.published.clone()).with(&args.intake)?.without_register(path);
    let register = if path.exists() { Some(Register::read(path)?) } else { None };
    let held = register.as_ref().map_or(Ok(Default::default()), Register::given)?;
    let reader = data::reader(data)?;
    let (out, bar, ledger) = (Rc::new(RefCell::new(Out::new())), bar(), inputs.ledger());
    let to = out.clone();
    // What cannot be written any more is told with the next line.
    ledger.borrow_mut().rehearse(move |what| drop(to.borrow_mut().line(&aside(what))));
    let gate = Rc::new(RefCell::new(Gate::new(register.as_ref(), bar.clone(), ledger.clone())?));
    let inputs = inputs.through({
        let gate = gate.clone();
        move |source| gate.borrow_mut().pass(source)
    });
    let mut counts = Counts::default();
    let make = |source: &Source, _: Reading| (source.path().to_owned(), source.sha256());
    batch::each(reader, inputs, make, |made| {
        match made {
            Ok((path, sha256)) if held.contains_key(&sha256) => {
                counts.completed += 1;
                out.borrow_mut().line(&format!("would complete {}", safe::words(&path)))?;
            }
            Ok((path, _)) => {
                counts.added += 1;
                out.borrow_mut().line(&format!("would add {}", safe::words(&path)))?;
            }
            Err(failed) => {
                counts.failures += 1;
                bar.suspend(|| read::tell(&mut out.borrow_mut(), &failed))?;
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    read::say_what_went_in(&ledger.borrow());
    let mut out = out.borrow_mut();
    out.line(&format!("dry run, nothing was written: {}", counts.sentence(&gate.borrow())))?;
    out.flush()?;
    Ok(Status::of(counts.failures))
}

/// What was set aside and why, as a line.
fn aside(what: &Skipped) -> String {
    let why = match what.reason {
        Reason::NoPage => "it is a response that is no page",
        Reason::NoReport => "it holds no report",
        Reason::TooLarge => "it is too large",
        Reason::Duplicate => "it has the same bytes as another",
        Reason::NearDuplicate => "it has nearly the words of another",
        Reason::OffTopic => "it is not about a negotiation",
        Reason::Language => "it is in another language",
        Reason::Done => "an earlier run dealt with it",
        Reason::There => "it is in the register already",
        Reason::Own => "it is the log or the register of this run",
    };
    let note = if what.note.is_empty() { String::new() } else { format!(" ({})", safe::words(&what.note)) };
    format!("would skip {}: {why}{note}", safe::words(&what.path))
}
