//! Treaties that reports tell of: figures measured against the text, and steps in the treaty's life.

use crate::claims::{self, Judged};
use crate::entry::{Article, Citation, DocumentedStep, Entry, Provision, Treaty, TreatyStep, Verdict};
use crate::quote::cite;
use crate::same::is_treaty_step;
use crate::words;
use days::Days;
use dossier::Dossier;
use reading::{Figure, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// All treaties that figures or steps name, by identifier.
pub(crate) fn treaties(entries: &[Entry], readings: &[&Reading], dossier: &Dossier) -> Vec<Treaty> {
    let steps = entries.iter().filter(|e| is_treaty_step(&e.kind)).filter_map(|e| e.object.as_deref());
    let figures = readings.iter().flat_map(|r| r.figures.iter().filter_map(|f| f.treaty.as_deref()));
    let ids: BTreeSet<&str> = steps.chain(figures).filter(|o| o.starts_with("treaty/")).collect();
    let treaty = |id: &str| Treaty {
        id: id.to_owned(),
        provisions: provisions(id, readings, dossier),
        status: status(id, entries, dossier),
        articles: articles(id, dossier),
        documented: documented(id, dossier),
    };
    ids.into_iter().map(treaty).filter(|t| !t.provisions.is_empty() || !t.status.is_empty()).collect()
}

/// A treaty of which no report tells.
pub(crate) fn untold(id: &str, dossier: &Dossier) -> Treaty {
    Treaty {
        id: id.to_owned(),
        provisions: Vec::new(),
        status: Vec::new(),
        articles: articles(id, dossier),
        documented: documented(id, dossier),
    }
}

/// Figures for a treaty, the same claim of several reports once.
fn provisions(id: &str, readings: &[&Reading], dossier: &Dossier) -> Vec<Provision> {
    let text: Vec<&dossier::Provision> = dossier.provisions().iter().filter(|p| p.treaty == id).collect();
    let mut claims: BTreeMap<(&str, &'static str, u64), (&Figure, Vec<Citation>)> = BTreeMap::new();
    for r in readings {
        for f in r.figures.iter().filter(|f| f.treaty.as_deref() == Some(id)) {
            claims.entry((&f.of, f.bound.name(), f.value.to_bits())).or_insert_with(|| (f, Vec::new())).1.push(cite(r, f.span));
        }
    }
    let judged = claims.into_values().filter_map(|(f, citations)| {
        let Judged { verdict, note, by } = claims::judge(f, &text)?;
        let (article, limit) = (by.article.clone(), by.what.clone());
        Some(Provision { what: f.of.clone(), bound: f.bound.name(), value: f.value, verdict, note, article, limit, citations })
    });
    judged.collect()
}

fn status(id: &str, entries: &[Entry], dossier: &Dossier) -> Vec<TreatyStep> {
    let own = entries.iter().filter(|e| is_treaty_step(&e.kind) && e.object.as_deref() == Some(id));
    own.map(|e| TreatyStep {
        date: e.date.clone(),
        what: what(e, dossier),
        entry: e.id.clone(),
        verdict: verdict(id, e, dossier),
        citations: e.citations.clone(),
    })
    .collect()
}

/// The limits of the treaty's text.
fn articles(id: &str, dossier: &Dossier) -> Vec<Article> {
    let own = dossier.provisions().iter().filter(|p| p.treaty == id);
    own.map(|p| Article {
        article: p.article.clone(),
        what: p.what.clone(),
        bound: p.bound.clone(),
        value: p.value,
        unit: p.unit.clone(),
    })
    .collect()
}

/// The treaty's life as the dossier has it, in time order.
fn documented(id: &str, dossier: &Dossier) -> Vec<DocumentedStep> {
    let own = dossier.statuses().iter().filter(|s| s.treaty == id);
    let mut steps: Vec<DocumentedStep> = own.map(|s| DocumentedStep { date: s.date.clone(), what: s.what.clone() }).collect();
    steps.sort_by_key(|s| (Days::parse(&s.date).hull(), s.what.clone()));
    steps
}

/// How the date of a step that was taken compares with the dossier's for a step of this kind.
fn verdict(id: &str, e: &Entry, dossier: &Dossier) -> Option<Verdict> {
    let told = Days::parse(e.date.as_deref()?);
    told.hull().filter(|_| e.status == "held" || (e.kind == "expiry" && e.status == "planned"))?;
    let same = dossier.statuses().iter().filter(|s| s.treaty == id && stems(&e.kind).iter().any(|stem| s.what.starts_with(stem)));
    let mut days = same.map(|s| Days::parse(&s.date)).filter(|d| d.hull().is_some()).peekable();
    days.peek()?;
    Some(if days.any(|d| d.meet(&told).is_some()) { Verdict::Agrees } else { Verdict::Differs })
}

/// How the dossier's phrases for such a step begin.
fn stems(kind: &str) -> &'static [&'static str] {
    match kind {
        "signature" => &["signed"],
        "entry-into-force" => &["in force"],
        "extension" => &["exten"],
        "suspension" => &["suspended", "inspections suspended", "inspections paused"],
        "withdrawal" => &["withdr"],
        _ => &["expir"],
    }
}

/// What is said of a treaty after a step of this kind.
fn done(kind: &str) -> &'static str {
    match kind {
        "signature" => "signed",
        "entry-into-force" => "in force",
        "extension" => "extended",
        "suspension" => "suspended",
        "withdrawal" => "withdrawn",
        _ => "expired",
    }
}

/// `suspended by …`, `expiry planned`, `withdrawal denied`.
fn what(e: &Entry, dossier: &Dossier) -> String {
    let done = done(&e.kind);
    let text = match e.status.as_str() {
        "held" => done.to_owned(),
        "cancelled" if e.kind == "expiry" => "expiry averted".to_owned(),
        status => format!("{} {status}", e.kind.replace('-', " ")),
    };
    let states: Vec<&str> = e
        .participants
        .iter()
        .filter(|p| p.part != "target" && p.entity.starts_with("state/"))
        .map(|p| p.entity.as_str())
        .collect();
    if states.is_empty() || e.kind == "expiry" || e.kind == "entry-into-force" {
        text
    } else {
        format!("{text} by {}", words::names(dossier, &states))
    }
}
