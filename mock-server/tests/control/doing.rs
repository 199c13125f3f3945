//! What the operations do.

use std::time::Duration;

use cardproof_mock::{FaultKind, MockServer, Operation};
use serde_json::{Value, json};

use crate::bench::{Bench, CARD};

#[tokio::test]
async fn cards_are_created_changed_and_deleted_as_by_another_device() {
    let bench = Bench::start().await;
    let vcard = [("content-type", "text/vcard; charset=utf-8")];
    let sent = bench.send(("POST", "/cards"), &vcard, Some(CARD.to_owned()));
    let created = sent.await;
    assert_eq!(created.status, 201);
    let href = created.json()["href"].as_str().unwrap().to_owned();
    assert_eq!(bench.serve("GET", &href).await, 200);

    let changed = CARD.replace("Ada L", "Augusta Ada L");
    let path = format!("/card?href={href}");
    bench.done("PUT", &path, json!({ "vcard": changed })).await;
    let shown = bench.done("GET", &path, Value::Null).await;
    assert!(shown["vcard"].as_str().unwrap().contains("Augusta"));
    let listed = bench.done("GET", "/cards", Value::Null).await;
    assert_eq!(listed["cards"][0]["href"], href.as_str());
    assert_ne!(listed["cards"][0]["etag"], created.json()["etag"]);

    bench.done("DELETE", &path, Value::Null).await;
    assert_eq!(bench.serve("GET", &href).await, 404);
}

#[tokio::test]
async fn a_save_is_restored_with_cards_clock_and_faults_and_the_journal_goes_on() {
    let bench = Bench::start().await;
    let href = bench.server.create_card(CARD).unwrap();
    bench.done("POST", "/clock/freeze", json!({})).await;
    let before = bench.done("GET", "/clock", Value::Null).await;
    bench.done("PUT", "/saves/ready", Value::Null).await;

    bench.server.delete_card(&href).unwrap();
    bench.server.advance(Duration::from_secs(60));
    bench
        .done("POST", "/faults", json!({ "status": 503 }))
        .await;
    assert_eq!(bench.serve("GET", &href).await, 503);

    bench
        .done("POST", "/saves/ready/restore", Value::Null)
        .await;
    assert_eq!(bench.serve("GET", &href).await, 200);
    let after = bench.done("GET", "/clock", Value::Null).await;
    assert_eq!(after["service"], before["service"]);
    assert_eq!(bench.server.journal().len(), 2);
    let saves = bench.done("GET", "/saves", Value::Null).await;
    assert_eq!(saves, json!({ "saves": ["ready"] }));
}

#[tokio::test]
async fn reset_comes_back_to_the_start_with_the_faults_that_were_there() {
    let fault = cardproof_mock::Fault::new(Operation::Delete, FaultKind::Reset);
    let bench = Bench::with(MockServer::builder().fault(fault)).await;
    let href = bench.server.create_card(CARD).unwrap();
    bench.serve("GET", &href).await;
    bench.done("DELETE", "/faults", Value::Null).await;
    bench
        .done(
            "PUT",
            "/quirks/sync.depth",
            json!({ "value": "one-required" }),
        )
        .await;
    bench.done("POST", "/reset", Value::Null).await;
    let world = bench.done("GET", "/world", Value::Null).await;
    assert_eq!(world["accounts"][0]["cards"], 0);
    assert_eq!(world["faults"], 1);
    assert_eq!(world["quirks"]["sync.depth"], "zero-required");
    let journal = bench.done("GET", "/journal", Value::Null).await;
    assert_eq!(journal["exchanges"], json!([]));
    assert_eq!(bench.serve("GET", &href).await, 404);
    assert_eq!(bench.server.journal()[0].number, 2);
}

#[tokio::test]
async fn the_service_clock_is_advanced_set_frozen_and_goes_on() {
    let bench = Bench::start().await;
    let at = "2030-01-01T00:00:00Z";
    let frozen = bench
        .done("POST", "/clock/freeze", json!({ "at": at }))
        .await;
    assert_eq!(
        (&frozen["service"], &frozen["frozen"]),
        (&json!(at), &json!(true))
    );
    let moved = bench
        .done("POST", "/clock/advance", json!({ "by": "30 days" }))
        .await;
    assert_eq!(moved["service"], "2030-01-31T00:00:00Z");
    let thawed = bench.done("POST", "/clock/thaw", Value::Null).await;
    assert_eq!(thawed["frozen"], false);
    assert_ne!(thawed["service"], "2030-01-31T00:00:00Z");
}

