//! The yardstick: a bare hyper server that answers everything with the same body.

use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;

/// A body of a kilobyte.
pub(crate) const KILOBYTE: usize = 1024;

/// Starts the server on a port that the system chooses, with a body of so many bytes; it lives as
/// long as the runtime.
pub(crate) async fn start(length: usize) -> SocketAddr {
    let body = Bytes::from(vec![b'x'; length]);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).expect("TCP_NODELAY");
            let body = body.clone();
            tokio::spawn(async move {
                let service = service_fn(|_| {
                    let response = http::Response::new(Full::new(body.clone()));
                    async { Ok::<_, Infallible>(response) }
                });
                let builder = auto::Builder::new(TokioExecutor::new());
                // A connection that the client ends is no error here.
                builder
                    .serve_connection(TokioIo::new(stream), service)
                    .await
                    .ok();
            });
        }
    });
    address
}
