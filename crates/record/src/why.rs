//! Why words of several reports are one entry: the fields in which each agrees with others, and those in which it does not.

use crate::entry::Why;
use crate::member::Member;

/// One for each member, in the order of its words; none for an entry of one.
pub(crate) fn why(members: &[&Member]) -> Vec<Why> {
    if members.len() < 2 {
        return Vec::new();
    }
    let mut list: Vec<Why> = members.iter().enumerate().map(|(i, m)| one(i, m, members)).collect();
    list.sort_by(|a, b| a.citation.cmp(&b.citation));
    list
}

/// Most others with which a member is compared: of thousands, these say enough.
const OTHERS: usize = 64;

fn one(at: usize, m: &Member, members: &[&Member]) -> Why {
    let mut why = Why { citation: m.citation(), agrees: vec!["type"], differs: Vec::new() };
    let others: Vec<&Member> = members.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, o)| *o).take(OTHERS).collect();
    let mut say = |field: &'static str, told: bool, with: &dyn Fn(&Member) -> Option<bool>| {
        let seen: Vec<bool> = others.iter().filter_map(|o| with(o)).collect();
        match seen.iter().any(|s| *s) {
            _ if !told => {}
            true => why.agrees.push(field),
            false if !seen.is_empty() => why.differs.push(field),
            false => {}
        }
    };
    let e = m.event;
    let equal = |a: &Option<String>, b: &Option<String>| b.as_ref().map(|b| a.as_ref() == Some(b));
    let dated = m.days.edtf().is_some();
    say("date", dated, &|o| o.days.edtf().is_some().then(|| m.days.meet(&o.days).is_some()));
    say("status", true, &|o| Some(o.event.status == e.status));
    say("process", m.process.is_some(), &|o| o.process.map(|p| Some(p) == m.process));
    say("round", m.round.is_some(), &|o| o.round.map(|r| Some(r) == m.round));
    say("level", e.level.is_some(), &|o| equal(&e.level, &o.event.level));
    let country = |o: &Member| e.place == o.event.place || ((m.vague_place || o.vague_place) && m.country == o.country);
    say("place", e.place.is_some(), &|o| o.event.place.as_ref().map(|_| country(o)));
    let people = |m: &Member| m.states.len() + m.others.len();
    let shared = |o: &Member| o.states.iter().any(|s| m.states.contains(s)) || o.others.iter().any(|s| m.others.contains(s));
    say("participants", people(m) > 0, &|o| (people(o) > 0).then(|| shared(o)));
    say("object", e.object.is_some(), &|o| equal(&e.object, &o.event.object));
    why
}
