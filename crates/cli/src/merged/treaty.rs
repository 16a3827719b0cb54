//! `mahdar treaty`: a treaty's text, article by article, beside what reports claim of it, and its life as both tell it.

use crate::args::TreatyArgs;
use crate::gather::{Gathered, gather};
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::{Article, Provision, Treaty, Verdict};
use serde_json::{Value, json};
use std::path::Path;

/// Reads the reports and prints the treaty.
pub(crate) fn run(args: &TreatyArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let id = all.one(&args.treaty, &["treaty"])?;
    let treaty = all.record.treaty(&id, all.reader.dossier());
    if args.reports.json {
        out.line(&json_line(&shape(&all, &treaty)))?;
    } else {
        out.line(&all.paint.bold(&all.names().of(&id)))?;
        articles(&all, &treaty, &mut out)?;
        life(&all, &treaty, &mut out)?;
    }
    out.flush()?;
    Ok(all.status())
}

/// Each article with the claims that are measured against it.
fn articles(all: &Gathered, t: &Treaty, out: &mut Out) -> Result<()> {
    for a in &t.articles {
        let bound = record::bound_words(&a.bound);
        out.line(&format!(
            "  art. {}: {bound}{} {}: {}",
            safe::words(&a.article),
            a.value,
            safe::words(&a.unit),
            safe::words(&a.what)
        ))?;
        for p in t.provisions.iter().filter(|p| is_measured_by(p, a)) {
            claim(all, p, out)?;
        }
    }
    if t.provisions.is_empty() {
        out.line(&all.paint.dim("  no report gives a figure for it"))?;
    }
    Ok(())
}

fn is_measured_by(p: &Provision, a: &Article) -> bool {
    (&p.article, &p.limit) == (&a.article, &a.what)
}

fn claim(all: &Gathered, p: &Provision, out: &mut Out) -> Result<()> {
    let colour = match p.verdict {
        Verdict::Agrees => "32",
        Verdict::Misdescribes => "33",
        Verdict::Differs => "31",
    };
    let words: Vec<String> = p.citations.iter().map(|c| all.cited(c)).collect();
    let claim = format!("{} {} {}", p.bound, p.value, safe::words(&p.what));
    out.line(&format!("    {}: {claim} · {}", all.paint.with(colour, p.verdict.name()), words.join("; ")))
}

fn life(all: &Gathered, t: &Treaty, out: &mut Out) -> Result<()> {
    out.line("  as reports tell it")?;
    if t.status.is_empty() {
        out.line(&all.paint.dim("    no report tells a step"))?;
    }
    for s in &t.status {
        let date = s.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
        let verdict =
            s.verdict.map(|v| format!(" · {} {} the dossier", v.name(), if v == Verdict::Agrees { "with" } else { "from" }));
        let words = s.citations.first().map(|c| all.cited(c)).unwrap_or_default();
        out.line(&format!("    {date} {}{} · {words}", safe::words(&s.what), verdict.unwrap_or_default()))?;
    }
    out.line("  as the dossier has it")?;
    for s in &t.documented {
        out.line(&all.paint.dim(&format!("    {} {}", safe::words(&s.date), safe::words(&s.what))))?;
    }
    Ok(())
}

/// The record's digest, and the treaty in the contract's shape.
fn shape(all: &Gathered, t: &Treaty) -> Value {
    let mut value = json!({"schema": "mahdar.treaty/1", "digest": all.record.digest()});
    if let (Value::Object(whole), Value::Object(treaty)) = (&mut value, t.to_json()) {
        whole.extend(treaty);
    }
    value
}
