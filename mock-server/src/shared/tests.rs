use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderValue, Method, StatusCode};

use super::*;
use crate::Operation;
use crate::quirk::{Profile, Quirks};

fn world(seed: u64) -> (World, Secret) {
    World::with_default_account(Quirks::of(Profile::Rfc), seed)
}

fn shared(seed: u64) -> SharedService {
    let (world, token) = world(seed);
    SharedService::new(world, token).unwrap()
}

#[test]
fn a_token_that_the_world_never_issued_is_refused() {
    let (world, _) = world(1);
    let error = SharedService::new(world, Secret::new("guessed")).unwrap_err();
    assert_eq!(error, ControlError::NoToken);
}

#[test]
fn a_reset_brings_the_token_and_account_of_the_new_world() {
    let shared = shared(1);
    let other_hand = shared.clone();
    let (mut world, _) = world(2);
    world.add_account("grace@example.com").unwrap();
    let token = world.mint_token("grace@example.com", None).unwrap();
    shared.reset(world, token.clone()).unwrap();
    assert_eq!(other_hand.account(), "grace@example.com");
    assert_eq!(other_hand.token(), token);
}

#[test]
fn a_reset_with_a_foreign_token_changes_nothing() {
    let shared = shared(1);
    let before = shared.token();
    let (world, _) = world(2);
    assert!(shared.reset(world, Secret::new("guessed")).is_err());
    assert_eq!(shared.token(), before);
    assert_eq!(
        shared
            .with_service(|service| service.world().clone())
            .account_of(before.reveal()),
        Ok(World::DEFAULT_ACCOUNT)
    );
}

#[test]
fn a_test_that_panics_at_work_leaves_the_service_to_the_others() {
    let shared = shared(1);
    let work = AssertUnwindSafe(|| shared.with_service(|_| panic!("on purpose")));
    assert!(catch_unwind(work).is_err());
    assert_eq!(shared.account(), World::DEFAULT_ACCOUNT);
}

#[test]
fn debug_output_shows_neither_token_nor_account() {
    let shown = format!("{:?}", shared(1));
    assert_eq!(shown, "SharedService { .. }");
}

const CARD: &str =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n";

fn status(shared: &SharedService, method: Method, target: &str) -> StatusCode {
    let bearer = format!("Bearer {}", shared.token().reveal());
    let bearer = HeaderValue::from_str(&bearer).unwrap();
    let request = Request::new(method, target).with_header(AUTHORIZATION, bearer);
    shared.answer(&request).response.status
}

#[test]
fn what_another_device_does_is_seen_by_clients() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    assert_eq!(shared.card_hrefs().unwrap(), std::slice::from_ref(&href));
    assert_eq!(status(&shared, Method::GET, &href), 200);
    let changed = CARD.replace("Ada", "Augusta");
    shared.change_card(&href, &changed).unwrap();
    assert_eq!(shared.card(&href).unwrap(), changed);
    shared.delete_card(&href).unwrap();
    assert_eq!(status(&shared, Method::GET, &href), 404);
    assert_eq!(shared.delete_card(&href), Err(ControlError::NoCard));
}

#[test]
fn what_is_no_vcard_is_refused_from_another_device_too() {
    let error = shared(1).create_card("no card").unwrap_err();
    assert!(matches!(error, ControlError::BadCard(_)));
}

#[test]
fn old_urls_end_when_the_home_moves() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    let book = shared.move_home().unwrap();
    assert_eq!(status(&shared, Method::GET, &href), 404);
    let [moved] = shared.card_hrefs().unwrap().try_into().unwrap();
    assert!(moved.starts_with(&book));
    assert_eq!(status(&shared, Method::GET, &moved), 200);
}

#[test]
fn a_token_ends_and_comes_back() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    for end in [SharedService::expire_token, SharedService::revoke_token] {
        end(&shared);
        assert_eq!(status(&shared, Method::GET, &href), 401);
        shared.renew_token();
        assert_eq!(status(&shared, Method::GET, &href), 200);
    }
}

