//! What a found expression means, against the day of publication and the dates told before it.

use super::days::{self, Calendar, Day, When};
use super::length::{self, timex};
use super::tense::{Tense, done, goes_back, limited, named_by, tense};
use super::{Publication, Raw, Time, TimeKind, amount, clock};
use crate::report::Report;
use labels::{Class, Cut, Entry, Found};

/// What is known while going through a report from its beginning to its end.
pub(crate) struct Context<'p> {
    pub(super) publication: &'p Publication,
    /// The last day or month told, for 'the next day', 'that year'.
    pub(super) last: Option<When>,
    /// A day told once with its weekday or year, by day and month: later mentions mean the same.
    told: Vec<(u8, u8, i32)>,
    /// The calendar of the last month told.
    calendar: Calendar,
    /// The last weekday told: 'today' inside a quotation is the day it was said.
    said: Option<When>,
    /// The expression joined to this one ends in 'of the same year', which goes for both.
    pub(crate) joined_back: bool,
}

impl<'p> Context<'p> {
    pub(crate) fn new(publication: &'p Publication) -> Self {
        Context { publication, last: None, told: Vec::new(), said: None, calendar: Calendar::Gregorian, joined_back: false }
    }

    /// What `means` gives for the day of publication; for a set of days, the union.
    fn on_publication(&self, means: impl Fn(Day) -> Option<When>) -> Option<When> {
        let (a, b) = self.publication.days.filter(|(a, b)| b - a <= 400)?;
        let mut all = (a..=b).filter_map(means);
        let first = all.next()?;
        Some(all.fold(first, When::or))
    }

    fn year(&self) -> Option<i32> {
        self.publication.days.map(|(a, _)| days::ymd(a).0)
    }
}

/// The weekday at token `i`, 1 Monday to 7 Sunday.
pub(crate) fn weekday_of(r: &Report, i: usize) -> Option<u8> {
    r.label(i, Class::Weekday)?.1.value.number().map(|n| n as u8)
}

/// Calendar and number of the month at token `i`; of several readings the one that suits the year.
pub(crate) fn month_of(r: &Report, i: usize, year: Option<i32>) -> Option<(Calendar, u8)> {
    let mut readings = r.all(i, Class::Month).filter_map(|(l, e)| Some((l.end, calendar_month(e)?)));
    let first = readings.next()?;
    let longest = first.0;
    let all: Vec<_> = std::iter::once(first).chain(readings).filter(|x| x.0 == longest).map(|x| x.1).collect();
    let suits = |c: Calendar| match (c, year) {
        (_, None) => true,
        (Calendar::Gregorian, Some(y)) => y >= 1600,
        (_, Some(y)) => y < 1600,
    };
    all.iter().copied().find(|(c, _)| suits(*c)).or(all.first().copied())
}

fn calendar_month(e: &Entry) -> Option<(Calendar, u8)> {
    let read = |k: &str| e.value.int(k).and_then(|n| u8::try_from(n).ok());
    read("greg")
        .map(|m| (Calendar::Gregorian, m))
        .or_else(|| read("solar").map(|m| (Calendar::Solar, m)))
        .or_else(|| read("hijri").map(|m| (Calendar::Hijri, m)))
}

/// A Gregorian month with a Solar Hijri year ('June 1400', as translation from Persian leaves it) keeps the month.
fn settle(calendar: Calendar, year: i32, month: u8) -> (Calendar, i32) {
    match calendar {
        Calendar::Gregorian if (1370..1420).contains(&year) => {
            (Calendar::Gregorian, if month > 3 { year + 621 } else { year + 622 })
        }
        c => (c, year),
    }
}

