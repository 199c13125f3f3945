//! Why there is no trust in who is at the other end.

use rustls::{CertificateError, Error};

/// What is wrong with a secure connection, as far as it changes what a user has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsProblem {
    /// The certificate's time is over.
    Expired,
    /// The certificate's time has not begun.
    NotYetValid,
    /// The certificate is for another name.
    WrongName,
    /// Nobody who is trusted vouches for the certificate.
    UnknownIssuer,
    /// The other end does not speak TLS.
    NoTls,
    /// Something else.
    Other,
}

impl TlsProblem {
    /// What TLS says, in these words.
    pub(super) const fn of(error: &Error) -> Self {
        match error {
            Error::InvalidCertificate(error) => Self::of_certificate(error),
            Error::InvalidMessage(_) => Self::NoTls,
            _ => Self::Other,
        }
    }

    const fn of_certificate(error: &CertificateError) -> Self {
        match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Self::NotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::WrongName
            }
            CertificateError::UnknownIssuer => Self::UnknownIssuer,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_does_about_it_decides_the_kind() {
        let certificate = |error| TlsProblem::of(&Error::InvalidCertificate(error));
        assert_eq!(certificate(CertificateError::Expired), TlsProblem::Expired);
        assert_eq!(
            certificate(CertificateError::NotValidYet),
            TlsProblem::NotYetValid
        );
        assert_eq!(
            certificate(CertificateError::NotValidForName),
            TlsProblem::WrongName
        );
        assert_eq!(
            certificate(CertificateError::UnknownIssuer),
            TlsProblem::UnknownIssuer
        );
        assert_eq!(certificate(CertificateError::Revoked), TlsProblem::Other);
        let message = Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType);
        assert_eq!(TlsProblem::of(&message), TlsProblem::NoTls);
        assert_eq!(TlsProblem::of(&Error::DecryptError), TlsProblem::Other);
    }
}
