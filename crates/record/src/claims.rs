//! A figure measured against the treaty it is said of.
//!
//! The number decides which provision is meant; the nouns decide whether it is described rightly. A provision that counts several
//! things together is described rightly only by all of them or by the word for the whole (its unit).

use crate::entry::Verdict;
use dossier::Provision;
use reading::{Bound, Figure};
use std::collections::BTreeSet;

/// Numbers below this are common: they are taken for a provision's only where the nouns agree too.
const COMMON: f64 = 10.0;
/// Words that name nothing that is counted.
const IDLE: [&str; 24] = [
    "a", "an", "the", "of", "on", "for", "in", "at", "by", "to", "and", "or", "per", "each", "every", "both", "side", "party",
    "year", "together", "type", "all", "total", "number",
];

/// What a figure comes to beside a treaty's text.
pub(crate) struct Judged<'a> {
    pub(crate) verdict: Verdict,
    /// A sentence that names the article.
    pub(crate) note: String,
    /// What it was measured against.
    pub(crate) by: &'a Provision,
}

/// The verdict on a figure; `None` where the treaty has nothing to measure it by.
pub(crate) fn judge<'a>(figure: &Figure, provisions: &[&'a Provision]) -> Option<Judged<'a>> {
    let claim = words(&figure.of);
    if claim.is_empty() {
        return None;
    }
    let fit = |p: &&&Provision| same_number(figure, p.value) && directions_fit(figure.bound, &p.bound);
    let right = provisions.iter().filter(fit).map(|p| (described(&claim, p), *p)).min_by_key(|(d, p)| (*d, p.what.clone()));
    match right {
        Some((Described::Rightly, p)) => Some(Judged { verdict: Verdict::Agrees, note: rounded(figure, p), by: p }),
        Some((Described::InPart, p)) => Some(wrong_thing(p)),
        Some((Described::Otherwise, p)) if figure.value >= COMMON && figure.bound != Bound::About => Some(wrong_thing(p)),
        _ => differs(figure, &claim, provisions),
    }
}

/// How the nouns of a claim stand to a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Described {
    Rightly,
    InPart,
    Otherwise,
}

fn described(claim: &BTreeSet<String>, p: &Provision) -> Described {
    let what = outside_brackets(&p.what);
    let (all, unit, heads) = (words(&what), words(p.unit.split(" per ").next().unwrap_or("")), heads(&what));
    let named = |set: &BTreeSet<String>| set.iter().filter(|w| claim.contains(*w)).count();
    if contrary(claim, &all) {
        return if named(&all) > 0 { Described::InPart } else { Described::Otherwise };
    }
    let whole = !unit.is_empty() && unit.iter().all(|w| claim.contains(w));
    match named(&heads) {
        n if whole || (n > 0 && n == heads.len()) => Described::Rightly,
        n if n > 0 => Described::InPart,
        _ if named(&all) > 1 => Described::Rightly,
        _ => Described::Otherwise,
    }
}

/// A quality that the other excludes: deployed and not, strategic and not.
fn contrary(claim: &BTreeSet<String>, all: &BTreeSet<String>) -> bool {
    let has = |set: &BTreeSet<String>, w: &str| set.contains(w);
    ["deployed", "strategic"].iter().any(|quality| {
        let not = format!("non-{quality}");
        let narrow = |s: &BTreeSet<String>| has(s, quality) && !has(s, &not);
        (has(claim, &not) && narrow(all)) || (narrow(claim) && has(all, &not))
    }) || (has(claim, "tactical") && has(all, "strategic"))
}

/// A limit of the same kind of thing with another number.
fn differs<'a>(figure: &Figure, claim: &BTreeSet<String>, provisions: &[&'a Provision]) -> Option<Judged<'a>> {
    let limit = |p: &&&Provision| figure.bound.name() == p.bound && figure.bound != Bound::Exact;
    let fits: Vec<&&'a Provision> =
        provisions.iter().filter(limit).filter(|p| described(claim, p) == Described::Rightly).collect();
    let near =
        fits.into_iter().min_by(|a, b| distance(figure, a).total_cmp(&distance(figure, b)).then_with(|| a.what.cmp(&b.what)))?;
    Some(Judged { verdict: Verdict::Differs, note: format!("another number: {}", sentence(near)), by: near })
}

fn distance(figure: &Figure, p: &Provision) -> f64 {
    (figure.value - p.value).abs()
}

/// Equal, or within a twentieth where the report says 'about'.
fn same_number(figure: &Figure, value: f64) -> bool {
    let off = (figure.value - value).abs();
    off < 1e-9 || (figure.bound == Bound::About && off <= value.abs() / 20.0)
}

fn directions_fit(bound: Bound, provided: &str) -> bool {
    !matches!((bound, provided), (Bound::Min, "max") | (Bound::Max, "min"))
}

