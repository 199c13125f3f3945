use std::time::Duration;

use http::header::{CONTENT_TYPE, VARY};

use super::*;
use crate::fault::Cut;

fn request() -> Request {
    Request::new(Method::from_bytes(b"PROPFIND").unwrap(), "/a%20b?x=y")
        .with_header(CONTENT_TYPE, HeaderValue::from_static("text/xml"))
        .with_body("<propfind/>")
}

fn answer() -> Answer {
    let mut headers = HeaderMap::new();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    headers.append(VARY, HeaderValue::from_static("Referer"));
    headers.append("x-bytes", HeaderValue::from_bytes(b"\xff").unwrap());
    Answer {
        response: Response {
            status: StatusCode::MULTI_STATUS,
            headers,
            body: "Zoë".into(),
        },
        wire: Wire::Pause {
            at: Cut::Start,
            by: Duration::from_secs(1),
        },
        explanation: Explanation {
            account: Some(2),
            because: "the properties are listed".to_owned(),
            quirks: vec![QuirkUse {
                quirk: "sync.depth",
                value: "any",
            }],
            facts: vec![Fact {
                name: "cards",
                value: "3".to_owned(),
            }],
            fault: None,
            remedy: Some("ask again".to_owned()),
        },
    }
}

#[test]
fn an_exchange_comes_back_as_it_was() {
    let (request, answer) = (request(), answer());
    let exchange = Packed::new(7, Timestamp::UNIX_EPOCH, &request, &answer).unpack();
    assert_eq!((exchange.number, exchange.at), (7, Timestamp::UNIX_EPOCH));
    assert_eq!(exchange.request, request);
    assert_eq!(exchange.response, answer.response);
    assert_eq!(exchange.wire, answer.wire);
    assert_eq!(exchange.explanation, answer.explanation);
}

#[test]
fn no_remedy_is_not_an_empty_one() {
    let mut answer = answer();
    answer.explanation.remedy = None;
    let exchange = Packed::new(1, Timestamp::UNIX_EPOCH, &request(), &answer).unpack();
    assert_eq!(exchange.explanation, answer.explanation);
}

#[test]
fn the_size_is_that_of_what_is_held() {
    let (request, answer) = (request(), answer());
    let small = Packed::new(1, Timestamp::UNIX_EPOCH, &request, &answer).size();
    let larger = request.with_body(vec![b'x'; 1000 + "<propfind/>".len()]);
    let large = Packed::new(1, Timestamp::UNIX_EPOCH, &larger, &answer).size();
    assert_eq!(large - small, 1000);
}

#[test]
fn debug_output_holds_no_card() {
    let shown = format!(
        "{:?}",
        Packed::new(1, Timestamp::UNIX_EPOCH, &request(), &answer())
    );
    assert!(!shown.contains("Zo"), "{shown}");
}
