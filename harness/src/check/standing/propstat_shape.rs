//! A `DAV:propstat` has one prop and one status (RFC 4918 §14.22). The order is free.

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::dav::{DAV, Propstat};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "propstat-shape",
    section: "RFC 4918 §14.22",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    judge_but(subject, |_| false)
}

/// Judges all propstats but some.
pub(super) fn judge_but(
    subject: &Subject<'_>,
    excepted: impl Fn(&Propstat) -> bool,
) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let mut faults = Vec::new();
    for response in &multistatus.responses {
        let href = response.href().map_or("a DAV:response", |href| &href.raw);
        let judged = response
            .propstats
            .iter()
            .filter(|propstat| !excepted(propstat));
        faults.extend(
            judged
                .filter_map(fault)
                .map(|fault| format!("{fault} of {href}")),
        );
    }
    Some(Outcome::of_faults(
        "one DAV:prop and one DAV:status in each DAV:propstat",
        &faults,
    ))
}

fn fault(propstat: &Propstat) -> Option<String> {
    let count = |local| propstat.element.children_named(DAV, local).count();
    let status = match propstat.status {
        Some(status) => format!(" at status {status}"),
        None => String::new(),
    };
    match (count("prop"), count("status")) {
        (1, 1) if propstat.status.is_some() => None,
        (_, 0) => Some("no DAV:status in a DAV:propstat".to_owned()),
        (_, 1) if propstat.status.is_none() => {
            Some("an unreadable DAV:status in a DAV:propstat".to_owned())
        }
        (0, 1) => Some(format!("no DAV:prop in a DAV:propstat{status}")),
        (props, 1) => Some(format!("{props} DAV:prop in a DAV:propstat{status}")),
        (_, statuses) => Some(format!("{statuses} DAV:status in a DAV:propstat")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    const EXPECTED: &str = "one DAV:prop and one DAV:status in each DAV:propstat";

    #[test]
    fn a_prop_and_a_status_pass() {
        let sample = Sample::new("PROPFIND").multistatus(&found("/a", "<d:getetag/>"));
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn every_other_shape_fails() {
        let status = "<d:status>HTTP/1.1 200 OK</d:status>";
        for (inside, received) in [
            (
                status.to_owned(),
                "no DAV:prop in a DAV:propstat at status 200 of /a",
            ),
            (
                format!("<d:prop/><d:prop/>{status}"),
                "2 DAV:prop in a DAV:propstat at status 200 of /a",
            ),
            (
                "<d:prop/>".to_owned(),
                "no DAV:status in a DAV:propstat of /a",
            ),
            (
                format!("<d:prop/>{status}{status}"),
                "2 DAV:status in a DAV:propstat of /a",
            ),
            (
                "<d:prop/><d:status>OK</d:status>".to_owned(),
                "an unreadable DAV:status in a DAV:propstat of /a",
            ),
        ] {
            let row = format!(
                "<d:response><d:href>/a</d:href><d:propstat>{inside}</d:propstat></d:response>"
            );
            let sample = Sample::new("PROPFIND").multistatus(&row);
            assert_eq!(judge(&sample.subject()), Some(broken(EXPECTED, received)));
        }
    }

    #[test]
    fn without_a_multistatus_nothing_is_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
