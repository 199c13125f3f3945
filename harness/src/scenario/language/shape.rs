//! What tables are made of.

/// A map whose keys are known.
pub(crate) struct Shape {
    /// What messages call it: `a step`.
    pub(crate) of: &'static str,
    /// Its heading in the reference, and its name in the schema.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) says: &'static str,
    /// Its keys.
    pub(crate) keys: &'static [Key],
    /// Which keys go together.
    pub(crate) rule: Rule,
}

/// Which keys of a map go together.
#[derive(Clone, Copy)]
pub(crate) enum Rule {
    /// Any.
    Free,
    /// Exactly one of these.
    OneOf(&'static [&'static str]),
    /// At least one of these.
    SomeOf(&'static [&'static str]),
    /// Any, but not none.
    NotEmpty,
}

/// A key of a map.
pub(crate) struct Key {
    /// The key.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) value: Value,
    /// What it means.
    pub(crate) says: &'static str,
    /// Whether it has to be there.
    pub(crate) needed: bool,
}

/// What a key takes.
pub(crate) enum Value {
    /// Text, in which references may stand.
    Text,
    /// A name of lower-case letters, digits and `-`.
    Name,
    /// Text of a form: a regular expression, and what it is in words.
    Form(&'static str, &'static str),
    /// One of a few words: what they are, and the words.
    Word(&'static str, &'static [&'static str]),
    /// One of the names in a table: what they are, and the names.
    Known(&'static str, fn() -> Vec<&'static str>),
    /// A number within bounds.
    Number(u64, u64),
    /// `true` or `false`.
    Boolean,
    /// Nothing but `true`.
    True,
    /// `~`.
    Nothing,
    /// A map of a shape.
    Map(&'static Shape),
    /// A map of checks, each of which may also be `~`.
    Changes(&'static Shape),
    /// A map from names to values: what the names are, and the values.
    Names(&'static str, &'static Self),
    /// A map from the names of a table to values.
    KnownNames(&'static str, fn() -> Vec<&'static str>, &'static Self),
    /// A list.
    List(&'static Self),
    /// A list with exactly so many items.
    ListOf(usize, &'static Self),
    /// A value, or a list of them.
    OneOrMany(&'static Self),
    /// One of these.
    Either(&'static [Self]),
}

/// A key that has to be there.
pub(crate) const fn needs(name: &'static str, value: Value, says: &'static str) -> Key {
    Key {
        name,
        value,
        says,
        needed: true,
    }
}

/// A key that may be there.
pub(crate) const fn may(name: &'static str, value: Value, says: &'static str) -> Key {
    Key {
        name,
        value,
        says,
        needed: false,
    }
}
