//! A client's connection to the door.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::watch;

use super::head::{BadRequest, Head, Length};
use super::relay::{Answer, Relay};
use crate::exchange::{BODY_LIMIT, Failure, Source, chunked, exactly};

/// How large a head may be.
const HEAD: usize = 128 * 1024;
/// Fields that speak of one connection (RFC 9110 §7.6.1), and the length, which is said anew.
const OF_THE_CONNECTION: [&str; 6] = [
    "connection",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "trailer",
    "upgrade",
];

/// Answers the requests of a connection until one side ends it. Nothing begins after `ending`.
pub(super) async fn attend(
    stream: TcpStream,
    relay: Arc<Relay>,
    mut ending: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let (mut reader, mut writer) = stream.into_split();
    let mut source = Source {
        reader: &mut reader,
        buffer: BytesMut::new(),
    };
    loop {
        let head = tokio::select! {
            biased;
            head = read_head(&mut source) => head,
            _ = ending.wait_for(|ending| *ending) => return,
        };
        let head = match head {
            Ok(Some(head)) => head,
            Ok(None) => return,
            Err(error) => return refuse(&mut writer, &error).await,
        };
        let length = match head.length() {
            Ok(length) => length,
            Err(error) => return refuse(&mut writer, &error).await,
        };
        if head.says("Expect", "100-continue")
            && writer
                .write_all(b"HTTP/1.1 100 Continue\r\n\r\n")
                .await
                .is_err()
        {
            return;
        }
        let body = match read_body(&mut source, length).await {
            Ok(body) => body,
            Err(error) => return refuse(&mut writer, &error).await,
        };
        // What follows the last chunk is not read, so that nobody knows where the next one begins.
        let is_last = !head.stays_open
            || length == Length::Chunked
            || head.says("Connection", "close")
            || *ending.borrow();
        let is_head = head.method == "HEAD";
        let answer = relay.pass_on(head, body).await;
        let bytes = written(&answer, is_head, is_last);
        if writer.write_all(&bytes).await.is_err() || is_last {
            let _ = writer.shutdown().await;
            return;
        }
    }
}

/// The next request; `None` where the client has no more.
async fn read_head<R: tokio::io::AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
) -> Result<Option<Head>, BadRequest> {
    loop {
        if let Some((head, length)) = Head::read(&source.buffer)? {
            let _ = source.buffer.split_to(length);
            return Ok(Some(head));
        }
        if source.buffer.len() > HEAD {
            return Err(BadRequest::TooLarge(HEAD));
        }
        // A connection that breaks while nothing is asked for is nobody's business.
        if !source.fill().await.unwrap_or(false) {
            return Ok(None);
        }
    }
}

async fn read_body<R: tokio::io::AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
    length: Length,
) -> Result<Bytes, BadRequest> {
    let body = match length {
        Length::Known(length) => exactly(source, (length, BODY_LIMIT)).await,
        Length::Chunked => chunked(source, BODY_LIMIT).await,
    };
    body.map_err(|failure| match failure {
        Failure::TooLarge { limit } => BadRequest::TooLarge(limit),
        Failure::Broken { cause } => BadRequest::Broken(cause),
        other => BadRequest::Broken(other.to_string()),
    })
}

/// Tells the client that its request was not passed on, and ends the connection.
async fn refuse(writer: &mut OwnedWriteHalf, error: &BadRequest) {
    let answer = Answer::of_the_door(error.status(), &error.to_string());
    let _ = writer.write_all(&written(&answer, false, true)).await;
    let _ = writer.shutdown().await;
}

/// An answer as it goes out. A length that the server told of a body that it did not send (HEAD,
/// 304) stays.
fn written(answer: &Answer, is_head: bool, is_last: bool) -> Vec<u8> {
    let reason = StatusCode::from_u16(answer.status).ok();
    let reason = reason.and_then(|status| status.canonical_reason());
    let line = format!(
        "HTTP/1.1 {} {}\r\n",
        answer.status,
        reason.unwrap_or_default()
    );
    let mut bytes = line.into_bytes();
    let has_body = !is_head && !matches!(answer.status, 100..=199 | 204 | 304);
    add_fields(&mut bytes, &answer.headers, has_body);
    if has_body {
        bytes.extend_from_slice(format!("Content-Length: {}\r\n", answer.body.len()).as_bytes());
    }
    if is_last {
        bytes.extend_from_slice(b"Connection: close\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    if has_body {
        bytes.extend_from_slice(&answer.body);
    }
    bytes
}

fn add_fields(bytes: &mut Vec<u8>, headers: &HeaderMap, has_body: bool) {
    for (name, value) in headers {
        let name = name.as_str();
        if OF_THE_CONNECTION.contains(&name) || (has_body && name == "content-length") {
            continue;
        }
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(answer: &Answer, is_head: bool, is_last: bool) -> String {
        String::from_utf8(written(answer, is_head, is_last)).unwrap()
    }

    #[test]
    fn an_answer_says_its_own_length_and_nothing_of_another_connection() {
        let mut answer = Answer::of_the_door(200, "four");
        for (name, value) in [
            ("content-length", "999"),
            ("transfer-encoding", "chunked"),
            ("connection", "keep-alive"),
            ("etag", "\"1\""),
        ] {
            answer.headers.insert(name, value.parse().unwrap());
        }
        answer.headers.remove("content-type");
        answer.body = Bytes::from("four");
        assert_eq!(
            text(&answer, false, true),
            "HTTP/1.1 200 OK\r\netag: \"1\"\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfour"
        );
        let head = text(&answer, true, false);
        assert!(head.contains("content-length: 999\r\n"), "{head}");
        assert!(head.ends_with("\r\n\r\n"), "{head}");
    }
}
