//! Days of the Gregorian calendar as numbers.

use icu_calendar::{Date, Iso, types::RataDie};

/// A day, counted as *rata die* (1 is 1 January of year 1); `i64::MIN` and `i64::MAX` are open sides.
pub type Day = i64;

/// The day of a date; `None` where there is no such date.
pub fn day(year: i32, month: u8, dom: u8) -> Option<Day> {
    Date::try_new_iso(year, month, dom).ok().map(|d| d.to_rata_die().to_i64_date())
}

/// Year, month and day of the month.
pub fn date(day: Day) -> (i32, u8, u8) {
    let d = Date::from_rata_die(RataDie::new(day), Iso);
    (d.year().extended_year(), d.month().ordinal, d.day_of_month().0)
}

/// Day of the week, 1 Monday to 7 Sunday.
pub fn weekday(day: Day) -> u8 {
    ((day - 1).rem_euclid(7) + 1) as u8
}

/// Number of days of a month; 0 where there is no such month.
pub fn month_length(year: i32, month: u8) -> u8 {
    Date::try_new_iso(year, month, 1).map_or(0, |d| d.days_in_month())
}

/// First and last day of `count` months from `month` on.
pub fn months(year: i32, month: u8, count: u8) -> Option<(Day, Day)> {
    let last = i32::from(month) + i32::from(count) - 2;
    let (y, m) = (year + last.div_euclid(12), u8::try_from(last.rem_euclid(12) + 1).ok()?);
    Some((day(year, month, 1)?, day(y, m, month_length(y, m))?))
}

/// A day as `YYYY-MM-DD`.
pub fn iso(day: Day) -> String {
    let (y, m, dom) = date(day);
    format!("{y:04}-{m:02}-{dom:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        assert_eq!(day(1, 1, 1), Some(1));
        assert_eq!(day(1970, 1, 1), Some(719_163));
        for d in (-400_000..1_200_000).step_by(97) {
            let (y, m, dom) = date(d);
            assert_eq!(day(y, m, dom), Some(d));
        }
        assert_eq!(day(2023, 2, 29), None);
        assert_eq!(day(2024, 2, 29).map(iso).as_deref(), Some("2024-02-29"));
        assert_eq!(day(2022, 1, 11).map(weekday), Some(2));
    }

    #[test]
    fn months_run_over_the_end_of_the_year() {
        assert_eq!(months(2021, 12, 3), day(2021, 12, 1).zip(day(2022, 2, 28)));
        assert_eq!((months(2021, 13, 1), month_length(2021, 13)), (None, 0));
    }
}
