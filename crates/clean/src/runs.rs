//! A step of the origin map made of runs: stretches of text whose units all have the same two lengths.

use source::Span;

/// A stretch of units, each `text_step` bytes of text made from `origin_step` bytes of origin. It ends
/// where the next run begins.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: u32,
    origin: u32,
    origin_step: u32,
    text_step: u8,
}

/// Runs in order of text and of origin. A run whose units come from no byte stands between two places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs {
    runs: Vec<Run>,
    len: u32,
    /// Where the origin of the last unit ends.
    end: u32,
}

impl Run {
    fn units_before(&self, text: u32) -> u32 {
        text.saturating_sub(self.text) / u32::from(self.text_step.max(1))
    }
}

impl Runs {
    /// Length of the text so far.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// Appends `text_len` bytes of text that stand at `origin` byte for byte.
    pub(crate) fn same(&mut self, text_len: usize, origin: usize) {
        self.push(text_len as u32, 1, origin as u32, 1);
    }

    /// Appends one unit of `text_len` bytes made from `origin_len` bytes at `origin`.
    pub(crate) fn unit(&mut self, text_len: usize, origin: usize, origin_len: usize) {
        self.push(text_len as u32, text_len as u8, origin as u32, origin_len as u32);
    }

    /// Appends `text_len` bytes that no byte of the origin stands for.
    pub(crate) fn made(&mut self, text_len: usize) {
        self.push(text_len as u32, text_len as u8, self.end, 0);
    }

    fn push(&mut self, text_len: u32, text_step: u8, origin: u32, origin_step: u32) {
        if text_len == 0 {
            return;
        }
        let run = Run { text: self.len, origin, origin_step, text_step };
        let joins = self
            .runs
            .last()
            .is_some_and(|last| last.text_step == text_step && last.origin_step == origin_step && self.end == origin);
        if !joins {
            self.runs.push(run);
        }
        self.len += text_len;
        self.end = origin + (text_len / u32::from(text_step.max(1))) * origin_step;
    }

    /// Appends to `out` the part of these runs that lies in `from..to` of the text.
    pub(crate) fn copy(&self, from: u32, to: u32, out: &mut Runs) {
        let first = self.runs.partition_point(|r| r.text <= from).saturating_sub(1);
        let ends = self.runs.iter().skip(first + 1).map(|r| r.text).chain([self.len]);
        for (run, end) in self.runs.iter().skip(first).zip(ends) {
            if run.text >= to {
                break;
            }
            let (low, high) = (run.text.max(from), end.min(to));
            let origin = run.origin + run.units_before(low) * run.origin_step;
            if run.origin_step == 0 {
                out.made((high - low) as usize);
            } else {
                out.push(high - low, run.text_step, origin, run.origin_step);
            }
        }
    }

    /// The smallest range of the origin that holds the characters of `span`.
    pub(crate) fn back(&self, span: Span) -> Span {
        let (from, to) = (span.start().min(self.len), span.end().min(self.len));
        let start = self.start_of(from, to);
        if from == to { Span::new(start, start) } else { Span::new(start, self.end_of(to).max(start)) }
    }

    /// Where the unit at `text` begins; a made unit gives way to what follows it before `limit`.
    fn start_of(&self, text: u32, limit: u32) -> u32 {
        if text >= self.len {
            return self.end;
        }
        let at = self.runs.partition_point(|r| r.text <= text);
        let Some(run) = at.checked_sub(1).and_then(|i| self.runs.get(i)) else { return self.end };
        match self.runs.get(at) {
            Some(next) if run.origin_step == 0 && next.text < limit => next.origin,
            _ => run.origin + run.units_before(text) * run.origin_step,
        }
    }

    /// Where the unit that holds the byte before `text` ends.
    fn end_of(&self, text: u32) -> u32 {
        let last = text.saturating_sub(1);
        let at = self.runs.partition_point(|r| r.text <= last);
        let Some(run) = at.checked_sub(1).and_then(|i| self.runs.get(i)) else { return 0 };
        run.origin + (run.units_before(last) + 1) * run.origin_step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_plain_stretches_lead_back() {
        let mut runs = Runs::default();
        runs.same(3, 10);
        runs.unit(2, 13, 7);
        runs.unit(2, 20, 7);
        runs.made(1);
        runs.same(2, 40);
        assert_eq!(runs.runs.len(), 4);
        assert_eq!(runs.back(Span::new(1, 2)), Span::new(11, 12));
        assert_eq!(runs.back(Span::new(3, 7)), Span::new(13, 27));
        assert_eq!(runs.back(Span::new(5, 8)), Span::new(20, 27));
        assert_eq!(runs.back(Span::new(7, 9)), Span::new(40, 41));
        assert_eq!(runs.back(Span::new(7, 8)), Span::new(27, 27));
        assert_eq!(runs.back(Span::new(10, 10)), Span::new(42, 42));
        let mut part = Runs::default();
        runs.copy(5, 9, &mut part);
        assert_eq!(part.back(Span::new(0, 2)), Span::new(20, 27));
        assert_eq!(part.back(Span::new(3, 4)), Span::new(40, 41));
    }
}
