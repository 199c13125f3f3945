//! Checks: what stands in `expect:`.

use super::request::{CARD, PROPERTY, WAIT};
use super::{Key, Rule, Shape, Value, may, needs};

const STATUS: Value = Value::Either(&[
    Value::Number(100, 599),
    Value::Form(
        "^([1-5]([0-9][0-9]|xx)|no-answer)$",
        "a class: `2xx`, or `no-answer`",
    ),
]);
const TEXT_TESTS: &[&str] = &["equals", "contains", "matches", "differs-from"];

/// The checks of a step.
pub(super) static CHECKS: Shape = Shape {
    of: "expect",
    name: "Checks",
    says: "What has to hold of an answer. All checks of a step are judged and reported, also after \
           one that fails.",
    keys: &[
        may(
            "status",
            Value::OneOrMany(&STATUS),
            "The status of the answer: one, a class, or a list of which one has to fit.",
        ),
        may(
            "header",
            Value::Names(
                "header",
                &Value::Either(&[
                    Value::Word("test of a header", &["present", "absent"]),
                    Value::Map(&TEXT_TEST),
                ]),
            ),
            "Headers of the answer: `Location: present`, `DAV: { contains: addressbook }`.",
        ),
        may(
            "members",
            Value::Map(&MEMBERS),
            "Which hrefs a multistatus names. It is compared as a set.",
        ),
        may(
            "property",
            Value::OneOrMany(&Value::Map(&PROPERTY_CHECK)),
            "Properties in a multistatus, by their values or statuses.",
        ),
        may(
            "href",
            Value::OneOrMany(&Value::Map(&HREF_CHECK)),
            "A href of the answer, compared as a resource: prefixes and `%40` make no difference.",
        ),
        may(
            "etag",
            Value::Either(&[
                Value::Word("test", &["present", "absent"]),
                Value::Map(&ETAG),
            ]),
            "The ETag of the answer, or getetag of a member, as a symbol: the same as, or another than.",
        ),
        may(
            "sync-token",
            Value::Either(&[
                Value::Word("test", &["present", "absent"]),
                Value::Map(&SYNC_TOKEN),
            ]),
            "The sync token of the answer, as a symbol.",
        ),
        may(
            "precondition",
            PROPERTY,
            "The precondition that the body of an error names (RFC 4918 §16).",
        ),
        may(
            "vcard",
            Value::OneOrMany(&Value::Map(&VCARD)),
            "A card, by meaning: order, case of names and folding make no difference.",
        ),
        may(
            "element",
            Value::OneOrMany(&Value::Map(&ELEMENT)),
            "Elements of the XML, by their path.",
        ),
        may(
            "error-body",
            Value::Either(&[
                Value::Word(
                    "form of an error body",
                    &["dav-error", "google-json", "html", "empty"],
                ),
                Value::Map(&ERROR_BODY),
            ]),
            "The form of the body of an error.",
        ),
        may(
            "multistatus",
            Value::Map(&MULTISTATUS),
            "A whole multistatus, as a set of resource, property, value and status.",
        ),
        may(
            "answer-within",
            WAIT,
            "How long the answer may take: `500 ms`, `2 seconds`.",
        ),
    ],
    rule: Rule::Free,
};

static TEXT_TEST: Shape = Shape {
    of: "a test",
    name: "Text test",
    says: "What has to hold of a text.",
    keys: TEXT_TEST_KEYS,
    rule: Rule::NotEmpty,
};

const TEXT_TEST_KEYS: &[Key] = &[
    may("equals", Value::Text, "It is this."),
    may("contains", Value::Text, "It has this in it."),
    may("matches", Value::Text, "It fits this regular expression."),
    may("differs-from", Value::Text, "It is anything else."),
];

static ELEMENT_TEXT: Shape = Shape {
    of: "the test of an element's text",
    name: "Element text test",
    says: "What has to hold of the text of an element: one test.",
    keys: TEXT_TEST_KEYS,
    rule: Rule::OneOf(TEXT_TESTS),
};

static MEMBERS: Shape = Shape {
    of: "`members`",
    name: "Members",
    says: "Which hrefs a multistatus names.",
    keys: &[
        may(
            "ok",
            Value::List(&Value::Text),
            "These are there, and not as gone.",
        ),
        may(
            "gone",
            Value::List(&Value::Text),
            "These are there with status 404.",
        ),
        may("absent", Value::List(&Value::Text), "These are not there."),
        may(
            "none-other",
            Value::Boolean,
            "No other member is there. The collection itself and members that the run did not create are left aside.",
        ),
    ],
    rule: Rule::NotEmpty,
};

static PROPERTY_CHECK: Shape = Shape {
    of: "a property check",
    name: "Property check",
    says: "What has to hold of a property in a multistatus.",
    keys: &[
        needs("name", PROPERTY, "The property."),
        may(
            "of",
            Value::Text,
            "Of which resource; where left out, of the one that was asked.",
        ),
        may(
            "is",
            Value::Word("test of a property", &["present", "missing"]),
            "Whether it is there with status 200.",
        ),
        may("equals", Value::Text, "Its text is this."),
        may("contains", Value::Text, "Its text has this in it."),
        may(
            "matches",
            Value::Text,
            "Its text fits this regular expression.",
        ),
        may("differs-from", Value::Text, "Its text is anything else."),
        may(
            "status",
            Value::Number(100, 599),
            "The status of its propstat.",
        ),
        may(
            "has-elements",
            Value::List(&PROPERTY),
            "Elements that it has in it.",
        ),
        may(
            "lacks-elements",
            Value::List(&PROPERTY),
            "Elements that it does not have in it.",
        ),
        may("href", Value::Text, "The href in it names this resource."),
    ],
    rule: Rule::SomeOf(&[
        "is",
        "equals",
        "contains",
        "matches",
        "differs-from",
        "status",
        "has-elements",
        "lacks-elements",
        "href",
    ]),
};

