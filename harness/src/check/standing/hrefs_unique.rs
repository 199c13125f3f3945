//! No href stands in two responses of a multistatus (RFC 4918 §14.24).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "hrefs-unique",
    section: "RFC 4918 §14.24",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let mut seen = std::collections::HashSet::new();
    let hrefs = multistatus.responses.iter().flat_map(|row| &row.hrefs);
    let again = hrefs.filter(|href| !seen.insert(*href));
    let faults: Vec<String> = again.map(|href| format!("{} again", href.raw)).collect();
    Some(Outcome::of_faults(
        "each DAV:href in one DAV:response",
        &faults,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};

    #[test]
    fn different_hrefs_pass() {
        let rows = format!("{}{}", found("/a", ""), found("/b", ""));
        let sample = Sample::new("PROPFIND").multistatus(&rows);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn the_same_resource_twice_fails_however_it_is_written() {
        let rows = format!("{}{}", found("/x%40y/", ""), at_status("/x@y", 404));
        let sample = Sample::new("REPORT").multistatus(&rows);
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("each DAV:href in one DAV:response", "/x@y again"))
        );
    }

    #[test]
    fn without_a_multistatus_nothing_is_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
