//! Figures: a number, what it counts, and its bound.
//!
//! A number belongs to its counted noun before anything else may claim it; numbers inside times, names and ordinals are none.

use crate::mentions::Mentions;
use crate::numbers;
use crate::report::Report;
use crate::times::Time;
use crate::zones::{Zone, ZoneKind};
use labels::{Class, Cut, Entry, Label};
use source::Span;
use std::ops::Range;
use tokens::Kind;

/// What a figure bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Just so many.
    Exact,
    /// At most.
    Max,
    /// At least.
    Min,
    /// About.
    About,
}

impl Bound {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::Max => "max",
            Bound::Min => "min",
            Bound::About => "about",
        }
    }
}

/// A figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Bytes of number and noun.
    pub span: Span,
    /// Tokens of number and noun.
    pub tokens: Range<usize>,
    /// The number.
    pub value: f64,
    /// Its bound.
    pub bound: Bound,
    /// What is counted, in English; empty where no table says.
    pub of: String,
    /// The treaty under which it is said.
    pub treaty: Option<String>,
}

pub(crate) fn find(r: &Report, zones: &[Zone], times: &[Time], m: &Mentions) -> Vec<Figure> {
    let mut free = vec![true; r.len()];
    for t in times {
        free[t.tokens.clone()].fill(false);
    }
    for x in &m.list {
        free[x.tokens.clone()].fill(false);
    }
    for z in zones.iter().filter(|z| !matches!(z.kind, ZoneKind::Body | ZoneKind::Title | ZoneKind::Caption)) {
        free[z.tokens.clone()].fill(false);
    }
    let mut out: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < r.len() && !r.over() {
        let numbered = i > 0 && r.tokens.kind(i) == Kind::Number && m.at(i - 1).is_some() && counts_nothing(r, i);
        let found =
            if free[i] && !numbered { number(r, &free, i).or_else(|| dual(r, i)).or_else(|| dual_by_ending(r, i)) } else { None };
        match found {
            Some(mut f) => {
                f.bound = bound(r, m, &f, out.last());
                f.treaty = treaty(r, m, &f);
                spread(r, &mut out, &mut f);
                i = f.tokens.end.max(i + 1);
                out.push(f);
            }
            None => i += 1,
        }
    }
    out
}

/// A number right after a name with no noun behind it is part of the name ('Geneva 2, which').
fn counts_nothing(r: &Report, i: usize) -> bool {
    r.is_mark(i + 1) || r.any(i + 1, Class::Rel.bit() | Class::Prep.bit() | Class::Conj.bit())
}

/// 'Between' stands right before token `i`.
fn ranged(r: &Report, i: usize) -> bool {
    let range = |(l, e): (&Label, &Entry)| e.value.raw().starts_with("range") && l.end as usize == i;
    (i.saturating_sub(2)..i).any(|k| r.all(k, Class::Bound).any(range))
}

/// Digits below a thousand, joined by 'and' to a word for thousands or more.
fn hundreds_behind(r: &Report, end: usize) -> bool {
    let thousands = numbers::word(r, end - 1).is_some_and(|(n, _)| n >= 1000.0);
    thousands && r.has(end, Class::Conj) && r.tokens.number(end + 1).is_some_and(|n| n < 1000)
}

