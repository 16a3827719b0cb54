//! Servers that are dead, slow, endless, or lead into private networks; and those that behave.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

mod common;

use common::{Server, send};
use intake::net::{Answer, Client, Policy, Polite, Stamp, Trouble};
use intake::watch::{Watch, Watched};
use std::io::Write;
use std::time::{Duration, Instant};

fn policy() -> Policy {
    Policy {
        private: true,
        timeout: Duration::from_millis(1500),
        most: 100_000,
        retries: 0,
        backoff: Duration::from_millis(20),
        delay: Duration::ZERO,
        ..Policy::default()
    }
}

fn trouble(policy: Policy, url: &str) -> Trouble {
    let begun = Instant::now();
    let found = Client::new(policy).get(url, &Stamp::default()).unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    found
}

#[test]
fn a_dead_server_is_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(trouble(policy(), &url), Trouble::Other(why) if why.contains("cannot be reached")));
}

#[test]
fn a_server_that_trickles_is_left() {
    let server = Server::start(|stream, _, _| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        for _ in 0..60 {
            if stream.write_all(b"x").is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(trouble(policy(), &server.url), Trouble::Timeout);
}

#[test]
fn an_endless_body_is_cut() {
    let server = Server::start(|stream, _, _| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    });
    assert_eq!(trouble(policy(), &server.url), Trouble::TooLarge);
}

#[test]
fn a_body_that_unpacks_too_large_is_given_up() {
    let server = Server::start(|stream, _, _| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(&vec![0; 20_000_000]).unwrap();
        send(stream, "200 OK", "Content-Encoding: gzip\r\n", &out.finish().unwrap());
    });
    assert_eq!(trouble(policy(), &server.url), Trouble::TooLarge);
}

#[test]
fn private_addresses_are_refused_unless_asked_for() {
    let server = Server::start(|stream, _, _| send(stream, "200 OK", "", b"secret"));
    let open = Policy { private: false, ..policy() };
    assert_eq!(trouble(open.clone(), &server.url), Trouble::Private);
    let port = server.url.rsplit(':').next().unwrap();
    for host in ["localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0"] {
        let found = trouble(open.clone(), &format!("http://{host}:{port}/"));
        assert!(matches!(found, Trouble::Private | Trouble::Other(_)), "{host}: {found:?}");
    }
    assert!(server.paths().is_empty());
    assert!(matches!(trouble(policy(), "file:///etc/passwd"), Trouble::Other(_)));
}

#[test]
fn a_redirect_into_a_private_network_is_refused() {
    let inner = Server::start(|stream, _, _| send(stream, "200 OK", "", b"secret"));
    let to = inner.url.clone();
    let server = Server::start(move |stream, path, _| match path {
        "/robots.txt" => send(stream, "404 Not Found", "", b""),
        "/in" => send(stream, "302 Found", &format!("Location: {to}/\r\n"), b""),
        _ => send(stream, "200 OK", "Content-Type: text/html\r\n", b"<p>x"),
    });
    // This server counts as one of the open network, the other does not.
    let own = vec![server.url.trim_start_matches("http://").parse().unwrap()];
    let mut polite = Polite::new(Policy { private: false, own, ..policy() });
    let why = polite.page(&format!("{}/in", server.url), true).unwrap_err();
    assert!(why == Trouble::Private && inner.paths().is_empty(), "{why}");
    assert_eq!(polite.page(&format!("{}/x", server.url), true).unwrap().body, b"<p>x");
    assert_eq!(server.paths(), ["/robots.txt", "/in", "/x"]);
}

#[test]
fn addresses_with_a_name_and_a_password_are_not_fetched() {
    let mut polite = Polite::new(policy());
    for url in ["http://a:b@127.0.0.1/", "ftp://127.0.0.1/", "http://", "//x", "http://[::1"] {
        assert!(polite.page(url, true).unwrap_err().to_string().contains("no address"), "{url}");
    }
}

#[test]
fn redirects_have_an_end() {
    let server = Server::start(|stream, path, _| send(stream, "302 Found", &format!("Location: {path}x\r\n"), b""));
    assert!(matches!(trouble(policy(), &server.url), Trouble::Other(why) if why.contains("redirects")));
    assert_eq!(server.paths().len(), 6);
}

