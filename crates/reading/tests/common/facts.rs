//! Findings of a reading as lines that can be read, compared and searched: a kind, tags, and the places that carry it.

use reading::{Event, Reading, Said};
use source::Span;
use std::fmt;

/// One finding.
pub struct Fact {
    /// `time`, `mention`, `role`, `speaker`, `figure`, `event`, `zone`, `doubt`, `published`, `outlet`, `title`.
    pub kind: &'static str,
    /// All that can be said of it, without blanks.
    pub tags: Vec<String>,
    /// Its place, for findings that have one.
    pub span: Option<Span>,
    /// Further places: other assertions of an event, the cue of a statement.
    pub also: Vec<Span>,
}

impl Fact {
    fn new(kind: &'static str, span: Span, tags: Vec<String>) -> Fact {
        Fact { kind, tags, span: Some(span), also: Vec::new() }
    }
    fn of_report(kind: &'static str, tags: Vec<String>) -> Fact {
        Fact { kind, tags, span: None, also: Vec::new() }
    }
    /// All places.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.span.into_iter().chain(self.also.iter().copied())
    }
    /// True when it bears all of `tags`; `*` is borne by all.
    pub fn bears(&self, tags: &[String]) -> bool {
        tags.iter().all(|t| t == "*" || self.tags.contains(t))
    }
    /// The finding as a line of a case.
    pub fn line(&self, source: &str) -> String {
        match self.span {
            Some(s) => format!("{self} | {}", s.of(source).replace('\n', " ⏎ ")),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.tags.join(" "))
    }
}

/// A phrase as one tag.
pub fn dashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

fn or_none(text: Option<&str>) -> String {
    dashed(text.unwrap_or("none"))
}

/// All findings of a reading.
pub fn of(r: &Reading) -> Vec<Fact> {
    let mut out = Vec::new();
    out.push(Fact::of_report("published", vec![or_none(r.published.edtf.as_deref()), r.published.basis.to_owned()]));
    out.push(Fact::of_report("outlet", vec![or_none(r.outlet.as_deref())]));
    out.push(Fact::of_report("title", vec![or_none(r.title.as_deref())]));
    out.extend(r.zones.iter().map(|z| Fact::new("zone", z.span, vec![z.kind.name().to_owned()])));
    for m in &r.mentions {
        let acts = m.acts_for.iter().map(|s| format!("for={s}"));
        out.push(Fact::new("mention", m.span, [m.entity.clone(), m.kind.to_owned()].into_iter().chain(acts).collect()));
    }
    for x in &r.roles {
        out.push(Fact::new("role", x.span, vec![x.person.clone(), dashed(&x.role), or_none(x.of.as_deref())]));
    }
    for t in &r.times {
        out.push(Fact::new("time", t.span, vec![t.value.clone(), t.kind.name().to_owned()]));
    }
    for x in &r.figures {
        let treaty = x.treaty.iter().cloned();
        let tags = [x.bound.name().to_owned(), x.value.to_string(), dashed(&x.of)].into_iter().chain(treaty);
        out.push(Fact::new("figure", x.span, tags.filter(|t| !t.is_empty()).collect()));
    }
    out.extend(r.statements.iter().map(said));
    out.extend(r.events.iter().map(event));
    out.extend(r.doubts.iter().map(|d| Fact::of_report("doubt", vec![d.kind.clone()])));
    out
}

fn said(s: &Said) -> Fact {
    let w = &s.words;
    let mut tags = vec![or_none(s.speaker.as_deref()), w.kind.name().to_owned()];
    tags.extend(s.via.iter().map(|v| format!("via={v}")));
    if s.via.is_empty() {
        tags.push("via=none".to_owned());
    }
    tags.extend(w.acts.iter().cloned());
    tags.extend(w.occasion.iter().map(|o| format!("on={}", dashed(o))));
    if w.nested {
        tags.push("nested".to_owned());
    }
    tags.extend(w.back.iter().map(|b| format!("back={b}")));
    Fact { also: w.cue.into_iter().collect(), ..Fact::new("speaker", w.span, tags) }
}

fn event(e: &Event) -> Fact {
    let mut tags = vec![e.kind.clone(), e.status.clone(), e.date.clone().unwrap_or_else(|| "undated".to_owned())];
    tags.push(e.place.clone().unwrap_or_else(|| "placeless".to_owned()));
    tags.extend(e.process.clone());
    tags.extend(e.round.map(|n| format!("round={n}")));
    tags.extend(e.level.iter().map(|l| format!("level={l}")));
    tags.extend(e.participants.iter().map(|p| p.entity.clone()));
    tags.extend(e.participants.iter().map(|p| format!("{}:{}", p.part, p.entity)));
    tags.extend(e.object.iter().map(|o| format!("object={o}")));
    tags.extend(e.plover.map(str::to_owned));
    Fact { also: e.also.clone(), ..Fact::new("event", e.span, tags) }
}
