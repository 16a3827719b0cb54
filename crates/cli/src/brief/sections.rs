//! The sections of a briefing.

use super::Draft;
use super::page::{Block, Line, Piece, text};
use super::scope;
use crate::safe;
use crate::show::findings::number;
use anyhow::Result;
use reading::{Reading, Said};
use record::{Citation, Commitment, CommitmentState, Dispute, Entry, Provision, Treaty, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// At most so many entries stand in the chronology …
const ENTRIES: usize = 24;
/// … and so many statements with each side.
const STATEMENTS: usize = 6;
/// The words shown of a statement are cut after so many characters.
const MOST: usize = 150;
/// At most so many claims, steps of a treaty, commitments and disputes stand in their sections.
const ROWS: usize = 12;
/// At most so many values of a dispute.
const VALUES: usize = 4;
/// Two sides are set against each other.
const SIDES: usize = 2;

/// What a statement does, as a verb, and how much that says of a position (0 most).
fn verb(act: &str) -> Option<(&'static str, u8)> {
    Some(match act {
        "demand" => ("demands", 0),
        "reject" => ("rejects", 0),
        "condition" => ("sets a condition", 0),
        "offer" => ("offers", 1),
        "threaten" => ("threatens", 1),
        "accuse" => ("accuses", 1),
        "promise" => ("promises", 1),
        "deny" => ("denies", 2),
        "doubt" => ("doubts", 2),
        "expect" => ("expects", 3),
        "praise" => ("welcomes", 3),
        "describe" => ("says", 4),
        _ => return None,
    })
}

impl Draft<'_> {
    /// `Briefing: …`.
    pub(super) fn title(&self) -> String {
        let about = self.scope.process.as_deref().map_or_else(|| "what the reports tell".to_owned(), |p| self.names.of(p));
        format!("Briefing: {about}")
    }

    /// All sections, without those that have nothing to say.
    pub(super) fn blocks(&self, since: Option<&str>) -> Result<Vec<Block>> {
        let entries: Vec<&Entry> = self.record.entries().iter().filter(|e| self.scope.entry(e)).collect();
        let main: Vec<&Entry> = entries.iter().copied().filter(|e| e.main).collect();
        let commitments: Vec<&Commitment> =
            self.record.commitments().iter().filter(|c| self.scope.commitment(c, &entries)).collect();
        let mut blocks = vec![Block::Paragraph(vec![text(self.basis(since))])];
        blocks.extend(self.elsewhere());
        blocks.extend([Block::Heading("Summary".into()), Block::Items(self.summary(&main, &commitments))]);
        self.section(&mut blocks, "Chronology", self.chronology(&main));
        self.section(&mut blocks, "What each side says", self.positions(&entries)?);
        self.section(&mut blocks, "Treaties", self.treaties());
        self.section(&mut blocks, "Commitments that are not settled", self.open(&commitments));
        self.section(&mut blocks, "Where reports differ", self.disputes(&main));
        Ok(blocks)
    }

    fn section(&self, blocks: &mut Vec<Block>, heading: &str, content: Vec<Block>) {
        if !content.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.extend(content);
        }
    }

    /// On how much it rests.
    fn basis(&self, since: Option<&str>) -> String {
        let readings = self.readings;
        let outlets: BTreeSet<&str> = readings.iter().filter_map(|r| r.outlet.as_deref()).collect();
        let outlets = if outlets.is_empty() { String::new() } else { format!(" of {} named outlets", outlets.len()) };
        let as_of = self.record.as_of().map(|d| format!(", as of {}", safe::words(d))).unwrap_or_default();
        let since = since.map(|s| format!(", from {} on", safe::words(s))).unwrap_or_default();
        let digest = crate::add::short(self.record.digest());
        format!("From {}{outlets}{as_of}{since}; record {digest}.", record::count(readings.len(), "report"))
    }

    /// Which other negotiations the reports tell of.
    fn elsewhere(&self) -> Option<Block> {
        let own = self.scope.process.as_deref()?;
        let others = scope::others(self.record, Some(own));
        let named: Vec<String> = others.iter().take(4).map(|id| self.names.of(id)).collect();
        let more = if others.len() > named.len() { " and others" } else { "" };
        let line = format!("The reports also tell of {}{more}; --process names another negotiation.", named.join(", "));
        (!named.is_empty()).then(|| Block::Paragraph(vec![text(line)]))
    }

    /// In a few sentences: how often they met, when last, when next, what is open, what is disputed.
    fn summary(&self, main: &[&Entry], commitments: &[&Commitment]) -> Vec<Line> {
        let meets = |e: &&&Entry| matches!(e.kind.as_str(), "meeting" | "call" | "conference" | "visit");
        let held: Vec<&Entry> = main.iter().filter(meets).filter(|e| e.status == "held").copied().collect();
        let mut out = Vec::new();
        if !self.scope.parties.is_empty() {
            out.push(vec![text(format!("Parties: {}.", self.names.list(&self.scope.parties)))]);
        }
        if let Some(last) = held.iter().max_by_key(|e| e.days) {
            let n = held.len();
            let met = if n == 1 { "One meeting or call is told".to_owned() } else { format!("{n} meetings and calls are told") };
            out.push(self.told(format!("{met}; the last: "), last));
        }
        let as_of = self.record.as_of().and_then(record::days).map_or(i64::MIN, |d| d.0);
        let ahead = main.iter().filter(meets).filter(|e| e.status == "planned" && e.days.is_some_and(|d| d.1 >= as_of));
        out.extend(ahead.min_by_key(|e| e.days).map(|next| self.told("Next: ".to_owned(), next)));
        for e in held.iter().rev().filter(|e| !e.outcome.is_empty()).take(2) {
            let outcome: Vec<String> = e.outcome.iter().map(|o| safe::words(o)).collect();
            out.push(self.cited(vec![text(format!("Outcome of {}: {}", date(e), outcome.join("; ")))], e.citations.first()));
        }
        let steps = main.iter().filter(|e| e.object.as_deref().is_some_and(|o| self.scope.treaty(o)));
        let steps: Vec<&&Entry> = steps.filter(|e| e.status == "held" && !meets(e)).collect();
        for e in steps.iter().skip(steps.len().saturating_sub(2)) {
            let object = e.object.as_deref().map(|o| self.names.of(o)).unwrap_or_default();
            let line = text(format!("{object}: {} {}", safe::words(&e.kind.replace('-', " ")), date(e)));
            out.push(self.cited(vec![line], e.citations.first()));
        }
        let count = |state: CommitmentState| commitments.iter().filter(|c| c.state == state).count();
        let states = [
            CommitmentState::Kept,
            CommitmentState::Late,
            CommitmentState::Missed,
            CommitmentState::Overdue,
            CommitmentState::Open,
        ];
        let counted: Vec<String> =
            states.iter().filter(|s| count(**s) > 0).map(|s| format!("{} {}", count(*s), s.name())).collect();
        out.extend((!counted.is_empty()).then(|| vec![text(format!("Commitments: {}.", counted.join(", ")))]));
        let disputed = main.iter().filter(|e| !e.disputes.is_empty()).count();
        out.extend((disputed > 0).then(|| vec![text(format!("Reports differ on {disputed} of {} events.", main.len()))]));
        if out.is_empty() {
            out.push(vec![text("The reports tell of no meeting, step or commitment of this negotiation.")]);
        }
        out
    }

    /// An entry in a sentence.
    fn told(&self, lead: String, e: &Entry) -> Line {
        let place = e.place.as_deref().map(|p| format!(" in {}", self.names.of(p))).unwrap_or_default();
        let round = e.round.map(|n| format!(", round {n}")).unwrap_or_default();
        let who = self.names.participants(&e.participants);
        let who = if who.is_empty() { who } else { format!(" ({who})") };
        let line = vec![text(format!("{lead}{}, {}{place}{round}{who}.", date(e), safe::words(&e.kind)))];
        self.cited(line, e.citations.first())
    }

    fn cited(&self, mut line: Line, citation: Option<&Citation>) -> Line {
        line.extend(citation.map(|c| self.note(c)));
        line
    }

    /// The main entries in order; of too many those that most reports tell.
    fn chronology(&self, main: &[&Entry]) -> Vec<Block> {
        let mut kept: Vec<usize> = (0..main.len()).collect();
        kept.sort_by_key(|&i| (std::cmp::Reverse(main[i].independent_sources), std::cmp::Reverse(main[i].reports), i));
        kept.truncate(ENTRIES);
        kept.sort_unstable();
        let mut out = Vec::new();
        let items: Vec<Line> = kept.iter().map(|&i| self.event(main[i])).collect();
        out.extend((!items.is_empty()).then_some(Block::Items(items)));
        let more = main.len() - kept.len();
        out.extend((more > 0).then(|| Block::Paragraph(vec![text(format!("{more} more stand in the timeline."))])));
        out
    }

    /// What, whether it was held, which one and where.
    fn headline(&self, e: &Entry) -> String {
        let status = if e.status == "held" { String::new() } else { format!(" ({})", safe::words(&e.status)) };
        let object = e.object.as_deref().map(|o| format!(": {}", self.names.of(o))).unwrap_or_default();
        let round = e.round.map(|n| format!(", round {n}")).unwrap_or_default();
        let place = e.place.as_deref().map(|p| format!(", {}", self.names.of(p))).unwrap_or_default();
        format!("{}{status}{object}{round}{place}", safe::words(&e.kind.replace('-', " ")))
    }

    fn event(&self, e: &Entry) -> Line {
        let mut rest = vec![self.headline(e)];
        // Who acts needs no word for it: the headline says what was done.
        let who = self.names.participants(&e.participants).replace(" (actor)", "");
        rest.extend((!who.is_empty()).then_some(who));
        let outcome: Vec<String> = e.outcome.iter().map(|o| safe::words(o)).collect();
        rest.extend((!outcome.is_empty()).then(|| format!("outcome: {}", outcome.join(", "))));
        let witnesses = match (e.reports, e.independent_sources) {
            (1, _) => String::new(),
            (n, independent) => format!(" — {n} reports, {independent} independent"),
        };
        let corrected = if e.corrections.is_empty() { "" } else { " — corrected by hand" };
        let mut line = vec![Piece::Strong(date(e)), text(format!(": {}{witnesses}{corrected}", rest.join("; ")))];
        let mut seen = BTreeSet::new();
        let first = e.citations.iter().filter(|c| seen.insert(&c.sha256)).take(3);
        line.extend(first.map(|c| self.note(c)));
        line
    }

    /// For the two sides that speak most: demands and refusals first, by topic, the newest of each.
    fn positions(&self, entries: &[&Entry]) -> Result<Vec<Block>> {
        let cited: BTreeSet<&str> = entries.iter().flat_map(|e| &e.citations).map(|c| c.sha256.as_str()).collect();
        let mut sides: BTreeMap<&str, Vec<(&Reading, &Said)>> = BTreeMap::new();
        for r in self.readings.iter().filter(|r| self.scope.report(r, &cited)) {
            for s in r.statements.iter().filter(|s| s.words.acts.iter().any(|a| verb(a).is_some())) {
                if let Some(side) = s.speaker.as_deref().and_then(|id| self.scope.side(id)) {
                    sides.entry(side).or_default().push((r, s));
                }
            }
        }
        let mut sides: Vec<_> = sides.into_iter().collect();
        sides.sort_by_key(|(side, said)| (std::cmp::Reverse(said.len()), *side));
        let mut out = Vec::new();
        for (side, said) in sides.into_iter().take(SIDES) {
            out.push(Block::Paragraph(vec![Piece::Strong(self.names.of(side))]));
            let items: Result<Vec<Line>> = chosen(said).into_iter().map(|(r, s)| self.said(r, s)).collect();
            out.push(Block::Items(items?));
        }
        Ok(out)
    }

    fn said(&self, r: &Reading, s: &Said) -> Result<Line> {
        let verbs: Vec<&str> = s.words.acts.iter().filter_map(|a| verb(a)).map(|v| v.0).collect();
        let speaker = s.speaker.as_deref().map(|id| self.names.of(id)).unwrap_or_default();
        let topics = if s.words.topics.is_empty() { String::new() } else { format!(" ({})", self.names.list(&s.words.topics)) };
        let words = self.library.words(&r.sha256, s.words.span)?;
        let short = words.char_indices().nth(MOST).map(|(at, _)| format!("{}…", words[..at].trim_end()));
        let citation = Citation { sha256: r.sha256.clone(), path: r.path.clone(), span: s.words.span };
        let line = vec![text(format!("{speaker} {}{topics}: ", verbs.join(", "))), Piece::Quote(short.unwrap_or(words))];
        Ok(self.cited(line, Some(&citation)))
    }

    /// What reports say of treaties, measured against their text; then the steps of their lives.
    fn treaties(&self) -> Vec<Block> {
        let treaties = self.scope.treaties(self.record);
        let claims: Vec<(&Treaty, &Provision)> =
            treaties.iter().flat_map(|t| t.provisions.iter().map(move |p| (*t, p))).collect();
        let (kept, more) = cut(claims, |(_, p)| (p.verdict == Verdict::Agrees, std::cmp::Reverse(p.citations.len())));
        let rows: Vec<Vec<Line>> = kept.into_iter().map(|(t, p)| self.claim(t, p)).collect();
        let mut out = Vec::new();
        if !rows.is_empty() {
            out.push(Block::Table(vec!["Treaty", "Reports say", "Verdict", "Text"], rows));
        }
        out.extend(more);
        let lives: Vec<Line> = treaties.iter().filter(|t| !t.status.is_empty()).map(|t| self.life(t)).collect();
        out.extend((!lives.is_empty()).then_some(Block::Items(lives)));
        out
    }

    fn claim(&self, t: &Treaty, p: &Provision) -> Vec<Line> {
        let bound = record::bound_words(p.bound);
        let said = vec![text(format!("{bound}{} {}", number(p.value), safe::words(&p.what)))];
        let cells = [self.names.of(&t.id), p.verdict.name().to_owned(), safe::words(&p.note)];
        let [name, verdict, note] = cells.map(|c| vec![text(c)]);
        vec![name, self.cited(said, p.citations.first()), verdict, note]
    }

    fn life(&self, t: &Treaty) -> Line {
        let mut line = vec![Piece::Strong(self.names.of(&t.id)), text(": ")];
        let (steps, _) = cut(t.status.iter().collect(), |s| std::cmp::Reverse(s.citations.len()));
        for (n, step) in steps.into_iter().enumerate() {
            let day = step.date.as_deref().map_or_else(|| "no date".to_owned(), in_words);
            let comma = if n > 0 { "; " } else { "" };
            line.push(text(format!("{comma}{day} {}", safe::words(&step.what))));
            line.extend(step.citations.first().map(|c| self.note(c)));
        }
        line
    }

    /// What is open, overdue or missed, the first due first.
    fn open(&self, commitments: &[&Commitment]) -> Vec<Block> {
        let settled = |c: &Commitment| matches!(c.state, CommitmentState::Kept | CommitmentState::Late);
        let row = |c: &&Commitment| {
            let due = c.due.as_deref().map_or_else(|| "no date".to_owned(), in_words);
            let what = self.cited(vec![text(safe::words(&c.what))], c.citations.first());
            vec![vec![text(self.names.list(&c.who))], what, vec![text(due)], vec![text(c.state.name())]]
        };
        let unsettled = commitments.iter().filter(|c| !settled(c)).collect();
        // The latest first to be kept, those without a day last.
        let (kept, more) = cut(unsettled, |c| std::cmp::Reverse(c.due.as_deref().and_then(record::days)));
        if kept.is_empty() {
            return Vec::new();
        }
        let rows: Vec<Vec<Line>> = kept.into_iter().map(row).collect();
        std::iter::once(Block::Table(vec!["Who", "What", "Due", "State"], rows)).chain(more).collect()
    }

    fn disputes(&self, main: &[&Entry]) -> Vec<Block> {
        let all: Vec<(&Entry, &Dispute)> = main.iter().flat_map(|e| e.disputes.iter().map(move |d| (*e, d))).collect();
        let (kept, more) = cut(all, |(e, _)| std::cmp::Reverse(e.reports));
        let items: Vec<Line> = kept.into_iter().map(|(e, d)| self.dispute(e, d)).collect();
        if items.is_empty() { Vec::new() } else { std::iter::once(Block::Items(items)).chain(more).collect() }
    }

    fn dispute(&self, e: &Entry, d: &Dispute) -> Line {
        let mut line = vec![Piece::Strong(date(e)), text(format!(", {}: {} is ", safe::words(&e.kind), d.field))];
        for (n, v) in d.values.iter().take(VALUES).enumerate() {
            let reports: BTreeSet<&str> = v.citations.iter().map(|c| c.sha256.as_str()).collect();
            let or = if n > 0 { " or " } else { "" };
            let value = if d.field == "date" { in_words(&v.value) } else { self.names.disputed(d.field, &v.value) };
            line.push(text(format!("{or}{value} ({})", record::count(reports.len(), "report"))));
            line.extend(v.citations.first().map(|c| self.note(c)));
        }
        let more = d.values.len().saturating_sub(VALUES);
        line.extend((more > 0).then(|| text(format!(" or one of {more} others"))));
        line
    }
}

