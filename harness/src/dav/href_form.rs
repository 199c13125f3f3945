//! What an href has to look like in a multistatus (RFC 4918 §8.3, §14.7).

use super::Href;
use super::uri::{Reference, is_plain, is_reserved};

/// The form of an href, as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HrefForm {
    /// A URI with its scheme.
    AbsoluteUri,
    /// A path that starts with a slash.
    AbsolutePath,
    /// None that is allowed; what is wrong with it.
    Wrong(&'static str),
}

impl Href {
    /// The form of the href.
    #[must_use]
    pub fn form(&self) -> HrefForm {
        let reference = Reference::split(&self.raw);
        if self.raw.bytes().any(|byte| b" \t\r\n".contains(&byte)) {
            HrefForm::Wrong("white space")
        } else if !has_only_legal_characters(&self.raw) {
            HrefForm::Wrong("a character that has to be percent-encoded")
        } else if reference.path.split('/').any(is_dot_segment) {
            HrefForm::Wrong("a dot segment")
        } else if reference.scheme.is_some() {
            HrefForm::AbsoluteUri
        } else if reference.authority.is_none() && reference.path.starts_with('/') {
            HrefForm::AbsolutePath
        } else {
            HrefForm::Wrong("neither scheme nor slash at the start")
        }
    }

    /// Whether the href names a resource of the server that sent it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.canonical.starts_with('/')
    }
}

fn is_dot_segment(segment: &str) -> bool {
    if segment.len() > "%2e%2e".len() {
        return false;
    }
    let segment = segment.replace("%2e", ".").replace("%2E", ".");
    segment == "." || segment == ".."
}

/// Unreserved, reserved, or percent and two hex digits (RFC 3986 §2).
fn has_only_legal_characters(text: &str) -> bool {
    let mut encoded = text.split('%');
    let legal = |part: &str| part.bytes().all(is_legal);
    encoded.next().is_none_or(legal)
        && encoded.all(|part| {
            let digits = part.bytes().take(2).filter(u8::is_ascii_hexdigit).count();
            digits == 2 && legal(part)
        })
}

const fn is_legal(byte: u8) -> bool {
    is_plain(byte) || is_reserved(byte) || matches!(byte, b'#' | b'[' | b']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_uris_and_absolute_paths_are_allowed_and_nothing_else() {
        for (raw, form) in [
            ("https://dav.example.com/a", HrefForm::AbsoluteUri),
            ("/a%40b@c/d%C3%A9", HrefForm::AbsolutePath),
            ("/", HrefForm::AbsolutePath),
            (
                "a",
                HrefForm::Wrong("neither scheme nor slash at the start"),
            ),
            ("", HrefForm::Wrong("neither scheme nor slash at the start")),
            (
                "//x/a",
                HrefForm::Wrong("neither scheme nor slash at the start"),
            ),
            ("/a/../b", HrefForm::Wrong("a dot segment")),
            ("/a/%2E/b", HrefForm::Wrong("a dot segment")),
            ("/a b", HrefForm::Wrong("white space")),
            ("\n/a", HrefForm::Wrong("white space")),
            (
                "/é",
                HrefForm::Wrong("a character that has to be percent-encoded"),
            ),
            (
                "/a%2",
                HrefForm::Wrong("a character that has to be percent-encoded"),
            ),
            (
                "/%",
                HrefForm::Wrong("a character that has to be percent-encoded"),
            ),
        ] {
            let href = Href::resolve(raw, "https://dav.example.com/");
            assert_eq!(href.form(), form, "{raw}");
        }
    }

    #[test]
    fn hrefs_of_another_host_are_not_own() {
        let own = |raw| Href::resolve(raw, "https://dav.example.com/").is_own();
        assert!(own("/a") && own("https://dav.example.com/a"));
        assert!(!own("https://example.com/a") && !own("mailto:a"));
    }
}
