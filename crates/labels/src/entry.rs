//! What a form means: class, value, entity.

use crate::Class;
use dossier::{EntityId, NameSort};
use std::sync::Arc;

/// `key=value;key=value` or a bare value, read once and shared by all forms of a row.
#[derive(Debug, Clone, Default)]
pub struct Value {
    raw: Arc<str>,
    /// What the cell was read as; nothing for a bare word.
    read: Option<Arc<Reading>>,
}

#[derive(Debug)]
struct Reading {
    /// Start and end of key and value in the cell.
    pairs: Box<[[u32; 4]]>,
    number: Option<f64>,
}

impl Value {
    /// Reads a table's value cell.
    pub fn parse(cell: impl Into<Arc<str>>) -> Value {
        let raw: Arc<str> = cell.into();
        let base = raw.as_ptr() as usize;
        let range = |s: &str| [s.as_ptr() as usize - base, s.as_ptr() as usize - base + s.len()].map(|n| n as u32);
        let pair = |(k, v): (&str, &str)| {
            let ([a, b], [c, d]) = (range(k.trim()), range(v.trim()));
            [a, b, c, d]
        };
        let pairs: Box<[[u32; 4]]> = raw.split(';').filter_map(|p| p.split_once('=')).map(pair).collect();
        let number = raw.parse().ok();
        let read = (!pairs.is_empty() || number.is_some()).then(|| Arc::new(Reading { pairs, number }));
        Value { raw, read }
    }
    /// The cell as written.
    pub fn raw(&self) -> &str {
        &self.raw
    }
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        let text = |a: u32, b: u32| &self.raw[a as usize..b as usize];
        let raw = self.raw.as_bytes();
        let is = |p: &&[u32; 4]| (p[1] - p[0]) as usize == key.len() && raw[p[0] as usize..p[1] as usize] == *key.as_bytes();
        self.read.as_ref()?.pairs.iter().find(is).map(|p| text(p[2], p[3]))
    }
    /// True when `key` is there with another value than `0`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|v| v != "0")
    }
    /// The whole cell as a number.
    pub fn number(&self) -> Option<f64> {
        self.read.as_ref()?.number
    }
    /// The value of `key` as a whole number.
    pub fn int(&self, key: &str) -> Option<i64> {
        self.get(key).and_then(|v| v.parse().ok())
    }
}

/// Whether a form stands with the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Article {
    /// With or without.
    Any,
    /// Only with.
    Required,
    /// Only without.
    Forbidden,
}

/// One meaning of a form. Texts are shared with the row it comes from.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What the form is to a finder.
    pub class: Class,
    /// The row's value.
    pub value: Value,
    /// For verb forms `past present participle masdar extra`, else empty.
    pub part: Arc<str>,
    /// The row's first form.
    pub lemma: Arc<str>,
    /// The entity a dossier's name means.
    pub entity: Option<EntityId>,
    /// What sort of name it is.
    pub sort: Option<NameSort>,
    /// Whether it stands with the article.
    pub article: Article,
    /// The form is also another word: it counts only with company.
    pub ambiguous: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_pairs_numbers_or_words() {
        let v = Value::parse(" u = Y; n=2;bare;x=0");
        assert_eq!((v.get("u"), v.int("n"), v.get("bare"), v.number()), (Some("Y"), Some(2), None, None));
        assert!(v.has("u") && !v.has("x"));
        assert_eq!((Value::parse("7.5").number(), Value::parse("past").raw()), (Some(7.5), "past"));
    }
}
