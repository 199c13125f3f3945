//! Bad input: each gets its answer, nothing stored is lost, and the next request is served.

use cardproof_mock::MAX_BODY;
use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, INVALID_ARGUMENT, Reply, card};

/// Sends one bad request under every profile, and looks whether the service is as it was.
fn survives(status: &[u16], send: impl Fn(&mut Client) -> Reply) {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let before = client.get(&href).text;
        let reply = send(&mut client);
        assert!(
            status.contains(&reply.status),
            "{}: {}",
            reply.status,
            reply.text
        );
        assert!(!reply.explanation.because.is_empty());
        assert_eq!(client.get(&href).text, before);
        let members = client.propfind(BOOK, "1", "<d:getetag/>").members();
        assert_eq!(members.len(), 2, "{members:?}");
    }
}

/// Sends a bad XML body with every method that reads XML.
fn refused_xml(status: u16, body: &[u8]) {
    survives(&[status], |client| {
        client.send("PROPFIND", BOOK, &[("depth", "0")], body)
    });
    survives(&[status], |client| {
        client.send("REPORT", BOOK, &[("depth", "0")], body)
    });
}

#[test]
fn malformed_and_truncated_xml() {
    let whole = "<d:propfind xmlns:d='DAV:'><d:prop><d:getetag/></d:prop></d:propfind>";
    for end in 1..whole.len() {
        refused_xml(400, &whole.as_bytes()[..end]);
    }
    for body in [
        "no xml",
        "<a></b>",
        "<a b=1/>",
        "<a b='1' b='2'/>",
        "<x:a/>",
        "<a>&unknown;</a>",
        "<a/><b/>",
        "<a xmlns:p=''/>",
        "<?xml version='1.0'?>",
        "<a>\u{1}</a>",
    ] {
        refused_xml(400, body.as_bytes());
    }
}

#[test]
fn a_refusal_of_xml_is_the_universal_400() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.send("PROPFIND", BOOK, &[("depth", "0")], "<a>\n<b></a>");
    assert_eq!(reply.text, INVALID_ARGUMENT);
    assert_eq!(
        reply.explanation.because,
        "the XML body is not well-formed, line 2, column 4"
    );
}

#[test]
fn deeply_nested_xml() {
    refused_xml(400, "<a>".repeat(200_000).as_bytes());
    let closed = "<a>".repeat(50_000) + &"</a>".repeat(50_000);
    refused_xml(400, closed.as_bytes());
}

#[test]
fn huge_xml() {
    refused_xml(413, "<a> ".repeat(1_000_000).as_bytes());
    survives(&[413], |client| {
        client.send("PROPFIND", BOOK, &[], vec![b'x'; MAX_BODY + 1])
    });
}

#[test]
fn costly_xml() {
    let attributes: String = (0..20_000).map(|n| format!(" a{n}='x'")).collect();
    refused_xml(400, format!("<a{attributes}/>").as_bytes());
    let level: String = (0..90).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let nested = format!("<a{level}>").repeat(20) + &"<b/>".repeat(100_000);
    refused_xml(400, nested.as_bytes());
    refused_xml(400, format!("<a{}", " ".repeat(1_500_000)).as_bytes());
    refused_xml(400, "<a b='".repeat(200_000).as_bytes());
}

#[test]
fn entity_bombs_and_external_entities() {
    let bomb = "<!DOCTYPE a [<!ENTITY a0 'x'><!ENTITY a1 '&a0;&a0;&a0;'>\
                <!ENTITY a2 '&a1;&a1;&a1;'>]><a>&a2;</a>";
    refused_xml(400, bomb.as_bytes());
    let external = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
                    <propfind xmlns='DAV:'><prop>&x;</prop></propfind>";
    refused_xml(400, external.as_bytes());
}

#[test]
fn wrong_encodings() {
    let text = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>";
    let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    refused_xml(400, &utf16);
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    refused_xml(400, &big);
    let latin1 = [&b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xFC</a>"[..]].concat();
    refused_xml(400, &latin1);
    refused_xml(400, b"<a>\xC3\x28</a>");
}

#[test]
fn bad_targets() {
    for target in [
        format!("{BOOK}%"),
        format!("{BOOK}%4"),
        format!("{BOOK}%zz"),
        format!("{BOOK}%FF"),
        format!("{BOOK}%00"),
        format!("{BOOK}a%2Fb"),
        format!("{BOOK}../default/"),
        format!("{BOOK}%2e%2e/"),
        format!("{BOOK}a\\b"),
        format!("{BOOK}a\u{0}b"),
        format!("{BOOK}#x"),
        "..".to_owned(),
        String::new(),
        "*".to_owned(),
        "?".to_owned(),
    ] {
        for method in ["GET", "PUT", "PROPFIND", "DELETE"] {
            survives(&[400], |client| {
                client.send(method, &target, &[], card("u2"))
            });
        }
    }
    let long = format!("{BOOK}{}", "x".repeat(100_000));
    survives(&[414], |client| client.get(&long));
}

#[test]
fn thousands_of_hrefs() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let mut hrefs: Vec<String> = (0..4000).map(|n| format!("{BOOK}{n:x}")).collect();
        hrefs.push(href.clone());
        let hrefs: Vec<&str> = hrefs.iter().map(String::as_str).collect();
        let members = client.multiget(&hrefs, "<d:getetag/>").members();
        assert_eq!(members[&href], client.etag(&href));
    }
}

