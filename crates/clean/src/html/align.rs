//! Finds an extracted text again in the text of the page, so that what is kept are the page's own
//! characters. Both are compared by their letters; stretches that occur once in each hold the rest in
//! place, as in a patience diff, so time is near linear whatever the texts.

use super::key::Key;
use memchr::memmem;
use std::ops::Range;

/// Bytes of a stretch by which places are found.
const SEED: usize = 24;
/// Shortest stretch kept that was found by a seed.
const SHORTEST: usize = 12;
/// Longest gap of the page that is searched for a short line.
const SEARCHED: usize = 64 * 1024;

/// A stretch of the extract and the equal stretch of the page, in bytes of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Match {
    extract: usize,
    page: usize,
    len: usize,
}

/// What was found of an extract.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Ranges of the page text, in order.
    pub(crate) ranges: Vec<Range<u32>>,
    /// Bytes of letters found.
    pub(crate) weight: usize,
    /// Bytes of letters sought.
    pub(crate) sought: usize,
}

impl Found {
    /// True when at least `percent` of what was sought was found.
    pub(crate) fn is_at_least(&self, percent: usize) -> bool {
        self.sought > 0 && self.weight * 100 >= self.sought * percent
    }
}

/// A page text made ready for searching.
pub(crate) struct Aligner {
    key: Key,
    seeds: Vec<(u64, u32)>,
}

impl Aligner {
    /// Makes a page text ready.
    pub(crate) fn new(page: &str) -> Self {
        let key = Key::of(page);
        Self { seeds: seeds(&key), key }
    }

    /// Finds `extract` in the page.
    pub(crate) fn find(&self, extract: &str) -> Found {
        let extract = &without_repeats(extract);
        let sought = Key::of(extract);
        let mut search = Search { page: self, extract: &sought, matches: Vec::new() };
        search.grow(&self.anchors(&sought, true));
        if search.weight() * 3 < sought.len() {
            search.matches.clear();
            search.grow(&self.anchors(&sought, false));
        }
        search.fill_gaps();
        search.fill_lines(extract);
        let ranges = search.matches.iter().map(|m| self.key.in_text(&(m.page..m.page + m.len))).collect();
        Found { ranges, weight: search.weight().max(search.seen()), sought: sought.len() }
    }

    /// Places that occur once in the extract, and in the page once or, without `once`, first; those that
    /// come in the same order in both.
    fn anchors(&self, extract: &Key, once: bool) -> Vec<(u32, u32)> {
        let sought = seeds(extract);
        let mut pairs: Vec<(u32, u32)> = sought
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| match same {
                [(hash, at)] => {
                    let places = self.places(*hash);
                    let (_, place) = places.first()?;
                    (!once || places.len() == 1).then_some((*at, *place))
                }
                _ => None,
            })
            .collect();
        pairs.sort_unstable();
        in_order(&pairs)
    }

    /// The places of a seed in the page.
    fn places(&self, hash: u64) -> &[(u64, u32)] {
        let from = self.seeds.partition_point(|seed| seed.0 < hash);
        let same = self.seeds.get(from..).unwrap_or_default();
        let len = same.partition_point(|seed| seed.0 == hash);
        same.get(..len).unwrap_or_default()
    }
}

/// Hash and place of the stretch at every word that has enough bytes after it, sorted.
fn seeds(key: &Key) -> Vec<(u64, u32)> {
    let at = |start: usize| Some((hash(key.bytes().get(start..start + SEED)?), start as u32));
    let mut seeds: Vec<(u64, u32)> = key.starts(0..key.len()).map_while(at).collect();
    seeds.sort_unstable();
    seeds
}

fn hash(bytes: &[u8]) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The longest part of the pairs that rises in both places.
fn in_order(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut tails: Vec<(u32, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, (_, place)) in pairs.iter().enumerate() {
        let at = tails.partition_point(|tail| tail.0 < *place);
        before.push(at.checked_sub(1).and_then(|k| tails.get(k)).map(|tail| tail.1));
        match tails.get_mut(at) {
            Some(tail) => *tail = (*place, i),
            None => tails.push((*place, i)),
        }
    }
    let mut next = tails.last().map(|tail| tail.1);
    let mut chain = Vec::with_capacity(tails.len());
    while let Some(i) = next {
        chain.extend(pairs.get(i));
        next = before.get(i).copied().flatten();
    }
    chain.reverse();
    chain
}

