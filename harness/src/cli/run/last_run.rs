//! What the last run in a working folder came to: ids and verdicts, and nothing else, so that
//! there is nothing secret in it. It lies in the user's state folder, never in the project.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plans::Plans;
use crate::plan::{Environment, Plan};
use crate::report::RunRecord;
use crate::report::document::{FORMAT, SnapshotState};
use crate::whole_file::write_whole;

/// The verdict of a scenario that the run ended before.
const NOT_REACHED: &str = "not reached";

/// The shape is a part of that of a JSON report.
#[derive(Debug, Serialize)]
struct Kept<'a> {
    format: u32,
    runs: Vec<KeptRun<'a>>,
}

#[derive(Debug, Serialize)]
struct KeptRun<'a> {
    scenarios: Vec<KeptScenario<'a>>,
}

#[derive(Debug, Serialize)]
struct KeptScenario<'a> {
    id: &'a str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot: Option<KeptSnapshot>,
}

#[derive(Debug, Serialize)]
struct KeptSnapshot {
    state: SnapshotState,
}

/// Where the last run of this working folder is kept: below `last-run/` of the state folder, by a
/// hash of the working folder's path.
pub(super) fn file(environment: &Environment) -> Option<PathBuf> {
    let state = environment.state_dir.as_ref()?;
    let folder = std::env::current_dir().ok()?;
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let name: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Some(state.join("last-run").join(name + ".json"))
}

/// Keeps what these runs came to. Where that cannot be written, the next `--rerun-failed` says
/// that there was no run; this one is not spoilt by it.
pub(super) fn keep(plans: &Plans, runs: &[RunRecord]) {
    let Some(plan) = plans.list.first() else {
        return;
    };
    if plan.scenarios.is_empty() {
        return;
    }
    if let Some(file) = file(&plan.environment) {
        let _ = write(&file, &text(plan, plans.list.len(), runs));
    }
}

fn text(plan: &Plan, plans: usize, runs: &[RunRecord]) -> String {
    let mut kept: Vec<_> = runs.iter().map(|run| kept_run(plan, run)).collect();
    if runs.len() < plans {
        kept.push(KeptRun {
            scenarios: plan.scenarios.iter().map(|id| not_reached(&id.0)).collect(),
        });
    }
    let kept = Kept {
        format: FORMAT,
        runs: kept,
    };
    // The shape has no maps with keys that are no text, which alone could fail.
    serde_json::to_string(&kept).unwrap_or_default()
}

fn kept_run<'a>(plan: &'a Plan, run: &'a RunRecord) -> KeptRun<'a> {
    let played = run.scenarios.iter().map(|scenario| KeptScenario {
        id: &scenario.id,
        verdict: scenario.verdict.name(),
        snapshot: scenario
            .snapshot
            .as_ref()
            .map(|found| KeptSnapshot { state: found.state }),
    });
    let is_played = |id: &str| run.scenarios.iter().any(|found| found.id == id);
    let missing = plan.scenarios.iter().map(|id| id.0.as_str());
    let missing = missing.filter(|id| !is_played(id)).map(not_reached);
    KeptRun {
        scenarios: played.chain(missing).collect(),
    }
}

const fn not_reached(id: &str) -> KeptScenario<'_> {
    KeptScenario {
        id,
        verdict: NOT_REACHED,
        snapshot: None,
    }
}

/// Two runs at the same time leave one whole file.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_whole(file, text)
}
