//! `mahdar who`: what dossiers and reports know of a person, state or organisation.

use crate::args::WhoArgs;
use crate::library::Library;
use crate::names::Names;
use crate::out::{self, Out, json_line};
use crate::show::entry::EntryLines;
use crate::show::paint::Paint;
use crate::{Status, data, resolve, safe};
use anyhow::Result;
use dossier::{Dossier, NameSort, Tenure};
use reading::{Reading, Said};
use record::{Entry, Record};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The words shown of a statement are cut after so many characters.
const MOST: usize = 160;
/// At most so many statements are shown, the newest.
const STATEMENTS: usize = 20;
/// At most so many names are shown.
const NAMES: usize = 6;

/// Prints what is known.
pub(crate) fn run(args: &WhoArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let reader = data::reader(data)?;
    let mut out = Out::new();
    let library = Library::open(reader, &args.place.paths, &args.place.intake, register, &mut out)?;
    let asked = args.name.join(" ");
    let id = resolve::one(reader, &library.identifier(&asked), &[], &|id| library.names(id))?;
    let record = library.record(reader, None)?;
    let lines = EntryLines { names: Names(reader.dossier()), paint: Paint(out::coloured()) };
    let all = library.readings()?;
    let who = Who { id: &id, all, dossier: reader.dossier(), library: &library, record: &record, lines };
    if args.json {
        out.line(&json_line(&who.json()?))?;
    } else {
        for line in who.page()? {
            out.line(&line)?;
        }
    }
    out.flush()?;
    Ok(Status::of(library.failures))
}

impl Library {
    /// The identifier that reports made for a name that no dossier knows, where `asked` is its tail; else what was asked.
    fn identifier(&self, asked: &str) -> String {
        let made = format!("person/{asked}");
        if self.names(&made) { made } else { asked.to_owned() }
    }
}

/// An entity and all that tells of it.
struct Who<'a> {
    id: &'a str,
    /// All readings.
    all: &'a [Reading],
    dossier: &'a Dossier,
    library: &'a Library,
    record: &'a Record,
    lines: EntryLines<'a>,
}

