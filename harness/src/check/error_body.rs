//! The form of an error body: `DAV:error` (RFC 4918 §14.5), Google's JSON envelope
//! (google:ERR-01), an HTML page, or none.

use serde_json::Value;

use super::quote::quoted;
use super::{Difference, Outcome, Subject};
use crate::dav::Condition;
use crate::scenario::ErrorBodyCheck;

/// Holds when the body has the form.
pub(super) fn judge(check: &ErrorBodyCheck, subject: &Subject<'_>) -> Outcome {
    let body = &subject.response.body;
    let difference = match check {
        ErrorBodyCheck::Empty => (!body.is_empty()).then(|| differs("an empty body", subject)),
        ErrorBodyCheck::DavError => Condition::read_all(body)
            .is_err()
            .then(|| differs("DAV:error", subject)),
        ErrorBodyCheck::Html => (!is_html(subject)).then(|| differs("an HTML page", subject)),
        ErrorBodyCheck::GoogleJson { code, status } => {
            return match Envelope::read(body) {
                Some(envelope) => envelope.judge(*code, status.as_deref()),
                None => Some(differs("Google's JSON envelope", subject)).into(),
            };
        }
    };
    difference.into()
}

fn differs(expected: &str, subject: &Subject<'_>) -> Difference {
    Difference::new(expected, subject.body_in_words())
}

fn is_html(subject: &Subject<'_>) -> bool {
    let text = String::from_utf8_lossy(&subject.response.body).to_ascii_lowercase();
    let start = text.trim_start();
    subject.media_type().as_deref() == Some("text/html")
        && (start.starts_with("<!doctype html") || start.starts_with("<html"))
}

/// `{"error": {"code": …, "message": …, "status": …}}`
struct Envelope {
    code: u64,
    status: Option<String>,
}

impl Envelope {
    fn read(body: &[u8]) -> Option<Self> {
        let document: Value = serde_json::from_slice(body).ok()?;
        let error = document.get("error")?;
        error.get("message")?.as_str()?;
        Some(Self {
            code: error.get("code")?.as_u64()?,
            status: error
                .get("status")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
    }

    fn judge(&self, code: Option<u16>, status: Option<&str>) -> Outcome {
        let mut differences = Vec::new();
        if let Some(code) = code.filter(|code| u64::from(*code) != self.code) {
            let received = format!("error.code: {}", self.code);
            differences.push(Difference::new(format!("error.code: {code}"), received));
        }
        if let Some(status) = status.filter(|status| Some(*status) != self.status.as_deref()) {
            let received = match &self.status {
                Some(received) => format!("error.status: {}", quoted(received)),
                None => "no error.status".to_owned(),
            };
            differences.push(Difference::new(format!("error.status: {status}"), received));
        }
        differences.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    const JSON: &str =
        "{\"error\": {\"code\": 400, \"message\": \"No.\", \"status\": \"INVALID\"}}";
    const HTML: &str = "<!DOCTYPE html>\n<title>Error 400</title>";

    fn sample(media_type: &str, body: &str) -> Sample {
        Sample::new("PUT")
            .status(400)
            .header("Content-Type", media_type)
            .body(body)
    }

    fn google(code: Option<u16>, status: Option<&str>) -> ErrorBodyCheck {
        ErrorBodyCheck::GoogleJson {
            code,
            status: status.map(str::to_owned),
        }
    }

    #[test]
    fn every_form_can_hold() {
        for (check, sample) in [
            (ErrorBodyCheck::Empty, Sample::new("PUT")),
            (
                ErrorBodyCheck::Html,
                sample("text/html; charset=UTF-8", HTML),
            ),
            (
                ErrorBodyCheck::DavError,
                sample("text/xml", "<error xmlns='DAV:'/>"),
            ),
            (google(None, None), sample("application/json", JSON)),
            (
                google(Some(400), Some("INVALID")),
                sample("application/json", JSON),
            ),
        ] {
            assert_eq!(judge(&check, &sample.subject()), Outcome::Held, "{check:?}");
        }
    }

    #[test]
    fn another_form_is_told() {
        for (check, sample, expected, received) in [
            (
                ErrorBodyCheck::Empty,
                sample("text/html", HTML),
                "an empty body",
                "a body of text/html",
            ),
            (
                ErrorBodyCheck::Html,
                sample("text/plain", HTML),
                "an HTML page",
                "a body of text/plain",
            ),
            (
                ErrorBodyCheck::Html,
                sample("text/html", "x"),
                "an HTML page",
                "a body of text/html",
            ),
            (
                ErrorBodyCheck::DavError,
                sample("text/html", HTML),
                "DAV:error",
                "a body of text/html",
            ),
            (
                google(None, None),
                sample("application/json", "{\"error\": \"invalid_grant\"}"),
                "Google's JSON envelope",
                "a body of application/json",
            ),
        ] {
            assert_eq!(judge(&check, &sample.subject()), broken(expected, received));
        }
    }

    #[test]
    fn other_members_of_the_envelope_are_told() {
        let sample = sample("application/json", JSON);
        assert_eq!(
            judge(&google(Some(404), None), &sample.subject()),
            broken("error.code: 404", "error.code: 400")
        );
        assert_eq!(
            judge(&google(None, Some("NOT_FOUND")), &sample.subject()),
            broken("error.status: NOT_FOUND", "error.status: INVALID")
        );
        let bare = Sample::new("PUT").body("{\"error\":{\"code\":400,\"message\":\"\"}}");
        assert_eq!(
            judge(&google(None, Some("NOT_FOUND")), &bare.subject()),
            broken("error.status: NOT_FOUND", "no error.status")
        );
    }

    #[test]
    fn a_missing_body_is_told() {
        for (check, expected) in [
            (ErrorBodyCheck::Html, "an HTML page"),
            (ErrorBodyCheck::DavError, "DAV:error"),
            (google(None, None), "Google's JSON envelope"),
        ] {
            assert_eq!(
                judge(&check, &Sample::new("PUT").subject()),
                broken(expected, "an empty body")
            );
        }
    }
}
