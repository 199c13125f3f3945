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
//! # In five lines
//!
//! TLS, two cards, and thirty days later: the *sync token* is refused, the access token still works.
//!
//! ```
//! # use cardproof_mock::quirk::Profile;
//! # use cardproof_mock::{MockServer, Tls};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let _ = rustls::crypto::ring::default_provider().install_default();
//! let google = MockServer::builder().profile(Profile::GoogleObserved).tls(Tls::new()).start().await?;
//! google.create_card("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane\r\nEND:VCARD\r\n")?;
//! google.create_card("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roe;Rick;;;\r\nFN:Rick\r\nEND:VCARD\r\n")?;
//! let before = sync_token(&ask(&google, "PROPFIND", TOKEN_PLEASE.to_owned()).await?.text().await?);
//! google.advance(std::time::Duration::from_secs(30 * 24 * 60 * 60));
//!
//! assert!(ask(&google, "REPORT", since(&before)).await?.status().is_client_error());
//! assert_eq!(ask(&google, "PROPFIND", TOKEN_PLEASE.to_owned()).await?.status(), 207);
//! # Ok(())
//! # }
//!
//! // The client under test; here a few lines of reqwest, which trusts the server's authority.
//! async fn ask(google: &MockServer, method: &str, body: String) -> reqwest::Result<reqwest::Response> {
//!     let authority = google.certificate_authority().expect("made at start").pem();
//!     let client = reqwest::Client::builder()
//!         .tls_certs_only([reqwest::Certificate::from_pem(authority.as_bytes())?])
//!         .build()?;
//!     let book = "/carddav/v1/principals/user@example.com/lists/default/";
//!     client
//!         .request(method.parse().expect("a method"), google.url() + book)
//!         .bearer_auth(google.token().reveal())
//!         .header("Depth", "0")
//!         .body(body)
//!         .send()
//!         .await
//! }
//! const TOKEN_PLEASE: &str = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>";
//! fn sync_token(answer: &str) -> String {
//!     let (_, rest) = answer.split_once("sync-token>").expect("a sync token");
//!     rest.split('<').next().unwrap_or_default().to_owned()
//! }
//! fn since(token: &str) -> String {
//!     format!(
//!         "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token>\
//!          <sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
//!     )
//! }
//! ```
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
mod pacific;
mod period;
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
mod varint;
mod vcard;
mod window;
#[cfg(feature = "wiremock")]
pub mod wiremock;

pub use explanation::{Explanation, Fact, QuirkUse};
pub use fault::{
    BadFault, Cut, Each, ErrorAnswer, ErrorBody, Fault, FaultId, FaultKind, FaultRecord,
    NoOperation, Occasion, Operation, PRESETS, Phase, Preset, RetryAfter, Wire, WrittenFault,
    WrongLength, WrongPhase,
};
pub use journal::{Exchange, Journal, JournalFilter};
pub use limits::MAX_BODY;
pub use message::{Door, Request, Response, Scheme};
pub use period::Period;
pub use server::tls::{
    CertificateAuthority, CertificateError, CertificateFlaw, HostName, NotAHostName, Tls,
};
pub use server::{MockBuilder, MockServer, StartError};
pub use service::{Answer, SavedState, Service};
pub use shared::{AccountClock, ClockReading, FaultGuard, Follower, SharedService};
pub use state::{StateError, StateReport};
pub use store::{
    AccountSummary, CardSummary, Client, ClientKind, ClientSummary, ControlError, CtagAllowance,
    NotAPublicKey, NotARedirectUri, NotAScope, Project, RefreshTokenSummary, Scopes, Secret,
    ServiceAccount, ServiceAccountSummary, World,
};
