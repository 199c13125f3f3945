//! What the actions of steps become.

use super::suite_on_disk::{Folder, only};
use crate::dav::{CALENDARSERVER, CARDDAV, DAV, Name};
use crate::scenario::{
    Action, Body, ContextName, Credentials, Depth, Elsewhere, Fault, FaultKind, Hrefs, MockAction,
    MockStep, Part, PropertyRequest, RequestSpec, Scenario, Step, Template, Url,
};

fn scenario(step: &str) -> Scenario {
    only(&format!(
        "title: t\nsteps:\n  - name: list\n    propfind: $book\n    depth: 1\n    props: [getetag]\n\
         \x20   expect: {{ status: 207 }}\n    covers: [write-01]\n  - name: again\n    propfind: \
         $book\n    depth: 1\n    props: [getetag]\n    expect: {{ status: 207 }}\n{step}"
    ))
}

fn last(step: &str) -> Step {
    scenario(step).steps.pop().expect("a step")
}

fn request(action: &str) -> RequestSpec {
    let step = last(&format!(
        "  - name: last\n    {action}\n    expect: {{ status: 2xx }}\n"
    ));
    match step.action {
        Action::Request(request) => request,
        Action::Mock(_) => panic!("a mock step"),
    }
}

fn mock(rest: &str) -> MockStep {
    match last(&format!("  - name: last\n    mock: {rest}\n")).action {
        Action::Mock(mock) => mock,
        Action::Request(_) => panic!("a request"),
    }
}

fn text(template: &Template) -> &[Part] {
    &template.parts
}

fn literal(words: &str) -> Vec<Part> {
    vec![Part::Text(words.to_owned())]
}

#[test]
fn a_propfind_asks_for_names_all_or_none() {
    let named = request("propfind: /x\n    depth: 0\n    props: [getctag, \"{urn:x}y\"]");
    let names = vec![
        Name::new(CALENDARSERVER, "getctag"),
        Name::new("urn:x", "y"),
    ];
    assert_eq!(named.body, Body::Propfind(PropertyRequest::Named(names)));
    assert_eq!(named.method, "PROPFIND");
    assert_eq!(named.depth, Some(Depth::Exactly("0".to_owned())));
    let all = request("propfind: /x\n    depth: none\n    props: all");
    assert_eq!(all.body, Body::Propfind(PropertyRequest::Allprop));
    assert_eq!(all.depth, None);
    let names = request("propfind: /x\n    depth: infinity\n    props: names");
    assert_eq!(names.body, Body::Propfind(PropertyRequest::Propname));
}

#[test]
fn an_empty_body_is_no_body_unless_it_has_a_type() {
    let empty = request("propfind: /x\n    depth: 0\n    body: \"\"");
    assert_eq!(empty.body, Body::Empty);
    let typed = request("put: /x\n    body: \"\"\n    content-type: text/vcard");
    assert!(
        matches!(typed.body, Body::Raw { content_type: Some(kind), .. } if kind == "text/vcard")
    );
}

#[test]
fn a_depth_header_stands_for_the_depth() {
    let request = request("propfind: /x\n    props: [acl]\n    headers: { depth: \"2\" }");
    assert_eq!(request.depth, None);
    assert_eq!(request.headers[0].0, "depth");
}

#[test]
fn a_sync_collection_goes_to_the_book_at_the_depth_that_works() {
    let report = request("report: { sync-collection: { props: [getetag], limit: 10 } }");
    assert!(matches!(&report.url, Url::At(url)
        if text(url) == [Part::Context(ContextName::Book)]));
    assert_eq!(report.depth, Some(Depth::Working));
    let Body::SyncCollection {
        token,
        level,
        props,
        limit,
    } = report.body
    else {
        panic!("another body");
    };
    assert!(token.parts.is_empty());
    assert_eq!((level.as_str(), limit), ("1", Some(10)));
    assert_eq!(props, [Name::new(DAV, "getetag")]);
}

