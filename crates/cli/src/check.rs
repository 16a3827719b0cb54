//! `mahdar check`: language packs and dossiers.

use crate::out::{self, Out};
use crate::{Status, data};
use anyhow::Result;
use dossier::Dossier;
use std::collections::BTreeMap;
use std::path::Path;

/// Loads all data, runs the examples of all patterns, and prints what there is.
pub(crate) fn run(folder: Option<&Path>) -> Result<Status> {
    let data::Loaded { reader, mut faults } = data::load(folder)?;
    faults.extend(labels::check_examples(reader.pack(), reader.lexicon()));
    for fault in &faults {
        out::say(&fault.to_string());
    }
    let (pack, mut out) = (reader.pack(), Out::new());
    let examples: usize = pack.patterns.iter().map(|p| p.yes.len() + p.no.len()).sum();
    let (rows, patterns, forms) = (pack.rows.len(), pack.patterns.len(), reader.lexicon().len());
    out.line(&format!("language {} {}: {rows} rows, {patterns} patterns with {examples} examples", pack.tag, pack.version))?;
    dossiers(&mut out, reader.dossier())?;
    out.line(&format!("lexicon: {forms} entries"))?;
    out.line(&match faults.len() {
        0 => "no faults".to_owned(),
        1 => "1 fault".to_owned(),
        n => format!("{n} faults"),
    })?;
    out.flush()?;
    Ok(Status::of(faults.len()))
}

fn dossiers(out: &mut Out, dossier: &Dossier) -> Result<()> {
    for (i, (name, version)) in dossier.versions().iter().enumerate() {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in dossier.entities().iter().filter(|e| e.dossier == i) {
            *kinds.entry(entity.id.split('/').next().unwrap_or("")).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        out.line(&format!("dossier {name} {version}: {}", kinds.join(", ")))?;
    }
    let (names, tenures, rounds) = (dossier.names().len(), dossier.tenures().len(), dossier.rounds().len());
    let (provisions, statuses, hosts) = (dossier.provisions().len(), dossier.statuses().len(), dossier.hosts());
    out.line(&format!(
        "all dossiers: {names} names, {tenures} tenures, {provisions} provisions, {statuses} treaty dates, {rounds} rounds, {hosts} hosts of outlets"
    ))
}
