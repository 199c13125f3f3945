//! A mock of Google's CardDAV server.

mod clock;
mod explanation;
mod fault;
mod journal;
mod message;
mod oauth;
pub mod quirk;
pub mod server;
mod service;
mod shared;
mod store;

pub use explanation::{Explanation, Fact, QuirkUse};
pub use fault::Fault;
pub use journal::{Exchange, Journal};
pub use message::{Request, Response, Scheme};
pub use server::{MockBuilder, MockServer, StartError};
pub use service::{Answer, Service};
pub use shared::SharedService;
pub use store::{
    Client, ControlError, NotAPublicKey, NotARedirectUri, NotAScope, Scopes, Secret,
    ServiceAccount, World,
};
