//! Target files.

use super::profile::ANY_PROFILE;
use super::scenario::{features, quirks};
use super::{Rule, Shape, Value, may, needs};

/// A value that may be secret.
const SETTING: Value = Value::Either(&[Value::Text, Value::Map(&VARIABLE)]);

/// A server to judge.
pub(super) static TARGET: Shape = Shape {
    of: "a target",
    name: "Target",
    says: "A server to judge: `--target FILE`.",
    keys: &[
        needs("name", Value::Name, "Its name in output."),
        needs(
            "base-url",
            SETTING,
            "Where it is, without a path: `https://dav.example.com`.",
        ),
        may(
            "auth",
            Value::Either(&[Value::Word("login", &["none"]), Value::Map(&AUTH)]),
            "How to log in; where left out, as the environment says.",
        ),
        may("tls", Value::Map(&TLS), "Whose certificates are believed."),
        may(
            "profile",
            ANY_PROFILE,
            "Which profile describes it; `rfc` where left out.",
        ),
        may(
            "quirks",
            Value::KnownNames("quirk", quirks, &Value::Text),
            "Quirks that differ from the profile.",
        ),
        may(
            "lacks",
            Value::KnownNames("feature", features, &Value::Text),
            "Features that it does not have, each with the reason.",
        ),
        may(
            "start",
            Value::Either(&[Value::Word("start", &["well-known"]), Value::Map(&START)]),
            "Where the search for the address book begins.",
        ),
        may(
            "book",
            Value::Text,
            "Which address book: the last segment of its path.",
        ),
        may(
            "snapshots",
            Value::Boolean,
            "Whether it has snapshots of its own.",
        ),
        may(
            "known-deviations",
            Value::List(&Value::Map(&DEVIATION)),
            "What is known to be otherwise than required.",
        ),
    ],
    rule: Rule::Free,
};

static VARIABLE: Shape = Shape {
    of: "a value",
    name: "Variable",
    says: "A value of the environment.",
    keys: &[needs("env", Value::Text, "The name of the variable.")],
    rule: Rule::Free,
};

static AUTH: Shape = Shape {
    of: "`auth`",
    name: "Login",
    says: "How to log in.",
    keys: &[
        may("bearer", SETTING, "With a bearer token."),
        may("basic", Value::Map(&BASIC), "With a user and a password."),
        may(
            "refresh",
            Value::Map(&REFRESH),
            "With a refresh token (RFC 6749 §6).",
        ),
        may(
            "login",
            Value::Map(&CONSENT),
            "With what `cardproof login` gets by consent (RFC 6749 §4.1).",
        ),
    ],
    rule: Rule::OneOf(&["bearer", "basic", "refresh", "login"]),
};

static BASIC: Shape = Shape {
    of: "`basic`",
    name: "Basic",
    says: "A user and a password.",
    keys: &[
        needs("user", SETTING, "The user."),
        needs("password", SETTING, "The password."),
    ],
    rule: Rule::Free,
};

static REFRESH: Shape = Shape {
    of: "`refresh`",
    name: "Refresh",
    says: "What an access token is fetched with.",
    keys: &[
        needs("token-url", Value::Text, "Where it is fetched."),
        needs("client-id", SETTING, "The id of the client."),
        needs("client-secret", SETTING, "The secret of the client."),
        needs("refresh-token", SETTING, "The refresh token."),
    ],
    rule: Rule::Free,
};

static CONSENT: Shape = Shape {
    of: "`login`",
    name: "Consent",
    says: "Where a person consents, and where a refresh token is fetched then.",
    keys: &[
        needs("authorization-url", Value::Text, "The page of consent."),
        needs("token-url", Value::Text, "Where tokens are fetched."),
        needs("scope", Value::Text, "What is asked for."),
        may("client-id", SETTING, "The id of the client."),
        may("client-secret", SETTING, "The secret of the client."),
    ],
    rule: Rule::Free,
};

static TLS: Shape = Shape {
    of: "`tls`",
    name: "TLS",
    says: "Whose certificates are believed.",
    keys: &[needs(
        "ca-file",
        Value::Text,
        "A file with certificates, from the folder of this file.",
    )],
    rule: Rule::Free,
};

static START: Shape = Shape {
    of: "`start`",
    name: "Start",
    says: "Where the search for the address book begins.",
    keys: &[needs(
        "path",
        Value::Form("^/", "a path"),
        "The path of the principal or of a collection.",
    )],
    rule: Rule::Free,
};

static DEVIATION: Shape = Shape {
    of: "a known deviation",
    name: "Known deviation",
    says: "A check that is known to fail, and how.",
    keys: &[
        needs("scenario", Value::Text, "The scenario."),
        needs("step", Value::Text, "The step."),
        needs(
            "check",
            Value::Text,
            "The check: `status`, `standing:NAME`, `capture:NAME`, `answer`.",
        ),
        needs(
            "received",
            Value::Text,
            "What is received instead, as the report prints it.",
        ),
        may(
            "requirement",
            Value::Text,
            "The requirement that is not met.",
        ),
        needs("reason", Value::Text, "Why."),
        needs("evidence", Value::Text, "Who says so."),
        needs("since", Value::Text, "Since when it is known."),
    ],
    rule: Rule::Free,
};
