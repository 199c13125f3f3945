//! `cardproof schema`: what editors complete and underline by.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Console, Trouble};
use crate::run::Exit;
use crate::scenario::language::{Language, schema};

const EXAMPLES: &str = "\
Examples:
  cardproof schema -o schema.json           for scenarios
  cardproof schema flow                     for flows, to the standard output

An editor with a language server for YAML uses it where a file begins with
  # yaml-language-server: $schema=../schema.json";

/// Write the JSON schema of scenario files, for editors
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaArguments {
    /// Which files: scenario, flow, requirements, target, profile or world
    #[arg(
        value_name = "KIND",
        default_value = "scenario",
        hide_possible_values = true,
        value_parser = kinds()
    )]
    kind: Language,
    /// Where to write it; the standard output where left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn kinds() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(|(name, _)| name)).map(|name| {
        let found = Language::ALL.into_iter().find(|(known, _)| *known == name);
        found.map_or(Language::Scenario, |(_, language)| language)
    })
}

/// Writes a schema.
///
/// # Errors
/// When the file cannot be written.
pub fn write_schema(arguments: &SchemaArguments, console: &Console) -> Result<Exit, Trouble> {
    let text = schema_text(arguments.kind);
    match &arguments.output {
        None => console.output().text(&text),
        Some(path) => std::fs::write(path, text).map_err(|error| {
            Trouble::environment(format!("{} cannot be written: {error}", path.display()))
        })?,
    }
    Ok(Exit::Success)
}

/// A schema as it stands in a file.
pub(super) fn schema_text(language: Language) -> String {
    format!("{:#}\n", schema(language))
}
