//! Organisations put together from a noun and a state: ministries, missions, embassies; and media that only a noun names.

use super::{Member, Mention, Mentions};
use crate::report::Report;
use crate::times::zone_of;
use crate::zones::{Zone, ZoneKind};
use dossier::EntityKind;
use labels::{Class, Label};
use source::Span;
use std::ops::Range;

/// A state named right after a noun: by its adjective, by its name, or by a name with a preposition.
pub(super) fn state_after(r: &Report, i: usize) -> Option<(String, usize)> {
    let state = |l: &Label| r.lex.entry(l).entity.map(|id| r.dossier.entity(id));
    if let Some((l, _)) = r.label(i, Class::Nisba) {
        return state(l).map(|e| (e.id.clone(), l.end as usize));
    }
    let named = r
        .all(i, Class::Name)
        .find_map(|(l, _)| state(l).filter(|e| e.kind == EntityKind::State).map(|e| (e.id.clone(), l.end as usize)));
    named.filter(|_| !r.tokens.starts_line(i))
}

/// Ministries: the noun with its portfolio, and the state after it.
pub(super) fn ministries(r: &Report, m: &mut Mentions) {
    let mut i = 0;
    while i < r.len() {
        let Some((l, e)) = r.label(i, Class::Ministry).filter(|_| m.at(i).is_none()) else {
            i += 1;
            continue;
        };
        let (label, portfolio, bare) = (*l, e.value.get("role").unwrap_or("").to_owned(), e.value.has("bare"));
        let state = state_after(r, label.end as usize);
        // Without the noun 'ministry' only an adjective of state makes it one; after an office it belongs to the office.
        let nisba = r.has(label.end as usize, Class::Nisba);
        let inside_office = (i.saturating_sub(4)..i).any(|t| r.label(t, Class::Office).is_some_and(|(l, _)| l.end as usize > i));
        if portfolio.is_empty() || bare && inside_office {
            i += 1;
            continue;
        }
        if bare && (!nisba || !may_be_bare(r, i)) {
            i += 1;
            continue;
        }
        let end = state.as_ref().map_or(label.end as usize, |s| s.1);
        let span = r.label_span(&label);
        let span = Span::new(span.start(), r.span(i..end).end());
        push_ministry(r, m, i..end, span, &portfolio, state.map(|s| s.0));
        i = end;
    }
}

/// 'The foreign [policy]' is no ministry: the bare word needs the article and no noun before it that it could describe.
fn may_be_bare(r: &Report, i: usize) -> bool {
    i == 0 || !(r.has(i - 1, Class::Stop) && r.labels.at(i - 1).iter().any(|l| l.cut.has(labels::Cut::ARTICLE)))
}

fn push_ministry(r: &Report, m: &mut Mentions, tokens: Range<usize>, span: Span, portfolio: &str, state: Option<String>) {
    let id = match &state {
        Some(s) => ministry_id(r, portfolio, s),
        None => format!("org/unresolved-{}-ministry", portfolio.replace(' ', "-")),
    };
    let who = m.cast.add(Member { id, kind: EntityKind::Org, state: state.clone(), acts: true });
    let nested = tokens.clone().find_map(|i| state_name(r, i, tokens.end));
    m.push(Mention { tokens, span, who, kind: "ORG", acts_for: state, nested: false });
    if let Some(l) = nested
        && let Some(id) = r.lex.entry(&l).entity
    {
        let who = m.cast.known(r, id);
        m.push(Mention { tokens: l.range(), span: r.label_span(&l), who, kind: "GPE", acts_for: None, nested: true });
    }
}

fn state_name(r: &Report, i: usize, end: usize) -> Option<Label> {
    let found = r.all(i, Class::Name).find(|(l, e)| {
        let state = e.entity.is_some_and(|id| r.dossier.entity(id).kind == EntityKind::State);
        state && l.end as usize <= end
    });
    found.map(|(l, _)| *l)
}

