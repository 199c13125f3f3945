use http::HeaderMap;

use super::*;

const BOOK: &str = "https://dav.example.com/u/book/";

fn ownership() -> Ownership {
    let href = |path| Href::resolve(path, BOOK);
    let mut ownership = Ownership::new(Some(href("/u/")), Some(href("/u/book/")));
    ownership.claim(&href("/u/book/ours"));
    ownership
}

fn request(method: &str, url: &str) -> Request {
    Request {
        method: method.to_owned(),
        url: url.to_owned(),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        raw: None,
    }
}

fn answer(status: u16, body: &str) -> Response {
    Response {
        status,
        headers: HeaderMap::new(),
        body: Bytes::from(body.to_owned()),
        foreign: 0,
    }
}

fn without(response: Response, request: &Request, ownership: &Ownership) -> Response {
    let document = Element::read(&response.body);
    without_foreign(response, &document, request, ownership)
}

fn filtered(method: &str, url: &str, response: Response) -> Response {
    without(response, &request(method, url), &ownership())
}

fn listing(status: u16, body: &str) -> (String, usize) {
    let response = filtered("REPORT", BOOK, answer(status, body));
    let text = String::from_utf8(response.body.to_vec()).unwrap();
    (text, response.foreign)
}

const OURS: &str = "<d:response><d:href>/u/book/ours</d:href></d:response>";
const THEIRS: &str = "<d:response><d:href>/u/book/theirs</d:href><d:propstat><d:prop>\
     <c:address-data xmlns:c='urn:ietf:params:xml:ns:carddav'>FN:Eve</c:address-data>\
     </d:prop></d:propstat></d:response>";

fn multistatus(rows: &str) -> String {
    format!("<?xml version='1.0'?>\n<d:multistatus xmlns:d='DAV:'>\n{rows}\n</d:multistatus>\n")
}

#[test]
fn foreign_rows_are_cut_out_and_counted_and_the_rest_stays_as_sent() {
    let (body, foreign) = listing(207, &multistatus(&format!("{THEIRS}{OURS}{THEIRS}")));
    assert_eq!((body, foreign), (multistatus(OURS), 2));
}

#[test]
fn every_spelling_of_a_foreign_href_is_found() {
    for href in [
        "/u/book/theirs",
        "https://dav.example.com/u/book/theirs",
        "theirs",
        "/u/%62ook/the%69rs",
        "\n/u/book/theirs/ ",
        "/u/other-book/theirs",
    ] {
        let row = format!("<d:response><d:href>{href}</d:href></d:response>");
        assert_eq!(
            listing(207, &multistatus(&row)),
            (multistatus(""), 1),
            "{href}"
        );
    }
}

#[test]
fn the_book_and_the_home_set_are_no_members() {
    let rows = "<d:response><d:href>/u/book/</d:href></d:response>\
                <d:response><d:href>/u/</d:href></d:response>\
                <d:response><d:href>/u/second/</d:href></d:response>";
    assert_eq!(listing(207, &multistatus(rows)), (multistatus(rows), 0));
}

#[test]
fn a_foreign_href_in_an_error_is_replaced() {
    let error = |href: &str| {
        format!(
            "<error xmlns='DAV:'><C:no-uid-conflict \
             xmlns:C='urn:ietf:params:xml:ns:carddav'>{href}</C:no-uid-conflict></error>"
        )
    };
    let (body, foreign) = listing(409, &error("<href>/u/book/theirs</href>"));
    assert_eq!(body, error("<href xmlns=\"DAV:\">[foreign]</href>"));
    assert_eq!(foreign, 0);
}

#[test]
fn a_row_that_names_one_of_ours_stays_without_the_others() {
    let row = "<d:response><d:href>/u/book/ours</d:href><d:href>/u/book/theirs</d:href>\
               <d:status>HTTP/1.1 404 Not Found</d:status></d:response>";
    let (body, _) = listing(207, &multistatus(row));
    assert!(
        body.contains("/u/book/ours") && !body.contains("theirs"),
        "{body}"
    );
}

#[test]
fn what_cannot_be_read_is_withheld() {
    for (status, body) in [
        (207, "<d:multistatus xmlns:d='DAV:'><FN:Eve"),
        (207, "FN:Eve"),
        (200, "<html><p>FN:Eve</html>"),
        (200, "BEGIN:VCARD\r\nFN:Eve\r\nEND:VCARD\r\n"),
        (200, "Eve"),
        (200, "<html>Eve</html>"),
        (500, "BEGIN:VCARD FN:Eve"),
    ] {
        let (shown, _) = listing(status, body);
        assert_eq!(
            shown,
            format!(
                "(withheld: {} bytes that may show cards of somebody else)",
                body.len()
            ),
            "{status} {body}"
        );
    }
}

#[test]
fn what_is_not_utf8_or_compressed_is_withheld() {
    let mut utf16 = answer(207, "");
    utf16.body = Bytes::from_static(b"\xff\xfe<\0m\0");
    let mut compressed = answer(207, "\u{1f}");
    let gzip = HeaderValue::from_static("gzip");
    compressed.headers.insert(CONTENT_ENCODING, gzip);
    for response in [utf16, compressed] {
        let shown = filtered("REPORT", BOOK, response);
        assert!(shown.body.starts_with(b"(withheld"), "{shown:?}");
    }
}

#[test]
fn errors_and_own_cards_are_shown() {
    let own = "https://dav.example.com/u/book/ours";
    for (method, url, status, body) in [
        ("REPORT", BOOK, 400, "{\"error\": {}}"),
        ("REPORT", BOOK, 500, "<html>broken"),
        ("GET", own, 200, "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n"),
        ("POST", BOOK, 201, "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n"),
    ] {
        let shown = filtered(method, url, answer(status, body));
        assert_eq!(shown.body, body.as_bytes(), "{method} {status}");
    }
}

#[test]
fn a_location_of_a_foreign_card_is_hidden() {
    let mut response = answer(302, "");
    let theirs = HeaderValue::from_static("/u/book/theirs");
    response.headers.insert(LOCATION, theirs);
    assert_eq!(
        filtered("PUT", BOOK, response).headers[LOCATION],
        "[foreign]"
    );
}

#[test]
fn without_a_known_book_what_looks_like_a_card_is_foreign() {
    let row = |href: &str, inside: &str| {
        format!("<d:response><d:href>{href}</d:href>{inside}</d:response>")
    };
    let etag = "<d:getetag>\"1\"</d:getetag>";
    let shown = |row: &str| {
        let request = request("PROPFIND", BOOK);
        let response = answer(207, &multistatus(row));
        without(response, &request, &Ownership::default()).foreign
    };
    assert_eq!(shown(THEIRS), 1);
    assert_eq!(shown(&row("/x/a", etag)), 1);
    assert_eq!(shown(&row("/x/", &format!("{etag}<d:collection/>"))), 0);
    assert_eq!(shown(&row("/u/book/", etag)), 0);
    assert_eq!(shown(&row("/x/", "")), 0);
    assert_eq!(shown("<d:response/>"), 0);
}
