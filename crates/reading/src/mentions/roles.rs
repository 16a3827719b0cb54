//! Offices: the phrase, of which state or organisation, and whom it means.

use super::orgs::state_after;
use super::{Mention, Mentions, Role, Who};
use crate::report::Report;
use crate::times::zone_of;
use crate::zones::{Zone, ZoneKind};
use dossier::EntityKind;
use labels::{Class, Cut};
use std::ops::Range;

/// An office in the text: 'the Russian deputy foreign minister'.
#[derive(Debug, Clone)]
pub(crate) struct OfficePhrase {
    pub(crate) tokens: Range<usize>,
    pub(crate) role: String,
    pub(crate) level: Option<String>,
    /// State or organisation.
    pub(crate) of: Option<String>,
    /// 1, 2, or 3 for many.
    pub(crate) number: u8,
    /// Stands for people without names ('an official').
    pub(crate) unnamed: bool,
    /// Past holder.
    pub(crate) former: bool,
    /// A name may follow.
    pub(crate) takes_name: bool,
    /// Office with its complement.
    pub(crate) complete: bool,
    /// With the article: 'the minister'.
    pub(crate) definite: bool,
    /// Whom it means.
    pub(crate) who: Option<Who>,
}

/// All office phrases, in text order, not overlapping.
pub(super) fn phrases(r: &Report, m: &Mentions) -> Vec<OfficePhrase> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < r.len() && !r.over() {
        match phrase(r, m, i) {
            Some(o) => {
                i = o.tokens.end;
                out.push(o);
            }
            None => i += 1,
        }
    }
    out
}

fn phrase(r: &Report, m: &Mentions, i: usize) -> Option<OfficePhrase> {
    let office = r.label(i, Class::Office).or_else(|| r.label(i, Class::Rank).filter(|(l, _)| m.at(l.end as usize).is_some()));
    let unnamed = r.label(i, Class::Unnamed);
    let (label, e, is_unnamed) = match (office, unnamed) {
        (Some((a, x)), Some((b, y))) => {
            if b.width() > a.width() {
                (a_or(b), y, true)
            } else {
                (a_or(a), x, false)
            }
        }
        (Some((a, x)), None) => (a_or(a), x, false),
        (None, Some((b, y))) => (a_or(b), y, true),
        (None, None) => return None,
    };
    if m.at(i).is_some_and(|x| x.kind == "PER" && !x.tokens.is_empty()) {
        return None;
    }
    // 'The House of Representatives': a word of an organ's name is nobody's office.
    let within = |t: usize| r.label(t, Class::Organ).is_some_and(|(l, _)| l.end as usize > i);
    if (i.saturating_sub(2)..i).any(within) {
        return None;
    }
    // An occasion that begins with the same word ('press conference') wins.
    if r.label(i, Class::Occasion).is_some_and(|(l, _)| l.end > label.end) {
        return None;
    }
    let mut o = OfficePhrase {
        tokens: label.range(),
        role: e.value.get("role").unwrap_or(&e.lemma).to_owned(),
        level: e.value.get("level").map(str::to_owned),
        of: None,
        number: match e.value.get("num") {
            Some("2") => 2,
            Some(_) => 3,
            None => 1,
        },
        unnamed: is_unnamed,
        former: e.value.has("former"),
        takes_name: !is_unnamed,
        complete: !e.value.has("needs"),
        definite: label.cut.has(Cut::ARTICLE)
            || label.cut.has(Cut::SUFFIX)
            || e.article == labels::Article::Required
            || ends_in_pronoun(r, &label, e),
        who: None,
    };
    // 'Press conference', 'two soldiers': part of another phrase.
    if (i.saturating_sub(2)..i).any(|t| r.label(t, Class::Occasion).is_some_and(|(l, _)| l.end as usize > i)) {
        return None;
    }
    complement(r, m, &mut o);
    Some(o)
}

/// 'His envoy' is written like 'an envoy' (feminine) once folded: another last letter on the surface than in the table is the pronoun.
fn ends_in_pronoun(r: &Report, l: &labels::Label, e: &labels::Entry) -> bool {
    let last = |s: &str| s.chars().rev().find(|c| c.is_alphabetic());
    l.width() == 1 && last(&e.lemma) != last(r.words(r.span(l.range()))) && {
        let folded = |c: Option<char>| {
            let mut out = String::new();
            c.into_iter().for_each(|c| r.pack.fold.push(c, &mut out));
            out
        };
        folded(last(&e.lemma)) == folded(last(r.words(r.span(l.range()))))
    }
}

