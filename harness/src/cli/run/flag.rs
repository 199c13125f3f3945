//! Words of flags and what they stand for.

use std::str::FromStr;

use clap::ValueEnum;

use crate::scenario::Level;
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

#[cfg(test)]
mod tests {
    use super::*;

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
