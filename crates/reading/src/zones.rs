//! Zones of a plain text: what is title, byline, dateline, body, caption and page furniture.
//!
//! A line is judged by what the tables know of its first words, by its length and by how it ends; lines that the page wrapped
//! around the report are told from the report by the pack's `clean.tsv`.

use crate::report::Report;
use labels::{Class, Cut, Entry, Label};
use source::Span;
use std::ops::Range;

/// Kinds of zones, as the contract names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    /// Headline, subheading, highlights.
    Title,
    /// Who wrote it.
    Byline,
    /// Where and when.
    Dateline,
    /// The report.
    Body,
    /// Under a picture.
    Caption,
    /// Page furniture.
    Boilerplate,
}

impl ZoneKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            ZoneKind::Title => "title",
            ZoneKind::Byline => "byline",
            ZoneKind::Dateline => "dateline",
            ZoneKind::Body => "body",
            ZoneKind::Caption => "caption",
            ZoneKind::Boilerplate => "boilerplate",
        }
    }
}

/// A zone: tokens and bytes of the clean text.
#[derive(Debug, Clone)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Tokens.
    pub tokens: Range<usize>,
    /// Bytes of the clean text.
    pub span: Span,
}

/// Lines shorter than this many words may be headings; a body line has more or ends like a sentence.
const SHORT: usize = 16;
/// A first line longer than this is a paragraph, not a title.
const LONGEST_TITLE: usize = 40;
/// A lead's dateline is looked for within this many tokens.
const DATELINE: usize = 26;

pub(crate) fn find(r: &Report) -> Vec<Zone> {
    let lines = lines(r);
    let mut kinds: Vec<ZoneKind> = Vec::with_capacity(lines.len());
    let (mut rest, mut body_seen) = (false, false);
    let front = front_matter(r, &lines);
    for (n, line) in lines.iter().enumerate() {
        rest |= body_seen && starts_with(r, line, Class::DebrisRest).is_some();
        let kind = if rest || n < front { ZoneKind::Boilerplate } else { judge(r, line, body_seen, n - front) };
        body_seen |= kind == ZoneKind::Body;
        kinds.push(kind);
    }
    adjust(r, &lines, &mut kinds);
    let mut zones: Vec<Zone> = Vec::new();
    for (line, kind) in lines.iter().zip(kinds) {
        match (kind, dateline_prefix(r, line)) {
            (ZoneKind::Body, Some(end)) if !zones.iter().any(|z| z.kind == ZoneKind::Body) => {
                push(r, &mut zones, ZoneKind::Dateline, line.start..end);
                push(r, &mut zones, ZoneKind::Body, end..line.end);
            }
            _ => push(r, &mut zones, kind, line.clone()),
        }
    }
    zones
}

/// How many lines the front matter takes: all up to the second `---` where the text opens with one.
fn front_matter(r: &Report, lines: &[Range<usize>]) -> usize {
    let rule = |l: &Range<usize>| r.words(r.span(l.clone())).trim() == "---";
    if !lines.first().is_some_and(rule) {
        return 0;
    }
    lines.iter().skip(1).position(rule).map_or(0, |n| n + 2)
}

fn push(r: &Report, zones: &mut Vec<Zone>, kind: ZoneKind, tokens: Range<usize>) {
    if tokens.is_empty() {
        return;
    }
    let span = r.span(tokens.clone());
    match zones.last_mut() {
        Some(last) if last.kind == kind && kind != ZoneKind::Title => {
            last.tokens.end = tokens.end;
            last.span = last.span.join(span);
        }
        _ => zones.push(Zone { kind, tokens, span }),
    }
}

fn lines(r: &Report) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for i in 1..=r.len() {
        if i == r.len() || r.tokens.starts_line(i) {
            out.push(from..i);
            from = i;
        }
    }
    out.retain(|l| !l.is_empty());
    out
}

fn words(r: &Report, line: &Range<usize>) -> usize {
    line.clone().filter(|&i| !r.is_mark(i)).count()
}

/// The first label of `class` at the start of the line, bullets and brackets passed over.
fn starts_with<'a>(r: &'a Report, line: &Range<usize>, class: Class) -> Option<(&'a Label, &'a Entry)> {
    let first = line.clone().find(|&i| !r.is_mark(i) || r.has(i, class))?;
    if first > line.start + 3 { None } else { r.label(first, class) }
}

