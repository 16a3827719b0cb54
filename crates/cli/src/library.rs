//! What the commands over many reports work on: the readings, and the reports themselves for their words. They come from the
//! register, or from reports named on the command line, which are kept for as long as the command runs.

use crate::add::maker;
use crate::args::IntakeArgs;
use crate::input::Inputs;
use crate::out::Out;
use crate::rebuild::read_with;
use crate::words::Words;
use crate::{Usage, batch, read, safe};
use anyhow::{Result, bail};
use reading::{Reader, Reading};
use record::{Citation, Correction, Record};
use source::{Given, Source, Span};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use store::{Register, Small};

/// The register that is used when none is named.
pub(crate) const REGISTER: &str = "mahdar.db";
/// So many texts are kept at hand.
const AT_HAND: usize = 256;

/// Readings and the reports that they were made of.
pub(crate) struct Library {
    /// All readings; those of a register are taken out of it when they are first asked for.
    readings: OnceCell<Vec<Reading>>,
    /// How many reports could not be read.
    pub(crate) failures: usize,
    corrections: Vec<Correction>,
    /// The packs and dossiers with which the readings were made.
    tables: Vec<String>,
    by_name: OnceCell<HashMap<String, usize>>,
    shelf: Shelf,
    at_hand: RefCell<HashMap<String, Rc<Words<'static>>>>,
}

/// Where the reports are.
enum Shelf {
    Register(Register),
    Memory(HashMap<String, Kept>),
}

/// A report named on the command line: its bytes, and what is known of it besides, without which they may be read otherwise.
struct Kept {
    /// Which of the readings is its.
    at: usize,
    bytes: Small,
    given: Given,
}

/// The path of the register to use.
pub(crate) fn path_of(register: Option<&Path>) -> &Path {
    register.unwrap_or(Path::new(REGISTER))
}

/// Opens the register for reading. Where nobody named one and there is none, that is wrong usage.
pub(crate) fn open(register: Option<&Path>) -> Result<Register> {
    match Register::read(path_of(register)) {
        Ok(register) => Ok(register),
        Err(e) if matches!(e.why, store::StoreError::Missing) => bail!(Usage(missing(path_of(register)))),
        Err(e) => Err(e.into()),
    }
}

/// Says what to do where there is no register.
pub(crate) fn missing(path: &Path) -> String {
    let path = path.display();
    format!("there is no register {path}: make one with `mahdar add PATH…`, name another with --register, or name reports")
}

impl Library {
    /// The reports in `paths`; without any, the register.
    pub(crate) fn open(
        reader: &Reader,
        paths: &[PathBuf],
        intake: &IntakeArgs,
        register: Option<&Path>,
        out: &mut Out,
    ) -> Result<Library> {
        if paths.is_empty() { Library::of_register(open(register)?) } else { Library::of_paths(reader, paths, intake, out) }
    }

    /// All of a register.
    pub(crate) fn of_register(register: Register) -> Result<Library> {
        let corrections = register.corrections()?.into_iter().map(|k| k.correction).collect();
        let tables = read_with(&register)?;
        Ok(Library::new(OnceCell::new(), Shelf::Register(register), (corrections, tables), 0))
    }

    fn of_paths(reader: &Reader, paths: &[PathBuf], intake: &IntakeArgs, out: &mut Out) -> Result<Library> {
        let (mut readings, mut kept) = (Vec::new(), HashMap::new());
        let make = |source: &Source, reading: Reading| (reading, Small::of(source.bytes()), source.given().clone());
        let failures = read_all(reader, (paths, intake), out, make, |(reading, bytes, given)| {
            put(reading, bytes?, given, &mut readings, &mut kept);
            Ok(())
        })?;
        let tables = vec![reader.pack().table()];
        Ok(Library::new(readings.into(), Shelf::Memory(kept), (Vec::new(), tables), failures))
    }

    fn new(
        readings: OnceCell<Vec<Reading>>,
        shelf: Shelf,
        (corrections, tables): (Vec<Correction>, Vec<String>),
        failures: usize,
    ) -> Library {
        Library { readings, failures, corrections, tables, by_name: OnceCell::new(), shelf, at_hand: RefCell::default() }
    }

    /// The record that follows, corrections laid over it. The one that a register keeps is taken where it was made by this very
    /// program with these very tables from the register as it is, and is asked for as of no other day.
    pub(crate) fn record(&self, reader: &Reader, as_of: Option<&str>) -> Result<Record> {
        if let (Shelf::Register(register), None) = (&self.shelf, as_of)
            && let Some(record) = register.record(&maker(reader))?
        {
            return Ok(record);
        }
        Ok(Record::read_with(self.readings()?, reader.dossier(), as_of, &self.corrections, &self.tables))
    }

    /// All readings.
    pub(crate) fn readings(&self) -> Result<&[Reading]> {
        if self.readings.get().is_none()
            && let Shelf::Register(register) = &self.shelf
        {
            let all = register.readings()?;
            return Ok(self.readings.get_or_init(|| all));
        }
        Ok(self.readings.get().map_or(&[], Vec::as_slice))
    }

