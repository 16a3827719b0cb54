//! Hand-made readings and a small dossier.
#![allow(dead_code, clippy::unwrap_used, missing_docs)]

use dossier::Dossier;
use language::Files;
use reading::{Bound, Event, Figure, Participant, Published, Reading, Said, Statement, StatementKind};
use serde_json::json;
use source::Span;

pub const TALKS: &str = "process/a-b-talks";

/// A dossier with two states, three places, a process with a body, and a treaty.
pub fn dossier() -> Dossier {
    let files = [
        ("dossier.toml", "name = \"test\"\nversion = \"1\"\n"),
        (
            "states.tsv",
            "code\tname\tforms\tnisba\tpeople\tcapital\nAA\tAland\taland\taa\taas\tplace/acity\nBB\tBland\tbland\tbb\tbbs\tplace/bcity\nCC\tCland\tcland\tcc\tccs\tplace/ccity\n",
        ),
        (
            "places.tsv",
            "id\tname\tforms\tstate\tkind\nplace/acity\tAcity\tacity\tstate/AA\tcity\nplace/bcity\tBcity\tbcity\tstate/BB\tcity\nplace/ccity\tCcity\tccity\tstate/CC\tcity\n",
        ),
        (
            "processes.tsv",
            "id\tname\tforms\tparties\nprocess/a-b-talks\tA-B Talks\tab talks\tstate/AA | state/BB\nprocess/other\tOther Talks\tother talks\tstate/AA\n",
        ),
        (
            "rounds.tsv",
            "process\tround\tdate\tplace\nprocess/a-b-talks\t2\t2021-09-30\tplace/acity\nprocess/a-b-talks\t3\t2021-12-10\tplace/acity\n",
        ),
        ("bodies.tsv", "id\tname\tforms\tprocess\nbody/group\tWorking Group\tgroup\tprocess/a-b-talks\n"),
        (
            "topics.tsv",
            "id\tname\tforms\ntopic/swap\tPrisoner swap\tswap\ntopic/swaps\tprisoner-swap\tswaps\ntopic/other\tOther matters\tother\n",
        ),
        ("treaties.tsv", "id\tname\tforms\tparties\ntreaty/t\tTreaty T\ttreaty t\tstate/AA | state/BB\n"),
        (
            "provisions.tsv",
            "treaty\twhat\tbound\tvalue\tunit\tarticle\ntreaty/t\tdeployed missiles and deployed bombers together\tmax\t700\tdelivery vehicles per party\tII(1)(a)\ntreaty/t\tdeployed warheads\tmax\t1550\twarheads per party\tII(1)(b)\ntreaty/t\tvisits\tmax\t18\tvisits per year\tII(1)(b)\n",
        ),
    ];
    let mut dossier = Dossier::default();
    dossier.add("test", &Files::new(files.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect())).unwrap();
    dossier.finish();
    dossier
}

/// A meeting of the two states.
pub fn meeting(date: &str) -> Event {
    event("meeting", "held", date, &["state/AA", "state/BB"])
}

pub fn event(kind: &str, status: &str, date: &str, who: &[&str]) -> Event {
    let participants = who.iter().map(|e| Participant { entity: (*e).to_owned(), part: "party" }).collect();
    Event {
        kind: kind.to_owned(),
        status: status.to_owned(),
        date: Some(date.to_owned()).filter(|d| !d.is_empty()),
        participants,
        ..Event::default()
    }
}

pub fn in_process(mut e: Event, process: &str, round: Option<u32>) -> Event {
    e.process = Some(process.to_owned());
    e.round = round;
    e
}

pub fn at(mut e: Event, place: &str) -> Event {
    e.place = Some(place.to_owned());
    e
}

/// A report whose events stand one after the other.
pub fn report(name: &str, published: &str, events: Vec<Event>) -> Reading {
    let events =
        events.into_iter().enumerate().map(|(i, e)| Event { span: Span::new(i as u32 * 10, i as u32 * 10 + 8), ..e }).collect();
    let edtf = Some(published.to_owned()).filter(|p| !p.is_empty());
    Reading {
        path: format!("{name}.txt"),
        sha256: source::digest(name.as_bytes()),
        published: Published { edtf, basis: "stated" },
        events,
        ..Reading::default()
    }
}

pub fn said(start: u32, end: u32, via: &[&str]) -> Said {
    let words = Statement {
        span: Span::new(start, end),
        tokens: 0..0,
        kind: StatementKind::Indirect,
        speaker: None,
        cue: None,
        via: Vec::new(),
        occasion: None,
        acts: Vec::new(),
        topics: Vec::new(),
        nested: false,
        back: None,
    };
    Said { words, speaker: None, via: via.iter().map(|v| (*v).to_owned()).collect() }
}

pub fn figure(value: f64, bound: Bound, of: &str) -> Figure {
    Figure { span: Span::new(1, 5), tokens: 0..0, value, bound, of: of.to_owned(), treaty: Some("treaty/t".to_owned()) }
}

/// A time of a report, by way of the contract's JSON: only the reading's own finder can make it otherwise.
pub fn time(start: u32, end: u32, kind: &str, value: &str) -> reading::Time {
    let time = json!({"start": start, "end": end, "type": kind, "value": value});
    let mut whole = json!({
        "schema": "mahdar.reading/1", "source": {"path": "", "sha256": "", "bytes": 0, "media_type": "text/plain"},
        "language": "ar", "published": {"edtf": null, "basis": "unknown"}, "times": [time],
    });
    for empty in ["zones", "mentions", "roles", "events", "statements", "figures", "doubts"] {
        whole[empty] = json!([]);
    }
    Reading::from_json(&whole, String::new()).unwrap().times.remove(0)
}
