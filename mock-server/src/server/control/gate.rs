//! Who may ask.
//!
//! A page of another site must not reach the control API through the browser of the person who
//! runs the server, also not with a host name of its own that leads here (DNS rebinding). A client
//! under test that believes to talk to Google must not meet it either.

use std::net::IpAddr;

use http::header::{AUTHORIZATION, HOST, ORIGIN, WWW_AUTHENTICATE};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::problem::Problem;
use crate::server::tls::{GOOGLES, HostName};
use crate::store::{Secret, scramble};

/// Decides who may ask.
pub(in crate::server) struct Gate {
    /// What opens the control API where it is not open to the machine itself.
    admin: Secret,
    /// The names of the server beside those that every machine has for itself.
    names: Vec<HostName>,
}

/// Where a request on a control path goes.
#[derive(Debug)]
pub(super) enum Passage {
    /// To the control API.
    Control,
    /// To the service, like any other request.
    Service,
    /// Nowhere.
    Refused(Box<Problem>),
}

impl Gate {
    /// A gate for a server of these names, with an admin token from the system's chance.
    pub(in crate::server) fn new(names: Vec<HostName>) -> Self {
        Self {
            admin: new_admin_token(),
            names,
        }
    }

    /// What opens it everywhere.
    pub(in crate::server) const fn admin_token(&self) -> &Secret {
        &self.admin
    }

    /// Decides about a request on a control path; `is_local` tells whether only this machine can
    /// reach the socket.
    pub(super) fn judge(&self, headers: &HeaderMap, is_local: bool) -> Passage {
        let Some(host) = host(headers) else {
            return refuse(foreign_host("there is no Host that can be read"));
        };
        if is_googles(host.host()) {
            return if self.is_admin(headers) {
                Passage::Control
            } else {
                Passage::Service
            };
        }
        if !self.knows(host.host()) {
            return refuse(foreign_host("the Host is no name of this server"));
        }
        if is_from_elsewhere(headers, &host) {
            return refuse(foreign_origin());
        }
        if !is_local && !self.is_admin(headers) {
            return refuse(no_token());
        }
        Passage::Control
    }

    /// Whether a host is an address, this machine, or a name of the server: none that others can
    /// let lead here.
    fn knows(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if bare.parse::<IpAddr>().is_ok() {
            return true;
        }
        let name = host.trim_end_matches('.').to_ascii_lowercase();
        name == "localhost"
            || name.ends_with(".localhost")
            || name
                .parse::<HostName>()
                .is_ok_and(|name| self.names.contains(&name))
    }

    fn is_admin(&self, headers: &HeaderMap) -> bool {
        let value = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let shown = value.and_then(|value| value.trim().split_once(' '));
        shown.is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case("Bearer") && are_equal(token.trim(), self.admin.reveal())
        })
    }
}

/// Compares without telling by the time that it takes how much is alike.
fn are_equal(a: &str, b: &str) -> bool {
    let differences = a
        .bytes()
        .zip(b.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && differences == 0
}

fn host(headers: &HeaderMap) -> Option<Authority> {
    let mut lines = headers.get_all(HOST).iter();
    let only = lines.next().filter(|_| lines.next().is_none())?;
    only.to_str().ok()?.trim().parse().ok()
}

/// Whether a host is one of Google's, or below one.
fn is_googles(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    GOOGLES.into_iter().any(|google| {
        host.strip_suffix(google)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Whether a page of another site asks. Programs that are no browsers send neither header.
fn is_from_elsewhere(headers: &HeaderMap, host: &Authority) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let other_origin = headers.get_all(ORIGIN).iter().map(text).any(|origin| {
        let site = origin.split_once("://").map_or("", |(_, site)| site);
        !site.eq_ignore_ascii_case(host.as_str())
    });
    let other_site = headers.get("sec-fetch-site").map(text);
    other_origin || other_site.is_some_and(|site| !matches!(site.as_str(), "same-origin" | "none"))
}

fn refuse(problem: Problem) -> Passage {
    Passage::Refused(Box::new(problem))
}

fn foreign_host(detail: &str) -> Problem {
    let kind = ("foreign-host", "The Host is not one of this server");
    let remedy = "Ask with the server's IP address or `localhost` in the URL.";
    Problem::new(StatusCode::FORBIDDEN, kind, detail, remedy).at("Host")
}

fn foreign_origin() -> Problem {
    let kind = (
        "foreign-origin",
        "The request comes from another site's page",
    );
    let detail = "the Origin or Sec-Fetch-Site is that of another site";
    let remedy = "Ask from a program, not from a web page.";
    Problem::new(StatusCode::FORBIDDEN, kind, detail, remedy).at("Origin")
}

fn no_token() -> Problem {
    let kind = ("admin-token-needed", "The admin token is needed");
    let detail = "the server listens on more than this machine, and the request lacks its token";
    let remedy = "Send `Authorization: Bearer` with `admin_token` from the ready line.";
    let challenge = HeaderValue::from_static("Bearer realm=\"cardproof control\"");
    Problem::new(StatusCode::UNAUTHORIZED, kind, detail, remedy)
        .at("Authorization")
        .with(WWW_AUTHENTICATE, challenge)
}

/// A token that nobody can guess. Where the system has no chance to offer, the time and the
/// process stand in.
fn new_admin_token() -> Secret {
    let mut bytes = [0_u8; 24];
    if getrandom::fill(&mut bytes).is_err() {
        let time = jiff::Timestamp::now().as_nanosecond() as u64;
        let seed = scramble(time ^ u64::from(std::process::id()));
        for (index, chunk) in (0..).zip(bytes.chunks_mut(8)) {
            chunk.copy_from_slice(&scramble(seed.wrapping_add(index)).to_le_bytes());
        }
    }
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Secret::new(format!("cardproof-admin-{digits}"))
}

#[cfg(test)]
mod tests;
