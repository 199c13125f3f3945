//! A fault, and the list of those that wait.

use http::header::RETRY_AFTER;
use http::{HeaderValue, Method, StatusCode};

use crate::explanation::Notes;
use crate::reply::Reply;

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

/// The faults that wait for requests, in the order in which they were injected.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The reply of the first fault that matches, which is used up by one.
    pub(crate) fn strike(&mut self, method: &Method, notes: &Notes) -> Option<Reply> {
        self.0.retain(|fault| fault.times > 0);
        let fault = self.0.iter_mut().find(|fault| fault.method == *method)?;
        fault.times -= 1;
        notes.because("a fault was injected");
        notes.fact("times left", fault.times);
        notes.remedy("send the request again when the fault is used up");
        let (message, word) = google_words(fault.status);
        let reply = Reply::json_error(fault.status, message, word);
        Some(match fault.retry_after {
            Some(seconds) => reply.set(RETRY_AFTER, HeaderValue::from(seconds)),
            None => reply,
        })
    }
}

/// The message and the word that Google's APIs give to a status (google:ERR-01, google:RATE-03).
fn google_words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        400 => ("Request contains an invalid argument.", "INVALID_ARGUMENT"),
        401 => ("Invalid Credentials", "UNAUTHENTICATED"),
        403 => ("The caller does not have permission", "PERMISSION_DENIED"),
        404 => ("Requested entity was not found.", "NOT_FOUND"),
        412 => ("Precondition check failed.", "FAILED_PRECONDITION"),
        429 => (
            "Resource has been exhausted (e.g. check quota).",
            "RESOURCE_EXHAUSTED",
        ),
        500 => ("Internal error encountered.", "INTERNAL"),
        503 => ("The service is currently unavailable.", "UNAVAILABLE"),
        504 => ("Deadline exceeded.", "DEADLINE_EXCEEDED"),
        _ => (
            status.canonical_reason().unwrap_or("Unknown error."),
            "UNKNOWN",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(status: u16, times: u32) -> Fault {
        Fault {
            method: Method::GET,
            status: StatusCode::from_u16(status).unwrap(),
            times,
            retry_after: Some(7),
        }
    }

    fn strike(faults: &mut Faults, method: &Method) -> Option<http::HeaderMap> {
        let reply = faults.strike(method, &Notes::default())?;
        let response = reply.finish(jiff::Timestamp::UNIX_EPOCH, false);
        let mut headers = response.headers;
        headers.insert("x-status", HeaderValue::from(response.status.as_u16()));
        Some(headers)
    }

    #[test]
    fn a_fault_strikes_its_method_as_often_as_it_was_told() {
        let mut faults = Faults::default();
        faults.add(fault(503, 2));
        assert!(strike(&mut faults, &Method::PUT).is_none());
        let headers = strike(&mut faults, &Method::GET).unwrap();
        assert_eq!(headers["retry-after"], "7");
        assert!(strike(&mut faults, &Method::GET).is_some());
        assert!(strike(&mut faults, &Method::GET).is_none());
    }

    #[test]
    fn faults_of_one_method_strike_one_after_the_other() {
        let mut faults = Faults::default();
        faults.add(fault(503, 1));
        faults.add(fault(429, 1));
        assert_eq!(
            strike(&mut faults, &Method::GET).unwrap()["x-status"],
            "503"
        );
        assert_eq!(
            strike(&mut faults, &Method::GET).unwrap()["x-status"],
            "429"
        );
    }
}
