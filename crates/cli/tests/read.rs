//! `mahdar read`, as a user runs it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{REPORT, folder, json_lines, mahdar, text};

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_go_on() {
    let dir = folder(&[("a.txt", REPORT.as_bytes()), ("c.txt", REPORT.as_bytes())]);
    let out =
        mahdar().current_dir(&dir).args(["read", "--json", "a.txt", "b.txt", "c.txt"]).assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    let schemas: Vec<&str> = lines.iter().map(|l| l["schema"].as_str().unwrap()).collect();
    assert_eq!(schemas, ["mahdar.reading/1", "mahdar.error/1", "mahdar.reading/1"]);
    assert_eq!(lines[0]["source"]["path"], "a.txt");
    assert_eq!(lines[1]["path"], "b.txt");
    assert_eq!(lines[1]["error"], "there is no such file or folder");
    assert_eq!(lines[2]["source"]["path"], "c.txt");
}

#[test]
fn without_json_the_fault_is_a_sentence_on_standard_error() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let mut command = mahdar();
    command.current_dir(&dir).env("RUST_BACKTRACE", "1").args(["read", "b.txt", "a.txt"]);
    let out = command.assert().code(1).get_output().clone();
    assert_eq!(text(&out.stderr), "mahdar: b.txt: there is no such file or folder\n");
    assert!(text(&out.stdout).contains("a.txt"));
}

#[test]
fn a_folder_stands_for_its_reports_in_order() {
    let report = REPORT.as_bytes();
    let files: [(&str, &[u8]); 6] = [
        ("r/b.txt", report),
        ("r/a/z.HTML", b"<p>x</p>"),
        ("r/a.md", report),
        ("r/x.json", b"{}"),
        ("r/b.txt.meta.toml", b""),
        ("r/c.htm", b"x"),
    ];
    let dir = folder(&files);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "r"]).assert().get_output().clone();
    let path = |l: &serde_json::Value| l["source"]["path"].as_str().or(l["path"].as_str()).unwrap().to_owned();
    let paths: Vec<String> = json_lines(&out.stdout).iter().map(path).collect();
    assert_eq!(paths, ["r/a/z.HTML", "r/a.md", "r/b.txt", "r/c.htm"]);
    let empty = folder(&[("r/x.png", b"{}")]);
    let out = mahdar().current_dir(&empty).args(["read", "r"]).assert().code(1).get_output().clone();
    assert!(text(&out.stderr).contains("r: the folder holds no report"), "{}", text(&out.stderr));
}

#[test]
fn standard_input_is_a_report() {
    let out = mahdar()
        .args(["read", "--json", "--published", "2021-07-28", "-"])
        .write_stdin(REPORT)
        .assert()
        .success()
        .get_output()
        .clone();
    let lines = json_lines(&out.stdout);
    assert_eq!(lines[0]["source"]["path"], "-");
    assert_eq!(lines[0]["source"]["bytes"], REPORT.len());
    assert_eq!(lines[0]["published"]["edtf"], "2021-07-28");
    assert_eq!(lines[0]["published"]["basis"], "given");
}

#[test]
fn what_is_known_of_a_report_comes_from_beside_it_and_from_its_front() {
    let front = format!("---\npublished: 2020-01-02\noutlet: outlet/tass\n---\n{REPORT}");
    let beside = b"published = 2020-03-04\noutlet = \"outlet/irna\"\n";
    let dir = folder(&[("a.txt", front.as_bytes()), ("b.txt", front.as_bytes()), ("b.txt.meta.toml", beside)]);
    let published = |args: &[&str]| {
        let out = mahdar().current_dir(&dir).args(["read", "--json"]).args(args).assert().success().get_output().clone();
        let line = json_lines(&out.stdout).remove(0);
        assert_eq!(line["source"]["bytes"], front.len());
        assert_eq!(line["published"]["basis"], "given");
        line["published"]["edtf"].as_str().unwrap().to_owned()
    };
    assert_eq!(published(&["a.txt"]), "2020-01-02");
    assert_eq!(published(&["b.txt"]), "2020-03-04");
    assert_eq!(published(&["b.txt", "--published", "2020-05-06"]), "2020-05-06");
}

#[test]
fn a_sidecar_that_cannot_be_used_is_told() {
    let dir = folder(&[("a.txt", REPORT.as_bytes()), ("a.txt.meta.toml", b"published = \"soon\"")]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "a.txt"]).assert().code(1).get_output().clone();
    let error = json_lines(&out.stdout).remove(0)["error"].as_str().unwrap().to_owned();
    assert_eq!(error, "a.txt.meta.toml cannot be used: 'soon' is not a day such as 2021-07-28");
}

#[test]
fn a_file_with_a_report_a_line_gives_a_reading_a_line() {
    let line =
        |text: &str| serde_json::json!({"title": "عنوان", "maintext": text, "date_publish": "2021-07-28 10:00:00"}).to_string();
    let file = format!("{}\n\nno json\n{}\r\n{{\"title\":\"x\"}}", line(REPORT), line("نص"));
    let dir = folder(&[("f.jsonl", file.as_bytes())]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "f.jsonl"]).assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    let paths: Vec<&str> = lines.iter().map(|l| l["source"]["path"].as_str().or(l["path"].as_str()).unwrap()).collect();
    assert_eq!(paths, ["f.jsonl#1", "f.jsonl#3", "f.jsonl#4", "f.jsonl#5"]);
    assert_eq!(lines[0]["published"]["edtf"], "2021-07-28");
    assert_eq!(lines[0]["source"]["bytes"], "عنوان\n\n".len() + REPORT.len());
    assert!(lines[1]["error"].as_str().unwrap().starts_with("the line is not a JSON object"));
    assert!(lines[3]["error"].as_str().unwrap().starts_with("the line has no text"));
}