/// Tokens of a number from `i`: digits or number words, with multipliers.
fn run(r: &Report, free: &[bool], i: usize) -> usize {
    let mut end = i;
    // 'Between a thousand and two thousand' are two numbers.
    let ranged = ranged(r, i);
    while end < r.len() && end - i < 8 && free[end] && (end == i || !r.tokens.starts_line(end)) {
        let digits = r.tokens.kind(end) == Kind::Number;
        let word = r.label(end, Class::Number);
        let attached = word.is_some_and(|(l, _)| l.cut.has(Cut::CONJ));
        // 'Per cent' begins with a preposition.
        if end > i && word.is_some_and(|(l, _)| l.cut.has(Cut::PREP)) {
            break;
        }
        if ranged && attached && end > i {
            let (first, next) =
                (numbers::value(r, i..end).unwrap_or(0.0), word.and_then(|(_, e)| e.value.number()).unwrap_or(0.0));
            if next >= first && !(first < 10.0 && (20.0..100.0).contains(&next)) {
                break;
            }
        }
        match word {
            // 'Thirty-five thousand and 34'.
            None if end > i && hundreds_behind(r, end) => end += 2,
            // A second number of units begins another figure unless 'and' joins it.
            _ if digits && end > i => break,
            Some((l, e)) if end == i || attached || e.value.number().is_some_and(|n| n >= 100.0) || teen(r, end) => {
                end = l.end as usize
            }
            None if digits => end += 1,
            // 'And' as a token of its own between number words.
            None if end > i
                && r.has(end, Class::Conj)
                && r.label(end + 1, Class::Number).is_some()
                && r.tokens.kind(i) != Kind::Number =>
            {
                end += 1
            }
            _ => break,
        }
    }
    end
}

fn teen(r: &Report, i: usize) -> bool {
    r.label(i, Class::Number).and_then(|(_, e)| e.value.number()).is_some_and(|n| n == 10.0)
}

fn number(r: &Report, free: &[bool], i: usize) -> Option<Figure> {
    let digits = r.tokens.kind(i) == Kind::Number;
    if !digits && !r.has(i, Class::Number) || i > 0 && r.has(i - 1, Class::Numbered) || name_number(r, i) {
        return None;
    }
    // 'The 212th'; 'three quarters'.
    let article = || r.pack.clitics.iter().any(|c| c.slot == language::Slot::Article && i > 0 && r.key(i - 1) == c.form);
    if digits && article() || r.all(i, Class::Fraction).any(|(l, _)| l.width() > 1) {
        return None;
    }
    let first = r.label(i, Class::Number);
    let definite = first.is_some_and(|(l, _)| l.cut.has(Cut::ARTICLE));
    let end = run(r, free, i);
    let value = numbers::value(r, i..end)?;
    if definite {
        return definite_number(r, i, end, value);
    }
    let (of, noun_end) = noun(r, end);
    // 'A fifth of the forces' is written like 'five'; a bare year counts nothing.
    let fraction = !digits && (3.0..=10.0).contains(&value) && r.labels.at(end).iter().any(|l| l.cut.has(Cut::ARTICLE));
    let year = digits && of.is_none() && (1900.0..=2100.0).contains(&value) && value.fract() == 0.0 && end == i + 1;
    if fraction && of.is_some() || year {
        return None;
    }
    // 'Half a million'.
    let half =
        i > 0 && free[i - 1] && value >= 1000.0 && r.all(i - 1, Class::Fraction).any(|(_, e)| e.value.number() == Some(0.5));
    let (i, value) = if half { (i - 1, value / 2.0) } else { (i, value) };
    let unit_of_time = r.has(end, Class::Unit) && of.is_none();
    if unit_of_time || !digits && !ranged(r, i) && !counts_something(r, i, end, value, of.is_some()) {
        return None;
    }
    // One and two are spelled by the noun itself; the words for them are mostly something else.
    if !digits && value < 3.0 && of.is_none() {
        return None;
    }
    let tokens = i..noun_end;
    Some(Figure { span: span(r, i, &tokens), tokens, value, bound: Bound::Exact, of: of.unwrap_or_default(), treaty: None })
}

fn span(r: &Report, i: usize, tokens: &Range<usize>) -> Span {
    let whole = r.span(tokens.clone());
    let skip = r.label(i, Class::Number).or_else(|| r.label(i, Class::Counted)).map_or(0, |(l, _)| l.cut.skip);
    Span::new(whole.start() + r.skip(i, skip), whole.end())
}

/// A number that touches a mark of a name ('5+1', 'no. 3', a bracketed reference).
fn name_number(r: &Report, i: usize) -> bool {
    let next = r.key(i + 1);
    let before = if i > 0 { r.key(i - 1) } else { "" };
    if before == "+" || next == "+" {
        return true;
    }
    matches!(next, "/" | ":") && !r.tokens.spaced(i + 1)
        || matches!(before, "/" | ":" | "-") && !r.tokens.spaced(i) && r.tokens.kind(i.saturating_sub(2)) != Kind::Number
}

