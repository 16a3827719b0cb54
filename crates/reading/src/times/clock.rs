//! Times of the day: clocks, parts of the day, midnight.

use super::days::{self, When};
use super::resolve::{Context, dated, day_number, deictic, weekday};
use crate::report::Report;
use labels::{Class, Found};

/// The day to which a time of the day belongs: the one it names, else the last one told, else that of publication.
pub(super) fn day(r: &Report, f: &Found, cx: &Context) -> When {
    if f.get("month").is_some()
        && let Some(day) = dated(r, f, cx)
    {
        return day;
    }
    if f.get("wd").is_some() {
        return weekday(r, f, cx);
    }
    if f.get("deictic").is_some()
        && let Some(w) = deictic(r, f, cx)
    {
        return w;
    }
    let last = cx.last.clone().filter(|w| w.bounds().is_some_and(|(a, b)| a == b));
    last.or_else(|| cx.publication.day().map(When::one)).unwrap_or(When::Text("XXXX-XX-XX".into()))
}

/// The part of the day that an expression names, as TIMEX3 has it (`MO`, `MI`, `AF`, `EV`, `NI`).
pub(super) fn part<'r>(r: &'r Report, f: &Found) -> Option<&'r str> {
    let named = f.get("daypart").and_then(|t| r.label(t.start, Class::Daypart)).map(|(_, e)| e.value.raw());
    // 'Tonight', 'this morning'.
    named.or_else(|| r.label(f.get("deictic")?.start, Class::Deictic)?.1.value.get("part"))
}

/// The TIMEX value of a time of day.
pub(super) fn value(r: &Report, f: &Found, when: &When) -> String {
    let day = when.edtf();
    let with = |suffix: &str| match when {
        When::OneOf(runs) if runs.len() > 1 => {
            let items: Vec<String> = runs.iter().map(|(a, _)| format!("{}{suffix}", days::iso(*a))).collect();
            format!("[{}]", items.join(","))
        }
        When::OneOf(runs) if runs.len() == 1 && runs[0].1 - runs[0].0 == 1 => {
            format!("[{0}{suffix},{1}{suffix}]", days::iso(runs[0].0), days::iso(runs[0].1))
        }
        _ => format!("{day}{suffix}"),
    };
    let daypart = part(r, f);
    if let Some((hour, minute)) = hour(r, f) {
        let later = matches!(daypart, Some("EV" | "AF" | "NI")) && hour < 12;
        // A zone is written where it is that of Greenwich.
        let zone = if f.get("utc").is_some() { "Z" } else { "" };
        return with(&format!("T{:02}:{minute:02}{zone}", if later { hour + 12 } else { hour }));
    }
    if &*f.program.makes == "midnight" {
        // Midnight of a night between two days opens the second.
        let second = f.get("wd2").is_some();
        return match when.bounds() {
            Some((a, _)) if second => format!("{}T00:00", days::iso(a + 1)),
            _ => with("T24:00"),
        };
    }
    daypart.map_or_else(|| day.clone(), |p| with(&format!("T{p}")))
}

/// Hour and minute, in digits or words ('half past three').
fn hour(r: &Report, f: &Found) -> Option<(u64, u64)> {
    let at = f.get("hour")?;
    let hour = r.tokens.number(at.start).or_else(|| day_number(r, at).map(u64::from)).filter(|h| *h <= 24)?;
    let minute = f.get("minute").and_then(|t| r.tokens.number(t.start));
    let past = || [("half", 30), ("quarter", 15), ("third", 20)].into_iter().find(|(name, _)| f.get(name).is_some());
    Some((hour, minute.or_else(|| past().map(|p| p.1)).unwrap_or(0)))
}
