//! Polling of getctag: counted always, throttled where the quirk says so.

use std::time::Duration;

use cardproof_mock::CtagAllowance;
use cardproof_mock::quirk::Profile;

use crate::client::{BOOK, Client, HOME, PRINCIPAL, Reply, USER};

const CTAG: &str = "<cs:getctag/>";

fn ask(client: &mut Client) -> Reply {
    client.propfind(BOOK, "0", CTAG)
}

/// A client that has asked ten times.
fn polling(profile: Profile) -> Client {
    let mut client = Client::new(profile);
    for _ in 0..10 {
        assert_eq!(ask(&mut client).status, 207);
    }
    client
}

#[test]
fn the_eleventh_request_in_an_hour_is_refused_where_polling_is_throttled() {
    for profile in [Profile::GoogleDocumented, Profile::GoogleBoth] {
        let reply = ask(&mut polling(profile));
        assert_eq!(reply.status, 429, "{profile}");
        assert!(reply.text.contains("\"status\": \"RESOURCE_EXHAUSTED\""));
        assert!(!reply.has_header("retry-after"));
        assert_eq!(reply.asked("rate.ctag-poll-limit"), Some("throttled"));
        assert_eq!(
            reply.explanation.because,
            "getctag is polled: it is for the first sync and for when a token is refused"
        );
        assert_eq!(
            reply.explanation.remedy.as_deref(),
            Some(
                "ask for changes with sync-collection and the last sync-token; getctag is \
                 answered again in 3600 seconds"
            )
        );
    }
}

#[test]
fn where_polling_is_counted_the_explanation_has_the_count() {
    for profile in [Profile::Rfc, Profile::GoogleObserved] {
        let reply = ask(&mut polling(profile));
        assert_eq!(reply.status, 207, "{profile}");
        let mut facts = reply.explanation.facts.iter();
        let count = facts.find(|fact| fact.name == "requests for getctag");
        assert_eq!(count.unwrap().value, "11 of 10 in 3600s");
        assert_eq!(reply.asked("rate.ctag-poll-limit"), Some("counted"));
    }
}

#[test]
fn the_throttle_opens_again_on_the_service_clock() {
    let mut client = polling(Profile::GoogleBoth);
    let minute = Duration::from_secs(60);
    client.service.world_mut().advance(59 * minute);
    assert_eq!(ask(&mut client).status, 429);
    client.service.world_mut().advance(minute);
    assert_eq!(ask(&mut client).status, 207);
}

#[test]
fn only_requests_for_the_book_s_getctag_count() {
    let mut client = polling(Profile::GoogleBoth);
    for (target, depth, props) in [
        (BOOK, "0", "<d:sync-token/>"),
        (BOOK, "1", "<d:getetag/>"),
        (HOME, "0", CTAG),
        (PRINCIPAL, "1", CTAG),
    ] {
        let reply = client.propfind(target, depth, props);
        assert_eq!(reply.status, 207, "{target} {depth} {props}");
    }
    // On the home set it is a listing with the book in it that counts.
    assert_eq!(client.propfind(HOME, "1", CTAG).status, 429);
}

#[test]
fn accounts_are_throttled_one_by_one() {
    let mut client = polling(Profile::GoogleBoth);
    assert_eq!(ask(&mut client).status, 429);
    let other = "other@example.com";
    let world = client.service.world_mut();
    world.add_account(other).unwrap();
    client.token = world.mint_token(other, None).unwrap();
    let book = client.send("PROPFIND", "/.well-known/carddav", &[], "");
    let book = book.header("location").replace(USER, other);
    assert_eq!(client.propfind(&book, "0", CTAG).status, 207);
}

#[test]
fn the_allowance_can_be_set() {
    let mut client = Client::new(Profile::GoogleBoth);
    client
        .service
        .world_mut()
        .set_ctag_allowance(CtagAllowance {
            requests: 1,
            per: Duration::from_secs(10),
        });
    let statuses = [ask(&mut client).status, ask(&mut client).status];
    assert_eq!(statuses, [207, 429]);
    client.service.world_mut().advance(Duration::from_secs(10));
    assert_eq!(ask(&mut client).status, 207);
}