/// Number words count where a counted noun, a noun that no table knows or a genitive follows.
fn counts_something(r: &Report, i: usize, end: usize, value: f64, noun: bool) -> bool {
    if noun {
        return true;
    }
    if r.all(i, Class::Number).all(|(_, e)| e.ambiguous) || value < 3.0 {
        return false;
    }
    let word = r.tokens.kind(end) == Kind::Word && !r.tokens.starts_line(end);
    const NOT_A_NOUN: u128 = Class::Prep.bit()
        | Class::That.bit()
        | Class::Rel.bit()
        | Class::Neg.bit()
        | Class::Aux.bit()
        | Class::Unit.bit()
        | Class::Conj.bit()
        | Class::Pron.bit();
    let verb = r.all(end, Class::Cue).chain(r.all(end, Class::Event)).any(|(_, e)| matches!(&*e.part, "past" | "present"));
    let article = r.labels.at(end).iter().any(|l| l.cut.has(Cut::ARTICLE));
    word && !r.any(end, NOT_A_NOUN) && !verb && !article
        || i > 0 && r.all(i - 1, Class::Prep).any(|(_, e)| !matches!(e.value.raw(), "place" | "place-noun" | "toward"))
}

/// 'The three guarantor states': the number follows its noun with the article.
fn definite_number(r: &Report, i: usize, end: usize, value: f64) -> Option<Figure> {
    let (back, _) = (1..=2).find_map(|n| {
        let at = i.checked_sub(n)?;
        let plural = r.all(at, Class::Counted).find(|(_, e)| e.value.get("n") == Some("p"))?;
        Some((at, plural))
    })?;
    if !(3.0..=10.0).contains(&value) {
        return None;
    }
    let of = r.label(back, Class::Counted).and_then(|(_, e)| e.value.get("en")).unwrap_or("").to_owned();
    let tokens = back..end;
    Some(Figure { span: span(r, back, &tokens), tokens, value, bound: Bound::Exact, of, treaty: None })
}

/// The counted noun after a number, with its adjectives; `None` and the number's end where there is none.
fn noun(r: &Report, end: usize) -> (Option<String>, usize) {
    let mut at = end;
    // 'Of the', the percent sign.
    if r.all(at, Class::Prep).any(|(l, e)| l.width() == 1 && !matches!(e.value.raw(), "place" | "place-noun" | "toward"))
        && r.has(at + 1, Class::Counted)
        && r.labels.at(at + 1).iter().any(|l| l.cut.has(Cut::ARTICLE))
    {
        at += 1;
    }
    if r.key(at) == "%" {
        return (Some("percent".into()), at + 1);
    }
    // A particle makes it another phrase ('5428 for the States').
    match r.all(at, Class::Counted).find(|(l, _)| !l.cut.has(Cut::PREP)).filter(|_| !r.tokens.starts_line(at)) {
        Some((l, e)) => {
            let of = e.value.get("en").unwrap_or("").to_owned();
            let mut stop = l.end as usize;
            let adjective = |i: usize| {
                r.tokens.kind(i) == Kind::Word
                    && r.any(i, Class::Counted.bit())
                    && r.all(i, Class::Counted).any(|(_, e)| e.value.has("adj"))
            };
            while adjective(stop) {
                stop += 1;
            }
            (Some(of), stop)
        }
        None => (None, end),
    }
}

/// A dual counts two, where the noun is a thing and not one of the sides.
fn dual(r: &Report, i: usize) -> Option<Figure> {
    let (l, e) = r.label(i, Class::Counted).filter(|(_, e)| e.value.get("n") == Some("2"))?;
    const PEOPLE: u128 = Class::Office.bit()
        | Class::Unnamed.bit()
        | Class::Delegation.bit()
        | Class::Unit.bit()
        | Class::Number.bit()
        | Class::Weekday.bit()
        | Class::Rank.bit();
    let definite = l.cut.has(Cut::ARTICLE) || l.cut.has(Cut::SUFFIX);
    if r.any(i, PEOPLE)
        || e.ambiguous
        || r.has(i, Class::Side) && definite
        || l.cut.has(Cut::SUFFIX)
        || person_word(e.value.get("en").unwrap_or(""))
    {
        return None;
    }
    if definite && !r.has(i, Class::Round) {
        return None;
    }
    let tokens = l.range();
    let of = e.value.get("en").unwrap_or("").to_owned();
    Some(Figure { span: r.label_span(l), tokens, value: 2.0, bound: Bound::Exact, of, treaty: None })
}

