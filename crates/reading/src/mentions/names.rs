//! Names: the dossiers' own, those that only their place in the sentence tells, and both carried through the report.

use super::roles::OfficePhrase;
use super::{Member, Mention, Mentions, Who};
use crate::report::Report;
use dossier::{Dossier, EntityId, EntityKind, NameSort};
use labels::{Class, Cut, Entry, Label};
use language::Pack;
use rustc_hash::{FxHashMap, FxHashSet};
use source::Span;
use std::ops::Range;
use tokens::Kind;

/// Consonant skeletons of the full names of all people, for names spelled as no table has them. A skeleton that two people
/// share means neither.
#[derive(Debug, Default)]
pub(crate) struct Skeletons {
    people: FxHashMap<String, Option<Spelled>>,
}

/// A person and the spellings with one skeleton, word by word.
#[derive(Debug)]
struct Spelled {
    entity: EntityId,
    forms: Vec<Vec<String>>,
}

impl Skeletons {
    pub(crate) fn new(pack: &Pack, dossier: &Dossier) -> Self {
        let mut people: FxHashMap<String, Option<Spelled>> = FxHashMap::default();
        for n in dossier.names() {
            if n.sort != NameSort::Full || dossier.entity(n.entity).kind != EntityKind::Person {
                continue;
            }
            let form: Vec<String> = n.form.split(' ').map(|w| pack.fold.text(w)).collect();
            let Some(key) = skeleton(pack, &form) else { continue };
            let slot = people.entry(key).or_insert(Some(Spelled { entity: n.entity, forms: Vec::new() }));
            match slot {
                Some(s) if s.entity == n.entity => s.forms.push(form),
                _ => *slot = None,
            }
        }
        Skeletons { people }
    }
    fn find(&self, r: &Report, tokens: Range<usize>) -> Option<EntityId> {
        let words: Vec<String> = tokens.map(|i| r.key(i).to_owned()).collect();
        let known = self.people.get(&skeleton(r.pack, &words)?)?.as_ref()?;
        known.forms.iter().any(|f| near(f, &words)).then_some(known.entity)
    }
}

/// Two spellings of one name differ by few letters in each word: Salem and Eslami share their consonants and are two people.
fn near(form: &[String], words: &[String]) -> bool {
    let most = |w: &str| if w.chars().count() <= 4 { 1 } else { 2 };
    form.len() == words.len() && form.iter().zip(words).all(|(a, b)| strsim::levenshtein(a, b) <= most(a).min(most(b)))
}

/// Skeleton of a name of two words or more with at least five consonants, two in the last word; shorter ones prove nothing.
fn skeleton(pack: &Pack, words: &[String]) -> Option<String> {
    let parts: Vec<String> = words.iter().map(|w| pack.skeleton(w)).collect();
    let letters: usize = parts.iter().map(String::len).sum();
    (parts.len() >= 2 && letters >= 5 && parts.last().is_some_and(|p| p.len() >= 2)).then(|| parts.join(" "))
}

/// Names that dossiers know.
pub(crate) fn from_dossier(r: &Report, m: &mut Mentions) {
    let context = contexts(r);
    let mut i = 0;
    while i < r.len() {
        // A name spelled with its signs ('Ammān) wins where the text has them too.
        let signed = r.all(i, Class::Name).find(|(l, e)| signs(r, e) && signs_fit(r, l, e) && usable(r, i, l, e, &context));
        let best = signed.or_else(|| r.all(i, Class::Name).find(|(l, e)| !signs(r, e) && usable(r, i, l, e, &context)));
        let Some((label, entry)) = best else {
            i += 1;
            continue;
        };
        let (label, Some(id)) = (*label, entry.entity) else {
            i += 1;
            continue;
        };
        push_known(r, m, &label, id);
        if nests(r.dossier.entity(id).kind) {
            nested(r, m, &label);
        }
        i = label.end as usize;
    }
}

/// True when the table spells the name with signs that folding drops.
fn signs(r: &Report, e: &Entry) -> bool {
    e.lemma.chars().any(|c| dropped(r, c))
}

