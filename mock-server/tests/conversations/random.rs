//! Random requests: whatever comes in, there is an answer, and what is stored stays.

use cardproof_mock::Scheme::Https;
use cardproof_mock::quirk::Profile;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::client::{BOOK, Client, card};

fn profile() -> impl Strategy<Value = Profile> {
    prop::sample::select(Profile::ALL.to_vec())
}

fn method() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "OPTIONS",
        "PROPFIND",
        "REPORT",
        "GET",
        "HEAD",
        "PUT",
        "POST",
        "PROPPATCH",
        "MKCOL",
        "X-ODD",
    ])
}

/// Text that is nearly XML.
fn nearly_xml() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<d:propfind xmlns:d='DAV:'>",
        "</d:propfind>",
        "<d:prop>",
        "</d:prop>",
        "<d:getetag/>",
        "<d:sync-collection xmlns:d='DAV:'>",
        "</d:sync-collection>",
        "<d:sync-token>",
        "</d:sync-token>",
        "<d:sync-level>1</d:sync-level>",
        "<d:href>",
        "</d:href>",
        "<c:addressbook-multiget xmlns:c='urn:ietf:params:xml:ns:carddav' xmlns:d='DAV:'>",
        "</c:addressbook-multiget>",
        "<c:address-data/>",
        "<d:allprop/>",
        "<d:propname/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x ?>",
        "<!DOCTYPE a>",
        "&lt;",
        "&#0;",
        "&x;",
        "<",
        ">",
        "'",
        "\"",
        "=",
        "xmlns:p=''",
        "text",
        "\u{0}",
        "\u{fffe}",
        BOOK,
    ]);
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

/// Text that is nearly a card.
fn nearly_card() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:3.0",
        "VERSION:4.0",
        "N:a;b;;;",
        "FN:a",
        "UID:u",
        "UID:u1",
        "REV:x",
        "item1.TEL;TYPE=\"a:b\":1",
        "\r\n",
        "\n",
        "\r",
        "\r\n ",
        ":",
        ";",
        ".",
        "\"",
        "\u{0}",
        "\u{fc}",
        "\u{feff}",
        "NOTE:",
        "=",
        ",",
    ]);
    let line = prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat() + "\r\n");
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat())
}

fn header() -> impl Strategy<Value = (&'static str, String)> {
    let name = prop::sample::select(vec![
        "depth",
        "content-type",
        "if-match",
        "if-none-match",
        "if-modified-since",
        "host",
        "authorization",
        "prefer",
    ]);
    let value = prop_oneof![
        "[ -~]{0,20}",
        Just("0".to_owned()),
        Just("1".to_owned()),
        Just("text/vcard".to_owned()),
        Just("*".to_owned()),
    ];
    (name, value)
}

fn answered(
    profile: Profile,
    method: &str,
    target: &str,
    headers: &[(&'static str, String)],
    body: &[u8],
) {
    let mut client = Client::new(profile);
    let href = client.add("u1");
    let before = client.get(&href).text;
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let reply = client.send(method, target, &headers, body);
    assert!(!reply.explanation.because.is_empty(), "{method} {target}");
    assert_eq!(reply.header("server"), "ESF");
    if reply.status == 207 {
        roxmltree::Document::parse(&reply.text).unwrap();
    }
    client.send_as(Https, method, target, &headers, body);
    assert_eq!(client.get(&href).text, before);
}

/// The same cases in every run.
fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..ProptestConfig::with_cases(150)
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn random_bytes_are_answered(
        profile in profile(),
        method in method(),
        headers in prop::collection::vec(header(), 0..4),
        body in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        answered(profile, method, BOOK, &headers, &body);
    }

    #[test]
    fn random_targets_are_answered(
        profile in profile(),
        method in method(),
        target in prop_oneof![
            "\\PC{0,60}",
            "/carddav/v1/principals/user@example.com/lists/[a-z%/.0-9]{0,20}",
            "/[ -~]{0,40}",
            "https?://[a-z:@/?#%]{0,30}",
        ],
    ) {
        answered(profile, method, &target, &[], card("u2").as_bytes());
    }

    #[test]
    fn what_is_nearly_xml_is_answered(
        profile in profile(),
        method in prop::sample::select(vec!["PROPFIND", "REPORT", "PROPPATCH"]),
        headers in prop::collection::vec(header(), 0..2),
        body in nearly_xml(),
    ) {
        answered(profile, method, BOOK, &headers, body.as_bytes());
    }

    #[test]
    fn what_is_nearly_a_card_is_answered(
        profile in profile(),
        headers in prop::collection::vec(header(), 0..3),
        body in nearly_card(),
    ) {
        answered(profile, "PUT", &format!("{BOOK}new.vcf"), &headers, body.as_bytes());
        answered(profile, "POST", BOOK, &headers, body.as_bytes());
    }
}
