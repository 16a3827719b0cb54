//! What all tests of the register share: the packs of the tree, loaded once, and reports made ready.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]

use dossier::Dossier;
use language::{Files, Pack};
use reading::{Reader, Reading};
use source::Source;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::{Analyser, Prepared};

pub const TABLES: &str = "test";

/// The workspace.
pub fn tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Arabic pack and all dossiers of the tree.
pub fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let data = tree().join("data");
        let pack = Pack::load(&files(&data.join("languages/ar"))).unwrap_or_else(|e| panic!("{e}"));
        let mut dossier = Dossier::default();
        for name in ["world", "us-ru-arms-control"] {
            dossier.add(name, &files(&data.join("dossiers").join(name))).unwrap_or_else(|e| panic!("{e}"));
        }
        dossier.finish();
        Reader::new(pack, dossier).unwrap_or_else(|e| panic!("{e}"))
    })
}

pub fn analyser() -> &'static Analyser<'static> {
    static ANALYSER: OnceLock<Analyser<'static>> = OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(reader().pack(), reader().dossier()))
}

fn files(root: &Path) -> Files {
    let (mut out, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
                let inside = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                out.push((inside, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    Files::new(out)
}

/// A report with its reading.
pub fn read(path: &str, text: &str) -> (Source, Reading) {
    let source = Source::new(path, text.as_bytes().to_vec());
    let reading = reader().read(&source).unwrap();
    (source, reading)
}

pub fn prepared(path: &str, text: &str) -> Prepared {
    let (source, reading) = read(path, text);
    Prepared::new(&source, &reading, analyser(), &[]).unwrap()
}

/// The sample reports: path and text.
pub fn samples() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = std::fs::read_dir(tree().join("samples/texts"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap()))
        .collect();
    out.sort();
    out
}
