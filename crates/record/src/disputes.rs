//! What reports tell differently: a field, its values, who says which, and whether they know it independently.
//!
//! A difference in precision is none: a month and a day in it, a state and a city in it, a plan and its being held, a length and the
//! same rounded.

use crate::entry::{Citation, Dispute, DisputedValue};
use crate::member::Member;
use crate::narrow;
use crate::quote::cite;
use crate::same::is_gathering;
use days::Days;
use std::collections::{BTreeMap, BTreeSet};

/// The members of an entry, and which witness each is.
pub(crate) struct Told<'a, 'm> {
    pub(crate) members: &'a [&'a Member<'m>],
    /// By member; who has the same is one witness.
    pub(crate) labels: &'a [usize],
    /// The status of the entry.
    pub(crate) status: &'a str,
}

impl Told<'_, '_> {
    /// Positions of the members that tell the entry's status.
    fn telling(&self) -> Vec<usize> {
        (0..self.members.len()).filter(|&i| self.members[i].event.status == self.status).collect()
    }

    /// The days that most reports together allow, and a dispute where some are set aside.
    pub(crate) fn date(&self) -> (Days, Option<Dispute>) {
        let known = |list: &[usize]| list.iter().any(|&i| self.members[i].days != Days::Unknown);
        let telling = self.telling();
        let used = if known(&telling) { telling } else { (0..self.members.len()).collect() };
        let used = self.newest(used);
        let statements: Vec<(Days, usize)> =
            used.iter().map(|&i| (self.members[i].days.clone(), self.members[i].report)).collect();
        let camps = narrow::camps(&statements);
        let best = camps.first().map(|c| c.days.clone()).unwrap_or_default();
        let values = camps.into_iter().map(|c| (c.days.edtf().unwrap_or_default(), c.who.iter().map(|&w| used[w]).collect()));
        let best = self.published(&used).and_then(|p| best.meet(&p)).filter(|_| matches!(best, Days::OneOf(_))).unwrap_or(best);
        let dispute = self.dispute("date", values.collect()).or_else(|| self.slip());
        (best, dispute)
    }

    /// A date that a report tells with the wrong day of the week: the report itself tells two days, and others one of them.
    fn slip(&self) -> Option<Dispute> {
        let (a, b) = self.members.iter().find_map(|m| m.slip)?;
        let telling = |day: i64| {
            let on = |m: &Member, day: i64| m.days != Days::Unknown && m.days.meet(&Days::within(day, day)).is_some();
            // A month in which both lie tells neither.
            let tells = |m: &Member| on(m, day) && (m.slip.is_some() || !(on(m, a) && on(m, b)));
            (days::iso(day), (0..self.members.len()).filter(|&i| tells(self.members[i])).collect::<Vec<_>>())
        };
        self.dispute("date", vec![telling(a), telling(b)])
    }

    /// Of a plan that was moved only the newest reports count: to put off is no contradiction.
    fn newest(&self, used: Vec<usize>) -> Vec<usize> {
        let gathering = self.members.first().is_some_and(|m| is_gathering(&m.event.kind));
        if self.status != "planned" || !gathering {
            return used;
        }
        let out = |i: &usize| self.members[*i].published();
        let newest = used.iter().filter(|i| self.members[**i].days != Days::Unknown).filter_map(out).max();
        let Some((first, _)) = newest else { return used };
        let latest = |i: &&usize| out(i).is_some_and(|(from, _)| from == first);
        let days: Vec<Days> = used.iter().filter(latest).map(|&i| self.members[i].days.clone()).collect();
        let superseded =
            |i: &usize| out(i).is_some_and(|(_, to)| to < first) && days.iter().all(|d| self.members[*i].days.meet(d).is_none());
        used.into_iter().filter(|i| !superseded(i)).collect()
    }

    /// What is told as held was not after the report came out, where the report says when it did.
    fn published(&self, used: &[usize]) -> Option<Days> {
        if self.status != "held" {
            return None;
        }
        let sure = |i: &&usize| matches!(self.members[**i].reading.published.basis, "stated" | "given");
        let held = used.iter().filter(|i| self.members[**i].event.status == "held");
        let last = held.filter(sure).filter_map(|&i| self.members[i].published()).map(|d| d.1).min()?;
        Some(Days::within(i64::MIN, last))
    }

    /// All disputes, by field; that about the date is found with the date itself.
    pub(crate) fn all(&self, date: Option<Dispute>) -> Vec<Dispute> {
        let or = |found: Option<Dispute>, field| found.or_else(|| self.claimed(field));
        let what = [or(date, "date"), self.places(), self.rounds(), or(self.statuses(), "status")];
        let who = [self.participants(), self.venues(), or(self.figures(), "figures"), self.durations()];
        let said = ["object", "name", "content", "type"].map(|field| self.claimed(field));
        what.into_iter().chain(who).chain(said).flatten().collect()
    }

    /// Places that differ; a state and a place in it do not.
    pub(crate) fn places(&self) -> Option<Dispute> {
        let telling = self.telling();
        let precise: Vec<&Member> = telling.iter().map(|&i| self.members[i]).filter(|m| !m.vague_place).collect();
        let abroad = |m: &Member| m.vague_place && !precise.iter().any(|p| p.country.is_some() && p.country == m.country);
        let distinct = |m: &Member| !m.vague_place || precise.is_empty() || abroad(m);
        self.by_value("place", &telling, |m| m.event.place.clone().filter(|_| distinct(m)))
    }

    /// Numbers of the round that differ.
    pub(crate) fn rounds(&self) -> Option<Dispute> {
        self.by_value("round", &self.telling(), |m| m.event.round.map(|r| r.to_string()))
    }

