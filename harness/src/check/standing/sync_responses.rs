//! The responses of a sync-collection: changed members have propstats, removed ones status 404 and
//! nothing else (RFC 6578 §3.2); 507 is for the collection itself (§3.6).

use super::Standing;
use super::asked::Asked;
use crate::check::{Outcome, Subject};
use crate::dav::Response;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "sync-responses",
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
    let own = subject.own_href();
    let faults: Vec<String> = multistatus
        .responses
        .iter()
        .filter_map(|row| {
            let href = row.href()?;
            let fault = fault(row, *href == own)?;
            Some(format!("{fault} for {}", href.raw))
        })
        .collect();
    Some(Outcome::of_faults(
        "DAV:propstat for changed members, status 404 alone for removed ones",
        &faults,
    ))
}

fn fault(row: &Response, is_own: bool) -> Option<String> {
    match row.status? {
        404 if !row.propstats.is_empty() => Some("status 404 with DAV:propstat".to_owned()),
        404 if is_own => Some("status 404".to_owned()),
        404 => None,
        507 if is_own => None,
        403 if !row.errors.is_empty() => None,
        403 => Some("status 403 without DAV:error".to_owned()),
        status => Some(format!("status {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};

    #[test]
    fn changed_removed_unsupported_and_cut_off_pass() {
        let unsupported = "<d:response><d:href>/ada/book/c/</d:href>\
            <d:status>HTTP/1.1 403 Forbidden</d:status>\
            <d:error><d:supported-report/></d:error></d:response>";
        let rows = [
            &*found("/ada/book/a", ""),
            &at_status("/ada/book/b", 404),
            unsupported,
            &at_status("/ada/book/", 507),
        ];
        let sample = Sample::sync(&rows.concat());
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn every_other_response_fails() {
        let with_propstat = "<d:response><d:href>/ada/book/a</d:href>\
            <d:status>HTTP/1.1 404 No</d:status><d:propstat/></d:response>";
        for (row, received) in [
            (
                with_propstat.to_owned(),
                "status 404 with DAV:propstat for /ada/book/a",
            ),
            (at_status("/ada/book/a", 410), "status 410 for /ada/book/a"),
            (at_status("/ada/book/a", 507), "status 507 for /ada/book/a"),
            (at_status("/ada/book/a", 200), "status 200 for /ada/book/a"),
            (at_status("/ada/book/", 404), "status 404 for /ada/book/"),
            (
                at_status("/ada/book/a", 403),
                "status 403 without DAV:error for /ada/book/a",
            ),
        ] {
            let expected = "DAV:propstat for changed members, status 404 alone for removed ones";
            assert_eq!(
                judge(&Sample::sync(&row).subject()),
                Some(broken(expected, received))
            );
        }
    }

    #[test]
    fn other_requests_are_not_judged() {
        let sample = Sample::multiget(&["/a"], &at_status("/a", 410));
        assert_eq!(judge(&sample.subject()), None);
        assert_eq!(judge(&Sample::sync("").status(400).subject()), None);
    }
}
