//! The reports that a user names: files, folders, patterns, archives, addresses, standard input; opened one after the other.

mod folder;
mod given;
mod network;

use crate::args::IntakeArgs;
use anyhow::{Context, Result, anyhow};
use intake::{Entries, Entry, Fields, Ledger, Limits, Options, Reason, Skipped, sentence};
use network::Network;
use source::{Given, Source};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(crate) use intake::Failed;

/// What stands for standard input.
const STDIN: &str = "-";

/// A place of which the reports are wanted.
struct Place {
    path: PathBuf,
    /// The user named it; it was not found in a folder.
    named: bool,
}

/// A place that is open.
struct Open {
    place: Place,
    entries: Entries,
    /// What stands beside it.
    beside: Given,
}

/// The reports in the order of the user's paths; those of a folder in the order of their names.
pub(crate) struct Inputs {
    waiting: VecDeque<Place>,
    open: Option<Open>,
    /// The day of publication that the user gave for all.
    published: Option<String>,
    options: Options,
    args: IntakeArgs,
    ledger: Rc<RefCell<Ledger>>,
    /// Lets a report pass, or not.
    gate: Option<Box<Gate>>,
    /// Fetches what is named by its address.
    network: Network,
    /// What the program itself writes: no reports, though they may stand in a folder that is read.
    own: Vec<PathBuf>,
}

/// Lets a report pass, perhaps with more given of it, or not.
type Gate = dyn FnMut(Source) -> Option<Source>;

impl Inputs {
    /// The reports at those paths, taken as they are.
    pub(crate) fn new(paths: &[PathBuf], published: Option<String>) -> Inputs {
        Inputs {
            waiting: paths.iter().map(|p| Place { path: p.clone(), named: true }).collect(),
            open: None,
            published,
            options: Options::default(),
            args: IntakeArgs::default(),
            ledger: Rc::default(),
            gate: None,
            network: Network::default(),
            own: Vec::new(),
        }
    }

    /// The same reports without a register, and without what is kept beside it while it is open.
    pub(crate) fn without_register(mut self, register: &Path) -> Inputs {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = register.as_os_str().to_owned();
            name.push(end);
            self.own.extend(real(Path::new(&name)));
        }
        self
    }

    /// The same reports, but for those that `gate` does not let pass.
    pub(crate) fn through(mut self, gate: impl FnMut(Source) -> Option<Source> + 'static) -> Inputs {
        self.gate = Some(Box::new(gate));
        self
    }

    /// The same, taken as `args` say.
    pub(crate) fn with(mut self, args: &IntakeArgs) -> Result<Inputs> {
        let fields = args.fields.as_deref().map_or(Ok(Fields::default()), |map| Fields::default().with(map));
        let fields = fields.map_err(|why| anyhow!(crate::Usage(format!("--fields: {why}"))))?;
        let mut limits = Limits::default();
        if let Some(most) = args.max_size {
            limits.report = usize::from(most) << 20;
        }
        self.options = Options { limits, fields };
        self.ledger = Rc::new(RefCell::new(ledger(args)?));
        self.own.extend(args.log.as_deref().and_then(real));
        self.args = args.clone();
        Ok(self)
    }

    /// How they are taken in.
    pub(crate) fn args(&self) -> &IntakeArgs {
        &self.args
    }

    /// What went in and what did not, up to now.
    pub(crate) fn ledger(&self) -> Rc<RefCell<Ledger>> {
        self.ledger.clone()
    }

    fn enter(&mut self, place: Place) -> Result<(), Failed> {
        let path = &place.path;
        if place.named && path.as_os_str() == STDIN {
            let from = Box::new(BufReader::with_capacity(256 * 1024, io::stdin()));
            let entries = intake::stream(STDIN, from, None, &self.options);
            self.open = Some(Open { place, entries, beside: Given::default() });
            return Ok(());
        }
        if let Some(address) = path.to_str().filter(|p| place.named && intake::is_address(p)) {
            let entries = self.network.open(address, &self.args, &self.options);
            self.open = Some(Open { place, entries, beside: Given::default() });
            return Ok(());
        }
        if path.is_dir() {
            return self.folder(path);
        }
        if self.is_own(path) {
            let note = "the program writes it in this very run".to_owned();
            self.ledger.borrow_mut().skipped(&Skipped { path: path.to_string_lossy().into_owned(), reason: Reason::Own, note });
            return Ok(());
        }
        if place.named && !path.exists() && self.pattern(path) {
            return Ok(());
        }
        let beside = given::beside(path).map_err(|why| failed(path, why))?;
        let entries = intake::open(path, &self.options);
        self.open = Some(Open { place, entries, beside });
        Ok(())
    }

    /// Whether the program itself writes that file, under whatever name or link.
    fn is_own(&self, path: &Path) -> bool {
        !self.own.is_empty() && real(path).is_some_and(|path| self.own.contains(&path))
    }

    /// Puts the reports of a folder in front of all that waits.
    fn folder(&mut self, path: &Path) -> Result<(), Failed> {
        let found = folder::reports(path).map_err(|(at, e)| failed(&at, sentence(&e)))?;
        if found.is_empty() {
            return Err(failed(path, "the folder holds no report (.txt, .html, .md, .jsonl, .warc.gz …)".to_owned()));
        }
        found.into_iter().rev().for_each(|path| self.waiting.push_front(Place { path, named: false }));
        Ok(())
    }

    /// Puts the files that a pattern (`*`, `?`, `[…]`) names in front of all that waits; false when it names none.
    fn pattern(&mut self, path: &Path) -> bool {
        let found = path.to_str().filter(|p| p.contains(['*', '?', '['])).and_then(|p| glob::glob(p).ok());
        let mut found: Vec<PathBuf> = found.into_iter().flatten().filter_map(Result::ok).collect();
        found.sort();
        found.iter().rev().for_each(|path| self.waiting.push_front(Place { path: path.clone(), named: true }));
        !found.is_empty()
    }

    /// What comes of an entry: a report, a failure, or nothing.
    fn settle(&self, open: &Open, entry: Entry) -> Option<Result<Source, Failed>> {
        let path = match &entry {
            Entry::Report(source) => source.path(),
            Entry::Failed(f) => &f.path,
            Entry::Skipped(s) => &s.path,
        };
        if self.was_done(path) {
            return None;
        }
        let own = |path: &str| open.place.named && open.place.path.to_string_lossy() == path;
        match entry {
            // What the user names and holds no report is a failure; what was found in a folder is set aside.
            Entry::Skipped(s) if s.reason != Reason::Duplicate && own(&s.path) => Some(Err(Failed { path: s.path, why: s.note })),
            Entry::Skipped(s) => {
                self.ledger.borrow_mut().skipped(&s);
                None
            }
            Entry::Failed(f) => Some(Err(f)),
            Entry::Report(source) => Some(self.with_given(open, source)),
        }
    }

    /// Whether an earlier run dealt with it; then that is counted.
    fn was_done(&self, path: &str) -> bool {
        let done = self.ledger.borrow().is_done(path);
        if done {
            self.ledger.borrow_mut().skipped(&Skipped { path: path.to_owned(), reason: Reason::Done, note: String::new() });
        }
        done
    }

    /// What is known of a report, the user's word before all others.
    fn with_given(&self, open: &Open, source: Source) -> Result<Source, Failed> {
        let name = open.place.path.to_string_lossy();
        // What a stranger's server sends does not say what the user knows.
        let alone = name == source.path() && !intake::is_address(&name);
        let front = if alone { given::in_front(source.bytes()) } else { Ok(Given::default()) };
        let front = front.map_err(|why| Failed { path: source.path().to_owned(), why })?;
        let told = given::merged(source.given().clone(), front);
        let mut given = given::merged(open.beside.clone(), told);
        if self.published.is_some() {
            given.published.clone_from(&self.published);
        }
        Ok(source.with_given(given))
    }
}

