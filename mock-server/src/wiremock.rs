//! The `wiremock` door: Google's CardDAV mounted on a [`wiremock::MockServer`].
//!
//! [`SharedService`] implements [`Respond`]. Mount it with the lowest priority and layer mocks of
//! your own in front:
//!
//! ```
//! use cardproof_mock::MockServer;
//! use cardproof_mock::quirk::Profile;
//! use wiremock::matchers::{any, method};
//! use wiremock::{Mock, ResponseTemplate};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let _ = rustls::crypto::ring::default_provider().install_default();
//! let google = MockServer::builder()
//!     .profile(Profile::GoogleObserved)
//!     .share()?;
//! let server = wiremock::MockServer::start().await;
//!
//! // Google's CardDAV takes what nobody else takes.
//! Mock::given(any())
//!     .respond_with(google.clone())
//!     .with_priority(255)
//!     .mount(&server)
//!     .await;
//! // The first PROPFIND fails.
//! Mock::given(method("PROPFIND"))
//!     .respond_with(ResponseTemplate::new(503).insert_header("Retry-After", "1"))
//!     .up_to_n_times(1)
//!     .with_priority(1)
//!     .mount(&server)
//!     .await;
//!
//! let client = reqwest::Client::builder()
//!     .redirect(reqwest::redirect::Policy::none())
//!     .build()?;
//! let discover = || {
//!     client
//!         .request("PROPFIND".parse().unwrap(), server.uri() + "/.well-known/carddav")
//!         .bearer_auth(google.token().reveal())
//!         .send()
//! };
//! assert_eq!(discover().await?.status(), 503);
//! assert_eq!(discover().await?.status(), 301);
//! # Ok(())
//! # }
//! ```
//!
//! # Limits
//!
//! They are those of wiremock 0.6. Where they matter, use [`MockServer`](crate::MockServer).
//!
//! - The service sees the request target after wiremock has parsed it as a URL: `/a/../b` has
//!   become `/b`, `\` has become `/`, and `{` has become `%7B`.
//! - Every request counts as sent over HTTPS, and the journal says so. There is no TLS.
//! - Status, headers and body can fail, the connection cannot. Of the [faults](crate::Fault),
//!   errors and spoilt answers come out, and delay and silence before the first byte. For reset,
//!   truncation, dribble, a wrong Content-Length and anything in mid-body the answer is sent
//!   whole, and its explanation says so; before the change it is a 503.
//! - Bodies are not bounded, and wiremock keeps every request in memory for as long as its server
//!   lives, even with recording disabled.
//! - Requests are answered one after another. Dropping the server cuts off what is under way.
//! - Layer with `mount` and `up_to_n_times`, or with [`fault`](SharedService::fault), whose guard
//!   takes away what it put there. A mock from `mount_as_scoped` that has
//!   precedence over this one is not taken away when its guard is dropped: wiremock takes this
//!   one away instead, because it sorts its list while the guard remembers a position in it.

use std::time::Duration;

use ::wiremock::{Request as Received, Respond, ResponseTemplate};
use bytes::Bytes;
use url::Position;

use crate::fault::{Cut, Wire};
use crate::message::{Door, Request, Response, Scheme};
use crate::shared::SharedService;

/// Longer than any client waits.
const SILENCE: Duration = Duration::from_secs(24 * 60 * 60);

impl Respond for SharedService {
    fn respond(&self, received: &Received) -> ResponseTemplate {
        let answer = self.answer(&request(received));
        let template = template(answer.response);
        match answer.wire {
            Wire::Pause { at: Cut::Start, by } => template.set_delay(by),
            Wire::Silence { at: Cut::Start } => template.set_delay(SILENCE),
            _ => template,
        }
    }
}

fn request(received: &Received) -> Request {
    let target = &received.url[Position::BeforePath..Position::AfterQuery];
    Request {
        method: received.method.clone(),
        scheme: Scheme::StatedHttps,
        door: Door::Wiremock,
        target: target.to_owned(),
        headers: received.headers.clone(),
        body: Bytes::copy_from_slice(&received.body),
    }
}

fn template(response: Response) -> ResponseTemplate {
    let mut template = ResponseTemplate::new(response.status);
    for (name, value) in &response.headers {
        template = template.append_header(name, value);
    }
    if response.body.is_empty() {
        return template;
    }
    // The only one of wiremock's body setters that leaves Content-Type alone.
    template.set_body_bytes(response.body)
}
