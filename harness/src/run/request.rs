//! From the request that a scenario describes to the one that is sent.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url as WebUrl;

use crate::check::card;
use crate::dav::{CARDDAV, DAV, Element, Name, request, vcard};
use crate::exchange::{Request, Secret};
use crate::plan::ActiveProfile;
use crate::scenario::{
    Body, Depth, Hrefs, PropertyRequest, RequestSpec, Template, Unresolved, Url, Values,
};

/// What a path segment may hold without being encoded (RFC 3986 §3.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

const XML: &str = "application/xml; charset=utf-8";
const VCARD: &str = "text/vcard; charset=utf-8";

/// A request that is ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// The request.
    pub(super) request: Request,
    /// An `Authorization` header that the scenario itself gives.
    pub(super) own_authorization: Option<Secret>,
    /// Resources that the request names beside its URL: the hrefs of a multiget, a `Destination`.
    pub(super) names: Vec<String>,
    /// Whether the answer may hold the data of many cards.
    pub(super) asks_for_cards: bool,
}

/// Why a request cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unbuilt {
    /// A reference has no value.
    #[error("{}", .0.in_words())]
    Unresolved(#[from] Unresolved),
    /// What the scenario asks for cannot be sent.
    #[error("it cannot be sent: {0}")]
    Unsendable(String),
}

/// What is the same for all requests of a scenario.
#[derive(Clone, Copy, Debug)]
pub(super) struct Builder<'a> {
    /// The target's base URL.
    pub(super) base: &'a WebUrl,
    /// The profile, for the Depth that works.
    pub(super) profile: &'a ActiveProfile,
    /// The run's id, for the marker.
    pub(super) run: &'a str,
    /// What references stand for.
    pub(super) values: &'a Values,
}

impl Builder<'_> {
    /// Builds a request.
    pub(super) fn build(&self, spec: &RequestSpec) -> Result<Prepared, Unbuilt> {
        if let Some(raw) = &spec.raw {
            return self.raw(spec, raw);
        }
        let url = self.url(&spec.url)?;
        let mut names = Vec::new();
        let (body, content_type) = self.body(&spec.body, &mut names)?;
        let mut headers = HeaderMap::new();
        if let Some(content_type) = content_type {
            insert(&mut headers, CONTENT_TYPE.as_str(), &content_type)?;
        }
        if let Some(depth) = &spec.depth {
            insert(&mut headers, "depth", self.depth(depth))?;
        }
        for (name, template) in &spec.headers {
            let value = template.resolve(self.values)?;
            insert(&mut headers, name, &value)?;
            if name.eq_ignore_ascii_case("destination") {
                names.push(value);
            }
        }
        let own_authorization = headers
            .remove(AUTHORIZATION)
            .map(|value| Secret::new(String::from_utf8_lossy(value.as_bytes())));
        Ok(Prepared {
            asks_for_cards: asks_for_cards(spec, &body),
            request: Request {
                method: spec.method.clone(),
                url,
                headers,
                body: Bytes::from(body),
                raw: None,
            },
            own_authorization,
            names,
        })
    }

    fn text(&self, template: &Template) -> Result<String, Unbuilt> {
        Ok(template.resolve(self.values)?)
    }

    /// An absolute URL. A path is one of the target's.
    fn url(&self, url: &Url) -> Result<String, Unbuilt> {
        let reference = match url {
            Url::At(template) => self.text(template)?,
            Url::In { collection, name } => {
                let collection = self.text(collection)?;
                let name = self.text(name)?;
                let name = utf8_percent_encode(&name, SEGMENT);
                format!("{}/{name}", collection.trim_end_matches('/'))
            }
        };
        let absolute = self
            .base
            .join(&reference)
            .map_err(|error| Unbuilt::Unsendable(format!("`{reference}` is no URL: {error}")))?;
        Ok(absolute.to_string())
    }

    pub(super) fn depth<'d>(&self, depth: &'d Depth) -> &'d str {
        match depth {
            Depth::Exactly(depth) => depth,
            Depth::Working if self.profile.holds("sync.depth", "one-required") => "1",
            Depth::Working => "0",
        }
    }

    pub(super) fn body(
        &self,
        body: &Body,
        names: &mut Vec<String>,
    ) -> Result<(Vec<u8>, Option<String>), Unbuilt> {
        let xml = |body| (body, Some(XML.to_owned()));
        Ok(match body {
            Body::Empty => (Vec::new(), None),
            Body::Raw { text, content_type } => {
                let text = self.text(text)?;
                names.extend(multiget_hrefs(&text));
                (text.into_bytes(), content_type.clone())
            }
            Body::Bytes {
                bytes,
                content_type,
            } => {
                names.extend(multiget_hrefs(&String::from_utf8_lossy(bytes)));
                (bytes.to_vec(), content_type.clone())
            }
            Body::Propfind(properties) => xml(request::propfind(properties)),
            Body::SyncCollection {
                token,
                level,
                props,
                limit,
            } => {
                let token = self.text(token)?;
                xml(request::sync_collection(&token, level, props, *limit))
            }
            Body::Multiget { hrefs, props } => {
                names.extend(self.hrefs(hrefs)?);
                xml(request::multiget(names, props))
            }
            Body::Query(query) => xml(request::query(query)),
            Body::Card(spec) => {
                let text = card::text(spec, self.values)?;
                let marked = vcard::set(&text, vcard::MARKER, self.run);
                (marked.into_bytes(), Some(VCARD.to_owned()))
            }
        })
    }

    fn hrefs(&self, hrefs: &Hrefs) -> Result<Vec<String>, Unbuilt> {
        match hrefs {
            Hrefs::These(templates) => templates.iter().map(|href| self.text(href)).collect(),
            Hrefs::Changed { before, after, .. } => {
                let before = self.values.listing(before)?;
                let after = self.values.listing(after)?;
                let changed = after
                    .iter()
                    .filter(|(href, etag)| etag.is_none() || before.get(*href) != Some(etag));
                Ok(changed.map(|(href, _)| href.clone()).collect())
            }
        }
    }
}

fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), Unbuilt> {
    let unsendable = |problem: String| Unbuilt::Unsendable(format!("header `{name}`: {problem}"));
    let field =
        HeaderName::from_bytes(name.as_bytes()).map_err(|error| unsendable(error.to_string()))?;
    let value =
        HeaderValue::from_bytes(value.as_bytes()).map_err(|error| unsendable(error.to_string()))?;
    headers.insert(field, value);
    Ok(())
}

/// The hrefs of a multiget that a scenario wrote by hand.
fn multiget_hrefs(body: &str) -> Vec<String> {
    Element::read(body.as_bytes())
        .ok()
        .filter(|root| root.is(CARDDAV, "addressbook-multiget"))
        .map(|root| {
            let hrefs = root.children_named(DAV, "href");
            hrefs.map(|href| href.trimmed().to_owned()).collect()
        })
        .unwrap_or_default()
}

/// Whether the answer may hold the data of cards that the request does not name.
pub(super) fn asks_for_cards(spec: &RequestSpec, body: &[u8]) -> bool {
    let address_data = Name::new(CARDDAV, "address-data");
    match &spec.body {
        Body::SyncCollection { token, props, .. } => {
            token.parts.is_empty() && props.contains(&address_data)
        }
        Body::Propfind(PropertyRequest::Named(names)) => {
            spec.depth != Some(Depth::Exactly("0".to_owned())) && names.contains(&address_data)
        }
        Body::Query(query) => query.props.contains(&address_data),
        Body::Raw { .. } | Body::Bytes { .. }
            if matches!(spec.method.as_str(), "REPORT" | "PROPFIND") =>
        {
            let mentions = body.windows(12).any(|window| window == b"address-data");
            mentions && !is_multiget(body)
        }
        _ => spec.method == "GET",
    }
}

fn is_multiget(body: &[u8]) -> bool {
    Element::read(body).is_ok_and(|root| root.is(CARDDAV, "addressbook-multiget"))
}

#[cfg(test)]
#[path = "request/tests.rs"]
mod tests;