#[test]
fn a_token_does_not_age_with_the_service_clock() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    shared.advance(Duration::from_secs(60 * 24 * 60 * 60));
    assert_eq!(status(&shared, Method::GET, &href), 200);
}

#[test]
fn a_fault_strikes_once_and_stands_in_the_journal() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    let unavailable = Fault::status(Operation::Get, StatusCode::SERVICE_UNAVAILABLE);
    shared.inject_fault(unavailable.first(1));
    assert_eq!(status(&shared, Method::GET, &href), 503);
    assert_eq!(status(&shared, Method::GET, &href), 200);
    let statuses = shared.journal().into_iter();
    let statuses: Vec<u16> = statuses
        .map(|exchange| exchange.response.status.as_u16())
        .collect();
    assert_eq!(statuses, [503, 200]);
}

#[test]
fn a_guard_takes_its_fault_away_and_leaves_those_of_others() {
    let shared = shared(1);
    let href = shared.create_card(CARD).unwrap();
    let unavailable = || Fault::status(Operation::Get, StatusCode::SERVICE_UNAVAILABLE);
    let outer = shared.fault(unavailable().first(1));
    let inner = shared.fault(unavailable());
    assert_eq!(status(&shared, Method::GET, &href), 503);
    assert_eq!((outer.struck(), inner.struck()), (1, 0));
    drop(outer);
    assert_eq!(status(&shared, Method::GET, &href), 503);
    assert_eq!(inner.struck(), 1);
    drop(inner);
    assert_eq!(status(&shared, Method::GET, &href), 200);
    assert!(shared.faults().is_empty());
}

#[test]
fn a_guard_from_before_a_reset_takes_nothing_away() {
    let shared = shared(1);
    let guard = shared.fault(Fault::status(
        Operation::Token,
        StatusCode::SERVICE_UNAVAILABLE,
    ));
    let (world, token) = world(1);
    shared.reset(world, token).unwrap();
    shared.inject_fault(Fault::status(Operation::Get, StatusCode::BAD_GATEWAY));
    assert!(guard.record().is_none());
    drop(guard);
    assert_eq!(shared.faults().len(), 1);
}

#[test]
fn the_number_of_a_rule_is_not_used_again_after_a_reset_or_a_restore() {
    for come_back in [SharedService::restart, |shared: &SharedService| {
        shared.restore("empty").unwrap();
    }] {
        let shared = shared(1);
        shared.save("empty");
        let unavailable = || Fault::status(Operation::Get, StatusCode::SERVICE_UNAVAILABLE);
        let guard = shared.fault(unavailable());
        come_back(&shared);
        let other = shared.inject_fault(unavailable());
        assert_ne!(guard.id(), other);
        drop(guard);
        assert_eq!(shared.faults()[0].id, other);
    }
}

#[test]
fn what_never_struck_is_told_over_resets_and_what_struck_is_not() {
    let shared = shared(1);
    let rule = || Fault::status(Operation::Get, StatusCode::SERVICE_UNAVAILABLE);
    let lasting = shared.inject_fault(rule().first(1));
    shared.start_here();
    let passing = shared.inject_fault(rule().first(1));
    let idle = shared.inject_fault(Fault::status(Operation::Token, StatusCode::BAD_GATEWAY));
    for _ in 0..2 {
        assert_eq!(status(&shared, Method::GET, "/carddav"), 503);
    }
    let unfired = |shared: &SharedService| -> Vec<FaultId> {
        let rules = shared.unfired_faults().into_iter();
        rules.map(|rule| rule.id).collect()
    };
    for _ in 0..2 {
        shared.restart();
        assert_eq!(unfired(&shared), [idle]);
        let rules = shared.faults();
        assert_eq!((rules.len(), rules[0].id, rules[0].struck), (1, lasting, 0));
    }
    assert_ne!(passing, idle);
    shared.clear_faults();
    shared.restart();
    assert_eq!(unfired(&shared), [lasting], "whoever clears begins anew");
}

