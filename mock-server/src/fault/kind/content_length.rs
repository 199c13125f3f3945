//! A Content-Length that is not that of the body (RFC 9110 §8.6).

use std::fmt;

use crate::fault::Wire;
use crate::message::Response;

/// By how many bytes a Content-Length is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrongLength {
    /// It states so many bytes less than come; 0 where fewer come.
    TooShort(u64),
    /// It states so many bytes more than come.
    TooLong(u64),
}

pub(super) fn wire(wrong: WrongLength, response: &Response) -> Result<Wire, &'static str> {
    if response.body.is_empty() {
        return Err("the answer has no body");
    }
    let length = response.body.len() as u64;
    let stated = match wrong {
        WrongLength::TooShort(by) => length.saturating_sub(by),
        WrongLength::TooLong(by) => length.saturating_add(by),
    };
    Ok(Wire::Length { stated })
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort(by) => write!(f, "Content-Length {by} too short"),
            Self::TooLong(by) => write!(f, "Content-Length {by} too long"),
        }
    }
}