fn sentence(p: &Provision) -> String {
    let bound = crate::words::bound_words(&p.bound);
    format!("{} provides for {bound}{} {}: {}", p.article, p.value, p.unit, p.what)
}

fn rounded(figure: &Figure, p: &Provision) -> String {
    let note = sentence(p);
    if (figure.value - p.value).abs() < 1e-9 { note } else { format!("rounded: {note}") }
}

fn wrong_thing(p: &Provision) -> Judged<'_> {
    Judged { verdict: Verdict::Misdescribes, note: format!("right number, wrong thing counted: {}", sentence(p)), by: p }
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            depth += i32::from(*c == '(');
            let keep = depth <= 0;
            depth -= i32::from(*c == ')');
            keep
        })
        .collect()
}

/// The words that name things, in the singular.
fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let pieces = lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'));
    pieces.map(|w| singular(w.trim_matches(['-', '.']))).filter(|w| !w.is_empty() && !IDLE.contains(&w.as_str())).collect()
}

fn singular(word: &str) -> String {
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    }
}

/// The last noun of each thing that is counted: `deployed heavy bombers on alert` gives `bomber`.
fn heads(what: &str) -> BTreeSet<String> {
    let what = what.replace(" together", "").replace(" and ", ", ");
    let ends = [" of ", " on ", " a ", " for ", " by ", " in ", " attributed ", " after ", " at ", " with "];
    let head = |part: &str| {
        let cut = ends.iter().filter_map(|e| part.find(e)).min().unwrap_or(part.len());
        part[..cut].split_whitespace().next_back().map(|w| singular(&w.to_lowercase()))
    };
    what.split(',').filter_map(head).filter(|h| !IDLE.contains(&h.as_str()) && !h.ends_with("deployed")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provision(what: &str, bound: &str, value: f64, unit: &str, article: &str) -> Provision {
        let [what, bound, unit, article] = [what, bound, unit, article].map(str::to_owned);
        Provision { treaty: "treaty/t".to_owned(), what, bound, value, unit, article }
    }

    fn verdict(value: f64, bound: Bound, of: &str) -> Option<Verdict> {
        let list = [
            provision(
                "deployed intercontinental ballistic missiles, deployed submarine-launched ballistic missiles and deployed heavy bombers together",
                "max",
                700.0,
                "delivery vehicles per party",
                "II(1)(a)",
            ),
            provision(
                "deployed strategic nuclear warheads (on deployed ICBMs and SLBMs)",
                "max",
                1550.0,
                "warheads per party",
                "II(1)(b)",
            ),
            provision(
                "deployed and non-deployed ICBM launchers, SLBM launchers and heavy bombers together",
                "max",
                800.0,
                "launchers per party",
                "II(1)(c)",
            ),
            provision("on-site inspections a year, both types together", "max", 18.0, "per year per party", "XI(2)-(3)"),
            provision("notice of withdrawal", "min", 3.0, "months", "XIV(3)"),
        ];
        let figure = Figure { span: source::Span::default(), tokens: 0..0, value, bound, of: of.to_owned(), treaty: None };
        let judged = judge(&figure, &list.iter().collect::<Vec<_>>())?;
        assert!(judged.note.contains(&judged.by.article), "{}", judged.note);
        Some(judged.verdict)
    }

    #[test]
    fn figures_are_measured_against_the_text() {
        use Verdict::{Agrees, Differs, Misdescribes};
        assert_eq!(verdict(700.0, Bound::Max, "deployed intercontinental ballistic missiles"), Some(Misdescribes));
        assert_eq!(verdict(700.0, Bound::Max, "deployed missiles and bombers per side"), Some(Agrees));
        assert_eq!(verdict(700.0, Bound::Max, "deployed delivery vehicles"), Some(Agrees));
        assert_eq!(verdict(700.0, Bound::Max, "warheads"), Some(Misdescribes));
        assert_eq!(verdict(1550.0, Bound::Max, "deployed strategic warheads"), Some(Agrees));
        assert_eq!(verdict(1550.0, Bound::Exact, "warheads"), Some(Agrees));
        assert_eq!(verdict(1550.0, Bound::Max, "tactical warheads"), Some(Misdescribes));
        assert_eq!(verdict(1500.0, Bound::About, "warheads"), Some(Agrees));
        assert_eq!(verdict(2200.0, Bound::Max, "deployed warheads"), Some(Differs));
        assert_eq!(verdict(800.0, Bound::Max, "deployed and non-deployed launchers"), Some(Agrees));
        assert_eq!(verdict(800.0, Bound::Max, "launchers"), Some(Agrees));
        assert_eq!(verdict(18.0, Bound::Max, "inspections per year"), Some(Agrees));
        assert_eq!(verdict(328.0, Bound::Exact, "inspections carried out"), None);
        assert_eq!(verdict(3.0, Bound::Exact, "working groups"), None);
        assert_eq!(verdict(1550.0, Bound::Max, ""), None);
    }
}
