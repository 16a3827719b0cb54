//! A briefing as blocks of text, written as Markdown or as a page of HTML.

use crate::safe;
use std::fmt::Write;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Plain words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words of a report.
    Quote(String),
    /// A footnote by its number.
    Note(usize),
}

/// Pieces in a row.
pub(super) type Line = Vec<Piece>;

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    Items(Vec<Line>),
    /// A table: headings and rows.
    Table(Vec<&'static str>, Vec<Vec<Line>>),
}

/// What a footnote says: the words of a report and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Footnote {
    /// The words.
    pub(super) words: String,
    /// Outlet, day, path and bytes.
    pub(super) place: String,
}

/// A whole briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Brief {
    /// Its title.
    pub(super) title: String,
    /// Its blocks.
    pub(super) blocks: Vec<Block>,
    /// Its footnotes, from 1.
    pub(super) notes: Vec<Footnote>,
}

/// Plain words as a piece.
pub(super) fn text(words: impl Into<String>) -> Piece {
    Piece::Text(words.into())
}

impl Brief {
    /// As Markdown with footnotes.
    pub(super) fn markdown(&self) -> String {
        let mut out = format!("# {}\n", escaped(&self.title));
        for block in &self.blocks {
            out.push('\n');
            match block {
                Block::Heading(h) => out.push_str(&format!("## {}\n", escaped(h))),
                Block::Paragraph(line) => out.push_str(&format!("{}\n", marked(line))),
                Block::Items(items) => items.iter().for_each(|i| out.push_str(&format!("- {}\n", marked(i)))),
                Block::Table(head, rows) => {
                    let _ = writeln!(out, "| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
                    for row in rows {
                        let cells: Vec<String> = row.iter().map(marked).collect();
                        let _ = writeln!(out, "| {} |", cells.join(" | "));
                    }
                }
            }
        }
        out.push('\n');
        for (n, note) in self.notes.iter().enumerate() {
            let _ = writeln!(out, "[^{}]: {} — {}", n + 1, escaped(&safe::words(&note.words)), escaped(&note.place));
        }
        out
    }

    /// As one page of HTML that loads nothing from anywhere.
    pub(super) fn html(&self) -> String {
        let mut body = format!("<h1>{}</h1>\n", encoded(&self.title));
        for block in &self.blocks {
            match block {
                Block::Heading(h) => body.push_str(&format!("<h2>{}</h2>\n", encoded(h))),
                Block::Paragraph(line) => body.push_str(&format!("<p>{}</p>\n", tagged(line))),
                Block::Items(items) => {
                    let items: String = items.iter().map(|i| format!("<li>{}</li>\n", tagged(i))).collect();
                    body.push_str(&format!("<ul>\n{items}</ul>\n"));
                }
                Block::Table(head, rows) => {
                    let head: String = head.iter().map(|h| format!("<th>{}</th>", encoded(h))).collect();
                    let row = |r: &Vec<Line>| {
                        format!("<tr>{}</tr>\n", r.iter().map(|c| format!("<td>{}</td>", tagged(c))).collect::<String>())
                    };
                    let rows: String = rows.iter().map(row).collect();
                    body.push_str(&format!("<table>\n<tr>{head}</tr>\n{rows}</table>\n"));
                }
            }
        }
        let note = |(n, note): (usize, &Footnote)| {
            format!("<li id=\"note-{}\">{} — {}</li>\n", n + 1, quote(&note.words), encoded(&note.place))
        };
        let notes: String = self.notes.iter().enumerate().map(note).collect();
        let head = format!("<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>", encoded(&self.title));
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n{head}\n</head>\n<body>\n{body}<ol class=\"notes\">\n{notes}</ol>\n</body>\n</html>\n"
        )
    }
}

/// For screen and paper.
const STYLE: &str = "body{font:11pt/1.4 serif;max-width:46em;margin:2em auto;padding:0 1em}h1{font-size:1.5em}h2{font-size:1.15em;\
margin:1.2em 0 .3em}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.2em .5em;text-align:start;\
vertical-align:top}q{quotes:none;font-style:normal}sup{line-height:0}.notes{font-size:.85em;border-top:1px solid #999;margin-top:2em;\
padding-top:.6em}@page{margin:18mm}@media print{body{margin:0;max-width:none;font-size:9.5pt}}";

fn marked(line: &Line) -> String {
    let piece = |p: &Piece| match p {
        Piece::Text(t) => escaped(t),
        Piece::Strong(t) => format!("**{}**", escaped(t)),
        Piece::Quote(t) => escaped(&safe::words(t)),
        Piece::Note(n) => format!("[^{n}]"),
    };
    line.iter().map(piece).collect()
}

fn tagged(line: &Line) -> String {
    let piece = |p: &Piece| match p {
        Piece::Text(t) => encoded(t),
        Piece::Strong(t) => format!("<strong>{}</strong>", encoded(t)),
        Piece::Quote(t) => quote(t),
        Piece::Note(n) => format!("<sup><a href=\"#note-{n}\">{n}</a></sup>"),
    };
    line.iter().map(piece).collect()
}

/// Words of a report in a page, kept in their own direction.
fn quote(words: &str) -> String {
    let dir = if words.chars().any(safe::is_rtl) { " dir=\"rtl\"" } else { "" };
    format!("<bdi><q{dir}>{}</q></bdi>", encoded(&one_line(words)))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in Markdown: nothing in it is taken for a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if c.is_control() { char::REPLACEMENT_CHARACTER } else { c });
    }
    out
}

/// Text in HTML.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A page has elements for what isolates do on a terminal.
    let text: String = text.chars().filter(|c| !matches!(c, '\u{2067}' | '\u{2069}')).collect();
    for c in safe::visible(&text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief() -> Brief {
        let line = vec![text("a <b> | *c* "), Piece::Strong("d".into()), Piece::Quote("قال <script>".into()), Piece::Note(1)];
        Brief {
            title: "T & \u{1b}[2J".into(),
            blocks: vec![Block::Paragraph(line.clone()), Block::Table(vec!["h"], vec![vec![line]])],
            notes: vec![Footnote { words: "قال\nنعم".into(), place: "x_y".into() }],
        }
    }

    #[test]
    fn nothing_of_a_report_becomes_a_mark_or_a_tag() {
        let (markdown, html) = (brief().markdown(), brief().html());
        assert!(markdown.contains("a \\<b\\> \\| \\*c\\* **d**\u{2067}قال \\<script\\>\u{2069}[^1]"), "{markdown}");
        assert!(markdown.contains("[^1]: \u{2067}قال نعم\u{2069} — x\\_y"), "{markdown}");
        assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
        assert!(html.contains("<bdi><q dir=\"rtl\">قال &lt;script&gt;</q></bdi><sup><a href=\"#note-1\">1</a></sup>"), "{html}");
    }
}
