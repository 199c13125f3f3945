//! URI references in their parts (RFC 3986 §3, appendix B), and their normal form (§6.2.2).

use std::borrow::Cow;

/// A URI reference in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
}

impl<'a> Reference<'a> {
    /// Splits a reference. Any text is one; the fragment is left out.
    pub(super) fn split(text: &'a str) -> Self {
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                let (authority, path) = rest.split_at(end);
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }

    /// Whether both have a scheme and a host, and the same ones.
    pub(super) fn is_of_origin(&self, other: &Self) -> bool {
        let as_written = (self.scheme, self.authority) == (other.scheme, other.authority);
        (as_written && self.authority.is_some()) || self.origin() == other.origin()
    }

    /// Scheme and host in normal form: lower case, no user, no default port.
    pub(super) fn origin(&self) -> Option<String> {
        let scheme = self.scheme?.to_ascii_lowercase();
        let authority = self.authority?.to_ascii_lowercase();
        let host = authority.rsplit_once('@').map_or(&*authority, |(_, h)| h);
        let default_port = match &*scheme {
            "https" => ":443",
            "http" => ":80",
            _ => ":",
        };
        let host = host.strip_suffix(default_port).unwrap_or(host);
        let host = host.strip_suffix(':').unwrap_or(host);
        Some(format!("{scheme}://{host}"))
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Percent-encoding in normal form: nothing is encoded that need not be, hex digits are capitals,
/// and what cannot stand in a URI is encoded. `%40` becomes `@`, which means the same in a path.
pub(super) fn normal_encoding(text: &str) -> Cow<'_, str> {
    let stays = |byte| is_plain(byte) || is_reserved(byte);
    if text.bytes().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut normal = String::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let encoded = after.first_chunk().and_then(|digits| hex_byte(*digits));
            if encoded.is_some() {
                rest = after.get(2..).unwrap_or_default();
            }
            push(&mut normal, encoded.unwrap_or(b'%'), is_plain);
        } else {
            push(&mut normal, byte, stays);
        }
    }
    Cow::Owned(normal)
}

fn push(text: &mut String, byte: u8, plain: impl Fn(u8) -> bool) {
    if plain(byte) {
        text.push(char::from(byte));
    } else {
        text.push_str(&format!("%{byte:02X}"));
    }
}

fn hex_byte(digits: [u8; 2]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let text = std::str::from_utf8(&digits).ok()?;
    u8::from_str_radix(text, 16).ok()
}

/// Unreserved (RFC 3986 §2.3), and the at sign.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@')
}

/// Reserved (RFC 3986 §2.2) and possible in path and query.
pub(super) const fn is_reserved(byte: u8) -> bool {
    matches!(
        byte,
        b':' | b'/'
            | b'?'
            | b'!'
            | b'$'
            | b'&'
            | b'\''
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
    )
}

/// The path of a reference as seen from a base path (RFC 3986 §5.2.3).
pub(super) fn merged_path<'a>(path: &'a str, base: &'a str) -> Cow<'a, str> {
    if path.is_empty() {
        Cow::Borrowed(base)
    } else if path.starts_with('/') {
        Cow::Borrowed(path)
    } else {
        let folder = base.rfind('/').and_then(|slash| base.get(..=slash));
        Cow::Owned(format!("{}{path}", folder.unwrap_or("/")))
    }
}

/// An absolute path without `.` and `..` (RFC 3986 §5.2.4).
pub(super) fn without_dot_segments(path: &str) -> String {
    if path.starts_with('/') && !path.contains("/.") {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let segments = path.strip_prefix('/').unwrap_or(path);
    let mut ends_in_folder = false;
    for segment in segments.split('/') {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            other => kept.push(other),
        }
    }
    if ends_in_folder {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_split_into_its_parts() {
        let whole = Reference::split("HTTPS://me@Example.com:443/a?b#c");
        assert_eq!(whole.origin().as_deref(), Some("https://example.com"));
        assert_eq!((whole.path, whole.query), ("/a", Some("b")));
        let path = Reference::split("/a:b");
        assert_eq!(
            (path.scheme, path.authority, path.path),
            (None, None, "/a:b")
        );
        let other_port = Reference::split("http://example.com:8080/");
        assert_eq!(
            other_port.origin().as_deref(),
            Some("http://example.com:8080")
        );
    }

    #[test]
    fn dot_segments_are_resolved() {
        for (path, expected) in [
            ("/a/b/../c", "/a/c"),
            ("/a/./b/.", "/a/b/"),
            ("/a/b/..", "/a/"),
            ("/../../a", "/a"),
            ("/a//b", "/a//b"),
            ("/", "/"),
            ("", "/"),
        ] {
            assert_eq!(without_dot_segments(path), expected, "{path}");
        }
    }

    #[test]
    fn percent_encoding_is_normalised() {
        for (text, expected) in [
            ("/%7euser%40x/%c3%a9", "/~user@x/%C3%A9"),
            ("/é b", "/%C3%A9%20b"),
            ("/%2F%2f", "/%2F%2F"),
            ("/a+b%2B", "/a+b%2B"),
            ("/100%", "/100%25"),
            ("/%zz%4", "/%25zz%254"),
        ] {
            assert_eq!(normal_encoding(text), expected, "{text}");
        }
    }
}
