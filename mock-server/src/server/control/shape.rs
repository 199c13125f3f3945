//! What values look like: of these descriptions the checks and the OpenAPI document are made.

/// An object with known fields and no others.
#[derive(Debug)]
pub(super) struct Shape {
    /// The name of the schema.
    pub(super) name: &'static str,
    /// What it is, in a sentence.
    pub(super) about: &'static str,
    /// Its fields.
    pub(super) fields: &'static [Field],
}

/// A field of an object, or a parameter.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What its value is.
    pub(super) kind: Kind,
    /// Whether it is always there.
    pub(super) required: bool,
    /// What it means, in a sentence.
    pub(super) about: &'static str,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A name of letters, digits, `-`, `_` and `.`, at most 64 of them.
    Name,
    /// One of some words.
    Word(&'static [&'static str]),
    /// An instant (RFC 3339).
    Time,
    /// A length of time: `30 days`, `1 hour 30 minutes`, `500 ms`.
    Duration,
    /// A whole number within bounds.
    Number(u64, u64),
    /// `true` or `false`.
    Boolean,
    /// A list.
    List(&'static Self),
    /// An object.
    Object(&'static Shape),
    /// An object with any keys.
    Map(&'static Self),
    /// A value of one of these kinds, none of which holds others.
    Either(&'static [Self]),
    /// The value, or `null`.
    OrNull(&'static Self),
}

impl Field {
    /// A field that may be missing.
    pub(super) const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self {
            name,
            kind,
            required: false,
            about,
        }
    }

    /// A field that is always there.
    pub(super) const fn required(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self {
            name,
            kind,
            required: true,
            about,
        }
    }
}

/// Most numbers that only count.
pub(super) const COUNT: Kind = Kind::Number(0, u64::MAX);

/// The account that is meant, where it is not the client's.
pub(super) const ACCOUNT: Field = Field::new(
    "account",
    Kind::Text,
    "The address of the account; without it, the one that a client is given.",
);
