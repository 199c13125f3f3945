//! The discovery document: where the endpoints are (OpenID Connect Discovery §4, google:AUTH-12).

use http::StatusCode;
use http::header::HOST;
use serde_json::json;

use super::answer::Call;
use super::reply;
use crate::message::Scheme;
use crate::reply::Reply;
use crate::store::Scopes;

/// Answers with the addresses of the endpoints. Under Google's own name they are Google's; under
/// any other they are where the request came to, so that a client that was given the mock's URL
/// stays there.
pub(super) fn answer(call: &Call<'_>) -> Reply {
    let host = call
        .request
        .headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| is_host(host) && !is_googles(host));
    let scheme = match call.request.scheme {
        Scheme::Https => "https",
        Scheme::StatedHttps | Scheme::Http => "http",
    };
    let base = host.map(|host| format!("{scheme}://{host}"));
    let at = |googles: &str| base.clone().unwrap_or_else(|| googles.to_owned());
    call.notes
        .because("the addresses of the endpoints, for whoever asks");
    let document = json!({
        "issuer": at("https://accounts.google.com"),
        "authorization_endpoint": at("https://accounts.google.com") + "/o/oauth2/v2/auth",
        "token_endpoint": at("https://oauth2.googleapis.com") + "/token",
        "revocation_endpoint": at("https://oauth2.googleapis.com") + "/revoke",
        "response_types_supported": ["code"],
        "grant_types_supported": [
            "authorization_code",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
        ],
        "scopes_supported": [Scopes::CARDDAV],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["plain", "S256"],
    });
    reply::json(StatusCode::OK, &document)
}

/// Whether a `Host` header is one that can stand in a URL.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte))
}

fn is_googles(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    ["google.com", "googleapis.com"].iter().any(|domain| {
        name.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use http::header::HOST;
    use http::{HeaderValue, Method};

    use crate::message::{Request, Scheme};
    use crate::oauth::testing::{Bench, json, text};

    /// The token endpoint that a client is told which asks under a host.
    fn token_endpoint(host: &'static str, scheme: Scheme) -> String {
        let mut request = Request::new(Method::GET, "/.well-known/openid-configuration")
            .with_header(HOST, HeaderValue::from_static(host));
        request.scheme = scheme;
        text(&json(&Bench::new().send(&request)), "token_endpoint")
    }

    #[test]
    fn under_googles_names_the_endpoints_are_googles() {
        for host in ["accounts.google.com", "www.googleapis.com:443", ""] {
            assert_eq!(
                token_endpoint(host, Scheme::Https),
                "https://oauth2.googleapis.com/token"
            );
        }
    }

    #[test]
    fn under_other_names_the_endpoints_are_where_the_request_came_to() {
        for (host, scheme, expected) in [
            (
                "localhost:1234",
                Scheme::Https,
                "https://localhost:1234/token",
            ),
            ("[::1]:80", Scheme::StatedHttps, "http://[::1]:80/token"),
            (
                "notgoogle.com",
                Scheme::Https,
                "https://notgoogle.com/token",
            ),
        ] {
            assert_eq!(token_endpoint(host, scheme), expected);
        }
    }

    #[test]
    fn a_host_that_is_none_is_not_repeated() {
        for host in ["a/b", "a\"b", "<x>", "a@b"] {
            assert_eq!(
                token_endpoint(host, Scheme::Https),
                "https://oauth2.googleapis.com/token"
            );
        }
    }
}
