//! The day of publication: given by a person, stated in the dateline, or worked out as a set of days.

use super::days::{self, Calendar, Day, When};
use super::{Raw, reconcile, resolve, tense, zone_of};
use crate::report::Report;
use crate::zones::{Zone, ZoneKind};
use labels::Class;
use std::ops::Range;

/// What is known of the day of publication.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publication {
    /// The day or days it may be, first and last.
    pub(crate) days: Option<(Day, Day)>,
    /// EDTF, `None` when nothing is known.
    pub(crate) edtf: Option<String>,
    /// `given`, `stated`, `inferred` or `unknown`.
    pub(crate) basis: &'static str,
    /// Where page and text name different days: the words of the text, and a sentence with both.
    pub(crate) differs: Option<(Range<usize>, String)>,
}

/// Where the text told its day.
pub(super) struct Told {
    /// Tokens.
    pub(super) at: Range<usize>,
    /// The days that a numeric date may mean.
    pub(super) options: Vec<Day>,
    /// In the dateline or in a lead that opens with its source, not in what stands around the report.
    pub(super) dateline: bool,
}

impl Publication {
    pub(super) fn on(day: Day, basis: &'static str) -> Self {
        Publication { days: Some((day, day)), edtf: Some(days::iso(day)), basis, differs: None }
    }
    /// The one day it is, where that is known.
    pub(crate) fn day(&self) -> Option<Day> {
        self.days.filter(|(a, b)| a == b).map(|(a, _)| a)
    }
}

/// What the text alone tells of its day, and where it names one.
pub(super) fn from_text(r: &Report, zones: &[Zone], raw: &[Raw]) -> (Publication, Option<Told>) {
    if let Some((day, told)) = stated_above(r, zones, raw) {
        return (Publication::on(day, "stated"), Some(told));
    }
    for x in raw.iter().filter(|x| in_head(r, zones, x)) {
        if let Some(day) = without_year(r, x, raw) {
            return (Publication::on(day, "inferred"), Some(told(r, zones, x)));
        }
    }
    (infer(r, zones, raw), None)
}

/// The first whole date that stands where reports say their day.
pub(super) fn stated_above(r: &Report, zones: &[Zone], raw: &[Raw]) -> Option<(Day, Told)> {
    let mut heads = raw.iter().filter(|x| in_head(r, zones, x));
    heads.find_map(|x| Some((stated(r, x, raw)?, told(r, zones, x))))
}

fn told(r: &Report, zones: &[Zone], x: &Raw) -> Told {
    Told { at: x.tokens.clone(), options: reconcile::options(r, x), dateline: is_dateline(r, zones, x) }
}

/// The report's own dateline, or a lead that opens with its source: neither its site's furniture nor a date alone on a line, which
/// may be the day on which the page was looked at.
fn is_dateline(r: &Report, zones: &[Zone], x: &Raw) -> bool {
    let alone = r.tokens.starts_line(x.tokens.start) && (x.tokens.end == r.len() || r.tokens.starts_line(x.tokens.end));
    !alone && matches!(zone_of(zones, x.tokens.start), Some(ZoneKind::Dateline | ZoneKind::Body)) && in_head(r, zones, x)
}

/// The last such day up to `page` and the first behind it, of a dateline that has day and month but no year.
pub(super) fn dateline_near(r: &Report, zones: &[Zone], raw: &[Raw], page: Day) -> Option<(Range<usize>, [Day; 2])> {
    let bare = |x: &&Raw| &*x.found.program.makes == "date" && x.found.get("year").is_none() && is_dateline(r, zones, x);
    let x = raw.iter().find(bare)?;
    let (calendar, month) = resolve::month_of(r, x.found.get("month")?.start, None)?;
    let day = resolve::day_number(r, x.found.get("day")?)?;
    let year = days::year_month_in(calendar, page).0;
    let near: Vec<Day> = (year - 1..=year + 1).filter_map(|y| resolve::day_in_year(calendar, y, month, day)).collect();
    let before = near.iter().copied().filter(|d| *d <= page).max()?;
    let after = near.iter().copied().filter(|d| *d > page).min()?;
    Some((x.tokens.clone(), [before, after]))
}

