//! Time expressions: found by the pack's patterns, then resolved against the report's day of publication.
//!
//! Types are those of TIMEX3 (DATE, TIME, DURATION, SET), values EDTF (ISO 8601-2) or TIMEX durations. What cannot be resolved
//! stays as wide as the report leaves it.

mod clock;
pub(crate) mod days;
mod length;
mod publication;
mod reconcile;
mod resolve;
mod tense;

pub(crate) use publication::{Publication, parse_day};
pub(crate) use resolve::weekday_differs;

/// What is known of the day of publication from outside the text, each as `YYYY-MM-DD`; a time behind it is passed over.
#[derive(Clone, Copy, Default)]
pub(crate) struct Outside<'a> {
    /// What a person knows, or an export or feed says.
    pub(crate) given: Option<&'a str>,
    /// What the page says of itself.
    pub(crate) page: Option<&'a str>,
    /// What stands in its address.
    pub(crate) address: Option<&'a str>,
}

use crate::numbers;
use crate::report::Report;
use crate::zones::{Zone, ZoneKind};
use days::{Day, When};
use labels::{Class, Cut, Found};
use source::Span;
use std::ops::Range;

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length.
    Duration,
    /// A recurring time.
    Set,
}

impl TimeKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// A time expression with its value.
#[derive(Debug, Clone)]
pub struct Time {
    /// Tokens.
    pub tokens: Range<usize>,
    /// Bytes of the clean text.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// EDTF or TIMEX value.
    pub value: String,
    /// First and last day it may mean, for findings that hang on it.
    pub(crate) days: Option<(Day, Day)>,
    /// Clearly after publication.
    pub(crate) future: bool,
    /// The value of a whole day or set of days, for events; `None` for durations and references.
    pub(crate) date: Option<String>,
}

/// What a pattern found, not yet resolved.
pub(crate) struct Raw<'p> {
    pub(crate) tokens: Range<usize>,
    pub(crate) found: Found<'p>,
}

/// All time expressions of the report, unresolved, in text order, not overlapping.
pub(crate) fn scan<'a>(r: &'a Report) -> Vec<Raw<'a>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < r.len() && !r.over() {
        let mut best: Option<Found> = None;
        for f in r.lex.matches_at("time", &r.tokens, &r.labels, i) {
            if best.as_ref().is_none_or(|b| f.end > b.end) && allowed(r, &f) {
                best = Some(f);
            }
        }
        match best {
            Some(f) => {
                let tokens = f.get("t").unwrap_or(f.start..f.end);
                i = f.end.max(i + 1);
                out.push(Raw { tokens, found: f });
            }
            None => i += 1,
        }
    }
    out
}

/// Refuses words that are times only in company.
fn allowed(r: &Report, f: &Found) -> bool {
    let company = ["day", "year", "month2", "part"].iter().any(|c| f.get(c).is_some());
    if let Some(m) = f.get("month")
        && !company
        && r.all(m.start, Class::Month).all(|(_, e)| e.ambiguous)
        && !(m.start > 0 && r.any(m.start - 1, Class::Monthword.bit() | Class::Prep.bit()))
    {
        return false;
    }
    // 'From zero' is no month of Safar.
    if let Some(m) = f.get("month")
        && !company
        && r.all(m.start, Class::Month).all(|(l, _)| l.cut.has(Cut::ARTICLE))
    {
        return false;
    }
    let counted = |i: usize| r.all(i, Class::Counted).any(|(l, _)| l.cut.bits & (Cut::PREP | Cut::ARTICLE) == 0);
    match &*f.program.makes {
        "duration" => duration_allowed(r, f),
        "year" => !f.get("year").is_some_and(|y| counted(y.end) || opens_numeric(r, y.end)),
        "season" => ["year", "dir", "part"].iter().any(|c| f.get(c).is_some()),
        "numeric" => numeric_allowed(r, f),
        "deictic" => deictic_allowed(r, f),
        // After 'that' a weekday's name is another word ('the two').
        "weekday" => {
            f.start == 0 || !r.has(f.start - 1, Class::That) || f.get("daypart").is_some() || r.has(f.start, Class::Dayword)
        }
        "daypart" => f.end - f.start > 1,
        "period" => period_allowed(r, f),
        "clock" => f.start == 0 || r.key(f.start - 1) != ":",
        "vague" => !r.label(f.start, Class::Vague).is_some_and(|(_, e)| e.ambiguous),
        _ => true,
    }
}

