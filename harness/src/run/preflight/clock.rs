//! How far two clocks are apart.

use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

use crate::exchange::Response;

/// From here on tokens and certificates are judged wrongly, and dates in cards cannot be compared.
const TOO_FAR: SignedDuration = SignedDuration::from_mins(5);

/// By how much the target's clock is ahead of this machine's, from an answer that has just come
/// (RFC 9110 §6.6.1); `None` where the target does not tell.
pub(super) fn ahead(response: &Response, now: Timestamp) -> Option<SignedDuration> {
    let date = response.headers.get(DATE)?.to_str().ok()?;
    let date = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(date.duration_since(now))
}

/// Whether clocks are too far apart.
pub(super) fn is_too_far(ahead: SignedDuration) -> bool {
    ahead.abs() > TOO_FAR
}

/// `3 h 2 min`, `7 min`: the two largest units.
pub(super) fn in_words(apart: SignedDuration) -> String {
    let seconds = apart.abs().as_secs();
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let mut left = seconds;
    let mut words = Vec::new();
    for (size, unit) in units {
        if left >= size {
            words.push(format!("{} {unit}", left / size));
            left %= size;
        }
    }
    words.truncate(2);
    if words.is_empty() {
        return "0 s".to_owned();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;

    use super::*;

    fn of(date: &str) -> Option<SignedDuration> {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, date.parse().unwrap());
        let response = Response {
            status: 207,
            headers,
            body: Bytes::new(),
            foreign: 0,
        };
        ahead(&response, "2026-11-22T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_date_tells_how_far_the_clocks_are_apart() {
        let same = of("Sun, 22 Nov 2026 10:04:00 GMT").unwrap();
        assert_eq!(same, SignedDuration::from_mins(4));
        assert!(!is_too_far(same));
        let behind = of("Sun, 22 Nov 2026 06:57:00 GMT").unwrap();
        assert!(is_too_far(behind));
        assert_eq!(in_words(behind), "3 h 3 min");
        assert_eq!(in_words(SignedDuration::ZERO), "0 s");
        assert_eq!(of("soon"), None);
    }
}
