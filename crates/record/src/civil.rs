//! Days of the Gregorian calendar as numbers (1 is 1 January of year 1).

/// A day; `i64::MIN` and `i64::MAX` are open sides.
pub(crate) type Day = i64;

/// The day of a date; `None` where there is no such date.
pub(crate) fn day(year: i64, month: i64, dom: i64) -> Option<Day> {
    ((1..=12).contains(&month) && (1..=month_length(year, month)).contains(&dom)).then(|| unchecked(year, month, dom))
}

fn unchecked(year: i64, month: i64, dom: i64) -> Day {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + dom - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 305
}

/// Year, month and day of the month.
pub(crate) fn date(day: Day) -> (i64, i64, i64) {
    let z = day + 305;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let m = (5 * of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * m + 2) / 5 + 1)
}

/// Number of days of a month.
pub(crate) fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// First and last day of `count` months from `month` on.
pub(crate) fn months(year: i64, month: i64, count: i64) -> Option<(Day, Day)> {
    let last = month - 1 + count - 1;
    let (y, m) = (year + last.div_euclid(12), last.rem_euclid(12) + 1);
    Some((day(year, month, 1)?, day(y, m, month_length(y, m))?))
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn iso(d: Day) -> String {
    let (y, m, dom) = date(d);
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
        assert_eq!(iso(unchecked(2024, 2, 29)), "2024-02-29");
    }

    #[test]
    fn months_run_over_the_end_of_the_year() {
        assert_eq!(months(2021, 12, 3), day(2021, 12, 1).zip(day(2022, 2, 28)));
    }
}
