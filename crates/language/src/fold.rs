//! The folded key of a text: what is matched, beside the text that is shown.

use crate::table::{DataError, Table};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// Folds characters for matching: the pack's table, presentation forms by NFKC, invisible format characters dropped,
/// Latin and Cyrillic in lower case.
#[derive(Debug, Clone, Default)]
pub struct Fold {
    near: Vec<Near>,
    far: FxHashMap<char, Box<str>>,
}

/// What a character below [`NEAR`] folds to.
#[derive(Debug, Clone)]
enum Near {
    Same,
    Nothing,
    One(char),
    Several(Box<str>),
}

/// Code points below this are looked up in an array.
const NEAR: usize = 0x800;

/// Characters that change nothing that is read: zero-width and bidi controls, soft hyphen, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Fold {
    /// Reads `fold.tsv`: columns `char` (the character or `U+XXXX`) and `fold`.
    pub(crate) fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let table = Table::parse(file, text)?;
        let (from, to) = (table.column("char")?, table.column("fold")?);
        let mut map: FxHashMap<char, String> = FxHashMap::default();
        for (line, cell) in table.rows() {
            let c = parse_char(cell(from)).ok_or_else(|| DataError::new(file, line, "'char' is one character or U+XXXX"))?;
            map.insert(c, cell(to).to_owned());
        }
        Ok(Self::build(&map))
    }

    fn build(map: &FxHashMap<char, String>) -> Self {
        let mut near = vec![Near::Same; NEAR];
        let mut far = FxHashMap::default();
        let forms = (0xfb50..0xfdd0).chain(0xfdf0..0xfdfd).chain(0xfe70..0xfeff);
        for c in (0..NEAR as u32).chain(forms).filter_map(char::from_u32) {
            let folded = fold_one(c, map);
            let mut own = [0; 4];
            if folded == *c.encode_utf8(&mut own) {
                continue;
            }
            match near.get_mut(c as usize) {
                Some(slot) => {
                    let mut chars = folded.chars();
                    *slot = match (chars.next(), chars.next()) {
                        (None, _) => Near::Nothing,
                        (Some(one), None) => Near::One(one),
                        _ => Near::Several(folded.into_boxed_str()),
                    };
                }
                None => {
                    far.insert(c, folded.into_boxed_str());
                }
            }
        }
        Self { near, far }
    }

    /// Appends the folded form of `c` to `out`.
    #[inline]
    pub fn push(&self, c: char, out: &mut String) {
        match self.near.get(c as usize) {
            Some(Near::Same) => out.push(c),
            Some(Near::One(one)) => out.push(*one),
            Some(Near::Nothing) => {}
            Some(Near::Several(s)) => out.push_str(s),
            None => self.push_far(c, out),
        }
    }

    /// Appends the folded form of `text`: what stays as it is goes over in one piece.
    pub fn append(&self, text: &str, out: &mut String) {
        let mut from = 0;
        for (at, c) in text.char_indices() {
            if !matches!(self.near.get(c as usize), Some(Near::Same)) {
                out.push_str(&text[from..at]);
                self.push(c, out);
                from = at + c.len_utf8();
            }
        }
        out.push_str(&text[from..]);
    }

    fn push_far(&self, c: char, out: &mut String) {
        if is_invisible(c) {
            return;
        }
        match self.far.get(&c) {
            Some(s) => out.push_str(s),
            None => out.push(c),
        }
    }

    /// Bytes of the folded form of `c`; none for what folding drops.
    #[inline]
    pub fn folded_len(&self, c: char) -> usize {
        match self.near.get(c as usize) {
            Some(Near::Same) => c.len_utf8(),
            Some(Near::One(one)) => one.len_utf8(),
            Some(Near::Nothing) => 0,
            Some(Near::Several(s)) => s.len(),
            None if is_invisible(c) => 0,
            None => self.far.get(&c).map_or(c.len_utf8(), |s| s.len()),
        }
    }

    /// What `c` folds to as one character of the scripts written with few bytes: itself, another, or nothing (`Some(None)`);
    /// `None` for all others.
    pub fn single(&self, c: char) -> Option<Option<char>> {
        match self.near.get(c as usize)? {
            Near::Same => Some(Some(c)),
            Near::One(one) => Some(Some(*one)),
            Near::Nothing => Some(None),
            Near::Several(_) => None,
        }
    }

    /// The folded form of a whole text.
    pub fn text(&self, s: &str) -> String {
        let mut out = String::with_capacity(s.len());
        s.chars().for_each(|c| self.push(c, &mut out));
        out
    }
}

fn fold_one(c: char, map: &FxHashMap<char, String>) -> String {
    if is_invisible(c) {
        return String::new();
    }
    let mut out = String::new();
    for n in std::iter::once(c).nfkc() {
        match map.get(&n) {
            Some(s) => out.push_str(s),
            None if n == ' ' && c as usize >= NEAR => {}
            None => out.extend(n.to_lowercase()),
        }
    }
    out
}

fn parse_char(cell: &str) -> Option<char> {
    if let Some(hex) = cell.strip_prefix("U+") {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    }
    let mut chars = cell.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_folds_as_its_characters_do() {
        let table = "char\tfold\nأ\tا\nة\tه\nU+064B\t\nﷺ\t\n";
        let Ok(fold) = Fold::load("fold.tsv", table) else { unreachable!("the table is read") };
        for text in ["", "أخبار", "كلمةً", "ـ\u{200f}AbЖ «ﻻ» ﷺ…", "ةة", "سلام"] {
            let mut whole = String::from("-");
            fold.append(text, &mut whole);
            assert_eq!(whole[1..], fold.text(text));
            assert_eq!(text.chars().map(|c| fold.folded_len(c)).sum::<usize>(), whole.len() - 1);
        }
        assert_eq!(fold.text("كلمةً"), "كلمه");
    }
}
