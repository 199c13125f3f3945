//! A request as it is written (RFC 9112 §2.1).

use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, header};

use super::super::{Request, Secret};

/// What is shown in the place of credentials.
const CREDENTIALS: &str = "Authorization: [credentials]";

/// How a request is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRequest {
    /// Scheme, host and port of the connection.
    pub origin: String,
    /// The request target, as it stands in the request line (RFC 9112 §3.2).
    pub target: String,
    /// The header lines, in order, without their ends.
    pub lines: Vec<RawLine>,
    /// The headers that are not added, in any case of letters.
    pub omit: Vec<String>,
}

/// A header line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawLine {
    /// The scenario asks for it.
    Own(String),
    /// Without it a server would not understand the request.
    Added(String),
    /// An `Authorization` header, whoever asks for it: the whole line.
    Credentials(Secret),
}

impl RawLine {
    /// The line as people may see it.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Own(line) | Self::Added(line) => line,
            Self::Credentials(_) => CREDENTIALS,
        }
    }

    fn sent(&self) -> &str {
        match self {
            Self::Own(line) | Self::Added(line) => line,
            Self::Credentials(line) => line.expose(),
        }
    }

    /// Whether it is a field of this name.
    fn is_named(&self, name: &str) -> bool {
        field(self.sent()).0.eq_ignore_ascii_case(name)
    }
}

impl RawRequest {
    /// Adds what a server needs and the scenario neither writes nor leaves out: `Host`,
    /// `User-Agent`, credentials, `Content-Length` and `Connection`. `credentials` is the value of
    /// the `Authorization` header.
    pub(in super::super) fn complete(
        &mut self,
        body: usize,
        (agent, credentials): (&str, Option<&Secret>),
    ) {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let mut first = Vec::new();
        for (name, value) in [("Host", host), ("User-Agent", agent)] {
            first.extend(self.missing(name, value));
        }
        if let Some(credentials) = credentials
            && !self.has(&header::AUTHORIZATION)
        {
            let line = format!("Authorization: {}", credentials.expose());
            first.push(RawLine::Credentials(Secret::new(line)));
        }
        let mut last = Vec::new();
        if body > 0 && !self.has(&header::TRANSFER_ENCODING) {
            last.extend(self.missing("Content-Length", &body.to_string()));
        }
        last.extend(self.missing("Connection", "close"));
        self.lines.splice(0..0, first);
        self.lines.extend(last);
    }

    /// A line that is added, unless the scenario writes it or leaves it out.
    fn missing(&self, name: &str, value: &str) -> Option<RawLine> {
        let omitted = |omit: &String| omit.eq_ignore_ascii_case(name);
        let is_there = self.lines.iter().any(|line| line.is_named(name));
        let added = !is_there && !self.omit.iter().any(omitted);
        added.then(|| RawLine::Added(format!("{name}: {value}")))
    }

    /// Whether there is a field of this name.
    #[must_use]
    pub fn has(&self, name: &HeaderName) -> bool {
        self.lines.iter().any(|line| line.is_named(name.as_str()))
    }

    /// The values of the fields of this name.
    pub fn values<'r>(&'r self, name: &'r HeaderName) -> impl Iterator<Item = &'r str> {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.is_named(name.as_str()));
        lines.map(|line| field(line.shown()).1)
    }

    /// Whether the request says exactly how long its body is: once, and rightly, or not at all
    /// where there is none. Else two servers in a row may not agree where it ends (RFC 9112 §11.2).
    #[must_use]
    pub fn says_its_length(&self, body: usize) -> bool {
        let lengths: Vec<&str> = self.values(&header::CONTENT_LENGTH).collect();
        !self.has(&header::TRANSFER_ENCODING)
            && match lengths.as_slice() {
                [] => true,
                [only] => *only == body.to_string(),
                _ => false,
            }
    }

    /// Whether more of the body is promised than comes.
    pub(super) fn breaks_off(&self, body: usize) -> bool {
        let lengths = self.values(&header::CONTENT_LENGTH);
        let mut lengths = lengths.filter_map(|length| length.parse::<usize>().ok());
        lengths.any(|length| length > body)
    }

    /// The scenario's fields that are fields, as other requests have them. Credentials are none.
    #[must_use]
    pub fn headers(&self) -> HeaderMap {
        let own = self.lines.iter().filter_map(|line| match line {
            RawLine::Own(line) => Some(field(line)),
            _ => None,
        });
        let mut headers = HeaderMap::new();
        for (name, value) in own {
            let name = HeaderName::from_bytes(name.as_bytes());
            let value = HeaderValue::from_bytes(value.as_bytes());
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.append(name, value);
            }
        }
        headers
    }

    /// The bytes of a request.
    pub(super) fn bytes(&self, request: &Request) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", request.method, self.target).into_bytes();
        for line in &self.lines {
            bytes.extend_from_slice(line.sent().as_bytes());
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&request.body);
        bytes
    }
}

/// Name and value of a line, as far as it has them.
fn field(line: &str) -> (&str, &str) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    (name.trim(), value.trim())
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
