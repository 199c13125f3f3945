//! Whether the known deviations speak of what the suite has.

use super::{Known, TargetFile};
use crate::run::CheckName;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, Suggestion, each};
use crate::scenario::{CheckKind, Diagnostics, Scenario, Step, Suite};

impl TargetFile {
    /// Whether the file names anything of the suite.
    #[must_use]
    pub const fn speaks_of_suite(&self) -> bool {
        !self.known.is_empty()
    }

    /// Looks up the scenarios, steps, checks and requirements that the known deviations name. The
    /// suite has to be whole: what is not in it is unknown.
    ///
    /// # Errors
    /// Every name that the suite does not have: the target file's author is to mend it.
    pub fn verify(&self, suite: &Suite) -> Result<(), Diagnostics> {
        let reporter = Reporter::default();
        reporter.know(&self.file);
        let verified = each(&self.known, |known| verify(known, suite, &reporter));
        reporter.finish(verified.map(|_| ()))
    }
}

fn verify(known: &Known, suite: &Suite, reporter: &Reporter) -> Read<()> {
    let scenario = scenario(known, suite, reporter)?;
    let step = step(known, scenario, reporter)?;
    let check = check(known, scenario, step, reporter);
    let requirement = requirement(known, suite, reporter);
    check.and(requirement)
}

fn scenario<'s>(known: &Known, suite: &'s Suite, reporter: &Reporter) -> Read<&'s Scenario> {
    let mut scenarios = suite.scenarios.iter();
    let found = scenarios.find(|scenario| scenario.id == known.entry.scenario);
    found.ok_or_else(|| {
        let id = known.entry.scenario.0.clone();
        let ids = suite.scenarios.iter().map(|scenario| &scenario.id.0);
        let suggestion = Suggestion::among(&id, ids);
        let problem = NameProblem::UnknownScenario { id, suggestion };
        reporter.report(&known.spans[0], problem)
    })
}

fn step<'s>(known: &Known, scenario: &'s Scenario, reporter: &Reporter) -> Read<&'s Step> {
    let found = scenario
        .all_steps()
        .find(|step| step.name == known.entry.step);
    found.ok_or_else(|| {
        let name = known.entry.step.0.clone();
        let names = scenario.all_steps().map(|step| &step.name.0);
        let suggestion = Suggestion::among(&name, names);
        let problem = NameProblem::UnknownStep { name, suggestion };
        reporter.report(&known.spans[1], problem)
    })
}

fn check(known: &Known, scenario: &Scenario, step: &Step, reporter: &Reporter) -> Read<()> {
    let captures = step.capture.iter().map(|capture| capture.key.clone());
    let (exists, names): (bool, Vec<String>) = match &known.entry.check {
        CheckName::Step(kind) => {
            let kinds = kinds(scenario, step);
            (
                kinds.contains(kind),
                kinds.iter().map(ToString::to_string).collect(),
            )
        }
        CheckName::Capture(key) => {
            let names: Vec<String> = captures
                .filter_map(|key| Some(key.rsplit_once('.')?.1.to_owned()))
                .collect();
            (
                names.contains(key),
                names.iter().map(|name| format!("capture:{name}")).collect(),
            )
        }
        CheckName::Until => (step.pace.until.is_some(), Vec::new()),
        CheckName::Standing(_) | CheckName::Answer => (true, Vec::new()),
    };
    if exists {
        return Ok(());
    }
    let name = known.entry.check.to_string();
    let suggestion = Suggestion::among(&name, names);
    let problem = NameProblem::UnknownCheck { name, suggestion };
    Err(reporter.report(&known.spans[2], problem))
}

/// The checks of a step, also those that it has under some quirk values only.
fn kinds(scenario: &Scenario, step: &Step) -> Vec<CheckKind> {
    let under = scenario.under.iter().flat_map(|under| &under.expect);
    let under = under.filter(|(name, _, expectation)| *name == step.name && expectation.is_some());
    let own = step.expect.keys().copied();
    let mut kinds: Vec<CheckKind> = own.chain(under.map(|(_, kind, _)| *kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn requirement(known: &Known, suite: &Suite, reporter: &Reporter) -> Read<()> {
    let Some(id) = &known.entry.requirement else {
        return Ok(());
    };
    if suite.requirements.contains_key(id) {
        return Ok(());
    }
    let ids = suite.requirements.keys().map(|id| &id.0);
    let suggestion = Suggestion::among(&id.0, ids);
    let id = id.0.clone();
    let problem = NameProblem::UnknownRequirement { id, suggestion };
    Err(reporter.report(&known.spans[3], problem))
}
