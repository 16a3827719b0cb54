//! What a user may type to the commands that work on a register.

use super::IntakeArgs;
use clap::ArgGroup;
use std::path::PathBuf;

/// Which part of the record or of the reports is asked for.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// On or after this day, month or year (of the event; for words, of the report)
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub(crate) from: Option<String>,
    /// On or before this day, month or year
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub(crate) to: Option<String>,
    /// With this state, organisation or person: a name, a code such as RU, or an identifier
    #[arg(long, value_name = "NAME")]
    pub(crate) party: Option<String>,
    /// In this negotiation
    #[arg(long, value_name = "NAME")]
    pub(crate) process: Option<String>,
    /// From this outlet
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// From reports in this language, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
}

/// Reports named on the command line, in the place of the register.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct InArgs {
    /// Look into these reports (a file, a folder) instead of the register; may be repeated
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// `mahdar add`
#[derive(Debug, clap::Args)]
#[command(after_help = super::READ_HELP)]
pub(crate) struct AddArgs {
    /// Reports: files, folders, addresses (https://…), `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The day on which the reports were published, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) published: Option<String>,
    /// Say what would go in and what would not, and write nothing; the log, where one is wanted, says so too
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// `mahdar search`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A sentence is found when it holds all words, in whatever form: with or without article, particles, hamza, vowel signs, endings.
Quotation marks, a hyphen and a star mean more; put the whole in single quotes then:
  'word -other'    without the other
  '\"two words\"'    in a row
  'begin*'         any word that begins so")]
pub(crate) struct SearchArgs {
    /// Words to look for
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// Where to look.
    #[command(flatten)]
    pub(crate) place: InArgs,
    /// At most so many sentences
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// One line of JSON a sentence
    #[arg(long)]
    pub(crate) json: bool,
    /// Which reports count.
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// `mahdar show`
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The entry's identifier, as `mahdar timeline` prints it, or how it begins
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: String,
    /// Where to look.
    #[command(flatten)]
    pub(crate) place: InArgs,
    /// The entry as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `mahdar who`
#[derive(Debug, clap::Args)]
pub(crate) struct WhoArgs {
    /// A person, state or organisation: a name in any language of the dossiers, or an identifier
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// Where to look.
    #[command(flatten)]
    pub(crate) place: InArgs,
    /// As one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// `mahdar statements` and `mahdar figures`
#[derive(Debug, clap::Args)]
pub(crate) struct FindingsArgs {
    /// Reports (files, folders, `-`) instead of the register
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// One line of JSON each
    #[arg(long)]
    pub(crate) json: bool,
    /// Which count.
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// `mahdar correct`
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args(["date", "place", "status", "note", "drop", "undo"]))]
pub(crate) struct CorrectArgs {
    /// The entry's identifier, or how it begins
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: String,
    /// When it was, as EDTF: 2021-06-16, 2021-06, 2021-06-16/2021-06-17
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub(crate) date: Option<String>,
    /// Where it was: a name or an identifier
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// held, planned, proposed, possible, cancelled, denied or habitual
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Option<String>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// It is no event, or does not belong here
    #[arg(long)]
    pub(crate) drop: bool,
    /// Take back all that was corrected on this entry
    #[arg(long, conflicts_with_all = ["date", "place", "status", "note", "drop"])]
    pub(crate) undo: bool,
}

/// `mahdar brief`
#[derive(Debug, clap::Args)]
pub(crate) struct BriefArgs {
    /// Reports (files, folders, `-`) instead of the register
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only what happened, was said or is due on or after this day, month or year
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub(crate) since: Option<String>,
    /// This negotiation; by default the one of which the reports tell most
    #[arg(long, value_name = "NAME")]
    pub(crate) process: Option<String>,
    /// The day as of which it is written, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) as_of: Option<String>,
    /// As a page instead of Markdown
    #[arg(long)]
    pub(crate) html: bool,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// A date as EDTF that says some day.
fn edtf(text: &str) -> Result<String, String> {
    match record::days(text) {
        Some((from, to)) if from > i64::MIN && to < i64::MAX => Ok(text.to_owned()),
        _ => Err("it is not a date such as 2021-07-28, 2021-07 or 2021".to_owned()),
    }
}
