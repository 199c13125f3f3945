//! Another Content-Type than the body's.

use http::HeaderValue;
use http::header::CONTENT_TYPE;

use crate::fault::Wire;
use crate::message::Response;

pub(super) fn spoil(response: &mut Response, value: &HeaderValue) -> Result<Wire, &'static str> {
    let stated = response.headers.get_mut(CONTENT_TYPE);
    *stated.ok_or("the answer states no Content-Type")? = value.clone();
    Ok(Wire::Whole)
}
