//! The head of a request, as a client wrote it.

use crate::exchange::Secret;

/// How many fields a request may have.
const FIELDS: usize = 256;

/// The head of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The method.
    pub(super) method: String,
    /// The request target, as it stands in the request line.
    pub(super) target: String,
    /// The fields, in order: name and value as they were written. Any of them may be a secret.
    pub(super) fields: Vec<(String, Secret)>,
    /// Whether it is HTTP/1.1, in which connections stay open.
    pub(super) stays_open: bool,
}

/// How long the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// So many bytes.
    Known(usize),
    /// Each piece says so itself.
    Chunked,
}

/// Why a request is not passed on. The client's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadRequest {
    #[error("this is no HTTP/1.1: {0}")]
    NotHttp(String),
    #[error("a header field is no UTF-8")]
    NotUtf8,
    #[error(
        "this door leads to one server: send requests as to that server (`GET /path`), and do not use it as \
         an HTTP proxy"
    )]
    Proxy,
    #[error("nobody can tell how long the body is")]
    Length,
    #[error("the body broke off: {0}")]
    Broken(String),
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
}

impl BadRequest {
    pub(super) const fn status(&self) -> u16 {
        match self {
            Self::TooLarge(_) => 413,
            _ => 400,
        }
    }
}

impl Head {
    /// The head at the beginning of some bytes, and how long it is; `None` where more has to come.
    pub(super) fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, BadRequest> {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        let parsed = request.parse(bytes);
        let parsed = parsed.map_err(|error| BadRequest::NotHttp(error.to_string()))?;
        let httparse::Status::Complete(length) = parsed else {
            return Ok(None);
        };
        let fields = request.headers.iter().map(|field| {
            let value = std::str::from_utf8(field.value).map_err(|_| BadRequest::NotUtf8)?;
            Ok((field.name.to_owned(), Secret::new(value)))
        });
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let head = Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            fields,
            stays_open: request.version == Some(1),
        };
        if !head.target.starts_with('/') && head.target != "*" {
            return Err(BadRequest::Proxy);
        }
        Ok(Some((head, length)))
    }

    /// The values of the fields of a name.
    pub(super) fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        let fields = self.fields.iter();
        let fields = fields.filter(move |(own, _)| own.eq_ignore_ascii_case(name));
        fields.map(|(_, value)| value.expose().trim())
    }

    /// Whether a field of a name holds a word.
    pub(super) fn says(&self, name: &str, word: &str) -> bool {
        let mut words = self.values(name).flat_map(|value| value.split(','));
        words.any(|own| own.trim().eq_ignore_ascii_case(word))
    }

    /// How long the body is (RFC 9112 §6.3).
    pub(super) fn length(&self) -> Result<Length, BadRequest> {
        let mut lengths = self.values("Content-Length");
        let coding: Vec<&str> = self.values("Transfer-Encoding").collect();
        match (coding.as_slice(), lengths.next(), lengths.next()) {
            ([], None, _) => Ok(Length::Known(0)),
            ([], Some(length), None) => {
                let length = length.parse().map_err(|_| BadRequest::Length)?;
                Ok(Length::Known(length))
            }
            ([only], None, _) if only.eq_ignore_ascii_case("chunked") => Ok(Length::Chunked),
            _ => Err(BadRequest::Length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(fields: &str) -> Head {
        let text = format!("PUT /a/../b HTTP/1.1\r\n{fields}\r\n");
        Head::read(text.as_bytes()).unwrap().unwrap().0
    }

    #[test]
    fn a_head_is_kept_as_it_was_written() {
        let head = head("HOST: x\r\nconnection: Keep-Alive, close\r\n");
        assert_eq!(
            (head.method.as_str(), head.target.as_str()),
            ("PUT", "/a/../b")
        );
        assert_eq!(head.fields[0].0, "HOST");
        assert!(head.stays_open && head.says("Connection", "close"));
        assert_eq!(Head::read(b"GET / HTTP/1.1\r\nHo"), Ok(None));
    }

    #[test]
    fn the_length_of_a_body_is_known_or_the_request_refused() {
        for (fields, length) in [
            ("", Ok(Length::Known(0))),
            ("Content-Length: 12\r\n", Ok(Length::Known(12))),
            ("Transfer-Encoding: Chunked\r\n", Ok(Length::Chunked)),
            ("Content-Length: twelve\r\n", Err(BadRequest::Length)),
            (
                "Content-Length: 1\r\nContent-Length: 2\r\n",
                Err(BadRequest::Length),
            ),
            (
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                Err(BadRequest::Length),
            ),
        ] {
            assert_eq!(head(fields).length(), length, "{fields}");
        }
    }

    #[test]
    fn what_is_no_request_to_the_server_is_refused() {
        assert!(matches!(
            Head::read(b"\x16\x03\x01\r\n\r\n"),
            Err(BadRequest::NotHttp(_))
        ));
        let proxied = b"GET http://dav.example.com/ HTTP/1.1\r\n\r\n";
        assert_eq!(Head::read(proxied), Err(BadRequest::Proxy));
        let latin = b"GET / HTTP/1.1\r\nX: \xe9\r\n\r\n";
        assert_eq!(Head::read(latin), Err(BadRequest::NotUtf8));
        assert_eq!(BadRequest::TooLarge(1).status(), 413);
        assert_eq!(BadRequest::Proxy.status(), 400);
    }
}
