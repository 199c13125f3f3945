//! `when:` of an `under:` entry: quirks and their values.

use cardproof_mock::quirk::QuirkDefinition;

use super::quirks::{known_quirk, known_value};
use crate::scenario::diagnostic::{Read, Reporter, ShapeProblem, UnderProblem, each};
use crate::scenario::yaml::{Key, Node};

/// Quirks, each with the values of which it has to have one.
pub(super) struct When(Vec<(&'static str, Vec<String>)>);

/// Reads a condition.
pub(super) fn when(node: &Node, reporter: &Reporter) -> Read<When> {
    let entries = node.map(reporter)?;
    if entries.is_empty() {
        return Err(reporter.report(&node.span, UnderProblem::NoCondition));
    }
    let mut quirks = each(entries, |(key, value)| {
        let quirk = known_quirk(&key.text, &key.span, reporter)?;
        let values = values(quirk, (key, value), reporter)?;
        Ok((quirk.name, values))
    })?;
    quirks.sort();
    Ok(When(quirks))
}

fn values(
    quirk: &QuirkDefinition,
    (key, node): (&Key, &Node),
    reporter: &Reporter,
) -> Read<Vec<String>> {
    let items = node.one_or_many();
    if items.is_empty() {
        let problem = ShapeProblem::EmptyList {
            of: "the list of values",
        };
        return Err(reporter.report(&node.span, problem));
    }
    let mut values: Vec<String> = Vec::new();
    for item in items {
        let value = known_value(quirk, item, reporter)?;
        if values.contains(&value) {
            return Err(reporter.report(&item.span, UnderProblem::RepeatedValue { value }));
        }
        values.push(value);
    }
    if values.len() == quirk.values.len() {
        let quirk = quirk.name.to_owned();
        return Err(reporter.report(&key.span, UnderProblem::EveryValue { quirk }));
    }
    values.sort();
    Ok(values)
}

impl When {
    /// The quirks, each with the values of which it has to have one.
    pub(super) fn quirks(self) -> Vec<(String, Vec<String>)> {
        let quirks = self.0.into_iter();
        quirks
            .map(|(quirk, values)| (quirk.to_owned(), values))
            .collect()
    }

    /// Whether two conditions can hold at the same time: no quirk would need two values.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().all(|(quirk, values)| {
            let same = other.0.iter().find(|(name, _)| name == quirk);
            same.is_none_or(|(_, others)| values.iter().any(|value| others.contains(value)))
        })
    }

    /// Whether two conditions are the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Every combination of one value for each quirk.
    pub(super) fn combinations(&self) -> Vec<Vec<(String, String)>> {
        let mut all = vec![Vec::new()];
        for (quirk, values) in &self.0 {
            let longer = all.iter().flat_map(|before: &Vec<(String, String)>| {
                values.iter().map(move |value| {
                    let mut combination = before.clone();
                    combination.push(((*quirk).to_owned(), value.clone()));
                    combination
                })
            });
            all = longer.collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    fn when(quirks: &[(&'static str, &[&str])]) -> When {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        When(
            quirks
                .iter()
                .map(|(quirk, values)| (*quirk, texts(values)))
                .collect(),
        )
    }

    #[test]
    fn lists_of_values_are_multiplied_out() {
        let combinations = when(&[("a", &["1", "2"]), ("b", &["x", "y"])]).combinations();
        let texts: Vec<String> = combinations
            .iter()
            .map(|pairs| {
                pairs
                    .iter()
                    .map(|(quirk, value)| format!("{quirk}{value}"))
                    .collect()
            })
            .collect();
        assert_eq!(texts, ["a1bx", "a1by", "a2bx", "a2by"]);
    }

    #[test]
    fn conditions_meet_unless_a_quirk_would_need_two_values() {
        let one = when(&[("a", &["1", "2"])]);
        assert!(one.meets(&when(&[("a", &["2", "3"])])));
        assert!(one.meets(&when(&[("b", &["x"])])));
        assert!(!one.meets(&when(&[("a", &["3"]), ("b", &["x"])])));
    }
}
