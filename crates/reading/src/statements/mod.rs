//! Statements: what somebody is reported to have said, in whose words, and through which media it reached the report.
//!
//! A cue (a verb, participle or verbal noun of saying, or 'according to') opens a statement. Its content follows the way the
//! cue's frame says: after 'that', in quotation marks, after a colon, after a preposition, as the object. The speaker is the
//! cue's subject by name, office or pronoun, else the one who spoke last.

mod content;
mod cues;
mod lays;
mod own;
mod speaker;
mod stranger;
mod unsaid;

pub(crate) use own::signs;

use crate::mentions::{Mentions, Who};
use crate::report::Report;
use crate::times::{Time, zone_of};
use crate::zones::{Zone, ZoneKind};
use cues::{Cue, CueKind};
use dossier::EntityKind;
use labels::Class;
use source::Span;
use std::ops::Range;

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// In the report's words.
    Indirect,
    /// In the report's words with quoted pieces.
    Mixed,
}

impl StatementKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            StatementKind::Direct => "direct",
            StatementKind::Indirect => "indirect",
            StatementKind::Mixed => "mixed",
        }
    }
}

/// A statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Bytes of the content.
    pub span: Span,
    /// Tokens of the content.
    pub tokens: Range<usize>,
    /// How the words are given.
    pub kind: StatementKind,
    /// Who speaks.
    pub speaker: Option<Who>,
    /// Bytes of the cue.
    pub cue: Option<Span>,
    /// Media through which it came, nearest first.
    pub via: Vec<Who>,
    /// On what occasion.
    pub occasion: Option<String>,
    /// What the words do.
    pub acts: Vec<String>,
    /// Topics named in it.
    pub topics: Vec<String>,
    /// Stands inside another statement.
    pub nested: bool,
    /// What the words take up of those before them, where they only point back: `claim` ('this charge'), `figures`, `date`.
    pub back: Option<String>,
}

pub(crate) struct Finder<'a, 'b> {
    pub(crate) r: &'b Report<'a>,
    pub(crate) m: &'b mut Mentions,
    pub(crate) zones: &'b [Zone],
    pub(crate) times: &'b [Time],
    /// The one who spoke last.
    pub(crate) last: Option<Who>,
    /// The subject of the last cue of this sentence, with or without words of his.
    pub(crate) here: Option<Who>,
    out: Vec<Statement>,
    /// Words told before that somebody denies.
    denied: Vec<Statement>,
}

/// Most tokens of words that only point back: 'that it knew of such a meeting'.
const BACK: usize = 6;

/// What words point back to, where they do nothing else.
fn back(r: &Report, content: &Range<usize>) -> Option<String> {
    let of = |i: usize| r.label(i, Class::Dem).map(|(_, e)| e.value.raw());
    let (at, what) = content.clone().filter(|_| content.len() <= BACK).find_map(|i| Some((i, of(i)?)))?;
    // 'This agreement' at the head of a clause is its subject; a demonstrative that begins no more than a noun or ends the words is not.
    let alone = at + 3 >= content.end;
    alone.then(|| if what.is_empty() { "claim".to_owned() } else { what.to_owned() })
}

/// A source named by 'according to' and its like, and where its phrase ends.
struct Vouched {
    who: Who,
    end: usize,
    chain: Vec<Who>,
    outlet: bool,
}

/// Whose words a cue gives, and where they are looked for.
struct Source {
    speaker: Option<Who>,
    via: Vec<Who>,
    search: usize,
    /// A medium passes on the words of somebody it names.
    passed_on: bool,
}

/// A statement before it is written down.
pub(crate) struct Draft {
    pub(crate) content: Range<usize>,
    pub(crate) speaker: Option<Who>,
    pub(crate) cue: Option<Span>,
    pub(crate) via: Vec<Who>,
    pub(crate) acts: Vec<String>,
}

