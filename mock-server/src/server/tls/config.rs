//! From settings to what a listener works with.

use std::sync::Arc;

use jiff::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::ResolvesServerCert;

use super::authority::{CertificateAuthority, CertificateError};
use super::resolver::{LeafResolver, OneCertificate};
use super::settings::{Source, Tls};

/// What a listener works with.
#[derive(Clone, Debug)]
pub(in crate::server) struct TlsSetup {
    pub(in crate::server) config: Arc<ServerConfig>,
    /// None with a certificate of the user's own.
    pub(in crate::server) authority: Option<Arc<CertificateAuthority>>,
}

impl TlsSetup {
    /// Makes what the settings ask for. `now` is real time.
    pub(in crate::server) fn new(tls: &Tls, now: Timestamp) -> Result<Self, CertificateError> {
        let authority = match &tls.source {
            Source::MadeAtStart => Arc::new(CertificateAuthority::new(&tls.names, now)?),
            Source::Authority(authority) => Arc::clone(authority),
            Source::Prepared(setup) => return Ok(setup.clone()),
            Source::Own(key) => {
                return Ok(Self {
                    config: config(Arc::new(OneCertificate(Arc::clone(key))))?,
                    authority: None,
                });
            }
        };
        let resolver = LeafResolver::new(Arc::clone(&authority), tls.flaw);
        Ok(Self {
            config: config(Arc::new(resolver))?,
            authority: Some(authority),
        })
    }
}

/// TLS 1.2 and 1.3, HTTP/2 before HTTP/1.1 by ALPN (RFC 9113 §3.3).
fn config(certificates: Arc<dyn ResolvesServerCert>) -> Result<Arc<ServerConfig>, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(certificates);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