fn a_or(l: &labels::Label) -> labels::Label {
    *l
}

/// Takes in what completes the office: adjectives of state, names of states and organisations, 'former'.
fn complement(r: &Report, m: &Mentions, o: &mut OfficePhrase) {
    for step in 1..=5 {
        let at = o.tokens.end;
        let on = at < r.len() && !r.tokens.starts_line(at);
        if !(on && (by_word(r, m, o, at, step) || by_name(r, m, o, at, step) || by_link(r, m, o, at, step))) {
            return;
        }
    }
}

/// Takes in a nisba, 'former', or a name in quotation marks at `at`.
fn by_word(r: &Report, m: &Mentions, o: &mut OfficePhrase, at: usize, step: usize) -> bool {
    if let Some((state, end)) =
        state_after(r, at).filter(|_| !r.labels.at(at).iter().any(|l| l.cut.has(Cut::CONJ) && r.has(at, Class::Nisba)))
    {
        o.of.get_or_insert(state);
        o.tokens.end = end;
        o.complete = true;
        return true;
    }
    if let Some((l, e)) = r.label(at, Class::Former).filter(|(l, _)| !l.cut.has(Cut::CONJ)) {
        o.former |= e.value.has("former");
        o.tokens.end = l.end as usize;
        return true;
    }
    // 'The secretary-general of the alliance «X»'.
    let li = r.frame_attached("li", at);
    if li
        && step == 1
        && let Some(q) = r.quote_opening(at + 1).filter(|q| q.closed && q.close - q.open <= 5)
        && let Some(x) = m.starting(at + 2).filter(|x| x.kind == "ORG")
    {
        o.of = Some(m.cast.get(x.who).id.clone());
        o.tokens.end = q.close + 1;
        o.complete = true;
        return true;
    }
    // A name in quotation marks completes the office ('spokesman of the «National Army»'), an organisation any office.
    let named = |i: usize| m.starting(i).filter(|x| x.kind == "ORG" && r.is_quote_mark(x.tokens.end)).is_some();
    let quoted = r.is_quote_mark(at) && step == 1 && (!o.complete || o.role.starts_with("spokes") || named(at + 1));
    let Some(q) = r.quote_opening(at).filter(|q| quoted && q.closed && q.close - q.open <= 6) else { return false };
    o.of = m.at(at + 1).map(|x| m.cast.get(x.who).id.clone()).or(o.of.take());
    o.tokens.end = q.close + 1;
    o.complete = true;
    true
}

/// Takes in the name at `at`: the person, organisation or state that the office belongs to.
fn by_name(r: &Report, m: &Mentions, o: &mut OfficePhrase, at: usize, step: usize) -> bool {
    // A noun in construct takes its holder's chief: 'an adviser of X', 'the spokesman for X'.
    let construct = !o.complete && o.role.starts_with("spokes")
        || o.tokens.len() == 1 && !o.definite && o.of.is_none() && !o.unnamed && o.number == 1;
    let completes = |x: &&super::Mention| x.kind == "PER" && (construct && step == 1 || is_its_president(r, m, o, x.who));
    if let Some(x) = m.starting(at).filter(completes) {
        o.of = m.cast.state_of(x.who).map(str::to_owned);
        o.tokens.end = x.tokens.end;
        o.complete = true;
        return true;
    }
    let Some(x) = m.starting(at).filter(|x| matches!(x.kind, "ORG" | "GPE" | "DOC")) else { return false };
    let conj =
        r.labels.at(at).iter().any(|l| l.cut.has(Cut::CONJ) && l.start as usize == at && r.lex.entry(l).class == Class::Name);
    if conj {
        return false;
    }
    let member = m.cast.get(x.who);
    if o.of.is_none() || member.kind == EntityKind::State {
        let acts = matches!(member.kind, EntityKind::State | EntityKind::City) || member.acts;
        o.of = member.state.clone().filter(|_| acts).or_else(|| Some(member.id.clone()));
    }
    o.tokens.end = x.tokens.end;
    o.complete = true;
    true
}

