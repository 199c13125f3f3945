//! Service accounts: programs that need no user to sign in (google:AUTH-15).

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rustls_pki_types::SubjectPublicKeyInfoDer;
use rustls_pki_types::pem::PemObject;
use serde::{Deserialize, Serialize};

use super::{Imprint, Scopes};

/// A service account.
///
/// Its assertions are checked in full when its public key is known; without one, everything but
/// the signature is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ServiceAccount {
    pub(crate) email: Imprint,
    key: Option<PublicKey>,
    pub(crate) delegated: Scopes,
}

/// A service account from outside, without its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAccountSummary {
    /// Whether its public key is known, so that signatures are verified.
    pub has_public_key: bool,
    /// For what it may act for every account.
    pub delegation: Scopes,
}

/// A text that holds no RSA public key in the form `BEGIN PUBLIC KEY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an RSA public key is expected, as `openssl rsa -pubout` writes it (BEGIN PUBLIC KEY)")]
pub struct NotAPublicKey;

/// What became of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureCheck {
    Right,
    Wrong,
    /// No key is registered, so nobody can tell.
    Unchecked,
}

impl ServiceAccount {
    /// A service account by its e-mail address.
    #[must_use]
    pub fn new(email: &str) -> Self {
        Self {
            email: Imprint::of(email),
            key: None,
            delegated: Scopes::default(),
        }
    }

    /// Registers its RSA public key (`BEGIN PUBLIC KEY`), so that signatures are verified.
    ///
    /// # Errors
    /// When the text holds no such key.
    pub fn with_public_key(mut self, pem: &str) -> Result<Self, NotAPublicKey> {
        self.key = Some(PublicKey::from_pem(pem)?);
        Ok(self)
    }

    /// Lets it act for every account within these scopes: domain-wide delegation.
    #[must_use]
    pub fn with_delegation(mut self, scopes: Scopes) -> Self {
        self.delegated = scopes;
        self
    }

    /// What is told of it.
    pub(crate) fn summary(&self) -> ServiceAccountSummary {
        ServiceAccountSummary {
            has_public_key: self.key.is_some(),
            delegation: self.delegated.clone(),
        }
    }

    /// Verifies an RS256 signature (RFC 7518 §3.3).
    pub(crate) fn check(&self, message: &[u8], signature: &[u8]) -> SignatureCheck {
        let Some(key) = &self.key else {
            return SignatureCheck::Unchecked;
        };
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key.0);
        match key.verify(message, signature) {
            Ok(()) => SignatureCheck::Right,
            Err(_) => SignatureCheck::Wrong,
        }
    }
}

/// An RSA public key as PKCS #1 has it (RFC 8017 A.1.1).
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PublicKey(Vec<u8>);

impl PublicKey {
    /// The algorithm identifier of RSA keys (RFC 3279 §2.3.1).
    const RSA: [u8; 15] = [
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];

    fn from_pem(pem: &str) -> Result<Self, NotAPublicKey> {
        let der =
            SubjectPublicKeyInfoDer::from_pem_slice(pem.as_bytes()).map_err(|_| NotAPublicKey)?;
        let info = content(&der, 0x30).ok_or(NotAPublicKey)?;
        let bits = info.strip_prefix(&Self::RSA).ok_or(NotAPublicKey)?;
        match content(bits, 0x03) {
            Some([0, key @ ..]) => Ok(Self(key.to_vec())),
            _ => Err(NotAPublicKey),
        }
    }
}

/// The content of the DER value with this tag that fills `der`.
fn content(der: &[u8], tag: u8) -> Option<&[u8]> {
    let (length, rest) = match der {
        [first, short @ 0..=0x7f, rest @ ..] if *first == tag => (usize::from(*short), rest),
        [first, 0x81, length, rest @ ..] if *first == tag => (usize::from(*length), rest),
        [first, 0x82, high, low, rest @ ..] if *first == tag => {
            (usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        _ => return None,
    };
    (rest.len() == length).then_some(rest)
}
