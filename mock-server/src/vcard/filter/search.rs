//! Which cards a filter matches.

use super::{
    Filter, ParameterCondition, PropertyCondition, PropertyFilter, PropertyTest, Rules, Test,
    TextMatch,
};
use crate::quirk::{
    QueryAllofInstances, QueryMultiValueParams, QueryNames, QueryNegationMissingParam,
    QueryNegationMissingProperty, QueryNegationSeveral, QueryParamNotDefined,
};
use crate::vcard::scan::{Line, Parts, lines, split_group};
use crate::vcard::text::unescape;

/// A filter and how it is read.
pub(crate) struct Search {
    filter: Filter,
    rules: Rules,
}

impl Search {
    pub(crate) const fn new(filter: Filter, rules: Rules) -> Self {
        Self { filter, rules }
    }

    /// Whether a card matches.
    pub(crate) fn matches(&self, card: &str) -> bool {
        let properties = &self.filter.properties;
        let looked_at: Vec<Line<'_>> = lines(card, |full_name| {
            properties
                .iter()
                .any(|filter| self.names(filter, full_name))
        })
        .collect();
        all_or_any(self.filter.test, properties, |filter| {
            self.property_matches(filter, &looked_at)
        })
    }

    /// A name without a group means the property in every group (RFC 6352 §10.5.1).
    fn names(&self, filter: &PropertyFilter, full_name: &str) -> bool {
        let (group, name) = split_group(full_name);
        self.is_same_name(&filter.name, name)
            && filter
                .group
                .as_deref()
                .is_none_or(|wanted| group.is_some_and(|group| self.is_same_name(wanted, group)))
    }

    fn is_same_name(&self, wanted: &str, name: &str) -> bool {
        match self.rules.names {
            QueryNames::AnyCase => wanted.eq_ignore_ascii_case(name),
            QueryNames::ExactCase => wanted == name,
        }
    }

    fn property_matches(&self, filter: &PropertyFilter, lines: &[Line<'_>]) -> bool {
        let instances: Vec<Parts<'_>> = lines
            .iter()
            .filter(|line| self.names(filter, line.full_name()))
            .map(Line::parts)
            .collect();
        match &filter.condition {
            PropertyCondition::NotDefined => instances.is_empty(),
            PropertyCondition::Defined => !instances.is_empty(),
            PropertyCondition::Tests(Test::AllOf, tests) if self.wants_one_instance(&instances) => {
                instances.iter().any(|instance| {
                    tests.iter().all(|test| {
                        if self.is_about_all(test) {
                            self.holds(test, &instances)
                        } else {
                            self.holds_for(test, instance)
                        }
                    })
                })
            }
            PropertyCondition::Tests(test, tests) => {
                all_or_any(*test, tests, |test| self.holds(test, &instances))
            }
        }
    }

    /// Whether all tests have to hold for the same instance of the property.
    fn wants_one_instance(&self, instances: &[Parts<'_>]) -> bool {
        !instances.is_empty() && self.rules.allof_instances == QueryAllofInstances::SameInstance
    }

    /// Whether a test is about all instances of a property at once.
    fn is_about_all(&self, test: &PropertyTest) -> bool {
        let text = match test {
            PropertyTest::Text(text)
            | PropertyTest::Parameter {
                condition: ParameterCondition::Text(text),
                ..
            } => text,
            PropertyTest::Parameter { .. } => return false,
        };
        text.is_negated && self.rules.negation_several == QueryNegationSeveral::NoInstance
    }

    /// Whether a test holds for a property with these instances, perhaps none.
    fn holds(&self, test: &PropertyTest, instances: &[Parts<'_>]) -> bool {
        if instances.is_empty() {
            self.holds_without(test)
        } else if self.is_about_all(test) {
            let is_there = |instance| match test {
                PropertyTest::Text(_) => true,
                PropertyTest::Parameter { name, .. } => {
                    self.matches_missing_parameter() || self.values(name, instance).is_some()
                }
            };
            instances.iter().any(is_there)
                && !instances
                    .iter()
                    .any(|instance| self.holds_unless_negated(test, instance))
        } else {
            instances
                .iter()
                .any(|instance| self.holds_for(test, instance))
        }
    }

    /// Whether a test holds for a card that does not have the property.
    fn holds_without(&self, test: &PropertyTest) -> bool {
        let rules = &self.rules;
        match test {
            PropertyTest::Text(text) => {
                text.is_negated
                    && rules.negation_missing_property == QueryNegationMissingProperty::Matched
            }
            PropertyTest::Parameter { condition, .. } => match condition {
                ParameterCondition::Defined => false,
                ParameterCondition::NotDefined => {
                    rules.missing_parameter == QueryParamNotDefined::PropertyOptional
                }
                ParameterCondition::Text(text) => {
                    text.is_negated && self.matches_missing_parameter()
                }
            },
        }
    }

    /// Whether a negated condition on a parameter also holds where there is no such parameter.
    fn matches_missing_parameter(&self) -> bool {
        self.rules.negation_missing_parameter == QueryNegationMissingParam::Matched
    }

    /// Whether a test holds for one instance of the property.
    fn holds_for(&self, test: &PropertyTest, instance: &Parts<'_>) -> bool {
        match test {
            PropertyTest::Text(text) => {
                text.matches(&unescape(instance.value())) != text.is_negated
            }
            PropertyTest::Parameter { name, condition } => {
                let values = self.values(name, instance);
                match (condition, values) {
                    (ParameterCondition::NotDefined, values) => values.is_none(),
                    (ParameterCondition::Defined, values) => values.is_some(),
                    (ParameterCondition::Text(text), None) => {
                        text.is_negated && self.matches_missing_parameter()
                    }
                    (ParameterCondition::Text(text), Some(values)) => values
                        .iter()
                        .any(|value| text.matches(value) != text.is_negated),
                }
            }
        }
    }

    /// The same with the negation of a condition on text left aside.
    fn holds_unless_negated(&self, test: &PropertyTest, instance: &Parts<'_>) -> bool {
        match test {
            PropertyTest::Text(text) => text.matches(&unescape(instance.value())),
            PropertyTest::Parameter {
                name,
                condition: ParameterCondition::Text(text),
            } => self
                .values(name, instance)
                .is_some_and(|values| matches_any(text, &values)),
            PropertyTest::Parameter { .. } => self.holds_for(test, instance),
        }
    }

    /// The values of a parameter; `None` where the instance does not have it.
    fn values(&self, name: &str, instance: &Parts<'_>) -> Option<Vec<String>> {
        let mut values: Option<Vec<String>> = None;
        for parameter in instance.parameters() {
            if self.is_same_name(name, parameter.name) {
                let values = values.get_or_insert_default();
                values.extend(parameter.values.into_iter().map(str::to_owned));
            }
        }
        match self.rules.multi_value_params {
            QueryMultiValueParams::OneByOne => values,
            QueryMultiValueParams::Joined => values.map(|values| vec![values.join(",")]),
        }
    }
}

fn matches_any(text: &TextMatch, values: &[String]) -> bool {
    values.iter().any(|value| text.matches(value))
}

fn all_or_any<T>(test: Test, conditions: &[T], holds: impl Fn(&T) -> bool) -> bool {
    match test {
        Test::AnyOf => conditions.iter().any(holds),
        Test::AllOf => conditions.iter().all(holds),
    }
}
