//! `cardproof new`: a file to begin with.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::schema::schema_text;
use super::suite::writable_suite;
use super::{Console, Trouble};
use crate::report::quoted;
use crate::run::Exit;
use crate::scenario::language::Language;

const EXAMPLES: &str = "\
Examples:
  cardproof new scenario write/my-case      scenarios/write/my-case.yaml, where there is scenarios/
  cardproof new scenario my-case            my-case.yaml, in a folder without a suite";

/// The file, with gaps.
const TEMPLATE: &str = include_str!("new_scenario/template.yaml");

/// Write a commented file to begin with
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct NewArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A scenario that is right and green as it stands
    Scenario {
        /// Its id: lower-case letters, digits and `-`, in folders as you like
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Writes a file to begin with, and the schema for editors where the suite has none. No file is
/// ever overwritten.
///
/// # Errors
/// When the name is no id, or the file is there, or cannot be written.
pub fn write_new(arguments: &NewArguments, console: &Console) -> Result<Exit, Trouble> {
    let What::Scenario { name } = &arguments.what;
    let id = id(name)?;
    let root = writable_suite();
    let (file, schema) = (root.join(format!("{id}.yaml")), root.join("schema.json"));
    let shown = file.display().to_string();
    let shown = quoted(shown.strip_prefix("./").unwrap_or(&shown));
    let up = "../".repeat(id.matches('/').count());
    let text = TEMPLATE
        .replace("{schema}", &format!("{up}schema.json"))
        .replace("{file}", &shown);
    write(&file, &text)?;
    if !schema.exists() {
        write(&schema, &schema_text(Language::Scenario))?;
    }
    console.output().line(&format!(
        "{shown} written\nPlay it:   cardproof run {shown}\nCheck it:  cardproof lint {shown}"
    ));
    Ok(Exit::Success)
}

fn id(name: &str) -> Result<&str, Trouble> {
    let id = name.strip_suffix(".yaml").unwrap_or(name);
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
    };
    let reserved = ["flows", "cards", "requirements"];
    let folder = id.split('/').next().unwrap_or_default();
    if !id.split('/').all(plain) || (id.contains('/') && reserved.contains(&folder)) {
        return Err(Trouble::usage(format!(
            "`{name}` cannot be the id of a scenario; write lower-case letters, digits and `-`, as \
             in `write/my-case`, not below flows/, cards/ or requirements/"
        )));
    }
    Ok(id)
}

fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Trouble::usage(format!("{} is there already", path.display()))
        }
        _ => Trouble::environment(format!("{} cannot be written: {error}", path.display())),
    };
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder).map_err(told)?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)
}