static HREF_CHECK: Shape = Shape {
    of: "an href check",
    name: "Href check",
    says: "What has to hold of a href.",
    keys: &[
        needs(
            "from",
            Value::Text,
            "Where the href is, as in a capture: `header Location`, `property owner of $book`.",
        ),
        may("same-as", Value::Text, "It names the same resource."),
        may("differs-from", Value::Text, "It names another resource."),
        may(
            "within",
            Value::Text,
            "It names a resource in this collection.",
        ),
    ],
    rule: Rule::OneOf(&["same-as", "differs-from", "within"]),
};

static ETAG: Shape = Shape {
    of: "`etag`",
    name: "ETag check",
    says: "What has to hold of an ETag.",
    keys: &[
        may(
            "same-as",
            Value::OneOrMany(&Value::Text),
            "The same as these.",
        ),
        may(
            "differs-from",
            Value::OneOrMany(&Value::Text),
            "Another than each of these.",
        ),
        may(
            "of",
            Value::Text,
            "getetag of this member; where left out, the header ETag.",
        ),
    ],
    rule: Rule::NotEmpty,
};

static SYNC_TOKEN: Shape = Shape {
    of: "`sync-token`",
    name: "Sync token check",
    says: "What has to hold of a sync token.",
    keys: &[
        may(
            "same-as",
            Value::OneOrMany(&Value::Text),
            "The same as these.",
        ),
        may(
            "differs-from",
            Value::OneOrMany(&Value::Text),
            "Another than each of these.",
        ),
    ],
    rule: Rule::NotEmpty,
};

static VCARD: Shape = Shape {
    of: "a card check",
    name: "Card check",
    says: "What has to hold of a card. A property may be written with parameters: `TEL;TYPE=WORK`.",
    keys: &[
        may(
            "of",
            Value::Text,
            "Of which member of a multistatus; where left out, the body is the card.",
        ),
        may(
            "has",
            Value::Names("vCard property", &Value::Text),
            "Properties with their values.",
        ),
        may(
            "lacks",
            Value::List(&Value::Text),
            "Properties that it does not have.",
        ),
        may("same-as", CARD, "It says the same as this card."),
        may(
            "ignoring",
            Value::List(&Value::Text),
            "Properties that `same-as` leaves aside.",
        ),
        may("exactly", CARD, "It is this card, byte for byte."),
    ],
    rule: Rule::SomeOf(&["has", "lacks", "same-as", "exactly"]),
};

static ELEMENT: Shape = Shape {
    of: "an element check",
    name: "Element check",
    says: "What has to hold of elements of the XML.",
    keys: &[
        needs(
            "path",
            Value::Text,
            "The path from the root: `multistatus/response/status`.",
        ),
        may(
            "count",
            Value::Number(0, 1_000_000),
            "How many there are; where left out, at least one.",
        ),
        may(
            "text",
            Value::Map(&ELEMENT_TEXT),
            "What has to hold of the text of one of them.",
        ),
    ],
    rule: Rule::Free,
};

static ERROR_BODY: Shape = Shape {
    of: "`error-body`",
    name: "Error body",
    says: "The JSON in which Google tells errors, with its values.",
    keys: &[needs(
        "google-json",
        Value::Map(&GOOGLE_JSON),
        "Its values.",
    )],
    rule: Rule::Free,
};

static GOOGLE_JSON: Shape = Shape {
    of: "`google-json`",
    name: "Error of Google",
    says: "Values of the JSON in which Google tells errors.",
    keys: &[
        may("code", Value::Number(100, 599), "`code` in it."),
        may("status", Value::Text, "`status` in it: `INVALID_ARGUMENT`."),
    ],
    rule: Rule::Free,
};

static MULTISTATUS: Shape = Shape {
    of: "`multistatus`",
    name: "Multistatus",
    says: "A whole multistatus: nothing may lack, and nothing else that was asked for may be there.",
    keys: &[
        needs(
            "is",
            Value::List(&Value::Map(&ROW)),
            "Its rows, in any order.",
        ),
        may(
            "ignoring",
            Value::List(&PROPERTY),
            "Properties that are left aside.",
        ),
    ],
    rule: Rule::Free,
};

static ROW: Shape = Shape {
    of: "a row",
    name: "Row",
    says: "A row of a multistatus.",
    keys: &[
        needs("of", Value::Text, "The resource."),
        may(
            "name",
            PROPERTY,
            "The property; where left out, the row is about the resource.",
        ),
        may(
            "value",
            Value::Text,
            "The value of the property; where left out, any.",
        ),
        may(
            "status",
            Value::Number(100, 599),
            "The status; 200 where left out.",
        ),
    ],
    rule: Rule::SomeOf(&["name", "status"]),
};