pub(crate) fn find(r: &Report, zones: &[Zone], times: &[Time], m: &mut Mentions) -> Vec<Statement> {
    let mut f = Finder { r, m, zones, times, last: None, here: None, out: Vec::new(), denied: Vec::new() };
    for s in r.tokens.sentences() {
        let body = |i: usize| zone_of(zones, i) == Some(ZoneKind::Body);
        match zone_of(zones, s.from) {
            _ if r.over() => break,
            _ if body(s.from) || body(s.to - 1) => f.sentence(s.from, s.to),
            Some(ZoneKind::Title) => f.title(s.from, s.to),
            _ => {}
        }
    }
    let mut out = std::mem::take(&mut f.out);
    // Words found with two cues belong to the nearer one.
    let distance = |s: &Statement| {
        s.cue.map_or(u32::MAX, |c| c.start().checked_sub(s.span.end()).unwrap_or(s.span.start().abs_diff(c.end())))
    };
    out.sort_by_key(|s| (s.span.start(), std::cmp::Reverse(s.span.end()), distance(s)));
    out.dedup_by(|b, a| a.span == b.span);
    out.append(&mut f.denied);
    out.sort_by_key(|s| (s.span.start(), std::cmp::Reverse(s.span.end())));
    own::forget(r, zones, m, &mut out);
    out
}

impl Finder<'_, '_> {
    fn sentence(&mut self, from: usize, to: usize) {
        let from = self.body_start(from, to);
        let before = self.out.len();
        self.here = None;
        let cues = cues::in_sentence(self.r, from, to);
        let mut done = vec![false; cues.len()];
        // Verbs inside 'according to what X reported' belong to that phrase.
        for n in (0..cues.len()).take_while(|_| !self.r.over()) {
            if cues[n].kind != CueKind::Via {
                continue;
            }
            if let Some((_, end)) = self.vouched_by(&cues[n], to) {
                (0..cues.len())
                    .filter(|&k| cues[k].at >= cues[n].end && cues[k].at < end && cues[k].kind != CueKind::Via)
                    .for_each(|k| done[k] = true);
            }
        }
        for n in 0..cues.len() {
            if !done[n] && !self.r.over() {
                self.cue(&cues, n, &mut done, from, to, true);
            }
        }
        if self.r.over() {
            return;
        }
        self.sources(&cues, from, to, before);
        if self.out.len() == before {
            self.speaker_and_colon(from, to);
        }
        if self.out.len() == before {
            self.quoted_sentence(from, to);
        }
        self.set_occasion(from, to, before);
    }

    /// The occasion that the sentence names outside the words said; else the one on which the same speaker spoke before in the
    /// paragraph.
    fn set_occasion(&mut self, from: usize, to: usize, first: usize) {
        let r = self.r;
        let said = |i: usize| self.out[first..].iter().any(|s| s.tokens.contains(&i));
        let here = (from..to).take_while(|_| !r.over()).filter(|&i| !said(i)).find_map(|i| {
            let (_, e) = r.label(i, Class::Occasion).filter(|(_, e)| !e.value.has("weak"))?;
            e.value.get("en").map(str::to_owned)
        });
        let paragraph = |s: &Statement| r.tokens.sentences().get(r.sentence_of(s.tokens.start)).map(|s| s.paragraph);
        for n in (first..self.out.len()).take_while(|_| !r.over()) {
            let before = || {
                let (now, last) = (&self.out[n], self.out[..n].last()?);
                let goes_on = last.speaker == now.speaker && paragraph(last) == paragraph(now);
                last.occasion.clone().filter(|_| goes_on)
            };
            self.out[n].occasion = here.clone().or_else(before);
        }
    }

    /// A dateline at the head of the sentence is no part of it.
    fn body_start(&self, from: usize, to: usize) -> usize {
        let zone = self.zones.iter().find(|z| z.tokens.start > from && z.tokens.start < to && z.kind == ZoneKind::Body);
        zone.map_or(from, |z| z.tokens.start)
    }

