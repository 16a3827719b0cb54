//! The reports in a folder and below.

use std::io;
use std::path::{Path, PathBuf};

/// Folders deeper than this are not entered.
const DEEPEST: usize = 64;

/// The reports in `folder` and below, by their paths. Links to folders are not followed.
///
/// # Errors
/// The folder that cannot be listed and why.
pub(super) fn reports(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut found = Vec::new();
    gather(folder, DEEPEST, &mut found)?;
    found.sort();
    Ok(found)
}

fn gather(folder: &Path, deeper: usize, found: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let at = |e: io::Error| (folder.to_owned(), e);
    for entry in std::fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let path = entry.path();
        if entry.file_type().map_err(at)?.is_dir() {
            if deeper > 0 {
                gather(&path, deeper - 1, found)?;
            }
        } else if intake::is_known(&path) && path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}
