//! Scenarios, flows, steps, and what changes under a quirk.

use cardproof_mock::quirk::CATALOGUE;

use super::check::CHECKS;
use super::request::{CARD, LENGTH, PROPERTY, REPORT, REQUEST, URL, WAIT};
use super::world::WORLD;
use super::{Rule, Shape, Value, may, needs};
use crate::scenario::Feature;

/// The names of features.
pub(super) fn features() -> Vec<&'static str> {
    Feature::ALL.map(Feature::name).to_vec()
}

/// The names of quirks.
pub(super) fn quirks() -> Vec<&'static str> {
    CATALOGUE.iter().map(|row| row.name).collect()
}

/// A feature of a server.
pub(super) const FEATURE: Value = Value::Known("feature", features);
const REQUIREMENTS: Value = Value::List(&Value::Form(
    "^[a-z-]+-[0-9]{2,}$",
    "the id of a requirement: `sync-05`",
));
/// Quirks with the values for which something holds.
const QUIRKS: Value = Value::KnownNames("quirk", quirks, &Value::OneOrMany(&Value::Text));
const STEPS: Value = Value::List(&Value::Map(&STEP));
const CASES: Value = Value::Names("case", &Value::Names("value", &ANYTHING));
const ANYTHING: Value = Value::Either(&[]);

/// The keys of a step, in the order in which they are written.
pub(crate) fn step_keys() -> impl Iterator<Item = &'static str> {
    STEP.keys.iter().map(|key| key.name)
}

/// A scenario file.
pub(super) static SCENARIO: Shape = Shape {
    of: "a scenario",
    name: "Scenario",
    says: "A file of a suite. Its path without `.yaml` is its id.",
    keys: &[
        needs("title", Value::Text, "One line for people."),
        may(
            "description",
            Value::Text,
            "More for people: why it matters, where it comes from.",
        ),
        may("tags", Value::List(&Value::Name), "Words to select it by."),
        may(
            "needs",
            Value::List(&FEATURE),
            "Features without which it is not applicable.",
        ),
        may(
            "depends",
            Value::List(&Value::Text),
            "Scenarios that have to have gone well before.",
        ),
        may(
            "given",
            Value::Names("card", &CARD),
            "Cards at the start, made through the protocol: `$given.NAME.href`, `$given.NAME.etag`.",
        ),
        may(
            "cases",
            CASES,
            "A table: the scenario is played once for each row, with the row's values as `$case.NAME`.",
        ),
        needs("steps", STEPS, "What is done, in order."),
        may(
            "finally",
            STEPS,
            "Steps that run at the end whatever happened.",
        ),
        may("timeout", WAIT, "How long all of it may take."),
        may(
            "under",
            Value::List(&Value::Map(&UNDER)),
            "What is expected instead where a quirk has a value.",
        ),
        may(
            "flows",
            Value::Names("flow", &Value::Map(&FLOW)),
            "Flows that the file brings along, used as `flows/NAME`.",
        ),
        may(
            "cards",
            Value::Names("card", &Value::Text),
            "Cards that the file brings along.",
        ),
        may(
            "requirements",
            Value::List(&Value::Map(&super::requirement::REQUIREMENT)),
            "Requirements that the file brings along.",
        ),
        may("world", Value::Map(&WORLD), "What the mock starts with."),
    ],
    rule: Rule::Free,
};

/// A file of shared steps.
pub(super) static FLOW: Shape = Shape {
    of: "a flow",
    name: "Flow",
    says: "Steps that scenarios share: `flows/NAME.yaml`, used as `use: flows/NAME`.",
    keys: &[
        needs("title", Value::Text, "One line for people."),
        may("description", Value::Text, "More for people."),
        may(
            "parameters",
            Value::Names("parameter", &ANYTHING),
            "Parameters with their defaults; `~` has to be given. Used as `$with.NAME`.",
        ),
        needs("steps", STEPS, "What is done, in order."),
        may(
            "results",
            Value::Names("result", &Value::Text),
            "What `$step.NAME` stands for where the flow is used.",
        ),
    ],
    rule: Rule::Free,
};

