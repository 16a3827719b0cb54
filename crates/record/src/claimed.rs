//! What one report tells in two ways, by whose words: a claim and its denial, a demand as either side tells it, a thing and what each
//! side calls it, a number and the number set against it.
//!
//! Nothing is taken for a contradiction that only differs: one of the two must deny, or the two must exclude each other.

use crate::entry::Citation;
use crate::quote::{cite, source_words};
use crate::sides::Sides;
use dossier::Dossier;
use reading::{Bound, Event, Figure, Reading, Said};
use source::Span;

/// Bytes between a claim and the words that take it up to deny it.
const NEAR: u32 = 500;
/// Bytes behind the words of an event in which what is told of it still stands.
const BEHIND: u32 = 80;
/// Longest name or value that is shown, in characters.
const SHOWN: usize = 80;

/// One of the values of something in dispute, as one side tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim<'a> {
    /// `status`, `content`, `figures`, `date`, `object`, `name` or `type`.
    pub(crate) field: &'static str,
    pub(crate) value: String,
    /// The words.
    pub(crate) span: Span,
    /// Who says so; `None` where the report does.
    pub(crate) by: Option<&'a str>,
}

/// The statements of a report whose speaker is known, in the order of the text, each with the side for which he speaks.
pub(crate) fn spoken<'a>(reading: &'a Reading, sides: &Sides<'a>) -> Vec<(&'a str, &'a Said)> {
    reading.statements.iter().filter_map(|s| Some((sides.of(s.speaker.as_deref()?), s))).collect()
}

/// Everything of an event that its report tells in two ways; `said` is what is [`spoken`] there.
pub(crate) fn claims<'a>(
    reading: &'a Reading,
    event: &'a Event,
    said: &[(&'a str, &'a Said)],
    sides: &Sides<'a>,
) -> Vec<Claim<'a>> {
    if said.len() < 2 {
        return Vec::new();
    }
    let x = Claimed { reading, event, said, sides };
    let status = x.asserted().or_else(|| x.after_a_claim());
    let list = [status, x.taken_up(), x.demands(), x.called(), x.instead(), x.numbers()];
    list.into_iter().flatten().flatten().collect()
}

/// Words of one side, and those of another that deny them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Who says it.
    pub claimant: String,
    /// His words; several where his account as a whole is denied.
    pub claims: Vec<Citation>,
    /// Who denies it.
    pub denier: String,
    /// The words that deny.
    pub denial: Citation,
}

/// Finds in a report what one side says and another denies in so many words: the same words with two speakers, words that take up what
/// stands right before them ('this charge'), or the account of him who spoke before. What only differs is not among them.
pub fn denials<'d>(dossier: &'d Dossier) -> impl Fn(&Reading) -> Vec<Denial> + 'd {
    let sides = Sides::new(dossier);
    move |reading| {
        let all = spoken(reading, &sides);
        let denying = all.iter().enumerate().filter(|(_, (_, s))| denies(s));
        let pair = |(at, (side, s)): (usize, &(&str, &Said))| {
            let same = |(other, c): &&(&str, &Said)| other != side && !refuses(c) && c.words.span == s.words.span;
            let claims = claims_before(reading, &all, at);
            let claims = if claims.is_empty() { all.iter().find(same).map(|c| c.1).into_iter().collect() } else { claims };
            Some(Denial {
                claimant: claims.first()?.speaker.clone()?,
                claims: claims.iter().map(|c| cite(reading, c.words.span)).collect(),
                denier: s.speaker.clone()?,
                denial: cite(reading, s.words.span),
            })
        };
        denying.filter_map(pair).collect()
    }
}

/// The statements that the words at a position take up: the one right before them, or all of him whom they name.
fn claims_before<'a>(reading: &Reading, all: &[(&'a str, &'a Said)], at: usize) -> Vec<&'a Said> {
    let Some((side, answer)) = all.get(at) else { return Vec::new() };
    let reach = |s: &Said, far: u32| answer.words.span.start().checked_sub(s.words.span.end()).is_some_and(|d| d <= far);
    let before = all[..at].iter().rfind(|(_, s)| !s.words.nested && reach(s, NEAR));
    let Some((_, last)) = before.filter(|(other, s)| other != side && !refuses(s)) else { return Vec::new() };
    if answer.words.back.is_some() {
        return vec![*last];
    }
    let his = |s: &Said| s.speaker == last.speaker && !s.words.nested && !refuses(s) && reach(s, 3 * NEAR);
    if names(reading, answer, last) { all[..at].iter().map(|a| a.1).filter(|s| his(s)).collect() } else { Vec::new() }
}

