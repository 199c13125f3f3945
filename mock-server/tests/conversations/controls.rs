//! What a test does to the world and the service from outside.

use std::time::Duration;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{ControlError, Fault, Occasion, Operation, RetryAfter, Service, World};
use http::{Method, StatusCode};
use jiff::Timestamp;

use crate::client::{ALL, BOOK, Client, USER, card, card_with};

#[test]
fn another_device_creates_changes_and_deletes() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let token = client.sync_token();
        let now = client.now;
        let world = client.service.world_mut();
        let href = world.create_card(USER, &card("a"), now).unwrap();
        assert!(world.card(&href).unwrap().contains("FN:Ada Example"));
        assert_eq!(world.card_hrefs(USER).unwrap(), [href.as_str()]);
        let first = client.etag(&href);
        let world = client.service.world_mut();
        world
            .change_card(&href, &card_with("a", "NOTE:x"), now)
            .unwrap();
        assert!(client.get(&href).text.contains("NOTE:x"));
        assert_ne!(client.etag(&href), first);
        assert_eq!(client.sync(&token).members()[&href], client.etag(&href));
        client.service.world_mut().delete_card(&href, now).unwrap();
        assert_eq!(client.sync(&token).members()[&href], "404");
    }
}

#[test]
fn controls_say_what_is_wrong() {
    let mut client = Client::new(Profile::Rfc);
    let now = client.now;
    let world = client.service.world_mut();
    assert_eq!(world.add_account(USER), Err(ControlError::AccountExists));
    for unfit in ["", "..", "a/b", "a\\b", "a\nb"] {
        assert_eq!(world.add_account(unfit), Err(ControlError::BadAddress));
    }
    assert_eq!(
        world.book_href("x@example.com"),
        Err(ControlError::NoAccount)
    );
    assert_eq!(world.expire_token("x"), Err(ControlError::NoToken));
    assert_eq!(
        world.delete_card(&format!("{BOOK}none"), now),
        Err(ControlError::NoCard)
    );
    assert_eq!(world.delete_card("%zz", now), Err(ControlError::NoCard));
    let bad = world.create_card(USER, "no card", now).unwrap_err();
    assert_eq!(
        bad.to_string(),
        "the text is no vCard: line 1 of the card is no content line"
    );
    let earlier = now - jiff::SignedDuration::from_secs(1);
    assert_eq!(world.set_service_time(earlier, now), Ok(()));
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:A;B;;;\r\nFN:B A\r\nEND:VCARD\r\n";
    world.create_card(USER, card, now).expect("a card");
    let earlier = earlier - jiff::SignedDuration::from_secs(1);
    assert_eq!(
        world.set_service_time(earlier, now),
        Err(ControlError::ClockGoesBack)
    );
}

#[test]
fn the_service_clock_dates_cards_and_real_time_dates_answers() {
    let mut client = Client::new(Profile::GoogleObserved);
    let later: Timestamp = "2026-12-24T18:00:00Z".parse().unwrap();
    client
        .service
        .world_mut()
        .set_service_time(later, client.now)
        .unwrap();
    assert_eq!(client.service.world().service_time(client.now), later);
    let href = client.add("u1");
    let reply = client.get(&href);
    assert_eq!(reply.header("etag"), "\"2026-12-24T10:00:00.000-08:00\"");
    assert_eq!(reply.header("date"), "Wed, 01 Jul 2026 12:00:00 GMT");
    assert!(reply.text.contains("REV:2026-12-24T18:00:00Z"));
}

#[test]
fn a_date_that_is_wrong_dates_nothing_else() {
    let mut client = Client::new(Profile::GoogleObserved);
    client
        .service
        .shift_date(jiff::SignedDuration::from_hours(-3));
    let href = client.add("u1");
    let reply = client.get(&href);
    assert_eq!(reply.header("date"), "Wed, 01 Jul 2026 09:00:00 GMT");
    assert_eq!(reply.header("etag"), "\"2026-07-01T05:00:00.000-07:00\"");
}

#[test]
fn an_account_whose_clock_moved_has_its_tokens_refused_and_its_neighbour_has_not() {
    let mut client = Client::new(Profile::Rfc);
    let other = "other@example.com";
    let world = client.service.world_mut();
    world.quirks_mut().set("sync.token-ttl", "29-days").unwrap();
    world.add_account(other).unwrap();
    let token = client.sync_token();
    let days30 = Duration::from_secs(30 * 24 * 3600);
    let world = client.service.world_mut();
    world.advance_account(other, days30).unwrap();
    assert_eq!(client.sync(&token).status, 207);
    let world = client.service.world_mut();
    world.advance_account(USER, days30).unwrap();
    assert_eq!(client.sync(&token).status, 403);
    let now = client.now;
    let world = client.service.world_mut();
    assert_eq!(
        world.account_time(other, now),
        world.account_time(USER, now)
    );
    assert_eq!(world.service_time(now), now);
    assert_eq!(
        world.advance_account("nobody", days30),
        Err(ControlError::NoAccount)
    );
}

