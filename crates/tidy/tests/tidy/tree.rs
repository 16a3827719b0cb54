//! The files of the tree.

use std::path::{Path, PathBuf};

/// What holds no files of the project: what building, testing and measuring leave. In a second work tree `.git` is a file.
const LEFT: [&str; 6] = ["target", ".git", "corpus", "artifacts", "coverage", "node_modules"];

/// The folder of the whole tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A file of the tree: its path from the root, with `/`, and its text.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

impl File {
    /// The lines that are not in a `#[cfg(test)]` module, with their numbers. Such a module ends with a `}` in the first column.
    pub fn lines_outside_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut test = false;
        let mut marked = false;
        self.text.lines().enumerate().filter_map(move |(n, line)| {
            if marked && line.starts_with("mod ") && line.ends_with('{') {
                test = true;
            }
            marked = line == "#[cfg(test)]" || marked && line.starts_with("#[");
            let inside = test;
            test = test && line != "}";
            (!inside).then_some((n + 1, line))
        })
    }

    /// True for a file that only tests, benchmarks or examples use.
    pub fn is_for_tests(&self) -> bool {
        ["/tests/", "/benches/", "/examples/"].iter().any(|d| self.path.contains(d)) || self.path.ends_with("/tests.rs")
    }
}

/// All text files under `folder` whose name ends in `ending`, in the order of their paths.
pub fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut out = Vec::new();
    walk(&root(), &root().join(folder), ending, &mut out);
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// The Rust files of all crates.
pub fn rust() -> Vec<File> {
    files("crates", ".rs")
}

fn walk(root: &Path, folder: &Path, ending: &str, out: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|e| e.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // In a further work tree of the repository, `.git` is a file.
        if LEFT.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, ending, out);
        } else if name.ends_with(ending)
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            out.push(File { path, text });
        }
    }
}

/// Fails with one fault a line.
#[track_caller]
pub fn none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}\n  {}\n", faults.join("\n  "));
}

#[test]
fn lines_of_a_test_module_are_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n    use super::*;\n}\nfn b() {}\n".to_owned();
    let file = File { path: "crates/x/src/lib.rs".to_owned(), text };
    let left: Vec<usize> = file.lines_outside_tests().map(|(n, _)| n).collect();
    assert_eq!(left, [1, 2, 3, 7]);
}