/// The latest dated day that the report itself tells as past: one day with its year, in a sentence of the report's body.
pub(super) fn latest_past(r: &Report, zones: &[Zone], raw: &[Raw]) -> Option<(Range<usize>, Day)> {
    let told = |x: &&Raw| {
        let i = x.tokens.start;
        let body = zone_of(zones, i) == Some(ZoneKind::Body);
        body && tense::done(r, i) && tense::looks_past(r, i) && !deadline(r, i) && !tense::limited(r, i)
    };
    let day = |x: &Raw| Some((x.tokens.clone(), resolve::explicit(r, &x.found)?.bounds().filter(|(a, b)| a == b)?.0));
    raw.iter().filter(|x| &*x.found.program.makes == "date").filter(told).filter_map(day).max_by_key(|(_, day)| *day)
}

/// A day as `YYYY-MM-DD` (a time after it is passed over).
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.get(..10)?.split('-');
    let mut next = || parts.next().and_then(|p| p.parse::<i32>().ok());
    let (y, m, d) = (next()?, next()?, next()?);
    days::day(y, u8::try_from(m).ok()?, u8::try_from(d).ok()?)
}

/// Before how many lines of a report a date alone on its line stands at its top.
const TOP: usize = 5;

fn in_head(r: &Report, zones: &[Zone], x: &Raw) -> bool {
    match zone_of(zones, x.tokens.start) {
        Some(ZoneKind::Dateline | ZoneKind::Byline) => true,
        // A date in a lead that opens with its source, or alone on a line near the top.
        Some(ZoneKind::Body) => {
            let alone = r.tokens.starts_line(x.tokens.start) && (x.tokens.end == r.len() || r.tokens.starts_line(x.tokens.end));
            if alone && (0..x.tokens.start).filter(|&i| r.tokens.starts_line(i)).count() <= TOP {
                return true;
            }
            let first = zones.iter().find(|z| z.kind == ZoneKind::Body).map_or(0, |z| z.tokens.start);
            r.has(first, Class::Via) && x.tokens.start < first + 22 && (first..x.tokens.start).all(|i| !r.ends_clause(i))
        }
        // Counters and share buttons often hold the date; after the report it is another page's date.
        Some(ZoneKind::Boilerplate) => {
            let line = (0..=x.tokens.start).rev().find(|&i| r.tokens.starts_line(i)).unwrap_or(0);
            let body = zones.iter().find(|z| z.kind == ZoneKind::Body).map_or(0, |z| z.tokens.start);
            x.tokens.start < body || (line..x.tokens.start).any(|i| r.has(i, Class::Published))
        }
        _ => false,
    }
}

fn stated(r: &Report, x: &Raw, raw: &[Raw]) -> Option<Day> {
    let f = &x.found;
    let wd = f.get("wd").and_then(|t| resolve::weekday_of(r, t.start));
    match &*f.program.makes {
        "date" => {
            let year = f.get("year").and_then(|t| r.tokens.number(t.start))? as i32;
            let (calendar, month) = resolve::month_of(r, f.get("month")?.start, Some(year))?;
            let day = resolve::day_number(r, f.get("day")?)?;
            resolve::day_in_year(calendar, year, month, day)
        }
        "numeric" => {
            let options = resolve::numeric_options(r, f);
            let fits: Vec<Day> = options.iter().copied().filter(|d| wd.is_none_or(|w| days::weekday(*d) == w)).collect();
            match fits.as_slice() {
                [] => options.first().copied(),
                [one] => Some(*one),
                many if many.iter().any(|d| agrees(r, *d, raw)) => {
                    let fit = many.iter().copied().filter(|d| agrees(r, *d, raw));
                    fit.min_by_key(|d| (distance(r, *d, raw), usize::from(*d != many[0])))
                }
                many => many.iter().copied().min_by_key(|d| (distance(r, *d, raw), usize::from(*d != many[0]))),
            }
        }
        _ => None,
    }
}

/// 'Yesterday, Friday' is told, and the day before `day` is a Friday.
fn agrees(r: &Report, day: Day, raw: &[Raw]) -> bool {
    let said = |x: &Raw| {
        let deictic = x.tokens.clone().find_map(|i| r.label(i, Class::Deictic).and_then(|(_, e)| e.value.int("day")))?;
        let wd = x.found.get("wd").and_then(|t| resolve::weekday_of(r, t.start))?;
        Some(days::weekday(day + deictic) == wd)
    };
    raw.iter().find_map(said) == Some(true)
}

