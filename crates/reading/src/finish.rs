//! The last step: findings of the clean text become a reading with spans of the source.

use crate::events;
use crate::figures::Figure;
use crate::mentions::{Cast, Mentions, Who};
use crate::outlet::{self, Outlets, Told};
use crate::report::Report;
use crate::statements::{self, Statement};
use crate::times::{Publication, Time, weekday_differs};
use crate::zones::{Zone, ZoneKind};
use crate::{Doubt, Event, NamedMention, NamedRole, Participant, Published, Reading, Said};
use clean::Clean;
use dossier::EntityKind;
use source::{Source, Span};

/// What the finders found in one report.
pub(crate) struct Parts<'a, 'b> {
    pub(crate) r: &'b Report<'a>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) times: Vec<Time>,
    pub(crate) publication: Publication,
    pub(crate) found: Mentions,
    pub(crate) figures: Vec<Figure>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<events::Found>,
}

impl Parts<'_, '_> {
    /// The reading, its spans in bytes of the source.
    pub(crate) fn into_reading(self, source: &Source, page: &Clean, outlets: &Outlets) -> Reading {
        let told = Told {
            dossier: self.r.dossier,
            fold: &self.r.pack.fold,
            outlets,
            given: source.given(),
            page: page.meta(),
            signed: self.signed(),
        };
        let from = told.published();
        let (doubts, title) = (self.doubts(page, &from), self.title(page));
        let Parts { r, zones, times, publication, found, figures, statements, events } = self;
        let map = |s: Span| page.map().to_source(s);
        let cast = &found.cast;
        let id = |w: Who| cast.get(w).id.clone();
        let mentions = found.list.iter().map(|x| NamedMention {
            span: map(x.span),
            entity: id(x.who),
            kind: x.kind,
            acts_for: x.acts_for.clone(),
        });
        let roles = found.roles.iter().map(|x| NamedRole {
            person: id(x.person),
            role: x.role.clone(),
            of: x.of.clone(),
            span: map(x.span),
        });
        // What came through the report's own medium came through no other.
        let own = from.outlet.clone();
        let other = |id: &String| own.as_ref() != Some(id);
        let said = statements.into_iter().map(|x| Said {
            speaker: x.speaker.map(id),
            via: x.via.iter().map(|w| id(*w)).filter(&other).collect(),
            words: Statement { span: map(x.span), cue: x.cue.map(map), ..x },
        });
        Reading {
            path: source.path().to_owned(),
            sha256: source.sha256(),
            bytes: source.bytes().len(),
            media_type: page.media_type(),
            language: r.pack.tag.clone(),
            translated_from: None,
            doubts,
            outlet: from.outlet,
            outlet_basis: from.basis,
            outlet_host: from.host,
            title,
            published: Published { edtf: publication.edtf, basis: publication.basis },
            mentions: mentions.collect(),
            roles: roles.collect(),
            statements: said.collect(),
            events: events.into_iter().map(|e| event(e, cast, &map)).collect(),
            zones: zones.into_iter().map(|z| Zone { span: map(z.span), ..z }).collect(),
            times: times.into_iter().map(|t| Time { span: map(t.span), ..t }).collect(),
            figures: figures.into_iter().map(|f| Figure { span: map(f.span), ..f }).collect(),
            text: page.text().to_owned(),
        }
    }

    /// The medium that signs the byline, the dateline or the lead.
    fn signed(&self) -> Option<String> {
        let who = statements::signs(self.r, &self.zones, &self.found);
        who.map(|w| self.found.cast.get(w).id.clone())
    }

    fn title(&self, page: &Clean) -> Option<String> {
        let zone = self.zones.iter().find(|z| z.kind == ZoneKind::Title);
        zone.map(|z| self.r.words(z.span).to_owned()).or_else(|| page.title().map(str::to_owned))
    }

    fn doubts(&self, page: &Clean, from: &outlet::Publisher) -> Vec<Doubt> {
        let whole = page.map().to_source(Span::new(0, self.r.text.len() as u32));
        let mut out: Vec<Doubt> =
            page.doubts().iter().map(|d| Doubt { kind: d.kind.to_owned(), span: whole, note: d.note.clone() }).collect();
        let mut add = |kind: &str, note: &str| out.push(Doubt { kind: kind.to_owned(), span: whole, note: note.to_owned() });
        if self.r.text.len() < page.text().len() {
            add("too-long", "the text is longer than what is read of one report; the rest was left out");
        }
        if from.differs {
            add("outlet-differs", "the page lies at another outlet than the one that signs its text; the text was believed");
        }
        if self.publication.edtf.is_none() {
            add("no-publication-day", "the report does not tell when it was published; relative dates stay open");
        }
        if !self.zones.iter().any(|z| z.kind == ZoneKind::Body) {
            add("no-body", "no text of a report was found on the page");
        } else if !self.is_of_language() {
            add("other-language", "the report is hardly written in the language of the pack; little of it was read");
        }
        if let Some((at, note)) = &self.publication.differs {
            let span = page.map().to_source(self.r.span(at.clone()));
            out.push(Doubt { kind: "published-differs".into(), span, note: note.clone() });
        }
        for t in self.times.iter().filter(|t| weekday_differs(self.r, t)) {
            let note = "the day of the week is not that of the date; it may be either day";
            out.push(Doubt { kind: "weekday-differs".into(), span: page.map().to_source(t.span), note: note.into() });
        }
        for q in self.r.tokens.quotations().iter().filter(|q| !q.closed) {
            let span = page.map().to_source(self.r.span(q.open..q.open + 1));
            out.push(Doubt { kind: "open-quotation".into(), span, note: "a quotation mark that the text does not close".into() });
        }
        out
    }

    /// True when the tables know a good part of the words.
    fn is_of_language(&self) -> bool {
        let words = (0..self.r.len()).filter(|&i| self.r.tokens.kind(i) == tokens::Kind::Word);
        let (mut known, mut all) = (0, 0);
        for i in words.take(400) {
            all += 1;
            known += usize::from(!self.r.labels.at(i).is_empty());
        }
        known * 4 >= all
    }
}

/// Who took part, each once. A city does so for its government only ([`Mention::acts_for`] says so of its words), which is named.
fn participants(e: &events::Found, cast: &Cast) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    for &(who, part) in &e.participants {
        let own = || cast.get(who).id.as_str();
        let capital = cast.get(who).kind == EntityKind::City;
        let entity = cast.state_of(who).filter(|_| capital).unwrap_or_else(own);
        if !out.iter().any(|p| p.entity == entity) {
            out.push(Participant { entity: entity.to_owned(), part });
        }
    }
    out
}

fn event(e: events::Found, cast: &Cast, map: &dyn Fn(Span) -> Span) -> Event {
    let id = |w: Who| cast.get(w).id.clone();
    Event {
        participants: participants(&e, cast),
        plover: events::plover(&e.kind, e.status),
        kind: e.kind,
        status: e.status.to_owned(),
        span: map(e.span),
        also: e.also.iter().map(|s| map(*s)).collect(),
        date: e.date,
        days: e.days,
        place: e.place.map(id),
        process: e.process.map(id),
        round: e.round,
        level: e.level,
        outcome: e.outcome,
        topics: e.topics,
        object: e.object.map(id),
    }
}
