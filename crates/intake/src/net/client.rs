//! Requests with limits on time, size and redirects; conditional where a feed was fetched before; tried again where that helps.

use super::address::{PublicOnly, REFUSED};
use crate::inflate::{self, Trouble as Unpacking};
use crate::{http, sentence};
use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;
use ureq::http::header::HeaderMap;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, ResponseExt};

/// How requests are made.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Also addresses in private networks: for tests, and for archives of one's own.
    pub private: bool,
    /// Addresses in private networks that are fetched all the same, and no others: one's own server.
    pub own: Vec<SocketAddr>,
    /// A whole request, from the name to the last byte.
    pub timeout: Duration,
    /// The largest body, packed and unpacked, in bytes.
    pub most: usize,
    /// Redirects that are followed.
    pub redirects: u32,
    /// Attempts after the first.
    pub retries: u32,
    /// The wait before the first further attempt; it doubles with each.
    pub backoff: Duration,
    /// The rest between two requests to one host.
    pub delay: Duration,
    /// How the program names itself.
    pub agent: String,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            private: false,
            own: Vec::new(),
            timeout: Duration::from_secs(30),
            most: 8 << 20,
            redirects: 5,
            retries: 2,
            backoff: Duration::from_secs(2),
            delay: Duration::from_secs(5),
            agent: concat!("mahdar/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What a server said to show when it was last asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// A page that was fetched.
#[derive(Debug, Clone)]
pub struct Page {
    /// Media type in lower case.
    pub media_type: Option<String>,
    /// Character encoding that the server names.
    pub charset: Option<String>,
    /// What to show next time.
    pub stamp: Stamp,
    /// Where it was found, after redirects.
    pub url: String,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// What a server answers.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// Nothing new.
    NotModified,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The server answers with an error.
    Status(u16),
    /// It took too long.
    Timeout,
    /// The body is too large.
    TooLarge,
    /// The address is in a private network.
    Private,
    /// It is not to be had, or is no page, and will not be: a sentence.
    Final(String),
    /// Anything else, as a sentence.
    Other(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Status(n) => write!(f, "the server answers with status {n}"),
            Trouble::Timeout => f.write_str("the server takes too long"),
            Trouble::TooLarge => f.write_str("the answer is too large"),
            Trouble::Private => write!(f, "{REFUSED}; it is not fetched"),
            Trouble::Final(why) | Trouble::Other(why) => f.write_str(why),
        }
    }
}

impl Trouble {
    /// Whether another attempt may help.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Trouble::Status(n) => *n == 429 || *n >= 500,
            Trouble::Timeout => true,
            Trouble::TooLarge | Trouble::Private | Trouble::Final(_) => false,
            Trouble::Other(_) => true,
        }
    }
}

/// Makes requests.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    policy: Policy,
}

impl Client {
    /// A client that keeps to the policy. Proxies of the environment are not used: behind one, addresses could not be judged.
    pub fn new(policy: Policy) -> Client {
        let config = Agent::config_builder()
            .timeout_global(Some(policy.timeout))
            .max_redirects(policy.redirects)
            .max_redirects_will_error(true)
            .http_status_as_error(false)
            .user_agent(policy.agent.as_str())
            .max_response_header_size(64 * 1024)
            .proxy(None)
            .build();
        let agent = if policy.private {
            Agent::with_parts(config, DefaultConnector::default(), DefaultResolver::default())
        } else {
            Agent::with_parts(config, DefaultConnector::default(), PublicOnly::besides(policy.own.clone()))
        };
        Client { agent, policy }
    }

    /// The policy it keeps to.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Fetches a page, trying again where that may help.
    ///
    /// # Errors
    /// Why there is none.
    pub fn get(&self, url: &str, stamp: &Stamp) -> Result<Answer, Trouble> {
        let mut wait = self.policy.backoff;
        for _ in 0..self.policy.retries {
            match self.once(url, stamp) {
                Err(trouble) if trouble.may_pass() => {
                    std::thread::sleep(wait);
                    wait *= 2;
                }
                done => return done,
            }
        }
        self.once(url, stamp)
    }

    fn once(&self, url: &str, stamp: &Stamp) -> Result<Answer, Trouble> {
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err(Trouble::Other("only addresses of http and https are fetched".to_owned()));
        }
        let mut request = self.agent.get(url).header("accept-encoding", "gzip, deflate, br");
        for (name, value) in [("if-none-match", &stamp.etag), ("if-modified-since", &stamp.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|e| trouble(&e))?;
        match response.status().as_u16() {
            304 => Ok(Answer::NotModified),
            200 => {
                let url = response.get_uri().to_string();
                let (head, body) = response.into_parts();
                self.page(&head.headers, body, url).map(Answer::Page)
            }
            status => Err(Trouble::Status(status)),
        }
    }

    fn page(&self, headers: &HeaderMap, body: Body, url: String) -> Result<Page, Trouble> {
        let value = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let most = self.policy.most;
        let mut bytes = Vec::new();
        let read = body.into_reader().take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > most {
            return Err(Trouble::TooLarge);
        }
        read.map_err(|e| match e.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) => trouble(inner),
            None if e.kind() == std::io::ErrorKind::TimedOut => Trouble::Timeout,
            None => Trouble::Other(format!("the answer breaks off: {}", sentence(&e))),
        })?;
        let body = inflate::body(bytes, &value("content-encoding").unwrap_or_default(), most).map_err(|t| match t {
            Unpacking::TooLarge => Trouble::TooLarge,
            Unpacking::Damaged => Trouble::Other("the answer cannot be unpacked".to_owned()),
        })?;
        let (media_type, charset) = http::content_type(&value("content-type").unwrap_or_default());
        let stamp = Stamp { etag: value("etag"), modified: value("last-modified") };
        Ok(Page { media_type, charset, stamp, url, body })
    }
}

fn trouble(e: &ureq::Error) -> Trouble {
    match e {
        ureq::Error::Timeout(_) => Trouble::Timeout,
        ureq::Error::BodyExceedsLimit(_) => Trouble::TooLarge,
        ureq::Error::Io(e) if e.to_string() == REFUSED => Trouble::Private,
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::TimedOut => Trouble::Timeout,
        ureq::Error::HostNotFound => Trouble::Other("there is no such host".to_owned()),
        ureq::Error::TooManyRedirects => Trouble::Other("the server redirects without end".to_owned()),
        ureq::Error::Io(e) => Trouble::Other(format!("the server cannot be reached: {e}")),
        other => Trouble::Other(format!("the request failed: {other}")),
    }
}
