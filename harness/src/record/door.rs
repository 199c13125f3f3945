//! The door: a port of this machine behind which a server is.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use url::{Host, Url};

use super::RecordError;
use super::origins::Origins;
use super::relay::Relay;
use super::tape::Tape;
use super::visitor::attend;
use crate::exchange::Client;

/// How many connections there may be at a time.
const CONNECTIONS: usize = 256;
/// How long requests that are under way have at the end.
const GRACE: Duration = Duration::from_millis(800);
/// How long is rested where the system gives no connection.
const REST: Duration = Duration::from_millis(50);

/// Why a recording ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// There are as many exchanges as were asked for.
    Enough,
    /// Somebody else wanted the end.
    Told,
}

/// A door that is open.
#[derive(Debug)]
pub struct Door {
    listener: TcpListener,
    url: Url,
    relay: Arc<Relay>,
}

impl Door {
    /// Opens a door to a server, whose URL counts up to the host and port. Needs a tokio runtime.
    ///
    /// # Errors
    /// When nobody can listen on the address, or it is the server's own.
    pub async fn open(
        address: SocketAddr,
        (server, client): (Url, Client),
        tape: Arc<Tape>,
    ) -> Result<Self, RecordError> {
        let failed = |error: std::io::Error| RecordError::Address {
            address,
            cause: error.to_string(),
        };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let own = listener.local_addr().map_err(failed)?;
        let url = format!("http://{own}");
        let url: Url = url.parse().map_err(|error: url::ParseError| {
            let cause = error.to_string();
            RecordError::Address { address, cause }
        })?;
        if leads_to(&server, own) {
            let url = url.origin().ascii_serialization();
            return Err(RecordError::Itself { url });
        }
        let relay = Relay {
            client,
            origins: Origins::new(url.clone(), server),
            tape,
        };
        Ok(Self {
            listener,
            url,
            relay: Arc::new(relay),
        })
    }

    /// Where a client finds the door.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Answers clients until there are as many exchanges as are wanted, or until `told` ends. What
    /// is under way then is still answered.
    pub async fn serve(self, enough: Option<usize>, told: impl Future<Output = ()>) -> End {
        let (end, ending) = watch::channel(false);
        let mut kept = self.relay.tape.watch();
        let is_enough = async {
            match enough {
                Some(enough) => {
                    // The tape lives as long as the door.
                    let _ = kept.wait_for(|count| *count >= enough).await;
                }
                None => std::future::pending().await,
            }
        };
        let mut visitors = JoinSet::new();
        let why = tokio::select! {
            () = self.let_in(&mut visitors, ending) => End::Told,
            () = told => End::Told,
            () = is_enough => End::Enough,
        };
        // Nobody listens where nobody is connected.
        let _ = end.send(true);
        let all = async { while visitors.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(GRACE, all).await;
        why
    }

    async fn let_in(&self, visitors: &mut JoinSet<()>, ending: watch::Receiver<bool>) {
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        while let Ok(place) = places.clone().acquire_owned().await {
            match self.listener.accept().await {
                Ok((stream, _)) => {
                    let (relay, ending) = (self.relay.clone(), ending.clone());
                    visitors.spawn(async move {
                        attend(stream, relay, ending).await;
                        drop(place);
                    });
                }
                Err(_) => tokio::time::sleep(REST).await,
            }
            while visitors.try_join_next().is_some() {}
        }
    }
}

/// Whether a URL is that of an address of this machine: then a request would go round in circles.
fn leads_to(server: &Url, own: SocketAddr) -> bool {
    let is_here = match server.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback() || own.ip() == ip,
        Some(Host::Ipv6(ip)) => ip.is_loopback() || own.ip() == ip,
        None => false,
    };
    is_here && server.port_or_known_default() == Some(own.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_that_leads_to_itself_is_found() {
        let own: SocketAddr = "127.0.0.1:4000".parse().unwrap();
        let leads = |url: &str| leads_to(&url.parse().unwrap(), own);
        assert!(leads("http://localhost:4000/") && leads("http://127.0.0.1:4000"));
        assert!(leads("http://[::1]:4000/"));
        assert!(!leads("http://127.0.0.1:4001") && !leads("http://dav.example.com:4000"));
    }
}