#[test]
fn to_set_all_clocks_is_refused_where_one_would_go_back() {
    let mut client = Client::new(Profile::Rfc);
    let (other, now) = ("other@example.com", client.now);
    let world = client.service.world_mut();
    world.add_account(other).unwrap();
    world
        .advance_account(other, Duration::from_secs(3600))
        .unwrap();
    world.create_card(other, &card("a"), now).unwrap();
    let in_a_minute = now + jiff::SignedDuration::from_secs(60);
    assert_eq!(
        world.set_service_time(in_a_minute, now),
        Err(ControlError::ClockGoesBack)
    );
    assert_eq!(world.account_time(USER, now), Ok(now), "none is set");
    assert_eq!(world.set_account_time(USER, in_a_minute, now), Ok(()));
    assert_eq!(
        world.set_account_time(other, in_a_minute, now),
        Err(ControlError::ClockGoesBack)
    );
}

#[test]
fn a_rule_of_an_account_ends_by_the_clock_of_the_account() {
    let mut client = Client::new(Profile::Rfc);
    let outage = Occasion::During(Duration::from_secs(600).into());
    let unavailable = StatusCode::SERVICE_UNAVAILABLE;
    let fault = Fault::status(Operation::Any, unavailable).on(outage);
    client.service.inject_fault(fault.of_account(USER));
    assert_eq!(client.propfind(BOOK, "0", "<d:getetag/>").status, 503);
    let world = client.service.world_mut();
    world.add_account("other@example.com").unwrap();
    let hour = Duration::from_secs(3600);
    world.advance_account("other@example.com", hour).unwrap();
    assert_eq!(client.propfind(BOOK, "0", "<d:getetag/>").status, 503);
    let world = client.service.world_mut();
    world.advance_account(USER, hour).unwrap();
    assert_eq!(client.propfind(BOOK, "0", "<d:getetag/>").status, 207);
}

#[test]
fn a_fault_strikes_as_often_as_told_and_changes_nothing() {
    let mut client = Client::new(Profile::Rfc);
    client.service.inject_fault(
        Fault::status(
            Operation::Method(Method::POST),
            StatusCode::SERVICE_UNAVAILABLE,
        )
        .first(2)
        .retry_after(RetryAfter::Seconds(30)),
    );
    assert_eq!(
        client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
        1
    );
    for _ in 0..2 {
        let reply = client.post(&card("u1"));
        assert_eq!((reply.status, reply.header("retry-after")), (503, "30"));
        assert!(
            reply.text.contains("\"status\": \"UNAVAILABLE\""),
            "{}",
            reply.text
        );
        assert_eq!(
            reply.explanation.because,
            "fault 1 was injected: status 503 before the change, for POST, 2 times"
        );
    }
    assert_eq!(
        client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
        1
    );
    assert_eq!(client.post(&card("u1")).status, 201);
}

#[test]
fn two_runs_with_one_seed_are_equal_byte_for_byte() {
    let run = |seed| {
        let (world, token) = World::with_default_account(Quirks::of(Profile::GoogleBoth), seed);
        let mut client = Client::new(Profile::GoogleBoth);
        client.service = Service::new(world);
        client.token = token;
        let found = client.send("PROPFIND", "/.well-known/carddav", &[], "");
        let book = found.header("location").to_owned();
        let mut told = vec![book.clone(), client.token.reveal().to_owned()];
        for uid in ["a", "b", "c"] {
            let posted = client.send("POST", &book, &[], card(uid));
            told.push(posted.header("location").to_owned());
        }
        told.push(
            client
                .propfind(&book, "0", "<d:sync-token/><cs:getctag/>")
                .text,
        );
        told.push(client.propfind(&book, "1", "<d:getetag/>").text);
        told
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}

#[test]
fn a_fork_goes_its_own_way() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("a");
    let saved = client.service.world().clone();
    client.send("DELETE", &href, &[], "");
    client.add("b");
    let failing = Fault::status(Operation::Get, StatusCode::INTERNAL_SERVER_ERROR);
    client.service.inject_fault(failing);
    client.service.reset(saved);
    assert_eq!(client.get(&href).status, 200);
    assert_eq!(
        client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
        2
    );
    assert_eq!(client.service.journal().exchanges().len(), 2);
}

/// The budget is a millisecond; the machine that runs this may be busy.
#[test]
fn a_fork_of_ten_thousand_cards_costs_next_to_nothing() {
    let mut client = Client::new(Profile::Rfc);
    let now = client.now;
    for n in 0..10_000 {
        let world = client.service.world_mut();
        world
            .create_card(USER, &card(&format!("u{n}")), now)
            .unwrap();
    }
    let start = std::time::Instant::now();
    let forks: Vec<World> = (0..100).map(|_| client.service.world().clone()).collect();
    assert!(
        start.elapsed() < Duration::from_millis(100),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(forks.len(), 100);
}

#[test]
fn quirks_can_be_changed_while_the_service_runs() {
    let mut client = Client::new(Profile::Rfc);
    let quirks = client.service.world_mut().quirks_mut();
    quirks.set("delete.status", "ok").unwrap();
    let href = client.add("u1");
    assert_eq!(client.send("DELETE", &href, &[], "").status, 200);
}
