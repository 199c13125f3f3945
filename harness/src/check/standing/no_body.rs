//! Some answers have no body (RFC 9110 §6.4.1: 204, 304, and the answer to HEAD).
//!
//! That a 204 has no `Content-Length` either (§8.6) is not judged: many HTTP libraries add one, and
//! it makes no difference to a client.

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "no-body",
    section: "RFC 9110 §6.4.1",
    level: Level::Must,
    judge,
};

/// Applies to 204, 304 and the answer to HEAD.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let response = subject.response;
    if !matches!(response.status, 204 | 304) && subject.request.method != "HEAD" {
        return None;
    }
    let length = response.body.len();
    let difference =
        (length > 0).then(|| Difference::new("no body", format!("a body of {length} bytes")));
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn answers_without_a_body_pass() {
        for sample in [Sample::new("PUT").status(204), Sample::new("HEAD")] {
            assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
        }
    }

    #[test]
    fn a_body_fails() {
        for sample in [Sample::new("PUT").status(204), Sample::new("HEAD")] {
            assert_eq!(
                judge(&sample.body("abc").subject()),
                Some(broken("no body", "a body of 3 bytes"))
            );
        }
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::new("GET").body("abc").subject()), None);
    }
}
