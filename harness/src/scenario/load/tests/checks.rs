//! What `expect:` becomes.

use super::suite_on_disk::only;
use crate::dav::{CARDDAV, DAV, Name};
use crate::scenario::{
    CardBase, Check, CheckKind, ErrorBodyCheck, HrefTest, Part, PropertyTest, Source,
    StatusPattern, Template, TextTest,
};

/// The check that a piece of `expect:` becomes.
fn check(expect: &str) -> Check {
    let mut scenario = only(&format!(
        "title: t\nsteps:\n  - name: first\n    propfind: $book\n    depth: 0\n    props: [getetag]\n\
         \x20   capture: {{ etag: property getetag }}\n  - name: only\n    get: /x\n    headers: {{ \
         If-Match: $first.etag }}\n    expect: {{ {expect} }}\n    covers: [write-01]\n"
    ));
    let step = scenario.steps.pop().expect("a step");
    let (kind, expectation) = step.expect.into_iter().next().expect("a check");
    assert_eq!(kind, expectation.check.kind());
    expectation.check
}

fn is(template: &Template, text: &str) -> bool {
    template.parts == [Part::Text(text.to_owned())]
}

fn is_etag(template: &Template) -> bool {
    template.parts == [Part::Captured("first.etag".to_owned())]
}

fn dav(name: &str) -> Name {
    Name::new(DAV, name)
}

#[test]
fn a_status_is_a_code_a_class_or_a_list() {
    let Check::Status(patterns) = check("status: [204, 3xx]") else {
        panic!("another check");
    };
    assert_eq!(
        patterns,
        [StatusPattern::Exactly(204), StatusPattern::Class(3)]
    );
    assert!(matches!(check("status: 207"), Check::Status(one) if one.len() == 1));
}

#[test]
fn a_header_can_be_tested_in_every_way() {
    let Check::Header(checks) = check(
        "header: { Location: present, ETag: absent, DAV: { contains: addressbook }, Content-Type: { \
         matches: ^text/vcard }, X: { equals: $first.etag, differs-from: b } }",
    ) else {
        panic!("another check");
    };
    let names: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["Location", "ETag", "DAV", "Content-Type", "X", "X"]);
    assert!(matches!(checks[0].test, TextTest::Present));
    assert!(matches!(checks[1].test, TextTest::Absent));
    assert!(matches!(&checks[2].test, TextTest::Contains(text) if is(text, "addressbook")));
    assert!(matches!(&checks[3].test, TextTest::Matches(regex) if regex.is_match("text/vcard; x")));
    assert!(matches!(&checks[4].test, TextTest::Equals(text) if is_etag(text)));
    assert!(matches!(&checks[5].test, TextTest::DiffersFrom(text) if is(text, "b")));
}

#[test]
fn members_are_there_gone_or_absent_and_none_other() {
    let Check::Members(members) =
        check("members: { ok: [/a], gone: [/b], absent: [/c, /d], none-other: true }")
    else {
        panic!("another check");
    };
    assert!(is(&members.ok[0], "/a") && is(&members.gone[0], "/b"));
    assert_eq!((members.absent.len(), members.none_other), (2, true));
}

#[test]
fn a_property_can_be_tested_in_every_way() {
    let Check::Property(checks) = check(
        "property: [{ name: getetag, is: present }, { name: getetag, is: missing, of: /a }, { name: \
         getetag, equals: a, status: 404 }, { name: resourcetype, has-elements: [collection], \
         lacks-elements: [addressbook] }, { name: current-user-principal, href: $principal }]",
    ) else {
        panic!("another check");
    };
    assert!(matches!(
        checks[0].test,
        PropertyTest::Text(TextTest::Present)
    ));
    assert!(matches!(
        checks[1].test,
        PropertyTest::Text(TextTest::Absent)
    ));
    assert!(checks[0].of.is_none() && is(checks[1].of.as_ref().unwrap(), "/a"));
    assert!(matches!(&checks[2].test, PropertyTest::Text(TextTest::Equals(text)) if is(text, "a")));
    assert!(matches!(checks[3].test, PropertyTest::Status(404)));
    assert!(
        matches!(&checks[4].test, PropertyTest::HasElements(names) if *names == [dav("collection")])
    );
    assert!(matches!(&checks[5].test,
        PropertyTest::LacksElements(names) if *names == [Name::new(CARDDAV, "addressbook")]));
    assert!(matches!(checks[6].test, PropertyTest::Href(_)));
    assert_eq!(checks[6].name, dav("current-user-principal"));
}

