//! Reads a request body up to a bound of bytes and time.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

use super::limits::{MAX_BODY, MAX_DISCARDED};

/// A body that did not come in whole.
#[derive(Debug)]
pub(super) enum BodyError {
    /// Longer than [`MAX_BODY`]; `drained` tells whether it was read to its end all the same.
    TooLong { drained: bool },
    /// The client took too long.
    TooSlow,
    /// The connection broke, or what came was no body.
    Broken,
}

/// Reads a body whole.
pub(super) async fn read(body: Incoming, patience: Duration) -> Result<Bytes, BodyError> {
    timeout(patience, collect(body))
        .await
        .unwrap_or(Err(BodyError::TooSlow))
}

async fn collect(mut body: Incoming) -> Result<Bytes, BodyError> {
    if body.size_hint().lower() > MAX_DISCARDED as u64 {
        return Err(BodyError::TooLong { drained: false });
    }
    let mut kept = BytesMut::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Broken)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        seen = seen.saturating_add(data.len());
        match seen {
            0..=MAX_BODY => kept.extend_from_slice(&data),
            _ if seen <= MAX_DISCARDED => kept = BytesMut::new(),
            _ => return Err(BodyError::TooLong { drained: false }),
        }
    }
    if seen > MAX_BODY {
        return Err(BodyError::TooLong { drained: true });
    }
    Ok(kept.freeze())
}