    fn cue(&mut self, cues: &[Cue], n: usize, done: &mut [bool], from: usize, to: usize, body: bool) {
        let cue = &cues[n];
        // A word of a name says nothing.
        if cue.kind == CueKind::Via || self.m.at(cue.at).is_some() || unsaid::unsaid(self.r, cue, from) {
            return;
        }
        let inside = self.out.iter().any(|s| s.tokens.contains(&cue.at));
        let next = cues[n + 1..].iter().find(|c| c.kind != CueKind::Masdar && c.kind != CueKind::Via).map_or(to, |c| c.at);
        if let Some(denied) = self.denial(cue, from, next) {
            return self.denied.push(denied);
        }
        let subject = self.subject(cue, from, next);
        let Source { mut speaker, mut via, search, passed_on } = self.source(cues, n, &subject, done, to);
        // 'The agency reported that X called …': X speaks through it, and goes on to.
        let relayed = if inside { self.reported(cue, subject.own) } else { None };
        via = relayed.clone().unwrap_or(via);
        let inside = inside && relayed.is_none();
        let after_conj = cue.at > from && (self.r.has(cue.at - 1, Class::Conj) || self.r.ends_clause(cue.at - 1));
        // 'And had threatened with'.
        let had = cue.at > from && r_joined(self.r, cue.at - 1) && self.r.has(cue.at - 1, Class::Aux);
        let leans = had || subject.own || cue.conj || after_conj || cue.kind == CueKind::Participle;
        let mut contents = content::of_cue(
            self,
            cue,
            search,
            from,
            to,
            leans && (body || subject.own) && (!inside || self.acts_in(cue, &subject)),
            subject.own,
        );
        // Somebody whom no table knows speaks, and goes on to.
        if let Some(end) = self.stranger(cue, contents.first(), to).filter(|_| !subject.own && !passed_on) {
            speaker = None;
            if end > cue.end {
                contents = content::of_cue(self, cue, end, from, to, body && !inside, true);
            }
            if !inside {
                (self.last, self.here) = (None, None);
            }
        }
        // Words inside words count only with a speaker of their own.
        if inside && (!subject.own || cue.weak || cue.document || cue.kind == CueKind::Participle) {
            return;
        }
        // 'Recalled what X said': whoever recalls goes on, not X.
        let told = cue.at > from && r_what(self.r, cue.at - 1);
        if !inside && !told && subject.own && (!cue.weak || !contents.is_empty()) {
            self.here = speaker;
        }
        if via.is_empty() {
            via = self.media_between(cue, contents.first(), speaker);
        }
        // 'He added' goes on through the same medium.
        if via.is_empty()
            && !subject.own
            && let Some(before) = self.out.last().filter(|s| s.speaker == speaker && speaker.is_some())
        {
            via.clone_from(&before.via);
        }
        // 'The declaration provides that': the declaration is no verbal noun of saying.
        if let Some(first) = contents.first().filter(|_| cue.document) {
            (n + 1..cues.len()).filter(|&k| cues[k].at < first.start).for_each(|k| done[k] = true);
        }
        for content in &contents {
            self.write(
                Draft { content: content.clone(), speaker, cue: Some(cue.span), via: via.clone(), acts: owned(&cue.acts) },
                inside,
            );
        }
        // A medium passes words on; the next 'he added' is not its own.
        if speaker.is_some_and(|w| !self.is_outlet(w)) && !inside && !contents.is_empty() {
            self.last = if told { self.here.or(self.last) } else { speaker };
        }
    }

    /// Who speaks by a cue, through which medium, and where his words are looked for; marks the verbal noun that belongs to it.
    fn source(&mut self, cues: &[Cue], n: usize, subject: &speaker::Subject, done: &mut [bool], to: usize) -> Source {
        let cue = &cues[n];
        let mut out = Source { speaker: subject.who, via: Vec::new(), search: subject.end.max(cue.end), passed_on: false };
        if let Some((mut speaker, mut search)) = self.relayed(cue, subject, to) {
            out.via.extend(subject.who.filter(|w| self.is_outlet(*w)));
            // 'Quoted the paper, which quoted an official'.
            while let Some(outlet) = speaker.filter(|w| self.is_outlet(*w))
                && let Some((who, end)) = self.quoted_from(search, to)
            {
                out.via.push(outlet);
                (speaker, search) = (Some(who), end);
            }
            (out.speaker, out.search, out.passed_on) = (speaker, search, true);
            // 'Quoted him as saying': the verbal noun belongs to this cue.
            if let Some(k) = (n + 1..cues.len()).find(|&k| cues[k].kind == CueKind::Masdar && cues[k].at.abs_diff(search) <= 1) {
                done[k] = true;
                out.search = cues[k].end;
            }
        }
        if out.speaker.is_some_and(|w| self.is_outlet(w)) && cue.relay && out.via.is_empty() {
            out.via.extend(out.speaker);
        }
        out
    }

