//! `mahdar rebuild`: reads all reports of the register again and makes the record anew. Corrections stay.

use crate::add::{bar, failed, maker, prepared, short, tables};
use crate::input::Failed;
use crate::library::{missing, path_of};
use crate::out::{self, Out};
use crate::{Status, Usage, batch, data};
use anyhow::{Result, bail};
use reading::{Reader, Reading};
use record::Record;
use source::Source;
use std::path::Path;
use store::{Analyser, Kept, Register, StoreError, without_program};

/// Replaces every reading, each with one transaction; a run that is cut short can be run again.
pub(crate) fn run(register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut register = open(register)?;
    let reader = data::reader(data)?;
    let analyser = Analyser::new(reader.pack(), reader.dossier());
    let tables = tables(reader);
    let (mut out, bar, mut failures) = (Out::new(), bar(), 0);
    let make = |source: &Source, reading: Reading| prepared(source, &reading, &analyser);
    for names in register.names()?.chunks(batch::MOST_REPORTS) {
        let sources: Vec<Result<Source, Failed>> = names.iter().map(|name| source(&register, name)).collect();
        batch::all(reader, sources, make, |made| {
            match made {
                Ok(report) => register.reread(&report?, &tables)?,
                Err(why) => {
                    failures += 1;
                    failed(&why, &bar, &mut out)?;
                }
            }
            bar.inc(1);
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    let digest = keep_record(&mut register, reader)?;
    out.line(&format!("{} read again, record {}", record::count(register.len()? - failures, "report"), short(&digest)))?;
    out.flush()?;
    Ok(Status::of(failures))
}

/// The register for changing; wrong usage where there is none.
pub(crate) fn open(register: Option<&Path>) -> Result<Register> {
    match Register::change(path_of(register)) {
        Ok(register) => Ok(register),
        Err(e) if matches!(e.why, StoreError::Missing) => bail!(Usage(missing(path_of(register)))),
        Err(e) => Err(e.into()),
    }
}

/// A report of the register by its name.
pub(crate) fn source(register: &Register, name: &str) -> Result<Source, Failed> {
    let why = |why: String| Failed { path: name.to_owned(), why };
    register.source(name).map_err(|e| why(e.to_string()))?.ok_or_else(|| why("it is not in the register".to_owned()))
}

/// Makes the record of all readings and corrections and keeps it, unless the kept one is of the same state; its digest.
pub(crate) fn keep_record(register: &mut Register, reader: &Reader) -> Result<String> {
    let (generation, tables, maker) = (register.generation()?, tables(reader), maker(reader));
    if let Some((_, digest)) = register.kept_digest(&maker)?.filter(|(at, _)| *at == generation) {
        return Ok(digest);
    }
    let record = record(register, reader, None)?;
    register.keep_record(&record, generation, &tables, &maker)?;
    let adrift = |(kept, landed): (Kept, &Option<String>)| landed.is_none().then_some(kept.correction.entry);
    for entry in register.corrections()?.into_iter().zip(record.landed()).filter_map(adrift) {
        out::say(&format!("a correction of {entry} fits no entry any more; it is kept"));
    }
    Ok(record.digest().to_owned())
}

/// The record of all readings and corrections.
pub(crate) fn record(register: &Register, reader: &Reader, as_of: Option<&str>) -> Result<Record> {
    let corrections: Vec<_> = register.corrections()?.into_iter().map(|k| k.correction).collect();
    Ok(Record::read_with(&register.readings()?, reader.dossier(), as_of, &corrections, &read_with(register)?))
}

/// The packs and dossiers with which the readings of a register were made.
pub(crate) fn read_with(register: &Register) -> Result<Vec<String>> {
    let lists = register.tables()?;
    Ok(lists.iter().flat_map(|list| without_program(list)).map(str::to_owned).collect())
}
