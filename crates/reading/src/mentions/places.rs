//! Places that no dossier knows, told by the noun before them: 'the village of X', 'the province of X'.

use super::cast::Member;
use super::{Mention, Mentions};
use crate::report::Report;
use dossier::EntityKind;
use labels::{Class, Cut, Label};
use source::Span;
use std::ops::Range;
use tokens::Kind;

/// How many words the name of an unknown place may have.
const LONGEST: usize = 3;

/// Names of towns and regions that stand right behind their noun and that nothing else explains. A town is named without its noun, a
/// region with it, as the dossiers have them.
pub(super) fn unknown(r: &Report, m: &mut Mentions) {
    for i in (0..r.len()).take_while(|_| !r.over()) {
        let Some((l, e)) = r.all(i, Class::Settlement).find(|(l, _)| !l.cut.has(Cut::ARTICLE) && !l.cut.has(Cut::SUFFIX)) else {
            continue;
        };
        let (noun, region) = (*l, e.value.has("region"));
        let Some(name) = name(r, m, noun.end as usize) else { continue };
        let tokens = if region && !e.value.has("bare") { noun.start as usize..name.end } else { name.clone() };
        if m.covered(&tokens) {
            continue;
        }
        let key: Vec<&str> = name.clone().map(|k| r.key(k)).collect();
        let kind = if region { EntityKind::Place } else { EntityKind::City };
        let who = m.cast.add(Member { id: format!("place/{}", r.pack.romanise(&key.join(" "))), kind, state: None, acts: false });
        let span = span(r, &noun, &tokens);
        m.push(Mention { tokens, span, who, kind: if region { "LOC" } else { "GPE" }, acts_for: None, nested: false });
    }
}

/// 'The Kingdom', 'the Sultanate': the only state of that form that the report speaks of.
pub(super) fn realms(r: &Report, m: &mut Mentions) {
    for i in (0..r.len()).take_while(|_| !r.over()) {
        let Some((l, e)) = r.label(i, Class::Realm).filter(|(l, _)| l.cut.has(Cut::ARTICLE) && m.at(i).is_none()) else {
            continue;
        };
        if r.has(i + 1, Class::Nisba) {
            continue;
        }
        let (span, states) = (r.label_span(l), e.value.get("states").unwrap_or("").to_owned());
        let mut named = states.split(',').map(|code| format!("state/{code}")).filter(|id| speaks_of(r, m, id));
        let (Some(id), None) = (named.next(), named.next()) else { continue };
        let who = m.cast.state(&id);
        m.push(Mention { tokens: i..i + 1, span, who, kind: "GPE", acts_for: None, nested: false });
    }
}

/// The report names the state, a city, body or person of it, or uses its adjective.
fn speaks_of(r: &Report, m: &Mentions, id: &str) -> bool {
    let named = m.list.iter().any(|x| m.cast.get(x.who).id == id || m.cast.state_of(x.who) == Some(id));
    let adjective = |i: usize| r.label(i, Class::Nisba).and_then(|(_, e)| e.entity).is_some_and(|x| r.dossier.entity(x).id == id);
    named || (0..r.len()).any(adjective)
}

/// Without the particles before the noun.
fn span(r: &Report, noun: &Label, tokens: &Range<usize>) -> Span {
    let whole = r.span(tokens.clone());
    if tokens.start == noun.start as usize { Span::new(r.label_span(noun).start(), whole.end()) } else { whole }
}

/// The words from token `from` on that are no words of the language: one or two, and a third with the article.
fn name(r: &Report, m: &Mentions, from: usize) -> Option<Range<usize>> {
    let strange = |k: usize| {
        k < r.len()
            && r.tokens.kind(k) == Kind::Word
            && r.labels.at(k).is_empty()
            && m.at(k).is_none()
            && !r.tokens.starts_line(k)
    };
    // An adjective of the noun ends like it: 'a coastal town'.
    let article = |k: usize| r.frame_attached("article", k);
    let ends = |k: usize| r.pack.frames.get("adjective_ending").is_some_and(|f| f.iter().any(|e| r.key(k).ends_with(e.as_str())));
    let adjective = |k: usize| !article(k) && ends(k);
    if !strange(from) || adjective(from) || r.key(from).chars().count() < 3 {
        return None;
    }
    let mut end = from + 1;
    while end < from + LONGEST && strange(end) && (article(end) || end == from + 1) {
        end += 1;
    }
    Some(from..end)
}
