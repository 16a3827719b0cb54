//! An entry of the record in lines: when, what, who; where and with what outcome; what is disputed; what a person corrected.

use super::paint::Paint;
use crate::names::Names;
use crate::safe;
use record::{Corrected, DisputedValue, Entry};

/// How entries are shown.
#[derive(Clone, Copy)]
pub(crate) struct EntryLines<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) paint: Paint,
}

impl EntryLines<'_> {
    /// When, what and who.
    pub(crate) fn head(self, e: &Entry) -> String {
        let kind = format!("{} ({})", self.paint.with("36", &safe::words(&e.kind)), safe::words(&e.status));
        let parts = [self.paint.bold(&date(e)), kind, self.names.participants(&e.participants)];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Where, which round, about what and with what outcome.
    pub(crate) fn facts(self, e: &Entry) -> Option<String> {
        let mut facts = Vec::new();
        facts.extend(e.place.as_deref().map(|p| self.names.of(p)));
        facts.extend(self.names.round(e.process.as_deref(), e.round));
        facts.extend(e.object.as_deref().map(|o| self.names.of(o)));
        facts.extend(e.outcome.iter().map(|o| safe::words(o)));
        (!facts.is_empty()).then(|| facts.join(" · "))
    }

    /// A line for each field on which reports differ.
    pub(crate) fn disputes(self, e: &Entry) -> Vec<String> {
        let line = |d: &record::Dispute| {
            let values: Vec<String> = d.values.iter().map(|v| self.disputed(d.field, v)).collect();
            let whose = if d.independent { "independent witnesses differ" } else { "witnesses overlap" };
            format!("disputed {}: {} {}", d.field, values.join("; "), self.paint.dim(&format!("({whose})")))
        };
        e.disputes.iter().map(line).collect()
    }

    fn disputed(self, field: &str, value: &DisputedValue) -> String {
        let mut reports: Vec<&str> = value.citations.iter().map(|c| c.path.as_str()).collect();
        reports.dedup();
        let reports: Vec<String> = reports.iter().map(|r| safe::words(r)).collect();
        let by = if value.by.is_empty() { String::new() } else { format!(" by {}", self.names.list(&value.by)) };
        format!("{}{by} ({})", self.names.disputed(field, &value.value), reports.join(", "))
    }

    /// What the dossier has of the round, where it says another day.
    pub(crate) fn documented(self, e: &Entry) -> Option<String> {
        let d = e.documented.as_ref().filter(|d| Some(&d.date) != e.date.as_ref())?;
        let against = if d.date_agrees { "" } else { ", not what the reports say" };
        Some(format!("the dossier has {} in {}{against}", safe::words(&d.date), self.names.of(&d.place)))
    }

    /// A line for each correction.
    pub(crate) fn corrections(self, e: &Entry) -> Vec<String> {
        let value = |v: &Option<String>| v.as_deref().map_or_else(|| "nothing".to_owned(), |v| self.names.of(v));
        let line = |c: &Corrected| match c.field {
            "note" => format!("note: {}", c.now.as_deref().map(safe::words).unwrap_or_default()),
            "drop" => "dropped by hand: it does not count".to_owned(),
            field => format!("{field} corrected by hand to {}; the reports say {}", value(&c.now), value(&c.read)),
        };
        e.corrections.iter().map(line).collect()
    }

    /// How many reports tell it, and how many of them on their own.
    pub(crate) fn witnesses(self, e: &Entry) -> String {
        let reports = if e.reports == 1 { "report" } else { "reports" };
        self.paint.dim(&format!("{} {reports}, {} independent", e.reports, e.independent_sources))
    }

    /// The entry in one line, with its identifier.
    pub(crate) fn line(self, e: &Entry) -> String {
        let place = e.place.as_deref().map(|p| format!(" · {}", self.names.of(p))).unwrap_or_default();
        format!("{}{place} {}", self.head(e), self.paint.dim(&format!("[{}]", safe::words(&e.id))))
    }
}

/// The date of an entry.
pub(crate) fn date(e: &Entry) -> String {
    e.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words)
}
