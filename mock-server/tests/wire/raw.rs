//! A client that sends whatever it is told to, byte for byte.

use std::time::Duration;

use cardproof_mock::MockServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than anything here takes: a test that hangs is a test that fails.
const ENOUGH: Duration = Duration::from_secs(20);

/// One connection.
pub(crate) struct Raw {
    stream: TcpStream,
    unread: Vec<u8>,
}

/// A response as it came: the head as text, and the body.
pub(crate) struct RawResponse {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl RawResponse {
    pub(crate) fn status(&self) -> u16 {
        let status = self.head.split(' ').nth(1).unwrap();
        status.parse().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

impl Raw {
    pub(crate) async fn connect(server: &MockServer) -> Self {
        let stream = TcpStream::connect(server.address()).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            unread: Vec::new(),
        }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.unwrap();
    }

    /// Says that nothing more will come.
    pub(crate) async fn finish(&mut self) {
        self.stream.shutdown().await.unwrap();
    }

    /// The next response; its body is empty after HEAD.
    pub(crate) async fn response_to(&mut self, method: &str) -> RawResponse {
        let end = loop {
            if let Some(at) = self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(
                self.more().await > 0,
                "the connection ended before a response"
            );
        };
        let head = String::from_utf8(self.unread.drain(..end).collect()).unwrap();
        let mut response = RawResponse {
            head,
            body: Vec::new(),
        };
        let length = response.header("content-length").unwrap_or("0");
        let length = if method == "HEAD" {
            0
        } else {
            length.parse().unwrap()
        };
        while self.unread.len() < length {
            assert!(self.more().await > 0, "the connection ended in a body");
        }
        response.body = self.unread.drain(..length).collect();
        response
    }

    pub(crate) async fn response(&mut self) -> RawResponse {
        self.response_to("GET").await
    }

    /// Waits until the server closes the connection; whether it said anything before.
    pub(crate) async fn is_closed_in_silence(&mut self) -> bool {
        while self.more().await > 0 {}
        self.unread.is_empty()
    }

    /// Whether anything more comes before the end.
    pub(crate) async fn has_more(&mut self) -> bool {
        self.more().await > 0
    }

    /// Reads on; 0 at the end of the connection, however it ended.
    async fn more(&mut self) -> usize {
        timeout(ENOUGH, self.stream.read_buf(&mut self.unread))
            .await
            .expect("the server is silent")
            .unwrap_or(0)
    }
}
