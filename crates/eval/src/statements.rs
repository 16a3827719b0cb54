//! Statements: what was said, by whom, through whom, and how it is quoted.

use crate::entities::Entities;
use crate::error::EvalError;
use crate::found::{Found, FoundStatement};
use crate::gold::{GoldStatement, Placed};
use crate::pairing::{Pairs, pair};
use crate::python::{equal, first_chars, repr, repr_str, str_of_id};
use crate::score::Bench;
use crate::tally::Finding;
use serde_json::Value;

/// Outlets that are where something was said rather than who passed it on.
const PLATFORMS: [&str; 5] = ["outlet/twitter", "outlet/x", "outlet/telegram", "outlet/facebook", "outlet/youtube"];

impl Bench<'_> {
    /// Statements by the span of their content; those in boilerplate are neither asked for nor held against the program.
    pub fn statements(&mut self, entities: &Entities) -> Result<(), EvalError> {
        let all = self.gold.placed(self.text, &self.gold.statements, "statements")?;
        let (skip, gold): (Vec<_>, Vec<_>) = all.into_iter().partition(|g| g.boilerplate);
        let mut found: Vec<Found<'_, FoundStatement>> = self.reading.found("statements")?;
        found.retain(|p| !skip.iter().any(|g| g.span.matches(p.span)));
        let spoken = |g: usize, p: usize| entities.equal(&gold[g].item.speaker, &found[p].item.speaker);
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let iou = gold[g].span.iou(found[p].span);
            (iou >= 0.5).then(|| iou + f64::from(u8::from(spoken(g, p))))
        });
        self.count_statements(&gold, &found, &pairs, spoken);
        self.report("statement", &gold, &found, &pairs, |g| {
            let (words, speaker) = (repr_str(first_chars(g.piece, 80)), str_of_id(g.item.speaker.as_deref()));
            format!("{words} by {speaker} cue {}", repr(&g.item.cue))
        });
        for (g, p) in pairs.iter().filter(|&(g, p)| !spoken(g, p)) {
            let words = repr_str(first_chars(gold[g].piece, 60));
            let (is, read) = (&gold[g].item.speaker, &found[p].item.speaker);
            let (is, read) = (str_of_id(is.as_deref()), str_of_id(read.as_deref()));
            self.differs("statement", &format!("{words} is by {is}, read as {read}"));
        }
        Ok(())
    }

    fn count_statements(
        &mut self,
        gold: &[Placed<'_, GoldStatement>],
        found: &[Found<'_, FoundStatement>],
        pairs: &Pairs,
        spoken: impl Fn(usize, usize) -> bool,
    ) {
        let via = pairs.count(|g, p| media(&gold[g].item.via) == media(&found[p].item.via));
        let kind = pairs.count(|g, p| equal(&gold[g].item.kind, &found[p].item.kind));
        let rows = [
            (Finding::Statements, pairs.len()),
            (Finding::StatementsSpoken, pairs.count(spoken)),
            (Finding::StatementsVia, via),
            (Finding::StatementsKind, kind),
        ];
        for (finding, right) in rows {
            self.scores.add(finding, right, found.len(), gold.len());
        }
    }
}

/// The chain of media, without persons, groups and platforms.
fn media(via: &Value) -> Vec<&str> {
    let chain = via.as_array().map(Vec::as_slice).unwrap_or_default();
    chain.iter().filter_map(Value::as_str).filter(|v| v.starts_with("outlet/") && !PLATFORMS.contains(v)).collect()
}
