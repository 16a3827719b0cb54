//! Everything that reports may come in, as a user hands it over.
#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, folder, json_lines, mahdar, repository, text};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn record(url: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let http = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body].concat();
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n", http.len());
    gzip(&[head.as_bytes(), &http, b"\r\n\r\n"].concat())
}

fn page(title: &str, report: &str) -> String {
    let body: String = report.split("\n\n").map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

fn paths(stdout: &[u8]) -> Vec<String> {
    let path = |l: &serde_json::Value| l["source"]["path"].as_str().or(l["path"].as_str()).unwrap().to_owned();
    json_lines(stdout).iter().map(path).collect()
}

const OTHER: &str = "ارتفاع أسعار القمح\n\nارتفعت أسعار القمح في الأسواق العالمية خلال الأسبوع الماضي بسبب موجة الجفاف التي ضربت مناطق الزراعة الرئيسية، وقال تجار إن المخزون كاف حتى نهاية الموسم.\n";

#[test]
fn all_formats_of_a_folder_are_read() {
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(REPORT);
    let warc = [
        record("http://a.b/2021/1", "Content-Type: text/html; charset=utf-8\r\n", page("محادثات", REPORT).as_bytes()),
        record("http://a.b/pic", "Content-Type: image/png\r\n", b"x"),
        record("http://a.b/3", "Content-Type: text/plain; charset=windows-1256\r\n", &arabic),
    ];
    let line = serde_json::json!({"title": "محادثات", "text": REPORT, "date": "2021-07-28"}).to_string();
    let csv = format!("title,text\nمحادثات,\"{REPORT}\"\n");
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>o</title><item><title>T</title><description>{REPORT}</description></item></channel></rss>"
    );
    let mail =
        format!("Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{REPORT}");
    let dir = folder(&[
        ("r/a.warc.gz", &warc.concat()),
        ("r/b.jsonl.gz", &gzip(line.as_bytes())),
        ("r/c.json", format!("[{line}]").as_bytes()),
        ("r/d.csv", csv.as_bytes()),
        ("r/e.xml", rss.as_bytes()),
        ("r/f.eml", mail.as_bytes()),
        ("r/g.txt.gz", &gzip(REPORT.as_bytes())),
    ]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "r"]).assert().success().get_output().clone();
    let expected =
        ["r/a.warc.gz#1", "r/a.warc.gz#3", "r/b.jsonl.gz#1", "r/c.json#1", "r/d.csv#2", "r/e.xml#1", "r/f.eml", "r/g.txt.gz"];
    assert_eq!(paths(&out.stdout), expected);
    for reading in json_lines(&out.stdout) {
        let people = reading["mentions"].as_array().unwrap();
        assert!(people.iter().any(|m| m["entity"] == "person/sergei-lavrov"), "{}", reading["source"]["path"]);
    }
    assert_eq!(text(&out.stderr), "mahdar: 8 reports taken in; 1 set aside: responses that are no page\n");
}

#[test]
fn patterns_and_streams_are_inputs_too() {
    let dir = folder(&[("a1.txt", REPORT.as_bytes()), ("a2.txt", REPORT.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "a*.txt"]).assert().success().get_output().clone();
    assert_eq!(paths(&out.stdout), ["a1.txt", "a2.txt"]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "x*.txt"]).assert().code(1).get_output().clone();
    assert_eq!(json_lines(&out.stdout)[0]["error"], "there is no such file or folder");
    let warc = record("http://a.b/1", "", page("محادثات", REPORT).as_bytes());
    let out = mahdar().args(["read", "--json", "-"]).write_stdin(warc).assert().success().get_output().clone();
    assert_eq!(paths(&out.stdout), ["-#1"]);
}

