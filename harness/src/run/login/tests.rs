use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;

fn secret(text: &str) -> Option<Secret> {
    Some(Secret::new(text))
}

fn refreshing() -> Environment {
    Environment {
        refresh_token: secret("1//abc"),
        client_id: Some("me".to_owned()),
        client_secret: secret("GOCSPX-x"),
        ..Environment::default()
    }
}

async fn token_endpoint(status: u16, body: &str) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(status).set_body_string(body);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

async fn google(environment: &Environment, token_url: &str) -> Result<Account, RunError> {
    let login = Login::Google {
        token_url: token_url.parse().unwrap(),
    };
    Account::log_in(&login, environment, &Client::new()).await
}

const NOWHERE: &str = "http://127.0.0.1:1/";

async fn by(environment: Environment) -> Result<Authorization, RunError> {
    let account = Account::log_in(&Login::Environment, &environment, &Client::new()).await?;
    Ok(account.authorization().await)
}

#[tokio::test]
async fn the_environment_gives_a_token_before_a_password_before_nothing() {
    let mut all = Environment {
        access_token: secret("ya29"),
        user: Some("ada".to_owned()),
        password: secret("pw"),
        ..Environment::default()
    };
    let bearer = Authorization::Bearer(Secret::new("ya29"));
    assert_eq!(by(all.clone()).await.unwrap(), bearer);
    all.access_token = None;
    assert!(matches!(
        by(all).await.unwrap(),
        Authorization::Basic { .. }
    ));
    assert_eq!(
        by(Environment::default()).await.unwrap(),
        Authorization::None
    );
}

#[tokio::test]
async fn half_of_the_credentials_is_told_with_what_is_missing() {
    let user = Environment {
        user: Some("ada".to_owned()),
        ..Environment::default()
    };
    assert_eq!(
        by(user).await.unwrap_err().to_string(),
        "CARDPROOF_USER cannot be used without CARDPROOF_PASSWORD"
    );
    let password = Environment {
        password: secret("pw"),
        ..Environment::default()
    };
    assert_eq!(
        by(password).await.unwrap_err().to_string(),
        "CARDPROOF_PASSWORD cannot be used without CARDPROOF_USER"
    );
    let refresh = Environment {
        refresh_token: secret("1//abc"),
        ..Environment::default()
    };
    assert_eq!(
        google(&refresh, NOWHERE).await.unwrap_err().to_string(),
        "CARDPROOF_REFRESH_TOKEN cannot be used without CARDPROOF_CLIENT_ID and \
         CARDPROOF_CLIENT_SECRET"
    );
}

#[tokio::test]
async fn a_token_at_hand_needs_no_token_endpoint() {
    let environment = Environment {
        access_token: secret("ya29"),
        ..refreshing()
    };
    let account = google(&environment, NOWHERE).await.unwrap();
    let bearer = Authorization::Bearer(Secret::new("ya29"));
    assert_eq!(account.authorization().await, bearer);
}

#[tokio::test]
async fn a_token_is_fetched_before_the_first_request_and_again_when_it_is_refused() {
    let server = token_endpoint(200, r#"{"access_token": "first"}"#).await;
    let account = google(&refreshing(), &server.uri()).await.unwrap();
    let first = account.authorization().await;
    assert_eq!(first, Authorization::Bearer(Secret::new("first")));
    server.reset().await;
    let answer = ResponseTemplate::new(200).set_body_string(r#"{"access_token": "second"}"#);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let client = Client::new();
    assert!(account.renew(&first, &client).await);
    assert!(account.renew(&first, &client).await);
    let second = Authorization::Bearer(Secret::new("second"));
    assert_eq!(account.authorization().await, second);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn fixed_credentials_are_not_renewed() {
    let account = Account::fixed(Authorization::None);
    assert!(!account.renew(&Authorization::None, &Client::new()).await);
}

#[tokio::test]
async fn every_refusal_of_the_token_endpoint_has_its_message() {
    let of = async |status, body| {
        let server = token_endpoint(status, body).await;
        google(&refreshing(), &server.uri()).await.unwrap_err()
    };
    let dead = of(400, r#"{"error": "invalid_grant"}"#).await;
    assert_eq!(dead, RunError::InvalidGrant);
    assert!(dead.to_string().contains("seven days"), "{dead}");
    let client = of(401, r#"{"error": "invalid_client"}"#).await;
    assert!(
        client.to_string().contains("CARDPROOF_CLIENT_ID"),
        "{client}"
    );
    let other = of(503, "").await;
    assert_eq!(
        other.to_string(),
        "the token endpoint gave no token: it answered 503 without a token"
    );
    let away = google(&refreshing(), NOWHERE).await.unwrap_err();
    assert!(
        away.to_string()
            .starts_with("the token endpoint cannot be reached: no connection to"),
        "{away}"
    );
    for error in [dead, client, other, away] {
        assert!(!error.to_string().contains("abc") && !error.is_usage());
    }
}

#[tokio::test]
async fn everything_secret_is_named() {
    let environment = Environment {
        access_token: secret("ya29"),
        ..refreshing()
    };
    let account = google(&environment, NOWHERE).await.unwrap();
    let names: Vec<_> = account
        .secrets()
        .await
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["access-token", "refresh-token", "client-secret"]);
    assert!(!format!("{account:?}").contains("ya29"));
}

#[tokio::test]
async fn a_target_file_may_bring_its_own_token_endpoint() {
    let server = token_endpoint(200, r#"{"access_token": "ya29"}"#).await;
    let login = Login::Refresh {
        token_url: server.uri().parse().unwrap(),
        client_id: "me".to_owned(),
        client_secret: Secret::new("GOCSPX-x"),
        refresh_token: Secret::new("1//abc"),
    };
    let account = Account::log_in(&login, &Environment::default(), &Client::new())
        .await
        .unwrap();
    let bearer = Authorization::Bearer(Secret::new("ya29"));
    assert_eq!(account.authorization().await, bearer);
}