fn signs_fit(r: &Report, l: &Label, e: &Entry) -> bool {
    let surface = r.words(r.span(l.range()));
    e.lemma.chars().filter(|c| dropped(r, *c)).all(|c| surface.contains(c))
}

fn dropped(r: &Report, c: char) -> bool {
    !c.is_ascii() && r.pack.fold.folded_len(c) == 0
}

fn nests(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Org | EntityKind::Outlet | EntityKind::Place | EntityKind::Process | EntityKind::Treaty | EntityKind::Doc
    )
}

/// 'Resolution 2231': a document named by its number.
pub(crate) fn resolutions(r: &Report, m: &mut Mentions) {
    for i in 0..r.len() {
        let Some((l, e)) = r.label(i, Class::Numbered).filter(|(_, e)| e.value.get("doc").is_some()) else { continue };
        let (start, mut at) = (l.start as usize, l.end as usize);
        while at < start + 4 && m.at(at).is_some_and(|x| x.kind == "ORG") {
            at = m.at(at).map_or(at + 1, |x| x.tokens.end);
        }
        let Some(n) = r.tokens.number(at).filter(|n| (100..10_000).contains(n)) else { continue };
        let id = format!("doc/{}-{n}", e.value.get("doc").unwrap_or("resolution"));
        let span = Span::new(r.label_span(l).start(), r.span(start..at + 1).end());
        let who = m.cast.add(Member { id, kind: EntityKind::Doc, state: None, acts: false });
        for x in m.list.iter_mut().filter(|x| x.tokens.start >= start && x.tokens.end <= at + 1) {
            x.nested = true;
        }
        m.push(Mention { tokens: start..at + 1, span, who, kind: "DOC", acts_for: None, nested: false });
    }
}

/// A people's plural with the article ('the Russians') means the government, unless a definite noun before it makes it an adjective.
pub(crate) fn peoples(r: &Report, m: &mut Mentions) {
    for i in 0..r.len() {
        let Some((l, e)) = r.all(i, Class::Nisba).find(|(l, e)| &*e.part == "nisba-people" && l.cut.has(Cut::ARTICLE)) else {
            continue;
        };
        let (label, Some(id)) = (*l, e.entity) else { continue };
        if m.at(i).is_none() && !follows_definite(r, i) {
            push_known(r, m, &label, id);
        }
    }
}

fn follows_definite(r: &Report, i: usize) -> bool {
    i > 0
        && !r.tokens.starts_line(i)
        && (r.labels.at(i - 1).iter().any(|l| l.cut.has(Cut::ARTICLE)) || starts_with_article(r, i - 1))
}

fn push_known(r: &Report, m: &mut Mentions, label: &Label, id: EntityId) {
    let label = &bare_outlet(r, label, id);
    let who = m.cast.known(r, id);
    let member = m.cast.get(who);
    let acts_for = acts_here(r, label, member);
    let kind = member.kind.mention_type();
    m.push(Mention { tokens: label.range(), span: r.label_span(label), who, kind, acts_for, nested: false });
}

/// 'The agency TASS' is a mention of TASS.
fn bare_outlet(r: &Report, label: &Label, id: EntityId) -> Label {
    let noun = r.label(label.start as usize, Class::Organ).map_or(0, |(l, _)| l.end);
    if noun == 0 || noun >= label.end || r.dossier.entity(id).kind != EntityKind::Outlet {
        return *label;
    }
    let same = (noun as usize..label.end as usize)
        .find_map(|i| r.all(i, Class::Name).find(|(l, e)| e.entity == Some(id) && l.end == label.end).map(|(l, _)| *l));
    if let Some(l) = same {
        return l;
    }
    // 'The agency Mehr for news': one word before and one behind belong to every agency.
    let tail = r.pack.agency_tails.iter().any(|t| t == r.key(label.end as usize - 1));
    let end = if tail { label.end - 1 } else { label.end };
    if noun == label.start + 1 && end > noun { Label { start: noun, end, cut: Cut::default(), ..*label } } else { *label }
}

