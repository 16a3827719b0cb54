//! How long a meeting lasted, where its report says so right behind the words that tell of it.

use reading::{Event, Reading, TimeKind};
use source::Span;

/// Bytes between the words of an event and a length that is its own.
const NEAR: u32 = 60;
/// Longest meeting, in minutes: what is told as longer is a delay or a deadline.
const LONGEST: u32 = 16 * 60;

/// For each event of a report its length as the report tells it: minutes, and the value that says so. A length belongs to the
/// meeting or call whose words stand nearest before it, where that was held.
pub(crate) fn lengths(reading: &Reading) -> Vec<Option<(u32, &str)>> {
    let mut out = vec![None; reading.events.len()];
    for time in reading.times.iter().filter(|t| t.kind == TimeKind::Duration) {
        let Some(minutes) = minutes(&time.value).filter(|m| (1..=LONGEST).contains(m)) else { continue };
        let near = |(i, e): (usize, &Event)| Some((distance(e, time.span)?, i));
        let Some((_, i)) = reading.events.iter().enumerate().filter_map(near).min() else { continue };
        let e = &reading.events[i];
        if e.status == "held" && matches!(e.kind.as_str(), "meeting" | "call") && out[i].is_none() {
            out[i] = Some((minutes, time.value.as_str()));
        }
    }
    out
}

/// Bytes from the nearest words of an event that can last to a time in or behind them; `None` where it is far or stands before.
fn distance(e: &Event, time: Span) -> Option<u32> {
    if !matches!(e.kind.as_str(), "meeting" | "call" | "conference" | "visit" | "announcement") {
        return None;
    }
    let words = std::iter::once(&e.span).chain(&e.also).filter(|s| s.start() <= time.start());
    words.map(|s| time.start().saturating_sub(s.end())).min().filter(|d| *d <= NEAR)
}

/// `PT3H30M` in minutes; `None` for other units and unknown numbers.
fn minutes(value: &str) -> Option<u32> {
    let rest = value.strip_prefix("PT")?;
    let (hours, rest) = rest.split_once('H').map_or((None, rest), |(h, rest)| (Some(h), rest));
    let hours: u32 = hours.map_or(Some(0), |h| h.parse().ok())?;
    let rest: u32 = if rest.is_empty() { 0 } else { rest.strip_suffix('M')?.parse().ok()? };
    hours.checked_mul(60)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn lengths_are_minutes() {
        let all = ["PT3H30M", "PT5H", "PT25M", "PTXH", "P2D", "PT99999999999H", "PT", "PT1H5S"].map(minutes);
        assert_eq!(all, [Some(210), Some(300), Some(25), None, None, None, Some(0), None]);
    }
}
