//! `mahdar timeline`: the chronology that many reports tell together.

use crate::args::TimelineArgs;
use crate::gather::{Gathered, count, gather};
use crate::names::Names;
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::Entry;
use std::path::Path;

/// Reads the reports, merges their readings and prints the record.
pub(crate) fn run(args: &TimelineArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    if args.reports.json {
        out.line(&json_line(&all.record.to_json()))?;
    } else {
        Timeline { names: all.names(), all: &all }.print(args.all, &mut out)?;
    }
    out.flush()?;
    Ok(all.status())
}

/// How a record is shown.
struct Timeline<'a> {
    names: Names<'a>,
    all: &'a Gathered,
}

impl Timeline<'_> {
    fn print(&self, all: bool, out: &mut Out) -> Result<()> {
        let record = &self.all.record;
        let entries: Vec<&Entry> = record.entries().iter().filter(|e| all || e.main).collect();
        for entry in &entries {
            out.line(&self.head(entry))?;
            for line in self.rest(entry) {
                out.line(&format!("    {line}"))?;
            }
        }
        let hidden = record.entries().len() - entries.len();
        if entries.is_empty() {
            out.line("no event was found in these reports")?;
        }
        if hidden > 0 {
            out.line(&self.all.paint.dim(&format!("({hidden} more with --all)")))?;
        }
        Ok(())
    }

    /// When, what and who.
    fn head(&self, e: &Entry) -> String {
        let date = e.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
        let kind = format!("{} ({})", self.all.paint.with("36", &safe::words(&e.kind)), safe::words(&e.status));
        let who = self.names.participants(&e.participants);
        let parts = [self.all.paint.bold(&date), kind, who];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Where, which round and with what outcome; the witnesses; disputes; the words.
    fn rest(&self, e: &Entry) -> Vec<String> {
        let mut facts = Vec::new();
        facts.extend(e.place.as_deref().map(|p| self.names.of(p)));
        facts.extend(self.names.round(e.process.as_deref(), e.round));
        facts.extend(e.object.as_deref().map(|o| self.names.of(o)));
        facts.extend(e.outcome.iter().map(|o| safe::words(o)));
        let mut lines = if facts.is_empty() { Vec::new() } else { vec![facts.join(" · ")] };
        for dispute in &e.disputes {
            let values: Vec<String> = dispute.values.iter().map(|v| self.disputed(v)).collect();
            let whose = if dispute.independent { "independent witnesses differ" } else { "witnesses overlap" };
            lines.push(format!(
                "disputed {}: {} {}",
                dispute.field,
                values.join("; "),
                self.all.paint.dim(&format!("({whose})"))
            ));
        }
        if let Some(d) = e.documented.as_ref().filter(|d| Some(&d.date) != e.date.as_ref()) {
            let against = if d.date_agrees { "" } else { ", not what the reports say" };
            lines.push(format!("the dossier has {} in {}{against}", safe::words(&d.date), self.names.of(&d.place)));
        }
        let witnesses = format!("{}, {} independent", count(e.reports, "report"), e.independent_sources);
        let words = e.citations.first().map(|c| format!(" · {}", self.all.cited(c))).unwrap_or_default();
        lines.push(format!("{}{words}", self.all.paint.dim(&witnesses)));
        lines
    }

    fn disputed(&self, value: &record::DisputedValue) -> String {
        let mut reports: Vec<&str> = value.citations.iter().map(|c| c.path.as_str()).collect();
        reports.dedup();
        let reports: Vec<String> = reports.iter().map(|r| safe::words(r)).collect();
        let by = if value.by.is_empty() { String::new() } else { format!(" by {}", self.names.list(&value.by)) };
        let values: Vec<String> = value.value.split(", ").map(|v| self.names.of(v)).collect();
        format!("{}{by} ({})", values.join(", "), reports.join(", "))
    }
}