    /// '… that the government demanded the withdrawal': words within words, of one who is named right before his verb at their
    /// head and does more than tell.
    fn acts_in(&self, cue: &Cue, subject: &speaker::Subject) -> bool {
        let Some(outer) = self.out.iter().rev().find(|s| s.tokens.contains(&cue.at)) else { return false };
        let acts = cue.acts.first().is_some_and(|a| *a != "describe") && !cue.weak;
        acts && subject.own && subject.end == cue.end && cue.at > outer.tokens.start && cue.at - outer.tokens.start <= 5
    }

    /// The media through which a person speaks whose verb opens the words of a medium behind nothing but his name.
    fn reported(&self, cue: &Cue, own: bool) -> Option<Vec<Who>> {
        let outer = self.out.iter().rev().find(|s| s.tokens.contains(&cue.at))?;
        let medium = outer.speaker.filter(|w| self.is_outlet(*w) && own && !cue.weak)?;
        let had = (outer.tokens.start..cue.at).rev().find(|&i| !self.r.has(i, Class::Aux))?;
        let name = self.m.at(had).filter(|m| m.kind == "PER" && m.tokens.end == had + 1)?;
        let start =
            self.m.offices.iter().find(|o| o.tokens.end == name.tokens.start).map_or(name.tokens.start, |o| o.tokens.start);
        let mut via = outer.via.clone();
        via.extend(Some(medium).filter(|w| !outer.via.contains(w)));
        (start <= outer.tokens.start).then_some(via)
    }

    /// The medium named between a cue and its words: the one that passed them on, or the one spoken to.
    fn media_between(&self, cue: &Cue, content: Option<&Range<usize>>, speaker: Option<Who>) -> Vec<Who> {
        let Some(content) = content else { return Vec::new() };
        // Words before their cue: the medium stands right behind it.
        let (from, to) =
            if content.start > cue.end { (cue.end, content.start.min(cue.end + 24)) } else { (cue.end, cue.end + 7) };
        let s = self.r.tokens.sentences().get(self.r.sentence_of(cue.at)).map_or(to, |s| s.to);
        let named = self.m.list.iter().filter(|m| m.kind == "MEDIA" && m.tokens.start >= from && m.tokens.end <= to.min(s));
        named.map(|m| m.who).filter(|w| Some(*w) != speaker && self.is_outlet(*w)).take(1).collect()
    }

    /// 'Adopted in Geneva': where it was done is not what was said.
    pub(crate) fn stands_at(&self, cue: &Cue, i: usize) -> bool {
        let place = self.m.at(i).is_some_and(|m| matches!(m.kind, "GPE" | "LOC"));
        place && cue.acts.iter().all(|a| *a == "describe")
    }

    /// A medium is named at token `i`, perhaps behind the word for what it is.
    pub(crate) fn to_medium(&self, i: usize) -> bool {
        let medium = |k: usize| self.m.starting(k).is_some_and(|m| m.kind == "MEDIA");
        let word = self.r.pack.addressing.iter().any(|p| p == self.r.key(i));
        medium(i) || word && (medium(i + 1) || self.r.is_quote_mark(i + 1))
    }

    pub(crate) fn is_outlet(&self, who: Who) -> bool {
        matches!(self.m.cast.get(who).kind, EntityKind::Outlet)
    }

