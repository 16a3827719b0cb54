//! Dates, brought to one form for comparing.

use crate::python;
use serde_json::Value;

/// An EDTF value in the form in which two are compared: no white space, capitals, sets in order.
///
/// An interval `a/b`, a day within a span `[a..b]` and a set of two `[a,b]` come to the same pair, as they do in score.py.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edtf {
    /// No value.
    Unknown,
    /// One date, or whatever has no other form.
    One(String),
    /// The ends of an interval, or the members of a set in order.
    Many(Vec<String>),
}

impl Edtf {
    /// The form of a JSON value; what is no string is first printed as Python prints it.
    pub fn of(value: &Value) -> Edtf {
        if value.is_null() {
            return Edtf::Unknown;
        }
        let v: String = python::str_of(value).chars().filter(|c| !python::is_space(*c)).collect::<String>().to_uppercase();
        let bracketed = v.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
        if let Some((from, to)) = bracketed.and_then(day_within).or_else(|| interval(&v)) {
            return Edtf::Many(vec![from.to_owned(), to.to_owned()]);
        }
        let Some(inner) = bracketed else { return Edtf::One(v) };
        let mut items: Vec<String> = inner.split(',').map(str::to_owned).collect();
        items.sort();
        match items.as_slice() {
            [only] => Edtf::One(only.clone()),
            _ => Edtf::Many(items),
        }
    }
}

/// `a..b` with both ends: cut at the first two points after the first character that leave something behind them.
fn day_within(inner: &str) -> Option<(&str, &str)> {
    if inner.contains([',', ']']) {
        return None;
    }
    let first = inner.chars().next()?.len_utf8();
    (first..inner.len()).filter(|&i| inner.is_char_boundary(i)).find_map(|i| {
        let to = inner[i..].strip_prefix("..").filter(|to| !to.is_empty())?;
        Some((&inner[..i], to))
    })
}

/// `a/b` with both ends and no third.
fn interval(v: &str) -> Option<(&str, &str)> {
    v.split_once('/').filter(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn many(items: &[&str]) -> Edtf {
        Edtf::Many(items.iter().map(|s| (*s).to_owned()).collect())
    }

    #[test]
    fn sets_are_ordered_and_intervals_are_not() {
        assert_eq!(Edtf::of(&json!("[2021-02, 2021-01]")), many(&["2021-01", "2021-02"]));
        assert_eq!(Edtf::of(&json!("2021-02/2021-01")), many(&["2021-02", "2021-01"]));
        assert_eq!(Edtf::of(&json!("[2021-01..2021-02]")), Edtf::of(&json!("2021-01/2021-02")));
        assert_eq!(Edtf::of(&json!("[2021-01]")), Edtf::One("2021-01".to_owned()));
    }

    #[test]
    fn open_and_odd_forms_stay_what_they_are() {
        assert_eq!(Edtf::of(&json!(null)), Edtf::Unknown);
        assert_eq!(Edtf::of(&json!("[..2021-01]")), Edtf::One("..2021-01".to_owned()));
        assert_eq!(Edtf::of(&json!("[2021-01..]")), Edtf::One("2021-01..".to_owned()));
        assert_eq!(Edtf::of(&json!("[2021...]")), many(&["2021", "."]));
        assert_eq!(Edtf::of(&json!("[....]")), many(&[".", "."]));
        assert_eq!(Edtf::of(&json!("[1..2,3]")), many(&["1..2", "3"]));
        assert_eq!(Edtf::of(&json!("../2021")), many(&["..", "2021"]));
        assert_eq!(Edtf::of(&json!("a/b/c")), Edtf::One("A/B/C".to_owned()));
        assert_eq!(Edtf::of(&json!("[]")), Edtf::One(String::new()));
        assert_eq!(Edtf::of(&json!("[")), Edtf::One("[".to_owned()));
        assert_eq!(Edtf::of(&json!("2021-09-2x \u{1f}")), Edtf::One("2021-09-2X".to_owned()));
        assert_eq!(Edtf::of(&json!("ß")), Edtf::One("SS".to_owned()));
        assert_eq!(Edtf::of(&json!(2021)), Edtf::One("2021".to_owned()));
        assert_eq!(Edtf::of(&json!(["b", "a"])), many(&["'A'", "'B'"]));
    }
}
