//! A code for a refresh token (RFC 6749 §4.1.3).

use jiff::Timestamp;
use serde_json::Value;

use super::{LoginError, Question, StoredLogin};
use crate::exchange::{Client, Secret, refusal, token_request};
use crate::plan::Consent;

/// Redeems a code. The exchange is not recorded anywhere: it is made of secrets.
///
/// # Errors
/// When the token endpoint gives no refresh token, or one for less than was asked for.
pub async fn redeem(
    consent: &Consent,
    question: &Question,
    code: &Secret,
    client: &Client,
) -> Result<StoredLogin, LoginError> {
    let client_id = consent.client_id.as_deref().ok_or(LoginError::NoClient)?;
    let secret = consent.client_secret.as_ref();
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("code", code.expose()),
        ("redirect_uri", question.redirect_uri.as_str()),
        ("client_id", client_id),
        ("code_verifier", question.verifier.expose()),
    ];
    fields.extend(secret.map(|secret| ("client_secret", secret.expose())));
    let exchange = client
        .send(token_request(&consent.token_url, &fields))
        .await;
    let response = exchange.outcome.map_err(LoginError::Unreachable)?;
    let answer: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let text = |key: &str| answer.get(key).and_then(Value::as_str);
    match (response.status, text("error")) {
        (200, None) if text("access_token").is_some() => {}
        (_, Some(code @ ("invalid_client" | "unauthorized_client" | "deleted_client"))) => {
            return Err(LoginError::Client {
                code: code.to_owned(),
            });
        }
        (status, code) => {
            return Err(LoginError::Refused {
                problem: refusal(status, code),
            });
        }
    }
    // Fewer scopes than asked for are possible; where none are told, all were given (RFC 6749 §5.1).
    let given = text("scope").unwrap_or(&consent.scope);
    let missing = consent
        .scope
        .split(' ')
        .find(|scope| !given.split(' ').any(|one| one == *scope));
    if let Some(scope) = missing {
        return Err(LoginError::ScopeMissing {
            scope: scope.to_owned(),
        });
    }
    let refresh_token = text("refresh_token").ok_or(LoginError::NoRefreshToken)?;
    Ok(StoredLogin {
        token_url: consent.token_url.clone(),
        client_id: client_id.to_owned(),
        client_secret: secret.cloned(),
        refresh_token: Secret::new(refresh_token),
        obtained: Timestamp::now(),
    })
}

#[cfg(test)]
mod tests {
    use wiremock::matchers::method;
    use wiremock::{Mock, MockServer, ResponseTemplate};

    use super::*;

    async fn redeemed(status: u16, body: &str) -> Result<StoredLogin, LoginError> {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(status).set_body_string(body);
        Mock::given(method("POST"))
            .respond_with(answer)
            .mount(&server)
            .await;
        let consent = Consent {
            token_url: server.uri().parse().unwrap(),
            client_id: Some("me".to_owned()),
            ..Consent::google().unwrap()
        };
        let question = Question::new(&consent, "http://127.0.0.1:7/").unwrap();
        redeem(&consent, &question, &Secret::new("4/code"), &Client::new()).await
    }

    #[tokio::test]
    async fn a_code_brings_a_refresh_token() {
        let login = redeemed(200, r#"{"access_token": "a", "refresh_token": "1//r"}"#).await;
        let login = login.unwrap();
        assert_eq!(login.refresh_token, Secret::new("1//r"));
        assert_eq!(login.client_secret, None);
    }

    #[tokio::test]
    async fn each_refusal_is_told_apart() {
        let carddav = "https://www.googleapis.com/auth/carddav";
        let none = r#"{"access_token": "a"}"#;
        let less = r#"{"access_token": "a", "refresh_token": "r", "scope": "openid"}"#;
        let client = r#"{"error": "invalid_client"}"#;
        let grant = r#"{"error": "invalid_grant"}"#;
        assert_eq!(redeemed(200, none).await, Err(LoginError::NoRefreshToken));
        let missing = redeemed(200, less).await.unwrap_err();
        assert_eq!(
            missing,
            LoginError::ScopeMissing {
                scope: carddav.to_owned()
            }
        );
        assert_eq!(
            redeemed(401, client).await.unwrap_err().to_string(),
            "the token endpoint does not know the client (invalid_client): the client id and its \
             secret do not belong together, or the client was deleted"
        );
        assert_eq!(
            redeemed(400, grant).await.unwrap_err().to_string(),
            "the token endpoint did not take the code: it answered 400 invalid_grant"
        );
        assert_eq!(
            redeemed(200, "<html>").await.unwrap_err().to_string(),
            "the token endpoint did not take the code: it answered 200 without a token"
        );
    }
}
