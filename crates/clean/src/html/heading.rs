//! The title of an article among the lines of its page.

use super::key::{self, Key};
use super::page::{Block, Page};
use std::ops::Range;

/// Longest line that may be a title, in bytes.
const LONGEST: u32 = 600;

/// Where the title stands in the page text, if it can stand before the chosen ranges. A heading is
/// preferred that repeats what the page calls itself, then the only heading, then the title in the head.
/// Ranges that would stand before a heading are left out when they are a small part of the whole.
pub(crate) fn find(page: &Page, headline: Option<&str>, ranges: &mut Vec<Range<u32>>) -> Option<Range<u32>> {
    let head = page.text.blocks.iter().find(|block| block.is_title);
    let names = names(page, headline, head);
    let heading = named_heading(page, &names).or_else(|| only_heading(page));
    if let Some(heading) = heading.filter(|heading| may_begin(page, heading, ranges)) {
        ranges.retain(|range| range.start >= heading.range.start);
        cut_out(&heading.range, ranges);
        return Some(heading.range.clone());
    }
    let begins = ranges.first().map_or(u32::MAX, |range| range.start);
    let head = head.filter(|head| head.range.end <= begins && head.range.len() <= LONGEST as usize)?;
    let first = ranges.first().map(|range| page.text.cut(range)).unwrap_or("");
    let same = Key::of(first.lines().next().unwrap_or("")).bytes() == Key::of(page.text.cut(&head.range)).bytes();
    if same {
        return None;
    }
    Some(headline.and_then(|name| part(page, head, name)).unwrap_or(head.range.clone()))
}

/// Keys of what the page calls itself.
fn names(page: &Page, headline: Option<&str>, head: Option<&Block>) -> Vec<Key> {
    let head = head.map(|block| page.text.cut(&block.range));
    headline.into_iter().chain(head).map(Key::of).filter(|key| key.len() > 0).collect()
}

/// The first line that is one of the names, or a heading that is the beginning of one.
fn named_heading<'a>(page: &'a Page, names: &[Key]) -> Option<&'a Block> {
    let longest = names.iter().map(Key::len).max()?;
    page.text.blocks.iter().filter(|block| may_be_title(block)).find(|block| {
        let line = page.text.cut(&block.range);
        if line.len() > 3 * longest + 64 {
            return false;
        }
        let line = Key::of(line);
        let begins = |name: &Key| block.is_heading && line.len() > 8 && name.bytes().starts_with(line.bytes());
        names.iter().any(|name| name.bytes() == line.bytes() || begins(name))
    })
}

fn only_heading(page: &Page) -> Option<&Block> {
    let mut headings = page.text.blocks.iter().filter(|block| block.is_heading && may_be_title(block));
    headings.next().filter(|_| headings.next().is_none())
}

fn may_be_title(block: &Block) -> bool {
    !block.is_title && !block.is_aside && block.range.end - block.range.start <= LONGEST
}

/// True when little of what was chosen stands before the heading.
fn may_begin(page: &Page, heading: &Block, ranges: &[Range<u32>]) -> bool {
    let weight = |range: &Range<u32>| key::weight(page.text.cut(range));
    let total: usize = ranges.iter().map(weight).sum();
    let before: usize = ranges.iter().filter(|range| range.start < heading.range.start).map(weight).sum();
    before * 5 <= total
}

/// Takes a line out of the ranges.
fn cut_out(line: &Range<u32>, ranges: &mut Vec<Range<u32>>) {
    for range in ranges.iter_mut().take_while(|range| range.start < line.end) {
        range.start = range.start.max(line.end).min(range.end);
    }
    ranges.retain(|range| !range.is_empty());
}

/// The part of the title in the head that is the headline, without the name of the site.
fn part(page: &Page, head: &Block, headline: &str) -> Option<Range<u32>> {
    let (whole, name) = (Key::of(page.text.cut(&head.range)), Key::of(headline));
    if name.len() == 0 {
        return None;
    }
    let at = memchr::memmem::find(whole.bytes(), name.bytes())?;
    let found = whole.in_text(&(at..at + name.len()));
    Some(head.range.start + found.start..head.range.start + found.end)
}
