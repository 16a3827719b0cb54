//! The letters and digits of a text, and where its words stand: what two versions of a text are compared
//! by, since white space and punctuation change on the way.

use std::ops::Range;

/// Letters and digits only.
#[derive(Debug, Default)]
pub(crate) struct Key {
    text: String,
    words: Vec<Word>,
}

/// A stretch of letters and digits: it stands in the key as it does in the text.
#[derive(Clone, Copy, Debug)]
struct Word {
    key: u32,
    text: u32,
}

impl Key {
    /// The key of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut key = Key { text: String::with_capacity(text.len()), words: Vec::new() };
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    key.add(text, from..at);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            key.add(text, from..text.len());
        }
        key
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        self.words.push(Word { key: self.text.len() as u32, text: range.start as u32 });
        self.text.push_str(text.get(range).unwrap_or(""));
    }

    /// The bytes of the key.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Its length.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Where words begin in the key, from `range.start` up to but not including `range.end`.
    pub(crate) fn starts(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let from = self.words.partition_point(|w| (w.key as usize) < range.start);
        let to = self.words.partition_point(|w| (w.key as usize) < range.end).max(from);
        self.words.get(from..to).unwrap_or_default().iter().map(|w| w.key as usize)
    }

    /// The last place at or before `at` where a word begins or the key ends.
    pub(crate) fn edge_before(&self, at: usize) -> usize {
        if at >= self.len() {
            return self.len();
        }
        let next = self.words.partition_point(|w| w.key as usize <= at);
        next.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.key as usize)
    }

    /// The first place at or after `at` where a word begins or the key ends.
    pub(crate) fn edge_after(&self, at: usize) -> usize {
        let next = self.words.partition_point(|w| (w.key as usize) < at);
        self.words.get(next).map_or(self.len(), |w| w.key as usize)
    }

    /// The range of the text whose letters are `range` of the key.
    pub(crate) fn in_text(&self, range: &Range<usize>) -> Range<u32> {
        self.place(range.start)..self.place(range.end.saturating_sub(1)) + 1
    }

    fn place(&self, at: usize) -> u32 {
        let next = self.words.partition_point(|w| w.key as usize <= at);
        next.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.text + (at as u32 - w.key))
    }
}

/// Number of bytes of letters and digits in a text.
pub(crate) fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_knows_its_places() {
        let key = Key::of("«قال» ab-c, 12");
        assert_eq!(key.text, "قالabc12");
        assert_eq!(key.in_text(&(0..6)), 2..8);
        assert_eq!(key.in_text(&(6..9)), 11..15);
        assert_eq!((key.edge_before(7), key.edge_after(7), key.edge_before(99)), (6, 8, 11));
        assert_eq!(key.starts(1..9).collect::<Vec<_>>(), [6, 8]);
        assert_eq!(weight("«قال» ab-c, 12"), key.len());
    }
}
