//! A scenario file.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::cases::cases;
use super::condition::features;
use super::depends::{Depending, depends};
use super::flow::{Call, expand};
use super::length::timeout;
use super::library::Library;
use super::lint::lint;
use super::scope::{Known, Scope, Usage};
use super::step::{SPACING, steps};
use super::under::under;
use crate::scenario::diagnostic::{
    FlowProblem, NameProblem, Read, Reported, Reporter, ShapeProblem, each,
};
use crate::scenario::yaml::{Fields, Key, Node, plain_name};
use crate::scenario::{ContextName, Scenario, ScenarioId, Step};

/// The words that combine tags where tags are selected.
const TAG_WORDS: [&str; 3] = ["and", "or", "not"];
/// The keys of a scenario.
pub(super) const KEYS: &[&str] = &[
    "title",
    "description",
    "tags",
    "needs",
    "depends",
    "given",
    "cases",
    "steps",
    "finally",
    "timeout",
    "under",
    // Read by `own`.
    "flows",
    "cards",
    "requirements",
    "world",
];
/// The position of the first step of `finally:`: behind all others.
const LAST: usize = usize::MAX / 2;
/// The flow by which `given:` makes cards.
const GIVEN: &str = "flows/create-card";
/// The names for which the address book has to be found first.
const FOUND: [ContextName; 4] = [
    ContextName::Principal,
    ContextName::Home,
    ContextName::Book,
    ContextName::AddMember,
];

/// Reads the scenarios of a file: one, or one for each of its cases.
pub(super) fn scenarios(
    id: &str,
    node: &Node,
    (library, reporter): (&Library, &Reporter),
) -> Read<Vec<Depending>> {
    let Some(cases) = cases(node, reporter)? else {
        let only = scenario(ScenarioId(id.to_owned()), node, (library, reporter))?;
        return Ok(vec![only]);
    };
    each(cases, |case| {
        let id = ScenarioId::of_case(id, &case.name);
        let (scenario, depends) = scenario(id, &case.node, (library, reporter))?;
        let place = case.span.place;
        Ok((Scenario { place, ..scenario }, depends))
    })
}

fn scenario(
    id: ScenarioId,
    node: &Node,
    (library, reporter): (&Library, &Reporter),
) -> Read<Depending> {
    let usage = RefCell::new(Usage::default());
    let mut scope = Scope::new((library, reporter), &usage);
    let fields = Fields::new(node, "a scenario", KEYS, reporter)?;
    usage.borrow_mut().keeps_checks = fields.get("under").is_some();
    let title = fields
        .require("title")
        .and_then(|node| node.sentence(reporter));
    let description = fields
        .get("description")
        .map(|node| node.sentence(reporter))
        .transpose();
    let tags = fields
        .get("tags")
        .map(|node| tags(node, &scope))
        .transpose();
    let needs = fields
        .get("needs")
        .map(|node| features(node, reporter))
        .transpose();
    let depends = fields.optional("depends", |node| depends(node, reporter));
    let given = fields
        .get("given")
        .map(|node| given(node, &mut scope))
        .transpose();
    let own = fields
        .require("steps")
        .and_then(|node| list(node, &mut scope));
    let mut all = given?.unwrap_or_default();
    all.extend(own?);
    let timeout = fields.optional("timeout", |node| timeout(node, reporter));
    let finally = fields.optional("finally", |node| last(node, &scope));
    let at_the_end = finally.as_ref().ok().and_then(Option::as_deref);
    let steps = (all.as_slice(), at_the_end.unwrap_or_default());
    let under = fields.optional("under", |node| under(node, steps, &scope));
    let mut scenario = Scenario {
        id,
        place: fields
            .entry("title")
            .map_or(&node.span, |(key, _)| &key.span)
            .place
            .clone(),
        title: title?,
        description: description?,
        tags: tags?.unwrap_or_default(),
        needs: needs?.unwrap_or_default(),
        depends: Vec::new(),
        needs_book: false,
        steps: all,
        finally: finally?.unwrap_or_default(),
        timeout: timeout?,
        under: under?.unwrap_or_default(),
        world: None,
    };
    let usage = usage.borrow();
    scenario.needs_book = FOUND.iter().any(|name| usage.context.contains(name));
    lint(&scenario, fields.span(), (&usage, reporter))?;
    Ok((scenario, depends?.unwrap_or_default()))
}

pub(super) fn tags(node: &Node, scope: &Scope<'_>) -> Read<Vec<String>> {
    let reporter = scope.reporter();
    each(node.list(reporter)?, |item| {
        let name = plain_name(item.text(reporter)?, &item.span, reporter)?;
        if TAG_WORDS.contains(&name.as_str()) {
            return Err(reporter.report(&item.span, NameProblem::ReservedTag { name }));
        }
        Ok(name)
    })
}

fn list(node: &Node, scope: &mut Scope<'_>) -> Read<Vec<Step>> {
    let nodes = node.list(scope.reporter())?;
    if nodes.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`steps`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    let steps = steps(nodes, (0, SPACING), scope);
    scope.position = usize::MAX;
    steps
}

/// Reads `finally:`. Its steps can refer to all others.
fn last(node: &Node, scope: &Scope<'_>) -> Read<Vec<Step>> {
    let mut scope = scope.clone();
    scope.is_last = true;
    let reporter = scope.reporter();
    let nodes = node.list(reporter)?;
    if nodes.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`finally`" };
        return Err(reporter.report(&node.span, problem));
    }
    steps(nodes, (LAST, 1), &mut scope)
}

/// Expands `given:` into the steps that make its cards.
fn given(node: &Node, scope: &mut Scope<'_>) -> Read<Vec<Step>> {
    let mut known = BTreeMap::new();
    let mut steps = Vec::new();
    let mut missing = None;
    for (key, card) in node.map(scope.reporter())? {
        let made = one(key, card, scope);
        let gives = match made {
            Ok((made, gives)) => {
                steps.extend(made);
                gives
            }
            Err(reported) => {
                missing = Some(reported);
                Known::Broken(reported)
            }
        };
        known.insert(key.text.clone(), gives);
    }
    scope.given = known;
    missing.map_or(Ok(steps), Err)
}

fn one(key: &Key, card: &Node, scope: &Scope<'_>) -> Read<(Vec<Step>, Known)> {
    let name = plain_name(&key.text, &key.span, scope.reporter())?;
    let parameter = Key {
        text: "card".to_owned(),
        span: key.span.clone(),
    };
    let call = Call {
        flow: GIVEN,
        span: &key.span,
        with: vec![(&parameter, card)],
        prefix: format!("given.{name}/"),
    };
    let (steps, results) = expand(&call, scope)?;
    let lacks = ["href", "etag"]
        .into_iter()
        .find(|result| !results.contains_key(*result));
    match lacks {
        Some(name) => Err(lacks_result(name, key, scope)),
        None => Ok((steps, Known::Flow { results })),
    }
}

fn lacks_result(name: &'static str, key: &Key, scope: &Scope<'_>) -> Reported {
    scope
        .reporter()
        .report(&key.span, FlowProblem::GivenNeeds { name })
}
