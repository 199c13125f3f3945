//! What is rewritten, so that a client which was sent to the door stays there: where the server's
//! origin stands in an answer, the door's stands instead, and the other way round in a request.

use std::ops::Range;

use bytes::Bytes;
use url::{Origin, Url};

use super::splice::{inside, spliced};
use crate::dav::{DAV, Element};

/// Header fields of requests that name resources (RFC 4918 §10.3, §10.4).
const OF_REQUESTS: [&str; 2] = ["destination", "if"];
/// Header fields of answers that name resources (RFC 9110 §8.7, §10.2.2).
const OF_ANSWERS: [&str; 2] = ["location", "content-location"];

/// The door's origin and the server's.
#[derive(Clone, Debug)]
pub(super) struct Origins {
    door: Url,
    server: Url,
}

/// One origin in the place of another.
#[derive(Clone, Copy)]
struct Swap<'a> {
    from: &'a Url,
    to: &'a Url,
}

impl Origins {
    pub(super) const fn new(door: Url, server: Url) -> Self {
        Self { door, server }
    }

    /// The server's origin, as URLs begin with it.
    pub(super) fn server(&self) -> String {
        text(&self.server)
    }

    const fn inward(&self) -> Swap<'_> {
        Swap {
            from: &self.door,
            to: &self.server,
        }
    }

    const fn outward(&self) -> Swap<'_> {
        Swap {
            from: &self.server,
            to: &self.door,
        }
    }

    /// The value of a header field of a request.
    pub(super) fn request_field(&self, name: &str, value: &str) -> String {
        match OF_REQUESTS.iter().any(|it| name.eq_ignore_ascii_case(it)) {
            true => self.inward().everywhere(value),
            false => value.to_owned(),
        }
    }

    /// The body of a request.
    pub(super) fn request_body(&self, body: &Bytes) -> Bytes {
        self.inward().hrefs(body)
    }

    /// The value of a header field of an answer.
    pub(super) fn answer_field(&self, name: &str, value: &[u8]) -> Vec<u8> {
        let is_meant = OF_ANSWERS.iter().any(|it| name.eq_ignore_ascii_case(it));
        match std::str::from_utf8(value) {
            Ok(url) if is_meant => self.outward().url(url).into_bytes(),
            _ => value.to_owned(),
        }
    }

    /// The body of an answer.
    pub(super) fn answer_body(&self, body: &Bytes) -> Bytes {
        self.outward().hrefs(body)
    }

    /// Where else an answer sends the client, if it does: it leaves the door then.
    pub(super) fn leads_away(&self, location: &str) -> Option<String> {
        let url = self.server.join(location).ok()?;
        (url.origin() != self.server.origin()).then(|| text(&url))
    }
}

/// An origin, as URLs begin with it.
fn text(url: &Url) -> String {
    match url.origin() {
        Origin::Opaque(_) => String::new(),
        origin @ Origin::Tuple(..) => origin.ascii_serialization(),
    }
}

