//! Settings: `cardproof.toml` of the working folder, one table a command, the names as of the
//! flags. A flag wins over a variable, a variable over the file.

mod value;

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use toml::{Table, Value};

use super::Trouble;
use crate::scenario::Suggestion;

pub(super) use value::{ProfileName, QuirkValue};

/// The file, in the working folder.
const FILE: &str = "cardproof.toml";

/// What may stand in the table of each command.
const KEYS: [(&str, &[&str]); 5] = [
    (
        "run",
        &[
            "target",
            "profile",
            "quirk",
            "tag",
            "level",
            "jobs",
            "seed",
            "shard",
            "fail-fast",
            "dry-run",
            "snapshots",
            "report",
            "insecure-http",
            "allow-writes",
        ],
    ),
    (
        "serve",
        &[
            "addr",
            "profile",
            "quirk",
            "seed",
            "world",
            "state",
            "host",
            "cert",
            "key",
            "ca-file",
            "insecure-http",
            "plain-port",
            "expired-port",
            "not-yet-valid-port",
            "wrong-name-port",
            "ready-file",
        ],
    ),
    ("wait", &["timeout", "cacert"]),
    (
        "record",
        &[
            "target",
            "addr",
            "cacert",
            "duration",
            "exchanges",
            "whole-cards",
        ],
    ),
    (
        "mutants",
        &[
            "kind",
            "tag",
            "profile",
            "quirk",
            "min-score",
            "show",
            "jobs",
            "seed",
            "report",
        ],
    ),
];

/// The settings of a command.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    command: &'static str,
    table: Table,
}

impl Settings {
    /// The settings for a command in the working folder's file; none when there is no file.
    ///
    /// # Errors
    /// When the file is no TOML, or holds a key that does not exist.
    pub(super) fn of_folder(command: &'static str) -> Result<Self, Trouble> {
        match std::fs::read_to_string(PathBuf::from(FILE)) {
            Ok(text) => Self::read(command, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Trouble::usage(format!("{FILE} cannot be read: {error}"))),
        }
    }

    fn read(command: &'static str, text: &str) -> Result<Self, Trouble> {
        let wrong = |problem: &dyn Display| Trouble::usage(format!("{FILE}: {problem}"));
        let mut file: Table = text
            .parse()
            .map_err(|error: toml::de::Error| wrong(&error.to_string().trim_end()))?;
        let Some(value) = file.remove(command) else {
            return Ok(Self::default());
        };
        let Value::Table(table) = value else {
            return Err(wrong(&format!("`{command}` is no table")));
        };
        let known = KEYS.iter().find(|(name, _)| *name == command);
        let known = known.map_or(&[][..], |(_, keys)| keys);
        match table.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(wrong(&unknown(command, key, known))),
            None => Ok(Self { command, table }),
        }
    }

    /// What a flag or variable said, or else what the file says.
    ///
    /// # Errors
    /// When the file's value is a list or cannot be read as what it stands for.
    pub(super) fn either<T: FromStr<Err: Display>>(
        &self,
        given: Option<T>,
        key: &str,
    ) -> Result<Option<T>, Trouble> {
        match given {
            Some(given) => Ok(Some(given)),
            None => self.parsed(key),
        }
    }

    /// The values of a flag or variable, or else those of the file.
    ///
    /// # Errors
    /// When one of the file's values cannot be read as what it stands for.
    pub(super) fn either_list<T: FromStr<Err: Display>>(
        &self,
        given: Vec<T>,
        key: &str,
    ) -> Result<Vec<T>, Trouble> {
        if given.is_empty() {
            self.list(key)
        } else {
            Ok(given)
        }
    }

    /// A single value.
    ///
    /// # Errors
    /// When it is a list or cannot be read as what it stands for.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, key: &str) -> Result<Option<T>, Trouble> {
        self.table
            .get(key)
            .map(|value| self.one(key, value))
            .transpose()
    }

    /// A list of values; a single value is a list of one.
    ///
    /// # Errors
    /// When one of them cannot be read as what it stands for.
    pub(super) fn list<T: FromStr<Err: Display>>(&self, key: &str) -> Result<Vec<T>, Trouble> {
        match self.table.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) => values.iter().map(|value| self.one(key, value)).collect(),
            Some(value) => Ok(vec![self.one(key, value)?]),
        }
    }

    fn one<T: FromStr<Err: Display>>(&self, key: &str, value: &Value) -> Result<T, Trouble> {
        let name = format!("{FILE}: `{key}` of `[{}]`", self.command);
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Boolean(truth) => truth.to_string(),
            _ => {
                return Err(Trouble::usage(format!(
                    "{name} has a value of the wrong kind"
                )));
            }
        };
        text.parse()
            .map_err(|error| Trouble::usage(format!("{name}: {error}")))
    }
}

fn unknown(command: &str, key: &str, known: &[&str]) -> String {
    let help = Suggestion::among(key, known).help();
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    format!("`[{command}]` has no `{key}`{help}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::trouble::Told;

    fn told<T: std::fmt::Debug>(result: Result<T, Trouble>) -> String {
        match result.unwrap_err().told {
            Told::Message(message) => message,
            Told::Diagnostics(diagnostics) => diagnostics.to_string(),
        }
    }

    #[test]
    fn a_table_holds_the_settings_of_a_command() {
        let text = "snapshots = \"x\"\n[run]\njobs = 3\ntag = [\"sync\", \"auth\"]\nallow-writes = true\nreport = \"json\"\n";
        let settings = Settings::read("run", text).unwrap();
        assert_eq!(settings.parsed("jobs").unwrap(), Some(3_usize));
        assert_eq!(settings.parsed("allow-writes").unwrap(), Some(true));
        assert_eq!(settings.parsed::<u64>("seed").unwrap(), None);
        assert_eq!(settings.list::<String>("tag").unwrap(), ["sync", "auth"]);
        assert_eq!(settings.list::<String>("report").unwrap(), ["json"]);
        assert!(settings.list::<String>("quirk").unwrap().is_empty());
        assert_eq!(Settings::read("serve", text).unwrap(), Settings::default());
    }

    #[test]
    fn an_unknown_key_is_an_error_with_a_suggestion() {
        assert_eq!(
            told(Settings::read("run", "[run]\njob = 3\n")),
            "cardproof.toml: `[run]` has no `job`; did you mean `jobs`?"
        );
        assert_eq!(
            told(Settings::read("run", "run = 3\n")),
            "cardproof.toml: `run` is no table"
        );
    }

    #[test]
    fn a_value_that_cannot_be_read_is_an_error() {
        let settings = Settings::read("run", "[run]\njobs = \"many\"\nseed = [1]\n").unwrap();
        assert_eq!(
            told(settings.parsed::<usize>("jobs")),
            "cardproof.toml: `jobs` of `[run]`: invalid digit found in string"
        );
        assert_eq!(
            told(settings.parsed::<u64>("seed")),
            "cardproof.toml: `seed` of `[run]` has a value of the wrong kind"
        );
    }

    #[test]
    fn a_file_that_is_no_toml_is_an_error() {
        let message = told(Settings::read("run", "[run\n"));
        assert!(
            message.starts_with("cardproof.toml: TOML parse error at line 1"),
            "{message}"
        );
    }
}
