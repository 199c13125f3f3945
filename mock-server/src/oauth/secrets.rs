//! What the journal must not keep: tokens, codes, client credentials, adopted addresses.

use http::HeaderValue;
use http::header::{CONTENT_TYPE, LOCATION};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::endpoint::{Endpoint, split_target};
use super::parameters::decode;
use super::token::is_form;
use crate::message::{Request, Response};
use crate::store::World;

/// What stands in the place of a secret.
const HIDDEN: &str = "[secret]";

/// The parameters whose values are hidden.
const PARAMETERS: [&str; 11] = [
    "access_token",
    "account",
    "assertion",
    "client_id",
    "client_secret",
    "code",
    "code_verifier",
    "form_token",
    "login_hint",
    "refresh_token",
    "token",
];

/// Hides the secrets of a request. Whether its answer may hold some too, for [`hide_answer`].
pub(crate) fn hide_request(world: &World, request: &mut Request) -> bool {
    let (path, query) = split_target(&request.target);
    let is_endpoint = Endpoint::at(path).is_some();
    if !query.is_empty() {
        let shown = hide_parameters(query.as_bytes());
        let start = request.target.len() - query.len();
        request.target.truncate(start);
        request.target.push_str(&String::from_utf8_lossy(&shown));
    }
    if is_endpoint {
        hide_body(request);
    }
    if world.adopts() {
        hide_adopted(world, request);
    }
    is_endpoint
}

/// A query or form with the values of secret parameters replaced.
fn hide_parameters(text: &[u8]) -> Vec<u8> {
    let pieces: Vec<Vec<u8>> = text.split(|byte| *byte == b'&').map(hide_pair).collect();
    pieces.join(&b'&')
}

fn hide_pair(piece: &[u8]) -> Vec<u8> {
    let equals = piece.iter().position(|byte| *byte == b'=');
    let (name, _) = piece.split_at(equals.unwrap_or(piece.len()));
    let is_secret = decode(name).is_ok_and(|name| PARAMETERS.contains(&name.as_str()));
    if is_secret {
        [name, b"=", HIDDEN.as_bytes()].concat()
    } else {
        piece.to_vec()
    }
}

/// A form keeps what is no secret; of anything else nobody knows what it holds.
fn hide_body(request: &mut Request) {
    if !request.body.is_empty() {
        request.body = if is_form(request) {
            hide_parameters(&request.body).into()
        } else {
            HIDDEN.into()
        };
    }
}

/// Hides the secrets of the authorization server's answer.
pub(crate) fn hide_answer(response: &mut Response) {
    if let Some(location) = response.headers.get_mut(LOCATION)
        && let Some((uri, query)) = location.to_str().unwrap_or_default().split_once('?')
    {
        let shown = hide_parameters(query.as_bytes());
        let shown = [uri.as_bytes(), b"?", &shown].concat();
        *location = HeaderValue::from_bytes(&shown).unwrap_or(HeaderValue::from_static(HIDDEN));
    }
    let is_page = response
        .headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if is_page {
        hide_form_token(response);
    } else if let Ok(Value::Object(mut body)) = serde_json::from_slice(&response.body) {
        for name in PARAMETERS {
            if let Some(value) = body.get_mut(name) {
                *value = HIDDEN.into();
            }
        }
        response.body = format!("{:#}\n", Value::Object(body)).into();
    }
}

fn hide_form_token(response: &mut Response) {
    const START: &str = "name=\"form_token\" value=\"";
    let page = String::from_utf8_lossy(&response.body);
    if let Some((before, after)) = page.split_once(START)
        && let Some((_, rest)) = after.split_once('"')
    {
        response.body = format!("{before}{START}{HIDDEN}\"{rest}").into();
    }
}

/// An adopted address reads like the seeded one's, in paths and in hrefs. An adopted client id
/// goes where a program uses it as its name.
fn hide_adopted(world: &World, request: &mut Request) {
    request.target = hide_address(world, &request.target);
    if let Ok(text) = std::str::from_utf8(&request.body) {
        request.body = hide_address(world, text).into();
    }
    for value in request.headers.values_mut() {
        let text = value.to_str().unwrap_or_default();
        if world.authority.client(text).is_some() {
            *value = HeaderValue::from_static(HIDDEN);
        } else if text.contains(PRINCIPALS) {
            let shown = hide_address(world, text);
            *value = HeaderValue::from_str(&shown).unwrap_or(HeaderValue::from_static(HIDDEN));
        }
    }
}

/// What stands before an address in every path of Google's.
const PRINCIPALS: &str = "/principals/";

fn hide_address(world: &World, text: &str) -> String {
    let mut pieces = text.split(PRINCIPALS);
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece
            .find(|c: char| "/<>\"'?#&".contains(c) || c.is_whitespace())
            .unwrap_or(piece.len());
        let (segment, rest) = piece.split_at(end);
        let address = percent_decode_str(segment).decode_utf8_lossy();
        let seeded = world.seeded_for(&address);
        shown.push_str(PRINCIPALS);
        shown.push_str(seeded.unwrap_or(segment));
        shown.push_str(rest);
    }
    shown
}

#[cfg(test)]
mod tests;
