//! A mock of Google's CardDAV server.
//!
//! One core, [`Service`], answers requests without sockets, clock or chance of its own. Three doors
//! lead to it:
//!
//! - [`MockServer`] listens on a port of this machine;
//! - [`SharedService`] answers in memory, and carries the controls that every door has: other
//!   devices, clocks, tokens, faults, the journal;
//! - `wiremock` mounts it on a `wiremock::MockServer`, under mocks of your own (feature
//!   `wiremock`, on by default).
//!
//! How it behaves is the sum of its [quirks](quirk): named points at which servers differ. A
//! [`Profile`](quirk::Profile) chooses a value for each. What a value rests on stands beside it;
//! this project was built without access to Google.

mod auth;
mod clock;
mod dav;
mod explanation;
mod fault;
mod journal;
mod limits;
mod message;
mod method;
mod oauth;
mod prop;
pub mod quirk;
mod refusal;
mod reply;
mod route;
pub mod server;
mod service;
mod shared;
mod store;
mod vcard;
#[cfg(feature = "wiremock")]
pub mod wiremock;

pub use explanation::{Explanation, Fact, QuirkUse};
pub use fault::Fault;
pub use journal::{Exchange, Journal};
pub use limits::MAX_BODY;
pub use message::{Request, Response, Scheme};
pub use server::tls::{CertificateAuthority, CertificateFlaw, HostName, Tls};
pub use server::{MockBuilder, MockServer, StartError};
pub use service::{Answer, Service};
pub use shared::SharedService;
pub use store::{
    Client, ControlError, NotAPublicKey, NotARedirectUri, NotAScope, Scopes, Secret,
    ServiceAccount, World,
};
