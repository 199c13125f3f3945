//! World files, and `world:` of a scenario.

use cardproof_mock::{Each, PRESETS, Period, RetryAfter, WrittenFault};

use super::profile::ANY_PROFILE;
use super::request::LENGTH;
use super::scenario::quirks;
use super::{Rule, Shape, Value, may, needs};

/// The largest number in a fault.
const LARGEST: u64 = 4_294_967_295;
/// The names of scopes.
const SCOPES: Value = Value::OneOrMany(&Value::Text);

fn presets() -> Vec<&'static str> {
    PRESETS.iter().map(|preset| preset.name).collect()
}

fn kinds() -> Vec<&'static str> {
    WrittenFault::KINDS.to_vec()
}

fn phases() -> Vec<&'static str> {
    WrittenFault::PHASES.to_vec()
}

fn each() -> Vec<&'static str> {
    Each::NAMES.to_vec()
}

fn retry_words() -> Vec<&'static str> {
    RetryAfter::WORDS.to_vec()
}

fn periods() -> Vec<&'static str> {
    Period::WORDS.to_vec()
}

/// A window of time.
const PERIOD: Value = Value::Either(&[LENGTH, Value::Known("period with a name", periods)]);

/// What the mock starts with.
pub(super) static WORLD: Shape = Shape {
    of: "a world",
    name: "World",
    says: "What the mock starts with: `serve --world FILE`, or `world:` in a scenario.",
    keys: &[
        may(
            "seed",
            Value::Number(0, u64::MAX),
            "What ids, tokens and random paths are made from.",
        ),
        may("profile", ANY_PROFILE, "How the mock behaves."),
        may(
            "quirks",
            Value::KnownNames("quirk", quirks, &Value::Text),
            "Quirks that differ from the profile.",
        ),
        may(
            "clock",
            Value::Map(&CLOCK),
            "The service clock of every account without one of its own.",
        ),
        may(
            "credentials",
            Value::Form("^(known|adopt)$", "`known` or `adopt`"),
            "Whether only what the world issued is good, or also the first of each kind that comes.",
        ),
        may(
            "project",
            Value::Map(&PROJECT),
            "How the project of the clients is set up.",
        ),
        may(
            "ctag-allowance",
            Value::Map(&ALLOWANCE),
            "How often an account may ask for getctag.",
        ),
        may(
            "clients",
            Value::List(&Value::Map(&CLIENT)),
            "Programs that may ask for access.",
        ),
        may(
            "service-accounts",
            Value::List(&Value::Map(&SERVICE_ACCOUNT)),
            "Programs that need no user to sign in.",
        ),
        may(
            "accounts",
            Value::List(&Value::Map(&ACCOUNT)),
            "The accounts; the first is the one that a client is given.",
        ),
        may(
            "faults",
            Value::List(&Value::Map(&FAULT)),
            "Rules by which requests fail.",
        ),
    ],
    rule: Rule::Free,
};

static CLOCK: Shape = Shape {
    of: "a clock",
    name: "Clock",
    says: "A service clock at the start.",
    keys: &[
        may(
            "start",
            Value::Text,
            "What it shows: `2026-07-01T12:00:00Z`; real time where left out.",
        ),
        may("frozen", Value::Boolean, "Whether it stands still."),
    ],
    rule: Rule::Free,
};

static PROJECT: Shape = Shape {
    of: "a project",
    name: "Project",
    says: "How the project of the clients is set up at Google.",
    keys: &[
        may(
            "api-enabled",
            Value::Boolean,
            "Whether the CardDAV API is switched on.",
        ),
        may(
            "testing",
            Value::Boolean,
            "Whether the consent screen is in testing, so that refresh tokens end after seven days.",
        ),
        may("token-life", LENGTH, "How long access tokens live."),
    ],
    rule: Rule::Free,
};

static ALLOWANCE: Shape = Shape {
    of: "an allowance",
    name: "Allowance",
    says: "How often something may be asked for.",
    keys: &[
        needs("requests", Value::Number(0, u64::MAX), "How often."),
        needs("per", LENGTH, "In which time."),
    ],
    rule: Rule::Free,
};

static CLIENT: Shape = Shape {
    of: "a client",
    name: "Client",
    says: "A program that may ask for access.",
    keys: &[
        needs("id", Value::Text, "Its id."),
        may(
            "secret",
            Value::Text,
            "Its secret; a public client has none, and uses PKCE.",
        ),
        may("name", Value::Text, "What the consent page calls it."),
        may(
            "redirects",
            Value::OneOrMany(&Value::Text),
            "Where the browser may be sent, beside the user's own machine.",
        ),
    ],
    rule: Rule::Free,
};

static SERVICE_ACCOUNT: Shape = Shape {
    of: "a service account",
    name: "Service account",
    says: "A program that needs no user to sign in.",
    keys: &[
        needs("email", Value::Text, "Its address."),
        may(
            "public-key",
            Value::Text,
            "Its RSA public key (PEM); without it, signatures are not verified.",
        ),
        may(
            "delegation",
            SCOPES,
            "The scopes within which it may act for every account.",
        ),
    ],
    rule: Rule::Free,
};

