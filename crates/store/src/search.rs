//! Full-text search over the sentences of all reports.

use crate::analyse::{Analyser, Term};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::pack::inflated;
use crate::{Register, rows};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use source::Span;
use std::collections::HashMap;

/// How much more a word in the very form that was asked for counts than another form of it.
const EXACT_COUNTS: f64 = 3.0;

/// What a user searches for: sentences that hold all `parts` and none of those left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
}

/// A word, or words in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    terms: Vec<Term>,
    without: bool,
    /// Any word that begins so.
    open: bool,
}

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Name of the report.
    pub sha256: String,
    /// Its path.
    pub path: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its day of publication, EDTF.
    pub published: Option<String>,
    /// Bytes of the sentence in the report's clean text.
    pub span: Span,
    /// The sentence.
    pub text: String,
    /// Bytes of `text` that fulfil the query, in order.
    pub marks: Vec<Span>,
    /// How well it fits; higher is better.
    pub score: f64,
}

impl Query {
    /// Reads a query: words, `"words in a row"`, `-word` for what must not be there, `beginning*`.
    ///
    /// # Errors
    /// A sentence, where there is no word to look for.
    pub fn parse(text: &str, analyser: &Analyser) -> Result<Query, StoreError> {
        let mut parts = Vec::new();
        for (raw, quoted) in pieces(text) {
            let without = raw.starts_with('-') && raw.len() > 1;
            let raw = if without { &raw[1..] } else { &raw[..] };
            let terms = analyser.terms(raw);
            let open = !quoted && raw.ends_with('*') && terms.len() == 1;
            if !terms.is_empty() {
                parts.push(Part { terms, without, open });
            }
        }
        if parts.iter().all(|p| p.without) {
            return Err(StoreError::Query("there is no word to look for".to_owned()));
        }
        Ok(Query { parts })
    }

    /// In the words of FTS5.
    fn expression(&self) -> String {
        let all = |without: bool, joint: &str| {
            self.parts.iter().filter(|p| p.without == without).map(Part::expression).collect::<Vec<_>>().join(joint)
        };
        let (wanted, unwanted) = (all(false, " AND "), all(true, " OR "));
        if unwanted.is_empty() { wanted } else { format!("({wanted}) NOT ({unwanted})") }
    }

    /// The places in `text` that fulfil a part, in order, none overlapping another.
    fn marks(&self, text: &str, analyser: &Analyser) -> Vec<Span> {
        let terms = analyser.terms(text);
        let mut marks: Vec<Span> = Vec::new();
        for at in 0..terms.len() {
            let fits = |p: &&Part| !p.without && p.fits(&terms[at..]);
            for part in self.parts.iter().filter(fits) {
                marks.push(terms[at].span.join(terms[at + part.terms.len() - 1].span));
            }
        }
        marks.sort();
        marks.dedup_by(|later, earlier| {
            let joined = later.overlaps(*earlier);
            if joined {
                *earlier = earlier.join(*later);
            }
            joined
        });
        marks
    }
}

impl Part {
    fn expression(&self) -> String {
        let joined = |get: fn(&Term) -> &str| self.terms.iter().map(get).collect::<Vec<_>>().join(" ").replace('"', "\"\"");
        let (exact, stem) = (joined(|t| &t.exact), joined(|t| &t.stem));
        let open = if self.open { " *" } else { "" };
        match self.open {
            true => format!("(exact : \"{exact}\"{open} OR stem : \"{exact}\"{open})"),
            false => format!("(exact : \"{exact}\" OR stem : \"{stem}\")"),
        }
    }

    fn fits(&self, terms: &[Term]) -> bool {
        let same = |(own, other): (&Term, &Term)| match self.open {
            true => other.exact.starts_with(&own.exact) || other.stem.starts_with(&own.exact),
            false => own.exact == other.exact || own.stem == other.stem,
        };
        terms.len() >= self.terms.len() && self.terms.iter().zip(terms).all(same)
    }
}

/// Words and quoted pieces; a `-` before a quotation mark stays with it.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for (n, piece) in text.split('"').enumerate() {
        if n % 2 == 1 {
            let without = out.last().is_some_and(|(last, quoted)| last == "-" && !quoted);
            if without {
                out.pop();
            }
            out.push((format!("{}{piece}", if without { "-" } else { "" }), true));
        } else {
            out.extend(piece.split_whitespace().map(|word| (word.to_owned(), false)));
        }
    }
    out
}

impl Register {
    /// The best sentences for a query, and how many there are in all.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        most: usize,
        analyser: &Analyser,
    ) -> Result<(Vec<Hit>, usize), StoreError> {
        let (conditions, values) = filter.conditions();
        let expression = Value::from(query.expression());
        let tables = "FROM words JOIN sentence t ON t.id = words.rowid JOIN source s ON s.id = t.source
                      JOIN reading r ON r.source = s.id WHERE words MATCH ?";
        let count = format!("SELECT count(*) {tables}{conditions}");
        let all = || std::iter::once(expression.clone()).chain(values.iter().cloned());
        let found: i64 = self.db.query_row(&count, params_from_iter(all()), |r| r.get(0))?;
        // SQLite counts no further; a limit that is larger is none.
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let select = format!(
            "SELECT s.sha256, s.path, r.outlet, r.published, t.first, t.last, -bm25(words, {EXACT_COUNTS}, 1.0) AS score
             {tables}{conditions} ORDER BY score DESC, s.sha256, t.first LIMIT {limit}"
        );
        let mut rows = self.db.prepare(&select)?;
        let hit = |r: &rusqlite::Row| {
            Ok(Hit {
                sha256: r.get(0)?,
                path: r.get(1)?,
                outlet: r.get(2)?,
                published: r.get(3)?,
                span: Span::new(r.get(4)?, r.get(5)?),
                text: String::new(),
                marks: Vec::new(),
                score: r.get(6)?,
            })
        };
        let mut hits: Vec<Hit> = rows.query_map(params_from_iter(all()), hit)?.collect::<Result<_, _>>()?;
        let mut texts: HashMap<String, String> = HashMap::new();
        for hit in &mut hits {
            if !texts.contains_key(&hit.sha256) {
                texts.insert(hit.sha256.clone(), self.text(&hit.sha256)?);
            }
            hit.text = hit.span.of(&texts[&hit.sha256]).to_owned();
            hit.marks = query.marks(&hit.text, analyser);
        }
        Ok((hits, usize::try_from(found).unwrap_or(0)))
    }

    /// The clean text of a report.
    ///
    /// # Errors
    /// What is wrong with the register.
    pub fn text(&self, sha256: &str) -> Result<String, StoreError> {
        let text = "SELECT r.text FROM reading r JOIN source s ON s.id = r.source WHERE s.sha256 = ?";
        let small: Vec<u8> = self.db.prepare_cached(text)?.query_row([sha256], |r| r.get(0))?;
        let bytes = inflated(&small, rows::MOST_TEXT).map_err(|e| StoreError::Damaged(e.to_string()))?;
        String::from_utf8(bytes).map_err(|e| StoreError::Damaged(e.to_string()))
    }
}
