//! A HAR file taken apart (<http://www.softwareishard.com/blog/har-12-spec/>).

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::HarError;
use crate::exchange::{Exchange, Failure, Request, Response, Secret};

/// How large a file may be: browsers keep everything that a page loads.
const LIMIT: u64 = 256 * 1024 * 1024;

/// An exchange of the file.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// What was sent and received. No answer is a failure.
    pub(super) exchange: Exchange,
    /// All fields of the request, of which any may be a secret.
    pub(super) fields: Vec<(String, Secret)>,
}

impl Said {
    /// Whether the request says who asks.
    pub(super) fn is_logged_in(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|(name, _)| name.eq_ignore_ascii_case("authorization"))
    }
}

/// Reads the exchanges of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Said>, HarError> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| HarError::Unreadable {
        file: name.clone(),
        cause: error.to_string(),
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        let (file, limit) = (name, LIMIT);
        return Err(HarError::TooLarge { file, limit });
    }
    parse(&name, &bytes)
}

/// Reads the exchanges of a text.
pub(super) fn parse(file: &str, bytes: &[u8]) -> Result<Vec<Said>, HarError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let har: Value = serde_json::from_slice(bytes).map_err(|error| HarError::NotJson {
        file: file.to_owned(),
        cause: error.to_string(),
    })?;
    let root = Part {
        file,
        value: &har,
        at: String::new(),
    };
    let entries = root.need("log")?.need("entries")?;
    let Value::Array(list) = entries.value else {
        return Err(entries.wrong("is no list"));
    };
    let entries = list.iter().enumerate().map(|(index, value)| Part {
        file,
        value,
        at: format!("log.entries[{index}]"),
    });
    entries.map(|entry| said(&entry)).collect()
}

/// A part of the file, and where it stands.
struct Part<'a> {
    file: &'a str,
    value: &'a Value,
    at: String,
}

impl<'a> Part<'a> {
    fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        let at = match self.at.as_str() {
            "" => key.to_owned(),
            at => format!("{at}.{key}"),
        };
        let file = self.file;
        Some(Self { file, value, at })
    }

    fn need(&self, key: &str) -> Result<Self, HarError> {
        self.get(key).ok_or_else(|| {
            let dot = if self.at.is_empty() { "" } else { "." };
            HarError::NotHar {
                file: self.file.to_owned(),
                at: format!("{}{dot}{key}", self.at),
                problem: "is missing",
            }
        })
    }

    fn text(&self) -> Result<&'a str, HarError> {
        self.value.as_str().ok_or_else(|| self.wrong("is no text"))
    }

    fn wrong(&self, problem: &'static str) -> HarError {
        HarError::NotHar {
            file: self.file.to_owned(),
            at: self.at.clone(),
            problem,
        }
    }
}

fn said(entry: &Part<'_>) -> Result<Said, HarError> {
    let request = entry.need("request")?;
    let (method, url) = (request.need("method")?, request.need("url")?);
    let fields = fields(&request)?;
    let exchange = Exchange {
        request: Request {
            method: method.text()?.to_owned(),
            url: url.text()?.to_owned(),
            headers: header_map(&fields),
            body: match request.get("postData") {
                Some(data) => body(&data, "comment")?,
                None => Bytes::new(),
            },
            raw: None,
        },
        outcome: response(&entry.need("response")?)?,
        elapsed: Duration::ZERO,
    };
    let fields = fields.into_iter();
    let fields = fields.map(|(name, value)| (name, Secret::new(value)));
    Ok(Said {
        exchange,
        fields: fields.collect(),
    })
}

fn response(response: &Part<'_>) -> Result<Result<Response, Failure>, HarError> {
    let status = response.need("status")?;
    let number = status.value.as_u64();
    let number = number.and_then(|number| u16::try_from(number).ok());
    let number = number.ok_or_else(|| status.wrong("is no status"))?;
    if number == 0 {
        let cause = "the recording has none".to_owned();
        return Ok(Err(Failure::Broken { cause }));
    }
    Ok(Ok(Response {
        status: number,
        headers: header_map(&fields(response)?),
        body: match response.get("content") {
            Some(content) => body(&content, "encoding")?,
            None => Bytes::new(),
        },
        foreign: 0,
    }))
}

/// A body; a key beside it says whether it is in base64.
fn body(part: &Part<'_>, key: &str) -> Result<Bytes, HarError> {
    let Some(text) = part.get("text") else {
        return Ok(Bytes::new());
    };
    let coding = part.get(key).and_then(|coding| coding.value.as_str());
    if coding != Some("base64") {
        return Ok(Bytes::from(text.text()?.to_owned()));
    }
    let decoded = BASE64_STANDARD.decode(text.text()?);
    let decoded = decoded.map_err(|_| text.wrong("is no base64, as it says"))?;
    Ok(Bytes::from(decoded))
}

fn fields(message: &Part<'_>) -> Result<Vec<(String, String)>, HarError> {
    let Some(headers) = message.get("headers") else {
        return Ok(Vec::new());
    };
    let Value::Array(list) = headers.value else {
        return Err(headers.wrong("is no list"));
    };
    let fields = list.iter().enumerate().map(|(index, value)| {
        let at = format!("{}[{index}]", headers.at);
        let file = headers.file;
        let field = Part { file, value, at };
        let (name, value) = (field.need("name")?, field.need("value")?);
        Ok((name.text()?.to_owned(), value.text()?.to_owned()))
    });
    fields.collect()
}

/// Fields as other exchanges have them. What HTTP/2 calls fields and is none (`:path`) goes.
fn header_map(fields: &[(String, String)]) -> HeaderMap {
    let fields = fields.iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(value).ok()?))
    });
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        headers.append(name, value);
    }
    headers
}
