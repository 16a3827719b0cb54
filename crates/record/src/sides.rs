//! For whom somebody speaks.

use dossier::{Dossier, EntityKind};
use rustc_hash::FxHashMap;

/// Knows the side of every entity of the dossiers: the government of a person or office, the organisation that a person serves.
#[derive(Debug)]
pub(crate) struct Sides<'a> {
    of: FxHashMap<&'a str, &'a str>,
}

impl<'a> Sides<'a> {
    /// Looks through the dossiers once.
    pub(crate) fn new(dossier: &'a Dossier) -> Sides<'a> {
        let state = |id: &'a str| {
            let entity = dossier.find(id).map(|e| dossier.entity(e));
            entity.filter(|e| e.acts).and_then(|e| e.state.as_deref()).unwrap_or(id)
        };
        let mut of: FxHashMap<&str, &str> = FxHashMap::default();
        for e in dossier.entities() {
            let serves = e.state.as_deref().filter(|_| e.acts || e.kind == EntityKind::Person);
            of.extend(serves.map(|s| (e.id.as_str(), s)));
        }
        // The last office counts: who serves an organisation now does not speak for the state he comes from.
        let mut last: FxHashMap<&str, (&str, &str)> = FxHashMap::default();
        for t in dossier.tenures() {
            let slot = last.entry(dossier.entity(t.person).id.as_str()).or_insert((&t.from, &t.of));
            if (t.from.as_str(), t.of.as_str()) > *slot {
                *slot = (&t.from, &t.of);
            }
        }
        for (person, (_, served)) in last {
            let side = state(served);
            let foreign = side.starts_with("org/") && dossier.find(side).is_some_and(|o| dossier.entity(o).state.is_none());
            if foreign || side.starts_with("state/") {
                of.insert(person, side);
            }
        }
        Sides { of }
    }
    /// The side of an entity; whom no dossier ties to another is his own.
    pub(crate) fn of<'b>(&self, entity: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.of.get(entity).copied().unwrap_or(entity)
    }
}
