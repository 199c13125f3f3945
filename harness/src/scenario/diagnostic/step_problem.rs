//! Steps and scenarios that make no sense.

use super::Listed;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A step or a scenario makes no sense.
    StepProblem {
        /// No action.
        NoAction = "no-action", "the step does nothing",
            help "give it `propfind`, `report`, `get`, `head`, `put`, `post`, `delete`, `options`, `request`, `use` or `mock`";
        /// Two actions.
        SeveralActions { /** The actions. */ actions: Listed }
            = "several-actions", "the step does several things at once: {actions}",
            help "one step, one request: make a step of each";
        /// Neither checks nor gives.
        Pointless = "pointless-step", "the step checks nothing and gives nothing",
            help "add `expect:` or `capture:`, or remove the step";
        /// Covers without a check.
        CoversNothing = "covers-without-check", "the step covers a requirement, but checks nothing",
            help "add `expect:`";
        /// A scenario without checks.
        NoCheck = "no-check", "the scenario checks nothing", help "add `expect:` to a step";
        /// A scenario that covers nothing.
        NoCovers = "no-covers", "the scenario covers no requirement",
            help "add `covers: [ID]` to the steps that judge one";
        /// A mock step without a substitute.
        NoElsewhere = "no-elsewhere", "a step for the mock has to say what happens on other targets",
            help "add `elsewhere: { not-applicable: \"why\" }`, or `elsewhere: { gives: …, because: \"why\" }`";
        /// What a mock step gives differs between the mock and other targets.
        GivesMismatch { /** The name. */ name: String, /** Where it is missing. */ missing: &'static str }
            = "gives-mismatch", "`{name}` is not given {missing}",
            help "later steps use it on every target";
        /// PROPFIND without depth.
        NoDepth = "no-depth", "a `propfind` needs `depth`",
            help "write `depth: 0`, `depth: 1`, `depth: infinity`, or `depth: none` for no header";
        /// Two bodies.
        SeveralBodies { /** The keys. */ keys: Listed }
            = "several-bodies", "the request has several bodies: {keys}", help "keep one of them";
        /// No body.
        NoBody { /** The action. */ action: String, /** What to write. */ keys: Listed }
            = "no-body", "`{action}` needs one of {keys}", help "write `body: \"\"` for an empty body";
        /// Scenarios that depend on each other.
        DependsOnItself { /** The chain. */ chain: String }
            = "cyclic-depends", "the scenario depends on itself: {chain}",
            help "one of them has to do without the other";
        /// A request that cannot be sent twice.
        NotRepeatable { /** The key. */ key: String, /** The method. */ method: String }
            = "not-repeatable", "`{key}` would send {method} again, which may do it twice",
            help "ask what it did in a step of its own, and repeat that one";
        /// A step of `finally:` that judges.
        CoversAtTheEnd = "covers-in-finally", "a step that always runs tidies up, and judges no requirement",
            help "remove `covers:`, or make it one of the `steps:`";
        /// A step that may take longer than its scenario.
        LongerThanScenario { /** The step's time-out. */ step: String, /** The scenario's. */ scenario: String }
            = "timeout-beyond-scenario", "the step may take {step}, but the scenario as a whole only {scenario}",
            help "shorten the step's `timeout`, or lengthen the scenario's";
        /// Too many steps.
        TooManySteps = "too-many-steps", "the scenario has more than 1000 steps when its flows are expanded";
    }
}
