//! `cardproof generate`: pages that are made from tables and scenarios.

mod coverage;
mod not_played;
#[cfg(test)]
mod tests;
mod unjudged;

use std::fs;
use std::path::{Path, PathBuf};

use cardproof_mock::quirk::quirks_page;
use clap::Args;

use super::schema::schema_text;
use super::suite::{DEFAULT_FOLDER, load_suite};
use super::{Console, Trouble};
use crate::run::Exit;
use crate::scenario::language::{Language, language_page};

pub(super) use coverage::coverage_page;
use not_played::not_played_page;
pub(super) use unjudged::UNJUDGED;

/// Write the pages that are generated from tables and scenarios
#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// Write nothing; fail when a page differs from what would be written
    #[arg(long)]
    check: bool,
}

/// The schemas for editors: that of scenarios beside them, the others in a folder.
fn schemas() -> impl Iterator<Item = (PathBuf, String)> {
    Language::ALL.into_iter().map(|(name, language)| {
        let file = match language {
            Language::Scenario => "schema.json".to_owned(),
            _ => format!("schema/{name}.json"),
        };
        (Path::new(DEFAULT_FOLDER).join(file), schema_text(language))
    })
}

/// Writes the pages, or checks them.
///
/// # Errors
/// When a page differs or cannot be written.
pub fn generate(arguments: &GenerateArguments, console: &Console) -> Result<Exit, Trouble> {
    let suite = load_suite(&[DEFAULT_FOLDER.to_owned()])?;
    if suite.is_bundled() {
        return Err(Trouble::usage(format!(
            "the working folder has no folder `{DEFAULT_FOLDER}`; these pages are cardproof's own"
        )));
    }
    let mut pages = vec![
        (PathBuf::from("mock-server/QUIRKS.md"), quirks_page()),
        (
            Path::new(DEFAULT_FOLDER).join("COVERAGE.md"),
            coverage_page(&suite),
        ),
        (PathBuf::from("docs/not-played.md"), not_played_page()),
        (PathBuf::from("docs/scenario-language.md"), language_page()),
    ];
    pages.extend(schemas());
    let mut output = console.output();
    for (path, page) in pages {
        if fs::read_to_string(&path).is_ok_and(|kept| kept == page) {
            continue;
        }
        let name = path.display();
        if arguments.check {
            return Err(Trouble::usage(format!(
                "{name} is not what would be generated now; run `cargo run -- generate` and commit \
                 the result"
            )));
        }
        fs::write(&path, page)
            .map_err(|error| Trouble::environment(format!("{name} cannot be written: {error}")))?;
        output.line(&format!("{name} written"));
    }
    Ok(Exit::Success)
}
