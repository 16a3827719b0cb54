//! Writes the text of a page: references replaced, white space as a browser shows it, a line for every
//! block, and for each character the place it came from.

use super::entity;
use crate::runs::Runs;
use std::ops::Range;

/// A line of the page text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// Its range, without the line end.
    pub(crate) range: Range<u32>,
    /// The innermost element around it that may hold an article.
    pub(crate) element: Option<u32>,
    /// Bytes of it that stand in links.
    pub(crate) linked: u32,
    /// True when it stands in a menu, a footer, or something hidden.
    pub(crate) is_aside: bool,
    /// True when it stands in a top heading.
    pub(crate) is_heading: bool,
    /// True when it is the title in the head of the page.
    pub(crate) is_title: bool,
}

impl Block {
    /// True when most of the line stands in links.
    pub(crate) fn is_mostly_links(&self) -> bool {
        u64::from(self.linked) * 5 >= u64::from(self.range.end - self.range.start) * 4
    }
}

/// The text of a page.
#[derive(Debug, Default)]
pub(crate) struct PageText {
    /// The lines.
    pub(crate) text: String,
    /// From the lines to the source of the page.
    pub(crate) runs: Runs,
    /// Each line that has a character.
    pub(crate) blocks: Vec<Block>,
}

impl PageText {
    /// The characters of a range.
    pub(crate) fn cut(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }
}

/// Puts the text of a page together.
#[derive(Default)]
pub(crate) struct Writer {
    page: PageText,
    line: Option<Block>,
    space: Option<Range<usize>>,
    titled: bool,
}

impl Writer {
    /// Where the next line begins.
    pub(crate) fn place(&self) -> u32 {
        self.page.text.len() as u32
    }

    /// Ends the line, if one is begun.
    pub(crate) fn end_line(&mut self) {
        self.space = None;
        let Some(mut line) = self.line.take() else { return };
        line.range.end = self.place();
        self.page.blocks.push(line);
        self.page.text.push('\n');
        self.page.runs.made(1);
    }

    /// Writes the title in the head of the page, the first time one is met.
    pub(crate) fn title(&mut self, html: &str, range: Range<usize>) {
        self.end_line();
        if !self.titled {
            self.titled = true;
            self.text(html, range, Block { is_title: true, ..Block::default() }, false, false);
            self.end_line();
        }
    }

    /// Writes a stretch of source that holds no tags. With `lines`, line ends are kept.
    pub(crate) fn text(&mut self, html: &str, range: Range<usize>, block: Block, linked: bool, lines: bool) {
        let before = self.place();
        let mut at = range.start;
        while at < range.end {
            let Some(rest) = html.get(at..range.end) else { break };
            let plain = rest.bytes().position(|b| b <= b' ' || b == b'&').unwrap_or(rest.len());
            if plain > 0 {
                self.begin(&block);
                self.page.text.push_str(rest.get(..plain).unwrap_or(""));
                self.page.runs.same(plain, at);
                at += plain;
            } else {
                at += self.special(rest, at, &block, lines);
            }
        }
        if let Some(line) = self.line.as_mut().filter(|_| linked) {
            line.linked += (self.page.text.len() as u32).saturating_sub(before);
        }
    }

    /// Begins a line if none is begun, and writes the white space that came before.
    fn begin(&mut self, block: &Block) {
        let start = self.place();
        match (&self.line, self.space.take()) {
            (None, _) => self.line = Some(Block { range: start..start, ..block.clone() }),
            (Some(_), Some(space)) => {
                self.page.text.push(' ');
                self.page.runs.unit(1, space.start, space.len());
            }
            (Some(_), None) => {}
        }
    }

    /// White space, a control character, or a reference; gives its length.
    fn special(&mut self, rest: &str, at: usize, block: &Block, lines: bool) -> usize {
        if rest.starts_with('&') {
            return self.reference(rest, at, block);
        }
        let blank = |b: u8| b <= b' ' && !(lines && b == b'\n');
        let len = rest.bytes().position(|b| !blank(b)).unwrap_or(rest.len());
        if len == 0 {
            self.end_line();
            return 1;
        }
        if rest.bytes().take(len).any(|b| b.is_ascii_whitespace()) {
            self.add_space(at..at + len);
        }
        len
    }

    fn add_space(&mut self, range: Range<usize>) {
        if self.line.is_some() {
            let start = self.space.as_ref().map_or(range.start, |space| space.start);
            self.space = Some(start..range.end);
        }
    }

    fn reference(&mut self, rest: &str, at: usize, block: &Block) -> usize {
        let Some(((first, second), len)) = entity::read(rest) else {
            self.begin(block);
            self.page.text.push('&');
            self.page.runs.same(1, at);
            return 1;
        };
        if first.is_ascii_whitespace() {
            self.add_space(at..at + len);
            return len;
        }
        self.begin(block);
        let before = self.page.text.len();
        self.page.text.push(first);
        self.page.text.extend(second);
        self.page.runs.unit(self.page.text.len() - before, at, len);
        len
    }

    /// The text of the page.
    pub(crate) fn finish(mut self) -> PageText {
        self.end_line();
        self.page
    }
}
