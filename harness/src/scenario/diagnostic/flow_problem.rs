//! Flows and uses of flows that make no sense.

use super::Suggestion;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A flow or its use makes no sense.
    FlowProblem {
        /// No such flow.
        UnknownFlow { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-flow", "there is no flow `{name}`", help suggestion;
        /// A flow that uses itself.
        Cyclic { /** The chain. */ chain: String }
            = "cyclic-use", "the flow uses itself: {chain}";
        /// No such parameter.
        UnknownParameter { /** The flow. */ flow: String, /** The parameter. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-parameter", "flow `{flow}` has no parameter `{name}`", help suggestion;
        /// A parameter without a value.
        MissingParameter { /** The flow. */ flow: String, /** The parameter. */ name: String }
            = "missing-parameter", "flow `{flow}` needs `with: {{ {name}: … }}`";
        /// `$with` outside a flow.
        NoParameters { /** As written. */ name: String }
            = "with-outside-flow", "`$with.{name}` stands in no flow",
            help "only flows have parameters";
        /// A flow gives no value of that name.
        UnknownResult { /** The step. */ step: String, /** The value. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-result", "the flow of step `{step}` has no result `{name}`", help suggestion;
        /// The flow of `given:` lacks a result.
        GivenNeeds { /** The result. */ name: &'static str }
            = "given-needs-result", "the flow `flows/create-card` has no result `{name}`",
            help "`given:` needs `results: { href: …, etag: … }`";
        /// Requirements are judged by scenarios.
        CoversInFlow = "covers-in-flow", "a step of a flow prepares, it judges no requirement",
            help "cover the requirement in a scenario";
        /// Two conditions on one step.
        NestedWhen = "nested-when", "both this step and the step that uses the flow have `when:`",
            help "keep one of them";
        /// A parameter that cannot stand for text.
        NotText { /** The parameter. */ name: String }
            = "parameter-is-no-text", "parameter `{name}` is used as text, but is none here";
        /// The parameter is used nowhere.
        UnusedParameter { /** The parameter. */ name: String }
            = "unused-parameter", "nothing uses parameter `{name}`";
    }
}