/// States and cities inside the name of an organisation are mentions of their own.
fn nested(r: &Report, m: &mut Mentions, outer: &Label) {
    let mut i = outer.start as usize + 1;
    while i < outer.end as usize {
        let inner = r.all(i, Class::Name).find_map(|(l, e)| {
            let id = e.entity?;
            let kind = r.dossier.entity(id).kind;
            let inner = matches!(kind, EntityKind::State | EntityKind::City) && e.sort == Some(NameSort::Full)
                || kind == EntityKind::Person;
            (inner && l.end <= outer.end).then_some((*l, id))
        });
        match inner {
            Some((l, id)) => {
                let who = m.cast.known(r, id);
                m.push(Mention {
                    tokens: l.range(),
                    span: r.label_span(&l),
                    who,
                    kind: r.dossier.entity(id).kind.mention_type(),
                    acts_for: None,
                    nested: true,
                });
                i = l.end as usize;
            }
            None => i += 1,
        }
    }
}

/// A capital or palace stands for its government unless a preposition of place stands before it.
fn acts_here(r: &Report, label: &Label, member: &Member) -> Option<String> {
    if !member.acts || member.kind == EntityKind::State {
        return None;
    }
    let i = label.start as usize;
    let attached =
        label.cut.has(Cut::PREP) && !label.cut.has(Cut::ARTICLE) && r.label(i, Class::Name).is_some() && locative_prefix(r, i);
    let before = i > 0 && r.all(i - 1, Class::Prep).any(|(_, e)| matches!(e.value.raw(), "place" | "place-noun" | "toward"));
    (!attached && !before).then(|| member.state.clone()).flatten()
}

fn locative_prefix(r: &Report, i: usize) -> bool {
    r.pack.locative_prefixes.iter().any(|p| r.key(i).starts_with(p.as_str()))
}

/// Dossiers of which the report names something certain: their phrases that mistranslation makes may count.
fn contexts(r: &Report) -> FxHashSet<usize> {
    r.labels
        .all()
        .iter()
        .map(|l| r.lex.entry(l))
        .filter(|e| e.class == Class::Name && e.sort == Some(NameSort::Full))
        .filter_map(|e| e.entity)
        .map(|id| r.dossier.entity(id))
        .filter(|e| matches!(e.kind, EntityKind::Treaty | EntityKind::Process | EntityKind::Body | EntityKind::Person))
        .map(|e| e.dossier)
        .collect()
}

fn usable(r: &Report, i: usize, label: &Label, e: &Entry, context: &FxHashSet<usize>) -> bool {
    let Some(id) = e.entity else { return false };
    let entity = r.dossier.entity(id);
    if e.sort == Some(NameSort::InContext) && !context.contains(&entity.dossier) {
        return false;
    }
    // A longer word for an organ is another's ('the national security council'); an adjective of a state makes it that state's own.
    let end = label.end as usize;
    let own = |i: usize| r.label(i, Class::Nisba).is_some_and(|(l, _)| l.cut.has(Cut::ARTICLE) && !l.cut.has(Cut::CONJ));
    if entity.kind == EntityKind::Org
        && (r.label(i, Class::Organ).is_some_and(|(l, _)| l.end > label.end && l.width() > 1)
            || entity.state.is_none() && label.width() > 1 && own(end) && !r.tokens.starts_line(end))
    {
        return false;
    }
    let single = label.width() == 1;
    if single
        && entity.kind == EntityKind::State
        && r.pack.accusative.iter().any(|s| r.words(r.span(label.range())).contains(s.as_str()))
    {
        return false;
    }
    if e.sort == Some(NameSort::People) && follows_definite(r, i) {
        return false;
    }
    if single && matches!(entity.kind, EntityKind::Org | EntityKind::Process | EntityKind::Outlet | EntityKind::Person) {
        // An ordinary word with an attached particle is more likely than a rare name.
        let plain = r.labels.at(i).iter().filter(|l| l.cut.bits == 0).any(|l| ordinary(r.lex.entry(l).class));
        if plain && label.cut.bits != 0 {
            return false;
        }
    }
    if entity.kind == EntityKind::Person && single && i > 0 && part_of_longer_name(r, i) {
        return false;
    }
    // A month, weekday or number of the same spelling wins where it is part of a date.
    !(single
        && r.any(i, Class::Month.bit())
        && (r.tokens.kind(i + 1) == Kind::Number || i > 0 && r.tokens.kind(i - 1) == Kind::Number))
}

