//! Zones: the bytes of the file that both sides call body.

use crate::error::EvalError;
use crate::found::{Found, FoundZone};
use crate::gold::GoldZone;
use crate::python;
use crate::score::Bench;
use crate::span::signed;
use crate::tally::Finding;

impl Bench<'_> {
    /// Counts bytes.
    pub fn zones(&mut self) -> Result<(), EvalError> {
        let size = self.text.len();
        let mut body = vec![false; size];
        for (i, zone) in self.gold.zones.iter().enumerate().filter(|(_, z)| z.kind == "body") {
            let (start, end) = self.ends(zone, &format!("zones[{i}]"))?;
            mark(&mut body, start, end, end - start);
        }
        let mut mine = vec![false; size];
        let found: Vec<Found<'_, FoundZone>> = self.reading.found("zones")?;
        for span in found.iter().filter(|z| z.item.kind == "body").map(|z| z.span) {
            mark(&mut mine, span.start, span.end, span.end.min(signed(size)).saturating_sub(span.start));
        }
        let both = body.iter().zip(&mine).filter(|(a, b)| **a && **b).count();
        let count = |bytes: &[bool]| bytes.iter().filter(|b| **b).count();
        self.scores.add(Finding::Zones, both, count(&mine), count(&body));
        Ok(())
    }

    /// First byte and the byte after the last. Last words that do not follow the first ones are taken to begin at the
    /// last character of the file: score.py does so, because `find` says -1 there.
    fn ends(&self, zone: &GoldZone, at: &str) -> Result<(i64, i64), EvalError> {
        let text = self.text;
        let start = self.gold.place(text, &zone.from, zone.from_n, at)?.start;
        let from = usize::try_from(start).unwrap_or_default();
        let last = || text.char_indices().next_back().map_or(0, |(i, _)| i);
        let to = text[from..].find(&zone.to).map_or_else(last, |i| from + i);
        Ok((start, signed(to + zone.to.len())))
    }
}

/// `list[start:end] = [1] * count`, which may make the list longer or shorter.
fn mark(list: &mut Vec<bool>, start: i64, end: i64, count: i64) {
    let count = usize::try_from(count).unwrap_or_default();
    let range = python::slice(list.len(), start, end);
    list.splice(range, std::iter::repeat_n(true, count));
}
