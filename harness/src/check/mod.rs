//! Checks: an expectation and an exchange give an outcome. One file a check.

pub mod standing;

use crate::dav::{Multistatus, ReadError};
use crate::exchange::{Request, Response};
use crate::scenario::Values;

/// What checks look at. Made once for a response.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The request.
    pub request: &'a Request,
    /// The response.
    pub response: &'a Response,
    /// The body read as a multistatus, for status 207.
    pub multistatus: Option<Result<Multistatus, ReadError>>,
    /// What references stand for.
    pub values: &'a Values,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Held,
    /// Not as expected.
    Broken(Vec<Difference>),
}

/// One difference between what was expected and what was received, in the words of the protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was expected: `412`, `DAV:getetag of /…/a at status 200`.
    pub expected: String,
    /// What was received: `204`, `DAV:getetag of /…/a at status 404`.
    pub received: String,
}
