//! A language pack, loaded and checked.

use crate::fold::Fold;
use crate::pattern::{Pattern, parse_pattern};
use crate::rows::Rows;
use crate::stem::StemTable;
use crate::table::{DataError, Files, Table};
use crate::verbs;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

/// One form of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The words as the table spells them.
    pub form: Arc<str>,
    /// For verb forms `past present participle masdar extra`, else empty.
    pub part: Arc<str>,
    /// What the forms of a line share.
    pub line: Arc<Line>,
}

/// One line of a table: class and value of its forms, and where it stands.
#[derive(Debug)]
pub struct Line {
    /// The class that names what the form is to a finder.
    pub class: Arc<str>,
    /// `key=value;key=value`, or a bare value.
    pub value: Arc<str>,
    /// The canonical form of the line, its first.
    pub lemma: Arc<str>,
    /// The note begins with `amb:`: the form is also another word and counts only with company.
    pub ambiguous: bool,
    /// File and line.
    pub at: (Arc<str>, usize),
}

/// Where an attached particle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// First: conjunctions.
    Conjunction,
    /// Second: prepositions and the future particle.
    Preposition,
    /// Third: the article.
    Article,
    /// After the word: pronouns.
    Suffix,
}

/// An attached particle, in folded letters.
#[derive(Debug, Clone)]
pub struct Clitic {
    /// Folded letters.
    pub form: String,
    /// Where it stands.
    pub slot: Slot,
    /// True when the article is part of it.
    pub article: bool,
    /// True when it may stand before a finite verb.
    pub verb: bool,
}

/// Quotation marks and the marks that end sentences and clauses, folded.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    /// Opening and closing mark; a mark may stand in several pairs.
    pub pairs: Vec<(String, String)>,
    /// Marks that scanning puts for an opening mark.
    pub debris: Vec<String>,
    /// Marks that end a sentence.
    pub sentence_end: Vec<String>,
    /// Marks that end a clause.
    pub clause_end: Vec<String>,
    /// Marks that end a question.
    pub question: Vec<String>,
}

/// A language pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// BCP 47 tag.
    pub tag: String,
    /// The pack's own version.
    pub version: String,
    /// What tells its files from any others ([`Files::fingerprint`]).
    pub content: String,
    /// True when the language is written from right to left.
    pub rtl: bool,
    /// Folding of characters for matching.
    pub fold: Fold,
    /// Attached particles.
    pub clitics: Vec<Clitic>,
    /// How an ending is written before an attached pronoun, and how at the end of a word (folded).
    pub endings: Vec<(String, String)>,
    /// Marks.
    pub quotes: Quotes,
    /// All table rows, verbs spelled out.
    pub rows: Vec<Row>,
    /// Token patterns.
    pub patterns: Vec<Pattern>,
    /// Signs on the surface that mark an indefinite accusative.
    pub accusative: Vec<String>,
    /// Attached particles that say where, folded.
    pub locative_prefixes: Vec<String>,
    /// Words or particles before the one spoken to, folded.
    pub addressing: Vec<String>,
    /// Endings of the feminine dual, folded.
    pub dual_endings: Vec<String>,
    /// Prepositions by which a verb of saying takes its content, by frame (`ala`, `min` …), folded.
    pub frames: std::collections::BTreeMap<String, Vec<String>>,
    /// Endings of a participle that stands in apposition ('adding'), folded.
    pub participle_endings: Vec<String>,
    /// Endings of names that are feminine by their form, folded.
    pub feminine_endings: Vec<String>,
    /// Endings of a dual that is a subject.
    pub dual_subject_endings: Vec<String>,
    /// Attached pronouns for more than one.
    pub plural_pronouns: Vec<String>,
    /// Endings of a verb in the past with a feminine subject, folded.
    pub feminine_verb_endings: Vec<String>,
    /// Beginnings of a verb in the present with a feminine subject, folded.
    pub feminine_verb_prefixes: Vec<String>,
    /// Words behind the name of an agency that belong to every agency ('for news'), folded.
    pub agency_tails: Vec<String>,
    /// How verbs of the future begin (particle and person), folded.
    pub future_prefixes: Vec<String>,
    /// How words are cut for search; empty where the pack has no `stem.tsv`.
    pub stems: StemTable,
    rules: Vec<verbs::Rule>,
    /// Latin letters for folded letters, for identifiers of unknown names.
    pub latin: FxHashMap<char, String>,
    /// Consonant classes for folded letters, for comparing spellings of one name.
    pub skeleton: FxHashMap<char, String>,
}

