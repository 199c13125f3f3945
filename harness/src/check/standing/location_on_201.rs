//! A POST that adds a member tells its URL (RFC 5995 §3.1, RFC 9110 §15.3.2).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "location-on-201",
    section: "RFC 5995 §3.1",
    level: Level::Must,
    judge,
};

/// Applies to a POST that is answered 201.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if subject.request.method != "POST" || subject.response.status != 201 {
        return None;
    }
    let location = subject.header("location");
    let missing = location.iter().all(|value| value.trim().is_empty());
    Some(
        missing
            .then(|| Difference::new("Location", "no Location"))
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn a_location_passes() {
        let sample = Sample::new("POST")
            .status(201)
            .header("Location", "/ada/book/a");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn no_location_fails() {
        let sample = Sample::new("POST").status(201);
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("Location", "no Location"))
        );
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::new("PUT").status(201).subject()), None);
        assert_eq!(judge(&Sample::new("POST").status(204).subject()), None);
    }
}
