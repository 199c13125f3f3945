//! What a server speaks TLS with.

use std::sync::Arc;

use jiff::Timestamp;
use rustls::sign::CertifiedKey;

use super::authority::{CertificateAuthority, CertificateError};
use super::config::TlsSetup;
use super::host::HostName;
use super::own::{self, OwnCertificateError};

/// What a server speaks TLS with: an authority made at start, one that is there, or a certificate
/// of the user's own.
///
/// ```
/// use cardproof_mock::{MockServer, Tls};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let _ = rustls::crypto::ring::default_provider().install_default();
/// let server = MockServer::builder().tls(Tls::new()).start().await?;
/// let authority = server.certificate_authority().expect("made at start").pem();
///
/// // The client under test believes that it talks to Google.
/// let client = reqwest::Client::builder()
///     .tls_certs_only([reqwest::Certificate::from_pem(authority.as_bytes())?])
///     .resolve("www.googleapis.com", server.address())
///     .redirect(reqwest::redirect::Policy::none())
///     .build()?;
/// let port = server.address().port();
/// let found = client
///     .request("PROPFIND".parse()?, format!("https://www.googleapis.com:{port}/.well-known/carddav"))
///     .bearer_auth(server.token().reveal())
///     .send()
///     .await?;
/// assert_eq!(found.status(), 301);
/// assert_eq!(found.version(), reqwest::Version::HTTP_2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Tls {
    pub(super) source: Source,
    pub(super) names: Vec<HostName>,
    pub(super) flaw: Option<CertificateFlaw>,
}

#[derive(Clone, Debug)]
pub(super) enum Source {
    MadeAtStart,
    Authority(Arc<CertificateAuthority>),
    Own(Arc<CertifiedKey>),
    Prepared(TlsSetup),
}

/// What is deliberately wrong with the certificates of a server, for clients to notice
/// (RFC 6764 §6, item 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateFlaw {
    /// They ended yesterday.
    Expired,
    /// They begin in some days.
    NotYetValid,
    /// They are for another name than the one that the client wants.
    WrongName,
}

impl Default for Tls {
    fn default() -> Self {
        Self::new()
    }
}

impl Tls {
    /// With an authority that is made when the server starts.
    #[must_use]
    pub const fn new() -> Self {
        Self::of(Source::MadeAtStart)
    }

    /// With an authority that is there already, so that several servers share it.
    #[must_use]
    pub const fn by(authority: Arc<CertificateAuthority>) -> Self {
        Self::of(Source::Authority(authority))
    }

    /// With a certificate of one's own: the chain, the server's certificate first, and its key,
    /// both as PEM. It is shown to every client, whatever name that wants.
    ///
    /// # Errors
    /// When one of them is missing, or they do not belong together.
    pub fn own(certificates: &str, key: &str) -> Result<Self, OwnCertificateError> {
        let key = Arc::new(own::read(certificates, key)?);
        Ok(Self::of(Source::Own(key)))
    }

    /// Makes authority and certificates now instead of at each start. Servers that are started with
    /// clones of this share them, and start the faster for it; names and flaws that are added
    /// later are without effect.
    ///
    /// # Errors
    /// When certificates cannot be made.
    pub fn prepared(self) -> Result<Self, CertificateError> {
        let source = Source::Prepared(TlsSetup::new(&self, Timestamp::now())?);
        Ok(Self { source, ..self })
    }

    /// The authority that vouches for the servers, where it is there already. None before
    /// [`prepared`](Self::prepared), and with a certificate of one's own.
    #[must_use]
    pub fn certificate_authority(&self) -> Option<&Arc<CertificateAuthority>> {
        match &self.source {
            Source::Authority(authority) => Some(authority),
            Source::Prepared(setup) => setup.authority.as_ref(),
            Source::MadeAtStart | Source::Own(_) => None,
        }
    }

    /// Lets the authority that is made at start vouch for a name too, and for what is below it: a
    /// container's name, say. Without effect for other certificates.
    #[must_use]
    pub fn permit(mut self, name: HostName) -> Self {
        self.names.push(name);
        self
    }

    /// The names that were permitted.
    pub(in crate::server) fn names(&self) -> &[HostName] {
        &self.names
    }

    /// Spoils the certificates. Without effect for a certificate of one's own.
    #[must_use]
    pub const fn with_flaw(mut self, flaw: CertificateFlaw) -> Self {
        self.flaw = Some(flaw);
        self
    }

    const fn of(source: Source) -> Self {
        Self {
            source,
            names: Vec::new(),
            flaw: None,
        }
    }
}
