//! XML without its last end tag: complete on the wire, and no document.

use super::spoil::replace_body;
use crate::fault::Wire;
use crate::message::Response;

pub(super) fn spoil(response: &mut Response) -> Result<Wire, &'static str> {
    let body = std::str::from_utf8(&response.body).unwrap_or_default();
    if !body.starts_with("<?xml") {
        return Err("the answer is no XML");
    }
    let end = body.rfind("</").ok_or("the answer has no end tag")?;
    let open = response.body.get(..end).unwrap_or_default().to_vec();
    replace_body(response, open);
    Ok(Wire::Whole)
}