/// The first items by `rank`, in their own order, and a line that says how many were left out.
fn cut<T, K: Ord>(items: Vec<T>, rank: impl Fn(&T) -> K) -> (Vec<T>, Option<Block>) {
    let mut ranked: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    ranked.sort_by_key(|(at, item)| (rank(item), *at));
    let more = ranked.len().saturating_sub(ROWS);
    ranked.truncate(ROWS);
    ranked.sort_by_key(|(at, _)| *at);
    let said = (more > 0).then(|| Block::Paragraph(vec![text(format!("{more} more are left out here."))]));
    (ranked.into_iter().map(|(_, item)| item).collect(), said)
}

/// The date of an entry in words.
fn date(e: &Entry) -> String {
    e.date.as_deref().map_or_else(|| "no date".to_owned(), in_words)
}

/// EDTF as a reader would say it: sets and intervals in words, the rest as it is.
pub(super) fn in_words(edtf: &str) -> String {
    let edtf = safe::words(edtf);
    if let Some((from, to)) = edtf.split_once('/').filter(|(from, to)| !from.is_empty() && !to.is_empty()) {
        return format!("{from} to {to}");
    }
    let Some(set) = edtf.strip_prefix('[').and_then(|e| e.strip_suffix(']')) else { return edtf };
    match (set.split_once(".."), set.rsplit_once(',')) {
        (Some(("", to)), None) => format!("{to} or earlier"),
        (Some((from, "")), None) => format!("{from} or later"),
        (Some((from, to)), None) => format!("between {from} and {to}"),
        (None, Some((some, last))) => format!("{} or {last}", some.replace(',', ", ")),
        _ => edtf,
    }
}

