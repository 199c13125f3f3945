//! What was asked for, by flag, variable or file.

use super::RunArguments;
use super::earlier::Earlier;
use super::flag::{LevelName, SnapshotMode};
use crate::cli::Trouble;
use crate::cli::report::{ReportFlag, placed};
use crate::cli::setting::{ProfileName, Settings};
use crate::plan::{Selection, Shard};
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
    pub(super) shard: Option<Shard>,
    pub(super) fail_fast: bool,
    pub(super) dry_run: bool,
    pub(super) rerun_failed: Option<Earlier>,
    pub(super) snapshots: Mode,
    pub(super) reports: Vec<ReportFlag>,
    pub(super) insecure_http: bool,
    pub(super) allow_writes: bool,
}

impl Choices {
    /// Flags win over variables (clap sees to that), and both over the file.
    pub(super) fn of(arguments: RunArguments) -> Result<Self, Trouble> {
        let file = Settings::of_folder("run")?;
        let level: Option<LevelName> = file.either(arguments.level, "level")?;
        let snapshots: Option<SnapshotMode> = file.either(arguments.snapshots, "snapshots")?;
        Ok(Self {
            selection: arguments.selection.selection(&file)?,
            target: file.either(arguments.target, "target")?,
            profile: file.either(arguments.profile, "profile")?,
            quirks: arguments.quirks.pairs(&file)?,
            level: level.map(Level::from),
            jobs: file.either(arguments.jobs, "jobs")?,
            seed: file.either(arguments.seed, "seed")?,
            shard: file.either(arguments.shard, "shard")?,
            fail_fast: file
                .either(arguments.fail_fast, "fail-fast")?
                .unwrap_or_default(),
            dry_run: file
                .either(arguments.dry_run, "dry-run")?
                .unwrap_or_default(),
            rerun_failed: arguments.rerun_failed,
            snapshots: snapshots.map(Mode::from).unwrap_or_default(),
            reports: placed(file.either_list(arguments.report, "report")?)?,
            insecure_http: file
                .either(arguments.insecure_http, "insecure-http")?
                .unwrap_or_default(),
            allow_writes: file
                .either(arguments.allow_writes, "allow-writes")?
                .unwrap_or_default(),
        })
    }
}
