//! The packs and dossiers that ship inside the binary, or a folder that the user names instead.
//!
//! A debug build takes them from the source tree when that is there, so that changed tables count without building again.

use crate::out;
use anyhow::{Context, Result, bail};
use dossier::Dossier;
use include_dir::{Dir, include_dir};
use language::{DataError, Files, Pack};
use reading::Reader;
use std::path::{Path, PathBuf};

static DATA: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../data");
/// The folder that is embedded.
const TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
/// The language pack that is used.
const LANGUAGE: &str = "languages/ar";
/// The dossier to which all others may refer.
const GENERAL: &str = "world";

/// A pack and dossiers as loaded, with the faults that did not keep them from loading.
pub(crate) struct Loaded {
    /// Ready to read.
    pub(crate) reader: Reader,
    /// What is wrong in the dossiers.
    pub(crate) faults: Vec<DataError>,
}

/// Loads all for a command that reads; faults are told on standard error. It is kept to the end of the program, because taking
/// its many tables apart again would cost a fifth of the time that a short report takes.
pub(crate) fn reader(folder: Option<&Path>) -> Result<&'static Reader> {
    let loaded = load(folder)?;
    for fault in &loaded.faults {
        out::say(&fault.to_string());
    }
    Ok(Box::leak(Box::new(loaded.reader)))
}

/// Loads the pack and all dossiers, from `folder` or from the binary.
pub(crate) fn load(folder: Option<&Path>) -> Result<Loaded> {
    let tree = (cfg!(debug_assertions) && folder.is_none()).then(|| PathBuf::from(TREE)).filter(|t| t.is_dir());
    load_from(folder.or(tree.as_deref()))
}

fn load_from(folder: Option<&Path>) -> Result<Loaded> {
    let (pack, dossiers) = rayon::join(|| pack(folder), || dossiers(folder));
    let (pack, (dossier, faults)) = (pack?, dossiers?);
    Ok(Loaded { reader: Reader::new(pack, dossier)?, faults })
}

fn pack(folder: Option<&Path>) -> Result<Pack> {
    let language = files(folder, LANGUAGE)?;
    if language.is_empty() {
        bail!("there is no language pack in {}", place(folder, LANGUAGE));
    }
    Ok(Pack::load(&language)?)
}

fn dossiers(folder: Option<&Path>) -> Result<(Dossier, Vec<DataError>)> {
    let mut dossier = Dossier::default();
    for name in dossier_names(folder)? {
        let inside = format!("dossiers/{name}");
        dossier.add(&inside, &files(folder, &inside)?)?;
    }
    let faults = dossier.finish();
    Ok((dossier, faults))
}

fn place(folder: Option<&Path>, inside: &str) -> String {
    folder.map_or_else(|| format!("the program ({inside})"), |f| f.join(inside).display().to_string())
}

/// Names of the dossiers, the general one first.
fn dossier_names(folder: Option<&Path>) -> Result<Vec<String>> {
    let mut names: Vec<String> = match folder {
        Some(f) => entries(&f.join("dossiers"))?
            .into_iter()
            .filter(|p| p.is_dir())
            .filter_map(|p| p.file_name()?.to_str().map(str::to_owned))
            .collect(),
        None => DATA
            .get_dir("dossiers")
            .map(|d| d.dirs().filter_map(|d| d.path().file_name()?.to_str().map(str::to_owned)).collect())
            .unwrap_or_default(),
    };
    names.sort_by_key(|n| (n != GENERAL, n.clone()));
    Ok(names)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let sentence = || format!("cannot read the folder {}", folder.display());
    let list = std::fs::read_dir(folder).with_context(sentence)?;
    list.map(|e| e.map(|e| e.path()).with_context(sentence)).collect()
}

fn files(folder: Option<&Path>, inside: &str) -> Result<Files> {
    let mut out = Vec::new();
    match folder {
        Some(f) => walk(&f.join(inside), &f.join(inside), &mut out)?,
        None => {
            if let Some(dir) = DATA.get_dir(inside) {
                embedded(dir, inside, &mut out);
            }
        }
    }
    Ok(Files::new(out))
}

/// Whether a file of the data folder holds data.
fn is_data(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "tsv" || e == "toml")
}

fn embedded(dir: &Dir, inside: &str, out: &mut Vec<(String, String)>) {
    for file in dir.files().filter(|f| is_data(f.path())) {
        let path = file.path().strip_prefix(inside).unwrap_or(file.path());
        if let Some(text) = file.contents_utf8() {
            out.push((path.to_string_lossy().replace('\\', "/"), text.to_owned()));
        }
    }
    for d in dir.dirs() {
        embedded(d, inside, out);
    }
}

fn walk(root: &Path, at: &Path, out: &mut Vec<(String, String)>) -> Result<()> {
    for path in entries(at)? {
        if path.is_dir() {
            walk(root, &path, out)?;
        } else if is_data(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            out.push((name, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_the_tree() {
        let tree = Path::new(TREE);
        let names = dossier_names(None).unwrap();
        assert_eq!(names, dossier_names(Some(tree)).unwrap());
        assert_eq!(names.first().map(String::as_str), Some(GENERAL));
        assert!(files(None, LANGUAGE).unwrap().matching(|_| true).count() > 5);
        assert!(load_from(None).is_ok());
    }

    #[test]
    fn a_folder_without_packs_is_refused_in_a_sentence() {
        let empty = tempfile::tempdir().unwrap();
        let error = load(Some(empty.path())).err().map(|e| format!("{e:#}")).unwrap();
        assert!(error.starts_with("cannot read the folder"), "{error}");
    }
}
