//! What checks look at.

use std::cell::OnceCell;
use std::time::Duration;

use super::standing::Asked;
use crate::dav::{ETag, Element, Href, Multistatus, Name, Property, ReadError};
use crate::exchange::{Request, Response};
use crate::scenario::{Template, Unresolved, Values};

/// What checks look at. Made once for a response; what several checks look at is read once.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The request.
    pub request: &'a Request,
    /// The response.
    pub response: &'a Response,
    /// The body read as a multistatus, for status 207.
    pub multistatus: Option<Result<Multistatus, ReadError>>,
    /// What references stand for.
    pub values: &'a Values,
    /// How long the answer took; zero where that is not known.
    pub elapsed: Duration,
    own: OnceCell<Href>,
    document: OnceCell<Result<Element, ReadError>>,
    request_document: OnceCell<Option<Element>>,
    pub(super) asked: OnceCell<Asked>,
}

/// Where a property was looked for in vain, in words.
pub(super) type Missing = String;

impl<'a> Subject<'a> {
    /// Reads the body of a multistatus response.
    #[must_use]
    pub fn new(request: &'a Request, response: &'a Response, values: &'a Values) -> Self {
        Self {
            request,
            response,
            multistatus: (response.status == 207)
                .then(|| Multistatus::read(&response.body, &request.url)),
            values,
            elapsed: Duration::ZERO,
            own: OnceCell::new(),
            document: OnceCell::new(),
            request_document: OnceCell::new(),
            asked: OnceCell::new(),
        }
    }

    /// The same, with the time that the answer took.
    #[must_use]
    pub fn after(mut self, elapsed: Duration) -> Self {
        self.elapsed = elapsed;
        self
    }

    /// The resource that a reference names in this exchange.
    #[must_use]
    pub fn href(&self, reference: &str) -> Href {
        Href::resolve(reference, &self.request.url)
    }

    /// The resource that the request went to.
    #[must_use]
    pub fn own_href(&self) -> Href {
        let own = self.own.get_or_init(|| self.href(&self.request.url));
        own.clone()
    }

    /// The root of the body, or why there is none.
    pub(super) fn document(&self) -> Result<&Element, &ReadError> {
        if let Some(Ok(multistatus)) = &self.multistatus {
            return Ok(&multistatus.root);
        }
        let read = || Element::read(&self.response.body);
        self.document.get_or_init(read).as_ref()
    }

    /// The root of the request's body, where that is XML.
    pub(super) fn request_document(&self) -> Option<&Element> {
        let read = || Element::read(&self.request.body).ok();
        self.request_document.get_or_init(read).as_ref()
    }

    /// The resource that answered: that of the only response to a PROPFIND with Depth 0, else the
    /// one that the request went to. A server may know a card by another name than the one it was
    /// asked for (google:HREF-07).
    pub(super) fn answering(&self) -> Href {
        let depth = self.request.headers.get("depth");
        let of_one = self.request.method == "PROPFIND" && depth.is_some_and(|depth| depth == "0");
        let responses = self.multistatus().map(|it| it.responses.as_slice());
        match responses {
            Ok([only]) if of_one => only.href().cloned().unwrap_or_else(|| self.own_href()),
            _ => self.own_href(),
        }
    }

    /// The resource that a template names, the request's own where there is none.
    pub(super) fn resource(&self, of: Option<&Template>) -> Result<Href, Unresolved> {
        Ok(match of {
            Some(template) => self.href(&template.resolve(self.values)?),
            None => self.own_href(),
        })
    }

    /// The multistatus, or what there is instead.
    pub(super) fn multistatus(&self) -> Result<&Multistatus, Missing> {
        match &self.multistatus {
            Some(Ok(multistatus)) => Ok(multistatus),
            Some(Err(error)) => Err(format!("no multistatus: {error}")),
            None => Err(format!("no multistatus (status {})", self.response.status)),
        }
    }

    /// A property of a resource with its status, or what there is instead.
    pub(super) fn property(&self, of: &Href, name: &Name) -> Result<Property<'_>, Missing> {
        let response = self
            .multistatus()?
            .response_for(of)
            .ok_or_else(|| format!("no response for {}", of.raw))?;
        match (response.property(name), response.status) {
            (Some(property), _) => Ok(property),
            (None, Some(status)) => Err(format!("{} at status {status}", of.raw)),
            (None, None) => Err(format!("no {name} of {}", of.raw)),
        }
    }

    /// The values of a header field, one a field line.
    pub(super) fn header(&self, name: &str) -> Vec<String> {
        let values = self.response.headers.get_all(name);
        values
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect()
    }

    /// The `ETag` header.
    pub(super) fn etag(&self) -> Option<ETag> {
        self.header("etag").into_iter().next().map(ETag)
    }

    /// The media type of the body in lower case, without parameters.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.header("content-type").into_iter().next()?;
        let essence = value.split(';').next().unwrap_or_default();
        Some(essence.trim().to_ascii_lowercase())
    }

    /// The body in a few words, for a check that wanted another one.
    pub(super) fn body_in_words(&self) -> String {
        match (self.response.body.is_empty(), self.media_type()) {
            (true, _) => "an empty body".to_owned(),
            (false, Some(media_type)) => format!("a body of {media_type}"),
            (false, None) => "a body without a Content-Type".to_owned(),
        }
    }
}
