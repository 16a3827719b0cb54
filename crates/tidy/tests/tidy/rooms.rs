//! Which room may use which. Cargo forbids circles, not reaching back: this table does, for dev-dependencies too.

use crate::tree::{none, root};
use toml::{Table, Value};

/// A room: the folder of its crate, its package, and the rooms that its code may use.
struct Room {
    folder: &'static str,
    package: &'static str,
    uses: &'static [&'static str],
}

/// All rooms, each after those it uses. Tests of a room may use any room that stands before it.
const ROOMS: [Room; 19] = [
    room("tidy", &[]),
    room("eval", &[]),
    room("days", &[]),
    room("shingles", &[]),
    room("source", &[]),
    room("language", &[]),
    room("intake", &["days", "shingles", "source", "language"]),
    room("dossier", &["language"]),
    room("clean", &["days", "source"]),
    room("tokens", &["source", "language"]),
    room("labels", &["language", "dossier", "tokens"]),
    room("reading", &["days", "source", "language", "dossier", "clean", "tokens", "labels"]),
    room("record", &["days", "source", "language", "dossier", "reading", "shingles"]),
    room("store", &["source", "language", "dossier", "tokens", "reading", "record"]),
    room("export", &["source", "dossier", "reading", "record", "store"]),
    room("web", &["source", "language", "dossier", "reading", "record", "store", "export"]),
    Room { folder: "cli", package: "mahdar", uses: EDGE },
    room("bench", EDGE),
    room("python", EDGE),
];

/// The command line, the benchmarks and the Python module may use every room.
const EDGE: &[&str] = &[
    "days", "source", "intake", "shingles", "language", "dossier", "clean", "tokens", "labels", "reading", "record", "eval",
    "store", "export", "web",
];

/// Libraries that reach the network, the terminal, the threads or the disk, or that blur errors: for the named rooms only.
const KEPT: [(&str, &[&str]); 9] = [
    ("anyhow", &["cli", "web", "bench", "python"]),
    ("clap", &["cli"]),
    ("ureq", &["intake"]),
    ("reqwest", &[]),
    ("tokio", &["web", "cli"]),
    ("axum", &["web", "cli"]),
    ("rayon", &["cli", "web", "store", "python"]),
    ("rusqlite", &["store"]),
    ("regex", &[]),
];

const fn room(name: &'static str, uses: &'static [&'static str]) -> Room {
    Room { folder: name, package: name, uses }
}

/// The names under the dependency tables of a manifest; `dev` says whether only tests use them.
fn dependencies(manifest: &Table) -> Vec<(String, bool)> {
    let of = |t: &Table, table: &str, dev: bool| -> Vec<(String, bool)> {
        let Some(Value::Table(list)) = t.get(table) else { return Vec::new() };
        let name = |(key, v): (&String, &Value)| v.get("package").and_then(Value::as_str).unwrap_or(key).to_owned();
        list.iter().map(|x| (name(x), dev)).collect()
    };
    let mut tables = vec![manifest];
    if let Some(Value::Table(targets)) = manifest.get("target") {
        tables.extend(targets.values().filter_map(Value::as_table));
    }
    let kinds = [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)];
    tables.iter().flat_map(|t| kinds.iter().flat_map(|(k, dev)| of(t, k, *dev))).collect()
}

fn manifests() -> Vec<(String, Table)> {
    let folders = std::fs::read_dir(root().join("crates")).unwrap().map(|e| e.unwrap().path());
    let mut out: Vec<(String, Table)> = folders
        .filter(|p| p.join("Cargo.toml").is_file())
        .map(|p| {
            let name = p.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(p.join("Cargo.toml")).unwrap().parse().unwrap())
        })
        .collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

#[test]
fn the_table_is_in_order() {
    for (n, r) in ROOMS.iter().enumerate() {
        for used in r.uses {
            assert!(ROOMS[..n].iter().any(|b| b.package == *used), "{}: '{used}' does not stand before it", r.folder);
        }
    }
}

#[test]
fn every_crate_is_in_the_table() {
    let missing: Vec<String> = manifests().into_iter().map(|m| m.0).filter(|f| !ROOMS.iter().any(|r| r.folder == f)).collect();
    none(&missing, "These crates have no row in ROOMS (crates/tidy/tests/tidy/rooms.rs):");
}

#[test]
fn no_room_reaches_back() {
    let mut faults = Vec::new();
    for (folder, manifest) in manifests() {
        let Some(at) = ROOMS.iter().position(|r| r.folder == folder) else { continue };
        for (used, dev) in dependencies(&manifest) {
            let Some(other) = ROOMS.iter().position(|r| r.package == used) else { continue };
            let allowed = ROOMS[at].uses.contains(&used.as_str()) || dev && other < at;
            if !allowed {
                faults.push(format!("crates/{folder}/Cargo.toml uses '{used}'"));
            }
        }
    }
    none(&faults, "A room uses only rooms before it, as the table in crates/tidy/tests/tidy/rooms.rs says:");
}

#[test]
fn what_reaches_outside_stays_at_the_edge() {
    let mut faults = Vec::new();
    for (folder, manifest) in manifests() {
        for (used, dev) in dependencies(&manifest) {
            if KEPT.iter().any(|(name, rooms)| *name == used && !dev && !rooms.contains(&folder.as_str())) {
                faults.push(format!("crates/{folder}/Cargo.toml uses '{used}'"));
            }
        }
    }
    none(&faults, "These libraries are kept to the rooms that KEPT names:");
}

#[test]
fn every_crate_takes_the_shared_lints() {
    let without =
        manifests().into_iter().filter(|(_, m)| m.get("lints").and_then(|l| l.get("workspace")) != Some(&Value::Boolean(true)));
    let faults: Vec<String> = without.map(|(f, _)| format!("crates/{f}/Cargo.toml")).collect();
    none(&faults, "These manifests have no '[lints] workspace = true':");
}
