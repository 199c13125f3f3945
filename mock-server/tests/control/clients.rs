//! Clients of the authorization server, and their refresh tokens.

use serde_json::{Value, json};

use crate::bench::Bench;

/// What the token endpoint answers to a refresh.
async fn refresh(bench: &Bench, client: &Value, token: &str) -> (u16, Value) {
    let mut form = vec![
        ("grant_type", "refresh_token"),
        ("client_id", client["client_id"].as_str().unwrap()),
        ("refresh_token", token),
    ];
    if let Some(secret) = client["client_secret"].as_str() {
        form.push(("client_secret", secret));
    }
    // Nothing in these values has to be encoded.
    let pairs: Vec<_> = form
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let body = pairs.join("&");
    let request = bench
        .client
        .post(bench.server.url() + "/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (
        status,
        serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
    )
}

#[tokio::test]
async fn a_refresh_token_of_a_registered_client_gives_access_until_it_is_revoked() {
    let bench = Bench::start().await;
    let client = bench
        .done("POST", "/clients", json!({ "name": "Mirror" }))
        .await;
    let secret = client["client_secret"].as_str().unwrap();
    assert!(secret.starts_with("GOCSPX-"), "{secret}");
    let wanted = json!({ "client_id": client["client_id"] });
    let minted = bench.done("POST", "/refresh-tokens", wanted).await;
    let token = minted["refresh_token"].as_str().unwrap();
    assert!(token.starts_with("1//"), "{token}");
    let (status, answer) = refresh(&bench, &client, token).await;
    assert_eq!((status, answer["expires_in"].as_u64()), (200, Some(3599)));

    let clients = bench.done("GET", "/clients", Value::Null).await;
    let told =
        json!({ "name": "Mirror", "kind": "confidential", "redirects": [], "refresh_tokens": 1 });
    assert_eq!(clients["clients"], json!([told]));
    let revoked = json!({ "token": token });
    bench.done("POST", "/tokens/revoke", revoked).await;
    let (status, answer) = refresh(&bench, &client, token).await;
    assert_eq!(
        (status, answer["error"].as_str()),
        (400, Some("invalid_grant"))
    );
    let listed = bench.done("GET", "/refresh-tokens", Value::Null).await;
    assert_eq!(listed["refresh_tokens"][0]["good"], false);
    assert!(!listed.to_string().contains(token));
}

#[tokio::test]
async fn a_public_client_and_a_token_of_ones_own_choice() {
    let bench = Bench::start().await;
    let client =
        json!({ "client_id": "mine", "public": true, "redirects": ["https://a.example/cb"] });
    let client = bench.done("POST", "/clients", client).await;
    assert_eq!(client["client_secret"], Value::Null);
    let grace = json!({ "address": "grace@example.com" });
    bench.done("POST", "/accounts", grace).await;
    let token = json!({
        "client_id": "mine", "account": "grace@example.com", "value": "1//of-grace",
        "scopes": ["https://www.googleapis.com/auth/carddav", "openid"],
    });
    bench.done("POST", "/refresh-tokens", token).await;
    let (status, _) = refresh(&bench, &client, "1//of-grace").await;
    assert_eq!(status, 200);
    let path = "/refresh-tokens?account=grace@example.com";
    let listed = bench.done("GET", path, Value::Null).await;
    assert_eq!(listed["refresh_tokens"][0]["scopes"][1], "openid");
    let path = "/refresh-tokens?account=user@example.com";
    let listed = bench.done("GET", path, Value::Null).await;
    assert_eq!(listed["refresh_tokens"], json!([]));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place() {
    let bench = Bench::start().await;
    let taken = json!({ "client_id": "taken" });
    bench.done("POST", "/clients", taken).await;
    for (path, body, status, location) in [
        ("/clients", json!({ "client_id": "" }), 400, "/client_id"),
        (
            "/clients",
            json!({ "client_id": "taken" }),
            409,
            "/client_id",
        ),
        ("/clients", json!({ "redirects": ["x"] }), 400, "/redirects"),
        (
            "/clients",
            json!({ "public": true, "client_secret": "x" }),
            400,
            "/client_secret",
        ),
        (
            "/refresh-tokens",
            json!({ "client_id": "x" }),
            404,
            "/client_id",
        ),
        (
            "/refresh-tokens",
            json!({ "client_id": "taken", "value": "a b" }),
            409,
            "/value",
        ),
        (
            "/refresh-tokens",
            json!({ "client_id": "taken", "scopes": ["\u{e9}"] }),
            400,
            "/scopes",
        ),
    ] {
        let answered = bench.ask("POST", path, body).await;
        let told = (answered.status, answered.json()["where"].clone());
        assert_eq!(told, (status, json!(location)));
    }
}
