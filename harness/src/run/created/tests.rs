use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use super::*;

const MARKED: &str = "BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-1\r\nEND:VCARD\r\n";

fn prepared(method: &str, path: &str, body: &str) -> Prepared {
    let mut headers = HeaderMap::new();
    headers.insert("depth", HeaderValue::from_static("0"));
    Prepared {
        request: Request {
            method: method.to_owned(),
            url: format!("http://h{path}"),
            headers,
            body: Bytes::from(body.to_owned()),
            raw: None,
        },
        own_authorization: None,
        names: Vec::new(),
        asks_for_cards: false,
    }
}

fn announced(method: &str, path: &str, body: &str) -> Option<Created> {
    let step = StepName("given.ada/put".to_owned());
    Creations::announced(&prepared(method, path, body), "run-1", &step)
}

fn answered(method: &str, path: &str, status: u16, (location, body): (&str, &str)) -> Exchange {
    let mut headers = HeaderMap::new();
    if !location.is_empty() {
        headers.insert("location", location.parse().unwrap());
    }
    Exchange {
        request: prepared(method, path, "").request,
        outcome: Ok(Response {
            status,
            headers,
            body: Bytes::from(body.to_owned()),
            foreign: 0,
        }),
        elapsed: Duration::ZERO,
    }
}

fn after(method: &str, path: &str, exchanges: &[Exchange]) -> Vec<(String, String)> {
    let mut creations = Creations::default();
    creations.expect(&announced(method, path, MARKED).unwrap());
    for exchange in exchanges {
        creations.learn(exchange);
    }
    creations.cards()
}

fn ada(path: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), "ada".to_owned())]
}

#[test]
fn what_creates_is_announced_with_the_mark_that_tells_it() {
    let mark = |method, body| announced(method, "/b/x", body).map(|created| created.mark);
    assert_eq!(mark("PUT", MARKED), Some(Mark::Marker));
    assert_eq!(
        mark("PUT", "no card"),
        Some(Mark::Sha256(digest(b"no card")))
    );
    assert_eq!(mark("POST", MARKED), Some(Mark::SomewhereIn));
    assert_eq!(mark("MKCOL", ""), Some(Mark::EmptyCollection));
    for method in ["GET", "DELETE", "PROPFIND", "REPORT", "LOCK"] {
        assert_eq!(mark(method, ""), None, "{method}");
    }
}

#[test]
fn the_target_of_a_copy_is_what_is_created() {
    let mut copy = prepared("COPY", "/b/x", "");
    let step = StepName("copy".to_owned());
    assert_eq!(Creations::announced(&copy, "run-1", &step), None);
    copy.names.push("/b/y".to_owned());
    let created = Creations::announced(&copy, "run-1", &step).unwrap();
    assert_eq!((created.path(), created.by.as_str()), ("/b/y", "copy"));
}

#[test]
fn where_a_card_is_kept_is_learned_from_location_and_from_depth_0() {
    let row = "<multistatus xmlns='DAV:'><response><href>/b/1</href></response></multistatus>";
    let gone = "<multistatus xmlns='DAV:'><response><href>/b/1</href>\
                <status>HTTP/1.1 404 X</status></response></multistatus>";
    for (method, exchange, expected) in [
        ("PUT", answered("PUT", "/b/x", 201, ("/b/1", "")), "/b/1"),
        ("PUT", answered("PUT", "/b/x", 201, ("", "")), "/b/x"),
        ("PUT", answered("PUT", "/b/x", 412, ("/b/1", "")), "/b/x"),
        ("PUT", answered("PROPFIND", "/b/x", 207, ("", row)), "/b/1"),
        ("PUT", answered("PROPFIND", "/b/x", 207, ("", gone)), "/b/x"),
        ("PUT", answered("PROPFIND", "/b/y", 207, ("", row)), "/b/x"),
        ("POST", answered("POST", "/b/x", 201, ("/b/1", "")), "/b/1"),
    ] {
        assert_eq!(
            after(method, "/b/x", &[exchange]),
            ada(expected),
            "{method}"
        );
    }
}

#[test]
fn a_card_that_is_replaced_is_still_one_card() {
    let mut creations = Creations::default();
    let first = announced("PUT", "/b/x", MARKED).unwrap();
    assert_eq!(creations.expect(&first), None);
    creations.learn(&answered("PUT", "/b/x", 201, ("/b/1", "")));
    let again = announced("PUT", "/b/1", "no card").unwrap();
    let known = creations.expect(&again).unwrap();
    assert_eq!(known.url, first.url);
    assert_eq!(creations.all()[0].mark, Mark::Marker);
    creations.took(&again);
    assert_eq!(creations.cards(), ada("/b/1"));
    assert!(matches!(creations.all()[0].mark, Mark::Sha256(_)));
}

#[test]
fn what_was_refused_is_not_there() {
    let mut creations = Creations::default();
    let created = announced("PUT", "/b/x", MARKED).unwrap();
    creations.expect(&created);
    creations.refused(&created);
    assert_eq!(creations.all(), []);
}

#[test]
fn what_was_posted_and_not_told_has_no_path() {
    assert_eq!(after("POST", "/b/", &[]), []);
}

#[test]
fn the_marker_has_to_name_the_run() {
    assert!(is_marked(MARKED.as_bytes(), "run-1"));
    assert!(!is_marked(MARKED.as_bytes(), "run-10"));
    assert!(!is_marked(MARKED.as_bytes(), "run"));
    assert!(is_marked(b"broken\r\nX-CARDPROOF-RUN:run-1\r\n", "run-1"));
    assert!(!is_marked(b"NOTE:X-CARDPROOF-RUN:run-1\r\n", "run-1"));
}
