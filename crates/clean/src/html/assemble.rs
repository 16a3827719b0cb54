//! Puts the clean text together from what was chosen of a page.

use super::page::{Page, PageText};
use super::pick::Chosen;
use super::{heading, lines};
use crate::runs::Runs;
use source::Span;
use std::ops::Range;

/// The text, the way back to the source of the page, and the title.
pub(crate) fn assemble(page: &Page, chosen: Chosen, headline: Option<&str>) -> (String, Runs, Option<String>) {
    let (mut ranges, script) = match chosen {
        Chosen::Ranges(ranges) => (lines::of(page, &ranges), None),
        Chosen::Script(text, runs) => (Vec::new(), Some((text, runs))),
    };
    let mut title = heading::find(page, headline, &mut ranges);
    if let Some((_, runs)) = &script {
        let script = runs.back(Span::new(0, 0)).start();
        title = title.filter(|t| page.text.runs.back(Span::new(t.start, t.end)).end() <= script);
    }
    let mut out = Out { page: &page.text, text: String::new(), runs: Runs::default(), at: 0 };
    for range in title.iter().chain(&ranges) {
        out.add(range);
    }
    if let Some((text, runs)) = script {
        out.separate("\n");
        out.text.push_str(&text);
        runs.copy(0, runs.len(), &mut out.runs);
    }
    let title = title.map(|range| page.text.cut(&range).to_owned()).or_else(|| headline.map(str::to_owned));
    (out.text, out.runs, title)
}

struct Out<'a> {
    page: &'a PageText,
    text: String,
    runs: Runs,
    /// Where the last range ended in the page text.
    at: u32,
}

impl Out<'_> {
    /// Adds a range of the page text, with the punctuation around it.
    fn add(&mut self, range: &Range<u32>) {
        let mut range = self.grown(range);
        if range.is_empty() {
            return;
        }
        let gap = self.page.cut(&(self.at..range.start));
        if gap.contains('\n') {
            self.separate("\n");
        } else if gap.chars().any(char::is_alphanumeric) {
            self.separate(" ");
        } else if !self.text.is_empty() {
            range.start = self.at;
        }
        self.text.push_str(self.page.cut(&range));
        self.page.runs.copy(range.start, range.end, &mut self.runs);
        self.at = range.end;
    }

    fn separate(&mut self, mark: &str) {
        if !self.text.is_empty() {
            self.text.push_str(mark);
            self.runs.made(mark.len());
        }
    }

    /// The range with what stands around it that is neither a letter nor white space, within its lines;
    /// up to the end of the line when nothing else follows there.
    fn grown(&self, range: &Range<u32>) -> Range<u32> {
        let start = range.start.max(self.at);
        let before = self.page.cut(&(self.at..start));
        let line = before.rsplit('\n').next().unwrap_or("");
        let marks = line.rsplit(char::is_alphanumeric).next().unwrap_or("");
        let near = marks.rsplit(char::is_whitespace).next().unwrap_or("");
        let added = if marks.len() == line.len() { marks.trim_start().len() } else { near.len() };
        Range { start: start - added as u32, end: (range.end + self.marks_after(range.end)).max(start) }
    }

    fn marks_after(&self, end: u32) -> u32 {
        let after = self.page.text.get(end as usize..).unwrap_or("");
        let stop = |c: char| c == '\n' || c.is_alphanumeric();
        let marks = after.split(stop).next().unwrap_or("");
        let ends_line = !after.get(marks.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if ends_line {
            return marks.trim_end().len() as u32;
        }
        let near = marks.split(char::is_whitespace).next().unwrap_or("");
        if near.len() < marks.len() { near.len() as u32 } else { 0 }
    }
}
