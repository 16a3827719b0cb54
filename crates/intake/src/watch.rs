//! Feeds that are looked at again and again: what is new goes into a folder, each report with what is known of it beside it.

use crate::feed::{self, Item};
use crate::net::{Answer, Policy, Polite, Stamp, Trouble};
use crate::sentence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Reports that are remembered of a feed: more than a feed shows.
const REMEMBERED: usize = 20_000;
/// In so many rounds an item is asked for that is not to be had: a page may be late, but hosts are not asked for ever.
const ROUNDS: u8 = 3;
/// The file in which the state is kept.
const STATE: &str = "watch.state.json";

/// What is to be watched: `feeds.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// Seconds between two requests to one host.
    pub delay: Option<f64>,
    /// How the program names itself; an address to write to is polite.
    pub agent: Option<String>,
    /// The feeds.
    #[serde(default)]
    pub feed: Vec<Watched>,
}

/// A feed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watched {
    /// Its address.
    pub url: String,
    /// The outlet, for its reports.
    pub outlet: Option<String>,
    /// Fetch the pages of its items; otherwise the text that the feed carries is taken, where it carries any.
    #[serde(default = "yes")]
    pub pages: bool,
}

fn yes() -> bool {
    true
}

impl Feeds {
    /// Reads `feeds.toml`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Feeds, String> {
        let feeds: Feeds = toml::from_str(text).map_err(|e| e.to_string().split_whitespace().collect::<Vec<_>>().join(" "))?;
        match feeds.feed.iter().find(|f| !(f.url.starts_with("https://") || f.url.starts_with("http://"))) {
            Some(bad) => Err(format!("'{}' is no address of http or https", bad.url)),
            None if feeds.feed.is_empty() => Err("it names no feed: [[feed]] with url = \"https://…\"".to_owned()),
            None => Ok(feeds),
        }
    }

    /// The policy that they ask for.
    pub fn policy(&self) -> Policy {
        let policy = Policy::default();
        let delay = self.delay.filter(|d| d.is_finite() && (0.0..=3600.0).contains(d)).map(Duration::from_secs_f64);
        Policy { delay: delay.unwrap_or(policy.delay), agent: self.agent.clone().unwrap_or(policy.agent), ..policy }
    }
}

/// What is remembered between two rounds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    feeds: BTreeMap<String, Remembered>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Remembered {
    stamp: Stamp,
    seen: VecDeque<String>,
    /// In how many rounds an item was not to be had, of those that the feed still shows.
    #[serde(default)]
    failed: BTreeMap<String, u8>,
}

impl Remembered {
    /// Notes that nothing more is wanted of an item.
    fn done(&mut self, key: String) {
        self.failed.remove(&key);
        self.seen.push_back(key);
        while self.seen.len() > REMEMBERED {
            self.seen.pop_front();
        }
    }

    /// Counts a round in which an item was not to be had; true when it was the last.
    fn given_up(&mut self, key: String) -> bool {
        let rounds = self.failed.entry(key.clone()).or_default();
        *rounds += 1;
        let last = *rounds >= ROUNDS;
        if last {
            self.done(key);
        }
        last
    }
}

/// The name of an item among those that are remembered.
fn key(item: &Item) -> String {
    source::digest(format!("{}\n{}", item.id, item.url.as_deref().unwrap_or_default()).as_bytes())
}

/// What a round over one feed brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// Reports that were written.
    pub new: usize,
    /// Items known from before.
    pub known: usize,
    /// What did not come, and why.
    pub troubles: Vec<String>,
}

/// Watches feeds and writes what is new into a folder.
#[derive(Debug)]
pub struct Watch {
    polite: Polite,
    folder: PathBuf,
    state: State,
}

impl Watch {
    /// Goes on where the folder's state ends.
    ///
    /// # Errors
    /// The folder cannot be used, as a sentence.
    pub fn new(policy: Policy, folder: &Path) -> Result<Watch, String> {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {}", folder.display(), sentence(&e)))?;
        let state = match std::fs::read(folder.join(STATE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| format!("{STATE} is damaged: {e}"))?,
            Err(_) => State::default(),
        };
        Ok(Watch { polite: Polite::new(policy), folder: folder.to_owned(), state })
    }

    /// Forgets what hosts allow, so that the next round asks again.
    pub fn renew(&mut self) {
        self.polite.renew();
    }

