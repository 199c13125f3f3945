//! What a piece of a scenario can refer to, and what was referred to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::library::Library;
use crate::scenario::diagnostic::{NameProblem, Read, Reported, Reporter, StepProblem};
use crate::scenario::yaml::{Kind, Node};
use crate::scenario::{CheckKind, ContextName, Part, Span};

/// The most steps that a scenario may have, flows expanded.
const STEPS: usize = 1000;

/// What a piece of a scenario can refer to.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    /// The flows, cards and requirements.
    pub(super) library: &'a Library,
    reporter: &'a Reporter,
    /// What the scenario has referred to so far.
    pub(super) usage: &'a RefCell<Usage>,
    /// What stands before the names of this list's steps: `create/`, or nothing.
    pub(super) prefix: String,
    /// The steps of this list.
    pub(super) steps: BTreeMap<String, Declared>,
    /// What `given:` gives.
    pub(super) given: BTreeMap<String, Known>,
    /// The parameters, in a flow.
    pub(super) parameters: Option<BTreeMap<String, Binding<'a>>>,
    /// The flows that are being expanded, outermost first.
    pub(super) chain: Vec<String>,
    /// The position in the list: steps from here on have not run.
    pub(super) position: usize,
    /// How many steps an `under:` entry has inserted so far.
    pub(super) inserted: usize,
    /// Whether these are the steps of `finally:`.
    pub(super) is_last: bool,
}

/// A step of a list, as far as names go.
#[derive(Clone)]
pub(super) struct Declared {
    /// Where its name stands.
    pub(super) span: Span,
    /// Its position in the list.
    pub(super) position: usize,
    /// What it gives, once it was read.
    pub(super) known: Option<Known>,
}

/// What a step gives.
#[derive(Clone)]
pub(super) enum Known {
    /// Captured values.
    Step {
        /// Their names.
        captures: BTreeSet<String>,
        /// Whether it lists members.
        lists: bool,
    },
    /// The results of a flow.
    Flow {
        /// What each stands for.
        results: BTreeMap<String, Vec<Part>>,
    },
    /// Something that could not be read.
    Broken(Reported),
}

/// What a parameter of a flow stands for.
#[derive(Clone)]
pub(super) enum Binding<'a> {
    /// A node of the file that uses the flow.
    Node {
        /// The value.
        node: &'a Node,
        /// What the value can refer to.
        scope: &'a Scope<'a>,
    },
    /// Nothing: the flow is read by itself.
    Open,
}

/// What a scenario has referred to, flows included.
#[derive(Default)]
pub(super) struct Usage {
    /// Every captured value: its key, its name, its place.
    pub(super) captured: Vec<(String, String, Span)>,
    /// The keys that something refers to.
    pub(super) used: BTreeSet<String>,
    /// The steps whose listing something refers to.
    pub(super) listings: BTreeSet<String>,
    /// The names of the whole scenario that something refers to.
    pub(super) context: BTreeSet<ContextName>,
    /// The parameters that something refers to.
    pub(super) parameters: BTreeSet<String>,
    /// Where each step stands.
    pub(super) spans: BTreeMap<String, Span>,
    /// Whether the checks are kept as they are written: an `under:` is held against them.
    pub(super) keeps_checks: bool,
    /// The checks as written, by step and key.
    pub(super) checks: BTreeMap<(String, String), Node>,
    /// Which check of which step is being read.
    pub(super) reading: (String, Option<CheckKind>),
    /// What refers to captured values and listings: the step and check, and the key.
    pub(super) references: Vec<((String, Option<CheckKind>), String)>,
    /// How many steps there are so far, uses of flows included.
    steps: usize,
    /// Said when there were too many.
    overflow: Option<Reported>,
}

impl Usage {
    /// Notes that something refers to a captured value.
    pub(super) fn refer(&mut self, key: &str) {
        self.used.insert(key.to_owned());
        self.references.push((self.reading.clone(), key.to_owned()));
    }

    /// Notes that something refers to a step's listing.
    pub(super) fn refer_to_listing(&mut self, step: &str) {
        self.listings.insert(step.to_owned());
        self.references
            .push((self.reading.clone(), step.to_owned()));
    }

    /// Keeps the checks of a step as they are written, if anything will ask for them.
    pub(super) fn keep_checks(&mut self, step: &str, node: &Node) {
        if let Kind::Map(entries) = &node.kind
            && self.keeps_checks
        {
            for (key, value) in entries {
                let check = (step.to_owned(), key.text.clone());
                self.checks.insert(check, value.clone());
            }
        }
    }
}

impl<'a> Scope<'a> {
    /// A scope in which nothing is known yet.
    pub(super) fn new(
        (library, reporter): (&'a Library, &'a Reporter),
        usage: &'a RefCell<Usage>,
    ) -> Self {
        Self {
            library,
            reporter,
            usage,
            prefix: String::new(),
            steps: BTreeMap::new(),
            given: BTreeMap::new(),
            parameters: None,
            chain: Vec::new(),
            position: 0,
            inserted: 0,
            is_last: false,
        }
    }

    /// The scope of a flow's steps, before its parameters and steps are known.
    pub(super) fn inner(&'a self, prefix: String, flow: &str) -> Self {
        let mut chain = self.chain.clone();
        chain.push(flow.to_owned());
        Self {
            prefix,
            chain,
            is_last: self.is_last,
            ..Self::new((self.library, self.reporter), self.usage)
        }
    }

    /// Where problems go.
    pub(super) const fn reporter(&self) -> &'a Reporter {
        self.reporter
    }

    /// The full name of a step of this list.
    pub(super) fn full(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Counts a step or the use of a flow; too many are reported. So flows that use each other
    /// twice and again cannot grow without bound.
    pub(super) fn count_step(&self, span: &Span) -> Read<()> {
        let mut usage = self.usage.borrow_mut();
        usage.steps += 1;
        if usage.steps <= STEPS {
            return Ok(());
        }
        let report = || self.reporter().report(span, StepProblem::TooManySteps);
        Err(*usage.overflow.get_or_insert_with(report))
    }

    /// Makes the names of a list's steps known, before any is read.
    pub(super) fn declare(&mut self, name: &str, span: &Span, position: usize) {
        let declared = Declared {
            span: span.clone(),
            position,
            known: None,
        };
        if let Some(first) = self.steps.get(name) {
            let problem = NameProblem::DuplicateStep {
                name: name.to_owned(),
            };
            let see = (first.span.clone(), "the first");
            self.reporter().report_with(span, problem, see);
            return;
        }
        self.steps.insert(name.to_owned(), declared);
    }

    /// Makes known what a step gives.
    pub(super) fn learn(&mut self, name: &str, known: Known) {
        if let Some(declared) = self.steps.get_mut(name) {
            declared.known.get_or_insert(known);
        }
    }
}
