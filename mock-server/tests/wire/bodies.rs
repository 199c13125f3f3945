//! Bodies: too long, in pieces, and none where none belongs.

use cardproof_mock::MAX_BODY;

use super::raw::Raw;
use super::{CARD, authorization, book, build, client, discover, discovery_head, server};

#[tokio::test]
async fn a_body_over_the_bound_is_answered_with_413() {
    refuses_a_body_over_the_bound(client()).await;
    refuses_a_body_over_the_bound(build(reqwest::Client::builder().http2_prior_knowledge())).await;
}

async fn refuses_a_body_over_the_bound(client: reqwest::Client) {
    let server = server().await;
    let url = server.url() + &book(&server).await + "huge.vcf";
    let answer = client
        .put(&url)
        .bearer_auth(server.token().reveal())
        .body(vec![b'x'; MAX_BODY + 1])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 413);
    let last = server.journal().pop().unwrap();
    assert_eq!(
        last.explanation.remedy.as_deref(),
        Some("send a smaller body")
    );
    assert_eq!(discover(&client, &server).await.status(), 301);
}

#[tokio::test]
async fn a_body_of_just_the_bound_reaches_the_service() {
    let server = server().await;
    let url = server.url() + &book(&server).await + "large.vcf";
    let answer = client()
        .put(&url)
        .bearer_auth(server.token().reveal())
        .body(vec![b'x'; MAX_BODY])
        .send()
        .await
        .unwrap();
    assert_ne!(answer.status(), 413);
    assert!(answer.status().is_client_error());
    assert_eq!(server.journal().pop().unwrap().request.body.len(), MAX_BODY);
    assert_eq!(discover(&client(), &server).await.status(), 301);
}

#[tokio::test]
async fn an_announced_body_of_gigabytes_is_refused_without_reading_it() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    let length = "Content-Length: 99999999999\r\n\r\n";
    raw.send(discovery_head(&server) + length).await;
    let response = raw.response().await;
    assert_eq!(response.status(), 413);
    assert_eq!(response.header("connection"), Some("close"));
    assert_eq!(response.body, b"The request body is too long.\n");
    assert_eq!(discover(&client(), &server).await.status(), 301);
}

#[tokio::test]
async fn a_body_in_chunks_is_put_together() {
    let server = server().await;
    let path = book(&server).await + "chunks.vcf";
    let mut raw = Raw::connect(&server).await;
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: text/vcard\r\n\
         Transfer-Encoding: chunked\r\n\r\n",
        authorization(&server)
    );
    raw.send(head).await;
    for half in [&CARD[..20], &CARD[20..]] {
        raw.send(format!("{:x}\r\n{half}\r\n", half.len())).await;
    }
    raw.send("0\r\n\r\n").await;
    assert_eq!(raw.response().await.status(), 201);
    raw.send(format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        authorization(&server)
    ))
    .await;
    assert_eq!(raw.response().await.body, CARD.as_bytes());
}

#[tokio::test]
async fn chunks_that_make_no_sense_are_answered_with_400() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    raw.send(discovery_head(&server) + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
        .await;
    assert_eq!(raw.response().await.status(), 400);
    assert_eq!(discover(&client(), &server).await.status(), 301);
}

#[tokio::test]
async fn head_is_answered_with_the_length_of_the_body_and_without_the_body() {
    let server = server().await;
    let path = book(&server).await + "head.vcf";
    let put = client()
        .put(server.url() + &path)
        .header("Content-Type", "text/vcard")
        .bearer_auth(server.token().reveal())
        .body(CARD)
        .send()
        .await
        .unwrap();
    assert_eq!(put.status(), 201);
    let mut raw = Raw::connect(&server).await;
    let rest = format!(
        "{path} HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        authorization(&server)
    );
    raw.send(format!("HEAD {rest}")).await;
    raw.send(format!("GET {rest}")).await;
    let head = raw.response_to("HEAD").await;
    assert_eq!(head.status(), 200);
    assert_eq!(
        head.header("content-length"),
        Some(&*CARD.len().to_string())
    );
    assert_eq!(raw.response().await.body, CARD.as_bytes());
}

#[tokio::test]
async fn a_client_that_asks_before_it_sends_is_told_to_go_on() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    raw.send(discovery_head(&server) + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n")
        .await;
    assert_eq!(raw.response().await.status(), 100);
    raw.send("x").await;
    assert_eq!(raw.response().await.status(), 301);
}
