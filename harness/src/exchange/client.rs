//! The only HTTP client: HTTP/1.1, no redirects, no decompression, bounded answers.

use std::error::Error as StdError;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http::header::{AUTHORIZATION, USER_AGENT};
use http::{HeaderValue, Method};
use reqwest::redirect::Policy;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::raw::Connection;
use super::{Authorization, Exchange, Failure, RawRequest, Request, Response, TlsProblem};
use crate::scenario::Device;

/// How long one request may take, from the first byte sent to the last byte received.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long it may take to get a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// How much of an answer is read: enough for a listing of 100,000 cards.
pub const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// What a client sends: a request, and beside it the credentials, which never become part of the
/// record.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The request, as it will be recorded.
    pub request: Request,
    /// The credentials.
    pub authorization: Authorization,
    /// As which client; each has connections and a `User-Agent` of its own.
    pub device: Device,
}

/// The HTTP client of a run.
#[derive(Debug)]
pub struct Client {
    limits: Limits,
    trust: Trust,
    plain: OnceLock<Devices>,
    secure: OnceLock<Devices>,
    /// For requests that are sent byte for byte.
    tls: OnceLock<Arc<rustls::ClientConfig>>,
}

/// Whose certificates are good.
#[derive(Clone, Debug)]
enum Trust {
    /// Those of the system's authorities, and of these.
    SystemAnd(Vec<CertificateDer<'static>>),
    /// Those of these authorities and of nobody else; the system's are not even read.
    Only(rustls::RootCertStore),
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    timeout: Duration,
    connect: Duration,
    body: usize,
}

#[derive(Clone, Debug)]
struct Devices {
    own: reqwest::Client,
    other: reqwest::Client,
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// A client. Nothing is set up before the first request: the system's certificates are read
    /// only for a target that is reached by https.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            limits: Limits {
                timeout: TIMEOUT,
                connect: CONNECT_TIMEOUT,
                body: BODY_LIMIT,
            },
            trust: Trust::SystemAnd(Vec::new()),
            plain: OnceLock::new(),
            secure: OnceLock::new(),
            tls: OnceLock::new(),
        }
    }

    /// Trusts these certificates (PEM) beside those of the system.
    ///
    /// # Errors
    /// When there is no certificate in the text, or one that cannot be read.
    pub fn trusting(pem: &[u8]) -> Result<Self, String> {
        let trusted = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        let trusted = trusted.map_err(|error| error.to_string())?;
        if trusted.is_empty() {
            return Err("there is no certificate in it".to_owned());
        }
        Ok(Self {
            trust: Trust::SystemAnd(trusted),
            ..Self::new()
        })
    }

    /// Trusts one authority (DER) and nobody else, and goes through no proxy: for a server of our
    /// own.
    ///
    /// # Errors
    /// When it is no certificate.
    pub fn trusting_only(authority: &[u8]) -> Result<Self, String> {
        let mut roots = rustls::RootCertStore::empty();
        let authority = CertificateDer::from_slice(authority);
        let added = roots.add(authority.into_owned());
        added.map_err(|error| error.to_string())?;
        Ok(Self {
            trust: Trust::Only(roots),
            ..Self::new()
        })
    }

    /// The same with connections of its own.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self {
            limits: self.limits,
            trust: self.trust.clone(),
            ..Self::new()
        }
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, outgoing: Outgoing) -> Exchange {
        let Outgoing {
            mut request,
            authorization,
            device,
        } = outgoing;
        if request.raw.is_some() {
            return self.send_raw(request, &authorization, device).await;
        }
        request.headers.remove(AUTHORIZATION);
        if !request.headers.contains_key(USER_AGENT) {
            request.headers.insert(USER_AGENT, user_agent(device));
        }
        let began = Instant::now();
        let outcome = self.exchange(&request, &authorization, device).await;
        Exchange {
            request,
            outcome,
            elapsed: began.elapsed(),
        }
    }

    /// Sends a request byte for byte, on a connection of its own.
    async fn send_raw(
        &self,
        mut request: Request,
        authorization: &Authorization,
        device: Device,
    ) -> Exchange {
        let began = Instant::now();
        let agent = user_agent(device);
        let agent = agent.to_str().unwrap_or_default();
        let credentials = authorization.value();
        let mut raw = request.raw.take();
        let outcome = match &mut raw {
            Some(raw) => {
                raw.complete(request.body.len(), (agent, credentials.as_ref()));
                self.exchange_raw(&request, raw).await
            }
            None => Err(Failure::Unsendable {
                cause: "nothing says how it is written".to_owned(),
            }),
        };
        request.raw = raw;
        Exchange {
            request,
            outcome,
            elapsed: began.elapsed(),
        }
    }

    async fn exchange_raw(&self, request: &Request, raw: &RawRequest) -> Result<Response, Failure> {
        let tls = match raw.origin.starts_with("https:") {
            true => Some(self.tls()?),
            false => None,
        };
        let connection = Connection {
            tls,
            connect: self.limits.connect,
            body: self.limits.body,
        };
        let exchange = connection.exchange(request, raw);
        let exchange = tokio::time::timeout(self.limits.timeout, exchange).await;
        exchange.unwrap_or(Err(Failure::Timeout(self.limits.timeout)))
    }

    fn tls(&self) -> Result<Arc<rustls::ClientConfig>, Failure> {
        if let Some(config) = self.tls.get() {
            return Ok(config.clone());
        }
        let config = match &self.trust {
            Trust::SystemAnd(trusted) => trusting_system_and(trusted.clone()),
            Trust::Only(roots) => trusting(roots.clone()),
        };
        let mut config = config.map_err(|error| Failure::Unsendable {
            cause: error.to_string(),
        })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(self.tls.get_or_init(|| Arc::new(config)).clone())
    }

    async fn exchange(
        &self,
        request: &Request,
        authorization: &Authorization,
        device: Device,
    ) -> Result<Response, Failure> {
        let unsendable = |cause: String| Failure::Unsendable { cause };
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|error| unsendable(error.to_string()))?;
        let url = url::Url::parse(&request.url).map_err(|error| unsendable(error.to_string()))?;
        let origin = url.origin().ascii_serialization();
        let mut headers = request.headers.clone();
        if let Some(value) = authorization.header().map_err(unsendable)? {
            headers.insert(AUTHORIZATION, value);
        }
        let client = self.of(url.scheme(), device)?;
        let sending = client
            .request(method, url)
            .headers(headers)
            .body(request.body.clone());
        let answer = sending
            .send()
            .await
            .map_err(|error| self.failure(&error, &origin))?;
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let body = self.body(answer, &origin).await?;
        Ok(Response {
            status,
            headers,
            body,
            foreign: 0,
        })
    }

    async fn body(&self, mut answer: reqwest::Response, origin: &str) -> Result<Bytes, Failure> {
        let limit = self.limits.body;
        let mut body = BytesMut::new();
        while let Some(chunk) = answer
            .chunk()
            .await
            .map_err(|error| self.failure(&error, origin))?
        {
            if body.len() + chunk.len() > limit {
                return Err(Failure::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    fn of(&self, scheme: &str, device: Device) -> Result<reqwest::Client, Failure> {
        let is_secure = scheme == "https";
        let cell = if is_secure { &self.secure } else { &self.plain };
        let devices = match cell.get() {
            Some(devices) => devices,
            None => {
                let built = match &self.trust {
                    Trust::SystemAnd(trusted) if is_secure => Devices::secure(self.limits, trusted),
                    Trust::SystemAnd(_) => {
                        Devices::own(self.limits, &rustls::RootCertStore::empty())
                    }
                    Trust::Only(roots) => Devices::own(self.limits, roots),
                };
                let built = built.map_err(|error| Failure::Unsendable {
                    cause: innermost(&error),
                })?;
                cell.get_or_init(|| built)
            }
        };
        Ok(match device {
            Device::Own => devices.own.clone(),
            Device::Other => devices.other.clone(),
        })
    }

    fn failure(&self, error: &reqwest::Error, origin: &str) -> Failure {
        let origin = origin.to_owned();
        if error.is_timeout() {
            return Failure::Timeout(self.limits.timeout);
        }
        if let Some(tls) = tls_error(error) {
            return Failure::Tls {
                origin,
                problem: TlsProblem::of(tls),
                cause: tls.to_string(),
            };
        }
        let cause = innermost(error);
        if error.is_connect() {
            Failure::Connect { origin, cause }
        } else if error.is_builder() {
            Failure::Unsendable { cause }
        } else {
            Failure::Broken { cause }
        }
    }
}

impl Devices {
    /// With no authorities but these: none of the system's is read.
    fn own(limits: Limits, roots: &rustls::RootCertStore) -> reqwest::Result<Self> {
        let tls = trusting(roots.clone());
        let base = || limits.builder().no_proxy();
        // Without a configuration reqwest would make one, with the system's certificates.
        let build = || match &tls {
            Ok(config) => base().tls_backend_preconfigured(config.clone()).build(),
            Err(_) => base().build(),
        };
        Ok(Self {
            own: build()?,
            other: build()?,
        })
    }

    /// With TLS, the system's certificates and some more.
    fn secure(limits: Limits, trusted: &[CertificateDer<'_>]) -> reqwest::Result<Self> {
        // Another part of the process may have installed the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let trusted = trusted.iter();
        let trusted = trusted.map(|der| reqwest::Certificate::from_der(der));
        let trusted: Vec<_> = trusted.collect::<reqwest::Result<_>>()?;
        let build = || {
            let builder = limits.builder();
            let trusted = trusted.iter().cloned();
            builder.tls_certs_merge(trusted).build()
        };
        Ok(Self {
            own: build()?,
            other: build()?,
        })
    }
}

impl Limits {
    fn builder(self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
            .redirect(Policy::none())
            .http1_only()
            .referer(false)
            .timeout(self.timeout)
            .connect_timeout(self.connect)
    }
}

/// TLS with these authorities and no others.
fn trusting(roots: rustls::RootCertStore) -> Result<rustls::ClientConfig, rustls::Error> {
    let builder = tls_builder()?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// TLS with the authorities of the system and some more, as other requests have it.
fn trusting_system_and(
    trusted: Vec<CertificateDer<'static>>,
) -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(trusted, provider)?;
    let builder = tls_builder()?.dangerous();
    let builder = builder.with_custom_certificate_verifier(Arc::new(verifier));
    Ok(builder.with_no_client_auth())
}

fn tls_builder()
-> Result<rustls::ConfigBuilder<rustls::ClientConfig, rustls::WantsVerifier>, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()
}

/// What a client calls itself.
fn user_agent(device: Device) -> HeaderValue {
    HeaderValue::from_static(match device {
        Device::Own => concat!("cardproof/", env!("CARGO_PKG_VERSION")),
        Device::Other => concat!("cardproof/", env!("CARGO_PKG_VERSION"), " (other device)"),
    })
}

/// What the deepest cause says: the others only repeat the URL.
fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut deepest = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// What TLS says, if it was TLS. The library hides its errors inside of those of the system.
fn tls_error<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(tls);
    }
    let hidden = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref)
        .map(|inner| inner as &(dyn StdError + 'static));
    hidden.or_else(|| error.source()).and_then(tls_error)
}

#[cfg(test)]
#[path = "client/tests.rs"]
mod tests;
