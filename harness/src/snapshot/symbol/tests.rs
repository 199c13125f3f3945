use super::*;
use crate::report::sample;
use crate::run::Verdict;

fn symbols() -> Symbols {
    let mut scenario = sample::scenario("a/b", "A", Verdict::Pass);
    scenario.cards = vec![(
        "/carddav/v1/principals/[account]/lists/default/430baa120dd56282".to_owned(),
        "ada".to_owned(),
    )];
    Symbols::new(&scenario)
}

fn received(text: &str) -> String {
    symbols().replace(text, Origin::Response)
}

#[test]
fn an_etag_keeps_its_quotes_and_its_weakness() {
    let etag = r#""2026-08-09T09:58:26.261-07:00""#;
    assert_eq!(received(etag), r#""[etag-1]""#);
    assert_eq!(received(&format!("W/{etag}")), r#"W/"[etag-1]""#);
    let escaped = "&quot;2026-08-09T09:58:26.261-07:00&quot;";
    assert_eq!(received(escaped), "&quot;[etag-1]&quot;");
}

#[test]
fn an_unquoted_etag_is_printed_as_it_is() {
    let broken = "2026-08-09T09:58:26.261-07:00";
    assert_eq!(received(broken), broken);
    let open = r#""2026-08-09T09:58:26.261-07:00"#;
    assert_eq!(received(open), open);
}

#[test]
fn values_are_numbered_by_first_appearance() {
    let mut symbols = symbols();
    let first = r#""2026-08-09T09:58:26.261-07:00""#;
    let second = r#""2026-08-09T09:58:26.262-07:00""#;
    let mut replaced = |text: &str| symbols.replace(text, Origin::Response);
    assert_eq!(replaced(second), r#""[etag-1]""#);
    assert_eq!(replaced(first), r#""[etag-2]""#);
    assert_eq!(replaced(second), r#""[etag-1]""#);
}

#[test]
fn a_value_that_the_scenario_wrote_itself_is_printed_as_it_is() {
    let mut symbols = symbols();
    let made_up = r#""2000-01-01T00:00:00.000-08:00""#;
    assert_eq!(symbols.replace(made_up, Origin::Request), made_up);
    assert_eq!(symbols.replace(made_up, Origin::Response), made_up);
    let rev = "REV:2001-02-03T04:05:06Z";
    assert_eq!(symbols.replace(rev, Origin::Request), rev);
    assert_eq!(symbols.replace(rev, Origin::Response), rev);
}

#[test]
fn a_sync_token_keeps_the_url_around_it() {
    assert_eq!(
        received("https://www.googleapis.com/carddav/v1/synctoken/0801100118F2C3CEC4FFEBCE02"),
        "https://www.googleapis.com/[prefix]/synctoken/[token-1]"
    );
    assert_eq!(
        received("/carddav/v1/synctoken/0801"),
        "/[prefix]/synctoken/[token-1]"
    );
    assert_eq!(
        received("http://127.0.0.1:4321/x/synctoken/no-token"),
        "[base]/x/synctoken/no-token"
    );
}

#[test]
fn a_path_keeps_its_form_and_names_the_card() {
    assert_eq!(
        received(
            "<href>/carddav/v1/principals/a%40example.com/lists/default/430baa120dd56282</href>"
        ),
        "<href>/[prefix]/principals/[account]/lists/default/[card-ada]</href>"
    );
    assert_eq!(
        received("http://127.0.0.1:4321/carddav/v1/principals/a@example.com/lists/default/"),
        "[base]/[prefix]/principals/[account]/lists/default/"
    );
}

#[test]
fn a_new_prefix_is_another_symbol() {
    let mut symbols = symbols();
    let mut replaced = |text: &str| symbols.replace(text, Origin::Response);
    assert_eq!(
        replaced("/a/b/principals/x"),
        "/[prefix]/principals/[account]"
    );
    assert_eq!(
        replaced("/c/principals/x"),
        "/[prefix-2]/principals/[account]"
    );
    assert_eq!(
        replaced("/c/principals/y"),
        "/[prefix-2]/principals/[account-2]"
    );
}

#[test]
fn a_card_that_nobody_named_is_numbered_and_its_uid_is_the_same() {
    assert_eq!(
        received("/lists/default/7fca66fd0abc9c16\nUID:7fca66fd0abc9c16\nUID:430baa120dd56282"),
        "/lists/default/[card-1]\nUID:[card-1]\nUID:[card-ada]"
    );
    assert_eq!(
        received("/lists/default/430baa120dd56282.vcf"),
        "/lists/default/[card-ada].vcf"
    );
    assert_eq!(received("UID:fixed-in-the-file"), "UID:fixed-in-the-file");
}

#[test]
fn uuids_are_symbols_wherever_they_stand() {
    let uuid = "6f1b1c7e-1111-4222-a333-444455556666";
    assert_eq!(
        received(&format!(
            "/lists/default/{uuid}.vcf UID:urn:uuid:{uuid} {uuid}"
        )),
        "/lists/default/[uuid-1].vcf UID:urn:uuid:[uuid-1] [uuid-1]"
    );
}

#[test]
fn times_lose_their_value_and_nothing_else() {
    assert_eq!(received("REV:2026-08-09T16:58:26Z"), "REV:[time]");
    assert_eq!(received("REV:20260809T165826Z"), "REV:[time]");
    assert_eq!(
        received("Last-Modified: Sun, 09 Aug 2026 16:58:26 GMT"),
        "Last-Modified: [time]"
    );
    assert_eq!(received("BDAY:1990-01-01"), "BDAY:1990-01-01");
    let constant = "Expires: Mon, 01 Jan 1990 00:00:00 GMT";
    assert_eq!(received(constant), constant);
}

#[test]
fn a_collection_tag_keeps_its_quotes() {
    assert_eq!(received(r#""b518c1db61f1e286.1""#), r#""[ctag-1]""#);
    assert_eq!(received("b518c1db61f1e286.1"), "b518c1db61f1e286.1");
}

#[test]
fn only_the_base_of_this_run_is_a_symbol() {
    assert_eq!(received("http://127.0.0.1:4321/"), "[base]/");
    assert_eq!(received("http://127.0.0.1:9/"), "http://127.0.0.1:9/");
}

#[test]
fn the_marker_of_a_run_is_the_same_in_every_run() {
    let card = "X-CARDPROOF-RUN:mock-0000000000000001\r\nEND:VCARD";
    assert_eq!(received(card), "X-CARDPROOF-RUN:[run]\r\nEND:VCARD");
    let escaped = "X-CARDPROOF-RUN:mock-0000000000000001&#13;";
    assert_eq!(received(escaped), "X-CARDPROOF-RUN:[run]&#13;");
}
