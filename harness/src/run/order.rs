//! `depends:`: what others depend on is played first, and what became of it decides whether they
//! are played. What was not selected decides nothing: a scenario can be played alone.

use std::collections::{BTreeMap, BTreeSet};

use tokio::sync::watch;

use super::Verdict;
use crate::plan::Plan;
use crate::scenario::{Scenario, ScenarioId, Suite};

/// The scenarios of a list, in an order in which each stands behind what it depends on. Otherwise
/// the order stays.
pub(super) fn dependencies_first(suite: &Suite, ids: &[ScenarioId]) -> Vec<ScenarioId> {
    let mut placing = Placing {
        scenarios: suite.scenarios.iter().map(|it| (&it.id, it)).collect(),
        chosen: ids.iter().collect(),
        seen: BTreeSet::new(),
        placed: Vec::new(),
    };
    for id in ids {
        placing.place(id);
    }
    placing.placed
}

struct Placing<'a> {
    scenarios: BTreeMap<&'a ScenarioId, &'a Scenario>,
    chosen: BTreeSet<&'a ScenarioId>,
    seen: BTreeSet<&'a ScenarioId>,
    placed: Vec<ScenarioId>,
}

impl<'a> Placing<'a> {
    /// The loader has seen to it that no scenario depends on itself.
    fn place(&mut self, id: &'a ScenarioId) {
        if !self.chosen.contains(id) || !self.seen.insert(id) {
            return;
        }
        let scenario = self.scenarios.get(id).copied();
        for other in scenario.into_iter().flat_map(|it| &it.depends) {
            self.place(other);
        }
        self.placed.push(id.clone());
    }
}

/// What became of the scenarios on which others depend.
#[derive(Debug)]
pub(super) struct Outcomes(BTreeMap<ScenarioId, watch::Sender<Option<Verdict>>>);

impl Outcomes {
    /// Nothing is known yet.
    pub(super) fn of(plan: &Plan) -> Self {
        let chosen: BTreeSet<&ScenarioId> = plan.scenarios.iter().collect();
        let scenarios = plan.suite.scenarios.iter();
        let wanted = scenarios
            .filter(|scenario| chosen.contains(&scenario.id))
            .flat_map(|scenario| &scenario.depends)
            .filter(|id| chosen.contains(id));
        Self(
            wanted
                .map(|id| (id.clone(), watch::Sender::new(None)))
                .collect(),
        )
    }

    /// A scenario has ended.
    pub(super) fn settle(&self, id: &ScenarioId, verdict: Verdict) {
        if let Some(sender) = self.0.get(id) {
            sender.send_replace(Some(verdict));
        }
    }

    /// Waits for everything on which a scenario depends. Says what it is without being played, and
    /// why, if one of them went wrong.
    pub(super) async fn against(&self, scenario: &Scenario) -> Option<(Verdict, String)> {
        let mut against = None;
        for id in &scenario.depends {
            let Some(sender) = self.0.get(id) else {
                continue;
            };
            let mut receiver = sender.subscribe();
            let settled = receiver.wait_for(Option::is_some).await;
            let verdict = settled.ok().and_then(|verdict| *verdict);
            against = against.or_else(|| consequence(id, verdict?));
        }
        against
    }
}

/// What a verdict over a scenario means for those that depend on it.
fn consequence(id: &ScenarioId, verdict: Verdict) -> Option<(Verdict, String)> {
    let said = |what: &str| format!("it depends on {id}, which {what}");
    match verdict {
        Verdict::Fail => Some((Verdict::Inconclusive, said("failed"))),
        Verdict::Inconclusive => Some((Verdict::Inconclusive, said("was inconclusive"))),
        Verdict::NotApplicable => Some((Verdict::NotApplicable, said("is not applicable"))),
        Verdict::Pass | Verdict::KnownDeviation | Verdict::Changed => None,
    }
}