/// An indefinite word with the ending of the feminine dual counts two even where no table has it.
fn dual_by_ending(r: &Report, i: usize) -> Option<Figure> {
    const KNOWN: u128 = Class::Name.bit()
        | Class::Nisba.bit()
        | Class::Unit.bit()
        | Class::Office.bit()
        | Class::Dir.bit()
        | Class::Former.bit()
        | Class::Cue.bit()
        | Class::Rel.bit()
        | Class::Given.bit()
        | Class::Ordinal.bit()
        | Class::Number.bit()
        | Class::Status.bit();
    if r.any(i, KNOWN) {
        return None;
    }
    let key = r.key(i);
    let ending = r.pack.dual_endings.iter().any(|d| key.ends_with(d.as_str())) && key.chars().count() >= 6;
    let article = || r.pack.clitics.iter().any(|c| c.article && key.starts_with(c.form.as_str()));
    if !ending || article() || r.labels.at(i).iter().any(|l| l.cut.has(Cut::ARTICLE)) {
        return None;
    }
    // An adjective in the dual agrees with a dual noun before it.
    if i > 0 && r.pack.dual_endings.iter().any(|d| r.key(i - 1).ends_with(d.as_str())) {
        return None;
    }
    Some(Figure { span: r.span(i..i + 1), tokens: i..i + 1, value: 2.0, bound: Bound::Exact, of: String::new(), treaty: None })
}

fn person_word(en: &str) -> bool {
    matches!(
        en,
        "persons"
            | "people"
            | "men"
            | "women"
            | "officials"
            | "leaders"
            | "presidents"
            | "ministers"
            | "sides"
            | "parties"
            | "countries"
            | "delegations"
            | "diplomats"
            | "soldiers"
    )
}

/// The bound said before or after the number, or carried over from the number it is joined to.
fn bound(r: &Report, m: &Mentions, f: &Figure, last: Option<&Figure>) -> Bound {
    let start = f.tokens.start;
    let from = r.tokens.sentences().get(r.sentence_of(start)).map_or(0, |s| s.from);
    if let Some(b) = bound_before(r, from, start) {
        return b;
    }
    let behind = (f.tokens.end..f.tokens.end + 3)
        .take_while(|&i| i == f.tokens.end || !r.ends_clause(i - 1) && r.tokens.kind(i) != Kind::Number);
    let after = |i: usize| r.all(i, Class::Bound).find(|(_, e)| e.value.get("pos") == Some("after"));
    if let Some((_, e)) = behind.into_iter().find_map(after) {
        match e.value.raw().split(';').next() {
            Some("max") => return Bound::Max,
            Some("min") => return Bound::Min,
            Some("about") => return Bound::About,
            _ => {}
        }
    }
    if let Some(p) = last
        && start <= p.tokens.end + 2
        && start > p.tokens.end
        && r.any(p.tokens.end, Class::Conj.bit())
        && matches!(p.bound, Bound::Max)
    {
        return Bound::Max;
    }
    let paragraph = |i: usize| r.tokens.sentences().get(r.sentence_of(i)).map(|x| x.paragraph);
    let treaty =
        m.list.iter().any(|x| x.kind == "DOC" && x.tokens.start < start && paragraph(x.tokens.start) == paragraph(start));
    let limited = (from..start).any(|i| r.all(i, Class::Bound).any(|(_, e)| e.value.raw() == "limit"));
    if limited && (treaty || last.is_some_and(|p| p.bound == Bound::Max && p.tokens.start >= from)) && f.value >= 3.0 {
        Bound::Max
    } else {
        Bound::Exact
    }
}

