//! The words of a lexicon, numbered.

use crate::lexicon::Node;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A word: its letters and what it begins. All that is asked of a word stands side by side in memory.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    from: u32,
    len: u32,
    /// The forms that are this word, and whether longer ones begin with it.
    pub(crate) node: Node,
    /// Index into [`crate::lexicon::Starts::literals`].
    pub(crate) literal: u32,
}

/// Words with numbers from 1 on; 0 stands for a word that is not there. All letters stand in one buffer.
#[derive(Debug)]
pub(crate) struct Words {
    text: Vec<u8>,
    list: Vec<Word>,
    /// By hash: a part of the word's hash that is never 0, or 0 for a free slot. Most words that are asked for are not there,
    /// and these bytes, few enough to stay near the processor, say so.
    tags: Vec<u8>,
    /// By hash: the word's number.
    ids: Vec<u32>,
}

impl Default for Words {
    fn default() -> Self {
        Self { text: Vec::new(), list: vec![Word::default()], tags: Vec::new(), ids: Vec::new() }
    }
}

impl Words {
    /// Room for about `n` words.
    pub(crate) fn with_capacity(n: usize) -> Self {
        let slots = (n * 3 / 2).next_power_of_two();
        let mut list = Vec::with_capacity(n + 1);
        list.push(Word::default());
        Self { text: Vec::with_capacity(n * 12), list, tags: vec![0; slots], ids: vec![0; slots] }
    }

    /// What is known of a word by its number.
    #[inline]
    pub(crate) fn word(&self, id: u32) -> Word {
        self.list.get(id as usize).copied().unwrap_or_default()
    }

    /// The words by their numbers.
    pub(crate) fn list_mut(&mut self) -> &mut [Word] {
        &mut self.list
    }

    /// The number of `word`, 0 when it is not there.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> u32 {
        let (mut at, tag) = place(word.as_bytes());
        let mask = self.tags.len().wrapping_sub(1);
        while let Some(&t) = self.tags.get(at & mask) {
            if t == 0 {
                return 0;
            }
            if t == tag {
                let id = self.ids[at & mask];
                if self.bytes(id) == word.as_bytes() {
                    return id;
                }
            }
            at = (at & mask) + 1;
        }
        0
    }

    /// The number of `word`, a new one when it was not there.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let known = self.get(word);
        if known != 0 {
            return known;
        }
        if self.list.len() * 4 >= self.tags.len() * 3 {
            self.grow();
        }
        let id = self.list.len() as u32;
        self.list.push(Word { from: self.text.len() as u32, len: word.len() as u32, ..Word::default() });
        self.text.extend_from_slice(word.as_bytes());
        self.place(id);
        id
    }

    fn bytes(&self, id: u32) -> &[u8] {
        let w = &self.list[id as usize];
        &self.text[w.from as usize..(w.from + w.len) as usize]
    }

    fn grow(&mut self) {
        let slots = (self.tags.len() * 2).max(64);
        (self.tags, self.ids) = (vec![0; slots], vec![0; slots]);
        (1..self.list.len() as u32).for_each(|id| self.place(id));
    }

    /// Puts a word into the first free slot of its hash.
    fn place(&mut self, id: u32) {
        let (mut at, tag) = place(self.bytes(id));
        let mask = self.tags.len() - 1;
        while self.tags[at & mask] != 0 {
            at += 1;
        }
        (self.tags[at & mask], self.ids[at & mask]) = (tag, id);
    }
}

/// Where to look for a word first, and its tag.
#[inline]
fn place(word: &[u8]) -> (usize, u8) {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    let hash = hasher.finish();
    (hash as u32 as usize, (hash >> 56) as u8 | 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_while_the_table_grows() {
        let mut words = Words::default();
        assert_eq!(words.get("a"), 0);
        let ids: Vec<u32> = (0..500).map(|n| words.number(&format!("w{n}"))).collect();
        assert_eq!(ids, (1..=500).collect::<Vec<_>>());
        assert!((0..500).all(|n| words.get(&format!("w{n}")) == n + 1 && words.number(&format!("w{n}")) == n + 1));
        assert_eq!((words.get(""), words.list.len()), (0, 501));
    }
}
