//! Each property that was asked for stands in exactly one propstat of each response, and no
//! property stands in two (RFC 4918 §9.1, RFC 6352 §8.6).

use super::Standing;
use super::asked::Asked;
use crate::check::{Outcome, Subject};
use crate::dav::{Name, Response};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "property-once",
    section: "RFC 4918 §9.1",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus that answers a PROPFIND or a known report; to its responses with
/// propstats.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let asked = Asked::of(subject);
    if matches!(asked, Asked::Other) {
        return None;
    }
    let rows = multistatus.responses.iter();
    let faults: Vec<String> = rows
        .filter(|row| !row.propstats.is_empty())
        .flat_map(|row| faults(row, asked.props()))
        .collect();
    Some(Outcome::of_faults(
        "each property in one DAV:propstat",
        &faults,
    ))
}

fn faults(row: &Response, asked: &[Name]) -> Vec<String> {
    let href = row.href().map_or("a DAV:response", |href| &href.raw);
    let sent = row
        .propstats
        .iter()
        .flat_map(|propstat| propstat.props.iter().flatten());
    let mut names: Vec<&Name> = asked
        .iter()
        .chain(sent.map(|element| &element.name))
        .collect();
    names.sort();
    names.dedup();
    let counted = names
        .into_iter()
        .map(|name| (name, row.properties(name).count()));
    counted
        .filter_map(|(name, count)| match count {
            1 => None,
            0 => Some(format!("no {name} of {href}")),
            count => Some(format!("{count} {name} of {href}")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, dav, found};

    const EXPECTED: &str = "each property in one DAV:propstat";

    #[test]
    fn each_property_once_passes_and_rows_with_a_status_are_left_out() {
        let rows = format!("{}{}", found("/a", "<d:getetag/>"), at_status("/b", 404));
        for sample in [
            Sample::propfind("1", &[dav("getetag")], &rows),
            Sample::sync(&rows),
            Sample::multiget(&["/a", "/b"], &rows),
        ] {
            assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
        }
    }

    #[test]
    fn a_property_that_is_missing_fails() {
        let sample = Sample::propfind("0", &[dav("getetag"), dav("owner")], &found("/a", ""));
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(EXPECTED, "no DAV:getetag of /a, no DAV:owner of /a"))
        );
    }

    #[test]
    fn a_property_at_two_places_fails_even_if_it_was_not_asked_for() {
        let sample = Sample::new("PROPFIND").multistatus(
            "<d:response><d:href>/a</d:href>\
             <d:propstat><d:prop><d:owner/></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>\
             <d:propstat><d:prop><d:owner/></d:prop><d:status>HTTP/1.1 404 No</d:status></d:propstat>\
             </d:response>",
        );
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(EXPECTED, "2 DAV:owner of /a"))
        );
    }

    #[test]
    fn other_requests_are_not_judged() {
        let sample = Sample::new("PROPPATCH").multistatus(&found("/a", ""));
        assert_eq!(judge(&sample.subject()), None);
        assert_eq!(judge(&Sample::new("PROPFIND").subject()), None);
    }
}
