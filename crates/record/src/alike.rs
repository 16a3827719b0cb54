//! Sketches of sets of hashes, and which sets share much: never all with all.
//!
//! Of each set the [`SKETCH`] smallest hashes are kept. Two sketches, both cut at the smaller of their largest hashes, are samples
//! of the two sets by the same rule, so what they share estimates what the sets share; up to that many hashes nothing is lost.

/// Hashes kept of a set.
const SKETCH: usize = 256;
/// Of the hashes this share leads to other sets.
const LEADING: u64 = u64::MAX / 4;
/// So many sets with one hash are compared all with all; of more each with the next.
const CROWD: usize = 6;

/// The sketch of a set of hashes.
pub(crate) fn sketch(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

/// Pairs of sets that share hashes which lead to other sets.
pub(crate) fn candidates(sketches: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let leading =
        |(i, s): (usize, &Vec<u64>)| s.iter().copied().filter(|h| *h < LEADING).map(move |h| (h, i)).collect::<Vec<_>>();
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

/// What two sketches share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Overlap {
    /// Hashes in both.
    pub(crate) shared: usize,
    /// Hashes in either.
    pub(crate) all: usize,
    /// How much of the smaller set stands in the larger, from 0 to 1.
    pub(crate) share: f64,
}

/// Compares two sketches.
pub(crate) fn overlap(a: &[u64], b: &[u64]) -> Overlap {
    let end = |s: &[u64]| if s.len() < SKETCH { u64::MAX } else { s.last().copied().unwrap_or(u64::MAX) };
    let cut = end(a).min(end(b));
    let (a, b) = (&a[..a.partition_point(|h| *h <= cut)], &b[..b.partition_point(|h| *h <= cut)]);
    let shared = shared(a, b);
    Overlap { shared, all: a.len() + b.len() - shared, share: shared as f64 / a.len().min(b.len()).max(1) as f64 }
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

/// The head of a union-find tree.
pub(crate) fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}