/// One extract being found in one page.
struct Search<'a> {
    page: &'a Aligner,
    extract: &'a Key,
    matches: Vec<Match>,
}

/// A stretch without matches in both texts.
type Gap = (Range<usize>, Range<usize>);

impl Search<'_> {
    fn weight(&self) -> usize {
        self.matches.iter().map(|m| m.len).sum()
    }

    /// Bytes of the extract that were found, counting each passage as often as it stands in the extract.
    fn seen(&self) -> usize {
        let seeds = seeds(self.extract);
        let matched = |at: u32| {
            let next = self.matches.partition_point(|m| m.extract + m.len <= at as usize);
            self.matches.get(next).is_some_and(|m| m.extract <= at as usize)
        };
        let same = seeds.chunk_by(|a, b| a.0 == b.0);
        let seen: usize = same.filter(|same| same.iter().any(|seed| matched(seed.1))).map(<[_]>::len).sum();
        self.extract.len() * seen / seeds.len().max(1)
    }

    /// Turns anchors into the longest equal stretches around them.
    fn grow(&mut self, anchors: &[(u32, u32)]) {
        for (extract, page) in anchors {
            let (extract, page) = (*extract as usize, *page as usize);
            let (done, page_done) = self.matches.last().map_or((0, 0), |m| (m.extract + m.len, m.page + m.len));
            if extract < done || page < page_done {
                continue;
            }
            let ends = (self.extract.len(), self.page.key.len());
            let found = self.stretch((extract, page), (done, page_done), ends);
            self.matches.extend(found.filter(|m| m.len >= SHORTEST));
        }
    }

    /// The longest equal stretch around two places, within bounds, from word to word of the page.
    fn stretch(&self, at: (usize, usize), low: (usize, usize), high: (usize, usize)) -> Option<Match> {
        let (a, b) = (self.extract.bytes(), self.page.key.bytes());
        let back = equal_back(a.get(low.0..at.0)?, b.get(low.1..at.1)?);
        let len = equal(a.get(at.0..high.0)?, b.get(at.1..high.1)?);
        let start = self.page.key.edge_after(at.1 - back);
        let whole = at.1 + len == high.1 || at.0 + len == high.0 || len == 0;
        let end = self.page.key.edge_before(at.1 + len).max(if whole { self.letter_edge(at.1 + len) } else { 0 });
        let extract = (at.0 + start).checked_sub(at.1)?;
        (end > start).then(|| Match { extract, page: start, len: end - start })
    }

    /// `at`, if a character of the page's key begins there.
    fn letter_edge(&self, at: usize) -> usize {
        let begins = self.page.key.bytes().get(at).is_none_or(|b| b & 0xc0 != 0x80);
        if begins { at } else { 0 }
    }

    fn gaps(&self) -> Vec<Gap> {
        let (mut extract, mut page) = (0, 0);
        let mut gaps = Vec::with_capacity(self.matches.len() + 1);
        for m in &self.matches {
            gaps.push((extract..m.extract, page..m.page));
            (extract, page) = (m.extract + m.len, m.page + m.len);
        }
        gaps.push((extract..self.extract.len(), page..self.page.key.len()));
        gaps
    }

    fn add(&mut self, found: Vec<Match>) {
        self.matches.extend(found);
        self.matches.sort_unstable_by_key(|m| m.page);
    }

    /// Finds what stands several times in the page: before the first match as late as it goes, elsewhere
    /// as early as it goes.
    fn fill_gaps(&mut self) {
        let mut found = Vec::new();
        for (n, gap) in self.gaps().into_iter().enumerate() {
            if n == 0 && !self.matches.is_empty() {
                self.fill_backward(gap, &mut found);
            } else {
                self.fill_forward(gap, &mut found);
            }
        }
        self.add(found);
    }

    fn seed_places(&self, at: usize) -> &[(u64, u32)] {
        self.extract.bytes().get(at..at + SEED).map_or(&[], |seed| self.page.places(hash(seed)))
    }

    fn fill_forward(&self, (mut extract, mut page): Gap, found: &mut Vec<Match>) {
        let starts: Vec<usize> = self.extract.starts(extract.clone()).collect();
        for at in starts {
            if at < extract.start {
                continue;
            }
            let places = self.seed_places(at);
            let next = places.partition_point(|seed| (seed.1 as usize) < page.start);
            let Some(place) = places.get(next).map(|seed| seed.1 as usize).filter(|p| page.contains(p)) else {
                continue;
            };
            let low = (at, place);
            if let Some(m) = self.stretch((at, place), low, (extract.end, page.end)).filter(|m| m.len >= SHORTEST) {
                (extract.start, page.start) = (m.extract + m.len, m.page + m.len);
                found.push(m);
            }
        }
    }

    fn fill_backward(&self, (mut extract, mut page): Gap, found: &mut Vec<Match>) {
        let starts: Vec<usize> = self.extract.starts(extract.clone()).rev().collect();
        for at in starts {
            let places = self.seed_places(at);
            let next = places.partition_point(|seed| (seed.1 as usize) < page.end);
            let place = next.checked_sub(1).and_then(|i| places.get(i)).map(|seed| seed.1 as usize);
            let Some(place) = place.filter(|p| page.contains(p)) else { continue };
            let low = (at, place);
            if let Some(m) = self.stretch((at, place), low, (extract.end, page.end)).filter(|m| m.len >= SHORTEST) {
                (extract.end, page.end) = (m.extract, m.page);
                found.push(m);
            }
        }
    }

    /// Finds lines too short for a seed in the gap where they must be.
    fn fill_lines(&mut self, extract: &str) {
        let lines = line_keys(extract);
        let mut found = Vec::new();
        for (sought, mut page) in self.gaps() {
            let from = lines.partition_point(|line| line.start < sought.start);
            let inside = lines.iter().skip(from).take_while(|line| line.end <= sought.end);
            for line in inside.filter(|line| !line.is_empty()) {
                if page.len() > SEARCHED {
                    break;
                }
                if let Some(m) = self.line(line, &page) {
                    page.start = m.page + m.len;
                    found.push(m);
                }
            }
        }
        self.add(found);
    }

    /// A line that stands word for word in a range of the page.
    fn line(&self, line: &Range<usize>, page: &Range<usize>) -> Option<Match> {
        let needle = self.extract.bytes().get(line.clone())?;
        let hay = self.page.key.bytes().get(page.clone())?;
        let at = page.start + memmem::find(hay, needle)?;
        let end = at + needle.len();
        let whole = self.page.key.edge_after(at) == at && self.page.key.edge_after(end) == end;
        whole.then_some(Match { extract: line.start, page: at, len: needle.len() })
    }
}