#[test]
fn a_rule_that_comes_back_with_a_restore_is_told_once() {
    let shared = shared(1);
    let rule = Fault::status(Operation::Get, StatusCode::SERVICE_UNAVAILABLE);
    let id = shared.inject_fault(rule);
    shared.save("with the rule");
    assert!(shared.remove_fault(id));
    shared.restore("with the rule").unwrap();
    assert_eq!(shared.unfired_faults().len(), 1);
    assert_eq!(status(&shared, Method::GET, "/carddav"), 503);
    assert!(shared.unfired_faults().is_empty());
}

/// A shared service with so many cards.
fn with_cards(count: usize) -> SharedService {
    let (world, token) = world(1);
    let shared = SharedService::new(world, token).unwrap();
    for number in 0..count {
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{number};;;;\r\nFN:{number}\r\nUID:{number}\r\nEND:VCARD\r\n"
        );
        shared.create_card(&card).unwrap();
    }
    shared.start_here();
    shared
}

/// The shortest time of several, so that a busy machine does not count.
fn shortest(mut work: impl FnMut()) -> Duration {
    let times = (0..20).map(|_| {
        let start = std::time::Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

#[test]
fn fork_save_and_reset_cost_next_to_nothing_with_10_000_cards() {
    let shared = with_cards(10_000);
    let href = shared.card_hrefs().unwrap().remove(0);
    let mut deleted = 0;
    let reset = shortest(|| {
        deleted += usize::from(shared.delete_card(&href).is_ok());
        shared.restart();
    });
    assert_eq!(deleted, 20);
    let fork = shortest(|| drop(shared.fork()));
    let save = shortest(|| shared.save("here"));
    for (what, time) in [("reset", reset), ("fork", fork), ("save", save)] {
        assert!(time < Duration::from_millis(1), "{what} took {time:?}");
    }
}

#[test]
fn a_fork_shares_nothing_that_happens_later() {
    let shared = with_cards(3);
    shared.save("three");
    shared.inject_fault(Fault::status(Operation::Get, StatusCode::BAD_GATEWAY));
    let fork = shared.fork();
    assert_eq!(fork.faults().len(), 1);
    assert_eq!(
        (fork.token(), fork.account()),
        (shared.token(), shared.account())
    );
    fork.delete_card(&fork.card_hrefs().unwrap()[0]).unwrap();
    assert_eq!(
        (
            fork.card_hrefs().unwrap().len(),
            shared.card_hrefs().unwrap().len()
        ),
        (2, 3)
    );
    fork.restart();
    assert_eq!(fork.card_hrefs().unwrap().len(), 3);
    assert_eq!(fork.faults().len(), 1, "its start is where it was forked");
    assert_eq!(fork.saves(), [""; 0]);
}

#[test]
fn what_was_never_saved_cannot_be_restored() {
    let shared = with_cards(1);
    assert_eq!(shared.restore("none"), Err(ControlError::NoSave));
    shared.save("one");
    assert!(shared.forget_save("one") && !shared.forget_save("one"));
}

#[test]
fn a_restored_state_has_the_tokens_that_it_had() {
    let shared = with_cards(0);
    shared.save("good");
    shared.revoke_token();
    let bearer = format!("Bearer {}", shared.token().reveal());
    let request = Request::new(Method::GET, "/carddav/v1/principals/user@example.com/")
        .with_header(AUTHORIZATION, HeaderValue::from_str(&bearer).unwrap());
    assert_eq!(shared.answer(&request).response.status, 401);
    shared.restore("good").unwrap();
    assert_ne!(shared.answer(&request).response.status, 401);
    assert_eq!(shared.journal().len(), 2);
}

#[tokio::test]
async fn a_follower_waits_for_what_comes() {
    let shared = with_cards(0);
    let mut follower = shared.follow_journal(crate::journal::JournalFilter::default(), 0);
    let other = shared.clone();
    let asking = tokio::spawn(async move {
        let _ = other.answer(&Request::new(Method::GET, "/nowhere"));
    });
    let found = follower.next().await;
    asking.await.unwrap();
    assert_eq!(found[0].number, 1);
}
