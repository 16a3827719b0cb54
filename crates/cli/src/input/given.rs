//! What stands beside or in front of a report: FILE.meta.toml, and front matter between two lines `---`.

use intake::days::day_of;
use source::Given;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Ending of a file that says what is known of the report beside it.
const BESIDE: &str = ".meta.toml";
/// Front matter ends within this many bytes.
const LONGEST_FRONT: usize = 8 * 1024;

#[derive(serde::Deserialize)]
struct Beside {
    published: Option<toml::Value>,
    outlet: Option<String>,
    url: Option<String>,
    charset: Option<String>,
}

/// What FILE.meta.toml says; nothing when there is no such file.
pub(super) fn beside(path: &Path) -> Result<Given, String> {
    let mut name = OsString::from(path);
    name.push(BESIDE);
    let name = PathBuf::from(name);
    let bad = |why: &dyn std::fmt::Display| format!("{} cannot be used: {why}", name.display());
    let text = match std::fs::read_to_string(&name) {
        Ok(text) => text,
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(Given::default()),
        Err(e) => return Err(bad(&e)),
    };
    let beside: Beside = toml::from_str(&text).map_err(|e| bad(&one_line(&e.to_string())))?;
    let written = beside.published.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    let published = written.map(|w| day(&w)).transpose().map_err(|why| bad(&why))?;
    Ok(Given { published, outlet: beside.outlet, url: beside.url, charset: beside.charset })
}

/// What front matter says; nothing when there is none. The text stays as it is.
pub(super) fn in_front(bytes: &[u8]) -> Result<Given, String> {
    let mut given = Given::default();
    let head = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if !head.starts_with(b"---") {
        return Ok(given);
    }
    let head = String::from_utf8_lossy(&head[..head.len().min(LONGEST_FRONT)]);
    let mut lines = head.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return Ok(given);
    }
    let front: Vec<&str> = lines.by_ref().map(str::trim_end).take_while(|l| *l != "---").collect();
    // Without an end it is no front matter.
    if head.lines().map(str::trim_end).filter(|l| *l == "---").count() < 2 {
        return Ok(given);
    }
    for (key, value) in front.iter().filter_map(|l| l.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match key.trim() {
            _ if value.is_empty() => {}
            "date" | "published" => {
                given.published = Some(day(&value).map_err(|why| format!("its front matter cannot be used: {why}"))?)
            }
            "outlet" | "source" => given.outlet = Some(value),
            "url" => given.url = Some(value),
            _ => {}
        }
    }
    Ok(given)
}

/// What `first` says, and where it is silent `second`.
pub(super) fn merged(first: Given, second: Given) -> Given {
    Given {
        published: first.published.or(second.published),
        outlet: first.outlet.or(second.outlet),
        url: first.url.or(second.url),
        charset: first.charset.or(second.charset),
    }
}

/// A day of publication as written by whoever kept the report.
pub(super) fn day(written: &str) -> Result<String, String> {
    day_of(written).ok_or_else(|| format!("'{}' is not a day such as 2021-07-28", written.trim()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_where_it_is_closed() {
        let given =
            in_front("---\noutlet: outlet/tass\ndate: \"2021-07-28T10:00\"\nurl: https://a.b/c\nx: y\n---\nنص".as_bytes())
                .unwrap();
        assert_eq!(given.outlet.as_deref(), Some("outlet/tass"));
        assert_eq!(given.published.as_deref(), Some("2021-07-28"));
        assert_eq!(given.url.as_deref(), Some("https://a.b/c"));
        assert_eq!(in_front(b"---\noutlet: a\nno end").unwrap(), Given::default());
        assert_eq!(in_front(b"--- \xff\n---").unwrap(), Given::default());
        assert_eq!(in_front(b"text\n---\noutlet: a\n---\n").unwrap(), Given::default());
        assert!(in_front(b"---\ndate: soon\n---\n").unwrap_err().contains("'soon'"));
    }
}
