//! What the authorization server keeps: who may do what, and for how long.
//!
//! Whatever is secret (ids and secrets of clients, codes, tokens) is kept as an [`Imprint`] only.

mod access_token;
mod adoption;
mod challenge;
mod client;
mod client_control;
mod control;
mod entries;
mod grant;
mod imprint;
mod project;
mod records;
mod redirect;
mod request;
mod scope;
mod service_account;
mod shelf;
mod summary;

pub use client::Client;
pub use project::Project;
pub use redirect::NotARedirectUri;
pub use scope::{NotAScope, Scopes};
pub use service_account::{NotAPublicKey, ServiceAccount, ServiceAccountSummary};
pub use summary::{ClientKind, ClientSummary, RefreshTokenSummary};

pub(crate) use access_token::AccessToken;
pub(crate) use challenge::Challenge;
pub(crate) use client::ClientSecret;
pub(crate) use grant::{Code, Grant, GrantNumber, RefreshEnd, RefreshToken};
pub(crate) use imprint::Imprint;
pub(crate) use records::Authority;
pub(crate) use redirect::RedirectUri;
pub(crate) use request::{AuthorizationRequest, Consent};
pub(crate) use service_account::SignatureCheck;

use super::Secret;
use adoption::Adopted;
use shelf::Shelf;
