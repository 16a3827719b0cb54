//! Which texts repeat others, wholly or in part.
//!
//! A text is a set of five-word shingles. Of each set the [`SKETCH`] smallest hashes are kept: two sketches, both cut at the smaller
//! of their largest hashes, are samples of the two sets by the same rule, so what they share estimates what the texts share; up to
//! that many shingles nothing is lost. Texts that share a hash meet in a sorted list of hashes, never all with all.

use reading::Reading;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a shingle.
const WORDS: usize = 5;
/// Hashes kept of a text.
const SKETCH: usize = 256;
/// Of the hashes this share leads to other texts.
const LEADING: u64 = u64::MAX / 4;
/// So many texts with one shingle are compared all with all; of more each with the next.
const CROWD: usize = 6;
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
        let sketches: Vec<Vec<u64>> = readings.iter().map(|r| sketch(&r.text)).collect();
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

/// The head of a union-find tree.
pub(crate) fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

fn sketch(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut hashes: Vec<u64> = words.windows(WORDS).map(|w| xxh3_64(w.join(" ").as_bytes())).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

/// Pairs of texts that share shingles which lead to other texts.
fn candidates(sketches: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let leading = |(i, s): (usize, &Vec<u64>)| s.iter().copied().filter(|h| *h < LEADING).map(move |h| (h, i)).collect::<Vec<_>>();
    let mut postings: Vec<(u64, usize)> = sketches.iter().enumerate().flat_map(leading).collect();
    postings.sort_unstable();
    let mut pairs = Vec::new();
    for run in postings.chunk_by(|a, b| a.0 == b.0) {
        let reach = if run.len() <= CROWD { run.len() } else { 1 };
        for (at, a) in run.iter().enumerate() {
            pairs.extend(run[at + 1..].iter().take(reach).map(|b| (a.1, b.1)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn compare(pair: (usize, usize), sketches: &[Vec<u64>]) -> Option<Copy> {
    let (a, b) = (&sketches[pair.0], &sketches[pair.1]);
    let end = |s: &[u64]| if s.len() < SKETCH { u64::MAX } else { s.last().copied().unwrap_or(u64::MAX) };
    let cut = end(a).min(end(b));
    let (a, b) = (&a[..a.partition_point(|h| *h <= cut)], &b[..b.partition_point(|h| *h <= cut)]);
    let shared = shared(a, b);
    let share = shared as f64 / a.len().min(b.len()).max(1) as f64;
    let whole = shared * 5 >= (a.len() + b.len() - shared) * 3 && shared > 0;
    (whole || (shared >= FEW && share >= 0.4)).then_some(Copy { pair, share, whole })
}

/// Members that two ordered lists share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
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
        let copies = of(&[words(0, 400), words(0, 400) + "more", words(5000, 300), words(5000, 100) + &words(9000, 60), words(20000, 300)]);
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
