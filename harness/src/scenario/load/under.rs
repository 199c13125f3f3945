//! `under:`: what changes under some quirk values.

use super::expect;
use super::scope::Scope;
use super::step::steps;
use super::under_when::{When, when};
use crate::scenario::diagnostic::{NameProblem, Read, Suggestion, UnderProblem, each};
use crate::scenario::yaml::{Fields, Key, Node};
use crate::scenario::{CheckKind, Expectation, Span, Step, StepName, Under, split_case};

const KEYS: &[&str] = &["when", "expect", "drop", "insert", "end-after"];

/// An entry, before its conditions are multiplied out.
pub(super) struct Entry<'a> {
    /// What points at it.
    pub(super) span: &'a Span,
    /// Its condition.
    pub(super) when: When,
    /// Checks that change, with what is written of each.
    pub(super) expect: Vec<Change<'a>>,
    /// Steps that are left out.
    pub(super) drop: Vec<StepName>,
    /// Steps that are added.
    pub(super) insert: Vec<(StepName, Vec<Step>)>,
    /// The last step.
    pub(super) end_after: Option<(StepName, &'a Span)>,
}

/// A check that changes.
pub(super) struct Change<'a> {
    /// Of which step.
    pub(super) step: StepName,
    /// Which.
    pub(super) kind: CheckKind,
    /// To what.
    pub(super) expectation: Option<Expectation>,
    /// As written.
    pub(super) node: &'a Node,
    /// What points at it.
    pub(super) span: &'a Span,
}

/// Reads `under:` of a scenario with these steps, and these that run at the end.
pub(super) fn under<'a>(
    node: &'a Node,
    (base, finally): (&'a [Step], &'a [Step]),
    scope: &'a Scope<'a>,
) -> Read<Vec<Under>> {
    scope.usage.borrow_mut().reading = Default::default();
    let reader = Reader {
        base,
        finally,
        scope,
    };
    let entries = each(node.list(scope.reporter())?, |node| reader.entry(node))?;
    super::under_lint::lint(&entries, base, scope)?;
    Ok(entries.into_iter().flat_map(Entry::multiply).collect())
}

impl Entry<'_> {
    /// One entry for each combination of values.
    fn multiply(self) -> Vec<Under> {
        let expect: Vec<_> = self
            .expect
            .into_iter()
            .map(|change| (change.step, change.kind, change.expectation))
            .collect();
        let under = |when| Under {
            place: self.span.place.clone(),
            when,
            expect: expect.clone(),
            drop: self.drop.clone(),
            insert: self.insert.clone(),
            end_after: self.end_after.as_ref().map(|(step, _)| step.clone()),
        };
        self.when.combinations().into_iter().map(under).collect()
    }
}

struct Reader<'a> {
    base: &'a [Step],
    finally: &'a [Step],
    scope: &'a Scope<'a>,
}

