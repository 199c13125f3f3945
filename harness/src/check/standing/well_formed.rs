//! XML that is sent is well-formed (RFC 4918 §8.2).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "well-formed",
    section: "RFC 4918 §8.2",
    level: Level::Must,
    judge,
};

/// Applies to bodies of an XML media type.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let media_type = subject.media_type()?;
    let is_xml =
        matches!(&*media_type, "application/xml" | "text/xml") || media_type.ends_with("+xml");
    if !is_xml || subject.response.body.is_empty() {
        return None;
    }
    let difference = subject
        .document()
        .err()
        .map(|error| Difference::new("well-formed XML", error.to_string()));
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    fn judged(media_type: &str, body: &str) -> Option<Outcome> {
        let sample = Sample::new("GET")
            .header("Content-Type", media_type)
            .body(body);
        judge(&sample.subject())
    }

    #[test]
    fn well_formed_xml_passes() {
        assert_eq!(
            judged("text/xml; charset=utf-8", "<a/>"),
            Some(Outcome::Held)
        );
        assert_eq!(judged("application/a+xml", "<a/>"), Some(Outcome::Held));
    }

    #[test]
    fn malformed_xml_fails_with_the_place() {
        assert_eq!(
            judged("application/xml", "<a>\n</b>"),
            Some(broken(
                "well-formed XML",
                "the body is not well-formed XML: expected 'a' tag, not 'b' at 2:1"
            ))
        );
    }

    #[test]
    fn other_bodies_and_no_body_are_not_judged() {
        assert_eq!(judged("application/json", "{"), None);
        assert_eq!(judged("application/xml", ""), None);
        assert_eq!(judge(&Sample::new("GET").body("<a").subject()), None);
    }
}
