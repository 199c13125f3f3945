//! The body comes in small pieces.

use std::time::Duration;

use crate::fault::{Phase, Wire};
use crate::message::Response;

pub(super) const fn wire(
    (bytes, every): (usize, Duration),
    phase: Phase,
    response: &Response,
) -> Result<Wire, &'static str> {
    if response.body.is_empty() {
        return Err("the answer has no body");
    }
    let from = match phase {
        Phase::MidBody(from) => from,
        Phase::BeforeChange | Phase::AfterChange => 0,
    };
    Ok(Wire::Dribble {
        from,
        bytes: if bytes == 0 { 1 } else { bytes },
        every,
    })
}
