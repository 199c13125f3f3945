//! Reads a request body up to a bound of bytes and time.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

use super::limits::MAX_DISCARDED;
use crate::limits::MAX_BODY;

/// A body that did not come in to its end.
#[derive(Debug)]
pub(super) enum BodyError {
    /// It is so long that it is not even read to be thrown away.
    Endless,
    /// The client took too long.
    TooSlow,
    /// The connection broke, or what came was no body.
    Broken,
}

/// Reads a body to its end. Of one that is longer than [`MAX_BODY`] comes one byte more than that
/// and no further, which is how the service sees that it is too long.
pub(super) async fn read(body: Incoming, patience: Duration) -> Result<Bytes, BodyError> {
    timeout(patience, collect(body))
        .await
        .unwrap_or(Err(BodyError::TooSlow))
}

async fn collect(mut body: Incoming) -> Result<Bytes, BodyError> {
    let announced = body.size_hint().lower();
    if announced > MAX_DISCARDED as u64 {
        return Err(BodyError::Endless);
    }
    let mut kept = BytesMut::new();
    let mut discarded = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Broken)?;
        let Ok(mut data) = frame.into_data() else {
            continue;
        };
        let rest = data.split_off(data.len().min(MAX_BODY + 1 - kept.len()));
        kept.extend_from_slice(&data);
        discarded += rest.len();
        if discarded > MAX_DISCARDED {
            return Err(BodyError::Endless);
        }
    }
    Ok(kept.freeze())
}
