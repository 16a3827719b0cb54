//! Builds again when the data that the binary carries has changed, and names the code it is built from.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../data");
    println!("cargo:rerun-if-changed=../../Cargo.lock");
    let mut files = vec![PathBuf::from("../../Cargo.lock")];
    for room in entries(Path::new("..")) {
        println!("cargo:rerun-if-changed={}", room.join("src").display());
        gather(&room.join("src"), &mut files);
    }
    files.sort();
    let mut sum = DefaultHasher::new();
    for file in files {
        sum.write(file.display().to_string().as_bytes());
        sum.write(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo:rustc-env=MAHDAR_CODE={:016x}", sum.finish());
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).filter(|p| !p.ends_with("tidy")).collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
