//! What was sent and what came back.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;

use super::{RawRequest, TlsProblem};

/// A request as it went out. `Authorization` is left out: credentials are never part of an
/// exchange.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The absolute URL.
    pub url: String,
    /// The headers, without credentials.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// How it is written, where that matters: then it is sent byte for byte.
    pub raw: Option<RawRequest>,
}

/// A response as it came in, foreign members already taken out.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// How many members of others were taken out of the body.
    pub foreign: usize,
}

/// Why there is no response: the network's or the target's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection.
    #[error("no connection to {origin}: {cause}")]
    Connect {
        /// Scheme, host and port.
        origin: String,
        /// What the system said.
        cause: String,
    },
    /// A connection, but no trust in who is at the other end.
    #[error("no secure connection to {origin}: {cause}")]
    Tls {
        /// Scheme, host and port.
        origin: String,
        /// Why.
        problem: TlsProblem,
        /// What TLS said.
        cause: String,
    },
    /// No answer in time.
    #[error("no answer within {0:?}")]
    Timeout(Duration),
    /// The connection ended in the middle.
    #[error("the answer broke off: {cause}")]
    Broken {
        /// What the client library said.
        cause: String,
    },
    /// The answer is larger than cardproof reads.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The request could not be built: the URL is no URL, a header holds a line break.
    #[error("the request cannot be sent: {cause}")]
    Unsendable {
        /// What is wrong.
        cause: String,
    },
}

/// A request with its outcome.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was sent.
    pub request: Request,
    /// What came back.
    pub outcome: Result<Response, Failure>,
    /// How long it took.
    pub elapsed: Duration,
}
