//! Dates narrow each other: the days that most reports together allow, with as few statements set aside as can be.
//!
//! Each statement is a set of days. The days in which most reports meet are found by one sweep over the ends of all sets, so that the
//! number of reports set aside is the least possible; what is set aside is swept again, and makes the other values of a dispute. A
//! value without a year is taken in the years of the others.

use days::{Day, Days, Run};
use std::collections::{BTreeMap, BTreeSet};

/// Points of equal depth that are looked at.
const TIES: usize = 32;

/// Days, and which of the statements tell them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Camp {
    /// What its statements allow together.
    pub(crate) days: Days,
    /// Positions of the statements.
    pub(crate) who: Vec<usize>,
}

/// Statements with the same days.
struct Opinion {
    days: Days,
    runs: Vec<Run>,
    who: Vec<usize>,
    reports: BTreeSet<usize>,
}

/// Camps of statements (days and report) that allow a day together, the strongest first. A statement that fits several camps
/// stands in none, unless it is the only one.
pub(crate) fn camps(statements: &[(Days, usize)]) -> Vec<Camp> {
    let mut rest = opinions(statements);
    let mut camps: Vec<(Camp, Vec<Opinion>)> = Vec::new();
    while let Some(point) = deepest(&rest) {
        let (inside, outside): (Vec<Opinion>, Vec<Opinion>) = rest.into_iter().partition(|o| holds(&o.runs, point));
        rest = outside;
        camps.push((Camp { days: meet(&inside), who: Vec::new() }, inside));
    }
    let all: Vec<Days> = camps.iter().map(|c| c.0.days.clone()).collect();
    let neutral = |o: &Opinion| all.iter().filter(|d| d.meet(&o.days).is_some()).count() > 1;
    let mut out: Vec<Camp> = camps
        .into_iter()
        .map(|(camp, inside)| {
            let mut who: Vec<usize> = inside.iter().filter(|o| !neutral(o)).flat_map(|o| o.who.clone()).collect();
            who.sort_unstable();
            Camp { who, ..camp }
        })
        .collect();
    let sole = out.len() == 1;
    out.retain(|c| sole || !c.who.is_empty());
    out
}

/// Statements by their days, the narrowest first; those without a year in the years of the others.
fn opinions(statements: &[(Days, usize)]) -> Vec<Opinion> {
    let mut of: BTreeMap<(i64, Option<Run>, String), Opinion> = BTreeMap::new();
    let years = Days::OneOf(statements.iter().filter_map(|s| s.0.hull()).filter(|h| h.0 > Day::MIN && h.1 < Day::MAX).collect());
    for (at, (days, report)) in statements.iter().enumerate() {
        let Some(edtf) = days.edtf() else { continue };
        let key = (days.width().unwrap_or(i64::MAX), days.hull(), edtf);
        let opinion = of.entry(key).or_insert_with(|| Opinion {
            runs: runs(days, &years),
            days: days.clone(),
            who: Vec::new(),
            reports: BTreeSet::new(),
        });
        opinion.who.push(at);
        opinion.reports.insert(*report);
    }
    of.into_values().collect()
}

/// The days of a statement; of one without a year, these days in the years of the others, or in a year of its own.
fn runs(told: &Days, years: &Days) -> Vec<Run> {
    if let Some(hull) = told.hull() {
        return match told {
            Days::OneOf(runs) => runs.clone(),
            _ => vec![hull],
        };
    }
    let dated = match years {
        Days::OneOf(list) if !list.is_empty() => {
            let (from, to) = (list.iter().map(|r| r.0).min().unwrap_or(0), list.iter().map(|r| r.1).max().unwrap_or(0));
            let (first, last) = (days::date(from).0, days::date(to).0);
            days::day(first, 1, 1).zip(days::day(last, 12, 31)).map(|(a, b)| Days::within(a, b))
        }
        _ => None,
    };
    // Year 4, a leap year, stands for a year that nobody tells.
    let none = || days::day(4, 1, 1).zip(days::day(4, 12, 31)).map(|(a, b)| Days::within(a, b));
    let met = dated.or_else(none).and_then(|d| d.meet(told));
    match met {
        Some(Days::OneOf(runs)) => runs,
        _ => Vec::new(),
    }
}