/// A day of a month, the year settled to its calendar.
pub(crate) fn day_in_year(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Day> {
    let (c, y) = settle(calendar, year, month);
    days::day_in(c, y, month, day)
}

fn month_in_year(calendar: Calendar, year: i32, month: u8) -> Option<(Day, Day)> {
    let (c, y) = settle(calendar, year, month);
    days::month_in(c, y, month)
}

/// A day number in digits or as an ordinal in words.
pub(crate) fn day_number(r: &Report, tokens: std::ops::Range<usize>) -> Option<u8> {
    if let Some(n) = r.tokens.number(tokens.start) {
        return u8::try_from(n).ok().filter(|n| (1..=31).contains(n));
    }
    let mut sum = 0.0;
    let mut i = tokens.start;
    while i < tokens.end {
        let found = r.label(i, Class::Ordinal).or_else(|| r.label(i, Class::Number));
        let (l, e) = found?;
        sum += e.value.number()?;
        i = l.end as usize;
    }
    Some(sum as u8).filter(|n| (1..=31).contains(n))
}

/// Day, month, year out of three numbers, as Arabic pages write them; `None` when they are no date.
pub(crate) fn numeric_parts(a: u64, b: u64, c: u64) -> Option<Vec<(i32, u8, u8)>> {
    let year = |y: u64| i32::try_from(if y < 100 { y + 2000 } else { y }).ok().filter(|y| (1300..2200).contains(y));
    let small = |n: u64, most: u64| u8::try_from(n).ok().filter(|_| (1..=most).contains(&n));
    let mut out = Vec::new();
    if a >= 1300 {
        out.extend(year(a).zip(small(b, 12)).zip(small(c, 31)).map(|((y, m), d)| (y, m, d)));
    } else if c >= 1300 || (20..100).contains(&c) {
        out.extend(year(c).zip(small(b, 12)).zip(small(a, 31)).map(|((y, m), d)| (y, m, d)));
        if a != b {
            out.extend(year(c).zip(small(a, 12)).zip(small(b, 31)).map(|((y, m), d)| (y, m, d)));
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The parts of a date written with full stops in one number.
pub(crate) fn dotted(key: &str) -> Option<Vec<(i32, u8, u8)>> {
    let parts: Vec<u64> = key.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [a, b, c] => numeric_parts(*a, *b, *c),
        _ => None,
    }
}

/// All days that a numeric date may mean, day-first before month-first.
pub(crate) fn numeric_options(r: &Report, f: &Found) -> Vec<Day> {
    let parts = match f.get("dotted") {
        Some(t) => dotted(r.key(t.start)),
        None => {
            let n = ["day", "month", "year"].map(|n| f.get(n).and_then(|t| r.tokens.number(t.start)).unwrap_or(0));
            numeric_parts(n[0], n[1], n[2])
        }
    };
    let day = |(y, m, d): (i32, u8, u8)| {
        let calendar = if y >= 1600 {
            Calendar::Gregorian
        } else if y < 1420 {
            Calendar::Solar
        } else {
            Calendar::Hijri
        };
        days::day_in(calendar, y, m, d)
    };
    parts.unwrap_or_default().into_iter().filter_map(day).collect()
}

/// `next`, `last` or `this`, where the expression says so.
pub(crate) fn direction<'r>(r: &'r Report, f: &Found) -> Option<&'r str> {
    let t = f.get("dir")?;
    r.label(t.start, Class::Dir).map(|(_, e)| e.value.raw())
}

/// The value of an expression that needs nothing but itself: it names its year.
pub(crate) fn explicit(r: &Report, f: &Found) -> Option<When> {
    let number = |n: &str| f.get(n).and_then(|t| r.tokens.number(t.start)).map(|n| n as i32);
    let year = number("year");
    match &*f.program.makes {
        "date" | "days" => {
            let year = year?;
            let (c, m) = month_of(r, f.get("month")?.start, Some(year))?;
            let first = day_in_year(c, year, m, day_number(r, f.get("day")?)?)?;
            match f.get("day2") {
                Some(t) => Some(When::Throughout(first, day_in_year(c, year, m, day_number(r, t)?)?)),
                None => Some(When::one(first)),
            }
        }
        "month" => {
            let year = year?;
            let (c, m) = month_of(r, f.get("month")?.start, Some(year))?;
            let run = month_in_year(c, year, m)?;
            Some(When::within(part(r, f).map_or(run, |p| part_of_month(run, p))))
        }
        "months" => {
            let year = year?;
            let (c, m) = month_of(r, f.get("month")?.start, Some(year))?;
            let (_, m2) = month_of(r, f.get("month2")?.start, Some(year))?;
            Some(When::within((month_in_year(c, year, m)?.0, month_in_year(c, year, m2)?.1)))
        }
        "year" => Some(year_value(year?, part(r, f))),
        "years" => Some(When::Text(format!("{:04}/{:04}", year?, number("year2")?))),
        "span" => span_value(r, f, number("year2").or(year)?),
        "season" => season_value(r, f, year?),
        _ => None,
    }
}

fn span_value(r: &Report, f: &Found, year: i32) -> Option<When> {
    let end = |day: &str, month: &str, y: i32| {
        let (c, m) = month_of(r, f.get(month)?.start, Some(y))?;
        day_in_year(c, y, m, day_number(r, f.get(day)?)?)
    };
    let last = end("day2", "month2", year)?;
    let first = end("day", "month", year)?;
    let first = if first > last { end("day", "month", year - 1)? } else { first };
    Some(When::Throughout(first, last))
}

fn year_value(year: i32, part: Option<&str>) -> When {
    let calendar = if year >= 1600 {
        Calendar::Gregorian
    } else if year < 1420 {
        Calendar::Solar
    } else {
        Calendar::Hijri
    };
    let Some((a, b)) = days::year_in(calendar, year) else { return When::Text(year.to_string()) };
    let half = days::month_in(calendar, year, 6).map_or(a + (b - a) / 2, |m| m.1);
    match part {
        Some("half1") => When::within((a, half)),
        Some("half2") => When::within((half + 1, b)),
        _ => When::within((a, b)),
    }
}

fn season_value(r: &Report, f: &Found, year: i32) -> Option<When> {
    let season = r.label(f.get("season")?.start, Class::Season)?.1.value.number()? as i32;
    if year >= 1600 {
        return Some(When::Text(format!("{year:04}-{season}")));
    }
    let first = ((season - 21) * 3 + 1) as u8;
    Some(When::within((days::month_in(Calendar::Solar, year, first)?.0, days::month_in(Calendar::Solar, year, first + 2)?.1)))
}

fn part<'r>(r: &'r Report, f: &Found) -> Option<&'r str> {
    r.label(f.get("part")?.start, Class::Part).map(|(_, e)| e.value.raw())
}

