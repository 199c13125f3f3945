//! `--report FORMAT[=PATH]`

use std::path::PathBuf;
use std::str::FromStr;

use crate::cli::Trouble;
use crate::scenario::Suggestion;

/// `--report FORMAT[=PATH]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct ReportFlag {
    /// The format.
    pub(in crate::cli) format: Format,
    /// The file; the standard output where left out.
    pub(in crate::cli) path: Option<PathBuf>,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Format {
    /// For people.
    Pretty,
    /// For CI systems.
    Junit,
    /// For programs.
    Json,
    /// For programs that follow a run.
    Ndjson,
    /// For GitHub Actions.
    Github,
    /// For tools that read conversations.
    Har,
    /// For people, as a page.
    Html,
}

const FORMATS: [(&str, Format); 7] = [
    ("pretty", Format::Pretty),
    ("junit", Format::Junit),
    ("json", Format::Json),
    ("ndjson", Format::Ndjson),
    ("github", Format::Github),
    ("har", Format::Har),
    ("html", Format::Html),
];

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

impl ReportFlag {
    /// Whether it needs the standard output for itself.
    pub(super) fn takes_standard_output(&self) -> bool {
        self.path.is_none() && self.format != Format::Github
    }
}

/// The reports that were asked for. The one for people is on the standard output unless another
/// one is; GitHub's comes by itself under GitHub Actions, and before all others, which it fences.
///
/// # Errors
/// When two reports would go to one place.
pub(in crate::cli) fn placed(reports: Vec<ReportFlag>) -> Result<Vec<ReportFlag>, Trouble> {
    let under_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    placed_where(reports, under_github)
}

fn placed_where(
    mut reports: Vec<ReportFlag>,
    under_github: bool,
) -> Result<Vec<ReportFlag>, Trouble> {
    let on_standard_output = |format| ReportFlag { format, path: None };
    if !reports.iter().any(ReportFlag::takes_standard_output) {
        reports.push(on_standard_output(Format::Pretty));
    }
    if under_github && !reports.iter().any(|report| report.format == Format::Github) {
        reports.push(on_standard_output(Format::Github));
    }
    reports.sort_by_key(|report| report.format != Format::Github);
    for (index, report) in reports.iter().enumerate() {
        let mut earlier = reports.iter().take(index);
        let same = |earlier: &ReportFlag| {
            earlier.path == report.path
                && earlier.takes_standard_output() == report.takes_standard_output()
        };
        if earlier.any(same) {
            return Err(Trouble::usage(in_one_place(report)));
        }
    }
    Ok(reports)
}

fn in_one_place(report: &ReportFlag) -> String {
    match &report.path {
        Some(path) => format!(
            "two reports to {}; give one of them another path",
            path.display()
        ),
        None => "two reports to the standard output; give one of them a path: --report \
                 junit=report.xml"
            .to_owned(),
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
    fn two_reports_do_not_share_a_place() {
        let both =
            |a: &str, b: &str| placed_where(vec![a.parse().unwrap(), b.parse().unwrap()], false);
        assert_eq!(both("json=a", "junit=b").unwrap().len(), 3);
        let told = both("json=a", "junit=a").unwrap_err().told;
        let crate::cli::trouble::Told::Message(told) = told else {
            panic!("a message");
        };
        assert_eq!(told, "two reports to a; give one of them another path");
        assert!(both("json", "junit").is_err());
    }

    #[test]
    fn github_gets_its_report_by_itself_and_first() {
        let formats = |flags: &[&str], under_github| {
            let flags = flags.iter().map(|flag| flag.parse().unwrap()).collect();
            let placed = placed_where(flags, under_github).unwrap();
            placed.iter().map(|flag| flag.format).collect::<Vec<_>>()
        };
        use Format::{Github, Json, Pretty};
        assert_eq!(formats(&[], false), [Pretty]);
        assert_eq!(formats(&[], true), [Github, Pretty]);
        assert_eq!(formats(&["github"], false), [Github, Pretty]);
        assert_eq!(formats(&["json"], true), [Github, Json]);
        assert_eq!(
            formats(&["json=a", "github=b"], true),
            [Github, Json, Pretty]
        );
    }
}
