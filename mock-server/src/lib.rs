//! A mock of Google's CardDAV server.

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
pub use server::{MockBuilder, MockServer, StartError};
pub use service::{Answer, Service};
pub use shared::SharedService;
pub use store::{
    Client, ControlError, NotAPublicKey, NotARedirectUri, NotAScope, Scopes, Secret,
    ServiceAccount, World,
};