/// The text without long lines that stood in it before, since extractors may take a passage twice.
fn without_repeats(text: &str) -> String {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut out = String::with_capacity(text.len());
    for line in text.lines().filter(|line| line.len() < SEED || seen.insert(*line)) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The range of the key that each line of a text makes.
fn line_keys(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.lines()
        .map(|line| {
            let start = at;
            at += super::key::weight(line);
            start..at
        })
        .collect()
}

fn equal(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

fn equal_back(a: &[u8], b: &[u8]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str, extract: &str) -> Vec<String> {
        let found = Aligner::new(page).find(extract);
        found.ranges.iter().map(|r| page[r.start as usize..r.end as usize].to_owned()).collect()
    }

    #[test]
    fn lines_are_found_in_order() {
        let page = "menu one\nthe first long line of the report, here\nadvert\nthe second long line of the report\nyes\nmenu";
        let extract = "- the first long line of the report here\nthe second long line of the report\nyes";
        assert_eq!(found(page, extract), ["the first long line of the report, here", "the second long line of the report\nyes"]);
    }

    #[test]
    fn a_repeated_text_is_found_once() {
        let body = "the first long line of the report here\nthe second long line of the report";
        let page = format!("{body}\nother\n{body}");
        assert_eq!(found(&page, body), [body]);
        let page = "A long title of the report in full\nmenu\nA long title of the report in full\nand its very own first line, only here";
        let extract = "A long title of the report in full\nand its very own first line, only here";
        let places = Aligner::new(page).find(extract).ranges;
        assert!(places[0].start > 30, "{places:?}");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let found = Aligner::new("a page about other things altogether").find("the report that was looked for");
        assert!(found.ranges.is_empty() && !found.is_at_least(1));
        assert!(Aligner::new("").find("").ranges.is_empty());
    }
}
