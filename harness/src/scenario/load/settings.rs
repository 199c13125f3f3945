//! `cardproof.toml`: the settings of a suite.

use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use crate::scenario::diagnostic::{
    FileProblem, Read, Reporter, ShapeProblem, Suggestion, ValueProblem,
};
use crate::scenario::text_file::TextFile;

/// The settings of a suite.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Where snapshots are kept, from the suite's folder.
    pub(super) snapshots: Option<PathBuf>,
}

const KEYS: &[&str] = &["snapshots"];

/// Any TOML table, with the places of its keys.
#[derive(Deserialize)]
struct Table(std::collections::BTreeMap<Spanned<String>, Spanned<toml::Value>>);

/// Reads the settings.
pub(super) fn settings(file: &TextFile, reporter: &Reporter) -> Read<Settings> {
    reporter.know(file);
    let table: Table = toml::from_str(&file.text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().replace('\n', ", ");
        let span = file.span(range.start, range.end);
        reporter.report(&span, FileProblem::NotToml { message })
    })?;
    let mut settings = Settings::default();
    let mut missing = None;
    for (key, value) in table.0 {
        let span = file.span(key.span().start, key.span().end);
        let value_span = file.span(value.span().start, value.span().end);
        let key = key.into_inner();
        let reported = match (key.as_str(), value.into_inner()) {
            ("snapshots", toml::Value::String(folder)) if folder.trim().is_empty() => {
                reporter.report(&value_span, ValueProblem::Blank)
            }
            ("snapshots", toml::Value::String(folder)) => {
                settings.snapshots = Some(PathBuf::from(folder));
                continue;
            }
            ("snapshots", _) => {
                let (wanted, found) = ("text", "something else");
                reporter.report(&value_span, ShapeProblem::WrongType { wanted, found })
            }
            _ => {
                let suggestion = Suggestion::among(&key, KEYS);
                let of = "cardproof.toml";
                reporter.report(
                    &span,
                    ShapeProblem::UnknownKey {
                        key,
                        of,
                        suggestion,
                    },
                )
            }
        };
        missing = Some(reported);
    }
    missing.map_or(Ok(settings), Err)
}