#[test]
fn a_token_level_place_and_depth_of_a_report_can_be_given() {
    let report = request(
        "report: { sync-collection: { sync-token: t, sync-level: infinite, props: [getetag] } }\n    \
         at: /x\n    depth: 1",
    );
    assert_eq!(report.depth, Some(Depth::Exactly("1".to_owned())));
    assert!(matches!(&report.url, Url::At(url) if text(url) == literal("/x")));
    assert!(
        matches!(&report.body, Body::SyncCollection { token, level, .. }
        if text(token) == literal("t") && level == "infinite")
    );
}

#[test]
fn a_multiget_names_hrefs_or_what_two_listings_differ_in() {
    let these = request(
        "report: { addressbook-multiget: { hrefs: [/a, \"${book}b\"], props: [address-data] } }",
    );
    assert_eq!(these.depth, Some(Depth::Exactly("0".to_owned())));
    let Body::Multiget {
        hrefs: Hrefs::These(hrefs),
        props,
    } = these.body
    else {
        panic!("another body");
    };
    assert_eq!(hrefs.len(), 2);
    assert_eq!(props, [Name::new(CARDDAV, "address-data")]);
    let changed = request(
        "report: { addressbook-multiget: { hrefs: { changed: [list, again] }, props: [getetag] } }",
    );
    assert!(matches!(&changed.body,
        Body::Multiget { hrefs: Hrefs::Changed { before, after, .. }, .. }
        if before == "list" && after == "again"));
}

#[test]
fn a_request_is_anything_and_a_url_can_be_a_name_in_a_collection() {
    let raw = request("request: { method: MKCOL, url: { in: $book, name: sub } }");
    assert_eq!((raw.method.as_str(), raw.body), ("MKCOL", Body::Empty));
    assert!(matches!(&raw.url, Url::In { name, .. } if text(name) == literal("sub")));
}

#[test]
fn a_request_with_a_target_is_read_line_by_line() {
    let listed = request(
        "request: { method: pUT, target: \"/a/../b?%zz c\", omit: [Host] }\n    headers: [\"dEPTH: 0\", \
         \"Depth :1\"]\n    body: \"<x\"\n    content-type: text/xml",
    );
    let raw = listed.raw.expect("a raw request");
    assert_eq!(listed.method, "pUT");
    assert_eq!(text(&raw.target), literal("/a/../b?%zz c"));
    let lines: Vec<&[Part]> = raw.lines.iter().map(text).collect();
    assert_eq!(lines, [literal("dEPTH: 0"), literal("Depth :1")]);
    assert_eq!(raw.omit, ["Host"]);
    assert!(listed.headers.is_empty());
    let named = request(
        "request: { method: GET, target: $book }\n    headers: { If-Match: \"${uuid.a}\" }",
    );
    let raw = named.raw.expect("a raw request");
    let line = [
        Part::Text("If-Match: ".to_owned()),
        Part::Uuid("a".to_owned()),
    ];
    assert_eq!(text(&raw.lines[0]), line);
    assert_eq!(text(&raw.target), [Part::Context(ContextName::Book)]);
}

#[test]
fn a_body_can_be_bytes() {
    let put = request("put: /x\n    body-base64: \"/w D+\"\n    content-type: text/vcard");
    assert!(
        matches!(put.body, Body::Bytes { bytes, content_type: Some(kind) }
        if *bytes == [0xff, 0x00, 0xfe] && kind == "text/vcard")
    );
}

#[test]
fn a_body_can_be_a_file_of_the_suite() {
    let folder = Folder::suite(&[]);
    let scenario = "title: t\nsteps:\n  - name: put\n    put: /x\n    body-file: bodies/odd.bin\n    \
                    expect: { status: 400 }\n    covers: [write-01]\n";
    folder.write("suite/write/odd.yaml", scenario.as_bytes());
    folder.write("suite/bodies/odd.bin", b"\xff\x00");
    let suite = folder.load(&["suite"]).expect("a suite");
    let Action::Request(put) = &suite.scenarios[0].steps[0].action else {
        panic!("a mock step");
    };
    assert!(
        matches!(&put.body, Body::Bytes { bytes, content_type: None } if **bytes == *b"\xff\x00")
    );
}

