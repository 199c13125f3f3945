//! A body comes with its media type (RFC 9110 §8.3).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "content-type-on-body",
    section: "RFC 9110 §8.3",
    level: Level::Should,
    judge,
};

/// Applies to every answer with a body.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if subject.response.body.is_empty() {
        return None;
    }
    let missing = subject
        .media_type()
        .is_none_or(|media_type| media_type.is_empty());
    Some(
        missing
            .then(|| Difference::new("Content-Type", "no Content-Type"))
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn a_body_with_its_media_type_passes() {
        let sample = Sample::new("GET")
            .body("x")
            .header("Content-Type", "text/plain");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_body_without_one_fails() {
        let sample = Sample::new("GET").body("x");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("Content-Type", "no Content-Type"))
        );
    }

    #[test]
    fn an_empty_body_is_not_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