/// The rest of `2021-07-28` behind its year.
fn opens_numeric(r: &Report, i: usize) -> bool {
    let part = |k: usize, most: u64| matches!(r.key(k), "-" | "/") && r.tokens.number(k + 1).is_some_and(|n| n <= most);
    part(i, 12) && part(i + 2, 31)
}

fn period_allowed(r: &Report, f: &Found) -> bool {
    let Some(u) = f.get("unit") else { return false };
    let unit = r.label(u.start, Class::Unit);
    let bare = f.get("dir").is_none() && f.get("that").is_none();
    let definite = unit.is_some_and(|(l, _)| l.cut.has(labels::Cut::ARTICLE));
    let long =
        unit.is_some_and(|(_, e)| matches!(e.value.get("u"), Some("Y" | "M" | "W" | "DECADE" | "CENTURY" | "QUARTER" | "D")));
    long && definite
        && (!bare
            || r.label(u.start, Class::Unit)
                .is_some_and(|(_, e)| matches!(e.value.get("u"), Some("Y" | "M" | "W" | "DECADE" | "CENTURY"))))
}

/// A deictic word counts only as its longest table form; inside a name it does not count.
fn deictic_allowed(r: &Report, f: &Found) -> bool {
    f.get("deictic").is_some() && !r.all(f.start, Class::Name).any(|(l, _)| l.end as usize > f.start + 1)
}

fn numeric_allowed(r: &Report, f: &Found) -> bool {
    if let Some(d) = f.get("dotted") {
        return resolve::dotted(r.key(d.start)).is_some();
    }
    let parts = ["day", "month", "year"].map(|n| f.get(n).and_then(|t| r.tokens.number(t.start)));
    matches!(parts, [Some(a), Some(b), Some(c)] if resolve::numeric_parts(a, b, c).is_some())
}

/// A unit alone is a length only where its form or its company says so.
fn duration_allowed(r: &Report, f: &Found) -> bool {
    let Some(u) = f.get("unit") else { return false };
    let Some((label, e)) = r.label(u.start, Class::Unit) else { return false };
    let definite = label.cut.has(labels::Cut::ARTICLE);
    if let Some(n) = f.get("n") {
        // Three to ten in words have the plural behind them: 'the three (states) in the year 2015'.
        let few = r.tokens.number(n.start).is_none() && amount(r, n.clone()).is_some_and(|v| (3.0..=10.0).contains(&v));
        let singular = few && e.value.get("n") == Some("1");
        return if n.start < u.start { !definite && !singular } else { e.value.get("n").is_none_or(|n| n != "2") };
    }
    if definite || label.cut.has(labels::Cut::SUFFIX) {
        return false;
    }
    let approx = f.get("approx").is_some();
    let counted = u.start > 0 && (r.has(u.start - 1, Class::Number) || r.tokens.kind(u.start - 1) == tokens::Kind::Number);
    match e.value.get("n") {
        Some("2") => !e.ambiguous && !counted,
        Some("p") => !e.ambiguous && !counted && !r.any(f.end, Class::Nisba.bit()),
        _ => (approx || e.value.has("x") || accusative(r, u.start)) && !e.ambiguous && !counted,
    }
}

/// An indefinite accusative on the surface (written with its sign): a length where it stands alone.
fn accusative(r: &Report, i: usize) -> bool {
    r.pack.accusative.iter().any(|s| r.words(r.span(i..i + 1)).contains(s.as_str()))
}

