use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use super::*;

fn request(method: &str, body: &'static [u8]) -> Request {
    Request {
        method: method.to_owned(),
        url: String::new(),
        headers: HeaderMap::new(),
        body: Bytes::from_static(body),
        raw: None,
    }
}

/// What comes of an answer of these bytes, and what the server had read until then. It reads to
/// the end of the head and so many bytes of the body.
async fn answered(method: &str, bytes: &[u8]) -> (Result<Response, Failure>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let bytes = bytes.to_vec();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !read.windows(4).any(|end| end == b"\r\n\r\n") {
            stream.read_buf(&mut read).await.unwrap();
        }
        stream.write_all(&bytes).await.unwrap();
        String::from_utf8(read).unwrap()
    });
    let raw = RawRequest {
        origin,
        target: "/a/./b".to_owned(),
        lines: Vec::new(),
        omit: Vec::new(),
    };
    let connection = Connection {
        tls: None,
        connect: Duration::from_secs(5),
        body: 16,
    };
    let answer = connection.exchange(&request(method, b""), &raw).await;
    (answer, server.await.unwrap())
}

async fn body(bytes: &[u8]) -> Result<String, String> {
    let answer = answered("GET", bytes)
        .await
        .0
        .map_err(|it| it.to_string())?;
    Ok(String::from_utf8(answer.body.to_vec()).unwrap())
}

#[tokio::test]
async fn the_target_goes_out_as_it_stands() {
    let (answer, read) = answered("GET", b"HTTP/1.1 204 No Content\r\nETag: \"1\"\r\n\r\n").await;
    assert_eq!(read, "GET /a/./b HTTP/1.1\r\n\r\n");
    let answer = answer.unwrap();
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(answer.headers["etag"], "\"1\"");
}

#[tokio::test]
async fn a_body_ends_in_one_of_three_ways() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyX"[..],
        b"HTTP/1.1 200 OK\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=y\r\nbod\r\n1\r\ny\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
    ] {
        assert_eq!(body(bytes).await.unwrap(), "body");
    }
}

#[tokio::test]
async fn head_has_no_body_whatever_its_length() {
    let (answer, _) = answered("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n").await;
    assert!(answer.unwrap().body.is_empty());
}

#[tokio::test]
async fn what_is_no_answer_is_told() {
    for (bytes, expected) in [
        (
            &b""[..],
            "the answer broke off: the connection ended in place of an answer",
        ),
        (
            b"HTTP/1.1 200 OK\r\nX",
            "the answer broke off: the connection ended in its head",
        ),
        (
            b"hello\r\n\r\n",
            "the answer broke off: it is no HTTP/1.1: invalid HTTP version",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbo",
            "the answer broke off: the connection ended in the body",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "the answer broke off: its Content-Length is no length",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
            "the answer broke off: its transfer coding is gzip",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "the answer broke off: the size of a chunk is no number",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
            "the answer broke off: a chunk is longer than it says",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n",
            "the answer is larger than 16 bytes",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n",
            "the answer is larger than 16 bytes",
        ),
        (
            b"HTTP/1.1 200 OK\r\n\r\n01234567890123456",
            "the answer is larger than 16 bytes",
        ),
    ] {
        assert_eq!(body(bytes).await.unwrap_err(), expected);
    }
}

#[tokio::test]
async fn interim_answers_and_heads_have_an_end() {
    let interim = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20);
    assert_eq!(
        body(&interim).await.unwrap_err(),
        "the answer broke off: there is no end of interim answers"
    );
    let long = [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 200 * 1024]].concat();
    let error = body(&long).await.unwrap_err();
    assert_eq!(error, "the answer is larger than 131072 bytes");
}

#[tokio::test]
async fn nobody_there_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let raw = RawRequest {
        origin: origin.clone(),
        target: "/".to_owned(),
        lines: Vec::new(),
        omit: Vec::new(),
    };
    let connection = Connection {
        tls: None,
        connect: Duration::from_secs(5),
        body: 16,
    };
    let error = connection.exchange(&request("GET", b""), &raw).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("no connection to {origin}: ")),
        "{error}"
    );
}
