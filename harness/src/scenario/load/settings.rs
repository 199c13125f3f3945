//! `cardproof.toml`: the settings of a suite.

use std::path::{Path, PathBuf};

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

/// The name of the file in messages about its keys.
const SHOWN: &str = "cardproof.toml";

const KEYS: &[&str] = &["snapshots"];

/// The settings of the program, which may stand in the same file and say nothing of a suite.
const TABLES_OF_THE_PROGRAM: [&str; 5] = ["run", "serve", "wait", "record", "mutants"];

/// Whether a file is the settings of a suite, so that its folder is the suite's. One that holds
/// nothing but settings of the program is not; one that cannot be read is, so that this is told.
pub(super) fn marks_a_suite(file: &Path) -> bool {
    if !file.is_file() {
        return false;
    }
    let text = TextFile::read(file, SHOWN).map(|file| file.text);
    let table: toml::Table = text.unwrap_or_default().parse().unwrap_or_default();
    let of_the_program = |key: &String| TABLES_OF_THE_PROGRAM.contains(&key.as_str());
    table.is_empty() || !table.keys().all(of_the_program)
}

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
            (table, toml::Value::Table(_)) if TABLES_OF_THE_PROGRAM.contains(&table) => continue,
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
                let of = SHOWN;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cardproof.toml");
        std::fs::write(&file, text).unwrap();
        marks_a_suite(&file)
    }

    #[test]
    fn settings_of_the_program_alone_make_no_suite() {
        assert!(!marks("[run]\njobs = 1\n[serve]\nseed = 2\n"));
        assert!(!marks("[wait]\n[record]\n[mutants]\n"));
        assert!(marks("snapshots = \"x\"\n[run]\njobs = 1\n"));
        assert!(marks("# nothing but the mark\n"));
        assert!(marks("not TOML ["));
        assert!(!marks_a_suite(Path::new("no/such/file")));
    }

    #[test]
    fn settings_of_the_program_are_left_to_it() {
        let read = |text: &str| {
            let reporter = Reporter::default();
            let file = TextFile {
                file: "cardproof.toml".into(),
                text: text.into(),
            };
            let read = settings(&file, &reporter);
            reporter.finish(read).map_err(|error| error.to_string())
        };
        let both = "snapshots = \"x\"\n[run]\nsnapshots = \"off\"\n";
        assert_eq!(read(both).unwrap().snapshots, Some(PathBuf::from("x")));
        assert!(read("run = 3\n").unwrap_err().contains("run"));
    }
}
