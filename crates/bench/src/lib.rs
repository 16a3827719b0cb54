//! What the benchmarks and the fuzz targets share: the data of this tree, loaded, and the sample reports.
//!
//! Nothing here is part of `mahdar`; `docs/performance.md` says how to run the measurements.

pub mod extraction;
pub mod mutate;

use anyhow::{Context, Result, bail};
use dossier::Dossier;
use language::{Files, Pack};
use reading::Reader;
use source::Source;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;
use unicode_segmentation::UnicodeSegmentation;

/// The folder of the whole tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the Arabic pack, by name.
///
/// # Errors
/// A file that cannot be read.
pub fn pack_files() -> Result<Vec<(String, String)>> {
    listed(&root().join("data/languages/ar"))
}

/// The files of a dossier, by name.
///
/// # Errors
/// A file that cannot be read.
pub fn dossier_files(name: &str) -> Result<Vec<(String, String)>> {
    listed(&root().join("data/dossiers").join(name))
}

/// The Arabic pack.
///
/// # Errors
/// A file that cannot be read, or a fault in it.
pub fn pack() -> Result<Pack> {
    Ok(Pack::load(&files(&root().join("data/languages/ar"))?)?)
}

/// All dossiers, the general one first.
///
/// # Errors
/// A file that cannot be read, or a fault in it.
pub fn dossiers() -> Result<Dossier> {
    let folder = root().join("data/dossiers");
    let mut names: Vec<String> = entries(&folder)?.iter().filter(|p| p.is_dir()).map(|p| name(p)).collect();
    names.sort_by_key(|n| (n != "world", n.clone()));
    let mut all = Dossier::default();
    for n in names {
        all.add(&n, &files(&folder.join(&n))?)?;
    }
    all.finish();
    Ok(all)
}

/// A reader made of this tree's data.
///
/// # Errors
/// A file that cannot be read, or a fault in it.
pub fn reader() -> Result<Reader> {
    Ok(Reader::new(pack()?, dossiers()?)?)
}

/// The sample reports, by name.
///
/// # Errors
/// A file that cannot be read.
pub fn samples() -> Result<Vec<String>> {
    let mut paths = entries(&root().join("samples/texts"))?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|p| text(p)).collect()
}

/// The sample reports as sources.
///
/// # Errors
/// A file that cannot be read.
pub fn sources() -> Result<Vec<Source>> {
    Ok(samples()?.into_iter().map(|t| Source::new("sample", t.into_bytes())).collect())
}

/// Texts that are about no negotiation.
///
/// # Errors
/// A file that cannot be read.
pub fn others() -> Result<Vec<String>> {
    let mut paths = entries(&root().join("samples/other"))?;
    paths.sort();
    paths.iter().map(|p| text(p)).collect()
}

/// Waits for the end of a program; the most memory that was resident, in kilobytes, as the system counts it (Linux).
///
/// # Errors
/// A program that fails.
pub fn peak_of(child: &mut Child) -> Result<f64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let now = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok());
        peak = now.unwrap_or(0.0f64).max(peak);
        if let Some(status) = child.try_wait()? {
            if !status.success() {
                bail!("the command ended with {status}");
            }
            return Ok(peak);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The yardstick: words and what stands between them by UAX #29, counted and nothing else.
pub fn uax29(text: &str) -> usize {
    text.split_word_bound_indices().count()
}

/// The tables and settings in `folder` and below.
fn files(folder: &Path) -> Result<Files> {
    Ok(Files::new(listed(folder)?))
}

fn listed(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    walk(folder, "", &mut out)?;
    Ok(out)
}

fn walk(folder: &Path, inside: &str, out: &mut Vec<(String, String)>) -> Result<()> {
    for path in entries(folder)? {
        let here = format!("{inside}{}", name(&path));
        if path.is_dir() {
            walk(&path, &format!("{here}/"), out)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            out.push((here, text(&path)?));
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let sentence = || format!("cannot read the folder {}", folder.display());
    let list = std::fs::read_dir(folder).with_context(sentence)?;
    list.map(|e| e.map(|e| e.path()).with_context(sentence)).collect()
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
