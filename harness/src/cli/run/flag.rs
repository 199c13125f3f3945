//! Words of flags and what they stand for.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use crate::scenario::{Level, Suggestion};
use crate::snapshot::Mode;

/// `--level`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LevelName {
    /// Every fail counts
    May,
    /// Fails of level should and must count
    Should,
    /// Fails of level must count
    Must,
}

/// `--snapshots`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SnapshotMode {
    /// Compare; what differs or is missing waits beside as a .snap.new file
    Check,
    /// Only write what is missing
    New,
    /// Leave snapshots alone
    Off,
}

/// `--report FORMAT[=PATH]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct ReportFlag {
    /// The format.
    pub(super) format: Format,
    /// The file; the standard output where left out.
    pub(super) path: Option<PathBuf>,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Pretty,
    /// For CI systems.
    Junit,
    /// For programs.
    Json,
}

const FORMATS: [(&str, Format); 3] = [
    ("pretty", Format::Pretty),
    ("junit", Format::Junit),
    ("json", Format::Json),
];

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::May => Self::May,
            LevelName::Should => Self::Should,
            LevelName::Must => Self::Must,
        }
    }
}

impl From<SnapshotMode> for Mode {
    fn from(mode: SnapshotMode) -> Self {
        match mode {
            SnapshotMode::Check => Self::Check,
            SnapshotMode::New => Self::New,
            SnapshotMode::Off => Self::Off,
        }
    }
}

impl FromStr for LevelName {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        one_of(word)
    }
}

impl FromStr for SnapshotMode {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        one_of(word)
    }
}

fn one_of<T: ValueEnum>(word: &str) -> Result<T, String> {
    T::from_str(word, false).map_err(|_| {
        let values = T::value_variants().iter();
        let names: Vec<_> = values
            .filter_map(ValueEnum::to_possible_value)
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        format!("`{word}` is none of {}", names.join(", "))
    })
}

impl FromStr for ReportFlag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, path) = match text.split_once('=') {
            Some((_, "")) => return Err("the path after `=` is empty".to_owned()),
            Some((name, path)) => (name, Some(PathBuf::from(path))),
            None => (text, None),
        };
        match FORMATS.iter().find(|(known, _)| *known == name) {
            Some((_, format)) => Ok(Self {
                format: *format,
                path,
            }),
            None => {
                let help = Suggestion::among(name, FORMATS.map(|(known, _)| known)).help();
                let help = help.map_or_else(String::new, |help| format!("; {help}"));
                Err(format!("there is no report format `{name}`{help}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_format_and_may_have_a_path() {
        let read = |text: &str| text.parse::<ReportFlag>();
        assert_eq!(
            read("junit=out/a=b.xml").unwrap(),
            ReportFlag {
                format: Format::Junit,
                path: Some(PathBuf::from("out/a=b.xml"))
            }
        );
        assert_eq!(read("json").unwrap().path, None);
        assert_eq!(
            read("juni=x").unwrap_err(),
            "there is no report format `juni`; did you mean `junit`?"
        );
        assert_eq!(read("json=").unwrap_err(), "the path after `=` is empty");
    }

    #[test]
    fn words_of_the_settings_file_are_those_of_the_flags() {
        assert_eq!("must".parse(), Ok(LevelName::Must));
        assert_eq!("off".parse(), Ok(SnapshotMode::Off));
        assert_eq!(
            "most".parse::<LevelName>().unwrap_err(),
            "`most` is none of `may`, `should`, `must`"
        );
    }
}
