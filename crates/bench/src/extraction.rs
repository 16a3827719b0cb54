//! How well the text of an article is taken out of its page: the pages of `samples/pages`, scored word by word.

use crate::root;
use anyhow::{Context, Result};
use clean::Clean;
use serde::Deserialize;
use source::Source;
use std::collections::HashMap;

/// A page with what is to be kept of it.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// File name in `samples/pages`.
    pub page: String,
    /// Title; it may stand in the text or not.
    pub title: String,
    /// The paragraphs.
    pub keep: Vec<String>,
    /// Lines that may stand in the text or not: captions, names of authors.
    pub neutral: Vec<String>,
    /// The page.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Words found, words to be found, words that are both.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Words of the text that was taken.
    pub found: usize,
    /// Words of the text to be kept.
    pub wanted: usize,
    /// Words of both.
    pub both: usize,
}

impl Score {
    /// Part of the words taken that are wanted.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 0.0 } else { self.both as f64 / self.found as f64 }
    }
    /// Part of the words wanted that were taken.
    pub fn recall(self) -> f64 {
        if self.wanted == 0 { 1.0 } else { self.both as f64 / self.wanted as f64 }
    }
    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// The pages of `samples/pages`.
///
/// # Errors
/// A file that cannot be read.
pub fn pages() -> Result<Vec<Page>> {
    let folder = root().join("samples/pages");
    let index = std::fs::read_to_string(folder.join("pages.json")).context("samples/pages/pages.json")?;
    let mut pages: Vec<Page> = serde_json::from_str(&index)?;
    for page in &mut pages {
        page.bytes = std::fs::read(folder.join(&page.page)).with_context(|| page.page.clone())?;
    }
    Ok(pages)
}

/// The clean text of a page.
///
/// # Errors
/// A page that holds no text.
pub fn extract(page: &Page) -> Result<Clean> {
    Ok(clean::clean(&Source::new(&page.page, page.bytes.clone()))?)
}

/// Scores a text against what is to be kept: bags of words, lines that are neutral taken out.
pub fn score(page: &Page, text: &str) -> Score {
    let neutral: Vec<Vec<&str>> = page.neutral.iter().chain([&page.title]).map(|n| words(n).collect()).collect();
    let lines = text.lines().filter(|l| {
        let line: Vec<&str> = words(l).collect();
        !neutral.contains(&line)
    });
    let mut bag: HashMap<&str, usize> = HashMap::new();
    let mut score = Score::default();
    for word in lines.flat_map(words) {
        *bag.entry(word).or_default() += 1;
        score.found += 1;
    }
    for word in page.keep.iter().flat_map(|p| words(p)) {
        score.wanted += 1;
        if let Some(left) = bag.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            score.both += 1;
        }
    }
    score
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
