//! The headers without which an answer is not what a standard asks for.

use http::header::{ALLOW, CONTENT_TYPE, ETAG, HeaderName, LOCATION, WWW_AUTHENTICATE};

use crate::mutate::specimen::Specimen;
use crate::mutate::spot::Spot;

/// The headers that an answer needs, by its method and status: RFC 9110 §10.2.2, §15.5.2, §15.5.6,
/// §8.3; RFC 4918 §10.1; RFC 6352 §6.3.2.3.
pub(super) fn needed(specimen: &Specimen<'_>) -> Vec<Spot> {
    let status = specimen.response.status;
    let method = specimen.request.method.as_str();
    let reads = matches!(method, "GET" | "HEAD");
    let is_card = reads && specimen.body.contains("BEGIN:VCARD");
    let all: [(HeaderName, bool); 6] = [
        (
            LOCATION,
            (method == "POST" && status == 201) || is_redirect(status),
        ),
        (WWW_AUTHENTICATE, status == 401),
        (ALLOW, status == 405),
        (
            HeaderName::from_static("dav"),
            method == "OPTIONS" && status / 100 == 2,
        ),
        (CONTENT_TYPE, !specimen.body.is_empty()),
        (ETAG, is_card && status == 200),
    ];
    let needed = all.iter().filter(|(_, is_needed)| *is_needed);
    needed
        .filter_map(|(name, _)| specimen.header(name))
        .collect()
}

pub(super) const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}
