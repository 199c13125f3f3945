//! How a connection ends that a fault has broken off.

use bytes::{BufMut, Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::line::Socket;
use crate::fault::Cut;
use crate::message::Response;

/// The last bytes of an HTTP/1.1 connection, and how it ends behind them.
pub(super) struct Breakage {
    bytes: Bytes,
    end: End,
}

enum End {
    /// FIN, under TLS behind close_notify.
    Close,
    /// RST.
    Reset,
}

impl Breakage {
    /// Ends in an orderly way at a place in an answer.
    pub(super) fn close(response: &Response, at: Cut) -> Self {
        Self {
            bytes: beginning(response, at),
            end: End::Close,
        }
    }

    /// Breaks off at a place in an answer.
    pub(super) fn reset(response: &Response, at: Cut) -> Self {
        Self {
            bytes: beginning(response, at),
            end: End::Reset,
        }
    }

    /// Sends an answer whole under another length, and ends in an orderly way.
    pub(super) fn wrong_length(mut response: Response, stated: u64) -> Self {
        response.headers.insert(CONTENT_LENGTH, stated.into());
        let whole = Cut::Body(response.body.len());
        Self::close(&response, whole)
    }

    /// Sends the bytes and ends the connection. What the client does meanwhile is its affair.
    pub(super) async fn carry_out(self, mut stream: impl Socket) {
        let sent = stream.write_all(&self.bytes).await;
        if sent.is_err() || stream.flush().await.is_err() {
            return;
        }
        match self.end {
            End::Close => linger(&mut stream).await,
            // With a linger time of zero, dropping the socket sends RST. A system that refuses
            // the option sends FIN.
            End::Reset => drop(stream.tcp().set_zero_linger()),
        }
    }
}

/// Says that nothing more comes and reads on until the client ends too: closing a socket with
/// unread bytes in it would send RST instead of FIN.
async fn linger(stream: &mut impl Socket) {
    if stream.shutdown().await.is_ok() {
        let mut unread = [0; 1024];
        while stream.read(&mut unread).await.is_ok_and(|count| count > 0) {}
    }
}

/// The bytes of an answer up to a place in it (RFC 9112 §4).
fn beginning(response: &Response, at: Cut) -> Bytes {
    let Cut::Body(count) = at else {
        return Bytes::new();
    };
    let mut bytes = BytesMut::new();
    let status = response.status;
    let reason = status.canonical_reason().unwrap_or_default();
    bytes.put_slice(format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).as_bytes());
    for (name, value) in &response.headers {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            bytes.put_slice(part);
        }
    }
    bytes.put_slice(b"\r\n");
    let count = count.min(response.body.len());
    bytes.extend_from_slice(response.body.get(..count).unwrap_or_default());
    bytes.freeze()
}
