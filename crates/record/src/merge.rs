//! Which events of all reports are one: pairs from blocks, the surest first, joined as long as a group stays free of contradiction.
//!
//! Copies of one event (same signature) are joined at once, so that a thousand reports of one summit cost one comparison. The rest
//! meet only in blocks (type and month, type and process and round, type and treaty, type and matter); within a block each meets at most
//! [`NEIGHBOURS`] others that follow it in time. Nothing depends on the order in which reports came.

use crate::member::Member;
use crate::same::{Likeness, is_treaty_step, likeness, others_act};
use days::Days;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Most others with which an event is compared within a block.
const NEIGHBOURS: usize = 256;
/// Most months of one event that make blocks.
const MONTHS: i64 = 3;

/// Groups of members (positions), each the same event; groups and their members in order.
pub(crate) fn merge(members: &[Member]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(members);
    let heads = copies(members, &mut groups);
    let mut pairs = Vec::new();
    for (key, block) in blocks(members, &heads) {
        compare(members, &key, block, &mut pairs);
    }
    pairs.sort_unstable_by_key(|p| (p.like.days_apart, std::cmp::Reverse(p.like.points), p.a, p.b));
    pairs.dedup_by_key(|p| (p.a, p.b));
    let torn = torn(members, &pairs);
    for pair in pairs.iter().filter(|p| !torn.contains(&p.a) && !torn.contains(&p.b)) {
        groups.join(pair.a, pair.b, pair.like);
    }
    groups.into_lists()
}

struct Pair {
    a: usize,
    b: usize,
    like: Likeness,
}

/// Joins members with the same signature; gives one of each.
fn copies(members: &[Member], groups: &mut Groups) -> Vec<usize> {
    let mut first: FxHashMap<_, usize> = FxHashMap::default();
    let mut heads = Vec::new();
    for (i, m) in members.iter().enumerate() {
        match first.get(&m.signature()) {
            Some(&head) => match likeness(&members[head], m) {
                Some(like) => groups.join(head, i, like),
                None => heads.push(i),
            },
            None => {
                first.insert(m.signature(), i);
                heads.push(i);
            }
        }
    }
    heads
}

