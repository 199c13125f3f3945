//! Learns what must not be shown: credentials, cookies, and whose account it is.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, LOCATION};
use serde_json::Value;

use crate::dav::{DAV, Element, Href};
use crate::exchange::{Exchange, RawLine, Redactor, Request, Response, Secret};

/// Words in the names of header fields that hold secrets.
const WORDS: [&str; 5] = ["authorization", "cookie", "api-key", "token", "secret"];
/// Names under which forms and URLs hold secrets (RFC 6749 §2.3.1, §4, §6; RFC 7523 §2.1).
const IN_FORMS: [&str; 11] = [
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "code",
    "code_verifier",
    "client_secret",
    "password",
    "assertion",
    "key",
    "api_key",
];
/// Names under which JSON holds secrets (RFC 6749 §5.1).
const IN_JSON: [&str; 5] = [
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "password",
];
const FORM: &str = "application/x-www-form-urlencoded";

/// Whether a header field with this name, in lower case, holds a secret.
pub(super) fn is_secret(name: &str) -> bool {
    WORDS.iter().any(|word| name.contains(word))
}

/// Learns from an exchange, whose request had these fields.
pub(super) fn learn(redactor: &mut Redactor, exchange: &Exchange, fields: &[(String, Secret)]) {
    for (name, value) in fields {
        let name = name.to_ascii_lowercase();
        if is_secret(&name) {
            of_field(redactor, &name, value.expose());
        }
    }
    of_request(redactor, &exchange.request);
    if let Ok(response) = &exchange.outcome {
        of_response(redactor, response, &exchange.request.url);
    }
}

fn of_field(redactor: &mut Redactor, name: &str, value: &str) {
    if name == "cookie" {
        let pairs = value.split(';').filter_map(|pair| pair.split_once('='));
        pairs.for_each(|(_, value)| redactor.hide(&Secret::new(value.trim()), "cookie"));
        return;
    }
    let (scheme, rest) = value
        .trim()
        .split_once(' ')
        .unwrap_or_else(|| ("", value.trim()));
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => redactor.hide(&Secret::new(rest.trim()), "access-token"),
        "basic" => of_basic(redactor, rest.trim()),
        "digest" => of_digest(redactor, rest),
        _ => redactor.hide(&Secret::new(value.trim()), "credentials"),
    }
}

/// RFC 7617 §2.
fn of_basic(redactor: &mut Redactor, encoded: &str) {
    redactor.hide(&Secret::new(encoded), "credentials");
    let decoded = BASE64_STANDARD.decode(encoded).unwrap_or_default();
    let decoded = String::from_utf8_lossy(&decoded).into_owned();
    if let Some((user, password)) = decoded.split_once(':') {
        of_user(redactor, user);
        redactor.hide(&Secret::new(password), "password");
    }
}

/// RFC 7616 §3.4.
fn of_digest(redactor: &mut Redactor, fields: &str) {
    for (name, value) in fields.split(',').filter_map(|field| field.split_once('=')) {
        let value = value.trim().trim_matches('"');
        match name.trim() {
            "username" => of_user(redactor, value),
            "response" => redactor.hide(&Secret::new(value), "credentials"),
            _ => {}
        }
    }
}

fn of_user(redactor: &mut Redactor, user: &str) {
    if user.contains('@') {
        redactor.hide_account(user);
    } else {
        redactor.hide_user(user);
    }
}

fn of_request(redactor: &mut Redactor, request: &Request) {
    redactor.hide_accounts_of(&request.url);
    if let Some((_, query)) = request.url.split_once('?') {
        of_form(redactor, query.as_bytes());
    }
    if is_form(&request.headers) {
        of_form(redactor, &request.body);
    }
    of_json(redactor, &request.body);
}

/// Whether a body with these fields is a form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE);
    media_type.is_some_and(|value| value.as_bytes().starts_with(FORM.as_bytes()))
}

fn of_form(redactor: &mut Redactor, form: &[u8]) {
    for (name, value) in url::form_urlencoded::parse(form) {
        if IN_FORMS.contains(&&*name) {
            redactor.hide(&Secret::new(value), &name.replace('_', "-"));
        }
    }
}

fn of_json(redactor: &mut Redactor, body: &[u8]) {
    if body.trim_ascii_start().starts_with(b"{")
        && let Ok(value) = serde_json::from_slice(body)
    {
        of_value(redactor, &value);
    }
}

fn of_value(redactor: &mut Redactor, value: &Value) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                match value {
                    Value::String(text) if IN_JSON.contains(&name.as_str()) => {
                        redactor.hide(&Secret::new(text), &name.replace('_', "-"));
                    }
                    Value::String(text) if name == "email" => redactor.hide_account(text),
                    _ => of_value(redactor, value),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| of_value(redactor, item)),
        _ => {}
    }
}

