//! The report in reading order, findings marked.

use super::paint::Paint;
use crate::safe;
use crate::words::Words;
use reading::{Reading, Zone, ZoneKind};
use source::Span;
use std::ops::Range;

/// Attributes of each sort of finding, and its name in the legend. Where findings overlap, the first colour counts.
const MARKS: [(&str, &str); 5] = [("36", "names"), ("32", "times"), ("33", "figures"), ("1", "events"), ("4", "statements")];
/// So many sorts, from the first, have a colour of their own; the others add to it.
const COLOURS: usize = 3;

/// The text of all zones but page furniture and the title, which stands above it; the whole text where no zones are known.
pub(super) fn body(reading: &Reading, title: &str, words: &Words, paint: Paint) -> String {
    let pieces = if paint.0 { pieces(reading, words) } else { Vec::new() };
    let mut out = String::new();
    let above = |z: &Zone| z.kind == ZoneKind::Title && words.at(z.span).trim() == title.trim();
    let shown = reading.zones.iter().filter(|z| z.kind != ZoneKind::Boilerplate && !above(z)).map(|z| words.range(z.span));
    let whole = reading.zones.is_empty().then(|| 0..words.text().len());
    for zone in shown.chain(whole) {
        for line in lines(words.text(), zone) {
            out.push_str(&painted(words.text(), line, &pieces, paint));
            out.push('\n');
        }
    }
    out
}

/// What the marks mean; nothing without colours.
pub(super) fn legend(paint: Paint) -> Option<String> {
    paint.0.then(|| MARKS.map(|(attributes, name)| paint.with(attributes, name)).join(" "))
}

/// The lines of a zone that hold words.
fn lines(text: &str, zone: Range<usize>) -> Vec<Range<usize>> {
    let Some(inside) = text.get(zone.clone()) else { return Vec::new() };
    let mut at = zone.start;
    let ranges = inside.split('\n').map(|line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    });
    ranges.filter(|r| !text[r.clone()].trim().is_empty()).collect()
}

/// One line, safe, with marks, and isolated as a whole where it runs from right to left.
fn painted(text: &str, line: Range<usize>, pieces: &[Piece], paint: Paint) -> String {
    let mut out = String::new();
    let first = pieces.partition_point(|p| p.range.end <= line.start);
    let mut at = line.start;
    for piece in pieces[first..].iter().take_while(|p| p.range.start < line.end) {
        let (start, end) = (piece.range.start.max(at), piece.range.end.min(line.end));
        out.push_str(&safe::visible(text.get(at..start).unwrap_or("")));
        out.push_str(&paint.with(&piece.attributes, &safe::visible(text.get(start..end).unwrap_or(""))));
        at = end;
    }
    out.push_str(&safe::visible(text.get(at..line.end).unwrap_or("")));
    safe::isolated(out.trim())
}

/// A stretch of text under the same findings.
struct Piece {
    range: Range<usize>,
    attributes: String,
}

/// All stretches of text under findings, in order, none overlapping another.
fn pieces(reading: &Reading, words: &Words) -> Vec<Piece> {
    let mut edges: Vec<(usize, usize, i32)> = Vec::new();
    let mut mark = |sort: usize, span: Span| {
        let range = words.range(span);
        edges.extend([(range.start, sort, 1), (range.end, sort, -1)]);
    };
    reading.mentions.iter().for_each(|m| mark(0, m.span));
    reading.times.iter().for_each(|t| mark(1, t.span));
    reading.figures.iter().for_each(|f| mark(2, f.span));
    reading.events.iter().for_each(|e| mark(3, e.span));
    reading.statements.iter().for_each(|s| mark(4, s.words.span));
    edges.sort_unstable();
    let (mut open, mut out, mut from) = ([0; MARKS.len()], Vec::new(), 0);
    for (at, sort, step) in edges {
        let attributes = attributes(&open);
        if at > from && !attributes.is_empty() {
            out.push(Piece { range: from..at, attributes });
        }
        open[sort] += step;
        from = at;
    }
    out
}

fn attributes(open: &[i32; MARKS.len()]) -> String {
    let sorts = |range: Range<usize>| range.filter(|i| open[*i] > 0).map(|i| MARKS[i].0);
    let all: Vec<&str> = sorts(0..COLOURS).take(1).chain(sorts(COLOURS..MARKS.len())).collect();
    all.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use reading::NamedMention;
    use source::Source;

    fn shown(text: &str, start: u32, end: u32, colour: bool) -> String {
        let mention = NamedMention { span: Span::new(start, end), entity: "person/a".into(), kind: "PER", acts_for: None };
        let reading = Reading { media_type: "text/plain", text: text.to_owned(), mentions: vec![mention], ..Reading::default() };
        let source = Source::new("a", text.as_bytes().to_vec());
        body(&reading, "", &Words::of(&source, &reading), Paint(colour))
    }

    #[test]
    fn a_finding_is_marked_on_each_of_its_lines() {
        assert_eq!(shown("ab cd\nef", 3, 7, true), "ab \u{1b}[36mcd\u{1b}[0m\n\u{1b}[36me\u{1b}[0mf\n");
        assert_eq!(shown("ab cd\nef", 3, 7, false), "ab cd\nef\n");
    }

    #[test]
    fn what_the_source_says_to_the_terminal_is_only_shown() {
        assert_eq!(shown("a\u{1b}[2Jb\r\nc", 0, 2, true), "\u{1b}[36ma\\u{1B}\u{1b}[0m[2Jb\nc\n");
        assert_eq!(shown("قال \u{202e}abc", 0, 0, false), "\u{2067}قال \\u{202E}abc\u{2069}\n");
    }
}