impl Swap<'_> {
    /// How long the origin at the beginning of a URL is, where it is the one that goes.
    fn length(self, url: &str) -> Option<usize> {
        let host = url.find("://")? + 3;
        let rest = url.get(host..)?;
        let end = host + rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let origin = Url::parse(url.get(..end)?).ok()?;
        (origin.origin() == self.from.origin()).then_some(end)
    }

    fn url(self, url: &str) -> String {
        let begin = url.len() - url.trim_start().len();
        let trimmed = url.get(begin..).unwrap_or_default();
        match self.length(trimmed) {
            Some(end) => text(self.to) + trimmed.get(end..).unwrap_or_default(),
            None => url.to_owned(),
        }
    }

    /// URLs in angle brackets too (`If: <https://…> (…)`).
    fn everywhere(self, value: &str) -> String {
        let parts = value.split('<').enumerate();
        let parts = parts.map(|(index, part)| match part.split_once('>') {
            Some((url, rest)) if index > 0 => format!("{}>{rest}", self.url(url)),
            _ => self.url(part),
        });
        parts.collect::<Vec<_>>().join("<")
    }

    /// A body of XML whose `DAV:href`s have the other origin; any other body as it is.
    fn hrefs(self, body: &Bytes) -> Bytes {
        let Ok(root) = Element::read(body) else {
            return body.clone();
        };
        let hrefs = root.descendants().into_iter();
        let hrefs = hrefs.filter(|element| element.is(DAV, "href"));
        let origins = hrefs.filter_map(|href| self.origin_in(body, href));
        spliced(
            body,
            origins.map(|range| (range, text(self.to).into_bytes())),
        )
    }

    /// Where the origin stands in the text of an element.
    fn origin_in(self, body: &[u8], href: &Element) -> Option<Range<usize>> {
        let url = href.trimmed();
        let origin = url.get(..self.length(url)?)?.as_bytes();
        let range = inside(body, href)?;
        let content = body.get(range.clone())?;
        let at = content
            .windows(origin.len())
            .position(|part| part == origin)?;
        let start = range.start + at;
        Some(start..start + origin.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        let url = |text: &str| text.parse().unwrap();
        Origins::new(
            url("http://127.0.0.1:4000"),
            url("https://dav.example.com/start"),
        )
    }

    #[test]
    fn where_an_answer_leads_to_the_server_it_leads_to_the_door() {
        let field =
            |value: &str| String::from_utf8(origins().answer_field("Location", value.as_bytes()));
        for (sent, got) in [
            ("https://dav.example.com/a?b", "http://127.0.0.1:4000/a?b"),
            ("HTTPS://DAV.example.com:443/a", "http://127.0.0.1:4000/a"),
            ("https://dav.example.com", "http://127.0.0.1:4000"),
            ("/a/b", "/a/b"),
            ("https://other.example.com/", "https://other.example.com/"),
            ("http://dav.example.com/", "http://dav.example.com/"),
        ] {
            assert_eq!(field(sent).unwrap(), got);
        }
        let other = origins().answer_field("Link", b"https://dav.example.com/");
        assert_eq!(other, b"https://dav.example.com/");
    }

    #[test]
    fn hrefs_change_and_nothing_else_in_a_body_does() {
        let body = "<?xml version=\"1.0\"?>\r\n<d:multistatus xmlns:d='DAV:' xmlns:x='https://dav.example.com/'>\
                    <!-- https://dav.example.com/ --><d:href>\n https://dav.example.com:443/a%20b&amp;c</d:href>\
                    <d:href>/relative</d:href><d:displayname>https://dav.example.com/</d:displayname></d:multistatus>";
        let there = origins().answer_body(&Bytes::from(body));
        let expected = body.replacen(
            "https://dav.example.com:443/a",
            "http://127.0.0.1:4000/a",
            1,
        );
        assert_eq!(there, expected);
        let back = origins().request_body(&there);
        assert_eq!(back, body.replacen("com:443/a", "com/a", 1));
        let odd = Bytes::from("<href>https://dav.example.com/");
        assert_eq!(origins().answer_body(&odd), odd);
    }

    #[test]
    fn requests_name_the_server_where_they_named_the_door() {
        let field = |name: &str, value: &str| origins().request_field(name, value);
        assert_eq!(
            field("Destination", "http://127.0.0.1:4000/b"),
            "https://dav.example.com/b"
        );
        assert_eq!(
            field(
                "If",
                "<http://127.0.0.1:4000/b> ([\"x\"]) <http://o/> (<urn:x>)"
            ),
            "<https://dav.example.com/b> ([\"x\"]) <http://o/> (<urn:x>)"
        );
        assert_eq!(
            field("X-Note", "http://127.0.0.1:4000/b"),
            "http://127.0.0.1:4000/b"
        );
    }

    #[test]
    fn another_host_is_told() {
        let away = |location: &str| origins().leads_away(location);
        assert_eq!(away("/a"), None);
        assert_eq!(away("https://dav.example.com/a"), None);
        assert_eq!(
            away("https://other.example.com:8443/a").as_deref(),
            Some("https://other.example.com:8443")
        );
    }
}
