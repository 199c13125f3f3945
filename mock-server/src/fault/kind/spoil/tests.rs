use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;

use super::*;
use crate::fault::{ErrorBody, WrongLength};
use crate::reply::Reply;

const MULTISTATUS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<d:multistatus xmlns:d=\"DAV:\">\n\
    <d:response><d:href>/a</d:href></d:response>\n\
    <d:response><d:href>/long/b</d:href></d:response>\n\
    <d:response><d:href>/c</d:href></d:response>\n\
    <d:sync-token>t</d:sync-token>\n</d:multistatus>\n";

fn multistatus() -> Response {
    xml(MULTISTATUS)
}

fn xml(body: &'static str) -> Response {
    Reply::xml(
        StatusCode::MULTI_STATUS,
        Bytes::from_static(body.as_bytes()),
    )
    .finish(Timestamp::UNIX_EPOCH, false)
}

fn empty() -> Response {
    Reply::without_body(StatusCode::NO_CONTENT).finish(Timestamp::UNIX_EPOCH, false)
}

fn spoilt(kind: &FaultKind) -> Response {
    let mut response = multistatus();
    let wire = spoil(kind, Phase::AfterChange, &mut response);
    assert_eq!(wire, Ok(Wire::Whole));
    response
}

/// Why a fault finds nothing to spoil in an answer, which it leaves as it is.
fn untouched(kind: &FaultKind, phase: Phase, response: &Response) -> &'static str {
    let mut left = response.clone();
    let because = spoil(kind, phase, &mut left).unwrap_err();
    assert_eq!(left, *response);
    because
}

fn wire(kind: &FaultKind, phase: Phase) -> Wire {
    let mut response = multistatus();
    let wire = spoil(kind, phase, &mut response).unwrap();
    assert_eq!(response, multistatus());
    wire
}

#[test]
fn what_concerns_the_connection_leaves_the_answer_whole() {
    let second = Duration::from_secs(1);
    for (kind, phase, expected) in [
        (
            FaultKind::Delay(second),
            Phase::AfterChange,
            Wire::Pause {
                at: Cut::Start,
                by: second,
            },
        ),
        (
            FaultKind::Delay(second),
            Phase::MidBody(3),
            Wire::Pause {
                at: Cut::Body(3),
                by: second,
            },
        ),
        (
            FaultKind::Dribble {
                bytes: 0,
                every: second,
            },
            Phase::MidBody(5),
            Wire::Dribble {
                from: 5,
                bytes: 1,
                every: second,
            },
        ),
        (
            FaultKind::Truncation,
            Phase::MidBody(0),
            Wire::Close { at: Cut::Body(0) },
        ),
        (
            FaultKind::Reset,
            Phase::BeforeChange,
            Wire::Reset { at: Cut::Start },
        ),
        (
            FaultKind::Silence,
            Phase::AfterChange,
            Wire::Silence { at: Cut::Start },
        ),
    ] {
        assert_eq!(wire(&kind, phase), expected);
    }
}

#[test]
fn a_wrong_content_length_is_told_to_the_door_and_stays_out_of_the_answer() {
    let length = MULTISTATUS.len() as u64;
    for (wrong, stated) in [
        (WrongLength::TooShort(10), length - 10),
        (WrongLength::TooShort(1_000_000), 0),
        (WrongLength::TooLong(10), length + 10),
    ] {
        let kind = FaultKind::ContentLength(wrong);
        assert_eq!(wire(&kind, Phase::AfterChange), Wire::Length { stated });
    }
}

#[test]
fn malformed_xml_lacks_its_last_end_tag_and_has_the_length_that_it_states() {
    let response = spoilt(&FaultKind::MalformedXml);
    let expected = MULTISTATUS.strip_suffix("</d:multistatus>\n").unwrap();
    assert_eq!(response.body, expected);
    assert_eq!(
        response.headers[CONTENT_LENGTH],
        expected.len().to_string().as_str()
    );
    assert!(roxmltree::Document::parse(expected).is_err());
}

#[test]
fn a_wrong_content_type_changes_nothing_else() {
    let kind = FaultKind::ContentType(HeaderValue::from_static("text/html"));
    let mut response = spoilt(&kind);
    assert_eq!(response.headers[CONTENT_TYPE], "text/html");
    let right = multistatus().headers[CONTENT_TYPE].clone();
    response.headers.insert(CONTENT_TYPE, right);
    assert_eq!(response, multistatus());
}

#[test]
fn a_reordered_multistatus_has_its_responses_the_other_way_round_and_the_rest_in_place() {
    let response = spoilt(&FaultKind::Reordered);
    let expected = MULTISTATUS
        .replace("/a", "/x")
        .replace("/c", "/a")
        .replace("/x", "/c");
    assert_eq!(response.body, expected);
}

#[test]
fn what_has_nothing_to_spoil_is_left_alone_with_the_reason() {
    let after = Phase::AfterChange;
    let one = "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\"><response/></multistatus>";
    let dribble = FaultKind::Dribble {
        bytes: 1,
        every: Duration::ZERO,
    };
    let html = FaultKind::ContentType(HeaderValue::from_static("text/html"));
    for (kind, phase, response, because) in [
        (
            FaultKind::MalformedXml,
            after,
            empty(),
            "the answer is no XML",
        ),
        (
            FaultKind::MalformedXml,
            after,
            xml("<?xml version=\"1.0\"?><a/>"),
            "the answer has no end tag",
        ),
        (
            FaultKind::Reordered,
            after,
            xml(one),
            "the answer is no multistatus of two responses or more",
        ),
        (
            FaultKind::Reordered,
            after,
            empty(),
            "the answer is no multistatus of two responses or more",
        ),
        (html, after, empty(), "the answer states no Content-Type"),
        (dribble, after, empty(), "the answer has no body"),
        (
            FaultKind::ContentLength(WrongLength::TooLong(1)),
            after,
            empty(),
            "the answer has no body",
        ),
        (
            FaultKind::Truncation,
            Phase::MidBody(MULTISTATUS.len()),
            multistatus(),
            "the body ends before that byte",
        ),
    ] {
        assert_eq!(untouched(&kind, phase, &response), because);
    }
}

#[test]
fn a_status_has_taken_the_place_of_the_answer_already() {
    let kind = FaultKind::Status(ErrorBody::DailyLimit.into());
    assert_eq!(wire(&kind, Phase::AfterChange), Wire::Whole);
}
