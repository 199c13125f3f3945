//! Quirks, their values and profiles by name, in every file that a person writes.

use std::str::FromStr;

use cardproof_mock::quirk::{CATALOGUE, Profile, QuirkDefinition, quirk};

use crate::scenario::Span;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, Suggestion, each};
use crate::scenario::yaml::Node;

/// Finds a quirk by its name.
pub(super) fn known_quirk(
    name: &str,
    span: &Span,
    reporter: &Reporter,
) -> Read<&'static QuirkDefinition> {
    quirk(name).ok_or_else(|| {
        let suggestion = Suggestion::among(name, CATALOGUE.iter().map(|quirk| quirk.name));
        let name = name.to_owned();
        reporter.report(span, NameProblem::UnknownQuirk { name, suggestion })
    })
}

/// Reads a value of a quirk.
pub(super) fn known_value(
    quirk: &QuirkDefinition,
    node: &Node,
    reporter: &Reporter,
) -> Read<String> {
    let text = node.text(reporter)?;
    if quirk.value(text).is_some() {
        return Ok(text.to_owned());
    }
    let problem = NameProblem::UnknownQuirkValue {
        quirk: quirk.name.to_owned(),
        value: text.to_owned(),
        suggestion: Suggestion::among(text, quirk.values.iter().map(|value| value.name)),
    };
    Err(reporter.report(&node.span, problem))
}

/// Finds a profile by its name.
pub(super) fn known_profile(node: &Node, reporter: &Reporter) -> Read<Profile> {
    let text = node.text(reporter)?;
    Profile::from_str(text).map_err(|_| {
        let suggestion = Suggestion::among(text, Profile::named().map(Profile::name));
        let name = text.to_owned();
        reporter.report(&node.span, NameProblem::UnknownProfile { name, suggestion })
    })
}

/// Reads quirks, each with one value.
pub(crate) fn quirk_values(node: &Node, reporter: &Reporter) -> Read<Vec<(String, String)>> {
    each(node.map(reporter)?, |(key, value)| {
        let quirk = known_quirk(&key.text, &key.span, reporter)?;
        let value = known_value(quirk, value, reporter)?;
        Ok((quirk.name.to_owned(), value))
    })
}
