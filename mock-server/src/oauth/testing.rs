//! What the tests of this folder work with: a world, and a browser and a client that talk to it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use super::answer;
use crate::explanation::{Explanation, Notes};
use crate::message::{Request, Response};
use crate::quirk::{Profile, Quirks};
use crate::store::{Client, Scopes, Secret, World};

pub(super) const ID: &str = "123-abc.apps.googleusercontent.com";
pub(super) const SECRET: &str = "GOCSPX-s3cret";
pub(super) const PUBLIC_ID: &str = "public.apps.googleusercontent.com";
pub(super) const REDIRECT: &str = "http://127.0.0.1:49152/cb";
pub(super) const AUTH: &str = "/o/oauth2/v2/auth";
pub(super) const TOKEN: &str = "/token";

/// A verifier and its S256 challenge (RFC 7636, Appendix B).
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(super) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// An authorization server with one account and two clients.
pub(super) struct Bench {
    pub(super) world: World,
    pub(super) now: Timestamp,
    pub(super) explanation: Explanation,
}

pub(super) type Fields<'a> = &'a [(&'a str, &'a str)];

impl Bench {
    pub(super) fn new() -> Self {
        Self::of(Profile::GoogleObserved)
    }

    pub(super) fn of(profile: Profile) -> Self {
        let (mut world, _) = World::with_default_account(Quirks::of(profile), 1);
        let secret = Secret::new(SECRET);
        world
            .register_client(Client::confidential(ID, &secret, "A program"))
            .unwrap();
        world
            .register_client(Client::public(PUBLIC_ID, "A public program"))
            .unwrap();
        Self {
            world,
            now: "2026-11-22T10:00:00Z".parse().unwrap(),
            explanation: Explanation::default(),
        }
    }

    pub(super) fn pass(&mut self, seconds: i64) {
        self.now = self
            .now
            .checked_add(SignedDuration::from_secs(seconds))
            .unwrap();
    }

    pub(super) fn send(&mut self, request: &Request) -> Response {
        let notes = Notes::default();
        let reply = answer(&mut self.world, request, self.now, &notes).unwrap();
        self.explanation = notes.finish();
        reply.finish(self.now, false)
    }

    pub(super) fn get(&mut self, path: &str, fields: Fields<'_>) -> Response {
        self.send(&Request::new(
            Method::GET,
            format!("{path}?{}", form(fields)),
        ))
    }

    pub(super) fn post(&mut self, path: &str, fields: Fields<'_>) -> Response {
        self.send(&post(path, fields))
    }

    /// A token request with id and secret in the body.
    pub(super) fn token(&mut self, fields: Fields<'_>) -> Response {
        let own = [("client_id", ID), ("client_secret", SECRET)];
        self.post(TOKEN, &[&own, fields].concat())
    }

    /// The consent page for a request that is good but for these changes.
    pub(super) fn ask(&mut self, changes: Fields<'_>) -> Response {
        self.get(AUTH, &request(changes))
    }

    /// Allows everything; the parameters with which the browser comes back.
    pub(super) fn allow(&mut self, changes: Fields<'_>) -> Vec<(String, String)> {
        let page = self.ask(changes);
        let scopes: String = request(changes)
            .iter()
            .filter(|(name, _)| *name == "scope")
            .map(|(_, value)| *value)
            .collect();
        let token = form_token(&page);
        let mut fields = vec![
            ("form_token", token.as_str()),
            ("account", World::DEFAULT_ACCOUNT),
            ("decision", "allow"),
        ];
        fields.extend(scopes.split(' ').map(|scope| ("scope", scope)));
        let response = self.post(AUTH, &fields);
        returned(&response)
    }

    /// A code from a request that is good but for these changes.
    pub(super) fn code(&mut self, changes: Fields<'_>) -> String {
        let returned = self.allow(changes);
        value(&returned, "code").unwrap().to_owned()
    }

    pub(super) fn exchange(&mut self, code: &str) -> Response {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
        ])
    }

    pub(super) fn refresh(&mut self, token: &str) -> Response {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)])
    }

    /// Access and refresh token of an offline consent.
    pub(super) fn tokens(&mut self) -> (String, String) {
        let code = self.code(&[("access_type", "offline"), ("prompt", "consent")]);
        let body = json(&self.exchange(&code));
        (text(&body, "access_token"), text(&body, "refresh_token"))
    }

    pub(super) fn is_good(&self, access_token: &str) -> bool {
        self.world
            .authority
            .access_token(access_token)
            .is_some_and(|token| token.is_good(self.now))
    }
}

/// The parameters of a good authorization request, changed. An empty value counts as left out.
pub(super) fn request<'a>(changes: Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("client_id", ID),
        ("redirect_uri", REDIRECT),
        ("response_type", "code"),
        ("scope", Scopes::CARDDAV),
        ("state", "a&b"),
    ];
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend(changes);
    fields
}

pub(super) fn post(path: &str, fields: Fields<'_>) -> Request {
    Request::new(Method::POST, path)
        .with_header(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        )
        .with_body(form(fields))
}

pub(super) fn with_basic(request: Request, pair: &str) -> Request {
    let value = format!("Basic {}", STANDARD.encode(pair));
    request.with_header(AUTHORIZATION, HeaderValue::from_str(&value).unwrap())
}

fn form(fields: Fields<'_>) -> String {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

pub(super) fn body(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

pub(super) fn json(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

pub(super) fn text(body: &Value, name: &str) -> String {
    body.get(name).and_then(Value::as_str).unwrap().to_owned()
}

/// Status, error and description of a refusal.
pub(super) fn refusal(response: &Response) -> (u16, String, String) {
    let body = json(response);
    let status = response.status.as_u16();
    (
        status,
        text(&body, "error"),
        text(&body, "error_description"),
    )
}

pub(super) fn form_token(page: &Response) -> String {
    let start = "name=\"form_token\" value=\"";
    let (_, rest) = body(page).split_once(start).expect("a consent page");
    rest.split('"').next().unwrap().to_owned()
}

pub(super) fn location(response: &Response) -> &str {
    response
        .headers
        .get(LOCATION)
        .expect("a redirect")
        .to_str()
        .unwrap()
}

/// The parameters with which the browser comes back.
pub(super) fn returned(response: &Response) -> Vec<(String, String)> {
    let (_, query) = location(response).split_once('?').unwrap();
    let decode = |text| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

pub(super) fn value<'a>(returned: &'a [(String, String)], name: &str) -> Option<&'a str> {
    returned
        .iter()
        .find(|(own, _)| own == name)
        .map(|(_, value)| value.as_str())
}
