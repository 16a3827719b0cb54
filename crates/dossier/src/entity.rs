//! The rows of a dossier.

/// An entity of a loaded dossier; only a dossier mints them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub(crate) u32);

impl EntityId {
    /// Position in [`crate::Dossier::entities`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Kinds of entities, as the contract's mention types know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation, ministry, armed group.
    Org,
    /// A state.
    State,
    /// A city: a place with a government.
    City,
    /// Another place: region, venue, palace.
    Place,
    /// A treaty.
    Treaty,
    /// Another document.
    Doc,
    /// A medium.
    Outlet,
    /// A platform on which people speak: an occasion, not a medium that vouches.
    Platform,
    /// A negotiation.
    Process,
    /// A body of a negotiation.
    Body,
    /// A named group of people.
    Group,
    /// A group of states that acts like one ('the West').
    States,
    /// A topic.
    Topic,
}

impl EntityKind {
    /// The contract's mention type.
    pub fn mention_type(self) -> &'static str {
        match self {
            EntityKind::Person => "PER",
            EntityKind::State | EntityKind::City | EntityKind::States => "GPE",
            EntityKind::Place => "LOC",
            EntityKind::Treaty | EntityKind::Doc => "DOC",
            EntityKind::Outlet | EntityKind::Platform => "MEDIA",
            _ => "ORG",
        }
    }
}

/// One entity.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Identifier, `person/sergei-lavrov`.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// English name.
    pub name: String,
    /// The state for which it acts or to which it belongs (`state/RU`).
    pub state: Option<String>,
    /// True when it stands for that state's government (a capital, the Kremlin).
    pub acts: bool,
    /// Finer kind from the table (`agency`, `city`, `ministry` …).
    pub sort: String,
    /// Parties of a process or treaty, the process of a body, the hosts of an outlet.
    pub related: Vec<String>,
    /// The dossier it comes from (index into the versions).
    pub dossier: usize,
}

/// A person in an office.
#[derive(Debug, Clone)]
pub struct Tenure {
    /// Who.
    pub person: EntityId,
    /// English role, lower case.
    pub role: String,
    /// State or organisation.
    pub of: String,
    /// First day, EDTF.
    pub from: String,
    /// Last day, EDTF, empty while in office.
    pub until: String,
}

/// A numeric limit of a treaty.
#[derive(Debug, Clone)]
pub struct Provision {
    /// The treaty's identifier.
    pub treaty: String,
    /// What is limited, in English.
    pub what: String,
    /// `max`, `min` or `exact`.
    pub bound: String,
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// The article.
    pub article: String,
}

/// A step in a treaty's life.
#[derive(Debug, Clone)]
pub struct StatusDate {
    /// The treaty's identifier.
    pub treaty: String,
    /// EDTF.
    pub date: String,
    /// What happened.
    pub what: String,
}

/// A round of a process.
#[derive(Debug, Clone)]
pub struct Round {
    /// The process's identifier.
    pub process: String,
    /// Its number, `None` for a meeting outside the count.
    pub round: Option<u32>,
    /// EDTF.
    pub date: String,
    /// Where (`place/…`).
    pub place: String,
}
