//! What a step sends.

use super::{Rule, Shape, Value, may, needs};
use crate::scenario::load::element_names;

/// The names that may be written by their local part.
fn elements() -> Vec<&'static str> {
    element_names().collect()
}

/// The name of a property or element.
pub(super) const PROPERTY: Value = Value::Either(&[
    Value::Known("property or element", elements),
    Value::Form("^\\{.+\\}.", "any other name: `{namespace}name`"),
]);
const PROPERTIES: Value = Value::List(&PROPERTY);
/// A length of time.
pub(super) const LENGTH: Value = Value::Form(
    "^\\s*[0-9]",
    "a length of time: `30 days`, `1 hour 5 minutes`",
);
/// How long something is waited for.
pub(super) const WAIT: Value = Value::Form("^\\s*[0-9]", "a length of time: `50 ms`, `2 seconds`");
/// A card.
pub(super) const CARD: Value = Value::Either(&[Value::Text, Value::Map(&CARD_CHANGED)]);
/// Where a request goes.
pub(super) const URL: Value = Value::Either(&[Value::Text, Value::Map(&URL_IN)]);

static CARD_CHANGED: Shape = Shape {
    of: "a card",
    name: "Card",
    says: "A card that is made from another, or is written out.",
    keys: &[
        may(
            "from",
            Value::Text,
            "The card to begin with: a name in `cards/`, or `$step.name` that was captured with `body`.",
        ),
        may(
            "text",
            Value::Text,
            "The card as it is written, line by line.",
        ),
        may(
            "set",
            Value::Names("vCard property", &Value::Text),
            "Properties that get a value.",
        ),
        may(
            "remove",
            Value::List(&Value::Text),
            "Properties that are taken away.",
        ),
    ],
    rule: Rule::OneOf(&["from", "text"]),
};

static URL_IN: Shape = Shape {
    of: "a URL",
    name: "URL",
    says: "A name joined to a collection, whether that ends in a slash or not.",
    keys: &[
        needs("in", Value::Text, "The collection: `$book`."),
        needs("name", Value::Text, "The name in it: `${uuid.card}.vcf`."),
    ],
    rule: Rule::Free,
};

/// What `request:` takes.
pub(super) static REQUEST: Shape = Shape {
    of: "a request",
    name: "Request",
    says: "A request with any method: to a `url`, or byte for byte with a `target`.",
    keys: &[
        needs("method", Value::Text, "The method: `MKCOL`."),
        may("url", URL, "Where it goes."),
        may(
            "target",
            Value::Text,
            "The request target as it stands: `/a/../b`. The headers may then be a list of lines.",
        ),
        may(
            "omit",
            Value::OneOrMany(&Value::Word(
                "header that is added",
                &["Host", "User-Agent", "Content-Length", "Connection"],
            )),
            "Headers that are otherwise added, and are left out. Only with `target`.",
        ),
    ],
    rule: Rule::OneOf(&["url", "target"]),
};

/// The reports, one of which `report:` takes.
pub(super) static REPORT: Shape = Shape {
    of: "a report",
    name: "Report",
    says: "The body of a REPORT, from typed fields.",
    keys: &[
        may(
            "sync-collection",
            Value::Map(&SYNC_COLLECTION),
            "What changed since a token (RFC 6578 §3).",
        ),
        may(
            "addressbook-multiget",
            Value::Map(&MULTIGET),
            "Cards by their hrefs (RFC 6352 §8.7).",
        ),
        may(
            "addressbook-query",
            Value::Map(&QUERY),
            "Cards by a filter (RFC 6352 §8.6).",
        ),
    ],
    rule: Rule::OneOf(&[
        "sync-collection",
        "addressbook-multiget",
        "addressbook-query",
    ]),
};

static SYNC_COLLECTION: Shape = Shape {
    of: "a sync-collection report",
    name: "sync-collection",
    says: "What changed in a collection since a token.",
    keys: &[
        may(
            "sync-token",
            Value::Either(&[Value::Text, Value::Nothing]),
            "The token; where left out, an empty one, which asks for everything.",
        ),
        needs("props", PROPERTIES, "The properties that are asked for."),
        may(
            "sync-level",
            Value::Text,
            "`1` (where left out) or `infinity`, or anything, to see it refused.",
        ),
        may(
            "limit",
            Value::Number(1, 4_294_967_295),
            "How many results are asked for at most.",
        ),
    ],
    rule: Rule::Free,
};

