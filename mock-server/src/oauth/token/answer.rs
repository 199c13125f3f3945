//! From a token request to the grant type that answers it.

use http::header::CONTENT_TYPE;

use super::issued::Issued;
use super::refusal::{GRANT_TYPES, Refusal};
use super::{assertion, code, refresh};
use crate::message::Request;
use crate::oauth::answer::Call;
use crate::oauth::parameters::{Parameters, Repeated};
use crate::reply::Reply;
use crate::store::World;

const FORM: &str = "application/x-www-form-urlencoded";

/// Answers a token request.
pub(in crate::oauth) fn answer(world: &mut World, call: &Call<'_>) -> Reply {
    match issue(world, call) {
        Ok(issued) => issued.answer(),
        Err(refusal) => refusal.answer(call.notes),
    }
}

fn issue(world: &mut World, call: &Call<'_>) -> Result<Issued, Refusal> {
    let parameters = body_parameters(call.request)?;
    if parameters.has_repetition() {
        return Err(Refusal::repeated());
    }
    let Some(grant_type) = parameters.optional("grant_type")? else {
        return Err(Refusal::missing("grant_type", GRANT_TYPES));
    };
    match grant_type {
        "authorization_code" => code::exchange(world, &parameters, call),
        "refresh_token" => refresh::refresh(world, &parameters, call),
        "urn:ietf:params:oauth:grant-type:jwt-bearer" => {
            assertion::exchange(world, &parameters, call)
        }
        other => Err(Refusal::unsupported_grant_type(other)),
    }
}

/// The parameters of a body.
pub(in crate::oauth) fn body_parameters(request: &Request) -> Result<Parameters, Refusal> {
    if !is_form(request) {
        return Err(Refusal::invalid_request(
            format!("The body has to be {FORM}."),
            format!("send the parameters as a form, with Content-Type: {FORM}"),
        ));
    }
    Ok(Parameters::parse(&request.body)?)
}

/// Whether a body is a form. One that says nothing about its type is taken for one.
pub(in crate::oauth) fn is_form(request: &Request) -> bool {
    request.headers.get(CONTENT_TYPE).is_none_or(|value| {
        let essence = value.as_bytes().split(|byte| *byte == b';').next();
        essence.is_some_and(|essence| essence.trim_ascii().eq_ignore_ascii_case(FORM.as_bytes()))
    })
}

impl Parameters {
    /// The value of a parameter without which nothing can be done.
    pub(in crate::oauth) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.required_first(name, &[])
    }

    /// The value of a parameter without which nothing can be done. The refusal also names those of
    /// some others that will be asked for and are missing too.
    pub(in crate::oauth) fn required_first(
        &self,
        name: &str,
        others: &[&str],
    ) -> Result<&str, Refusal> {
        self.optional(name)?.ok_or_else(|| {
            let needed = [&[name], others].concat();
            Refusal::missing(name, self.add_missing(&needed))
        })
    }

    /// The value of a parameter that may be left out.
    pub(in crate::oauth) fn optional(&self, name: &str) -> Result<Option<&str>, Refusal> {
        self.one(name).map_err(|Repeated| {
            Refusal::invalid_request(
                format!("Parameter given more than once: {name}"),
                format!("send {name} once"),
            )
        })
    }
}
