//! `when:`, `as:`, features and words of fixed lists.

use super::reference::{template, whole_reference};
use super::scope::Scope;
use super::under_when::when;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, Suggestion, ValueProblem, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{Condition, Device, Feature, Span, Template};

const CONDITIONS: [&str; 6] = ["has", "lacks", "present", "missing", "value", "quirk"];
const COMPARISONS: [&str; 2] = ["equals", "differs-from"];

/// Reads a condition: `{ has: FEATURE }`, `{ present: $step.name }`, `{ value: $step.name, equals:
/// TEXT }`, `{ quirk: { NAME: VALUE } }`.
pub(super) fn condition(node: &Node, scope: &Scope<'_>) -> Read<Condition> {
    let reporter = scope.reporter();
    let keys = [&CONDITIONS[..], &COMPARISONS].concat();
    let fields = Fields::new(node, "a condition", &keys, reporter)?;
    let (key, value) = fields.one_of(&CONDITIONS)?;
    let key = key.text.as_str();
    if key != "value" {
        fields.refuse(&COMPARISONS, key);
    }
    Ok(match key {
        "has" => Condition::Has(feature(value, reporter)?),
        "lacks" => Condition::Lacks(feature(value, reporter)?),
        "present" => Condition::Present(asked(value, scope)?),
        "missing" => Condition::Missing(asked(value, scope)?),
        "quirk" => Condition::Quirks(when(value, reporter)?.quirks()),
        _ => comparison(value, &fields, scope)?,
    })
}

fn comparison(value: &Node, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Condition> {
    let value = asked(value, scope);
    let (key, text) = fields.one_of(&COMPARISONS)?;
    let text = template(text, scope)?;
    let value = value?;
    Ok(match key.text.as_str() {
        "equals" => Condition::Equals { value, text },
        _ => Condition::DiffersFrom { value, text },
    })
}

/// Reads a reference of which it is asked whether it has a value: the step does not need it.
fn asked(node: &Node, scope: &Scope<'_>) -> Read<Template> {
    let text = node.text(scope.reporter())?;
    if whole_reference(text).is_none() {
        return Err(node.wrong_type("a reference like `$step.name`", scope.reporter()));
    }
    let needed = scope.usage.borrow().references.len();
    let template = template(node, scope);
    scope.usage.borrow_mut().references.truncate(needed);
    template
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
    #[cfg(test)]
    crate::scenario::language::seen::note(
        &format!("word: {wanted}"),
        words.iter().map(|(word, _)| *word),
    );
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
