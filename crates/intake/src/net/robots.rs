//! What a host allows robots to fetch (robots.txt, RFC 9309).

/// Largest file that is read.
const MOST: usize = 500 * 1024;

/// The rules of a host for this program.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    /// Pattern, and whether it allows.
    rules: Vec<(String, bool)>,
    /// Seconds between requests that the host asks for.
    pub delay: Option<f64>,
    /// The host could not say what it allows.
    pub(crate) unanswered: bool,
}

impl Robots {
    /// Everything is forbidden: what a host means that cannot answer.
    pub fn closed() -> Robots {
        Robots { rules: vec![("/".to_owned(), false)], delay: None, unanswered: true }
    }

    /// Reads the rules for the program of that name, else those for all.
    pub fn parse(bytes: &[u8], name: &str) -> Robots {
        let text = String::from_utf8_lossy(bytes.get(..MOST).unwrap_or(bytes));
        let (mut own, mut all) = (None::<Robots>, None::<Robots>);
        let (mut for_own, mut for_all, mut in_names) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (for_own, for_all, in_names) = (false, false, true);
                }
                for_all |= value == "*";
                for_own |= value.eq_ignore_ascii_case(name);
                continue;
            }
            in_names = false;
            for rules in [for_own.then_some(&mut own), for_all.then_some(&mut all)].into_iter().flatten() {
                rules.get_or_insert_default().take(&key, value);
            }
        }
        own.or(all).unwrap_or_default()
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((value.to_owned(), key == "allow")),
            "crawl-delay" => self.delay = value.parse().ok().filter(|d: &f64| d.is_finite() && *d >= 0.0),
            _ => {}
        }
    }

    /// Whether the path (with its query) may be fetched: the longest rule decides, and of two the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allow)| (pattern.len(), *allow)).is_none_or(|(_, allow)| *allow)
    }
}

/// `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if to_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_this_program_go_before_those_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: Mahdar # us\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 2.5\n";
        let robots = Robots::parse(text.as_bytes(), "mahdar");
        assert!(robots.allows("/news") && robots.allows("/private/open/1") && !robots.allows("/private/1"));
        assert_eq!(robots.delay, Some(2.5));
        let others = Robots::parse(text.as_bytes(), "stranger");
        assert!(!others.allows("/news") && others.delay.is_none());
        assert!(Robots::parse(b"", "mahdar").allows("/") && !Robots::closed().allows("/x"));
        assert!(Robots::parse(b"User-agent: *\nDisallow:\n", "mahdar").allows("/"));
    }

    #[test]
    fn patterns_fit_as_the_standard_says() {
        assert!(fits("/a*.php$", "/a/b.php") && !fits("/a*.php$", "/a/b.php?x") && fits("/a*b*c", "/axbxcx"));
        assert!(!fits("/a$", "/ab") && fits("/a$", "/a") && fits("*", "/x") && !fits("/a*b", "/ac"));
    }
}
