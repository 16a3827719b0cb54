//! Which of the program's identifiers stands for which gold entity.

use crate::found::{Found, FoundMention};
use crate::gold::{GoldMention, Id, Placed};
use std::collections::{BTreeMap, BTreeSet};

/// Palaces that act for a state; places do so too.
const PALACES: [&str; 2] = ["org/kremlin", "org/white-house"];

/// Gold entities and how often each was covered, in the order in which they were first covered.
type Votes<'a> = Vec<(&'a Id, usize)>;

/// The identifiers of one report.
#[derive(Debug, Default)]
pub struct Entities {
    same: BTreeMap<Id, Id>,
    stands_for: BTreeMap<Id, Id>,
}

impl Entities {
    /// Learns the identifiers from the mentions of a report.
    pub fn of(gold: &[Placed<'_, GoldMention>], found: &[Found<'_, FoundMention>]) -> Entities {
        let ours = gold.iter().map(|m| (&m.item.entity, &m.item.acts_for));
        let theirs = found.iter().map(|m| (&m.item.entity, &m.item.acts_for));
        let acting = ours.chain(theirs).filter(|(entity, acts_for)| {
            let acts = acts_for.as_ref().is_some_and(|state| !state.is_empty());
            acts && entity.as_ref().is_some_and(|e| e.starts_with("place/") || PALACES.contains(&e.as_str()))
        });
        let stands_for = acting.map(|(entity, state)| (entity.clone(), state.clone())).collect();
        Entities { same: same_entities(gold, found), stands_for }
    }
    /// The gold entity that the program's `id` stands for, or `id` itself.
    pub fn same<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.same.get(id).unwrap_or(id)
    }
    /// The state that a gold entity acts for, or the entity itself.
    pub fn acting<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.stands_for.get(id).unwrap_or(id)
    }
    /// Whether the gold entity and the program's identifier are the same; unnamed groups all are.
    pub fn equal(&self, gold: &Id, found: &Id) -> bool {
        if gold.is_none() || found.is_none() {
            return gold == found;
        }
        let (one, two) = (self.acting(gold), self.acting(self.same(found)));
        one == two || self.same.get(found) == Some(gold) || (is_group(one) && is_group(two))
    }
}

fn is_group(id: &Id) -> bool {
    id.as_ref().is_some_and(|id| id.starts_with("group/"))
}

/// The program's identifiers that are gold ones stand for these; the others, those with the most mentions of one entity
/// first, for the entity they cover most often and that no other has taken.
fn same_entities(gold: &[Placed<'_, GoldMention>], found: &[Found<'_, FoundMention>]) -> BTreeMap<Id, Id> {
    let names: BTreeSet<&Id> = gold.iter().map(|g| &g.item.entity).collect();
    let (known, mut others): (Vec<_>, Vec<_>) = votes(gold, found).into_iter().partition(|(id, _)| names.contains(id));
    let mut out: BTreeMap<Id, Id> = known.iter().map(|(id, _)| ((*id).clone(), (*id).clone())).collect();
    let mut taken: BTreeSet<&Id> = known.iter().map(|(id, _)| *id).collect();
    others.sort_by_key(|(_, votes)| std::cmp::Reverse(votes.iter().map(|(_, n)| *n).max()));
    for (id, mut votes) in others {
        votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        if let Some((best, _)) = votes.into_iter().find(|(entity, _)| !taken.contains(entity)) {
            out.insert(id.clone(), best.clone());
            taken.insert(best);
        }
    }
    out
}

/// For each of the program's identifiers, in the order of its first mention that covers a gold one, what it covers.
fn votes<'a>(gold: &'a [Placed<'_, GoldMention>], found: &'a [Found<'_, FoundMention>]) -> Vec<(&'a Id, Votes<'a>)> {
    let mut votes: Vec<(&Id, Votes<'_>)> = Vec::new();
    for p in found {
        for g in gold.iter().filter(|g| g.span.matches(p.span)) {
            let id = entry(&mut votes, &p.item.entity);
            *entry(id, &g.item.entity) += 1;
        }
    }
    votes
}

/// The value of `key` in a list that keeps the order of insertion.
fn entry<'v, 'a, T: Default>(list: &'v mut Vec<(&'a Id, T)>, key: &'a Id) -> &'v mut T {
    let at = list.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
        list.push((key, T::default()));
        list.len() - 1
    });
    &mut list[at].1
}