/// How badly a day fits the weekdays and unyeared dates that the report counts from it.
fn distance(r: &Report, day: Day, raw: &[Raw]) -> i64 {
    let mut sum = 0;
    let (year, _, _) = days::ymd(day);
    for x in raw {
        let f = &x.found;
        let makes = &*f.program.makes;
        if makes == "weekday" && f.get("dir").is_none() {
            if let Some(w) = f.get("wd").and_then(|t| resolve::weekday_of(r, t.start)) {
                sum += (i64::from(days::weekday(day)) - i64::from(w)).rem_euclid(7).min(3);
            }
        } else if matches!(makes, "date" | "days" | "month") && f.get("year").is_none() {
            let Some((Calendar::Gregorian, m)) = f.get("month").and_then(|t| resolve::month_of(r, t.start, None)) else {
                continue;
            };
            let d = f.get("day").and_then(|t| resolve::day_number(r, t)).unwrap_or(15);
            let near = (year - 1..=year + 1).filter_map(|y| days::day(y, m, d)).map(|x| (x - day).abs()).min();
            sum += near.unwrap_or(0) / 10;
        }
    }
    // Pages put through a translation machine keep the month-first order of their source.
    let month_first = days::ymd(day).2 <= 12 && r.spaced_commas();
    sum - if month_first && is_month_first(r, day, raw) { 12 } else { 0 }
}

fn is_month_first(r: &Report, day: Day, raw: &[Raw]) -> bool {
    let first = raw.iter().find(|x| &*x.found.program.makes == "numeric");
    let written = first.and_then(|x| x.found.get("day")).and_then(|t| r.tokens.number(t.start));
    written.is_some_and(|n| n == u64::from(days::ymd(day).1)) && days::ymd(day).1 != days::ymd(day).2
}

/// How long before its own day a report tells of dated events that show its year, in days.
const SOON: Day = 200;

/// A dateline with day, month and weekday but no year: the first year, from those the report names, in which they agree.
fn without_year(r: &Report, x: &Raw, raw: &[Raw]) -> Option<Day> {
    let f = &x.found;
    if &*f.program.makes != "date" || f.get("year").is_some() {
        return None;
    }
    let wd = f.get("wd").and_then(|t| resolve::weekday_of(r, t.start)).or_else(|| raw.iter().find_map(|x| today_weekday(r, x)));
    let (calendar, month) = resolve::month_of(r, f.get("month")?.start, None)?;
    let day = resolve::day_number(r, f.get("day")?)?;
    let dated: Vec<(bool, Day)> = raw
        .iter()
        .filter_map(|x| {
            Some((
                tense::looks_past(r, x.tokens.start) && !deadline(r, x.tokens.start),
                resolve::explicit(r, &x.found)?.bounds()?.0,
            ))
        })
        .collect();
    let past = dated.iter().filter(|(past, _)| *past).map(|(_, d)| *d).max();
    let latest = past.or(dated.iter().map(|(_, d)| *d).max())?;
    let year = days::year_month_in(calendar, latest).0;
    // What is told as still to come says nothing of the year.
    let future = |x: &Raw| tense::tense(r, x.tokens.start) == tense::Tense::Future && resolve::explicit(r, &x.found).is_some();
    let only_ahead = past.is_none() && raw.iter().any(future);
    // Without a weekday: the first such day behind what is told as past, where that is not long ago.
    let Some(wd) = wd else {
        let first = (year..year + 2).filter_map(|y| resolve::day_in_year(calendar, y, month, day)).find(|d| *d >= latest);
        return first.filter(|d| *d - latest < SOON && !only_ahead);
    };
    let fits = |y: i32| resolve::day_in_year(calendar, y, month, day).filter(|d| days::weekday(*d) == wd);
    let ahead = past.and_then(|_| (year..year + 2).filter_map(fits).find(|d| *d >= latest && *d < latest + 400));
    ahead.or_else(|| (year - 6..=year).rev().find_map(fits))
}

/// 'Until the 5th': what stands behind such a preposition may lie ahead.
fn deadline(r: &Report, i: usize) -> bool {
    i > 0 && r.all(i - 1, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "limit" | "since"))
}

