//! A first look at a text: is it in the language of the pack, and does it speak of any negotiation at all?
//!
//! It reads words only up to the first that says so, so it costs little on a report and a small part of a reading on what is
//! none. It looks for no more than a word: what passes may still hold nothing, what does not pass holds no trigger of an event
//! between parties.

use crate::Reason;
use language::{Fold, Pack};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use whatlang::Lang;

/// Types of events that a negotiation is made of, as the tables call them.
const TYPES: [&str; 14] = [
    "meeting",
    "call",
    "agreement",
    "proposal",
    "exchange",
    "visit",
    "suspension",
    "expiry",
    "conference",
    "signature",
    "extension",
    "withdrawal",
    "invitation",
    "entry-into-force",
];
/// Other classes of words that only reports on negotiations use.
const CLASSES: [&str; 2] = ["round", "delegation"];
/// Particles that are cut off the front of a word, one after the other.
const MOST_CUTS: usize = 3;
/// How much of a text tells its language.
const SHOWN: usize = 512;
/// Letters that other languages added to the Arabic script, by their code points.
const EXTENDED: std::ops::RangeInclusive<u32> = 0x671..=0x6d3;
/// Below this part of its letters in the pack's script, a text is in another language.
const LEAST_LETTERS: f64 = 0.3;
/// From this confidence on, the detector is believed.
const SURE: f64 = 0.9;

/// Letters of a word that are looked at.
const LONGEST: usize = 32;
/// Characters that have a place in the table of letters: those of one or two bytes.
const NEAR: usize = 0x800;
/// In the table of letters: the word ends here.
const END: u16 = 0;
/// In the table of letters: passed over.
const NOTHING: u16 = 1;

/// The words that make a text worth reading.
#[derive(Debug)]
pub struct Screen {
    fold: Fold,
    /// What each near character is in a folded word: an end, nothing, or a letter by its code and two.
    letters: Vec<u16>,
    /// Ways on from a word: whether it says enough by itself, and which words after it do.
    words: FxHashMap<u64, Next>,
    /// Marks the first three letters of those words, so that few others are looked up.
    begins: Vec<u64>,
    cuts: Vec<Vec<u16>>,
    /// Marks the letters with which a particle begins.
    cut_at: Vec<u64>,
    language: Option<Lang>,
    rtl: bool,
}

#[derive(Debug, Default)]
struct Next {
    alone: bool,
    before: Vec<u64>,
}

impl Screen {
    /// Takes the words from a pack.
    pub fn new(pack: &Pack) -> Screen {
        let mut screen = Screen {
            fold: pack.fold.clone(),
            letters: letters(&pack.fold),
            words: FxHashMap::default(),
            begins: vec![0; 1024],
            cuts: Vec::new(),
            cut_at: vec![0; NEAR / 64 + 1],
            language: Lang::all().iter().copied().find(|l| two_letters(*l) == pack.tag),
            rtl: pack.rtl,
        };
        let rows = pack.rows.iter().filter(|r| !r.line.ambiguous && is_trigger(&r.line.class, &r.line.value));
        rows.for_each(|row| screen.add(&pack.fold.text(&row.form)));
        let before = pack.clitics.iter().filter(|c| c.slot != language::Slot::Suffix);
        screen.cuts = before.map(|c| screen.spelled(&c.form)).collect();
        screen.cuts.sort_by_key(|c| std::cmp::Reverse(c.len()));
        for first in screen.cuts.iter().filter_map(|c| c.first()) {
            screen.cut_at[usize::from(*first) / 64] |= 1 << (first % 64);
        }
        screen
    }

    fn spelled(&self, word: &str) -> Vec<u16> {
        word.chars().filter_map(|c| self.letters.get(c as usize).copied()).filter(|l| *l > NOTHING).take(LONGEST).collect()
    }

