//! A 401 tells how to prove who one is (RFC 9110 §15.5.2, §11.6.1).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "challenge-on-401",
    section: "RFC 9110 §15.5.2",
    level: Level::Must,
    judge,
};

/// Applies to status 401.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if subject.response.status != 401 {
        return None;
    }
    let challenges = subject.header("www-authenticate");
    let missing = challenges.iter().all(|value| value.trim().is_empty());
    Some(
        missing
            .then(|| Difference::new("WWW-Authenticate", "no WWW-Authenticate"))
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    fn unauthorized() -> Sample {
        Sample::new("PROPFIND").status(401)
    }

    #[test]
    fn a_challenge_passes() {
        let sample = unauthorized().header("WWW-Authenticate", "Basic realm=\"Google APIs\"");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn no_challenge_and_an_empty_one_fail() {
        for sample in [
            unauthorized(),
            unauthorized().header("WWW-Authenticate", ""),
        ] {
            assert_eq!(
                judge(&sample.subject()),
                Some(broken("WWW-Authenticate", "no WWW-Authenticate"))
            );
        }
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::new("GET").status(403).subject()), None);
    }
}
