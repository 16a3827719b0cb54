//! Which outlet speaks at an address of the web.

use crate::EntityId;
use language::DataError;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A host of a table, before it is known whether it may stay: file and line, outlet, `host` or `host/path`.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) at: (Arc<str>, usize),
    pub(crate) outlet: EntityId,
    pub(crate) place: String,
}

/// Outlets by their hosts, and where several share one, by the beginning of the path.
#[derive(Debug, Default)]
pub(crate) struct Hosts(FxHashMap<String, Vec<(String, EntityId)>>);

impl Hosts {
    /// Takes a host; what is wrong with it, as a fault of its row, leaves it out.
    pub(crate) fn add(&mut self, p: &Pending) -> Option<DataError> {
        let fault = |what: String| Some(DataError::new(&*p.at.0, p.at.1, what));
        let (host, path) = p.place.split_once('/').map_or((&*p.place, ""), |(host, path)| (host, path));
        if !is_host(host) || !path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')) {
            return fault(format!(
                "'{}' is not a host such as example.org or example.org/ar, in small letters, without www",
                p.place
            ));
        }
        let paths = self.0.entry(host.to_owned()).or_default();
        let path = path.trim_end_matches('/');
        if paths.iter().any(|(known, outlet)| known == path && *outlet != p.outlet) {
            return fault(format!("another outlet has '{}' already", p.place));
        }
        paths.push((path.to_owned(), p.outlet));
        None
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// The outlet at an address, by the longest host and then the longest path that fits, and the host as the address has it.
    pub(crate) fn find(&self, url: &str) -> Option<(EntityId, String)> {
        let (host, path) = parts(url)?;
        let mut rest = host.as_str();
        loop {
            let fitting = self.0.get(rest).into_iter().flatten().filter(|(start, _)| begins(path, start));
            if let Some((_, outlet)) = fitting.max_by_key(|(start, _)| start.len()) {
                return Some((*outlet, host));
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// Whole parts of a path.
fn begins(path: &str, start: &str) -> bool {
    start.is_empty() || path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Host in small letters and path of an address of http or https; one that holds a user's name, which may pretend to be a host,
/// has none.
fn parts(url: &str) -> Option<(String, &str)> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.split_once(':').map_or(authority, |(host, _)| host).trim_end_matches('.').to_ascii_lowercase();
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    (!authority.contains('@') && is_host(&host)).then_some((host, path))
}

/// Letters, digits and hyphens, between two dots or more.
fn is_host(host: &str) -> bool {
    let label = |l: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !l.is_empty() && l.len() <= 63 && l.chars().all(fits) && !l.starts_with('-') && !l.ends_with('-')
    };
    host.len() <= 253 && host.contains('.') && host.split('.').all(label) && !host.split('.').all(|l| l.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(rows: &[(u32, &str)]) -> (Hosts, Vec<String>) {
        let mut hosts = Hosts::default();
        let row = |(n, place): &(u32, &str)| Pending { at: ("f".into(), 1), outlet: EntityId(*n), place: (*place).to_owned() };
        let faults = rows.iter().filter_map(|r| hosts.add(&row(r))).map(|f| f.what).collect();
        (hosts, faults)
    }

    #[test]
    fn the_longest_host_and_path_decide() {
        let (hosts, faults) = hosts(&[(1, "a.org"), (2, "radio.a.org"), (3, "a.org/fa"), (3, "a.org/fa/x")]);
        assert!(faults.is_empty());
        let of = |url: &str| hosts.find(url).map(|(id, host)| (id.0, host));
        assert_eq!(of("https://a.org"), Some((1, "a.org".to_owned())));
        assert_eq!(of("HTTPS://Arabic.A.org:443/x?u=https://radio.a.org"), Some((1, "arabic.a.org".to_owned())));
        assert_eq!(of("http://www.radio.a.org./y").map(|x| x.0), Some(2));
        assert_eq!(of("https://a.org/fa/news").map(|x| x.0), Some(3));
        assert_eq!(of("https://a.org/fa?x=1").map(|x| x.0), Some(3));
        assert_eq!(of("https://a.org/fact").map(|x| x.0), Some(1));
        for none in [
            "https://ba.org/",
            "https://a.org@b.org/",
            "https://b.org@a.org/",
            "https://a.org.b.net/",
            "a.org/x",
            "ftp://a.org",
            "https:///a.org",
            "https://b.net/a.org",
            "//a.org/",
            "",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn hosts_are_checked() {
        let bad = ["https://a.org", "A.org", "a", "a..org", "-a.org", "a.org:80", "127.0.0.1", "a.org/x y", ""];
        let rows: Vec<(u32, &str)> = bad.iter().map(|b| (1, *b)).collect();
        assert_eq!(hosts(&rows).1.len(), bad.len());
        let (_, faults) = hosts(&[(1, "a.org"), (1, "a.org"), (2, "a.org"), (2, "a.org/x")]);
        assert_eq!(faults, ["another outlet has 'a.org' already"]);
    }
}
