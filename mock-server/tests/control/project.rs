//! The project of the clients, service accounts, and what is set about accounts and clocks.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::bench::{Answered, Bench, CARD};

/// What the token endpoint answers to a form.
async fn token(bench: &Bench, form: &str) -> (u16, Value) {
    let request = bench
        .client
        .post(bench.server.url() + "/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap())
}

const REFRESH: &str = "grant_type=refresh_token&client_id=mine&refresh_token=1//mine";

async fn with_refresh_token() -> Bench {
    let bench = Bench::start().await;
    let client = json!({ "client_id": "mine", "public": true });
    bench.done("POST", "/clients", client).await;
    let refresh = json!({ "client_id": "mine", "value": "1//mine" });
    bench.done("POST", "/refresh-tokens", refresh).await;
    bench
}

#[tokio::test]
async fn access_tokens_live_as_long_as_the_project_says() {
    let bench = with_refresh_token().await;
    let usual = bench.done("GET", "/project", Value::Null).await;
    let expected = json!({ "api_enabled": true, "testing": false, "token_life": "3599s" });
    assert_eq!(usual, expected);
    let changed = json!({ "token_life": "10 minutes" });
    let changed = bench.done("PATCH", "/project", changed).await;
    assert_eq!(changed["token_life"], "600s");
    let (status, answer) = token(&bench, REFRESH).await;
    assert_eq!((status, &answer["expires_in"]), (200, &json!(600)));
}

#[tokio::test]
async fn in_testing_a_refresh_token_ends_after_seven_days() {
    let bench = with_refresh_token().await;
    bench
        .done("PATCH", "/project", json!({ "testing": true }))
        .await;
    let six_days = json!({ "by": "6 days", "credentials": true });
    bench.done("POST", "/clock/advance", six_days).await;
    assert_eq!(token(&bench, REFRESH).await.0, 200);
    let another = json!({ "by": "1 day", "credentials": true });
    bench.done("POST", "/clock/advance", another).await;
    let (status, answer) = token(&bench, REFRESH).await;
    assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn an_api_that_is_switched_off_answers_403_until_it_is_on_again() {
    let bench = Bench::start().await;
    let well_known = "/.well-known/carddav";
    for (enabled, refused) in [(false, true), (true, false)] {
        let change = json!({ "api_enabled": enabled });
        bench.done("PATCH", "/project", change).await;
        assert_eq!(bench.serve("PROPFIND", well_known).await == 403, refused);
        assert_eq!(bench.server.project().api_enabled, enabled);
    }
}

/// An assertion of a service account that nobody verifies the signature of (RFC 7523 §2.1).
fn assertion(email: &str, user: &str) -> String {
    use base64::Engine;
    let encode = |value: Value| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let now = Timestamp::now().as_second();
    let header = encode(json!({ "alg": "RS256", "typ": "JWT" }));
    let claims = encode(json!({
        "iss": email, "sub": user, "aud": "https://oauth2.googleapis.com/token",
        "scope": "https://www.googleapis.com/auth/carddav", "iat": now, "exp": now + 3600,
    }));
    format!("{header}.{claims}.c2lnbmVk")
}

#[tokio::test]
async fn a_service_account_with_delegation_gets_a_token_for_a_user() {
    let bench = Bench::start().await;
    let robot = "robot@project.iam.gserviceaccount.com";
    let form = format!(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={}",
        assertion(robot, "user@example.com")
    );
    assert_ne!(token(&bench, &form).await.0, 200);
    let new = json!({ "email": robot, "delegation": ["https://www.googleapis.com/auth/carddav"] });
    let registered = bench.done("POST", "/service-accounts", new).await;
    assert_eq!(registered["has_public_key"], false);
    let (status, answer) = token(&bench, &form).await;
    assert_eq!(status, 200, "{answer}");
    let listed = bench.done("GET", "/service-accounts", Value::Null).await;
    assert_eq!(listed["service_accounts"], json!([registered]));
    assert!(!listed.to_string().contains("robot"));
}

#[tokio::test]
async fn service_accounts_that_do_not_fit_are_refused_with_their_place() {
    let bench = Bench::start().await;
    let taken = json!({ "email": "taken" });
    bench.done("POST", "/service-accounts", taken).await;
    for (body, status, location) in [
        (json!({ "email": "" }), 400, "/email"),
        (json!({ "email": "taken" }), 409, "/email"),
        (
            json!({ "email": "x", "public_key": "x" }),
            400,
            "/public_key",
        ),
        (
            json!({ "email": "x", "delegation": ["\u{e9}"] }),
            400,
            "/delegation",
        ),
    ] {
        let answered = bench.ask("POST", "/service-accounts", body).await;
        let told = (answered.status, answered.json()["where"].clone());
        assert_eq!(told, (status, json!(location)));
    }
}

async fn with_header(bench: &Bench, name: &str, value: &str) -> u16 {
    let url = bench.server.url() + "/.well-known/carddav";
    let request = bench.client.request("PROPFIND".parse().unwrap(), url);
    let answer = request.header(name, value).send().await.unwrap();
    answer.status().as_u16()
}

#[tokio::test]
async fn tokens_and_passwords_of_ones_own_choice_open_the_account() {
    let bench = Bench::start().await;
    let token = json!({ "value": "mine", "life": "1 hour" });
    bench.done("POST", "/tokens", token.clone()).await;
    assert_ne!(
        with_header(&bench, "authorization", "Bearer mine").await,
        401
    );
    let again: Answered = bench.ask("POST", "/tokens", token).await;
    assert_eq!(
        (again.status, &again.json()["where"]),
        (409, &json!("/value"))
    );

    // user@example.com:pass
    let basic = "Basic dXNlckBleGFtcGxlLmNvbTpwYXNz";
    assert_eq!(with_header(&bench, "authorization", basic).await, 401);
    let password = json!({ "app_password": "pass" });
    bench.done("POST", "/accounts/app-password", password).await;
    assert_ne!(with_header(&bench, "authorization", basic).await, 401);
}

#[tokio::test]
async fn a_token_that_was_never_issued_is_adopted_once_told_so() {
    let bench = Bench::start().await;
    assert_eq!(
        with_header(&bench, "authorization", "Bearer own").await,
        401
    );
    bench.done("POST", "/credentials/adopt", Value::Null).await;
    assert_ne!(
        with_header(&bench, "authorization", "Bearer own").await,
        401
    );
}

#[tokio::test]
async fn dates_in_answers_are_wrong_by_as_much_as_was_told() {
    let bench = Bench::start().await;
    for (backward, sign) in [(false, 1), (true, -1)] {
        let shift = json!({ "by": "3 hours", "backward": backward });
        bench.done("POST", "/clock/shift-date", shift).await;
        let url = bench.server.url() + "/.well-known/carddav";
        let answer = bench.client.get(url).send().await.unwrap();
        let date = answer.headers()["date"].to_str().unwrap();
        let date = jiff::fmt::rfc2822::parse(date).unwrap().timestamp();
        let hours = date.duration_since(Timestamp::now()).as_secs_f64() / 3600.0;
        assert!((hours - f64::from(sign * 3)).abs() < 0.5, "{hours}");
    }
}

#[tokio::test]
async fn reset_comes_back_to_where_the_start_was_put() {
    let bench = Bench::start().await;
    let href = bench.server.create_card(CARD).unwrap();
    bench.done("POST", "/reset/here", Value::Null).await;
    bench.server.delete_card(&href).unwrap();
    bench.done("POST", "/reset", Value::Null).await;
    assert_eq!(bench.serve("GET", &href).await, 200);
}

#[tokio::test]
async fn getctag_is_polling_above_the_allowance() {
    let bench = Bench::start().await;
    let throttled = json!({ "value": "throttled" });
    bench
        .done("PUT", "/quirks/rate.ctag-poll-limit", throttled)
        .await;
    let allowance = json!({ "requests": 1, "per": "1 hour" });
    bench.done("PUT", "/ctag-allowance", allowance).await;
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let world = bench.done("GET", "/world", Value::Null).await;
        let book = world["accounts"][0]["book"].as_str().unwrap().to_owned();
        let request = bench
            .client
            .request("PROPFIND".parse().unwrap(), bench.server.url() + &book)
            .bearer_auth(bench.server.token().reveal())
            .header("depth", "0")
            .body("<propfind xmlns='DAV:'><prop><getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>");
        statuses.push(request.send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuses[0], 207);
    assert_ne!(statuses[1], 207);
}
