//! `requirements/AREA.yaml`, and what refers to requirements.

use std::collections::BTreeMap;

use super::condition::word;
use super::scope::Scope;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, ValueProblem, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{Level, Requirement, RequirementId, Span};

/// The requirements of a suite, each with the place of its id.
pub(super) type Requirements = BTreeMap<RequirementId, (Requirement, Span)>;

/// Reads a file of requirements and adds them to those of other files.
pub(super) fn requirements(file: &Node, into: &mut Requirements, reporter: &Reporter) -> Read<()> {
    each(file.list(reporter)?, |node| {
        let (requirement, span) = requirement(node, reporter)?;
        match into.get(&requirement.id) {
            Some((_, first)) => {
                let problem = NameProblem::DuplicateRequirement {
                    id: requirement.id.0,
                };
                let see = (first.clone(), "the first");
                Err(reporter.report_with(&span, problem, see))
            }
            None => {
                into.insert(requirement.id.clone(), (requirement, span));
                Ok(())
            }
        }
    })
    .map(|_| ())
}

const KEYS: &[&str] = &["id", "says", "source", "evidence", "level"];

fn requirement(node: &Node, reporter: &Reporter) -> Read<(Requirement, Span)> {
    let fields = Fields::new(node, "a requirement", KEYS, reporter)?;
    let id_node = fields.require("id");
    let id = id_node.and_then(|node| id(node, reporter));
    let says = fields
        .require("says")
        .and_then(|node| node.sentence(reporter));
    let source = fields
        .require("source")
        .and_then(|node| node.sentence(reporter));
    let evidence = match fields.get("evidence") {
        Some(node) => node
            .list(reporter)
            .and_then(|items| each(items, |item| evidence(item, reporter))),
        None => Ok(Vec::new()),
    };
    let level = fields
        .require("level")
        .and_then(|node| level(node, reporter));
    let requirement = Requirement {
        id: id?,
        says: says?,
        source: source?,
        evidence: evidence?,
        level: level?,
        place: id_node?.span.place.clone(),
    };
    Ok((requirement, id_node?.span.clone()))
}

fn id(node: &Node, reporter: &Reporter) -> Read<RequirementId> {
    let text = node.text(reporter)?;
    let is_id = text.rsplit_once('-').is_some_and(|(area, number)| {
        !area.is_empty()
            && area.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && number.len() >= 2
            && number.chars().all(|c| c.is_ascii_digit())
    });
    if is_id {
        return Ok(RequirementId(text.to_owned()));
    }
    let text = text.to_owned();
    Err(reporter.report(&node.span, ValueProblem::BadRequirementId { text }))
}

/// Reads an evidence id: `google:SYNC-05`.
fn evidence(node: &Node, reporter: &Reporter) -> Read<String> {
    let text = node.text(reporter)?;
    let entry = text
        .strip_prefix("google:")
        .and_then(|entry| entry.split_once('-'));
    let is_evidence = entry.is_some_and(|(area, number)| {
        !area.is_empty()
            && area.chars().all(|c| c.is_ascii_uppercase())
            && number.len() >= 2
            && number.chars().all(|c| c.is_ascii_digit())
    });
    if is_evidence {
        return Ok(text.to_owned());
    }
    let text = text.to_owned();
    Err(reporter.report(&node.span, ValueProblem::BadEvidence { text }))
}

fn level(node: &Node, reporter: &Reporter) -> Read<Level> {
    let words = [
        ("must", Level::Must),
        ("should", Level::Should),
        ("may", Level::May),
    ];
    word(node, "level", &words, reporter)
}

/// Reads a list of requirements that exist.
pub(super) fn covers(node: &Node, scope: &Scope<'_>) -> Read<Vec<RequirementId>> {
    let reporter = scope.reporter();
    each(node.list(reporter)?, |item| {
        let id = RequirementId(item.text(reporter)?.to_owned());
        let Err(suggestion) = scope.library.requirement(&id.0) else {
            return Ok(id);
        };
        let problem = NameProblem::UnknownRequirement {
            id: id.0,
            suggestion,
        };
        Err(reporter.report(&item.span, problem))
    })
}
