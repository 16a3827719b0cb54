//! What a user may type.

mod register;

pub(crate) use register::{AddArgs, BriefArgs, CorrectArgs, FilterArgs, FindingsArgs, InArgs, SearchArgs, ShowArgs, WhoArgs};

use clap::{Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mahdar read report.txt                      what the report says, with the words it rests on
  mahdar read --json reports/ > readings.jsonl
  curl -s https://example.org/news | mahdar read --published 2021-07-28 -
  mahdar timeline reports/                    the chronology of a folder of reports
  mahdar timeline --json --as-of 2021-12-31 a.txt b.html feed.jsonl
  mahdar add reports/                         the same kept in a register, mahdar.db; then `mahdar timeline` needs no paths
  mahdar --register talks.db search words     sentences that hold these words in any form
  mahdar brief > brief.md                     what an analyst would forward
  mahdar due --as-of 2022-01-31 --ics due.ics reports/
  mahdar positions --of RU --on missile-defence reports/
  mahdar eval --gold samples/gold --texts samples/texts
  mahdar check --data data

Exit status: 0 all was read, 1 some report could not be read or a check found a fault, 2 wrong usage.";

const READ_HELP: &str = "\
Formats, each also packed (.gz): .txt .md .html, .jsonl .json .csv .tsv (exports of trafilatura, news-please and newspaper, others
with --fields), .warc (responses that hold pages), .eml, .xml .rss .atom (feeds), .zip .wacz. A folder stands for all of these in it
and below. An address (https://…) is fetched, robots.txt is kept to; it may lead to a page or a feed.
Reports in one file are called file#1, file#2 … by line, row or record; the bytes of one that came in fields are its
title, an empty line, and its text.

What you know of a report may stand in front of its text, between two lines `---`, or beside it in FILE.meta.toml:
  published = \"2021-07-28\"
  outlet = \"outlet/tass\"
  url = \"https://example.org/news\"";

/// Reads press reports about a negotiation and keeps its record: who met whom, when and where, what each side said, and the
/// exact words that say so.
#[derive(Debug, Parser)]
#[command(name = "mahdar", version, about, after_help = EXAMPLES, max_term_width = 120)]
pub(crate) struct Args {
    /// The register to work on [default: mahdar.db]
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) register: Option<PathBuf>,
    /// Take language packs and dossiers from this folder instead of those in the program
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what each report says
    Read(ReadArgs),
    /// Read reports and print the chronology that they tell together
    Timeline(TimelineArgs),
    /// Read reports into the register; those that are there already stay as they are
    Add(AddArgs),
    /// Find sentences by words
    Search(SearchArgs),
    /// Show one entry: every citation, and why the program believes it
    Show(ShowArgs),
    /// Say what is known of a person, state or organisation
    Who(WhoArgs),
    /// List who said what
    Statements(FindingsArgs),
    /// List figures: how many of what, under which treaty
    Figures(FindingsArgs),
    /// Write down what a person knows better about an entry
    Correct(CorrectArgs),
    /// Write a two-page briefing with footnotes
    Brief(BriefArgs),
    /// Read all reports of the register again; corrections stay
    Rebuild,
    /// Check that the register still says what its reports say
    Verify,
    /// Say of each meeting what each side said about it
    Meetings(MeetingsArgs),
    /// Follow what a side says on a topic, and where it turns
    Positions(PositionsArgs),
    /// Lay a treaty's text beside what reports claim of it
    Treaty(TreatyArgs),
    /// List what was announced, kept, missed and is due
    Due(DueArgs),
    /// List what reports and sides tell differently, with both sides' words
    Disputes(DisputesArgs),
    /// List outlets, whom they cite and how often they are first
    Sources(SourcesArgs),
    /// Look at feeds and put what is new into a folder
    Watch(WatchArgs),
    /// Score readings against annotations
    Eval(EvalArgs),
    /// Check language packs and dossiers
    Check,
}