#[derive(Deserialize)]
struct PackToml {
    tag: String,
    version: String,
    direction: String,
    sentence_end: Vec<String>,
    clause_end: Vec<String>,
    question: Vec<String>,
    quotes: Vec<(String, String)>,
    quote_debris: Vec<String>,
    accusative: Vec<String>,
    future_prefixes: Vec<String>,
    locative_prefixes: Vec<String>,
    addressing: Vec<String>,
    dual_endings: Vec<String>,
    agency_tails: Vec<String>,
    participle_endings: Vec<String>,
    feminine_endings: Vec<String>,
    dual_subject_endings: Vec<String>,
    plural_pronouns: Vec<String>,
    feminine_verb_endings: Vec<String>,
    feminine_verb_prefixes: Vec<String>,
    frames: std::collections::BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct PatternToml {
    id: String,
    feeds: String,
    makes: String,
    #[serde(rename = "match")]
    text: String,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Deserialize)]
struct PatternFile {
    #[serde(default)]
    pattern: Vec<PatternToml>,
}

impl Pack {
    /// Loads and checks a pack.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn load(files: &Files) -> Result<Pack, DataError> {
        let need = |p: &str| files.get(p).ok_or_else(|| DataError::new(p, 0, "the pack has no such file"));
        let head: PackToml = toml::from_str(need("pack.toml")?).map_err(|e| DataError::new("pack.toml", 0, e.message()))?;
        let fold = Fold::load("fold.tsv", need("fold.tsv")?)?;
        let rules = verbs::load("paradigm.tsv", need("paradigm.tsv")?)?;
        let rows = Rows::load(files, &rules)?;
        let stems = files.get("stem.tsv").map(|text| StemTable::load("stem.tsv", text, &fold)).transpose()?.unwrap_or_default();
        let patterns = load_patterns(files, &fold)?;
        Ok(Pack {
            clitics: read_clitics(need("clitics.tsv")?, &fold)?,
            endings: read_endings(need("clitics.tsv")?, &fold)?,
            latin: read_letters(need("romanise.tsv")?, "latin")?,
            skeleton: read_letters(need("romanise.tsv")?, "skeleton")?,
            quotes: Quotes {
                pairs: head.quotes.iter().map(|(a, b)| (fold.text(a), fold.text(b))).collect(),
                debris: folded(&fold, &head.quote_debris),
                sentence_end: folded(&fold, &head.sentence_end),
                clause_end: folded(&fold, &head.clause_end),
                question: folded(&fold, &head.question),
            },
            rtl: head.direction == "rtl",
            accusative: head.accusative,
            agency_tails: folded(&fold, &head.agency_tails),
            participle_endings: folded(&fold, &head.participle_endings),
            feminine_endings: folded(&fold, &head.feminine_endings),
            dual_subject_endings: folded(&fold, &head.dual_subject_endings),
            plural_pronouns: folded(&fold, &head.plural_pronouns),
            feminine_verb_endings: folded(&fold, &head.feminine_verb_endings),
            feminine_verb_prefixes: folded(&fold, &head.feminine_verb_prefixes),
            frames: head.frames.iter().map(|(k, v)| (k.clone(), folded(&fold, v))).collect(),
            dual_endings: folded(&fold, &head.dual_endings),
            addressing: folded(&fold, &head.addressing),
            locative_prefixes: folded(&fold, &head.locative_prefixes),
            future_prefixes: folded(&fold, &head.future_prefixes),
            stems,
            tag: head.tag,
            version: head.version,
            content: files.fingerprint(),
            fold,
            rows,
            rules,
            patterns,
        })
    }

    /// The pack as a record names what it was made with: tag, version and content.
    pub fn table(&self) -> String {
        format!("{} {} {}", self.tag, self.version, self.content)
    }

    /// All forms that the paradigm makes of `form` as principal part `part`, each with its kind.
    pub fn derive(&self, part: &str, form: &str) -> Vec<(String, Arc<str>)> {
        let mut made = String::new();
        let mut out = Vec::new();
        for rule in self.rules.iter().filter(|r| r.is_for(part)) {
            if rule.make(form, &mut made) {
                out.push((made.clone(), rule.kind.clone()));
            }
        }
        out
    }

    /// The consonants of a folded key, by class: spellings of one foreign name share it.
    pub fn skeleton(&self, key: &str) -> String {
        let mut out = String::new();
        for c in key.chars() {
            match self.skeleton.get(&c) {
                Some(s) if !out.ends_with(s.as_str()) || s.is_empty() => out.push_str(s),
                _ => {}
            }
        }
        out
    }

    /// A folded key in Latin letters, words joined with hyphens.
    pub fn romanise(&self, key: &str) -> String {
        let mut out = String::new();
        for c in key.chars() {
            match self.latin.get(&c) {
                Some(l) => out.push_str(l),
                None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
                None if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                None => {}
            }
        }
        out.trim_end_matches('-').to_owned()
    }
}

