//! The authorization server as part of the service, and under random requests.

use http::header::LOCATION;
use http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::message::{Request, Scheme};
use crate::oauth::testing::{AUTH, Bench, ID, REDIRECT, SECRET, TOKEN, post};
use crate::service::Service;

const PATHS: [&str; 5] = [
    AUTH,
    TOKEN,
    "/revoke",
    "/o/oauth2/revoke",
    "/.well-known/openid-configuration",
];

#[test]
fn over_plain_http_no_endpoint_is_served() {
    let bench = Bench::new();
    let mut service = Service::new(bench.world);
    for path in PATHS {
        let mut request = post(path, &[("grant_type", "refresh_token")]);
        request.scheme = Scheme::Http;
        let answer = service.answer(&request, bench.now);
        assert_eq!(answer.response.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[test]
fn the_service_serves_every_endpoint_without_a_bearer_token() {
    let bench = Bench::new();
    let mut service = Service::new(bench.world);
    for path in PATHS {
        let answer = service.answer(&Request::new(Method::PATCH, path), bench.now);
        assert_eq!(answer.response.status, StatusCode::METHOD_NOT_ALLOWED);
        for header in ["date", "server", "allow", "content-length"] {
            assert!(answer.response.headers.contains_key(header), "{header}");
        }
    }
}

/// Pieces of forms, good ones and bad ones.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "grant_type=authorization_code".to_owned(),
        "grant_type=refresh_token".to_owned(),
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer".to_owned(),
        "response_type=code".to_owned(),
        "prompt=none".to_owned(),
        "decision=allow".to_owned(),
        format!("client_id={ID}"),
        format!("client_secret={SECRET}"),
        format!("redirect_uri={REDIRECT}"),
        "scope=openid".to_owned(),
        "scope=%".to_owned(),
    ]);
    let named =
        "(code|token|assertion|form_token|state|code_challenge|refresh_token|x)=[ -~]{0,20}";
    prop_oneof![3 => known, 2 => named, 1 => "\\PC{0,20}"]
}

fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..ProptestConfig::with_cases(300)
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn whatever_is_sent_is_answered_and_the_server_goes_on(
        path in prop::sample::select(PATHS.to_vec()),
        is_get in any::<bool>(),
        query in prop::collection::vec(piece(), 0..8),
        body in prop::collection::vec(piece(), 0..8),
        noise in prop::collection::vec(any::<u8>(), 0..16),
    ) {
        let mut bench = Bench::new();
        let (_, refresh) = bench.tokens();
        let method = if is_get { Method::GET } else { Method::POST };
        let body = [body.join("&").as_bytes(), &noise].concat();
        let request = Request::new(method, format!("{path}?{}", query.join("&")));
        let mut service = Service::new(bench.world.clone());
        let answer = service.answer(&request.with_body(body), bench.now);
        let status = answer.response.status;
        prop_assert!(!status.is_server_error() && !answer.explanation.because.is_empty());
        let location = answer.response.headers.get(LOCATION);
        let sends_back = location.is_some_and(|uri| uri.to_str().unwrap().contains("error="));
        let is_refused = status.is_client_error() || sends_back;
        prop_assert_eq!(answer.explanation.remedy.is_some(), is_refused);
        bench.world = service.world().clone();
        prop_assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
    }
}