static ACCOUNT: Shape = Shape {
    of: "an account",
    name: "Account",
    says: "An account with its address book.",
    keys: &[
        needs("address", Value::Text, "Its e-mail address."),
        may("app-password", Value::Text, "The password for Basic."),
        may(
            "home",
            Value::Text,
            "What its paths begin with; as the profile says where left out.",
        ),
        may("clock", Value::Map(&CLOCK), "Its service clock."),
        may(
            "cards",
            Value::List(&Value::Either(&[Value::Text, Value::Map(&CARDS)])),
            "Its cards: written out, or from a file.",
        ),
        may(
            "tokens",
            Value::List(&Value::Map(&TOKEN)),
            "Its access tokens.",
        ),
        may(
            "refresh-tokens",
            Value::List(&Value::Map(&REFRESH_TOKEN)),
            "What its user allowed to clients.",
        ),
    ],
    rule: Rule::Free,
};

static CARDS: Shape = Shape {
    of: "a card",
    name: "Cards of a file",
    says: "All cards of a file.",
    keys: &[needs(
        "from",
        Value::Text,
        "The file, from the folder of this one.",
    )],
    rule: Rule::Free,
};

static TOKEN: Shape = Shape {
    of: "a token",
    name: "Token",
    says: "An access token.",
    keys: &[
        may(
            "value",
            Value::Text,
            "Its text; a random one where left out.",
        ),
        may(
            "scopes",
            SCOPES,
            "What it is good for; contacts where left out.",
        ),
        may(
            "life",
            LENGTH,
            "How long it lives; for ever where left out.",
        ),
    ],
    rule: Rule::Free,
};

static REFRESH_TOKEN: Shape = Shape {
    of: "a refresh token",
    name: "Refresh token",
    says: "What an access token is fetched with.",
    keys: &[
        needs("client", Value::Text, "The id of the client that has it."),
        needs("value", Value::Text, "Its text."),
        may(
            "scopes",
            SCOPES,
            "What it is good for; contacts where left out.",
        ),
    ],
    rule: Rule::Free,
};

static FAULT: Shape = Shape {
    of: "a fault",
    name: "Fault rule",
    says: "A rule by which requests fail (docs/faults.md).",
    keys: &[
        may(
            "operation",
            Value::Text,
            "Which requests: `any`, `update`, a method in capitals, …; any where left out.",
        ),
        may("account", Value::Text, "Only those of this account."),
        may(
            "preset",
            Value::Known("preset of a fault", presets),
            "An error as Google was seen to send it; in place of `kind`.",
        ),
        may(
            "kind",
            Value::Known("kind of a fault", kinds),
            "What becomes of them.",
        ),
        may("status", Value::Number(400, 599), "The status of an error."),
        may(
            "retry-after",
            Value::Either(&[
                Value::Number(0, 86_400),
                Value::Known("word for Retry-After", retry_words),
            ]),
            "The header Retry-After: seconds, or `when-over` for those until the rule lets requests \
             through; `never` leaves out the one of a preset.",
        ),
        may("delay", LENGTH, "How late the answer comes."),
        may(
            "piece",
            Value::Number(1, LARGEST),
            "How many bytes come at a time.",
        ),
        may(
            "every",
            LENGTH,
            "How long it takes from one piece to the next.",
        ),
        may(
            "too-short",
            Value::Number(1, LARGEST),
            "By how much Content-Length is too small.",
        ),
        may(
            "too-long",
            Value::Number(1, LARGEST),
            "By how much Content-Length is too large.",
        ),
        may(
            "content-type",
            Value::Text,
            "The media type that is claimed.",
        ),
        may(
            "phase",
            Value::Known("phase of a request", phases),
            "When it happens.",
        ),
        may(
            "at-byte",
            Value::Number(0, LARGEST),
            "After how many bytes of the body.",
        ),
        may(
            "first",
            Value::Number(1, LARGEST),
            "Only the first so many.",
        ),
        may("nth", Value::Number(1, LARGEST), "Only the n-th."),
        may("every-nth", Value::Number(1, LARGEST), "Every n-th."),
        may("chance", Value::Number(0, 100), "How likely, in percent."),
        may(
            "over",
            Value::Number(0, LARGEST),
            "What is more than so many in `per`.",
        ),
        may(
            "per",
            PERIOD,
            "The window of `over`; presets that speak of a limit have one of their own. \
             `pacific-day` ends at midnight Pacific Time.",
        ),
        may("during", PERIOD, "For so long from the first match on."),
        may(
            "each",
            Value::Known("way to count", each),
            "For whom matches are counted: for the world where left out, but with `over` of \
             `rate-403` for each account.",
        ),
    ],
    rule: Rule::Free,
};