fn folded(fold: &Fold, marks: &[String]) -> Vec<String> {
    marks.iter().map(|m| fold.text(m)).collect()
}

fn load_patterns(files: &Files, fold: &Fold) -> Result<Vec<Pattern>, DataError> {
    let mut patterns = Vec::new();
    for (path, text) in files.matching(|p| p.starts_with("patterns/") && p.ends_with(".toml")) {
        read_patterns(path, text, fold, &mut patterns)?;
    }
    Ok(patterns)
}

fn read_patterns(path: &str, text: &str, fold: &Fold, out: &mut Vec<Pattern>) -> Result<(), DataError> {
    let file: PatternFile = toml::from_str(text).map_err(|e| DataError::new(path, 0, e.message()))?;
    let path: Arc<str> = path.into();
    for p in file.pattern {
        let quoted = format!("\"{}\"", p.id);
        let line = text.lines().position(|l| l.contains(&quoted)).map_or(0, |n| n + 1);
        let node =
            parse_pattern(&p.text, &|w| fold.text(w)).map_err(|e| DataError::new(&*path, line, format!("{}: {e}", p.id)))?;
        if p.yes.is_empty() || p.no.is_empty() {
            return Err(DataError::new(&*path, line, format!("{}: a pattern needs examples under 'yes' and 'no'", p.id)));
        }
        out.push(Pattern { id: p.id, feeds: p.feeds, makes: p.makes, node, yes: p.yes, no: p.no, at: (path.clone(), line) });
    }
    Ok(())
}

fn read_clitics(text: &str, fold: &Fold) -> Result<Vec<Clitic>, DataError> {
    let t = Table::parse("clitics.tsv", text)?;
    let (form, slot, flags) = (t.column("form")?, t.column("slot")?, t.column("flags")?);
    t.rows()
        .filter(|(_, cell)| cell(slot) != "ending")
        .map(|(line, cell)| {
            let slot = match cell(slot) {
                "1" => Slot::Conjunction,
                "2" => Slot::Preposition,
                "3" => Slot::Article,
                "suffix" => Slot::Suffix,
                other => {
                    let what = format!("slot '{other}' is not 1, 2, 3 or suffix");
                    return Err(DataError::new("clitics.tsv", line, what));
                }
            };
            let flag = |name: &str| cell(flags).split(',').any(|f| f == name);
            let (article, verb) = (flag("article"), slot == Slot::Conjunction || flag("verb"));
            Ok(Clitic { form: fold.text(cell(form)), slot, article, verb })
        })
        .collect()
}

fn read_endings(text: &str, fold: &Fold) -> Result<Vec<(String, String)>, DataError> {
    let t = Table::parse("clitics.tsv", text)?;
    let (form, slot, flags) = (t.column("form")?, t.column("slot")?, t.column("flags")?);
    let rows = t.rows().filter(|(_, cell)| cell(slot) == "ending");
    Ok(rows.map(|(_, cell)| (fold.text(cell(form)), fold.text(cell(flags)))).collect())
}

fn read_letters(text: &str, column: &str) -> Result<FxHashMap<char, String>, DataError> {
    let t = Table::parse("romanise.tsv", text)?;
    let (form, latin) = (t.column("form")?, t.column(column)?);
    let mut map = FxHashMap::default();
    for (_, cell) in t.rows() {
        if let Some(c) = cell(form).chars().next() {
            map.insert(c, cell(latin).to_owned());
        }
    }
    Ok(map)
}
