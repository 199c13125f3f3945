//! A connection for one request and its answer.

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, split};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use url::Url;

use super::super::{Failure, Request, Response, TlsProblem};
use super::RawRequest;
use super::answer::read;

/// How a connection is made, and what it may cost.
pub(in super::super) struct Connection {
    /// For https.
    pub(in super::super) tls: Option<Arc<rustls::ClientConfig>>,
    /// How long it may take to get it.
    pub(in super::super) connect: Duration,
    /// How large the body of an answer may be.
    pub(in super::super) body: usize,
}

impl Connection {
    /// Sends a request as it is written and reads the answer. Nothing is followed or tried again.
    pub(in super::super) async fn exchange(
        &self,
        request: &Request,
        raw: &RawRequest,
    ) -> Result<Response, Failure> {
        let url = Url::parse(&raw.origin).map_err(|error| Failure::Unsendable {
            cause: error.to_string(),
        })?;
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or_default();
        let stream = timeout(self.connect, TcpStream::connect((host, port))).await;
        let stream = match stream {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return Err(no_connection(raw, &error)),
            Err(_) => return Err(Failure::Timeout(self.connect)),
        };
        // A request is one piece: there is nothing to collect.
        let _ = stream.set_nodelay(true);
        match &self.tls {
            None => self.converse(stream, request, raw).await,
            Some(config) => {
                let origin = raw.origin.clone();
                let name = ServerName::try_from(host.to_owned());
                let name = name.map_err(|error| Failure::Unsendable {
                    cause: error.to_string(),
                })?;
                let connecting = TlsConnector::from(config.clone()).connect(name, stream);
                match timeout(self.connect, connecting).await {
                    Ok(Ok(stream)) => self.converse(stream, request, raw).await,
                    Ok(Err(error)) => Err(insecure(origin, &error)),
                    Err(_) => Err(Failure::Timeout(self.connect)),
                }
            }
        }
    }

    /// A server may answer and hang up before it has read everything: what it says counts.
    async fn converse<S: AsyncRead + AsyncWrite>(
        &self,
        stream: S,
        request: &Request,
        raw: &RawRequest,
    ) -> Result<Response, Failure> {
        let (mut reader, mut writer) = split(stream);
        let bytes = raw.bytes(request);
        let writing = async {
            writer.write_all(&bytes).await?;
            writer.flush().await?;
            if raw.breaks_off(request.body.len()) {
                // Else both would wait for the rest.
                writer.shutdown().await?;
            }
            Ok::<(), std::io::Error>(())
        };
        let reading = read(&mut reader, &request.method, self.body);
        let (_, answer) = tokio::join!(writing, reading);
        answer
    }
}

fn insecure(origin: String, error: &std::io::Error) -> Failure {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref());
    Failure::Tls {
        origin,
        problem: tls.map_or(TlsProblem::Other, TlsProblem::of),
        cause: error.to_string(),
    }
}

fn no_connection(raw: &RawRequest, error: &std::io::Error) -> Failure {
    Failure::Connect {
        origin: raw.origin.clone(),
        cause: error.to_string(),
    }
}

#[cfg(test)]
#[path = "connection_tests.rs"]
mod tests;