impl<'a> Reader<'a> {
    fn entry(&self, node: &'a Node) -> Read<Entry<'a>> {
        let reporter = self.scope.reporter();
        let fields = Fields::new(node, "an `under` entry", KEYS, reporter)?;
        if fields.among(&KEYS[1..]).is_empty() {
            return Err(fields.missing(&KEYS[1..], UnderProblem::NoEffect));
        }
        let when = fields.require("when").and_then(|node| when(node, reporter));
        let mut scope = self.scope.clone();
        let insert = match fields.get("insert") {
            Some(node) => each(node.one_or_many(), |item| self.insert(item, &mut scope)),
            None => Ok(Vec::new()),
        };
        let expect = match fields.get("expect") {
            Some(node) => each(node.map(reporter)?, |entry| self.step_checks(entry, &scope)),
            None => Ok(Vec::new()),
        };
        let drop = match fields.get("drop") {
            Some(node) => each(node.one_or_many(), |item| self.steps_named(item)),
            None => Ok(Vec::new()),
        };
        let end_after = fields
            .get("end-after")
            .map(|node| self.last_named(node))
            .transpose();
        Ok(Entry {
            span: fields.span(),
            when: when?,
            expect: expect?.into_iter().flatten().collect(),
            drop: drop?.concat(),
            insert: insert?,
            end_after: end_after?,
        })
    }

    /// The changed checks of a step.
    fn step_checks<'n>(
        &self,
        (key, checks): &'n (Key, Node),
        scope: &Scope<'_>,
    ) -> Read<Vec<Change<'n>>> {
        let steps = self.checked(&key.text, &key.span)?;
        let mut scope = scope.clone();
        scope.position = steps.first().map_or(0, |step| self.position(step));
        let changes = each(checks.map(scope.reporter())?, |(key, node)| {
            let kind = expect::kind(key, &scope)?;
            self.is_no_until(&steps, (kind, &key.span))?;
            let expectation = if node.is_null() {
                None
            } else {
                Some(expect::check(kind, key, node, &scope)?)
            };
            let change = |step: &StepName| Change {
                step: step.clone(),
                kind,
                expectation: expectation.clone(),
                node,
                span: &key.span,
            };
            Ok(steps.iter().map(change).collect())
        })?;
        let all: Vec<Vec<Change<'n>>> = changes;
        Ok(all.into_iter().flatten().collect())
    }

    /// What ends a loop is no expectation.
    fn is_no_until(&self, steps: &[StepName], (kind, span): (CheckKind, &Span)) -> Read<()> {
        let mut changed = self.base.iter().filter(|step| steps.contains(&step.name));
        let ends = |step: &&Step| {
            let until = step.pace.until.as_ref();
            until.is_some_and(|until| until.checks.contains_key(&kind))
        };
        let Some(step) = changed
            .find(ends)
            .filter(|it| !it.expect.contains_key(&kind))
        else {
            return Ok(());
        };
        let (step, check) = (step.name.0.clone(), kind.name().to_owned());
        let problem = UnderProblem::IsUntil { step, check };
        Err(self.scope.reporter().report(span, problem))
    }

    fn insert(&self, node: &Node, scope: &mut Scope<'_>) -> Read<(StepName, Vec<Step>)> {
        let reporter = scope.reporter();
        let fields = Fields::new(node, "`insert`", &["after", "steps"], reporter)?;
        let (after, _) = fields
            .require("after")
            .and_then(|node| self.last_named(node))?;
        let nodes = fields
            .require("steps")
            .and_then(|node| node.list(reporter))?;
        let first = self.position(&after) + 1 + scope.inserted;
        scope.inserted += nodes.len();
        Ok((after, steps(nodes, (first, 1), scope)?))
    }

    /// Where a step stands in the scenario's own list; what `given:` makes stands before it.
    fn position(&self, step: &StepName) -> usize {
        let own = step.0.split('/').next().unwrap_or_default();
        let own = split_case(own).0;
        self.scope.steps.get(own).map_or(0, |step| step.position)
    }

    /// The steps that a name means: one, all of a flow, or all cases of a table.
    fn named(&self, name: &str, span: &Span) -> Read<Vec<StepName>> {
        let of_flow = format!("{name}/");
        let of_table = format!("{name}[");
        let names = self.base.iter().map(|step| &step.name);
        let found: Vec<StepName> = names
            .clone()
            .filter(|step| {
                step.0 == name || step.0.starts_with(&of_flow) || step.0.starts_with(&of_table)
            })
            .cloned()
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        if self.finally.iter().any(|step| step.name.0 == name) {
            let step = name.to_owned();
            let problem = UnderProblem::AtTheEnd { step };
            return Err(self.scope.reporter().report(span, problem));
        }
        let suggestion = Suggestion::among(name, names.map(|step| &step.0));
        let name = name.to_owned();
        let problem = NameProblem::UnknownStep { name, suggestion };
        Err(self.scope.reporter().report(span, problem))
    }

    /// The steps whose checks a name means: one, or all cases of a table.
    fn checked(&self, name: &str, span: &Span) -> Read<Vec<StepName>> {
        let found = self.named(name, span)?;
        match found
            .iter()
            .find(|step| step.0 != name && step.step() != name)
        {
            None => Ok(found),
            Some(_) => {
                let first = found.first().map(|step| step.0.clone()).unwrap_or_default();
                let step = name.to_owned();
                let problem = UnderProblem::IsAFlow { step, first };
                Err(self.scope.reporter().report(span, problem))
            }
        }
    }

    fn steps_named(&self, node: &Node) -> Read<Vec<StepName>> {
        self.named(node.text(self.scope.reporter())?, &node.span)
    }

    fn last_named<'n>(&self, node: &'n Node) -> Read<(StepName, &'n Span)> {
        let mut found = self.steps_named(node)?;
        let last = found.pop().unwrap_or_else(|| StepName(String::new()));
        Ok((last, &node.span))
    }
}
