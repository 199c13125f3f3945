//! Profile files.

use cardproof_mock::quirk::Profile;

use super::scenario::quirks;
use super::{Rule, Shape, Value, may, needs};

/// The names of the profiles that come with cardproof.
fn profiles() -> Vec<&'static str> {
    Profile::named().map(Profile::name).collect()
}

/// A profile that comes with cardproof.
const SHIPPED: Value = Value::Known("profile", profiles);
/// A profile wherever one is named in a file.
pub(super) const ANY_PROFILE: Value = Value::Either(&[
    SHIPPED,
    Value::Form(
        "(/|\\.ya?ml$)",
        "a profile file: a path from the folder of this file, with `/` in it or `.yaml` at its end",
    ),
]);

/// A profile of one's own.
pub(super) static PROFILE: Shape = Shape {
    of: "a profile",
    name: "Profile",
    says: "What is known of a server: `--profile FILE`, or `profile: FILE` in a target file.",
    keys: &[
        needs(
            "name",
            Value::Name,
            "Its name in output; none of a profile that comes with cardproof.",
        ),
        may("about", Value::Text, "What it is, for people."),
        needs("base", SHIPPED, "The profile that it begins with."),
        needs(
            "quirks",
            Value::KnownNames("quirk", quirks, &Value::Text),
            "What it changes.",
        ),
    ],
    rule: Rule::Free,
};