impl Iterator for Inputs {
    type Item = Result<Source, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match (self.had()?, &mut self.gate) {
                (Ok(source), Some(gate)) => {
                    if let Some(passed) = gate(source) {
                        return Some(Ok(passed));
                    }
                }
                (item, _) => return Some(item),
            }
        }
    }
}

impl Inputs {
    /// The next report that can be had.
    fn had(&mut self) -> Option<Result<Source, Failed>> {
        loop {
            while let Some(mut open) = self.open.take() {
                let Some(entry) = open.entries.next() else { break };
                let item = self.settle(&open, entry);
                self.open = Some(open);
                if item.is_some() {
                    return item;
                }
            }
            let place = self.waiting.pop_front()?;
            // What an earlier run dealt with is not fetched again.
            let address = place.path.to_str().filter(|p| place.named && intake::is_address(p));
            if address.is_some_and(|p| self.was_done(p)) {
                continue;
            }
            match self.enter(place) {
                Err(failed) if !self.was_done(&failed.path) => return Some(Err(failed)),
                _ => {}
            }
        }
    }
}

/// The ledger that the user wants: with a log, and with what an earlier log says.
fn ledger(args: &IntakeArgs) -> Result<Ledger> {
    let Some(path) = &args.log else { return Ok(Ledger::default()) };
    let told = || format!("cannot write the log {}", path.display());
    let mut done = Ledger::default();
    if args.resume && path.exists() {
        let read = File::open(path).and_then(|f| done.resume(BufReader::new(f)));
        read.with_context(|| format!("cannot read the log {}", path.display()))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).write(true).append(args.resume).truncate(!args.resume);
    let mut file = options.open(path).with_context(told)?;
    if args.resume {
        // The last line may have been cut off; an empty line does no harm.
        file.write_all(b"\n").with_context(told)?;
    }
    Ok(done.with_log(Box::new(BufWriter::new(file))))
}

/// The one path of a file that is there.
fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

fn failed(path: &Path, why: String) -> Failed {
    Failed { path: path.to_string_lossy().into_owned(), why }
}
