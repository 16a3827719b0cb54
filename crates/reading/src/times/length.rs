//! Lengths of time as TIMEX3 durations.

use super::amount;
use crate::report::Report;
use labels::{Class, Found};

/// The length that a found expression tells.
pub(super) fn duration(r: &Report, f: &Found) -> Option<String> {
    let (_, unit) = r.label(f.get("unit")?.start, Class::Unit)?;
    let u = unit.value.get("u")?;
    let written = f.get("n").map(|t| amount(r, t).unwrap_or(1.0));
    let own = match unit.value.get("n") {
        Some("1") => Some(unit.value.int("x").map_or(1.0, |x| x as f64)),
        Some("2") => Some(2.0),
        _ => None,
    };
    let mut value = timex(u, written.or(own))?;
    if f.get("half").is_some() {
        value.push_str(match u {
            "H" => "30M",
            "D" => "T12H",
            "Y" => "6M",
            "M" => "15D",
            _ => "",
        });
    }
    Some(value)
}

/// "Two to three weeks": both ends, as `P2W/P3W`.
pub(super) fn durations(r: &Report, f: &Found) -> Option<String> {
    let unit = f.get("unit2").or_else(|| f.get("unit"))?;
    let (_, e) = r.label(unit.start, Class::Unit)?;
    let u = e.value.get("u")?;
    let own = f.get("unit").and_then(|t| r.label(t.start, Class::Unit)).and_then(|(_, e)| e.value.int("n")).map(|n| n as f64);
    let n = f.get("n").and_then(|t| amount(r, t)).or(own)?;
    let n2 = amount(r, f.get("n2")?)?;
    Some(format!("{}/{}", timex(u, Some(n))?, timex(u, Some(n2))?))
}

/// A length in a unit; an unknown number is `X`.
pub(super) fn timex(unit: &str, n: Option<f64>) -> Option<String> {
    let n = n.map(|n| match unit {
        "DECADE" => n * 10.0,
        "CENTURY" => n * 100.0,
        "QUARTER" => n * 3.0,
        _ => n,
    });
    let n = n.map_or_else(|| "X".to_owned(), |n| n.to_string());
    Some(match unit {
        "Y" | "DECADE" | "CENTURY" => format!("P{n}Y"),
        "M" | "QUARTER" => format!("P{n}M"),
        "W" => format!("P{n}W"),
        "D" => format!("P{n}D"),
        "H" => format!("PT{n}H"),
        "MIN" => format!("PT{n}M"),
        "S" => format!("PT{n}S"),
        _ => return None,
    })
}
