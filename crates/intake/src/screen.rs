//! A first look at a text: is it in the language of the pack, and does it speak of any negotiation at all?
//!
//! It reads words only up to the first that says so, so it costs little on a report and a small part of a reading on what is
//! none. It looks for no more than a word: what passes may still hold nothing, what does not pass holds no trigger of an event
//! between parties.

mod words;

use crate::Reason;
use language::Pack;
use whatlang::Lang;
use words::Words;

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
/// How much of a text tells its language.
const SHOWN: usize = 512;
/// Letters that other languages added to the Arabic script, by their code points.
const EXTENDED: std::ops::RangeInclusive<u32> = 0x671..=0x6d3;
/// Below this part of its letters in the pack's script, a text is in another language.
const LEAST_LETTERS: f64 = 0.3;
/// From this confidence on, the detector is believed.
const SURE: f64 = 0.9;

/// Characters that have a place in the table of kinds: those of one or two bytes.
const NEAR: usize = 0x800;
/// Marks of a character: a letter, of the direction of the pack's script, one that other languages added.
const LETTER: u8 = 1;
const IN_SCRIPT: u8 = 2;
const ADDED: u8 = 4;

/// The words that make a text worth reading.
#[derive(Debug)]
pub struct Screen {
    words: Words,
    /// The marks of near characters.
    kinds: Vec<u8>,
    language: Option<Lang>,
    rtl: bool,
}

impl Screen {
    /// Takes the words from a pack.
    pub fn new(pack: &Pack) -> Screen {
        let rows = pack.rows.iter().filter(|r| !r.line.ambiguous && is_trigger(&r.line.class, &r.line.value));
        Screen {
            words: Words::new(pack, rows.map(|r| &*r.form)),
            kinds: (0..NEAR as u32).map(|n| char::from_u32(n).map_or(0, |c| kind(c, pack.rtl))).collect(),
            language: Lang::all().iter().copied().find(|l| two_letters(*l) == pack.tag),
            rtl: pack.rtl,
        }
    }

    /// Why a text need not be read; `None` when it should be.
    pub fn refuse(&self, text: &str) -> Option<(Reason, String)> {
        if let Some(other) = self.other_language(text) {
            return Some((Reason::Language, other));
        }
        (!self.words.any(text)).then(|| (Reason::OffTopic, String::new()))
    }

    /// The language of a text, where it is surely not that of the pack.
    fn other_language(&self, text: &str) -> Option<String> {
        let own = self.language?;
        let end = (0..=SHOWN.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let shown = &text[..end];
        let (mut all, mut in_script, mut extended) = (0usize, 0usize, 0usize);
        for c in shown.chars() {
            let kind = self.kinds.get(c as usize).copied().unwrap_or_else(|| kind(c, self.rtl));
            all += usize::from(kind & LETTER != 0);
            in_script += usize::from(kind & IN_SCRIPT != 0);
            extended += usize::from(kind & ADDED != 0);
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
}

/// The marks of a character; only letters have any.
fn kind(c: char, rtl: bool) -> u8 {
    if !c.is_alphabetic() {
        return 0;
    }
    let mark = |is: bool, mark: u8| if is { mark } else { 0 };
    LETTER | mark(is_rtl(c) == rtl, IN_SCRIPT) | mark(EXTENDED.contains(&u32::from(c)), ADDED)
}

fn is_trigger(class: &str, value: &str) -> bool {
    if CLASSES.contains(&class) {
        return true;
    }
    let kind = value.split(';').find_map(|p| p.strip_prefix("type="));
    class == "event" && kind.is_some_and(|k| TYPES.contains(&k)) && !value.split(';').any(|p| p == "weak=1")
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
