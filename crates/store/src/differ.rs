//! Where two JSON values first differ.

use serde_json::Value;

/// The first place at which two values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where, as a path of keys and positions: `events/2/date`; empty where the whole differs.
    pub at: String,
    /// What is kept.
    pub kept: String,
    /// What it is now.
    pub now: String,
}

/// The longest value that is shown whole.
const MOST: usize = 120;

/// The first difference in the order of keys and positions; `None` where there is none.
pub fn difference(kept: &Value, now: &Value) -> Option<Difference> {
    between(kept, now, &mut Vec::new())
}

fn between(kept: &Value, now: &Value, path: &mut Vec<String>) -> Option<Difference> {
    let inside = |key: String, a: &Value, b: &Value, path: &mut Vec<String>| {
        path.push(key);
        let found = between(a, b, path);
        path.pop();
        found
    };
    match (kept, now) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|k| !a.contains_key(*k)));
            keys.into_iter().find_map(|k| inside(k.clone(), &kept[k], &now[k], path))
        }
        (Value::Array(a), Value::Array(b)) => {
            let in_both = a.iter().zip(b).enumerate().find_map(|(i, (x, y))| inside(i.to_string(), x, y, path));
            let more = a.len().min(b.len());
            in_both.or_else(|| (a.len() != b.len()).then(|| here(path, Some(more), a.get(more), b.get(more))))
        }
        (a, b) => (a != b).then(|| here(path, None, Some(a), Some(b))),
    }
}

fn here(path: &[String], item: Option<usize>, kept: Option<&Value>, now: Option<&Value>) -> Difference {
    let shown = |v: Option<&Value>| {
        let text = v.map_or_else(|| "nothing".to_owned(), Value::to_string);
        match text.char_indices().nth(MOST) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        }
    };
    let at = path.iter().cloned().chain(item.map(|i| i.to_string())).collect::<Vec<_>>().join("/");
    Difference { at, kept: shown(kept), now: shown(now) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_is_named() {
        let a = json!({"events": [{"date": "2021-06-16", "place": null}], "n": 1});
        assert_eq!(difference(&a, &a), None);
        let mut b = a.clone();
        b["events"][0]["date"] = json!("2021-06-17");
        b["n"] = json!(2);
        let found = difference(&a, &b).unwrap();
        assert_eq!(
            (found.at.as_str(), found.kept.as_str(), found.now.as_str()),
            ("events/0/date", "\"2021-06-16\"", "\"2021-06-17\"")
        );
        let more = difference(&json!([1]), &json!([1, 2])).unwrap();
        assert_eq!((more.at.as_str(), more.kept.as_str(), more.now.as_str()), ("1", "nothing", "2"));
        assert_eq!(difference(&json!({"a": 1}), &json!({})).unwrap().at, "a");
    }
}