    /// What is told as held or planned in one place and as denied, or as held and as cancelled, in another.
    pub(crate) fn statuses(&self) -> Option<Dispute> {
        let other = |s: &str| match self.status {
            "held" => matches!(s, "cancelled" | "denied"),
            "denied" => s != "denied",
            "cancelled" => s == "denied",
            _ => s == "denied",
        };
        if !self.members.iter().any(|m| other(&m.event.status)) {
            return None;
        }
        let all: Vec<usize> = (0..self.members.len()).collect();
        let counts = |m: &Member| m.event.status == self.status || other(&m.event.status);
        self.by_value("status", &all, |m| Some(m.event.status.clone()).filter(|_| counts(m)))
    }

    /// Heads of delegation of one state who differ.
    pub(crate) fn participants(&self) -> Option<Dispute> {
        let heads = |m: &Member| {
            let list = m.event.participants.iter().filter(|p| p.part == "head-of-delegation").map(|p| p.entity.clone());
            list.collect::<BTreeSet<_>>()
        };
        let telling = self.telling();
        let full: Vec<usize> = telling.into_iter().filter(|&i| heads(self.members[i]).len() >= 2).collect();
        self.by_value("participants", &full, |m| Some(heads(m).into_iter().collect::<Vec<_>>().join(", ")))
    }

    /// Lengths of a meeting that are half an hour or more apart; less is how people round.
    pub(crate) fn durations(&self) -> Option<Dispute> {
        let told: Vec<u32> = self.members.iter().filter_map(|m| m.lasted).map(|l| l.0).collect();
        let (shortest, longest) = told.iter().min().zip(told.iter().max())?;
        let all: Vec<usize> = (0..self.members.len()).collect();
        let apart = longest - shortest >= 30;
        apart.then(|| self.by_value("duration", &all, |m| m.lasted.map(|l| l.1.to_owned())))?
    }

    /// Missions or offices in which a meeting was, where they differ.
    pub(crate) fn venues(&self) -> Option<Dispute> {
        let house = |m: &Member| {
            let houses = m.event.participants.iter().filter(|p| p.part == "host" && p.entity.starts_with("org/"));
            let houses: BTreeSet<&str> = houses.map(|p| p.entity.as_str()).collect();
            houses.first().filter(|_| houses.len() == 1).map(|h| (*h).to_owned())
        };
        let found = self.by_value("venue", &self.telling(), house)?;
        // `org/xx-mission` is `org/xx-mission-town` told with fewer words.
        let longer = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let apart = |(i, a): (usize, &DisputedValue)| {
            found.values.iter().enumerate().all(|(j, b)| i == j || !(longer(&a.value, &b.value) || longer(&b.value, &a.value)))
        };
        found.values.iter().enumerate().all(apart).then_some(found)
    }

    /// How many people came, where reports that count the same sort of people tell different numbers.
    pub(crate) fn figures(&self) -> Option<Dispute> {
        let telling = self.telling();
        let sorts: BTreeSet<&str> = telling.iter().flat_map(|&i| self.members[i].crowds.iter().map(|c| c.1)).collect();
        let one = |sort: &&str| {
            let number = |m: &Member| {
                let of: BTreeSet<u64> = m.crowds.iter().filter(|c| c.1 == *sort).map(|c| c.0).collect();
                of.first().filter(|_| of.len() == 1).map(|n| format!("{n} {sort}"))
            };
            self.by_value("figures", &telling, number)
        };
        sorts.iter().find_map(one)
    }

    /// What one report tells of a field in two ways, by whose words; several reports may tell the same.
    pub(crate) fn claimed(&self, field: &'static str) -> Option<Dispute> {
        let mut values: BTreeMap<&str, (BTreeSet<Citation>, BTreeSet<&str>)> = BTreeMap::new();
        for m in self.members {
            for c in m.claims.iter().filter(|c| c.field == field) {
                let told = values.entry(&c.value).or_default();
                told.0.insert(cite(m.reading, c.span));
                told.1.extend(c.by);
            }
        }
        let value = |(value, (citations, by)): (&str, (BTreeSet<Citation>, BTreeSet<&str>))| DisputedValue {
            value: value.to_owned(),
            citations: citations.into_iter().collect(),
            by: by.into_iter().map(str::to_owned).collect(),
        };
        (values.len() > 1).then(|| Dispute { field, values: values.into_iter().map(value).collect(), independent: true })
    }

    fn by_value(&self, name: &'static str, of: &[usize], get: impl Fn(&Member) -> Option<String>) -> Option<Dispute> {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &i in of {
            if let Some(value) = get(self.members[i]) {
                values.entry(value).or_default().push(i);
            }
        }
        self.dispute(name, values.into_iter().collect())
    }

    fn dispute(&self, field: &'static str, values: Vec<(String, Vec<usize>)>) -> Option<Dispute> {
        if values.len() < 2 {
            return None;
        }
        let sets: Vec<BTreeSet<usize>> = values.iter().map(|v| v.1.iter().map(|&i| self.labels[i]).collect()).collect();
        let independent = sets.iter().enumerate().all(|(i, a)| sets[i + 1..].iter().all(|b| a.is_disjoint(b)));
        let mut values: Vec<DisputedValue> = values.into_iter().map(|(value, who)| self.value(value, &who)).collect();
        values.sort_by(|a, b| a.value.cmp(&b.value));
        Some(Dispute { field, values, independent })
    }

    fn value(&self, value: String, who: &[usize]) -> DisputedValue {
        let mut citations: Vec<Citation> = who.iter().map(|&i| self.members[i].citation()).collect();
        citations.sort();
        let by: BTreeSet<&str> = who.iter().filter_map(|&i| self.members[i].speaker.or(self.members[i].origin)).collect();
        DisputedValue { value, citations, by: by.into_iter().map(str::to_owned).collect() }
    }
}
