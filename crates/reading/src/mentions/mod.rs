//! Mentions: whom and what the report names, carried through it, and the offices it gives them.

mod cast;
mod names;
mod orgs;
mod places;
mod roles;

pub use cast::Who;
pub(crate) use cast::{Cast, Member};
pub(crate) use names::Skeletons;
pub(crate) use roles::OfficePhrase;

use crate::report::Report;
use crate::zones::Zone;
use source::Span;
use std::ops::Range;

/// A name in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Tokens.
    pub tokens: Range<usize>,
    /// Bytes.
    pub span: Span,
    /// Whom it means.
    pub who: Who,
    /// The contract's type (`PER`, `GPE` …).
    pub kind: &'static str,
    /// The state whose government a capital or palace stands for here.
    pub acts_for: Option<String>,
    /// Stands inside a longer name.
    pub nested: bool,
}

/// An office the report gives a person.
#[derive(Debug, Clone)]
pub struct Role {
    /// Who.
    pub person: Who,
    /// English role, lower case.
    pub role: String,
    /// Of what state or organisation.
    pub of: Option<String>,
    /// Bytes of the office's words.
    pub span: Span,
    /// Tokens of the office's words.
    pub tokens: Range<usize>,
    /// Level of a meeting such a person holds.
    pub level: Option<String>,
}

/// All that the report names.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// In text order; nested ones after the name they stand in.
    pub(crate) list: Vec<Mention>,
    pub(crate) roles: Vec<Role>,
    pub(crate) cast: Cast,
    /// Offices in the text, with the person they mean where that is known.
    pub(crate) offices: Vec<OfficePhrase>,
    by_token: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Mentions {
    /// The outermost mention that covers token `i`.
    pub(crate) fn at(&self, i: usize) -> Option<&Mention> {
        self.by_token.get(i).filter(|n| **n != NONE).map(|n| &self.list[*n as usize])
    }
    /// The outermost mention that begins at token `i`.
    pub(crate) fn starting(&self, i: usize) -> Option<&Mention> {
        self.at(i).filter(|m| m.tokens.start == i)
    }
    /// The office phrase that begins at token `i`.
    pub(crate) fn office(&self, i: usize) -> Option<&OfficePhrase> {
        let n = self.offices.partition_point(|o| o.tokens.start < i);
        self.offices.get(n).filter(|o| o.tokens.start == i)
    }
    /// The office phrase that covers token `i`.
    pub(crate) fn office_over(&self, i: usize) -> Option<&OfficePhrase> {
        let n = self.offices.partition_point(|o| o.tokens.start <= i);
        self.offices[..n].iter().rev().take(2).find(|o| o.tokens.contains(&i))
    }
    /// A masculine verb at token `verb` right before a state of feminine name at `name` has it as its object ('he demanded of
    /// Turkey').
    pub(crate) fn is_object(&self, r: &Report, verb: usize, name: usize) -> bool {
        let Some(m) = self.starting(name).filter(|m| m.kind == "GPE") else { return false };
        let ends = |key: &str, all: &[String]| all.iter().any(|e| key.ends_with(e.as_str()));
        let feminine_verb = ends(r.key(verb), &r.pack.feminine_verb_endings)
            || r.pack.feminine_verb_prefixes.iter().any(|p| r.key(verb).starts_with(p.as_str()));
        // Towns are feminine whatever they end in.
        let town = self.cast.get(m.who).kind == dossier::EntityKind::City;
        !feminine_verb && (town || ends(r.key(m.tokens.end - 1), &r.pack.feminine_endings))
    }

    fn covered(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|i| self.by_token.get(i).is_some_and(|n| *n != NONE))
    }
    fn push(&mut self, m: Mention) {
        let n = self.list.len() as u32;
        if !m.nested {
            self.by_token[m.tokens.clone()].fill(n);
        }
        self.list.push(m);
    }
}

/// Finds all mentions and roles. `day` is the day of publication as EDTF, where it is known: offices are told by it.
pub(crate) fn find(r: &Report, zones: &[Zone], day: Option<&str>, skeletons: &Skeletons) -> Mentions {
    let mut m = Mentions { by_token: vec![NONE; r.len()], ..Mentions::default() };
    names::from_dossier(r, &mut m);
    names::peoples(r, &mut m);
    names::resolutions(r, &mut m);
    orgs::ministries(r, &mut m);
    orgs::organs(r, zones, &mut m);
    places::unknown(r, &mut m);
    places::realms(r, &mut m);
    let offices = roles::phrases(r, &m);
    names::unknown(r, &offices, skeletons, &mut m);
    names::carry(r, &mut m);
    m.offices = offices;
    roles::attach(r, zones, day, &mut m);
    orgs::resolve_bare(r, &mut m);
    m.cast.states_of_people();
    m.cast.states_of_adjectives(r);
    let furniture = |x: &Mention| crate::times::zone_of(zones, x.tokens.start) != Some(crate::zones::ZoneKind::Boilerplate);
    m.list.retain(furniture);
    m.by_token.fill(NONE);
    m.list.sort_by_key(|x| (x.span.start(), std::cmp::Reverse(x.span.end())));
    for (n, x) in m.list.iter().enumerate() {
        if !x.nested {
            m.by_token[x.tokens.clone()].fill(n as u32);
        }
    }
    m
}
