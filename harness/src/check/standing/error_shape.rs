//! A `DAV:error` holds at least one element and no text (RFC 4918 §14.5).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::dav::DAV;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "error-shape",
    section: "RFC 4918 §14.5",
    level: Level::Must,
    judge,
};

/// Applies to bodies with `DAV:error` at the root.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let root = subject.document().ok()?;
    if !root.is(DAV, "error") {
        return None;
    }
    let received = if root.children.is_empty() {
        "DAV:error without elements"
    } else if root.trimmed().is_empty() {
        return Some(Outcome::Held);
    } else {
        "DAV:error with text"
    };
    let expected = "DAV:error with elements and no text";
    Some(Some(Difference::new(expected, received)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    fn judged(body: &str) -> Option<Outcome> {
        judge(&Sample::new("PUT").status(403).body(body).subject())
    }

    #[test]
    fn an_element_passes() {
        let body = "<error xmlns='DAV:'>\n <valid-sync-token/>\n</error>";
        assert_eq!(judged(body), Some(Outcome::Held));
    }

    #[test]
    fn an_empty_error_and_text_fail() {
        for (body, received) in [
            ("<error xmlns='DAV:'/>", "DAV:error without elements"),
            (
                "<error xmlns='DAV:'>No.</error>",
                "DAV:error without elements",
            ),
            ("<error xmlns='DAV:'><x/>No.</error>", "DAV:error with text"),
        ] {
            let expected = "DAV:error with elements and no text";
            assert_eq!(judged(body), Some(broken(expected, received)));
        }
    }

    #[test]
    fn other_bodies_are_not_judged() {
        assert_eq!(judged("<html/>"), None);
        assert_eq!(judged("{}"), None);
    }
}
