//! Inputs that are nearly right: a seed with a few bytes changed, from a fixed start, so that a failure comes back.

/// Pieces that parsers trip over.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff\xfe",
    b"\r\n\r\n",
    b"\xe2\x80\xae",
    b"<",
    b"</",
    b"<script>",
    b"<!--",
    b"]]>",
    b"&#x110000;",
    b"&#55555;",
    b"\x1b[2J",
    b"\"",
    b"{",
    b"[[[[[[[[",
    b"Content-Length: 18446744073709551615\r\n",
    b"Content-Length: -1\r\n",
    b"ffffffff\r\n",
    b"WARC/1.0\r\n",
    b"\xd8\xa7\xd9\x84",
    b"\x1f\x8b\x08\x00",
    b"99999999999999999999",
    b"\xf0\x9f\x98",
    b"=cmd|' /C calc'!A0",
];

/// A sequence of mutations.
#[derive(Debug, Clone)]
pub struct Mutator(u64);

impl Mutator {
    /// The sequence of that number.
    pub fn new(seed: u64) -> Mutator {
        Mutator(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// The seed with one to six changes.
    pub fn mutate(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(6) {
            self.change(&mut bytes);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (at, end) = (self.below(bytes.len() + 1), self.below(bytes.len() + 1));
        let (from, to) = (at.min(end), at.max(end).min(at.min(end) + 64));
        match self.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = PIECES[self.below(PIECES.len())];
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
            3 => {
                let copy: Vec<u8> = bytes[from..to].repeat(1 + self.below(20));
                drop(bytes.splice(at.min(bytes.len())..at.min(bytes.len()), copy));
            }
            4 => bytes[from..to].reverse(),
            5 => {
                let piece = PIECES[self.below(PIECES.len())].repeat(self.below(30));
                drop(bytes.splice(from..to, piece));
            }
            _ => {
                for _ in 0..=self.below(4) {
                    let at = self.below(bytes.len());
                    let new = self.next() as u8;
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = new;
                    }
                }
            }
        }
    }
}
