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

/// What is said before a number with this bound: `at most ` for `max`; nothing for `exact`.
pub fn bound_words(name: &str) -> &'static str {
    match name {
        "max" => "at most ",
        "min" => "at least ",
        "about" => "about ",
        _ => "",
    }
}
