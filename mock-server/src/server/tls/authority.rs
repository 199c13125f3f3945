//! The certificate authority of one server.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use jiff::Timestamp;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, CidrSubnet,
    DistinguishedName, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyPair,
    KeyUsagePurpose, NameConstraints, SanType, SerialNumber,
};
use rustls::crypto::ring::sign::any_ecdsa_type;
use rustls::sign::CertifiedKey;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::host::{Host, HostName};
use super::validity::Validity;

/// How many days an authority lives.
const DAYS: i64 = 30;

/// Google's domains.
pub(in crate::server) const GOOGLES: [&str; 3] =
    ["googleapis.com", "google.com", "googleusercontent.com"];

/// A certificate authority for tests.
///
/// Its key exists only in memory. Its certificate is good for 30 days and limited, critically, to
/// Google's hosts, `localhost`, the loopback addresses, and names that were added: whoever trusts
/// it trusts it for nothing else.
pub struct CertificateAuthority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    pem: String,
    permitted: Vec<HostName>,
    validity: Validity,
}

/// A certificate that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The system gave no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The certificate could not be put together or signed.
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The key or certificate was not taken.
    #[error("TLS does not take the certificate: {0}")]
    Tls(#[from] rustls::Error),
}

impl CertificateAuthority {
    /// A new authority, good from `now` on. It may vouch for `names` too, and for what is below
    /// them.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new(names: &[HostName], now: Timestamp) -> Result<Self, CertificateError> {
        let permitted = permitted(names);
        let validity = Validity::days(now, DAYS);
        let mut params = CertificateParams::default();
        params.distinguished_name = organization();
        // NSS takes two authorities of one name for one (SEC_ERROR_REUSED_ISSUER_AND_SERIAL).
        let name = format!("cardproof test CA {}", hex(&random::<8>()?));
        params.distinguished_name.push(DnType::CommonName, name);
        validity.write_to(&mut params);
        params.serial_number = Some(serial()?);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: permitted.iter().map(subtree).collect(),
            excluded_subtrees: Vec::new(),
        });
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        Ok(Self {
            pem: issuer.pem(),
            issuer,
            permitted,
            validity,
        })
    }

    /// Its certificate as PEM, for clients to trust.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Its certificate as DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        self.issuer.der()
    }

    /// Whether it may vouch for a name.
    #[must_use]
    pub fn permits(&self, name: &HostName) -> bool {
        self.permitted
            .iter()
            .any(|permitted| permitted.permits(name))
    }

    /// The names that were permitted, without those below them.
    pub(super) fn permitted(&self) -> &[HostName] {
        &self.permitted
    }

    /// A leaf for some names with a key of its own. The names are not checked.
    pub(super) fn issue(
        &self,
        names: &[HostName],
        validity: Validity,
    ) -> Result<CertifiedKey, CertificateError> {
        let key = KeyPair::generate()?;
        let certificate = self.certify(names, validity, &key)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(CertifiedKey::new(
            vec![certificate.der().clone()],
            any_ecdsa_type(&key)?,
        ))
    }

    /// A leaf for some names and a key. The names are not checked.
    pub(super) fn certify(
        &self,
        names: &[HostName],
        validity: Validity,
        key: &KeyPair,
    ) -> Result<Certificate, CertificateError> {
        let mut params = CertificateParams::default();
        // No common name: where no DNS name stands beside it, it would be taken for one.
        params.distinguished_name = organization();
        validity.within(self.validity).write_to(&mut params);
        params.serial_number = Some(serial()?);
        params.subject_alt_names = names
            .iter()
            .map(alternative_name)
            .collect::<Result<_, _>>()?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        Ok(params.signed_by(key, &self.issuer)?)
    }
}

/// The key stays hidden.
impl fmt::Debug for CertificateAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateAuthority")
            .field("permitted", &self.permitted)
            .field("validity", &self.validity)
            .finish_non_exhaustive()
    }
}

fn permitted(names: &[HostName]) -> Vec<HostName> {
    let addresses = [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ];
    let own = GOOGLES.into_iter().chain(["localhost"]);
    let own = own.map(|name| HostName(Host::Dns(name.to_owned())));
    let mut permitted: Vec<HostName> = own.collect();
    permitted.extend(addresses.map(|address| HostName(Host::Ip(address))));
    for name in names {
        if !permitted.iter().any(|known| known.permits(name)) {
            permitted.push(name.clone());
        }
    }
    permitted
}

/// The constraint that a permitted name makes: all of 127.0.0.0/8 for an IPv4 loopback address,
/// and otherwise one address.
fn subtree(name: &HostName) -> GeneralSubtree {
    match &name.0 {
        Host::Dns(name) => GeneralSubtree::DnsName(name.clone()),
        Host::Ip(address @ IpAddr::V4(v4)) => {
            let bits = if v4.is_loopback() { 8 } else { 32 };
            let network = if v4.is_loopback() {
                IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0))
            } else {
                *address
            };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(network, bits))
        }
        Host::Ip(address @ IpAddr::V6(_)) => {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, 128))
        }
    }
}

fn alternative_name(name: &HostName) -> Result<SanType, rcgen::Error> {
    Ok(match &name.0 {
        Host::Dns(name) => SanType::DnsName(name.as_str().try_into()?),
        Host::Ip(address) => SanType::IpAddress(*address),
    })
}

fn organization() -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, "cardproof");
    name
}

/// 128 random bits, so that no two certificates of one issuer share a serial number.
fn serial() -> Result<SerialNumber, CertificateError> {
    Ok(SerialNumber::from_slice(&random::<16>()?))
}

fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
