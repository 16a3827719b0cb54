//! One report after the other: what is compared, in the order of score.py.

use crate::edtf::Edtf;
use crate::error::EvalError;
use crate::found::{Found, Reading};
use crate::gold::{GoldDoc, Placed};
use crate::pairing::Pairs;
use crate::python;
use crate::tally::{Finding, Scores};
use serde_json::Value;

/// Scores readings against gold annotations. Each of `docs` is a gold annotation, the text of its report and, where the
/// program gave one, its reading; a value of another schema than `mahdar.reading/1` counts as none.
///
/// `errors` is given a line for each miss (`-`), each spurious finding (`+`) and each wrong value (`~`).
pub fn score(docs: &[(GoldDoc, String, Option<Value>)], errors: &mut dyn FnMut(String)) -> Result<Scores, EvalError> {
    let mut scores = Scores::default();
    for (gold, text, reading) in docs {
        let reading = Reading::new(gold.doc(), reading.as_ref());
        let mut bench = Bench { gold, text, reading, scores: &mut scores, errors };
        bench.zones()?;
        let entities = bench.mentions()?;
        bench.roles(&entities)?;
        bench.times()?;
        bench.figures()?;
        bench.statements(&entities)?;
        bench.events(&entities)?;
        bench.published();
    }
    Ok(scores)
}

/// One report on the bench.
pub struct Bench<'a> {
    pub gold: &'a GoldDoc,
    pub text: &'a str,
    pub reading: Reading<'a>,
    pub scores: &'a mut Scores,
    pub errors: &'a mut dyn FnMut(String),
}

impl Bench<'_> {
    /// Lists what was missed and what is spurious; `describe` is what a line says of a gold entry.
    pub fn report<T, U>(
        &mut self,
        kind: &str,
        gold: &[Placed<'_, T>],
        found: &[Found<'_, U>],
        pairs: &Pairs,
        describe: impl Fn(&Placed<'_, T>) -> String,
    ) {
        let doc = self.gold.doc();
        for (_, g) in gold.iter().enumerate().filter(|(i, _)| pairs.of_gold(*i).is_none()) {
            (self.errors)(format!("- {doc} {kind}: {}", describe(g)));
        }
        for (_, p) in found.iter().enumerate().filter(|(i, _)| !pairs.has_found(*i)) {
            let bytes = &self.text.as_bytes()[python::slice(self.text.len(), p.span.start, p.span.end)];
            let words = String::from_utf8_lossy(bytes);
            let words = python::repr_str(python::first_chars(&words, 80));
            let rest = python::repr_dict(p.raw, &["start", "end", "span", "text"]);
            let line = format!("+ {doc} {kind}: {words} {rest}");
            (self.errors)(python::first_chars(&line, 260).to_owned());
        }
    }
    /// Lists a pair whose two sides differ in what `line` says.
    pub fn differs(&mut self, kind: &str, line: &str) {
        (self.errors)(format!("~ {} {kind}: {line}", self.gold.doc()));
    }
    /// The date of publication: right when equal to what follows from the report or to the truth.
    fn published(&mut self) {
        let published = &self.gold.published;
        let edtf = published.get("edtf").unwrap_or(&Value::Null);
        let truth = published.get("truth").unwrap_or(edtf);
        let got = Edtf::of(self.reading.published());
        let right = got == Edtf::of(edtf) || got == Edtf::of(truth);
        self.scores.add(Finding::Published, usize::from(right), 1, 1);
    }
}
