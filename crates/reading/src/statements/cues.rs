//! Cues: the words that say that somebody said something.

use crate::report::Report;
use labels::{Class, Cut, Entry, Label};
use source::Span;

/// Forms of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// A finite verb.
    Finite,
    /// An accusative participle ('adding that').
    Participle,
    /// A verbal noun ('his saying that').
    Masdar,
    /// 'According to'.
    Via,
}

/// A cue at tokens `at..end`.
#[derive(Debug, Clone)]
pub(crate) struct Cue<'a> {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) span: Span,
    pub(crate) kind: CueKind,
    pub(crate) frames: Vec<&'a str>,
    pub(crate) acts: Vec<&'a str>,
    pub(crate) relay: bool,
    pub(crate) weak: bool,
    /// The frame's word without which it says nothing.
    pub(crate) needs: Option<&'a str>,
    /// What it tells is laid down by a document.
    pub(crate) document: bool,
    /// A pronoun is attached: the object or, for a verbal noun, the speaker.
    pub(crate) suffix: bool,
    /// A conjunction is attached.
    pub(crate) conj: bool,
}

/// The cues of a sentence outside quotations, in text order.
pub(crate) fn in_sentence<'a>(r: &'a Report, from: usize, to: usize) -> Vec<Cue<'a>> {
    let mut out = Vec::new();
    let mut i = from;
    while i < to && !r.over() {
        if let Some(q) = r.quote_opening(i).filter(|q| q.closed && q.close < to) {
            i = q.close + 1;
            continue;
        }
        // 'Who asked not to be named' says nothing.
        if let Some((l, _)) = r.label(i, Class::Anonymity) {
            i = l.end as usize;
            continue;
        }
        match at(r, i, from) {
            // 'Asked not to be named'.
            Some(c) if (c.end..c.end + 2).any(|t| r.has(t, Class::Anonymity)) => i = c.end,
            Some(c) => {
                i = c.end;
                out.push(c);
            }
            None => i += 1,
        }
    }
    out
}

fn at<'a>(r: &'a Report, i: usize, from: usize) -> Option<Cue<'a>> {
    if let Some((l, e)) = r.label(i, Class::Via) {
        let cue = make(r, l, e, CueKind::Via);
        return Some(Cue { frames: vec![e.value.raw()], ..cue });
    }
    if !r.has(i, Class::Cue) || r.any(i, Class::That.bit() | Class::Neg.bit() | Class::Half.bit() | Class::Fraction.bit()) {
        return None;
    }
    // A noun of the same spelling wins where it makes a longer phrase.
    let longest = r
        .labels
        .at(i)
        .iter()
        // 'It is worth mentioning that' is the writer's own phrase.
        .filter(|l| {
            matches!(l.class, Class::Occasion | Class::Office | Class::Name | Class::Topic)
                || l.class == Class::Stop && l.width() > 1
                || l.class == Class::Conj && l.width() > 2
        })
        .map(|l| l.end)
        .max()
        .unwrap_or(0);
    let found = r.all(i, Class::Cue).filter(|(l, _)| l.end >= longest).find_map(|(l, e)| Some((l, e, usable(r, l, e, from)?)));
    found.map(|(l, e, kind)| make(r, l, e, kind))
}

