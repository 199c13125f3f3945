//! `cardproof list`: the scenarios.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::suite::{CHOICE, outline_suite};
use super::{Console, Trouble};
use crate::plan::{Selection, TagExpression, select};
use crate::run::Exit;
use crate::scenario::Outline;

const UNREAD: &str = "\
Steps are not read, so that the list is there at once; `cardproof lint` finds what is wrong in them.";

const EXAMPLES: &str = "\
Examples:
  cardproof list
  cardproof list sync --tag flagship
  cardproof list --format json";

/// List the scenarios
#[derive(Debug, Args)]
#[command(after_help = format!("{UNREAD}\n\n{CHOICE}\n\n{EXAMPLES}"))]
pub struct ListArguments {
    /// Which scenarios: ids, folders of ids, files or folders; everything where left out
    #[arg(value_name = "PATH|ID")]
    names: Vec<String>,
    /// Only scenarios that fit: a tag, or tags with `and`, `or`, `not` and parentheses; may be
    /// repeated, for any of them
    #[arg(long, value_name = "EXPR", value_delimiter = ',')]
    tag: Vec<TagExpression>,
    /// text is a line a scenario, json is for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    format: ListFormat,
}

/// How scenarios are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// A line a scenario
    Text,
    /// A JSON array, for programs
    Json,
}

/// A scenario in a list.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    tags: &'a [String],
    /// The strongest level that it can break.
    level: &'static str,
    covers: Vec<&'a str>,
    file: &'a str,
}

/// Lists the scenarios.
///
/// # Errors
/// When a name or a tag is unknown, or what is listed is wrong.
pub fn list(arguments: &ListArguments, console: &Console) -> Result<Exit, Trouble> {
    let scenarios = outline_suite(&arguments.names)?;
    let selection = Selection {
        names: arguments.names.clone(),
        tags: arguments.tag.clone(),
    };
    let ids = select(&scenarios, &selection).map_err(Trouble::usage)?;
    let selected = scenarios.iter().filter(|it| ids.contains(&it.id));
    let listed: Vec<_> = selected.map(listed).collect();
    let text = match arguments.format {
        ListFormat::Text => lines(&listed),
        ListFormat::Json => serde_json::to_string_pretty(&listed)
            .map_err(Trouble::environment)
            .map(|text| text + "\n")?,
    };
    console.output().text(&text);
    Ok(Exit::Success)
}

fn listed(scenario: &Outline) -> Listed<'_> {
    Listed {
        id: &scenario.id.0,
        title: &scenario.title,
        tags: &scenario.tags,
        level: scenario.level.name(),
        covers: scenario.covers.iter().map(|id| id.0.as_str()).collect(),
        file: &scenario.file,
    }
}

fn lines(listed: &[Listed<'_>]) -> String {
    let width = listed.iter().map(|scenario| scenario.id.len()).max();
    let width = width.unwrap_or_default();
    let line = |scenario: &Listed<'_>| {
        format!(
            "{:width$}  {:6}  {}  [{}]\n",
            scenario.id,
            scenario.level,
            scenario.title,
            scenario.tags.join(", ")
        )
    };
    listed.iter().map(line).collect()
}