#[test]
fn cards_that_are_none() {
    let good = card("u2");
    for body in [
        Vec::new(),
        b"\0\0\0\0".to_vec(),
        b"BEGIN:VCARD".to_vec(),
        b"BEGIN:VCARD\r\n".repeat(10_000),
        b"A:\n".repeat(1_000_000),
        b"\n".repeat(1_000_000),
        good.replace("N:Example;Ada;;;\r\n", "").into_bytes(),
        good.repeat(2).into_bytes(),
        good.replace("END:VCARD\r\n", "").into_bytes(),
        good.replace("Ada", "A\0da").into_bytes(),
        good.replace("\r\n", "\r").into_bytes(),
        good.replace("FN:", ":").into_bytes(),
        good.bytes().map(|byte| byte | 0x80).collect(),
    ] {
        let put = format!("{BOOK}new.vcf");
        survives(&[400, 403], |client| client.send("POST", BOOK, &[], &body));
        survives(&[400, 403], |client| client.send("PUT", &put, &[], &body));
    }
}

#[test]
fn a_line_of_ten_megabytes_is_too_large() {
    let long = card("u2").replace("FN:Ada", &format!("FN:{}", "x".repeat(10_000_000)));
    survives(&[413], |client| client.post(&long));
    let long = card("u2").replace("FN:Ada", &format!("FN:{}", "x".repeat(5_000_000)));
    survives(&[400, 403], |client| client.post(&long));
    let reply = Client::new(Profile::Rfc).post(&long);
    assert_eq!(
        (reply.status, reply.condition().as_str()),
        (403, "max-resource-size")
    );
    let reply = Client::new(Profile::GoogleObserved).post(&long);
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    assert_eq!(
        reply.explanation.because,
        "the card is larger than 4194304 bytes"
    );
}

#[test]
fn a_line_of_a_megabyte_is_kept() {
    let long = card("u2").replace("FN:Ada", &format!("FN:{}", "\u{fc}".repeat(500_000)));
    let mut client = Client::new(Profile::Rfc);
    let href = client.post(&long).header("location").to_owned();
    assert_eq!(client.get(&href).text, long);
}

#[test]
fn odd_methods() {
    for method in ["X", "get", "PROPFINDX", "M-SEARCH", "!#$%&'*+-.^_`|~"] {
        survives(&[400, 405], |client| client.send(method, BOOK, &[], "body"));
    }
}

#[test]
fn odd_headers() {
    let odd = [
        ("depth", "\u{fc}"),
        ("if-match", "\u{fc}\""),
        ("if-none-match", ",,,W/,\"\""),
        ("content-type", "\u{fc};;;=;charset"),
        ("if-modified-since", "0"),
    ];
    survives(&[400], |client| client.send("PROPFIND", BOOK, &odd, ""));
    survives(&[400, 405, 415], |client| {
        client.send("PUT", BOOK, &odd, "x")
    });
    survives(&[200], |client| {
        let href = client.propfind(BOOK, "1", "<d:getetag/>").members();
        let href = href.keys().find(|href| *href != BOOK).unwrap().clone();
        client.send("GET", &href, &odd[2..], "")
    });
}

#[test]
fn a_listing_that_repeats_a_long_name_for_every_card_is_refused() {
    let mut client = Client::new(Profile::Rfc);
    let hrefs: Vec<String> = (0..140).map(|n| client.add(&format!("u{n}"))).collect();
    let long = format!("<a xmlns='urn:{}'/>", "y".repeat(1_000_000));
    let reply = client.propfind(BOOK, "1", &long);
    assert_eq!(reply.status, 507);
    let hrefs: Vec<&str> = hrefs.iter().map(String::as_str).collect();
    assert_eq!(client.multiget(&hrefs, &long).status, 507);
    assert_eq!(
        client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
        141
    );
}
