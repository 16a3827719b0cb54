//! Which texts repeat others, wholly or in part.
//!
//! A text is a set of five-word shingles; `alike` finds the sets that share much.

use crate::alike::{candidates, overlap, root, sketch};
use reading::Reading;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a shingle.
const WORDS: usize = 5;
/// Shingles that two texts share at least to be called copies.
const FEW: usize = 8;

/// That a text repeats another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Copy {
    /// Positions of the two reports, the lower first.
    pub(crate) pair: (usize, usize),
    /// How much of the shorter stands in the longer, from 0 to 1.
    pub(crate) share: f64,
    /// The texts are nearly the same.
    pub(crate) whole: bool,
}

/// All copies among the reports.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// For each report, the first of those that are nearly the same.
    pub(crate) same: Vec<usize>,
    /// All copies found, whole and partial, in order.
    pub(crate) found: Vec<Copy>,
    /// Positions in `found` by report.
    of: FxHashMap<usize, Vec<usize>>,
}

impl Copies {
    /// Compares the texts of the reports.
    pub(crate) fn find(readings: &[&Reading]) -> Copies {
        let sketches: Vec<Vec<u64>> = readings.iter().map(|r| sketch(shingles(&r.text))).collect();
        let mut copies = Copies { same: (0..readings.len()).collect(), ..Copies::default() };
        for pair in candidates(&sketches) {
            let Some(copy) = compare(pair, &sketches) else { continue };
            if copy.whole {
                let (a, b) = (root(&mut copies.same, pair.0), root(&mut copies.same, pair.1));
                copies.same[a.max(b)] = a.min(b);
            }
            for report in [pair.0, pair.1] {
                copies.of.entry(report).or_default().push(copies.found.len());
            }
            copies.found.push(copy);
        }
        for i in 0..readings.len() {
            copies.same[i] = root(&mut copies.same, i);
        }
        copies
    }
    /// The reports that share text with this one.
    pub(crate) fn partners(&self, report: usize) -> impl Iterator<Item = usize> + '_ {
        let found = self.of.get(&report).into_iter().flatten().map(|&i| self.found[i].pair);
        found.map(move |(a, b)| if a == report { b } else { a })
    }
}

fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(WORDS).map(|w| xxh3_64(w.join(" ").as_bytes())).collect()
}

fn compare(pair: (usize, usize), sketches: &[Vec<u64>]) -> Option<Copy> {
    let o = overlap(&sketches[pair.0], &sketches[pair.1]);
    let whole = o.shared * 5 >= o.all * 3 && o.shared > 0;
    (whole || (o.shared >= FEW && o.share >= 0.4)).then_some(Copy { pair, share: o.share, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[String]) -> Copies {
        let readings: Vec<Reading> = texts.iter().map(|t| Reading { text: t.clone(), ..Reading::default() }).collect();
        Copies::find(&readings.iter().collect::<Vec<_>>())
    }

    fn words(from: usize, count: usize) -> String {
        (from..from + count).map(|i| format!("word{i} ")).collect()
    }

    #[test]
    fn whole_and_partial_copies_are_told_apart() {
        let copies = of(&[
            words(0, 400),
            words(0, 400) + "more",
            words(5000, 300),
            words(5000, 100) + &words(9000, 60),
            words(20000, 300),
        ]);
        assert_eq!(copies.same, [0, 0, 2, 3, 4]);
        let found: Vec<_> = copies.found.iter().map(|c| (c.pair, c.whole)).collect();
        assert_eq!(found, [((0, 1), true), ((2, 3), false)]);
        assert!((copies.found[1].share - 0.62).abs() < 0.03, "{:?}", copies.found[1]);
        assert_eq!(copies.partners(3).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn long_texts_are_estimated_and_many_copies_are_one() {
        let long: Vec<String> = (0..40).map(|i| words(0, 3000) + &words(10_000 * (i + 1), 30)).collect();
        assert!(of(&long).same.iter().all(|r| *r == 0));
        assert!(of(&[String::new(), String::new()]).found.is_empty());
    }
}