/// The dossier's own ministry of that state where it has one, else an identifier made the same way.
pub(super) fn ministry_id(r: &Report, portfolio: &str, state: &str) -> String {
    let code = state.trim_start_matches("state/").to_lowercase();
    let plain = format!("org/{code}-{}-ministry", portfolio.replace(' ', "-"));
    let department = portfolio_department(portfolio).map(|d| format!("org/{code}-{d}-department"));
    match department {
        Some(d) if r.dossier.find(&plain).is_none() && r.dossier.find(&d).is_some() => d,
        _ => plain,
    }
}

/// States that call their ministries departments.
fn portfolio_department(portfolio: &str) -> Option<&'static str> {
    match portfolio {
        "foreign" => Some("state"),
        "defence" => Some("defense"),
        "finance" => Some("treasury"),
        _ => None,
    }
}

/// Missions, embassies, parliaments of a state, and media named by their noun.
pub(super) fn organs(r: &Report, zones: &[Zone], m: &mut Mentions) {
    for i in 0..r.len() {
        let Some((l, e)) = r.label(i, Class::Organ) else { continue };
        let (label, kind) = (*l, e.value.get("kind").unwrap_or("").to_owned());
        // 'A code of conduct' is written like a medium.
        let phrase = r.all(i, Class::Stop).any(|(s, _)| s.end > l.end);
        if e.value.has("weak") || m.at(i).is_some() || phrase {
            continue;
        }
        match kind.as_str() {
            "media" => media(r, m, &label),
            _ => official(r, m, &label, &kind),
        }
    }
    byline_outlet(r, zones, m);
}

fn official(r: &Report, m: &mut Mentions, label: &Label, kind: &str) {
    let Some((state, mut end)) = state_after(r, label.end as usize) else { return };
    let code = state.trim_start_matches("state/").to_lowercase();
    let mut id = format!("org/{code}-{kind}");
    // The seat is part of the name: 'the mission in Geneva'.
    for at in [end, end + 1] {
        let seat = r.all(at, Class::Name).find(|(_, e)| e.entity.is_some_and(|x| r.dossier.entity(x).kind == EntityKind::City));
        let joined =
            at == end + 1 && r.has(end, Class::Prep) || at == end && seat.is_some_and(|(l, _)| l.cut.has(labels::Cut::PREP));
        if let Some((l, e)) = seat.filter(|_| joined && !r.tokens.starts_line(at))
            && let Some(x) = e.entity
        {
            id = format!("{id}-{}", r.dossier.entity(x).id.trim_start_matches("place/"));
            end = l.end as usize;
            break;
        }
    }
    let id = if kind == "mission" || kind == "embassy" || kind == "consulate" { id } else { format!("org/{code}-{kind}") };
    let who = m.cast.add(Member { id, kind: EntityKind::Org, state: Some(state.clone()), acts: true });
    if m.covered(&(label.start as usize..label.end as usize)) {
        return;
    }
    let span = Span::new(r.label_span(label).start(), r.span(label.start as usize..end).end());
    // The names inside were found before as mentions of their own: they become nested.
    for x in m.list.iter_mut().filter(|x| x.tokens.start >= label.start as usize && x.tokens.end <= end) {
        x.nested = true;
    }
    m.push(Mention { tokens: label.start as usize..end, span, who, kind: "ORG", acts_for: Some(state), nested: false });
}

/// A medium that only its noun and its quotation marks, or its unknown name, tell.
fn media(r: &Report, m: &mut Mentions, label: &Label) {
    let mut at = label.end as usize;
    if r.has(at, Class::Nisba) {
        at += 1;
    }
    if m.at(at).is_some() || r.tokens.starts_line(at) {
        return;
    }
    if let Some(q) = r.quote_opening(at).filter(|q| q.closed && q.close - q.open <= 5) {
        let (a, b) = q.inside();
        if m.covered(&(a..b)) {
            return;
        }
        return push_outlet(r, m, a..b);
    }
    let mut end = at;
    while end < at + 3 && super::names::nameable(r, m, end, false) && !r.tokens.starts_line(end) && !r.has(end, Class::Daypart) {
        end += 1;
    }
    if end > at && r.any(label.start as usize, Class::Organ.bit()) && label.cut.bits & labels::Cut::SUFFIX == 0 {
        push_outlet(r, m, at..end);
    }
}

