//! A multistatus and a `DAV:error` are sent as XML (RFC 4918 §8.2, §13).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::dav::DAV;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "media-type",
    section: "RFC 4918 §8.2, §13",
    level: Level::Must,
    judge,
};

/// Applies to status 207, and to bodies with `DAV:error` at the root.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let is_error = || subject.document().is_ok_and(|root| root.is(DAV, "error"));
    if subject.response.status != 207 && !is_error() {
        return None;
    }
    let received = match subject.media_type() {
        Some(media_type) if matches!(&*media_type, "application/xml" | "text/xml") => {
            return Some(Outcome::Held);
        }
        Some(media_type) => media_type,
        None => "no Content-Type".to_owned(),
    };
    Some(Some(Difference::new("application/xml or text/xml", received)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn both_media_types_of_xml_pass() {
        for media_type in ["application/xml", "Text/XML; charset=UTF-8"] {
            let sample = Sample::new("PROPFIND")
                .status(207)
                .header("Content-Type", media_type);
            assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
        }
    }

    #[test]
    fn another_media_type_and_none_fail() {
        let sample = Sample::new("PROPFIND").status(207);
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("application/xml or text/xml", "no Content-Type"))
        );
        let sample = sample.header("Content-Type", "text/html");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("application/xml or text/xml", "text/html"))
        );
    }

    #[test]
    fn an_error_of_another_media_type_fails() {
        let sample = Sample::new("PUT")
            .status(403)
            .body("<error xmlns='DAV:'><x/></error>");
        let sample = sample.header("Content-Type", "text/plain");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("application/xml or text/xml", "text/plain"))
        );
    }

    #[test]
    fn another_status_is_not_judged() {
        assert_eq!(judge(&Sample::new("PROPFIND").subject()), None);
    }
}
