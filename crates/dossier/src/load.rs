//! Reading the tables of dossiers.

use crate::entity::{Entity, EntityId, EntityKind, Provision, Round, StatusDate, Tenure};
use crate::{Dossier, Name, NameSort, Pending, hosts};
use language::{DataError, Files, Table};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct Head {
    name: String,
    version: String,
}

/// Where a table's cells go. Columns a table does not have are empty strings.
struct Layout {
    file: &'static str,
    kind: EntityKind,
    state: &'static str,
    related: &'static str,
    sort: &'static str,
}

const LAYOUTS: [Layout; 9] = [
    Layout { file: "places", kind: EntityKind::Place, state: "state", related: "", sort: "kind" },
    Layout { file: "orgs", kind: EntityKind::Org, state: "acts_for", related: "", sort: "kind" },
    Layout { file: "outlets", kind: EntityKind::Outlet, state: "state", related: "host", sort: "kind" },
    Layout { file: "people", kind: EntityKind::Person, state: "state", related: "", sort: "" },
    Layout { file: "treaties", kind: EntityKind::Treaty, state: "", related: "parties", sort: "" },
    Layout { file: "processes", kind: EntityKind::Process, state: "", related: "parties", sort: "" },
    Layout { file: "bodies", kind: EntityKind::Body, state: "", related: "process", sort: "" },
    Layout { file: "topics", kind: EntityKind::Topic, state: "", related: "", sort: "" },
    Layout { file: "docs", kind: EntityKind::Doc, state: "", related: "", sort: "" },
];

fn forms(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" | ").map(str::trim).filter(|f| !f.is_empty())
}

fn optional(table: &Table, name: &str) -> Option<usize> {
    if name.is_empty() { None } else { table.column(name).ok() }
}

/// What takes one row of a table: the dossier, file, line and the cells of the columns asked for.
type TakeRow<'a> = dyn FnMut(&mut Dossier, &str, usize, Vec<&str>) -> Result<(), DataError> + 'a;

