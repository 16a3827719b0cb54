//! English phrases for what the contract says in English. Names come from the dossier.

use dossier::Dossier;

/// The English name of an entity; of one that no dossier knows, its identifier with spaces.
pub(crate) fn name(dossier: &Dossier, id: &str) -> String {
    match dossier.find(id) {
        Some(found) => dossier.entity(found).name.clone(),
        None => id.split_once('/').map_or(id, |(_, name)| name).replace('-', " "),
    }
}

/// Names with commas and a last `and`.
pub(crate) fn names(dossier: &Dossier, ids: &[&str]) -> String {
    let names: Vec<String> = ids.iter().map(|id| name(dossier, id)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// `meeting` with its number: `1 meeting`, `2 meetings`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// A length as people write it: `3 h 30 min` for `PT3H30M`, `5 years` for `P5Y`; what is no such length stays as it is.
pub fn length_words(value: &str) -> String {
    parts(value).map_or_else(|| value.to_owned(), |parts| parts.join(" "))
}

fn parts(value: &str) -> Option<Vec<String>> {
    let (mut parts, mut number, mut clock) = (Vec::new(), String::new(), false);
    for c in value.strip_prefix('P')?.chars() {
        let unit = match (c, clock) {
            ('0'..='9' | '.', _) => {
                number.push(c);
                continue;
            }
            ('T', false) if number.is_empty() => {
                clock = true;
                continue;
            }
            ('Y', false) => "year",
            ('M', false) => "month",
            ('W', false) => "week",
            ('D', false) => "day",
            ('H', true) => "h",
            ('M', true) => "min",
            ('S', true) => "s",
            _ => return None,
        };
        let n = std::mem::take(&mut number);
        n.parse::<f64>().ok()?;
        let many = if clock || n == "1" { "" } else { "s" };
        parts.push(format!("{n} {unit}{many}"));
    }
    (number.is_empty() && !parts.is_empty()).then_some(parts)
}

/// What is said before a number with this bound: `at most ` for `max`; nothing for `exact`.
pub fn bound_words(name: &str) -> &'static str {
    match name {
        "max" => "at most ",
        "min" => "at least ",
        "about" => "about ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::length_words;

    #[test]
    fn lengths_are_told_in_words() {
        let all = ["PT3H30M", "P5Y", "P1D", "PT1H", "P1Y6M", "P2W", "PT0.5H"].map(length_words);
        assert_eq!(all, ["3 h 30 min", "5 years", "1 day", "1 h", "1 year 6 months", "2 weeks", "0.5 h"]);
        for none in ["PTXH", "P", "PT", "P5", "2021-06-16", "", "PT3D", "P3H"] {
            assert_eq!(length_words(none), none);
        }
    }
}
