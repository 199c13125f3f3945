//! What a scenario file brings along itself, so that one file is enough: `flows:`, `cards:`,
//! `requirements:` and `world:`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::depends::Depending;
use super::library::{Library, with_crlf};
use super::requirement::{Requirements, requirements};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{Read, Reporter, each};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Key, Node};
use crate::world::{self, WorldFile};

/// The keys of what a file brings along.
pub(crate) const OWN: [&str; 4] = ["flows", "cards", "requirements", "world"];

/// The flows, cards and requirements of a file; `None` where it has none.
pub(super) fn library(node: &Node, reporter: &Reporter) -> Read<Option<Library>> {
    let [flows, cards, list, _] = OWN.map(|key| node.entry(key).map(|(_, value)| value));
    if flows.is_none() && cards.is_none() && list.is_none() {
        return Ok(None);
    }
    let flows = match flows {
        Some(node) => node.map(reporter)?,
        None => &[],
    };
    let flows = flows
        .iter()
        .map(|(key, flow)| (format!("flows/{}", key.text), Ok(flow.clone())));
    let cards = match cards {
        Some(node) => each(node.map(reporter)?, |(key, card)| {
            Ok((key.text.clone(), with_crlf(card.text(reporter)?)))
        })?,
        None => Vec::new(),
    };
    let mut own = Requirements::new();
    if let Some(list) = list {
        requirements(list, &mut own, reporter)?;
    }
    Ok(Some(Library {
        flows: flows.collect::<BTreeMap<_, _>>(),
        cards: cards.into_iter().collect(),
        requirements: own,
        // That of the suite counts.
        root: PathBuf::new(),
    }))
}

/// The world of a file, if it has one. Messages about it show nothing that may be secret.
pub(super) fn world(
    node: &Node,
    (file, path): (&TextFile, &Path),
    reporter: &Reporter,
) -> Read<Option<Arc<WorldFile>>> {
    let Some(found) = node.entry("world") else {
        return Ok(None);
    };
    let behind = keys(node).filter(|key| key.span.start > found.0.span.start);
    let next = behind.map(|key| key.span.start).min();
    world::hide(found, next, (file, reporter));
    let folder = path.parent().unwrap_or(path);
    let read = world::world(&found.1, folder, reporter)?;
    Ok(Some(Arc::new(read)))
}

/// Scenarios of a file with a world.
pub(super) fn started_with(
    scenarios: Vec<Depending>,
    world: Option<&Arc<WorldFile>>,
) -> Vec<Depending> {
    let scenarios = scenarios.into_iter().map(|(scenario, depends)| {
        let world = world.cloned();
        (Scenario { world, ..scenario }, depends)
    });
    scenarios.collect()
}

fn keys(node: &Node) -> impl Iterator<Item = &Key> {
    node.entries().iter().map(|(key, _)| key)
}
