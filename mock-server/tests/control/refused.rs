//! What is refused, and how that is said.

use serde_json::{Value, json};

use crate::bench::{Bench, CARD};

async fn refused(bench: &Bench, method: &str, path: &str, body: Value) -> (u16, Value) {
    let answered = bench.ask(method, path, body).await;
    (answered.status, answered.json())
}

#[tokio::test]
async fn a_problem_says_what_where_and_how_to_mend_it() {
    let bench = Bench::start().await;
    let (status, problem) = refused(&bench, "POST", "/cards", json!({ "vcrad": "x" })).await;
    assert_eq!(status, 400);
    assert_eq!(
        problem,
        json!({
            "type": "urn:cardproof:problem:unknown-field",
            "title": "A field or parameter is not known",
            "status": 400,
            "detail": "there is no `vcrad` here",
            "where": "/vcrad",
            "remedy": "Leave it out. There is `vcard` and `account`.",
        })
    );
}

#[tokio::test]
async fn what_the_world_cannot_do_is_refused_and_changes_nothing() {
    let bench = Bench::start().await;
    bench.done("POST", "/cards", json!({ "vcard": CARD })).await;
    for (method, path, body, status, location) in [
        ("POST", "/cards", json!({ "vcard": "x" }), 422, "/vcard"),
        (
            "POST",
            "/cards",
            json!({ "vcard": CARD, "account": "x" }),
            404,
            "/account",
        ),
        ("GET", "/card?href=/nowhere", Value::Null, 404, "?href"),
        (
            "POST",
            "/clock/set",
            json!({ "at": "2001-01-01T00:00:00Z" }),
            409,
            "/at",
        ),
        (
            "POST",
            "/accounts",
            json!({ "address": "user@example.com" }),
            409,
            "/address",
        ),
        (
            "POST",
            "/accounts",
            json!({ "address": "a/b" }),
            400,
            "/address",
        ),
        (
            "POST",
            "/accounts",
            json!({ "address": "a@b", "prefix": "/x" }),
            400,
            "/prefix",
        ),
        (
            "POST",
            "/tokens/expire",
            json!({ "token": "unknown" }),
            404,
            "/token",
        ),
        (
            "POST",
            "/tokens/expire",
            json!({ "token": "a", "account": "b" }),
            400,
            "/account",
        ),
        (
            "POST",
            "/tokens",
            json!({ "scopes": ["\""] }),
            400,
            "/scopes",
        ),
        ("POST", "/saves/none/restore", Value::Null, 404, "/name"),
        ("DELETE", "/saves/none", Value::Null, 404, "/name"),
        (
            "POST",
            "/home/move",
            json!({ "prefix": "carddav" }),
            400,
            "/prefix",
        ),
        (
            "PUT",
            "/quirks/sync.depth",
            json!({ "value": "deep" }),
            400,
            "/value",
        ),
        (
            "POST",
            "/faults",
            json!({ "kind": "reset", "first": 1, "nth": 2 }),
            400,
            "/nth",
        ),
        (
            "POST",
            "/faults",
            json!({ "status": 503, "first": 1, "retry_after": "when-over" }),
            400,
            "/retry_after",
        ),
        (
            "POST",
            "/faults",
            json!({ "preset": "rate-429", "status": 500 }),
            400,
            "/status",
        ),
        (
            "GET",
            "/journal?account=nobody",
            Value::Null,
            404,
            "?account",
        ),
        ("GET", "/journal?method=A%20B", Value::Null, 400, "?method"),
        ("POST", "/reset", json!({}), 400, "/"),
    ] {
        let (answered, problem) = refused(&bench, method, path, body).await;
        assert_eq!(answered, status, "{method} {path}: {problem}");
        assert_eq!(problem["where"], location, "{method} {path}: {problem}");
        assert!(
            problem["remedy"].as_str().unwrap().ends_with('.'),
            "{problem}"
        );
    }
    let world = bench.done("GET", "/world", Value::Null).await;
    assert_eq!(world["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(world["accounts"][0]["cards"], 1);
}

#[tokio::test]
async fn bodies_that_are_no_json_objects_are_refused() {
    let bench = Bench::start().await;
    let json = [("content-type", "application/json; charset=utf-8")];
    for (body, detail) in [
        ("{\n\"by\": }", "the body is no JSON: line 2, column 7"),
        ("[]", "the body is JSON, but no object"),
    ] {
        let sent = bench.send(("POST", "/clock/advance"), &json, Some(body.to_owned()));
        assert_eq!(sent.await.json()["detail"], detail);
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let sent = bench.send(("POST", "/clock/advance"), &form, Some("by=1".to_owned()));
    assert_eq!(sent.await.status, 415);
    let long = "x".repeat(cardproof_mock::MAX_BODY + 1);
    let sent = bench.send(("POST", "/clock/advance"), &json, Some(long));
    assert_eq!(sent.await.status, 413);
}

#[tokio::test]
async fn another_method_is_told_which_ones_there_are() {
    let bench = Bench::start().await;
    let url = format!("{}/__cardproof/card", bench.server.url());
    let answer = bench.client.patch(url).send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()["allow"], "GET, PUT, DELETE");
}

#[tokio::test]
async fn problems_hold_no_secret() {
    let bench = Bench::start().await;
    let secret = "ya29.s3cret";
    for (path, body) in [
        ("/tokens/expire", json!({ "token": secret })),
        ("/tokens/expire", json!({ "tokens": secret })),
        ("/clock/advance", json!({ "by": secret })),
    ] {
        let answered = bench.ask("POST", path, body).await;
        assert!(!answered.text.contains(secret), "{}", answered.text);
    }
}