    fn write(&mut self, d: Draft, nested: bool) {
        let r = self.r;
        let content = content::trim(r, d.content);
        if content.is_empty() || (content.start..content.end.min(content.start + 3)).any(|i| r.has(i, Class::Anonymity)) {
            return;
        }
        let (kind, content) = content::kind(r, content);
        if content.is_empty() || r.span(content.clone()).len() < 6 {
            return;
        }
        // 'Made these remarks' tells of words that stand elsewhere.
        if content.clone().all(|i| r.any(i, Class::Dem.bit() | Class::Occasion.bit())) {
            return;
        }
        let span = content::span(r, &content);
        let back = back(r, &content);
        let mut acts = d.acts;
        if acts.is_empty() {
            acts.push("describe".into());
        }
        let topics = content
            .clone()
            .flat_map(|i| r.all(i, Class::Topic).filter_map(|(_, e)| e.entity).collect::<Vec<_>>())
            .map(|id| r.dossier.entity(id).id.clone());
        let mut topics: Vec<String> = topics.collect();
        topics.sort();
        topics.dedup();
        self.out.push(Statement {
            span,
            tokens: content,
            kind,
            speaker: d.speaker,
            cue: d.cue,
            via: d.via,
            occasion: None,
            acts,
            topics,
            nested,
            back,
        });
    }

    /// 'Somebody: …' in a headline, or a headline with a verb of saying.
    fn title(&mut self, from: usize, to: usize) {
        let r = self.r;
        let colon = (from..to.min(from + 14)).find(|&i| r.key(i) == ":");
        if let Some(at) = colon {
            let quoted = (at..to).any(|i| r.is_quote_mark(i));
            let start = (from..at).rev().find(|&i| r.is_mark(i) && !r.is_quote_mark(i)).map_or(from, |i| i + 1);
            let named = self.named_at(start, at);
            // A state, town or treaty before the colon is mostly what the headline is about.
            let speaks = |w: Who| {
                quoted
                    || !matches!(
                        self.m.cast.get(w).kind,
                        EntityKind::State | EntityKind::City | EntityKind::Treaty | EntityKind::Doc | EntityKind::Process
                    )
            };
            if let Some((who, end)) = named.filter(|(w, _)| speaks(*w))
                && (end == at || self.r.is_quote_mark(end))
                && at + 2 < to
            {
                let end = (at + 1..to).find(|&i| r.key(i) == "|").unwrap_or(to);
                self.write(
                    Draft { content: at + 1..end, speaker: Some(who), cue: None, via: Vec::new(), acts: Vec::new() },
                    false,
                );
                return;
            }
        }
        let cues: Vec<Cue> = cues::in_sentence(r, from, to).into_iter().filter(|c| c.kind == CueKind::Finite).collect();
        let mut done = vec![false; cues.len()];
        for n in (0..cues.len()).take_while(|_| !r.over()) {
            self.cue(&cues, n, &mut done, from, to, false);
        }
        self.last = None;
    }

    /// 'According to X', before or after what it vouches for.
    fn sources(&mut self, cues: &[Cue], from: usize, to: usize, first: usize) {
        let vias: Vec<&Cue> = cues.iter().filter(|c| c.kind == CueKind::Via).collect();
        let mut skip = usize::MAX;
        for (n, cue) in vias.iter().enumerate().take_while(|_| !self.r.over()) {
            let cue = *cue;
            if n == skip {
                continue;
            }
            if cue.frames.contains(&"words-of") {
                continue;
            }
            let Some((mut who, mut end)) = self.vouched_by(cue, to) else { continue };
            // 'Quoting' between a verb of saying and its words was read with that verb.
            let read = self.out[first..].iter().any(|s| {
                s.cue.is_some_and(|c| c.start() < cue.span.start()) && s.tokens.start > cue.at && s.tokens.start - cue.at < 14
            });
            if read {
                continue;
            }
            let mut chain = if self.is_outlet(who) { vec![who] } else { Vec::new() };
            // 'According to A, quoting B', 'what A reported from B'.
            let quoting = vias.get(n + 1).filter(|v| v.at >= end && v.at <= end + 4);
            let second = quoting.and_then(|next| self.vouched_by(next, to)).or_else(|| self.quoted_from(end, to));
            if let Some((second, second_end)) = second.filter(|_| !chain.is_empty()) {
                (who, end) = (second, second_end);
                skip = if quoting.is_some() { n + 1 } else { skip };
                chain.extend(Some(second).filter(|w| self.is_outlet(*w)));
            }
            let outlet = self.is_outlet(who);
            self.vouch(Vouched { who, end, chain, outlet }, cue, (from, to), first);
        }
    }

