//! A reading as a person reads it: what the report is, the report itself with its findings marked, and the findings by sort.

mod body;
pub(crate) mod entry;
pub(crate) mod findings;
pub(crate) mod paint;

use crate::names::Names;
use crate::safe;
use crate::words::Words;
use paint::Paint;
use reading::{Reading, ZoneKind};
use source::Source;

/// How readings are shown.
pub(crate) struct Page<'a> {
    names: Names<'a>,
    paint: Paint,
}

impl<'a> Page<'a> {
    pub(crate) fn new(names: Names<'a>, colour: bool) -> Page<'a> {
        Page { names, paint: Paint(colour) }
    }

    /// The reading as text.
    pub(crate) fn show(&self, source: &Source, reading: &Reading) -> String {
        let words = Words::of(source, reading);
        let first_title = reading.zones.iter().find(|z| z.kind == ZoneKind::Title).map(|z| words.at(z.span));
        let title = reading.title.as_deref().or(first_title).unwrap_or("(no title)");
        let mut out = self.head(reading, title);
        out.push('\n');
        out.push_str(&body::body(reading, title, &words, self.paint));
        for (heading, lines) in findings::sections(reading, &words, self.names, self.paint) {
            out.push_str(&format!("\n{}\n", self.paint.bold(heading)));
            lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        }
        out
    }

    /// Title, outlet and day, and the path.
    fn head(&self, reading: &Reading, title: &str) -> String {
        let day = reading.published.edtf.as_deref().unwrap_or("unknown");
        let basis = if reading.published.edtf.is_some() { format!(" ({})", reading.published.basis) } else { String::new() };
        let mut facts = vec![safe::words(&reading.path), format!("published {}{basis}", safe::words(day))];
        let host = reading.outlet_host.as_deref().filter(|_| reading.outlet_basis == "host");
        let host = host.map(|h| format!(" (by its address at {})", safe::words(h))).unwrap_or_default();
        facts.extend(reading.outlet.as_deref().map(|o| self.names.of(o) + &host));
        facts.extend(reading.translated_from.as_deref().map(|l| format!("translated from {}", safe::words(l))));
        facts.extend(body::legend(self.paint));
        format!("{}\n{}\n", self.paint.bold(&safe::words(title)), facts.join(" · "))
    }
}