/// A surname that follows another given name is another person's.
fn part_of_longer_name(r: &Report, i: usize) -> bool {
    !r.tokens.starts_line(i)
        && r.labels.at(i - 1).iter().any(|l| l.cut.bits == 0 && r.lex.entry(l).class == Class::Given)
        && !r.any(i - 1, ORDINARY | Class::Name.bit())
}

/// Classes of words that are no names.
const ORDINARY: u128 = Class::Stop.bit()
    | Class::FUNCTION
    | Class::Adv.bit()
    | Class::Cue.bit()
    | Class::Event.bit()
    | Class::Status.bit()
    | Class::Office.bit()
    | Class::Unnamed.bit()
    | Class::Nisba.bit()
    | Class::Unit.bit()
    | Class::Month.bit()
    | Class::Weekday.bit()
    | Class::Counted.bit()
    | Class::Occasion.bit()
    | Class::Delegation.bit()
    | Class::Side.bit()
    | Class::Counterpart.bit()
    | Class::Chair.bit()
    | Class::Number.bit()
    | Class::Ordinal.bit()
    | Class::Dir.bit()
    | Class::Deictic.bit()
    | Class::Former.bit()
    | Class::Ministry.bit()
    | Class::Organ.bit()
    | Class::Via.bit()
    | Class::Round.bit()
    | Class::Outcome.bit()
    | Class::Daypart.bit()
    | Class::Dayword.bit()
    | Class::Level.bit();

fn ordinary(class: Class) -> bool {
    class.bit() & ORDINARY != 0
}

/// True when token `i` can be part of a name: no table knows it as an ordinary word without cutting particles off.
pub(super) fn nameable(r: &Report, m: &Mentions, i: usize, first: bool) -> bool {
    if r.tokens.kind(i) != Kind::Word || m.at(i).is_some() {
        return false;
    }
    if r.key(i).chars().count() < 2 || r.future_form(i) {
        return false;
    }
    let labels = r.labels.at(i);
    let uncut = |l: &&Label| l.cut.bits & !Cut::ARTICLE == 0;
    let given = labels.iter().filter(|l| l.cut.bits == 0).any(|l| matches!(r.lex.entry(l).class, Class::Given | Class::Particle));
    let common = labels.iter().filter(uncut).any(|l| ordinary(r.lex.entry(l).class));
    let article = starts_with_article(r, i);
    if given && !(common && first && r.has(i, Class::Stop)) {
        return true;
    }
    // With a particle attached an ordinary word ends the name.
    let cut = labels.iter().any(|l| !uncut(&l) && ordinary(r.lex.entry(l).class) && l.cut.has(Cut::CONJ | Cut::PREP));
    !(common || cut || first && article)
}

fn starts_with_article(r: &Report, i: usize) -> bool {
    r.pack
        .clitics
        .iter()
        .any(|c| c.slot == language::Slot::Article && r.key(i).starts_with(c.form.as_str()) && r.key(i).len() > c.form.len() + 2)
}

/// The longest run of name words from token `i`, four at most, 'son of' not counted.
fn run(r: &Report, m: &Mentions, i: usize) -> usize {
    let mut end = i;
    let particles =
        |end: usize| (i..end).filter(|&k| r.labels.at(k).iter().any(|l| r.lex.entry(l).class == Class::Particle)).count();
    while end < r.len()
        && end - i - particles(end) < 4
        && nameable(r, m, end, end == i)
        && (end == i || !r.tokens.starts_line(end))
    {
        // The preposition 'on' is written like 'Ali' but for its last letter.
        if end > i && preposition(r, end) {
            break;
        }
        // A conjunction attached to an unknown word begins another phrase.
        if end > i && attached_conjunction(r, end) {
            break;
        }
        // 'Meyer-Klodt'.
        if glued_hyphen(r, end + 1) && nameable(r, m, end + 2, false) {
            end += 3;
            continue;
        }
        // 'Alaa al-Din' is one given name of two words.
        let given = r.labels.at(end).iter().filter(|l| r.lex.entry(l).class == Class::Given).map(|l| l.end as usize).max();
        end = given.unwrap_or(end + 1).max(end + 1);
    }
    end
}

