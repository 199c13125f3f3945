use http::StatusCode;

use crate::oauth::testing::{Bench, PUBLIC_ID, TOKEN, json, refusal, text};
use crate::store::{Scopes, World};

const DAY: i64 = 24 * 3600;
const OTHER: &str = "https://www.googleapis.com/auth/calendar";

fn dead(response: &crate::Response) -> bool {
    refusal(response)
        == (
            400,
            "invalid_grant".to_owned(),
            "Token has been expired or revoked.".to_owned(),
        )
}

#[test]
fn a_refresh_token_becomes_another_access_token_and_stays_as_it_is() {
    let mut bench = Bench::new();
    let (first, refresh) = bench.tokens();
    bench.pass(4000);
    assert!(!bench.is_good(&first));
    for _ in 0..3 {
        let response = bench.refresh(&refresh);
        assert_eq!(response.status, StatusCode::OK);
        let body = json(&response);
        assert!(bench.is_good(&text(&body, "access_token")));
        assert_eq!(body.get("expires_in").unwrap(), 3599);
        assert_eq!(text(&body, "scope"), Scopes::CARDDAV);
        assert_eq!(body.get("refresh_token"), None);
    }
}

#[test]
fn a_refresh_does_not_end_the_access_token_before() {
    let mut bench = Bench::new();
    let (first, refresh) = bench.tokens();
    bench.refresh(&refresh);
    assert!(bench.is_good(&first));
}

#[test]
fn fewer_scopes_can_be_asked_for_and_more_cannot() {
    let mut bench = Bench::new();
    let both = format!("{} {OTHER}", Scopes::CARDDAV);
    let code = bench.code(&[("scope", &both), ("access_type", "offline")]);
    let refresh = text(&json(&bench.exchange(&code)), "refresh_token");
    let mut ask = |scope: &str| {
        bench.token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", &refresh),
            ("scope", scope),
        ])
    };
    assert_eq!(text(&json(&ask(OTHER)), "scope"), OTHER);
    for broader in [format!("{both} openid"), "\"".to_owned(), " ".to_owned()] {
        let (status, error, _) = refusal(&ask(&broader));
        assert_eq!((status, error.as_str()), (400, "invalid_scope"));
    }
}

#[test]
fn a_refresh_token_that_was_revoked_is_dead() {
    let mut bench = Bench::new();
    let (access, refresh) = bench.tokens();
    bench.world.revoke_refresh_token(&refresh).unwrap();
    assert!(dead(&bench.refresh(&refresh)));
    assert!(!bench.is_good(&access));
    assert!(
        bench
            .explanation
            .remedy
            .as_deref()
            .unwrap()
            .contains("consent")
    );
}

#[test]
fn expiring_the_access_tokens_leaves_the_refresh_token_good() {
    let mut bench = Bench::new();
    let (access, refresh) = bench.tokens();
    bench
        .world
        .expire_tokens_of(World::DEFAULT_ACCOUNT)
        .unwrap();
    assert!(!bench.is_good(&access));
    assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
}

#[test]
fn in_testing_a_refresh_token_dies_after_seven_days() {
    let mut bench = Bench::new();
    bench.world.set_testing(true);
    let (_, refresh) = bench.tokens();
    bench.pass(7 * DAY - 1);
    assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
    bench.pass(1);
    assert!(dead(&bench.refresh(&refresh)));
    assert!(bench.explanation.because.contains("testing"));
    bench.world.set_testing(false);
    assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
}

#[test]
fn a_refresh_token_that_lies_idle_for_half_a_year_dies() {
    let mut bench = Bench::new();
    let (_, refresh) = bench.tokens();
    bench.pass(180 * DAY);
    assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
    bench.pass(180 * DAY);
    assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
    bench.pass(184 * DAY);
    assert!(dead(&bench.refresh(&refresh)));
}

#[test]
fn the_hundred_and_first_refresh_token_ends_the_first() {
    let mut bench = Bench::new();
    let tokens: Vec<_> = (0..101).map(|_| bench.tokens().1).collect();
    assert!(dead(&bench.refresh(&tokens[0])));
    assert_eq!(bench.refresh(&tokens[1]).status, StatusCode::OK);
    assert_eq!(bench.refresh(&tokens[100]).status, StatusCode::OK);
}

#[test]
fn a_refresh_token_is_good_for_its_own_client_only() {
    let mut bench = Bench::new();
    let (_, refresh) = bench.tokens();
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh.as_str()),
        ("client_id", PUBLIC_ID),
    ];
    let (status, error, _) = refusal(&bench.post(TOKEN, &fields));
    assert_eq!((status, error.as_str()), (400, "invalid_grant"));
}

#[test]
fn what_was_never_a_refresh_token_is_refused() {
    let mut bench = Bench::new();
    let (access, _) = bench.tokens();
    for text in ["1//0guessed", access.as_str()] {
        let (status, error, _) = refusal(&bench.refresh(text));
        assert_eq!((status, error.as_str()), (400, "invalid_grant"));
    }
}

#[test]
fn a_test_can_mint_a_refresh_token_for_a_client() {
    let mut bench = Bench::new();
    let token = bench
        .world
        .mint_refresh_token(World::DEFAULT_ACCOUNT, crate::oauth::testing::ID, bench.now)
        .unwrap();
    assert_eq!(bench.refresh(token.reveal()).status, StatusCode::OK);
}

#[test]
fn more_access_tokens_than_are_kept_push_out_the_oldest_and_none_of_a_test() {
    let mut bench = Bench::new();
    let minted = bench
        .world
        .mint_token(World::DEFAULT_ACCOUNT, None)
        .unwrap();
    let (oldest, refresh) = bench.tokens();
    for _ in 0..8_192 {
        bench.refresh(&refresh);
    }
    assert!(!bench.is_good(&oldest));
    assert!(bench.is_good(minted.reveal()));
}