impl<'a> Who<'a> {
    /// The names under which the dossiers know it.
    fn names(&self) -> Vec<&'a str> {
        let Some(id) = self.dossier.find(self.id) else { return Vec::new() };
        let own = self.dossier.names().iter().filter(|n| n.entity == id && n.sort == NameSort::Full);
        own.map(|n| &*n.form).collect()
    }

    /// Its offices, or who held office in it and is named in the reports.
    fn tenures(&self) -> Vec<&'a Tenure> {
        let person = self.dossier.find(self.id);
        let wanted =
            |t: &&Tenure| Some(t.person) == person || t.of == self.id && self.library.names(&self.dossier.entity(t.person).id);
        let mut list: Vec<&Tenure> = self.dossier.tenures().iter().filter(wanted).collect();
        list.sort_by_key(|t| (&t.from, &t.until, &t.role, &t.of, t.person));
        list.dedup_by_key(|t| (&t.from, &t.until, &t.role, &t.of, t.person));
        list
    }

    fn readings(&self) -> Vec<&'a Reading> {
        let names = |r: &&Reading| r.mentions.iter().any(|m| m.entity == self.id || m.acts_for.as_deref() == Some(self.id));
        self.all.iter().filter(names).collect()
    }

    /// The roles that reports give, each once.
    fn roles(&self) -> BTreeSet<(&'a str, Option<&'a str>)> {
        let all = self.all.iter().flat_map(|r| &r.roles).filter(|r| r.person == self.id);
        all.map(|r| (r.role.as_str(), r.of.as_deref())).collect()
    }

    fn entries(&self) -> Vec<&'a Entry> {
        let takes_part = |e: &&Entry| e.participants.iter().any(|p| p.entity == self.id);
        self.record.entries().iter().filter(takes_part).collect()
    }

    /// What it said, the oldest first.
    fn statements(&self) -> Vec<(&'a Reading, &'a Said)> {
        let said = |r: &'a Reading| r.statements.iter().filter(|s| s.speaker.as_deref() == Some(self.id)).map(move |s| (r, s));
        let mut list: Vec<_> = self.all.iter().flat_map(said).collect();
        list.sort_by_key(|(r, s)| (r.published.edtf.as_deref().and_then(record::days), &r.path, s.words.span));
        list
    }

    fn page(&self) -> Result<Vec<String>> {
        let (names, paint) = (self.lines.names, self.lines.paint);
        let state = self.dossier.find(self.id).and_then(|id| self.dossier.entity(id).state.clone());
        let state = state.filter(|s| s != self.id).map(|s| format!(" · {}", names.of(&s))).unwrap_or_default();
        let mut out =
            vec![format!("{}{state} {}", paint.bold(&names.of(self.id)), paint.dim(&format!("[{}]", safe::words(self.id))))];
        let known: Vec<String> = self.names().into_iter().take(NAMES).map(safe::words).collect();
        out.extend((!known.is_empty()).then(|| known.join(", ")));
        let readings = self.readings();
        out.push(format!("named in {} of {} reports", readings.len(), self.all.len()));
        let role = |(role, of): (&str, Option<&str>)| {
            format!("{}{}", safe::words(role), of.map(|o| format!(" of {}", names.of(o))).unwrap_or_default())
        };
        self.section(&mut out, "Offices", self.tenures().into_iter().map(|t| self.tenure(t)).collect());
        self.section(&mut out, "Roles in the reports", self.roles().into_iter().map(role).collect());
        self.section(&mut out, "Events", self.entries().into_iter().map(|e| self.lines.line(e)).collect());
        let said = self.statements();
        let older = said.len().saturating_sub(STATEMENTS);
        let shown: Result<Vec<Vec<String>>> = said[older..].iter().map(|(r, s)| self.said(r, s)).collect();
        self.section(&mut out, "Statements", shown?.concat());
        if older > 0 {
            out.push(paint.dim(&format!("  ({older} older ones: mahdar statements --party {})", self.id)));
        }
        Ok(out)
    }

    fn section(&self, out: &mut Vec<String>, heading: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            out.extend([String::new(), self.lines.paint.bold(heading)]);
            out.extend(lines.into_iter().map(|line| format!("  {line}")));
        }
    }

    fn tenure(&self, t: &Tenure) -> String {
        let shown = |day: &str, open: &str| if day.is_empty() { open.to_owned() } else { safe::words(day) };
        let who = &self.dossier.entity(t.person).id;
        let who = if who == self.id { String::new() } else { format!("{}, ", self.lines.names.of(who)) };
        format!("{who}{} of {} · {} – {}", t.role, self.lines.names.of(&t.of), shown(&t.from, "?"), shown(&t.until, "open"))
    }

    fn said(&self, r: &Reading, s: &Said) -> Result<Vec<String>> {
        let mut head = vec![r.published.edtf.as_deref().map_or_else(|| "no date".to_owned(), safe::words)];
        head.extend((!s.words.acts.is_empty()).then(|| safe::words(&s.words.acts.join(", "))));
        head.extend((!s.words.topics.is_empty()).then(|| self.lines.names.list(&s.words.topics)));
        head.extend((!s.via.is_empty()).then(|| format!("via {}", self.lines.names.list(&s.via))));
        let words = safe::first_words(&self.library.words(&r.sha256, s.words.span)?, MOST);
        Ok(vec![head.join(" · "), format!("  {words} [{}]", safe::words(&r.path))])
    }

    fn json(&self) -> Result<Value> {
        let tenure = |t: &Tenure| json!({"person": self.dossier.entity(t.person).id, "role": t.role, "of": t.of, "from": t.from, "until": t.until});
        let said = |(r, s): (&Reading, &Said)| {
            let span = s.words.span;
            Ok(json!({
                "path": r.path, "sha256": r.sha256, "published": r.published.edtf, "start": span.start(), "end": span.end(),
                "acts": s.words.acts, "topics": s.words.topics, "via": s.via, "words": self.library.words(&r.sha256, span)?,
            }))
        };
        let statements: Result<Vec<Value>> = self.statements().into_iter().map(said).collect();
        let entity = self.dossier.find(self.id).map(|id| self.dossier.entity(id));
        Ok(json!({
            "entity": self.id, "name": entity.map(|e| &e.name), "state": entity.and_then(|e| e.state.as_ref()),
            "names": self.names(), "offices": self.tenures().into_iter().map(tenure).collect::<Vec<_>>(),
            "reports": self.readings().len(),
            "roles": self.roles().into_iter().map(|(role, of)| json!({"role": role, "of": of})).collect::<Vec<_>>(),
            "events": self.entries().into_iter().map(|e| &e.id).collect::<Vec<_>>(),
            "statements": statements?,
        }))
    }
}