/// 'The envoy of President X': X is known to have been a president, and never such an envoy.
fn is_its_president(r: &Report, m: &Mentions, o: &OfficePhrase, who: Who) -> bool {
    let inner = (o.tokens.start + 1..o.tokens.end).filter_map(|i| r.label(i, Class::Office));
    let presidents =
        inner.filter(|(_, e)| e.value.get("level") == Some("head-of-state")).filter_map(|(_, e)| e.value.get("role"));
    let Some(id) = r.dossier.find(&m.cast.get(who).id) else { return false };
    let held = |role: &str| r.dossier.tenures_of(id).any(|t| t.role == role);
    presidents.into_iter().any(held) && !held(&o.role)
}

/// Takes in what joins an office to its complement: 'in', 'to', 'of' before a name, or an adjective.
fn by_link(r: &Report, m: &Mentions, o: &mut OfficePhrase, at: usize, step: usize) -> bool {
    let named = r.any(at, Class::Prep.bit()) && m.starting(at + 1).is_some_and(|x| matches!(x.kind, "ORG" | "GPE"));
    // 'The American special envoy to X': to where an office leads may stand behind its adjectives.
    let joins = |way: &str| way == "toward" && step <= 4 || matches!(way, "place" | "place-noun" | "toward") && step <= 2;
    if named && r.all(at, Class::Prep).any(|(_, e)| joins(e.value.raw())) {
        o.tokens.end = at + 1;
        return true;
    }
    let bare = r.label(at, Class::Stop).is_some_and(|(l, _)| l.cut.bits & (Cut::CONJ | Cut::PREP) == 0);
    let free = o.unnamed || step <= 2 && o.definite;
    if r.has(at, Class::Level) || free && bare && step <= 3 && adjective(r, at, o) {
        o.tokens.end = r.label(at, Class::Level).or(r.label(at, Class::Stop)).map_or(at + 1, |(l, _)| l.end as usize);
        return true;
    }
    false
}

/// An adjective that agrees in definiteness with the noun before it ('a senior official').
fn adjective(r: &Report, at: usize, o: &OfficePhrase) -> bool {
    let definite = r.labels.at(at).iter().any(|l| l.cut.has(Cut::ARTICLE));
    definite == o.definite && r.label(at, Class::Stop).is_some_and(|(_, e)| e.value.raw() == "adj")
}

/// Ties offices to people: before the name, after it, in pairs and rows, and by later reference.
pub(super) fn attach(r: &Report, zones: &[Zone], day: Option<&str>, m: &mut Mentions) {
    let mut offices = std::mem::take(&mut m.offices);
    let spans: Vec<Range<usize>> = offices.iter().map(|o| o.tokens.clone()).collect();
    let mut introduced = Vec::new();
    for o in offices.iter_mut().take_while(|_| !r.over()) {
        if matches!(zone_of(zones, o.tokens.start), Some(ZoneKind::Boilerplate)) {
            continue;
        }
        if o.unnamed {
            unnamed(r, m, o, &mut introduced);
        } else if o.number == 1 {
            single(r, m, o, &spans);
        } else {
            row(r, m, o);
        }
    }
    counterparts(r, m);
    later(r, m, &mut offices, day);
    m.offices = offices;
}

fn give(r: &Report, m: &mut Mentions, o: &OfficePhrase, who: Who, of: Option<String>) {
    let of = of.or_else(|| o.of.clone());
    if let Some(s) = of.as_deref().filter(|s| s.starts_with("state/")) {
        m.cast.learn_state(who, s);
    }
    let of = of.or_else(|| by_tenure(r, m, who, &o.role));
    // Heading a delegation is a part in a meeting, not an office.
    if o.role.contains("delegation") {
        return;
    }
    let again = m.roles.iter().any(|x| x.person == who && x.role == o.role);
    if again {
        return;
    }
    let role = if o.former { format!("former {}", o.role.trim_start_matches("former ")) } else { o.role.clone() };
    m.roles.push(Role { person: who, role, of, span: office_span(r, o), tokens: o.tokens.clone(), level: o.level.clone() });
}

/// Of what the dossiers know the person to have held that office; without such a row, of his state, where he held none elsewhere.
fn by_tenure(r: &Report, m: &Mentions, who: Who, role: &str) -> Option<String> {
    let Some(id) = r.dossier.find(&m.cast.get(who).id) else { return m.cast.state_of(who).map(str::to_owned) };
    let mut own = r.dossier.tenures_of(id).peekable();
    if own.peek().is_none() {
        return m.cast.state_of(who).map(str::to_owned);
    }
    let all: Vec<_> = own.collect();
    let exact = all.iter().find(|t| t.role == role).map(|t| t.of.clone());
    exact.or_else(|| if all.iter().all(|t| t.of.starts_with("state/")) { m.cast.state_of(who).map(str::to_owned) } else { None })
}

