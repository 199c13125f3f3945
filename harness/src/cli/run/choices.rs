//! What was asked for, by flag, variable or file.

use std::fmt::Display;
use std::str::FromStr;

use super::RunArguments;
use super::flag::{Format, LevelName, ReportFlag, SnapshotMode};
use crate::cli::Trouble;
use crate::cli::setting::{ProfileName, QuirkValue, Settings};
use crate::plan::Selection;
use crate::scenario::Level;
use crate::snapshot::Mode;

/// What was asked for. `None` where nobody said anything and the target decides.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    pub(super) selection: Selection,
    pub(super) target: Option<String>,
    pub(super) profile: Option<ProfileName>,
    pub(super) quirks: Vec<(String, String)>,
    pub(super) level: Option<Level>,
    pub(super) jobs: Option<u16>,
    pub(super) seed: Option<u64>,
    pub(super) snapshots: Mode,
    pub(super) reports: Vec<ReportFlag>,
    pub(super) allow_writes: bool,
}

impl Choices {
    /// Flags win over variables (clap sees to that), and both over the file.
    pub(super) fn of(arguments: RunArguments) -> Result<Self, Trouble> {
        let file = File(Settings::of_folder("run")?);
        let quirks: Vec<QuirkValue> = file.list(arguments.quirk, "quirk")?;
        let level: Option<LevelName> = file.one(arguments.level, "level")?;
        let snapshots: Option<SnapshotMode> = file.one(arguments.snapshots, "snapshots")?;
        let allowed = arguments.allow_writes.then_some(true);
        Ok(Self {
            selection: Selection {
                names: arguments.names,
                tags: file.list(arguments.tag, "tag")?,
            },
            target: file.one(arguments.target, "target")?,
            profile: file.one(arguments.profile, "profile")?,
            quirks: quirks.into_iter().map(QuirkValue::into_pair).collect(),
            level: level.map(Level::from),
            jobs: file.one(arguments.jobs, "jobs")?,
            seed: file.one(arguments.seed, "seed")?,
            snapshots: snapshots.map(Mode::from).unwrap_or_default(),
            reports: reports(file.list(arguments.report, "report")?)?,
            allow_writes: file.one(allowed, "allow-writes")?.unwrap_or_default(),
        })
    }
}

/// The file, asked where nothing was given otherwise.
struct File(Settings);

impl File {
    fn one<T: FromStr<Err: Display>>(
        &self,
        given: Option<T>,
        key: &str,
    ) -> Result<Option<T>, Trouble> {
        match given {
            Some(given) => Ok(Some(given)),
            None => self.0.parsed(key),
        }
    }

    fn list<T: FromStr<Err: Display>>(&self, given: Vec<T>, key: &str) -> Result<Vec<T>, Trouble> {
        if given.is_empty() {
            self.0.list(key)
        } else {
            Ok(given)
        }
    }
}

/// The reports; the one for people is on the standard output unless another one is.
fn reports(mut reports: Vec<ReportFlag>) -> Result<Vec<ReportFlag>, Trouble> {
    match reports
        .iter()
        .filter(|report| report.path.is_none())
        .count()
    {
        0 => reports.push(ReportFlag {
            format: Format::Pretty,
            path: None,
        }),
        1 => {}
        _ => {
            return Err(Trouble::usage(
                "two reports to the standard output; give one of them a path: --report junit=report.xml",
            ));
        }
    }
    Ok(reports)
}
