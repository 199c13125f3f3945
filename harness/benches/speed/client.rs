//! A client that costs as little as possible: one blocking socket, one request at a time.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustls::{ClientConfig, ClientConnection, StreamOwned};

/// How long an answer may take: the peers need seconds for ten thousand cards.
const PATIENCE: Duration = Duration::from_secs(120);

/// A keep-alive connection; a new one for each exchange where the server speaks HTTP/1.0.
pub(crate) struct Connection {
    socket: Box<dyn Socket>,
    buffer: Vec<u8>,
    address: SocketAddr,
    /// The server has closed it behind the last answer.
    closed: bool,
}

trait Socket: Read + Write {}

impl<S: Read + Write> Socket for S {}

impl Connection {
    /// Connects, with a bound on every later wait.
    pub(crate) fn open(address: SocketAddr) -> Self {
        Self {
            socket: Box::new(plain(address)),
            buffer: vec![0; 1 << 16],
            address,
            closed: false,
        }
    }

    /// Connects with TLS, to `localhost`.
    pub(crate) fn secured(address: SocketAddr, tls: Arc<ClientConfig>) -> Self {
        let socket = TcpStream::connect(address).expect("the server listens");
        socket.set_nodelay(true).expect("TCP_NODELAY");
        let name = "localhost".try_into().expect("a host name");
        let session = ClientConnection::new(tls, name).expect("a session");
        Self {
            socket: Box::new(StreamOwned::new(session, socket)),
            buffer: vec![0; 1 << 16],
            address,
            closed: false,
        }
    }

    /// Sends a request and gives the whole answer as text.
    pub(crate) fn text(&mut self, request: &[u8]) -> String {
        let (_, length) = self.exchange(request);
        String::from_utf8_lossy(&self.buffer[..length]).into_owned()
    }

    /// Sends a request and reads the whole answer; gives its status and length.
    pub(crate) fn exchange(&mut self, request: &[u8]) -> (u16, usize) {
        if self.closed {
            self.socket = Box::new(plain(self.address));
        }
        self.socket
            .write_all(request)
            .expect("the request is taken");
        let mut filled = 0;
        loop {
            if filled == self.buffer.len() {
                self.buffer.resize(filled * 2, 0);
            }
            let read = self
                .socket
                .read(&mut self.buffer[filled..])
                .expect("an answer");
            assert!(read > 0, "the server closed the connection");
            filled += read;
            if let Some((status, length)) = complete(&self.buffer[..filled]) {
                self.closed = self.buffer.starts_with(b"HTTP/1.0");
                return (status, length);
            }
        }
    }
}

fn plain(address: SocketAddr) -> TcpStream {
    let socket = TcpStream::connect(address).expect("the server listens");
    socket.set_nodelay(true).expect("TCP_NODELAY");
    socket.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    socket
}

/// Status and length of an answer, once all of it is there.
fn complete(bytes: &[u8]) -> Option<(u16, usize)> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).expect("a head in ASCII");
    let status = text.get(9..12)?.parse().expect("a status");
    let length = text
        .lines()
        .find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>())
        })
        .map_or(0, |length| length.expect("a length"));
    (bytes.len() >= head + length).then_some((status, head + length))
}

/// A request with its address and the status that it has to get.
#[derive(Clone)]
pub(crate) struct Load {
    /// Where to.
    pub(crate) address: SocketAddr,
    /// The bytes of the request.
    pub(crate) request: Vec<u8>,
    /// The status that each answer has to have.
    pub(crate) status: u16,
    /// What TLS is spoken with, if it is.
    pub(crate) tls: Option<Arc<ClientConfig>>,
}

impl Load {
    /// The median time of an exchange over one connection.
    pub(crate) fn median_latency(&self, exchanges: usize) -> Duration {
        let mut connection = self.connect();
        for _ in 0..exchanges / 10 {
            self.once(&mut connection);
        }
        let mut times: Vec<Duration> = (0..exchanges)
            .map(|_| {
                let begun = Instant::now();
                self.once(&mut connection);
                begun.elapsed()
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    }

    /// How long an answer is, with its head.
    pub(crate) fn answer_length(&self) -> usize {
        self.connect().exchange(&self.request).1
    }

    /// Exchanges a second over several connections.
    pub(crate) fn rate(&self, connections: usize, period: Duration) -> f64 {
        let stop = AtomicBool::new(false);
        let begun = Instant::now();
        let done: usize = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..connections)
                .map(|_| {
                    scope.spawn(|| {
                        let mut connection = self.connect();
                        let mut done = 0;
                        while !stop.load(Ordering::Relaxed) {
                            self.once(&mut connection);
                            done += 1;
                        }
                        done
                    })
                })
                .collect();
            std::thread::sleep(period);
            stop.store(true, Ordering::Relaxed);
            workers
                .into_iter()
                .map(|worker| worker.join().expect("a worker"))
                .sum()
        });
        done as f64 / begun.elapsed().as_secs_f64()
    }

    fn connect(&self) -> Connection {
        match &self.tls {
            Some(tls) => Connection::secured(self.address, Arc::clone(tls)),
            None => Connection::open(self.address),
        }
    }

    fn once(&self, connection: &mut Connection) {
        let (status, _) = connection.exchange(&self.request);
        assert_eq!(status, self.status, "the server answers what is measured");
    }
}