static MULTIGET: Shape = Shape {
    of: "an addressbook-multiget report",
    name: "addressbook-multiget",
    says: "Cards by their hrefs.",
    keys: &[
        needs(
            "hrefs",
            Value::Either(&[Value::List(&Value::Text), Value::Map(&CHANGED)]),
            "The hrefs.",
        ),
        needs("props", PROPERTIES, "The properties that are asked for."),
    ],
    rule: Rule::Free,
};

static CHANGED: Shape = Shape {
    of: "`hrefs`",
    name: "Changed hrefs",
    says: "The hrefs in which two listings differ.",
    keys: &[needs(
        "changed",
        Value::ListOf(2, &Value::Name),
        "Two steps that list members, the earlier first.",
    )],
    rule: Rule::Free,
};

static QUERY: Shape = Shape {
    of: "an addressbook-query report",
    name: "addressbook-query",
    says: "Cards by a filter.",
    keys: &[
        needs("props", PROPERTIES, "The properties that are asked for."),
        may(
            "data",
            Value::List(&Value::Text),
            "The vCard properties that `address-data` asks for; all where left out.",
        ),
        needs(
            "filter",
            Value::Either(&[
                Value::Word("filter", &["none"]),
                Value::List(&Value::Map(&CONDITION)),
                Value::Map(&FILTER),
            ]),
            "Conditions; `none` sends no filter.",
        ),
        may(
            "limit",
            Value::Number(1, 4_294_967_295),
            "How many results are asked for at most.",
        ),
    ],
    rule: Rule::Free,
};

static FILTER: Shape = Shape {
    of: "a filter",
    name: "Filter",
    says: "Conditions that are combined.",
    keys: &[
        may(
            "any",
            Value::List(&Value::Map(&CONDITION)),
            "One of them has to hold.",
        ),
        may(
            "all",
            Value::List(&Value::Map(&CONDITION)),
            "All of them have to hold.",
        ),
    ],
    rule: Rule::OneOf(&["any", "all"]),
};

static CONDITION: Shape = Shape {
    of: "a condition",
    name: "Filter condition",
    says: "A vCard property that a card has to have, and what has to hold of it.",
    keys: &[
        needs("property", Value::Text, "The vCard property."),
        may(
            "parameter",
            Value::Text,
            "A parameter of it, of which the rest speaks.",
        ),
        may(
            "defined",
            Value::Boolean,
            "Whether it is there; `false` asks for cards without it.",
        ),
        may("match", Value::Map(&MATCH), "What its text has to be."),
        may(
            "any",
            Value::List(&Value::Map(&INNER)),
            "Several conditions, of which one has to hold.",
        ),
        may(
            "all",
            Value::List(&Value::Map(&INNER)),
            "Several conditions, all of which have to hold.",
        ),
    ],
    rule: Rule::Free,
};

static INNER: Shape = Shape {
    of: "a condition",
    name: "Inner condition",
    says: "One of several conditions on the same vCard property.",
    keys: &[
        may(
            "parameter",
            Value::Text,
            "A parameter of it, of which the rest speaks.",
        ),
        may("defined", Value::Boolean, "Whether it is there."),
        may("match", Value::Map(&MATCH), "What its text has to be."),
    ],
    rule: Rule::NotEmpty,
};

static MATCH: Shape = Shape {
    of: "a match",
    name: "Match",
    says: "How a text is compared (RFC 6352 §10.5.4).",
    keys: &[
        may("equals", Value::Text, "It is this."),
        may("contains", Value::Text, "It has this in it."),
        may("starts-with", Value::Text, "It begins with this."),
        may("ends-with", Value::Text, "It ends with this."),
        may("not", Value::Boolean, "Turns the test round."),
        may(
            "collation",
            Value::Text,
            "The collation: `i;ascii-casemap`.",
        ),
    ],
    rule: Rule::OneOf(&["equals", "contains", "starts-with", "ends-with"]),
};