fn of_response(redactor: &mut Redactor, response: &Response, url: &str) {
    redactor.hide_cookies_of(&response.headers);
    let mut accounts = |reference: &str| {
        redactor.hide_accounts_of(&Href::resolve(reference, url).canonical);
    };
    if let Some(location) = response.headers.get(LOCATION) {
        accounts(&String::from_utf8_lossy(location.as_bytes()));
    }
    if let Ok(root) = Element::read(&response.body) {
        let elements = root.descendants().into_iter();
        elements
            .filter(|element| element.is(DAV, "href"))
            .for_each(|href| accounts(href.trimmed()));
    }
    of_json(redactor, &response.body);
}

/// A request whose lines hold no secret: of a field that is one, only the name is left.
pub(super) fn without(mut request: Request) -> Request {
    request.headers = request
        .headers
        .into_iter()
        .filter_map(|(name, value)| {
            name.filter(|name| !is_secret(name.as_str()))
                .zip(Some(value))
        })
        .collect();
    if let Some(raw) = &mut request.raw {
        for line in &mut raw.lines {
            if let RawLine::Credentials(secret) = line {
                let name = secret.expose().split(':').next().unwrap_or_default();
                *line = RawLine::Own(format!("{name}: [credentials]"));
            }
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn fields(fields: &[(&str, &str)]) -> Vec<(String, Secret)> {
        let fields = fields.iter();
        fields
            .map(|(name, value)| ((*name).to_owned(), Secret::new(*value)))
            .collect()
    }

    fn exchange(url: &str, request: &str, response: &str) -> Exchange {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, FORM.parse().unwrap());
        let mut answered = HeaderMap::new();
        answered.insert("set-cookie", "sid=from-server; Path=/".parse().unwrap());
        Exchange {
            request: Request {
                method: "POST".to_owned(),
                url: url.to_owned(),
                headers,
                body: Bytes::from(request.to_owned()),
                raw: None,
            },
            outcome: Ok(Response {
                status: 200,
                headers: answered,
                body: Bytes::from(response.to_owned()),
                foreign: 0,
            }),
            elapsed: std::time::Duration::ZERO,
        }
    }

    #[test]
    fn secrets_are_learnt_wherever_clients_and_servers_put_them() {
        let mut redactor = Redactor::default();
        let own = [
            ("Authorization", "Bearer ya29.token"),
            ("Proxy-Authorization", "Basic YWRhOmRpZmZlcmVuY2luZw=="),
            ("Cookie", "a=one-cookie; b=two-cookie"),
            ("X-Api-Key", "my-api-key"),
        ];
        let said = exchange(
            "https://x/dav/grace%40navy.mil/?access_token=in-the-url",
            "grant_type=refresh_token&refresh_token=1%2F%2Frefresh&client_secret=hush",
            "{\"access_token\": \"new-token\", \"user\": {\"email\": \"ada@engine.uk\"}}",
        );
        learn(&mut redactor, &said, &fields(&own));
        let digest = "Digest username=\"charles\", response=\"0123abcd\"";
        let listing = exchange(
            "https://x/",
            "",
            "<multistatus xmlns='DAV:'><response><href>/u/joan@arc.fr/</href></response></multistatus>",
        );
        learn(
            &mut redactor,
            &listing,
            &fields(&[("authorization", digest)]),
        );
        let text = "ya29.token YWRhOmRpZmZlcmVuY2luZw== differencing one-cookie two-cookie my-api-key \
                    grace@navy.mil in-the-url 1//refresh hush new-token ada@engine.uk from-server /charles/ 0123abcd \
                    /ada/ joan%40arc.fr";
        let shown = redactor.text(text);
        for word in shown.split_whitespace() {
            assert!(word.trim_matches('/').starts_with('['), "{word} in {shown}");
        }
    }

    #[test]
    fn of_fields_with_secrets_only_the_name_is_left() {
        assert!(is_secret("authorization") && is_secret("x-goog-api-key") && is_secret("cookie"));
        assert!(!is_secret("if-match") && !is_secret("depth"));
        let mut said = exchange("https://x/", "", "").request;
        said.headers.insert("cookie", "a=b".parse().unwrap());
        said.raw = Some(crate::exchange::RawRequest {
            origin: "https://x".to_owned(),
            target: "/".to_owned(),
            lines: vec![
                RawLine::Own("Depth: 1".to_owned()),
                RawLine::Credentials(Secret::new("X-Token: hush")),
            ],
            omit: Vec::new(),
        });
        let shown = without(said);
        assert!(!shown.headers.contains_key("cookie"));
        let lines = shown.raw.unwrap().lines;
        let lines: Vec<&str> = lines.iter().map(RawLine::shown).collect();
        assert_eq!(lines, ["Depth: 1", "X-Token: [credentials]"]);
    }
}
