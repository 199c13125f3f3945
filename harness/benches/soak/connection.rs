//! A connection that survives what faults do to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A keep-alive connection, opened anew after each break.
pub(crate) struct Connection {
    address: SocketAddr,
    token: String,
    stream: Option<BufReader<TcpStream>>,
}

/// A whole answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Connection {
    pub(crate) const fn to(address: SocketAddr, token: String) -> Self {
        Self {
            address,
            token,
            stream: None,
        }
    }

    /// The answer, unless the connection broke before its end.
    pub(crate) fn ask(&mut self, method: &str, path: &str, body: &str) -> Option<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.open(),
        };
        let media = if method == "PUT" {
            "text/vcard"
        } else {
            "application/xml"
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer {}\r\nDepth: 0\r\n\
             Content-Type: {media}\r\nContent-Length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        stream.get_mut().write_all(request.as_bytes()).ok()?;
        let (reply, goes_on) = read(&mut stream)?;
        if goes_on {
            self.stream = Some(stream);
        }
        Some(reply)
    }

    fn open(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_nodelay(true).expect("TCP_NODELAY");
        let patience = Some(Duration::from_secs(10));
        stream.set_read_timeout(patience).expect("a time-out");
        BufReader::new(stream)
    }
}

/// An answer, and whether another may follow.
fn read(stream: &mut BufReader<TcpStream>) -> Option<(Reply, bool)> {
    let (mut status, mut length, mut goes_on) = (None, 0, true);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some((name, _)) if name.eq_ignore_ascii_case("connection") => goes_on = false,
            Some(_) => {}
            None => status = line.split(' ').nth(1).and_then(|code| code.parse().ok()),
        }
        if status.is_none() {
            status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    let status = status?;
    Some((Reply { status, body }, goes_on))
}
