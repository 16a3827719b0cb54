//! The text of a whole page, a line for every block, with the way back to the source of the page.

use super::head::Head;
use super::scan::{Piece, Scanner};
use super::stack::Stack;
use super::tag::Tag;
use super::text::Writer;
use memchr::memchr_iter;
use std::ops::Range;

pub(crate) use super::text::{Block, PageText};

/// An element that may hold an article.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// The element around it.
    pub(crate) parent: Option<u32>,
    /// Its range of the page text.
    pub(crate) range: Range<u32>,
    /// True when the page marks it as the body of an article.
    pub(crate) is_body: bool,
}

/// How hard the page is for a parser that builds a tree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weight {
    /// Deepest nesting.
    pub(crate) depth: usize,
    /// About how many nodes the tree would have, and how many references (`&`) there are, which cost a parser as much.
    pub(crate) nodes: usize,
    /// Nodes, and every 64 bytes of text, times how deep they stand: an extractor looks at the text of an
    /// element once for each element around it.
    pub(crate) work: usize,
}

/// What a page holds.
pub(crate) struct Page {
    /// All its text.
    pub(crate) text: PageText,
    /// Elements that may hold an article, in order of their start tags.
    pub(crate) elements: Vec<Element>,
    /// What it says about itself.
    pub(crate) head: Head,
    /// How hard it is to parse.
    pub(crate) weight: Weight,
}

/// Most elements noted; those beyond count as part of the one around them.
const MOST_ELEMENTS: usize = 1 << 20;

/// Words in a class or an identifier that tell side matter.
const SIDE_WORDS: &[&str] = &["comment", "related", "share", "social", "breadcrumb", "newsletter", "sidebar"];

/// Reads a page.
pub(crate) fn read(html: &str) -> Page {
    let mut reader = Reader {
        scanner: Scanner::new(html),
        html,
        writer: Writer::default(),
        stack: Stack::default(),
        elements: Vec::new(),
        head: Head::default(),
        weight: Weight { nodes: memchr_iter(b'&', html.as_bytes()).count(), ..Weight::default() },
    };
    while let Some(piece) = reader.scanner.next() {
        match piece {
            Piece::Text(range) => reader.text(range),
            Piece::Open(tag) => reader.open(tag),
            Piece::Close(tag) => reader.close(tag),
        }
    }
    reader.finish()
}

struct Reader<'a> {
    scanner: Scanner<'a>,
    html: &'a str,
    writer: Writer,
    stack: Stack,
    elements: Vec<Element>,
    head: Head,
    weight: Weight,
}

impl Reader<'_> {
    fn text(&mut self, range: Range<usize>) {
        self.weigh(1, range.len());
        let stack = &self.stack;
        if stack.count(Tag::Foreign) > 0 {
            return;
        }
        let mut block = Block { element: stack.element(), ..Block::default() };
        block.is_aside = stack.asides() > 0;
        block.is_heading = stack.count(Tag::H1) > 0;
        let (linked, lines) = (stack.count(Tag::A) > 0, stack.count(Tag::Pre) > 0);
        self.writer.text(self.html, range, block, linked, lines);
    }

    fn weigh(&mut self, nodes: usize, bytes: usize) {
        self.weight.nodes += nodes;
        self.weight.work += (nodes + bytes / 64) * self.stack.depth();
    }

    fn open(&mut self, tag: Tag) {
        self.weigh(1 + self.stack.carried(), 0);
        self.head.note(tag, &self.scanner);
        let foreign = self.stack.count(Tag::Foreign) > 0;
        if (foreign || tag == Tag::Foreign) && self.scanner.ends_itself() {
            return;
        }
        if tag.is_raw() && (!foreign || tag == Tag::Script) {
            return self.raw(tag);
        }
        if tag.is_block() || tag == Tag::Br {
            self.writer.end_line();
        }
        if tag.is_block() {
            let closed = if foreign { self.stack.close(Tag::Foreign) } else { self.stack.close_implied(tag) };
            self.ended(closed);
        }
        if tag.is_tracked() {
            self.push(tag);
        } else if tag == Tag::Other {
            self.stack.open_other();
        }
        self.weight.depth = self.weight.depth.max(self.stack.depth());
    }

    /// Notes an element if it may hold an article, and puts the tag on the stack.
    fn push(&mut self, tag: Tag) {
        let is_body = self.scanner.has_attributes() && self.is_article_body();
        let noted = (tag.may_hold_article() || is_body) && self.elements.len() < MOST_ELEMENTS;
        let element = noted.then_some(self.elements.len() as u32);
        let aside = tag.is_aside() || (tag.is_block() && self.is_side_matter(tag));
        let parent = self.stack.element();
        if self.stack.push(tag, element, aside) && noted {
            let start = self.writer.place();
            self.elements.push(Element { parent, range: start..start, is_body });
        }
    }

    fn is_article_body(&self) -> bool {
        let names = self.scanner.attribute("itemprop").unwrap_or("");
        names.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case("articleBody"))
    }

    /// True when the attributes of the tag say that it is hidden or beside the article.
    fn is_side_matter(&self, tag: Tag) -> bool {
        if !self.scanner.has_attributes() || matches!(tag, Tag::Html | Tag::Body | Tag::Article) {
            return false;
        }
        let style = self.scanner.attribute("style").unwrap_or("");
        let hidden = self.scanner.attribute("hidden").is_some()
            || style
                .split(';')
                .any(|rule| rule.split_once(':').is_some_and(|(name, value)| name.trim() == "display" && value.trim() == "none"));
        hidden
            || ["class", "id"].iter().filter_map(|name| self.scanner.attribute(name)).any(|value| {
                let value = value.get(..256).unwrap_or(value).to_ascii_lowercase();
                SIDE_WORDS.iter().any(|word| value.contains(word))
            })
    }

    fn raw(&mut self, tag: Tag) {
        let json = tag == Tag::Script && Head::is_json_ld(&self.scanner);
        let range = self.scanner.raw_text();
        if json {
            self.head.add_json_ld(range);
        } else if tag == Tag::Title && self.stack.asides() == 0 {
            self.writer.title(self.html, range);
        }
    }

    fn close(&mut self, tag: Tag) {
        if tag.is_block() || tag == Tag::Br {
            self.writer.end_line();
        }
        if tag == Tag::Other {
            return self.stack.close_other();
        }
        // A parser makes an empty paragraph of an end tag without a start.
        self.weigh(usize::from(self.stack.count(tag) == 0), 0);
        let closed = self.stack.close(tag);
        self.ended(closed);
    }

    /// Writes down where the elements that were closed end.
    fn ended(&mut self, closed: Range<usize>) {
        for element in self.stack.take_closed(closed) {
            if let Some(element) = self.elements.get_mut(element as usize) {
                element.range.end = self.writer.place();
            }
        }
    }

    fn finish(mut self) -> Page {
        let end = self.writer.place();
        for element in self.stack.open_elements() {
            if let Some(element) = self.elements.get_mut(element as usize) {
                element.range.end = end;
            }
        }
        Page { text: self.writer.finish(), elements: self.elements, head: self.head, weight: self.weight }
    }
}
