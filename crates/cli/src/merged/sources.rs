//! `mahdar sources`: outlets, whom they cite, and how often they are first; and the graph of it.

use super::{graph, write};
use crate::args::SourcesArgs;
use crate::gather::gather;
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use record::{Outlet, Sources, sources};
use serde_json::{Value, json};
use std::path::Path;

/// Reads the reports and prints their sources.
pub(crate) fn run(args: &SourcesArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let found = sources(&all.record, all.readings()?, all.reader.dossier());
    if args.reports.json {
        out.line(&json_line(&shape(&found, all.record.digest())))?;
    } else {
        let names = all.names();
        // What is no outlet is the path of a report whose outlet nobody knows.
        let called = |id: &str| if id.starts_with("outlet/") { names.of(id) } else { safe::words(id) };
        let mut list: Vec<&Outlet> = found.outlets.iter().collect();
        list.sort_by_key(|o| (std::cmp::Reverse((o.reports, o.shared)), &o.id));
        for o in list {
            let first =
                if o.shared == 0 { String::new() } else { format!(" · first with {} of {} shared events", o.first, o.shared) };
            out.line(&format!("{} · {}{first}", all.paint.bold(&called(&o.id)), record::count(o.reports, "report")))?;
            let told = |of: &std::collections::BTreeMap<String, usize>| {
                let mut list: Vec<(&String, &usize)> = of.iter().collect();
                list.sort_by_key(|(id, n)| (std::cmp::Reverse(**n), *id));
                list.iter().map(|(id, n)| format!("{} {n}", names.of(id))).collect::<Vec<_>>().join(", ")
            };
            for (word, of) in [("cites", &o.cites), ("carries words of", &o.sides)] {
                if !of.is_empty() {
                    out.line(&format!("    {word} {}", told(of)))?;
                }
            }
        }
    }
    let drawing = graph::Graph::new(&found, all.names());
    for (file, text) in [(&args.svg, drawing.svg()), (&args.dot, drawing.dot()), (&args.graphml, drawing.graphml())] {
        if let Some(file) = file {
            write(file, &text)?;
        }
    }
    out.flush()?;
    Ok(all.status())
}

fn shape(s: &Sources, digest: &str) -> Value {
    let outlet = |o: &Outlet| json!({"id": o.id, "reports": o.reports, "cites": o.cites, "sides": o.sides, "first": o.first, "shared": o.shared});
    let link = |((from, to, why), n): (&(String, String, record::Link), &usize)| json!({"from": from, "to": to, "why": why.name(), "count": n});
    json!({
        "schema": "mahdar.sources/1", "digest": digest,
        "outlets": s.outlets.iter().map(outlet).collect::<Vec<_>>(),
        "links": s.links.iter().map(link).collect::<Vec<_>>(),
    })
}
