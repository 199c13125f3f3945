//! A client that talks to a service in memory.

use std::collections::BTreeMap;
use std::str::FromStr;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{Explanation, Request, Scheme, Secret, Service, World};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;

pub(crate) const USER: &str = World::DEFAULT_ACCOUNT;
pub(crate) const PRINCIPAL: &str = "/carddav/v1/principals/user@example.com/";
pub(crate) const HOME: &str = "/carddav/v1/principals/user@example.com/lists/";
pub(crate) const BOOK: &str = "/carddav/v1/principals/user@example.com/lists/default/";
pub(crate) const ALL: [Profile; 4] = Profile::ALL;
pub(crate) const INVALID_ARGUMENT: &str = "{\n  \"error\": {\n    \"code\": 400,\n    \"message\": \"Request contains an invalid argument.\",\n    \"status\": \"INVALID_ARGUMENT\"\n  }\n}\n";
pub(crate) const NOT_FOUND: &str = "{\n  \"error\": {\n    \"code\": 404,\n    \"message\": \"Requested entity was not found.\",\n    \"status\": \"NOT_FOUND\"\n  }\n}\n";

/// A service with the account that talks to it, at an instant that only tests move.
pub(crate) struct Client {
    pub(crate) service: Service,
    pub(crate) token: Secret,
    pub(crate) now: Timestamp,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) explanation: Explanation,
}

impl Client {
    pub(crate) fn new(profile: Profile) -> Self {
        Self::with(profile, &[("href.prefix", "classic")])
    }

    /// A profile with some quirks set otherwise.
    pub(crate) fn with(profile: Profile, quirks: &[(&str, &str)]) -> Self {
        let mut values = Quirks::of(profile);
        for (quirk, value) in quirks {
            values.set(quirk, value).unwrap();
        }
        let (world, token) = World::with_default_account(values, 42);
        Self {
            service: Service::new(world),
            token,
            now: "2026-07-01T12:00:00Z".parse().unwrap(),
        }
    }

