//! Byte ranges of a report, and how far two of them match.

/// A half-open byte range. Signed, because readings may say anything; what lies outside the report matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: i64,
    /// The byte after the last.
    pub end: i64,
}

impl Span {
    /// Bytes in both, negative or zero where there are none.
    fn shared(self, other: Span) -> i64 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
    /// Intersection over union, 0 where they do not overlap.
    #[allow(clippy::cast_precision_loss)]
    pub fn iou(self, other: Span) -> f64 {
        let inter = self.shared(other);
        if inter <= 0 {
            return 0.0;
        }
        inter as f64 / self.end.max(other.end).saturating_sub(self.start.min(other.start)) as f64
    }
    /// Whether at least one byte is in both.
    pub fn overlaps(self, other: Span) -> bool {
        self.shared(other) > 0
    }
    /// Whether intersection over union is at least a half.
    pub fn matches(self, other: Span) -> bool {
        self.iou(other) >= 0.5
    }
}

/// The byte where occurrence `n` (from 1) of `piece` begins; occurrences may overlap, each begins a character later.
pub fn occurrence(text: &str, piece: &str, n: u64) -> Option<usize> {
    let mut at = text.find(piece)?;
    for _ in 1..n {
        let next = at + text[at..].chars().next()?.len_utf8();
        at = next + text[next..].find(piece)?;
    }
    Some(at)
}

/// The span of `len` bytes from `start`.
pub fn span_at(start: usize, len: usize) -> Span {
    Span { start: signed(start), end: signed(start.saturating_add(len)) }
}

/// A length as a signed number; no text is longer than that can say.
pub fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_are_counted_by_characters_and_may_overlap() {
        assert_eq!(occurrence("ددد", "دد", 2), Some(2));
        assert_eq!(occurrence("ددد", "دد", 3), None);
        assert_eq!(occurrence("من جنيف إلى جنيف", "جنيف", 2), Some(21));
        assert_eq!(occurrence("ab", "", 3), Some(2));
        assert_eq!(occurrence("ab", "", 4), None);
    }

    #[test]
    fn a_half_is_enough() {
        let a = Span { start: 0, end: 10 };
        assert!(a.matches(Span { start: 0, end: 5 }));
        assert!(!a.matches(Span { start: 0, end: 4 }));
        assert!(!a.overlaps(Span { start: 10, end: 12 }));
        assert!((a.iou(Span { start: 20, end: 5 })).abs() < f64::EPSILON);
    }
}
