//! `when:`: why a step does not run.

use super::stage::Stage;
use crate::scenario::{Condition, Part, Template, Values, as_written};

impl Stage<'_> {
    /// Why a step with this condition does not run, if so.
    pub(super) fn excludes(&self, when: &Condition) -> Option<String> {
        match when {
            Condition::Has(feature) => self.features.without(*feature),
            Condition::Lacks(feature) => self.features.with(*feature),
            Condition::Quirks(quirks) => quirks
                .iter()
                .find_map(|(quirk, values)| self.other_value(quirk, values)),
            _ => excluded_by(when, &self.values),
        }
    }

    /// Why a quirk is not known to have one of these values. What rests on nothing but our own
    /// choice is known of the mock alone.
    fn other_value(&self, quirk: &str, values: &[String]) -> Option<String> {
        let profile = &self.plan.profile;
        if self.mock.is_none() && profile.is_choice(quirk) {
            return Some(format!("nobody knows {quirk} of the target"));
        }
        let value = profile.quirks().value(quirk).unwrap_or_default();
        let fits = values.iter().any(|wanted| wanted == value);
        (!fits).then(|| format!("{quirk} is {value}, not {}", values.join(" or ")))
    }
}

/// Why a step does not run with these values; `None` also for a condition that is about the target.
pub(super) fn excluded_by(when: &Condition, values: &Values) -> Option<String> {
    let value = |template: &Template| template.resolve(values).ok();
    match when {
        Condition::Has(_) | Condition::Lacks(_) | Condition::Quirks(_) => None,
        Condition::Present(asked) => value(asked)
            .is_none()
            .then(|| format!("{} has no value", named(asked))),
        Condition::Missing(asked) => {
            value(asked).map(|value| format!("{} is `{value}`", named(asked)))
        }
        Condition::Equals { value: asked, text } => {
            let wanted = value(text);
            let found = value(asked);
            (found.is_none() || found != wanted).then(|| unlike(asked, found, "not", wanted))
        }
        Condition::DiffersFrom { value: asked, text } => {
            let unwanted = value(text);
            let found = value(asked);
            (found.is_none() || found == unwanted)
                .then(|| unlike(asked, found, "not another than", unwanted))
        }
    }
}

fn unlike(asked: &Template, found: Option<String>, relation: &str, text: Option<String>) -> String {
    match (found, text) {
        (None, _) => format!("{} has no value", named(asked)),
        (_, None) => format!("there is nothing to compare {} with", named(asked)),
        (Some(found), Some(text)) => {
            format!("{} is `{found}`, {relation} `{text}`", named(asked))
        }
    }
}

/// A reference as people write it.
fn named(asked: &Template) -> String {
    match asked.parts.as_slice() {
        [Part::Captured(key)] => format!("${}", as_written(key)),
        [Part::Context(name)] => format!("${}", name.name()),
        _ => "the value".to_owned(),
    }
}