/// Early, mid and late are the first ten, the second ten and the remaining days of a month.
fn part_of_month((a, b): (Day, Day), part: &str) -> (Day, Day) {
    match part {
        "early" | "start" => (a, a + 9),
        "mid" => (a + 10, a + 19),
        "late" | "end" => (a + 20, b),
        "half1" => (a, a + 14),
        "half2" => (a + 15, b),
        "lastweek" => (b - 6, b),
        _ => match part.strip_prefix("week").and_then(|n| n.parse::<Day>().ok()) {
            Some(n) => (a + 7 * (n - 1), a + 7 * n - 1),
            None => (a, b),
        },
    }
}

pub(crate) fn resolve<'a>(r: &Report, raw: &Raw<'a>, cx: &mut Context) -> Option<Time> {
    let f = &raw.found;
    let tokens = raw.tokens.clone();
    let (kind, when) = value(r, f, cx)?;
    let mut time = Time::new(r, tokens, kind, &when);
    if let (Some((a, _)), Some((_, p))) = (when.bounds(), cx.publication.days) {
        time.future = a > p;
    }
    time.future |= direction(r, f) == Some("next");
    if kind == TimeKind::Time {
        time.date = time.days.map(|(a, b)| When::within((a, b)).edtf());
        time.value = clock::value(r, f, &when);
    }
    if let When::OneOf(runs) = &when
        && let [(a, b)] = runs.as_slice()
        && a == b
        && f.get("month").is_some()
    {
        let (y, m, d) = days::ymd(*a);
        cx.told.push((m, d, y));
    }
    if let Some((c, _)) = f.get("month").and_then(|t| month_of(r, t.start, None)) {
        cx.calendar = c;
    }
    if &*f.program.makes == "weekday" && !time.future {
        cx.said = Some(when.clone());
    }
    if when.bounds().is_some() && kind != TimeKind::Duration {
        cx.last = Some(when);
    }
    Some(time)
}

/// A date whose weekday contradicts it may be either day.
fn with_weekday(r: &Report, f: &Found, when: When) -> When {
    let (Some(w), Some((a, b))) = (f.get("wd").and_then(|t| weekday_of(r, t.start)), when.bounds()) else { return when };
    if a != b || days::weekday(a) == w {
        return when;
    }
    let near = [a - 1, a + 1, a - 2, a + 2, a - 3, a + 3].into_iter().find(|d| days::weekday(*d) == w);
    near.map_or(when.clone(), |d| When::one(d).or(when))
}

