//! Outlets, whom they cite, whose text they repeat, and how often they are first.

use crate::Record;
use crate::copies::Copies;
use crate::sides::Sides;
use days::Days;
use dossier::Dossier;
use reading::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// An outlet, or a report whose outlet nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Identifier, or the path of a report without one.
    pub id: String,
    /// Its reports here.
    pub reports: usize,
    /// Media that its reports name as theirs, and how often.
    pub cites: BTreeMap<String, usize>,
    /// Sides whose words it carries, and how often.
    pub sides: BTreeMap<String, usize>,
    /// Events of several outlets that it had first, on a day of its own.
    pub first: usize,
    /// Events that it shares with other outlets.
    pub shared: usize,
}

/// Why a line leads from one outlet to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Its reports name the other.
    Cites,
    /// Its reports repeat text of the other's, which are older; of one age either way.
    Copies,
}

impl Link {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Link::Cites => "cites",
            Link::Copies => "copies",
        }
    }
}

/// Who takes from whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Outlets by identifier; media that are only cited have no reports.
    pub outlets: Vec<Outlet>,
    /// From whom, to whom, why, and how often.
    pub links: BTreeMap<(String, String, Link), usize>,
}

/// The outlets of a record.
pub fn sources(record: &Record, readings: &[Reading], dossier: &Dossier) -> Sources {
    let (readings, sides) = (crate::sorted(readings), Sides::new(dossier));
    let name = |r: &Reading| r.outlet.clone().unwrap_or_else(|| r.path.clone());
    let mut outlets: BTreeMap<String, Outlet> = BTreeMap::new();
    let mut links: BTreeMap<(String, String, Link), usize> = BTreeMap::new();
    for r in &readings {
        let own = name(r);
        for s in &r.statements {
            let chain: Vec<&str> = std::iter::once(own.as_str()).chain(s.via.iter().map(String::as_str)).collect();
            for pair in chain.windows(2).filter(|p| p[0] != p[1]) {
                *links.entry((pair[0].to_owned(), pair[1].to_owned(), Link::Cites)).or_default() += 1;
            }
        }
        let outlet = outlets.entry(own.clone()).or_insert_with(|| empty(&own));
        outlet.reports += 1;
        for s in r.statements.iter().filter_map(|s| s.speaker.as_deref()) {
            *outlet.sides.entry(sides.of(s).to_owned()).or_default() += 1;
        }
    }
    for copy in Copies::find(&readings).found {
        let (a, b) = (readings[copy.pair.0], readings[copy.pair.1]);
        let out = |r: &Reading| record.published(&r.sha256).map(Days::parse).and_then(|d| d.hull());
        let (from, to) = if out(a) > out(b) { (name(a), name(b)) } else { (name(b), name(a)) };
        if from != to {
            *links.entry((from, to, Link::Copies)).or_default() += 1;
        }
    }
    for ((from, to, link), n) in &links {
        outlets.entry(to.clone()).or_insert_with(|| empty(to));
        let cites = &mut outlets.entry(from.clone()).or_insert_with(|| empty(from)).cites;
        if *link == Link::Cites {
            *cites.entry(to.clone()).or_default() += n;
        }
    }
    let names: BTreeMap<&str, String> = readings.iter().map(|r| (r.sha256.as_str(), name(r))).collect();
    firsts(record, &names, &mut outlets);
    Sources { outlets: outlets.into_values().collect(), links }
}

fn empty(id: &str) -> Outlet {
    Outlet { id: id.to_owned(), reports: 0, cites: BTreeMap::new(), sides: BTreeMap::new(), first: 0, shared: 0 }
}

/// Counts who had an event first: certain days only, and no second outlet on that day.
fn firsts(record: &Record, names: &BTreeMap<&str, String>, outlets: &mut BTreeMap<String, Outlet>) {
    for e in record.entries() {
        let reports: BTreeSet<&str> = e.citations.iter().map(|c| c.sha256.as_str()).collect();
        let told: BTreeSet<&String> = reports.iter().filter_map(|r| names.get(r)).collect();
        if told.len() < 2 {
            continue;
        }
        for outlet in &told {
            if let Some(o) = outlets.get_mut(*outlet) {
                o.shared += 1;
            }
        }
        let day = |r: &&str| record.published(r).map(Days::parse).and_then(|d| d.hull());
        let days: Option<Vec<((i64, i64), &String)>> = reports.iter().map(|r| Some((day(r)?, names.get(r)?))).collect();
        let Some(mut days) = days else { continue };
        days.sort();
        let (earliest, first) = (days[0].0, days[0].1);
        let alone = days.iter().all(|(d, o)| *o == first || d.0 > earliest.1);
        if let Some(o) = outlets.get_mut(first).filter(|_| alone) {
            o.first += 1;
        }
    }
}