fn push_outlet(r: &Report, m: &mut Mentions, tokens: Range<usize>) {
    if tokens.is_empty() {
        return;
    }
    let key: Vec<&str> = tokens.clone().map(|i| r.key(i)).collect();
    let id = format!("outlet/{}", r.pack.romanise(&key.join(" ")));
    let who = m.cast.add(Member { id, kind: EntityKind::Outlet, state: None, acts: false });
    let words = key.join(" ");
    let span = r.span(tokens.clone());
    m.push(Mention { tokens: tokens.clone(), span, who, kind: "MEDIA", acts_for: None, nested: false });
    // The same name in quotation marks elsewhere means the same medium.
    for q in r.tokens.quotations().iter().take_while(|_| !r.over()) {
        let (a, b) = q.inside();
        let same = q.closed && b - a == tokens.len() && (a..b).map(|i| r.key(i)).collect::<Vec<_>>().join(" ") == words;
        if same && !m.covered(&(a..b)) {
            m.push(Mention { tokens: a..b, span: r.span(a..b), who, kind: "MEDIA", acts_for: None, nested: false });
        }
    }
}

/// The medium in quotation marks or brackets that signs the report.
fn byline_outlet(r: &Report, zones: &[Zone], m: &mut Mentions) {
    for q in r.tokens.quotations().iter().take_while(|_| !r.over()) {
        let (a, b) = q.inside();
        let signed = matches!(zone_of(zones, q.open), Some(ZoneKind::Byline | ZoneKind::Dateline));
        if signed && q.closed && b > a && b - a <= 4 && !m.covered(&(a..b)) {
            push_outlet(r, m, a..b);
        }
    }
    signature(r, zones, m);
    addressed(r, m);
    for z in zones.iter().filter(|z| z.kind == ZoneKind::Dateline) {
        for open in z.tokens.clone().filter(|&i| r.key(i) == "(") {
            let Some(close) = (open..z.tokens.end).find(|&i| r.key(i) == ")") else { continue };
            let inside = open + 1..close;
            let dated = inside.clone().any(|i| {
                r.any(i, Class::Month.bit() | Class::Weekday.bit() | Class::AgencySign.bit()) && !r.has(i, Class::Organ)
            });
            if !dated && !inside.is_empty() && inside.len() <= 5 && !m.covered(&inside) {
                push_outlet(r, m, inside);
            }
        }
    }
}

/// 'Paper – city', 'Paper – desk / agencies': the part of a byline that is neither city, person nor desk is the medium.
fn signature(r: &Report, zones: &[Zone], m: &mut Mentions) {
    for z in zones.iter().filter(|z| z.kind == ZoneKind::Byline) {
        let cut = |i: usize| r.key(i).is_empty() || matches!(r.key(i), "-" | "–" | "—" | "|" | ":" | "/");
        let Some(at) = z.tokens.clone().find(|&i| cut(i)) else { continue };
        let head = z.tokens.start..at;
        let rest = at + 1..z.tokens.end;
        let signed = rest.clone().any(|i| r.has(i, Class::AgencySign)) || m.at(rest.start).is_some_and(|x| x.kind == "GPE");
        let desk = head.clone().find(|&i| !r.has(i, Class::Byline)).unwrap_or(head.end);
        let named = desk..head.end;
        // 'Source: …' names nobody.
        let source = |i: usize| r.all(i, Class::Unnamed).any(|(_, e)| e.value.get("role") == Some("source"));
        let person = named.clone().any(|i| r.has(i, Class::Given) || source(i));
        // 'City – paper'.
        let towns = head.clone().all(|i| r.is_mark(i) || m.at(i).is_some_and(|x| x.kind == "GPE"));
        let alone =
            rest.clone().all(|i| !r.is_mark(i) && !r.any(i, Class::Given.bit() | Class::AgencySign.bit() | Class::Byline.bit()));
        if towns && alone && r.key(at) != ":" && (1..=3).contains(&rest.len()) && !m.covered(&rest) {
            push_outlet(r, m, rest);
            continue;
        }
        if (signed || desk > head.start) && !named.is_empty() && named.len() <= 3 && !m.covered(&named) && !person {
            push_outlet(r, m, named);
        }
    }
}

