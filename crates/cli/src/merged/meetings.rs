//! `mahdar meetings`: what each side said about each meeting, side by side.

use super::{said, utterance};
use crate::args::MeetingsArgs;
use crate::gather::{Gathered, gather};
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::{Account, accounts};
use serde_json::{Value, json};
use std::path::Path;
use std::rc::Rc;

/// Reads the reports and prints the accounts.
pub(crate) fn run(args: &MeetingsArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let list = accounts(&all.record, all.readings()?, all.reader.dossier());
    let shown = |a: &&Account| if args.both_sides { a.sides.len() >= 2 } else { a.entry.main || !a.sides.is_empty() };
    let list: Vec<&Account> = list.iter().filter(shown).collect();
    if args.reports.json {
        let meetings: Vec<Value> = list.iter().map(|a| shape(a)).collect();
        out.line(&json_line(&json!({"schema": "mahdar.meetings/1", "digest": all.record.digest(), "meetings": meetings})))?;
    } else {
        if list.is_empty() {
            out.line("no such meeting was found in these reports")?;
        }
        for account in list {
            print(&all, account, &mut out)?;
        }
    }
    out.flush()?;
    Ok(all.status())
}

fn shape(a: &Account) -> Value {
    let e = a.entry;
    let side = |(side, said): &(String, Vec<Rc<record::Utterance>>)| json!({"side": side, "statements": said.iter().map(|u| utterance(u)).collect::<Vec<_>>()});
    json!({
        "entry": e.id, "date": e.date, "type": e.kind, "status": e.status, "process": e.process, "round": e.round, "place": e.place,
        "sides": a.sides.iter().map(side).collect::<Vec<_>>(),
    })
}

fn print(all: &Gathered, a: &Account, out: &mut Out) -> Result<()> {
    let (e, names) = (a.entry, all.names());
    let date = e.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
    let kind = format!("{} ({})", all.paint.with("36", &safe::words(&e.kind)), safe::words(&e.status));
    let facts = [Some(kind), e.place.as_deref().map(|p| names.of(p)), names.round(e.process.as_deref(), e.round)];
    let facts: Vec<String> =
        facts.into_iter().flatten().chain([names.participants(&e.participants)]).filter(|f| !f.is_empty()).collect();
    out.line(&format!("{} · {}", all.paint.bold(&date), facts.join(" · ")))?;
    if a.sides.is_empty() {
        out.line(&all.paint.dim("    no side's words about it"))?;
    }
    for (side, statements) in &a.sides {
        out.line(&format!("  {}", names.of(side)))?;
        for line in statements.iter().flat_map(|u| said(all, u)) {
            out.line(&format!("    {line}"))?;
        }
    }
    Ok(())
}
