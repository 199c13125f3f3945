//! Takes connections until told to stop.

use std::io;
use std::sync::Arc;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

use super::limits::{ACCEPT_REST, MAX_HEAD, MAX_STREAMS, STOP_PATIENCE};
use super::line::{Line, Socket};
use super::turn::Desk;

/// Where connections come from.
pub(super) trait Connections: Send {
    /// The next connection.
    fn next(&self) -> impl Future<Output = io::Result<TcpStream>> + Send;
}

impl Connections for TcpListener {
    async fn next(&self) -> io::Result<TcpStream> {
        Ok(self.accept().await?.0)
    }
}

/// Serves every connection until `stop` changes or its sender is gone, then lets the requests
/// that are under way end.
pub(super) async fn run(listener: impl Connections, desk: Desk, mut stop: watch::Receiver<()>) {
    let front = Arc::new(front(&desk));
    let open = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.next() => match accepted {
                Ok(stream) => {
                    let connection = Connection {
                        front: Arc::clone(&front),
                        desk: desk.clone(),
                        stop: stop.clone(),
                    };
                    connections.spawn(connection.serve(stream, open.watcher()));
                }
                // Too many open files, a client that is gone already: neither is a reason to end.
                Err(_) => sleep(ACCEPT_REST).await,
            },
            Some(_) = connections.join_next() => {}
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    // Whoever is still at it after that is cut off with the set of connections.
    let _ = timeout(STOP_PATIENCE, open.shutdown()).await;
}

fn front(desk: &Desk) -> auto::Builder<TokioExecutor> {
    let mut front = auto::Builder::new(TokioExecutor::new());
    front
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(desk.patience)
        .max_buf_size(MAX_HEAD);
    front
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(desk.patience)
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(MAX_HEAD as u32);
    front
}

/// What serving one connection takes.
struct Connection {
    front: Arc<auto::Builder<TokioExecutor>>,
    desk: Desk,
    stop: watch::Receiver<()>,
}

impl Connection {
    async fn serve(mut self, stream: TcpStream, watcher: Watcher) {
        // Without it a small answer waits for the client's delayed acknowledgement. A socket that
        // refuses the option still works.
        let _ = stream.set_nodelay(true);
        if !self.speaks(&stream).await {
            return;
        }
        let Some(tls) = &self.desk.tls else {
            return self.exchange(Box::new(stream), watcher).await;
        };
        let handshake = TlsAcceptor::from(Arc::clone(&tls.config)).accept(stream);
        if let Some(stream) = self.shake(handshake).await {
            self.exchange(Box::new(stream), watcher).await;
        }
    }

    /// Serves the requests of a connection. One that breaks is the client's affair.
    async fn exchange(self, stream: Box<dyn Socket>, watcher: Watcher) {
        let Self { front, desk, stop } = self;
        let patience = desk.patience;
        let line = Line::new(stream);
        let turns = line.clone();
        let connection = front.serve_connection(
            TokioIo::new(line.clone()),
            service_fn(move |request| desk.clone().serve(request, turns.clone(), stop.clone())),
        );
        let _ = watcher.watch(connection).await;
        if let Some((stream, breakage)) = line.broken_off() {
            let _ = timeout(patience, breakage.carry_out(stream)).await;
        }
    }

    /// Waits for the handshake, and for what the client says after it.
    async fn shake(&mut self, handshake: Accept<TcpStream>) -> Option<TlsStream<TcpStream>> {
        let mut stream = tokio::select! {
            shaken = timeout(self.desk.patience, handshake) => shaken.ok()?.ok()?,
            _ = self.stop.changed() => return None,
        };
        let (plain, tls) = stream.get_mut();
        // What came along with the end of the handshake waits in rustls and no more in the socket.
        let came_along = tls.process_new_packets().ok()?.plaintext_bytes_to_read() > 0;
        (came_along || self.speaks(plain).await).then_some(stream)
    }

    /// Whether the client says anything before patience or the server ends.
    async fn speaks(&mut self, stream: &TcpStream) -> bool {
        let mut first = [0];
        tokio::select! {
            peeked = timeout(self.desk.patience, stream.peek(&mut first)) => {
                matches!(peeked, Ok(Ok(1)))
            }
            _ = self.stop.changed() => false,
        }
    }
}