/// A preposition that is written otherwise than the name that shares its letters once folded.
fn preposition(r: &Report, i: usize) -> bool {
    let surface = r.words(r.span(i..i + 1));
    r.has(i, Class::Prep) && !r.all(i, Class::Given).any(|(l, e)| l.cut.bits == 0 && &*e.lemma == surface)
}

/// A hyphen without spaces between two words.
fn glued_hyphen(r: &Report, i: usize) -> bool {
    r.key(i) == "-"
        && i > 0
        && r.span(i - 1..i).end() == r.span(i..i + 1).start()
        && r.span(i..i + 1).end() == r.span(i + 1..i + 2).start()
}

fn attached_conjunction(r: &Report, i: usize) -> bool {
    let given = r.labels.at(i).iter().any(|l| l.cut.bits == 0 && r.lex.entry(l).class == Class::Given);
    let conj = r.pack.clitics.iter().any(|c| c.slot == language::Slot::Conjunction && r.key(i).starts_with(c.form.as_str()));
    let verb_like = r.key(i).chars().count() > 4;
    // 'Moon and Kim': the word without it is a given name.
    let joined = r.labels.at(i).iter().any(|l| l.cut.bits == Cut::CONJ && r.lex.entry(l).class == Class::Given);
    conj && !given && (verb_like || joined) && is_first_conjunction(r, i)
}

fn is_first_conjunction(r: &Report, i: usize) -> bool {
    let first = r.pack.clitics.iter().find(|c| c.slot == language::Slot::Conjunction);
    first.is_some_and(|c| r.key(i).starts_with(c.form.as_str()))
}

/// Names that no dossier knows: after an office or title, or opened by a given name.
pub(crate) fn unknown(r: &Report, offices: &[OfficePhrase], skeletons: &Skeletons, m: &mut Mentions) {
    for o in offices.iter().take_while(|_| !r.over()) {
        let mut at = o.tokens.end;
        while r.has(at, Class::Courtesy) || r.has(at, Class::Former) {
            at = r.label(at, Class::Courtesy).or(r.label(at, Class::Former)).map_or(at + 1, |(l, _)| l.end as usize);
        }
        if !o.takes_name || m.at(at).is_some() || r.tokens.starts_line(at) {
            continue;
        }
        let end = run(r, m, at);
        let given = (at..end).any(|i| has_given(r, i));
        // 'The two ministers on': the preposition is written like a name.
        let word = r.any(at, Class::FUNCTION);
        if end - at == 1 && o.complete && r.labels.at(at).is_empty() && lengthened(r, m, at) {
            continue;
        }
        if end - at >= 2 || end - at == 1 && given && o.complete && !word {
            push_person(r, m, at..end, skeletons);
        } else if o.number == 1
            && let Some(name) = strange(r, m, o)
        {
            push_person(r, m, name, skeletons);
        }
    }
    for o in offices.iter().filter(|o| o.number == 1 && o.definite).take_while(|_| !r.over()) {
        let name = if o.unnamed { strange(r, m, o) } else { before(r, m, o) };
        if let Some(name) = name {
            push_person(r, m, name, skeletons);
        }
    }
    counterparts(r, m, skeletons);
    let mut i = 0;
    while i < r.len() && !r.over() {
        if m.at(i).is_some() || !has_given(r, i) || r.any(i, ORDINARY & !Class::Given.bit()) && !titled(r, i) {
            i += 1;
            continue;
        }
        let end = run(r, m, i);
        if end - i >= 2 && (end - i <= 3 || (i..end).filter(|&t| has_given(r, t)).count() > 1) && plausible(r, i, end) {
            push_person(r, m, i..end, skeletons);
            i = end;
        } else {
            i += 1;
        }
    }
}

