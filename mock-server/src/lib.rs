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
//! What a test does in Rust it can also do over HTTP: [`MockServer`] has a control API under
//! `/__cardproof/`, described at `/__cardproof/openapi.json`.
//!
//! How it behaves is the sum of its [quirks](quirk): named points at which servers differ. A
//! [`Profile`](quirk::Profile) chooses a value for each. What a value rests on stands beside it;
//! this project was built without access to Google.
//!
//! # In memory
//!
//! The core alone needs no door. Time is an argument, ids come from a seed: two runs are equal byte
//! for byte. Every answer says why it is what it is.
//!
//! ```
//! use cardproof_mock::quirk::{Profile, Quirks};
//! use cardproof_mock::{Request, Service, World};
//! use http::{HeaderValue, Method, StatusCode, header};
//!
//! let quirks = Quirks::of(Profile::GoogleObserved);
//! let (world, token) = World::with_default_account(quirks, 1);
//! let mut service = Service::new(world);
//! let now = "2026-07-01T12:00:00Z".parse()?;
//!
//! // Discovery: PROPFIND on the well-known URI leads to the address book.
//! let bearer = HeaderValue::from_str(&format!("Bearer {}", token.reveal()))?;
//! let request = Request::new(Method::from_bytes(b"PROPFIND")?, "/.well-known/carddav")
//!     .with_header(header::AUTHORIZATION, bearer.clone());
//! let answer = service.answer(&request, now);
//! assert_eq!(answer.response.status, StatusCode::MOVED_PERMANENTLY);
//! let book = answer.response.headers[header::LOCATION].to_str()?;
//! assert_eq!(book, "/carddav/v1/principals/user@example.com/lists/default/");
//!
//! // GET is not what Google redirects, and the answer says so.
//! let request = Request::new(Method::GET, "/.well-known/carddav")
//!     .with_header(header::AUTHORIZATION, bearer);
//! let answer = service.answer(&request, now);
//! assert_eq!(answer.response.status, StatusCode::NOT_FOUND);
//! assert_eq!(answer.explanation.because, "only PROPFIND is redirected");
//! assert_eq!(answer.explanation.remedy.as_deref(), Some("send PROPFIND"));
//!
//! // Another device adds a card.
//! let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nEND:VCARD\r\n";
//! let href = service.world_mut().create_card(World::DEFAULT_ACCOUNT, card, now)?;
//! assert!(service.world().card(&href)?.contains("REV:2026-07-01T12:00:00Z"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
mod state;
mod store;
mod vcard;
mod window;
#[cfg(feature = "wiremock")]
pub mod wiremock;

pub use explanation::{Explanation, Fact, QuirkUse};
pub use fault::{
    BadFault, Cut, ErrorAnswer, ErrorBody, Fault, FaultId, FaultKind, FaultRecord, NoOperation,
    Occasion, Operation, PRESETS, Phase, Preset, RetryAfter, Wire, WrittenFault, WrongLength,
    WrongPhase,
};
pub use journal::{Exchange, Journal, JournalFilter};
pub use limits::MAX_BODY;
pub use message::{Door, Request, Response, Scheme};
pub use server::tls::{
    CertificateAuthority, CertificateError, CertificateFlaw, HostName, NotAHostName, Tls,
};
pub use server::{MockBuilder, MockServer, StartError};
pub use service::{Answer, SavedState, Service};
pub use shared::{ClockReading, FaultGuard, Follower, SharedService};
pub use state::{StateError, StateReport};
pub use store::{
    AccountSummary, CardSummary, Client, ControlError, CtagAllowance, NotAPublicKey,
    NotARedirectUri, NotAScope, Scopes, Secret, ServiceAccount, World,
};
