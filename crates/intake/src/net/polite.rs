//! Fetches as a guest does: only what robots.txt of a host allows, and after the rest that the host asks for.

use super::client::{Answer, Client, Page, Policy, Stamp, Trouble};
use super::robots::Robots;
use crate::http;
use rustc_hash::FxHashMap;
use std::time::{Duration, Instant};
use url::Url;

/// Name under which hosts know this program.
const NAME: &str = "mahdar";
/// Longest rest between two requests that a host may ask for.
const LONGEST_REST: f64 = 60.0;

/// A client that keeps to what hosts ask for.
#[derive(Debug)]
pub struct Polite {
    client: Client,
    robots: FxHashMap<String, Robots>,
    last: FxHashMap<String, Instant>,
}

impl Polite {
    /// A client that keeps to the policy and to the hosts' own rules.
    pub fn new(policy: Policy) -> Polite {
        Polite { client: Client::new(policy), robots: FxHashMap::default(), last: FxHashMap::default() }
    }

    /// Forgets what hosts allow, so that the next request asks again.
    pub fn renew(&mut self) {
        self.robots.clear();
    }

    /// Fetches what its host allows, after the rest that the host asks for. An address may be written with letters of any script.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn get(&mut self, url: &str, stamp: &Stamp) -> Result<Answer, Trouble> {
        let url = Url::parse(url.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https"));
        let Some(mut url) = url.filter(|u| u.host().is_some() && u.username().is_empty() && u.password().is_none()) else {
            return Err(Trouble::Final("it is no address that can be fetched".to_owned()));
        };
        url.set_fragment(None);
        let host = url.origin().ascii_serialization();
        if !self.robots.contains_key(&host) {
            let rules = self.rules(&host);
            self.robots.insert(host.clone(), rules?);
        }
        let robots = self.robots.get(&host).cloned().unwrap_or_default();
        if !robots.allows(&url[url::Position::BeforePath..]) {
            return Err(if robots.unanswered {
                Trouble::Other("robots.txt of the host cannot be had, so nothing is fetched there".to_owned())
            } else {
                Trouble::Final("robots.txt of the host forbids it".to_owned())
            });
        }
        let asked = robots.delay.map_or(Duration::ZERO, |d| Duration::from_secs_f64(d.min(LONGEST_REST)));
        self.rest(&host, asked);
        let got = self.client.get(url.as_str(), stamp);
        // Further attempts and redirects were requests too: the rest begins now.
        self.last.insert(host, Instant::now());
        got
    }

    /// Fetches a text: a page, or where `feeds` is true also a feed.
    ///
    /// # Errors
    /// Why there is none.
    pub fn page(&mut self, url: &str, feeds: bool) -> Result<Page, Trouble> {
        match self.get(url, &Stamp::default())? {
            Answer::Page(page) => match page.media_type.as_deref() {
                Some("application/pdf") => Err(Trouble::Final(crate::PDF.to_owned())),
                Some(kind) if !(http::is_text(kind) || feeds && http::is_feed(kind)) => {
                    Err(Trouble::Final(format!("it is no page but {kind}")))
                }
                _ => Ok(page),
            },
            Answer::NotModified => Err(Trouble::Other("the server sends nothing".to_owned())),
        }
    }

    /// What a host allows: all where it says nothing, nothing where it cannot answer.
    fn rules(&mut self, host: &str) -> Result<Robots, Trouble> {
        self.rest(host, Duration::ZERO);
        match self.client.get(&format!("{host}/robots.txt"), &Stamp::default()) {
            Ok(Answer::Page(page)) => Ok(Robots::parse(&page.body, NAME)),
            Ok(Answer::NotModified) => Ok(Robots::default()),
            Err(Trouble::Status(n)) if (400..500).contains(&n) && n != 429 => Ok(Robots::default()),
            Err(Trouble::Status(_)) => Ok(Robots::closed()),
            Err(trouble) => Err(trouble),
        }
    }

    /// Waits until the host had its rest.
    fn rest(&mut self, host: &str, asked: Duration) {
        let delay = self.client.policy().delay.max(asked);
        if let Some(waited) = self.last.get(host).map(Instant::elapsed) {
            std::thread::sleep(delay.saturating_sub(waited));
        }
        self.last.insert(host.to_owned(), Instant::now());
    }
}