/// Resolves all expressions; the second value is what is known of the day of publication.
pub(crate) fn find(r: &Report, zones: &[Zone], outside: Outside) -> (Vec<Time>, Publication) {
    let raw = scan(r);
    let publication = reconcile::find(r, zones, &raw, outside);
    let mut out = Vec::with_capacity(raw.len());
    let mut context = resolve::Context::new(&publication);
    for (n, x) in raw.iter().enumerate().take_while(|_| !r.over()) {
        context.joined_back =
            raw.get(n + 1).is_some_and(|y| y.found.get("yback").is_some() && y.tokens.start <= x.tokens.end + 1);
        if zone_of(zones, x.tokens.start) == Some(ZoneKind::Boilerplate) {
            continue;
        }
        // '10 Muharram (20 September)': the second has told what the first is, and is part of it.
        if n > 0 && other_calendar(r, &raw[n - 1], x) {
            continue;
        }
        let other = raw.get(n + 1).filter(|y| other_calendar(r, x, y));
        let whole = other.map(|y| x.tokens.start..y.tokens.end + 1);
        if let Some(mut t) = resolve::resolve(r, other.unwrap_or(x), &mut context) {
            if let Some(tokens) = whole {
                t.span = Span::new(first_word_span(r, &tokens).start(), r.span(tokens.clone()).end());
                t.tokens = tokens;
            }
            out.push(t);
        }
    }
    (out, publication)
}

/// The second names the day of the first in the Gregorian calendar: in brackets.
fn other_calendar(r: &Report, x: &Raw, y: &Raw) -> bool {
    let calendar = |raw: &Raw| resolve::month_of(r, raw.found.get("month")?.start, None).map(|(c, _)| c);
    let between = x.tokens.end..y.tokens.start;
    let joined = between.len() == 1 && r.key(between.start) == "(";
    let day = |raw: &Raw| &*raw.found.program.makes == "date";
    let gregorian = |c: days::Calendar| c == days::Calendar::Gregorian;
    joined && day(x) && day(y) && calendar(x).is_some_and(|c| !gregorian(c)) && calendar(y).is_some_and(gregorian)
}

pub(crate) fn zone_of(zones: &[Zone], token: usize) -> Option<ZoneKind> {
    let n = zones.partition_point(|z| z.tokens.end <= token);
    zones.get(n).filter(|z| z.tokens.contains(&token)).map(|z| z.kind)
}

/// The whole number that tokens spell, in digits or words.
pub(crate) fn amount(r: &Report, tokens: Range<usize>) -> Option<f64> {
    numbers::value(r, tokens)
}

impl Time {
    pub(crate) fn new(r: &Report, tokens: Range<usize>, kind: TimeKind, when: &When) -> Time {
        let value = when.edtf();
        let date = matches!(when, When::OneOf(_) | When::Throughout(..) | When::YearUnknown(..)).then(|| value.clone());
        let span = first_word_span(r, &tokens);
        Time { span, tokens, kind, value, days: when.bounds(), future: false, date }
    }
}

/// The span without particles attached to the first word.
fn first_word_span(r: &Report, tokens: &Range<usize>) -> Span {
    let whole = r.span(tokens.clone());
    const TIMES: u128 = Class::Month.bit()
        | Class::Weekday.bit()
        | Class::Deictic.bit()
        | Class::Unit.bit()
        | Class::Number.bit()
        | Class::Part.bit()
        | Class::Approx.bit()
        | Class::Vague.bit()
        | Class::Daypart.bit()
        | Class::Ordinal.bit()
        | Class::Dayword.bit()
        | Class::Yearword.bit()
        | Class::Season.bit()
        | Class::Set.bit();
    let labels = r.labels.at(tokens.start).iter().filter(|l| r.lex.entry(l).class.bit() & TIMES != 0);
    let cut = labels.filter(|l| l.cut.skip > 0 || l.cut.bits == 0).min_by_key(|l| (l.cut.bits, l.cut.skip));
    cut.map_or(whole, |l| Span::new(whole.start() + r.skip(tokens.start, l.cut.skip), whole.end()))
}
