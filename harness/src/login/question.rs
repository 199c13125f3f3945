//! The question to the user: the URL of the page of consent.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::Url;

use super::LoginError;
use crate::exchange::Secret;
use crate::plan::Consent;

/// A question to the user, and what proves that an answer belongs to it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The page of consent, with everything that it needs to know.
    pub url: Url,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What the answer has to repeat (RFC 6749 §10.12).
    pub(super) state: String,
    /// What the code is redeemed with (RFC 7636 §4.1).
    pub(super) verifier: Secret,
}

impl Question {
    /// A question that was never asked before.
    ///
    /// # Errors
    /// When there is no client to ask for, or no chance to be had.
    pub fn new(consent: &Consent, redirect_uri: &str) -> Result<Self, LoginError> {
        let client_id = consent.client_id.as_deref().ok_or(LoginError::NoClient)?;
        let (state, verifier) = (random::<16>()?, random::<32>()?);
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let mut url = consent.authorization_url.clone();
        url.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("response_type", "code")
            .append_pair("scope", &consent.scope)
            .append_pair("state", &state)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            // Only both together bring a refresh token each time (google:AUTH-13).
            .append_pair("access_type", "offline")
            .append_pair("prompt", "consent");
        Ok(Self {
            url,
            redirect_uri: redirect_uri.to_owned(),
            state,
            verifier: Secret::new(verifier),
        })
    }
}

fn random<const BYTES: usize>() -> Result<String, LoginError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| LoginError::NoChance {
        cause: error.to_string(),
    })?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn consent() -> Consent {
        Consent {
            client_id: Some("me".to_owned()),
            client_secret: None,
            ..Consent::google().unwrap()
        }
    }

    #[test]
    fn the_page_learns_what_it_needs_and_nothing_secret() {
        let question = Question::new(&consent(), "http://127.0.0.1:7/").unwrap();
        let pairs: BTreeMap<_, _> = question.url.query_pairs().into_owned().collect();
        let get = |key: &str| pairs.get(key).map(String::as_str).unwrap_or_default();
        assert_eq!(question.url.host_str(), Some("accounts.google.com"));
        assert_eq!(get("scope"), "https://www.googleapis.com/auth/carddav");
        assert_eq!(get("redirect_uri"), "http://127.0.0.1:7/");
        assert_eq!(get("code_challenge_method"), "S256");
        assert_eq!(get("access_type"), "offline");
        assert_eq!(get("state"), question.state);
        let verifier = question.verifier.expose();
        assert!((43..=128).contains(&verifier.len()), "RFC 7636 §4.1");
        assert!(!question.url.as_str().contains(verifier));
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        assert_eq!(get("code_challenge"), challenge);
    }

    #[test]
    fn two_questions_have_nothing_in_common() {
        let [one, two] = [(); 2].map(|()| Question::new(&consent(), "x").unwrap());
        assert_ne!(one.state, two.state);
        assert_ne!(one.verifier, two.verifier);
    }

    #[test]
    fn without_a_client_there_is_nobody_to_ask_for() {
        let nobody = Consent {
            client_id: None,
            ..consent()
        };
        let error = Question::new(&nobody, "x").unwrap_err();
        assert_eq!(error, LoginError::NoClient);
        assert!(error.to_string().contains("docs/live.md"));
    }
}
