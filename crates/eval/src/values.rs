//! Times and figures: words with a value.

use crate::edtf::Edtf;
use crate::error::EvalError;
use crate::found::{Found, FoundFigure, FoundTime};
use crate::gold::{GoldQuantity, GoldTime};
use crate::pairing::pair;
use crate::python::{equal, repr_str, str_of};
use crate::score::Bench;
use crate::tally::Finding;
use serde_json::Value;

impl Bench<'_> {
    /// Times by span and type, valued by EDTF value or the annotator's truth.
    pub fn times(&mut self) -> Result<(), EvalError> {
        let gold = self.gold.placed(self.text, &self.gold.times, "times")?;
        let found: Vec<Found<'_, FoundTime>> = self.reading.found("times")?;
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let (g, p) = (&gold[g], &found[p]);
            (equal(&g.item.r#type, &p.item.r#type) && g.span.matches(p.span)).then(|| g.span.iou(p.span))
        });
        self.scores.add(Finding::Times, pairs.len(), found.len(), gold.len());
        let right = |g: usize, p: usize| same_value(gold[g].item, &found[p].item.value);
        self.scores.add(Finding::TimesValued, pairs.count(right), found.len(), gold.len());
        self.report("time", &gold, &found, &pairs, |g| {
            format!("{} {} {}", repr_str(g.piece), str_of(&g.item.r#type), str_of(&g.item.value))
        });
        for (g, p) in pairs.iter().filter(|&(g, p)| !right(g, p)) {
            let (words, value) = (repr_str(gold[g].piece), str_of(&gold[g].item.value));
            self.differs("time", &format!("{words} is {value}, read as {}", str_of(&found[p].item.value)));
        }
        Ok(())
    }

    /// Figures by value and bound, where the words overlap.
    pub fn figures(&mut self) -> Result<(), EvalError> {
        let gold = self.gold.placed(self.text, &self.gold.quantities, "quantities")?;
        let found: Vec<Found<'_, FoundFigure>> = self.reading.found("figures")?;
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let (g, p) = (&gold[g], &found[p]);
            (g.span.overlaps(p.span) && same_figure(g.item, &p.item)).then(|| g.span.iou(p.span))
        });
        self.scores.add(Finding::Figures, pairs.len(), found.len(), gold.len());
        self.report("figure", &gold, &found, &pairs, |g| {
            let bound = str_of(g.item.bound.as_ref().unwrap_or(&Value::Null));
            format!("{} {} {bound}", repr_str(g.piece), str_of(&g.item.value))
        });
        Ok(())
    }
}

fn same_value(gold: &GoldTime, found: &Value) -> bool {
    let found = Edtf::of(found);
    found == Edtf::of(&gold.value) || gold.truth.as_ref().is_some_and(|truth| found == Edtf::of(truth))
}

/// A gold figure without a bound is exact.
fn same_figure(gold: &GoldQuantity, found: &FoundFigure) -> bool {
    let bound = gold.bound.as_ref().map_or_else(|| found.bound == "exact", |b| equal(b, &found.bound));
    bound && equal(&gold.value, &found.value)
}
