//! Keys and types that are not those of the language.

use super::catalogue::{IntoHelp, problems};
use super::{Listed, Suggestion};

problems! {
    /// The keys and types are not those of the language.
    ShapeProblem {
        /// A value has another type.
        WrongType { /** What is wanted. */ wanted: &'static str, /** What is there. */ found: &'static str }
            = "wrong-type", "this should be {wanted}, and is {found}";
        /// A key is missing.
        MissingKey { /** The key. */ key: String, /** Of what. */ of: &'static str, /** What to write. */ hint: Option<&'static str> }
            = "missing-key", "{of} needs `{key}`", help *hint;
        /// A key does not exist.
        UnknownKey { /** The key. */ key: String, /** Of what. */ of: &'static str, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-key", "{of} has no key `{key}`", help suggestion;
        /// A key stands twice.
        DuplicateKey { /** The key. */ key: String }
            = "duplicate-key", "the key `{key}` stands here twice";
        /// A key is no text.
        BadKey = "bad-key", "a key should be text";
        /// A list or map has nothing in it.
        EmptyList { /** Of what. */ of: &'static str }
            = "empty-list", "{of} has nothing in it";
        /// A map with several entries where one is wanted.
        OneEntry { /** Of what. */ of: &'static str }
            = "one-entry", "{of} can have only one entry";
        /// A map that wants exactly one of some keys has none.
        NoneOf { /** Of what. */ of: &'static str, /** The keys. */ keys: Listed }
            = "none-of", "{of} needs one of {keys}", help "write exactly one of them";
        /// A map that wants exactly one of some keys has several.
        SeveralOf { /** Of what. */ of: &'static str, /** Those that are there. */ keys: Listed }
            = "several-of", "{of} can have only one of {keys}", help "write exactly one of them";
        /// A key makes no sense without another one.
        NeedsKey { /** The key. */ key: &'static str, /** The other. */ other: &'static str }
            = "needs-key", "`{key}` makes no sense without `{other}`";
        /// A key does not go with another one.
        Misplaced { /** The key. */ key: String, /** That with which it does not go. */ with: String }
            = "misplaced-key", "`{key}` does not go with `{with}`";
    }
}
