//! Which parts of a page are the article.
//!
//! Three witnesses are heard: the region that the page marks as the body of the article, the body that
//! its JSON-LD holds, and the generic extractor. The page's own marks win when they agree with the
//! extractor; where all fail, the densest part of the page is taken, with a doubt.

use super::align::{Aligner, Found};
use super::json_ld::{self, Article};
use super::page::Page;
use super::{densest, extract, key};
use crate::CleanDoubt;
use crate::runs::Runs;
use std::ops::Range;

/// Per cent of an extract that must be found in the page.
const ENOUGH: usize = 60;

/// What was chosen.
pub(crate) enum Chosen {
    /// Ranges of the page text.
    Ranges(Vec<Range<u32>>),
    /// A text of its own that stands in a script of the page.
    Script(String, Runs),
}

/// Chooses the article.
pub(crate) fn choose(html: &str, page: &Page, described: &Article, doubts: &mut Vec<CleanDoubt>) -> Chosen {
    let aligner = (html.len() <= extract::LARGEST).then(|| Aligner::new(&page.text.text));
    let extracted = extract::main_text(html, page.weight);
    let found = match (&aligner, &extracted) {
        (Some(aligner), Ok(text)) => aligner.find(text),
        _ => Found::default(),
    };
    let marked = marked(page, &found.ranges);
    if agrees(&marked, &found, 50) {
        return Chosen::Ranges(marked);
    }
    if !marked.is_empty() {
        doubts.push(note("article-body-differs", "The part that the page marks as its article is not its main text."));
    }
    let told = described.body.as_deref().zip(aligner.as_ref()).map(|(body, aligner)| aligner.find(body));
    match told {
        Some(told) if told.is_at_least(ENOUGH) && is_whole(&told, &found) => return Chosen::Ranges(told.ranges),
        Some(told) if told.sought > 2 * found.weight && !told.is_at_least(ENOUGH) => {
            let body = json_ld::body_in_place(html, page.head.json_ld());
            if let Some((text, runs)) = body.filter(|(text, _)| !text.contains('<') && !text.contains("&lt;")) {
                doubts.push(note("text-from-script", "The article stands only in a script of the page."));
                return Chosen::Script(text, runs);
            }
        }
        _ => {}
    }
    match extracted {
        Ok(_) if found.is_at_least(ENOUGH) => return Chosen::Ranges(found.ranges),
        Ok(_) => doubts.push(note("not-aligned", "What the extractor took was not found in the page.")),
        Err(doubt) => doubts.push(doubt),
    }
    Chosen::Ranges(densest::lines(page))
}

fn note(kind: &'static str, note: &str) -> CleanDoubt {
    CleanDoubt { kind, note: note.to_owned() }
}

/// True when a choice of lines is not empty, has `percent` of the size of what the extractor found, and
/// shares most of the smaller with it; when that found nothing, any choice will do.
fn agrees(ranges: &[Range<u32>], found: &Found, percent: u64) -> bool {
    let (size, other) = (size(ranges), size(&found.ranges));
    size > 0 && size * 100 >= other * percent && shared(ranges, &found.ranges) * 2 >= size.min(other)
}

/// True when the body told agrees with what the extractor found and is no excerpt: it has most of its size,
/// or goes on to near its end.
fn is_whole(told: &Found, found: &Found) -> bool {
    let end = |ranges: &[Range<u32>]| ranges.last().map_or(0, |range| range.end);
    let start = found.ranges.first().map_or(0, |range| range.start);
    let near = start + end(&found.ranges).saturating_sub(start) / 5 * 4;
    agrees(&told.ranges, found, 70) || (agrees(&told.ranges, found, 50) && end(&told.ranges) >= near)
}

fn size(ranges: &[Range<u32>]) -> u64 {
    ranges.iter().map(|r| u64::from(r.end - r.start)).sum()
}

/// Number of bytes that two lists of ranges in order share.
fn shared(a: &[Range<u32>], b: &[Range<u32>]) -> u64 {
    let (mut sum, mut b) = (0, b.iter().peekable());
    for x in a {
        while let Some(y) = b.peek() {
            sum += u64::from(x.end.min(y.end).saturating_sub(x.start.max(y.start)));
            if y.end > x.end {
                break;
            }
            b.next();
        }
    }
    sum
}

/// The lines of the regions marked as the body of the article, without side matter that the extractor
/// left out too.
fn marked(page: &Page, found: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut lines = Vec::new();
    for body in bodies(page, found) {
        let from = page.text.blocks.partition_point(|block| block.range.start < body.start);
        let inside = page.text.blocks.iter().skip(from).take_while(|block| block.range.end <= body.end);
        let kept = inside.filter(|block| {
            let side = block.is_aside || block.is_mostly_links();
            !block.is_title && (!side || holds(found, &block.range)) && key::weight(page.text.cut(&block.range)) > 0
        });
        lines.extend(kept.map(|block| block.range.clone()));
    }
    lines
}

/// The outermost marked regions in which the extractor found something; the largest when it found nothing.
fn bodies(page: &Page, found: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut bodies: Vec<Range<u32>> = Vec::new();
    for body in page.elements.iter().filter(|element| element.is_body).map(|element| &element.range) {
        if bodies.last().is_none_or(|last| last.end <= body.start) {
            bodies.push(body.clone());
        }
    }
    if found.is_empty() {
        return bodies.into_iter().max_by_key(|body| body.len()).into_iter().collect();
    }
    bodies.retain(|body| holds(found, body));
    bodies
}

/// True when a list of ranges in order shares a byte with another range.
fn holds(ranges: &[Range<u32>], other: &Range<u32>) -> bool {
    let next = ranges.partition_point(|range| range.end <= other.start);
    ranges.get(next).is_some_and(|range| range.start < other.end)
}
