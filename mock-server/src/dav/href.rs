//! Hrefs: path-absolute, `@` in clear (google:HREF-02).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What cannot stand raw in a path segment (RFC 3986 §3.3).
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path segment as it stands in a URL.
pub(crate) fn encode_segment(segment: &str) -> Cow<'_, str> {
    if segment.bytes().all(stands_as_it_is) {
        return Cow::Borrowed(segment);
    }
    utf8_percent_encode(segment, ENCODED).into()
}

/// What nearly all names consist of.
const fn stands_as_it_is(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'@')
}

/// The path of a reference: of an absolute URL what follows host and port, otherwise the whole
/// (RFC 4918 §8.3). The host is not looked at: the server answers under any name
/// (google:DISC-13).
pub(crate) fn same_origin_path(reference: &str) -> &str {
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        let (start, rest) = reference.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    match rest {
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => reference,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stays_readable() {
        assert_eq!(encode_segment("user+x@example.com"), "user+x@example.com");
    }

    #[test]
    fn what_would_end_the_segment_is_encoded() {
        assert_eq!(encode_segment("a b/c?d#e%ü"), "a%20b%2Fc%3Fd%23e%25%C3%BC");
    }

    #[test]
    fn absolute_urls_lose_their_origin() {
        assert_eq!(same_origin_path("HTTPS://example.com:8443/a/b"), "/a/b");
        assert_eq!(same_origin_path("https://example.com"), "/");
        assert_eq!(same_origin_path("/a/b"), "/a/b");
    }
}
