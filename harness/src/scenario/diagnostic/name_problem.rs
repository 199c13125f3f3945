//! Names that lead nowhere.

use super::Suggestion;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A name leads nowhere, or stands twice.
    NameProblem {
        /// No such step.
        UnknownStep { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-step", "there is no step `{name}`", help suggestion;
        /// The step comes later.
        LaterStep { /** The name. */ name: String }
            = "later-step", "step `{name}` has not run yet at this point",
            help "a step can only use what an earlier step gave";
        /// Two steps have the same name.
        DuplicateStep { /** The name. */ name: String }
            = "duplicate-step", "there is a step `{name}` already";
        /// The step captures no value of that name.
        UnknownCapture { /** The step. */ step: String, /** The value. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-capture", "step `{step}` gives no `{name}`", help suggestion;
        /// A captured value that nothing uses.
        UnusedCapture { /** The value. */ name: String }
            = "unused-capture", "nothing uses `{name}`",
            help "remove it, or the step that should use it has a mistake";
        /// The step has no multistatus.
        NotAListing { /** The step. */ name: String }
            = "not-a-listing", "step `{name}` lists nothing",
            help "only a `propfind` or a `report` lists members";
        /// No card of `given:` has that name.
        UnknownGiven { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-given", "`given:` has no card `{name}`", help suggestion;
        /// A reference that means nothing.
        UnknownReference { /** As written. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-reference", "`${name}` means nothing", help suggestion;
        /// A dollar sign that begins no reference.
        BadReference = "bad-reference", "this is no reference",
            help "write `$step.name` as the whole value, `${step.name}` inside text, `$$` for a dollar sign";
        /// A name of a step that means something else in references.
        ReservedName { /** The name. */ name: String }
            = "reserved-name", "a step cannot be called `{name}`",
            help "`$given`, `$uuid`, `$with` and `$case` mean something else in references";
        /// A tag that means something else in tag expressions.
        ReservedTag { /** The tag. */ name: String }
            = "reserved-tag", "a tag cannot be called `{name}`",
            help "`and`, `or` and `not` combine tags";
        /// A name that is not made of the right characters.
        BadName { /** The name. */ name: String }
            = "bad-name", "`{name}` is no name",
            help "names are made of lower-case letters, digits and `-`";
        /// No such requirement.
        UnknownRequirement { /** The id. */ id: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-requirement", "there is no requirement `{id}`", help suggestion;
        /// Two requirements have the same id.
        DuplicateRequirement { /** The id. */ id: String }
            = "duplicate-requirement", "there is a requirement `{id}` already";
        /// Two known deviations speak of the same check.
        DuplicateDeviation = "duplicate-deviation", "this check has an entry already",
            help "an entry names one scenario, step and check: make one of both";
        /// No such quirk.
        UnknownQuirk { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-quirk", "there is no quirk `{name}`", help suggestion;
        /// The quirk has no such value.
        UnknownQuirkValue { /** The quirk. */ quirk: String, /** The value. */ value: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-quirk-value", "quirk `{quirk}` has no value `{value}`", help suggestion;
        /// No such feature.
        UnknownFeature { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-feature", "there is no feature `{name}`", help suggestion;
        /// No such profile.
        UnknownProfile { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-profile", "there is no profile `{name}`", help suggestion;
        /// A profile of the user's own has the name of a shipped one.
        TakenProfile { /** The name. */ name: String }
            = "profile-name-taken", "`{name}` stands for what comes with cardproof",
            help "give the profile a name of its own";
        /// No such check.
        UnknownCheck { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-check", "there is no check `{name}`", help suggestion;
        /// No such property or element.
        UnknownElement { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-element", "there is no property or element `{name}` that cardproof knows",
            help suggestion.help().unwrap_or_else(|| "write one of another namespace as `{namespace}name`".to_owned());
        /// No such scenario.
        UnknownScenario { /** The id. */ id: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-scenario", "there is no scenario `{id}`", help suggestion;
    }
}
