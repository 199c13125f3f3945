use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderValue, Method, StatusCode};

use crate::quirk::{AuthApiDisabledBody, AuthInsufficientScope, Profile, Quirks};
use crate::store::{Scopes, Secret, World};
use crate::{Answer, Request, Response, Service};

const WELL_KNOWN: &str = "/.well-known/carddav";

fn world() -> (World, Secret) {
    World::with_default_account(Quirks::of(Profile::GoogleObserved), 1)
}

/// A PROPFIND on the well-known URI with a token.
fn ask(world: World, token: &str) -> Answer {
    let header = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    let method = Method::from_bytes(b"PROPFIND").unwrap();
    let request = Request::new(method, WELL_KNOWN).with_header(AUTHORIZATION, header);
    Service::new(world).answer(&request, "2026-11-22T10:00:00Z".parse().unwrap())
}

fn body(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

/// A world and a token for other things than contacts.
fn elsewhere() -> (World, Secret) {
    let (mut world, _) = world();
    let scopes = Scopes::parse("https://www.googleapis.com/auth/contacts").unwrap();
    let token = world
        .mint_token_for(World::DEFAULT_ACCOUNT, scopes, None)
        .unwrap();
    (world, token)
}

#[test]
fn a_token_without_the_scope_is_forbidden_and_told_which_scope() {
    let (world, token) = elsewhere();
    let answer = ask(world, token.reveal());
    assert_eq!(answer.response.status, StatusCode::FORBIDDEN);
    assert!(body(&answer.response).contains("insufficient authentication scopes"));
    assert_eq!(
        answer.response.headers[WWW_AUTHENTICATE],
        "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", \
         scope=\"https://www.googleapis.com/auth/carddav\""
    );
    assert!(answer.explanation.remedy.unwrap().contains(Scopes::CARDDAV));
}

#[test]
fn the_missing_scope_may_stay_unnamed() {
    let (mut world, token) = elsewhere();
    world.quirks_mut().auth_insufficient_scope = AuthInsufficientScope::Bare;
    let answer = ask(world, token.reveal());
    assert_eq!(answer.response.status, StatusCode::FORBIDDEN);
    assert!(!answer.response.headers.contains_key(WWW_AUTHENTICATE));
}

#[test]
fn an_api_that_is_switched_off_forbids_even_good_tokens_and_says_where_to_switch_it_on() {
    let (mut world, token) = world();
    world.set_api_enabled(false);
    let answer = ask(world.clone(), token.reveal());
    assert_eq!(answer.response.status, StatusCode::FORBIDDEN);
    let json: serde_json::Value = serde_json::from_slice(&answer.response.body).unwrap();
    let error = json.pointer("/error/errors/0/reason").unwrap();
    assert_eq!(error, "accessNotConfigured");
    let message = json.pointer("/error/message").unwrap().as_str().unwrap();
    assert!(message.contains("apis/api/carddav.googleapis.com/overview?project=123"));
    world.set_api_enabled(true);
    let answer = ask(world, token.reveal());
    assert_eq!(answer.response.status, StatusCode::MOVED_PERMANENTLY);
}

#[test]
fn the_same_may_be_said_in_xml_of_the_gdata_kind() {
    let (mut world, token) = world();
    world.set_api_enabled(false);
    world.quirks_mut().auth_api_disabled_body = AuthApiDisabledBody::GdataXml;
    let answer = ask(world, token.reveal());
    assert_eq!(answer.response.status, StatusCode::FORBIDDEN);
    assert_eq!(
        answer.response.headers[CONTENT_TYPE],
        "application/vnd.google.gdata.error+xml; charset=UTF-8"
    );
    let document = roxmltree::Document::parse(body(&answer.response)).unwrap();
    let code = document
        .descendants()
        .find(|node| node.has_tag_name(("http://schemas.google.com/g/2005", "code")));
    assert_eq!(code.unwrap().text(), Some("accessNotConfigured"));
}

#[test]
fn an_unknown_token_hears_nothing_about_scopes_and_projects() {
    let (mut world, _) = world();
    world.set_api_enabled(false);
    let answer = ask(world, "guessed");
    assert_eq!(answer.response.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn explanations_tell_tokens_apart_without_showing_them() {
    let (mut world, first) = world();
    let second = world.mint_token(World::DEFAULT_ACCOUNT, None).unwrap();
    let number = |token: &Secret| {
        let facts = ask(world.clone(), token.reveal()).explanation.facts;
        let found = facts.into_iter().find(|fact| fact.name == "access token");
        found.unwrap().value
    };
    assert_eq!((number(&first), number(&second)), ("1".into(), "2".into()));
    assert_eq!(number(&first), number(&first));
}
