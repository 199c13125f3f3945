//! Hrefs as names of resources.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::uri::{Reference, merged_path, normal_encoding, without_dot_segments};

/// An href of a response. Two hrefs are equal when they name the same resource: scheme and host
/// are left out when they are the target's own, percent-encoding is normalised (`%40` is `@`), and
/// a slash at the end makes no difference (RFC 4918 §5.2).
#[derive(Clone, Debug)]
pub struct Href {
    /// As it was sent.
    pub raw: String,
    /// The canonical form that is compared: absolute path, percent-encoding normalised, trailing
    /// slash kept. A URL of another host keeps its scheme and host.
    pub canonical: String,
}

impl Href {
    /// The resource that a reference names when it stands in the answer to a request for `base`
    /// (RFC 3986 §5.2, RFC 4918 §8.3). Any text gives an href.
    #[must_use]
    pub fn resolve(reference: &str, base: &str) -> Self {
        let sent = Reference::split(reference.trim_matches([' ', '\t', '\r', '\n']));
        let base = Reference::split(base);
        let (origin, path) = match (sent.authority, sent.scheme) {
            (None, None) => (None, merged_path(sent.path, base.path)),
            (None, Some(scheme)) => (Some(format!("{scheme}:")), Cow::Borrowed(sent.path)),
            (Some(_), scheme) => {
                let absolute = Reference {
                    scheme: scheme.or(base.scheme),
                    ..sent.clone()
                };
                let origin = absolute.origin();
                let foreign = origin.filter(|_| !absolute.is_of_origin(&base));
                (foreign, Cow::Borrowed(sent.path))
            }
        };
        let mut canonical = without_dot_segments(&normal_encoding(&path));
        if let Some(query) = sent.query {
            canonical = format!("{canonical}?{}", normal_encoding(query));
        }
        if let Some(origin) = origin {
            canonical = format!("{origin}{canonical}");
        }
        Self {
            raw: reference.to_owned(),
            canonical,
        }
    }

    /// Whether the href names a resource inside a collection, at any depth. A collection is not
    /// inside itself.
    #[must_use]
    pub fn is_within(&self, collection: &Self) -> bool {
        self.below(collection).is_some()
    }

    /// Whether the href names a direct member of a collection (RFC 4918 §3: internal member).
    #[must_use]
    pub fn is_member_of(&self, collection: &Self) -> bool {
        self.below(collection).is_some_and(|rest| {
            let name = rest.strip_suffix('/').unwrap_or(rest);
            !name.contains('/')
        })
    }

    /// The path below a collection, if there is one.
    fn below(&self, collection: &Self) -> Option<&str> {
        self.canonical
            .strip_prefix(collection.without_slash())?
            .strip_prefix('/')
            .filter(|rest| !rest.is_empty())
    }

    fn without_slash(&self) -> &str {
        self.canonical.strip_suffix('/').unwrap_or(&self.canonical)
    }
}

impl PartialEq for Href {
    fn eq(&self, other: &Self) -> bool {
        self.without_slash() == other.without_slash()
    }
}

impl Eq for Href {}

impl Hash for Href {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.without_slash().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://dav.example.com/carddav/v1/ada%40example.com/book/";

    fn href(reference: &str) -> Href {
        Href::resolve(reference, BASE)
    }

    #[test]
    fn own_scheme_and_host_make_no_difference() {
        for reference in [
            "/a/b",
            "https://dav.example.com/a/b",
            "HTTPS://DAV.example.com:443/a/b",
            "//dav.example.com/a/b",
            "/a/./x/../b",
            "/%61/b",
            " /a/b\n",
            "/a/b/",
        ] {
            assert_eq!(href(reference), href("/a/b"), "{reference}");
        }
        assert_eq!(href("/a/b/").canonical, "/a/b/");
    }

    #[test]
    fn other_hosts_schemes_queries_and_reserved_characters_do() {
        for reference in [
            "http://dav.example.com/a/b",
            "https://other.example.com/a/b",
            "https://dav.example.com:8443/a/b",
            "mailto:a/b",
            "/a/b?x",
            "/a%2Fb",
            "/A/b",
            "/a//b",
        ] {
            assert_ne!(href(reference), href("/a/b"), "{reference}");
        }
    }

    #[test]
    fn the_at_sign_may_be_encoded() {
        assert_eq!(href("/x@y/"), href("/x%40y/"));
        assert_eq!(href("").canonical, "/carddav/v1/ada@example.com/book/");
    }

    #[test]
    fn relative_references_are_resolved_against_the_request() {
        assert_eq!(
            href("c.vcf").canonical,
            "/carddav/v1/ada@example.com/book/c.vcf"
        );
        assert_eq!(
            href("../c.vcf").canonical,
            "/carddav/v1/ada@example.com/c.vcf"
        );
    }

    #[test]
    fn members_are_inside_their_collection() {
        let book = href("/book/");
        assert!(href("/book/a").is_member_of(&book));
        assert!(href("/book/a/").is_member_of(&href("/book")));
        assert!(!href("/book/a/b").is_member_of(&book));
        assert!(href("/book/a/b").is_within(&book));
        for outside in ["/book/", "/book", "/bookshelf/a", "/", "http://x/book/a"] {
            assert!(!href(outside).is_within(&book), "{outside}");
        }
        assert!(href("/a").is_member_of(&href("/")));
    }
}
