//! Exports in one JSON document: an object for a report, or a list of them, bare or under a name.

use crate::fields::Lacking;
use crate::item::{self, Item, Part};
use crate::{Entries, Entry, Options, Reason, failed, one, report, skipped};

/// The reports of a document.
pub(crate) fn entries(name: &str, bytes: &[u8], options: &Options) -> Entries {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let list = match item::document(bytes, &options.fields) {
        Ok(Part::List(list)) => list,
        Ok(Part::Item(item)) => match item.list(&options.fields) {
            Ok(list) => list,
            Err(item) => return one(entry(name.to_owned(), &item, options)),
        },
        Ok(_) => return one(skipped(name, Reason::NoReport, "the JSON holds no object")),
        Err(e) => return one(failed(name, format!("it is not JSON: {e}"))),
    };
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(
        list.into_iter()
            .enumerate()
            .map(move |(n, item)| entry(format!("{name}#{}", n + 1), &item.map(|item| *item).unwrap_or_default(), &options)),
    )
}

fn entry(path: String, item: &Item, options: &Options) -> Entry {
    match options.fields.report(|name| item.text(name)) {
        Ok((bytes, _)) if bytes.len() > options.limits.report => {
            skipped(&path, Reason::TooLarge, crate::too_large(options.limits.report))
        }
        Ok((bytes, given)) => report(path, bytes, given),
        Err(Lacking::Text(why)) => skipped(&path, Reason::NoReport, format!("the JSON has {why}")),
        Err(Lacking::Date(why)) => failed(&path, why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let found = entries("f.json", text.as_bytes(), &Options::default());
        found
            .map(|e| match e {
                Entry::Report(s) => format!("{} {}", s.path(), String::from_utf8_lossy(s.bytes())),
                Entry::Skipped(s) => format!("{} {}", s.path, s.reason.name()),
                Entry::Failed(f) => format!("{} failed: {}", f.path, f.why),
            })
            .collect()
    }

    #[test]
    fn documents_hold_one_report_or_many() {
        assert_eq!(paths(r#"{"title":"T","text":"B","publisher":{"name":"P"}}"#), ["f.json T\n\nB"]);
        assert_eq!(paths(r#"[{"text":"A"},{"x":1}]"#), ["f.json#1 A", "f.json#2 no-report"]);
        assert_eq!(paths(r#"{"status":"ok","articles":[{"content":"A","publishedAt":"2021-07-28T10:00:00Z"}]}"#), ["f.json#1 A"]);
        assert_eq!(paths("{}"), ["f.json no-report"]);
        assert_eq!(paths("3"), ["f.json no-report"]);
        assert!(paths("{")[0].starts_with("f.json failed: it is not JSON"));
    }
}
