//! A 204 has no `Content-Length` (RFC 9110 §8.6).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "no-length-on-204",
    section: "RFC 9110 §8.6",
    level: Level::Must,
    judge,
};

/// Applies to status 204.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if subject.response.status != 204 {
        return None;
    }
    let lengths = subject.header("content-length");
    let difference = lengths
        .first()
        .map(|length| Difference::new("no Content-Length", format!("Content-Length: {length}")));
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn no_length_passes() {
        let sample = Sample::new("DELETE").status(204);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_length_fails() {
        let sample = Sample::new("DELETE")
            .status(204)
            .header("Content-Length", "0");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("no Content-Length", "Content-Length: 0"))
        );
    }

    #[test]
    fn other_answers_are_not_judged() {
        let sample = Sample::new("DELETE").header("Content-Length", "0");
        assert_eq!(judge(&sample.subject()), None);
    }
}
