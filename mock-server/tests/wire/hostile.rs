//! Requests that are none, or odd ones. After each the next client is served.

use std::time::Duration;

use cardproof_mock::MockServer;
use cardproof_mock::quirk::Profile;

use super::raw::Raw;
use super::{CARD, authorization, book, client, discover, discovery_head, server};

async fn still_serves(server: &MockServer) {
    assert_eq!(discover(&client(), server).await.status(), 301);
}

#[tokio::test]
async fn a_head_that_is_cut_off_disturbs_nobody() {
    let server = server().await;
    let mut half = Raw::connect(&server).await;
    half.send("PROPFIND /.well-known/carddav HTT").await;
    still_serves(&server).await;
    half.finish().await;
    still_serves(&server).await;
}

#[tokio::test]
async fn a_body_that_is_cut_off_changes_nothing() {
    let server = server().await;
    let path = book(&server).await + "cut-off.vcf";
    let mut half = Raw::connect(&server).await;
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: text/vcard\r\n\
         Content-Length: {}\r\n\r\n",
        authorization(&server),
        CARD.len() + 1
    );
    half.send(head).await;
    half.send(CARD).await;
    drop(half);
    still_serves(&server).await;
    let url = server.url() + &path;
    let token = server.token();
    let answer = client().get(url).bearer_auth(token.reveal()).send().await;
    assert_eq!(answer.unwrap().status(), 404);
}

#[tokio::test]
async fn a_client_that_never_ends_its_head_is_let_go() {
    let server = impatient().await;
    let mut slow = Raw::connect(&server).await;
    slow.send("GET / HTTP/1.1\r\nHost: local").await;
    assert!(slow.is_closed_in_silence().await);
    still_serves(&server).await;
}

#[tokio::test]
async fn a_client_that_says_nothing_is_let_go() {
    let server = impatient().await;
    let mut silent = Raw::connect(&server).await;
    assert!(silent.is_closed_in_silence().await);
}

#[tokio::test]
async fn a_client_that_never_ends_its_body_is_told_so() {
    let server = impatient().await;
    let mut slow = Raw::connect(&server).await;
    slow.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nfive!")
        .await;
    let response = slow.response().await;
    assert_eq!(response.status(), 408);
    assert_eq!(response.header("connection"), Some("close"));
    still_serves(&server).await;
}

async fn impatient() -> MockServer {
    MockServer::builder()
        .profile(Profile::Rfc)
        .patience(Duration::from_millis(500))
        .start()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_request_line_that_is_none_is_answered_with_400() {
    let server = server().await;
    for line in [
        "HELLO\r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "G\u{e9}T / HTTP/1.1\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
    ] {
        let mut raw = Raw::connect(&server).await;
        raw.send(line).await;
        assert_eq!(raw.response().await.status(), 400, "{line:?}");
        still_serves(&server).await;
    }
}

#[tokio::test]
async fn a_request_without_one_host_is_answered_with_400() {
    let server = server().await;
    for hosts in ["", "Host: localhost\r\nhost: localhost\r\n"] {
        let mut raw = Raw::connect(&server).await;
        raw.send(format!("GET / HTTP/1.1\r\n{hosts}\r\n")).await;
        assert_eq!(raw.response().await.status(), 400, "{hosts:?}");
        still_serves(&server).await;
    }
}

#[tokio::test]
async fn a_head_that_is_too_large_is_answered_with_431() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    let padding = format!("X-Padding: {}\r\n\r\n", "x".repeat(100_000));
    raw.send(discovery_head(&server) + &padding).await;
    assert_eq!(raw.response().await.status(), 431);
    still_serves(&server).await;
}

#[tokio::test]
async fn what_the_front_refuses_itself_is_not_in_the_journal() {
    let server = impatient().await;
    let close = "Connection: close\r\n";
    let padding = format!("X-Padding: {}\r\n", "x".repeat(100_000));
    for (request, status) in [
        ("NO REQUEST\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{close}\r\n"), 400),
        (discovery_head(&server) + &padding + "\r\n", 431),
        (
            discovery_head(&server) + &"X: y\r\n".repeat(101) + "\r\n",
            431,
        ),
        (
            discovery_head(&server) + "Content-Length: 99999999999\r\n\r\n",
            413,
        ),
        (discovery_head(&server) + "Content-Length: 1\r\n\r\n", 408),
        (
            discovery_head(&server) + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            400,
        ),
    ] {
        let mut raw = Raw::connect(&server).await;
        raw.send(&request).await;
        assert_eq!(raw.response().await.status(), status);
        assert!(server.journal().is_empty(), "{status}");
    }
    still_serves(&server).await;
    assert_eq!(server.journal().len(), 1);
}

#[tokio::test]
async fn odd_methods_are_refused_by_the_service() {
    let server = server().await;
    let path = book(&server).await;
    for method in ["BREW", "propfind", "TRACE", "X", "M-SEARCH", "PATCH"] {
        let mut raw = Raw::connect(&server).await;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
            authorization(&server)
        );
        raw.send(request).await;
        let status = raw.response().await.status();
        assert!(matches!(status, 405 | 501), "{method}: {status}");
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn dots_in_a_path_reach_the_service_as_they_were_sent() {
    let server = server().await;
    let path = book(&server).await;
    for target in [
        format!("{path}../default/"),
        format!("{path}%2e%2e/default/"),
        "/../../etc/passwd".to_owned(),
        "/..".to_owned(),
    ] {
        let mut raw = Raw::connect(&server).await;
        let request = format!(
            "PROPFIND {target} HTTP/1.1\r\nHost: localhost\r\nDepth: 0\r\n{}\r\n",
            authorization(&server)
        );
        raw.send(request).await;
        assert!(
            matches!(raw.response().await.status(), 400 | 404),
            "{target}"
        );
        let last = server.journal().pop().unwrap();
        assert_eq!(last.request.target, target);
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn targets_that_are_no_paths_are_answered() {
    let server = server().await;
    for start in [
        "OPTIONS * HTTP/1.1",
        "CONNECT example.com:443 HTTP/1.1",
        "GET // HTTP/1.1",
        "GET /?access_token=x HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /%ff HTTP/1.1",
        "GET /{} HTTP/1.1",
    ] {
        let mut raw = Raw::connect(&server).await;
        let head = format!(
            "{start}\r\nHost: localhost\r\n{}\r\n",
            authorization(&server)
        );
        raw.send(head).await;
        let status = raw.response().await.status();
        assert!((200..500).contains(&status), "{start}: {status}");
        still_serves(&server).await;
    }
}