#[test]
fn a_pdf_is_refused_with_what_to_do() {
    let pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj";
    let dir = folder(&[("in/a.pdf", pdf), ("in/b.txt", REPORT.as_bytes()), ("c.pdf", pdf), ("d.txt", pdf)]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "c.pdf", "in", "d.txt"]).assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    assert!(lines[0]["error"].as_str().unwrap().starts_with("PDF is not read: save it as text"), "{lines:?}");
    assert_eq!(paths(&out.stdout), ["c.pdf", "in/b.txt", "d.txt"]);
    assert!(lines[2]["error"].as_str().unwrap().starts_with("PDF is not read"));
    // In a folder it is set aside, and that is told.
    assert!(text(&out.stderr).contains("1 set aside: entries without a report"), "{}", text(&out.stderr));
    let out = mahdar().args(["read", "--json", "-"]).write_stdin(&pdf[..]).assert().code(1).get_output().clone();
    assert!(json_lines(&out.stdout)[0]["error"].as_str().unwrap().starts_with("PDF is not read"));
}

#[test]
fn fields_of_an_export_are_named_by_the_user() {
    let line = serde_json::json!({"story": REPORT, "day": "2021-07-28"}).to_string();
    let dir = folder(&[("a.jsonl", line.as_bytes())]);
    let out =
        mahdar().current_dir(&dir).args(["read", "--json", "--fields", "text=story,date=day", "a.jsonl"]).assert().success();
    assert_eq!(json_lines(&out.get_output().stdout)[0]["published"]["edtf"], "2021-07-28");
    let out = mahdar().current_dir(&dir).args(["read", "--fields", "txt=story", "a.jsonl"]).assert().code(2).get_output().clone();
    assert!(text(&out.stderr).contains("'txt' is none of"), "{}", text(&out.stderr));
}

#[test]
fn copies_and_other_matters_are_set_aside_on_request() {
    let long = std::fs::read_to_string(repository().join("samples/texts/s01.txt")).unwrap();
    let near = format!("{long}\nأعده للنشر: مكتب القاهرة\n");
    let english = "The wheat price rose sharply on world markets last week because of the drought, traders said on Monday.";
    let dir = folder(&[
        ("a.txt", long.as_bytes()),
        ("b.txt", long.as_bytes()),
        ("c.txt", near.as_bytes()),
        ("d.txt", OTHER.as_bytes()),
        ("e.txt", english.as_bytes()),
        ("f.txt", REPORT.as_bytes()),
    ]);
    let args = ["read", "--json", "--skip-duplicates", "--skip-others", "--log", "log", "."];
    let out = mahdar().current_dir(&dir).args(args).assert().success().get_output().clone();
    assert_eq!(paths(&out.stdout), ["./a.txt", "./f.txt"]);
    let said = text(&out.stderr);
    for part in [
        "2 reports taken in",
        "1 set aside: the same bytes",
        "1 set aside: nearly the words",
        "1 set aside: not about",
        "1 set aside: in another",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let log = json_lines(&std::fs::read(dir.path().join("log")).unwrap());
    let reasons: Vec<&str> = log.iter().filter_map(|l| l["reason"].as_str()).collect();
    assert_eq!(log.len(), 6);
    for reason in ["duplicate", "near-duplicate", "off-topic", "language"] {
        assert!(reasons.contains(&reason), "{reason} in {reasons:?}");
    }
    // Without the flags everything is read.
    let out = mahdar().current_dir(&dir).args(["read", "--json", "."]).assert().get_output().clone();
    assert_eq!(paths(&out.stdout).len(), 6);
}

#[test]
fn a_run_goes_on_where_it_was_stopped() {
    let lines: Vec<String> = (0..5).map(|n| serde_json::json!({"text": format!("{REPORT} {n}")}).to_string()).collect();
    let dir = folder(&[("a.jsonl", lines.join("\n").as_bytes())]);
    let log = dir.path().join("log");
    let read = |resume: &[&str]| {
        let out =
            mahdar().current_dir(&dir).args(["read", "--json", "--log", "log"]).args(resume).arg("a.jsonl").assert().success();
        paths(&out.get_output().stdout)
    };
    assert_eq!(read(&[]).len(), 5);
    let whole = std::fs::read_to_string(&log).unwrap();
    let cut: String = whole.lines().take(2).map(|l| format!("{l}\n")).collect();
    std::fs::write(&log, cut + "{\"did\":\"tak").unwrap();
    assert_eq!(read(&["--resume"]), ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]);
    assert_eq!(read(&["--resume"]), [""; 0]);
}

