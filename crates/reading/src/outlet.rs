//! Who published a report.

use dossier::{Dossier, EntityId, EntityKind};
use language::{Fold, Pack};
use rustc_hash::FxHashMap;
use source::Given;

/// The outlet of a report and how it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Publisher {
    /// Identifier, or the name that was given and that no dossier knows.
    pub(crate) outlet: Option<String>,
    /// `given`, `stated` (by the text or the page), `host` or `unknown`.
    pub(crate) basis: &'static str,
    /// The host of the page's address, where it is that of an outlet.
    pub(crate) host: Option<String>,
    /// The host is that of another outlet.
    pub(crate) differs: bool,
}

/// The names of all outlets, folded; a name that two share is none.
#[derive(Debug)]
pub(crate) struct Outlets {
    names: FxHashMap<String, Option<EntityId>>,
}

impl Outlets {
    /// Takes the names of the dossiers.
    pub(crate) fn new(pack: &Pack, dossier: &Dossier) -> Outlets {
        let is_outlet = |id: EntityId| dossier.entity(id).kind == EntityKind::Outlet;
        let written = dossier.names().iter().filter(|n| is_outlet(n.entity)).map(|n| (&*n.form, n.entity));
        let english =
            dossier.entities().iter().filter_map(|e| Some((&*e.name, dossier.find(&e.id).filter(|id| is_outlet(*id))?)));
        let mut names: FxHashMap<String, Option<EntityId>> = FxHashMap::default();
        for (name, id) in written.chain(english) {
            let slot = names.entry(key(&pack.fold, name)).or_insert(Some(id));
            if *slot != Some(id) {
                *slot = None;
            }
        }
        Outlets { names }
    }

    fn named(&self, fold: &Fold, name: &str) -> Option<EntityId> {
        self.names.get(&key(fold, name)).copied().flatten()
    }
}

fn key(fold: &Fold, name: &str) -> String {
    fold.text(&name.trim().to_lowercase())
}

/// What tells who published a report.
pub(crate) struct Told<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) fold: &'a Fold,
    pub(crate) outlets: &'a Outlets,
    pub(crate) given: &'a Given,
    /// What the page says of itself.
    pub(crate) page: &'a clean::Meta,
    /// Identifier of the medium that signs the byline, the dateline or the lead.
    pub(crate) signed: Option<String>,
}

impl Told<'_> {
    /// Who published it: whom the user names; else the medium of the dossiers that signs the text; else the one whose host the
    /// address has; else the one whose name the page bears; else what signs it, known or not. A given name that no dossier knows,
    /// as titles of feeds are, gives way to a host that is known.
    pub(crate) fn published(self) -> Publisher {
        let host = self.host();
        let at = host.as_ref().map(|(id, _)| self.id(*id));
        let named = host.map(|(_, host)| host);
        let is = |outlet: Option<String>, basis| Publisher { outlet, basis, host: named.clone(), differs: false };
        if let Some(given) = &self.given.outlet {
            let known = self.outlets.named(self.fold, given).map(|id| self.id(id));
            return match (known, at) {
                _ if given.starts_with("outlet/") => is(Some(given.clone()), "given"),
                (Some(known), _) => is(Some(known), "given"),
                (None, Some(at)) => is(Some(at), "host"),
                (None, None) => is(Some(given.clone()), "given"),
            };
        }
        let known = |id: &String| self.dossier.find(id).is_some();
        if let Some(signed) = self.signed.clone().filter(known) {
            let differs = at.as_ref().is_some_and(|at| *at != signed);
            return Publisher { differs, ..is(Some(signed), "stated") };
        }
        let site = || self.page.site.as_deref().and_then(|s| self.outlets.named(self.fold, s)).map(|id| self.id(id));
        match (at, site().or(self.signed.clone())) {
            (Some(at), _) => is(Some(at), "host"),
            (None, Some(stated)) => is(Some(stated), "stated"),
            (None, None) => is(None, "unknown"),
        }
    }

    fn id(&self, id: EntityId) -> String {
        self.dossier.entity(id).id.clone()
    }

    /// The outlet at the address where the report was found. What a page calls its own address counts only where nobody knows
    /// where it was found: a page cannot speak for the host of another.
    fn host(&self) -> Option<(EntityId, String)> {
        let url = self.given.url.as_deref().or(self.page.url.as_deref())?;
        self.dossier.outlet_at(url)
    }
}
