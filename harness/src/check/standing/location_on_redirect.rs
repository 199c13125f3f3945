//! A redirect tells where to (RFC 9110 §15.4.2, §15.4.3, §15.4.8, §15.4.9).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "location-on-redirect",
    section: "RFC 9110 §15.4",
    level: Level::Should,
    judge,
};

/// Applies to 301, 302, 307 and 308.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if !matches!(subject.response.status, 301 | 302 | 307 | 308) {
        return None;
    }
    let missing = subject.header("location").is_empty();
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
        let sample = Sample::new("PROPFIND")
            .status(301)
            .header("Location", "/ada/");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn no_location_fails() {
        let sample = Sample::new("PROPFIND").status(308);
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("Location", "no Location"))
        );
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::new("GET").status(304).subject()), None);
    }
}
