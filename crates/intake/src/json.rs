//! Exports in one JSON document: an object for a report, or a list of them, bare or under a name.

use crate::fields::Lacking;
use crate::{Entries, Entry, Options, Reason, failed, one, report, skipped};
use serde_json::{Map, Value};

/// Names under which a list of reports may stand.
const LISTS: [&str; 7] = ["articles", "items", "reports", "results", "documents", "data", "docs"];

/// A field's value as text.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(inner) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// The reports of a document.
pub(crate) fn entries(name: &str, bytes: &[u8], options: &Options) -> Entries {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(e) => return one(failed(name, format!("it is not JSON: {e}"))),
    };
    let (list, named) = match value {
        Value::Array(list) => (list, true),
        Value::Object(map) => match list(map, options) {
            Ok(list) => (list, true),
            Err(map) => (vec![Value::Object(map)], false),
        },
        _ => return one(skipped(name, Reason::NoReport, "the JSON holds no object")),
    };
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(list.into_iter().enumerate().map(move |(n, item)| {
        let path = if named { format!("{name}#{}", n + 1) } else { name.clone() };
        entry(path, &item, &options)
    }))
}

/// The list of reports in an object that is no report itself.
fn list(mut map: Map<String, Value>, options: &Options) -> Result<Vec<Value>, Map<String, Value>> {
    if options.fields.any_text(map.iter().filter(|(_, v)| v.is_string()).map(|(k, _)| k.as_str())) {
        return Err(map);
    }
    let name = LISTS.iter().find(|n| map.get(**n).is_some_and(Value::is_array));
    match name.and_then(|n| map.remove(*n)) {
        Some(Value::Array(list)) => Ok(list),
        _ => Err(map),
    }
}

fn entry(path: String, item: &Value, options: &Options) -> Entry {
    let found = options.fields.report(|name| text(item.get(name)?));
    match found {
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
