//! `cardproof coverage`: which requirements are judged, which are open, which are waived and why.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::generate::{UNJUDGED, coverage_page};
use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::run::Exit;
use crate::scenario::{Requirement, Suite};

const EXAMPLES: &str = "\
Examples:
  cardproof coverage
  cardproof coverage --format json
  cardproof coverage --suite path/to/scenarios --format md > COVERAGE.md";

/// Tell which requirements are judged, which are open, and which are waived
#[derive(Debug, Args)]
#[command(after_help = format!("{CHOICE}\n\n{EXAMPLES}"))]
pub struct CoverageArguments {
    /// text is a line an area and what is open, md is a page, json is for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    format: CoverageFormat,
    /// The suite's folder; where left out, the suite that `run` would play
    #[arg(long, value_name = "PATH")]
    suite: Option<String>,
}

/// How coverage is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// A page
    Md,
}

#[derive(Debug, Serialize)]
struct Coverage<'a> {
    judged: usize,
    requirements: usize,
    areas: Vec<Area<'a>>,
    /// What no scenario judges on purpose; of the suite that comes with cardproof.
    waived: Vec<Waived>,
}

#[derive(Debug, Serialize)]
struct Area<'a> {
    area: &'a str,
    judged: usize,
    requirements: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    level: &'static str,
    says: &'a str,
    source: &'a str,
    scenarios: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Waived {
    id: &'static str,
    behaviour: &'static str,
    why: &'static str,
}

/// Tells the coverage of a suite.
///
/// # Errors
/// When the suite's files are wrong.
pub fn coverage(arguments: &CoverageArguments, console: &Console) -> Result<Exit, Trouble> {
    let suite = load_suite(arguments.suite.as_slice())?;
    let told = match arguments.format {
        CoverageFormat::Md => coverage_page(&suite),
        CoverageFormat::Text => text(&measured(&suite)),
        CoverageFormat::Json => {
            let text = serde_json::to_string_pretty(&measured(&suite));
            text.map_err(Trouble::environment)? + "\n"
        }
    };
    console.output().text(&told);
    Ok(Exit::Success)
}

fn measured(suite: &Suite) -> Coverage<'_> {
    let mut areas: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for requirement in suite.requirements.values() {
        let id = requirement.id.0.as_str();
        let area = id.rsplit_once('-').map_or(id, |(area, _)| area);
        areas.entry(area).or_default().push(row(requirement, suite));
    }
    let judged = |rows: &[Row<'_>]| rows.iter().filter(|row| !row.scenarios.is_empty()).count();
    let areas: Vec<Area<'_>> = areas
        .into_iter()
        .map(|(area, requirements)| Area {
            area,
            judged: judged(&requirements),
            requirements,
        })
        .collect();
    let waived = UNJUDGED.iter().map(|row| Waived {
        id: row.id,
        behaviour: row.what,
        why: row.why,
    });
    Coverage {
        judged: areas.iter().map(|area| area.judged).sum(),
        requirements: suite.requirements.len(),
        areas,
        waived: waived.collect(),
    }
}

fn row<'a>(requirement: &'a Requirement, suite: &'a Suite) -> Row<'a> {
    let all = suite.scenarios.iter();
    let judging = all.filter(|scenario| scenario.covers().contains(&requirement.id));
    Row {
        id: &requirement.id.0,
        level: requirement.level.name(),
        says: &requirement.says,
        source: &requirement.source,
        scenarios: judging.map(|scenario| scenario.id.0.as_str()).collect(),
    }
}

fn text(coverage: &Coverage<'_>) -> String {
    let mut text = format!(
        "{} of {} requirements are judged\n\n",
        coverage.judged, coverage.requirements
    );
    for area in &coverage.areas {
        let of = area.requirements.len();
        text += &format!("{:12} {:3} of {of}\n", area.area, area.judged);
    }
    let rows = coverage.areas.iter().flat_map(|area| &area.requirements);
    let open: Vec<_> = rows.filter(|row| row.scenarios.is_empty()).collect();
    text += "\nOpen: no scenario judges these yet\n";
    for row in &open {
        text += &format!("  {:12} {:6} {}\n", row.id, row.level, row.says);
    }
    if open.is_empty() {
        text += "  none\n";
    }
    text += "\nWaived: the suite of cardproof does not judge these, with the reason\n";
    for row in &coverage.waived {
        text += &format!(
            "  {:12} {}\n  {:12} {}\n",
            row.id, row.behaviour, "", row.why
        );
    }
    text
}