impl Dossier {
    /// Adds one dossier's files; `folder` is named in errors.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn add(&mut self, folder: &str, files: &Files) -> Result<(), DataError> {
        let path = format!("{folder}/dossier.toml");
        let text = files.get("dossier.toml").ok_or_else(|| DataError::new(&path, 0, "the dossier has no such file"))?;
        let head: Head = toml::from_str(text).map_err(|e| DataError::new(&path, 0, e.message()))?;
        self.contents.push(files.fingerprint());
        self.versions.push((head.name, head.version));
        let stem = |p: &str, s: &str| p.strip_suffix(".tsv").is_some_and(|p| p == s || p.starts_with(&format!("{s}-")));
        for (p, text) in files.matching(|p| p == "states.tsv") {
            self.states(&format!("{folder}/{p}"), text)?;
        }
        for layout in &LAYOUTS {
            for (p, text) in files.matching(|p| stem(p, layout.file)) {
                self.table(&format!("{folder}/{p}"), text, layout)?;
            }
        }
        for (p, text) in files.matching(|p| stem(p, "tenures")) {
            self.tenure_rows(&format!("{folder}/{p}"), text)?;
        }
        self.facts(folder, files)
    }

    /// Marks capitals, ties tenures to people and hosts to outlets; call once after the last [`Dossier::add`]. Returns the references
    /// that lead nowhere and the hosts that cannot be used, each with file and line; they count for nothing.
    pub fn finish(&mut self) -> Vec<DataError> {
        let mut faults: Vec<DataError> = std::mem::take(&mut self.waiting).iter().filter_map(|p| self.hosts.add(p)).collect();
        for Pending { at, person, cells: [role, of, from, until] } in std::mem::take(&mut self.pending) {
            match self.find(&person) {
                Some(person) => self.tenures.push(Tenure { person, role, of, from, until }),
                None => faults.push(DataError::new(&*at.0, at.1, format!("no dossier names '{person}'"))),
            }
        }
        self.sort_tenures();
        for i in 0..self.entities.len() {
            let e = &self.entities[i];
            if e.kind != EntityKind::State {
                continue;
            }
            let (state, capital) = (e.id.clone(), e.related.first().cloned());
            if let Some(id) = capital.and_then(|c| self.find(&c)) {
                let place = &mut self.entities[id.index()];
                // A former state does not take its capital back.
                if !place.acts {
                    place.state = Some(state);
                    place.acts = true;
                }
            }
        }
        faults
    }

    fn mint(&mut self, entity: Entity) -> EntityId {
        if let Some(&id) = self.by_id.get(&entity.id) {
            return id;
        }
        let id = EntityId(self.entities.len() as u32);
        self.by_id.insert(entity.id.clone(), id);
        self.entities.push(entity);
        id
    }

    fn states(&mut self, file: &str, text: &str) -> Result<(), DataError> {
        let t = Table::parse(file, text)?;
        let col = |n: &str| t.column(n);
        let (code, name, form, nisba) = (col("code")?, col("name")?, col("forms")?, col("nisba")?);
        let (people, capital) = (col("people")?, col("capital")?);
        let path: Arc<str> = file.into();
        for (line, cell) in t.rows() {
            let id = self.mint(Entity {
                id: format!("state/{}", cell(code)),
                kind: EntityKind::State,
                name: cell(name).to_owned(),
                state: Some(format!("state/{}", cell(code))),
                acts: true,
                sort: String::new(),
                related: forms(cell(capital)).map(str::to_owned).collect(),
                dossier: self.versions.len() - 1,
            });
            for (cell, sort) in [(cell(form), NameSort::Full), (cell(nisba), NameSort::Nisba), (cell(people), NameSort::People)] {
                self.name_all(id, cell, sort, (&path, line));
            }
        }
        Ok(())
    }

    fn table(&mut self, file: &str, text: &str, layout: &Layout) -> Result<(), DataError> {
        let t = Table::parse(file, text)?;
        let (id, name, form) = (t.column("id")?, t.column("name")?, t.column("forms")?);
        let [state, related, sort] = [layout.state, layout.related, layout.sort].map(|c| optional(&t, c));
        let short = optional(&t, "short");
        let path: Arc<str> = file.into();
        for (line, cell) in t.rows() {
            if !cell(id).contains('/') {
                return Err(DataError::new(file, line, format!("'{}' is not an identifier such as place/geneva", cell(id))));
            }
            let at = |c: Option<usize>| c.map_or("", &cell);
            let entity = Entity {
                id: cell(id).to_owned(),
                kind: kind_of(layout.kind, cell(id), at(sort)),
                name: cell(name).to_owned(),
                state: Some(at(state)).filter(|s| s.starts_with("state/")).map(str::to_owned),
                acts: layout.file == "orgs" && !at(state).is_empty(),
                sort: at(sort).to_owned(),
                related: at(related).split([',', '|']).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect(),
                dossier: self.versions.len() - 1,
            };
            let speaks = entity.kind == EntityKind::Outlet;
            let places = if speaks { entity.related.clone() } else { Vec::new() };
            let id = self.mint(entity);
            let host = |place| hosts::Pending { at: (path.clone(), line), outlet: id, place };
            self.waiting.extend(places.into_iter().map(host));
            let sort = if layout.kind == EntityKind::Topic { NameSort::Topic } else { NameSort::Full };
            self.name_all(id, cell(form), sort, (&path, line));
            self.name_all(id, at(short), NameSort::Short, (&path, line));
        }
        Ok(())
    }

    fn name_all(&mut self, entity: EntityId, cell: &str, sort: NameSort, at: (&Arc<str>, usize)) {
        for f in forms(cell) {
            let (form, sort) = f.strip_prefix("mt:").map_or((f, sort), |f| (f, NameSort::InContext));
            self.names.push(Name { form: form.into(), entity, sort, at: (at.0.clone(), at.1) });
        }
    }

    fn tenure_rows(&mut self, file: &str, text: &str) -> Result<(), DataError> {
        let t = Table::parse(file, text)?;
        let col = |n: &str| t.column(n);
        let (person, role, of, from, until) = (col("person")?, col("role")?, col("of")?, col("from")?, col("until")?);
        let at: Arc<str> = file.into();
        for (line, cell) in t.rows() {
            let cells = [role, of, from, until].map(|c| cell(c).to_owned());
            self.pending.push(Pending { at: (at.clone(), line), person: cell(person).to_owned(), cells });
        }
        Ok(())
    }

    fn facts(&mut self, folder: &str, files: &Files) -> Result<(), DataError> {
        let mut read = |name: &str, columns: &[&str], row: &mut TakeRow| {
            let Some(text) = files.get(name) else { return Ok(()) };
            let file = format!("{folder}/{name}");
            let t = Table::parse(&file, text)?;
            let cols = columns.iter().map(|c| t.column(c)).collect::<Result<Vec<_>, _>>()?;
            for (line, cell) in t.rows() {
                row(self, &file, line, cols.iter().map(|c| cell(*c)).collect())?;
            }
            Ok(())
        };
        read("provisions.tsv", &["treaty", "what", "bound", "value", "unit", "article"], &mut |d, file, line, c| {
            let value = c[3].parse().map_err(|_| DataError::new(file, line, format!("'{}' is not a number", c[3])))?;
            let [treaty, what, bound, unit, article] = [c[0], c[1], c[2], c[4], c[5]].map(str::to_owned);
            d.provisions.push(Provision { treaty, what, bound, value, unit, article });
            Ok(())
        })?;
        read("treaty-status.tsv", &["treaty", "date", "what"], &mut |d, _, _, c| {
            let [treaty, date, what] = [c[0], c[1], c[2]].map(str::to_owned);
            d.statuses.push(StatusDate { treaty, date, what });
            Ok(())
        })?;
        read("rounds.tsv", &["process", "round", "date", "place"], &mut |d, _, _, c| {
            let round = c[1].parse().ok();
            let [process, date, place] = [c[0], c[2], c[3]].map(str::to_owned);
            d.rounds.push(Round { process, round, date, place });
            Ok(())
        })
    }
}

fn kind_of(table: EntityKind, id: &str, sort: &str) -> EntityKind {
    match (table, sort) {
        (EntityKind::Place, "city" | "province") => EntityKind::City,
        (EntityKind::Org, "states") => EntityKind::States,
        (EntityKind::Outlet, "platform") => EntityKind::Platform,
        (EntityKind::Org, _) if id.starts_with("group/") => EntityKind::Group,
        (EntityKind::Org | EntityKind::Process, _) if id.starts_with("body/") => EntityKind::Body,
        _ => table,
    }
}
