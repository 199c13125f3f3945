//! Fetching an access token with a refresh token (RFC 6749 §6).

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Authorization, Client, Failure, Outgoing, Request, Secret};
use crate::scenario::Device;

/// What a token is fetched with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The token endpoint (RFC 6749 §3.2).
    pub token_url: Url,
    /// The refresh token.
    pub refresh_token: Secret,
    /// The client's id.
    pub client_id: String,
    /// The client's secret, where it has one.
    pub client_secret: Option<Secret>,
}

/// Why there is no token. Nothing in it repeats what was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The refresh token is dead (RFC 6749 §5.2 `invalid_grant`).
    #[error("invalid_grant")]
    InvalidGrant,
    /// The client is not known, or may not do this (`invalid_client`, `unauthorized_client`).
    #[error("{code}")]
    InvalidClient {
        /// The error code.
        code: String,
    },
    /// Another refusal, or no token in the answer.
    #[error("{problem}")]
    Refused {
        /// The status, and the error code if there is one.
        problem: String,
    },
    /// No answer.
    #[error("{0}")]
    Unreachable(Failure),
}

impl Grant {
    /// Fetches an access token. The exchange is not recorded anywhere: it is made of secrets.
    ///
    /// # Errors
    /// When the token endpoint gives none; see [`TokenError`].
    pub async fn fetch(&self, client: &Client) -> Result<Secret, TokenError> {
        let exchange = client.send(self.request()).await;
        let response = exchange.outcome.map_err(TokenError::Unreachable)?;
        let answer: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let text = |key: &str| answer.get(key).and_then(Value::as_str);
        match (response.status, text("access_token"), text("error")) {
            (200, Some(token), _) if !token.is_empty() => Ok(Secret::new(token)),
            (_, _, Some("invalid_grant")) => Err(TokenError::InvalidGrant),
            (_, _, Some(code @ ("invalid_client" | "unauthorized_client" | "deleted_client"))) => {
                Err(TokenError::InvalidClient {
                    code: code.to_owned(),
                })
            }
            (status, _, code) => Err(TokenError::Refused {
                problem: refusal(status, code),
            }),
        }
    }

    fn request(&self) -> Outgoing {
        let mut fields = vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", self.refresh_token.expose()),
            ("client_id", self.client_id.as_str()),
        ];
        let secret = self.client_secret.as_ref();
        fields.extend(secret.map(|secret| ("client_secret", secret.expose())));
        token_request(&self.token_url, &fields)
    }
}

/// A request to a token endpoint (RFC 6749 §3.2).
pub(crate) fn token_request(token_url: &Url, fields: &[(&str, &str)]) -> Outgoing {
    let body = Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut headers = HeaderMap::new();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    headers.insert(CONTENT_TYPE, form);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    Outgoing {
        request: Request {
            method: "POST".to_owned(),
            url: token_url.to_string(),
            headers,
            body: Bytes::from(body),
            raw: None,
        },
        authorization: Authorization::None,
        device: Device::Own,
    }
}

/// An error code is a word (RFC 6749 §5.2); anything else is not repeated.
pub(crate) fn refusal(status: u16, code: Option<&str>) -> String {
    let is_word =
        |code: &&str| code.len() <= 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    code.filter(is_word).map_or_else(
        || format!("it answered {status} without a token"),
        |code| format!("it answered {status} {code}"),
    )
}

#[cfg(test)]
mod tests {
    use wiremock::matchers::{body_string, method};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    use super::*;

    async fn fetched(answer: ResponseTemplate) -> Result<Secret, TokenError> {
        let server = MockServer::start().await;
        let expected = "grant_type=refresh_token&refresh_token=1%2F%2Fabc&client_id=me\
                        &client_secret=GOCSPX-x";
        Mock::given(method("POST"))
            .and(body_string(expected))
            .respond_with(answer)
            .mount(&server)
            .await;
        let grant = Grant {
            token_url: server.uri().parse().unwrap(),
            refresh_token: Secret::new("1//abc"),
            client_id: "me".to_owned(),
            client_secret: Some(Secret::new("GOCSPX-x")),
        };
        grant.fetch(&Client::new()).await
    }

    fn json(status: u16, body: &str) -> ResponseTemplate {
        ResponseTemplate::new(status).set_body_string(body)
    }

    #[tokio::test]
    async fn a_token_is_fetched() {
        let token = fetched(json(
            200,
            r#"{"access_token": "ya29.x", "expires_in": 3599}"#,
        ))
        .await;
        assert_eq!(token, Ok(Secret::new("ya29.x")));
    }

    #[tokio::test]
    async fn each_refusal_is_told_apart() {
        let of = async |status, body| fetched(json(status, body)).await.unwrap_err();
        assert_eq!(
            of(400, r#"{"error": "invalid_grant"}"#).await,
            TokenError::InvalidGrant
        );
        assert_eq!(
            of(401, r#"{"error": "invalid_client"}"#).await.to_string(),
            "invalid_client"
        );
        for (status, body, problem) in [
            (
                400,
                r#"{"error": "invalid_scope"}"#,
                "it answered 400 invalid_scope",
            ),
            (500, "<html>", "it answered 500 without a token"),
            (200, "{}", "it answered 200 without a token"),
            (
                400,
                r#"{"error": "bad 1//abc"}"#,
                "it answered 400 without a token",
            ),
        ] {
            assert_eq!(of(status, body).await.to_string(), problem);
        }
    }

    #[tokio::test]
    async fn no_answer_is_no_refusal() {
        let grant = Grant {
            token_url: "http://127.0.0.1:1/".parse().unwrap(),
            refresh_token: Secret::new("1//abc"),
            client_id: "me".to_owned(),
            client_secret: Some(Secret::new("x")),
        };
        let error = grant.fetch(&Client::new()).await.unwrap_err();
        assert!(matches!(error, TokenError::Unreachable(_)), "{error:?}");
    }
}