/// The statements that say most of a side: the weightiest act of each topic, the newest of those, in the order of their days.
fn chosen<'r>(mut said: Vec<(&'r Reading, &'r Said)>) -> Vec<(&'r Reading, &'r Said)> {
    let day = |r: &Reading| r.published.edtf.as_deref().and_then(record::days).map_or(i64::MIN, |d| d.0);
    let weight = |s: &Said| s.words.acts.iter().filter_map(|a| verb(a)).map(|v| v.1).min().unwrap_or(u8::MAX);
    let key = |r: &Reading, s: &Said| {
        (s.words.topics.is_empty(), weight(s), std::cmp::Reverse(day(r)), s.words.nested, r.path.clone(), s.words.span)
    };
    said.sort_by_key(|(r, s)| key(r, s));
    let mut topics = BTreeSet::new();
    let (mut first, mut rest): (Vec<_>, Vec<_>) = said.into_iter().partition(|(_, s)| topics.insert(s.words.topics.clone()));
    let more = STATEMENTS.saturating_sub(first.len());
    rest.truncate(more);
    first.truncate(STATEMENTS);
    first.extend(rest);
    first.sort_by_key(|(r, s)| (day(r), r.path.clone(), s.words.span));
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_intervals_are_said_in_words() {
        let said = [
            "2021-06",
            "2021-06-16/2021-06-17",
            "[2021-07-01..2021-07-31]",
            "[2023-10-13..]",
            "[..2021]",
            "[2021-07-07,2021-07-14,2021-07-21]",
        ];
        let expected = [
            "2021-06",
            "2021-06-16 to 2021-06-17",
            "between 2021-07-01 and 2021-07-31",
            "2023-10-13 or later",
            "2021 or earlier",
            "2021-07-07, 2021-07-14 or 2021-07-21",
        ];
        assert_eq!(said.map(in_words), expected);
    }
}
