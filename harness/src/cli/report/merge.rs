//! `cardproof report merge`: one report from several.

use std::path::PathBuf;

use clap::Args;

use super::format::{ReportFlag, placed};
use super::reports::Reports;
use crate::cli::{Console, Trouble};
use crate::report::document::{merge, read};
use crate::run::Exit;

pub(super) const EXAMPLES: &str = "\
Examples:
  cardproof report merge shard-*.json                           counts and failures, for people
  cardproof report merge shard-*.json --report junit=all.xml    and as another format
  cardproof report merge rfc.json live.json --report html=page.html

Runs with the same target and profile become one, and their counts add up; others stay apart.
A scenario that was played twice with the same target and profile is an error. The exit code is
the one that a single run would have had.";

/// Make one report from JSON reports, such as those of a run in shards
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MergeArguments {
    /// What `cardproof run --report json=FILE` wrote
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A report: pretty, junit, json, ndjson, github, har or html, to a file or the standard output; may
    /// be repeated
    #[arg(long, value_name = "FORMAT[=PATH]", value_delimiter = ',')]
    report: Vec<ReportFlag>,
}

/// Merges reports.
///
/// # Errors
/// When a file cannot be read, the reports do not go together, or a report cannot be written.
pub(super) fn run(arguments: MergeArguments, console: &Console) -> Result<Exit, Trouble> {
    let flags = placed(arguments.report)?;
    let mut documents = Vec::new();
    for file in arguments.files {
        let document = read(&file).map_err(Trouble::usage)?;
        documents.push((file.display().to_string(), document));
    }
    let document = merge(documents).map_err(Trouble::usage)?;
    let reports = Reports::open(&flags, console)?;
    reports.tell(&document)?;
    let exit = Exit::of_code(document.exit).unwrap_or(Exit::NotJudged);
    match document.error {
        Some(error) => Err(Trouble {
            exit,
            told: crate::cli::trouble::Told::Message(error),
        }),
        None => Ok(exit),
    }
}