/// 'His Cambodian counterpart X Y', 'his counterparts, the Cambodian X Y and the Thai Z V'.
fn counterparts(r: &Report, m: &mut Mentions, skeletons: &Skeletons) {
    for i in (0..r.len()).take_while(|_| !r.over()) {
        let Some((l, _)) = r.label(i, Class::Counterpart).filter(|(_, e)| !e.value.has("weak")) else { continue };
        let mut at = l.end as usize;
        while let Some((state, _)) = r.label(at, Class::Nisba).filter(|(l, _)| l.cut.has(Cut::ARTICLE)) {
            let from = state.end as usize;
            let end = if m.at(from).is_some() || r.tokens.starts_line(from) { from } else { run(r, m, from) };
            if end >= from + 2 {
                push_person(r, m, from..end, skeletons);
            }
            let Some(named) = m.starting(from).filter(|x| x.kind == "PER") else { break };
            at = named.tokens.end;
        }
    }
}

/// A word that no table knows, or that only names have.
fn unknown_word(r: &Report, m: &Mentions, i: usize) -> bool {
    let labels = r.labels.at(i);
    let given = labels.iter().any(|l| l.cut.bits == 0 && matches!(r.lex.entry(l).class, Class::Given | Class::Particle));
    nameable(r, m, i, true) && (labels.is_empty() || given && !r.any(i, ORDINARY & !Class::Given.bit()))
}

/// Two or three words that no table knows behind an office, with 'in the affairs of' between them or not, before 'that', a mark or
/// a verb of saying: 'the researcher in Caucasian affairs X Y sees that'.
fn strange(r: &Report, m: &Mentions, o: &OfficePhrase) -> Option<Range<usize>> {
    let from = o.tokens.end;
    let stops = |i: usize| r.is_mark(i) || r.tokens.starts_line(i) || r.any(i, Class::That.bit() | Class::Rel.bit());
    let reach = if r.has(from, Class::Prep) || r.frame_attached("li", from) { from + 7 } else { from + 1 };
    let at = (from..reach.min(r.len())).take_while(|&i| !stops(i)).find(|&i| unknown_word(r, m, i))?;
    let mut end = at + 1;
    while end < at + 3 && end < r.len() && unknown_word(r, m, end) && !r.tokens.starts_line(end) {
        end += 1;
    }
    // 'Alaa al-Din' is one given name of two words.
    end = r.all(end - 1, Class::Given).map(|(l, _)| l.end as usize).fold(end, usize::max);
    // 'Balan' is written like 'now'.
    let says = |i: usize| stops(i) || r.any(i, Class::Cue.bit() | Class::Prep.bit() | Class::Conj.bit());
    let written_alike =
        end == at + 1 && !stops(end) && !r.has(end, Class::Cue) && !starts_with_article(r, end) && !r.any(end, Class::FUNCTION);
    if written_alike && (end + 1..end + 3).any(|k| r.has(k, Class::That)) {
        end += 1;
    }
    (end > at + 1 && (says(end) || r.has(end + 1, Class::That))).then_some(at..end)
}

/// Two or three words that no table knows right before a comma and an office with its article: 'X Y, the Swiss ambassador'.
fn before(r: &Report, m: &Mentions, o: &OfficePhrase) -> Option<Range<usize>> {
    let comma = o.tokens.start.checked_sub(1).filter(|&i| r.ends_clause(i) && r.key(i) != ":" && o.complete)?;
    let line = |i: usize| r.tokens.starts_line(i + 1);
    let start =
        (0..comma).rev().take(3).take_while(|&i| unknown_word(r, m, i) && r.labels.at(i).is_empty() && !line(i)).last()?;
    (comma - start >= 2).then_some(start..comma)
}

/// 'The Greek minister Giorgos Gerapetritis': the given name, which no table has in this spelling, belongs to the known surname.
fn lengthened(r: &Report, m: &mut Mentions, at: usize) -> bool {
    if r.tokens.starts_line(at + 1) || !m.starting(at + 1).is_some_and(|x| x.kind == "PER" && x.tokens.len() == 1) {
        return false;
    }
    let n = m.by_token[at + 1];
    m.by_token[at] = n;
    let x = &mut m.list[n as usize];
    x.tokens.start = at;
    x.span = r.span(at..at + 1).join(x.span);
    true
}

