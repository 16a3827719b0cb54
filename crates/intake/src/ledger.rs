//! What went in, what did not, and why: counted, and on request written down line by line.

use crate::{Failed, Reason, Skipped};
use rustc_hash::FxHashSet;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

/// Counts of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports that went in.
    pub taken: u64,
    /// Reports that could not be had or read.
    pub failed: u64,
    /// What was set aside, by reason.
    pub skipped: BTreeMap<Reason, u64>,
}

impl Summary {
    /// The counts as a sentence.
    pub fn sentence(&self) -> String {
        let reports = |n: u64| if n == 1 { "1 report".to_owned() } else { format!("{n} reports") };
        let mut parts = vec![format!("{} taken in", reports(self.taken))];
        if self.failed > 0 {
            parts.push(format!("{} could not be read", self.failed));
        }
        parts.extend(self.skipped.iter().map(|(reason, n)| format!("{n} set aside: {}", reason.words())));
        parts.join("; ")
    }
}

/// Who hears of what is set aside.
type Heard = Box<dyn FnMut(&Skipped)>;

/// Keeps count, and a log with a line of JSON for each report, when one is wanted.
#[derive(Default)]
pub struct Ledger {
    summary: Summary,
    log: Option<Box<dyn Write + Send>>,
    /// Paths that an earlier run dealt with, by their digests.
    done: FxHashSet<[u8; 16]>,
    /// Hears of what is set aside.
    heard: Option<Heard>,
    /// Nothing is really taken in: a later run does not go on from this log.
    rehearsal: bool,
    /// Why the log could not be written, until that is asked for.
    broken: Option<io::Error>,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").field("summary", &self.summary).finish_non_exhaustive()
    }
}

impl Ledger {
    /// The same ledger, which from now on also writes a log.
    pub fn with_log(self, log: Box<dyn Write + Send>) -> Ledger {
        Ledger { log: Some(log), ..self }
    }

    /// From now on nothing is really taken in: lines of the log say so (`"dry_run":true`), and `heard` hears at once of what is set
    /// aside.
    pub fn rehearse(&mut self, heard: impl FnMut(&Skipped) + 'static) {
        self.rehearsal = true;
        self.heard = Some(Box::new(heard));
    }

    /// Reads the log of an earlier run: what it took in, set aside or could not read is not looked at again. A last line that was
    /// cut off is passed over, and so is what was only rehearsed.
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn resume(&mut self, log: impl BufRead) -> io::Result<()> {
        for line in log.split(b'\n') {
            let Ok(Value::Object(map)) = serde_json::from_slice(&line?) else { continue };
            if let Some(path) =
                map.get("path").and_then(Value::as_str).filter(|_| map.contains_key("did") && !map.contains_key("dry_run"))
            {
                self.done.insert(key(path));
            }
        }
        Ok(())
    }

    /// Whether an earlier run dealt with it.
    pub fn is_done(&self, path: &str) -> bool {
        !self.done.is_empty() && self.done.contains(&key(path))
    }

    /// Notes a report that went in.
    pub fn taken(&mut self, path: &str, sha256: &str) {
        self.summary.taken += 1;
        self.write(json!({"did": "taken", "path": path, "sha256": sha256}));
    }

    /// Notes what was set aside.
    pub fn skipped(&mut self, what: &Skipped) {
        *self.summary.skipped.entry(what.reason).or_default() += 1;
        self.heard.iter_mut().for_each(|heard| heard(what));
        if what.reason == Reason::Done {
            return;
        }
        self.write(json!({"did": "skipped", "path": what.path, "reason": what.reason.name(), "note": what.note}));
    }

    /// Notes what could not be read.
    pub fn failed(&mut self, what: &Failed) {
        self.summary.failed += 1;
        self.write(json!({"did": "failed", "path": what.path, "error": what.why}));
    }

    /// The counts up to now.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Hands on all that was written to the log.
    ///
    /// # Errors
    /// The log could not be written, now or before.
    pub fn flush(&mut self) -> io::Result<()> {
        match self.broken.take() {
            Some(e) => Err(e),
            None => self.log.as_mut().map_or(Ok(()), Write::flush),
        }
    }

    fn write(&mut self, mut line: Value) {
        if self.rehearsal {
            line["dry_run"] = true.into();
        }
        let written = self.log.as_mut().map_or(Ok(()), |log| writeln!(log, "{line}"));
        if let Err(e) = written {
            self.broken.get_or_insert(e);
        }
    }
}

fn key(path: &str) -> [u8; 16] {
    let mut key = [0; 16];
    let digest = source::digest(path.as_bytes());
    key.iter_mut().zip(digest.as_bytes()).for_each(|(slot, b)| *slot = *b);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_rehearsal_is_told_and_nothing_goes_on_from_it() {
        let (log, heard) = (Shared::default(), Arc::<Mutex<Vec<String>>>::default());
        let mut ledger = Ledger::default().with_log(Box::new(log.clone()));
        let to = heard.clone();
        ledger.rehearse(move |what| to.lock().unwrap().push(what.path.clone()));
        ledger.taken("a#1", "00");
        ledger.skipped(&Skipped { path: "a#2".into(), reason: Reason::OffTopic, note: String::new() });
        assert_eq!(*heard.lock().unwrap(), ["a#2"]);
        let written = log.0.lock().unwrap().clone();
        assert_eq!(written.split(|b| *b == b'\n').filter(|l| l.ends_with(b"\"dry_run\":true}")).count(), 2);
        let mut next = Ledger::default();
        next.resume(&*written).unwrap();
        assert!(!next.is_done("a#1") && !next.is_done("a#2"));
    }

    #[test]
    fn a_run_goes_on_where_its_log_ends() {
        let log = Shared::default();
        let mut ledger = Ledger::default().with_log(Box::new(log.clone()));
        ledger.taken("a#1", "00");
        ledger.skipped(&Skipped { path: "a#2".into(), reason: Reason::OffTopic, note: String::new() });
        ledger.failed(&Failed { path: "a#3".into(), why: "x".into() });
        let said = "1 report taken in; 1 could not be read; 1 set aside: not about a negotiation";
        assert_eq!(ledger.summary().sentence(), said);
        let mut written = log.0.lock().unwrap().clone();
        written.extend(b"{\"did\":\"taken\",\"path\":\"a#4\"");
        let mut next = Ledger::default();
        next.resume(&*written).unwrap();
        let done: Vec<bool> = ["a#1", "a#2", "a#3", "a#4"].iter().map(|p| next.is_done(p)).collect();
        assert_eq!(done, [true, true, true, false]);
    }
}
