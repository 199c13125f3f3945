//! Requirements.

use super::{Rule, Shape, Value, needs};

/// What a scenario can cover.
pub(super) static REQUIREMENT: Shape = Shape {
    of: "a requirement",
    name: "Requirement",
    says: "One thing that a standard or Google's page asks for.",
    keys: &[
        needs(
            "id",
            Value::Form("^[a-z-]+-[0-9]{2,}$", "an id: `sync-05`"),
            "What `covers:` names.",
        ),
        needs("says", Value::Text, "A sentence in our own words."),
        needs("source", Value::Text, "Who says so: `RFC 6578 §3.6`."),
        super::may(
            "evidence",
            Value::List(&Value::Form(
                "^google:[A-Z]+-[0-9]{2,}$",
                "an id: `google:SYNC-05`",
            )),
            "What is known of Google about it.",
        ),
        needs(
            "level",
            Value::Word("level", &["must", "should", "may"]),
            "How strongly it binds.",
        ),
    ],
    rule: Rule::Free,
};
