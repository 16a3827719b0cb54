//! What all tests of the command line share.
#![allow(dead_code, clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A report of a few lines.
pub const REPORT: &str = "محادثات في جنيف\n\nجنيف 28 يوليو 2021 (تاس) - التقى وزير الخارجية الروسي سيرغي لافروف اليوم الأربعاء في جنيف نظيره الأمريكي أنتوني بلينكن.\n\nوقال لافروف إن المحادثات كانت مفيدة.\n";

/// The program, away from the settings of whoever runs the tests.
pub fn mahdar() -> Command {
    let mut command = Command::cargo_bin("mahdar").unwrap();
    command.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE").current_dir(repository());
    command
}

/// The workspace.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder with the files named.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    dir
}

/// The lines of an output, each as JSON.
pub fn json_lines(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The text of an output.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
