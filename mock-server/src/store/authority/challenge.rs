//! Proof Key for Code Exchange (RFC 7636): the code is worth nothing without the verifier.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// What an authorization request says about the verifier to come (RFC 7636 §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Challenge {
    /// The verifier itself.
    Plain(String),
    /// The SHA-256 of the verifier, in base64url without padding.
    S256(String),
}

/// A challenge that cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChallengeError {
    /// Neither `plain` nor `S256`.
    #[error("code_challenge_method is neither S256 nor plain")]
    Method,
    /// Characters or length.
    #[error("code_challenge is not 43 to 128 characters from A-Z a-z 0-9 - . _ ~")]
    Form,
}

impl ChallengeError {
    /// What would have been taken for one.
    pub(crate) const fn remedy(self) -> &'static str {
        match self {
            Self::Method => "send code_challenge_method=S256, or plain",
            Self::Form => {
                "send as code_challenge the SHA-256 of the code_verifier, in base64url without padding"
            }
        }
    }
}

impl Challenge {
    /// Reads the two parameters of an authorization request. Without a method the challenge is
    /// plain (RFC 7636 §4.3).
    pub(crate) fn parse(method: Option<&str>, text: &str) -> Result<Self, ChallengeError> {
        if !is_verifier(text) {
            return Err(ChallengeError::Form);
        }
        match method {
            None | Some("plain") => Ok(Self::Plain(text.to_owned())),
            Some("S256") => Ok(Self::S256(text.to_owned())),
            Some(_) => Err(ChallengeError::Method),
        }
    }

    /// Whether a verifier is the one (RFC 7636 §4.6).
    pub(crate) fn is_met_by(&self, verifier: &str) -> bool {
        is_verifier(verifier)
            && match self {
                Self::Plain(expected) => expected == verifier,
                Self::S256(expected) => {
                    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == *expected
                }
            }
    }
}

/// Verifiers and challenges have one form (RFC 7636 §4.1, §4.2).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, Appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn s256_takes_the_verifier_whose_hash_it_is_and_no_other() {
        let challenge = Challenge::parse(Some("S256"), CHALLENGE).unwrap();
        assert!(challenge.is_met_by(VERIFIER));
        assert!(!challenge.is_met_by(CHALLENGE));
        assert!(!challenge.is_met_by(""));
    }

    #[test]
    fn a_challenge_without_a_method_is_plain() {
        let challenge = Challenge::parse(None, VERIFIER).unwrap();
        assert_eq!(
            Challenge::parse(Some("plain"), VERIFIER),
            Ok(challenge.clone())
        );
        assert!(challenge.is_met_by(VERIFIER));
        assert!(!challenge.is_met_by(CHALLENGE));
    }

    #[test]
    fn other_methods_and_forms_are_refused() {
        assert_eq!(
            Challenge::parse(Some("s256"), CHALLENGE),
            Err(ChallengeError::Method)
        );
        for text in [
            "",
            "short",
            &"a".repeat(129),
            &"é".repeat(50),
            &"a b".repeat(20),
        ] {
            assert_eq!(Challenge::parse(None, text), Err(ChallengeError::Form));
        }
    }
}
