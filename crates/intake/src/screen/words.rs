//! Which words a text holds, found in one pass: particles and words of the screen as one deterministic automaton over letters.

use language::{Fold, Pack, Slot};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Particles that are cut off the front of a word, one after the other.
const MOST_CUTS: u8 = 3;
/// Characters that have a place in the table of classes: those of one or two bytes.
const NEAR: usize = 0x800;
/// Class of a character at which a word ends.
const END: u16 = 0;
/// Class of a character that is passed over.
const NOTHING: u16 = 1;
/// Class of a letter that stands in no word of the screen.
const OTHER: u16 = 2;

/// A set of words and pairs of words, with the particles that may stand before them.
#[derive(Debug)]
pub(super) struct Words {
    fold: Fold,
    /// The class of each near character.
    classes: Vec<u16>,
    /// A class has a column in each row of `next`.
    width: u32,
    /// By row and class: where the next row begins, or from `last` on, which entry of `found` was reached.
    next: Vec<u32>,
    last: u32,
    found: Vec<Found>,
}

/// A word that was found.
#[derive(Debug, Clone, Default)]
struct Found {
    /// It says enough by itself.
    alone: bool,
    /// Words, as classes of their letters, of which one has to follow.
    before: Vec<Vec<u16>>,
}

impl Words {
    /// Takes words and pairs of words (of longer forms the first two words count) and the particles of the pack.
    pub(super) fn new<'a>(pack: &Pack, forms: impl Iterator<Item = &'a str>) -> Words {
        let mut classes = classes(&pack.fold);
        let mut letters = Letters::default();
        let forms: Vec<Vec<Vec<char>>> = forms.map(|f| letters.spelled(&pack.fold, f)).collect();
        let clitics = pack.clitics.iter().filter(|c| c.slot != Slot::Suffix);
        let cuts: Vec<Vec<char>> = clitics.flat_map(|c| letters.spelled(&pack.fold, &c.form)).collect();
        for (class, near) in classes.iter_mut().zip((0..NEAR as u32).map(char::from_u32)).filter(|(class, _)| **class == OTHER) {
            let folded = near.and_then(|c| pack.fold.single(c)).flatten();
            *class = folded.and_then(|c| letters.0.get(&c)).copied().unwrap_or(OTHER);
        }
        let of = |word: &[char]| word.iter().filter_map(|c| letters.0.get(c)).copied().collect::<Vec<u16>>();
        let mut build = Build::default();
        forms.iter().for_each(|form| build.form(form.iter().map(|word| of(word))));
        cuts.iter().for_each(|cut| build.cut(&of(cut)));
        let width = u32::from(OTHER) + 1 + letters.0.len() as u32;
        let (next, last, found) = build.finish(width);
        Words { fold: pack.fold.clone(), classes, width, next, last, found }
    }

    /// Whether the text holds any of the words.
    pub(super) fn any(&self, text: &str) -> bool {
        let (mut state, mut at) = (self.width, 0);
        while at < text.len() {
            let (class, size) = self.class(text, at);
            at += size;
            state = self.step(state, class);
            if state >= self.last {
                if self.fits(state, text, at) {
                    return true;
                }
                state = self.width;
            }
        }
        state = self.step(state, END);
        state >= self.last && self.fits(state, text, at)
    }

    #[inline]
    fn step(&self, state: u32, class: u16) -> u32 {
        self.next.get((state + u32::from(class)) as usize).copied().unwrap_or(self.width)
    }

    /// The class of the character at a place, and its bytes.
    #[inline]
    fn class(&self, text: &str, at: usize) -> (u16, usize) {
        let bytes = text.as_bytes();
        match bytes[at] {
            b if b < 0x80 => (self.classes[usize::from(b)], 1),
            b if b < 0xe0 => {
                let low = bytes.get(at + 1).copied().unwrap_or(0x80);
                (self.classes[usize::from(b & 0x1f) << 6 | usize::from(low & 0x3f)], 2)
            }
            _ => self.far(text, at),
        }
    }

    /// A character of three or four bytes, by the first letter that it folds to.
    fn far(&self, text: &str, at: usize) -> (u16, usize) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return (END, 1) };
        let mut folded = String::new();
        self.fold.push(c, &mut folded);
        let class = match folded.chars().next() {
            None => NOTHING,
            Some(first) => self.classes.get(first as usize).copied().unwrap_or(END),
        };
        (class, c.len_utf8())
    }

    /// Whether what was found says enough, with the word behind it.
    fn fits(&self, state: u32, text: &str, mut at: usize) -> bool {
        let Some(found) = self.found.get((state - self.last) as usize) else { return false };
        if found.alone || found.before.is_empty() {
            return found.alone;
        }
        let mut word = Vec::new();
        while at < text.len() {
            let (class, size) = self.class(text, at);
            at += size;
            match class {
                END if word.is_empty() => {}
                END => break,
                NOTHING => {}
                letter => word.push(letter),
            }
        }
        found.before.contains(&word)
    }
}

