//! TLS: certificates that tests can trust, and ones that no client may.
//!
//! [`CertificateAuthority`] lives in memory, for days, and its name constraints keep it from
//! vouching for anything but Google's hosts, this machine, and what a test adds. [`Tls`] says what
//! a server speaks with; leaves are issued when a client names the host that it wants.

mod authority;
mod config;
mod host;
mod own;
mod resolver;
mod settings;
#[cfg(test)]
mod tests;
mod validity;

pub use authority::{CertificateAuthority, CertificateError};
pub use host::{HostName, NotAHostName};
pub use own::OwnCertificateError;
pub use settings::{CertificateFlaw, Tls};

pub(super) use authority::GOOGLES;
pub(super) use config::TlsSetup;