fn office_span(r: &Report, o: &OfficePhrase) -> source::Span {
    let whole = r.span(o.tokens.clone());
    let label = r.label(o.tokens.start, Class::Office).or_else(|| r.label(o.tokens.start, Class::Unnamed));
    label.map_or(whole, |(l, _)| source::Span::new(whole.start() + r.skip(o.tokens.start, l.cut.skip), whole.end()))
}

/// How many offices may stand in a row before the name of the one who holds them.
const MOST_OFFICES: usize = 3;

fn single(r: &Report, m: &mut Mentions, o: &mut OfficePhrase, all: &[Range<usize>]) {
    let mut at = o.tokens.end;
    // One person may hold two offices, told one after the other; a bare noun before an office is completed by it ('the chief of
    // the staff of X').
    let construct = !o.definite && o.of.is_none() && o.tokens.len() == 1;
    for _ in 0..MOST_OFFICES {
        let next = all.get(all.partition_point(|n| n.start < at));
        // 'The representative of the president': the second completes the first.
        let of = |n: &Range<usize>| {
            r.all(n.start, Class::Office).chain(r.all(n.start, Class::Unnamed)).any(|(l, _)| l.cut.has(Cut::PREP))
        };
        let Some(next) = next.filter(|n| n.start == at && !r.tokens.starts_line(at) && !of(n)) else { break };
        at = next.end;
        if construct {
            return of_another(r, m, o, at);
        }
    }
    if m.starting(at).is_none() {
        at = beyond_phrase(r, m, o, at).unwrap_or(at);
    }
    while let Some((l, _)) = r.label(at, Class::Courtesy).or_else(|| r.label(at, Class::Rank)) {
        at = l.end as usize;
    }
    // 'The director, X, said'; 'the leader at the time X'.
    if m.starting(at).is_none() && o.complete && (r.ends_clause(at) && r.key(at) != ":" || r.has(at, Class::Adv)) {
        let close = m
            .starting(at + 1)
            .is_some_and(|x| r.ends_clause(x.tokens.end) || r.has(x.tokens.end, Class::Cue) || !r.ends_clause(at));
        at += usize::from(close);
    }
    if let Some(x) = m.starting(at).filter(|x| x.kind == "PER" && !r.tokens.starts_line(at) && !joined(r, at)) {
        let (who, end) = (x.who, x.tokens.end);
        o.who = Some(who);
        give(r, m, o, who, None);
        return partner(r, m, o, end);
    }
    // Behind the name, with or without a comma.
    let mut back = o.tokens.start;
    let conj = r.labels.at(back).iter().any(|l| l.cut.has(Cut::CONJ) && r.lex.entry(l).class == Class::Office);
    let comma = back > 0 && r.ends_clause(back - 1) && r.key(back - 1) != ":";
    if comma {
        back -= 1;
    }
    // 'Biden sent his envoy X': the office is another's.
    let whose = r.label(o.tokens.start, Class::Office).is_some_and(|(l, e)| l.cut.has(Cut::SUFFIX) || ends_in_pronoun(r, l, e));
    if back > 0
        && !conj
        && !whose
        && o.complete
        && let Some(x) = m.at(back - 1).filter(|x| x.kind == "PER" && x.tokens.end == back)
    {
        let who = x.who;
        o.who = Some(who);
        give(r, m, o, who, None);
    }
}

/// 'The chief of staff of X, Y': the first name completes the office, the second holds it.
fn of_another(r: &Report, m: &mut Mentions, o: &mut OfficePhrase, at: usize) {
    let Some(chief) = m.starting(at).filter(|x| x.kind == "PER") else { return };
    let (end, state) = (chief.tokens.end, m.cast.state_of(chief.who).map(str::to_owned));
    let comma = usize::from(r.ends_clause(end));
    let Some(holder) = m.starting(end + comma).filter(|x| x.kind == "PER").map(|x| x.who) else { return };
    // What the two words together are called in English no table says: he speaks, his role stays open.
    o.of = o.of.take().or(state);
    o.who = Some(holder);
}

