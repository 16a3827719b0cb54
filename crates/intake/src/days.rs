//! Days as they are written in exports, headers and addresses.

use std::str::FromStr;

/// The day at the start of `text`, where that is a day of the calendar as `YYYY-MM-DD`; a time may follow it.
pub fn day_of(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.get(..10)?;
    let parts = (number(day.get(0..4)?)?, number(day.get(5..7)?)?, number(day.get(8..10)?)?);
    let dashes = day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    let ends = text[10..].chars().next().is_none_or(|c| c == 'T' || c == ' ');
    (dashes && ends && is_day(parts)).then(|| day.to_owned())
}

/// A day as exports write it: as [`day_of`] knows it, the same with strokes or with nothing between, as RFC 2822 does, or as seconds or milliseconds since 1970 (in UTC).
pub fn written(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(day) = day_of(text) {
        return Some(day);
    }
    if let Some(day) = year_first(text) {
        return Some(day);
    }
    if let Ok(time) = chrono::DateTime::parse_from_rfc2822(text) {
        return Some(time.date_naive().format("%Y-%m-%d").to_string());
    }
    if !(9..=13).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: i64 = text.parse().ok()?;
    let seconds = if n >= 100_000_000_000 { n / 1000 } else { n };
    Some(chrono::DateTime::from_timestamp(seconds, 0)?.date_naive().format("%Y-%m-%d").to_string())
}

/// `2021/07/28`, `20210728`, a time behind the first: year first, so that day and month are not mistaken.
fn year_first(text: &str) -> Option<String> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return day_of(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])).filter(|d| ("1900".."2100").contains(&&d[..4]));
    }
    text.contains('/').then(|| day_of(&text.replace('/', "-")))?
}

fn number<N: FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn is_day((year, month, day): (i32, u8, u8)) -> bool {
    ::days::day(year, month, day).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        assert_eq!(day_of("2021-07-28").as_deref(), Some("2021-07-28"));
        assert_eq!(day_of(" 2024-02-29T10:00:00Z").as_deref(), Some("2024-02-29"));
        assert_eq!(day_of("2021-07-28 10:00:00").as_deref(), Some("2021-07-28"));
        for bad in
            ["", "2021-02-29", "2021-13-01", "2021-00-10", "2021-07-281", "28/07/2021", "2021-07", "2021/07/28", "+021-07-28"]
        {
            assert_eq!(day_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn exports_write_days_in_other_ways_too() {
        assert_eq!(written("Wed, 28 Jul 2021 01:30:00 +0300").as_deref(), Some("2021-07-28"));
        assert_eq!(written("1627430400").as_deref(), Some("2021-07-28"));
        assert_eq!(written("1627430400000").as_deref(), Some("2021-07-28"));
        assert_eq!(written("2021/07/28 10:00").as_deref(), Some("2021-07-28"));
        assert_eq!(written("20210728").as_deref(), Some("2021-07-28"));
        for bad in ["28.7.2021", "28/07/2021", "20211328", "99990101", "2021/13/01", "2021/7/28"] {
            assert_eq!(written(bad), None, "{bad}");
        }
        assert_eq!(written("12345"), None);
    }
}
