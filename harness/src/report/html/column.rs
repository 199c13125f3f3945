//! The columns of the page: a run each.

use crate::report::document::{Document, RunRecord, ScenarioRecord};

/// A run, and what it is called where several stand side by side.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    /// The run.
    pub(super) run: &'a RunRecord,
    /// The profile, and the target where there are several.
    pub(super) name: String,
}

/// A column a run.
pub(super) fn columns(document: &Document) -> Vec<Column<'_>> {
    let mut targets = document.runs.iter().map(|run| &run.target);
    let first = targets.next();
    let is_one = targets.all(|target| Some(target) == first);
    let column = |run| Column {
        run,
        name: name(run, is_one),
    };
    document.runs.iter().map(column).collect()
}

fn name(run: &RunRecord, is_one_target: bool) -> String {
    if is_one_target {
        run.profile.clone()
    } else {
        format!("{} · {}", run.target, run.profile)
    }
}

impl Column<'_> {
    /// A scenario of the run.
    pub(super) fn scenario(&self, id: &str) -> Option<&ScenarioRecord> {
        let scenarios = &self.run.scenarios;
        let found = scenarios.binary_search_by(|scenario| scenario.id.as_str().cmp(id));
        found.ok().and_then(|index| scenarios.get(index))
    }
}
