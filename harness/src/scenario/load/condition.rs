//! `when:`, `as:`, features and words of fixed lists.

use super::scope::Scope;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, Suggestion, ValueProblem, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{Condition, Device, Feature, Span};

/// Reads a condition: `{ has: FEATURE }` or `{ lacks: FEATURE }`.
pub(super) fn condition(node: &Node, scope: &Scope<'_>) -> Read<Condition> {
    let reporter = scope.reporter();
    let fields = Fields::new(node, "a condition", &["has", "lacks"], reporter)?;
    let (key, value) = fields.one_of(&["has", "lacks"])?;
    let feature = feature(value, reporter)?;
    Ok(match key.text.as_str() {
        "has" => Condition::Has(feature),
        _ => Condition::Lacks(feature),
    })
}

/// Reads the name of a feature.
pub(super) fn feature(node: &Node, reporter: &Reporter) -> Read<Feature> {
    known_feature(node.text(reporter)?, &node.span, reporter)
}

/// Finds a feature by its name.
pub(crate) fn known_feature(text: &str, span: &Span, reporter: &Reporter) -> Read<Feature> {
    let found = Feature::ALL
        .into_iter()
        .find(|feature| feature.name() == text);
    found.ok_or_else(|| {
        let suggestion = Suggestion::among(text, Feature::ALL.map(Feature::name));
        let name = text.to_owned();
        reporter.report(span, NameProblem::UnknownFeature { name, suggestion })
    })
}

/// Reads a list of features.
pub(super) fn features(node: &Node, reporter: &Reporter) -> Read<Vec<Feature>> {
    each(node.list(reporter)?, |item| feature(item, reporter))
}

/// Reads as which client a step runs.
pub(super) fn device(node: &Node, scope: &Scope<'_>) -> Read<Device> {
    word(
        node,
        "client",
        &[("other-device", Device::Other)],
        scope.reporter(),
    )
}

/// Reads one of a few words; `wanted` names their kind: `client`.
pub(super) fn word<T: Copy>(
    node: &Node,
    wanted: &'static str,
    words: &[(&str, T)],
    reporter: &Reporter,
) -> Read<T> {
    let text = node.text(reporter)?;
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let suggestion = Suggestion::among(text, words.iter().map(|(word, _)| *word));
        let word = text.to_owned();
        let problem = ValueProblem::UnknownWord {
            word,
            wanted,
            suggestion,
        };
        reporter.report(&node.span, problem)
    })
}
