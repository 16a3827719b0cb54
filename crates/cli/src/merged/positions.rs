//! `mahdar positions`: a side's statements by topic through time, with the turns.

use super::{said, utterance};
use crate::args::PositionsArgs;
use crate::gather::gather;
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::{Position, Stance, Step, positions};
use serde_json::{Value, json};
use std::path::Path;

/// Reads the reports and prints the positions.
pub(crate) fn run(args: &PositionsArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let dossier = all.reader.dossier();
    let of = args.of.as_deref().map(|side| all.one(side, &["state", "person"])).transpose()?;
    let on = args.on.as_deref().map(|topic| all.one(topic, &["topic"])).transpose()?;
    let list = positions(&all.record, all.readings()?, dossier, of.as_deref(), on.as_deref());
    if args.reports.json {
        let shapes: Vec<Value> = list.iter().map(shape).collect();
        out.line(&json_line(&json!({"schema": "mahdar.positions/1", "digest": all.record.digest(), "positions": shapes})))?;
    } else {
        if list.is_empty() {
            out.line("no such statement was found in these reports")?;
        }
        for p in &list {
            out.line(&all.paint.bold(&format!("{} on {}", all.names().of(&p.side), all.names().of(&p.topic))))?;
            for step in &p.steps {
                let date = step.utterance.published.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
                let turn = step
                    .turn
                    .as_ref()
                    .map(|(a, b)| all.paint.with("33", &format!("turns from {a} to {b} · ")))
                    .unwrap_or_default();
                for (i, line) in said(&all, &step.utterance).into_iter().enumerate() {
                    out.line(&if i == 0 { format!("  {date} · {turn}{line}") } else { format!("      {line}") })?;
                }
            }
        }
    }
    out.flush()?;
    Ok(all.status())
}

fn shape(p: &Position) -> Value {
    let step = |s: &Step| {
        let turn = s.turn.as_ref().map(|(from, to)| json!({"from": from, "to": to}));
        json!({"stance": s.stance.map(Stance::name), "turn": turn, "statement": utterance(&s.utterance)})
    };
    json!({"side": p.side, "topic": p.topic, "statements": p.steps.iter().map(step).collect::<Vec<_>>()})
}
