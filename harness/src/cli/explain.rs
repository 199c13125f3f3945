//! `cardproof explain`: what an id means, who says so, and where it is used.

mod counts;
mod evidence;
mod page;
mod profile;
mod quirk;
mod requirement;
mod scenario;
mod usage;

use std::path::{Path, PathBuf};

use cardproof_mock::quirk::{CATALOGUE, Profile};
use clap::Args;

use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::bundle;
use crate::run::Exit;
use crate::scenario::load::is_profile_file;
use crate::scenario::{OwnProfile, Suggestion, Suite, load};
use evidence::Entry;

/// Every id in the page about evidence.
#[cfg(test)]
pub(super) fn evidence_ids() -> impl Iterator<Item = &'static str> {
    evidence::entries().map(|entry| entry.id)
}

const EXAMPLES: &str = "\
Examples:
  cardproof explain sync-05                a requirement
  cardproof explain google:SYNC-05         a piece of evidence
  cardproof explain sync.empty-token       a quirk
  cardproof explain google-observed        a profile
  cardproof explain ./mine.yaml            a profile of your own
  cardproof explain sync/expired-token     a scenario
  cardproof explain evidence               what all of it rests on";

/// The word for what everything rests on.
const COUNTS: &str = "evidence";

/// Explain a requirement, a piece of evidence, a quirk, a profile or a scenario
#[derive(Debug, Args)]
#[command(after_help = format!("{CHOICE}\n\n{EXAMPLES}"))]
pub struct ExplainArguments {
    /// What to explain; letter case matters, since `sync-05` and `google:SYNC-05` differ
    #[arg(value_name = "ID")]
    id: String,
    /// The suite's folder; where left out, the suite that `run` would play
    #[arg(long, value_name = "PATH")]
    suite: Option<String>,
}

/// Explains an id.
///
/// # Errors
/// When there is no such id, or the suite's files are wrong.
pub fn explain(arguments: &ExplainArguments, console: &Console) -> Result<Exit, Trouble> {
    let path = Path::new(&arguments.id);
    if is_profile_file(&arguments.id) && path.is_file() {
        let text = profile::page_of_own(&OwnProfile::load(path)?);
        console.output().text(&text);
        return Ok(Exit::Success);
    }
    let suite = load_suite(arguments.suite.as_slice())?;
    let text = explanation(&arguments.id, Some(&suite));
    let text = text.map_or_else(|| of_bundled(&arguments.id, &suite), Ok)?;
    console.output().text(&text);
    Ok(Exit::Success)
}

/// The page about an id that a suite of the user's does not have.
fn of_bundled(id: &str, suite: &Suite) -> Result<String, Trouble> {
    let bundled = load(&[PathBuf::from(bundle::ROOT)])?;
    let text = explanation(id, Some(&bundled).filter(|_| !suite.is_bundled()));
    text.ok_or_else(|| unknown(id, Some(suite)))
}

/// The page about an id; the kinds of ids never share a name.
fn explanation(id: &str, suite: Option<&Suite>) -> Option<String> {
    if id == COUNTS {
        return Some(counts::page());
    }
    if let Some(entry) = evidence::entries().find(|entry| entry.id == id) {
        return Some(evidence::page(&entry, suite));
    }
    if let Some(quirk) = CATALOGUE.iter().find(|quirk| quirk.name == id) {
        return Some(quirk::page(quirk, suite));
    }
    if let Ok(profile) = id.parse::<Profile>() {
        return Some(profile::page(profile));
    }
    let suite = suite?;
    let found = suite.requirements.iter().find(|(known, _)| known.0 == id);
    if let Some((_, requirement)) = found {
        return Some(requirement::page(requirement, suite));
    }
    let mut scenarios = suite.scenarios.iter();
    let scenario = scenarios.find(|scenario| scenario.id.0 == id || scenario.id.file() == id)?;
    Some(scenario::page(scenario, suite))
}

fn unknown(id: &str, suite: Option<&Suite>) -> Trouble {
    let entries: Vec<Entry<'_>> = evidence::entries().collect();
    let mut known: Vec<&str> = vec![COUNTS];
    known.extend(entries.iter().map(|entry| entry.id));
    known.extend(CATALOGUE.iter().map(|quirk| quirk.name));
    known.extend(Profile::named().map(|profile| profile.name()));
    if let Some(suite) = suite {
        known.extend(suite.requirements.keys().map(|id| id.0.as_str()));
        known.extend(
            suite
                .scenarios
                .iter()
                .map(|scenario| scenario.id.0.as_str()),
        );
    }
    let message = format!("there is no requirement, evidence, quirk, profile or scenario `{id}`");
    Trouble::usage(match Suggestion::among(id, known).help() {
        Some(help) => format!("{message}; {help}"),
        None => message,
    })
}

#[cfg(test)]
mod tests;