/// Whether a date was told with a day of the week that is not its own, so that it may be either day.
pub(crate) fn weekday_differs(r: &Report, t: &super::Time) -> bool {
    let mut told = t.tokens.clone().filter_map(|i| weekday_of(r, i));
    // 'Monday and Tuesday' are two days, not one told in two ways.
    let told = told.next().filter(|_| told.next().is_none());
    let counts = |i: usize| r.tokens.kind(i) == tokens::Kind::Number || r.has(i, Class::Number);
    let number = t.tokens.clone().any(|i| counts(i) && weekday_of(r, i).is_none());
    let days = t.days.filter(|(a, b)| (1..=3).contains(&(b - a)));
    number && told.zip(days).is_some_and(|(w, (a, b))| (days::weekday(a) == w) != (days::weekday(b) == w))
}

/// What a day or month means, with its year or without.
pub(super) fn dated(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    explicit(r, f).or_else(|| without_year(r, f, cx))
}

/// 'In September and October 2020': a second month joined by 'and' is no other name of the first.
fn two_months(r: &Report, f: &Found, when: When) -> When {
    let joined =
        f.get("month2").filter(|t| &*f.program.makes == "month" && r.labels.at(t.start).iter().any(|l| l.cut.has(Cut::CONJ)));
    let months = joined.and_then(|t| Some((month_of(r, f.get("month")?.start, None)?, month_of(r, t.start, None)?)));
    match (months, when.bounds()) {
        (Some(((Calendar::Gregorian, one), (Calendar::Gregorian, two))), Some((a, _))) if two > one => {
            let year = days::ymd(a).0;
            When::Text(format!("{year:04}-{one:02}/{year:04}-{two:02}"))
        }
        _ => when,
    }
}

fn value(r: &Report, f: &Found, cx: &Context) -> Option<(TimeKind, When)> {
    let kind = if clock::part(r, f).is_some() { TimeKind::Time } else { TimeKind::Date };
    let when = match &*f.program.makes {
        "date" | "days" | "month" | "months" | "year" | "years" | "span" | "season" => {
            two_months(r, f, with_weekday(r, f, dated(r, f, cx)?))
        }
        "numeric" => numeric(r, f, cx)?,
        "weekday" => weekday(r, f, cx),
        "weekdays" => weekdays(r, f, cx)?,
        "deictic" | "daypart" => deictic(r, f, cx)?,
        "dayofmonth" => day_of_month(r, f, cx)?,
        "period" => return period(r, f, cx),
        "quarter" => quarter(r, f, cx)?,
        // 'The nineties of the last century': the century before this one.
        "decade" => When::Text(format!("19{}X", r.label(f.get("decade")?.start, Class::Decade)?.1.value.number()?)),
        "nextday" => cx.last.as_ref().and_then(When::bounds).map(|(a, b)| match () {
            () if f.get("same").is_some() => When::within((a, b)),
            () if f.get("back").is_some() => When::one(a - 1),
            () => When::one(b + 1),
        })?,
        "thatday" => cx.last.clone().unwrap_or(When::Text("PAST_REF".into())),
        "ago" => ago(r, f, cx)?,
        "clock" | "midnight" => return Some((TimeKind::Time, clock::day(r, f, cx))),
        "duration" => return length::duration(r, f).map(|v| (TimeKind::Duration, When::Text(v))),
        "durations" => return length::durations(r, f).map(|v| (TimeKind::Duration, When::Text(v))),
        "set" => return r.label(f.start, Class::Set).map(|(_, e)| (TimeKind::Set, When::Text(e.value.raw().to_owned()))),
        "vague" => When::Text(r.label(f.start, Class::Vague)?.1.value.raw().to_owned()),
        _ => return None,
    };
    Some((kind, when))
}

