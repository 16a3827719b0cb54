//! How much two texts share: their words, three in a row, sketched by MinHash and found again by locality-sensitive hashing.
//!
//! A [`Sketch`] estimates which part of all shingles two texts have in common (the Jaccard index). An [`Index`] finds, among
//! sketches seen before, one that is near, without comparing with each. Language stays outside: [`Sketch::of`] hashes runs of
//! letters and digits as they are, [`Sketch::of_words`] takes words that the caller has folded.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Minima in a sketch.
pub const SIZE: usize = 64;
/// Minima in a band: sketches meet when all of a band are equal.
const ROWS: usize = 4;
/// Bands in a sketch: two texts that share 8 of 10 shingles meet with probability 0.9998, 6 of 10 with 0.89, 2 of 10 with 0.03.
const BANDS: usize = SIZE / ROWS;
/// Words in a shingle.
const WORDS: usize = 3;

/// The minima of a text under [`SIZE`] orders of its shingles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    minima: [u32; SIZE],
    shingles: u32,
}

impl Sketch {
    /// The sketch of a text, by its runs of letters and digits.
    pub fn of(text: &str) -> Sketch {
        Sketch::of_words(text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()))
    }

    /// The sketch of a text that was cut into words. A text of fewer words than a shingle has is one shingle.
    pub fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Sketch {
        let mut sketch = Sketch { minima: [u32::MAX; SIZE], shingles: 0 };
        let mut last = [0u64; WORDS];
        let mut seen = 0usize;
        for word in words {
            last.rotate_left(1);
            last[WORDS - 1] = hash(word.as_bytes());
            seen += 1;
            if seen >= WORDS {
                sketch.add(&last);
            }
        }
        if (1..WORDS).contains(&seen) {
            sketch.add(&last);
        }
        sketch
    }

    fn add(&mut self, shingle: &[u64; WORDS]) {
        let mut hasher = FxHasher::default();
        shingle.iter().for_each(|w| hasher.write_u64(*w));
        let mixed = mix(hasher.finish());
        let (low, high) = (mixed as u32, (mixed >> 32) as u32 | 1);
        // The orders are low + n * high, mixed once more: no table of constants, and the loop runs on many lanes.
        for (n, least) in self.minima.iter_mut().enumerate() {
            let x = low.wrapping_add((n as u32).wrapping_mul(high));
            let x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
            *least = (*least).min((x ^ (x >> 15)).wrapping_mul(0x846c_a68b));
        }
        self.shingles = self.shingles.saturating_add(1);
    }

    /// Number of shingles.
    pub fn len(&self) -> usize {
        self.shingles as usize
    }

    /// True when the text had no word.
    pub fn is_empty(&self) -> bool {
        self.shingles == 0
    }

    /// About which part of all shingles of the two texts both have: 0 to 1, in steps of one [`SIZE`]th.
    pub fn likeness(&self, other: &Sketch) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let same = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        same as f64 / SIZE as f64
    }

    fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        self.minima.chunks_exact(ROWS).enumerate().map(|(n, rows)| {
            let mut hasher = FxHasher::default();
            hasher.write_usize(n);
            rows.iter().for_each(|r| hasher.write_u32(*r));
            mix(hasher.finish())
        })
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    mix(hasher.finish())
}

/// Spreads what a multiplicative hash leaves in its high bits (the finaliser of SplitMix64).
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Sketches seen before, each with the caller's number for it.
///
/// Its memory is bounded: it keeps two generations of sketches, and when the younger is full the older is forgotten.
#[derive(Debug)]
pub struct Index {
    young: Generation,
    old: Generation,
    most: usize,
}

#[derive(Debug, Default)]
struct Generation {
    sketches: Vec<(u64, Sketch)>,
    /// From a band to the first sketch that has it.
    bands: FxHashMap<u64, u32>,
}

