//! A choice of page text cut into lines, and freed of lines that only lead elsewhere.

use super::key;
use super::page::{Block, Page};
use std::ops::Range;

/// Cuts the ranges at the ends of lines, and leaves out lines of links: beside the article always,
/// elsewhere when they are less than a third of the whole.
pub(crate) fn of(page: &Page, ranges: &[Range<u32>]) -> Vec<Range<u32>> {
    let lines = cut(page, ranges);
    let weight = |range: &Range<u32>| key::weight(page.text.cut(range));
    let total: usize = lines.iter().map(|(_, range)| weight(range)).sum();
    let links: usize = lines.iter().filter(|(block, _)| block.is_mostly_links()).map(|(_, range)| weight(range)).sum();
    let (few, all) = (links * 3 < total, links == total);
    let leads_away = |block: &Block| block.is_mostly_links() && !all && (few || block.is_aside);
    lines.into_iter().filter(|(block, _)| !leads_away(block)).map(|(_, range)| range).collect()
}

/// Each line that a range holds a part of, with that part; the whole line when the ranges hold most of it.
fn cut<'a>(page: &'a Page, ranges: &[Range<u32>]) -> Vec<(&'a Block, Range<u32>)> {
    let mut parts = Vec::new();
    for range in ranges {
        let from = page.text.blocks.partition_point(|block| block.range.end <= range.start);
        let within = page.text.blocks.iter().skip(from).take_while(|block| block.range.start < range.end);
        parts.extend(within.map(|block| (block, block.range.start.max(range.start)..block.range.end.min(range.end))));
    }
    let mut lines = Vec::with_capacity(parts.len());
    for same in parts.chunk_by(|a: &(&Block, Range<u32>), b| std::ptr::eq(a.0, b.0)) {
        let held: usize = same.iter().map(|(_, part)| part.len()).sum();
        match same.first() {
            Some((block, _)) if held * 2 > block.range.len() => lines.push((*block, block.range.clone())),
            _ => lines.extend_from_slice(same),
        }
    }
    lines
}
