//! A certificate that the user brings.

use rustls::crypto::ring;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

/// A certificate or key of the user's that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OwnCertificateError {
    /// The certificate file holds none.
    #[error("there is no certificate in the PEM text (BEGIN CERTIFICATE)")]
    NoCertificate,
    /// The key file holds none.
    #[error("there is no private key in the PEM text (BEGIN PRIVATE KEY)")]
    NoKey,
    /// The two do not belong together, or are of a kind that TLS does not take.
    #[error("certificate and key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
}

/// Reads a chain, the server's own certificate first, and the key to it, both as PEM.
pub(super) fn read(certificates: &str, key: &str) -> Result<CertifiedKey, OwnCertificateError> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(certificates.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(|_| OwnCertificateError::NoCertificate)?;
    if chain.is_empty() {
        return Err(OwnCertificateError::NoCertificate);
    }
    let key =
        PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|_| OwnCertificateError::NoKey)?;
    Ok(CertifiedKey::from_der(
        chain,
        key,
        &ring::default_provider(),
    )?)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair};

    use super::*;

    fn pair() -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["mock".to_owned()]).unwrap();
        (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
    }

    #[test]
    fn a_certificate_and_its_key_are_taken() {
        let (certificate, key) = pair();
        let chain = certificate.clone() + &pair().0;
        assert_eq!(read(&certificate, &key).unwrap().cert.len(), 1);
        assert_eq!(read(&chain, &key).unwrap().cert.len(), 2);
    }

    #[test]
    fn a_key_that_belongs_to_another_certificate_is_refused() {
        let error = read(&pair().0, &pair().1).unwrap_err();
        assert!(matches!(error, OwnCertificateError::Unusable(_)), "{error}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let (certificate, key) = pair();
        for text in ["", "x", &key] {
            let error = read(text, &key).unwrap_err();
            assert!(error.to_string().contains("no certificate"), "{error}");
        }
        for text in ["", "x", &certificate] {
            let error = read(&certificate, text).unwrap_err();
            assert!(error.to_string().contains("no private key"), "{error}");
        }
        let cut = certificate.replace("-----END", "----- END");
        assert!(read(&cut, &key).is_err());
    }
}
