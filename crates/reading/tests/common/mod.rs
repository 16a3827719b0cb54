//! What all tests of readings share: the packs of the tree, loaded once, and the samples.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

pub mod case;
pub mod facts;

use dossier::Dossier;
use language::{Files, Pack};
use reading::{Reader, Reading};
use source::Source;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The workspace.
pub fn tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Arabic pack and all dossiers of the tree, compiled once for all tests of a binary.
pub fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let data = tree().join("data");
        let pack = Pack::load(&files(&data.join("languages/ar"))).unwrap_or_else(|e| panic!("{e}"));
        let mut dossier = Dossier::default();
        for name in dossiers(&data.join("dossiers")) {
            let inside = format!("dossiers/{name}");
            dossier.add(&inside, &files(&data.join(&inside))).unwrap_or_else(|e| panic!("{e}"));
        }
        dossier.finish();
        Reader::new(pack, dossier).unwrap_or_else(|e| panic!("{e}"))
    })
}

/// Names of the dossiers, the general one first, because the others refer to it.
fn dossiers(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = entries(folder).iter().filter(|p| p.is_dir()).map(|p| name(p)).collect();
    names.sort_by_key(|n| (n != "world", n.clone()));
    names
}

fn files(root: &Path) -> Files {
    let mut out = Vec::new();
    walk(root, root, &mut out);
    Files::new(out)
}

fn walk(root: &Path, at: &Path, out: &mut Vec<(String, String)>) {
    for path in entries(at) {
        if path.is_dir() {
            walk(root, &path, out);
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            let inside = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            out.push((inside, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What a folder holds, in the order of the names.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let list = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("cannot read the folder {}: {e}", folder.display()));
    let mut out: Vec<PathBuf> = list.map(|e| e.unwrap().path()).collect();
    out.sort();
    out
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The samples: name and text.
pub fn samples() -> &'static [(String, String)] {
    static SAMPLES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let list = entries(&tree().join("samples/texts"));
        list.iter().map(|p| (name(p), std::fs::read_to_string(p).unwrap())).collect()
    })
}

/// Reads bytes that hold text.
pub fn read(bytes: &[u8]) -> Reading {
    try_read(bytes).unwrap_or_else(|e| panic!("{e}"))
}

/// Reads any bytes.
pub fn try_read(bytes: &[u8]) -> Result<Reading, String> {
    reader().read(&Source::new("report.txt", bytes.to_vec())).map_err(|e| e.to_string())
}

/// Says what is wrong with the spans of a reading: out of the source, empty, inside a character, zones out of order.
pub fn faults_of_spans(reading: &Reading, bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let text = std::str::from_utf8(bytes).ok();
    for fact in facts::of(reading) {
        for span in fact.spans() {
            let (a, b) = (span.start() as usize, span.end() as usize);
            if b > bytes.len() {
                out.push(format!("{fact} ends at {b} of {} bytes", bytes.len()));
            } else if a == b {
                out.push(format!("{fact} is empty at {a}"));
            } else if text.is_some_and(|t| !t.is_char_boundary(a) || !t.is_char_boundary(b)) {
                out.push(format!("{fact} cuts a character at {a}..{b}"));
            }
        }
    }
    for pair in reading.zones.windows(2) {
        if pair[0].span.end() > pair[1].span.start() {
            out.push(format!("zones overlap or are out of order: {:?} before {:?}", pair[0].span, pair[1].span));
        }
    }
    out
}
