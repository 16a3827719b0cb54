//! How many independent witnesses an entry has, and who they are.
//!
//! On the side of fewer. What a report puts into somebody's mouth is that person's government's word, whoever carries it; what it has
//! from another outlet is that outlet's; the rest is the report's own, and reports of one outlet or of one text, wholly or in part,
//! are one. Who only announced a thing is no witness of its being held.

use crate::alike::root;
use crate::copies::Copies;
use crate::entry::Witness;
use crate::member::Member;
use std::collections::{BTreeMap, BTreeSet};

/// A source at the far end of a chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source<'a> {
    /// A government, person, organisation or outlet.
    Named(&'a str),
    /// A text, by the report in which it stands first.
    Text(usize),
}

/// Which witness each member is: two with the same number are one.
pub(crate) fn labels(members: &[&Member], copies: &Copies) -> Vec<usize> {
    let mut ids: BTreeMap<Source, usize> = BTreeMap::new();
    let mut parent: Vec<usize> = Vec::new();
    let own: BTreeSet<usize> = members.iter().filter(|m| voice(m).is_none()).map(|m| m.report).collect();
    let mut first = Vec::with_capacity(members.len());
    for m in members {
        let nodes: Vec<usize> = sources(m, copies, &own)
            .into_iter()
            .map(|source| {
                *ids.entry(source).or_insert_with(|| {
                    parent.push(parent.len());
                    parent.len() - 1
                })
            })
            .collect();
        for pair in nodes.windows(2) {
            let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
            parent[a.max(b)] = a.min(b);
        }
        first.push(nodes.first().copied().unwrap_or(0));
    }
    first.into_iter().map(|n| root(&mut parent, n)).collect()
}

/// All names of a member's source: they are one.
fn sources<'a>(m: &Member<'a>, copies: &Copies, own: &BTreeSet<usize>) -> Vec<Source<'a>> {
    if let Some(voice) = voice(m) {
        return vec![Source::Named(voice)];
    }
    let mut list = vec![Source::Text(copies.same[m.report])];
    list.extend(m.reading.outlet.as_deref().map(Source::Named));
    list.extend(copies.partners(m.report).filter(|p| own.contains(p)).map(|p| Source::Text(copies.same[p])));
    list
}

/// Whose word it is, where not the report's own: the speaker's government, or the outlet from which it came.
fn voice<'a>(m: &Member<'a>) -> Option<&'a str> {
    m.side.or(m.origin)
}

/// The witnesses of an entry with this status.
pub(crate) fn witnesses(members: &[&Member], status: &str, copies: &Copies) -> Vec<Witness> {
    let telling: Vec<&Member> = members.iter().copied().filter(|m| m.event.status == status).collect();
    let members = if telling.is_empty() { members } else { &telling };
    let mut of: BTreeMap<usize, Vec<&Member>> = BTreeMap::new();
    for (label, m) in labels(members, copies).into_iter().zip(members) {
        of.entry(label).or_default().push(m);
    }
    let mut list: Vec<Witness> = of.into_values().map(|m| witness(&m, copies)).collect();
    list.sort();
    list
}

fn witness(members: &[&Member], copies: &Copies) -> Witness {
    let unique = |items: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        items.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let sources = unique(&mut members.iter().filter_map(|m| voice(m).or(m.reading.outlet.as_deref())));
    let through =
        unique(&mut members.iter().filter(|m| m.speaker.is_some()).filter_map(|m| m.origin.or(m.reading.outlet.as_deref())));
    let reports: BTreeSet<usize> = members.iter().map(|m| m.report).collect();
    let copied = |r: &usize| {
        reports.iter().any(|o| o != r && (copies.same[*o] == copies.same[*r] || copies.partners(*r).any(|p| p == *o)))
    };
    Witness {
        source: sources.into_iter().next(),
        copied: reports.iter().any(copied),
        reports: unique(&mut members.iter().map(|m| m.reading.sha256.as_str())),
        through,
    }
}
