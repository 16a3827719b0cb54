//! `mahdar treaty`: a treaty's text, article by article, beside what reports claim of it, and its life as both tell it.

use super::positions::named;
use crate::args::TreatyArgs;
use crate::gather::{Gathered, citation, gather};
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::{Article, Provision, Treaty, TreatyStep, Verdict};
use serde_json::{Value, json};
use std::path::Path;

/// Reads the reports and prints the treaty.
pub(crate) fn run(args: &TreatyArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let id = named(all.reader.dossier(), "treaty/", &args.treaty)?;
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

/// Each article with the claims that are measured against it; then the claims that no article is for.
fn articles(all: &Gathered, t: &Treaty, out: &mut Out) -> Result<()> {
    for a in &t.articles {
        let bound = match a.bound.as_str() {
            "max" => "at most ",
            "min" => "at least ",
            _ => "",
        };
        out.line(&format!(
            "  art. {}: {bound}{} {}: {}",
            safe::words(&a.article),
            a.value,
            safe::words(&a.unit),
            safe::words(&a.what)
        ))?;
        for p in t.provisions.iter().filter(|p| p.note.contains(&format!("{} provides", a.article))) {
            claim(all, p, out)?;
        }
    }
    let measured = |p: &&Provision| t.articles.iter().any(|a| p.note.contains(&format!("{} provides", a.article)));
    for p in t.provisions.iter().filter(|p| !measured(p)) {
        claim(all, p, out)?;
    }
    if t.provisions.is_empty() {
        out.line(&all.paint.dim("  no report gives a figure for it"))?;
    }
    Ok(())
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

fn shape(all: &Gathered, t: &Treaty) -> Value {
    let article = |a: &Article| json!({"article": a.article, "what": a.what, "bound": a.bound, "value": a.value, "unit": a.unit});
    let claim = |p: &Provision| {
        json!({
            "what": p.what, "bound": p.bound, "value": p.value, "verdict": p.verdict.name(), "note": p.note,
            "citations": p.citations.iter().map(citation).collect::<Vec<_>>(),
        })
    };
    let step = |s: &TreatyStep| {
        json!({
            "date": s.date, "what": s.what, "entry": s.entry, "verdict": s.verdict.map(Verdict::name),
            "citations": s.citations.iter().map(citation).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema": "mahdar.treaty/1", "digest": all.record.digest(), "id": t.id,
        "articles": t.articles.iter().map(article).collect::<Vec<_>>(),
        "provisions": t.provisions.iter().map(claim).collect::<Vec<_>>(),
        "status": t.status.iter().map(step).collect::<Vec<_>>(),
        "documented": t.documented.iter().map(|s| json!({"date": s.date, "what": s.what})).collect::<Vec<_>>(),
    })
}
