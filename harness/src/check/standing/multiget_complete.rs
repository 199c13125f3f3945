//! A multiget is answered for each href (RFC 6352 §8.7).

use std::collections::HashSet;

use super::Standing;
use super::asked::Asked;
use crate::check::{Outcome, Subject};
use crate::dav::Href;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "multiget-complete",
    section: "RFC 6352 §8.7",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers a multiget and from which nothing was taken out.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let missing = unanswered(subject)?;
    let faults: Vec<String> = missing
        .iter()
        .map(|href| format!("no DAV:response for {}", href.raw))
        .collect();
    Some(Outcome::of_faults(
        "a DAV:response for each DAV:href",
        &faults,
    ))
}

/// The hrefs of a multiget without a response.
pub(super) fn unanswered<'s>(subject: &'s Subject<'_>) -> Option<Vec<&'s Href>> {
    let multistatus = subject.multistatus().ok()?;
    let Asked::Multiget { hrefs, .. } = Asked::of(subject) else {
        return None;
    };
    if subject.response.foreign > 0 {
        return None;
    }
    let rows = multistatus.responses.iter();
    let answered: HashSet<&Href> = rows.flat_map(|row| &row.hrefs).collect();
    let missing = hrefs.iter().filter(|href| !answered.contains(href));
    Some(missing.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};

    #[test]
    fn a_response_for_each_href_passes() {
        let rows = format!("{}{}", found("/a", ""), at_status("/b", 404));
        let sample = Sample::multiget(&["/b", "/a"], &rows);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_missing_response_fails() {
        let sample = Sample::multiget(&["/a", "/b"], &found("/a", ""));
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(
                "a DAV:response for each DAV:href",
                "no DAV:response for /b"
            ))
        );
    }

    #[test]
    fn other_requests_and_answers_with_something_taken_out_are_not_judged() {
        assert_eq!(judge(&Sample::sync("").subject()), None);
        let mut sample = Sample::multiget(&["/a"], "");
        sample.response.foreign = 1;
        assert_eq!(judge(&sample.subject()), None);
        assert_eq!(
            judge(&Sample::multiget(&["/a"], "").status(403).subject()),
            None
        );
    }
}
