//! Dossiers: what is known of negotiations before a report is opened. People, offices and who held them when, states, places,
//! organisations, outlets, treaties with their provisions, processes with their rounds, topics; all with their names.
//!
//! Facts only, each row with the place where it can be checked. See `docs/dossier.md` for the tables.

mod entity;
mod hosts;
mod load;

pub use entity::{Entity, EntityId, EntityKind, Provision, Round, StatusDate, Tenure};

use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::sync::Arc;

/// A name by which reports mean an entity.
#[derive(Debug, Clone)]
pub struct Name {
    /// The words.
    pub form: Arc<str>,
    /// Whom they mean.
    pub entity: EntityId,
    /// What sort of name it is.
    pub sort: NameSort,
    /// File and line, for messages.
    pub at: (Arc<str>, usize),
}

/// Sorts of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameSort {
    /// Means the entity wherever it stands.
    Full,
    /// A surname that is safe alone.
    Short,
    /// Only where other names of the same dossier stand in the report (a phrase that mistranslation makes).
    InContext,
    /// A state's adjective, masculine singular.
    Nisba,
    /// A plural people's name used for a government.
    People,
    /// A topic's words.
    Topic,
}

/// A tenure whose person is still a name, and where it stands.
#[derive(Debug)]
struct Pending {
    at: (Arc<str>, usize),
    person: String,
    /// Role, entity, first and last day.
    cells: [String; 4],
}

/// All dossiers, merged.
#[derive(Debug, Default)]
pub struct Dossier {
    entities: Vec<Entity>,
    by_id: FxHashMap<String, EntityId>,
    names: Vec<Name>,
    tenures: Vec<Tenure>,
    /// Places in `tenures`, by person and by role and state; those of one stay in their order.
    by_person: Vec<u32>,
    by_role: Vec<u32>,
    provisions: Vec<Provision>,
    statuses: Vec<StatusDate>,
    rounds: Vec<Round>,
    versions: Vec<(String, String)>,
    contents: Vec<String>,
    /// Tenures whose people may stand in a dossier that is loaded later.
    pending: Vec<Pending>,
    /// Hosts of outlets that were not looked at yet.
    waiting: Vec<hosts::Pending>,
    hosts: hosts::Hosts,
}

impl Dossier {
    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }
    /// The entity with this identifier (`person/…`).
    pub fn find(&self, id: &str) -> Option<EntityId> {
        self.by_id.get(id).copied()
    }
    /// All entities.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }
    /// All names.
    pub fn names(&self) -> &[Name] {
        &self.names
    }
    /// Who held which office when.
    pub fn tenures(&self) -> &[Tenure] {
        &self.tenures
    }
    /// What treaties provide.
    pub fn provisions(&self) -> &[Provision] {
        &self.provisions
    }
    /// What became of treaties.
    pub fn statuses(&self) -> &[StatusDate] {
        &self.statuses
    }
    /// Rounds of processes.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }
    /// Name and version of each dossier.
    pub fn versions(&self) -> &[(String, String)] {
        &self.versions
    }
    /// The dossiers as a record names what it was made with: name, version and content of each ([`language::Files::fingerprint`]).
    pub fn tables(&self) -> impl Iterator<Item = String> {
        self.versions.iter().zip(&self.contents).map(|((name, version), content)| format!("{name} {version} {content}"))
    }
    /// The outlet that speaks at an address of the web, and the host by which it is known; subdomains speak for their outlet too. A
    /// platform speaks for nobody. Known after [`Dossier::finish`].
    pub fn outlet_at(&self, url: &str) -> Option<(EntityId, String)> {
        self.hosts.find(url)
    }
    /// How many hosts name an outlet.
    pub fn hosts(&self) -> usize {
        self.hosts.len()
    }
    /// The holders of `role` of the entity `of` on the EDTF day `on` (by the first ten characters; open ends hold).
    pub fn holders(&self, role: &str, of: &str, on: Option<&str>) -> Vec<EntityId> {
        let fits = |t: &&Tenure| on.is_none_or(|d| t.from.as_str() <= d && (t.until.is_empty() || d <= t.until.as_str()));
        let key = |t: &Tenure| (t.role.as_str(), t.of.as_str()).cmp(&(role, of));
        self.those(&self.by_role, key).filter(fits).map(|t| t.person).collect()
    }
    /// The offices that `person` held, in the order of the tables. Known after [`Dossier::finish`].
    pub fn tenures_of(&self, person: EntityId) -> impl Iterator<Item = &Tenure> {
        self.those(&self.by_person, move |t| t.person.cmp(&person))
    }
    /// The tenures that compare equal by `key`, by which `order` is sorted.
    fn those<'a>(&'a self, order: &'a [u32], key: impl Fn(&Tenure) -> Ordering) -> impl Iterator<Item = &'a Tenure> {
        let at = |n: &u32| &self.tenures[*n as usize];
        let from = order.partition_point(|n| key(at(n)) == Ordering::Less);
        let len = order[from..].partition_point(|n| key(at(n)) == Ordering::Equal);
        order[from..from + len].iter().map(at)
    }
    /// Sorts the tenures' places.
    fn sort_tenures(&mut self) {
        let mut by_person: Vec<u32> = (0..self.tenures.len() as u32).collect();
        let mut by_role = by_person.clone();
        let at = |n: &u32| &self.tenures[*n as usize];
        by_person.sort_by_key(|n| at(n).person);
        by_role.sort_by(|a, b| (&at(a).role, &at(a).of).cmp(&(&at(b).role, &at(b).of)));
        (self.by_person, self.by_role) = (by_person, by_role);
    }
}
