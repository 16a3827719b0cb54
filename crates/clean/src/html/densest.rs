//! The text of a page without the extractor: the element with the most text in paragraphs of its own.

use super::key;
use super::page::{Block, Page};
use std::ops::Range;

/// The lines of the element with the most text, or of the whole page when it has too small a part of it.
pub(crate) fn lines(page: &Page) -> Vec<Range<u32>> {
    let weights: Vec<usize> = page.text.blocks.iter().map(|block| weight(page, block)).collect();
    let total: usize = weights.iter().sum();
    if let Some(best) = best_element(page, &weights).filter(|_| total > 0) {
        let inside = |block: &Block| best.start <= block.range.start && block.range.end <= best.end;
        let chosen = page.text.blocks.iter().zip(&weights).filter(|(block, weight)| **weight > 0 && inside(block));
        let held: usize = chosen.clone().map(|(_, weight)| *weight).sum();
        if held * 3 >= total {
            return chosen.map(|(block, _)| block.range.clone()).collect();
        }
    }
    let keep = |block: &Block, weight: usize| if total > 0 { weight > 0 } else { !block.is_title };
    let kept = page.text.blocks.iter().zip(&weights).filter(|(block, weight)| keep(block, **weight));
    kept.map(|(block, _)| block.range.clone()).collect()
}

/// Letters of a line that may belong to an article.
fn weight(page: &Page, block: &Block) -> usize {
    if block.is_title || block.is_aside || block.is_mostly_links() {
        return 0;
    }
    key::weight(page.text.cut(&block.range))
}

/// The range of the element with the most text; a line counts whole for the element around it, and half
/// for the one around that.
fn best_element(page: &Page, weights: &[usize]) -> Option<Range<u32>> {
    let mut scores = vec![0usize; page.elements.len()];
    let mut add = |element: Option<u32>, score: usize| {
        let element = element? as usize;
        *scores.get_mut(element)? += score;
        page.elements.get(element)?.parent
    };
    for (block, weight) in page.text.blocks.iter().zip(weights) {
        let parent = add(block.element, weight * 2);
        add(parent, *weight);
    }
    let best = (0..scores.len()).rev().max_by_key(|i| scores.get(*i))?;
    page.elements.get(best).map(|element| element.range.clone())
}
