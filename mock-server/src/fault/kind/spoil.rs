//! From a whole answer to a spoilt one.

use http::header::CONTENT_LENGTH;

use super::{
    FaultKind, content_length, content_type, delay, dribble, malformed_xml, reordered, reset,
    silence, truncation,
};
use crate::fault::{Cut, Phase, Wire};
use crate::message::Response;

/// Spoils an answer, and says what the door does to it. An answer at which the fault finds nothing
/// to spoil stays as it is; the error is the reason.
///
/// A status has nothing to do here: it takes the answer's place and leaves it whole.
pub(in crate::fault) fn spoil(
    kind: &FaultKind,
    phase: Phase,
    response: &mut Response,
) -> Result<Wire, &'static str> {
    if let Phase::MidBody(at) = phase
        && response.body.len() <= at
    {
        return Err("the body ends before that byte");
    }
    match kind {
        FaultKind::Status(_) => Ok(Wire::Whole),
        FaultKind::Delay(by) => Ok(delay::wire(*by, cut(phase))),
        FaultKind::Dribble { bytes, every } => dribble::wire((*bytes, *every), phase, response),
        FaultKind::Truncation => Ok(truncation::wire(cut(phase))),
        FaultKind::Reset => Ok(reset::wire(cut(phase))),
        FaultKind::Silence => Ok(silence::wire(cut(phase))),
        FaultKind::ContentLength(wrong) => content_length::wire(*wrong, response),
        FaultKind::MalformedXml => malformed_xml::spoil(response),
        FaultKind::ContentType(value) => content_type::spoil(response, value),
        FaultKind::Reordered => reordered::spoil(response),
    }
}

const fn cut(phase: Phase) -> Cut {
    match phase {
        Phase::BeforeChange | Phase::AfterChange => Cut::Start,
        Phase::MidBody(at) => Cut::Body(at),
    }
}

/// Puts another body into an answer, with its length.
pub(super) fn replace_body(response: &mut Response, body: Vec<u8>) {
    response.headers.insert(CONTENT_LENGTH, body.len().into());
    response.body = body.into();
}

#[cfg(test)]
mod tests;
