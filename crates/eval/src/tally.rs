//! Counts of right, spurious and missed findings, and the table they are printed in.

use std::fmt;

/// What is counted, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// Bytes that both call body.
    Zones,
    /// Span and type of a mention.
    Mentions,
    /// The same, and the entity.
    MentionsLinked,
    /// Person of a role, words overlapping.
    Roles,
    /// Span and type of a time.
    Times,
    /// The same, and the EDTF value.
    TimesValued,
    /// Value and bound of a figure, words overlapping.
    Figures,
    /// Span of the content of a statement.
    Statements,
    /// The same, and the speaker.
    StatementsSpoken,
    /// The same as statements, and the chain of media.
    StatementsVia,
    /// The same as statements, and the kind.
    StatementsKind,
    /// Type and status of an event, words overlapping.
    Events,
    /// Date, place, round and participants of events.
    EventSlots,
    /// The date of publication.
    Published,
}

impl Finding {
    /// All of them, in the order of the table.
    pub const ALL: [Finding; 14] = [
        Finding::Zones,
        Finding::Mentions,
        Finding::MentionsLinked,
        Finding::Roles,
        Finding::Times,
        Finding::TimesValued,
        Finding::Figures,
        Finding::Statements,
        Finding::StatementsSpoken,
        Finding::StatementsVia,
        Finding::StatementsKind,
        Finding::Events,
        Finding::EventSlots,
        Finding::Published,
    ];

    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Finding::Zones => "zones",
            Finding::Mentions => "mentions",
            Finding::MentionsLinked => "mentions linked",
            Finding::Roles => "roles",
            Finding::Times => "times",
            Finding::TimesValued => "times valued",
            Finding::Figures => "figures",
            Finding::Statements => "statements",
            Finding::StatementsSpoken => "statements spoken",
            Finding::StatementsVia => "statements via",
            Finding::StatementsKind => "statements kind",
            Finding::Events => "events",
            Finding::EventSlots => "event slots",
            Finding::Published => "published",
        }
    }
}

/// How many findings of one kind were right, spurious and missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Right.
    pub tp: u64,
    /// Spurious.
    pub fp: u64,
    /// Missed (`fn` is a keyword).
    pub fn_: u64,
}

impl Tally {
    /// Adds `tp` right ones of so many `found` and so many in the `gold`.
    pub(crate) fn add(&mut self, tp: usize, found: usize, gold: usize) {
        self.tp += tp as u64;
        self.fp += found.saturating_sub(tp) as u64;
        self.fn_ += gold.saturating_sub(tp) as u64;
    }
    /// The share of what was found that is right; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.tp, self.tp + self.fp)
    }
    /// The share of the gold that was found; 1 when there was nothing to find.
    pub fn recall(&self) -> f64 {
        share(self.tp, self.tp + self.fn_)
    }
    /// The harmonic mean of both; 0 when both are.
    pub fn f1(&self) -> f64 {
        f1(self.precision(), self.recall())
    }
}

/// `part / whole`, 1 of nothing.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The harmonic mean of `p` and `r`; 0 when both are.
pub(crate) fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// All tallies of one run. Printed, it is the table of score.py, without a line break at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores {
    tallies: [Tally; Finding::ALL.len()],
}

impl Scores {
    /// The tally of one kind of finding.
    pub fn tally(&self, finding: Finding) -> Tally {
        self.tallies[finding as usize]
    }
    /// All tallies, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = (Finding, Tally)> + '_ {
        Finding::ALL.into_iter().zip(self.tallies.iter().copied())
    }
    /// Adds to one tally.
    pub(crate) fn add(&mut self, finding: Finding, tp: usize, found: usize, gold: usize) {
        self.tallies[finding as usize].add(tp, found, gold);
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:20} {:>6} {:>6} {:>6}   right  missed  spurious", "finding", "P", "R", "F1")?;
        for (finding, t) in self.rows() {
            let (p, r, f1) = (t.precision(), t.recall(), t.f1());
            write!(f, "\n{:20} {p:6.3} {r:6.3} {f1:6.3}   {:5} {:7} {:9}", finding.name(), t.tp, t.fn_, t.fp)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_of_nothing_is_perfect() {
        let t = Tally::default();
        assert_eq!((t.precision(), t.recall(), t.f1()), (1.0, 1.0, 1.0));
        let t = Tally { tp: 0, fp: 2, fn_: 3 };
        assert_eq!((t.precision(), t.recall(), t.f1()), (0.0, 0.0, 0.0));
    }

    #[test]
    fn ties_round_to_even_as_in_python() {
        let shown: Vec<String> = [1, 3, 5, 9, 13].iter().map(|n| format!("{:6.3}", share(*n, 16))).collect();
        assert_eq!(shown, [" 0.062", " 0.188", " 0.312", " 0.562", " 0.812"]);
    }

    #[test]
    fn the_table_has_the_widths_of_the_script() {
        let mut scores = Scores::default();
        scores.add(Finding::MentionsLinked, 1, 16, 3);
        let table = scores.to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 15);
        assert_eq!(lines[0], "finding                   P      R     F1   right  missed  spurious");
        assert_eq!(lines[1], "zones                 1.000  1.000  1.000       0       0         0");
        assert_eq!(lines[3], "mentions linked       0.062  0.333  0.105       1       2        15");
        assert!(!table.ends_with('\n'));
        assert!(Finding::ALL.iter().enumerate().all(|(i, f)| *f as usize == i));
    }
}