    /// Gives a source its words: those already found next to it, else the clause after it or before it.
    fn vouch(&mut self, source: Vouched, cue: &Cue, (from, to): (usize, usize), first: usize) {
        let Vouched { who, end, chain, outlet } = source;
        let near = self.out[first..].iter().find(|s| s.tokens.end + 4 >= cue.at && s.tokens.start < cue.at);
        if near.is_some_and(|s| outlet || s.speaker == Some(who)) {
            return self.add_via(first, &chain);
        }
        let head = (from..cue.at).all(|i| r_skips(self.r, i));
        // 'As the paper quoted him': the words are those of whoever acts in the clause, and stand where his verb has them.
        let relayed = |i: usize| self.r.all(i, Class::Cue).any(|(_, e)| e.value.has("relay"));
        let him = |i: usize| relayed(i - 1) && self.r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "pronoun");
        if outlet && (cue.end + 1..end).any(him) {
            return self.add_via(first, &chain);
        }
        let content = if let Some(whole) = content::clause_around(self, from, cue.at, end, to).filter(|_| !head) {
            Some(whole)
        } else if head && end < to {
            content::clause(self, end, to)
        } else {
            content::clause_before(self, from, cue.at)
        };
        let Some(content) = content else { return };
        if self.out[first..].iter().any(|s| s.tokens.start < content.end && content.start < s.tokens.end) {
            self.add_via(first, &chain);
            // 'According to an official, X offered …': the official tells what X offered.
            let within = |s: &Statement| content.start <= s.tokens.start && s.tokens.end <= content.end;
            if outlet || !head || !self.out[first..].iter().all(|s| within(s) && s.tokens.len() + 1 < content.len()) {
                return;
            }
            self.out[first..].iter_mut().for_each(|s| s.nested = true);
        }
        self.write(Draft { content, speaker: Some(who), cue: Some(cue.span), via: chain, acts: Vec::new() }, false);
        if !outlet {
            self.last = Some(who);
        }
    }

    fn add_via(&mut self, first: usize, chain: &[Who]) {
        for s in &mut self.out[first..] {
            for who in chain {
                if !s.via.contains(who) && s.speaker != Some(*who) {
                    s.via.push(*who);
                }
            }
        }
    }

    /// A sentence of the body that is 'Somebody: …'.
    fn speaker_and_colon(&mut self, from: usize, to: usize) {
        let r = self.r;
        let Some(at) = (from..to.min(from + 10)).find(|&i| r.key(i) == ":" && !content::within_number(r, i)) else { return };
        if let Some((who, end)) = self.named_at(from, at)
            && end == at
        {
            self.write(Draft { content: at + 1..to, speaker: Some(who), cue: None, via: Vec::new(), acts: Vec::new() }, false);
            self.last = Some(who);
        }
    }

    /// A sentence that is one quotation goes on with the words of the one who spoke last.
    fn quoted_sentence(&mut self, from: usize, to: usize) {
        let r = self.r;
        let Some(q) = r.tokens.quotations().iter().find(|q| q.open >= from && q.open <= from + 1 && q.open < to) else { return };
        let (a, b) = q.inside();
        if b.min(to).saturating_sub(a) >= 5 && (b.min(to) - a) * 10 >= (to - from) * 7 && self.last.is_some() {
            let speaker = self.last;
            self.write(Draft { content: a..b.min(to), speaker, cue: None, via: Vec::new(), acts: Vec::new() }, false);
        }
    }
}

/// A conjunction is attached to token `i`.
fn r_joined(r: &Report, i: usize) -> bool {
    r.labels.at(i).iter().any(|l| l.cut.has(labels::Cut::CONJ))
}

/// 'What' at token `i`, before a verb of saying.
fn r_what(r: &Report, i: usize) -> bool {
    r.all(i, Class::Pron).any(|(_, e)| e.value.raw() == "what")
}

/// Words that may stand before 'according to' at the head of a sentence.
fn r_skips(r: &Report, i: usize) -> bool {
    r.is_mark(i) || r.any(i, Class::Conj.bit() | Class::Adv.bit())
}

/// Texts of their own, of those of a table.
fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|t| (*t).to_owned()).collect()
}
