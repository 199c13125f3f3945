//! A client that sends whatever it is told to, byte for byte.

use std::io::ErrorKind;
use std::mem::take;
use std::time::Duration;

use cardproof_mock::MockServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than anything here takes: a test that hangs is a test that fails.
const ENOUGH: Duration = Duration::from_secs(20);

/// Long enough to see that nothing comes.
const A_WHILE: Duration = Duration::from_millis(100);

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With FIN.
    Closed,
    /// With RST.
    Reset,
}

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

    /// Everything that is still to come, and how the connection ends.
    pub(crate) async fn read_to_end(&mut self) -> (Vec<u8>, Ending) {
        let ending = loop {
            let read = self.stream.read_buf(&mut self.unread);
            match timeout(ENOUGH, read).await.expect("the server is silent") {
                Ok(0) => break Ending::Closed,
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break Ending::Reset,
                Err(error) => panic!("{error}"),
            }
        };
        (take(&mut self.unread), ending)
    }

    /// What has come when a head and so many bytes behind it have come and for some time no more.
    pub(crate) async fn until_silence_behind(&mut self, count: usize) -> Vec<u8> {
        while !self.has_head_and(count) {
            assert!(self.more().await > 0, "the connection ended");
        }
        self.is_silent().await;
        take(&mut self.unread)
    }

    /// Makes sure that for some time nothing comes, not even an end.
    pub(crate) async fn is_silent(&mut self) {
        let more = timeout(A_WHILE, self.stream.read_buf(&mut self.unread)).await;
        assert!(more.is_err(), "the server went on");
    }

    fn has_head_and(&self, count: usize) -> bool {
        let mut four = self.unread.windows(4);
        let end = four.position(|four| four == b"\r\n\r\n");
        end.is_some_and(|end| self.unread.len() >= end + 4 + count)
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
