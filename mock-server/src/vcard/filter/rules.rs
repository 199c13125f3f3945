//! How a filter is read where servers differ.

use super::{Filter, ParameterCondition, PropertyCondition, PropertyTest, Test};
use crate::explanation::Notes;
use crate::quirk::{
    QueryAllofInstances, QueryMultiValueParams, QueryNames, QueryNegationMissingParam,
    QueryNegationMissingProperty, QueryNegationSeveral, QueryParamNotDefined, Quirks,
};

/// How a filter is read where servers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(super) names: QueryNames,
    pub(super) allof_instances: QueryAllofInstances,
    pub(super) negation_several: QueryNegationSeveral,
    pub(super) negation_missing_property: QueryNegationMissingProperty,
    pub(super) negation_missing_parameter: QueryNegationMissingParam,
    pub(super) missing_parameter: QueryParamNotDefined,
    pub(super) multi_value_params: QueryMultiValueParams,
}

impl Rules {
    /// What the quirks say. Those that can decide about this filter are noted. This is the one
    /// place that asks them: `query.names`, `query.allof-instances`, `query.negation-several`,
    /// `query.negation-missing-property`, `query.negation-missing-param`,
    /// `query.param-not-defined` and `query.multi-value-params`.
    pub(crate) fn of(quirks: &Quirks, filter: &Filter, notes: &Notes) -> Self {
        let needs = Needs::of(filter);
        if !filter.properties.is_empty() {
            notes.ask(quirks.query_names);
        }
        if needs.allof {
            notes.ask(quirks.query_allof_instances);
        }
        if needs.negated_text || needs.negated_parameter {
            notes.ask(quirks.query_negation_several);
        }
        if needs.negated_text {
            notes.ask(quirks.query_negation_missing_property);
        }
        if needs.negated_parameter {
            notes.ask(quirks.query_negation_missing_param);
        }
        if needs.missing_parameter {
            notes.ask(quirks.query_param_not_defined);
        }
        if needs.parameter_text {
            notes.ask(quirks.query_multi_value_params);
        }
        Self {
            names: quirks.query_names,
            allof_instances: quirks.query_allof_instances,
            negation_several: quirks.query_negation_several,
            negation_missing_property: quirks.query_negation_missing_property,
            negation_missing_parameter: quirks.query_negation_missing_param,
            missing_parameter: quirks.query_param_not_defined,
            multi_value_params: quirks.query_multi_value_params,
        }
    }
}

/// What a filter has in it, as far as servers differ about it.
#[derive(Default)]
struct Needs {
    allof: bool,
    negated_text: bool,
    negated_parameter: bool,
    missing_parameter: bool,
    parameter_text: bool,
}

impl Needs {
    fn of(filter: &Filter) -> Self {
        let mut needs = Self::default();
        for property in &filter.properties {
            let PropertyCondition::Tests(test, tests) = &property.condition else {
                continue;
            };
            needs.allof |= *test == Test::AllOf && tests.len() > 1;
            for test in tests {
                needs.add(test);
            }
        }
        needs
    }

    fn add(&mut self, test: &PropertyTest) {
        match test {
            PropertyTest::Text(text) => self.negated_text |= text.is_negated,
            PropertyTest::Parameter { condition, .. } => match condition {
                ParameterCondition::NotDefined => self.missing_parameter = true,
                ParameterCondition::Defined => {}
                ParameterCondition::Text(text) => {
                    self.parameter_text = true;
                    self.negated_parameter |= text.is_negated;
                }
            },
        }
    }
}
