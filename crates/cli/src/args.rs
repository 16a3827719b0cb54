//! What a user may type.

mod register;

pub(crate) use register::{AddArgs, BriefArgs, CorrectArgs, FilterArgs, FindingsArgs, SearchArgs, ShowArgs, WhoArgs};

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
A folder stands for all .txt, .html, .htm and .md files in it and below. A .jsonl file holds one report a line, with the fields
`text` (or `body`, `content`, `maintext`), `title`, `url`, `date` (or `published`, `date_publish`) and `outlet` (or `source`);
its reports are called file.jsonl#1, file.jsonl#2 … by their line, and their bytes are the title, an empty line, and the text.

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
    /// List outlets, whom they cite and how often they are first
    Sources(SourcesArgs),
    /// Score readings against annotations
    Eval(EvalArgs),
    /// Check language packs and dossiers
    Check,
}

/// `mahdar read`
#[derive(Debug, clap::Args)]
#[command(after_help = READ_HELP)]
pub(crate) struct ReadArgs {
    /// Reports: files, folders, `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// One line of JSON a report, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// The day on which the reports were published, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) published: Option<String>,
}

/// What all commands over many reports take.
#[derive(Debug, clap::Args)]
pub(crate) struct Reports {
    /// Reports: files, folders, `-` for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// The day as of which the record is drawn up, as YYYY-MM-DD [default: the day of the newest report]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<String>,
}

/// `mahdar timeline`
#[derive(Debug, clap::Args)]
#[command(after_help = READ_HELP)]
pub(crate) struct TimelineArgs {
    /// Reports: files, folders, `-` for standard input; without any, the register is read
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The whole record as one JSON object, for other programs
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
    /// Whose: a state's code such as RU, or an identifier such as person/sergei-ryabkov
    #[arg(long, value_name = "SIDE")]
    pub(crate) of: Option<String>,
    /// On what: a topic such as missile-defence
    #[arg(long, value_name = "TOPIC")]
    pub(crate) on: Option<String>,
}

/// `mahdar treaty`
#[derive(Debug, clap::Args)]
pub(crate) struct TreatyArgs {
    /// The treaty, such as new-start
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
    match day_of(text) {
        Some(day) if day == text => Ok(day),
        _ => Err("it is not a day such as 2021-07-28".to_owned()),
    }
}

/// The day at the start of `text`, where that is a day of the calendar as `YYYY-MM-DD`; a time may follow it.
pub(crate) fn day_of(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.get(..10)?;
    let digits = |range: std::ops::Range<usize>| {
        let digits = day.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
    };
    let (year, month, of_month) = (digits(0..4)?.parse().ok()?, digits(5..7)?.parse().ok()?, digits(8..10)?.parse().ok()?);
    let dashes = day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    let ends = text[10..].chars().next().is_none_or(|c| c == 'T' || c == ' ');
    (dashes && ends && days::day(year, month, of_month).is_some()).then(|| day.to_owned())
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
        assert_eq!(day_of("2021-07-28").as_deref(), Some("2021-07-28"));
        assert_eq!(day_of(" 2024-02-29T10:00:00Z").as_deref(), Some("2024-02-29"));
        assert_eq!(day_of("2021-07-28 10:00:00").as_deref(), Some("2021-07-28"));
        for bad in
            ["", "2021-02-29", "2021-13-01", "2021-00-10", "2021-07-281", "28/07/2021", "2021-07", "2021/07/28", "+021-07-28"]
        {
            assert_eq!(day_of(bad), None, "{bad}");
        }
        assert!(day("2021-07-28T10:00").is_err());
    }
}
