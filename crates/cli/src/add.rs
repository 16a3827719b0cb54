//! `mahdar add`: reports into the register.

use crate::args::AddArgs;
use crate::input::{Failed, Inputs};
use crate::library::path_of;
use crate::out::{self, Out};
use crate::rebuild::keep_record;
use crate::words::Words;
use crate::{Status, batch, data, read};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use reading::{Reader, Reading, ZoneKind};
use source::{Given, Source, Span};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;
use store::{Added, Analyser, Prepared, Register, StoreError, tables_of};

/// Reads the reports that are not in the register yet and adds them, each whole or not at all.
pub(crate) fn run(args: &AddArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let path = path_of(register);
    let mut register = Register::create(path)?;
    let reader = data::reader(data)?;
    let analyser = Analyser::new(reader.pack(), reader.dossier());
    let tables = tables(reader);
    let (mut out, bar) = (Out::new(), bar());
    let gate = Rc::new(RefCell::new(Gate::new(&register, bar.clone())?));
    let inputs = Inputs::new(&args.paths, args.published.clone()).with(&args.intake)?;
    let ledger = inputs.ledger();
    let inputs = inputs.through({
        let gate = gate.clone();
        move |source| gate.borrow_mut().pass(source)
    });
    let (mut added, mut completed, mut failures) = (0, 0, 0);
    let make = |source: &Source, reading: Reading| prepared(source, &reading, &analyser);
    batch::each(reader, inputs, make, |made| {
        match made {
            Ok(report) => {
                let report = report?;
                match register.add(&report, &tables)? {
                    Added::New => added += 1,
                    Added::There => {
                        register.reread(&report, &tables)?;
                        completed += 1;
                    }
                }
            }
            Err(failed) => {
                failures += 1;
                bar.suspend(|| read::tell(&mut out, &failed))?;
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    read::say_what_went_in(&ledger.borrow());
    let digest = keep_record(&mut register, reader)?;
    let there = gate.borrow().there;
    let mut counts = vec![format!("{added} added")];
    counts.extend((there > 0).then(|| format!("{there} there already")));
    counts.extend((completed > 0).then(|| format!("{completed} completed")));
    counts.extend((failures > 0).then(|| format!("{failures} not read")));
    out.line(&counts.join(", "))?;
    out.line(&format!("{} holds {}, record {}", path.display(), reports(register.len()?), short(&digest)))?;
    out.flush()?;
    Ok(Status::of(failures))
}

/// The versions of all tables with which reports are read.
pub(crate) fn tables(reader: &Reader) -> String {
    tables_of(reader.pack(), reader.dossier(), env!("CARGO_PKG_VERSION"))
}

/// `1 report`, `2 reports`.
pub(crate) fn reports(n: usize) -> String {
    if n == 1 { "1 report".to_owned() } else { format!("{n} reports") }
}

/// The beginning of a digest.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

/// A report ready to be added; its page furniture is not searched.
pub(crate) fn prepared(source: &Source, reading: &Reading, analyser: &Analyser) -> Result<Prepared, StoreError> {
    let words = Words::of(source, reading);
    // A mark at the start of a file is not in the clean text.
    let lead = words.text().len().saturating_sub(reading.text.len());
    let clean = |at: usize| u32::try_from(at.saturating_sub(lead)).unwrap_or(u32::MAX);
    let furniture = reading.zones.iter().filter(|z| z.kind == ZoneKind::Boilerplate).map(|z| words.range(z.span));
    let furniture: Vec<Span> = furniture.map(|r| Span::new(clean(r.start), clean(r.end))).collect();
    Prepared::new(source, reading, analyser, &furniture)
}

/// A bar on standard error while work is long, on a terminal only.
pub(crate) fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} reports · {elapsed} · {per_sec}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Knows what is in the register already, so that it is not read again.
struct Gate {
    known: HashMap<String, Given>,
    /// Names of the reports that passed in this run.
    passed: HashSet<String>,
    there: usize,
    bar: ProgressBar,
}

impl Gate {
    fn new(register: &Register, bar: ProgressBar) -> Result<Gate, StoreError> {
        Ok(Gate { known: register.given()?, passed: HashSet::new(), there: 0, bar })
    }

    /// The report, where it is new or something new is given of it; what had been given before stays.
    fn pass(&mut self, source: Source) -> Option<Source> {
        let name = source.sha256();
        if let Some(known) = self.known.get_mut(&name) {
            let (more, contradicted) = completed(known, source.given());
            if contradicted {
                let said = "it is in the register, and something else was given of it then; that stays";
                self.bar.suspend(|| out::say(&format!("{}: {said}", source.path())));
            }
            if more == *known {
                self.there += 1;
                return None;
            }
            *known = more.clone();
            return Some(source.with_given(more));
        }
        if !self.passed.insert(name) {
            self.there += 1;
            return None;
        }
        Some(source)
    }
}

/// What is known of a report now, and whether something new contradicts it.
fn completed(known: &Given, new: &Given) -> (Given, bool) {
    let field = |a: &Option<String>, b: &Option<String>| (a.clone().or(b.clone()), a.is_some() && b.is_some() && a != b);
    let (published, p) = field(&known.published, &new.published);
    let (outlet, o) = field(&known.outlet, &new.outlet);
    let (url, u) = field(&known.url, &new.url);
    let (charset, c) = field(&known.charset, &new.charset);
    (Given { published, outlet, url, charset }, p || o || u || c)
}

/// A report that is in the register and cannot be read any more.
pub(crate) fn failed(failed: &Failed, bar: &ProgressBar, out: &mut Out) -> Result<()> {
    bar.suspend(|| read::tell(out, failed))
}
