//! The few habits of Python that the scores and the printed lines depend on.

use serde_json::{Map, Number, Value};
use std::fmt::Write;
use std::ops::Range;

/// `str(value)` of a value read from JSON.
pub fn str_of(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        other => repr(other),
    }
}

/// `str(value)` where `null` is Python's None.
pub fn str_of_id(id: Option<&str>) -> String {
    id.unwrap_or("None").to_owned()
}

/// `repr(value)` of a value read from JSON.
pub fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(n) => repr_number(n),
        Value::String(s) => repr_str(s),
        Value::Array(items) => format!("[{}]", items.iter().map(repr).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => repr_dict(map, &[]),
    }
}

/// `repr` of a dict, without the keys in `leave_out`.
pub fn repr_dict(map: &Map<String, Value>, leave_out: &[&str]) -> String {
    let kept = map.iter().filter(|(k, _)| !leave_out.contains(&k.as_str()));
    format!("{{{}}}", kept.map(|(k, v)| format!("{}: {}", repr_str(k), repr(v))).collect::<Vec<_>>().join(", "))
}

/// `repr` of a number: Python writes an exponent with a sign and at least two digits.
fn repr_number(n: &Number) -> String {
    let Some(f) = n.as_f64().filter(|_| n.is_f64()) else { return n.to_string() };
    let plain = format!("{f:?}");
    match plain.split_once('e') {
        None => plain,
        Some((digits, exponent)) => match exponent.strip_prefix('-') {
            Some(e) => format!("{digits}e-{e:0>2}"),
            None => format!("{digits}e+{exponent:0>2}"),
        },
    }
}

/// `repr` of a string.
pub fn repr_str(s: &str) -> String {
    let quote = if s.contains('\'') && !s.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c == quote => out.extend(['\\', c]),
            c if is_printable(c) => out.push(c),
            c => push_escape(&mut out, c as u32),
        }
    }
    out.push(quote);
    out
}

/// Writes `\xa0`, `\u200f` or `\U000e0001`; writing to a string cannot fail.
fn push_escape(out: &mut String, c: u32) {
    let _ = match c {
        0..0x100 => write!(out, "\\x{c:02x}"),
        0x100..0x1_0000 => write!(out, "\\u{c:04x}"),
        _ => write!(out, "\\U{c:08x}"),
    };
}

/// `str.isprintable` for one character: the standard library leaves the same categories unescaped, but escapes
/// combining characters too at the start of a string, so the character is asked about in second place.
fn is_printable(c: char) -> bool {
    match c {
        '"' | '\'' => true,
        '\0' => false,
        _ => !String::from_iter(['a', c]).escape_debug().skip(1).any(|e| e == '\\'),
    }
}

/// `a == b` for values read from JSON: `1550 == 1550.0`, `True == 1`.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| equal(v, w)))
        }
        (Value::Number(_) | Value::Bool(_), Value::Number(_) | Value::Bool(_)) => match (integer(a), integer(b)) {
            (Some(a), Some(b)) => a == b,
            _ => float(a) == float(b),
        },
        _ => a == b,
    }
}

fn integer(v: &Value) -> Option<i128> {
    match v {
        Value::Bool(b) => Some(i128::from(*b)),
        _ => v.as_i64().map(i128::from).or_else(|| v.as_u64().map(i128::from)),
    }
}

fn float(v: &Value) -> Option<f64> {
    v.as_bool().map(|b| f64::from(u8::from(b))).or_else(|| v.as_f64())
}

/// `bool(value)`.
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
    }
}

/// `s[:n]`, by characters.
pub fn first_chars(s: &str, n: usize) -> &str {
    s.char_indices().nth(n).map_or(s, |(at, _)| &s[..at])
}

/// The indices that `list[start:end]` takes of a list of `len` items: negative ones count from the end.
pub fn slice(len: usize, start: i64, end: i64) -> Range<usize> {
    let clamp = |i: i64| {
        let size = i64::try_from(len).unwrap_or(i64::MAX);
        let i = if i < 0 { i.saturating_add(size).max(0) } else { i.min(size) };
        usize::try_from(i).unwrap_or(len)
    };
    let (start, end) = (clamp(start), clamp(end));
    start..end.max(start)
}

/// `re` calls these white space, some of which Rust does not.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_print_as_python_prints_them() {
        let v = json!({"a": null, "b": [true, 1, 1.0, 0.6667, 1e16, 1e-7, 0.0001], "c": "it's", "d": "\"'\\\n\u{200f}\u{a0}\u{1F600}\u{e0001}é\u{64b}\u{0}\u{7f}"});
        assert_eq!(
            repr(&v),
            "{'a': None, 'b': [True, 1, 1.0, 0.6667, 1e+16, 1e-07, 0.0001], 'c': \"it's\", \
             'd': '\"\\'\\\\\\n\\u200f\\xa0\u{1F600}\\U000e0001é\u{64b}\\x00\\x7f'}"
        );
        assert_eq!(str_of(&json!("a'b")), "a'b");
        assert_eq!(str_of(&json!(["2020-10-10", 2])), "['2020-10-10', 2]");
    }

    #[test]
    fn numbers_are_equal_by_value() {
        assert!(equal(&json!(1550), &json!(1550.0)));
        assert!(equal(&json!([1, 2.0]), &json!([1.0, 2])));
        assert!(equal(&json!(true), &json!(1)));
        assert!(equal(&json!({"a": 1, "b": 2}), &json!({"b": 2.0, "a": 1})));
        assert!(!equal(&json!("1550"), &json!(1550)));
        assert!(!equal(&json!(0), &json!(null)));
        assert!(!equal(&json!(9_007_199_254_740_993_u64), &json!(9_007_199_254_740_992_u64)));
    }

    #[test]
    fn slices_count_from_the_end_and_never_fail() {
        assert_eq!(slice(10, 2, 5), 2..5);
        assert_eq!(slice(10, -3, -1), 7..9);
        assert_eq!(slice(10, 8, 40), 8..10);
        assert_eq!(slice(10, 8, 3), 8..8);
        assert_eq!(slice(10, -40, 40), 0..10);
        assert_eq!(first_chars("السويد", 2), "ال");
        assert_eq!(first_chars("ab", 5), "ab");
    }
}
