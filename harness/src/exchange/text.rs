//! Headers and bodies as text for people, the same in reports and snapshots.

use bytes::Bytes;
use http::HeaderMap;

use super::Request;

/// The header fields, sorted by name, with names as the standards write them.
#[must_use]
pub fn header_fields(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut fields: Vec<_> = headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (written(name.as_str()), value)
        })
        .collect();
    fields.sort_by(|a, b| a.0.cmp(&b.0));
    fields
}

/// The header fields of a request as reports tell them: in their order and as they stand where the
/// request is sent byte for byte.
#[must_use]
pub fn request_fields(request: &Request) -> Vec<(String, String)> {
    let Some(raw) = &request.raw else {
        return header_fields(&request.headers);
    };
    let fields = raw.lines.iter().map(|line| {
        let mut parts = line.shown().splitn(2, ':');
        let name = parts.next().unwrap_or_default().to_owned();
        (name, parts.next().unwrap_or_default().trim().to_owned())
    });
    fields.collect()
}

/// The body as text. What is not UTF-8 is only described.
#[must_use]
pub fn body_text(body: &Bytes) -> String {
    match std::str::from_utf8(body) {
        Ok(text) => text.replace("\r\n", "\n"),
        Err(_) => format!("({} bytes that are not UTF-8)", body.len()),
    }
}

fn written(name: &str) -> String {
    match name {
        "dav" => "DAV".to_owned(),
        "etag" => "ETag".to_owned(),
        "www-authenticate" => "WWW-Authenticate".to_owned(),
        _ => name
            .split('-')
            .map(capitalised)
            .collect::<Vec<_>>()
            .join("-"),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_uppercase().to_string() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_sorted_and_written_as_in_the_standards() {
        let mut headers = HeaderMap::new();
        headers.insert("www-authenticate", "Bearer".parse().unwrap());
        headers.insert("if-none-match", "*".parse().unwrap());
        headers.insert("etag", "\"a\"".parse().unwrap());
        headers.insert("dav", "1".parse().unwrap());
        let names: Vec<_> = header_fields(&headers)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["DAV", "ETag", "If-None-Match", "WWW-Authenticate"]);
    }

    #[test]
    fn a_body_that_is_no_text_is_described_and_not_printed() {
        assert_eq!(
            body_text(&Bytes::from_static(b"\xff\xfe")),
            "(2 bytes that are not UTF-8)"
        );
        assert_eq!(body_text(&Bytes::from_static(b"a\r\nb")), "a\nb");
    }
}
