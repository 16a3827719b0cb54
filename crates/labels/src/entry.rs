//! What a form means: class, value, entity.

use crate::Class;
use dossier::{EntityId, NameSort};

/// `key=value;key=value` or a bare value, read once.
#[derive(Debug, Clone, Default)]
pub struct Value {
    raw: Box<str>,
    pairs: Vec<(Box<str>, Box<str>)>,
    number: Option<f64>,
}

impl Value {
    /// Reads a table's value cell.
    pub fn parse(cell: &str) -> Value {
        let pairs = cell
            .split(';')
            .filter_map(|p| p.split_once('='))
            .map(|(k, v)| (k.trim().into(), v.trim().into()))
            .collect();
        Value { raw: cell.into(), pairs, number: cell.parse().ok() }
    }
    /// The cell as written.
    pub fn raw(&self) -> &str {
        &self.raw
    }
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| &**k == key).map(|(_, v)| &**v)
    }
    /// True when `key` is there with another value than `0`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|v| v != "0")
    }
    /// The whole cell as a number.
    pub fn number(&self) -> Option<f64> {
        self.number
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

/// One meaning of a form.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What the form is to a finder.
    pub class: Class,
    /// The row's value.
    pub value: Value,
    /// For verb forms `past present participle masdar extra`, else empty.
    pub part: Box<str>,
    /// The row's first form.
    pub lemma: Box<str>,
    /// The entity a dossier's name means.
    pub entity: Option<EntityId>,
    /// What sort of name it is.
    pub sort: Option<NameSort>,
    /// Whether it stands with the article.
    pub article: Article,
    /// The form is also another word: it counts only with company.
    pub ambiguous: bool,
}
