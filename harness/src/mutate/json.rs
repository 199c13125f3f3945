//! The score for programs.

use serde::Serialize;

use super::{Score, Survivor, Tally};

/// The score as JSON.
///
/// # Errors
/// None that is known: the values are plain.
pub fn json(score: &Score, profile: &str) -> Result<String, serde_json::Error> {
    let whole = Whole {
        profile,
        total: counted(&score.total()),
        kinds: score
            .kinds
            .iter()
            .map(|(kind, tally)| KindRow {
                name: kind.name,
                about: kind.about,
                basis: kind.basis,
                counts: counted(tally),
            })
            .collect(),
        scenarios: score
            .scenarios
            .iter()
            .map(|(id, tally)| ScenarioRow {
                id: &id.0,
                counts: counted(tally),
            })
            .collect(),
        survivors: score.survivors.iter().map(survivor).collect(),
        refused: score.refused.iter().map(survivor).collect(),
        unplayed: score
            .unplayed
            .iter()
            .map(|step| UnplayedRow {
                scenario: &step.scenario.0,
                step: &step.step.0,
                file: &step.place.file,
                line: step.place.line,
                reason: &step.reason,
            })
            .collect(),
    };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n")
}

#[derive(Serialize)]
struct Whole<'a> {
    profile: &'a str,
    total: Counts,
    kinds: Vec<KindRow>,
    scenarios: Vec<ScenarioRow<'a>>,
    survivors: Vec<SurvivorRow<'a>>,
    refused: Vec<SurvivorRow<'a>>,
    unplayed: Vec<UnplayedRow<'a>>,
}

#[derive(Serialize)]
struct Counts {
    damages: usize,
    by_checks: usize,
    with_snapshots: usize,
    equivalent: usize,
    probes: usize,
    refused: usize,
    /// Of a hundred damages; null where there are none.
    score: Option<f64>,
}

#[derive(Serialize)]
struct KindRow {
    name: &'static str,
    about: &'static str,
    basis: &'static str,
    counts: Counts,
}

#[derive(Serialize)]
struct ScenarioRow<'a> {
    id: &'a str,
    counts: Counts,
}

#[derive(Serialize)]
struct SurvivorRow<'a> {
    kind: &'static str,
    scenario: &'a str,
    step: &'a str,
    file: &'a str,
    line: u32,
    what: &'a str,
    before: &'a str,
    after: &'a str,
    in_snapshot: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_by: Option<&'a str>,
}

#[derive(Serialize)]
struct UnplayedRow<'a> {
    scenario: &'a str,
    step: &'a str,
    file: &'a str,
    line: u32,
    reason: &'a str,
}

fn counted(tally: &Tally) -> Counts {
    Counts {
        damages: tally.damages,
        by_checks: tally.by_checks,
        with_snapshots: tally.with_snapshots,
        equivalent: tally.equivalent,
        probes: tally.probes,
        refused: tally.refused,
        score: (tally.damages > 0).then(|| tally.percent_by_checks()),
    }
}

fn survivor(survivor: &Survivor) -> SurvivorRow<'_> {
    SurvivorRow {
        kind: survivor.kind.name,
        scenario: &survivor.scenario.0,
        step: &survivor.step.0,
        file: &survivor.place.file,
        line: survivor.place.line,
        what: &survivor.what,
        before: &survivor.before,
        after: &survivor.after,
        in_snapshot: survivor.in_snapshot,
        refused_by: survivor.refused_by.as_deref(),
    }
}
