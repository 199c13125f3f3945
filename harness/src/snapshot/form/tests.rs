use std::time::Duration;

use super::*;
use crate::exchange::Failure;
use crate::report::sample;
use crate::run::Verdict;

const CARD: &str = "/carddav/v1/principals/[account]/lists/default/430baa120dd56282";

fn scenario() -> ScenarioReport {
    let mut scenario = sample::scenario("write/stale-if-match", "A", Verdict::Pass);
    scenario.cards = vec![(CARD.to_owned(), "create".to_owned())];
    scenario
}

#[test]
fn a_conversation_is_a_section_a_step() {
    let create = sample::exchange(
        sample::request(
            "POST",
            sample::BOOK,
            &[
                ("content-type", "text/vcard; charset=utf-8"),
                ("user-agent", "x"),
            ],
            "BEGIN:VCARD\r\nUID:6f1b1c7e-1111-4222-a333-444455556666\r\nEND:VCARD\r\n",
        ),
        sample::response(
            201,
            &[
                ("location", CARD),
                ("etag", "\"2026-08-09T09:58:26.261-07:00\""),
                ("date", "Sun, 09 Aug 2026 16:58:26 GMT"),
            ],
            "",
        ),
    );
    let lost = Exchange {
        request: sample::request("DELETE", CARD, &[], ""),
        outcome: Err(Failure::Timeout(Duration::from_secs(5))),
        elapsed: Duration::from_secs(5),
    };
    let mut scenario = scenario();
    let mut skipped = sample::step("later", 20, vec![]);
    skipped.left_out = Some("needs $create.etag, which step `create` did not give".to_owned());
    scenario.steps = vec![
        sample::step("create", 4, vec![create]),
        sample::step("remove", 9, vec![lost]),
        skipped,
    ];
    assert_eq!(
        conversation(&scenario).unwrap(),
        r#"== create

> POST /[prefix]/principals/[account]/lists/default/
> Content-Type: text/vcard; charset=utf-8
>
> BEGIN:VCARD
> UID:[uuid-1]
> END:VCARD
< 201
< ETag: "[etag-1]"
< Location: /[prefix]/principals/[account]/lists/default/[card-create]

== remove

> DELETE /[prefix]/principals/[account]/lists/default/[card-create]
! no answer within 5s

== later
(left out: needs $create.etag, which step `create` did not give)
"#
    );
}

#[test]
fn what_the_program_does_by_itself_is_no_part_of_it() {
    let mut scenario = scenario();
    let answer = sample::exchange(
        sample::request("GET", CARD, &[], ""),
        sample::response(200, &[], ""),
    );
    let mut own = sample::step("(clean up)", 1, vec![answer]);
    own.place = None;
    scenario.steps = vec![own];
    assert_eq!(conversation(&scenario), None);
}

#[test]
fn a_scenario_in_which_nothing_was_said_has_no_conversation() {
    let mut scenario = scenario();
    scenario.steps = vec![sample::step("create", 4, vec![])];
    assert_eq!(conversation(&scenario), None);
}

#[test]
fn a_listing_has_one_order_whatever_the_ids_are() {
    let body = |first: &str, second: &str| {
        format!(
            "<multistatus xmlns=\"DAV:\"><response><href>/lists/default/{first}</href></response>\
             <response><href>/lists/default/{second}</href></response></multistatus>"
        )
    };
    let told = |body: String, ada: &str, joan: &str| {
        let answer = sample::exchange(
            sample::request("PROPFIND", sample::BOOK, &[], ""),
            sample::response(207, &[], &body),
        );
        let mut scenario = scenario();
        scenario.cards = [(ada, "ada"), (joan, "joan")]
            .map(|(id, name)| (format!("/lists/default/{id}"), name.to_owned()))
            .into();
        scenario.steps = vec![sample::step("list", 4, vec![answer])];
        conversation(&scenario).unwrap()
    };
    let (low, high) = ("1111111111111111", "ffffffffffffffff");
    assert_eq!(
        told(body(low, high), low, high),
        told(body(low, high), high, low)
    );
}

#[test]
fn a_step_that_sends_nothing_says_so() {
    let mut scenario = scenario();
    let answer = sample::exchange(
        sample::request("GET", CARD, &[], ""),
        sample::response(200, &[], ""),
    );
    scenario.steps = vec![
        sample::step("away", 4, vec![]),
        sample::step("get", 5, vec![answer]),
    ];
    let told = conversation(&scenario).unwrap();
    assert!(
        told.starts_with("== away\n(nothing is sent)\n\n== get\n"),
        "{told}"
    );
}
