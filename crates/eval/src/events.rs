//! Events and their slots.

use crate::edtf::Edtf;
use crate::entities::Entities;
use crate::error::EvalError;
use crate::found::{Found, FoundEvent};
use crate::gold::{EventSlots, GoldEvent, Id, Placed};
use crate::pairing::{Pairs, pair};
use crate::python::{equal, first_chars, repr_str, str_of, truthy};
use crate::score::Bench;
use crate::tally::Finding;
use std::collections::BTreeSet;

/// One thing said of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Date(Edtf),
    Place(Id),
    Round(String),
    Participant(Id),
}

type Slots = BTreeSet<Slot>;

impl Bench<'_> {
    /// Events by type and status where any wording overlaps. Announcements are left out, and so are events in boilerplate
    /// with the findings of their type there.
    pub fn events(&mut self, entities: &Entities) -> Result<(), EvalError> {
        let all = self.gold.placed(self.text, &self.gold.events, "events")?;
        let (skip, mut gold): (Vec<_>, Vec<_>) = all.into_iter().partition(|g| g.boilerplate);
        gold.retain(|g| g.item.r#type != "announcement");
        let mut found: Vec<Found<'_, FoundEvent>> = self.reading.found("events")?;
        found.retain(|p| p.item.r#type != "announcement" && !skip.iter().any(|g| same_type(g, p)));
        let want: Vec<Slots> = gold.iter().map(|g| gold_slots(&g.item.slots, entities)).collect();
        let got: Vec<Slots> = found.iter().map(|p| found_slots(&p.item.slots, entities)).collect();
        let pairs = pair(gold.len(), found.len(), |g, p| {
            let close = same_type(&gold[g], &found[p]) && equal(&gold[g].item.status, &found[p].item.status);
            close.then(|| agreement(&gold[g], &want[g], &found[p], &got[p]))
        });
        self.scores.add(Finding::Events, pairs.len(), found.len(), gold.len());
        self.report("event", &gold, &found, &pairs, |g| {
            let (kind, status, date) = (str_of(&g.item.r#type), str_of(&g.item.status), str_of(&g.item.slots.date));
            format!("{kind} {status} {date} {}", repr_str(first_chars(g.piece, 70)))
        });
        self.count_slots(&gold, &want, &got, &pairs);
        Ok(())
    }

    fn count_slots(&mut self, gold: &[Placed<'_, GoldEvent>], want: &[Slots], got: &[Slots], pairs: &Pairs) {
        for (i, (g, want)) in gold.iter().zip(want).enumerate() {
            let nothing = Slots::new();
            let got = pairs.of_gold(i).map_or(&nothing, |p| &got[p]);
            let right = shared(want, got).max(shared(&with_truth(g.item, want), got));
            self.scores.add(Finding::EventSlots, right, got.len(), want.len());
        }
        for (_, got) in got.iter().enumerate().filter(|(p, _)| !pairs.has_found(*p)) {
            self.scores.add(Finding::EventSlots, 0, got.len(), 0);
        }
    }
}

/// The same type, and any wording of the gold event overlaps the finding.
fn same_type(g: &Placed<'_, GoldEvent>, p: &Found<'_, FoundEvent>) -> bool {
    g.all.iter().any(|s| s.overlaps(p.span)) && equal(&g.item.r#type, &p.item.r#type)
}

/// How well two events agree: the number of slots in both, then the best wording.
#[allow(clippy::cast_precision_loss)]
fn agreement(g: &Placed<'_, GoldEvent>, want: &Slots, p: &Found<'_, FoundEvent>, got: &Slots) -> f64 {
    let best = g.all.iter().map(|s| s.iou(p.span)).fold(0.0, f64::max);
    shared(want, got) as f64 + best
}

fn shared(a: &Slots, b: &Slots) -> usize {
    a.intersection(b).count()
}

/// The slots with the date that is known from outside; a truth that is an object is about something else.
fn with_truth(event: &GoldEvent, want: &Slots) -> Slots {
    if !truthy(&event.truth) || event.truth.is_object() {
        return want.clone();
    }
    let truth = |slot: &Slot| match slot {
        Slot::Date(_) => Slot::Date(Edtf::of(&event.truth)),
        other => other.clone(),
    };
    want.iter().map(truth).collect()
}

fn gold_slots(slots: &EventSlots, entities: &Entities) -> Slots {
    collect(slots, |place| place, |who| entities.acting(&who).clone())
}

fn found_slots(slots: &EventSlots, entities: &Entities) -> Slots {
    let same = |id: Id| entities.same(&id).clone();
    collect(slots, same, |who| entities.acting(&same(who)).clone())
}

/// The slots, with places and participants under the identifiers that `place` and `participant` give.
fn collect(slots: &EventSlots, place: impl Fn(Id) -> Id, participant: impl Fn(Id) -> Id) -> Slots {
    let mut out = Slots::new();
    if !slots.date.is_null() {
        out.insert(Slot::Date(Edtf::of(&slots.date)));
    }
    if !slots.place.is_null() {
        out.insert(Slot::Place(place(Some(str_of(&slots.place)))));
    }
    if !slots.round.is_null() {
        out.insert(Slot::Round(str_of(&slots.round)));
    }
    let participants = slots.participants.iter().flatten();
    out.extend(participants.map(|p| Slot::Participant(participant(p.entity.clone()))));
    out
}
