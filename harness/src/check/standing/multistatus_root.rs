//! The body of a 207 is a `DAV:multistatus` (RFC 4918 §13).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "multistatus-root",
    section: "RFC 4918 §13",
    level: Level::Must,
    judge,
};

/// Applies to status 207.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let read = subject.multistatus.as_ref()?.as_ref();
    let difference = read
        .err()
        .map(|error| Difference::new("DAV:multistatus", error.to_string()));
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn a_multistatus_passes() {
        let sample = Sample::new("PROPFIND").multistatus("");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn another_root_and_no_body_fail() {
        let sample = Sample::new("PROPFIND").status(207).body("<multistatus/>");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(
                "DAV:multistatus",
                "the root element is multistatus, not DAV:multistatus"
            ))
        );
        let sample = Sample::new("PROPFIND").status(207);
        assert!(matches!(judge(&sample.subject()), Some(Outcome::Broken(_))));
    }

    #[test]
    fn another_status_is_not_judged() {
        assert_eq!(judge(&Sample::new("PROPFIND").subject()), None);
    }
}
