//! What leaves the program: results on standard output, sentences on standard error.

use crate::safe;
use anyhow::{Context, Result};
use serde_json::Value;
use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Nobody reads the output any more.
#[derive(Debug)]
pub(crate) struct Closed;

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the output was closed")
    }
}

impl std::error::Error for Closed {}

/// Standard output.
pub(crate) struct Out(BufWriter<io::Stdout>);

impl Out {
    pub(crate) fn new() -> Out {
        Out(BufWriter::with_capacity(64 * 1024, io::stdout()))
    }
    /// Writes `text` and a line break.
    pub(crate) fn line(&mut self, text: &str) -> Result<()> {
        settle(self.0.write_all(text.as_bytes()).and_then(|()| self.0.write_all(b"\n")))
    }
    /// Writes a piece of JSON, escaped as [`json_line`] does.
    pub(crate) fn json(&mut self, piece: &str) -> Result<()> {
        settle(self.0.write_all(escaped(piece).as_bytes()))
    }
    /// Hands on all that was written.
    pub(crate) fn flush(&mut self) -> Result<()> {
        settle(self.0.flush())
    }
}

fn settle(done: io::Result<()>) -> Result<()> {
    match done {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(Closed.into()),
        other => other.context("cannot write to the standard output"),
    }
}

/// Whether standard output is to be coloured: a terminal that was not asked to go without.
#[allow(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(crate) fn coloured() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    io::stdout().is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// A sentence on standard error; whether it can be written is no matter.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "mahdar: {}", safe::visible(sentence));
}

/// A value as one line of JSON. Characters that some programs take for line ends or terminal commands are escaped.
pub(crate) fn json_line(value: &Value) -> String {
    escaped(&value.to_string()).into_owned()
}

fn escaped(plain: &str) -> Cow<'_, str> {
    if !plain.chars().any(breaks_lines) {
        return Cow::Borrowed(plain);
    }
    let mut out = String::with_capacity(plain.len() + 64);
    for c in plain.chars() {
        if breaks_lines(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Line and paragraph separators, and the controls after ASCII (next line among them). JSON has them only inside strings.
fn breaks_lines(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_escaped_and_come_back() {
        let value = serde_json::json!({"a\u{2028}b": "x\u{2029}y\u{85}z\u{9b}\u{200f}"});
        let line = json_line(&value);
        assert_eq!(line, "{\"a\\u2028b\":\"x\\u2029y\\u0085z\\u009b\u{200f}\"}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }
}
