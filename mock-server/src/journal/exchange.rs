//! One request with its answer.

use jiff::Timestamp;

use crate::explanation::Explanation;
use crate::fault::Wire;
use crate::message::{Request, Response};

/// One request with its answer and the reason for it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Counts from 1 in the order of answering; never reused, also not after a reset.
    pub number: u64,
    /// When it was answered, in real time.
    pub at: Timestamp,
    /// The request. Of `Authorization` only the scheme is kept: `Bearer [secret]`.
    pub request: Request,
    /// The answer.
    pub response: Response,
    /// What the door did to the answer on its way.
    pub wire: Wire,
    /// Why.
    pub explanation: Explanation,
}
