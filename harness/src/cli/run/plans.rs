//! What is played: a plan a profile.

use std::num::NonZero;
use std::sync::Arc;

use cardproof_mock::quirk::Profile;

use super::choices::Choices;
use super::start::Start;
use crate::cli::report::Format;
use crate::cli::setting::ProfileName;
use crate::cli::suite::{is_default, load_suite};
use crate::cli::target::{target, verify};
use crate::cli::{Trouble, seed as seeds};
use crate::plan::{
    ActiveProfile, Environment, LeftOut, Login, Plan, Target, WhyLeftOut, select, shuffle,
};
use crate::report::{CurlLogin, Recorder, Replay, quoted};
use crate::run::RunReport;
use crate::scenario::{AnyProfile, ScenarioId};
use crate::snapshot::{Mode, SnapshotReport, Store, under_ci};

/// The name of Google as a target. Its snapshots stand beside the mock's, so that their
/// difference is the drift.
const GOOGLE: &str = "google";

/// So many scenarios at most play at the same time on a server, where nobody says otherwise.
const POLITE: usize = 4;

/// What is played, one after the other.
#[derive(Debug)]
pub(super) struct Plans {
    /// A plan a profile.
    pub(super) list: Vec<Plan>,
    /// What is done with snapshots.
    pub(super) mode: Mode,
    /// The target as it was typed.
    target: String,
    /// Whether the user changed quirks, or the world, so that no snapshot is meant.
    quirks: bool,
    by_file: bool,
    /// Whether any report tells more than what is wrong.
    keeps_all: bool,
}

impl Plans {
    /// Everything that was asked for, found and checked.
    pub(super) fn make(choices: &Choices) -> Result<Self, Trouble> {
        let word = choices.target.clone().unwrap_or_else(|| "mock".to_owned());
        let (target, file) = target(&word)?;
        let suite = Arc::new(load_suite(&choices.selection.names)?);
        if let Some(file) = &file {
            verify(file, &suite)?;
        }
        let environment = Environment::of_process();
        let selected = select(&suite.scenarios, &choices.selection).map_err(Trouble::usage)?;
        let start = Start::of(&suite, &selected, target.is_mock())?;
        let profiles = profiles(choices, &target, &start)?;
        let has_own_profile = matches!(choices.profile, Some(ProfileName::File(_)));
        let (scenarios, left_out) = narrowed(selected, choices, &environment)?;
        let first = Plan {
            suite: suite.clone(),
            scenarios,
            left_out,
            shard: choices.shard,
            fail_fast: choices.fail_fast,
            level: choices.level.unwrap_or_else(|| target.level()),
            jobs: choices.jobs.map_or_else(|| jobs(&target), usize::from),
            seed: seed(choices, &target, &start)?,
            insecure_http: insecure_http(choices, &target)?,
            allow_writes: choices.allow_writes,
            environment,
            profile: ActiveProfile::with(target.profile(), Vec::new()).map_err(Trouble::usage)?,
            target,
        };
        let plan = |profile| Plan {
            profile,
            ..first.clone()
        };
        Ok(Self {
            list: profiles.into_iter().map(plan).collect(),
            mode: choices.snapshots,
            target: word,
            quirks: !choices.quirks.is_empty() || has_own_profile || start.is_own(),
            by_file: !is_default(&suite),
            keeps_all: choices
                .reports
                .iter()
                .any(|flag| flag.format != Format::Pretty),
        })
    }

    /// What makes the records of a plan's run.
    pub(super) fn recorder(&self, plan: &Plan) -> Recorder {
        Recorder {
            suite: plan.suite.clone(),
            replay: self.replay(plan),
            login: login(plan),
            keeps_all: self.keeps_all,
        }
    }

    /// How a scenario of a plan is played again.
    fn replay(&self, plan: &Plan) -> Replay {
        let profile = match plan.profile.own() {
            Some(own) => quoted(&format!("--profile={}", own.file.display())),
            None => format!("--profile={}", plan.profile.base()),
        };
        let mut arguments = vec![format!("--target={}", self.target), profile];
        let overrides = plan.profile.single_quirks().iter();
        arguments.extend(overrides.map(|(quirk, value)| format!("--quirk={quirk}={value}")));
        arguments.push(format!("--seed={}", plan.seed));
        if plan.insecure_http {
            arguments.push("--insecure-http".to_owned());
        }
        if plan.allow_writes {
            arguments.push("--allow-writes".to_owned());
        }
        Replay {
            by_file: self.by_file,
            arguments,
        }
    }

    /// How the conversations of a run compare with the accepted ones. An interrupted run has none
    /// that are whole.
    pub(super) fn compare(&self, plan: &Plan, report: &RunReport) -> Vec<SnapshotReport> {
        let folder = snapshot_folder(plan).filter(|_| !report.interrupted && !self.quirks);
        let (Some(folder), Some(root)) = (folder, plan.suite.snapshots.clone()) else {
            return Vec::new();
        };
        let store = Store {
            folder: root,
            mode: self.mode,
            writes_pending: !under_ci() && !plan.suite.is_bundled(),
        };
        let scenarios = report.scenarios.iter();
        scenarios
            .filter_map(|scenario| store.compare(&folder, scenario))
            .collect()
    }
}

