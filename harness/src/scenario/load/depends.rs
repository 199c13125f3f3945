//! `depends:`: the scenarios that have to have gone well before.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, StepProblem, Suggestion, each};
use crate::scenario::yaml::Node;
use crate::scenario::{Scenario, ScenarioId, Span, split_case};

/// A scenario, with what it says that it depends on.
pub(super) type Depending = (Scenario, Vec<Named>);

/// The name of a scenario or of a whole table, and what points at it.
#[derive(Clone)]
pub(super) struct Named {
    name: String,
    span: Span,
}

/// Reads the names.
pub(super) fn depends(node: &Node, reporter: &Reporter) -> Read<Vec<Named>> {
    each(node.list(reporter)?, |item| {
        Ok(Named {
            name: item.text(reporter)?.to_owned(),
            span: item.span.clone(),
        })
    })
}

/// Gives each scenario the ids on which it depends. A name that stands for nothing, and scenarios
/// that depend on each other, are reported. Of a suite that is not read as a whole, what was not
/// read is left out.
pub(super) fn resolve(
    read: Vec<Depending>,
    (files, reporter): (&Files, &Reporter),
) -> Read<Vec<Scenario>> {
    let ids: Vec<ScenarioId> = read.iter().map(|(it, _)| it.id.clone()).collect();
    let mut spans = BTreeMap::new();
    let scenarios = each(read, |(scenario, names)| {
        let depends = each(names, |named| {
            let found = meant(&named.name, &ids);
            if found.is_empty() && !is_elsewhere(&named.name, files) {
                let suggestion = Suggestion::among(&named.name, ids.iter().map(|id| &id.0));
                let id = named.name;
                let problem = NameProblem::UnknownScenario { id, suggestion };
                return Err(reporter.report(&named.span, problem));
            }
            for id in &found {
                let edge = (scenario.id.clone(), id.clone());
                spans.entry(edge).or_insert_with(|| named.span.clone());
            }
            Ok(found)
        })?;
        let depends = depends.concat();
        Ok(Scenario {
            depends,
            ..scenario
        })
    })?;
    no_cycle(&scenarios, &spans, reporter)?;
    Ok(scenarios)
}

/// The scenarios that a name means: one, or all cases of a table.
fn meant(name: &str, ids: &[ScenarioId]) -> Vec<ScenarioId> {
    let is_meant = |id: &&ScenarioId| id.0 == name || id.file() == name;
    ids.iter().filter(is_meant).cloned().collect()
}

/// Whether a scenario stands in a file of the suite that was not asked for.
fn is_elsewhere(name: &str, files: &Files) -> bool {
    let path = files.root.join(split_case(name).0);
    let is_file = |ending: &str| path.with_extension(ending).is_file();
    !files
        .scenarios
        .iter()
        .any(|(id, _)| id == split_case(name).0)
        && ["yaml", "yml"].into_iter().any(is_file)
}

type Edges = BTreeMap<(ScenarioId, ScenarioId), Span>;

/// Reports scenarios that depend on themselves, each circle once.
fn no_cycle(scenarios: &[Scenario], spans: &Edges, reporter: &Reporter) -> Read<()> {
    let mut search = Search {
        scenarios: scenarios.iter().map(|it| (&it.id, it)).collect(),
        done: BTreeSet::new(),
        chain: Vec::new(),
    };
    for scenario in scenarios {
        if let Some(circle) = search.circle_from(&scenario.id) {
            let edge = circle.first().zip(circle.get(1));
            let edge = edge.map(|(from, to)| ((*from).clone(), (*to).clone()));
            let Some(span) = edge.and_then(|edge| spans.get(&edge)) else {
                continue;
            };
            let names: Vec<&str> = circle.iter().map(|id| id.0.as_str()).collect();
            let chain = names.join(" → ");
            return Err(reporter.report(span, StepProblem::DependsOnItself { chain }));
        }
    }
    Ok(())
}

struct Search<'a> {
    scenarios: BTreeMap<&'a ScenarioId, &'a Scenario>,
    done: BTreeSet<&'a ScenarioId>,
    chain: Vec<&'a ScenarioId>,
}

impl<'a> Search<'a> {
    fn circle_from(&mut self, id: &'a ScenarioId) -> Option<Vec<&'a ScenarioId>> {
        if let Some(at) = self.chain.iter().position(|other| *other == id) {
            let mut circle = self.chain.split_off(at);
            circle.push(id);
            return Some(circle);
        }
        if !self.done.insert(id) {
            return None;
        }
        let scenario = self.scenarios.get(id).copied()?;
        self.chain.push(id);
        let found = scenario.depends.iter().find_map(|id| self.circle_from(id));
        self.chain.pop();
        found
    }
}