#[test]
fn what_failed_is_neither_looked_at_nor_logged_again() {
    let lines = format!("{}\nno JSON\n", serde_json::json!({"text": REPORT}));
    let dir = folder(&[("a.jsonl", lines.as_bytes()), ("in/b.csv", b"no,text\n1,2\n"), ("in/c.txt", REPORT.as_bytes())]);
    let run = |resume: &[&str]| {
        let mut command = mahdar();
        command.current_dir(&dir).args(["read", "--json", "--log", "log"]).args(resume).args(["a.jsonl", "in", "none"]);
        command.output().unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(1));
    let log = || std::fs::read_to_string(dir.path().join("log")).unwrap().lines().filter(|l| !l.is_empty()).count();
    assert_eq!(log(), 5);
    let again = run(&["--resume"]);
    assert_eq!((again.status.code(), text(&again.stdout).as_str(), log()), (Some(0), "", 5), "{}", text(&again.stderr));
}

#[test]
fn a_full_disk_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("SKIPPED: this system has no /dev/full");
        return;
    }
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let out =
        mahdar().current_dir(&dir).args(["read", "--json", "--log", "/dev/full", "a.txt"]).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).contains("cannot write the log"), "{}", text(&out.stderr));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("mahdar"));
    let out = command.current_dir(dir.path()).args(["read", "--json", "a.txt"]).stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("cannot write to the standard output"), "{}", text(&out.stderr));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told_and_the_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    std::fs::set_permissions(dir.path().join("a.txt"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(dir.path().join("a.txt")).is_ok() {
        eprintln!("SKIPPED: this user may read everything");
        return;
    }
    let out = mahdar().current_dir(&dir).args(["read", "--json", "a.txt", "b.txt"]).assert().code(1).get_output().clone();
    assert_eq!(json_lines(&out.stdout)[0]["error"], "there is no permission to read it");
    assert_eq!(paths(&out.stdout), ["a.txt", "b.txt"]);
}

#[test]
fn a_bomb_is_set_aside_and_the_others_go_on() {
    let bomb = gzip(&vec![b'a'; 70 << 20]);
    let dir = folder(&[("a.txt.gz", &bomb), ("b.txt", REPORT.as_bytes())]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "a.txt.gz", "b.txt"]).assert().code(1).get_output().clone();
    assert!(json_lines(&out.stdout)[0]["error"].as_str().unwrap().contains("too large"));
    assert_eq!(paths(&out.stdout), ["a.txt.gz", "b.txt"]);
}

#[test]
fn a_script_in_a_title_stays_words() {
    let html = page("&lt;script&gt;alert(1)&lt;/script&gt; محادثات\u{202e}", REPORT);
    let dir = folder(&[("a.html", html.as_bytes())]);
    let shown = text(&mahdar().current_dir(&dir).args(["read", "a.html"]).assert().success().get_output().stdout);
    assert!(!shown.contains('\u{202e}') && shown.contains("\\u{202E}"), "{shown}");
}

#[test]
fn feeds_are_watched_politely_and_private_networks_refused() {
    let dir =
        folder(&[("feeds.toml", b"[[feed]]\nurl = \"http://127.0.0.1:9/feed\"\n"), ("bad.toml", b"[[feed]]\nurl = \"x\"\n")]);
    let out = mahdar().current_dir(&dir).args(["watch", "feeds.toml", "--out", "new"]).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).contains("private network"), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("0 new"));
    let out = mahdar().current_dir(&dir).args(["watch", "bad.toml", "--out", "new"]).assert().code(2).get_output().clone();
    assert!(text(&out.stderr).contains("no address"), "{}", text(&out.stderr));
}

