//! A server that runs.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::accept;
use super::builder::{MockBuilder, StartError};
use super::turn::Desk;
use crate::shared::SharedService;

/// A mock of Google's CardDAV that listens on a port of this machine.
///
/// It has one account, whose bearer token is [`token`](SharedService::token). What a test does to
/// it from outside, such as moving its clock, are the methods of [`SharedService`], to which it
/// dereferences: a server is its service and a socket.
///
/// Dropping the server stops it; [`stop`](Self::stop) also waits for requests that are under way.
pub struct MockServer {
    address: SocketAddr,
    service: SharedService,
    /// Dropping it stops the server.
    stop: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl MockServer {
    /// What a server starts with, to be changed.
    pub fn builder() -> MockBuilder {
        MockBuilder::default()
    }

    /// Starts a server with the profile `google-documented` and an empty address book.
    ///
    /// # Errors
    /// When no port can be listened on.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    pub(super) async fn listen(address: SocketAddr, desk: Desk) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let service = desk.service.clone();
        let (stop, stopped) = watch::channel(());
        let task = tokio::spawn(accept::run(listener, desk, stopped));
        Ok(Self {
            address,
            service,
            stop,
            task,
        })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its base URL, without a slash at the end: `http://127.0.0.1:40731`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The service behind it, which lives on when the server has stopped.
    #[must_use]
    pub fn service(&self) -> SharedService {
        self.service.clone()
    }

    /// Takes no more connections, and waits until the requests that are under way have their
    /// answers, at most ten seconds.
    pub async fn stop(self) {
        let Self { stop, task, .. } = self;
        drop(stop);
        // It ends by itself; a panic in it has been reported where it happened.
        let _ = task.await;
    }
}

impl Deref for MockServer {
    type Target = SharedService;

    fn deref(&self) -> &SharedService {
        &self.service
    }
}

/// Only the address: neither the token nor the account.
impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
