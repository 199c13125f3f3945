//! From a check of a scenario to the file that knows it.

use super::{Outcome, Subject};
use super::{
    element, error_body, etag, header, href, members, precondition, property, status, sync_token,
    vcard,
};
use crate::scenario::{Check, Unresolved};

/// Judges an exchange by a check.
///
/// # Errors
/// When a reference in the check has no value.
pub fn judge(check: &Check, subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    match check {
        Check::Status(patterns) => Ok(status::judge(patterns, subject)),
        Check::Header(checks) => header::judge(checks, subject),
        Check::Members(check) => members::judge(check, subject),
        Check::Property(checks) => property::judge(checks, subject),
        Check::Href(checks) => href::judge(checks, subject),
        Check::Etag(check) => etag::judge(check, subject),
        Check::SyncToken(check) => sync_token::judge(check, subject),
        Check::Precondition(name) => Ok(precondition::judge(name, subject)),
        Check::Vcard(checks) => vcard::judge(checks, subject),
        Check::Element(checks) => element::judge(checks, subject),
        Check::ErrorBody(check) => Ok(error_body::judge(check, subject)),
    }
}
