//! The packs and dossiers that ship inside the binary, or a folder that the user names instead.

use anyhow::{Context, Result};
use dossier::Dossier;
use include_dir::{Dir, include_dir};
use language::{Files, Pack};
use reading::Reader;
use std::path::Path;

static DATA: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../data");

/// The language pack that is used.
const LANGUAGE: &str = "languages/ar";

/// Loads the pack and all dossiers, from `folder` or from the binary.
pub(crate) fn reader(folder: Option<&Path>) -> Result<Reader> {
    let pack = Pack::load(&files(folder, LANGUAGE)?)?;
    let mut dossier = Dossier::default();
    // The general dossier first: the others may refer to its people and places.
    for name in dossier_names(folder)? {
        dossier.add(&format!("dossiers/{name}"), &files(folder, &format!("dossiers/{name}"))?)?;
    }
    for fault in dossier.finish() {
        eprintln!("mahdar: {fault}");
    }
    Ok(Reader::new(pack, dossier)?)
}

fn dossier_names(folder: Option<&Path>) -> Result<Vec<String>> {
    let mut names: Vec<String> = match folder {
        Some(f) => std::fs::read_dir(f.join("dossiers"))
            .with_context(|| format!("cannot read the folder {}", f.join("dossiers").display()))?
            .filter_map(|e| e.ok().and_then(|e| e.file_name().into_string().ok()))
            .collect(),
        None => DATA
            .get_dir("dossiers")
            .map(|d| d.dirs().filter_map(|d| d.path().file_name()?.to_str().map(str::to_owned)).collect())
            .unwrap_or_default(),
    };
    names.sort_by_key(|n| (n != "world", n.clone()));
    Ok(names)
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

fn embedded(dir: &Dir, inside: &str, out: &mut Vec<(String, String)>) {
    for file in dir.files() {
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
    for entry in std::fs::read_dir(at).with_context(|| format!("cannot read the folder {}", at.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, out)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            out.push((name, text));
        }
    }
    Ok(())
}