    pub(crate) fn send(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Reply {
        let token = format!("Bearer {}", self.token.reveal());
        let mut all = vec![("authorization", token.as_str())];
        all.extend_from_slice(headers);
        self.send_as(Scheme::Https, method, target, &all, body)
    }

    /// Sends a request with no credentials but those among the headers.
    pub(crate) fn send_as(
        &mut self,
        scheme: Scheme,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Reply {
        let mut request = Request::new(Method::from_str(method).unwrap(), target)
            .with_body(body.as_ref().to_vec());
        request.scheme = scheme;
        for (name, value) in headers {
            request.headers.append(
                HeaderName::from_str(name).unwrap(),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
        let answer = self.service.answer(&request, self.now);
        Reply {
            status: answer.response.status.as_u16(),
            headers: answer.response.headers,
            text: String::from_utf8_lossy(&answer.response.body).into_owned(),
            explanation: answer.explanation,
        }
    }

    pub(crate) fn propfind(&mut self, target: &str, depth: &str, props: &str) -> Reply {
        let body = format!(
            "<d:propfind xmlns:d='DAV:' xmlns:cs='http://calendarserver.org/ns/' \
             xmlns:card='urn:ietf:params:xml:ns:carddav'><d:prop>{props}</d:prop></d:propfind>"
        );
        self.send("PROPFIND", target, &[("depth", depth)], body)
    }

    pub(crate) fn get(&mut self, target: &str) -> Reply {
        self.send("GET", target, &[], "")
    }

    pub(crate) fn put(&mut self, target: &str, headers: &[(&str, &str)], card: &str) -> Reply {
        let mut all = vec![("content-type", "text/vcard; charset=utf-8")];
        all.extend_from_slice(headers);
        self.send("PUT", target, &all, card)
    }

    pub(crate) fn post(&mut self, card: &str) -> Reply {
        self.send("POST", BOOK, &[("content-type", "text/vcard")], card)
    }

    /// Posts a card and returns its href.
    pub(crate) fn add(&mut self, uid: &str) -> String {
        let reply = self.post(&card(uid));
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.header("location").to_owned()
    }

    /// The ETag of a card, by PROPFIND.
    pub(crate) fn etag(&mut self, href: &str) -> String {
        let reply = self.propfind(href, "0", "<d:getetag/>");
        assert_eq!(reply.status, 207, "{}", reply.text);
        reply.element("getetag")
    }

    /// A token by PROPFIND at Depth 0.
    pub(crate) fn sync_token(&mut self) -> String {
        self.propfind(BOOK, "0", "<d:sync-token/>")
            .element("sync-token")
    }

    /// A sync-collection with the depth that works under the active quirk.
    pub(crate) fn sync(&mut self, token: &str) -> Reply {
        let works = self.service.world().quirks().value("sync.depth").unwrap();
        let depth = if works == "one-required" { "1" } else { "0" };
        self.sync_with(token, &[("depth", depth)], "<d:prop><d:getetag/></d:prop>")
    }

    pub(crate) fn sync_with(&mut self, token: &str, headers: &[(&str, &str)], rest: &str) -> Reply {
        let body = format!(
            "<d:sync-collection xmlns:d='DAV:' xmlns:card='urn:ietf:params:xml:ns:carddav'>\
             <d:sync-token>{token}</d:sync-token><d:sync-level>1</d:sync-level>{rest}\
             </d:sync-collection>"
        );
        self.send("REPORT", BOOK, headers, body)
    }

    pub(crate) fn multiget(&mut self, hrefs: &[&str], props: &str) -> Reply {
        let hrefs: String = hrefs
            .iter()
            .map(|href| format!("<d:href>{href}</d:href>"))
            .collect();
        let body = format!(
            "<card:addressbook-multiget xmlns:d='DAV:' \
             xmlns:card='urn:ietf:params:xml:ns:carddav'><d:prop>{props}</d:prop>{hrefs}\
             </card:addressbook-multiget>"
        );
        self.send("REPORT", BOOK, &[], body)
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or_else(|| panic!("no {name}"), |value| value.to_str().unwrap())
    }

    pub(crate) fn header_lines(&self, name: &str) -> Vec<&str> {
        let lines = self.headers.get_all(name).iter();
        lines.map(|value| value.to_str().unwrap()).collect()
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    /// The text of the one element with a local name.
    pub(crate) fn element(&self, name: &str) -> String {
        let document = roxmltree::Document::parse(&self.text).unwrap();
        let mut found = document
            .descendants()
            .filter(|node| node.tag_name().name() == name);
        let text = found
            .next()
            .unwrap_or_else(|| panic!("no {name} in {}", self.text))
            .text()
            .unwrap_or_default()
            .to_owned();
        assert!(found.next().is_none(), "several {name} in {}", self.text);
        text
    }

    /// What is inside of the multistatus, as it was written.
    pub(crate) fn inside(&self) -> &str {
        assert_eq!(self.status, 207, "{}", self.text);
        let (_, inside) = self.text.split_once("/ical/\">\n").unwrap();
        inside.strip_suffix("</d:multistatus>\n").unwrap()
    }

    /// The hrefs of a multistatus, with `404` or `507` for a status alone and the ETag (or
    /// nothing) for properties.
    pub(crate) fn members(&self) -> BTreeMap<String, String> {
        assert_eq!(self.status, 207, "{}", self.text);
        let document = roxmltree::Document::parse(&self.text).unwrap();
        let mut members = BTreeMap::new();
        for response in document.root_element().children() {
            if response.tag_name().name() != "response" {
                continue;
            }
            let child = |name: &str| {
                response
                    .children()
                    .find(|node| node.tag_name().name() == name)
                    .and_then(|node| node.text())
            };
            let state = child("status")
                .map(|status| status["HTTP/1.1 ".len()..][..3].to_owned())
                .or_else(|| {
                    let mut inside = response.descendants();
                    let etag = inside.find(|node| node.tag_name().name() == "getetag")?;
                    etag.text().map(str::to_owned)
                })
                .unwrap_or_default();
            let href = child("href").unwrap_or_default().to_owned();
            assert!(members.insert(href, state).is_none(), "{}", self.text);
        }
        members
    }

    /// The name of the condition in a `DAV:error` body.
    pub(crate) fn condition(&self) -> String {
        let document = roxmltree::Document::parse(&self.text).unwrap();
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "error", "{}", self.text);
        let first = root.first_element_child().unwrap();
        first.tag_name().name().to_owned()
    }

    /// The value that a quirk had when it was asked.
    pub(crate) fn asked(&self, quirk: &str) -> Option<&'static str> {
        let used = self.explanation.quirks.iter();
        used.clone()
            .find(|used| used.quirk == quirk)
            .map(|used| used.value)
    }
}

/// A card that every profile takes.
pub(crate) fn card(uid: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Ada;;;\r\nFN:Ada Example\r\nUID:{uid}\r\nEND:VCARD\r\n"
    )
}

/// The same card with one more line.
pub(crate) fn card_with(uid: &str, line: &str) -> String {
    card(uid).replace("END:", &format!("{line}\r\nEND:"))
}
