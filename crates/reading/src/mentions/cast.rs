//! Everyone and everything a report names: dossier entities and those only the report knows.

use crate::report::Report;
use dossier::{EntityId, EntityKind};
use labels::Class;
use rustc_hash::FxHashMap;

/// An entity of one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who(pub(crate) u32);

/// What is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) kind: EntityKind,
    /// The state it belongs to or acts for.
    pub(crate) state: Option<String>,
    /// It stands for that state's government.
    pub(crate) acts: bool,
}

/// The entities of one report.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    members: Vec<Member>,
    by_id: FxHashMap<String, Who>,
}

impl Cast {
    /// The entity with this identifier, made when it is new.
    pub(crate) fn add(&mut self, member: Member) -> Who {
        if let Some(&w) = self.by_id.get(&member.id) {
            return w;
        }
        let w = Who(self.members.len() as u32);
        self.by_id.insert(member.id.clone(), w);
        self.members.push(member);
        w
    }
    /// The entity with this identifier, where the report has it.
    pub(crate) fn find(&self, id: &str) -> Option<Who> {
        self.by_id.get(id).copied()
    }
    /// A dossier's entity.
    pub(crate) fn known(&mut self, r: &Report, id: EntityId) -> Who {
        let e = r.dossier.entity(id);
        if let Some(w) = self.find(&e.id) {
            return w;
        }
        self.add(Member { id: e.id.clone(), kind: e.kind, state: e.state.clone(), acts: e.acts })
    }
    /// A state by its identifier (`state/RU`).
    pub(crate) fn state(&mut self, id: &str) -> Who {
        if let Some(w) = self.find(id) {
            return w;
        }
        self.add(Member { id: id.to_owned(), kind: EntityKind::State, state: Some(id.to_owned()), acts: true })
    }
    /// A group that has no name.
    pub(crate) fn group(&mut self, id: String, state: Option<String>) -> Who {
        self.add(Member { id, kind: EntityKind::Group, state, acts: false })
    }
    /// Makes the states to which the people of the report belong, so that they can stand beside them.
    pub(crate) fn states_of_people(&mut self) {
        let people = self.members.iter().filter(|m| m.kind == EntityKind::Person);
        let states: Vec<String> = people.filter_map(|m| m.state.clone()).collect();
        for s in states {
            self.state(&s);
        }
    }
    /// Makes the states whose adjectives stand beside an event, a side or a delegation ('the American-Russian talks').
    pub(crate) fn states_of_adjectives(&mut self, r: &Report) {
        for i in 0..r.len() {
            if let Some(id) = r.label(i, Class::Nisba).and_then(|(_, e)| e.entity) {
                self.state(&r.dossier.entity(id).id);
            }
        }
    }
    /// What is known of an entity.
    pub(crate) fn get(&self, who: Who) -> &Member {
        &self.members[who.0 as usize]
    }
    /// The state that an entity is, belongs to or acts for.
    pub(crate) fn state_of(&self, who: Who) -> Option<&str> {
        self.get(who).state.as_deref()
    }
    /// Learns the state of an entity that had none.
    pub(crate) fn learn_state(&mut self, who: Who, state: &str) {
        let m = &mut self.members[who.0 as usize];
        if m.kind == EntityKind::Person {
            m.state.get_or_insert_with(|| state.to_owned());
            let id = m.state.clone().unwrap_or_default();
            self.state(&id);
        }
    }
}
