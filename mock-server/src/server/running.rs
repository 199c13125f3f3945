//! A server that runs.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::accept;
use super::builder::{MockBuilder, StartError};
use super::control;
use super::tls::{CertificateAuthority, CertificateFlaw, Tls, TlsSetup};
use super::turn::Desk;
use crate::journal::JournalFilter;
use crate::message::Scheme;
use crate::shared::SharedService;
use crate::state::StateReport;
use crate::store::Secret;

/// A mock of Google's CardDAV that listens on a port of this machine.
///
/// It has one account, whose bearer token is [`token`](SharedService::token). What a test does to
/// it from outside, such as moving its clock, are the methods of [`SharedService`], to which it
/// dereferences: a server is its service and a socket.
///
/// ```
/// use cardproof_mock::MockServer;
/// use cardproof_mock::quirk::Profile;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let _ = rustls::crypto::ring::default_provider().install_default();
/// let server = MockServer::builder()
///     .profile(Profile::GoogleObserved)
///     .quirk("update.if-match", "enforced")?
///     .start()
///     .await?;
/// // Another device creates a card.
/// let href = server.create_card(
///     "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n",
/// )?;
///
/// // The client under test finds the address book and lists it.
/// let client = reqwest::Client::builder()
///     .redirect(reqwest::redirect::Policy::none())
///     .build()?;
/// let propfind = |path: &str| {
///     client
///         .request("PROPFIND".parse().unwrap(), server.url() + path)
///         .bearer_auth(server.token().reveal())
///         .header("Depth", "1")
///         .body(r#"<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>"#)
///         .send()
/// };
/// let found = propfind("/.well-known/carddav").await?;
/// let listed = propfind(found.headers()["location"].to_str()?).await?;
/// assert_eq!(listed.status(), 207);
/// assert!(listed.text().await?.contains(&href));
///
/// // The journal knows why the server answered as it did.
/// let last = server.journal().pop().expect("two requests were answered");
/// println!("{}", last.explanation.because);
/// # server.stop().await;
/// # Ok(())
/// # }
/// ```
///
/// Dropping the server stops it; [`stop`](Self::stop) also waits for requests that are under way.
pub struct MockServer {
    address: SocketAddr,
    desk: Desk,
    /// Dropping it stops the server.
    stop: watch::Sender<()>,
    /// One for each socket.
    tasks: Vec<JoinHandle<()>>,
    state: Option<StateReport>,
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

    pub(super) async fn listen(
        address: SocketAddr,
        desk: Desk,
        state: Option<StateReport>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(());
        let task = tokio::spawn(accept::run(listener, desk.clone(), stopped));
        Ok(Self {
            address,
            desk,
            stop,
            tasks: vec![task],
            state,
        })
    }

    /// Listens on another socket too, where requests come in clear and are treated as such:
    /// everything is answered with 401 (google:AUTH-02). Returns its address.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn listen_in_clear(&mut self, address: SocketAddr) -> Result<SocketAddr, StartError> {
        let desk = Desk {
            scheme: Scheme::Http,
            tls: None,
            ..self.desk.clone()
        };
        self.listen_too(address, desk).await
    }

    /// Listens on another socket too, where certificates are shown that no client may accept. They
    /// come from this server's authority, or from one of their own where it has none. Returns the
    /// address of the socket.
    ///
    /// # Errors
    /// When the address cannot be listened on, or certificates cannot be made.
    pub async fn listen_with_flaw(
        &mut self,
        address: SocketAddr,
        flaw: CertificateFlaw,
    ) -> Result<SocketAddr, StartError> {
        let authority = self.authority().cloned();
        let tls = authority.map_or_else(Tls::new, Tls::by).with_flaw(flaw);
        let desk = Desk {
            scheme: Scheme::Https,
            tls: Some(TlsSetup::new(&tls, Timestamp::now())?),
            ..self.desk.clone()
        };
        self.listen_too(address, desk).await
    }

    async fn listen_too(
        &mut self,
        address: SocketAddr,
        desk: Desk,
    ) -> Result<SocketAddr, StartError> {
        let failed = |cause| StartError::Listen { address, cause };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let desk = Desk {
            control: desk.control.at(address),
            ..desk
        };
        self.serve_on(listener, desk);
        Ok(address)
    }

    fn serve_on(&mut self, listener: impl accept::Connections + 'static, desk: Desk) {
        let stopped = self.stop.subscribe();
        self.tasks
            .push(tokio::spawn(accept::run(listener, desk, stopped)));
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its base URL, without a slash at the end: `http://127.0.0.1:40731`.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = match self.desk.tls {
            Some(_) => "https",
            None => "http",
        };
        format!("{scheme}://{}", self.address)
    }

    /// The authority that vouches for it, for clients to trust. None in clear and with a
    /// certificate of one's own.
    #[must_use]
    pub fn certificate_authority(&self) -> Option<&CertificateAuthority> {
        self.authority().map(Arc::as_ref)
    }

    fn authority(&self) -> Option<&Arc<CertificateAuthority>> {
        self.desk.tls.as_ref()?.authority.as_ref()
    }

    /// What opens the control API under `/__cardproof/` where it is not open to this machine: on a
    /// server that others can reach, and under Google's host names. Another one for every server.
    #[must_use]
    pub fn admin_token(&self) -> &Secret {
        self.desk.control.gate.admin_token()
    }

    /// The exchanges that are wanted, oldest first, as a HTTP Archive (HAR 1.2) without secrets.
    #[must_use]
    pub fn journal_har(&self, filter: &JournalFilter) -> serde_json::Value {
        control::archive(&self.desk.service.journal_of(filter))
    }

    /// What describes the control API: its OpenAPI 3.1 document.
    #[must_use]
    pub fn openapi() -> serde_json::Value {
        control::openapi()
    }

    /// What the state file brought at start, where there is one.
    #[must_use]
    pub const fn state_report(&self) -> Option<StateReport> {
        self.state
    }

    /// The service behind it, which lives on when the server has stopped.
    #[must_use]
    pub fn service(&self) -> SharedService {
        self.desk.service.clone()
    }

    /// Takes no more connections, and waits until the requests that are under way have their
    /// answers, at most ten seconds.
    pub async fn stop(self) {
        let Self { stop, tasks, .. } = self;
        drop(stop);
        for task in tasks {
            // It ends by itself; a panic in it has been reported where it happened.
            let _ = task.await;
        }
    }
}

impl Deref for MockServer {
    type Target = SharedService;

    fn deref(&self) -> &SharedService {
        &self.desk.service
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    /// A listener that cannot accept for a while: no file descriptor is free.
    struct Exhausted {
        listener: TcpListener,
        left: Arc<AtomicU32>,
    }

    impl accept::Connections for Exhausted {
        async fn next(&self) -> io::Result<TcpStream> {
            const TOO_MANY_OPEN_FILES: i32 = 24;
            let take = |left: u32| left.checked_sub(1);
            let failed = self
                .left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take);
            match failed {
                Ok(_) => Err(io::Error::from_raw_os_error(TOO_MANY_OPEN_FILES)),
                Err(_) => self.listener.next().await,
            }
        }
    }

    #[tokio::test]
    async fn a_server_that_could_not_accept_for_a_while_goes_on_afterwards() {
        let mut server = MockServer::start().await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let left = Arc::new(AtomicU32::new(3));
        let exhausted = Exhausted {
            listener,
            left: left.clone(),
        };
        let desk = server.desk.clone();
        server.serve_on(exhausted, desk);
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        assert_eq!(left.load(Ordering::SeqCst), 0);
    }
}
