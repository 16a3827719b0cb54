//! The reports that a user names: files, folders, standard input, and files with one report a line; opened one after the other.

mod folder;
mod given;
mod lines;

use lines::Lines;
use source::{Given, MAX_BYTES, Source};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A report that could not be had, or not be read.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The path to print.
    pub(crate) path: String,
    /// A sentence.
    pub(crate) why: String,
}

/// What stands for standard input.
const STDIN: &str = "-";

/// The reports in the order of the user's paths; those of a folder in the order of their names.
pub(crate) struct Inputs {
    waiting: VecDeque<PathBuf>,
    /// The file of which the lines are being read.
    lines: Option<Lines>,
    /// The day of publication that the user gave for all.
    published: Option<String>,
    /// Lets a report pass, or not.
    gate: Option<Box<Gate>>,
}

/// Lets a report pass, perhaps with more given of it, or not.
type Gate = dyn FnMut(Source) -> Option<Source>;

impl Inputs {
    pub(crate) fn new(paths: &[PathBuf], published: Option<String>) -> Inputs {
        Inputs { waiting: paths.iter().cloned().collect(), lines: None, published, gate: None }
    }

    /// The same reports, but for those that `gate` does not let pass.
    pub(crate) fn through(mut self, gate: impl FnMut(Source) -> Option<Source> + 'static) -> Inputs {
        self.gate = Some(Box::new(gate));
        self
    }

    /// What is known of a report, the user's word before all others.
    fn with_given(&self, source: Source, mut given: Given) -> Source {
        if self.published.is_some() {
            given.published.clone_from(&self.published);
        }
        source.with_given(given)
    }

    fn open(&mut self, path: &Path) -> Option<Result<Source, Failed>> {
        if path.is_dir() {
            return self.enter(path).err().map(Err);
        }
        if lines::is_lines(path) {
            return match Lines::open(path) {
                Ok(lines) => {
                    self.lines = Some(lines);
                    None
                }
                Err(e) => Some(Err(failed(path, &sentence(&e)))),
            };
        }
        Some(self.file(path).map_err(|why| failed(path, &why)))
    }

    /// Puts the reports of a folder in front of all that waits.
    fn enter(&mut self, path: &Path) -> Result<(), Failed> {
        let found = folder::reports(path).map_err(|(at, e)| failed(&at, &sentence(&e)))?;
        if found.is_empty() {
            return Err(failed(path, "the folder holds no report (.txt, .html, .htm, .md)"));
        }
        found.into_iter().rev().for_each(|p| self.waiting.push_front(p));
        Ok(())
    }

    fn file(&self, path: &Path) -> Result<Source, String> {
        let stdin = path.as_os_str() == STDIN;
        let bytes = if stdin { all_of(io::stdin().lock()) } else { File::open(path).and_then(all_of) };
        let bytes = bytes.map_err(|e| sentence(&e))?;
        if bytes.len() > MAX_BYTES {
            return Err(too_large());
        }
        let beside = if stdin { Given::default() } else { given::beside(path)? };
        let given = given::merged(beside, given::in_front(&bytes)?);
        Ok(self.with_given(Source::new(path.to_string_lossy(), bytes), given))
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
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(Ok((source, given))) => return Some(Ok(self.with_given(source, given))),
                    Some(Err(failed)) => return Some(Err(failed)),
                    None => self.lines = None,
                }
            }
            let path = self.waiting.pop_front()?;
            if let Some(item) = self.open(&path) {
                return Some(item);
            }
        }
    }
}

/// All bytes, or one more than are allowed.
fn all_of(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failed(path: &Path, why: &str) -> Failed {
    Failed { path: path.to_string_lossy().into_owned(), why: why.to_owned() }
}

fn too_large() -> String {
    format!("it is too large: at most {} MiB of a report are read", MAX_BYTES >> 20)
}

/// What the system says, as a user would.
fn sentence(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission to read it".to_owned(),
        _ => format!("it cannot be read: {e}"),
    }
}