/// A step.
pub(super) static STEP: Shape = Shape {
    of: "a step",
    name: "Step",
    says: "One request with what is expected of its answer; or shared steps, or something done to the mock. Redirects are not followed unless it says so.",
    keys: &[
        needs(
            "name",
            Value::Name,
            "Its name, by which later steps refer to what it captured.",
        ),
        may(
            "as",
            Value::Word("client", &["other-device"]),
            "As which client it runs; where left out, as the one under test.",
        ),
        may("when", Value::Map(&WHEN), "Only where this holds."),
        may("cases", CASES, "A table: the step runs once for each row."),
        may(
            "use",
            Value::Form("^flows/", "a flow: `flows/create-card`"),
            "Runs shared steps.",
        ),
        may(
            "with",
            Value::Names("parameter", &ANYTHING),
            "The flow's parameters.",
        ),
        may(
            "propfind",
            URL,
            "Asks for properties (RFC 4918 §9.1). Needs `depth`, and `props` or `body`.",
        ),
        may(
            "report",
            Value::Map(&REPORT),
            "Sends a REPORT (RFC 3253 §3.6).",
        ),
        may("get", URL, "Sends a GET."),
        may("head", URL, "Sends a HEAD."),
        may("put", URL, "Sends a PUT. Needs `card` or `body`."),
        may("post", URL, "Sends a POST. Needs `card` or `body`."),
        may("delete", URL, "Sends a DELETE."),
        may("options", URL, "Sends an OPTIONS."),
        may("request", Value::Map(&REQUEST), "Sends anything else."),
        may(
            "mock",
            Value::Map(&MOCK),
            "Does something to the mock. Needs `elsewhere`, for other targets.",
        ),
        may("at", URL, "Where a report goes; `$book` where left out."),
        may(
            "depth",
            Value::Word("depth", &["0", "1", "infinity", "none", "working"]),
            "The header Depth. `none` sends none; `working` is what the profile says works.",
        ),
        may(
            "props",
            Value::Either(&[
                Value::Word("set of properties", &["all", "names"]),
                Value::List(&PROPERTY),
            ]),
            "The properties that a PROPFIND asks for.",
        ),
        may(
            "headers",
            Value::Either(&[
                Value::Names("header", &Value::Text),
                Value::List(&Value::Text),
            ]),
            "Headers of the request.",
        ),
        may("card", CARD, "The card that is sent."),
        may("content-type", Value::Text, "The media type of `body`."),
        may("body", Value::Text, "The body as it stands."),
        may(
            "body-base64",
            Value::Text,
            "The body, any bytes, in base64.",
        ),
        may("body-file", Value::Text, "The body: a file of the suite."),
        may(
            "credentials",
            Value::Word(
                "kind of credentials",
                &["own", "none", "unknown-token", "wrong-password"],
            ),
            "With which credentials; `own` where left out.",
        ),
        may(
            "redirects",
            Value::Word("way with redirects", &["follow"]),
            "Follows redirects.",
        ),
        may("timeout", WAIT, "How long the request may take."),
        may(
            "until",
            Value::Map(&CHECKS),
            "Sends the request again until this holds. Needs `interval` and `at-most`.",
        ),
        may("interval", WAIT, "How long to wait in between."),
        may("at-most", Value::Number(1, 1000), "How often at most."),
        may(
            "retry",
            Value::Map(&RETRY),
            "Sends the request again after a cause that says nothing about conformance.",
        ),
        may(
            "expect",
            Value::Map(&CHECKS),
            "What has to hold of the answer.",
        ),
        may(
            "capture",
            Value::Names(
                "name",
                &Value::OneOrMany(&Value::Form(
                    "^(header |property |element |vcard |(sync-token|request href|body|status|nothing)$|response href($| with )|\\$)",
                    "a source: `header ETag`, `property getetag of $a.href`, `sync-token`, `request href`, `response href`, `body`, `status`, `element multistatus/response`, `vcard NOTE of $a.href`",
                )),
            ),
            "Values for later steps; a list is tried in order. `nothing` at its end: it is as well without.",
        ),
        may(
            "covers",
            REQUIREMENTS,
            "The requirements that its checks judge.",
        ),
        may(
            "gives",
            Value::Names("name", &Value::Text),
            "Values for later steps, of a step that does something to the mock.",
        ),
        may(
            "elsewhere",
            Value::Map(&ELSEWHERE),
            "What stands in for it on a target that is no mock.",
        ),
    ],
    rule: Rule::OneOf(&[
        "use", "propfind", "report", "get", "head", "put", "post", "delete", "options", "request",
        "mock",
    ]),
};

