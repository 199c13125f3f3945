//! Methods that are not served, everywhere or on a resource.

use http::StatusCode;

use super::features::methods;
use super::turn::Turn;
use crate::quirk::MethodUnsupported;
use crate::refusal::Refusal;
use crate::route::Resource;

/// The refusal. This is the one place that asks `method.unsupported`.
pub(super) fn refuse(turn: &Turn<'_>, resource: Option<&Resource>) -> Refusal {
    let because = "the method is not served here";
    match turn.ask(turn.keeper.quirks.method_unsupported) {
        MethodUnsupported::NotAllowed => Refusal::not_allowed(methods(resource), because),
        MethodUnsupported::BadRequest => Refusal::page(StatusCode::BAD_REQUEST, because),
    }
    .unless(format!("use one of {}", methods(resource)))
}
