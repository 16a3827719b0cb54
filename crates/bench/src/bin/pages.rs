//! Scores the extraction of `samples/pages`, and times it: `cargo run --release -p bench --bin pages [ROUNDS] [OTHER.json]`.
//!
//! OTHER.json is what another program took out of the same pages, `{"page": "text", …}`; `scripts/extraction.py` makes it with
//! trafilatura and starts this program.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock and its arguments")]

use anyhow::{Context, Result};
use bench::extraction::{Page, Score, extract, pages, score};
use std::collections::BTreeMap;
use std::time::Instant;

type Scores = BTreeMap<String, Vec<Score>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rounds: u32 = args.first().map_or(Ok(3), |n| n.parse()).context("ROUNDS is a number")?;
    let other: Option<BTreeMap<String, String>> = match args.get(1) {
        Some(path) => Some(serde_json::from_str(&std::fs::read_to_string(path)?)?),
        None => None,
    };
    let pages = pages()?;
    let own = scores(&pages, |p| extract(p).map_or(String::new(), |c| c.text().to_owned()));
    let others = other.map(|o| scores(&pages, |p| o.get(&p.page).cloned().unwrap_or_default()));
    println!("| layout | pages | mahdar P | R | F1 |{}", if others.is_some() { " other P | R | F1 |" } else { "" });
    println!("|---|---|---|---|---|{}", if others.is_some() { "---|---|---|" } else { "" });
    for (layout, list) in &own {
        let theirs = others.as_ref().and_then(|o| o.get(layout)).map(|l| cells(l)).unwrap_or_default();
        println!("| {layout} | {} | {}{theirs}", list.len(), cells(list));
    }
    let all = |s: &Scores| cells(&s.values().flatten().copied().collect::<Vec<_>>());
    println!("| **all** | {} | {}{}", pages.len(), all(&own), others.as_ref().map(all).unwrap_or_default());
    println!("\nmahdar: {:.0} pages/s on one core, best of {rounds} rounds", speed(&pages, rounds)?);
    Ok(())
}

fn scores(pages: &[Page], text: impl Fn(&Page) -> String) -> Scores {
    let mut out = Scores::new();
    for page in pages {
        let layout = page.page.rsplit_once('-').map_or(page.page.as_str(), |(l, _)| l).to_owned();
        out.entry(layout).or_default().push(score(page, &text(page)));
    }
    out
}

/// Means over the pages.
fn cells(list: &[Score]) -> String {
    let mean = |of: fn(Score) -> f64| list.iter().map(|s| of(*s)).sum::<f64>() / list.len().max(1) as f64;
    format!("{:.3} | {:.3} | {:.3} | ", mean(Score::precision), mean(Score::recall), mean(Score::f1))
}

fn speed(pages: &[Page], rounds: u32) -> Result<f64> {
    let mut best = 0.0_f64;
    for _ in 0..rounds {
        let start = Instant::now();
        for page in pages {
            extract(page)?;
        }
        best = best.max(pages.len() as f64 / start.elapsed().as_secs_f64());
    }
    Ok(best)
}
