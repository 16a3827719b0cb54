//! Which reports count.

use rusqlite::types::Value;

/// What a report must fulfil; an empty filter lets all pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Published on or after this day (1 is 1 January of year 1).
    pub from: Option<i64>,
    /// Published on or before this day.
    pub to: Option<i64>,
    /// Names all of these entities.
    pub names: Vec<String>,
    /// Came from this outlet.
    pub outlet: Option<String>,
    /// Is written in this language.
    pub language: Option<String>,
}

impl Filter {
    /// Conditions on the tables `r` (reading) and `s` (source), with their values. A day of publication that is a range counts
    /// where the range touches the days asked for; reports without one do not.
    pub(crate) fn conditions(&self) -> (String, Vec<Value>) {
        let (mut text, mut values) = (String::new(), Vec::new());
        let mut add = |condition: &str, value: Value| {
            text.push_str(" AND ");
            text.push_str(condition);
            values.push(value);
        };
        if let Some(day) = self.from {
            add("r.last_day >= ?", day.into());
        }
        if let Some(day) = self.to {
            add("r.first_day <= ?", day.into());
        }
        for entity in &self.names {
            add("EXISTS (SELECT 1 FROM named n WHERE n.entity = ? AND n.source = s.id)", entity.clone().into());
        }
        if let Some(outlet) = &self.outlet {
            add("r.outlet = ?", outlet.clone().into());
        }
        if let Some(language) = &self.language {
            add("r.language = ?", language.clone().into());
        }
        (text, values)
    }
}
