//! A step of the origin map for encodings whose code units all have one width: a bit for every byte of
//! text at which a code unit begins, and running counts, so that a place is found by counting bits.

use source::Span;

const WORDS_PER_COUNT: usize = 8;

/// Marked bytes of a text; the n-th mark stands for the n-th code unit of the source.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    words: Vec<u64>,
    counts: Vec<u32>,
    text_len: u32,
    width: u32,
    base: u32,
    limit: u32,
}

impl Marks {
    /// Marks of `text`, decoded from code units of `width` bytes from `base` to the end of the file at
    /// `limit`. A character outside the basic plane has two units when `width` is 2.
    pub(crate) fn new(text: &str, width: u32, base: usize, limit: usize) -> Self {
        let (words, counts) = mark(text.as_bytes(), width == 2);
        Self { words, counts, text_len: text.len() as u32, width, base: base as u32, limit: limit as u32 }
    }

    /// Number of marks before byte `at` of the text.
    fn before(&self, at: u32) -> u32 {
        let (word, bit) = (at as usize / 64, at % 64);
        let block = word / WORDS_PER_COUNT;
        let whole = self.words.iter().take(word).skip(block * WORDS_PER_COUNT);
        let part = self.words.get(word).map_or(0, |w| (w & ((1u64 << bit) - 1)).count_ones());
        self.counts.get(block).copied().unwrap_or(0) + whole.map(|w| w.count_ones()).sum::<u32>() + part
    }

    fn place(&self, unit: u32) -> u32 {
        (self.base + unit * self.width).min(self.limit)
    }

    /// The smallest range of the source that holds the characters of `span`.
    pub(crate) fn back(&self, span: Span) -> Span {
        let (from, to) = (span.start().min(self.text_len), span.end().min(self.text_len));
        let end = self.place(self.before(to));
        if from == self.text_len {
            return Span::new(end, end);
        }
        let start = self.place(self.before(from + 1).saturating_sub(1));
        if from == to { Span::new(start, start) } else { Span::new(start, end) }
    }
}

/// Marks the first byte of every character, and with `pairs` also the last of a four-byte one.
fn mark(bytes: &[u8], pairs: bool) -> (Vec<u64>, Vec<u32>) {
    let mut words = Vec::with_capacity(bytes.len() / 64 + 1);
    let mut counts = Vec::with_capacity(bytes.len() / (64 * WORDS_PER_COUNT) + 1);
    let (mut total, mut carried) = (0u32, 0u64);
    for (n, chunk) in bytes.chunks(64).enumerate() {
        if n % WORDS_PER_COUNT == 0 {
            counts.push(total);
        }
        let (mut word, mut second) = (0u64, 0u128);
        for (i, b) in chunk.iter().enumerate() {
            word |= u64::from(*b & 0xc0 != 0x80) << i;
            second |= u128::from(pairs && *b >= 0xf0) << (i + 3);
        }
        word |= second as u64 | carried;
        carried = (second >> 64) as u64;
        total += word.count_ones();
        words.push(word);
    }
    (words, counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_leads_to_its_units() {
        for repeat in [1, 7, 200] {
            let text = "aب\u{1f600}é ".repeat(repeat);
            let marks = Marks::new(&text, 2, 2, 1 << 20);
            let mut at = 2;
            for (i, c) in text.char_indices() {
                let span = Span::new(i as u32, (i + c.len_utf8()) as u32);
                let end = at + 2 * c.len_utf16() as u32;
                assert_eq!(marks.back(span), Span::new(at, end));
                assert_eq!(marks.back(Span::new(span.end(), span.end())), Span::new(end, end));
                at = end;
            }
        }
    }
}