/// Where two events may meet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Block<'a> {
    Month(&'a str, i64),
    /// Days whose year is not told, and those in the same month.
    MonthOfYear(&'a str, u8),
    Round(&'a str, &'a str, u32),
    Object(&'a str, &'a str),
    /// Agreements about one negotiation, suspensions of one thing.
    Matter(&'a str, &'a str),
    Account(&'a str, &'a str),
}

fn blocks<'a>(members: &'a [Member<'a>], heads: &[usize]) -> BTreeMap<Block<'a>, Vec<usize>> {
    let mut blocks: BTreeMap<Block, Vec<usize>> = BTreeMap::new();
    for &i in heads {
        for key in keys(&members[i]) {
            blocks.entry(key).or_default().push(i);
        }
    }
    blocks
}

fn keys<'a>(m: &'a Member<'a>) -> Vec<Block<'a>> {
    let e = m.event;
    let kind = e.kind.as_str();
    let mut keys = Vec::new();
    if let Some((process, round)) = m.process.zip(m.round) {
        keys.push(Block::Round(kind, process, round));
    }
    if let Some(process) = m.process.filter(|_| kind == "agreement") {
        keys.push(Block::Matter(kind, process));
    }
    if let Some(object) = e.object.as_deref().filter(|_| is_treaty_step(kind)) {
        keys.push(Block::Object(kind, object));
    }
    // What is suspended meets by its topic: the days on which it began are told loosely.
    keys.extend(e.topics.iter().filter(|_| kind == "suspension").map(|t| Block::Matter(kind, t)));
    // What sides say of a thing that has no day yet meets by its matter or place.
    if let Some(matter) = e.object.as_deref().or(e.place.as_deref()).filter(|_| m.side.is_some() && m.days == Days::Unknown) {
        keys.push(Block::Account(kind, matter));
    }
    match &m.days {
        Days::YearFree(list) => keys.extend(list.iter().map(|(month, _)| Block::MonthOfYear(kind, *month))),
        days => {
            // Months of thirty days; a day more on each side lets neighbours across a border meet.
            let hull = days.hull().filter(|(a, b)| b.saturating_sub(*a) <= MONTHS * 30);
            let (from, to) = hull.map_or((0, -1), |(a, b)| ((a - 1).div_euclid(30), (b + 1).div_euclid(30)));
            keys.extend((from..=to).map(|month| Block::Month(kind, month)));
            if let Some((a, b)) = hull {
                let (first, last) = (days::date(a), days::date(b));
                keys.push(Block::MonthOfYear(kind, first.1));
                keys.extend((first.1 != last.1).then_some(Block::MonthOfYear(kind, last.1)));
            }
        }
    }
    keys
}

/// Days after which two exact events are two, whatever else they share.
const REACH: i64 = 4;
/// Days around a report's publication in which a day without a year is looked for.
const YEAR: i64 = 400;

/// Compares the members of a block, each with those that follow it in time.
fn compare(members: &[Member], key: &Block, mut block: Vec<usize>, pairs: &mut Vec<Pair>) {
    block.sort_by_key(|&i| (members[i].days.hull(), i));
    let mut pair = |i: usize, j: usize| {
        let (a, b) = (i.min(j), i.max(j));
        if let Some(like) = likeness(&members[a], &members[b]) {
            pairs.push(Pair { a, b, like });
        }
    };
    if matches!(key, Block::MonthOfYear(..)) {
        return without_year(members, &block, &mut pair);
    }
    let by_day = matches!(key, Block::Month(..));
    for (at, &i) in block.iter().enumerate() {
        let last = members[i].days.hull().map_or(i64::MAX, |h| h.1.saturating_add(REACH));
        let near = |j: &&usize| !by_day || members[**j].days.hull().is_none_or(|h| h.0 <= last);
        for &j in block[at + 1..].iter().take_while(near).take(NEIGHBOURS) {
            pair(i, j);
        }
    }
}

/// Compares those without a year with each other, and with those of the years around their report; the rest met by their months.
fn without_year(members: &[Member], block: &[usize], pair: &mut impl FnMut(usize, usize)) {
    // In order of days those without come first.
    let (free, dated) = block.split_at(block.partition_point(|&i| members[i].days.hull().is_none()));
    for (at, &i) in free.iter().enumerate() {
        for &j in free[at + 1..].iter().take(NEIGHBOURS) {
            pair(i, j);
        }
        let told = members[i].published().map_or(i64::MIN, |p| if p.0 > i64::MIN { p.0 } else { p.1 });
        let from = dated.partition_point(|&j| members[j].days.hull().is_some_and(|h| h.0 < told.saturating_sub(YEAR)));
        for &j in dated[from..].iter().take(NEIGHBOURS) {
            pair(i, j);
        }
    }
}

/// Members that fit two events which are not the same equally well: they say too little to be either.
fn torn(members: &[Member], pairs: &[Pair]) -> FxHashSet<usize> {
    let mut best: FxHashMap<usize, (i32, Vec<usize>)> = FxHashMap::default();
    for p in pairs.iter().filter(|p| !p.like.days_apart) {
        for (m, other) in [(p.a, p.b), (p.b, p.a)] {
            let slot = best.entry(m).or_insert((p.like.points, Vec::new()));
            if slot.0 == p.like.points && slot.1.len() < 8 {
                slot.1.push(other);
            }
        }
    }
    let vague = |m: &Member| m.days.width().is_none_or(|w| w > 7);
    let apart = |list: &[usize]| {
        list.iter().enumerate().any(|(i, &a)| list[i + 1..].iter().any(|&b| strangers(&members[a], &members[b])))
    };
    best.into_iter().filter(|(m, (_, list))| vague(&members[*m]) && apart(list)).map(|(m, _)| m).collect()
}

/// Days that exclude each other, other rounds, or a step that each of two states took.
fn strangers(a: &Member, b: &Member) -> bool {
    let days = a.days.meet(&b.days).is_none();
    let steps = is_treaty_step(&a.event.kind) && others_act(a, b);
    likeness(a, b).is_none() && (days || steps || a.round != b.round || a.report == b.report)
}

/// Union-find whose groups know what a further member must not contradict.
struct Groups<'a> {
    parent: Vec<usize>,
    facts: Vec<Facts<'a>>,
}

#[derive(Clone, Default)]
struct Facts<'a> {
    members: Vec<usize>,
    process: Option<&'a str>,
    /// Whether heads of state or government meet, where a level is told.
    summit: Option<bool>,
    days: Days,
    /// Rounds told.
    rounds: Vec<u32>,
    /// Per report: date and round.
    reports: BTreeMap<usize, (Option<&'a str>, Option<u32>)>,
}

impl<'a> Groups<'a> {
    fn new(members: &[Member<'a>]) -> Self {
        let facts = members.iter().enumerate().map(|(i, m)| Facts {
            members: vec![i],
            process: m.process,
            summit: summit(m.event.level.as_deref()),
            days: m.days.clone(),
            rounds: m.round.into_iter().collect(),
            reports: BTreeMap::from([(m.report, (m.event.date.as_deref(), m.round))]),
        });
        Groups { parent: (0..members.len()).collect(), facts: facts.collect() }
    }
    fn find(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }
    /// Joins the groups of two members unless they contradict each other.
    fn join(&mut self, a: usize, b: usize, like: Likeness) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        let met = self.facts[a].days.meet(&self.facts[b].days);
        if (met.is_none() && !like.days_apart) || !fit(&self.facts[a], &self.facts[b], like.rounds_apart) {
            return;
        }
        let (into, from) = if self.facts[a].members.len() >= self.facts[b].members.len() { (a, b) } else { (b, a) };
        let taken = std::mem::take(&mut self.facts[from]);
        let facts = &mut self.facts[into];
        facts.days = met.unwrap_or_else(|| std::mem::take(&mut facts.days));
        facts.process = facts.process.or(taken.process);
        facts.summit = facts.summit.or(taken.summit);
        facts.members.extend(taken.members);
        facts.reports.extend(taken.reports);
        facts.rounds.extend(taken.rounds);
        facts.rounds.sort_unstable();
        facts.rounds.dedup();
        self.parent[from] = into;
    }
    fn into_lists(self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = self.facts.into_iter().map(|f| f.members).filter(|m| !m.is_empty()).collect();
        for list in &mut lists {
            list.sort_unstable();
        }
        lists.sort_unstable();
        lists
    }
}

fn summit(level: Option<&str>) -> Option<bool> {
    level.filter(|l| *l != "unspecified").map(|l| l.starts_with("head-of-"))
}

/// No two processes, no summit with delegations, no two rounds (unless the pair that joins them tells two), and no report that tells the two as different events.
fn fit(a: &Facts, b: &Facts, rounds_apart: bool) -> bool {
    let differ = a.process.zip(b.process).is_some_and(|(p, q)| p != q) || a.summit.zip(b.summit).is_some_and(|(p, q)| p != q);
    if differ || !(rounds_apart || a.rounds.is_empty() || b.rounds.is_empty() || a.rounds == b.rounds) {
        return false;
    }
    let (few, many) = if a.reports.len() <= b.reports.len() { (a, b) } else { (b, a) };
    few.reports.iter().all(|(report, told)| many.reports.get(report).is_none_or(|other| other == told))
}
