//! Requests that are sent byte for byte.

use http::Method;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use percent_encoding::percent_decode_str;

use super::request::{Builder, Prepared, Unbuilt};
use crate::exchange::{RawLine, RawRequest, Request, Secret};
use crate::scenario::{RawSpec, RequestSpec};

impl Builder<'_> {
    /// Builds a request that is sent as it is written.
    pub(super) fn raw(&self, spec: &RequestSpec, raw: &RawSpec) -> Result<Prepared, Unbuilt> {
        let mut names = Vec::new();
        let target = in_one_line(raw.target.resolve(self.values)?)?;
        let (body, content_type) = self.body(&spec.body, &mut names)?;
        let mut lines = Vec::new();
        for line in &raw.lines {
            lines.push(written(in_one_line(line.resolve(self.values)?)?));
        }
        let own_authorization = lines.iter().find_map(|line| match line {
            RawLine::Credentials(line) => Some(line.clone()),
            _ => None,
        });
        let depth = spec
            .depth
            .as_ref()
            .map(|depth| self.depth(depth).to_owned());
        let mut request = RawRequest {
            origin: self.base.origin().ascii_serialization(),
            target,
            lines,
            omit: raw.omit.clone(),
        };
        let usual = [
            ("Content-Type", CONTENT_TYPE, content_type),
            ("Depth", HeaderName::from_static("depth"), depth),
        ];
        for (written, name, value) in usual {
            if let Some(value) = value.filter(|_| !request.has(&name)) {
                let line = RawLine::Own(format!("{written}: {value}"));
                request.lines.insert(0, line);
            }
        }
        let headers = request.headers();
        let destination = headers.get_all("destination").iter();
        let destination = destination.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
        names.extend(destination);
        Ok(Prepared {
            asks_for_cards: super::request::asks_for_cards(spec, &body),
            request: Request {
                method: spec.method.clone(),
                url: url(&request),
                headers,
                body: body.into(),
                raw: Some(request),
            },
            own_authorization,
            names,
        })
    }
}

fn written(line: String) -> RawLine {
    let name = line.split(':').next().unwrap_or_default().trim();
    if name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) {
        return RawLine::Credentials(Secret::new(line));
    }
    RawLine::Own(line)
}

/// A captured value must not begin a line of its own: what follows would be another request.
fn in_one_line(text: String) -> Result<String, Unbuilt> {
    if text.contains(['\r', '\n']) {
        let problem = "a line break in a value that stands in one line".to_owned();
        return Err(Unbuilt::Unsendable(problem));
    }
    Ok(text)
}

/// The URL by which reports and checks know the request: nothing in the target is changed.
fn url(raw: &RawRequest) -> String {
    let target = raw.target.as_str();
    if target.contains("://") && !target.starts_with('/') {
        return target.to_owned();
    }
    let slash = if target.starts_with('/') { "" } else { "/" };
    format!("{}{slash}{target}", raw.origin)
}

/// Why a raw request is not sent to an account that belongs to somebody, if so. What it does there
/// must not depend on how the server, or one before it, reads what is malformed.
pub(super) fn refusal(request: &Request) -> Option<String> {
    let raw = request.raw.as_ref()?;
    if !raw.says_its_length(request.body.len()) {
        return Some("its length is not that of its body".to_owned());
    }
    let reads = matches!(
        request.method.as_str(),
        "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT"
    );
    let is_known = Method::from_bytes(request.method.as_bytes()).is_ok();
    let plain = is_known && is_plain(&raw.target);
    (!reads && !plain).then(|| {
        format!(
            "{} of a target that may be read in several ways",
            request.method
        )
    })
}

/// Whether there is one way to read a target: an absolute path without dots and doubled encoding.
fn is_plain(target: &str) -> bool {
    let decoded = percent_decode_str(target).decode_utf8_lossy();
    let ordinary =
        |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '\\' | '%' | ';');
    target.starts_with('/')
        && !target.contains(['?', '#'])
        && target.is_ascii()
        && decoded.chars().all(ordinary)
        && !decoded.contains("//")
        && decoded
            .split('/')
            .all(|segment| !matches!(segment, "." | ".."))
}

#[cfg(test)]
#[path = "raw/tests.rs"]
mod tests;
