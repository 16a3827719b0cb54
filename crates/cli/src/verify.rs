//! `mahdar verify`: whether the register still says what its reports say.
//!
//! In order: is the file sound; are the bytes of each report those that it is named after; does each report, read once more, say
//! what is kept; does the record that follows have the digest that is kept. The first difference of each kind is named.

use crate::add::{bar, maker, tables};
use crate::input::Failed;
use crate::out::{self, Out};
use crate::rebuild::{record, source};
use crate::{Status, batch, data, library};
use anyhow::Result;
use reading::{Reader, Reading};
use record::count;
use source::Source;
use std::path::Path;
use store::{Register, difference, kept_json};

/// Checks all and says what is wrong.
pub(crate) fn run(register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let register = library::open(register)?;
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let mut faults: Vec<String> = register.faults()?.into_iter().map(|f| format!("the file is damaged: {f}")).collect();
    let old: Vec<String> = register.tables()?.into_iter().filter(|t| *t != tables(reader)).collect();
    if let Some(old) = old.first() {
        out::say(&format!("some reports were read with other tables ({old}); `mahdar rebuild` reads them with those of today"));
    }
    faults.extend(readings(&register, reader)?);
    faults.extend(the_record(&register, reader)?);
    for fault in &faults {
        out.line(fault)?;
    }
    if faults.is_empty() {
        out.line(&format!("{} read again: nothing differs", count(register.len()?, "report")))?;
        let digest = register.kept_record()?.map(|k| k.digest).unwrap_or_default();
        out.line(&format!("record {digest}"))?;
    }
    out.flush()?;
    Ok(Status::of(faults.len()))
}

/// The first report that says something else than is kept, and how many do.
fn readings(register: &Register, reader: &Reader) -> Result<Vec<String>> {
    let (bar, mut first, mut differ, mut faults) = (bar(), None, 0, Vec::new());
    let make = |source: &Source, reading: Reading| (source.path().to_owned(), reading.sha256.clone(), kept_json(&reading));
    for names in register.names()?.chunks(batch::MOST_REPORTS) {
        let sources: Vec<Result<Source, Failed>> = names.iter().map(|name| source(register, name)).collect();
        batch::all(reader, sources, make, |made| {
            match made {
                Ok((path, name, now)) => {
                    let kept = register.reading_json(&name)?.unwrap_or_default();
                    if let Some(found) = difference(&kept, &now) {
                        differ += 1;
                        first.get_or_insert_with(|| format!("{path}: {} was {}, is {}", found.at, found.kept, found.now));
                    }
                }
                Err(failed) => faults.push(format!("{}: {}", failed.path, failed.why)),
            }
            bar.inc(1);
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    faults.extend(first);
    if differ > 1 {
        faults.push(format!("{} in all say something else than is kept", count(differ, "report")));
    }
    Ok(faults)
}

/// Where the record that follows from the readings differs from the one that is kept.
fn the_record(register: &Register, reader: &Reader) -> Result<Vec<String>> {
    let Some(kept) = register.kept_record()? else {
        return Ok(vec!["no record is kept: `mahdar rebuild` makes it".to_owned()]);
    };
    if kept.generation != register.generation()? {
        return Ok(vec![
            "reports were added since the record was made: `mahdar add` or `mahdar rebuild` brings it up to date".to_owned(),
        ]);
    }
    let now = record(register, reader, None)?;
    if now.digest() == kept.digest {
        // What commands show is the whole record that is kept; it is looked at too.
        let shown = register.record(&maker(reader))?.filter(|shown| *shown != now);
        return Ok(shown
            .map(|_| "the record that is kept for showing is not the one that follows".to_owned())
            .into_iter()
            .collect());
    }
    // The digests differ in any case: what matters is what makes them differ.
    let without = |mut value: serde_json::Value| {
        value["digest"] = serde_json::Value::Null;
        value
    };
    let found = difference(&without(register.kept_json()?.unwrap_or_default()), &without(now.to_json()));
    let detail = found.map(|f| format!(": {} was {}, is {}", f.at, f.kept, f.now)).unwrap_or_default();
    Ok(vec![format!("the record has the digest {}, the one kept {}{detail}", now.digest(), kept.digest)])
}
