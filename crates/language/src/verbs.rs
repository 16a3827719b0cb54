//! The verb paradigm: from principal parts in `verbs.tsv` to the forms that stand in reports.
//!
//! The rules are those of the sound verb of the language whose pack declares them in `paradigm.tsv`: each row says which
//! principal part a form is made from, which prefix replaces which, and what is added at the end.

use crate::table::{DataError, Table};

/// One way to make a form from a principal part.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    part: String,
    strip_prefix: String,
    prefix: String,
    strip_suffix: String,
    suffix: String,
    /// What the form is: `past present participle masdar`.
    pub(crate) kind: String,
}

/// Reads `paradigm.tsv`.
pub(crate) fn load(file: &str, text: &str) -> Result<Vec<Rule>, DataError> {
    let t = Table::parse(file, text)?;
    let c = ["part", "strip_prefix", "prefix", "strip_suffix", "suffix", "kind"];
    let cols = c.iter().map(|n| t.column(n)).collect::<Result<Vec<_>, _>>()?;
    Ok(t.rows()
        .map(|(_, cell)| {
            let at = |i: usize| cell(cols[i]).to_owned();
            Rule { part: at(0), strip_prefix: at(1), prefix: at(2), strip_suffix: at(3), suffix: at(4), kind: at(5) }
        })
        .collect())
}

impl Rule {
    /// The form made from `form` of the principal part `part`, or `None` when the rule is not for it.
    pub(crate) fn make(&self, part: &str, form: &str) -> Option<String> {
        if self.part != part {
            return None;
        }
        let (first, rest) = form.split_once(' ').map_or((form, ""), |(a, b)| (a, b));
        let stem = first.strip_prefix(self.strip_prefix.as_str())?.strip_suffix(self.strip_suffix.as_str())?;
        let space = if rest.is_empty() { "" } else { " " };
        Some(format!("{}{stem}{}{space}{rest}", self.prefix, self.suffix))
    }
}
