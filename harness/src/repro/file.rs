//! The file that holds everything.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::Played;
use super::placeholder::Placeholders;
use super::value::value;
use crate::plan::Environment;
use crate::scenario::diagnostic::Reporter;
use crate::scenario::load::{Inlined, inlined};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Kind, Node, parse};
use crate::scenario::{Diagnostics, Requirement};
use crate::world::WorldFile;

/// What an editor reads, which leads to a file that is not beside this one.
const EDITORS_LINE: &str = "# yaml-language-server:";

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ReproError {
    /// The scenario's files are wrong.
    #[error("{0}")]
    Scenario(#[from] Diagnostics),
    /// Ours.
    #[error("cardproof itself failed: {0}")]
    Unwritable(String),
}

/// Writes a scenario, with everything that it refers to and the world in which it was played, as
/// one YAML file.
///
/// # Errors
/// When the scenario's files are wrong.
pub fn reproduction(
    file: &Path,
    played: &Played,
    environment: &Environment,
) -> Result<String, ReproError> {
    let mut scenario = inlined(file)?;
    let world = world(&scenario, played);
    let placeholders = Placeholders::of(environment, &world);
    let world = without_secrets(world, &scenario, &placeholders);
    let changed = change(&mut scenario.node, played, scenario.is_changed);
    let secret = placeholders.holds(&scenario.text);
    placeholders.tree(&mut scenario.node);
    for flow in scenario.flows.values_mut() {
        placeholders.tree(flow);
    }
    let sections = sections(&scenario, &world)?;
    let verbatim = (!changed && !secret).then(|| verbatim(&scenario, &sections));
    let body = match verbatim.transpose()?.flatten() {
        Some(text) => text,
        None => written(&scenario.node, sections)?,
    };
    Ok(format!(
        "{}{}\n",
        head(played, &placeholders),
        body.trim_end()
    ))
}

/// What the mock is to start with.
fn world(scenario: &Inlined, played: &Played) -> WorldFile {
    let mut world = scenario.world.as_deref().cloned().unwrap_or_default();
    world.seed = Some(played.seed);
    world.profile = Some(played.profile.base());
    world.quirks = played.profile.overrides().to_vec();
    world.clock.start.get_or_insert(played.at);
    world
}

fn without_secrets(
    mut world: WorldFile,
    scenario: &Inlined,
    placeholders: &Placeholders,
) -> WorldFile {
    let flows = scenario.flows.values().map(value);
    let known: Vec<String> = flows
        .chain([value(&scenario.node)])
        .map(|value| value.to_string())
        .collect();
    placeholders.world(&mut world, &known.join("\n"));
    world
}

/// Leaves out what means nothing in a file by itself: other scenarios, other cases. Says whether
/// the file cannot stay as it is written.
fn change(node: &mut Node, played: &Played, is_changed: bool) -> bool {
    let Kind::Map(entries) = &mut node.kind else {
        return is_changed;
    };
    let before = entries.len();
    entries.retain(|(key, _)| key.text != "depends");
    let mut changed = is_changed || entries.len() < before;
    let table = entries.iter_mut().find(|(key, _)| key.text == "cases");
    if let Some((_, table)) = table
        && let Some(case) = played.id.case()
        && let Kind::Map(rows) = &mut table.kind
    {
        let before = rows.len();
        rows.retain(|(name, _)| name.text == case);
        changed |= rows.len() < before;
    }
    changed
}

/// The sections that the file gets beside the scenario's own.
fn sections(scenario: &Inlined, world: &WorldFile) -> Result<Map<String, Value>, ReproError> {
    let mut sections = Map::new();
    let mut add = |name: &str, section: Value| {
        let is_empty = section.as_object().is_some_and(Map::is_empty)
            || section.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            sections.insert(name.to_owned(), section);
        }
    };
    let flows = scenario.flows.iter();
    let flows = flows.map(|(name, flow)| (name.clone(), value(flow)));
    let cards = scenario.cards.iter();
    // A reader ends every line with CRLF again.
    let cards = cards.map(|(name, card)| (name.clone(), card.replace("\r\n", "\n").into()));
    add("flows", Value::Object(flows.collect()));
    add("cards", Value::Object(cards.collect()));
    add(
        "requirements",
        scenario.requirements.values().map(requirement).collect(),
    );
    let world = serde_json::to_value(world);
    let world = world.map_err(|error| ReproError::Unwritable(error.to_string()))?;
    add("world", world);
    Ok(sections)
}

fn requirement(requirement: &Requirement) -> Value {
    let mut written = Map::new();
    written.insert("id".to_owned(), requirement.id.0.as_str().into());
    written.insert("says".to_owned(), requirement.says.as_str().into());
    written.insert("source".to_owned(), requirement.source.as_str().into());
    if !requirement.evidence.is_empty() {
        written.insert("evidence".to_owned(), json!(requirement.evidence));
    }
    written.insert("level".to_owned(), json!(requirement.level));
    Value::Object(written)
}

/// The file as its author wrote it, and the sections below; nothing where that says something else.
fn verbatim(
    scenario: &Inlined,
    sections: &Map<String, Value>,
) -> Result<Option<String>, ReproError> {
    let lines = scenario.text.lines();
    let own: Vec<&str> = lines
        .filter(|line| !line.starts_with(EDITORS_LINE))
        .collect();
    let text = format!("{}\n\n{}", own.join("\n").trim(), yaml(sections)?);
    let file = TextFile {
        file: "the file".into(),
        text: text.as_str().into(),
    };
    let reporter = Reporter::default();
    let mut read = parse(&file, "a scenario", &reporter);
    if let Ok(Node {
        kind: Kind::Map(entries),
        ..
    }) = &mut read
    {
        entries.retain(|(key, _)| !sections.contains_key(&key.text));
    }
    Ok(read
        .is_ok_and(|node| node.says_same(&scenario.node))
        .then_some(text))
}

/// The file written anew, without the comments of its author.
fn written(node: &Node, sections: Map<String, Value>) -> Result<String, ReproError> {
    let mut whole = match value(node) {
        Value::Object(entries) => entries,
        _ => Map::new(),
    };
    whole.extend(sections);
    yaml(&whole)
}

fn yaml(entries: &Map<String, Value>) -> Result<String, ReproError> {
    serde_yaml::to_string(entries).map_err(|error| ReproError::Unwritable(error.to_string()))
}

/// What a person who finds the file has to know.
fn head(played: &Played, placeholders: &Placeholders) -> String {
    let mut text = format!(
        "# {}, with all that it needs, for cardproof {} and newer:\n\
         #   cardproof run FILE              plays it, against the mock in the world below\n\
         #   cardproof serve --world FILE    serves that world\n",
        played.id,
        env!("CARGO_PKG_VERSION")
    );
    if !played.seen.is_empty() {
        text += "#\n# What was seen:\n";
    }
    for line in &played.seen {
        text += &format!("#   {}\n", placeholders.text(line));
    }
    text + "\n"
}

#[cfg(test)]
mod tests;