    /// Looks at a feed once. What is fetched is on disk, and remembered, before the next item is asked for.
    ///
    /// # Errors
    /// Nothing can be written any more, as a sentence.
    pub fn round(&mut self, feed: &Watched) -> Result<Round, String> {
        let mut round = Round::default();
        let stamp = self.state.feeds.get(&feed.url).map(|r| r.stamp.clone()).unwrap_or_default();
        let page = match self.polite.get(&feed.url, &stamp) {
            Ok(Answer::Page(page)) => page,
            Ok(Answer::NotModified) => return Ok(round),
            Err(trouble) => {
                round.troubles.push(trouble.to_string());
                return Ok(round);
            }
        };
        let parsed = match feed::parse(&page.body) {
            Ok(parsed) => parsed,
            Err(why) => {
                round.troubles.push(why);
                return Ok(round);
            }
        };
        let outlet = feed.outlet.clone().or(parsed.title);
        for item in &parsed.items {
            self.item(feed, item, outlet.as_deref(), &mut round)?;
        }
        let shown: BTreeSet<String> = parsed.items.iter().map(key).collect();
        self.remembered(feed).failed.retain(|key, _| shown.contains(key));
        // Only a feed of which all came is shown the stamp next time: what failed is asked for again.
        if round.troubles.is_empty() {
            self.remembered(feed).stamp = page.stamp;
        }
        self.save()?;
        Ok(round)
    }

    fn item(&mut self, feed: &Watched, item: &Item, outlet: Option<&str>, round: &mut Round) -> Result<(), String> {
        let key = key(item);
        if self.state.feeds.get(&feed.url).is_some_and(|r| r.seen.contains(&key)) {
            round.known += 1;
            return Ok(());
        }
        let got = match item.url.as_deref().filter(|_| feed.pages) {
            Some(url) => self.polite.page(url, false).map(|page| (page.body, page.charset)),
            None => item.bytes().map(|b| (b, None)).ok_or_else(|| Trouble::Final("the item carries no text".to_owned())),
        };
        match got {
            Ok((bytes, charset)) => {
                self.write(item, outlet, &bytes, charset.as_deref())?;
                round.new += 1;
                self.remembered(feed).done(key);
                self.save()?;
            }
            Err(why) => {
                // Whether private networks are allowed, the user may decide anew.
                let stays = !why.may_pass() && why != Trouble::Private;
                let given_up = stays && self.remembered(feed).given_up(key);
                let end = if given_up { "; it is not asked for again" } else { "" };
                round.troubles.push(format!("{}: {why}{end}", item.url.as_deref().unwrap_or(&item.id)));
            }
        }
        Ok(())
    }

    fn remembered(&mut self, feed: &Watched) -> &mut Remembered {
        self.state.feeds.entry(feed.url.clone()).or_default()
    }

    /// Writes a report, what is known of it first: a kill leaves no report without it.
    fn write(&self, item: &Item, outlet: Option<&str>, bytes: &[u8], charset: Option<&str>) -> Result<(), String> {
        let name = format!("{}.html", &source::digest(bytes)[..20]);
        let known =
            [("published", item.published.as_deref()), ("outlet", outlet), ("url", item.url.as_deref()), ("charset", charset)];
        let known: BTreeMap<&str, &str> = known.into_iter().filter_map(|(k, v)| Some((k, v?))).collect();
        let beside = toml::to_string(&known).map_err(|e| e.to_string())?;
        self.put(&format!("{name}.meta.toml"), beside.as_bytes())?;
        self.put(&name, bytes)
    }

    fn save(&self) -> Result<(), String> {
        let state = serde_json::to_vec(&self.state).map_err(|e| e.to_string())?;
        self.put(STATE, &state)
    }

    /// Writes a file whole or not at all.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let (path, part) = (self.folder.join(name), self.folder.join(format!("{name}.part")));
        let written = std::fs::File::create(&part).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            std::fs::rename(&part, &path)
        });
        written.map_err(|e| format!("{} cannot be written: {}", path.display(), sentence(&e)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_named_in_a_file() {
        let feeds =
            Feeds::parse("delay = 1.5\n[[feed]]\nurl = \"https://a.b/rss\"\n[[feed]]\nurl = \"http://a.b/x\"\npages = false\n")
                .unwrap();
        assert_eq!((feeds.feed.len(), feeds.feed[0].pages, feeds.feed[1].pages), (2, true, false));
        assert_eq!(feeds.policy().delay, Duration::from_millis(1500));
        assert!(Feeds::parse("").unwrap_err().contains("names no feed"));
        assert!(Feeds::parse("[[feed]]\nurl = \"file:///etc/passwd\"").unwrap_err().contains("no address"));
        assert!(Feeds::parse("[[feed]]\nurl = \"https://a.b\"\nspeed = 1").unwrap_err().contains("unknown field"));
    }
}