fn holds(runs: &[Run], point: Day) -> bool {
    runs.iter().any(|r| r.0 <= point && point <= r.1)
}

/// A day in which most reports meet; of several, one with the narrowest days, then the first.
fn deepest(opinions: &[Opinion]) -> Option<Day> {
    let mut ends: BTreeMap<Day, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (i, o) in opinions.iter().enumerate() {
        for (from, to) in &o.runs {
            ends.entry(*from).or_default().0.push(i);
            if *to < Day::MAX {
                ends.entry(*to + 1).or_default().1.push(i);
            }
        }
    }
    let (mut depth, mut best, mut points) = (BTreeMap::<usize, usize>::new(), 0, Vec::new());
    for (day, (opening, closing)) in ends {
        for report in closing.iter().flat_map(|i| &opinions[*i].reports) {
            if let Some(n) = depth.get_mut(report) {
                *n -= 1;
                if *n == 0 {
                    depth.remove(report);
                }
            }
        }
        for report in opening.iter().flat_map(|i| &opinions[*i].reports) {
            *depth.entry(*report).or_default() += 1;
        }
        if depth.len() > best {
            (best, points) = (depth.len(), Vec::new());
        }
        if depth.len() == best && best > 0 && !opening.is_empty() && points.len() < TIES {
            points.push(day);
        }
    }
    let width = |point: Day| {
        let inside = opinions.iter().filter(|o| holds(&o.runs, point));
        inside.map(|o| o.days.width().unwrap_or(i64::MAX)).min().unwrap_or(i64::MAX)
    };
    points.into_iter().min_by_key(|p| (width(*p), *p))
}

/// What the statements of a camp allow together, taken the narrowest first.
fn meet(inside: &[Opinion]) -> Days {
    inside.iter().fold(Days::Unknown, |days, o| days.meet(&o.days).unwrap_or(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `VALUE: statements; …` of the camps of values, each of its own report.
    fn solved(values: &[&str]) -> String {
        let statements: Vec<(Days, usize)> = values.iter().enumerate().map(|(i, v)| (Days::parse(v), i)).collect();
        let camp = |c: &Camp| format!("{}: {:?}", c.days.edtf().unwrap_or_default(), c.who);
        camps(&statements).iter().map(camp).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn sets_of_days_narrow_each_other() {
        assert_eq!(
            solved(&["[2021-07-07,2021-07-14,2021-07-28]", "2021-07", "[2021-07-20..2021-08-05]"]),
            "2021-07-28: [0, 1, 2]"
        );
        assert_eq!(solved(&["XXXX-06-16", "2021-06"]), "2021-06-16: [0, 1]");
        assert_eq!(solved(&["XXXX-06", "XXXX-06-16"]), "XXXX-06-16: [0, 1]");
        assert_eq!(solved(&["", "nonsense"]), "");
    }

    #[test]
    fn the_least_number_is_set_aside() {
        // Taken one after the other, the narrow value would drive out the two that agree.
        assert_eq!(
            solved(&["2021-01-05", "[2021-01-10..2021-01-20]", "[2021-01-15..2021-01-30]"]),
            "[2021-01-15..2021-01-20]: [1, 2]; 2021-01-05: [0]"
        );
        assert_eq!(solved(&["2026-02-05", "2026-02-04", "2026"]), "2026-02-04: [1]; 2026-02-05: [0]");
        assert_eq!(solved(&["2021-01-26", "2021-01-27", "2021-01-27"]), "2021-01-27: [1, 2]; 2021-01-26: [0]");
    }

    #[test]
    fn a_value_without_a_year_can_differ() {
        assert_eq!(solved(&["2021-06-16", "XXXX-06-17", "2021-06"]), "2021-06-16: [0]; XXXX-06-17: [1]");
    }
}