/// The classes of near characters; all letters are [`OTHER`] still.
fn classes(fold: &Fold) -> Vec<u16> {
    let of = |n: usize| match char::from_u32(n as u32).and_then(|c| fold.single(c)) {
        Some(None) => NOTHING,
        Some(Some(f)) if f.is_alphanumeric() && (f as usize) < NEAR => OTHER,
        _ => END,
    };
    (0..NEAR).map(of).collect()
}

/// The letters of all words, each with its class.
#[derive(Default)]
struct Letters(FxHashMap<char, u16>);

impl Letters {
    /// The words of a form in folded letters; new letters are taken in.
    fn spelled(&mut self, fold: &Fold, form: &str) -> Vec<Vec<char>> {
        let folded = fold.text(form);
        let words = folded.split_whitespace().map(|w| {
            let near = |c: &char| c.is_alphanumeric() && (*c as usize) < NEAR;
            w.chars().filter(near).collect::<Vec<char>>()
        });
        let words: Vec<Vec<char>> = words.filter(|w| !w.is_empty()).collect();
        for c in words.iter().flatten() {
            let new = OTHER + 1 + self.0.len() as u16;
            self.0.entry(*c).or_insert(new);
        }
        words
    }
}

/// A tree of letters.
#[derive(Debug)]
struct Tree(Vec<FxHashMap<u16, usize>>);

impl Tree {
    fn add(&mut self, word: &[u16]) -> usize {
        word.iter().fold(0, |at, letter| {
            let new = self.0.len();
            let to = *self.0[at].entry(*letter).or_insert(new);
            if to == new {
                self.0.push(FxHashMap::default());
            }
            to
        })
    }
    fn next(&self, at: usize, letter: u16) -> Option<usize> {
        self.0[at].get(&letter).copied()
    }
}

impl Default for Tree {
    fn default() -> Tree {
        Tree(vec![FxHashMap::default()])
    }
}

/// Where one may be within a word: in the tree of words, or in that of particles with so many still to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Word(usize),
    Cut(usize, u8),
}

/// Puts the automaton together.
#[derive(Debug, Default)]
struct Build {
    words: Tree,
    ends: FxHashMap<usize, Found>,
    cuts: Tree,
    cut_ends: BTreeSet<usize>,
}

impl Build {
    fn form(&mut self, mut words: impl Iterator<Item = Vec<u16>>) {
        let (Some(first), second) = (words.next(), words.next()) else { return };
        let found = self.ends.entry(self.words.add(&first)).or_default();
        match second {
            None => found.alone = true,
            Some(second) => found.before.push(second),
        }
    }

    fn cut(&mut self, cut: &[u16]) {
        let end = self.cuts.add(cut);
        self.cut_ends.insert(end);
    }

    /// Where one may be at the start of a word of which so many particles may still be cut off.
    fn start(&self, cuts: u8) -> impl Iterator<Item = Place> {
        std::iter::once(Place::Word(0)).chain((cuts > 0).then_some(Place::Cut(0, cuts)))
    }

    fn letter(&self, places: &BTreeSet<Place>, letter: u16) -> BTreeSet<Place> {
        let mut out = BTreeSet::new();
        for place in places {
            match *place {
                Place::Word(at) => out.extend(self.words.next(at, letter).map(Place::Word)),
                Place::Cut(at, left) => {
                    let Some(to) = self.cuts.next(at, letter) else { continue };
                    out.insert(Place::Cut(to, left));
                    if self.cut_ends.contains(&to) {
                        out.extend(self.start(left - 1));
                    }
                }
            }
        }
        out
    }

    /// All words that end in one of the places.
    fn end(&self, places: &BTreeSet<Place>) -> Option<Found> {
        let mut out = Found::default();
        for place in places {
            if let Some(found) = match place {
                Place::Word(at) => self.ends.get(at),
                Place::Cut(..) => None,
            } {
                out.alone |= found.alone;
                out.before.extend(found.before.iter().cloned());
            }
        }
        (out.alone || !out.before.is_empty()).then_some(out)
    }

    /// The rows: 0 is where no word of the screen can be any more, 1 the start of a word. From the second number on, the values
    /// stand for what was found.
    fn finish(&self, width: u32) -> (Vec<u32>, u32, Vec<Found>) {
        let mut rows: FxHashMap<BTreeSet<Place>, u32> = FxHashMap::default();
        let mut waiting = vec![BTreeSet::new(), self.start(MOST_CUTS).collect()];
        rows.extend(waiting.iter().cloned().zip(0..));
        let (mut next, mut ends, mut found, mut at) = (Vec::new(), Vec::new(), Vec::new(), 0);
        while let Some(places) = waiting.get(at).cloned() {
            if let Some(end) = self.end(&places) {
                ends.push((next.len(), found.len() as u32));
                found.push(end);
            }
            next.extend([width, at as u32 * width, 0]);
            for letter in OTHER + 1..width as u16 {
                let to = self.letter(&places, letter);
                let new = rows.len() as u32;
                let row = *rows.entry(to.clone()).or_insert(new);
                if row == new {
                    waiting.push(to);
                }
                next.push(row * width);
            }
            at += 1;
        }
        let last = at as u32 * width;
        ends.into_iter().for_each(|(place, found)| next[place] = last + found);
        (next, last, found)
    }
}
