//! `mahdar eval`: scores against annotations.

use crate::args::EvalArgs;
use crate::input::Inputs;
use crate::out::{Out, json_line};
use crate::{Status, Usage, batch, data};
use ::eval::GoldDoc;
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use reading::Reader;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads the annotated reports and prints the table of scores.
pub(crate) fn run(args: &EvalArgs, data: Option<&Path>) -> Result<Status> {
    let gold = annotations(&args.gold)?;
    let reader = data::reader(data)?;
    let docs = gold.into_par_iter().map(|g| reading(reader, g, &args.texts)).collect::<Result<Vec<_>>>()?;
    let (mut out, mut lines) = (Out::new(), Vec::new());
    let scores = ::eval::score(&docs, &mut |line| lines.push(line))?;
    if args.errors {
        lines.iter().try_for_each(|line| out.line(line))?;
    }
    out.line(&scores.to_string())?;
    out.flush()?;
    Ok(Status::Fine)
}

/// The annotations in a folder that annotate a report, by file name.
fn annotations(folder: &Path) -> Result<Vec<GoldDoc>> {
    let sentence = || format!("cannot read the folder {}", folder.display());
    let entries = fs::read_dir(folder).with_context(sentence)?;
    let mut files = entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<PathBuf>, _>>().with_context(sentence)?;
    files.retain(|f| f.extension().is_some_and(|e| e == "json"));
    files.sort();
    let mut gold = Vec::new();
    for file in &files {
        gold.extend(annotation(file)?);
    }
    if gold.is_empty() {
        bail!(Usage(format!("the folder {} holds no annotations (.json with `doc`)", folder.display())));
    }
    Ok(gold)
}

/// The annotation in a file; none when it annotates no report.
fn annotation(file: &Path) -> Result<Option<GoldDoc>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let value: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    if value.get("doc").is_none() {
        return Ok(None);
    }
    Ok(Some(GoldDoc::from_json(&file.to_string_lossy(), &text)?))
}

/// A report with its annotation and its reading.
fn reading(reader: &Reader, gold: GoldDoc, texts: &Path) -> Result<(GoldDoc, String, Option<Value>)> {
    let path = texts.join(gold.doc());
    let sentence = || format!("cannot read {}", path.display());
    let text = fs::read_to_string(&path).with_context(sentence)?;
    // With what is known of it, as `mahdar read` takes it.
    let source = Inputs::new(std::slice::from_ref(&path), None).next();
    let source =
        source.transpose().map_err(|failed| anyhow!(failed.why)).and_then(|s| s.context("it is gone")).with_context(sentence)?;
    let reading = batch::read(reader, &source).map_err(|why| anyhow!(why)).with_context(sentence)?;
    // The same bytes that another program would be given.
    let value = serde_json::from_str(&json_line(&reading.to_json()))?;
    Ok((gold, text, Some(value)))
}
