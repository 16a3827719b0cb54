//! Mentions and roles.

use crate::entities::Entities;
use crate::error::EvalError;
use crate::found::{Found, FoundMention, FoundRole};
use crate::pairing::pair;
use crate::python::{equal, repr_str, str_of, str_of_id};
use crate::score::Bench;
use crate::tally::Finding;

impl Bench<'_> {
    /// Mentions by span and type, linked by entity; returns which identifiers are the same.
    pub fn mentions(&mut self) -> Result<Entities, EvalError> {
        let gold = self.gold.placed(self.text, &self.gold.mentions, "mentions")?;
        let found: Vec<Found<'_, FoundMention>> = self.reading.found("mentions")?;
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let (g, p) = (&gold[g], &found[p]);
            (equal(&g.item.r#type, &p.item.r#type) && g.span.matches(p.span)).then(|| g.span.iou(p.span))
        });
        self.scores.add(Finding::Mentions, pairs.len(), found.len(), gold.len());
        self.report("mention", &gold, &found, &pairs, |g| {
            let entity = str_of_id(g.item.entity.as_deref());
            format!("{} {entity} {}", repr_str(g.piece), str_of(&g.item.r#type))
        });
        let entities = Entities::of(&gold, &found);
        let linked = pairs.count(|g, p| entities.equal(&gold[g].item.entity, &found[p].item.entity));
        self.scores.add(Finding::MentionsLinked, linked, found.len(), gold.len());
        Ok(entities)
    }

    /// Roles by person, where any wording overlaps.
    pub fn roles(&mut self, entities: &Entities) -> Result<(), EvalError> {
        let gold = self.gold.placed(self.text, &self.gold.roles, "roles")?;
        let found: Vec<Found<'_, FoundRole>> = self.reading.found("roles")?;
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let (g, p) = (&gold[g], &found[p]);
            let close = g.all.iter().any(|s| s.overlaps(p.span)) && entities.equal(&g.item.person, &p.item.person);
            close.then(|| g.span.iou(p.span))
        });
        self.scores.add(Finding::Roles, pairs.len(), found.len(), gold.len());
        self.report("role", &gold, &found, &pairs, |g| {
            let person = str_of_id(g.item.person.as_deref());
            format!("{} {person} of {}", repr_str(g.piece), str_of(&g.item.of))
        });
        Ok(())
    }
}