/// A day or month without its year: the one that the tense, the direction or the nearness to publication makes likely.
fn without_year(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let make = |year: i32| -> Option<When> {
        let at = |name: &str| f.get(name);
        let (c, m) = month_of(r, at("month")?.start, None)?;
        let day = |t: std::ops::Range<usize>| days::day_in(c, year, m, day_number(r, t)?);
        match (at("day"), at("day2")) {
            (Some(a), Some(b)) if at("month2").is_none() || &*f.program.makes == "days" => {
                Some(When::Throughout(day(a)?, day(b)?))
            }
            (Some(_), Some(_)) => span_value(r, f, year),
            (Some(a), None) => Some(When::one(day(a)?)),
            _ => {
                let run = days::month_in(c, year, m)?;
                Some(When::within(part(r, f).map_or(run, |p| part_of_month(run, p))))
            }
        }
    };
    if &*f.program.makes == "season" {
        return season_value(r, f, cx.year()? + shift(direction(r, f).unwrap_or("this")) as i32);
    }
    let (c, m) = month_of(r, f.get("month")?.start, None)?;
    let day = f.get("day").and_then(|t| day_number(r, t));
    if c == Calendar::Gregorian
        && let Some(d) = day
        && let Some((_, _, y)) = cx.told.iter().rev().find(|(tm, td, _)| *tm == m && *td == d)
    {
        return make(*y);
    }
    // 'In May of the same year', 'of the next year': counted from what was told last.
    let next = f.get("ynext").is_some();
    if (next || f.get("yback").is_some() || cx.joined_back)
        && let Some((a, _)) = cx.last.as_ref().and_then(When::bounds)
    {
        return make(days::ymd(a).0 + i32::from(next));
    }
    let Some((a, b)) = cx.publication.days else {
        // A month of another calendar has no number in the Gregorian year.
        return (c == Calendar::Gregorian).then_some(When::YearUnknown(m, day));
    };
    let here = days::year_month_in(c, a + (b - a) / 2).0;
    if let Some(d) = f.get("ydir").and_then(|t| r.label(t.start, Class::Dir)) {
        return make(here + shift(d.1.value.raw()) as i32);
    }
    // The 29th of February is not in every year.
    let reach = if (m, day) == (2, Some(29)) { 8 } else { 1 };
    let around = (here - reach..=here + reach).filter_map(&make).filter(|w| w.bounds().is_some());
    let coordinated = sibling_year(r, f);
    if let Some(y) = coordinated {
        return make(y);
    }
    let (past, future): (Vec<When>, Vec<When>) = around.partition(|w| w.bounds().is_some_and(|(x, _)| x <= b));
    let past = past.into_iter().max_by_key(|w| w.bounds());
    let future = future.into_iter().min_by_key(|w| w.bounds());
    choose(r, f, (a, b), past, future)
}

fn choose(r: &Report, f: &Found, (a, b): (Day, Day), past: Option<When>, future: Option<When>) -> Option<When> {
    let (p, n) = match (past, future) {
        (Some(p), Some(n)) => (p, n),
        (one, other) => return one.or(other),
    };
    let away = |w: &When| w.bounds().map_or(0, |(x, y)| if x > b { x - b } else { (a - y).max(0) });
    let (back, ahead) = (away(&p), away(&n));
    let running = p.bounds().is_some_and(|(_, y)| y >= a);
    match direction(r, f) {
        Some("next") => return Some(n),
        Some("last") => return Some(p),
        _ if running || goes_back(r, f.start) || named_by(r, f.start) => return Some(p),
        _ => {}
    }
    match tense(r, f.start) {
        // 'By 8 August' lies ahead.
        Tense::Open | Tense::Present | Tense::Future if limited(r, f.start) => Some(n),
        // 'Ruled out a date before the end of September': the verb says nothing of when that is.
        Tense::Past if limited(r, f.start) => Some(if ahead < back { n } else { p }),
        Tense::Past if done(r, f.start) => Some(p),
        Tense::Past => Some(if ahead * 4 < back { n } else { p }),
        Tense::Future => Some(if back * 6 < ahead { p } else { n }),
        Tense::Open | Tense::Present => Some(if ahead * 3 < back { n } else { p }),
    }
}

/// 'On 28 July and 30 September 2021': the year stands with the last of a row.
fn sibling_year(r: &Report, f: &Found) -> Option<i32> {
    let mut i = f.end;
    let mut steps = 0;
    while steps < 3 && (r.ends_clause(i) || r.key(i) == "-" || r.has(i, Class::Conj)) {
        i += 1;
        steps += 1;
    }
    if steps == 0 || r.tokens.number(i).is_none_or(|n| n > 31) {
        return None;
    }
    let (label, _) = r.label(i + 1, Class::Month)?;
    let y = r.tokens.number(label.end as usize)?;
    i32::try_from(y).ok().filter(|y| (1900..2200).contains(y))
}