#[test]
fn errors_are_tried_again() {
    let server = Server::start(|stream, _, _| send(stream, "503 Busy", "", b""));
    assert_eq!(trouble(Policy { retries: 2, ..policy() }, &server.url), Trouble::Status(503));
    assert_eq!(server.paths().len(), 3);
    let gone = Server::start(|stream, _, _| send(stream, "404 Gone", "", b""));
    assert_eq!(trouble(Policy { retries: 2, ..policy() }, &gone.url), Trouble::Status(404));
    assert_eq!(gone.paths().len(), 1);
}

const ROBOTS: &str = "User-agent: *\nDisallow: /closed\n";

/// A feed with an open item, a forbidden one, one that is no page, and one that leads elsewhere.
fn site() -> Server {
    Server::start(|stream, path, head| {
        let host = head.lines().find_map(|l| l.strip_prefix("Host: ").or(l.strip_prefix("host: "))).unwrap_or_default();
        let items = ["open", "closed", "picture"].map(|p| {
            format!("<item><title>{p}</title><link>http://{host}/{p}</link><guid>{p}</guid><pubDate>Wed, 28 Jul 2021 01:30:00 +0300</pubDate></item>")
        });
        let feed = format!("<rss version=\"2.0\"><channel><title>وكالة</title>{}</channel></rss>", items.concat());
        match path {
            "/robots.txt" => send(stream, "200 OK", "", ROBOTS.as_bytes()),
            "/feed" if head.contains("\"v1\"") => send(stream, "304 Not Modified", "", b""),
            "/feed" => send(stream, "200 OK", "ETag: \"v1\"\r\nContent-Type: application/rss+xml\r\n", feed.as_bytes()),
            "/open" => send(stream, "200 OK", "Content-Type: text/html; charset=windows-1256\r\n", b"<p>\xce\xc8\xd1</p>"),
            "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"x"),
            _ => send(stream, "404 Not Found", "", b""),
        }
    })
}

fn watched(url: String) -> Watched {
    Watched { url, outlet: None, pages: true }
}

#[test]
fn what_is_new_is_written_once_and_with_all_that_is_known() {
    let (server, dir) = (site(), tempfile::tempdir().unwrap());
    let feed = watched(format!("{}/feed", server.url));
    let round = Watch::new(policy(), dir.path()).unwrap().round(&feed).unwrap();
    assert_eq!((round.new, round.known, round.troubles.len()), (1, 0, 2), "{round:?}");
    assert!(round.troubles.iter().any(|t| t.contains("robots.txt")) && round.troubles.iter().any(|t| t.contains("image/png")));
    assert!(!server.paths().contains(&"/closed".to_owned()));
    let names: Vec<String> =
        std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    let page = names.iter().find(|n| n.ends_with(".html")).unwrap();
    assert_eq!(std::fs::read(dir.path().join(page)).unwrap(), b"<p>\xce\xc8\xd1</p>");
    let beside = std::fs::read_to_string(dir.path().join(format!("{page}.meta.toml"))).unwrap();
    for part in ["published = \"2021-07-28\"", "outlet = \"وكالة\"", "charset = \"windows-1256\"", "/open\""] {
        assert!(beside.contains(part), "{part} in {beside}");
    }
    // A later run knows what was written, and asks again for what did not come.
    let round = Watch::new(policy(), dir.path()).unwrap().round(&feed).unwrap();
    assert_eq!((round.new, round.known, round.troubles.len()), (0, 1, 2));
    assert_eq!(server.paths().iter().filter(|p| *p == "/open").count(), 1);
}

#[test]
fn a_feed_that_did_not_change_is_not_sent_again() {
    let server = Server::start(|stream, path, head| {
        match path {
        "/feed" if head.to_ascii_lowercase().contains("if-none-match: \"v1\"") => send(stream, "304 Not Modified", "", b""),
        "/feed" => send(
            stream,
            "200 OK",
            "ETag: \"v1\"\r\n",
            b"<rss version=\"2.0\"><channel><item><title>T</title><guid>1</guid><description>&lt;p&gt;B&lt;/p&gt;</description></item></channel></rss>",
        ),
        _ => send(stream, "404 Not Found", "", b""),
    }
    });
    let dir = tempfile::tempdir().unwrap();
    let feed = Watched { pages: false, ..watched(format!("{}/feed", server.url)) };
    let mut watch = Watch::new(policy(), dir.path()).unwrap();
    assert_eq!(watch.round(&feed).unwrap().new, 1);
    let again = watch.round(&feed).unwrap();
    assert_eq!((again.new, again.known, again.troubles.len()), (0, 0, 0));
}

