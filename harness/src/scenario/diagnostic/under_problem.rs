//! Entries of `under:` that make no sense.

use super::catalogue::{IntoHelp, problems};

problems! {
    /// An `under:` entry makes no sense.
    UnderProblem {
        /// No condition.
        NoCondition = "under-without-condition", "the entry is always active",
            help "put what it says into the scenario itself";
        /// Every value of a quirk is listed.
        EveryValue { /** The quirk. */ quirk: String }
            = "under-every-value", "this lists every value of quirk `{quirk}`",
            help "leave the quirk out, or some of its values";
        /// A value stands twice.
        RepeatedValue { /** The value. */ value: String }
            = "under-repeated-value", "the value `{value}` stands here twice";
        /// Nothing changes.
        NoEffect = "under-without-effect", "the entry changes nothing",
            help "add `expect`, `drop`, `insert` or `end-after`";
        /// Two entries with the same condition.
        SameCondition = "under-same-condition", "another entry has the same condition",
            help "make one entry of both";
        /// A check is removed that is not there.
        RemovesNothing { /** The step. */ step: String, /** The check. */ check: String }
            = "under-removes-nothing", "step `{step}` has no check `{check}` that could be removed";
        /// A check is set to what it says anyway.
        SameCheck { /** The step. */ step: String, /** The check. */ check: String }
            = "under-same-check", "step `{step}` expects this `{check}` anyway",
            help "remove it here";
        /// The entry changes a step that it leaves out.
        Contradiction { /** The step. */ step: String }
            = "under-contradiction", "the entry leaves out step `{step}` and changes it as well";
        /// Two entries set the same check differently.
        Conflict { /** What both set. */ what: String }
            = "under-conflict", "another entry that can be active at the same time sets {what} differently",
            help "let the conditions exclude each other";
        /// A step of another `use:` as a whole.
        IsAFlow { /** The step. */ step: String, /** Its first step. */ first: String }
            = "under-step-is-flow", "step `{step}` is a flow",
            help format!("name one of its steps, for example `{first}`");
        /// A step that always runs at the end.
        AtTheEnd { /** The step. */ step: String }
            = "under-finally", "step `{step}` is one of `finally:`, which no quirk changes",
            help "let it take every answer that may come: `status: [200, 404]`";
        /// What ends a loop.
        IsUntil { /** The step. */ step: String, /** The check. */ check: String }
            = "under-until", "step `{step}` is repeated until `{check}` holds, which no quirk changes",
            help "drop the step here, and insert one that waits for something else";
        /// A later step needs a value of a step that is left out.
        DropsNeeded { /** The step. */ step: String, /** The value. */ needed: String }
            = "under-drops-needed", "step `{step}` needs `{needed}`, which then nothing gives",
            help "leave out that step as well";
    }
}
