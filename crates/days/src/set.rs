//! When something was, as a set of days: read from EDTF (ISO 8601-2), intersected, written again.

use crate::civil::{Day, date, day, iso, month_length, months};

/// A run of days, first and last; `i64::MIN` and `i64::MAX` are open sides.
pub type Run = (Day, Day);

/// A value of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Days {
    /// Not told.
    #[default]
    Unknown,
    /// Months, or days of months, whose year is not told.
    YearFree(Vec<(u8, Option<u8>)>),
    /// One day out of runs, in order, not touching.
    OneOf(Vec<Run>),
    /// All days of a run.
    Throughout(Run),
}

impl Days {
    /// The days of an EDTF value; unknown where it is none.
    pub fn parse(edtf: &str) -> Days {
        let text = edtf.trim();
        if let Some(inner) = text.strip_prefix(['[', '{']).and_then(|t| t.strip_suffix([']', '}'])) {
            return set(inner);
        }
        match text.split_once('/') {
            Some((a, b)) => match (side(a, true), side(b, false)) {
                (Some(a), Some(b)) if Days::within(a, b) != Days::Unknown => Days::Throughout((a, b)),
                _ => Days::Unknown,
            },
            None => year_free(text)
                .map(|f| Days::YearFree(vec![f]))
                .or_else(|| unit(text).map(|r| Days::OneOf(vec![r])))
                .unwrap_or_default(),
        }
    }
    /// One day from the first to the last; unknown where that says nothing.
    pub fn within(first: Day, last: Day) -> Days {
        let nothing = first > last || first == Day::MAX || last == Day::MIN || (first == Day::MIN && last == Day::MAX);
        if nothing { Days::Unknown } else { Days::OneOf(vec![(first, last)]) }
    }
    /// First and last day that it may be.
    pub fn hull(&self) -> Option<Run> {
        match self {
            Days::OneOf(runs) => Some((runs.first()?.0, runs.last()?.1)),
            Days::Throughout(run) => Some(*run),
            _ => None,
        }
    }
    /// Days from the first to the last, saturating; `None` where the year is unknown.
    pub fn width(&self) -> Option<i64> {
        self.hull().map(|(a, b)| b.saturating_sub(a).saturating_add(1))
    }
    fn runs(&self) -> &[Run] {
        match self {
            Days::OneOf(runs) => runs,
            Days::Throughout(run) => std::slice::from_ref(run),
            _ => &[],
        }
    }
    /// What both allow; `None` where they contradict each other. An interval that lasts throughout stands against a day in it.
    pub fn meet(&self, other: &Days) -> Option<Days> {
        match (self, other) {
            (Days::Unknown, d) | (d, Days::Unknown) => Some(d.clone()),
            (Days::YearFree(a), Days::YearFree(b)) => {
                let both: Vec<_> = a.iter().flat_map(|x| b.iter().filter_map(|y| meet_free(*x, *y))).collect();
                (!both.is_empty()).then_some(Days::YearFree(both))
            }
            (Days::YearFree(free), dated) | (dated, Days::YearFree(free)) => within_years(dated, free),
            (Days::Throughout(a), Days::Throughout(b)) => {
                overlap(*a, *b).map(|r| if r == *a || r == *b { Days::Throughout(r) } else { Days::OneOf(vec![r]) })
            }
            (Days::Throughout(t), d) | (d, Days::Throughout(t)) => {
                let inside = meet_runs(d.runs(), &[*t]);
                (!inside.is_empty()).then(|| if short(*t) { Days::Throughout(*t) } else { Days::OneOf(inside) })
            }
            (Days::OneOf(a), Days::OneOf(b)) => Some(Days::OneOf(meet_runs(a, b))).filter(|d| !d.runs().is_empty()),
        }
    }
    /// Days between two values that share none; 0 where they share one or where one is unknown.
    pub fn gap(&self, other: &Days) -> i64 {
        match (self.hull(), other.hull()) {
            (Some(a), Some(b)) => a.0.saturating_sub(b.1).max(b.0.saturating_sub(a.1)).max(0),
            _ => 0,
        }
    }
    /// EDTF; `None` where unknown.
    pub fn edtf(&self) -> Option<String> {
        match self {
            Days::Unknown => None,
            Days::YearFree(items) => Some(bracket(
                items.iter().map(|(m, d)| d.map_or(format!("XXXX-{m:02}"), |d| format!("XXXX-{m:02}-{d:02}"))).collect(),
            )),
            Days::Throughout((a, b)) if a == b => Some(iso(*a)),
            Days::Throughout((a, b)) => {
                Some([*a, *b].map(|d| if open(d).is_empty() { "..".to_owned() } else { iso(d) }).join("/"))
            }
            Days::OneOf(runs) => match runs.as_slice() {
                [] => None,
                [run] => Some(run_edtf(*run)),
                runs if runs.iter().all(|r| r.0 == r.1 || whole_month(*r)) => {
                    Some(bracket(runs.iter().map(|r| run_edtf(*r)).collect()))
                }
                runs => Some(format!("[{}..{}]", open(runs[0].0), open(runs[runs.len() - 1].1))),
            },
        }
    }
}

