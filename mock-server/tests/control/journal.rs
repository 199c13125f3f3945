//! The journal from outside: filter, one exchange, follow, archive, explain.

use serde_json::{Value, json};

use crate::bench::{Bench, CARD};

async fn numbers(bench: &Bench, query: &str) -> Vec<u64> {
    let journal = bench
        .done("GET", &format!("/journal{query}"), Value::Null)
        .await;
    let exchanges = journal["exchanges"].as_array().unwrap().clone();
    exchanges
        .iter()
        .map(|exchange| exchange["number"].as_u64().unwrap())
        .collect()
}

/// Four exchanges: a card read, a path that does not exist, another account's read, nobody's.
async fn four() -> Bench {
    let bench = Bench::start().await;
    let href = bench.server.create_card(CARD).unwrap();
    bench.serve("GET", &href).await;
    bench.serve("DELETE", "/nowhere").await;
    let grace = json!({ "address": "grace@example.com" });
    bench.done("POST", "/accounts", grace).await;
    let minted = json!({ "account": "grace@example.com" });
    let minted = bench.done("POST", "/tokens", minted).await;
    let token = minted["access_token"].as_str().unwrap();
    let url = bench.server.url() + &href;
    bench
        .client
        .get(&url)
        .bearer_auth(token)
        .send()
        .await
        .unwrap();
    bench.client.get(&url).send().await.unwrap();
    bench
}

#[tokio::test]
async fn a_filter_lets_through_what_fits_all_that_is_set() {
    let bench = four().await;
    for (query, expected) in [
        ("", vec![1, 2, 3, 4]),
        ("?method=GET", vec![1, 3, 4]),
        ("?status_from=400", vec![2, 3, 4]),
        ("?status_from=400&method=DELETE", vec![2]),
        ("?status_to=299", vec![1]),
        ("?path=nowhere", vec![2]),
        ("?account=user@example.com", vec![1, 2]),
        ("?account=grace%40example.com", vec![3]),
        ("?after=2", vec![3, 4]),
        ("?newest=1", vec![4]),
        ("?newest=1&method=DELETE", vec![2]),
        ("?faulted=true", vec![]),
        ("?faulted=false", vec![1, 2, 3, 4]),
        ("?quirk=auth.challenge", vec![4]),
    ] {
        assert_eq!(numbers(&bench, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn the_account_that_asked_is_told_and_nobody_where_nobody_was_let_in() {
    let bench = four().await;
    let journal = bench.done("GET", "/journal", Value::Null).await;
    assert_eq!(journal["exchanges"][2]["account"], "grace@example.com");
    assert_eq!(journal["exchanges"][3]["account"], Value::Null);
}

#[tokio::test]
async fn an_exchange_is_shown_whole_and_without_its_token() {
    let bench = four().await;
    let shown = bench.ask("GET", "/journal/1", Value::Null).await;
    assert!(!shown.text.contains(bench.server.token().reveal()));
    let shown = shown.json();
    assert_eq!(shown["request"]["method"], "GET");
    let headers = shown["request"]["headers"].as_array().unwrap();
    let hidden = json!({ "name": "authorization", "value": "Bearer [secret]" });
    assert!(headers.contains(&hidden), "{headers:?}");
    let text = shown["response"]["body"]["text"].as_str().unwrap();
    assert!(text.starts_with("BEGIN:VCARD"));
}

#[tokio::test]
async fn an_explanation_names_quirks_with_what_they_rest_on() {
    let bench = four().await;
    let explained = bench.done("GET", "/explain/4", Value::Null).await;
    assert_eq!(explained["status"], 401);
    assert_eq!(explained["because"], "the request carries no credentials");
    let quirks = explained["quirks"].as_array().unwrap();
    let challenge = quirks
        .iter()
        .find(|quirk| quirk["quirk"] == "auth.challenge")
        .unwrap();
    assert!(challenge["does"].as_str().unwrap().ends_with('.'));
    assert!(!challenge["evidence"].as_array().unwrap().is_empty());
    assert!(explained["remedy"].is_string());
}

#[tokio::test]
async fn the_archive_is_har_1_2_and_holds_no_token() {
    let bench = four().await;
    let url = bench.server.url();
    let exported = bench
        .ask("GET", "/journal.har?method=GET", Value::Null)
        .await;
    assert!(!exported.text.contains(bench.server.token().reveal()));
    let archive = exported.json();
    assert_eq!(archive["log"]["version"], "1.2");
    let entries = archive["log"]["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 3);
    for entry in entries {
        for field in [
            "startedDateTime",
            "time",
            "request",
            "response",
            "cache",
            "timings",
        ] {
            assert!(entry.get(field).is_some(), "{field}");
        }
        let host = url.trim_start_matches("http://");
        let asked = entry["request"]["url"].as_str().unwrap();
        assert!(
            asked.starts_with(&format!("https://{host}/carddav/")),
            "{asked}"
        );
    }
    assert_eq!(
        entries[0]["response"]["content"]["mimeType"],
        "text/vcard; charset=UTF-8"
    );
}

#[tokio::test]
async fn whoever_follows_gets_what_was_and_what_comes() {
    let bench = four().await;
    let url = format!(
        "{}/__cardproof/journal/follow?method=GET&after=1",
        bench.server.url()
    );
    let mut stream = bench.client.get(url).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut text = String::new();
    while !text.contains("id: 4\n") {
        text += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
    assert!(
        text.starts_with("id: 3\nevent: exchange\ndata: {\"number\":3,"),
        "{text}"
    );
    bench.serve("DELETE", "/nowhere").await;
    bench.serve("GET", "/nowhere").await;
    while !text.contains("id: 6\n") {
        text += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
    assert!(!text.contains("id: 5\n"), "{text}");
}

#[tokio::test]
async fn a_follower_does_not_keep_the_server_from_stopping() {
    let bench = four().await;
    let url = format!("{}/__cardproof/journal/follow", bench.server.url());
    let mut stream = bench.client.get(url).send().await.unwrap();
    stream.chunk().await.unwrap().unwrap();
    bench.server.stop().await;
    while let Ok(Some(_)) = stream.chunk().await {}
}

#[tokio::test]
async fn clearing_keeps_the_numbers() {
    let bench = four().await;
    bench.done("DELETE", "/journal", Value::Null).await;
    assert_eq!(numbers(&bench, "").await, [0_u64; 0]);
    bench.serve("GET", "/nowhere").await;
    assert_eq!(numbers(&bench, "").await, [5]);
    assert_eq!(
        bench.ask("GET", "/explain/1", Value::Null).await.status,
        404
    );
}
