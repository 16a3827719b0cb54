//! From the source of a page to the text of its article.

mod align;
mod assemble;
mod densest;
mod entity;
mod extract;
mod head;
mod heading;
mod json_ld;
mod key;
mod lines;
mod page;
mod pick;
mod scan;
mod stack;
mod tag;
mod text;

pub(crate) use tag::Tag;

use crate::runs::Runs;
use crate::{CleanDoubt, Meta};

/// The article of a page.
pub(crate) struct Article {
    /// Its title line and paragraphs.
    pub(crate) text: String,
    /// From the text to the source of the page.
    pub(crate) runs: Runs,
    /// Its title.
    pub(crate) title: Option<String>,
    /// What the page says about itself.
    pub(crate) meta: Meta,
}

/// Reads the article of a page.
pub(crate) fn article(html: &str, doubts: &mut Vec<CleanDoubt>) -> Article {
    let page = page::read(html);
    let described = json_ld::read(html, page.head.json_ld());
    let headline = page.head.headline(&described);
    let chosen = pick::choose(html, &page, &described, doubts);
    let (text, runs, title) = assemble::assemble(&page, chosen, headline.as_deref());
    Article { text, runs, title, meta: page.head.meta(&described) }
}