#[test]
fn credentials_and_redirects_are_as_said_and_otherwise_own_and_not_followed() {
    let plain = request("get: /x");
    assert_eq!(
        (plain.credentials, plain.follow_redirects),
        (Credentials::Own, false)
    );
    let said = request("get: /x\n    credentials: unknown-token\n    redirects: follow");
    assert_eq!(
        (said.credentials, said.follow_redirects),
        (Credentials::UnknownToken, true)
    );
    let word = |word: &str| request(&format!("get: /x\n    credentials: {word}")).credentials;
    assert_eq!(word("none"), Credentials::None);
    assert_eq!(word("wrong-password"), Credentials::WrongPassword);
    assert_eq!(word("own"), Credentials::Own);
}

#[test]
fn every_action_of_the_mock_is_read() {
    let skip = "\n    elsewhere: { not-applicable: no mock }";
    let action = |text: &str| mock(&format!("{text}{skip}")).action;
    let days = jiff::SignedDuration::from_hours(30 * 24);
    assert_eq!(action("{ advance: 30 days }"), MockAction::Advance(days));
    let mixed = jiff::SignedDuration::from_secs(7 * 86_400 + 3600 + 120 + 1);
    assert_eq!(
        action("{ advance: 1 week 1 hour 2 minutes 1 second }"),
        MockAction::Advance(mixed)
    );
    assert_eq!(action("{ expire-token: true }"), MockAction::ExpireToken);
    assert_eq!(action("{ revoke-token: true }"), MockAction::RevokeToken);
    assert_eq!(action("{ renew-token: true }"), MockAction::RenewToken);
    assert_eq!(action("{ move-home: true }"), MockAction::MoveHome);
    let fault = Fault {
        method: "REPORT".to_owned(),
        kind: FaultKind::Status(503),
        times: 1,
        retry_after: Some(1),
    };
    assert_eq!(
        action("{ fault: { method: REPORT, status: 503, retry-after: 1 } }"),
        MockAction::Fault(fault)
    );
}

#[test]
fn a_fault_can_leave_out_the_answer() {
    let kind = |kind: &str| {
        let text = format!(
            "{{ fault: {{ method: GET, kind: {kind} }} }}\n    elsewhere: {{ not-applicable: x }}"
        );
        match mock(&text).action {
            MockAction::Fault(fault) => fault.kind,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(kind("silence"), FaultKind::Silence);
    assert_eq!(kind("reset"), FaultKind::Reset);
}

#[test]
fn a_length_of_time_has_numbers_units_and_an_end() {
    let skip = "\n    elsewhere: { not-applicable: no mock }";
    for text in [
        "0 days",
        "-1 days",
        "30",
        "days",
        "1 day 2",
        "200 years",
        "40000 days",
        "\"\"",
    ] {
        let step = format!("  - name: last\n    mock: {{ advance: {text} }}{skip}\n");
        let text = format!("title: t\nsteps:\n{step}");
        assert!(
            super::suite_on_disk::wrong(&text).contains("error[bad-duration]"),
            "{text}"
        );
    }
}

#[test]
fn a_mock_step_gives_something_else_on_other_targets() {
    let scenario = scenario(
        "  - name: later\n    mock: { advance: 1 day }\n    gives: { token: a }\n    elsewhere: { \
         gives: { token: b }, not-judged: [write-02], because: no clock }\n  - name: last\n    get: \
         $later.token\n    expect: { status: 200 }\n",
    );
    let Action::Mock(mock) = &scenario.steps[2].action else {
        panic!("a request");
    };
    assert_eq!(text(&mock.gives[0].1), literal("a"));
    let Elsewhere::Instead {
        gives,
        not_judged,
        because,
    } = &mock.elsewhere
    else {
        panic!("not applicable");
    };
    assert_eq!(text(&gives[0].1), literal("b"));
    assert_eq!(
        (not_judged[0].0.as_str(), because.as_str()),
        ("write-02", "no clock")
    );
}

#[test]
fn dollar_signs_and_braces_are_taken_apart() {
    let url = |url: &str| match request(&format!("get: \"{url}\"")).url {
        Url::At(template) => template.parts,
        Url::In { .. } => panic!("a collection"),
    };
    assert_eq!(url("/a$$b"), literal("/a$b"));
    assert_eq!(
        url("${uuid.a}.vcf"),
        [Part::Uuid("a".to_owned()), Part::Text(".vcf".to_owned())]
    );
}