fn titled(r: &Report, i: usize) -> bool {
    i > 0 && r.any(i - 1, Class::Courtesy.bit() | Class::Rank.bit())
}

fn has_given(r: &Report, i: usize) -> bool {
    r.labels.at(i).iter().any(|l| l.cut.bits & !(Cut::CONJ | Cut::PREP) == 0 && r.lex.entry(l).class == Class::Given)
}

/// A given name alone opens a name only where nothing else of the words is known.
fn plausible(r: &Report, i: usize, end: usize) -> bool {
    // 'Alaa al-Din' is one given name of two words.
    let within = |t: usize| t > i + 1 && r.all(t - 1, Class::Given).any(|(l, _)| l.end as usize > t);
    let free = (i + 1..end).all(|t| r.labels.mask(t) & ORDINARY == 0 || has_given(r, t) || within(t));
    free && r.labels.at(i).iter().any(|l| l.cut.bits & Cut::ARTICLE == 0 && r.lex.entry(l).class == Class::Given)
}

fn push_person(r: &Report, m: &mut Mentions, tokens: Range<usize>, skeletons: &Skeletons) {
    let skip = given_skip(r, tokens.start);
    let who = match skeletons.find(r, tokens.clone()) {
        Some(id) => m.cast.known(r, id),
        None => {
            let key: Vec<&str> = tokens.clone().map(|i| &r.key(i)[if i == tokens.start { skip as usize } else { 0 }..]).collect();
            let id = format!("person/{}", r.pack.romanise(&key.join(" ")));
            m.cast.add(Member { id, kind: EntityKind::Person, state: None, acts: false })
        }
    };
    let whole = r.span(tokens.clone());
    let span = source::Span::new(whole.start() + r.skip(tokens.start, skip), whole.end());
    m.push(Mention { tokens, span, who, kind: "PER", acts_for: None, nested: false });
}

/// Particles attached to the first word of a name, where the word without them is a given name and the whole is none.
fn given_skip(r: &Report, i: usize) -> u8 {
    let given = r.labels.at(i).iter().filter(|l| r.lex.entry(l).class == Class::Given);
    given.min_by_key(|l| l.cut.skip).map_or(0, |l| l.cut.skip)
}

/// Surnames of the report by their first word: the words behind it, and whom they mean, longest first.
type Surnames = FxHashMap<String, Vec<(Vec<String>, Who)>>;

