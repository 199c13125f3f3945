//! `cardproof report`, and the reports that commands write.

mod format;
mod merge;
mod reports;

use clap::{Args, Subcommand};

pub(super) use format::{Format, ReportFlag, placed};
pub(super) use reports::{Played, Reports};

use super::{Console, Trouble};
use crate::run::Exit;

/// Work with reports that were written
#[derive(Debug, Args)]
#[command(after_help = merge::EXAMPLES)]
pub struct ReportArguments {
    #[command(subcommand)]
    command: ReportCommand,
}

#[derive(Debug, Subcommand)]
enum ReportCommand {
    /// Make one report from JSON reports, such as those of a run in shards
    Merge(merge::MergeArguments),
}

/// Works with reports that were written.
///
/// # Errors
/// When a report cannot be read or written.
pub fn report(arguments: ReportArguments, console: &Console) -> Result<Exit, Trouble> {
    match arguments.command {
        ReportCommand::Merge(arguments) => merge::run(arguments, console),
    }
}
