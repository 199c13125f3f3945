//! A PROPFIND is answered for the resource that was asked (RFC 4918 §9.1).

use super::Standing;
use super::asked::Asked;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "own-response",
    section: "RFC 4918 §9.1",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers a PROPFIND.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let Asked::Propfind { .. } = Asked::of(subject) else {
        return None;
    };
    let own = subject.own_href();
    let difference = multistatus.response_for(&own).is_none().then(|| {
        let expected = format!("a DAV:response for {}", own.canonical);
        Difference::new(expected, format!("no DAV:response for {}", own.canonical))
    });
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    #[test]
    fn a_response_for_the_resource_passes() {
        let sample = Sample::propfind("0", &[], &found("/ada/book", ""));
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn an_answer_about_something_else_fails() {
        let sample = Sample::propfind("1", &[], &found("/ada/book/a", ""));
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(
                "a DAV:response for /ada/book/",
                "no DAV:response for /ada/book/"
            ))
        );
    }

    #[test]
    fn other_requests_are_not_judged() {
        assert_eq!(judge(&Sample::sync("").subject()), None);
        assert_eq!(judge(&Sample::new("PROPFIND").subject()), None);
    }
}
