//! What somebody promised in words, where no planned event of the report tells it.
//!
//! A statement whose words promise, and do not refuse, threaten or deny, is a commitment of who says it. Its words stand in its
//! citations; what is promised is told in the language of the report only. It is due on the last day told in the promise, and open
//! or overdue: whether a promise in words was kept no finding shows.

use crate::entry::{Commitment, CommitmentState};
use crate::member::government;
use crate::said::{self, Utterance};
use crate::words;
use days::Days;
use dossier::Dossier;
use reading::{Reading, Said};
use rustc_hash::FxHashMap;
use source::Span;

/// What such a commitment is called; what it is about stands behind.
const WHAT: &str = "keep a promise";

/// Whether a commitment rests on words alone.
pub(crate) fn is_promise(c: &Commitment) -> bool {
    c.what.starts_with(WHAT)
}

/// The promises of all reports that none of the `plans` tells already; one that several reports carry once.
pub(crate) fn promises(
    readings: &[&Reading],
    published: &[Days],
    plans: &[Commitment],
    dossier: &Dossier,
    today: Option<i64>,
) -> Vec<Commitment> {
    let mut told: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for c in plans.iter().flat_map(|p| &p.citations) {
        told.entry(&c.sha256).or_default().push(c.span);
    }
    let mut said: Vec<(&Reading, &Said, Option<String>)> = Vec::new();
    let mut due: FxHashMap<(&str, Span), Days> = FxHashMap::default();
    for (r, out) in readings.iter().zip(published) {
        let plans = told.get(r.sha256.as_str()).map_or(&[][..], Vec::as_slice);
        for s in r.statements.iter().filter(|s| promises_something(s) && !plans.iter().any(|p| p.overlaps(s.words.span))) {
            said.push((r, s, out.edtf()));
            due.insert((&r.sha256, s.words.span), last_day(r, s.words.span, out));
        }
    }
    let of = |u: &Utterance| {
        let days = |v: &said::Variant| due.get(&(v.citation.sha256.as_str(), v.citation.span)).cloned();
        u.variants.iter().filter_map(days).fold(Days::Unknown, |due, d| due.meet(&d).unwrap_or(due))
    };
    said::of(&said, dossier).into_iter().map(|u| commitment(of(&u), u, dossier, today)).collect()
}

/// Whether words promise and whose they are is known. A document promises in the name of others, who are not told.
fn promises_something(s: &Said) -> bool {
    let acts = |which: &[&str]| s.words.acts.iter().any(|a| which.contains(&a.as_str()));
    let person = s.speaker.as_deref().is_some_and(|p| !["doc/", "treaty/", "outlet/"].iter().any(|kind| p.starts_with(kind)));
    person && acts(&["promise"]) && !acts(&["reject", "threaten", "deny", "accuse", "doubt"])
}

/// The last of the dates told in the words that lies ahead of the report.
fn last_day(r: &Reading, span: Span, published: &Days) -> Days {
    let Some((out, _)) = published.hull() else { return Days::Unknown };
    let inside = r.times.iter().filter(|t| t.span.overlaps(span)).map(|t| Days::parse(&t.value));
    let ahead = inside.filter(|d| d.hull().is_some_and(|(_, last)| last >= out && last < i64::MAX));
    ahead.max_by_key(|d| d.hull().map(|h| (h.1, h.0))).unwrap_or_default()
}

fn commitment(due: Days, u: Utterance, dossier: &Dossier, today: Option<i64>) -> Commitment {
    let topics: Vec<&str> = u.topics.iter().map(String::as_str).collect();
    let over = due.hull().zip(today).is_some_and(|((_, last), today)| last < today);
    let about = words::names(dossier, &topics);
    let mut citations: Vec<_> = u.variants.into_iter().map(|v| v.citation).collect();
    citations.sort();
    let conditional = u.acts.iter().any(|a| a == "condition");
    Commitment {
        who: vec![government(&u.speaker, dossier).to_owned()],
        what: if about.is_empty() { WHAT.to_owned() } else { format!("{WHAT} ({about})") },
        due: due.edtf(),
        conditions: if conditional { citations.clone() } else { Vec::new() },
        state: if over { CommitmentState::Overdue } else { CommitmentState::Open },
        kept_by: None,
        citations,
    }
}
