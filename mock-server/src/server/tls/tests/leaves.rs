//! Leaves that are made and kept, and ones that no resolver would give.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::SignedDuration;
use rcgen::KeyPair;
use rustls::crypto::ring;
use rustls::server::ResolvesServerCert;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion};
use rustls_pki_types::CertificateDer;

use super::super::resolver::{LeafResolver, OneCertificate};
use super::super::validity::Validity;
use super::super::{CertificateAuthority, HostName};
use super::shaking::now;

fn config(certificates: Arc<dyn ResolvesServerCert>) -> Arc<ServerConfig> {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(certificates);
    Arc::new(config)
}

/// A server with a leaf that the authority has no right to sign.
pub(super) fn signed_for(authority: &CertificateAuthority, host: &str) -> Arc<ServerConfig> {
    let names: [HostName; 1] = [host.parse().unwrap()];
    let leaf = authority.issue(&names, Validity::days(now(), 1)).unwrap();
    config(Arc::new(OneCertificate(Arc::new(leaf))))
}

/// A client that speaks one version of TLS.
pub(super) fn client_of_version(
    authority: &CertificateAuthority,
    version: &'static SupportedProtocolVersion,
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(authority.der().to_vec()))
        .unwrap();
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A leaf and its key as a user would bring them.
pub(super) fn pem_for(authority: &CertificateAuthority, host: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let names: [HostName; 1] = [host.parse().unwrap()];
    let leaf = authority
        .certify(&names, Validity::days(now(), 1), &key)
        .unwrap();
    (leaf.pem(), key.serialize_pem())
}

fn resolver() -> LeafResolver {
    let authority = CertificateAuthority::new(&[], now()).unwrap();
    LeafResolver::new(Arc::new(authority), None)
}

#[test]
fn a_leaf_is_kept_for_its_name() {
    let (resolver, now) = (resolver(), now());
    let leaf = |name| resolver.leaf(name, now).unwrap();
    let first = leaf(Some("www.googleapis.com"));
    assert!(Arc::ptr_eq(&first, &leaf(Some("WWW.googleapis.com."))));
    assert!(!Arc::ptr_eq(&first, &leaf(Some("localhost"))));
    assert!(Arc::ptr_eq(&leaf(None), &leaf(None)));
}

#[test]
fn a_leaf_is_replaced_before_it_ends() {
    let (resolver, now) = (resolver(), now());
    let after = |days: i64| {
        let then = now
            .checked_add(SignedDuration::from_hours(24 * days))
            .unwrap();
        resolver.leaf(Some("localhost"), then).unwrap()
    };
    let first = after(0);
    assert!(Arc::ptr_eq(&first, &after(5)));
    assert!(!Arc::ptr_eq(&first, &after(6)));
}

#[test]
fn names_without_number_do_not_fill_the_memory() {
    let (resolver, now) = (resolver(), now());
    for number in 0..300 {
        let name = format!("n{number}.googleapis.com");
        assert!(resolver.leaf(Some(&name), now).is_some());
    }
    assert!(resolver.kept() <= 256);
}

#[test]
fn a_name_that_is_none_gets_no_leaf() {
    for name in ["", "..", "a b", "example.com", "xn--.\u{0}"] {
        assert!(resolver().leaf(Some(name), now()).is_none());
    }
}

#[test]
fn no_two_certificates_are_alike() {
    let certificates: HashSet<Vec<u8>> = (0..20)
        .map(|_| {
            CertificateAuthority::new(&[], now())
                .unwrap()
                .der()
                .to_vec()
        })
        .collect();
    assert_eq!(certificates.len(), 20);
}

#[test]
fn debug_output_shows_no_key() {
    let authority = CertificateAuthority::new(&[], now()).unwrap();
    let shown = format!("{:?}", LeafResolver::new(Arc::new(authority), None));
    assert!(
        shown.contains("googleapis.com") && !shown.contains("key"),
        "{shown}"
    );
}
