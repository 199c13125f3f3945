//! Tables of cases that make no sense.

use super::Suggestion;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A table of cases makes no sense.
    CasesProblem {
        /// A case lacks what another has.
        MissingValue { /** The case. */ case: String, /** The value. */ name: String }
            = "missing-case-value", "case `{case}` has no `{name}`, which another case has",
            help "every case has the same values: write `~` where one has none";
        /// No case has a value of that name.
        UnknownValue { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-case-value", "the cases have no value `{name}`", help suggestion;
        /// A value that nothing refers to.
        UnusedValue { /** The name. */ name: String }
            = "unused-case-value", "nothing uses `$case.{name}`",
            help "remove it, or the step that should use it has a mistake";
        /// `$case` where there are no cases.
        NoCases { /** The name. */ name: String }
            = "case-without-cases", "`$case.{name}` stands outside of a table's scenario or step",
            help "`cases:` gives it values; a value of a case refers to none of its own table, and a flow takes parameters instead";
        /// A value that cannot stand for text.
        NotText { /** The name. */ name: String }
            = "case-value-is-no-text", "`$case.{name}` is used as text, but is none here";
    }
}