/// No date is stated: bounds from what the report tells as past, narrowed by 'last month' where it speaks of a dated event.
fn infer(r: &Report, zones: &[Zone], raw: &[Raw]) -> Publication {
    let told = raw.iter().filter(|x| !matches!(zone_of(zones, x.tokens.start), Some(ZoneKind::Boilerplate)));
    let dated: Vec<(&Raw, When)> = told.filter_map(|x| Some((x, resolve::explicit(r, &x.found)?))).collect();
    let past = dated.iter().filter(|(x, _)| {
        tense::looks_past(r, x.tokens.start) && !deadline(r, x.tokens.start)
            || zone_of(zones, x.tokens.start) == Some(ZoneKind::Caption)
    });
    let Some(latest) = past.filter_map(|(_, w)| w.bounds()).map(|(a, _)| a).max() else {
        return Publication { basis: "unknown", ..Publication::default() };
    };
    if let Some(day) = said_on(r, zones, &dated).filter(|d| *d >= latest) {
        let days = (day, day + 1);
        return Publication { days: Some(days), edtf: Some(When::within(days).edtf()), basis: "inferred", differs: None };
    }
    if let Some((first, last)) = month_after(r, raw, &dated) {
        // The weekday of the lead is told from the same day as 'last month', so it lies in that month too.
        let lead = raw.iter().find(|x| {
            &*x.found.program.makes == "weekday"
                && zone_of(zones, x.tokens.start) == Some(ZoneKind::Body)
                && x.found.get("dir").is_none()
        });
        let weekday = lead.and_then(|x| x.found.get("wd")).and_then(|t| resolve::weekday_of(r, t.start));
        let month = (weekday.and_then(|w| (first..=last).find(|d| days::weekday(*d) == w)).unwrap_or(first), last);
        let when = When::within(month);
        return Publication { days: Some(month), edtf: Some(when.edtf()), basis: "inferred", differs: None };
    }
    let weekday = raw.iter().find_map(|x| today_weekday(r, x));
    let first = weekday.map_or(latest, |w| (latest + 1..latest + 8).find(|d| days::weekday(*d) == w).unwrap_or(latest));
    Publication { days: None, edtf: Some(format!("[{}..]", days::iso(first))), basis: "inferred", differs: None }
}

/// 'An official said on Thursday, 21 September 2023, that': a lead tells what was said on its own day or the day before.
fn said_on(r: &Report, zones: &[Zone], dated: &[(&Raw, When)]) -> Option<Day> {
    let body = zones.iter().find(|z| z.kind == ZoneKind::Body)?.tokens.start;
    let lead = r.tokens.sentences().get(r.sentence_of(body))?;
    let says = |i: usize| r.all(i, Class::Cue).any(|(l, e)| &*e.part == "past" && !l.cut.has(labels::Cut::CONJ));
    let cue = (body..lead.to.min(body + 3)).find(|&i| says(i))?;
    let that = (cue..lead.to).find(|&i| r.has(i, Class::That) || r.ends_clause(i)).unwrap_or(lead.to);
    let day = |w: &When| w.bounds().filter(|(a, b)| a == b).map(|(a, _)| a);
    dated.iter().filter(|(x, _)| x.tokens.start > cue && x.tokens.start < that).find_map(|(_, w)| day(w))
}

fn today_weekday(r: &Report, x: &Raw) -> Option<u8> {
    let deictic = r.label(x.tokens.start, Class::Deictic).is_some_and(|(_, e)| e.value.int("day") == Some(0));
    if deictic { x.found.get("wd").and_then(|t| resolve::weekday_of(r, t.start)) } else { None }
}

/// The month of publication, where 'last month' is said of people who met on a dated day.
fn month_after(r: &Report, raw: &[Raw], dated: &[(&Raw, When)]) -> Option<(Day, Day)> {
    let last_month = raw.iter().filter(|x| {
        let f = &x.found;
        let unit = f.get("unit").and_then(|t| r.label(t.start, Class::Unit)).is_some_and(|(_, e)| e.value.get("u") == Some("M"));
        &*f.program.makes == "period" && unit && f.get("part").is_none() && resolve::direction(r, f) == Some("last")
    });
    for x in last_month {
        let here = people_near(r, x.tokens.start);
        for (y, when) in dated {
            let there = people_near(r, y.tokens.start);
            let shared = here.iter().filter(|p| there.contains(p)).count();
            let Some((a, _)) = when.bounds().filter(|(a, b)| shared >= 2 && b - a < 31) else { continue };
            let (year, month, _) = days::ymd(a);
            let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            return days::month_in(Calendar::Gregorian, year, month);
        }
    }
    None
}

/// People named in the sentence of token `i`.
fn people_near(r: &Report, i: usize) -> Vec<dossier::EntityId> {
    let Some(s) = r.tokens.sentences().get(r.sentence_of(i)) else { return Vec::new() };
    let mut out: Vec<_> = (s.from..s.to)
        .flat_map(|t| r.all(t, Class::Name).filter_map(|(_, e)| e.entity).collect::<Vec<_>>())
        .filter(|id| r.dossier.entity(*id).kind == dossier::EntityKind::Person)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}
