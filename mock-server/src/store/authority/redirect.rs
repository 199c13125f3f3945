//! Redirect URIs: where the browser goes after the consent page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// What stands in a query as it is: the unreserved characters, and `/` and `:`, which Google
/// leaves alone in codes and scopes.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':');

/// A redirect URI: absolute, without a fragment (RFC 6749 §3.1.2), fit for a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RedirectUri(String);

/// A text that cannot be a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a redirect URI is an absolute URI without a fragment")]
pub struct NotARedirectUri;

impl RedirectUri {
    pub(crate) fn parse(text: &str) -> Result<Self, NotARedirectUri> {
        let (scheme, rest) = text.split_once(':').ok_or(NotARedirectUri)?;
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        // Scripts and documents in a URI would run in the page's name.
        let is_harmless = !["javascript", "data", "vbscript"]
            .iter()
            .any(|bad| scheme.eq_ignore_ascii_case(bad));
        if is_scheme && is_harmless && !rest.is_empty() && rest.bytes().all(is_uri_byte) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotARedirectUri)
        }
    }

    /// Whether it leads to the machine of the user, on whatever port and path
    /// (RFC 8252 §7.3). Google takes `localhost` too.
    pub(crate) fn is_loopback(&self) -> bool {
        let Some(rest) = self.0.strip_prefix("http://") else {
            return false;
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, _) = rest.split_at(end);
        ["127.0.0.1", "[::1]", "localhost"]
            .iter()
            .filter_map(|host| authority.strip_prefix(host))
            .any(is_port)
    }

    /// Scheme, host and port, for people to see.
    pub(crate) fn origin(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |found| found + 3);
        let (scheme, rest) = self.0.split_at(after_scheme);
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        self.0.split_at(scheme.len() + end).0
    }

    /// The URI as it came.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The URI with parameters added to its query (RFC 6749 §4.1.2).
    pub(crate) fn with(&self, parameters: &[(&str, &str)]) -> String {
        let mut uri = self.0.clone();
        for (name, value) in parameters {
            uri.push(if uri.contains('?') { '&' } else { '?' });
            uri.push_str(name);
            uri.push('=');
            uri.extend(utf8_percent_encode(value, QUERY));
        }
        uri
    }
}

/// Nothing, or `:` and a port.
fn is_port(text: &str) -> bool {
    text.is_empty()
        || text.strip_prefix(':').is_some_and(|port| {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
        })
}

/// The characters of a URI without a fragment (RFC 3986 §2).
fn is_uri_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> RedirectUri {
        RedirectUri::parse(text).unwrap()
    }

    #[test]
    fn loopback_is_the_users_machine_on_any_port_and_path() {
        for text in [
            "http://127.0.0.1",
            "http://127.0.0.1:49152/",
            "http://[::1]:1/callback?x=1",
            "http://localhost:65535/a/b",
        ] {
            assert!(uri(text).is_loopback(), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_loopback_is_not() {
        for text in [
            "https://127.0.0.1/",
            "http://127.0.0.1.example.com/",
            "http://localhost@example.com/",
            "http://example.com/127.0.0.1",
            "http://127.0.0.1:80@example.com/",
            "http://localhost:65536/",
            "http://localhost:+80/",
            "http://127.0.0.2/",
            "HTTP://localhost/",
        ] {
            assert!(!uri(text).is_loopback(), "{text}");
        }
    }

    #[test]
    fn the_origin_is_what_stands_before_the_path() {
        for (text, origin) in [
            ("http://[::1]:8080/cb?x=http://y/", "http://[::1]:8080"),
            ("https://example.com?x", "https://example.com"),
            ("com.example.app:/cb", "com.example.app:"),
        ] {
            assert_eq!(uri(text).origin(), origin);
        }
    }

    #[test]
    fn a_fragment_a_relative_path_and_odd_characters_make_no_redirect_uri() {
        for text in [
            "",
            "/callback",
            "localhost",
            "http:",
            "1http://localhost/",
            "http://localhost/#x",
            "http://localhost/\r\nSet-Cookie: a=b",
            "http://localhost/ x",
            "http://localhost/é",
            "http://localhost/\"><script>",
            "http://localhost\\@example.com/",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
        ] {
            assert_eq!(RedirectUri::parse(text), Err(NotARedirectUri), "{text:?}");
        }
    }

    #[test]
    fn parameters_join_the_query_that_is_there() {
        assert_eq!(
            uri("http://localhost/cb").with(&[("state", "a&b=c#+%"), ("code", "4/0A")]),
            "http://localhost/cb?state=a%26b%3Dc%23%2B%25&code=4/0A"
        );
        assert_eq!(
            uri("http://localhost/cb?x=1").with(&[("scope", "a b"), ("state", "é\r\n")]),
            "http://localhost/cb?x=1&scope=a%20b&state=%C3%A9%0D%0A"
        );
    }
}