#[test]
fn an_href_comes_from_a_source_and_is_compared() {
    let test = |test: &str| match check(&format!("href: {{ from: header Location, {test} }}")) {
        Check::Href(mut checks) => checks.pop().expect("a check"),
        _ => panic!("another check"),
    };
    let within = test("within: $book");
    assert_eq!(within.from, Source::Header("Location".to_owned()));
    assert!(matches!(within.test, HrefTest::Within(_)));
    assert!(matches!(test("same-as: /a").test, HrefTest::SameAs(_)));
    assert!(matches!(
        test("differs-from: /a").test,
        HrefTest::DiffersFrom(_)
    ));
}

#[test]
fn symbols_are_there_absent_the_same_or_different() {
    let Check::Etag(etag) = check("etag: { same-as: $first.etag, differs-from: [a, b], of: /x }")
    else {
        panic!("another check");
    };
    assert!(is_etag(&etag.same_as[0]) && is(etag.of.as_ref().unwrap(), "/x"));
    assert_eq!((etag.differs_from.len(), etag.absent), (2, false));
    assert!(matches!(check("etag: absent"), Check::Etag(etag) if etag.absent));
    assert!(matches!(check("sync-token: present"), Check::SyncToken(token) if !token.absent));
    assert!(matches!(check("sync-token: { differs-from: a }"),
        Check::SyncToken(token) if token.differs_from.len() == 1));
}

#[test]
fn a_precondition_is_an_element() {
    assert!(matches!(check("precondition: no-uid-conflict"),
        Check::Precondition(name) if name == Name::new(CARDDAV, "no-uid-conflict")));
}

#[test]
fn a_card_has_lacks_and_means_the_same() {
    let Check::Vcard(checks) = check(
        "vcard: [{ of: /x, has: { note: second }, lacks: [PHOTO] }, { same-as: minimal, ignoring: \
         [UID, REV] }]",
    ) else {
        panic!("another check");
    };
    assert_eq!(checks[0].has[0].0, "NOTE");
    assert!(is(&checks[0].has[0].1, "second") && is(checks[0].of.as_ref().unwrap(), "/x"));
    assert_eq!(checks[0].lacks, ["PHOTO"]);
    let same_as = checks[1].same_as.as_ref().unwrap();
    assert!(matches!(&same_as.base, CardBase::File { name, .. } if name == "minimal"));
    assert_eq!(checks[1].ignoring, ["UID", "REV"]);
}

#[test]
fn an_element_is_counted_or_read() {
    let Check::Element(checks) = check(
        "element: [{ path: multistatus/response, count: 0 }, { path: error, text: { contains: a } }]",
    ) else {
        panic!("another check");
    };
    assert_eq!(checks[0].path, [dav("multistatus"), dav("response")]);
    assert_eq!(checks[0].count, Some(0));
    assert!(matches!(&checks[1].text, Some(TextTest::Contains(text)) if is(text, "a")));
}

#[test]
fn an_error_body_has_a_form() {
    let form = |form: &str| match check(&format!("error-body: {form}")) {
        Check::ErrorBody(form) => form,
        _ => panic!("another check"),
    };
    assert_eq!(form("dav-error"), ErrorBodyCheck::DavError);
    assert_eq!(form("html"), ErrorBodyCheck::Html);
    assert_eq!(form("empty"), ErrorBodyCheck::Empty);
    let json = |code, status: Option<&str>| ErrorBodyCheck::GoogleJson {
        code,
        status: status.map(str::to_owned),
    };
    assert_eq!(form("google-json"), json(None, None));
    assert_eq!(
        form("{ google-json: { code: 400, status: INVALID_ARGUMENT } }"),
        json(Some(400), Some("INVALID_ARGUMENT"))
    );
}

