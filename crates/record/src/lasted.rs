//! How long a meeting lasted and how many people came, where its report says so right behind the words that tell of it, or where
//! it can only be said of the meeting with which the report begins.

use reading::{Bound, Event, Reading, TimeKind};
use source::Span;

/// Bytes between the words of an event and a length that is its own.
const NEAR: u32 = 60;
/// Longest meeting, in minutes: what is told as longer is a delay or a deadline.
const LONGEST: u32 = 16 * 60;

/// Bytes from the words of the first meeting of a report to what is still told of it.
const FAR: u32 = 2_500;
/// What is counted of people who come to a meeting, as the tables of languages call it in English.
const PEOPLE: [&str; 4] = ["members", "participants", "delegates", "experts"];

/// For each event of a report its length as the report tells it: minutes, and the value that says so. A length belongs to the
/// meeting or call whose words stand nearest before it, where that was held.
pub(crate) fn lengths(reading: &Reading) -> Vec<Option<(u32, &str)>> {
    let mut out = vec![None; reading.events.len()];
    for time in reading.times.iter().filter(|t| t.kind == TimeKind::Duration) {
        let Some(minutes) = minutes(&time.value).filter(|m| (1..=LONGEST).contains(m)) else { continue };
        let Some(i) = of(reading, time.span, minutes >= 60) else { continue };
        if out[i].is_none() {
            out[i] = Some((minutes, time.value.as_str()));
        }
    }
    out
}

/// For each event of a report the people that it counts: how many, and what they are.
pub(crate) fn crowds(reading: &Reading) -> Vec<Vec<(u64, &str)>> {
    let mut out = vec![Vec::new(); reading.events.len()];
    for f in reading.figures.iter().filter(|f| f.bound == Bound::Exact && f.treaty.is_none()) {
        let people = PEOPLE.contains(&f.of.as_str()) && f.value >= 1.0 && f.value < 1e6 && f.value.fract() == 0.0;
        if let Some(i) = of(reading, f.span, true).filter(|_| people) {
            out[i].push((f.value as u64, f.of.as_str()));
        }
    }
    out
}

/// The held meeting or call that words in a report are about: the one that stands right before them, or that with which the report
/// begins where no other stands between, and the words may stand `far` off: short lengths are those of speeches.
fn of(reading: &Reading, words: Span, far: bool) -> Option<usize> {
    let near = |(i, e): (usize, &Event)| Some((distance(e, words)?, i));
    let found = reading
        .events
        .iter()
        .enumerate()
        .filter_map(near)
        .min()
        .map(|(_, i)| i)
        .or_else(|| leading(reading, words).filter(|_| far))?;
    let e = &reading.events[found];
    (e.status == "held" && matches!(e.kind.as_str(), "meeting" | "call")).then_some(found)
}

/// The meeting with which a report begins, where the words stand behind it and no other meeting, visit or call is told between, or
/// none before them in their paragraph.
fn leading(reading: &Reading, words: Span) -> Option<usize> {
    let lasts = |e: &Event| matches!(e.kind.as_str(), "meeting" | "call" | "conference" | "visit" | "exchange");
    let first = (0..reading.events.len()).min_by_key(|&i| reading.events[i].span)?;
    let lead = &reading.events[first];
    let from = paragraph(reading, words).max(lead.span.start() + 1);
    let told = |e: &Event| std::iter::once(&e.span).chain(&e.also).any(|s| s.start() >= from && s.start() < words.start());
    let alone = !reading.events.iter().enumerate().any(|(i, e)| i != first && lasts(e) && told(e));
    let near = words.start().checked_sub(lead.span.end()).is_some_and(|d| d <= FAR);
    (lasts(lead) && alone && near).then_some(first)
}

/// Where the paragraph of some words begins; 0 where the text is not the source itself, whose line breaks say nothing.
fn paragraph(reading: &Reading, words: Span) -> u32 {
    let plain = reading.media_type == "text/plain" && reading.bytes == reading.text.len();
    let before = reading.text.get(..words.start() as usize).filter(|_| plain).unwrap_or("");
    before.rfind('\n').and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
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
