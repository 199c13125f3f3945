//! Shows the consent page.

use http::StatusCode;

use super::page::{self, ConsentPage};
use super::problem::{Problem, ReturnAddress};
use super::read::{Asked, read};
use crate::oauth::answer::Call;
use crate::oauth::reply;
use crate::reply::Reply;
use crate::store::{AuthorizationRequest, Consent, Secret, World};

/// Answers an authorization request with the consent page, or tells what is wrong with it.
pub(in crate::oauth) fn ask(world: &mut World, call: &Call<'_>) -> Reply {
    match read(&mut world.authority, call.query) {
        Ok(asked) if asked.silently => answer_silently(world, &asked, call),
        Ok(asked) => show_page(world, asked, call),
        Err(problem) => problem.answer(call.notes),
    }
}

fn show_page(world: &mut World, asked: Asked, call: &Call<'_>) -> Reply {
    let chosen = expected_account(world, &asked);
    let Asked { request, .. } = asked;
    let page = ConsentPage {
        path: call.path,
        client: world.authority.client_name(request.client).to_owned(),
        scopes: request.scopes.clone(),
        return_to: request.redirect.origin().to_owned(),
        accounts: world.account_addresses().map(str::to_owned).collect(),
        chosen,
        form_token: world.authority.await_consent(request),
    };
    call.notes
        .because("the user is asked: every good authorization request gets the consent page");
    reply::page(StatusCode::OK, page::consent(&page))
}

/// Without asking the user, a code comes only where nothing is left to ask
/// (OpenID Connect Core §3.1.2.1).
fn answer_silently(world: &mut World, asked: &Asked, call: &Call<'_>) -> Reply {
    let request = &asked.request;
    let consent = expected_account(world, asked)
        .filter(|account| {
            world
                .authority
                .granted(request.client, *account)
                .is_some_and(|granted| granted.covers(&request.scopes))
        })
        .map(|account| Consent {
            account,
            scopes: request.scopes.clone(),
        });
    match consent {
        Some(consent) => {
            call.notes
                .because("prompt=none, and the user has allowed all of it before");
            let code = world.authority.allow(request, consent.clone(), call.now);
            redirect_with_code(request, &consent, &code)
        }
        None => Problem::ForTheClient {
            return_to: return_address(request),
            error: "interaction_required",
            what: "prompt=none, but the user has to choose an account or to consent.".to_owned(),
            remedy: "leave prompt=none out, so that the user is asked".to_owned(),
        }
        .answer(call.notes),
    }
}

/// The account that the client expects, or the only one.
fn expected_account(world: &mut World, asked: &Asked) -> Option<usize> {
    match &asked.login_hint {
        Some(hint) => world.recognise_account(hint),
        None => (world.account_addresses().count() == 1).then_some(0),
    }
}

/// Sends the browser back with a code (RFC 6749 §4.1.2). The scopes come along, as Google sends
/// them.
pub(super) fn redirect_with_code(
    request: &AuthorizationRequest,
    consent: &Consent,
    code: &Secret,
) -> Reply {
    let scopes = consent.scopes.to_string();
    let answer = [("code", code.reveal()), ("scope", scopes.as_str())];
    reply::redirect(&return_address(request).with(&answer))
}

pub(super) fn return_address(request: &AuthorizationRequest) -> ReturnAddress {
    ReturnAddress {
        redirect: request.redirect.clone(),
        state: request.state.clone(),
    }
}
