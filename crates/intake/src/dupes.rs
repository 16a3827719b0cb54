//! Reports that came before: the same bytes, or nearly the same words.

use rustc_hash::FxHashSet;
use shingles::{Index, Sketch};

/// Sketches that are kept: about 60 to 120 MB when all are.
const KEPT: usize = 100_000;
/// From this likeness on, two texts are nearly the same.
const NEAR: f64 = 0.8;
/// A text of fewer shingles is never nearly another: two short reports with one frame differ in what matters.
const SHORTEST: usize = 30;

/// How a report is like one before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Likeness {
    /// Like none.
    New,
    /// About this part of the words, three in a row, are those of the report with that number.
    Near(u64, f64),
}

/// What came before.
#[derive(Debug)]
pub struct Dupes {
    seen: FxHashSet<[u8; 16]>,
    near: Index,
}

impl Default for Dupes {
    fn default() -> Dupes {
        Dupes { seen: FxHashSet::default(), near: Index::new(KEPT) }
    }
}

impl Dupes {
    /// Notes a report by the SHA-256 of its bytes, in hex; false when it came before.
    pub fn is_new(&mut self, sha256: &str) -> bool {
        let mut key = [0; 16];
        for (slot, pair) in key.iter_mut().zip(sha256.as_bytes().chunks_exact(2)) {
            *slot = std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok()).unwrap_or(0);
        }
        self.seen.insert(key)
    }

    /// Says whether a text is nearly one before it, and notes it under a number when it is not.
    pub fn likeness(&mut self, number: u64, sketch: Sketch) -> Likeness {
        if sketch.len() < SHORTEST {
            return Likeness::New;
        }
        match self.near.nearest(&sketch) {
            Some((id, likeness)) if likeness >= NEAR => Likeness::Near(id, likeness),
            _ => {
                self.near.add(number, sketch);
                Likeness::New
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_near_copies_are_known() {
        let mut dupes = Dupes::default();
        let sha = source::digest(b"a");
        assert!(dupes.is_new(&sha) && !dupes.is_new(&sha) && dupes.is_new(&source::digest(b"b")));
        let text: String = (0..200).map(|n| format!("كلمة{n} ")).collect();
        assert_eq!(dupes.likeness(1, Sketch::of(&text)), Likeness::New);
        let near = format!("وكالة {text} (انتهى)");
        assert!(matches!(dupes.likeness(2, Sketch::of(&near)), Likeness::Near(1, l) if l > 0.9));
        assert_eq!(dupes.likeness(3, Sketch::of("قصير جدا")), Likeness::New);
        assert_eq!(dupes.likeness(4, Sketch::of("قصير جدا")), Likeness::New);
    }
}