#[test]
fn json_holds_no_line_separators_and_no_isolates() {
    let report = format!("عنوان\u{2028}آخر\n\n{REPORT}");
    let dir = folder(&[("a\u{2028}\u{85}b.txt", report.as_bytes())]);
    let out = mahdar().current_dir(&dir).args(["read", "--json", "."]).assert().success().get_output().clone();
    let line = text(&out.stdout);
    assert!(!line.contains(['\u{2028}', '\u{85}', '\u{2067}', '\u{2069}']));
    assert_eq!(json_lines(&out.stdout)[0]["source"]["path"], "./a\u{2028}\u{85}b.txt");
}

#[test]
fn a_pipe_gets_no_colour_and_nothing_that_commands_a_terminal() {
    let report = format!("{REPORT}\nوقال لافروف إن \u{1b}[31mهذا\u{202e} خطر\u{9b}.\n");
    let dir = folder(&[("a\u{1b}[2J.txt", report.as_bytes())]);
    for no_color in [None, Some("1")] {
        let mut command = mahdar();
        command.envs(no_color.map(|v| ("NO_COLOR", v))).current_dir(&dir).args(["read", "."]);
        let shown = text(&command.assert().success().get_output().stdout);
        assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{shown:?}");
        assert!(shown.contains("\\u{1B}[31m"), "{shown}");
        assert!(shown.contains('\u{2067}'));
        assert_eq!(shown.matches('\u{2067}').count(), shown.matches('\u{2069}').count());
    }
}

#[test]
fn a_person_sees_title_report_and_findings() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let shown = text(&mahdar().current_dir(&dir).args(["read", "a.txt"]).assert().success().get_output().stdout);
    assert!(shown.starts_with("\u{2067}محادثات في جنيف\u{2069}\na.txt · published 2021-07-28"), "{shown}");
    for expected in ["Statements\n  Sergei Lavrov · ", "\nTimes\n", "\nPeople\n", "foreign minister of Russia"] {
        assert!(shown.contains(expected), "{expected} in {shown}");
    }
    assert_eq!(shown.matches("محادثات في جنيف").count(), 1);
}

#[test]
fn order_does_not_hang_on_the_number_of_cores() {
    let run = |threads: &str| {
        let mut command = mahdar();
        command.env("RAYON_NUM_THREADS", threads).args(["read", "--json", "samples/texts"]);
        command.assert().success().get_output().stdout.clone()
    };
    assert_eq!(run("1"), run("4"));
}

#[test]
fn a_report_that_is_too_large_or_no_text_is_set_aside() {
    let dir = folder(&[("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0"), ("c.txt", REPORT.as_bytes())]);
    std::fs::File::create(dir.path().join("b.txt")).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    let out =
        mahdar().current_dir(&dir).args(["read", "--json", "a.txt", "b.txt", "c.txt"]).assert().code(1).get_output().clone();
    let lines = json_lines(&out.stdout);
    assert!(lines[0]["error"].as_str().unwrap().contains("no text"), "{}", lines[0]);
    assert!(lines[1]["error"].as_str().unwrap().contains("too large"), "{}", lines[1]);
    assert_eq!(lines[2]["schema"], "mahdar.reading/1");
}

#[test]
fn a_page_is_shown_as_its_text() {
    let paragraphs: String = REPORT.split("\n\n").skip(1).map(|p| format!("<p>{}</p>", p.trim())).collect();
    let page = format!(
        "<!doctype html><html><head><title>محادثات</title></head><body><nav>x</nav><article><h1>محادثات</h1>{paragraphs}</article></body></html>"
    );
    let dir = folder(&[("a.html", page.as_bytes())]);
    let shown = text(&mahdar().current_dir(&dir).args(["read", "a.html"]).assert().success().get_output().stdout);
    assert!(!shown.contains("<p>"), "{shown}");
    assert!(shown.contains("وقال لافروف"), "{shown}");
    assert!(shown.contains("Sergei Lavrov"), "{shown}");
}

#[test]
fn a_report_that_takes_too_long_is_told_and_the_others_go_on() {
    let hard = "وقال لافروف إن «المحادثات» مفيدة ".repeat(20_000);
    let dir = folder(&[("a.txt", hard.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let begun = std::time::Instant::now();
    let args = ["read", "--json", "--max-seconds", "1", "--log", "log", "a.txt", "b.txt"];
    let out = mahdar().current_dir(&dir).args(args).assert().code(1).get_output().clone();
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    let lines = json_lines(&out.stdout);
    assert_eq!(lines[0]["error"], "reading it takes longer than 1 s (--max-seconds); it was given up");
    assert_eq!(lines[1]["source"]["path"], "b.txt");
    let log = std::fs::read_to_string(dir.path().join("log")).unwrap();
    assert!(log.contains("\"did\":\"failed\",\"path\":\"a.txt\""), "{log}");
}
