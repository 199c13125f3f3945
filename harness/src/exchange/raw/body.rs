//! The three ways in which a body ends (RFC 9112 §6.3, §7.1).

use bytes::{Bytes, BytesMut};
use tokio::io::AsyncRead;

use super::super::Failure;
use super::answer::{Source, broken};

/// How long the line with the size of a chunk may be, extensions included.
const SIZE_LINE: usize = 4096;

/// A body of a known length.
pub(crate) async fn exactly<R: AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
    (length, limit): (usize, usize),
) -> Result<Bytes, Failure> {
    if length > limit {
        return Err(Failure::TooLarge { limit });
    }
    while source.buffer.len() < length {
        source.more("the body").await?;
    }
    Ok(source.buffer.split_to(length).freeze())
}

/// A body that ends with the connection.
pub(super) async fn to_the_end<R: AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
    limit: usize,
) -> Result<Bytes, Failure> {
    loop {
        if source.buffer.len() > limit {
            return Err(Failure::TooLarge { limit });
        }
        if !source.fill().await? {
            return Ok(source.buffer.split().freeze());
        }
    }
}

/// A body in chunks. What follows the last one is not read: nothing else comes on the connection.
pub(crate) async fn chunked<R: AsyncRead + Unpin>(
    source: &mut Source<'_, R>,
    limit: usize,
) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    loop {
        let size = size(source).await?;
        if size == 0 {
            return Ok(body.freeze());
        }
        let room = limit.saturating_sub(body.len());
        let chunk = exactly(source, (size, room)).await;
        let chunk = chunk.map_err(|failure| match failure {
            Failure::TooLarge { .. } => Failure::TooLarge { limit },
            other => other,
        })?;
        body.extend_from_slice(&chunk);
        let end = exactly(source, (2, 2)).await?;
        if end.as_ref() != b"\r\n" {
            return Err(broken("a chunk is longer than it says"));
        }
    }
}

async fn size<R: AsyncRead + Unpin>(source: &mut Source<'_, R>) -> Result<usize, Failure> {
    loop {
        if let Some(end) = source.buffer.windows(2).position(|pair| pair == b"\r\n") {
            let line = source.buffer.split_to(end + 2);
            let line = String::from_utf8_lossy(&line).into_owned();
            let digits = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(digits, 16);
            return size.map_err(|_| broken("the size of a chunk is no number"));
        }
        if source.buffer.len() > SIZE_LINE {
            return Err(broken("the size of a chunk is no number"));
        }
        source.more("the body").await?;
    }
}
