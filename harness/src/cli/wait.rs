//! `cardproof wait`: until a server answers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use clap::Args;
use http::HeaderMap;
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::setting::Settings;
use super::{Console, Trouble};
use crate::exchange::{Authorization, Client, Exchange, Failure, Outgoing, Request};
use crate::run::Exit;
use crate::scenario::Device;

const EXAMPLES: &str = "\
Examples:
  cardproof wait https://127.0.0.1:8443/ --cacert ca.pem
  cardproof wait http://mock:8080/ --timeout 60

A server answers when any response comes but 502, 503 or 504, which is what proxies say for one
that does not. The file with the authority may appear while we wait.

Exit codes: 0 it answers; 2 wrong usage; 3 it did not in time, or shows a certificate that is not
trusted.

Flags can also be set by CARDPROOF_TIMEOUT and CARDPROOF_CACERT, and in the table [wait] of
cardproof.toml in the working folder.";

/// How long is waited where nobody says anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long one request may take: a server that starts may take it and never answer.
const ATTEMPT: Duration = Duration::from_secs(2);

/// How long is rested between two requests.
const REST: Duration = Duration::from_millis(50);

/// Wait until a server answers
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct WaitArguments {
    /// Where the server is
    #[arg(value_name = "URL")]
    url: String,
    /// How many seconds to wait at most [default: 30]
    #[arg(
        long,
        value_name = "SECONDS",
        env = "CARDPROOF_TIMEOUT",
        hide_env_values = true
    )]
    timeout: Option<Seconds>,
    /// A file with an authority (PEM) to trust beside those of the system
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_CACERT",
        hide_env_values = true
    )]
    cacert: Option<PathBuf>,
}

/// A number of seconds, perhaps with a fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seconds(pub(super) Duration);

impl std::str::FromStr for Seconds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number: f64 = text.parse().map_err(|_| "expected a number of seconds")?;
        Duration::try_from_secs_f64(number)
            .map(Self)
            .map_err(|_| "expected a number of seconds")
    }
}

/// Why the server was not seen to answer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum WaitError {
    /// The text is no URL that can be asked.
    #[error("`{url}` is no http or https URL")]
    NoUrl {
        /// As typed.
        url: String,
    },
    /// Somebody is there, and TLS does not come about. Waiting does not mend that.
    #[error(
        "no secure connection to {url}: {cause}\nIf it has an authority of its own: --cacert FILE"
    )]
    Untrusted {
        /// Where.
        url: Box<Url>,
        /// What TLS says.
        cause: String,
    },
    /// The time is over.
    #[error("{url} did not answer within {} s: {last}", .after.as_secs_f64())]
    Never {
        /// Where.
        url: Box<Url>,
        /// How long was waited.
        after: Duration,
        /// What went wrong last.
        last: String,
    },
}

impl From<WaitError> for Trouble {
    fn from(error: WaitError) -> Self {
        match error {
            WaitError::NoUrl { .. } => Self::usage(error),
            WaitError::Untrusted { .. } | WaitError::Never { .. } => Self::environment(error),
        }
    }
}

/// Waits until a server answers.
///
/// # Errors
/// When it does not in time, or what was typed is wrong.
pub fn wait(arguments: WaitArguments, console: &Console) -> Result<Exit, Trouble> {
    let file = Settings::of_folder("wait")?;
    let patience = file.either(arguments.timeout, "timeout")?;
    let cacert: Option<PathBuf> = file.either(arguments.cacert, "cacert")?;
    let url = parse(&arguments.url)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    let patience = patience.map_or(PATIENCE, |Seconds(patience)| patience);
    let status = runtime.block_on(until_answered(&url, patience, cacert.as_deref()))?;
    console
        .output()
        .text(&format!("{url} answers ({status})\n"));
    Ok(Exit::Success)
}

fn parse(text: &str) -> Result<Url, WaitError> {
    let url = Url::parse(text).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| WaitError::NoUrl {
        url: text.to_owned(),
    })
}

/// Asks until an answer comes; its status.
async fn until_answered(
    url: &Url,
    patience: Duration,
    cacert: Option<&Path>,
) -> Result<u16, WaitError> {
    let end = Instant::now() + patience;
    let mut authority = read(cacert);
    let mut client = trusting(&authority);
    loop {
        let last = match &client {
            Ok(client) => match ask(client, url, end).await {
                Ok(status) => return Ok(status),
                // A server that has just started writes the file anew.
                Err(Failure::Tls { cause, .. }) if read(cacert) == authority => {
                    let url = Box::new(url.clone());
                    return Err(WaitError::Untrusted { url, cause });
                }
                Err(failure) => failure.to_string(),
            },
            Err(problem) => problem.clone(),
        };
        if Instant::now() + REST >= end {
            return Err(WaitError::Never {
                url: Box::new(url.clone()),
                after: patience,
                last,
            });
        }
        sleep(REST).await;
        let present = read(cacert);
        if present != authority {
            authority = present;
            client = trusting(&authority);
        }
    }
}