    fn add(&mut self, form: &str) {
        let mut parts = form.split_whitespace().map(|w| self.spelled(w)).filter(|w| !w.is_empty());
        let (Some(first), second) = (parts.next(), parts.next()) else { return };
        let at = begin(&first);
        let next = self.words.entry(hash(&first)).or_default();
        match second {
            None => next.alone = true,
            Some(second) => next.before.push(hash(&second)),
        }
        if let Some(word) = self.begins.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Why a text need not be read; `None` when it should be.
    pub fn refuse(&self, text: &str) -> Option<(Reason, String)> {
        if let Some(other) = self.other_language(text) {
            return Some((Reason::Language, other));
        }
        (!self.speaks_of_any(text)).then(|| (Reason::OffTopic, String::new()))
    }

    /// The language of a text, where it is surely not that of the pack.
    fn other_language(&self, text: &str) -> Option<String> {
        let own = self.language?;
        let end = (0..=SHOWN.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let shown = &text[..end];
        let (mut all, mut in_script, mut extended) = (0usize, 0usize, 0usize);
        for c in shown.chars().filter(|c| c.is_alphabetic()) {
            all += 1;
            in_script += usize::from(is_rtl(c) == self.rtl);
            extended += usize::from(EXTENDED.contains(&u32::from(c)));
        }
        if all < 20 {
            return None;
        }
        if (in_script as f64) < LEAST_LETTERS * all as f64 {
            let found = whatlang::detect(shown).map(|i| two_letters(i.lang()).to_owned());
            return Some(found.unwrap_or_else(|| "und".to_owned()));
        }
        // The detector is slow: it is asked only where letters stand that other languages added to the script.
        if extended * 50 < all {
            return None;
        }
        let found = whatlang::detect(shown)?;
        (found.lang() != own && found.confidence() >= SURE).then(|| two_letters(found.lang()).to_owned())
    }

    /// Whether any word of the text is a trigger.
    fn speaks_of_any(&self, text: &str) -> bool {
        let mut word = [0u16; LONGEST];
        let (mut len, mut at, bytes) = (0, 0, text.as_bytes());
        let mut open: &[u64] = &[];
        loop {
            let (letter, size) = match bytes.get(at).copied() {
                None => (END, 1),
                Some(b) if b < 0x80 => (self.letters[usize::from(b)], 1),
                Some(b) if b < 0xe0 => {
                    let low = bytes.get(at + 1).copied().unwrap_or(0x80);
                    (self.letters[usize::from(b & 0x1f) << 6 | usize::from(low & 0x3f)], 2)
                }
                Some(_) => self.far(text, at),
            };
            at += size;
            if letter > NOTHING {
                if let Some(slot) = word.get_mut(len) {
                    *slot = letter;
                    len += 1;
                }
            } else if letter == END && len > 0 {
                let word = &word[..len];
                if !open.is_empty() && open.contains(&hash(word)) {
                    return true;
                }
                open = match self.look(word) {
                    Some(next) if next.alone => return true,
                    Some(next) => &next.before,
                    None => &[],
                };
                len = 0;
            }
            if at > bytes.len() {
                return false;
            }
        }
    }

    /// A character of three or four bytes, by what it folds to.
    fn far(&self, text: &str, at: usize) -> (u16, usize) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return (END, 1) };
        let mut folded = String::new();
        self.fold.push(c, &mut folded);
        let letter = match folded.chars().next() {
            None => NOTHING,
            Some(first) => self.letters.get(first as usize).copied().unwrap_or(END),
        };
        (letter, c.len_utf8())
    }

    /// What is known of a word, particles cut off.
    fn look(&self, word: &[u16]) -> Option<&Next> {
        let mut rest = word;
        for _ in 0..=MOST_CUTS {
            let at = begin(rest);
            let may_be = self.begins[at / 64] & (1 << (at % 64)) != 0;
            if let Some(next) = may_be.then(|| self.words.get(&hash(rest))).flatten() {
                return Some(next);
            }
            let first = rest.first().copied().filter(|l| self.cut_at[usize::from(*l) / 64] & (1 << (l % 64)) != 0)?;
            let fitting = self.cuts.iter().filter(|c| c.first() == Some(&first));
            rest = fitting.filter_map(|c| rest.strip_prefix(c.as_slice())).find(|rest| rest.len() > 1)?;
        }
        None
    }
}

/// The table of near characters.
fn letters(fold: &Fold) -> Vec<u16> {
    let of = |n: usize| {
        let Some(c) = char::from_u32(n as u32) else { return END };
        match fold.single(c) {
            Some(None) => NOTHING,
            Some(Some(f)) if f.is_alphanumeric() && (f as usize) < NEAR => f as u16 + 2,
            _ => END,
        }
    };
    (0..NEAR).map(of).collect()
}

/// A number below 65,536 for the first three letters of a word.
fn begin(word: &[u16]) -> usize {
    let of = |n: usize| u32::from(word.get(n).copied().unwrap_or(0));
    let mixed = (of(0) << 20 ^ of(1) << 10 ^ of(2)).wrapping_mul(0x9e37_79b1);
    (mixed >> 16) as usize
}

fn is_trigger(class: &str, value: &str) -> bool {
    if CLASSES.contains(&class) {
        return true;
    }
    let kind = value.split(';').find_map(|p| p.strip_prefix("type="));
    class == "event" && kind.is_some_and(|k| TYPES.contains(&k)) && !value.split(';').any(|p| p == "weak=1")
}

fn hash(word: &[u16]) -> u64 {
    let mut hasher = FxHasher::default();
    word.iter().for_each(|l| hasher.write_u16(*l));
    hasher.finish()
}

/// Letters of the right-to-left scripts, by their blocks.
fn is_rtl(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC)
}

/// The tag of a language, as packs have it.
fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Rus => "ru",
        Lang::Tur => "tr",
        Lang::Spa => "es",
        Lang::Deu => "de",
        other => other.code(),
    }
}
