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

/// The path of a request target: of an absolute URL what follows host and port, otherwise the
/// whole. The host is not looked at: the server answers under any name (google:DISC-13).
pub(crate) fn same_origin_path(reference: &str) -> &str {
    let Some((_, rest)) = absolute(reference) else {
        return reference;
    };
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
}

/// Host and port in an absolute URL, as written; none in other references.
pub(crate) fn authority(reference: &str) -> Option<&str> {
    let (_, rest) = absolute(reference)?;
    Some(before_path(rest))
}

fn before_path(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether a reference is to the server at an authority: absolute URLs name theirs, all others
/// mean the one that was asked (RFC 4918 §8.3). `http` and `https` are not told apart, since
/// something in front of the server may speak TLS for it; a port that goes without saying in the
/// reference's scheme may be left out on either side (RFC 9110 §4.2.3).
pub(crate) fn is_at(reference: &str, own: &str) -> bool {
    let Some((scheme, rest)) = absolute(reference) else {
        return true;
    };
    let bare = |authority| scheme.without_default_port(authority);
    bare(before_path(rest)).eq_ignore_ascii_case(bare(own))
}

/// The schemes under which a server of this kind is reached, as references begin with them.
#[derive(Clone, Copy)]
enum UrlScheme {
    Http,
    Https,
}

impl UrlScheme {
    const fn start(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
        }
    }

    fn without_default_port(self, authority: &str) -> &str {
        let port = match self {
            Self::Http => ":80",
            Self::Https => ":443",
        };
        let host = authority.strip_suffix(port).unwrap_or(authority);
        host.strip_suffix(':').unwrap_or(host)
    }
}

/// The scheme of an absolute URL, and what follows it.
fn absolute(reference: &str) -> Option<(UrlScheme, &str)> {
    [UrlScheme::Http, UrlScheme::Https]
        .into_iter()
        .find_map(|scheme| {
            let (start, rest) = reference.split_at_checked(scheme.start().len())?;
            let is_it = start.eq_ignore_ascii_case(scheme.start());
            is_it.then_some((scheme, rest))
        })
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

    #[test]
    fn a_reference_is_to_the_server_whose_authority_it_names() {
        for (reference, own) in [
            ("/a", "a.example"),
            ("a", "a.example"),
            ("//b.example/a", "a.example"),
            ("https://A.example/a", "a.EXAMPLE"),
            ("HTTP://a.example:8443/a", "a.example:8443"),
            ("https://a.example:443/a", "a.example"),
            ("https://a.example/a", "a.example:443"),
            ("http://a.example:80", "a.example"),
            ("http://a.example:?a", "a.example"),
            ("https://[::1]:8443/a", "[::1]:8443"),
        ] {
            assert!(is_at(reference, own), "{reference} {own}");
        }
    }

    #[test]
    fn another_host_or_port_or_a_user_is_another_server() {
        for reference in [
            "https://evil.example/a",
            "https://a.example.evil.example/a",
            "https://a.example:8443/a",
            "https://a.example:80/a",
            "http://a.example:443/a",
            "https://evil.example?@a.example/a",
            "https://evil.example#a.example/a",
            "https://user@a.example/a",
            "https:///a",
        ] {
            assert!(!is_at(reference, "a.example"), "{reference}");
        }
    }

    #[test]
    fn only_absolute_urls_have_an_authority() {
        assert_eq!(authority("https://a.example:1?/b"), Some("a.example:1"));
        assert_eq!(authority("/a"), None);
        assert_eq!(authority("ftp://a.example/a"), None);
    }
}