fn usable(r: &Report, l: &Label, e: &Entry, from: usize) -> Option<CueKind> {
    let i = l.start as usize;
    let attached = l.cut.has(Cut::ARTICLE) || l.cut.has(Cut::PREP) && &*e.part != "present" && &*e.part != "masdar";
    match &*e.part {
        "past" | "present" | "extra" if !attached => {
            // 'The talks that will focus on': a weak verb of a relative clause says nothing.
            if (e.value.has("weak") || e.value.has("document")) && i > from && r.has(i - 1, Class::Rel) {
                return None;
            }
            // 'A statement that the agency published': the pronoun means the statement.
            let occasion = |k: usize| r.all(k, Class::Occasion).any(|(o, _)| o.end as usize == i);
            if l.cut.has(Cut::SUFFIX) && (i.saturating_sub(2).max(from)..i).any(occasion) {
                return None;
            }
            // 'Does not provide for'.
            if e.value.has("document") && i > from && r.has(i - 1, Class::Neg) {
                return None;
            }
            // What will be announced has not been said.
            if l.cut.has(Cut::PREP) && e.value.has("announce") {
                return None;
            }
            // 'Did not confirm the date' tells of no words said.
            let plain = e.value.get("acts").is_some_and(|a| a.split(',').next() == Some("describe"))
                && e.value.get("frame").is_some_and(|f| f.contains("quote"));
            if plain && i > from && r.has(i - 1, Class::Neg) {
                return None;
            }
            if &*e.part == "present" && while_doing(r, i, from) {
                return None;
            }
            // 'Suspends its part in the treaty' is written like 'comments'.
            let suspends = r.all(i, Class::Event).any(|(_, e)| e.value.get("type") == Some("suspension"));
            if suspends && (i + 1..i + 4).any(|k| r.has(k, Class::Participation)) {
                return None;
            }
            // The sign of the indefinite accusative stands on no verb.
            let noun = l.width() == 1 && signed(r, i);
            Some(CueKind::Finite).filter(|_| !noun && !after_noun_article(r, i))
        }
        "participle" if !attached && accusative(r, i) && (i == from || before_participle(r, i)) => Some(CueKind::Participle),
        // 'As a reminder, …' opens the writer's own words.
        "masdar" if i == from && l.cut.has(Cut::PREP) && !l.cut.has(Cut::SUFFIX) => None,
        // 'Signed the declaration X': a noun with its article takes no name behind it.
        "masdar" if l.cut.has(Cut::ARTICLE) && !introduces(r, l.end as usize) => None,
        "masdar"
            if l.cut.has(Cut::SUFFIX)
                || (l.cut.has(Cut::ARTICLE) || l.cut.has(Cut::PREP)) && e.value.get("acts") == Some("describe") =>
        {
            Some(CueKind::Masdar)
        }
        _ => None,
    }
}

/// 'The saying that', 'the announcement of': what opens the words said stands at token `i`.
fn introduces(r: &Report, i: usize) -> bool {
    r.any(i, Class::That.bit() | Class::Prep.bit()) || r.is_mark(i) || r.frame_attached("bi", i)
}

/// 'X said, (he) reading a communiqué, that': the verb tells how he said it.
fn while_doing(r: &Report, i: usize, from: usize) -> bool {
    let he = i > from + 2
        && r.ends_clause(i - 2)
        && r.all(i - 1, Class::Pron).any(|(l, e)| l.cut.has(Cut::CONJ) && e.value.raw() == "is");
    let before = || (from..i - 2).rev().take_while(|&k| !r.has(k, Class::That));
    he && before().any(|k| r.all(k, Class::Cue).any(|(_, e)| &*e.part == "past" && !e.value.has("weak")))
}

/// A word right after the article-less first word of a name or after a preposition is no verb.
fn after_noun_article(r: &Report, i: usize) -> bool {
    i > 0
        && r.all(i - 1, Class::Prep).any(|(l, _)| l.width() == 1 && l.cut.bits & Cut::CONJ == l.cut.bits)
        && !r.any(i - 1, Class::Via.bit() | Class::Conj.bit() | Class::Adv.bit())
        && !super::r_what(r, i - 1)
}

/// The word bears the sign of the indefinite accusative.
pub(crate) fn signed(r: &Report, i: usize) -> bool {
    let surface = r.words(r.span(i..i + 1));
    r.pack.accusative.iter().any(|s| surface.contains(s.as_str()))
}

fn accusative(r: &Report, i: usize) -> bool {
    signed(r, i) || r.pack.participle_endings.iter().any(|e| r.key(i).ends_with(e.as_str()))
}

/// An adjunct participle stands after a comma, a name or an object, not after a verb it completes.
fn before_participle(r: &Report, i: usize) -> bool {
    r.ends_clause(i - 1) || r.is_mark(i - 1) || !r.any(i - 1, Class::Aux.bit() | Class::Neg.bit())
}

fn make<'a>(r: &'a Report, l: &Label, e: &'a Entry, kind: CueKind) -> Cue<'a> {
    let list = |k: &str| e.value.get(k).map(|v| v.split(',').map(str::trim).collect()).unwrap_or_default();
    let whole = r.span(l.range());
    Cue {
        at: l.start as usize,
        end: l.end as usize,
        span: Span::new(whole.start() + r.skip(l.start as usize, l.cut.skip), whole.end()),
        kind,
        frames: list("frame"),
        acts: list("acts"),
        relay: e.value.has("relay"),
        weak: e.value.has("weak"),
        needs: e.value.get("needs"),
        document: e.value.has("document"),
        suffix: l.cut.has(Cut::SUFFIX),
        conj: l.cut.has(Cut::CONJ),
    }
}
