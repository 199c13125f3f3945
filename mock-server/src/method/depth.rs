//! The `Depth` header (RFC 4918 §10.2).

use http::HeaderName;

use super::turn::Turn;
use crate::refusal::Refusal;

/// A depth that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Zero,
    One,
    Infinity,
}

/// The depth of a request; `None` if it has none.
pub(super) fn sent(turn: &Turn<'_>) -> Result<Option<Depth>, Refusal> {
    const DEPTH: HeaderName = HeaderName::from_static("depth");
    let mut lines = turn.request.headers.get_all(DEPTH).iter();
    let (Some(line), rest) = (lines.next(), lines.next()) else {
        return Ok(None);
    };
    let depth = match line.as_bytes().trim_ascii() {
        b"0" => Some(Depth::Zero),
        b"1" => Some(Depth::One),
        other if other.eq_ignore_ascii_case(b"infinity") => Some(Depth::Infinity),
        _ => None,
    };
    if depth.is_none() || rest.is_some() {
        return Err(Refusal::invalid_argument(
            "the Depth header is neither 0 nor 1 nor infinity, or stands there twice",
        )
        .unless("send one Depth header with 0 or 1"));
    }
    Ok(depth)
}