fn numeric(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let options = numeric_options(r, f);
    let wd = f.get("wd").and_then(|t| weekday_of(r, t.start));
    let published = cx.publication.day().filter(|p| options.contains(p));
    let by_day = options.iter().copied().find(|d| wd.is_some_and(|w| days::weekday(*d) == w));
    published.or(by_day).or(options.first().copied()).map(When::one)
}

fn shift(direction: &str) -> i64 {
    match direction {
        "next" => 1,
        "last" => -1,
        _ => 0,
    }
}

/// A weekday: the last one up to publication, or the next one where the clause looks ahead.
pub(super) fn weekday(r: &Report, f: &Found, cx: &Context) -> When {
    let Some(w) = f.get("wd").and_then(|t| weekday_of(r, t.start)) else { return When::Text("XXXX-WXX".into()) };
    let today = r.all(f.start, Class::Deictic).any(|(l, e)| l.width() == 1 && e.value.int("day") == Some(0));
    let direction = direction(r, f);
    let ahead = direction == Some("next") || direction.is_none() && !today && tense(r, f.start) == Tense::Future;
    let present = direction.is_none() && !today && tense(r, f.start) == Tense::Present;
    let means = |p: Day| {
        let back = (i64::from(days::weekday(p)) - i64::from(w)).rem_euclid(7);
        // The present tense tells what comes next as well as what goes on: the nearer day.
        let ahead = ahead || present && back > 3;
        let day = match (ahead, direction) {
            (true, _) => p + if back == 0 && direction == Some("next") { 7 } else { (7 - back) % 7 },
            (false, Some("last")) => p - if back == 0 { 7 } else { back },
            _ => p - back,
        };
        Some(When::one(day))
    };
    cx.on_publication(means).unwrap_or_else(|| When::Text(format!("XXXX-WXX-{w}")))
}

fn weekdays(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let (w, w2) = (weekday_of(r, f.get("wd")?.start)?, weekday_of(r, f.get("wd2")?.start)?);
    let ahead = direction(r, f) == Some("next") || tense(r, f.start) == Tense::Future;
    let p = cx.publication.day()?;
    let back = |x: u8| (i64::from(days::weekday(p)) - i64::from(x)).rem_euclid(7);
    let gap = (i64::from(w2) - i64::from(w)).rem_euclid(7);
    let first = if ahead { p + (7 - back(w)) % 7 } else { p - back(w2) - gap };
    Some(When::Throughout(first, first + gap))
}

pub(super) fn deictic(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let i = f.get("deictic").or_else(|| f.get("daypart"))?.start;
    if let Some(day) = f.get("month").and_then(|_| explicit(r, f).or_else(|| without_year(r, f, cx))) {
        return Some(day);
    }
    if r.tokens.quotation_at(i).is_some()
        && let Some(said) = &cx.said
    {
        return Some(said.clone());
    }
    // 'On the evening of the day before yesterday': the expression that reaches furthest.
    let named = (f.start..f.end).flat_map(|t| r.all(t, Class::Deictic)).max_by_key(|(l, _)| (l.end, std::cmp::Reverse(l.start)));
    let shift = named.or_else(|| r.label(i, Class::Deictic))?.1.value.int("day")?;
    cx.on_publication(|p| Some(When::one(p + shift))).or_else(|| (shift == 0).then(|| When::Text("PRESENT_REF".into())))
}

fn day_of_month(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let day = day_number(r, f.get("day")?)?;
    let told = cx.last.as_ref().and_then(When::bounds).map(|b| b.0).filter(|_| f.get("dir").is_none());
    let base = told.or(cx.publication.day().filter(|_| f.get("told").is_none()))?;
    let (y, m, _) = days::ymd(base);
    days::day(y, m, day).map(When::one)
}

