//! From a request on a control path to its answer.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use tokio::sync::watch;

use super::call::Call;
use super::events::Events;
use super::gate::{Gate, Passage};
use super::operation::{GROUPS, Operation};
use super::problem::Problem;
use super::reply::{self, Reply};
use super::{body, query};
use crate::message::Response;
use crate::shared::SharedService;

/// What every control path begins with.
const ROOT: &str = "/__cardproof";

/// The control API of a server.
#[derive(Clone)]
pub(in crate::server) struct Control {
    pub(in crate::server) gate: Arc<Gate>,
    /// Whether only this machine can reach the socket.
    is_local: bool,
}

/// A request on its way.
pub(in crate::server) struct Asked<'a> {
    pub(in crate::server) method: &'a Method,
    /// Path and query.
    pub(in crate::server) target: &'a str,
    pub(in crate::server) headers: &'a HeaderMap,
    pub(in crate::server) body: &'a Bytes,
}

/// What a request on a control path comes to.
pub(in crate::server) enum Outcome {
    Whole(Response),
    Events(Response, Events),
}

impl Control {
    /// The control API behind a gate, on a socket of an address.
    pub(in crate::server) fn new(gate: Gate, address: SocketAddr) -> Self {
        Self {
            gate: Arc::new(gate),
            is_local: address.ip().is_loopback(),
        }
    }

    /// The same on another socket.
    pub(in crate::server) fn at(&self, address: SocketAddr) -> Self {
        Self {
            gate: Arc::clone(&self.gate),
            is_local: address.ip().is_loopback(),
        }
    }

    /// Answers a request, unless it is one for the service.
    pub(in crate::server) fn answer(
        &self,
        asked: &Asked<'_>,
        service: &SharedService,
        stop: &watch::Receiver<()>,
    ) -> Option<Outcome> {
        let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
        let path = path.strip_prefix(ROOT)?;
        if !(path.is_empty() || path.starts_with('/')) {
            return None;
        }
        let done = match self.gate.judge(asked.headers, self.is_local) {
            Passage::Service => return None,
            Passage::Refused(problem) => Err(*problem),
            Passage::Control => perform(asked, (path, query), service),
        };
        Some(match done {
            Err(problem) => Outcome::Whole(problem.into()),
            Ok((status, Reply::Nothing)) => Outcome::Whole(reply::nothing(status)),
            Ok((status, Reply::Json(value))) => {
                Outcome::Whole(reply::json(status, "application/json", &value))
            }
            Ok((_, Reply::Events(filter, after))) => {
                let follower = service.follow_journal(*filter, after);
                let events = Events::follow(follower, service.clone(), stop.clone());
                Outcome::Events(Events::head(), events)
            }
        })
    }
}

fn perform(
    asked: &Asked<'_>,
    (path, query): (&str, &str),
    service: &SharedService,
) -> Result<(StatusCode, Reply), Problem> {
    let (operation, mut input) = find(asked.method, path)?;
    input.extend(query::read(query, operation.query)?);
    input.extend(body::read(operation, asked.headers, asked.body)?);
    let reply = (operation.run)(&Call::new(service, input))?;
    let status = StatusCode::from_u16(operation.status).unwrap_or(StatusCode::OK);
    Ok((status, reply))
}

/// The operation of a method at a path, with the parameters of the path.
fn find(method: &Method, path: &str) -> Result<(&'static Operation, Map<String, Value>), Problem> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut here = Vec::new();
    for operation in GROUPS.iter().flat_map(|group| group.operations) {
        let Some(found) = parameters(operation, path) else {
            continue;
        };
        let is_meant = operation.method == method.as_str()
            || (operation.method == "GET" && method == Method::HEAD);
        if is_meant {
            super::check::check_fields(operation.path_fields, &found, "/")?;
            return Ok((operation, found));
        }
        here.push(operation.method);
    }
    if here.is_empty() {
        return Err(Problem::not_found(
            "the control API has nothing at this path",
            "GET /__cardproof/openapi.json tells what there is.",
        ));
    }
    Err(Problem::not_allowed(method.as_str(), &here.join(", ")))
}

/// The parameters of a path, if it is the operation's.
fn parameters(operation: &Operation, path: &str) -> Option<Map<String, Value>> {
    let mut wanted = operation.path.split('/');
    let mut given = path.split('/');
    let mut found = Map::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(found),
            (Some(wanted), Some(given)) => {
                let name = wanted
                    .strip_prefix('{')
                    .and_then(|name| name.strip_suffix('}'));
                let Some(name) = name else {
                    if wanted == given {
                        continue;
                    }
                    return None;
                };
                let text = percent_decode_str(given).decode_utf8_lossy();
                let field = operation
                    .path_fields
                    .iter()
                    .find(|field| field.name == name);
                let value = field.map(|field| query::value(&field.kind, &text));
                found.insert(name.to_owned(), value.unwrap_or_default());
            }
            _ => return None,
        }
    }
}
