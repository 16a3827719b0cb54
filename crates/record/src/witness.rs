//! How many independent witnesses an entry has.
//!
//! Simple and on the side of fewer. Reports count as one witness when their texts are nearly the same (three fifths of their
//! five-word shingles or more), when they come from one outlet, or when their words came through the same outlet: what stands in a
//! statement that names its media comes from the farthest of them; and a report whose statements name one outlet only, at least
//! half of them, is that outlet's.

use crate::member::Member;
use reading::Reading;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a shingle.
const WORDS: usize = 5;
/// Bands of a sketch and hashes in each: texts that share three fifths of their shingles share a band with 99 %.
const BANDS: usize = 20;
const ROWS: usize = 3;
/// Most others with which a text is compared in one band.
const COMPARED: usize = 16;

/// For each reading, the text it repeats: the position of the first that is nearly the same, or its own.
pub(crate) fn texts(readings: &[&Reading]) -> Vec<usize> {
    let shingles: Vec<FxHashSet<u64>> = readings.iter().map(|r| shingles(&r.text)).collect();
    let mut root: Vec<usize> = (0..readings.len()).collect();
    let mut buckets: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
    for (i, set) in shingles.iter().enumerate() {
        for (band, key) in sketch(set).into_iter().enumerate() {
            let bucket = buckets.entry((band, key)).or_default();
            let same = bucket.iter().copied().find(|&j| find(&mut root, j) == find(&mut root, i) || alike(&shingles[j], set));
            if let Some(j) = same {
                let (a, b) = (find(&mut root, i), find(&mut root, j));
                root[a.max(b)] = a.min(b);
            } else if bucket.len() < COMPARED {
                bucket.push(i);
            }
        }
    }
    (0..readings.len()).map(|i| find(&mut root, i)).collect()
}

fn find(root: &mut [usize], mut i: usize) -> usize {
    while root[i] != i {
        root[i] = root[root[i]];
        i = root[i];
    }
    i
}

/// FNV-1a over words; the same on every machine and with every compiler.
fn shingle(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|w| w.bytes().chain(std::iter::once(b' ')));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads a number over all numbers (splitmix64).
fn spread(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

fn shingles(text: &str) -> FxHashSet<u64> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(WORDS).map(shingle).collect()
}

/// One key per band; none for a text without shingles.
fn sketch(set: &FxHashSet<u64>) -> Vec<u64> {
    if set.is_empty() {
        return Vec::new();
    }
    let least = |seed: usize| set.iter().map(|s| spread(s ^ spread(seed as u64))).min().unwrap_or(0);
    (0..BANDS).map(|band| (0..ROWS).fold(0, |key, row| spread(key ^ least(band * ROWS + row)))).collect()
}

fn alike(a: &FxHashSet<u64>, b: &FxHashSet<u64>) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = few.iter().filter(|s| many.contains(s)).count();
    shared * 5 >= (a.len() + b.len() - shared) * 3
}

/// The number of independent witnesses of an event.
pub(crate) fn count(members: &[&Member], texts: &[usize]) -> usize {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut root: Vec<usize> = Vec::new();
    for m in members {
        let mut named: BTreeSet<String> = BTreeSet::from([format!("text {}", texts[m.report])]);
        // Words that came through another outlet are no witness of the one that prints them.
        named.extend(origin(m).or_else(|| m.reading.outlet.clone()));
        let nodes: Vec<usize> = named.into_iter().map(|name| node(&mut ids, &mut root, name)).collect();
        for pair in nodes.windows(2) {
            let (a, b) = (find(&mut root, pair[0]), find(&mut root, pair[1]));
            root[a.max(b)] = a.min(b);
        }
    }
    let roots: BTreeSet<usize> = (0..root.len()).map(|i| find(&mut root, i)).collect();
    roots.len()
}

fn node(ids: &mut BTreeMap<String, usize>, root: &mut Vec<usize>, name: String) -> usize {
    *ids.entry(name).or_insert_with(|| {
        root.push(root.len());
        root.len() - 1
    })
}

/// The outlet from which the words of an event came, where the report names one.
fn origin(m: &Member) -> Option<String> {
    let statements = &m.reading.statements;
    let around = statements.iter().filter(|s| s.words.span.overlaps(m.event.span) && !s.via.is_empty());
    if let Some(s) = around.min_by_key(|s| s.words.span) {
        return s.via.last().cloned();
    }
    let with: Vec<_> = statements.iter().filter_map(|s| s.via.last()).collect();
    let one = with.first().filter(|first| with.iter().all(|v| v == *first))?;
    (with.len() * 2 >= statements.len()).then(|| (*one).clone())
}
