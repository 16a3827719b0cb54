//! `mahdar disputes`: what reports and sides tell differently, field by field, with the words of each; and what one side says and
//! another denies where no event of the timeline tells it.

use crate::Status;
use crate::args::DisputesArgs;
use crate::gather::{Gathered, gather};
use crate::out::{Out, json_line};
use crate::show::entry::EntryLines;
use anyhow::Result;
use record::{Citation, Denial, Dispute, Entry, denials};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// At most so many words of one value are shown; with `--json` all.
const MOST: usize = 4;

/// Reads the reports and prints their disputes.
pub(crate) fn run(args: &DisputesArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let wanted = |field: &str| args.field.as_deref().is_none_or(|f| f == field);
    let of = |e| Told { entry: e, disputes: e.disputes.iter().filter(|d| wanted(d.field)).collect() };
    let told: Vec<Told> = all.record.entries().iter().map(of).filter(|t| !t.disputes.is_empty()).collect();
    let denied = if wanted("denials") { only_denied(&all)? } else { Vec::new() };
    if args.reports.json {
        let disputes: Vec<Value> = told.iter().flat_map(Told::shapes).collect();
        let denials: Vec<Value> = denied.iter().map(denial_shape).collect();
        let digest = all.record.digest();
        out.line(&json_line(
            &json!({"schema": "mahdar.disputes/1", "digest": digest, "disputes": disputes, "denials": denials}),
        ))?;
    } else {
        for t in &told {
            t.print(&all, &mut out)?;
        }
        print_denials(&all, &denied, &mut out)?;
        if told.is_empty() && denied.is_empty() {
            out.line("nothing is told in two ways in these reports")?;
        }
    }
    out.flush()?;
    Ok(all.status())
}

/// What is denied in words that no dispute of an entry cites.
fn only_denied(all: &Gathered) -> Result<Vec<Denial>> {
    let entries = all.record.entries().iter();
    let cited: BTreeSet<&Citation> =
        entries.flat_map(|e| &e.disputes).flat_map(|d| &d.values).flat_map(|v| &v.citations).collect();
    let (find, mut list) = (denials(all.reader.dossier()), Vec::new());
    all.each_reading(|r| list.extend(find(r)))?;
    list.retain(|d| !cited.contains(&d.denial) && !d.claims.iter().any(|c| cited.contains(c)));
    list.sort_by(|a, b| (&a.denial.path, a.denial.span).cmp(&(&b.denial.path, b.denial.span)));
    Ok(list)
}

/// An entry with those of its disputes that were asked for.
struct Told<'a> {
    entry: &'a Entry,
    disputes: Vec<&'a Dispute>,
}

impl Told<'_> {
    fn shapes(&self) -> impl Iterator<Item = Value> {
        let e = self.entry;
        let values = |d: &Dispute| {
            let value = |v: &record::DisputedValue| {
                let citations: Vec<Value> = v.citations.iter().map(Citation::to_json).collect();
                json!({"value": v.value, "by": v.by, "citations": citations})
            };
            d.values.iter().map(value).collect::<Vec<_>>()
        };
        self.disputes.iter().map(move |d| {
            json!({
                "entry": e.id, "date": e.date, "type": e.kind, "status": e.status, "field": d.field, "independent": d.independent,
                "values": values(d),
            })
        })
    }

    fn print(&self, all: &Gathered, out: &mut Out) -> Result<()> {
        let lines = EntryLines { names: all.names(), paint: all.paint };
        out.line(&lines.line(self.entry))?;
        for d in &self.disputes {
            let whose = if d.independent { "independent witnesses differ" } else { "witnesses overlap" };
            out.line(&format!("  {} {}", all.paint.with("33", d.field), all.paint.dim(&format!("({whose})"))))?;
            for v in &d.values {
                let by = if v.by.is_empty() { String::new() } else { format!(", says {}", all.names().list(&v.by)) };
                out.line(&format!("    {}{by}", all.paint.bold(&all.names().disputed(d.field, &v.value))))?;
                for cited in v.citations.iter().take(MOST) {
                    out.line(&format!("      {}", all.cited(cited)))?;
                }
                if v.citations.len() > MOST {
                    out.line(&all.paint.dim(&format!("      and {} more", v.citations.len() - MOST)))?;
                }
            }
        }
        Ok(())
    }
}

fn print_denials(all: &Gathered, list: &[Denial], out: &mut Out) -> Result<()> {
    for d in list {
        let claims: Vec<String> = d.claims.iter().take(MOST).map(|c| all.cited(c)).collect();
        out.line(&format!("{}: {}", all.paint.bold(&all.names().of(&d.claimant)), claims.join("; ")))?;
        let denies = all.paint.with("33", "denies");
        out.line(&format!("  {} {denies}: {}", all.names().of(&d.denier), all.cited(&d.denial)))?;
    }
    Ok(())
}

fn denial_shape(d: &Denial) -> Value {
    let claims: Vec<Value> = d.claims.iter().map(Citation::to_json).collect();
    json!({
        "claim": {"speaker": d.claimant, "citations": claims},
        "denial": {"speaker": d.denier, "citation": d.denial.to_json()},
    })
}
