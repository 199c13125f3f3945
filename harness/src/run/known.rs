//! The entries of a target file have to speak of what the suite has: one that can never be met
//! would hide that nothing is known.

use super::{CheckName, RunError};
use crate::check::standing::TABLE;
use crate::plan::KnownDeviation;
use crate::scenario::{Scenario, Step, Suite};

/// Refuses entries about scenarios, steps and checks that the suite does not have.
pub(super) fn refuse_unknown(suite: &Suite, entries: &[KnownDeviation]) -> Result<(), RunError> {
    let unknown = |entry: &KnownDeviation| {
        unknown(suite, entry).map(|what| RunError::UnknownDeviation {
            place: entry.place.clone(),
            what,
        })
    };
    entries.iter().find_map(unknown).map_or(Ok(()), Err)
}

fn unknown(suite: &Suite, entry: &KnownDeviation) -> Option<String> {
    let KnownDeviation {
        scenario,
        step,
        check,
        ..
    } = entry;
    let mut scenarios = suite.scenarios.iter();
    let Some(found) = scenarios.find(|known| known.id == *scenario) else {
        return Some(format!("scenario `{scenario}`"));
    };
    let Some(found_step) = found.all_steps().find(|known| known.name == *step) else {
        return Some(format!("step `{step}` in scenario `{scenario}`"));
    };
    (!has(found, found_step, check))
        .then(|| format!("check `{check}` at step `{step}` of scenario `{scenario}`"))
}

fn has(scenario: &Scenario, step: &Step, check: &CheckName) -> bool {
    match check {
        CheckName::Step(kind) => {
            let mut added = scenario.under.iter().flat_map(|under| &under.expect);
            step.expect.contains_key(kind)
                || added.any(|(name, added, _)| *name == step.name && added == kind)
        }
        CheckName::Standing(name) => TABLE.iter().any(|standing| standing.name == *name),
        CheckName::Capture(name) => {
            let suffix = format!(".{name}");
            step.capture
                .iter()
                .any(|capture| capture.key.ends_with(&suffix))
        }
        CheckName::Answer => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::run::sample::{place, scenario, step};
    use crate::scenario::{CheckKind, ScenarioId, StepName};

    fn refusal(scenario_id: &str, step_name: &str, check: CheckName) -> Option<String> {
        let suite = Suite {
            scenarios: vec![scenario(vec![step("one", 200)])],
            requirements: BTreeMap::new(),
            root: ".".into(),
            snapshots: None,
        };
        let entry = KnownDeviation {
            scenario: ScenarioId(scenario_id.to_owned()),
            step: StepName(step_name.to_owned()),
            check,
            received: String::new(),
            requirement: None,
            reason: String::new(),
            evidence: String::new(),
            since: String::new(),
            place: place(3),
            last_line: 4,
        };
        let error = refuse_unknown(&suite, &[entry]).err()?;
        assert!(error.is_usage());
        Some(error.to_string())
    }

    #[test]
    fn an_entry_about_what_exists_is_taken() {
        for check in [
            CheckName::Step(CheckKind::Status),
            CheckName::Standing("well-formed"),
            CheckName::Answer,
        ] {
            assert_eq!(refusal("sample", "one", check), None);
        }
    }

    #[test]
    fn an_entry_about_what_does_not_exist_is_refused() {
        let status = || CheckName::Step(CheckKind::Status);
        for (scenario, step, check, expected) in [
            ("other", "one", status(), "scenario `other`"),
            ("sample", "two", status(), "step `two` in scenario `sample`"),
            (
                "sample",
                "one",
                CheckName::Step(CheckKind::Vcard),
                "check `vcard` at step `one` of scenario `sample`",
            ),
            (
                "sample",
                "one",
                CheckName::Standing("none-such"),
                "check `standing:none-such` at step `one` of scenario `sample`",
            ),
            (
                "sample",
                "one",
                CheckName::Capture("etag".to_owned()),
                "check `capture:etag` at step `one` of scenario `sample`",
            ),
        ] {
            assert_eq!(
                refusal(scenario, step, check),
                Some(format!("sample.yaml:3:1: the suite has no {expected}"))
            );
        }
    }
}