static WHEN: Shape = Shape {
    of: "a condition",
    name: "Condition",
    says: "When a step runs.",
    keys: &[
        may("has", FEATURE, "The target has this feature."),
        may("lacks", FEATURE, "The target lacks this feature."),
        may("present", Value::Text, "This captured value is there."),
        may("missing", Value::Text, "This captured value is not there."),
        may("value", Value::Text, "The captured value that is compared."),
        may("quirk", QUIRKS, "A quirk has this value."),
        may("equals", Value::Text, "What `value` has to be."),
        may("differs-from", Value::Text, "What `value` must not be."),
    ],
    rule: Rule::OneOf(&["has", "lacks", "present", "missing", "value", "quirk"]),
};

static RETRY: Shape = Shape {
    of: "`retry`",
    name: "Retry",
    says: "When a request is sent again.",
    keys: &[
        needs(
            "on",
            Value::OneOrMany(&Value::Either(&[
                Value::Number(400, 599),
                Value::Form(
                    "^(no-answer|[45]([0-9][0-9]|xx))$",
                    "`no-answer`, or a class: `5xx`",
                ),
            ])),
            "The causes.",
        ),
        needs("at-most", Value::Number(1, 1000), "How often at most."),
        needs("interval", WAIT, "How long to wait in between."),
    ],
    rule: Rule::Free,
};

/// What `mock:` takes.
pub(super) static MOCK: Shape = Shape {
    of: "a mock step",
    name: "Mock",
    says: "What is done to the mock.",
    keys: &[
        may("advance", LENGTH, "Moves the service clock."),
        may("expire-token", Value::True, "The access token expires."),
        may("revoke-token", Value::True, "The access token is revoked."),
        may("renew-token", Value::True, "There is a new access token."),
        may(
            "move-home",
            Value::True,
            "The address book gets another URL.",
        ),
        may("fault", Value::Map(&FAULT), "The next requests go wrong."),
    ],
    rule: Rule::OneOf(&[
        "advance",
        "expire-token",
        "revoke-token",
        "renew-token",
        "move-home",
        "fault",
    ]),
};

static FAULT: Shape = Shape {
    of: "a fault",
    name: "Fault",
    says: "How the next requests go wrong.",
    keys: &[
        needs("method", Value::Text, "Requests with this method."),
        may("status", Value::Number(400, 599), "They get this status."),
        may(
            "kind",
            Value::Word("kind of fault", &["silence", "reset"]),
            "They get no answer, or a connection that breaks.",
        ),
        may(
            "times",
            Value::Number(1, 1000),
            "How many of them; one where left out.",
        ),
        may(
            "retry-after",
            Value::Number(0, 86_400),
            "The header Retry-After, in seconds.",
        ),
    ],
    rule: Rule::OneOf(&["status", "kind"]),
};

static ELSEWHERE: Shape = Shape {
    of: "`elsewhere`",
    name: "Elsewhere",
    says: "What stands in for a step on a target that is no mock.",
    keys: &[
        may(
            "not-applicable",
            Value::Text,
            "Why the scenario is not applicable there.",
        ),
        may(
            "gives",
            Value::Names("name", &Value::Text),
            "The values that stand in.",
        ),
        may(
            "not-judged",
            REQUIREMENTS,
            "Requirements that are not judged there.",
        ),
        may("because", Value::Text, "Why that stands in."),
    ],
    rule: Rule::OneOf(&["not-applicable", "because"]),
};

static UNDER: Shape = Shape {
    of: "an `under` entry",
    name: "Under",
    says: "What is expected instead where quirks have values. What belongs to the profile rfc has to \
           be as required too: it narrows, and excuses nothing.",
    keys: &[
        needs(
            "when",
            QUIRKS,
            "The quirks, all of which have to have one of the values.",
        ),
        may(
            "expect",
            Value::Names("step", &Value::Changes(&CHECKS)),
            "Checks that are replaced, by step; `~` removes one.",
        ),
        may(
            "drop",
            Value::OneOrMany(&Value::Text),
            "Steps that are left out.",
        ),
        may(
            "insert",
            Value::OneOrMany(&Value::Map(&INSERT)),
            "Steps that are added.",
        ),
        may(
            "end-after",
            Value::Text,
            "The step with which the scenario ends.",
        ),
    ],
    rule: Rule::SomeOf(&["expect", "drop", "insert", "end-after"]),
};

static INSERT: Shape = Shape {
    of: "`insert`",
    name: "Insert",
    says: "Steps that are added.",
    keys: &[
        needs("after", Value::Text, "Behind which step."),
        needs("steps", STEPS, "The steps."),
    ],
    rule: Rule::Free,
};