/// An interval of at most two weeks is the time a meeting took, not the time within which it was.
fn short((a, b): Run) -> bool {
    b.saturating_sub(a) <= 14
}

fn bracket(items: Vec<String>) -> String {
    if items.len() == 1 { items.concat() } else { format!("[{}]", items.join(",")) }
}

fn open(d: Day) -> String {
    if d == Day::MIN || d == Day::MAX { String::new() } else { iso(d) }
}

fn overlap(a: Run, b: Run) -> Option<Run> {
    let run = (a.0.max(b.0), a.1.min(b.1));
    (run.0 <= run.1).then_some(run)
}

fn meet_runs(a: &[Run], b: &[Run]) -> Vec<Run> {
    a.iter().flat_map(|x| b.iter().filter_map(|y| overlap(*x, *y))).collect()
}

fn meet_free(a: (u8, Option<u8>), b: (u8, Option<u8>)) -> Option<(u8, Option<u8>)> {
    (a.0 == b.0 && (a.1.is_none() || b.1.is_none() || a.1 == b.1)).then_some((a.0, a.1.or(b.1)))
}

/// The days of a dated value that a value without a year allows; only within four years.
fn within_years(dated: &Days, free: &[(u8, Option<u8>)]) -> Option<Days> {
    let (from, to) = dated.hull()?;
    if to.saturating_sub(from) > 4 * 366 {
        return Some(Days::YearFree(free.to_vec()));
    }
    let (first, last) = (date(from).0, date(to).0);
    let mut wanted: Vec<Run> = (first..=last)
        .flat_map(|y| free.iter().filter_map(move |(m, d)| d.map_or_else(|| months(y, *m, 1), |d| day(y, *m, d).map(|x| (x, x)))))
        .collect();
    wanted.sort_unstable();
    dated.meet(&Days::OneOf(wanted))
}

fn set(inner: &str) -> Days {
    if let Some((a, b)) = inner.split_once("..") {
        return side(a, true).zip(side(b, false)).map(|(a, b)| Days::within(a, b)).unwrap_or_default();
    }
    let items: Vec<&str> = inner.split(',').map(str::trim).collect();
    let free: Vec<_> = items.iter().filter_map(|i| year_free(i)).collect();
    if free.len() == items.len() {
        return Days::YearFree(free);
    }
    let mut runs: Vec<Run> = items.iter().filter_map(|i| unit(i)).collect();
    if runs.len() != items.len() {
        return Days::Unknown;
    }
    runs.sort_unstable();
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.0 <= last.1.saturating_add(1) => last.1 = last.1.max(run.1),
            _ => joined.push(run),
        }
    }
    Days::OneOf(joined)
}

/// One side of an interval; empty and `..` are open.
fn side(text: &str, first: bool) -> Option<Day> {
    match text.trim() {
        "" | ".." => Some(if first { Day::MIN } else { Day::MAX }),
        t => unit(t).map(|r| if first { r.0 } else { r.1 }),
    }
}

/// `XXXX-06` and `XXXX-06-16`.
fn year_free(text: &str) -> Option<(u8, Option<u8>)> {
    let mut parts = text.trim().strip_prefix("XXXX-")?.split('-');
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    match parts.next() {
        None => Some((month, None)),
        Some(d) => Some((month, Some(d.parse().ok().filter(|d| (1..=31).contains(d))?))),
    }
}

