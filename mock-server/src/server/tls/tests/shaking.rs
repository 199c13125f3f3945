//! Handshakes in memory.

use std::io::{Read, Write};
use std::sync::Arc;

use jiff::Timestamp;
use rustls::crypto::ring;
use rustls::{
    ClientConfig, ClientConnection, ConnectionCommon, Error, RootCertStore, ServerConfig,
    ServerConnection, SideData,
};
use rustls_pki_types::CertificateDer;

use super::super::CertificateAuthority;

/// What both sides agreed on.
#[derive(Debug)]
pub(super) struct Agreed {
    pub(super) protocol: Option<Vec<u8>>,
    pub(super) version: rustls::ProtocolVersion,
}

/// A client that trusts one authority and nothing else.
pub(super) fn client(authority: &CertificateAuthority) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(authority.der().to_vec()))
        .unwrap();
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// Lets a client that wants `host` meet a server. An error is the client's.
pub(super) fn shake(
    client: ClientConfig,
    server: &Arc<ServerConfig>,
    host: &str,
) -> Result<Agreed, Error> {
    let host = host.to_owned().try_into().unwrap();
    let mut client = ClientConnection::new(Arc::new(client), host).unwrap();
    let mut server = ServerConnection::new(Arc::clone(server)).unwrap();
    while client.is_handshaking() || server.is_handshaking() {
        carry(&mut client, &mut server).ok();
        carry(&mut server, &mut client)?;
    }
    Ok(Agreed {
        protocol: client.alpn_protocol().map(<[u8]>::to_vec),
        version: client.protocol_version().unwrap(),
    })
}

/// Carries what one side has to say to the other.
fn carry<A: SideData, B: SideData>(
    from: &mut ConnectionCommon<A>,
    to: &mut ConnectionCommon<B>,
) -> Result<(), Error> {
    let mut bytes = Vec::new();
    while from.wants_write() {
        from.write_tls(&mut bytes).unwrap();
    }
    let mut bytes = bytes.as_slice();
    while !bytes.is_empty() {
        to.read_tls(&mut bytes).unwrap();
        to.process_new_packets()?;
    }
    Ok(())
}

/// Answers one client after another with the same bytes, over real sockets. The port.
pub(super) fn serve(config: Arc<ServerConfig>) -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream);
            // A client that refuses the certificate breaks off: nothing to be done here.
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            let _ = stream.flush();
        }
    });
    port
}

pub(super) fn now() -> Timestamp {
    Timestamp::now()
}