/// The longest phrase between an office and the name of who holds it, in tokens.
const MOST_COMPLETING: usize = 8;

/// A noun written like a verb of saying: it has an article or a preposition.
fn tied(r: &Report, i: usize) -> bool {
    r.labels.at(i).iter().any(|l| l.cut.bits & (Cut::ARTICLE | Cut::PREP) != 0)
}

/// The name behind a short phrase that completes the office ('the co-chairman for the opposition X', 'the director of relations in
/// the ministry X', 'the spokesman of the movement «Y» X').
fn beyond_phrase(r: &Report, m: &Mentions, o: &OfficePhrase, at: usize) -> Option<usize> {
    // 'Director of the relations in the ministry': a bare noun and a definite one behind it.
    let construct = o.tokens.len() == 1 && !o.definite && r.labels.at(at).iter().any(|l| l.cut.bits == Cut::ARTICLE);
    // 'For foreign affairs', but not 'to the president', 'for the first time'.
    const NO_MATTER: u128 = Class::Office.bit() | Class::Unnamed.bit() | Class::Courtesy.bit() | Class::Number.bit();
    let purpose = r.frame_attached("li", at)
        && (r.has(at, Class::Prep)
            || m.at(at).is_none() && !(at..at + 2).any(|i| r.any(i, NO_MATTER) || r.has(i, Class::Ordinal)));
    // 'The president received in the palace X': behind 'in' only the name of who speaks.
    let within = r.frame("fi", at) && r.has(o.tokens.start.saturating_sub(1), Class::Cue);
    let linked = within || r.frame("an", at) || r.frame("li", at) || purpose || r.is_quote_mark(at + 1);
    if !(linked || construct) || r.tokens.starts_line(at) {
        return None;
    }
    const STOP: u128 = Class::That.bit() | Class::Rel.bit() | Class::Aux.bit() | Class::Office.bit() | Class::Unnamed.bit();
    let mut i = at + 1;
    while i < (at + MOST_COMPLETING).min(r.len()) {
        if let Some(x) = m.starting(i).filter(|x| x.kind == "PER") {
            return (!joined(r, i) && !r.has(i - 1, Class::Prep)).then_some(x.tokens.start);
        }
        let quoted = r.quote_opening(i).filter(|q| q.closed && q.close - q.open <= MOST_COMPLETING);
        if r.any(i, STOP) || r.is_mark(i) && quoted.is_none() || r.has(i, Class::Cue) && !tied(r, i) {
            return None;
        }
        i = quoted.map(|q| q.close).or(m.starting(i).map(|x| x.tokens.end - 1)).unwrap_or(i) + 1;
    }
    None
}

fn joined(r: &Report, i: usize) -> bool {
    r.labels.at(i).iter().any(|l| l.cut.has(Cut::CONJ) && matches!(r.lex.entry(l).class, Class::Name | Class::Given))
}

/// 'The American president X and the Russian Y': the second shares the office.
fn partner(r: &Report, m: &mut Mentions, o: &OfficePhrase, at: usize) {
    let Some((l, e)) = r.label(at, Class::Nisba).filter(|(l, _)| l.cut.has(Cut::CONJ)) else { return };
    let Some(state) = e.entity.map(|id| r.dossier.entity(id).id.clone()) else { return };
    let next = l.end as usize;
    if let Some(x) = m.starting(next).filter(|x| x.kind == "PER") {
        let (who, second) = (x.who, OfficePhrase { tokens: o.tokens.start..next, of: Some(state.clone()), ..o.clone() });
        give(r, m, &second, who, Some(state));
    }
}

