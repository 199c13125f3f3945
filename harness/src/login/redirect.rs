//! Where the user's browser brings the answer: a port of this machine (RFC 8252 §7.3).

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use url::Url;

use super::{LoginError, Question};
use crate::exchange::Secret;

/// How much of a request is read: a browser's is smaller.
const LONGEST: usize = 16 * 1024;
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A port of this machine that waits for the browser.
#[derive(Debug)]
pub struct Redirect {
    listener: TcpListener,
    uri: String,
}

/// What a request brings.
enum Brought {
    /// The code.
    Code(Secret),
    /// A refusal: its error code.
    Denied(String),
    /// Something that does not belong to the question.
    Stranger,
}

impl Redirect {
    /// Listens on a free port, for this machine alone.
    ///
    /// # Errors
    /// When there is none.
    pub async fn listen() -> Result<Self, LoginError> {
        let failed = |error: std::io::Error| LoginError::Listen {
            cause: error.to_string(),
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self {
            listener,
            uri: format!("http://{address}/"),
        })
    }

    /// What the authorization server is to send the browser to.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The code that belongs to a question. Whatever else comes meanwhile, such as a request with
    /// another state, is turned away and ends nothing.
    ///
    /// # Errors
    /// When the user says no, or nobody comes in time.
    pub async fn code(&self, question: &Question, within: Duration) -> Result<Secret, LoginError> {
        let waited = timeout(within, self.answer(question)).await;
        waited.unwrap_or(Err(LoginError::NobodyCame { after: within }))
    }

    async fn answer(&self, question: &Question) -> Result<Secret, LoginError> {
        loop {
            let (mut stream, _) = match self.listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    return Err(LoginError::Listen {
                        cause: error.to_string(),
                    });
                }
            };
            let target = timeout(PATIENCE, target(&mut stream)).await;
            let target = target.ok().flatten().unwrap_or_default();
            let brought = self.read(&target, question);
            let (status, text) = match &brought {
                Brought::Code(_) => (
                    "200 OK",
                    "cardproof has the answer. You can close this page.",
                ),
                Brought::Denied(_) => ("200 OK", "No access was given. You can close this page."),
                Brought::Stranger => (
                    "400 Bad Request",
                    "This is no answer to what cardproof asked.",
                ),
            };
            // A browser that has gone meanwhile misses a sentence and nothing else.
            let _ = timeout(PATIENCE, reply(&mut stream, status, text)).await;
            match brought {
                Brought::Code(code) => return Ok(code),
                Brought::Denied(code) => return Err(LoginError::Denied { code }),
                Brought::Stranger => {}
            }
        }
    }

    fn read(&self, target: &str, question: &Question) -> Brought {
        let url = Url::parse(&self.uri).and_then(|base| base.join(target));
        let Some(url) = url.ok().filter(|url| url.path() == "/") else {
            return Brought::Stranger;
        };
        let value = |key: &str| {
            let mut pairs = url.query_pairs().filter(|(name, _)| name == key);
            let first = pairs.next().map(|(_, value)| value.into_owned());
            // Twice is as good as not at all: nobody knows which is meant.
            first.filter(|_| pairs.next().is_none())
        };
        if value("state").as_deref() != Some(question.state.as_str()) {
            return Brought::Stranger;
        }
        match (value("code"), value("error")) {
            (Some(code), None) if !code.is_empty() => Brought::Code(Secret::new(code)),
            (None, Some(error)) => Brought::Denied(word(&error)),
            _ => Brought::Stranger,
        }
    }
}

/// An error code is a word (RFC 6749 §4.1.2.1); anything else is not repeated.
fn word(error: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if error.len() <= 40 && !error.is_empty() && error.bytes().all(plain) {
        error.to_owned()
    } else {
        "an error that is no error code".to_owned()
    }
}

/// The target of a GET.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    let mut buffer = [0; 1024];
    while !read.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut buffer).await.ok()?;
        if count == 0 || read.len() > LONGEST {
            return None;
        }
        read.extend_from_slice(buffer.get(..count)?);
    }
    let head = String::from_utf8_lossy(&read).into_owned();
    let rest = head.lines().next()?.strip_prefix("GET ")?;
    rest.split(' ').next().map(str::to_owned)
}

async fn reply(stream: &mut TcpStream, status: &str, text: &str) -> std::io::Result<()> {
    let body = format!("<!DOCTYPE html>\n<title>cardproof</title>\n<p>{text}</p>\n");
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Consent;

    async fn asked() -> (Redirect, Question) {
        let redirect = Redirect::listen().await.unwrap();
        let consent = Consent {
            client_id: Some("me".to_owned()),
            ..Consent::google().unwrap()
        };
        let question = Question::new(&consent, redirect.uri()).unwrap();
        (redirect, question)
    }

    /// The status line that a browser sees.
    async fn visit(redirect: &Redirect, request: &str) -> String {
        let address = redirect.listener.local_addr().unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.lines().next().unwrap_or_default().to_owned()
    }

    fn get(target: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    }

    #[tokio::test]
    async fn only_an_answer_with_the_right_state_is_taken() {
        let (redirect, question) = asked().await;
        let state = &question.state;
        let wait = Duration::from_secs(60);
        let browser = async {
            for stranger in [
                get("/favicon.ico"),
                get("/?code=stolen"),
                get("/?code=stolen&state=other"),
                get(&format!("/?code=stolen&state={state}&state={state}")),
                get(&format!("/?state={state}")),
                get(&format!("/else?code=stolen&state={state}")),
                format!("POST /?code=stolen&state={state} HTTP/1.1\r\n\r\n"),
                "GET".to_owned(),
                "x".repeat(LONGEST * 2),
            ] {
                let status = visit(&redirect, &stranger).await;
                assert!(status != "HTTP/1.1 200 OK", "{stranger:?}: {status}");
            }
            visit(&redirect, &get(&format!("/?state={state}&code=4%2Fgood"))).await
        };
        let (code, status) = tokio::join!(redirect.code(&question, wait), browser);
        assert_eq!(code, Ok(Secret::new("4/good")));
        assert_eq!(status, "HTTP/1.1 200 OK");
    }

    #[tokio::test]
    async fn a_denial_ends_the_wait_with_its_word() {
        for (error, told) in [
            ("access_denied", "access_denied"),
            ("%3Cb%3E", "an error that is no error code"),
        ] {
            let (redirect, question) = asked().await;
            let target = format!("/?error={error}&state={}", question.state);
            let wait = Duration::from_secs(60);
            let (code, _) = tokio::join!(redirect.code(&question, wait), async {
                visit(&redirect, &get(&target)).await
            });
            let code = code.unwrap_err();
            assert_eq!(
                code,
                LoginError::Denied {
                    code: told.to_owned()
                }
            );
        }
    }

    #[tokio::test]
    async fn nobody_is_waited_for_for_ever() {
        let (redirect, question) = asked().await;
        let after = Duration::from_millis(20);
        let code = redirect.code(&question, after).await;
        assert_eq!(code, Err(LoginError::NobodyCame { after }));
    }
}
