//! Filters: which entries, statements and reports a user asked for.

use crate::args::FilterArgs;
use crate::resolve;
use anyhow::Result;
use dossier::Dossier;
use reading::{Reader, Reading};
use record::Entry;
use store::Filter;

/// Filters with names resolved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sieve {
    from: Option<i64>,
    to: Option<i64>,
    /// Entities that must take part or be named.
    party: Option<String>,
    process: Option<String>,
    outlet: Option<String>,
    lang: Option<String>,
}

impl Sieve {
    /// Reads what the user typed. `seen` says which entities the reports name.
    pub(crate) fn new(args: &FilterArgs, reader: &Reader, seen: &dyn Fn(&str) -> bool) -> Result<Sieve> {
        let name =
            |text: &Option<String>, kinds: &[&str]| text.as_deref().map(|t| resolve::one(reader, t, kinds, seen)).transpose();
        let day = |text: &Option<String>| text.as_deref().and_then(record::days);
        Ok(Sieve {
            from: day(&args.from).map(|d| d.0),
            to: day(&args.to).map(|d| d.1),
            party: name(&args.party, &["state", "org", "person", "group", "body"])?,
            process: name(&args.process, &["process"])?,
            outlet: name(&args.outlet, &["outlet"])?,
            lang: args.lang.clone(),
        })
    }

    /// For the register's search.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            from: self.from,
            to: self.to,
            names: self.party.iter().chain(&self.process).cloned().collect(),
            outlet: self.outlet.clone(),
            language: self.lang.clone(),
        }
    }

    /// Whether days (first and last) lie in the time asked for, at least in part; unknown days do only where none was asked for.
    fn in_time(&self, days: Option<(i64, i64)>) -> bool {
        match days {
            Some((first, last)) => self.from.is_none_or(|d| last >= d) && self.to.is_none_or(|d| first <= d),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    /// Whether a report counts by outlet and language.
    fn medium(&self, r: &Reading) -> bool {
        let outlet = self.outlet.as_ref().is_none_or(|o| r.outlet.as_ref() == Some(o));
        outlet && self.lang.as_ref().is_none_or(|l| *l == r.language)
    }

    /// Whether a report counts.
    pub(crate) fn report(&self, r: &Reading) -> bool {
        let process =
            |p: &String| r.events.iter().any(|e| e.process.as_ref() == Some(p)) || r.mentions.iter().any(|m| m.entity == *p);
        let published = r.published.edtf.as_deref().and_then(record::days);
        self.medium(r) && self.in_time(published) && self.process.as_ref().is_none_or(process)
    }

    /// Whether it is the party asked for, or acts for it.
    pub(crate) fn party(&self, entity: &str, dossier: &Dossier) -> bool {
        self.party.as_ref().is_none_or(|p| p == entity || acts_for(dossier, entity) == Some(p))
    }

    /// Whether a party was asked for.
    pub(crate) fn asks_for_party(&self) -> bool {
        self.party.is_some()
    }

    /// Whether outlet or language were asked for, which only readings tell.
    pub(crate) fn asks_for_medium(&self) -> bool {
        self.outlet.is_some() || self.lang.is_some()
    }

    /// Whether a report names the party asked for.
    pub(crate) fn names_party(&self, r: &Reading) -> bool {
        let named = |p: &String| r.mentions.iter().any(|m| m.entity == *p || m.acts_for.as_ref() == Some(p));
        self.party.as_ref().is_none_or(named)
    }

    /// Whether an entry of the record counts; `readings` gives the reports behind its citations.
    pub(crate) fn entry<'a>(&self, e: &Entry, dossier: &Dossier, readings: impl Fn(&str) -> Option<&'a Reading>) -> bool {
        let process = self.process.is_none() || e.process == self.process;
        let party = self.party.is_none() || e.participants.iter().any(|p| self.party(&p.entity, dossier));
        let medium = !self.asks_for_medium() || e.citations.iter().filter_map(|c| readings(&c.sha256)).any(|r| self.medium(r));
        process && party && medium && self.in_time(e.days)
    }
}

/// The state or organisation for which an entity acts or speaks.
pub(crate) fn acts_for<'a>(dossier: &'a Dossier, entity: &str) -> Option<&'a String> {
    dossier.find(entity).and_then(|id| dossier.entity(id).state.as_ref())
}