/// 'The presidents A and B', 'the two presidents, the Russian A and the American B'.
fn row(r: &Report, m: &mut Mentions, o: &mut OfficePhrase) {
    // 'The chief of the staff of X': the plural completes the office before it.
    let before = o.tokens.start.checked_sub(1).is_some_and(|i| r.has(i, Class::Office));
    if before && !o.definite && o.of.is_none() {
        return;
    }
    let mut at = o.tokens.end;
    let mut found = 0;
    let mut state = o.of.take();
    let most = if o.number == 2 { 2 } else { 6 };
    let mut gap = 0;
    while found < most && at < r.len() && gap < 8 && !r.ends_sentence(at) {
        if let Some((l, e)) = r.label(at, Class::Nisba) {
            state = e.entity.map(|id| r.dossier.entity(id).id.clone());
            at = l.end as usize;
            continue;
        }
        if let Some(x) = m.starting(at).filter(|x| x.kind == "PER") {
            let (who, end) = (x.who, x.tokens.end);
            let of = state.take();
            let share = OfficePhrase { tokens: o.tokens.clone(), ..o.clone() };
            give(r, m, &share, who, of);
            found += 1;
            gap = 0;
            at = end;
            continue;
        }
        let conj = r.has(at, Class::Conj) || r.key(at) == "," || r.ends_clause(at) || r.key(at) == ":";
        if found == 0 && !conj && o.number == 2 {
            return;
        }
        if found > 0 && !conj {
            return;
        }
        gap += 1;
        at += 1;
    }
}

/// An unnamed person that a report has introduced.
struct Introduced {
    role: String,
    of: Option<String>,
    who: Who,
}

/// A verb of saying stands before or right behind the name, in its own clause.
fn spoke(r: &Report, x: &Mention) -> bool {
    let says = |i: usize| r.all(i, Class::Cue).any(|(_, e)| matches!(&*e.part, "past" | "present" | "participle"));
    let clause = (x.tokens.start.saturating_sub(12)..x.tokens.start).rev().take_while(|&i| !r.ends_sentence(i));
    for i in clause {
        if r.has(i, Class::That) || r.has(i, Class::Rel) {
            return false;
        }
        if says(i) {
            return true;
        }
    }
    (x.tokens.end..x.tokens.end + 3).any(says)
}

/// An unnamed speaker is a group of its own by role and state.
fn unnamed(r: &Report, m: &mut Mentions, o: &mut OfficePhrase, introduced: &mut Vec<Introduced>) {
    // 'A senior Russian official, X, said'.
    let comma = o.tokens.end;
    if o.number == 1
        && !o.definite
        && r.ends_clause(comma)
        && r.key(comma) != ":"
        && let Some(x) =
            m.starting(comma + 1).filter(|x| x.kind == "PER" && (r.ends_clause(x.tokens.end) || r.has(x.tokens.end, Class::Cue)))
    {
        let who = x.who;
        o.who = Some(who);
        return give(r, m, o, who, None);
    }
    // A name right after makes him known.
    if let Some(x) = m.starting(o.tokens.end).filter(|x| x.kind == "PER" && !joined(r, o.tokens.end)) {
        let who = x.who;
        o.who = Some(who);
        return give(r, m, o, who, None);
    }
    // 'The Russian official': the one of that state who spoke last; 'the official in the movement' is introduced here.
    const ELSE: u128 = Class::Occasion.bit() | Class::Event.bit() | Class::Unit.bit() | Class::Deictic.bit() | Class::Vague.bit();
    let place = o.tokens.end + 1;
    let within = r.frame("fi", o.tokens.end)
        && (r.has(place, Class::Ministry) || r.labels.at(place).iter().any(|l| l.cut.bits == labels::Cut::ARTICLE))
        && !r.any(place, ELSE);
    if o.definite && o.number == 1 && !within {
        let same = |x: &&Introduced| head(&x.role) == head(&o.role) && (o.of.is_none() || x.of == o.of);
        if let Some(x) = introduced.iter().rfind(same) {
            o.who = Some(x.who);
            return;
        }
        // A source is one because nobody names it.
        let named = !o.role.contains("source");
        let before = m.list.iter().filter(|x| named && x.kind == "PER" && x.tokens.end <= o.tokens.start && spoke(r, x));
        let same = before.filter(|x| o.of.is_none() || m.cast.state_of(x.who) == o.of.as_deref());
        if let Some(x) = same.max_by_key(|x| x.tokens.start) {
            o.who = Some(x.who);
            return;
        }
    }
    let state = o.of.clone();
    let code = state
        .as_deref()
        .map(|s| format!("{}-", s.trim_start_matches("state/").trim_start_matches("org/").to_lowercase()))
        .unwrap_or_default();
    let who =
        m.cast.group(format!("group/unnamed-{code}{}", o.role.replace(' ', "-")), state.filter(|s| s.starts_with("state/")));
    o.who = Some(who);
    if o.number == 1 {
        introduced.push(Introduced { role: o.role.clone(), of: o.of.clone(), who });
    }
    let source = o.role == "source" || o.role == "unnamed source";
    let described = o.of.is_some() || o.former || o.tokens.len() > 1;
    let speaks = (o.tokens.start.saturating_sub(2)..o.tokens.start)
        .chain(o.tokens.end..o.tokens.end + 4)
        .any(|i| r.any(i, Class::Cue.bit() | Class::Via.bit()));
    if o.number == 1 && !source && described && speaks {
        give(r, m, o, who, None);
    }
}

