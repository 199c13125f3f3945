//! Takes the user's decision.

use super::ask::{redirect_with_code, return_address};
use super::problem::Problem;
use crate::oauth::answer::Call;
use crate::oauth::parameters::Parameters;
use crate::reply::Reply;
use crate::store::{AuthorizationRequest, Consent, Scopes, World};

/// Takes the user's decision from the form of the consent page.
pub(in crate::oauth) fn decide(world: &mut World, call: &Call<'_>) -> Reply {
    match decided(world, call) {
        Ok(response) => response,
        Err(problem) => problem.answer(call.notes),
    }
}

fn decided(world: &mut World, call: &Call<'_>) -> Result<Reply, Problem> {
    let form = Parameters::parse(&call.request.body)
        .map_err(|bad| Problem::for_the_person("invalid_request", bad.to_string(), bad.remedy()))?;
    let allowed = match one(&form, "decision") {
        Some("allow") => true,
        Some("deny") => false,
        _ => {
            return Err(spoilt(
                "The form says neither decision=allow nor decision=deny.",
                "send decision=allow with form_token, account and scope as the page has them, or \
                 decision=deny with form_token",
            ));
        }
    };
    let request = one(&form, "form_token")
        .and_then(|token| world.authority.take_request(token))
        .ok_or_else(|| {
            spoilt(
                "This form was used already, is too old, or is none of this server's. Start \
                 again at the program that asks.",
                "ask for the page again, and send its form once, with form_token, account and scope",
            )
        })?;
    if !allowed {
        return Err(denied(
            &request,
            "The user denied access.",
            "have the user allow it: decision=allow",
        ));
    }
    let consent = consent(world, &form, &request)?;
    call.notes.because("the user allowed it");
    let code = world.authority.allow(&request, consent.clone(), call.now);
    Ok(redirect_with_code(&request, &consent, &code))
}

/// What the user allows: of the scopes that were asked for, those that are checked.
fn consent(
    world: &World,
    form: &Parameters,
    request: &AuthorizationRequest,
) -> Result<Consent, Problem> {
    let account = one(form, "account")
        .and_then(|address| world.account_addresses().position(|known| known == address))
        .ok_or_else(|| {
            spoilt(
                "The form names no account of this server.",
                "ask for the page again, and send account as it stands there",
            )
        })?;
    let scopes: Scopes = form.all("scope").collect();
    if !request.scopes.covers(&scopes) {
        return Err(spoilt(
            "The form allows what the program did not ask for.",
            "ask for the page again, and send no scope but those that stand there",
        ));
    }
    if scopes.is_empty() {
        return Err(denied(
            request,
            "The user allowed none of the scopes.",
            "have the user allow at least one: scope, as the page has it",
        ));
    }
    Ok(Consent { account, scopes })
}

/// A form that was not filled in on the page that the user saw.
fn spoilt(what: &str, remedy: &str) -> Problem {
    Problem::for_the_person("invalid_request", what, remedy)
}

fn denied(request: &AuthorizationRequest, what: &str, remedy: &str) -> Problem {
    Problem::ForTheClient {
        return_to: return_address(request),
        error: "access_denied",
        what: what.to_owned(),
        remedy: remedy.to_owned(),
    }
}

fn one<'a>(form: &'a Parameters, name: &str) -> Option<&'a str> {
    form.one(name).ok().flatten()
}
