//! A mock with an address book of a given size, filled over the wire.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockBuilder, MockServer, Tls};
use rustls::{ClientConfig, RootCertStore};

use crate::client::{Connection, Load};
use crate::requests::Requests;
use crate::update;

/// A running mock and the requests that are measured on it.
pub(crate) struct Book {
    server: MockServer,
    requests: Requests,
    sync_token: String,
}

/// Where the mock has its address book under the profile `rfc`.
pub(crate) const PATH: &str = "/carddav/v1/principals/user@example.com/lists/default/";

impl Book {
    /// Starts a mock under the profile `rfc` and puts `cards` cards of about 600 bytes into it. The
    /// last ten come after the sync token that [`Self::delta`] sends.
    pub(crate) async fn filled(cards: usize) -> Self {
        let server = MockServer::builder()
            .profile(Profile::Rfc)
            .start()
            .await
            .expect("a mock");
        let requests = Requests {
            address: server.address(),
            path: PATH.to_owned(),
            suffix: "",
            authorization: Some(format!("Bearer {}", server.token().reveal())),
        };
        let mut book = Self {
            server,
            requests,
            sync_token: String::new(),
        };
        tokio::task::spawn_blocking(move || {
            let mut connection = Connection::open(book.server.address());
            book.put(&mut connection, 0..cards - 10);
            book.sync_token = book.requests.current_token(&mut connection);
            book.put(&mut connection, cards - 10..cards);
            book
        })
        .await
        .expect("the book is filled")
    }

    /// The requests that are measured.
    pub(crate) const fn requests(&self) -> &Requests {
        &self.requests
    }

    /// A sync-collection whose answer holds ten changes.
    pub(crate) fn delta(&self) -> Load {
        self.requests.sync(&self.sync_token)
    }

    /// A server with a copy of the world, which writes every change to a file.
    pub(crate) async fn with_state(&self, file: &Path) -> Self {
        let copy = MockServer::builder().fork_of(&self.server.service());
        self.copied(copy.state_file(file)).await
    }

    /// The requests to a server with a copy of the world that speaks TLS, and what to trust.
    pub(crate) async fn over_tls(&self) -> (Self, Arc<ClientConfig>) {
        let copy = MockServer::builder().fork_of(&self.server.service());
        let book = self.copied(copy.tls(Tls::default())).await;
        let authority = book.server.certificate_authority().expect("an authority");
        let mut roots = RootCertStore::empty();
        roots
            .add(authority.der().to_vec().into())
            .expect("a certificate");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS 1.3")
            .with_root_certificates(roots)
            .with_no_client_auth();
        (book, Arc::new(config))
    }

    async fn copied(&self, builder: MockBuilder) -> Self {
        let server = builder.start().await.expect("a mock");
        let requests = Requests {
            address: server.address(),
            ..self.requests.clone()
        };
        Self {
            server,
            requests,
            sync_token: self.sync_token.clone(),
        }
    }

    /// The median time of a PUT with If-Match, each with the ETag of the one before.
    pub(crate) fn update_latency(&self, exchanges: usize) -> Duration {
        update::latency(&self.requests, exchanges)
    }

    /// The median time of a copy of the whole world, of which each is thrown away.
    pub(crate) fn fork_time(&self) -> Duration {
        let mut times: Vec<Duration> = (0..101)
            .map(|_| {
                let begun = Instant::now();
                let fork = self.server.fork();
                let time = begun.elapsed();
                drop(fork);
                time
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    }

    fn put(&self, connection: &mut Connection, numbers: std::ops::Range<usize>) {
        for number in numbers {
            let name = self.requests.name(number);
            let request = self
                .requests
                .bytes("PUT", &name, "text/vcard", &card(number));
            assert_eq!(connection.exchange(&request).0, 201, "a card is created");
        }
    }
}

/// A card of about 600 bytes.
pub(crate) fn card(number: usize) -> String {
    let note = "A note that makes the card as long as cards are. ".repeat(9);
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Number {number};;;\r\nFN:Number {number} Example\r\n\
         UID:card-{number}\r\nEMAIL;TYPE=WORK:number{number}@example.com\r\nNOTE:{note}\r\nEND:VCARD\r\n"
    )
}