/// The phrase that ends right before the number (the longest), or a verb of exceeding in the same clause.
fn bound_before(r: &Report, from: usize, start: usize) -> Option<Bound> {
    let mut best: Option<(usize, usize, &str)> = None;
    // 'Raised the ceiling of its demands, and asked for ten'.
    let goes_on = |i: usize| r.all(i, Class::Cue).chain(r.all(i, Class::Event)).any(|(l, _)| l.cut.has(Cut::CONJ));
    for back in from.max(start.saturating_sub(8))..start {
        for (l, e) in r.all(back, Class::Bound).filter(|(_, e)| e.value.get("pos") != Some("after")) {
            let kind = e.value.raw().split(';').next().unwrap_or("");
            let verb = matches!(kind, "over" | "under" | "ceiling");
            let end = l.end as usize;
            let gap = if verb { 8 } else { 1 };
            if end > start
                || start - end > gap
                || kind == "limit"
                || (end..start).any(|i| {
                    r.tokens.kind(i) == Kind::Number
                        || r.ends_sentence(i)
                        || kind == "ceiling" && r.ends_clause(i) && goes_on(i + 1)
                })
            {
                continue;
            }
            // The phrase that reaches nearest wins; of those that end alike, the longest.
            let nearer = best
                .is_none_or(|(s, n, k)| end > n && (!verb || matches!(k, "over" | "under" | "ceiling")) || end == n && back < s);
            if nearer {
                best = Some((back, end, kind));
            }
        }
    }
    let (at, _, kind) = best?;
    let negated = (at.saturating_sub(2)..at).any(|i| i >= from && r.has(i, Class::Neg))
        || r.labels.at(at).iter().any(|l| r.lex.entry(l).class == Class::Neg);
    Some(match (kind, negated) {
        ("max" | "ceiling", _) | ("over", true) | ("under", false) => Bound::Max,
        ("min" | "range", _) | ("over", false) | ("under", true) => Bound::Min,
        ("about", _) => Bound::About,
        _ => Bound::Exact,
    })
}

/// 'Between 40 and 50 billion': the first number shares the second's multiplier, and the second is the upper end.
fn spread(r: &Report, out: &mut [Figure], f: &mut Figure) {
    let Some(p) = out.last_mut() else { return };
    let joined = f.tokens.start > p.tokens.end
        && f.tokens.start <= p.tokens.end + 2
        && (p.tokens.end..f.tokens.start).all(|i| r.any(i, Class::Conj.bit() | Class::Prep.bit()));
    if !joined || p.tokens.len() > 1 && !p.of.is_empty() {
        return;
    }
    let range = (p.tokens.start.saturating_sub(4)..p.tokens.start)
        .any(|i| r.all(i, Class::Bound).any(|(l, e)| e.value.raw().starts_with("range") && l.end as usize + 2 >= p.tokens.start));
    if range {
        f.bound = Bound::Max;
        p.bound = Bound::Min;
    }
    if p.of.is_empty() {
        p.of.clone_from(&f.of);
    }
    let unit = numbers::digits(r.key(f.tokens.start)).unwrap_or(f.value);
    if unit > 0.0 && f.value > unit && p.value < 1000.0 {
        p.value *= f.value / unit;
    }
}

/// The treaty named last before the figure in its paragraph.
fn treaty(r: &Report, m: &Mentions, f: &Figure) -> Option<String> {
    if f.bound != Bound::Max {
        return None;
    }
    let s = r.tokens.sentences().get(r.sentence_of(f.tokens.start))?;
    let paragraph = |i: usize| r.tokens.sentences().get(r.sentence_of(i)).map(|x| x.paragraph);
    let before = m
        .list
        .iter()
        .filter(|x| x.kind == "DOC" && x.tokens.start < f.tokens.start && paragraph(x.tokens.start) == Some(s.paragraph));
    before.max_by_key(|x| x.tokens.start).map(|x| m.cast.get(x.who).id.clone()).filter(|id| id.starts_with("treaty/"))
}