/// Whether an answer names the one whose words it answers.
fn names(reading: &Reading, answer: &Said, claim: &Said) -> bool {
    let named = |m: &&reading::NamedMention| within(m.span, answer.words.span);
    reading.mentions.iter().filter(named).any(|m| claim.speaker.as_deref() == Some(m.entity.as_str()))
}

/// The two sides of something, as claims.
type Pair<'a> = Option<Vec<Claim<'a>>>;

#[derive(Clone, Copy)]
struct Claimed<'a, 's> {
    reading: &'a Reading,
    event: &'a Event,
    said: &'s [(&'a str, &'a Said)],
    sides: &'s Sides<'a>,
}

fn has(s: &Said, acts: &[&str]) -> bool {
    s.words.acts.iter().any(|a| acts.contains(&a.as_str()))
}

/// Whether words deny what was said, or do not bear it out.
fn denies(s: &Said) -> bool {
    has(s, &["deny"])
}

fn refuses(s: &Said) -> bool {
    has(s, &["deny", "reject", "doubt", "threaten"])
}

fn words(e: &Event) -> impl Iterator<Item = Span> {
    std::iter::once(e.span).chain(e.also.iter().copied())
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}

impl<'a> Claimed<'a, '_> {
    fn said(&self) -> impl Iterator<Item = (&'a str, &'a Said)> {
        self.said.iter().copied()
    }
    /// Two values of one field, each with its words and whose they are.
    fn pair(&self, field: &'static str, one: (&str, Span, &'a str), other: (&str, Span, &'a str)) -> Pair<'a> {
        let claim = |(value, span, by): (&str, Span, &'a str)| Claim { field, value: value.to_owned(), span, by: Some(by) };
        Some(vec![claim(one), claim(other)])
    }
    /// Words of the source, shortened; `None` where the clean text is not the source.
    fn shown(&self, span: Span) -> Option<String> {
        let text = source_words(self.reading, span)?;
        let short: String = text.chars().take(SHOWN).collect();
        Some(if short.len() < text.len() { format!("{short}…") } else { short })
    }

    /// Who asserts an event that is told as denied, where the one and the other stand in words of two sides.
    fn asserted(&self) -> Pair<'a> {
        let event = self.event;
        if event.status != "denied" {
            return None;
        }
        // Who denies takes up the head of what the other told, and seldom all of it.
        let fits = |s: Span, w: Span| s.start() == w.start() || (s.start() < w.start() && w.end() <= s.end());
        let around: Vec<(&str, &Said)> = self.said().filter(|(_, s)| words(event).any(|w| fits(s.words.span, w))).collect();
        let denier = around.iter().find(|(_, s)| denies(s))?;
        let (side, said) = around.iter().find(|(side, s)| *side != denier.0 && !refuses(s))?;
        let by = denier.1.speaker.as_deref()?;
        self.pair("status", ("held", said.words.span, side), ("denied", event.span, by))
    }

    /// 'X denied that …, after Y had claimed that …': Y is who would have done it.
    fn after_a_claim(&self) -> Pair<'a> {
        let event = self.event;
        let (denier, denial) = self.said().find(|(_, s)| denies(s) && within(event.span, s.words.span))?;
        let doer = |side: &str| event.participants.iter().any(|p| p.part != "target" && self.sides.of(&p.entity) == side);
        let beside = |s: &Said| {
            let (a, b) = (denial.words.span, s.words.span);
            let gap =
                if a.end() <= b.start() { Span::new(a.end(), b.start()) } else { Span::new(b.end().min(a.start()), a.start()) };
            !a.overlaps(b) && gap.len() <= 2 * BEHIND && self.one_sentence(gap)
        };
        let (side, claim) = self.said().find(|(side, s)| *side != denier && doer(side) && !refuses(s) && beside(s))?;
        let denied = event.status == "denied";
        denied
            .then(|| self.pair("status", ("held", claim.words.span, side), ("denied", event.span, denial.speaker.as_deref()?)))?
    }

    /// Whether no sentence ends in some bytes, as far as the source shows.
    fn one_sentence(&self, gap: Span) -> bool {
        source_words(self.reading, gap).is_some_and(|t| !t.contains(['.', '\n', '؟', '!', '?']))
    }

    /// A claim and what another side says of it right behind: 'this charge', 'these numbers', the words of him who made it.
    fn taken_up(&self) -> Pair<'a> {
        let plain: Vec<(&'a str, &'a Said)> = self.said().filter(|(_, s)| !s.words.nested).collect();
        plain.windows(2).enumerate().find_map(|(at, pair)| {
            let [(side, claim), (other, answer)] = pair else { return None };
            let near = |s: &Said, far: u32| answer.words.span.start().checked_sub(s.words.span.end()).is_some_and(|d| d <= far);
            let points = answer.words.back.as_deref();
            if side == other || !has(answer, &["deny", "doubt"]) || !near(claim, NEAR) {
                return None;
            }
            // 'These numbers' are all that the other side gave, a charge is the last.
            let of = |(s, c): &&(&str, &'a Said)| s == side && points == Some("figures") && near(c, 3 * NEAR);
            let claims = plain[..at].iter().filter(of).map(|(_, c)| *c).chain([*claim]);
            claims.filter(|c| self.tells(c)).find_map(|c| self.answered((side, c), (other, answer)))
        })
    }

    /// Whether a statement tells the event and no other: of several things claimed at once nobody knows which is denied.
    fn tells(&self, s: &Said) -> bool {
        let here = |e: &Event| e.span.overlaps(s.words.span);
        let alone = self.reading.events.iter().filter(|e| here(e)).all(|e| e.span == self.event.span);
        alone && !denies(s) && words(self.event).any(|w| w.overlaps(s.words.span))
    }

    /// What an answer disputes of a claim.
    fn answered(&self, (side, claim): (&'a str, &'a Said), (other, answer): (&'a str, &'a Said)) -> Pair<'a> {
        let event = self.event;
        let part = event.participants.iter().any(|p| self.sides.of(&p.entity) == other);
        let back = answer.words.back.as_deref();
        let field = match (event.kind.as_str(), back) {
            (_, Some("figures")) => "figures",
            _ if !denies(answer) => return None,
            (_, Some("date")) => "date",
            ("announcement", _) if part && (back.is_some() || names(self.reading, answer, claim)) => "content",
            ("announcement", _) | (_, None) => return None,
            _ => "status",
        };
        let own = match field {
            "status" if event.status == "denied" => "held".to_owned(),
            "status" => event.status.clone(),
            "figures" => self.figure_in(claim.words.span)?,
            "date" => event.date.clone()?,
            _ => self.shown(claim.words.span).unwrap_or_else(|| "as said".to_owned()),
        };
        let against = if denies(answer) { "denied" } else { "not borne out" };
        self.pair(field, (&own, claim.words.span, side), (against, answer.words.span, answer.speaker.as_deref()?))
    }

    /// The numbers that stand in some words.
    fn figure_in(&self, span: Span) -> Option<String> {
        let list: Vec<String> = self.reading.figures.iter().filter(|f| within(f.span, span)).map(written).collect();
        (!list.is_empty()).then(|| list.join(", "))
    }

    /// What somebody asked for, where one side tells one thing and the other, which denies it, another.
    fn demands(&self) -> Pair<'a> {
        let e = self.event;
        let wanted = |e: &Event| e.kind == "proposal" && matches!(e.status.as_str(), "held" | "denied");
        let who = |e: &'a Event, part: &str| {
            let of = e.participants.iter().filter(|p| p.part == part).map(|p| self.sides.of(&p.entity));
            of.collect::<std::collections::BTreeSet<_>>()
        };
        let time = |o: &Event| {
            (e.round.is_some() && (e.round, &e.process) == (o.round, &o.process)) || (e.date.is_some() && e.date == o.date)
        };
        let other = |o: &&'a Event| {
            wanted(o)
                && o.status != e.status
                && o.span != e.span
                && time(o)
                && !who(e, "actor").is_empty()
                && who(e, "actor") == who(o, "actor")
                && who(e, "target") == who(o, "target")
                && e.topics.iter().any(|t| o.topics.contains(t))
        };
        let o = self.reading.events.iter().find(|o| wanted(e) && other(o))?;
        let of = |e: &Event| {
            let around = self.said().filter(|(_, s)| s.words.span.overlaps(e.span) && !s.words.nested);
            around.min_by_key(|(_, s)| (s.words.span.len(), s.words.span)).map(|(side, _)| side)
        };
        let (a, b) = (of(e)?, of(o)?);
        let value = |e: &Event, side: &str| self.shown(e.span).unwrap_or_else(|| format!("as {side} tells it"));
        if a == b { None } else { self.pair("object", (&value(e, a), e.span, a), (&value(o, b), o.span, b)) }
    }

    /// What each of two governments calls it, in quotation marks behind the words for it.
    fn called(&self) -> Pair<'a> {
        let event = self.event;
        let label = |(side, s): (&'a str, &'a Said)| {
            let at = words(event)
                .filter(|w| w.start() == s.words.span.start() && w.end() < s.words.span.end())
                .map(|w| w.end())
                .max()?;
            let rest = source_words(self.reading, Span::new(at, s.words.span.end()))?;
            let name = quoted(rest)?.chars().take(SHOWN).collect::<String>();
            (side.starts_with("state/") && has(s, &["describe"])).then_some((side, s.words.span, name))
        };
        let mut list = self.said().filter_map(label);
        let (side, span, name) = list.next()?;
        let (other, words, second) = list.find(|(s, _, n)| *s != side && *n != name)?;
        self.pair("name", (&name, span, side), (&second, words, other))
    }

    /// 'Did not withdraw, but suspended', where another tells that it withdrew.
    fn instead(&self) -> Pair<'a> {
        let e = self.event;
        let step = |k: &str| matches!(k, "withdrawal" | "suspension" | "extension" | "expiry");
        if e.status != "held" || !step(&e.kind) || e.object.is_none() {
            return None;
        }
        let actors = |e: &'a Event| e.participants.iter().map(|p| self.sides.of(&p.entity)).collect::<Vec<_>>();
        let own = actors(e);
        let same = |o: &&'a Event| {
            step(&o.kind) && o.kind != e.kind && o.object == e.object && actors(o).iter().any(|a| own.contains(a))
        };
        let denied = self.reading.events.iter().find(|o| o.status == "denied" && same(o))?;
        let told = Claimed { event: denied, ..*self }.asserted()?;
        let (claim, denial) = told.split_first()?;
        let mine = Claim { field: "type", value: e.kind.clone(), span: e.span, by: denial.first()?.by };
        Some(vec![Claim { field: "type", value: denied.kind.clone(), ..claim.clone() }, mine])
    }

    /// A number of something and, from another side, one that it excludes: over 500, at most 480.
    fn numbers(&self) -> Pair<'a> {
        let behind = |f: &Figure| {
            words(self.event).any(|w| {
                within(f.span, w)
                    || f.span
                        .start()
                        .checked_sub(w.end())
                        .is_some_and(|d| d <= BEHIND && self.one_sentence(Span::new(w.end(), f.span.start())))
            })
        };
        let told = |f: &'a Figure| {
            let around = self.said().filter(|(_, s)| within(f.span, s.words.span));
            Some((around.min_by_key(|(_, s)| (s.words.span.len(), s.words.span))?, f))
        };
        let all: Vec<((&str, &Said), &Figure)> = self.reading.figures.iter().filter_map(told).collect();
        for ((side, s), f) in all.iter().filter(|(_, f)| behind(f)) {
            let against = all.iter().find(|((other, answer), g)| {
                let near = g.span.start().checked_sub(f.span.end()).is_some_and(|d| d <= NEAR);
                *other != *side
                    && near
                    && g.of == f.of
                    && !f.of.is_empty()
                    && excluded(f, g)
                    && has(answer, &["deny", "doubt", "reject"])
            });
            if let Some(((_, answer), g)) = against {
                let by = answer.speaker.as_deref()?;
                return self.pair("figures", (&written(f), s.words.span, side), (&written(g), answer.words.span, by));
            }
        }
        None
    }
}

/// `at least 500 kilometres`.
fn written(f: &Figure) -> String {
    let bound = match f.bound {
        Bound::Exact => "",
        Bound::Max => "at most ",
        Bound::Min => "at least ",
        Bound::About => "about ",
    };
    format!("{bound}{} {}", f.value, f.of).trim().to_owned()
}

/// Whether no number is both.
fn excluded(a: &Figure, b: &Figure) -> bool {
    let range = |f: &Figure| match f.bound {
        Bound::Exact => Some((f.value, f.value)),
        Bound::Max => Some((f64::NEG_INFINITY, f.value)),
        Bound::Min => Some((f.value, f64::INFINITY)),
        Bound::About => None,
    };
    range(a).zip(range(b)).is_some_and(|(x, y)| x.1 < y.0 || y.1 < x.0)
}

/// The first words in quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let marks = [('"', '"'), ('«', '»'), ('“', '”')];
    let opens = |(at, c): (usize, char)| marks.iter().find(|m| m.0 == c).map(|m| (at + c.len_utf8(), m.1));
    let (from, close) = text.char_indices().find_map(opens)?;
    let rest = text.get(from..)?;
    let words = rest.split_once(close)?.0.trim();
    (!words.is_empty()).then_some(words)
}