/// A day, month, season, quarter, year, decade: `2021-06-16`, `2021-09-2X`, `2021-23`, `202X`; about (`~`) means a unit either way.
fn unit(text: &str) -> Option<Run> {
    let bare = text.trim().split('T').next()?;
    let about = bare.contains('~') || bare.contains('%');
    let bare: String = bare.chars().filter(|c| !"~%?".contains(*c)).collect();
    let mut parts = bare.split('-');
    let (year, month, dom) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let run = match (month, dom) {
        (None, _) => years(year)?,
        (Some("XX"), _) => years(year)?,
        (Some(m), None | Some("XX")) => part_of_year(number(year)?, number(m)?)?,
        (Some(m), Some(d)) => days_of_month(number(year)?, number(m)?, d)?,
    };
    Some(if about { wider(run) } else { run })
}

fn wider((a, b): Run) -> Run {
    let by = b - a + 1;
    (a - by, b + by)
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn years(text: &str) -> Option<Run> {
    let (low, high): (i32, i32) = (number(&text.replace('X', "0"))?, number(&text.replace('X', "9"))?);
    (text.len() == 4).then(|| Some((day(low, 1, 1)?, day(high, 12, 31)?))).flatten()
}

fn part_of_year(year: i32, part: u8) -> Option<Run> {
    match part {
        1..=12 => months(year, part, 1),
        21..=24 => months(year, (part - 20) * 3, 3),
        33..=36 => months(year, (part - 33) * 3 + 1, 3),
        40 | 41 => months(year, (part - 40) * 6 + 1, 6),
        _ => None,
    }
}

fn days_of_month(year: i32, month: u8, dom: &str) -> Option<Run> {
    let (low, high): (u8, u8) = (number(&dom.replace('X', "0"))?, number(&dom.replace('X', "9"))?);
    (1..=12).contains(&month).then_some(())?;
    Some((day(year, month, low.max(1))?, day(year, month, high.min(month_length(year, month)).max(low))?))
}

fn whole_month((a, b): Run) -> bool {
    let (y, m, d) = date(a.max(-3_000_000));
    d == 1 && months(y, m, 1) == Some((a, b))
}

fn run_edtf((a, b): Run) -> String {
    if a == Day::MIN || b == Day::MAX {
        return format!("[{}..{}]", open(a), open(b));
    }
    let (y, m, _) = date(a);
    if a == b {
        iso(a)
    } else if whole_month((a, b)) {
        format!("{y:04}-{m:02}")
    } else if months(y, 1, 12) == Some((a, b)) {
        format!("{y:04}")
    } else {
        format!("[{}..{}]", iso(a), iso(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(a: &str, b: &str) -> Option<String> {
        let (x, y) = (Days::parse(a).meet(&Days::parse(b)), Days::parse(b).meet(&Days::parse(a)));
        assert_eq!(x, y);
        x.and_then(|d| d.edtf())
    }

    #[test]
    fn values_are_read_and_written() {
        for v in [
            "2021-06-16",
            "2021-06",
            "2021",
            "[2021-09-21..2021-09-30]",
            "[2021-07-07,2021-07-14]",
            "2022-01-11/2022-01-12",
            "XXXX-06-16",
            "[..2021-11-08]",
            "[2021-12-01..]",
        ] {
            assert_eq!(Days::parse(v).edtf().as_deref(), Some(v));
        }
        assert_eq!(Days::parse("2021-09-2X").edtf().as_deref(), Some("[2021-09-20..2021-09-29]"));
        assert_eq!(Days::parse("2021-23").edtf().as_deref(), Some("[2021-09-01..2021-11-30]"));
        for v in [
            "",
            "PRESENT_REF",
            "P5Y",
            "2021-02-30",
            "2021-13",
            "[",
            "[]",
            "a/b",
            "2021-06-16-1",
            "[a..b]",
            "[..]",
            "../..",
            "[2022..2021]",
        ] {
            assert_eq!(Days::parse(v), Days::Unknown, "{v}");
        }
    }

    #[test]
    fn two_values_narrow_each_other() {
        assert_eq!(met("2021-06", "XXXX-06-16").as_deref(), Some("2021-06-16"));
        assert_eq!(met("[2021-07-07,2021-07-14,2021-07-28]", "[2021-07-20..2021-08-02]").as_deref(), Some("2021-07-28"));
        assert_eq!(met("2021", "2021-09").as_deref(), Some("2021-09"));
        assert_eq!(met("2020-08-17/2020-08-18", "2020-08").as_deref(), Some("2020-08-17/2020-08-18"));
        assert_eq!(met("2021-01-26", "2021-01-27"), None);
        assert_eq!(met("[2021-12..]", "2022-01-10").as_deref(), Some("2022-01-10"));
        assert_eq!(Days::parse("2021-01-26").gap(&Days::parse("2021-02-03")), 8);
    }
}