#[tokio::test]
async fn the_clock_of_one_account_moves_and_the_others_do_not_notice() {
    let bench = Bench::start().await;
    let (grace, at) = ("grace@example.com", "2030-01-01T00:00:00Z");
    bench
        .done("POST", "/clock/freeze", json!({ "at": at }))
        .await;
    bench
        .done("POST", "/accounts", json!({ "address": grace }))
        .await;
    let moved = json!({ "by": "30 days", "account": grace });
    let moved = bench.done("POST", "/clock/advance", moved).await;
    assert_eq!(moved["service"], "2030-01-31T00:00:00Z");
    let shown = bench.done("GET", "/clock", Value::Null).await;
    assert_eq!(shown["service"], at);
    let world = bench.done("GET", "/world", Value::Null).await;
    assert_eq!(world["accounts"][0]["clock"]["service"], at);
    assert_eq!(
        world["accounts"][1]["clock"]["service"],
        "2030-01-31T00:00:00Z"
    );
    let all = bench
        .done("POST", "/clock/advance", json!({ "by": "1 day" }))
        .await;
    assert_eq!(all["service"], "2030-01-02T00:00:00Z");
    let path = format!("/clock?account={grace}");
    let hers = bench.done("GET", &path, Value::Null).await;
    assert_eq!(hers["service"], "2030-02-01T00:00:00Z");
    let thawed = bench
        .done("POST", "/clock/thaw", json!({ "account": grace }))
        .await;
    assert_eq!(thawed["frozen"], false);
    let frozen = json!({ "account": grace, "at": "2031-01-01T00:00:00Z" });
    let frozen = bench.done("POST", "/clock/freeze", frozen).await;
    let year = json!("2031-01-01T00:00:00Z");
    assert_eq!(
        (&frozen["service"], &frozen["frozen"]),
        (&year, &json!(true))
    );
    let set = json!({ "account": grace, "at": "2032-01-01T00:00:00Z" });
    let set = bench.done("POST", "/clock/set", set).await;
    assert_eq!(set["service"], "2032-01-01T00:00:00Z");
    bench
        .done("POST", "/clock/freeze", json!({ "account": grace }))
        .await;
}

#[tokio::test]
async fn tokens_are_minted_expired_renewed_and_revoked() {
    let bench = Bench::start().await;
    let well_known = "/.well-known/carddav";
    assert_ne!(bench.serve("PROPFIND", well_known).await, 401);
    bench.done("POST", "/tokens/expire", Value::Null).await;
    assert_eq!(bench.serve("PROPFIND", well_known).await, 401);
    bench.done("POST", "/tokens/renew", Value::Null).await;
    assert_ne!(bench.serve("PROPFIND", well_known).await, 401);
    bench.done("POST", "/tokens/revoke", Value::Null).await;
    assert_eq!(bench.serve("PROPFIND", well_known).await, 401);

    let minted = bench
        .done("POST", "/tokens", json!({ "life": "1 hour" }))
        .await;
    let token = minted["access_token"].as_str().unwrap();
    let url = bench.server.url() + well_known;
    let ask = || async {
        let request = bench.client.request("PROPFIND".parse().unwrap(), &url);
        request.bearer_auth(token).send().await.unwrap().status()
    };
    assert_ne!(ask().await, 401);
    let hour = json!({ "by": "1 hour", "credentials": true });
    bench.done("POST", "/clock/advance", hour).await;
    assert_eq!(ask().await, 401);
}

#[tokio::test]
async fn another_account_has_cards_and_tokens_of_its_own() {
    let bench = Bench::start().await;
    let account = json!({ "address": "grace@example.com", "prefix": "/carddav/v9" });
    let added = bench.done("POST", "/accounts", account).await;
    let book = "/carddav/v9/principals/grace@example.com/lists/default/";
    assert_eq!(added["book"], book);
    let card = json!({ "vcard": CARD, "account": "grace@example.com" });
    let card = bench.done("POST", "/cards", card).await;
    let href = card["href"].as_str().unwrap();
    assert!(href.starts_with(book), "{href}");
    assert_eq!(bench.serve("GET", href).await, 404);
    let hers = json!({ "account": "grace@example.com" });
    let minted = bench.done("POST", "/tokens", hers).await;
    let token = minted["access_token"].as_str().unwrap();
    let request = bench
        .client
        .get(bench.server.url() + href)
        .bearer_auth(token);
    assert_eq!(request.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_home_moves_and_old_paths_lead_nowhere() {
    let bench = Bench::start().await;
    let href = bench.server.create_card(CARD).unwrap();
    let moved = bench.done("POST", "/home/move", json!({})).await;
    assert!(moved["book"].as_str().unwrap().starts_with("/carddav/"));
    assert_eq!(bench.serve("GET", &href).await, 404);
}

#[tokio::test]
async fn a_rule_that_never_struck_is_told() {
    let bench = Bench::start().await;
    let lost = json!({ "operation": "update", "kind": "reset", "phase": "after-change", "nth": 2 });
    let rule = bench.done("POST", "/faults", lost).await;
    assert_eq!(
        rule["rule"],
        "reset after the change, before the reply, for update, at match 2"
    );
    bench
        .done("DELETE", &format!("/faults/{}", rule["id"]), Value::Null)
        .await;
    let unfired = bench.done("GET", "/faults/unfired", Value::Null).await;
    assert_eq!(unfired["faults"][0]["id"], rule["id"]);
}

#[tokio::test]
async fn a_quota_for_each_account_tells_the_time_that_is_left() {
    let bench = Bench::start().await;
    let at = json!({ "at": "2027-01-01T07:50:00Z" });
    bench.done("POST", "/clock/set", at).await;
    bench.done("POST", "/clock/freeze", Value::Null).await;
    let quota = json!({
        "status": 429,
        "over": 1,
        "per": "pacific-day",
        "each": "account",
        "retry_after": "when-over",
    });
    let rule = bench.done("POST", "/faults", quota).await;
    assert_eq!(
        rule["rule"],
        "status 429 before the change, for any, at more than 1 in a day of Pacific Time for each account"
    );
    assert_eq!(bench.serve("GET", "/").await, 404);
    let request = bench.client.get(bench.server.url());
    let token = bench.server.token();
    let refused = request.bearer_auth(token.reveal()).send().await.unwrap();
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "600");
}
