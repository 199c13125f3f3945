use bytes::Bytes;
use http::HeaderMap;

use super::*;
use crate::exchange::Request;

const UUID: &str = "11111111-2222-4333-a444-555555555555";

fn href(path: &str) -> Href {
    Href::resolve(path, "http://h/")
}

fn prepared(method: &str, path: &str) -> Prepared {
    Prepared {
        request: Request {
            method: method.to_owned(),
            url: format!("http://h{path}"),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            raw: None,
        },
        own_authorization: None,
        names: Vec::new(),
        asks_for_cards: method == "GET",
    }
}

fn allowed(foreign: Option<usize>, prepared: &Prepared) -> Result<usize, String> {
    let mut ownership = Ownership::new(None, Some(href("/book/")));
    ownership.claim(&href("/book/ours"));
    ownership.claim(&href("/book/ours-and-long"));
    let guard = Guard {
        ownership: &ownership,
        fresh: &[UUID.to_owned()],
        foreign,
    };
    guard.allow(prepared).map(|claims| claims.len())
}

#[test]
fn own_and_made_up_names_may_be_read_and_written() {
    for method in [
        "GET",
        "HEAD",
        "PROPFIND",
        "PUT",
        "DELETE",
        "MOVE",
        "PROPPATCH",
        "LOCK",
    ] {
        assert_eq!(
            allowed(None, &prepared(method, "/book/ours")),
            Ok(0),
            "{method}"
        );
        let fresh = format!("/book/{UUID}.vcf");
        assert_eq!(allowed(None, &prepared(method, &fresh)), Ok(1), "{method}");
        let below = format!("/book/{UUID}/card.vcf");
        assert_eq!(allowed(None, &prepared(method, &below)), Ok(1), "{method}");
    }
}

#[test]
fn foreign_cards_are_neither_read_nor_written() {
    for (method, reason) in [
        ("GET", "GET of a card that the run did not create"),
        ("PROPFIND", "PROPFIND of a card that the run did not create"),
        ("PUT", "PUT of something that the run did not create"),
        ("DELETE", "DELETE of something that the run did not create"),
        ("POST", "POST of something that the run did not create"),
    ] {
        let result = allowed(Some(0), &prepared(method, "/book/theirs"));
        assert_eq!(result, Err(reason.to_owned()));
    }
}

#[test]
fn the_address_book_may_be_read_and_added_to_but_not_changed() {
    for method in ["PROPFIND", "REPORT", "OPTIONS", "POST"] {
        assert_eq!(
            allowed(Some(500), &prepared(method, "/book/")),
            Ok(0),
            "{method}"
        );
    }
    for method in ["DELETE", "PUT", "PROPPATCH", "MOVE", "PURGE"] {
        assert!(
            allowed(Some(0), &prepared(method, "/book/")).is_err(),
            "{method}"
        );
    }
}

#[test]
fn a_multiget_and_a_destination_name_nothing_foreign() {
    for (method, name, expected) in [
        ("REPORT", "/book/ours".to_owned(), Ok(0)),
        ("REPORT", format!("/book/{UUID}"), Ok(1)),
        ("REPORT", "/elsewhere".to_owned(), Ok(0)),
        (
            "REPORT",
            "/book/theirs".to_owned(),
            Err("REPORT that names a card that the run did not create".to_owned()),
        ),
        (
            "MOVE",
            "/elsewhere".to_owned(),
            Err("MOVE that names a card that the run did not create".to_owned()),
        ),
    ] {
        let mut request = prepared(method, "/book/ours");
        request.names.push(name);
        assert_eq!(allowed(None, &request), expected);
    }
}

#[test]
fn own_names_with_something_added_are_as_good_as_made_up() {
    for (path, is_allowed) in [
        ("/book/ours-and-long.vcf", true),
        ("/book/ours-and-lon", false),
        ("/book/ours.vcf", false),
        ("/book/ours-and-long/x", false),
    ] {
        let result = allowed(Some(500), &prepared("GET", path));
        assert_eq!(result.is_ok(), is_allowed, "{path}");
    }
}

#[test]
fn a_page_that_is_no_collection_of_cards_may_be_fetched() {
    assert_eq!(
        allowed(Some(500), &prepared("GET", "/.well-known/carddav")),
        Ok(0)
    );
}

#[test]
fn what_may_fetch_all_cards_is_sent_only_where_there_are_no_others() {
    let export = prepared("GET", "/book/");
    assert_eq!(allowed(Some(0), &export), Ok(0));
    for foreign in [None, Some(1)] {
        assert_eq!(
            allowed(foreign, &export),
            Err("GET that may fetch the cards of others".to_owned())
        );
    }
}
