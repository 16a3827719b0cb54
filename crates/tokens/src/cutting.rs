//! Short texts cut one after the other, for the forms of tables.

use crate::scan::{Token, is_letter, scan};
use language::{Fold, Pack};

/// Cuts short texts into folded keys; what one text needed is used again for the next.
#[derive(Debug)]
pub struct Cutting<'p> {
    fold: &'p Fold,
    /// What a character comes to in a text of nothing but letters and spaces, by code point.
    plain: Vec<Plain>,
    folded: String,
    list: Vec<Token>,
    keys: String,
    /// Where each word stands in `keys`.
    words: Vec<(u32, u32)>,
}

/// What a character comes to in a plain text.
#[derive(Debug, Clone, Copy)]
enum Plain {
    /// A letter that folds to itself.
    Letter(char),
    Nothing,
    Space,
    /// Nothing plain: the text must be scanned.
    Other,
}

/// One past the last code point that is looked up.
const PLAIN: u32 = 0x800;

impl<'p> Cutting<'p> {
    /// With the folding of `pack`.
    pub fn new(pack: &'p Pack) -> Self {
        let fold = &pack.fold;
        let stable = |c: char| fold.single(c) == Some(Some(c));
        let plain = |c: char| match fold.single(c) {
            Some(None) => Plain::Nothing,
            Some(Some(f)) if is_letter(f) && stable(f) => Plain::Letter(f),
            Some(Some(' ')) if c == ' ' => Plain::Space,
            _ => Plain::Other,
        };
        let plain = (0..PLAIN).map(|n| char::from_u32(n).map_or(Plain::Other, plain)).collect();
        Self { fold, plain, folded: String::new(), list: Vec::new(), keys: String::new(), words: Vec::new() }
    }
    /// Folds and cuts `text`.
    pub fn cut(&mut self, text: &str) {
        if self.cut_plain(text) {
            return;
        }
        self.folded.clear();
        text.chars().for_each(|c| self.fold.push(c, &mut self.folded));
        self.list.clear();
        self.keys.clear();
        scan(&self.folded, self.fold, &mut self.list, &mut self.keys);
        self.words.clear();
        self.words.extend(self.list.iter().map(|t| t.key));
    }
    /// Cuts a text of letters and spaces, which is cut at its spaces; false when it holds more.
    fn cut_plain(&mut self, text: &str) -> bool {
        self.keys.clear();
        self.words.clear();
        let mut from = 0;
        for c in text.chars() {
            match self.plain.get(c as usize) {
                Some(Plain::Letter(f)) => self.keys.push(*f),
                Some(Plain::Nothing) => {}
                Some(Plain::Space) => from = self.end_word(from),
                Some(Plain::Other) | None => return false,
            }
        }
        self.end_word(from);
        true
    }
    /// Ends the word that began at `from`; returns where the next begins.
    fn end_word(&mut self, from: usize) -> usize {
        if self.keys.len() > from {
            self.words.push((from as u32, self.keys.len() as u32));
        }
        self.keys.len()
    }
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.words.len()
    }
    /// True when the last text held nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// The folded key of token `i` of the last text.
    pub fn word(&self, i: usize) -> Option<&str> {
        self.words.get(i).map(|&(from, to)| &self.keys[from as usize..to as usize])
    }
}