/// `mahdar read`
#[derive(Debug, clap::Args)]
#[command(after_help = READ_HELP)]
pub(crate) struct ReadArgs {
    /// Reports: files, folders, addresses (https://…), `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// One line of JSON a report, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// The day on which the reports were published, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) published: Option<String>,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// What all commands over many reports take.
#[derive(Debug, clap::Args)]
pub(crate) struct Reports {
    /// Reports: files, folders, addresses (https://…), `-` for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// The day as of which the record is drawn up, as YYYY-MM-DD [default: the day of the newest report]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<String>,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// `mahdar timeline`
#[derive(Debug, clap::Args)]
#[command(after_help = READ_HELP)]
pub(crate) struct TimelineArgs {
    /// Reports: files, folders, addresses (https://…), `-` for standard input; without any, the register is read
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The whole record as one JSON object, for other programs; where filters leave entries out, without its digest
    #[arg(long)]
    pub(crate) json: bool,
    /// Every entry, also those that are only details of others
    #[arg(long, conflicts_with = "json")]
    pub(crate) all: bool,
    /// The day as of which the record is drawn up, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<String>,
    /// Which entries are printed.
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// How they are taken in.
    #[command(flatten)]
    pub(crate) intake: IntakeArgs,
}

/// `mahdar meetings`
#[derive(Debug, clap::Args)]
pub(crate) struct MeetingsArgs {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Only meetings of which two sides or more speak
    #[arg(long)]
    pub(crate) both_sides: bool,
}

/// `mahdar positions`
#[derive(Debug, clap::Args)]
pub(crate) struct PositionsArgs {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Whose: a state or person by name, a code such as RU, or an identifier such as person/sergei-ryabkov
    #[arg(long, value_name = "SIDE")]
    pub(crate) of: Option<String>,
    /// On what: a topic such as missile-defence
    #[arg(long, value_name = "TOPIC")]
    pub(crate) on: Option<String>,
}

/// `mahdar treaty`
#[derive(Debug, clap::Args)]
pub(crate) struct TreatyArgs {
    /// The treaty: a name, or an identifier such as new-start
    #[arg(value_name = "TREATY")]
    pub(crate) treaty: String,
    #[command(flatten)]
    pub(crate) reports: Reports,
}

/// `mahdar due`
#[derive(Debug, clap::Args)]
pub(crate) struct DueArgs {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Also write a calendar (iCalendar) of what has a day
    #[arg(long, value_name = "FILE")]
    pub(crate) ics: Option<PathBuf>,
}

/// `mahdar disputes`
#[derive(Debug, clap::Args)]
pub(crate) struct DisputesArgs {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Only this: date, place, round, status, participants, venue, figures, duration, object, name, content, type, or denials
    #[arg(long, value_name = "FIELD", value_parser = FIELDS)]
    pub(crate) field: Option<String>,
}

/// What may be in dispute; of denials the words are all that is known.
const FIELDS: [&str; 13] = [
    "date",
    "place",
    "round",
    "status",
    "participants",
    "venue",
    "figures",
    "duration",
    "object",
    "name",
    "content",
    "type",
    "denials",
];

/// `mahdar sources`
#[derive(Debug, clap::Args)]
pub(crate) struct SourcesArgs {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Draw who takes from whom, as a picture
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// The same for Graphviz
    #[arg(long, value_name = "FILE")]
    pub(crate) dot: Option<PathBuf>,
    /// The same for Gephi, yEd and their like
    #[arg(long, value_name = "FILE")]
    pub(crate) graphml: Option<PathBuf>,
}

const WATCH_HELP: &str = "\
FEEDS is a file like this:
  delay = 5                                   # seconds between two requests to one host
  agent = \"mahdar (desk@example.org)\"
  [[feed]]
  url = \"https://example.org/rss.xml\"
  outlet = \"outlet/tass\"                    # for its reports; otherwise the title of the feed
  pages = true                                # fetch the page of each item; false takes the text in the feed

robots.txt is kept to. Addresses in private networks are refused, also behind redirects. What was fetched is not fetched again.";

/// `mahdar watch`
#[derive(Debug, clap::Args)]
#[command(after_help = WATCH_HELP)]
pub(crate) struct WatchArgs {
    /// The feeds
    #[arg(value_name = "FEEDS")]
    pub(crate) feeds: PathBuf,
    /// The folder for new reports, and for what is remembered
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Look again after so many minutes, until stopped; without it, once
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) every: Option<u16>,
    /// Also fetch from private networks and this machine
    #[arg(long)]
    pub(crate) allow_private: bool,
}

/// `mahdar eval`
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    /// Folder of annotations (.json); those without `doc` are left out
    #[arg(long, value_name = "DIR")]
    pub(crate) gold: PathBuf,
    /// Folder of the reports that they annotate
    #[arg(long, value_name = "DIR")]
    pub(crate) texts: PathBuf,
    /// Also list each miss (-), each spurious finding (+) and each wrong value (~)
    #[arg(long)]
    pub(crate) errors: bool,
}

/// A day as `YYYY-MM-DD`.
fn day(text: &str) -> Result<String, String> {
    match intake::days::day_of(text) {
        Some(day) if day == text => Ok(day),
        _ => Err("it is not a day such as 2021-07-28".to_owned()),
    }
}

/// How reports are taken in: for every command that reads some.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Intake")]
pub(crate) struct IntakeArgs {
    /// Fields of exports (.json, .jsonl, .csv) that hold text, html, title, date, outlet or url, as in text=story,date=day
    #[arg(long, value_name = "MAP")]
    pub(crate) fields: Option<String>,
    /// Set aside what has the bytes, or nearly the words, of a report before it
    #[arg(long)]
    pub(crate) skip_duplicates: bool,
    /// Set aside what is in another language, or speaks of no negotiation
    #[arg(long)]
    pub(crate) skip_others: bool,
    /// Fetch addresses (https://…) also from private networks and this machine
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Seconds that a fetched page may take [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub(crate) timeout: Option<u16>,
    /// The largest report, unpacked, in MiB
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) max_size: Option<u16>,
    /// Seconds that reading one report may take; one that takes longer is told, and the others go on [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub(crate) max_seconds: Option<u16>,
    /// Write a line of JSON to this file for each report: taken in, set aside and why, or failed
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// Pass over what the log says was dealt with in an earlier run
    #[arg(long, requires = "log")]
    pub(crate) resume: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn days_are_days_of_the_calendar() {
        assert_eq!(day("2021-07-28").as_deref(), Ok("2021-07-28"));
        assert!(day("2021-07-28T10:00").is_err());
    }
}
