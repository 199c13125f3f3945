//! Which certificate a client gets to see.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::authority::{CertificateAuthority, CertificateError};
use super::host::{Host, HostName};
use super::settings::CertificateFlaw;
use super::validity::Validity;

/// How many days a leaf lives; the day before its last it is replaced.
const DAYS: i64 = 7;

/// How many leaves are kept. More names than that are nobody's but somebody's who tries them out.
const KEPT: usize = 256;

/// Issues a leaf for every name that clients want and the authority permits.
pub(super) struct LeafResolver {
    authority: Arc<CertificateAuthority>,
    flaw: Option<CertificateFlaw>,
    leaves: Mutex<HashMap<Option<HostName>, Leaf>>,
}

struct Leaf {
    key: Arc<CertifiedKey>,
    replace_at: Timestamp,
}

impl LeafResolver {
    pub(super) fn new(authority: Arc<CertificateAuthority>, flaw: Option<CertificateFlaw>) -> Self {
        Self {
            authority,
            flaw,
            leaves: Mutex::default(),
        }
    }

    /// The leaf for a name, or for all that have no other where the client names none, as clients
    /// do that were given an address. None where the authority may not vouch.
    pub(super) fn leaf(&self, wanted: Option<&str>, now: Timestamp) -> Option<Arc<CertifiedKey>> {
        let wanted = wanted.map(str::parse::<HostName>).transpose().ok()?;
        if wanted
            .as_ref()
            .is_some_and(|name| !self.authority.permits(name))
        {
            return None;
        }
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(leaf) = leaves.get(&wanted).filter(|leaf| now < leaf.replace_at) {
            return Some(Arc::clone(&leaf.key));
        }
        let key = Arc::new(self.issue(wanted.as_ref(), now).ok()?);
        if leaves.len() >= KEPT {
            leaves.clear();
        }
        let replace_at = now
            .saturating_add(SignedDuration::from_hours(24 * (DAYS - 1)))
            .unwrap_or(now);
        let leaf = Leaf {
            key: Arc::clone(&key),
            replace_at,
        };
        leaves.insert(wanted, leaf);
        Some(key)
    }

    /// How many leaves are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        let leaves = self.leaves.lock();
        leaves.unwrap_or_else(PoisonError::into_inner).len()
    }

    fn issue(
        &self,
        wanted: Option<&HostName>,
        now: Timestamp,
    ) -> Result<CertifiedKey, CertificateError> {
        let validity = match self.flaw {
            Some(CertificateFlaw::Expired) => Validity::over(now),
            // A leaf is replaced before it would begin.
            Some(CertificateFlaw::NotYetValid) => Validity::to_come(now, DAYS),
            _ => Validity::days(now, DAYS),
        };
        let names = match (self.flaw, wanted) {
            (Some(CertificateFlaw::WrongName), _) => vec![wrong_name()],
            (_, Some(name)) => vec![name.clone()],
            (_, None) => self.authority.permitted().to_vec(),
        };
        self.authority.issue(&names, validity)
    }
}

/// A name that the authority may vouch for and that nobody wants.
fn wrong_name() -> HostName {
    HostName(Host::Dns("not-this-host.localhost".to_owned()))
}

impl ResolvesServerCert for LeafResolver {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.leaf(hello.server_name(), Timestamp::now())
    }
}

impl fmt::Debug for LeafResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LeafResolver")
            .field("authority", &self.authority)
            .field("flaw", &self.flaw)
            .finish_non_exhaustive()
    }
}

/// Shows one certificate to everybody.
#[derive(Debug)]
pub(super) struct OneCertificate(pub(super) Arc<CertifiedKey>);

impl ResolvesServerCert for OneCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}
