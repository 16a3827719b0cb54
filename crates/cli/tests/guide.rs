//! The guide: every command in it is run, and its output compared with what the guide says.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "it starts a shell as a user's would be")]

mod common;

use common::{folder, repository, text};
use std::path::Path;
use std::process::Command;

/// Runs a line of the guide as a shell would, with standard error beside standard output.
fn run(line: &str, place: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("mahdar");
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("( {line} ) 2>&1")).current_dir(place);
    command.env("PATH", path).env("LC_ALL", "C.UTF-8").env_remove("RUST_BACKTRACE");
    let shown = text(&command.output().unwrap().stdout);
    if shown.is_empty() || shown.ends_with('\n') { shown } else { shown + "\n" }
}

/// The guide with the output of each command as it is now.
fn generated(guide: &str, place: &Path) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for line in guide.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        let command = line.strip_prefix("$ ").filter(|_| inside);
        if !inside || command.is_some() || line == "```console" {
            out.push_str(line);
            out.push('\n');
        }
        if let Some(command) = command {
            out.push_str(&run(command, place));
        }
    }
    out
}

#[test]
fn the_guide_says_what_the_program_says() {
    let path = repository().join("docs/guide.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let dir = folder(&[]);
    std::os::unix::fs::symlink(repository().join("samples"), dir.path().join("samples")).unwrap();
    let now = generated(&guide, dir.path());
    assert!(now.matches("\n$ mahdar ").count() > 20, "the guide has hardly a command");
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(&path, now).unwrap();
        return;
    }
    let differs = guide.lines().zip(now.lines()).position(|(a, b)| a != b);
    let at = differs.unwrap_or(guide.lines().count().min(now.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    assert!(
        guide == now,
        "docs/guide.md:{}: the guide says\n  {}\nthe program says\n  {}\nUPDATE_GUIDE=1 cargo test -p mahdar --test guide",
        at + 1,
        line(&guide),
        line(&now)
    );
}
