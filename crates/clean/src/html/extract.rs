//! The main text of a page by the generic extractor, kept within bounds.

use super::page::Weight;
use crate::CleanDoubt;
use trafilatura::{HtmlDateMode, Options};

/// Largest page that is given to the extractor, in bytes.
pub(crate) const LARGEST: usize = 8 * 1024 * 1024;
/// Deepest nesting that is given to the extractor.
const DEEPEST: usize = 256;
/// Most nodes that are given to the extractor.
const MOST_NODES: usize = 200_000;
/// Most work that is given to the extractor; about a second or two.
const MOST_WORK: usize = 4_000_000;
/// Stack of the thread in which the extractor runs.
const STACK: usize = 64 * 1024 * 1024;

/// The main text of a page, or why there is none.
pub(crate) fn main_text(html: &str, weight: Weight) -> Result<String, CleanDoubt> {
    let refused = |kind, why: &str| {
        let note = format!("The page {why}; its article was chosen by the length of its paragraphs alone.");
        Err(CleanDoubt { kind, note })
    };
    if html.len() > LARGEST {
        return refused("page-too-large", "is very large");
    }
    if weight.depth > DEEPEST {
        return refused("page-too-deep", "nests its tags very deeply");
    }
    if weight.nodes > MOST_NODES || weight.work > MOST_WORK {
        return refused("page-too-large", "has very many tags for its depth");
    }
    match run(html) {
        Some(text) if !text.trim().is_empty() => Ok(text),
        _ => refused("no-article", "shows no clear article"),
    }
}

/// Runs the extractor in a thread of its own, so that neither a deep tree nor a fault in it ends the program.
fn run(html: &str) -> Option<String> {
    let options = Options::default().with_fallback(true).with_exclude_comments(true).with_html_date_mode(HtmlDateMode::Disabled);
    std::thread::scope(|scope| {
        let work = move || trafilatura::extract(html, &options).ok().map(|result| result.content_text);
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok().flatten()
    })
}