#[test]
fn what_is_not_to_be_had_is_not_asked_for_for_ever() {
    let (server, dir) = (site(), tempfile::tempdir().unwrap());
    let feed = watched(format!("{}/feed", server.url));
    // Each round is a run of its own: the folder remembers.
    let rounds: Vec<_> = (0..5).map(|_| Watch::new(policy(), dir.path()).unwrap().round(&feed).unwrap()).collect();
    assert_eq!(rounds.iter().map(|r| r.troubles.len()).collect::<Vec<_>>(), [2, 2, 2, 0, 0]);
    assert!(rounds[2].troubles.iter().all(|t| t.ends_with("it is not asked for again")), "{:?}", rounds[2]);
    assert_eq!(server.paths().iter().filter(|p| *p == "/picture").count(), 3);
    // From then on the feed is asked for only where it changed.
    assert_eq!((rounds[3].known, rounds[4].known), (3, 0));
}

#[test]
fn what_a_busy_server_withholds_is_asked_for_again_and_again() {
    let feed = b"<rss version=\"2.0\"><channel><item><title>T</title><guid>1</guid><link>HOST/late</link></item></channel></rss>";
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |stream, path, head| {
        let host = head.lines().find_map(|l| l.strip_prefix("Host: ").or(l.strip_prefix("host: "))).unwrap_or_default();
        let feed = String::from_utf8_lossy(feed).replace("HOST", &format!("http://{host}"));
        match path {
            "/feed" => send(stream, "200 OK", "", feed.as_bytes()),
            "/late" if asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) < 5 => send(stream, "503 Busy", "", b""),
            "/late" => send(stream, "200 OK", "Content-Type: text/html\r\n", b"<p>late</p>"),
            _ => send(stream, "404 Not Found", "", b""),
        }
    });
    let dir = tempfile::tempdir().unwrap();
    let (feed, policy) = (watched(format!("{}/feed", server.url)), Policy { retries: 0, ..policy() });
    let new: Vec<usize> = (0..7).map(|_| Watch::new(policy.clone(), dir.path()).unwrap().round(&feed).unwrap().new).collect();
    assert_eq!(new, [0, 0, 0, 0, 0, 1, 0]);
}

#[test]
fn hosts_are_given_a_rest() {
    let (server, dir) = (site(), tempfile::tempdir().unwrap());
    let rest = Policy { delay: Duration::from_millis(150), ..policy() };
    let begun = Instant::now();
    Watch::new(rest, dir.path()).unwrap().round(&watched(format!("{}/feed", server.url))).unwrap();
    // robots.txt, the feed, and two pages: three rests.
    assert!(begun.elapsed() >= Duration::from_millis(450), "{:?}", begun.elapsed());
}

#[test]
fn a_feed_that_is_none_or_a_folder_that_cannot_be_written_is_told() {
    let server = Server::start(|stream, path, _| match path {
        "/robots.txt" => send(stream, "404 Not Found", "", b""),
        _ => send(stream, "200 OK", "", b"<html>no feed</html>"),
    });
    let dir = tempfile::tempdir().unwrap();
    let round = Watch::new(policy(), dir.path()).unwrap().round(&watched(format!("{}/feed", server.url))).unwrap();
    assert!(round.troubles[0].contains("not a feed"), "{round:?}");
    let file = dir.path().join("file");
    std::fs::write(&file, b"").unwrap();
    assert!(Watch::new(policy(), &file).is_err());
}

#[test]
fn answers_are_given_with_their_type() {
    let server = site();
    let found = Client::new(policy()).get(&format!("{}/open", server.url), &Stamp::default()).unwrap();
    let Answer::Page(page) = found else { panic!() };
    assert_eq!((page.media_type.as_deref(), page.charset.as_deref()), (Some("text/html"), Some("windows-1256")));
}