impl Generation {
    fn nearest(&self, sketch: &Sketch) -> Option<(u64, f64)> {
        let mut best: Option<(u64, f64)> = None;
        let mut tried = [u32::MAX; BANDS];
        for (n, band) in sketch.bands().enumerate() {
            let Some(&at) = self.bands.get(&band) else { continue };
            if tried.contains(&at) {
                continue;
            }
            tried[n] = at;
            let Some((id, other)) = self.sketches.get(at as usize) else { continue };
            let likeness = sketch.likeness(other);
            if best.is_none_or(|(_, most)| likeness > most) {
                best = Some((*id, likeness));
            }
        }
        best
    }
}

impl Index {
    /// An index that keeps at least the last `most` sketches, and at most twice as many; one takes about 600 bytes.
    pub fn new(most: usize) -> Index {
        Index { young: Generation::default(), old: Generation::default(), most: most.max(1) }
    }

    /// The sketch most like this one among those that share a band with it, and how like it is.
    pub fn nearest(&self, sketch: &Sketch) -> Option<(u64, f64)> {
        let found = [&self.old, &self.young].into_iter().filter_map(|g| g.nearest(sketch));
        found.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// Adds a sketch under the caller's number. One without a word is not kept.
    pub fn add(&mut self, id: u64, sketch: Sketch) {
        if sketch.is_empty() {
            return;
        }
        if self.young.sketches.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        let at = self.young.sketches.len() as u32;
        for band in sketch.bands() {
            self.young.bands.entry(band).or_insert(at);
        }
        self.young.sketches.push((id, sketch));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `n` words that are found in no text of another `seed`.
    fn text(seed: usize, n: usize) -> Vec<String> {
        (0..n).map(|i| format!("w{seed}x{}", (i * 7919 + seed) % 1000)).collect()
    }

    fn sketch(words: &[String]) -> Sketch {
        Sketch::of_words(words.iter().map(String::as_str))
    }

    #[test]
    fn likeness_is_near_the_share_of_shingles() {
        let a = text(1, 400);
        assert_eq!(sketch(&a).likeness(&sketch(&a)), 1.0);
        for changed in [20usize, 60, 120] {
            let mut b = a.clone();
            b.truncate(400 - changed);
            b.extend(text(2, changed));
            let same = 398.0 - changed as f64;
            let expected = same / (2.0 * 398.0 - same);
            let found = sketch(&a).likeness(&sketch(&b));
            assert!((found - expected).abs() < 0.17, "{changed}: {found} for {expected}");
        }
        assert!(sketch(&a).likeness(&sketch(&text(3, 400))) < 0.1);
    }

    #[test]
    fn near_texts_are_found_among_many_and_others_are_not() {
        let mut index = Index::new(10_000);
        for n in 0..2_000 {
            index.add(n, sketch(&text(n as usize, 200)));
        }
        let mut found = 0;
        for n in (0..2_000u64).step_by(10) {
            let mut near = text(n as usize, 200);
            near[50] = "other".to_owned();
            near.push("agency".to_owned());
            found += usize::from(index.nearest(&sketch(&near)).is_some_and(|(id, likeness)| id == n && likeness > 0.7));
        }
        assert!(found >= 198, "{found} of 200");
        let strange = (5_000..5_200).filter(|n| index.nearest(&sketch(&text(*n, 200))).is_some_and(|(_, l)| l > 0.5)).count();
        assert_eq!(strange, 0);
    }

    #[test]
    fn old_sketches_are_forgotten() {
        let mut index = Index::new(10);
        for n in 0..25 {
            index.add(n, sketch(&text(n as usize, 50)));
        }
        assert_eq!(index.nearest(&sketch(&text(24, 50))), Some((24, 1.0)));
        assert_eq!(index.nearest(&sketch(&text(10, 50))), Some((10, 1.0)));
        assert_eq!(index.nearest(&sketch(&text(9, 50))), None);
    }

    #[test]
    fn a_text_without_words_is_like_none() {
        let empty = Sketch::of(" ... ");
        assert!(empty.is_empty() && empty.likeness(&empty) == 0.0);
        let mut index = Index::new(1);
        index.add(1, empty.clone());
        assert_eq!(index.nearest(&empty), None);
        assert_eq!(Sketch::of("one two").likeness(&Sketch::of("one, two!")), 1.0);
    }
}
