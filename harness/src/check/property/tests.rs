use super::*;
use crate::check::sample::{Sample, at_status, broken, dav, found, place, text};

fn sample() -> Sample {
    let own = "<d:response><d:href>/ada/book/</d:href>\
        <d:propstat><d:prop><d:displayname>Book</d:displayname>\
        <d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>\
        <d:owner><d:href>/ada%40x/</d:href></d:owner><d:acl/></d:prop>\
        <d:status>HTTP/1.1 200 OK</d:status></d:propstat>\
        <d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 No</d:status></d:propstat>\
        <d:propstat><d:prop><d:odd/></d:prop><d:status>404</d:status></d:propstat>\
        </d:response>";
    let member = found("/ada/book/a", "<d:getetag>\"1\"</d:getetag>");
    let gone = at_status("/ada/book/b", 404);
    Sample::new("PROPFIND").multistatus(&format!("{own}{member}{gone}"))
}

fn judged(of: Option<&str>, local: &str, test: PropertyTest) -> Outcome {
    judged_in(&sample(), of, local, test)
}

fn judged_in(sample: &Sample, of: Option<&str>, local: &str, test: PropertyTest) -> Outcome {
    let check = PropertyCheck {
        of: of.map(text),
        name: dav(local),
        test,
        place: place(),
    };
    judge(&[check], &sample.subject()).expect("nothing to resolve")
}

fn equals(expected: &str) -> PropertyTest {
    PropertyTest::Text(TextTest::Equals(text(expected)))
}

const PRESENT: PropertyTest = PropertyTest::Text(TextTest::Present);
const ABSENT: PropertyTest = PropertyTest::Text(TextTest::Absent);

#[test]
fn every_kind_of_test_can_hold() {
    let addressbook = Name::new("urn:ietf:params:xml:ns:carddav", "addressbook");
    for (of, local, test) in [
        (None, "displayname", PRESENT),
        (None, "displayname", equals("Book")),
        (None, "getetag", ABSENT),
        (None, "never-named", ABSENT),
        (None, "getetag", PropertyTest::Status(404)),
        (Some("/ada/book/a"), "getetag", equals("\"1\"")),
        (
            None,
            "resourcetype",
            PropertyTest::HasElements(vec![addressbook]),
        ),
        (
            None,
            "resourcetype",
            PropertyTest::LacksElements(vec![dav("principal")]),
        ),
        (None, "acl", PropertyTest::LacksElements(vec![dav("ace")])),
        (None, "owner", PropertyTest::Href(text("/ada@x"))),
    ] {
        assert_eq!(judged(of, local, test), Outcome::Held, "{local}");
    }
}

#[test]
fn every_kind_of_test_can_fail() {
    for (of, local, test, expected, received) in [
        (
            None,
            "displayname",
            equals("x"),
            "DAV:displayname: x",
            "DAV:displayname: Book",
        ),
        (
            None,
            "displayname",
            ABSENT,
            "no DAV:displayname at status 200",
            "DAV:displayname at status 200",
        ),
        (
            None,
            "getetag",
            PRESENT,
            "DAV:getetag",
            "DAV:getetag at status 404",
        ),
        (None, "odd", PRESENT, "DAV:odd", "DAV:odd without a status"),
        (
            Some("/ada/book/a"),
            "getetag",
            PropertyTest::Status(404),
            "DAV:getetag of /ada/book/a at status 404",
            "DAV:getetag of /ada/book/a at status 200",
        ),
        (
            None,
            "resourcetype",
            PropertyTest::HasElements(vec![dav("principal")]),
            "DAV:resourcetype with DAV:principal",
            "DAV:resourcetype with DAV:collection, CARDDAV:addressbook",
        ),
        (
            None,
            "resourcetype",
            PropertyTest::LacksElements(vec![dav("collection")]),
            "DAV:resourcetype without DAV:collection",
            "DAV:resourcetype with DAV:collection, CARDDAV:addressbook",
        ),
        (
            None,
            "acl",
            PropertyTest::HasElements(vec![dav("ace")]),
            "DAV:acl with DAV:ace",
            "DAV:acl without elements",
        ),
        (
            None,
            "owner",
            PropertyTest::Href(text("/bob/")),
            "DAV:owner naming /bob/",
            "DAV:owner naming /ada%40x/",
        ),
        (
            None,
            "displayname",
            PropertyTest::Href(text("/bob/")),
            "DAV:displayname naming /bob/",
            "DAV:displayname without DAV:href",
        ),
    ] {
        assert_eq!(judged(of, local, test), broken(expected, received));
    }
}

#[test]
fn what_is_missing_is_told() {
    for (of, local, expected, received) in [
        (
            None,
            "none",
            "DAV:none",
            "no DAV:none of https://dav.example.com/ada/book/",
        ),
        (
            Some("/x"),
            "getetag",
            "DAV:getetag of /x",
            "no response for /x",
        ),
        (Some("b"), "getetag", "DAV:getetag of b", "b at status 404"),
    ] {
        assert_eq!(judged(of, local, PRESENT), broken(expected, received));
    }
    let elements = PropertyTest::HasElements(vec![dav("a")]);
    assert_eq!(
        judged(None, "getetag", elements),
        broken("DAV:getetag with DAV:a", "DAV:getetag at status 404")
    );
    let href = PropertyTest::Href(text("/a"));
    assert_eq!(
        judged(None, "getetag", href),
        broken("DAV:getetag naming /a", "DAV:getetag at status 404")
    );
}

#[test]
fn without_a_multistatus_nothing_holds_not_even_absence() {
    let refused = Sample::new("PROPFIND").status(400);
    assert_eq!(
        judged_in(&refused, None, "getetag", ABSENT),
        broken(
            "no DAV:getetag at status 200",
            "no multistatus (status 400)"
        )
    );
    assert_eq!(
        judged_in(&refused, None, "getetag", PropertyTest::Status(404)),
        broken("DAV:getetag at status 404", "no multistatus (status 400)")
    );
}
