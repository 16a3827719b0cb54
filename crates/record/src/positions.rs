//! A side's statements on a topic through time, and where they turn.

use crate::Record;
use crate::said::{Utterance, utterances};
use dossier::Dossier;
use reading::Reading;

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

/// The positions of all sides on all topics, or of one side, or one topic; sides and topics in order. A person is a side too.
pub fn positions(record: &Record, readings: &[Reading], dossier: &Dossier, of: Option<&str>, on: Option<&str>) -> Vec<Position> {
    let mut found: std::collections::BTreeMap<(String, String), Vec<Utterance>> = std::collections::BTreeMap::new();
    for u in utterances(record, readings, dossier) {
        let speaks = of.is_none_or(|of| u.side == of || u.speaker == of);
        let side = of.unwrap_or(&u.side).to_owned();
        for topic in u.topics.iter().filter(|t| speaks && t.starts_with("topic/") && on.is_none_or(|on| *t == on)) {
            found.entry((side.clone(), topic.clone())).or_default().push(u.clone());
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