/// Later mentions by surname (or, where surnames come first, by the first word).
pub(crate) fn carry(r: &Report, m: &mut Mentions) {
    let mut surnames = Surnames::default();
    for x in m.list.iter().filter(|x| x.kind == "PER" && x.tokens.len() >= 2) {
        for mut tail in tails(r, x) {
            let rest = tail.split_off(1);
            let known = surnames.entry(tail.swap_remove(0)).or_default();
            if !known.iter().any(|(k, _)| *k == rest) {
                known.push((rest, x.who));
            }
        }
    }
    surnames.values_mut().for_each(|k| k.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    let ends = surnames.keys().fold(0, |bits, word| bits | ending(word));
    let mut i = 0;
    while !surnames.is_empty() && i < r.len() && !r.over() {
        // Whatever is cut off its front, a word ends as its surname does.
        if ends & ending(r.key(i)) == 0 {
            i += 1;
            continue;
        }
        match surname_at(r, m, &surnames, i) {
            Some((who, n, skip)) => {
                let whole = r.span(i..i + n);
                let span = Span::new(whole.start() + r.skip(i, skip), whole.end());
                m.push(Mention { tokens: i..i + n, span, who, kind: "PER", acts_for: None, nested: false });
                i += n;
            }
            None => i += 1,
        }
    }
}

/// The bit of a word's last four bytes: words that end alike share it. A shorter word ends like any.
fn ending(word: &str) -> u64 {
    word.as_bytes().last_chunk().map_or(u64::MAX, |end| 1 << (u32::from_le_bytes(*end).wrapping_mul(0x9e37_79b1) >> 26))
}

fn tails(r: &Report, x: &Mention) -> Vec<Vec<String>> {
    let t: Vec<String> = x.tokens.clone().map(|i| r.key(i).to_owned()).collect();
    let n = t.len();
    // The whole name again, where nothing is attached to it.
    let whole = r.span(x.tokens.clone()).start() == x.span.start();
    let mut out = if whole { vec![t.clone()] } else { Vec::new() };
    let particle =
        |i: usize| r.labels.at(x.tokens.start + i).iter().any(|l| l.cut.bits == 0 && r.lex.entry(l).class == Class::Particle);
    if particle(n - 1) || n >= 2 && particle(n - 2) {
        out.push(t[n - 2..].to_vec());
    } else {
        out.push(vec![t[n - 1].clone()]);
    }
    if n >= 3 && !particle(n - 1) {
        out.push(t[n - 2..].to_vec());
        if t[0].chars().count() <= 4 {
            out.push(vec![t[0].clone()]);
        }
    }
    // Where surnames come first, the first word of two is short, or both are.
    let short = |k: usize, most: usize| t[k].chars().count() <= most;
    if n == 2 && (short(0, 3) || short(0, 4) && short(1, 3)) {
        out.push(vec![t[0].clone()]);
    }
    out
}

fn surname_at(r: &Report, m: &Mentions, surnames: &Surnames, i: usize) -> Option<(Who, usize, u8)> {
    if r.tokens.kind(i) != Kind::Word || m.at(i).is_some() {
        return None;
    }
    let key = r.key(i);
    let fits = |word: &str, cut: bool| {
        let known = surnames.get(word)?;
        let matches = |rest: &Vec<String>| {
            let free = |k: usize| m.at(i + 1 + k).is_none() && !r.tokens.starts_line(i + 1 + k);
            rest.iter().enumerate().all(|(k, w)| r.key(i + 1 + k) == w && free(k))
        };
        let (rest, who) = known.iter().find(|(rest, _)| matches(rest))?;
        (!rest.is_empty() && !cut || may_be_surname(r, i, cut)).then_some((*who, rest.len() + 1))
    };
    if let Some((who, n)) = fits(key, false) {
        return Some((who, n, 0));
    }
    particle_cuts(r, key).into_iter().find_map(|skip| {
        let word = &key[skip..];
        let (who, n) = fits(word, true).filter(|_| word.chars().nth(1).is_some())?;
        Some((who, n, skip as u8))
    })
}

/// Lengths of the particles (conjunction, preposition, both) that may be attached to a word.
fn particle_cuts(r: &Report, key: &str) -> Vec<usize> {
    let slot = |s: language::Slot| r.pack.clitics.iter().filter(move |c| c.slot == s && !c.article);
    let mut out = Vec::new();
    for c in slot(language::Slot::Conjunction).chain(slot(language::Slot::Preposition)) {
        if let Some(rest) = key.strip_prefix(c.form.as_str()) {
            out.push(c.form.len());
            if c.slot == language::Slot::Conjunction {
                out.extend(
                    slot(language::Slot::Preposition)
                        .filter(|p| rest.starts_with(p.form.as_str()))
                        .map(|p| c.form.len() + p.form.len()),
                );
            }
        }
    }
    out
}

/// A one-word surname that is also an ordinary word counts only where a verb of saying or an office stands before it.
fn may_be_surname(r: &Report, i: usize, cut: bool) -> bool {
    let common =
        r.labels.at(i).iter().any(|l| l.cut.bits == 0 && ordinary(r.lex.entry(l).class) && r.lex.entry(l).class != Class::Nisba);
    if !common {
        return true;
    }
    const PARTICLES: u128 = Class::That.bit()
        | Class::Prep.bit()
        | Class::Conj.bit()
        | Class::Neg.bit()
        | Class::Rel.bit()
        | Class::Pron.bit()
        | Class::Aux.bit()
        | Class::Adv.bit()
        | Class::Dem.bit();
    if r.any(i, PARTICLES) {
        return false;
    }
    !cut && i > 0 && r.any(i - 1, Class::Cue.bit() | Class::Office.bit() | Class::Courtesy.bit() | Class::Given.bit())
}
