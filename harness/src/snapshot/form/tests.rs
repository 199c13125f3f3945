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
