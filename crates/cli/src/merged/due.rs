//! `mahdar due`: what was announced, what became of it, and what is due; also as a calendar.

use super::write;
use crate::args::DueArgs;
use crate::gather::{Gathered, gather};
use crate::out::{Out, json_line};
use crate::{Status, safe};
use anyhow::Result;
use days::{Day, Days};
use icalendar::{Calendar, Component, Event, Property};
use record::{Commitment, CommitmentState};
use serde_json::{Value, json};
use std::path::Path;

/// Longest time in days for which a calendar shows something as due; of what may be done in a longer one, its last day.
const SHOWN: i64 = 31;

/// Reads the reports and prints the commitments.
pub(crate) fn run(args: &DueArgs, register: Option<&Path>, data: Option<&Path>) -> Result<Status> {
    let mut out = Out::new();
    let all = gather(&args.reports, register, data, &mut out)?;
    let list = all.record.commitments();
    if args.reports.json {
        let due: Vec<Value> = list.iter().map(Commitment::to_json).collect();
        let record = &all.record;
        let value = json!({"schema": "mahdar.due/1", "as_of": record.as_of(), "digest": record.digest(), "commitments": due});
        out.line(&json_line(&value))?;
    } else {
        let as_of = all.record.as_of().unwrap_or("no day, as no report is dated");
        out.line(&all.paint.dim(&format!("as of {}", safe::words(as_of))))?;
        for c in list {
            print(&all, c, &mut out)?;
        }
        if list.is_empty() {
            out.line("nothing was announced in these reports")?;
        }
    }
    if let Some(file) = &args.ics {
        write(file, &calendar(&all))?;
    }
    out.flush()?;
    Ok(all.status())
}

fn print(all: &Gathered, c: &Commitment, out: &mut Out) -> Result<()> {
    let colour = match c.state {
        CommitmentState::Kept => "32",
        CommitmentState::Late | CommitmentState::Open => "33",
        CommitmentState::Missed | CommitmentState::Overdue => "31",
    };
    let due = c.due.as_deref().map_or_else(|| "no day".to_owned(), safe::words);
    let who = all.names().list(&c.who);
    out.line(&format!(
        "{} · {} · {who}: {}",
        all.paint.bold(&due),
        all.paint.with(colour, c.state.name()),
        safe::words(&c.what)
    ))?;
    if let Some(kept) = c.kept_by.as_deref().and_then(|id| all.record.entry(id)) {
        let date = kept.date.as_deref().map_or_else(|| "on a day not told".to_owned(), safe::words);
        let words = kept.citations.first().map(|c| all.cited(c)).unwrap_or_default();
        out.line(&format!("    shown by {date}: {words}"))?;
    }
    for condition in &c.conditions {
        out.line(&format!("    on condition: {}", all.cited(condition)))?;
    }
    for cited in &c.citations {
        out.line(&all.paint.dim(&format!("    {}", all.cited(cited))))?;
    }
    Ok(())
}

/// All commitments with a last day. The stamp is the record's day and the names are hashes, so that the same record gives the same
/// calendar.
fn calendar(all: &Gathered) -> String {
    let stamp = all.record.as_of().and_then(|d| Days::parse(d).hull()).map_or(1, |h| if h.1 < Day::MAX { h.1 } else { h.0 });
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//mahdar//record//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(property);
    }
    for c in all.record.commitments() {
        let Some((first, last)) = c.due.as_deref().and_then(|d| Days::parse(d).hull()).filter(|d| d.1 < Day::MAX) else {
            continue;
        };
        let first = if last.saturating_sub(first) < SHOWN { first } else { last };
        let who = c.who.iter().map(|w| plain(all, w)).collect::<Vec<_>>().join(", ");
        let paths: Vec<&str> = c.citations.iter().map(|c| c.path.as_str()).collect();
        let name = format!("{}\n{}\n{}", c.who.join(" "), c.what, c.due.as_deref().unwrap_or(""));
        let mut event = Event::new();
        event
            .uid(&format!("{}@mahdar", &source::digest(name.as_bytes())[..32]))
            .add_property("DTSTAMP", format!("{}T000000Z", compact(stamp)))
            .summary(&safe::visible(&format!("{who}: {} ({})", c.what, c.state.name())))
            .description(&safe::visible(&format!("due {}; {}", c.due.as_deref().unwrap_or(""), paths.join(", "))))
            .append_property(date("DTSTART", first))
            .append_property(date("DTEND", last + 1));
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// The English name without the marks that a terminal needs.
fn plain(all: &Gathered, id: &str) -> String {
    all.names().of(id).chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

fn date(name: &str, day: Day) -> Property {
    Property::new(name, compact(day)).add_parameter("VALUE", "DATE").done()
}

/// `20210930`.
fn compact(day: Day) -> String {
    days::iso(day).replace('-', "")
}
