//! Reading what `--report json` wrote.

use std::path::{Path, PathBuf};

use super::{Counts, Document, FORMAT};

/// Why a file is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system does not give it.
    #[error("{} cannot be read: {cause}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It has another shape.
    #[error("{} is no JSON report of `cardproof run`: {cause}", file.display())]
    Shape {
        /// The file.
        file: PathBuf,
        /// What the reader said.
        cause: serde_json::Error,
    },
    /// It was written by a version with another shape.
    #[error(
        "{} has format {found}, and this is cardproof {}, which reads format {FORMAT}",
        file.display(),
        env!("CARGO_PKG_VERSION")
    )]
    Format {
        /// The file.
        file: PathBuf,
        /// Its format.
        found: u64,
    },
    /// Its counts are not those of its scenarios.
    #[error("{}: the counts of {run} are not those of its scenarios", file.display())]
    Counts {
        /// The file.
        file: PathBuf,
        /// Which run.
        run: String,
    },
}

/// Reads what `--report json` wrote.
///
/// # Errors
/// When the file cannot be read or is no such report.
pub fn read(file: &Path) -> Result<Document, ReadError> {
    let text = std::fs::read_to_string(file).map_err(|cause| ReadError::Unreadable {
        file: file.to_owned(),
        cause,
    })?;
    parse(file, &text)
}

fn parse(file: &Path, text: &str) -> Result<Document, ReadError> {
    let shape = |cause| ReadError::Shape {
        file: file.to_owned(),
        cause,
    };
    let head: Head = serde_json::from_str(text).map_err(shape)?;
    if head.format != u64::from(FORMAT) {
        return Err(ReadError::Format {
            file: file.to_owned(),
            found: head.format,
        });
    }
    let document: Document = serde_json::from_str(text).map_err(shape)?;
    let mut runs = document.runs.iter();
    match runs.find(|run| run.counts != Counts::over(&run.scenarios)) {
        Some(run) => Err(ReadError::Counts {
            file: file.to_owned(),
            run: run.name(),
        }),
        None => Ok(document),
    }
}

/// The one key that every format has.
#[derive(serde::Deserialize)]
struct Head {
    format: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{json, sample};

    fn told(text: &str) -> String {
        let error = parse(Path::new("a.json"), text).unwrap_err();
        error.to_string()
    }

    #[test]
    fn a_report_is_read_as_it_was_written() {
        let document = sample::document(sample::every_verdict());
        let read = parse(Path::new("a.json"), &json(&document)).unwrap();
        assert_eq!(read, document);
    }

    #[test]
    fn what_is_no_report_is_refused_in_words() {
        assert_eq!(
            told("{}"),
            "a.json is no JSON report of `cardproof run`: missing field `format` at line 1 column 2"
        );
        assert_eq!(
            told(r#"{"format": 9}"#),
            format!(
                "a.json has format 9, and this is cardproof {}, which reads format 1",
                env!("CARGO_PKG_VERSION")
            )
        );
        let document = json(&sample::document(sample::every_verdict()));
        assert_eq!(
            told(&document.replacen("\"fail\":1", "\"fail\":0", 1)),
            "a.json: the counts of target mock, profile google-documented are not those of its \
             scenarios"
        );
        let missing = read(Path::new("no/such.json")).unwrap_err().to_string();
        assert!(
            missing.starts_with("no/such.json cannot be read: "),
            "{missing}"
        );
    }
}