#[test]
fn a_multistatus_is_read_as_rows() {
    let Check::Multistatus(check) = check(
        "multistatus: { is: [{ of: /a, name: getetag, value: $first.etag }, { of: /a, name: owner, \
         status: 404 }, { of: /b, status: 404 }], ignoring: [getlastmodified] }",
    ) else {
        panic!("another check");
    };
    let [etag, owner, gone] = check.rows.as_slice() else {
        panic!("three rows");
    };
    assert!(is(&etag.of, "/a") && is_etag(etag.value.as_ref().unwrap()));
    assert_eq!(
        (etag.name.clone(), etag.status),
        (Some(dav("getetag")), 200)
    );
    assert_eq!(
        (owner.name.clone(), owner.status),
        (Some(dav("owner")), 404)
    );
    assert_eq!((gone.name.clone(), gone.status), (None, 404));
    assert_eq!(check.ignoring, [dav("getlastmodified")]);
}

#[test]
fn a_row_speaks_of_a_property_or_has_a_status() {
    let told = |row: &str| {
        super::suite_on_disk::wrong(&format!(
            "title: t\nsteps:\n  - name: a\n    propfind: $book\n    depth: 0\n    props: all\n    \
             expect: {{ multistatus: {{ is: [{row}] }} }}\n    covers: [write-01]\n"
        ))
    };
    assert!(told("{ of: /a }").contains("a row needs one of `name` and `status`"));
    assert!(
        told("{ of: /a, value: x, status: 200 }").contains("`value` makes no sense without `name`")
    );
}

#[test]
fn an_answer_can_be_waited_for_so_long() {
    let Check::AnswerWithin(limit) = check("answer-within: 500 ms") else {
        panic!("another check");
    };
    assert_eq!(limit, std::time::Duration::from_millis(500));
}

#[test]
fn a_card_can_be_asked_for_by_parameters_and_byte_for_byte() {
    let Check::Vcard(checks) = check(
        "vcard: { has: { tel;TYPE=Home: 1 }, lacks: [TEL;X-ID], same-as: minimal, ignoring: \
         [TEL;X-ID], exactly: minimal }",
    ) else {
        panic!("another check");
    };
    assert_eq!(checks[0].has[0].0, "TEL;TYPE=Home");
    assert_eq!(checks[0].lacks, ["TEL;X-ID"]);
    assert_eq!(checks[0].ignoring, ["TEL;X-ID"]);
    assert!(checks[0].exactly.is_some());
    for wrong in ["TEL;", "TEL;=x", "TEL;TYPE=", "TEL;A B=x"] {
        let told = super::suite_on_disk::wrong(&format!(
            "title: t\nsteps:\n  - name: a\n    get: /x\n    expect: {{ vcard: {{ lacks: [\"{wrong}\"] \
             }} }}\n    covers: [write-01]\n"
        ));
        assert!(told.contains("error[bad-card-property]"), "{told}");
    }
}

#[test]
fn every_source_of_a_capture_is_read() {
    let scenario = only(
        "title: t\nsteps:\n  - name: first\n    propfind: $book\n    depth: 0\n    props: [getetag]\n\
         \x20   capture: { a: [header ETag, property getetag, property getetag of $book], b: \
         sync-token, c: request href, d: response href, e: body, f: response href with addressbook }\n\
         \x20 - name: last\n    get: ${first.a}${first.b}${first.c}${first.d}${first.e}${first.f}\n\
         \x20   expect: { status: 200 }\n    covers: [write-01]\n",
    );
    let captures = &scenario.steps[0].capture;
    assert_eq!(captures[0].key, "first.a");
    let [header, property, of] = captures[0].sources.as_slice() else {
        panic!("other sources");
    };
    assert_eq!(*header, Source::Header("ETag".to_owned()));
    assert_eq!(
        *property,
        Source::Property {
            name: dav("getetag"),
            of: None
        }
    );
    assert!(matches!(of, Source::Property { of: Some(_), .. }));
    let others: Vec<&Source> = captures[1..]
        .iter()
        .map(|capture| &capture.sources[0])
        .collect();
    let addressbook = Source::ResponseHrefWith(Name::new(CARDDAV, "addressbook"));
    assert_eq!(
        others,
        [
            &Source::SyncToken,
            &Source::RequestHref,
            &Source::ResponseHref,
            &Source::Body,
            &addressbook
        ]
    );
}

#[test]
fn a_check_points_at_its_key() {
    let mut scenario = only(
        "title: t\nsteps:\n  - name: a\n    get: /x\n    expect:\n      status: 200\n      etag: \
         present\n    covers: [write-01]\n",
    );
    let step = scenario.steps.pop().unwrap();
    let place = &step.expect[&CheckKind::Etag].place;
    assert_eq!((place.line, place.column), (7, 7));
}