/// 'Last month', 'this year', 'the end of the year', 'the coming weeks'.
fn period(r: &Report, f: &Found, cx: &Context) -> Option<(TimeKind, When)> {
    let (_, unit) = r.label(f.get("unit")?.start, Class::Unit)?;
    let (u, n) = (unit.value.get("u")?, unit.value.get("n").unwrap_or("1"));
    if n != "1" {
        let amount = (f.start..f.end).find_map(|t| crate::numbers::word(r, t)).map(|(n, _)| n);
        let amount = amount.or((n == "2").then_some(2.0));
        return timex(u, amount).map(|v| (TimeKind::Duration, When::Text(v)));
    }
    let shift = shift(direction(r, f).unwrap_or("this"));
    let back = f.get("that").is_some();
    let part = part(r, f);
    let base = cx.last.as_ref().and_then(When::bounds).filter(|_| back).map(|b| b.0);
    let means = |p: Day| {
        let run = match (u, back, cx.calendar) {
            ("M", true, c) if c != Calendar::Gregorian => {
                let (y, m) = days::year_month_in(c, p);
                days::month_in(c, y, m)
            }
            _ => period_at(u, p, shift),
        };
        run.map(|run| narrowed(u, run, part))
    };
    let when = match base {
        Some(day) => means(day),
        None => cx.on_publication(means),
    };
    let unknown = || {
        When::Text(
            if shift > 0 {
                "FUTURE_REF"
            } else if shift < 0 {
                "PAST_REF"
            } else {
                "PRESENT_REF"
            }
            .into(),
        )
    };
    Some((TimeKind::Date, when.unwrap_or_else(unknown)))
}

fn narrowed(unit: &str, run: (Day, Day), part: Option<&str>) -> When {
    match (unit, part) {
        ("M", Some(p)) => When::within(part_of_month(run, p)),
        ("Y", Some(p @ ("half1" | "half2"))) => year_value(days::ymd(run.0).0, Some(p)),
        _ => When::within(run),
    }
}

/// The day, ISO week, month, year or decade `shift` steps from the one that holds `p`.
fn period_at(unit: &str, p: Day, shift: i64) -> Option<(Day, Day)> {
    let (y, m, _) = days::ymd(p);
    match unit {
        "D" => Some((p + shift, p + shift)),
        "W" => {
            let monday = p - i64::from(days::weekday(p)) + 1 + 7 * shift;
            Some((monday, monday + 6))
        }
        "M" => {
            let months = i64::from(y) * 12 + i64::from(m) - 1 + shift;
            days::month_in(Calendar::Gregorian, months.div_euclid(12) as i32, months.rem_euclid(12) as u8 + 1)
        }
        "Y" => days::year_in(Calendar::Gregorian, y + shift as i32),
        "DECADE" => {
            let first = (y.div_euclid(10) + shift as i32) * 10;
            Some((days::day(first, 1, 1)?, days::day(first + 9, 12, 31)?))
        }
        "QUARTER" => {
            let quarter = (i64::from(m) - 1) / 3 + i64::from(y) * 4 + shift;
            let (y, first) = (quarter.div_euclid(4) as i32, (quarter.rem_euclid(4) * 3 + 1) as u8);
            Some((days::day(y, first, 1)?, days::month_in(Calendar::Gregorian, y, first + 2)?.1))
        }
        _ => None,
    }
}

/// A quarter of a year, as EDTF's 33 to 36.
fn quarter(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    // 'The last quarter' is the fourth.
    let n = f.get("n").map_or(Some(4.0), |t| r.label(t.start, Class::Ordinal)?.1.value.number())? as i32;
    let year = f.get("year").and_then(|t| r.tokens.number(t.start)).map(|y| y as i32);
    let year = year.or_else(|| cx.year().map(|y| y + shift(direction(r, f).unwrap_or("this")) as i32))?;
    (1..=4).contains(&n).then(|| When::Text(format!("{year:04}-{}", 32 + n)))
}

/// 'Three days ago', at the grain of its unit.
fn ago(r: &Report, f: &Found, cx: &Context) -> Option<When> {
    let unit = r.label(f.get("unit")?.start, Class::Unit)?.1;
    let n = f.get("n").and_then(|t| amount(r, t)).or(match unit.value.get("n") {
        Some("1") => Some(1.0),
        Some("2") => Some(2.0),
        _ => None,
    })? as i64;
    let u = unit.value.get("u")?;
    let about = f.get("approx").is_some();
    cx.on_publication(|p| match u {
        "D" if !about => Some(When::one(p - n)),
        "W" if !about => Some(When::one(p - 7 * n)),
        "H" | "MIN" | "S" => None,
        _ => period_at(u, p, -n).map(When::within),
    })
}
