//! A `DAV:response` is an href with propstats, or hrefs with a status (RFC 4918 §14.24, §14.28).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::dav::{DAV, Response};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "response-shape",
    section: "RFC 4918 §14.24",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let faults: Vec<String> = multistatus.responses.iter().filter_map(fault).collect();
    Some(Outcome::of_faults(
        "DAV:href with either DAV:status or DAV:propstat in each DAV:response",
        &faults,
    ))
}

fn fault(response: &Response) -> Option<String> {
    let Some(href) = response.href() else {
        let (line, column) = response.element.position;
        return Some(format!("no DAV:href at {line}:{column}"));
    };
    let statuses = response.element.children_named(DAV, "status").count();
    let fault = match (statuses, response.propstats.len()) {
        (0, 0) => "neither DAV:status nor DAV:propstat".to_owned(),
        (1.., 1..) => "DAV:status beside DAV:propstat".to_owned(),
        (2.., 0) => format!("{statuses} DAV:status"),
        (1, 0) if response.status.is_none() => "an unreadable DAV:status".to_owned(),
        (0, _) if response.hrefs.len() > 1 => {
            format!("{} DAV:href with DAV:propstat", response.hrefs.len())
        }
        _ => return None,
    };
    Some(format!("{fault} for {}", href.raw))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found};

    const EXPECTED: &str = "DAV:href with either DAV:status or DAV:propstat in each DAV:response";

    #[test]
    fn propstats_and_a_status_pass_each_by_itself() {
        let two_hrefs = "<d:response><d:href>/c</d:href><d:href>/d</d:href>\
                         <d:status>HTTP/1.1 423 Locked</d:status></d:response>";
        let rows = [&*found("/a", ""), &at_status("/b", 404), two_hrefs].concat();
        let sample = Sample::new("PROPFIND").multistatus(&rows);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn every_other_shape_fails() {
        let status = "<d:status>HTTP/1.1 404 No</d:status>";
        let propstat = "<d:propstat/>";
        for (inside, received) in [
            (String::new(), "neither DAV:status nor DAV:propstat for /a"),
            (
                [status, propstat].concat(),
                "DAV:status beside DAV:propstat for /a",
            ),
            ([status, status].concat(), "2 DAV:status for /a"),
            (
                "<d:status>404</d:status>".to_owned(),
                "an unreadable DAV:status for /a",
            ),
            (
                ["<d:href>/b</d:href>", propstat].concat(),
                "2 DAV:href with DAV:propstat for /a",
            ),
        ] {
            let row = format!("<d:response><d:href>/a</d:href>{inside}</d:response>");
            let sample = Sample::new("PROPFIND").multistatus(&row);
            assert_eq!(judge(&sample.subject()), Some(broken(EXPECTED, received)));
        }
    }

    #[test]
    fn a_missing_href_is_told_by_its_place() {
        let sample = Sample::new("PROPFIND").multistatus("\n<d:response/>");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(EXPECTED, "no DAV:href at 2:1"))
        );
    }

    #[test]
    fn without_a_multistatus_nothing_is_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
