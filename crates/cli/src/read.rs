//! `mahdar read`: what each report says.

use crate::args::ReadArgs;
use crate::input::{Failed, Inputs};
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::Page;
use crate::{Status, batch, data};
use anyhow::Result;
use serde_json::json;
use std::path::Path;

/// Reads the reports and prints each reading.
pub(crate) fn run(args: &ReadArgs, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let inputs = Inputs::new(&args.paths, args.published.clone()).with(&args.intake)?;
    let ledger = inputs.ledger();
    let page = Page::new(Names(reader.dossier()), out::coloured());
    let (mut out, mut failures, mut shown) = (Out::new(), 0, 0);
    let make = |source: &_, reading: reading::Reading| {
        if args.json { json_line(&reading.to_json()) } else { page.show(source, &reading) }
    };
    batch::each(reader, inputs, make, |made| {
        failures += usize::from(made.is_err());
        match made {
            Err(failed) if args.json => out.line(&error_line(&failed))?,
            Err(failed) => tell(&mut out, &failed)?,
            Ok(text) => {
                if shown > 0 && !args.json {
                    out.line("")?;
                }
                shown += 1;
                out.line(&text)?;
            }
        }
        Ok(())
    })?;
    out.flush()?;
    say_what_went_in(&ledger.borrow());
    Ok(Status::of(failures))
}

/// Says on standard error how much was set aside and why, when anything was; what is in the register already `add` tells itself.
pub(crate) fn say_what_went_in(ledger: &intake::Ledger) {
    let summary = ledger.summary();
    if summary.skipped.keys().any(|reason| *reason != intake::Reason::There) {
        out::say(&summary.sentence());
    }
}

/// Says on standard error that a report could not be read, after all that was said before.
pub(crate) fn tell(out: &mut Out, failed: &Failed) -> Result<()> {
    out.flush()?;
    out::say(&format!("{}: {}", failed.path, failed.why));
    Ok(())
}

fn error_line(failed: &Failed) -> String {
    json_line(&json!({"schema": "mahdar.error/1", "path": failed.path, "error": failed.why}))
}