#[test]
fn a_dry_run_tells_all_and_writes_nothing() {
    let long = std::fs::read_to_string(repository().join("samples/texts/s01.txt")).unwrap();
    let dir = folder(&[
        ("in/a.txt", long.as_bytes()),
        ("in/b.txt", long.as_bytes()),
        ("in/c.txt", format!("{long}\nأعده للنشر: مكتب القاهرة\n").as_bytes()),
        ("in/d.txt", OTHER.as_bytes()),
        ("in/e.txt", REPORT.as_bytes()),
    ]);
    let run = |args: &[&str]| {
        let mut command = mahdar();
        command.current_dir(&dir).args(["add", "--skip-duplicates", "--skip-others"]).args(args).args(["in", "none.txt"]);
        command.output().unwrap()
    };
    let dry = run(&["--dry-run", "--log", "log"]);
    assert_eq!(dry.status.code(), Some(1));
    let said = text(&dry.stdout);
    for line in [
        "would add in/a.txt\n",
        "would skip in/b.txt: it has the same bytes as another\n",
        "would skip in/c.txt: it has nearly the words of another (",
        "would skip in/d.txt: it is not about a negotiation\n",
        "would add in/e.txt\n",
        "dry run, nothing was written: 2 added, 1 named again, 1 not read\n",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!dir.path().join("mahdar.db").exists());
    let dry_log = json_lines(&std::fs::read(dir.path().join("log")).unwrap());
    assert!(dry_log.len() == 6 && dry_log.iter().all(|l| l["dry_run"] == true), "{dry_log:?}");
    // The real run does what was said, with the same summary and log, and does not go on from the log of a rehearsal.
    let real = run(&["--log", "log", "--resume"]);
    assert_eq!(text(&real.stderr), text(&dry.stderr));
    let log = std::fs::read_to_string(dir.path().join("log")).unwrap();
    let real_log: Vec<serde_json::Value> = log
        .lines()
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_str(l).unwrap())
        .filter(|l: &serde_json::Value| l["dry_run"].is_null())
        .collect();
    let plain = |l: &serde_json::Value| (l["did"].clone(), l["path"].clone(), l["reason"].clone());
    assert_eq!(real_log.iter().map(plain).collect::<Vec<_>>(), dry_log.iter().map(plain).collect::<Vec<_>>());
    assert!(text(&real.stdout).contains("2 added, 1 named again, 1 not read"));
    // Over a register: what is there, and what would be completed.
    let before = std::fs::read(dir.path().join("mahdar.db")).unwrap();
    assert!(text(&run(&["--dry-run"]).stdout).contains("would skip in/a.txt: it is in the register already"));
    let completed = text(&run(&["--dry-run", "--published", "2021-07-28"]).stdout);
    assert!(completed.contains("would complete in/a.txt"), "{completed}");
    assert!(std::fs::read(dir.path().join("mahdar.db")).unwrap() == before);
}

#[test]
fn the_log_and_the_register_in_the_folder_that_is_read_are_no_reports() {
    let dir = folder(&[("in/a.txt", REPORT.as_bytes())]);
    // The same folder under another name: the file counts, not how it is called.
    std::os::unix::fs::symlink(dir.path().join("in"), dir.path().join("link")).unwrap();
    for (turn, name) in ["in", "in", "link"].into_iter().enumerate() {
        let args = ["add", name, "--log", "in/log.jsonl", "--register", "in/register.json"];
        let out = mahdar().current_dir(&dir).args(args).assert().success().get_output().clone();
        assert!(text(&out.stderr).contains("the log or the register of this run"), "{}", text(&out.stderr));
        let log = std::fs::read(dir.path().join("in/log.jsonl")).unwrap();
        assert!(!json_lines(&log).iter().any(|l| l["did"] == "failed"), "{turn}: {}", text(&log));
    }
    let args = ["add", "--dry-run", "in/register.json", "in", "--register", "in/register.json"];
    let out = mahdar().current_dir(&dir).args(args).assert().get_output().clone();
    assert!(!text(&out.stdout).contains("would add in/register.json"), "{}", text(&out.stdout));
}