    /// Gives each reading; those of a register are taken out of it one by one, unless all are at hand.
    pub(crate) fn each_reading(&self, mut take: impl FnMut(&Reading)) -> Result<()> {
        match (&self.shelf, self.readings.get()) {
            (Shelf::Register(register), None) => register.each_reading(|r| take(&r))?,
            (_, all) => all.into_iter().flatten().for_each(take),
        }
        Ok(())
    }

    /// The reading of a report; nothing where it is not here, or [`Library::readings`] would fail.
    pub(crate) fn reading(&self, sha256: &str) -> Option<&Reading> {
        let all = self.readings().ok()?;
        let places = || all.iter().enumerate().map(|(at, r)| (r.sha256.clone(), at)).collect();
        self.by_name.get_or_init(places).get(sha256).map(|at| &all[*at])
    }

    fn source(&self, sha256: &str) -> Result<Option<Source>> {
        Ok(match &self.shelf {
            Shelf::Register(register) => register.source(sha256)?,
            Shelf::Memory(kept) => {
                let source =
                    |k: &Kept| Ok::<_, io::Error>(Source::new(String::new(), k.bytes.bytes()?).with_given(k.given.clone()));
                kept.get(sha256).map(source).transpose()?
            }
        })
    }

    /// The words of a report; nothing where it is not here.
    fn text(&self, sha256: &str) -> Result<Rc<Words<'static>>> {
        if let Some(words) = self.at_hand.borrow().get(sha256) {
            return Ok(words.clone());
        }
        let source = self.source(sha256)?.unwrap_or_else(|| Source::new(String::new(), Vec::new()));
        let words = Rc::new(match (&self.shelf, self.readings.get()) {
            // One report is at hand sooner than all.
            (Shelf::Register(register), None) => words_of(&source, register.reading(sha256)?.as_ref()),
            _ => words_of(&source, self.reading(sha256)),
        });
        let mut at_hand = self.at_hand.borrow_mut();
        if at_hand.len() >= AT_HAND {
            at_hand.clear();
        }
        at_hand.insert(sha256.to_owned(), words.clone());
        Ok(words)
    }

    /// The words of a report between two of its bytes, as they are.
    pub(crate) fn words(&self, sha256: &str, span: Span) -> Result<String> {
        Ok(self.text(sha256)?.at(span).to_owned())
    }

    /// The words of a citation, safe to show, cut after `most` characters.
    pub(crate) fn quoted(&self, c: &Citation, most: usize) -> Result<String> {
        Ok(safe::first_words(&self.words(&c.sha256, c.span)?, most))
    }
}

impl Library {
    /// What `what` finds in the reading of a report; of a register that one alone is taken out, unless all are at hand.
    pub(crate) fn ask<T>(&self, sha256: &str, what: impl FnOnce(&Reading) -> T) -> Option<T> {
        match (&self.shelf, self.readings.get()) {
            (Shelf::Register(register), None) => register.reading(sha256).ok().flatten().as_ref().map(what),
            _ => self.reading(sha256).map(what),
        }
    }
}

fn words_of(source: &Source, reading: Option<&Reading>) -> Words<'static> {
    reading.map_or_else(|| Words::cleaned(source), |r| Words::of(source, r)).into_owned()
}

/// Reads all reports in `paths`; `make` and `take` as in [`batch::each`]. Those that cannot be read are told, and counted.
pub(crate) fn read_all<T: Send>(
    reader: &Reader,
    (paths, intake): (&[PathBuf], &IntakeArgs),
    out: &mut Out,
    make: impl Fn(&Source, Reading) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<usize> {
    let inputs = Inputs::new(paths, None).with(intake)?;
    let (ledger, mut failures) = (inputs.ledger(), 0);
    batch::each(reader, inputs, make, |made| match made {
        Ok(made) => take(made),
        Err(failed) => {
            failures += 1;
            read::tell(out, &failed)
        }
    })?;
    read::say_what_went_in(&ledger.borrow());
    Ok(failures)
}

/// Puts a report beside the others. One that is there already counts once, under the path that the record prints for it.
fn put(reading: Reading, bytes: Small, given: Given, readings: &mut Vec<Reading>, kept: &mut HashMap<String, Kept>) {
    match kept.entry(reading.sha256.clone()) {
        Entry::Vacant(place) => {
            place.insert(Kept { at: readings.len(), bytes, given });
            readings.push(reading);
        }
        Entry::Occupied(mut place) => {
            let at = place.get().at;
            if reading.path < readings[at].path {
                place.insert(Kept { at, bytes, given });
                readings[at] = reading;
            }
        }
    }
}

impl Library {
    /// Whether a reading names the entity.
    pub(crate) fn names(&self, id: &str) -> bool {
        if let (Shelf::Register(register), None) = (&self.shelf, self.readings.get()) {
            return register.names_entity(id).unwrap_or(false);
        }
        let speaks = |r: &Reading| r.statements.iter().any(|s| s.speaker.as_deref() == Some(id) || s.via.iter().any(|v| v == id));
        let acts = |r: &Reading| {
            r.events.iter().any(|e| e.process.as_deref() == Some(id) || e.participants.iter().any(|p| p.entity == id))
        };
        let named = |r: &Reading| {
            r.outlet.as_deref() == Some(id) || r.mentions.iter().any(|m| m.entity == id || m.acts_for.as_deref() == Some(id))
        };
        self.readings.get().into_iter().flatten().any(|r| named(r) || speaks(r) || acts(r))
    }
}
