//! The findings of a reading by sort, each with the words it rests on.

use super::paint::Paint;
use crate::names::Names;
use crate::safe;
use crate::words::Words;
use reading::{Event, Figure, Reading, Said};

/// Longer words are cut; the whole stands in the report above.
const MOST: usize = 240;

/// Headings and lines, without those that have none.
pub(super) fn sections(reading: &Reading, words: &Words, names: Names, paint: Paint) -> Vec<(&'static str, Vec<String>)> {
    let f = Findings { reading, words, names, paint };
    let all = [
        ("Events", reading.events.iter().flat_map(|e| f.event(e)).collect()),
        ("Statements", reading.statements.iter().flat_map(|s| f.statement(s)).collect()),
        ("Figures", reading.figures.iter().map(|x| f.figure(x)).collect()),
        ("Times", f.times()),
        ("People", f.people()),
        ("Also named", f.others()),
        ("Doubts", f.doubts()),
    ];
    all.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty()).collect()
}

struct Findings<'a> {
    reading: &'a Reading,
    words: &'a Words<'a>,
    names: Names<'a>,
    paint: Paint,
}

impl Findings<'_> {
    fn quoted(&self, span: source::Span) -> String {
        safe::first_words(self.words.at(span), MOST)
    }

    /// What, when and in which round, then a line each for who, where and so on.
    fn event(&self, e: &Event) -> Vec<String> {
        let date = e.date.as_deref().map_or_else(|| "no date".to_owned(), safe::words);
        let mut head = vec![date, format!("{} ({})", self.paint.bold(&safe::words(&e.kind)), safe::words(&e.status))];
        head.extend(self.names.round(e.process.as_deref(), e.round));
        head.extend(e.level.as_deref().map(|l| format!("{} level", safe::words(l))));
        let listed = |items: &[String]| items.iter().map(|o| safe::words(o)).collect::<Vec<_>>().join(", ");
        let mut lines = vec![head.join(" · ")];
        let mut field = |name: &str, value: String| {
            if !value.is_empty() {
                lines.push(format!("  {} {value}", self.paint.dim(&format!("{name:8}"))));
            }
        };
        field("who", self.names.participants(&e.participants));
        field("where", e.place.as_deref().map(|p| self.names.of(p)).unwrap_or_default());
        field("what", e.object.as_deref().map(|o| self.names.of(o)).unwrap_or_default());
        field("topics", self.names.list(&e.topics));
        field("outcome", listed(&e.outcome));
        field("words", self.quoted(e.span));
        lines
    }

    /// Who, through whom, how and to what end, then the words.
    fn statement(&self, s: &Said) -> Vec<String> {
        let speaker = s.speaker.as_deref().map_or_else(|| "speaker unknown".to_owned(), |id| self.names.of(id));
        let mut head = vec![self.paint.bold(&speaker)];
        if !s.via.is_empty() {
            head.push(format!("via {}", self.names.list(&s.via)));
        }
        head.extend(s.words.occasion.as_deref().map(|o| self.names.of(o)));
        head.push(s.words.kind.name().to_owned());
        head.extend((!s.words.acts.is_empty()).then(|| safe::words(&s.words.acts.join(", "))));
        head.extend((!s.words.topics.is_empty()).then(|| self.names.list(&s.words.topics)));
        vec![head.join(" · "), format!("  {}", self.quoted(s.words.span))]
    }

    fn figure(&self, f: &Figure) -> String {
        let bound = record::bound_words(f.bound.name());
        let mut parts = vec![format!("{bound}{} {}", number(f.value), safe::words(&f.of)).trim_end().to_owned()];
        parts.extend(f.treaty.as_deref().map(|t| self.names.of(t)));
        parts.push(self.quoted(f.span));
        parts.join(" · ")
    }

    fn times(&self) -> Vec<String> {
        let width = self.reading.times.iter().map(|t| t.value.chars().count()).max().unwrap_or(0).min(24);
        let line = |t: &reading::Time| {
            let words = record::length_words(&t.value);
            let told = if words == t.value { String::new() } else { format!("  {words}") };
            format!("{:width$}  {:8}  {}{told}", safe::words(&t.value), t.kind.name(), self.quoted(t.span))
        };
        self.reading.times.iter().map(line).collect()
    }

    /// Everybody once, with all roles that the report gives.
    fn people(&self) -> Vec<String> {
        let line = |(id, count): (&str, usize)| {
            let mut roles: Vec<String> = Vec::new();
            for role in self.reading.roles.iter().filter(|r| r.person == id) {
                let of = role.of.as_deref().map(|o| format!(" of {}", self.names.of(o))).unwrap_or_default();
                let role = format!("{}{of}", safe::words(&role.role));
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            let roles = if roles.is_empty() { String::new() } else { format!(": {}", roles.join(", ")) };
            let as_written = if self.names.knows(id) { String::new() } else { format!(" {}", self.as_written(id)) };
            let dim = self.paint.dim(&format!("({})", times(count)));
            format!("{}{as_written}{roles} {dim}", self.paint.bold(&self.names.of(id)))
        };
        self.named(|kind| kind == "PER").into_iter().map(line).collect()
    }

    /// States, places, organisations, documents and media, on a line.
    fn others(&self) -> Vec<String> {
        let named = self.named(|kind| kind != "PER");
        let all: Vec<String> = named.iter().map(|(id, count)| format!("{} ({count})", self.names.of(id))).collect();
        if all.is_empty() { Vec::new() } else { vec![all.join(", ")] }
    }

    /// Entities in the order in which they are first named, and how often.
    fn named(&self, keep: impl Fn(&str) -> bool) -> Vec<(&str, usize)> {
        let mut place = std::collections::HashMap::new();
        let mut list: Vec<(&str, usize)> = Vec::new();
        for m in self.reading.mentions.iter().filter(|m| keep(m.kind)) {
            let at = *place.entry(m.entity.as_str()).or_insert(list.len());
            match list.get_mut(at) {
                Some((_, count)) => *count += 1,
                None => list.push((&m.entity, 1)),
            }
        }
        list
    }

    /// The longest name that the report itself gives.
    fn as_written(&self, id: &str) -> String {
        let spans = self.reading.mentions.iter().filter(|m| m.entity == id).map(|m| m.span);
        spans.max_by_key(|s| (s.len(), std::cmp::Reverse(s.start()))).map(|s| self.quoted(s)).unwrap_or_default()
    }

    fn doubts(&self) -> Vec<String> {
        let line = |d: &reading::Doubt| {
            let at = self.quoted(d.span);
            let at = if at.is_empty() { at } else { format!(" · {at}") };
            format!("{}: {}{at}", safe::words(&d.kind), safe::words(&d.note))
        };
        self.reading.doubts.iter().map(line).collect()
    }
}

fn times(count: usize) -> String {
    if count == 1 { "named once".to_owned() } else { format!("named {count} times") }
}

/// A number with commas between thousands.
pub(crate) fn number(value: f64) -> String {
    let plain = value.to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let digits = whole.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return plain;
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|c| String::from_utf8_lossy(c).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    format!("{sign}{}{rest}", head.into_iter().chain(groups).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_from_ten_thousand() {
        let shown = [700.0, 1550.0, 17000.0, 1_234_567.5, -20000.0, 1e300].map(number);
        assert_eq!(shown[..5], ["700", "1550", "17,000", "1,234,567.5", "-20,000"]);
        assert_eq!(number(f64::NAN), "NaN");
    }
}
