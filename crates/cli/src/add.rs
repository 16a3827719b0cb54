//! `mahdar add`: reports into the register.

mod dry;

use crate::args::AddArgs;
use crate::input::{Failed, Inputs};
use crate::library::path_of;
use crate::out::{self, Out};
use crate::rebuild::keep_record;
use crate::words::Words;
use crate::{Status, batch, data, read};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use intake::{Ledger, Reason, Skipped};
use reading::{Reader, Reading, ZoneKind};
use source::{Given, Source, Span};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;
use store::{Added, Analyser, Prepared, Register, StoreError, tables_of};

/// Reads the reports that are not in the register yet and adds them, each whole or not at all. A register that is not there is made
/// for the first report.
pub(crate) fn run(args: &AddArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    if args.dry_run {
        return dry::run(args, register, data);
    }
    let path = path_of(register);
    let inputs = Inputs::new(&args.paths, args.published.clone()).with(&args.intake)?.without_register(path);
    let mut register = if path.exists() { Some(Register::create(path)?) } else { None };
    let reader = data::reader(data)?;
    let analyser = Analyser::new(reader.pack(), reader.dossier());
    let tables = tables(reader);
    let (mut out, bar) = (Out::new(), bar());
    let ledger = inputs.ledger();
    let gate = Rc::new(RefCell::new(Gate::new(register.as_ref(), bar.clone(), ledger.clone())?));
    let inputs = inputs.through({
        let gate = gate.clone();
        move |source| gate.borrow_mut().pass(source)
    });
    let mut counts = Counts::default();
    let make = |source: &Source, reading: Reading| prepared(source, &reading, &analyser);
    batch::each(reader, inputs, make, |made| {
        match made {
            Ok(report) => {
                let register = match &mut register {
                    Some(register) => register,
                    none => none.insert(Register::create(path)?),
                };
                counts.put(register, &report?, &tables)?;
            }
            Err(failed) => {
                counts.failures += 1;
                bar.suspend(|| read::tell(&mut out, &failed))?;
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    read::say_what_went_in(&ledger.borrow());
    out.line(&counts.sentence(&gate.borrow()))?;
    out.line(&match register {
        Some(mut register) => {
            let digest = keep_record(&mut register, reader)?;
            format!("{} holds {}, record {}", path.display(), record::count(register.len()?, "report"), short(&digest))
        }
        None => format!("there is no report to make {} for", path.display()),
    })?;
    out.flush()?;
    Ok(Status::of(counts.failures))
}

/// What became of the reports.
#[derive(Debug, Default)]
struct Counts {
    added: usize,
    completed: usize,
    failures: usize,
}

impl Counts {
    /// Adds a report, or completes the one that is there.
    fn put(&mut self, register: &mut Register, report: &Prepared, tables: &str) -> Result<(), StoreError> {
        match register.add(report, tables)? {
            Added::New => self.added += 1,
            Added::There => {
                register.reread(report, tables)?;
                self.completed += 1;
            }
        }
        Ok(())
    }

    fn sentence(&self, gate: &Gate) -> String {
        let others = [
            (gate.there, "there already"),
            (gate.repeated, "named again"),
            (self.completed, "completed"),
            (self.failures, "not read"),
        ];
        let others = others.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        std::iter::once(format!("{} added", self.added)).chain(others).collect::<Vec<_>>().join(", ")
    }
}

/// The versions of all tables with which reports are read.
pub(crate) fn tables(reader: &Reader) -> String {
    tables_of(reader.pack(), reader.dossier(), env!("CARGO_PKG_VERSION"))
}

/// Whatever decides what record follows from the same readings: the code that this program is built from, and its tables.
pub(crate) fn maker(reader: &Reader) -> String {
    format!("{} {}", env!("MAHDAR_CODE"), tables(reader))
}

/// The beginning of a digest.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

/// A report ready to be added; its page furniture is not searched.
pub(crate) fn prepared(source: &Source, reading: &Reading, analyser: &Analyser) -> Result<Prepared, StoreError> {
    let words = Words::of(source, reading);
    // A mark at the start of a file is not in the clean text.
    let lead = words.text().strip_suffix(&reading.text).map_or(0, str::len);
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
    /// How many were in the register.
    there: usize,
    /// How many were named again in this run; whether the first could be read is not known here.
    repeated: usize,
    bar: ProgressBar,
    ledger: Rc<RefCell<Ledger>>,
}

impl Gate {
    fn new(register: Option<&Register>, bar: ProgressBar, ledger: Rc<RefCell<Ledger>>) -> Result<Gate, StoreError> {
        let known = register.map_or(Ok(HashMap::new()), Register::given)?;
        Ok(Gate { known, passed: HashSet::new(), there: 0, repeated: 0, bar, ledger })
    }

    fn aside(&self, source: &Source, reason: Reason) {
        let what = Skipped { path: source.path().to_owned(), reason, note: String::new() };
        self.ledger.borrow_mut().skipped(&what);
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
                self.aside(&source, Reason::There);
                return None;
            }
            *known = more.clone();
            return Some(source.with_given(more));
        }
        if !self.passed.insert(name) {
            self.repeated += 1;
            self.aside(&source, Reason::Duplicate);
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
