//! A side's statements on a topic through time, and where they turn.

use crate::Record;
use crate::said::{Utterance, utterances};
use dossier::Dossier;
use reading::Reading;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How a statement stands to its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Offers, promises, praises.
    Yielding,
    /// Demands, lays down conditions.
    Pressing,
    /// Rejects, denies, accuses, threatens, doubts.
    Refusing,
}

impl Stance {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Yielding => "yielding",
            Stance::Pressing => "pressing",
            Stance::Refusing => "refusing",
        }
    }
    /// The stance of the strongest of several acts; none for what only describes or expects.
    pub fn of(acts: &[String]) -> Option<(Stance, &str)> {
        let one = |act: &str| match act {
            "reject" | "deny" | "accuse" | "threaten" | "doubt" => Some(Stance::Refusing),
            "demand" | "condition" => Some(Stance::Pressing),
            "offer" | "promise" | "praise" => Some(Stance::Yielding),
            _ => None,
        };
        acts.iter().filter_map(|a| one(a).map(|s| (s, a.as_str()))).max_by_key(|(s, a)| (*s, std::cmp::Reverse(*a)))
    }
}

/// A statement in a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was said.
    pub utterance: Utterance,
    /// Its stance.
    pub stance: Option<Stance>,
    /// Where it turns from the one before: the act then, the act now.
    pub turn: Option<(String, String)>,
}

/// What a side says on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// A state, or someone who speaks for himself.
    pub side: String,
    /// The topic.
    pub topic: String,
    /// Its statements in time order, the undated last.
    pub steps: Vec<Step>,
}

/// The first identifier of topics that dossiers call by one name: they are one topic.
struct Topics<'a>(FxHashMap<&'a str, &'a str>);

impl<'a> Topics<'a> {
    fn new(dossier: &'a Dossier) -> Topics<'a> {
        let called = |name: &str| name.replace('-', " ").to_lowercase();
        let mut by_name: FxHashMap<String, Vec<&'a str>> = FxHashMap::default();
        for e in dossier.entities().iter().filter(|e| e.id.starts_with("topic/")) {
            by_name.entry(called(&e.name)).or_default().push(&e.id);
        }
        let first = |ids: Vec<&'a str>| {
            let first = ids.iter().min().copied().unwrap_or_default();
            ids.into_iter().filter(move |id| *id != first).map(move |id| (id, first))
        };
        Topics(by_name.into_values().flat_map(first).collect())
    }
    fn one<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.0.get(id).copied().unwrap_or(id)
    }
}

/// The positions of all sides on all topics, or of one side, or one topic; sides and topics in order. A person is a side too.
/// Topics of one name are one.
pub fn positions(record: &Record, readings: &[Reading], dossier: &Dossier, of: Option<&str>, on: Option<&str>) -> Vec<Position> {
    let mut found: BTreeMap<(String, String), Vec<Utterance>> = BTreeMap::new();
    let topics = Topics::new(dossier);
    let on = on.map(|on| topics.one(on));
    for u in utterances(record, readings, dossier) {
        let speaks = of.is_none_or(|of| u.side == of || u.speaker == of);
        let side = of.unwrap_or(&u.side).to_owned();
        let about: BTreeSet<&str> = u.topics.iter().filter(|t| t.starts_with("topic/")).map(|t| topics.one(t)).collect();
        for topic in about.into_iter().filter(|t| speaks && on.is_none_or(|on| *t == on)) {
            found.entry((side.clone(), topic.to_owned())).or_default().push(u.clone());
        }
    }
    found.into_iter().map(|((side, topic), said)| Position { side, topic, steps: steps(said) }).collect()
}

fn steps(said: Vec<Utterance>) -> Vec<Step> {
    let mut last: Option<(Stance, String)> = None;
    let mut out = Vec::with_capacity(said.len());
    for utterance in said {
        let now = Stance::of(&utterance.acts).map(|(s, act)| (s, act.to_owned()));
        // Without a day nobody can say what came first.
        let dated = utterance.days.is_some();
        let turned = last.as_ref().zip(now.as_ref()).filter(|(a, b)| dated && a.0 != b.0);
        let turn = turned.map(|(a, b)| (a.1.clone(), b.1.clone()));
        let stance = now.as_ref().map(|n| n.0);
        if dated && now.is_some() {
            last = now;
        }
        out.push(Step { utterance, stance, turn });
    }
    out
}
