//! The verb paradigm: from principal parts in `verbs.tsv` to the forms that stand in reports.
//!
//! The rules are those of the sound verb of the language whose pack declares them in `paradigm.tsv`: each row says which
//! principal part a form is made from, which prefix replaces which, and what is added at the end.

use crate::table::{DataError, Table};
use std::sync::Arc;

/// One way to make a form from a principal part.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    part: String,
    strip_prefix: String,
    prefix: String,
    strip_suffix: String,
    suffix: String,
    /// What the form is: `past present participle masdar`; rules of one kind share it.
    pub(crate) kind: Arc<str>,
}

/// Reads `paradigm.tsv`.
pub(crate) fn load(file: &str, text: &str) -> Result<Vec<Rule>, DataError> {
    let t = Table::parse(file, text)?;
    let c = ["part", "strip_prefix", "prefix", "strip_suffix", "suffix", "kind"];
    let cols = c.iter().map(|n| t.column(n)).collect::<Result<Vec<_>, _>>()?;
    let mut rules: Vec<Rule> = Vec::new();
    for (_, cell) in t.rows() {
        let at = |i: usize| cell(cols[i]).to_owned();
        let known = rules.iter().find(|r| &*r.kind == cell(cols[5])).map(|r| r.kind.clone());
        let kind = known.unwrap_or_else(|| cell(cols[5]).into());
        rules.push(Rule { part: at(0), strip_prefix: at(1), prefix: at(2), strip_suffix: at(3), suffix: at(4), kind });
    }
    Ok(rules)
}

impl Rule {
    /// True when the rule is for the principal part `part`.
    pub(crate) fn is_for(&self, part: &str) -> bool {
        self.part == part
    }

    /// Puts the form made from `form` of the rule's principal part into `out`; false when the rule makes none of it.
    pub(crate) fn make(&self, form: &str, out: &mut String) -> bool {
        let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
        let stem = first.strip_prefix(self.strip_prefix.as_str()).and_then(|s| s.strip_suffix(self.strip_suffix.as_str()));
        let Some(stem) = stem else { return false };
        out.clear();
        [self.prefix.as_str(), stem, &self.suffix].iter().for_each(|s| out.push_str(s));
        if !rest.is_empty() {
            out.push(' ');
            out.push_str(rest);
        }
        true
    }
}