fn judge(r: &Report, line: &Range<usize>, body_seen: bool, n: usize) -> ZoneKind {
    let count = words(r, line);
    let ends = ends_like_sentence(r, line);
    if is_furniture(r, line, count) {
        return ZoneKind::Boilerplate;
    }
    if is_caption(r, line, count) {
        return ZoneKind::Caption;
    }
    if !body_seen || count < 8 {
        if (n > 0 || count < 8) && is_dateline(r, line, count) {
            return ZoneKind::Dateline;
        }
        if count <= SHORT && is_byline(r, line, count) && (n > 0 || body_seen) {
            return ZoneKind::Byline;
        }
    }
    let short = if body_seen { SHORT } else { LONGEST_TITLE };
    if (count <= short && !ends) || (n == 0 && count <= SHORT + 4 && !has_stop(r, line)) {
        return if count == 0 { ZoneKind::Boilerplate } else { ZoneKind::Title };
    }
    ZoneKind::Body
}

fn has_stop(r: &Report, line: &Range<usize>) -> bool {
    r.key(line.end - 1) == "."
}

/// True when the line ends as sentences do: an end mark, or an end mark before a closing quotation mark or bracket.
fn ends_like_sentence(r: &Report, line: &Range<usize>) -> bool {
    let last = line.clone().rev().find(|&i| !(r.is_quote_mark(i) || r.is_mark(i) && r.key(i) == ")"));
    let quoted = line.end - line.start > 1 && r.is_quote_mark(line.end - 1);
    last.is_some_and(|i| r.ends_sentence(i) || r.key(i) == ":") || (quoted && words(r, line) > 8)
}

fn is_furniture(r: &Report, line: &Range<usize>, count: usize) -> bool {
    if count == 0 {
        return true;
    }
    if let Some((l, _)) = starts_with(r, line, Class::DebrisLine)
        && line.end - l.end as usize <= 2
    {
        return true;
    }
    if starts_with(r, line, Class::Debris).is_some() || starts_with(r, line, Class::DebrisRest).is_some() {
        return count <= 30;
    }
    // Counters and numbers without words: '4', '0', 'news-picture'.
    let numbers = line.clone().filter(|&i| r.tokens.kind(i) == tokens::Kind::Number).count();
    if numbers == count {
        return count <= 2 && !line.clone().any(|i| matches!(r.key(i), "/" | ":"));
    }
    let counters = line.clone().filter(|&i| r.has(i, Class::Counter)).count();
    count <= 6 && counters > 0 && numbers > 0 && !r.any(line.start, Class::Weekday.bit() | Class::Name.bit())
        || count <= 3 && line.clone().all(|i| r.key(i).is_ascii())
}

fn is_caption(r: &Report, line: &Range<usize>, count: usize) -> bool {
    if count > 45 {
        return false;
    }
    // A picture's credit stands in brackets at the end or after a bar.
    let bracket = line.clone().rev().take(14).find(|&i| matches!(r.key(i), "[" | "(" | "|"));
    if let Some(at) = bracket
        && !r.tokens.starts_line(at)
    {
        let credited = (at..line.end).any(|i| r.has(i, Class::Caption));
        let bar = r.key(at) == "|" && count <= 8 && (at..line.end).any(|i| is_outlet(r, i)) && line.end - at <= 4;
        return credited && r.key(at) != "|" || bar;
    }
    starts_with(r, line, Class::Caption).is_some_and(|(l, _)| l.width() > 1 || r.key(l.end as usize) == ":")
}

fn is_outlet(r: &Report, i: usize) -> bool {
    let media = |e: &Entry| e.entity.is_some_and(|id| r.dossier.entity(id).kind.mention_type() == "MEDIA");
    r.has(i, Class::AgencySign) || r.all(i, Class::Name).any(|(_, e)| media(e))
}

/// Classes of the words a dateline is made of.
const DATE_WORDS: u128 = Class::Month.bit()
    | Class::Weekday.bit()
    | Class::Dayword.bit()
    | Class::Yearword.bit()
    | Class::Monthword.bit()
    | Class::Published.bit()
    | Class::Daypart.bit()
    | Class::Ordinal.bit()
    | Class::Era.bit()
    | Class::Deictic.bit()
    | Class::AgencySign.bit();

