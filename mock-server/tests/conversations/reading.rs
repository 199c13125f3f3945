//! GET and HEAD (google:GET-01 to google:GET-05).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, NOT_FOUND, card};

#[test]
fn a_card_comes_as_it_is_stored() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let reply = client.get(&href);
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), "text/vcard; charset=UTF-8");
        assert_eq!(reply.header("content-length"), reply.text.len().to_string());
        let etag = reply.header("etag").to_owned();
        assert_eq!(client.etag(&href), etag);
    }
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    assert_eq!(rfc.get(&href).text, card("u1"));
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let get = client.get(&href);
    let head = client.send("HEAD", &href, &[], "");
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(head.headers, get.headers);
    assert_eq!(
        client.send("HEAD", &format!("{BOOK}none"), &[], "").text,
        ""
    );
}

#[test]
fn a_card_that_the_client_has_is_not_sent_again() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let etag = client.etag(&href);
        for tags in [
            etag.clone(),
            format!("W/{etag}"),
            "*".to_owned(),
            format!("\"x\", {etag}"),
        ] {
            let reply = client.send("GET", &href, &[("if-none-match", &tags)], "");
            assert_eq!((reply.status, reply.text.as_str()), (304, ""));
            assert_eq!(reply.header("etag"), etag);
            assert!(!reply.has_header("content-length"));
            for header in ["cache-control", "expires", "vary"] {
                let whole = client.send("GET", &href, &[], "");
                let lines = reply.header_lines(header);
                assert_eq!(lines, whole.header_lines(header), "{header}");
                assert!(!lines.is_empty(), "{header}");
            }
        }
        let reply = client.send("GET", &href, &[("if-none-match", "\"x\"")], "");
        assert_eq!(reply.status, 200);
    }
}

#[test]
fn ranges_are_ignored() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let reply = client.send("GET", &href, &[("range", "bytes=0-4")], "");
    assert_eq!((reply.status, reply.text), (200, card("u1")));
}

#[test]
fn what_is_not_there_is_404_with_json() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        for missing in [format!("{BOOK}none"), format!("{href}.vcf")] {
            let reply = client.get(&missing);
            assert_eq!((reply.status, reply.text.as_str()), (404, NOT_FOUND));
        }
    }
}

#[test]
fn collections_have_nothing_to_read() {
    for target in [BOOK, HOME] {
        let reply = Client::new(Profile::Rfc).get(target);
        assert_eq!(reply.status, 405);
        assert!(!reply.header("allow").contains("GET"));
        let reply = Client::new(Profile::GoogleObserved).get(target);
        assert_eq!(reply.status, 404);
        assert_eq!(reply.header("content-type"), "text/html; charset=UTF-8");
    }
}

#[test]
fn modification_dates_are_told_by_the_standard_only() {
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    let reply = rfc.get(&href);
    assert_eq!(
        reply.header("last-modified"),
        "Wed, 01 Jul 2026 12:00:00 GMT"
    );
    let since = [("if-modified-since", "Wed, 01 Jul 2026 12:00:00 GMT")];
    assert_eq!(rfc.send("GET", &href, &since, "").status, 304);
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("u1");
    assert!(!google.get(&href).has_header("last-modified"));
    assert_eq!(google.send("GET", &href, &since, "").status, 200);
}
