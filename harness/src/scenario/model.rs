//! A scenario as the rest of the program sees it: flows expanded, references resolved to names,
//! everything parsed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Action, CheckKind, Expectation, Feature, Level, Pace, Place, RequirementId, ScenarioId, Source,
    StepName, Template, TimeLimit,
};
use crate::bundle;
use crate::world::WorldFile;

/// Scenarios and what they refer to.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The scenarios, by id.
    pub scenarios: Vec<Scenario>,
    /// The requirements, by id.
    pub requirements: BTreeMap<RequirementId, Requirement>,
    /// The suite's folder, from which ids count.
    pub root: PathBuf,
    /// Where snapshots are kept, if the suite asks for them.
    pub snapshots: Option<PathBuf>,
}

impl Suite {
    /// Whether it is the suite that comes with the program.
    #[must_use]
    pub fn is_bundled(&self) -> bool {
        bundle::is_bundled(&self.root)
    }

    /// How strongly something binds that judges these requirements: the strongest of them; a must
    /// where there are none.
    #[must_use]
    pub fn level_of(&self, covers: &[RequirementId]) -> Level {
        let requirements = covers.iter().filter_map(|id| self.requirements.get(id));
        let levels = requirements.map(|requirement| requirement.level);
        levels.max().unwrap_or(Level::Must)
    }
}

/// One thing that a standard or Google's page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The id.
    pub id: RequirementId,
    /// A sentence in the project's own words.
    pub says: String,
    /// The RFC section, or Google's page.
    pub source: String,
    /// Entries of `docs/evidence.md` about it.
    pub evidence: Vec<String>,
    /// How strongly it binds.
    pub level: Level,
    /// Where it stands.
    pub place: Place,
}

/// A scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The id: the path without `.yaml`.
    pub id: ScenarioId,
    /// Where it stands.
    pub place: Place,
    /// One line for people.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// Words to select by.
    pub tags: Vec<String>,
    /// Features without which it is not applicable.
    pub needs: Vec<Feature>,
    /// The scenarios that have to have gone well before, so that this one says anything.
    pub depends: Vec<ScenarioId>,
    /// Whether any step refers to the address book, so that it has to be found first.
    pub needs_book: bool,
    /// The steps, `given:` first, flows expanded.
    pub steps: Vec<Step>,
    /// Steps that run at the end, whatever happened before.
    pub finally: Vec<Step>,
    /// How long the steps may take together; without those of `finally:` and clean-up.
    pub timeout: Option<TimeLimit>,
    /// What changes under which quirk values.
    pub under: Vec<Under>,
    /// What the mock starts with, where the file says so.
    pub world: Option<Arc<WorldFile>>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub name: StepName,
    /// Where it stands.
    pub place: Place,
    /// As which client.
    pub device: Device,
    /// When it runs; always where left out.
    pub when: Option<Condition>,
    /// What it does.
    pub action: Action,
    /// How long it may take, and when its request is sent again.
    pub pace: Pace,
    /// What it expects.
    /// Boxed, since a map holds room for many where most steps have two.
    pub expect: BTreeMap<CheckKind, Box<Expectation>>,
    /// What later steps use of it. A multistatus is also kept as a listing under the step's name.
    pub capture: Vec<Capture>,
    /// The requirements that its checks judge.
    pub covers: Vec<RequirementId>,
    /// Whether it came from `given:` or from a flow: it prepares, and its checks only say whether
    /// the preparation worked.
    pub prepares: bool,
}

/// A value kept for later steps.
#[derive(Clone, Debug)]
pub struct Capture {
    /// The key: `step.name`.
    pub key: String,
    /// Where to look, in this order.
    pub sources: Vec<Source>,
    /// Whether there may be none: the last source is `nothing`.
    pub optional: bool,
    /// Where this stands.
    pub place: Place,
}

/// When a step runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The target has the feature.
    Has(Feature),
    /// The target lacks the feature.
    Lacks(Feature),
    /// The reference has a value.
    Present(Template),
    /// The reference has no value.
    Missing(Template),
    /// The reference has this value.
    Equals {
        /// The reference.
        value: Template,
        /// What it has to be.
        text: Template,
    },
    /// The reference has another value than this.
    DiffersFrom {
        /// The reference.
        value: Template,
        /// What it must not be.
        text: Template,
    },
    /// Every one of these quirks has one of its values under the profile.
    Quirks(Vec<(String, Vec<String>)>),
}

impl Condition {
    /// Whether it asks what the target has.
    #[must_use]
    pub const fn is_about_features(&self) -> bool {
        matches!(self, Self::Has(_) | Self::Lacks(_))
    }
}

/// As which client a step runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// The client of the scenario.
    #[default]
    Own,
    /// Another client of the same account.
    Other,
}

/// What changes under some quirk values.
#[derive(Clone, Debug)]
pub struct Under {
    /// Where it stands.
    pub place: Place,
    /// Quirk and value; all have to hold.
    pub when: Vec<(String, String)>,
    /// Checks that are replaced, added, or (`None`) removed.
    pub expect: Vec<(StepName, CheckKind, Option<Expectation>)>,
    /// Steps that are left out.
    pub drop: Vec<StepName>,
    /// Steps that are added after another.
    pub insert: Vec<(StepName, Vec<Step>)>,
    /// The last step that runs.
    pub end_after: Option<StepName>,
}

/// What is told of a scenario in a list. Its steps were not read, but for what they cover.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Its id.
    pub id: ScenarioId,
    /// Its file, as the user would name it.
    pub file: Arc<str>,
    /// What it is about, in a sentence.
    pub title: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The requirements that its steps judge.
    pub covers: BTreeSet<RequirementId>,
    /// The strongest level that it can break.
    pub level: Level,
}

impl Scenario {
    /// Whether it sends nothing but requests that only read.
    #[must_use]
    pub fn reads_only(&self) -> bool {
        self.all_steps().all(|step| match &step.action {
            Action::Request(request) => request.reads_only(),
            Action::Mock(_) => true,
        })
    }

    /// What the target has to have: what the scenario says, and what its unconditional steps use.
    #[must_use]
    pub fn features(&self) -> BTreeSet<Feature> {
        let used = self.steps.iter().filter(|step| step.when.is_none());
        let used = used.filter_map(|step| match &step.action {
            Action::Request(request) => request.feature(),
            Action::Mock(_) => None,
        });
        self.needs.iter().copied().chain(used).collect()
    }

    /// The requirements that its steps judge.
    #[must_use]
    pub fn covers(&self) -> BTreeSet<&RequirementId> {
        self.all_steps().flat_map(|step| &step.covers).collect()
    }

    /// Its steps, also those that only run under some quirk values, and those of `finally:`.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        let inserted = self.under.iter().flat_map(|under| &under.insert);
        self.steps
            .iter()
            .chain(inserted.flat_map(|(_, steps)| steps))
            .chain(&self.finally)
    }
}
