//! A PROPFIND of the run itself, and what its answer says.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};

use crate::dav::{CARDDAV, DAV, Href, Multistatus, Name, Response, request as body};
use crate::exchange::Request;
use crate::scenario::PropertyRequest;

/// An answer at Depth 0 or 1, with the URL that it came from.
#[derive(Debug)]
pub(super) struct Answer {
    /// The URL that it came from.
    pub(super) url: String,
    /// What it says.
    pub(super) multistatus: Multistatus,
}

/// A PROPFIND of the run itself, for named properties.
pub(super) fn request(url: String, depth: &'static str, props: &[Name]) -> Request {
    let mut headers = HeaderMap::new();
    let xml = HeaderValue::from_static("application/xml; charset=utf-8");
    headers.insert(CONTENT_TYPE, xml);
    headers.insert("depth", HeaderValue::from_static(depth));
    let body = body::propfind(&PropertyRequest::Named(props.to_vec()));
    Request {
        method: "PROPFIND".to_owned(),
        url,
        headers,
        body: Bytes::from(body),
        raw: None,
    }
}

impl Answer {
    /// The response about the resource itself: where there is only one, that one.
    pub(super) fn about(&self, url: &str) -> Option<&Response> {
        let href = Href::resolve(url, &self.url);
        let only = match &self.multistatus.responses[..] {
            [only] => Some(only),
            _ => None,
        };
        self.multistatus.response_for(&href).or(only)
    }

    /// The hrefs in a property of the resource itself.
    pub(super) fn hrefs_of(&self, name: &Name) -> Vec<String> {
        let property = self
            .about(&self.url)
            .and_then(|response| response.property(name));
        property
            .filter(|property| property.status == Some(200))
            .map(|property| {
                let hrefs = property.element.children_named(DAV, "href");
                hrefs
                    .map(|href| path_at(href.trimmed(), &self.url))
                    .filter(|href| !href.is_empty())
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The address books among the responses.
    pub(super) fn books(&self) -> Vec<String> {
        let name = Name::new(DAV, "resourcetype");
        let is_book = |response: &&Response| {
            response.property(&name).is_some_and(|property| {
                property.status == Some(200)
                    && property
                        .element
                        .children
                        .iter()
                        .any(|kind| kind.is(CARDDAV, "addressbook"))
            })
        };
        self.multistatus
            .responses
            .iter()
            .filter(is_book)
            .filter_map(Response::href)
            .map(|href| path_at(href.raw.trim(), &self.url))
            .collect()
    }
}

/// A reference as an absolute path where it is one of the same server, else as a URL. The path
/// stays as it was sent.
pub(super) fn path_at(reference: &str, base: &str) -> String {
    let (Ok(base), true) = (url::Url::parse(base), !reference.starts_with('/')) else {
        return reference.to_owned();
    };
    match base.join(reference) {
        Ok(url) if url.origin() == base.origin() => {
            let after = url.as_str().get(url.origin().ascii_serialization().len()..);
            after.unwrap_or("/").to_owned()
        }
        Ok(url) => url.to_string(),
        Err(_) => reference.to_owned(),
    }
}

pub(super) fn with_slash(path: &str) -> String {
    if path.ends_with('/') {
        path.to_owned()
    } else {
        format!("{path}/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_paths_where_they_are_of_the_same_server() {
        for (reference, expected) in [
            ("/a%40b/", "/a%40b/"),
            ("c/", "/x/c/"),
            ("http://h:1/a b", "/a%20b"),
            ("http://h:2/a", "http://h:2/a"),
            ("//other/a", "//other/a"),
        ] {
            assert_eq!(path_at(reference, "http://h:1/x/"), expected);
        }
    }

    #[test]
    fn what_is_said_about_the_resource_is_found_by_its_href_or_by_being_alone() {
        let answer = |rows: &str| Answer {
            url: "http://h/b".to_owned(),
            multistatus: Multistatus::read(
                format!("<multistatus xmlns='DAV:'>{rows}</multistatus>").as_bytes(),
                "http://h/b",
            )
            .unwrap(),
        };
        let row = |href: &str, at: &str| {
            format!(
                "<response><href>{href}</href><propstat><prop><owner><href>{at}</href></owner>\
                 </prop><status>HTTP/1.1 200 OK</status></propstat></response>"
            )
        };
        let owner = Name::new(DAV, "owner");
        let two = answer(&format!("{}{}", row("/c", "/x"), row("/b/", "/y")));
        assert_eq!(two.hrefs_of(&owner), ["/y"]);
        assert_eq!(answer(&row("/c", "/x")).hrefs_of(&owner), ["/x"]);
        let others = answer(&format!("{}{}", row("/c", "/x"), row("/d", "/y")));
        assert!(others.hrefs_of(&owner).is_empty());
    }
}
