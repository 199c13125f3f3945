//! Which scenarios are meant: by path, by id, by tag.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::TagExpression;
use crate::scenario::{Outline, Scenario, ScenarioId, split_case};

/// What can be selected.
pub trait Selectable {
    /// Its id.
    fn id(&self) -> &ScenarioId;
    /// Its tags.
    fn tags(&self) -> &[String];
    /// Its file, as the user would name it.
    fn file(&self) -> &str;
}

impl Selectable for Scenario {
    fn id(&self) -> &ScenarioId {
        &self.id
    }

    fn tags(&self) -> &[String] {
        &self.tags
    }

    fn file(&self) -> &str {
        &self.place.file
    }
}

impl Selectable for Outline {
    fn id(&self) -> &ScenarioId {
        &self.id
    }

    fn tags(&self) -> &[String] {
        &self.tags
    }

    fn file(&self) -> &str {
        &self.file
    }
}

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
pub fn select(
    scenarios: &[impl Selectable],
    selection: &Selection,
) -> Result<Vec<ScenarioId>, SelectError> {
    if scenarios.is_empty() {
        return Err(SelectError::EmptySuite);
    }
    let named = by_name(scenarios, &selection.names)?;
    let tagged = by_tag(scenarios, &selection.tags)?;
    let both: Vec<ScenarioId> = scenarios
        .iter()
        .map(Selectable::id)
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

fn by_name<'a>(
    scenarios: &'a [impl Selectable],
    names: &[String],
) -> Result<Option<Ids<'a>>, SelectError> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut ids = BTreeSet::new();
    for name in names {
        let found = named(scenarios, name);
        if found.is_empty() {
            return Err(nothing_named(scenarios, name));
        }
        ids.extend(found);
    }
    Ok(Some(ids))
}

fn named<'a, S: Selectable>(scenarios: &'a [S], name: &str) -> Ids<'a> {
    let ids = scenarios.iter().map(Selectable::id);
    let by_id: Ids<'_> = ids.filter(|id| is_id(id, name)).collect();
    if !by_id.is_empty() {
        return by_id;
    }
    let (path, case) = split_case(name);
    let Ok(path) = Path::new(path).canonicalize() else {
        return by_id;
    };
    let inside = |scenario: &&S| file_of(*scenario).is_some_and(|file| file.starts_with(&path));
    let is_case = |scenario: &&S| case.is_none() || scenario.id().case() == case;
    scenarios
        .iter()
        .filter(inside)
        .filter(is_case)
        .map(Selectable::id)
        .collect()
}

/// Whether a name is the id itself, the id of all cases of a table, or a folder of it, with or
/// without a slash at the end.
fn is_id(id: &ScenarioId, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    id.0.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
}

fn file_of(scenario: &impl Selectable) -> Option<PathBuf> {
    Path::new(scenario.file()).canonicalize().ok()
}

fn nothing_named(scenarios: &[impl Selectable], name: &str) -> SelectError {
    if Path::new(name).exists() {
        return SelectError::NothingThere {
            path: name.to_owned(),
        };
    }
    let ids = scenarios.iter().map(|scenario| scenario.id().0.as_str());
    SelectError::UnknownName {
        name: name.to_owned(),
        suggestion: nearest(name, ids),
    }
}

fn by_tag<'a>(
    scenarios: &'a [impl Selectable],
    tags: &[TagExpression],
) -> Result<Option<Ids<'a>>, SelectError> {
    if tags.is_empty() {
        return Ok(None);
    }
    for tag in tags.iter().flat_map(TagExpression::tags) {
        known(scenarios, tag)?;
    }
    let fitting = scenarios.iter();
    let fitting = fitting.filter(|scenario| tags.iter().any(|tag| tag.fits(scenario.tags())));
    Ok(Some(fitting.map(Selectable::id).collect()))
}

fn known(scenarios: &[impl Selectable], tag: &str) -> Result<(), SelectError> {
    let known = || scenarios.iter().flat_map(Selectable::tags);
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
