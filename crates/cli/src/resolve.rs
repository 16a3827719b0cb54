//! From what a user types to the entity that is meant: an identifier, a code, or a name in any language of the dossiers.

use crate::{Usage, safe};
use anyhow::{Result, bail};
use dossier::Dossier;
use language::Fold;
use reading::Reader;
use std::collections::BTreeSet;

/// So many are named when a name fits several.
const NAMED: usize = 8;

/// The one entity that is meant. `kinds` are the beginnings of identifiers that may be meant (`state`, `person` …, empty for all),
/// `seen` says which entities the reports name: where a name fits several, those count.
pub(crate) fn one(reader: &Reader, text: &str, kinds: &[&str], seen: &dyn Fn(&str) -> bool) -> Result<String> {
    let mut found = candidates(reader, text, kinds);
    if found.is_empty() && seen(text) {
        found.push(text.to_owned());
    }
    // Topics of one name are one.
    if kinds == ["topic"] {
        let mut names = BTreeSet::new();
        let called = |id: &str| reader.dossier().find(id).map(|e| folded(&reader.pack().fold, &reader.dossier().entity(e).name));
        found.retain(|id| names.insert(called(id)));
    }
    if found.len() > 1 {
        let named: Vec<String> = found.iter().filter(|id| seen(id)).cloned().collect();
        found = if named.is_empty() { found } else { named };
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!(Usage(format!("no dossier and no report knows {} by that name", safe::words(text)))),
        many => {
            let shown: Vec<&str> = many.iter().take(NAMED).map(String::as_str).collect();
            let more = if many.len() > NAMED { ", …" } else { "" };
            bail!(Usage(format!("{} may be {}{more}: name one of them", safe::words(text), shown.join(", "))))
        }
    }
}

/// All that may be meant, by the first of these that fits any: identifier, whole name, words of a name.
fn candidates(reader: &Reader, text: &str, kinds: &[&str]) -> Vec<String> {
    let wanted = |id: &String| kinds.is_empty() || kinds.iter().any(|k| id.split('/').next() == Some(k));
    let asked = folded(&reader.pack().fold, text);
    let steps: [&dyn Fn() -> BTreeSet<String>; 3] =
        [&|| by_identifier(reader.dossier(), text.trim(), kinds), &|| by_name(reader, &|name| name == asked), &|| {
            by_name(reader, &|name| holds(name, &asked))
        }];
    let found = steps.iter().map(|step| step().into_iter().filter(wanted).collect::<Vec<_>>());
    found.into_iter().find(|ids| !ids.is_empty()).unwrap_or_default()
}

fn by_identifier(dossier: &Dossier, text: &str, kinds: &[&str]) -> BTreeSet<String> {
    let kinds = if kinds.is_empty() { &["state", "person", "org"] } else { kinds };
    let made = kinds.iter().flat_map(|k| [format!("{k}/{text}"), format!("{k}/{}", text.to_uppercase())]);
    std::iter::once(text.to_owned()).chain(made).filter(|id| dossier.find(id).is_some()).collect()
}

fn by_name(reader: &Reader, fits: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    let (dossier, fold) = (reader.dossier(), &reader.pack().fold);
    let english = dossier.entities().iter().filter(|e| fits(&folded(fold, &e.name))).map(|e| e.id.clone());
    let others = dossier.names().iter().filter(|n| fits(&folded(fold, &n.form))).map(|n| dossier.entity(n.entity).id.clone());
    english.chain(others).collect()
}

/// Whether `name` holds the words asked for, in a row.
fn holds(name: &str, asked: &str) -> bool {
    !asked.is_empty() && format!(" {name} ").contains(&format!(" {asked} "))
}

fn folded(fold: &Fold, text: &str) -> String {
    fold.text(text).replace('-', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
