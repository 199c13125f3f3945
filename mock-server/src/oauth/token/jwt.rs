//! Assertions of service accounts: signed JSON web tokens (RFC 7523).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// An assertion taken apart; nothing in it is verified yet.
pub(super) struct Assertion {
    pub(super) claims: Claims,
    /// What is signed: the first two parts, as they came.
    pub(super) signed: String,
    pub(super) signature: Vec<u8>,
}

/// What a service account claims.
#[derive(Deserialize)]
pub(super) struct Claims {
    /// The service account.
    pub(super) iss: String,
    /// The token endpoint.
    pub(super) aud: String,
    /// Seconds since 1970.
    pub(super) iat: i64,
    /// Seconds since 1970.
    pub(super) exp: i64,
    #[serde(default)]
    pub(super) scope: String,
    /// The account that it wants to act for.
    pub(super) sub: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

/// A text that is no assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadAssertion {
    #[error("an assertion is three parts of base64url with dots between them")]
    Parts,
    #[error("the header of the assertion is no JSON object with alg")]
    Header,
    #[error("the assertion is not signed with RS256")]
    Algorithm,
    #[error("the claims are no JSON object with iss, aud, iat and exp")]
    Claims,
}

impl BadAssertion {
    /// What would have been taken for one.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::Parts => {
                "write header, claims and signature in base64url without padding, with \
                 dots between them"
            }
            Self::Header => r#"begin with the header {"alg":"RS256","typ":"JWT"}"#,
            Self::Algorithm => "sign with RS256, and say so in alg",
            Self::Claims => "claim iss, aud and scope as texts, iat and exp as seconds since 1970",
        }
    }
}

impl Assertion {
    pub(super) fn parse(text: &str) -> Result<Self, BadAssertion> {
        let parts: Vec<&str> = text.split('.').collect();
        let [header, claims, signature] = parts.as_slice() else {
            return Err(BadAssertion::Parts);
        };
        let signature = URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|_| BadAssertion::Parts)?;
        let alg = part::<Header>(header, BadAssertion::Header)?.alg;
        if alg != "RS256" {
            return Err(BadAssertion::Algorithm);
        }
        Ok(Self {
            claims: part(claims, BadAssertion::Claims)?,
            signed: format!("{header}.{claims}"),
            signature,
        })
    }
}

fn part<T: DeserializeOwned>(text: &str, otherwise: BadAssertion) -> Result<T, BadAssertion> {
    let json = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| BadAssertion::Parts)?;
    serde_json::from_slice(&json).map_err(|_| otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assertion(header: &str, claims: &str) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(header), part(claims), part("signature"))
    }

    #[test]
    fn an_assertion_is_taken_apart() {
        let text = assertion(
            r#"{"alg":"RS256","typ":"JWT"}"#,
            r#"{"iss":"a","aud":"b","iat":1,"exp":2}"#,
        );
        let assertion = Assertion::parse(&text).ok().unwrap();
        assert_eq!(assertion.claims.iss, "a");
        assert_eq!(assertion.claims.sub, None);
        assert_eq!(assertion.signature, b"signature");
        assert!(text.starts_with(&assertion.signed));
    }

    #[test]
    fn what_is_no_assertion_is_told_apart() {
        let error = |text: &str| Assertion::parse(text).err();
        for text in ["", "a.b", "a.b.c.d", "é.é.é", "=.=.="] {
            assert_eq!(error(text), Some(BadAssertion::Parts), "{text}");
        }
        let claims = r#"{"iss":"a","aud":"b","iat":1,"exp":2}"#;
        for (header, claims, expected) in [
            ("[]", claims, BadAssertion::Header),
            (r#"{"alg":"none"}"#, claims, BadAssertion::Algorithm),
            (r#"{"alg":"HS256"}"#, claims, BadAssertion::Algorithm),
            (r#"{"alg":"RS256"}"#, r#"{"iss":"a"}"#, BadAssertion::Claims),
            (r#"{"alg":"RS256"}"#, "\u{0}", BadAssertion::Claims),
        ] {
            assert_eq!(
                error(&assertion(header, claims)),
                Some(expected),
                "{claims}"
            );
        }
    }
}
