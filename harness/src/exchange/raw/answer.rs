//! Reading an answer: its head (RFC 9112 §4, §5), and how its body ends (§6.3).

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::super::{Failure, Response};
use super::body::{chunked, exactly, to_the_end};

/// How large a head may be.
const HEAD: usize = 128 * 1024;
/// How much is read at once, at least.
const PIECE: usize = 8 * 1024;
/// How many fields it may have.
const FIELDS: usize = 256;
/// How many interim answers may come before the final one.
const INTERIM: usize = 16;

/// What has been read and not yet used, and where more comes from.
pub(crate) struct Source<'a, R> {
    pub(crate) reader: &'a mut R,
    pub(crate) buffer: BytesMut,
}

impl<R: AsyncRead + Unpin> Source<'_, R> {
    /// Reads more; false at the end.
    pub(crate) async fn fill(&mut self) -> Result<bool, Failure> {
        self.buffer.reserve(PIECE);
        let read = self.reader.read_buf(&mut self.buffer).await;
        read.map(|count| count > 0)
            .map_err(|error| Failure::Broken {
                cause: error.to_string(),
            })
    }

    /// Reads more, or says what broke off.
    pub(super) async fn more(&mut self, of: &str) -> Result<(), Failure> {
        if self.fill().await? {
            return Ok(());
        }
        Err(broken(format!("the connection ended in {of}")))
    }
}

pub(super) fn broken(cause: impl Into<String>) -> Failure {
    Failure::Broken {
        cause: cause.into(),
    }
}

/// Reads the final answer to a request with this method.
pub(super) async fn read<R: AsyncRead + Unpin>(
    reader: &mut R,
    method: &str,
    limit: usize,
) -> Result<Response, Failure> {
    let buffer = BytesMut::new();
    let mut source = Source { reader, buffer };
    for _ in 0..INTERIM {
        let (status, headers) = head(&mut source).await?;
        if (100..200).contains(&status) && status != 101 {
            continue;
        }
        let has_none = method == "HEAD" || matches!(status, 101 | 204 | 304);
        let body = match has_none {
            true => Bytes::new(),
            false => body(&mut source, &headers, limit).await?,
        };
        return Ok(Response {
            status,
            headers,
            body,
            foreign: 0,
        });
    }
    Err(broken("there is no end of interim answers"))
}

async fn head<R: AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
) -> Result<(u16, HeaderMap), Failure> {
    loop {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut head = httparse::Response::new(&mut fields);
        let parsed = head.parse(&source.buffer);
        let parsed = parsed.map_err(|error| broken(format!("it is no HTTP/1.1: {error}")))?;
        if let httparse::Status::Complete(length) = parsed {
            let status = head.code.unwrap_or_default();
            let headers = header_map(head.headers);
            let _ = source.buffer.split_to(length);
            return Ok((status, headers));
        }
        if source.buffer.len() > HEAD {
            return Err(Failure::TooLarge { limit: HEAD });
        }
        let nothing = source.buffer.is_empty();
        let of = if nothing {
            "place of an answer"
        } else {
            "its head"
        };
        source.more(of).await?;
    }
}

fn header_map(fields: &[httparse::Header<'_>]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for field in fields {
        let name = HeaderName::from_bytes(field.name.as_bytes());
        let value = HeaderValue::from_bytes(field.value);
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    headers
}

async fn body<R: AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
    headers: &HeaderMap,
    limit: usize,
) -> Result<Bytes, Failure> {
    if let Some(coding) = headers.get(TRANSFER_ENCODING) {
        let coding = String::from_utf8_lossy(coding.as_bytes()).to_lowercase();
        return match coding.trim() {
            "chunked" => chunked(source, limit).await,
            other => Err(broken(format!("its transfer coding is {other}"))),
        };
    }
    let lengths = headers.get_all(CONTENT_LENGTH).iter();
    let mut lengths = lengths.map(|length| length.to_str().ok()?.trim().parse::<usize>().ok());
    match (lengths.next(), lengths.next()) {
        (None, _) => to_the_end(source, limit).await,
        (Some(Some(length)), None) => exactly(source, (length, limit)).await,
        _ => Err(broken("its Content-Length is no length")),
    }
}
