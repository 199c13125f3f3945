//! A sync-collection with an empty token names no removed members (RFC 6578 §3.4).

use super::Standing;
use super::asked::Asked;
use crate::check::{Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "sync-initial",
    section: "RFC 6578 §3.4",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers a sync-collection with an empty token.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let Asked::Sync { initial: true, .. } = Asked::of(subject) else {
        return None;
    };
    let gone = multistatus.responses.iter().filter(|row| row.is_gone());
    let faults: Vec<String> = gone
        .filter_map(|row| Some(format!("{} as removed", row.href()?.raw)))
        .collect();
    Some(Outcome::of_faults("no removed members", &faults))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};
    use crate::dav::request;

    fn initial(inside: &str) -> Sample {
        let body = request::sync_collection("", "1", &[], None);
        Sample::new("REPORT").asking(&body).multistatus(inside)
    }

    #[test]
    fn a_listing_passes() {
        let sample = initial(&found("/ada/book/a", ""));
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_removed_member_fails() {
        let sample = initial(&at_status("/ada/book/a", 404));
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("no removed members", "/ada/book/a as removed"))
        );
    }

    #[test]
    fn a_delta_is_not_judged() {
        let sample = Sample::sync(&at_status("/ada/book/a", 404));
        assert_eq!(judge(&sample.subject()), None);
    }
}
