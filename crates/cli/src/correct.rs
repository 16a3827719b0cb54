//! `mahdar correct`: what a person knows better about an entry, kept over what was read.

use crate::args::CorrectArgs;
use crate::names::Names;
use crate::out::{self, Out};
use crate::rebuild::{keep_record, open, record};
use crate::show::entry::EntryLines;
use crate::show::paint::Paint;
use crate::{Status, Usage, data, entry, resolve, safe};
use anyhow::{Result, bail};
use reading::Reader;
use record::{Change, Correction, Entry, Record};
use std::path::Path;
use store::{Kept, Register};

/// Keeps the correction, or takes corrections back, and prints the entry as it is then.
pub(crate) fn run(args: &CorrectArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut register = open(register)?;
    let reader = data::reader(data)?;
    let before = record(&register, reader, None)?;
    let entry = entry::find(&before, &args.entry)?;
    let mut out = Out::new();
    if args.undo {
        let gone = undo(&mut register, &before, entry)?;
        out.line(&format!("{} taken back", record::count(gone, "correction")))?;
    } else {
        let changes = changes(args, reader)?;
        let anchors: Vec<_> = entry.citations.iter().map(|c| (c.sha256.clone(), c.span)).collect();
        let one = |change| Correction { entry: entry.id.clone(), kind: entry.kind.clone(), anchors: anchors.clone(), change };
        register.correct(&changes.into_iter().map(one).collect::<Vec<_>>())?;
    }
    let after = record(&register, reader, None)?;
    let lines = EntryLines { names: Names(reader.dossier()), paint: Paint(out::coloured()) };
    let entry = after.entry(&entry.id).unwrap_or(entry);
    out.line(&lines.line(entry))?;
    for line in lines.corrections(entry) {
        out.line(&format!("    {line}"))?;
    }
    keep_record(&mut register, reader)?;
    out.flush()?;
    Ok(Status::Fine)
}

/// Takes back every correction that lies on the entry, and those made under its name that lie on none.
fn undo(register: &mut Register, before: &Record, entry: &Entry) -> Result<usize> {
    let lies = |(kept, landed): &(Kept, &Option<String>)| *landed.as_ref().unwrap_or(&kept.correction.entry) == entry.id;
    let ids: Vec<i64> = register.corrections()?.into_iter().zip(before.landed()).filter(lies).map(|(kept, _)| kept.id).collect();
    Ok(register.take_back(&ids)?)
}

/// What the user wants changed.
fn changes(args: &CorrectArgs, reader: &Reader) -> Result<Vec<Change>> {
    let place = |text: &String| resolve::one(reader, text, &["place", "state"], &|_| false);
    let asked = [
        ("date", args.date.clone()),
        ("place", args.place.as_ref().map(place).transpose()?),
        ("status", args.status.clone()),
        ("note", args.note.clone()),
        ("drop", args.drop.then(String::new)),
    ];
    let mut changes = Vec::new();
    for (field, value) in asked.into_iter().filter_map(|(field, value)| Some((field, value?))) {
        match Change::new(field, Some(&value)) {
            Some(change) => changes.push(change),
            None => bail!(Usage(format!("{field} cannot be {}", safe::words(&value)))),
        }
    }
    Ok(changes)
}
