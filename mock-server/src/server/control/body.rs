//! The body of a request to the control API.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::operation::Operation;
use super::problem::Problem;
use crate::limits::MAX_BODY;

/// Reads the fields of a body. A vCard by itself is taken where its field is all that is wanted.
pub(super) fn read(
    operation: &Operation,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Map<String, Value>, Problem> {
    if body.len() > MAX_BODY {
        let kind = ("body-too-long", "The body is too long");
        let detail = format!("the body is longer than {MAX_BODY} bytes");
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return Err(Problem::new(status, kind, detail, "Send less at a time."));
    }
    let Some(shape) = operation.body else {
        return if body.is_empty() {
            Ok(Map::new())
        } else {
            let detail = "the operation takes no body";
            Err(Problem::bad_value("/", detail, "Send none."))
        };
    };
    let fields = match media_type(headers).as_str() {
        _ if body.is_empty() => Map::new(),
        "text/vcard" if shape.fields.iter().any(|field| field.name == "vcard") => {
            let text = String::from_utf8_lossy(body).into_owned();
            Map::from_iter([("vcard".to_owned(), text.into())])
        }
        "application/json" => json(body)?,
        _ => return Err(wrong_type()),
    };
    shape.check(&fields, "/")?;
    Ok(fields)
}

fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn json(body: &[u8]) -> Result<Map<String, Value>, Problem> {
    let value = serde_json::from_slice(body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let detail = format!("the body is no JSON: line {line}, column {column}");
        Problem::bad_value("/", detail, "Send one JSON object.")
    })?;
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err(Problem::bad_value(
            "/",
            "the body is JSON, but no object",
            "Send one JSON object.",
        )),
    }
}

fn wrong_type() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ("unsupported-media-type", "The body is of another type"),
        "the Content-Type is not the one that is wanted",
        "Send `Content-Type: application/json`; for a card alone `text/vcard` does.",
    )
    .at("Content-Type")
}
