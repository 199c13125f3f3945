//! A multistatus names nothing outside what was asked for: by Depth for a PROPFIND (RFC 4918
//! §9.1) and for an addressbook-query (RFC 6352 §8.6), by level for a sync-collection (RFC 6578
//! §3.3), by the hrefs of a multiget (RFC 6352 §8.7).

use std::collections::HashSet;

use super::Standing;
use super::asked::{Asked, Reach};
use crate::check::{Outcome, Subject};
use crate::dav::Href;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "hrefs-in-scope",
    section: "RFC 4918 §9.1, RFC 6578 §3.3, RFC 6352 §8.7",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers one of these requests.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let outside = outside(subject)?;
    let faults: Vec<String> = outside.iter().map(|href| href.raw.clone()).collect();
    Some(Outcome::of_faults(
        "nothing outside what was asked for",
        &faults,
    ))
}

/// The hrefs of a multistatus that are outside the request's scope.
pub(super) fn outside<'s>(subject: &'s Subject<'_>) -> Option<Vec<&'s Href>> {
    let multistatus = subject.multistatus().ok()?;
    let own = subject.own_href();
    let is_inside = |reach, href: &Href| match reach {
        Reach::Itself => *href == own,
        Reach::Members => *href == own || href.is_member_of(&own),
        Reach::Everything => *href == own || href.is_within(&own),
    };
    let asked = Asked::of(subject);
    let of_multiget: HashSet<&Href> = match &asked {
        Asked::Multiget { hrefs, .. } => hrefs.iter().collect(),
        _ => HashSet::new(),
    };
    let in_scope = |href: &Href| match &asked {
        Asked::Propfind { reach, .. } | Asked::Sync { reach, .. } | Asked::Query { reach, .. } => {
            is_inside(*reach, href)
        }
        Asked::Multiget { .. } => of_multiget.contains(href),
        Asked::Other => true,
    };
    if matches!(asked, Asked::Other) {
        return None;
    }
    let hrefs = multistatus.responses.iter().flat_map(|row| &row.hrefs);
    Some(hrefs.filter(|href| !in_scope(href)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};

    const EXPECTED: &str = "nothing outside what was asked for";

    fn rows(hrefs: &[&str]) -> String {
        hrefs.iter().map(|href| found(href, "")).collect()
    }

    fn propfind(depth: &str, hrefs: &[&str]) -> Option<Outcome> {
        judge(&Sample::propfind(depth, &[], &rows(hrefs)).subject())
    }

    #[test]
    fn what_is_in_reach_of_the_depth_passes() {
        assert_eq!(propfind("0", &["/ada/book"]), Some(Outcome::Held));
        assert_eq!(
            propfind("1", &["/ada/book/", "/ada/book/a"]),
            Some(Outcome::Held)
        );
        assert_eq!(
            propfind("infinity", &["/ada/book/a/b"]),
            Some(Outcome::Held)
        );
    }

    #[test]
    fn what_is_out_of_reach_fails() {
        for (depth, href) in [
            ("0", "/ada/book/a"),
            ("1", "/ada/book/a/b"),
            ("1", "/ada/"),
            ("infinity", "/bob/book/a"),
        ] {
            assert_eq!(propfind(depth, &[href]), Some(broken(EXPECTED, href)));
        }
    }

    #[test]
    fn a_sync_collection_names_members_and_itself() {
        let inside = [&*found("/ada/book/a", ""), &at_status("/ada/book/", 507)].concat();
        assert_eq!(judge(&Sample::sync(&inside).subject()), Some(Outcome::Held));
        let outside = Sample::sync(&at_status("/ada/other/a", 404));
        assert_eq!(
            judge(&outside.subject()),
            Some(broken(EXPECTED, "/ada/other/a"))
        );
    }

    #[test]
    fn a_query_names_what_is_in_reach_of_its_depth() {
        const QUERY: &[u8] = b"<c:addressbook-query xmlns='DAV:' \
            xmlns:c='urn:ietf:params:xml:ns:carddav'><prop/><c:filter/></c:addressbook-query>";
        let judged = |href: &str| {
            let mut sample = Sample::new("REPORT")
                .asking(QUERY)
                .multistatus(&found(href, ""));
            sample
                .request
                .headers
                .insert("depth", http::HeaderValue::from_static("1"));
            judge(&sample.subject())
        };
        assert_eq!(judged("/ada/book/a"), Some(Outcome::Held));
        assert_eq!(
            judged("/ada/other/a"),
            Some(broken(EXPECTED, "/ada/other/a"))
        );
    }

    #[test]
    fn a_multiget_names_what_was_asked_for() {
        let asked = Sample::multiget(&["/ada/book/a%40"], &rows(&["/ada/book/a@"]));
        assert_eq!(judge(&asked.subject()), Some(Outcome::Held));
        let alias = Sample::multiget(&["/ada/book/a.vcf"], &rows(&["/ada/book/1"]));
        assert_eq!(
            judge(&alias.subject()),
            Some(broken(EXPECTED, "/ada/book/1"))
        );
    }

    #[test]
    fn other_requests_are_not_judged() {
        let sample = Sample::new("PROPPATCH").multistatus(&rows(&["/x"]));
        assert_eq!(judge(&sample.subject()), None);
        assert_eq!(judge(&Sample::new("PROPFIND").subject()), None);
    }
}
