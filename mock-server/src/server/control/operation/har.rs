//! Exchanges as a HTTP Archive (HAR 1.2).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, HOST, LOCATION};
use serde_json::{Value, json};

use super::exchange::{headers, wire};
use crate::journal::Exchange;
use crate::message::{Door, Request, Response, Scheme};

/// An archive of exchanges. They hold no secrets; how long they took is not known.
pub(in crate::server) fn archive(exchanges: &[Exchange]) -> Value {
    json!({
        "log": {
            "version": "1.2",
            "creator": { "name": "cardproof-mock", "version": env!("CARGO_PKG_VERSION") },
            "entries": exchanges.iter().map(entry).collect::<Vec<_>>(),
        }
    })
}

fn entry(exchange: &Exchange) -> Value {
    let explanation = &exchange.explanation;
    let comment = match wire(exchange.wire) {
        None => explanation.because.clone(),
        Some(wire) => format!("{}; on its way the answer {wire}", explanation.because),
    };
    json!({
        "startedDateTime": exchange.at,
        "time": 0,
        "request": request(&exchange.request),
        "response": response(&exchange.response, exchange.request.door),
        "cache": {},
        "timings": { "send": 0, "wait": 0, "receive": 0 },
        "comment": comment,
    })
}

fn request(request: &Request) -> Value {
    let mut value = json!({
        "method": request.method.as_str(),
        "url": url(request),
        "httpVersion": version(request.door),
        "cookies": [],
        "headers": headers(&request.headers),
        "queryString": query(&request.target),
        "headersSize": -1,
        "bodySize": request.body.len(),
    });
    if !request.body.is_empty() {
        value["postData"] = json!({
            "mimeType": text(&request.headers, CONTENT_TYPE),
            "params": [],
            "text": String::from_utf8_lossy(&request.body),
        });
    }
    value
}

fn response(response: &Response, door: Door) -> Value {
    let mut content = json!({
        "size": response.body.len(),
        "mimeType": text(&response.headers, CONTENT_TYPE),
    });
    match std::str::from_utf8(&response.body) {
        Ok(text) => content["text"] = text.into(),
        Err(_) => {
            content["text"] = BASE64_STANDARD.encode(&response.body).into();
            content["encoding"] = "base64".into();
        }
    }
    json!({
        "status": response.status.as_u16(),
        "statusText": response.status.canonical_reason().unwrap_or_default(),
        "httpVersion": version(door),
        "cookies": [],
        "headers": headers(&response.headers),
        "content": content,
        "redirectURL": text(&response.headers, LOCATION),
        "headersSize": -1,
        "bodySize": response.body.len(),
    })
}

fn url(request: &Request) -> String {
    if !request.target.starts_with('/') {
        return request.target.clone();
    }
    let scheme = match request.scheme {
        Scheme::Http => "http",
        Scheme::Https | Scheme::StatedHttps => "https",
    };
    let host = text(&request.headers, HOST);
    let host = if host.is_empty() { "localhost" } else { &host };
    format!("{scheme}://{host}{}", request.target)
}

const fn version(door: Door) -> &'static str {
    match door {
        Door::Http2 => "HTTP/2.0",
        Door::Http1 | Door::Wiremock | Door::Memory => "HTTP/1.1",
    }
}

fn query(target: &str) -> Vec<Value> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            json!({ "name": name, "value": value })
        })
        .collect()
}

fn text(headers: &HeaderMap, name: http::HeaderName) -> String {
    let value = headers.get(name);
    let value = value.map(|value| String::from_utf8_lossy(value.as_bytes()));
    value.unwrap_or_default().into_owned()
}