/// 'With his American counterpart X': X holds on his side the office told before.
fn counterparts(r: &Report, m: &mut Mentions) {
    for i in (0..r.len()).take_while(|_| !r.over()) {
        let Some((l, e)) = r.label(i, Class::Counterpart) else { continue };
        if e.value.has("weak") {
            continue;
        }
        // 'His counterparts, the French X and the British Y'.
        let words = l.range();
        let mut next = counterpart(r, m, &words, words.end);
        while let Some(at) = next.filter(|&at| r.has(at, Class::Nisba)) {
            next = counterpart(r, m, &words, at);
        }
    }
}

/// Gives the person named behind `at`, a state before the name or not, the office told before the words of 'counterpart'; where the
/// name ends. The state right behind those words belongs to the words of the role.
fn counterpart(r: &Report, m: &mut Mentions, words: &Range<usize>, mut at: usize) -> Option<usize> {
    let (start, first) = (words.start, at == words.end);
    let mut of = None;
    if let Some((state, end)) = state_after(r, at) {
        (of, at) = (Some(state), end);
    }
    let tokens = start..if first { at } else { words.end };
    let (who, end) = m.starting(at).filter(|x| x.kind == "PER").map(|x| (x.who, x.tokens.end))?;
    let of = of.or_else(|| m.cast.state_of(who).map(str::to_owned));
    let before = m
        .roles
        .iter()
        .filter(|x| x.tokens.start < start && x.person != who && x.of.as_deref().is_none_or(|o| o.starts_with("state/")));
    let model = before.max_by_key(|x| x.tokens.start).cloned()?;
    if m.roles.iter().any(|x| x.person == who && x.role == model.role) {
        return Some(end);
    }
    if let Some(s) = &of {
        m.cast.learn_state(who, s);
    }
    m.roles.push(Role { person: who, of, span: r.span(tokens.clone()), tokens, ..model });
    Some(end)
}

/// 'The minister', 'the Russian president' later in the report mean the person given that office before.
fn later(r: &Report, m: &mut Mentions, offices: &mut [OfficePhrase], day: Option<&str>) {
    for o in offices.iter_mut().filter(|o| o.who.is_none() && o.number == 1).take_while(|_| !r.over()) {
        let same = |x: &&Role| {
            let role =
                x.role == o.role || x.role.ends_with(&format!(" {}", o.role)) || head(&x.role) == head(&o.role) && !o.complete;
            role && (o.of.is_none() || x.of == o.of)
        };
        let before = m.roles.iter().filter(|x| x.tokens.start < o.tokens.start).filter(same).max_by_key(|x| x.tokens.start);
        o.who = before.map(|x| x.person);
        if o.who.is_none()
            && o.complete
            && !o.former
            && !one_of_many(r, o)
            && let Some(id) = day.and_then(|d| holder(r, o, d))
        {
            o.who = Some(m.cast.known(r, id));
        }
    }
}

fn head(role: &str) -> &str {
    role.split(' ').next_back().unwrap_or(role)
}

/// 'A spokesman for X', 'an American senator': without an article there may be others.
fn one_of_many(r: &Report, o: &OfficePhrase) -> bool {
    let inner = o.tokens.start + 1..o.tokens.end;
    let loose = |i: usize| {
        let uncut = r.all(i, Class::Nisba).any(|(l, _)| !l.cut.has(Cut::ARTICLE));
        let prep =
            r.has(i, Class::Prep) || r.labels.at(i).iter().any(|l| l.cut.bits == Cut::PREP) && r.label(i, Class::Name).is_none();
        uncut || prep
    };
    !o.definite && inner.into_iter().any(loose)
}

/// The one person who, as the dossiers know, held that office of that state; with two holders nobody.
fn holder(r: &Report, o: &OfficePhrase, day: &str) -> Option<dossier::EntityId> {
    match r.dossier.holders(&o.role, o.of.as_deref()?, Some(day)).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