/// A short name in quotation marks to which somebody speaks ('said to «X»') is a medium.
fn addressed(r: &Report, m: &mut Mentions) {
    for q in r.tokens.quotations().iter().take_while(|_| !r.over()) {
        let (a, b) = q.inside();
        let to = q.open > 0 && !r.tokens.spaced(q.open) && r.pack.addressing.iter().any(|p| p == r.key(q.open - 1))
            || q.open > 1 && r.pack.addressing.iter().any(|p| p == r.key(q.open - 1));
        // 'Called on the sides for «tangible results»': what stands between says that nobody is spoken to.
        let whole = q.open > 1 && r.frame("ila", q.open - 1);
        let to = to && (!whole || r.any(q.open - 2, Class::Cue.bit() | Class::Occasion.bit()));
        if !to || !q.closed || a >= b || b - a > 3 || m.covered(&(a..b)) {
            continue;
        }
        let s = r.tokens.sentences().get(r.sentence_of(q.open));
        let said = s.is_some_and(|s| (s.from..q.open).any(|i| r.has(i, Class::Cue) || r.has(i, Class::Occasion)));
        if said && !(a..b).any(|i| r.any(i, Class::Cue.bit() | Class::Event.bit() | Class::Topic.bit())) {
            push_outlet(r, m, a..b);
        }
    }
}

/// A ministry without a state is that of the state its surroundings speak of: the office before it, else the last one named.
pub(super) fn resolve_bare(r: &Report, m: &mut Mentions) {
    for n in (0..m.list.len()).take_while(|_| !r.over()) {
        let x = &m.list[n];
        let Some(portfolio) =
            m.cast.get(x.who).id.strip_prefix("org/unresolved-").and_then(|p| p.strip_suffix("-ministry")).map(str::to_owned)
        else {
            continue;
        };
        let at = x.tokens.start;
        let earlier = |same: bool| {
            m.list[..]
                .iter()
                .filter(|y| y.tokens.start < at)
                .filter(|y| {
                    let member = m.cast.get(y.who);
                    let fits = member.id.contains(&format!("-{portfolio}-"))
                        || portfolio == "foreign" && member.id.contains("-state-department");
                    member.state.is_some() && (fits || !same)
                })
                .max_by_key(|y| y.tokens.start)
                .and_then(|y| m.cast.state_of(y.who).map(str::to_owned))
        };
        let sentence = r.tokens.sentences().get(r.sentence_of(at)).map_or(0, |s| s.from);
        let role = m
            .roles
            .iter()
            .filter(|o| o.tokens.start >= sentence && o.tokens.start <= at + 6)
            .filter_map(|o| o.of.clone())
            .find(|o| o.starts_with("state/"));
        let Some(state) = earlier(true).or(role).or_else(|| earlier(false)) else { continue };
        let id = ministry_id(r, &portfolio.replace('-', " "), &state);
        let who = m.cast.add(Member { id, kind: EntityKind::Org, state: Some(state.clone()), acts: true });
        m.list[n].who = who;
        m.list[n].acts_for = Some(state);
    }
}
