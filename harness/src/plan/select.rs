//! Which scenarios are meant: by path, by id, by tag.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::TagExpression;
use crate::scenario::{Scenario, ScenarioId, Suite, split_case};

/// What the user asked for. Nothing means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids, folders of ids (`sync`), or paths of files and folders. A table is meant as a whole, or
    /// one case of it (`write/names[slash]`).
    pub names: Vec<String>,
    /// Which tags; a scenario that fits any of them is meant.
    pub tags: Vec<TagExpression>,
}

/// Why nothing can be selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// No such id, and no such path.
    #[error("there is no scenario, folder or file `{name}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownName {
        /// As given.
        name: String,
        /// What comes close.
        suggestion: Option<String>,
    },
    /// A path that exists, but holds no scenario of the suite.
    #[error("there is no scenario in `{path}`")]
    NothingThere {
        /// As given.
        path: String,
    },
    /// No scenario has the tag.
    #[error("no scenario has the tag `{tag}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownTag {
        /// As given.
        tag: String,
        /// What comes close.
        suggestion: Option<String>,
    },
    /// The tags are known, but no scenario fits.
    #[error("{} {}", if *.named { "none of the named scenarios" } else { "no scenario" }, in_words(.tags))]
    NothingFits {
        /// Whether names were given too.
        named: bool,
        /// The tags.
        tags: Vec<TagExpression>,
    },
    /// The suite is empty.
    #[error("the suite holds no scenario")]
    EmptySuite,
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

fn in_words(tags: &[TagExpression]) -> String {
    let quoted: Vec<String> = tags.iter().map(|tag| format!("`{tag}`")).collect();
    let quoted = quoted.join(", ");
    match tags {
        [TagExpression::Tag(_)] => format!("has the tag {quoted}"),
        [_] => format!("fits {quoted}"),
        _ => format!("fits any of {quoted}"),
    }
}

/// The ids of the selected scenarios, in the order of the suite.
///
/// # Errors
/// When a name or a tag is unknown, or nothing is left: an empty selection is never a run that
/// passes.
pub fn select(suite: &Suite, selection: &Selection) -> Result<Vec<ScenarioId>, SelectError> {
    if suite.scenarios.is_empty() {
        return Err(SelectError::EmptySuite);
    }
    let named = by_name(suite, &selection.names)?;
    let tagged = by_tag(suite, &selection.tags)?;
    let both: Vec<ScenarioId> = suite
        .scenarios
        .iter()
        .map(|scenario| &scenario.id)
        .filter(|id| named.as_ref().is_none_or(|ids| ids.contains(id)))
        .filter(|id| tagged.as_ref().is_none_or(|ids| ids.contains(id)))
        .cloned()
        .collect();
    if both.is_empty() {
        return Err(SelectError::NothingFits {
            named: named.is_some(),
            tags: selection.tags.clone(),
        });
    }
    Ok(both)
}

type Ids<'a> = BTreeSet<&'a ScenarioId>;

fn by_name<'a>(suite: &'a Suite, names: &[String]) -> Result<Option<Ids<'a>>, SelectError> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut ids = BTreeSet::new();
    for name in names {
        let found = named(suite, name);
        if found.is_empty() {
            return Err(nothing_named(suite, name));
        }
        ids.extend(found);
    }
    Ok(Some(ids))
}

fn named<'a>(suite: &'a Suite, name: &str) -> Ids<'a> {
    let by_id = suite
        .scenarios
        .iter()
        .filter(|scenario| is_id(&scenario.id, name));
    let ids: Ids<'_> = by_id.map(|scenario| &scenario.id).collect();
    if !ids.is_empty() {
        return ids;
    }
    let (path, case) = split_case(name);
    let Ok(path) = Path::new(path).canonicalize() else {
        return ids;
    };
    let inside = |scenario: &&Scenario| file_of(scenario).is_some_and(|f| f.starts_with(&path));
    let is_case = |scenario: &&Scenario| case.is_none() || scenario.id.case() == case;
    suite
        .scenarios
        .iter()
        .filter(inside)
        .filter(is_case)
        .map(|scenario| &scenario.id)
        .collect()
}

/// Whether a name is the id itself, the id of all cases of a table, or a folder of it, with or
/// without a slash at the end.
fn is_id(id: &ScenarioId, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    id.0.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
}

fn file_of(scenario: &Scenario) -> Option<PathBuf> {
    Path::new(scenario.place.file.as_ref()).canonicalize().ok()
}

fn nothing_named(suite: &Suite, name: &str) -> SelectError {
    if Path::new(name).exists() {
        return SelectError::NothingThere {
            path: name.to_owned(),
        };
    }
    let ids = suite
        .scenarios
        .iter()
        .map(|scenario| scenario.id.0.as_str());
    SelectError::UnknownName {
        name: name.to_owned(),
        suggestion: nearest(name, ids),
    }
}

fn by_tag<'a>(suite: &'a Suite, tags: &[TagExpression]) -> Result<Option<Ids<'a>>, SelectError> {
    if tags.is_empty() {
        return Ok(None);
    }
    for tag in tags.iter().flat_map(TagExpression::tags) {
        known(suite, tag)?;
    }
    let scenarios = suite.scenarios.iter();
    let found = scenarios.filter(|scenario| tags.iter().any(|tag| tag.fits(&scenario.tags)));
    Ok(Some(found.map(|scenario| &scenario.id).collect()))
}

fn known(suite: &Suite, tag: &str) -> Result<(), SelectError> {
    let known = || suite.scenarios.iter().flat_map(|scenario| &scenario.tags);
    if known().any(|other| other == tag) {
        return Ok(());
    }
    Err(SelectError::UnknownTag {
        tag: tag.to_owned(),
        suggestion: nearest(tag, known().map(String::as_str)),
    })
}

/// The known word that comes close enough to be what was meant.
fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|word| (strsim::jaro_winkler(given, word), word))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| word.to_owned())
}

#[cfg(test)]
#[path = "select/tests.rs"]
mod tests;
