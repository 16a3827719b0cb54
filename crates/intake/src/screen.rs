//! A first look at a text: is it in the language of the pack, and does it speak of any negotiation at all?
//!
//! It reads words only up to the first that says so, so it costs little on a report and a small part of a reading on what is
//! none. It looks for no more than a word: what passes may still hold nothing, what does not pass holds no trigger of an event
//! between parties.

use crate::Reason;
use language::{Fold, Pack};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use whatlang::{Detector, Lang};

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
/// How much of a text is shown to the detector of languages.
const SHOWN: usize = 2048;
/// Below this part of its letters in the pack's script, a text is in another language.
const LEAST_LETTERS: f64 = 0.3;
/// From this confidence on, the detector is believed.
const SURE: f64 = 0.9;

/// The words that make a text worth reading.
#[derive(Debug)]
pub struct Screen {
    fold: Fold,
    /// Ways on from a word: whether it says enough by itself, and which words after it do.
    words: FxHashMap<u64, Next>,
    cuts: Vec<String>,
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
        let mut words: FxHashMap<u64, Next> = FxHashMap::default();
        let rows = pack.rows.iter().filter(|r| !r.line.ambiguous && is_trigger(&r.line.class, &r.line.value));
        for row in rows {
            let form = pack.fold.text(&row.form);
            let mut parts = form.split_whitespace();
            let Some(first) = parts.next() else { continue };
            let next = words.entry(hash(first)).or_default();
            match parts.next() {
                None => next.alone = true,
                Some(second) => next.before.push(hash(second)),
            }
        }
        let mut cuts: Vec<String> = pack.clitics.iter().filter(|c| c.slot != language::Slot::Suffix).map(|c| c.form.clone()).collect();
        cuts.sort_by_key(|c| std::cmp::Reverse(c.len()));
        let language = Lang::all().iter().copied().find(|l| two_letters(*l) == pack.tag);
        Screen { fold: pack.fold.clone(), words, cuts, language, rtl: pack.rtl }
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
        let letters = shown.chars().filter(|c| c.is_alphabetic());
        let (all, in_script) = letters.fold((0usize, 0usize), |(all, own), c| (all + 1, own + usize::from(is_rtl(c) == self.rtl)));
        if all < 20 {
            return None;
        }
        if (in_script as f64) < LEAST_LETTERS * all as f64 {
            let found = whatlang::detect(shown).map(|i| two_letters(i.lang()).to_owned());
            return Some(found.unwrap_or_else(|| "und".to_owned()));
        }
        let found = Detector::with_denylist(vec![]).detect(shown)?;
        (found.lang() != own && found.confidence() >= SURE).then(|| two_letters(found.lang()).to_owned())
    }

    /// Whether any word of the text is a trigger.
    fn speaks_of_any(&self, text: &str) -> bool {
        let mut word = String::with_capacity(64);
        let mut open: &[u64] = &[];
        for c in text.chars().chain(['\n']) {
            let before = word.len();
            if c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !c.is_ascii_punctuation() {
                self.fold.push(c, &mut word);
            }
            if word.len() > before || word.is_empty() || (c as u32 >= 0x80 && !c.is_whitespace()) {
                continue;
            }
            let whole = hash(&word);
            if open.contains(&whole) {
                return true;
            }
            match self.look(&word) {
                Some(next) if next.alone => return true,
                Some(next) => open = &next.before,
                None => open = &[],
            }
            word.clear();
        }
        false
    }

    /// What is known of a word, particles cut off.
    fn look(&self, word: &str) -> Option<&Next> {
        let mut rest = word;
        for _ in 0..=MOST_CUTS {
            if let Some(next) = self.words.get(&hash(rest)) {
                return Some(next);
            }
            let cut = self.cuts.iter().find_map(|c| rest.strip_prefix(c.as_str()))?;
            if cut.len() < 4 {
                return None;
            }
            rest = cut;
        }
        None
    }
}

fn is_trigger(class: &str, value: &str) -> bool {
    if CLASSES.contains(&class) {
        return true;
    }
    let kind = value.split(';').find_map(|p| p.strip_prefix("type="));
    class == "event" && kind.is_some_and(|k| TYPES.contains(&k)) && !value.split(';').any(|p| p == "weak=1")
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
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