/// Asks once. What a proxy says for a server that is not there is no answer.
async fn ask(client: &Client, url: &Url, end: Instant) -> Result<u16, Failure> {
    let outgoing = Outgoing {
        request: Request {
            method: "GET".to_owned(),
            url: url.to_string(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            raw: None,
        },
        authorization: Authorization::None,
        device: Device::Own,
    };
    let limit = ATTEMPT.min(end.saturating_duration_since(Instant::now()));
    let Exchange { outcome, .. } = timeout(limit, client.send(outgoing))
        .await
        .map_err(|_| Failure::Timeout(limit))?;
    match outcome?.status {
        status @ (502..=504) => Err(Failure::Broken {
            cause: format!("a proxy says {status}"),
        }),
        status => Ok(status),
    }
}

/// The authority's file, where one is named.
fn read(cacert: Option<&Path>) -> Result<Option<Vec<u8>>, String> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
    };
    cacert.map(read).transpose()
}

fn trusting(authority: &Result<Option<Vec<u8>>, String>) -> Result<Client, String> {
    match authority {
        Ok(None) => Ok(Client::new()),
        Ok(Some(pem)) => {
            Client::trusting(pem).map_err(|problem| format!("the authority's file: {problem}"))
        }
        Err(problem) => Err(problem.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use cardproof_mock::{ErrorBody, Fault, FaultKind, MockServer, Operation, Tls};
    use http::StatusCode;

    use super::*;

    const SHORT: Duration = Duration::from_millis(100);

    fn url(text: &str) -> Url {
        parse(text).unwrap()
    }

    #[tokio::test]
    async fn any_answer_will_do() {
        let server = MockServer::start().await.unwrap();
        let status = until_answered(&url(&server.url()), PATIENCE, None).await;
        assert_eq!(status, Ok(401));
    }

    #[tokio::test]
    async fn nobody_there_is_told_with_the_last_problem() {
        let gone = MockServer::start().await.unwrap();
        let url = url(&gone.url());
        gone.stop().await;
        let error = until_answered(&url, SHORT, None).await.unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("did not answer within 0.1 s: no connection to http://127.0.0.1:"),
            "{text}"
        );
        assert_eq!(Trouble::from(error).exit, Exit::NotJudged);
    }

    #[tokio::test]
    async fn an_authority_that_is_not_named_is_not_waited_for() {
        let server = MockServer::builder().tls(Tls::new()).start().await.unwrap();
        let url = url(&server.url());
        let error = until_answered(&url, PATIENCE, None).await.unwrap_err();
        assert!(matches!(error, WaitError::Untrusted { .. }), "{error}");
        assert!(error.to_string().contains("--cacert"), "{error}");
        assert_eq!(Trouble::from(error).exit, Exit::NotJudged);
    }

    #[tokio::test]
    async fn the_authoritys_file_may_appear_while_we_wait() {
        let server = MockServer::builder().tls(Tls::new()).start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let url = url(&server.url());
        let error = until_answered(&url, SHORT, Some(&path)).await.unwrap_err();
        assert!(
            error.to_string().contains("ca.pem cannot be read"),
            "{error}"
        );
        let waiting = until_answered(&url, PATIENCE, Some(&path));
        let writing = async {
            tokio::task::yield_now().await;
            let pem = server.certificate_authority().unwrap().pem();
            std::fs::write(&path, pem).unwrap();
        };
        assert_eq!(tokio::join!(waiting, writing).0, Ok(401));
    }

    #[tokio::test]
    async fn the_authoritys_file_of_an_earlier_server_may_be_there_still() {
        let [earlier, server] = [(); 2].map(|()| MockServer::builder().tls(Tls::new()).start());
        let (earlier, server) = (earlier.await.unwrap(), server.await.unwrap());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let write = |server: &MockServer| {
            std::fs::write(&path, server.certificate_authority().unwrap().pem()).unwrap();
        };
        write(&earlier);
        let url = url(&server.url());
        let error = until_answered(&url, PATIENCE, Some(&path)).await;
        assert!(matches!(error, Err(WaitError::Untrusted { .. })));
        let waiting = until_answered(&url, PATIENCE, Some(&path));
        let writing = async {
            tokio::task::yield_now().await;
            write(&server);
        };
        assert_eq!(tokio::join!(waiting, writing).0, Ok(401));
    }

    #[tokio::test]
    async fn what_a_proxy_says_for_another_is_no_answer() {
        let server = MockServer::start().await.unwrap();
        let unavailable = ErrorBody::Status(StatusCode::SERVICE_UNAVAILABLE);
        let unavailable = FaultKind::Status(unavailable.into());
        let _guard = server.fault(Fault::new(Operation::Any, unavailable));
        let error = until_answered(&url(&server.url()), SHORT, None).await;
        let error = error.unwrap_err().to_string();
        assert!(error.ends_with("a proxy says 503"), "{error}");
    }

    #[test]
    fn what_is_no_url_is_wrong_usage() {
        for text in ["mock", "ftp://mock/", "http://"] {
            let error = parse(text).unwrap_err();
            assert!(error.to_string().contains("no http or https URL"));
            assert_eq!(Trouble::from(error).exit, Exit::Usage);
        }
    }

    #[test]
    fn seconds_may_have_a_fraction_and_no_sign() {
        assert_eq!("0.5".parse(), Ok(Seconds(Duration::from_millis(500))));
        for text in ["-1", "soon", "NaN", "inf"] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }
}
