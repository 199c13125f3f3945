//! A sync-collection is answered with one token (RFC 6578 §3.2, §6.4).

use super::Standing;
use super::asked::Asked;
use crate::check::{Difference, Outcome, Subject};
use crate::dav::{DAV, Element};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "sync-token-present",
    section: "RFC 6578 §3.2",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers a sync-collection.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let Asked::Sync { .. } = Asked::of(subject) else {
        return None;
    };
    let tokens: Vec<&str> = multistatus
        .root
        .children_named(DAV, "sync-token")
        .map(Element::trimmed)
        .collect();
    let received = match &tokens[..] {
        [""] => "an empty DAV:sync-token".to_owned(),
        [_] => return Some(Outcome::Held),
        [] => "no DAV:sync-token".to_owned(),
        several => format!("{} DAV:sync-token", several.len()),
    };
    Some(Some(Difference::new("one DAV:sync-token", received)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn one_token_passes() {
        let sample = Sample::sync("<d:sync-token>data:,2</d:sync-token>");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn none_an_empty_one_and_several_fail() {
        for (inside, received) in [
            ("", "no DAV:sync-token"),
            ("<d:sync-token/>", "an empty DAV:sync-token"),
            ("<d:sync-token/><d:sync-token/>", "2 DAV:sync-token"),
        ] {
            assert_eq!(
                judge(&Sample::sync(inside).subject()),
                Some(broken("one DAV:sync-token", received))
            );
        }
    }

    #[test]
    fn other_requests_and_refusals_are_not_judged() {
        assert_eq!(judge(&Sample::multiget(&[], "").subject()), None);
        assert_eq!(judge(&Sample::sync("").status(403).subject()), None);
    }
}