fn is_dateline(r: &Report, line: &Range<usize>, count: usize) -> bool {
    if count > 18 {
        return false;
    }
    let (mut known, mut dated) = (0, false);
    let mut i = line.start;
    while i < line.end {
        let number = r.tokens.kind(i) == tokens::Kind::Number;
        let place = r.label(i, Class::Name).filter(|(_, e)| e.entity.is_some());
        dated |= r.any(i, Class::Month.bit() | Class::Weekday.bit())
            || number && i > line.start && matches!(r.key(i - 1), "/" | "-" | ":" | ".")
            || number && r.key(i).matches('.').count() == 2;
        let width = if let Some((l, _)) = place { l.width() } else { widest(r, i, DATE_WORDS) };
        if number || width > 0 || r.has(i, Class::Prep) {
            let step = width.max(1);
            known += step;
            i += step;
        } else {
            i += 1;
        }
    }
    // A sentence behind it is the report's own.
    let told = line.clone().any(|i| {
        let verb = |(l, e): (&Label, &Entry)| matches!(&*e.part, "past" | "present") && !l.cut.has(Cut::ARTICLE);
        // 'Published on 12 October' tells nothing, 'X deployed' does.
        let word = r.any(i, DATE_WORDS & !Class::Published.bit() | Class::Name.bit())
            || r.has(i, Class::Published) && !r.has(i + 1, Class::Name);
        r.all(i, Class::Cue).chain(r.all(i, Class::Event)).any(verb) && !word
    });
    let marks = line.clone().filter(|&i| r.is_mark(i)).count();
    dated
        && !told
        && (known + marks) * 10 >= (line.end - line.start) * 8
        && count > 0
        && line.clone().any(|i| r.tokens.kind(i) == tokens::Kind::Number)
}

fn widest(r: &Report, i: usize, classes: u128) -> usize {
    let fits = |l: &&Label| r.lex.entry(l).class.bit() & classes != 0;
    r.labels.at(i).iter().filter(fits).map(Label::width).max().unwrap_or(0)
}

fn is_byline(r: &Report, line: &Range<usize>, count: usize) -> bool {
    let barred = line.clone().any(|i| r.key(i) == "|");
    if starts_with(r, line, Class::Byline).is_some_and(|(l, _)| l.width() < count.max(2))
        && (count <= 9 || barred && count <= SHORT)
    {
        return true;
    }
    if count > 9 || ends_like_sentence(r, line) && r.key(line.end - 1) == "." {
        return false;
    }
    // 'City: name', 'City – paper', 'Paper – desk / agencies'.
    let cut = line.clone().take(6).find(|&i| r.key(i).is_empty() || matches!(r.key(i), ":" | "-" | "–" | "—" | "/"));
    if let Some(at) = cut {
        let head = (line.start..at).filter(|&i| !r.is_mark(i)).count();
        let placed = r
            .label(line.start, Class::Name)
            .is_some_and(|(l, e)| l.end as usize <= at && e.entity.is_some_and(|id| is_city(r, id)));
        let signed =
            (at..line.end).any(|i| r.has(i, Class::AgencySign) || r.has(i, Class::Byline)) || r.is_quote_mark(line.end - 1);
        let ends_in_city = (at..line.end).any(|i| {
            r.label(i, Class::Name).is_some_and(|(l, e)| l.end as usize == line.end && e.entity.is_some_and(|id| is_city(r, id)))
        });
        if head > 0
            && head <= 3
            && (placed || signed || ends_in_city)
            && !(at..line.end).any(|i| {
                r.all(i, Class::Cue).any(|(l, e)| l.cut.bits == 0 && matches!(&*e.part, "past" | "present"))
                    && !r.any(i, Class::AgencySign.bit() | Class::Given.bit())
            })
        {
            return true;
        }
    }
    count <= 4 && r.key(line.end - 1) == "*"
        || count <= 12 && r.key(line.start) == "*"
        || count <= 4
            && (line.start..line.end).any(|i| r.has(i, Class::Given))
            && !(line.start..line.end).any(|i| r.any(i, Class::Cue.bit() | Class::Event.bit() | Class::Prep.bit()))
}

