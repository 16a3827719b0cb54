//! The day that the page names, reconciled with the days that the text does.
//!
//! Both can be wrong: sites put all old reports under the day on which they moved, and show today's date above each of them. What
//! the dateline says is what the text's own 'today' is counted from, so it goes before the page; elsewhere the page goes before
//! the text. Wherever they differ by more than a time zone, a doubt names both days.

use super::days::{self, Day};
use super::publication::{Publication, Told};
use super::{Outside, Raw, parse_day, publication, resolve};
use crate::report::Report;
use crate::zones::Zone;

/// The day of publication, from the text and from what stands outside it.
pub(super) fn find(r: &Report, zones: &[Zone], raw: &[Raw], outside: Outside) -> Publication {
    if let Some(day) = outside.given.and_then(parse_day) {
        return with_given(r, zones, raw, day);
    }
    let (text, told) = publication::from_text(r, zones, raw);
    if let Some(page) = outside.page.and_then(parse_day) {
        return with_page(r, zones, raw, page, text, told);
    }
    let stated = text.basis == "stated" || text.day().is_some();
    let after = publication::latest_past(r, zones, raw).map(|(_, day)| day);
    let fits = |day: &Day| text.days.is_none_or(|(a, b)| (a..=b).contains(day)) && after.is_none_or(|past| *day + 1 >= past);
    match outside.address.and_then(parse_day).filter(|day| !stated && fits(day)) {
        Some(day) => Publication::on(day, "inferred"),
        None => text,
    }
}

/// What was given stays; a dateline that says otherwise is told, for exports and feeds are as wrong as pages.
fn with_given(r: &Report, zones: &[Zone], raw: &[Raw], day: Day) -> Publication {
    let given = Publication::on(day, "given");
    let (said, at) = match publication::stated_above(r, zones, raw).filter(|(_, told)| told.dateline) {
        Some((said, told)) if !near(day, said) && !told.options.iter().any(|other| near(day, *other)) => (said, told.at),
        Some(_) => return given,
        None => match publication::dateline_near(r, zones, raw, day) {
            Some((at, [before, after])) if !near(day, before) && !near(day, after) => (closest(day, before, after), at),
            _ => return given,
        },
    };
    let note = format!(
        "{} was given as the day of publication, the text says {}; what was given was believed",
        days::iso(day),
        days::iso(said)
    );
    Publication { differs: Some((at, note)), ..given }
}

fn closest(day: Day, before: Day, after: Day) -> Day {
    if day - before <= after - day { before } else { after }
}

fn with_page(r: &Report, zones: &[Zone], raw: &[Raw], page: Day, text: Publication, told: Option<Told>) -> Publication {
    if let (Some(day), Some(told)) = (text.day(), told.as_ref()) {
        if near(page, day) {
            return Publication::on(day, "stated");
        }
        // A numeric date is read two ways; the page says which is meant.
        if let Some(other) = told.options.iter().find(|other| near(page, **other)) {
            return Publication::on(*other, "stated");
        }
        let (day, believed) = if told.dateline { (day, "the text") } else { (page, "the page") };
        let said = text.day().unwrap_or(day);
        return Publication::on(day, if told.dateline { text.basis } else { "stated" }).doubted(page, said, believed, &told.at);
    }
    // A dateline of which the text alone does not tell the year.
    if let Some((at, [before, after])) = publication::dateline_near(r, zones, raw, page) {
        return match [before, after].into_iter().find(|day| near(page, *day)) {
            Some(day) => Publication::on(day, "stated"),
            None => Publication::on(page, "stated").doubted(page, closest(page, before, after), "the page", &at),
        };
    }
    match publication::latest_past(r, zones, raw) {
        Some((at, past)) if past > page + 1 => Publication::on(page, "stated").too_early(page, past, &at),
        _ => Publication::on(page, "stated"),
    }
}

/// Pages write their day in other time zones than their texts.
fn near(page: Day, text: Day) -> bool {
    (page - text).abs() <= 1
}

impl Publication {
    fn doubted(self, page: Day, text: Day, believed: &str, at: &std::ops::Range<usize>) -> Self {
        let (page, text) = (days::iso(page), days::iso(text));
        let note = format!("the page says that it was published on {page}, its text {text}; {believed} was believed");
        Publication { differs: Some((at.clone(), note)), ..self }
    }

    fn too_early(self, page: Day, past: Day, at: &std::ops::Range<usize>) -> Self {
        let (page, past) = (days::iso(page), days::iso(past));
        let note = format!(
            "the page says that it was published on {page}, its text tells what happened on {past}; the page was believed"
        );
        Publication { differs: Some((at.clone(), note)), ..self }
    }
}

/// The days that a numeric date may mean.
pub(super) fn options(r: &Report, x: &Raw) -> Vec<Day> {
    if &*x.found.program.makes == "numeric" { resolve::numeric_options(r, &x.found) } else { Vec::new() }
}
