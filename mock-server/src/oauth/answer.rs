//! From a request to the endpoint that answers it.

use http::Method;
use jiff::Timestamp;

use super::endpoint::{Endpoint, split_target};
use super::{authorization, metadata, revocation, token};
use crate::explanation::Notes;
use crate::message::Request;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::store::World;

/// What every endpoint works with.
pub(super) struct Call<'a> {
    pub(super) request: &'a Request,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    /// What credentials take for now.
    pub(super) now: Timestamp,
    pub(super) notes: &'a Notes,
}

/// Answers a request to the authorization server; `None` when its path is none of the server's.
/// `now` is what credentials take for now.
pub(crate) fn answer(
    world: &mut World,
    request: &Request,
    now: Timestamp,
    notes: &Notes,
) -> Option<Reply> {
    let (path, query) = split_target(&request.target);
    let endpoint = Endpoint::at(path)?;
    let call = Call {
        request,
        path,
        query,
        now,
        notes,
    };
    Some(match (endpoint, &request.method) {
        (Endpoint::Authorization, &Method::GET) => authorization::ask(world, &call),
        (Endpoint::Authorization, &Method::POST) => authorization::decide(world, &call),
        (Endpoint::Token, &Method::POST) => token::answer(world, &call),
        (Endpoint::Revocation | Endpoint::OldRevocation, &Method::POST)
        | (Endpoint::OldRevocation, &Method::GET) => revocation::answer(world, &call),
        (Endpoint::Metadata, &Method::GET) => metadata::answer(&call),
        (endpoint, _) => Refusal::not_allowed(
            endpoint.allow(),
            "this endpoint of the authorization server does not take the method",
        )
        .unless(format!("use one of {}", endpoint.allow()))
        .into_reply(&world.quirks, notes),
    })
}
