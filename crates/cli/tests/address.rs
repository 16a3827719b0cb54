//! Pages named by their addresses, from real servers on this machine.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;
#[path = "../../intake/tests/common/mod.rs"]
mod server;

use common::{REPORT, folder, json_lines, mahdar, text};
use server::{Server, send};
use std::io::Write;
use std::time::{Duration, Instant};

fn page() -> String {
    let body: String = REPORT.split("\n\n").map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<!doctype html><html><head><title>محادثات</title></head><body><article><h1>محادثات</h1>{body}</article></body></html>"
    )
}

fn site() -> Server {
    Server::start(|stream, path, _| match path {
        "/robots.txt" => send(stream, "200 OK", "", b"User-agent: *\nDisallow: /closed\n"),
        "/page" | "/%D8%AE%D8%A8%D8%B1" => {
            send(stream, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", page().as_bytes())
        }
        "/old" => send(stream, "302 Found", "Location: /2021/07/28/new\r\n", b""),
        "/2021/07/28/new" => {
            send(stream, "200 OK", "Content-Type: text/html\r\n", page().replace("28 يوليو 2021 ", "").as_bytes());
        }
        "/front" => {
            send(stream, "200 OK", "Content-Type: text/plain\r\n", format!("---\noutlet: outlet/tass\n---\n{REPORT}").as_bytes())
        }
        "/feed" => {
            let rss = format!(
                "<rss version=\"2.0\"><channel><title>o</title><item><title>T</title><description>{REPORT}</description></item></channel></rss>"
            );
            send(stream, "200 OK", "Content-Type: application/rss+xml\r\n", rss.as_bytes());
        }
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"x"),
        "/file.pdf" => send(stream, "200 OK", "Content-Type: application/pdf\r\n", b"%PDF-1.7"),
        "/large" => send(stream, "200 OK", "Content-Type: text/html\r\n", &vec![b'x'; 9 << 20]),
        "/trickle" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for _ in 0..200 {
                if stream.write_all(b"x").is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        _ => send(stream, "404 Not Found", "", b""),
    })
}

#[test]
fn a_page_is_read_by_its_address() {
    let server = site();
    let urls = [format!("{}/page#part", server.url), format!("{}/خبر", server.url)];
    let out = mahdar().args(["read", "--json", "--allow-private"]).args(&urls).assert().success().get_output().clone();
    let read = json_lines(&out.stdout);
    assert_eq!(read.iter().map(|r| r["source"]["path"].as_str().unwrap()).collect::<Vec<_>>(), urls);
    assert_eq!(read[0]["published"]["edtf"], "2021-07-28");
    assert_eq!(read[0]["source"]["bytes"], page().len());
    // robots.txt is asked for once, and no mark within a page is sent.
    assert_eq!(server.paths(), ["/robots.txt", "/page", "/%D8%AE%D8%A8%D8%B1"]);
    let out = mahdar().args(["timeline", "--allow-private", &urls[0]]).assert().success().get_output().clone();
    assert!(text(&out.stdout).contains("2021-07-28 · meeting (held)"), "{}", text(&out.stdout));
}

#[test]
fn a_page_is_kept_under_its_address_with_where_it_was_found() {
    let (server, dir) = (site(), folder(&[]));
    let url = format!("{}/old", server.url);
    let add = || mahdar().current_dir(&dir).args(["add", "--allow-private", &url]).assert().success().get_output().clone();
    assert!(text(&add().stdout).contains("1 added"));
    assert!(text(&add().stdout).contains("1 there already"));
    let out = mahdar().current_dir(&dir).args(["timeline"]).assert().success().get_output().clone();
    // The day stands in the address to which the server led.
    assert!(
        text(&out.stdout).contains("2021-07-28 · meeting (held)") && text(&out.stdout).contains("/old]"),
        "{}",
        text(&out.stdout)
    );
    mahdar().current_dir(&dir).arg("verify").assert().success();
}

#[test]
fn a_feed_is_read_by_its_address_and_front_matter_of_strangers_is_not_believed() {
    let server = site();
    let urls = [format!("{}/feed", server.url), format!("{}/front", server.url)];
    let out = mahdar().args(["read", "--json", "--allow-private"]).args(&urls).assert().success().get_output().clone();
    let read = json_lines(&out.stdout);
    assert_eq!(read[0]["source"]["path"], format!("{}#1", urls[0]));
    assert_eq!((read[0]["outlet"].as_str(), read[1]["published"]["basis"].as_str()), (Some("o"), Some("stated")));
    let given = format!("---\noutlet: outlet/spa\n---\n{REPORT}");
    let server = Server::start(move |stream, _, _| send(stream, "200 OK", "Content-Type: text/plain\r\n", given.as_bytes()));
    let out = mahdar().args(["read", "--json", "--allow-private", &server.url]).assert().success().get_output().clone();
    assert_ne!(json_lines(&out.stdout)[0]["outlet"], "outlet/spa");
}

#[test]
fn what_does_not_come_is_told_and_the_others_go_on() {
    let (server, dir) = (site(), folder(&[("a.txt", REPORT.as_bytes())]));
    let expected = [
        ("/gone", "the server answers with status 404"),
        ("/picture", "it is no page but image/png"),
        ("/file.pdf", "PDF is not read: save it as text, for example with pdftotext, and look whether its letters are in order"),
        ("/closed/1", "robots.txt of the host forbids it"),
        ("/large", "the answer is too large"),
    ];
    let urls: Vec<String> = expected.iter().map(|(path, _)| format!("{}{path}", server.url)).collect();
    let mut command = mahdar();
    command.current_dir(&dir).args(["read", "--json", "--allow-private"]).args(&urls).args(["http://", "a.txt"]);
    let out = command.assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    assert_eq!(lines.len(), 7);
    for ((line, url), (_, why)) in lines.iter().zip(&urls).zip(expected) {
        assert_eq!((line["path"].as_str(), line["error"].as_str()), (Some(url.as_str()), Some(why)));
    }
    assert_eq!(lines[5]["error"], "it is no address that can be fetched");
    assert_eq!(lines[6]["source"]["path"], "a.txt");
    assert!(!server.paths().contains(&"/closed/1".to_owned()));
}

#[test]
fn a_server_that_trickles_is_left_in_time() {
    let server = site();
    let begun = Instant::now();
    let out = mahdar().args(["read", "--timeout", "1", "--allow-private", &format!("{}/trickle", server.url)]).assert().code(1);
    assert!(text(&out.get_output().stderr).contains("the server takes too long"), "{}", text(&out.get_output().stderr));
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
}

#[test]
fn private_networks_are_refused_unless_asked_for() {
    let server = site();
    let out = mahdar().args(["read", &format!("{}/page", server.url)]).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).contains("the address lies in a private network; it is not fetched"), "{}", text(&out.stderr));
    assert!(server.paths().is_empty());
}

#[test]
fn what_a_log_knows_is_not_fetched_again() {
    let (server, dir) = (site(), folder(&[]));
    let run = |more: &[&str]| {
        let urls = ["/page", "/gone"].map(|p| format!("{}{p}", server.url));
        let mut command = mahdar();
        command
            .current_dir(&dir)
            .args(["read", "--json", "--allow-private", "--log", "log"])
            .args(more)
            .args(urls)
            .output()
            .unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(1));
    let asked = server.paths().len();
    assert_eq!((run(&["--resume"]).status.code(), server.paths().len()), (Some(0), asked));
}
