//! What commands over a whole record share: all readings, one record of them, and the words that it cites.

use crate::args::Reports;
use crate::library::Library;
use crate::names::Names;
use crate::out::{self, Out};
use crate::show::paint::Paint;
use crate::{Status, data, resolve, safe};
use anyhow::Result;
use reading::{Reader, Reading};
use record::{Citation, Record};
use std::path::Path;

/// The words shown of a citation are cut after so many characters.
const MOST: usize = 100;

/// The reports asked for and their record.
pub(crate) struct Gathered {
    pub(crate) reader: &'static Reader,
    pub(crate) record: Record,
    library: Library,
    pub(crate) paint: Paint,
}

/// Reads the reports, or the register where none is named, and makes their record.
pub(crate) fn gather(from: &Reports, register: Option<&Path>, data: Option<&Path>, out: &mut Out) -> Result<Gathered> {
    let reader = data::reader(data)?;
    let library = Library::open(reader, &from.paths, &from.intake, register, out)?;
    let record = library.record(reader, from.as_of.as_deref())?;
    Ok(Gathered { reader, record, library, paint: Paint(out::coloured()) })
}

impl Gathered {
    pub(crate) fn status(&self) -> Status {
        Status::of(self.library.failures)
    }
    /// The identifier that is meant by a name.
    pub(crate) fn one(&self, text: &str, kinds: &[&str]) -> Result<String> {
        resolve::one(self.reader, text, kinds, &|id| self.library.names(id))
    }
    pub(crate) fn readings(&self) -> Result<&[Reading]> {
        self.library.readings()
    }
    /// Gives each reading, without keeping those of a register.
    pub(crate) fn each_reading(&self, take: impl FnMut(&Reading)) -> Result<()> {
        self.library.each_reading(take)
    }
    pub(crate) fn names(&self) -> Names<'static> {
        Names(self.reader.dossier())
    }
    /// The words, safe to show, and the path of their report; the path alone where the report cannot be opened again.
    pub(crate) fn cited(&self, c: &Citation) -> String {
        let words = self.library.quoted(c, MOST).map(|w| format!("{w} ")).unwrap_or_default();
        format!("{words}[{}]", safe::words(&c.path))
    }
}
