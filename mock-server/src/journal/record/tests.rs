use bytes::Bytes;
use http::{Method, StatusCode};

use super::*;
use crate::explanation::Explanation;
use crate::fault::Wire;
use crate::message::Response;

fn record(journal: &mut Journal, body: usize, credentials: &'static str) {
    let request = Request::new(Method::PUT, "/")
        .with_header(AUTHORIZATION, HeaderValue::from_static(credentials))
        .with_body(vec![b'x'; body]);
    let answer = Answer {
        response: Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        },
        wire: Wire::Whole,
        explanation: Explanation::default(),
    };
    journal.record(request, &answer, Timestamp::UNIX_EPOCH);
}

#[test]
fn the_oldest_exchanges_go_first_and_are_counted() {
    let mut journal = Journal::new(10_000);
    for _ in 0..5 {
        record(&mut journal, 4000, "Bearer x");
    }
    let numbers: Vec<_> = journal.exchanges().map(|kept| kept.number).collect();
    assert_eq!(numbers, [4, 5]);
    assert_eq!((journal.dropped(), journal.answered()), (3, 5));
    assert!(journal.bytes <= 10_000);
}

#[test]
fn an_exchange_that_is_too_large_is_dropped_alone() {
    let mut journal = Journal::new(10_000);
    record(&mut journal, 20_000, "Bearer x");
    assert_eq!((journal.exchanges().len(), journal.bytes), (0, 0));
    assert_eq!(journal.dropped(), 1);
}

#[test]
fn credentials_are_never_kept() {
    let mut journal = Journal::default();
    for credentials in ["Bearer s3cret", "bAsIc s3cret", "s3cret", "Other s3cret"] {
        record(&mut journal, 0, credentials);
    }
    let kept: Vec<_> = journal
        .exchanges()
        .map(|exchange| exchange.request.headers[AUTHORIZATION].clone())
        .collect();
    assert_eq!(
        kept,
        ["Bearer [secret]", "Basic [secret]", "[secret]", "[secret]"]
    );
}

#[test]
fn a_journal_without_room_only_counts() {
    let mut journal = Journal::new(0);
    assert!(!journal.keeps());
    journal.count();
    assert_eq!((journal.exchanges().len(), journal.answered()), (0, 1));
}

#[test]
fn numbers_go_on_after_clearing() {
    let mut journal = Journal::default();
    record(&mut journal, 0, "Bearer x");
    journal.clear();
    record(&mut journal, 0, "Bearer x");
    assert_eq!(journal.exchanges().next().map(|kept| kept.number), Some(2));
}
