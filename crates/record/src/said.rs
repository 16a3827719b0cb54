//! What was said, across reports: every statement with its speaker's side, and the same utterance in several cuts or translations
//! recognised as one.

use crate::Record;
use crate::alike::{candidates, overlap, root, sketch};
use crate::entry::Citation;
use crate::quote::{cite, source_words};
use crate::sides::Sides;
use days::Days;
use dossier::Dossier;
use reading::{Reading, Said};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Characters of a piece of words.
const PIECE: usize = 4;
/// Pieces of a statement that is long enough to be recognised.
const LONG: usize = 12;
/// Days between two reports of one utterance.
const APART: i64 = 14;

/// One of several versions of an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Where it stands.
    pub citation: Citation,
    /// Its words, where the report is plain text.
    pub words: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// The media through which it came, nearest first.
    pub via: Vec<String>,
}

/// Something that somebody said, in all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Who.
    pub speaker: String,
    /// The government for which he speaks; anyone else himself.
    pub side: String,
    /// What the words do.
    pub acts: Vec<String>,
    /// What they are about.
    pub topics: Vec<String>,
    /// When the first of the reports came out, EDTF.
    pub published: Option<String>,
    /// First and last day of that.
    pub days: Option<(i64, i64)>,
    /// Its versions, the earliest report's first.
    pub variants: Vec<Variant>,
}

/// All utterances whose speaker is known, by day, the undated last.
pub fn utterances(record: &Record, readings: &[Reading], dossier: &Dossier) -> Vec<Utterance> {
    let (mut said, sides): (Vec<(Utterance, Vec<u64>)>, Sides) = (Vec::new(), Sides::new(dossier));
    for r in crate::sorted(readings) {
        let published = record.published(&r.sha256).map(str::to_owned);
        let own = r.statements.iter().filter_map(|s| single(published.clone(), r, s, &sides));
        said.extend(own);
    }
    said.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)));
    merge(said)
}

fn order(u: &Utterance) -> (bool, Option<(i64, i64)>, &Citation) {
    (u.days.is_none(), u.days, &u.variants[0].citation)
}

/// The utterances among some statements, each with its report and the day on which that came out, as [`utterances`] makes them.
pub(crate) fn of(said: &[(&Reading, &Said, Option<String>)], dossier: &Dossier) -> Vec<Utterance> {
    let sides = Sides::new(dossier);
    let single = |(r, s, out): &(&Reading, &Said, Option<String>)| single(out.clone(), r, s, &sides);
    let mut list: Vec<(Utterance, Vec<u64>)> = said.iter().filter_map(single).collect();
    list.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)));
    merge(list)
}

fn single(published: Option<String>, r: &Reading, s: &Said, sides: &Sides) -> Option<(Utterance, Vec<u64>)> {
    let speaker = s.speaker.as_deref()?;
    let words = source_words(r, s.words.span).map(str::to_owned);
    let pieces = words.as_deref().map(pieces).unwrap_or_default();
    let variant = Variant { citation: cite(r, s.words.span), words, kind: s.words.kind.name(), via: s.via.clone() };
    let utterance = Utterance {
        speaker: speaker.to_owned(),
        side: sides.of(speaker).to_owned(),
        acts: s.words.acts.clone(),
        topics: s.words.topics.clone(),
        days: published.as_deref().map(Days::parse).and_then(|d| d.hull()),
        published,
        variants: vec![variant],
    };
    Some((utterance, pieces))
}

/// Runs of four letters, without what separates words.
fn pieces(words: &str) -> Vec<u64> {
    let letters: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let piece = |w: &[char]| xxh3_64(w.iter().collect::<String>().as_bytes());
    sketch(letters.windows(PIECE).map(piece).collect())
}

/// Joins the versions of one utterance: one speaker, reports of the same fortnight, and most of the shorter words in the longer; or
/// a third of them where topics and acts are the same, as two translations share it.
fn merge(said: Vec<(Utterance, Vec<u64>)>) -> Vec<Utterance> {
    let (said, pieces): (Vec<Utterance>, Vec<Vec<u64>>) = said.into_iter().unzip();
    let mut parent: Vec<usize> = (0..said.len()).collect();
    for (i, j) in candidates(&pieces) {
        if same(&said[i], &said[j], &pieces[i], &pieces[j]) {
            let (a, b) = (root(&mut parent, i), root(&mut parent, j));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut of: BTreeMap<usize, Utterance> = BTreeMap::new();
    for (i, u) in said.into_iter().enumerate() {
        let head = root(&mut parent, i);
        match of.get_mut(&head) {
            None => {
                of.insert(i, u);
            }
            Some(first) => {
                first.acts.extend(u.acts);
                first.topics.extend(u.topics);
                first.variants.extend(u.variants);
            }
        }
    }
    let mut list: Vec<Utterance> = of.into_values().collect();
    for u in &mut list {
        for names in [&mut u.acts, &mut u.topics] {
            names.sort();
            names.dedup();
        }
    }
    list
}

fn same(a: &Utterance, b: &Utterance, p: &[u64], q: &[u64]) -> bool {
    let gap = a.days.zip(b.days).map_or(0, |(x, y)| x.0.saturating_sub(y.1).max(y.0.saturating_sub(x.1)));
    if a.speaker != b.speaker || gap > APART || p.len().min(q.len()) < LONG {
        return false;
    }
    let apart = a.variants[0].citation.sha256 != b.variants[0].citation.sha256;
    let alike = !a.topics.is_empty() && a.topics == b.topics && a.acts == b.acts;
    let share = overlap(p, q).share;
    apart && (share >= 0.5 || (alike && share >= 0.33))
}