/// What is left of a selection for this run, in the order in which it begins, and what is not.
fn narrowed(
    mut scenarios: Vec<ScenarioId>,
    choices: &Choices,
    environment: &Environment,
) -> Result<(Vec<ScenarioId>, Vec<LeftOut>), Trouble> {
    let mut left_out = Vec::new();
    let mut keep = |scenarios: &mut Vec<ScenarioId>, why, test: &dyn Fn(&ScenarioId) -> bool| {
        let dropped = scenarios.iter().filter(|id| !test(id)).cloned();
        left_out.extend(dropped.map(|id| LeftOut { id, why }));
        scenarios.retain(|id| test(id));
    };
    if let Some(earlier) = &choices.rerun_failed {
        let failed = earlier.failed(environment)?;
        keep(&mut scenarios, WhyLeftOut::DidNotFail, &|id| {
            failed.holds(id)
        });
        if scenarios.is_empty() {
            return Err(Trouble::usage(failed.nothing_left()));
        }
    }
    if let Some(shard) = choices.shard {
        let why = WhyLeftOut::OtherShard(shard);
        keep(&mut scenarios, why, &|id| shard.holds(id));
    }
    if let Some(seed) = choices.seed {
        shuffle(&mut scenarios, seed);
    }
    Ok((scenarios, left_out))
}

/// The folder of a plan's snapshots, where its target has any. The newest edition of a profile
/// shares those of the bare name; older editions and profiles of the user's own have none.
fn snapshot_folder(plan: &Plan) -> Option<String> {
    match &plan.target {
        Target::Server(server) if !server.snapshots => None,
        Target::Server(server) if server.name != GOOGLE => Some(format!("@{}", server.name)),
        Target::Mock | Target::Server(_) if plan.profile.own().is_some() => None,
        Target::Mock | Target::Server(_) => Some(plan.profile.base().undated()?.to_string()),
    }
}

/// How `curl` logs in as a plan does.
fn login(plan: &Plan) -> CurlLogin {
    let Target::Server(server) = &plan.target else {
        return CurlLogin::Bearer;
    };
    match &server.login {
        Login::Nobody => CurlLogin::Nobody,
        Login::Google { .. } | Login::Consent(_) | Login::Refresh { .. } | Login::Bearer(_) => {
            CurlLogin::Bearer
        }
        Login::Basic { .. } => CurlLogin::Basic,
        Login::Environment => {
            let environment = &plan.environment;
            if environment.access_token.is_some() || environment.refresh_token.is_some() {
                CurlLogin::Bearer
            } else if environment.user.is_some() {
                CurlLogin::Basic
            } else {
                CurlLogin::Nobody
            }
        }
    }
}

/// The profiles to play under, one after the other.
fn profiles(
    choices: &Choices,
    target: &Target,
    start: &Start,
) -> Result<Vec<ActiveProfile>, Trouble> {
    let own = match target {
        Target::Server(server) if choices.profile.is_none() => server.quirks.clone(),
        Target::Server(_) => Vec::new(),
        Target::Mock => start.quirks.clone(),
    };
    let bases = match &choices.profile {
        None => vec![
            start
                .profile
                .map_or_else(|| target.profile(), AnyProfile::from),
        ],
        Some(ProfileName::All) if target.is_mock() => Profile::ALL.map(AnyProfile::from).to_vec(),
        Some(name) => vec![name.only_one(
            "`--profile all` is for the mock, which can behave in each way; another target has one \
             profile",
        )?],
    };
    let overrides: Vec<_> = own.into_iter().chain(choices.quirks.clone()).collect();
    let with = |base| ActiveProfile::with(base, overrides.clone());
    let profiles: Result<Vec<_>, _> = bases.into_iter().map(with).collect();
    profiles.map_err(Trouble::usage)
}

fn seed(choices: &Choices, target: &Target, start: &Start) -> Result<u64, Trouble> {
    match choices.seed.or(start.seed) {
        Some(seed) => Ok(seed),
        None if target.is_mock() => Ok(seeds::MOCK_SEED),
        None => seeds::fresh(),
    }
}

fn insecure_http(choices: &Choices, target: &Target) -> Result<bool, Trouble> {
    if choices.insecure_http && !target.is_mock() {
        return Err(Trouble::usage(
            "`--insecure-http` is for the mock; another target is reached as its URL says",
        ));
    }
    Ok(choices.insecure_http)
}

/// As many as processors; of somebody's server, no more than a client asks for at a time.
fn jobs(target: &Target) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    match target {
        Target::Mock => processors,
        Target::Server(_) => processors.min(POLITE),
    }
}
