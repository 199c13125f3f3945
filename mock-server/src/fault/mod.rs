//! Faults: requests that are answered with an error before anything else looks at them.

use http::{Method, StatusCode};

/// The next `times` requests with `method` are answered with `status` and Google's own body for
/// it; nothing stored changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which requests.
    pub method: Method,
    /// With which status.
    pub status: StatusCode,
    /// How many requests.
    pub times: u32,
    /// A `Retry-After` header, in seconds (RFC 9110 §10.2.3).
    pub retry_after: Option<u32>,
}
