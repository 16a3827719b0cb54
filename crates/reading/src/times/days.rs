//! Sets of days and how they are written as EDTF (ISO 8601-2).

use icu_calendar::cal::{Hijri, Persian};
use icu_calendar::{Date, types::RataDie};

pub(crate) use ::days::{Day, date as ymd, day, iso, weekday};

/// Calendars the press uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    /// Umm al-Qura.
    Hijri,
    /// Solar Hijri.
    Solar,
}

/// The day of a date in a calendar.
pub(crate) fn day_in(calendar: Calendar, year: i32, month: u8, d: u8) -> Option<Day> {
    match calendar {
        Calendar::Gregorian => day(year, month, d),
        Calendar::Solar => Date::try_new_persian(year, month, d).ok().map(|d| d.to_rata_die().to_i64_date()),
        Calendar::Hijri => Date::try_new_hijri_with_calendar(year, month, d, Hijri::new_umm_al_qura())
            .ok()
            .map(|d| d.to_rata_die().to_i64_date()),
    }
}

/// First and last day of a month in a calendar.
pub(crate) fn month_in(calendar: Calendar, year: i32, month: u8) -> Option<(Day, Day)> {
    let first = day_in(calendar, year, month, 1)?;
    let next = if month >= 12 { day_in(calendar, year + 1, 1, 1)? } else { day_in(calendar, year, month + 1, 1)? };
    Some((first, next - 1))
}

/// First and last day of a year in a calendar.
pub(crate) fn year_in(calendar: Calendar, year: i32) -> Option<(Day, Day)> {
    Some((day_in(calendar, year, 1, 1)?, day_in(calendar, year + 1, 1, 1)? - 1))
}

/// Year and month of a day in a calendar.
pub(crate) fn year_month_in(calendar: Calendar, d: Day) -> (i32, u8) {
    match calendar {
        Calendar::Gregorian => {
            let (y, m, _) = ymd(d);
            (y, m)
        }
        Calendar::Solar => {
            let x = Date::from_rata_die(RataDie::new(d), Persian);
            (x.year().extended_year(), x.month().ordinal)
        }
        Calendar::Hijri => {
            let x = Date::from_rata_die(RataDie::new(d), Hijri::new_umm_al_qura());
            (x.year().extended_year(), x.month().ordinal)
        }
    }
}

/// What a date expression means: one unknown day of a set, or a span that lasts throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// One day out of runs of days (first and last, inclusive), in order, not touching.
    OneOf(Vec<(Day, Day)>),
    /// All days from first to last.
    Throughout(Day, Day),
    /// A day or month whose year the report does not tell: `XXXX-06-16`.
    YearUnknown(u8, Option<u8>),
    /// An EDTF or TIMEX value that is no set of days: `PRESENT_REF`, `P5Y`, `2021-33`.
    Text(String),
}

impl When {
    /// One day.
    pub(crate) fn one(d: Day) -> When {
        When::OneOf(vec![(d, d)])
    }
    /// A day within a run.
    pub(crate) fn within((a, b): (Day, Day)) -> When {
        When::OneOf(vec![(a, b)])
    }
    /// First and last day that it may be.
    pub(crate) fn bounds(&self) -> Option<(Day, Day)> {
        match self {
            When::OneOf(runs) => Some((runs.first()?.0, runs.last()?.1)),
            When::Throughout(a, b) => Some((*a, *b)),
            When::Text(s) => season_bounds(s),
            When::YearUnknown(..) => None,
        }
    }
    /// The union of two readings of one expression.
    pub(crate) fn or(self, other: When) -> When {
        match (self, other) {
            (When::OneOf(mut a), When::OneOf(b)) => {
                a.extend(b);
                a.sort_unstable();
                let mut runs: Vec<(Day, Day)> = Vec::new();
                for (s, e) in a {
                    match runs.last_mut() {
                        Some(last) if s <= last.1 + 1 => last.1 = last.1.max(e),
                        _ => runs.push((s, e)),
                    }
                }
                When::OneOf(runs)
            }
            (a, _) => a,
        }
    }
    /// EDTF.
    pub(crate) fn edtf(&self) -> String {
        match self {
            When::Text(s) => s.clone(),
            When::YearUnknown(m, None) => format!("XXXX-{m:02}"),
            When::YearUnknown(m, Some(d)) => format!("XXXX-{m:02}-{d:02}"),
            When::Throughout(a, b) => format!("{}/{}", iso(*a), iso(*b)),
            When::OneOf(runs) => match runs.as_slice() {
                [run] => run_edtf(*run),
                runs if runs.iter().all(|r| r.0 == r.1 || whole_month(*r)) => {
                    let items: Vec<String> = runs.iter().map(|r| run_edtf(*r)).collect();
                    format!("[{}]", items.join(","))
                }
                runs => format!("[{}..{}]", iso(runs[0].0), iso(runs[runs.len() - 1].1)),
            },
        }
    }
}

/// The days of an EDTF season or quarter (ISO 8601-2, 21 to 24 and 33 to 36); spring is March to May.
fn season_bounds(text: &str) -> Option<(Day, Day)> {
    let (year, n) = text.split_once('-')?;
    let (year, n): (i32, u8) = (year.parse().ok()?, n.parse().ok()?);
    let (y, first) = match n {
        21..=24 => (year, (n - 21) * 3 + 3),
        33..=36 => (year, (n - 33) * 3 + 1),
        _ => return None,
    };
    let last = first + 2;
    let end = if last > 12 { month_in(Calendar::Gregorian, y + 1, last - 12) } else { month_in(Calendar::Gregorian, y, last) };
    Some((month_in(Calendar::Gregorian, y, first)?.0, end?.1))
}

fn whole_month((a, b): (Day, Day)) -> bool {
    let (y, m, _) = ymd(a);
    month_in(Calendar::Gregorian, y, m) == Some((a, b))
}

fn run_edtf((a, b): (Day, Day)) -> String {
    let (y, m, _) = ymd(a);
    if a == b {
        iso(a)
    } else if whole_month((a, b)) {
        format!("{y:04}-{m:02}")
    } else if year_in(Calendar::Gregorian, y) == Some((a, b)) {
        format!("{y:04}")
    } else if y % 10 == 0 && day(y, 1, 1) == Some(a) && day(y + 9, 12, 31) == Some(b) {
        format!("{}X", y / 10)
    } else {
        format!("[{}..{}]", iso(a), iso(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_agree_on_known_days() {
        assert_eq!(day(2022, 1, 11).map(weekday), Some(2));
        assert_eq!(day_in(Calendar::Solar, 1400, 10, 21), day(2022, 1, 11));
        assert_eq!(day_in(Calendar::Hijri, 1444, 9, 1), day(2023, 3, 23));
        assert_eq!(day(2023, 2, 29), None);
    }

    #[test]
    fn sets_of_days_are_written_as_edtf() {
        let d = |s: (i32, u8, u8)| day(s.0, s.1, s.2).unwrap();
        assert_eq!(When::within(month_in(Calendar::Gregorian, 2021, 6).unwrap()).edtf(), "2021-06");
        assert_eq!(When::within((d((2021, 9, 21)), d((2021, 9, 30)))).edtf(), "[2021-09-21..2021-09-30]");
        assert_eq!(When::one(d((2021, 7, 7))).or(When::one(d((2021, 7, 14)))).edtf(), "[2021-07-07,2021-07-14]");
        assert_eq!(When::Throughout(d((2022, 1, 11)), d((2022, 1, 12))).edtf(), "2022-01-11/2022-01-12");
    }
}