fn is_city(r: &Report, id: dossier::EntityId) -> bool {
    r.dossier.entity(id).kind == dossier::EntityKind::City
}

/// Headings and captions that only their neighbours tell.
fn adjust(r: &Report, lines: &[Range<usize>], kinds: &mut [ZoneKind]) {
    let Some(first_body) = kinds.iter().position(|k| *k == ZoneKind::Body) else { return };
    // The picture's own text stands right before its credit, ahead of the report.
    for n in 1..kinds.len() {
        if kinds[n] == ZoneKind::Caption
            && r.key(lines[n].start) != "["
            && words(r, &lines[n]) <= 6
            && kinds[n - 1] == ZoneKind::Body
            && n - 1 == first_body
        {
            kinds[n - 1] = ZoneKind::Caption;
        }
    }
    // A heading that no text follows is a teaser.
    let Some(last_body) = kinds.iter().rposition(|k| *k == ZoneKind::Body) else { return };
    for k in kinds.iter_mut().skip(last_body + 1) {
        if *k == ZoneKind::Title {
            *k = ZoneKind::Boilerplate;
        }
    }
}

/// Where the dateline that opens a lead ends ('Geneva, 28 July (Agency) -').
fn dateline_prefix(r: &Report, line: &Range<usize>) -> Option<usize> {
    if !starts_with_place_or_date(r, line.start) {
        return None;
    }
    let mut known = true;
    for i in line.start..line.end.min(line.start + DATELINE) {
        let key = r.key(i);
        if i > line.start
            && (key.is_empty() || matches!(key, "-" | "–" | "—" | ":"))
            && (r.tokens.spaced(i) || key == ":" || r.key(i - 1) == key || r.key(i - 1) == ")")
        {
            let next = i + 1;
            let more = starts_with_place_or_date(r, next) || r.key(next) == "-" || r.key(next) == "(";
            if !more {
                return known.then_some(next);
            }
        }
        // 'Doha, 21 July /QNA/'.
        let agency = key == "/" && i > line.start + 2 && r.key(i - 2) == "/" && r.tokens.kind(i - 1) == tokens::Kind::Word;
        if agency && !r.any(i - 1, Class::Month.bit()) {
            return known.then_some(i + 1);
        }
        if key == ")" && bracketed_agency(r, line.start, i) {
            return known.then_some(i + 1);
        }
        let bracketed =
            (line.start..i).filter(|&t| r.key(t) == "(").count() > (line.start..i).filter(|&t| r.key(t) == ")").count();
        let verb = !bracketed
            && r.all(i, Class::Cue).any(|(_, e)| matches!(&*e.part, "past" | "present"))
            && !r.any(i, DATE_WORDS | Class::Name.bit());
        if verb || r.ends_sentence(i) {
            known = false;
        }
    }
    None
}

/// 'Geneva 28 July 2025 (Agency) said': nothing but a place and a day stands before the brackets that end at token `close`, and
/// words follow them; without a day the brackets hold an agency by name.
fn bracketed_agency(r: &Report, from: usize, close: usize) -> bool {
    let Some(open) = (close.saturating_sub(6).max(from)..close).rev().find(|&i| r.key(i) == "(") else { return false };
    let own = |i: usize| {
        r.any(i, DATE_WORDS | Class::Name.bit())
            || r.tokens.kind(i) == tokens::Kind::Number
            || r.ends_clause(i)
            || r.key(i) == "/"
    };
    let dated = (from..open).any(|i| r.has(i, Class::Month)) && (from..open).any(|i| r.tokens.kind(i) == tokens::Kind::Number);
    let signed = || (open..close).any(|i| r.has(i, Class::AgencySign));
    open > from
        && close > open + 1
        && (from..open).all(own)
        && (dated || signed())
        && r.tokens.kind(close + 1) == tokens::Kind::Word
}

fn starts_with_place_or_date(r: &Report, i: usize) -> bool {
    let place = |e: &Entry| e.entity.is_some_and(|id| r.dossier.entity(id).kind.mention_type() == "GPE");
    r.all(i, Class::Name).any(|(_, e)| place(e))
        || r.any(i, Class::Weekday.bit() | Class::Month.bit())
        || r.tokens.kind(i) == tokens::Kind::Number
}
