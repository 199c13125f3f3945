//! From a check of a scenario to the file that knows it.

use super::{Outcome, Subject};
use super::{
    answer_within, element, error_body, etag, header, href, members, multistatus, precondition,
    property, status, sync_token, vcard,
};
use crate::scenario::{Check, Unresolved};

/// Judges an exchange by a check.
///
/// # Errors
/// When a reference in the check has no value.
pub fn judge(check: &Check, subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    match check {
        Check::Status(patterns) => Ok(status::judge(patterns, subject)),
        Check::Header(checks) => header::judge(checks, subject),
        Check::Members(check) => members::judge(check, subject),
        Check::Property(checks) => property::judge(checks, subject),
        Check::Href(checks) => href::judge(checks, subject),
        Check::Etag(check) => etag::judge(check, subject),
        Check::SyncToken(check) => sync_token::judge(check, subject),
        Check::Precondition(name) => Ok(precondition::judge(name, subject)),
        Check::Vcard(checks) => vcard::judge(checks, subject),
        Check::Element(checks) => element::judge(checks, subject),
        Check::ErrorBody(check) => Ok(error_body::judge(check, subject)),
        Check::Multistatus(check) => multistatus::judge(check, subject),
        Check::AnswerWithin(limit) => Ok(answer_within::judge(*limit, subject)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, dav, place, reference, text};
    use crate::scenario::{
        ElementCheck, ErrorBodyCheck, HeaderCheck, HrefCheck, HrefTest, MembersCheck,
        MultistatusCheck, PropertyCheck, PropertyTest, Source, StatusPattern, SymbolCheck,
        TextTest, VcardCheck,
    };

    fn every_check() -> [(Check, Outcome); 12] {
        let property = PropertyCheck {
            of: None,
            name: dav("getetag"),
            test: PropertyTest::Status(200),
            place: place(),
        };
        [
            (
                Check::Status(vec![StatusPattern::Class(2)]),
                broken("2xx", "403"),
            ),
            (
                Check::Header(vec![HeaderCheck {
                    name: "ETag".to_owned(),
                    test: TextTest::Present,
                    place: place(),
                }]),
                broken("ETag", "no ETag"),
            ),
            (
                Check::Members(MembersCheck {
                    ok: vec![text("/a")],
                    gone: Vec::new(),
                    absent: Vec::new(),
                    none_other: false,
                }),
                broken("a multistatus", "no multistatus (status 403)"),
            ),
            (
                Check::Property(vec![property]),
                broken("DAV:getetag at status 200", "no multistatus (status 403)"),
            ),
            (
                Check::Href(vec![HrefCheck {
                    from: Source::ResponseHref,
                    test: HrefTest::SameAs(text("/a")),
                    place: place(),
                }]),
                broken("response href naming /a", "no response href"),
            ),
            (
                Check::Etag(SymbolCheck::default()),
                broken("ETag", "no ETag"),
            ),
            (
                Check::SyncToken(SymbolCheck::default()),
                broken("DAV:sync-token", "no multistatus (status 403)"),
            ),
            (
                Check::Precondition(dav("x")),
                broken(
                    "DAV:error with DAV:x",
                    "no DAV:error (status 403, an empty body)",
                ),
            ),
            (
                Check::Vcard(vec![VcardCheck {
                    of: None,
                    has: Vec::new(),
                    lacks: Vec::new(),
                    same_as: None,
                    ignoring: Vec::new(),
                    exactly: None,
                    place: place(),
                }]),
                broken("a vCard", "no vCard (status 403)"),
            ),
            (
                Check::Element(vec![ElementCheck {
                    path: vec![dav("error")],
                    count: None,
                    text: None,
                    place: place(),
                }]),
                broken("DAV:error", "an empty body"),
            ),
            (
                Check::ErrorBody(ErrorBodyCheck::Html),
                broken("an HTML page", "an empty body"),
            ),
            (
                Check::Multistatus(MultistatusCheck {
                    rows: Vec::new(),
                    ignoring: Vec::new(),
                }),
                broken("a multistatus", "no multistatus (status 403)"),
            ),
        ]
    }

    #[test]
    fn every_kind_of_check_is_judged_and_fails_on_a_bare_refusal() {
        let sample = Sample::new("PROPFIND").status(403);
        for (check, expected) in every_check() {
            assert_eq!(judge(&check, &sample.subject()), Ok(expected));
        }
    }

    #[test]
    fn a_reference_without_a_value_is_an_error() {
        let check = Check::Etag(SymbolCheck {
            same_as: vec![reference("create.etag")],
            ..SymbolCheck::default()
        });
        let error = judge(&check, &Sample::new("GET").subject()).expect_err("no value");
        assert_eq!(error.name, "create.etag");
    }
}
