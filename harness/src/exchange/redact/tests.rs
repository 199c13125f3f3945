use std::time::Duration;

use super::*;
use crate::exchange::Failure;

fn hiding(secrets: &[(&str, &str)]) -> Redactor {
    let mut redactor = Redactor::default();
    for (secret, name) in secrets {
        redactor.hide(&Secret::new(*secret), name);
    }
    redactor
}

fn account(address: &str) -> Redactor {
    let mut redactor = Redactor::default();
    redactor.hide_account(address);
    redactor
}

#[test]
fn an_address_is_found_in_every_encoding() {
    let redactor = account("Ada.L+x@example.com");
    for form in [
        "ada.l+x@example.com",
        "Ada.L+X@EXAMPLE.com",
        "ada.l+x%40example.com",
        "ada%2el%2Bx%40example%2Ecom",
        "ada.l%252Bx%2540example.com",
        "ada.l+x&#64;example.com",
        "ada.l+x&#x40;example.com",
        r"ada.l\u002bx\u0040example.com",
    ] {
        assert_eq!(
            redactor.text(&format!("</{form}/>")),
            "</[account]/>",
            "{form}"
        );
    }
    assert_eq!(redactor.text("ada.lx@example.com"), "ada.lx@example.com");
}

#[test]
fn a_token_is_found_in_every_encoding_but_not_in_other_case() {
    let redactor = hiding(&[("1//0g_A-b&c", "refresh-token")]);
    for form in ["1//0g_A-b&c", "1%2F%2f0g_A-b%26c", r"1\/\/0g_A-b&amp;c"] {
        assert_eq!(redactor.text(form), "[refresh-token]", "{form}");
    }
    assert_eq!(redactor.text("1//0G_A-B&C"), "1//0G_A-B&C");
}

#[test]
fn placeholders_keep_identity() {
    let mut redactor = hiding(&[
        ("first-token", "access-token"),
        ("second-token", "access-token"),
    ]);
    redactor.hide(&Secret::new("first-token"), "access-token");
    assert_eq!(
        redactor.text("first-token second-token first-token"),
        "[access-token] [access-token-2] [access-token]"
    );
}

#[test]
fn of_two_secrets_that_begin_alike_the_longer_is_found() {
    let redactor = hiding(&[("token", "a"), ("token-of-ada", "b")]);
    assert_eq!(redactor.text("token-of-ada token"), "[b] [a]");
}

#[test]
fn what_is_too_short_to_be_a_secret_is_left_alone() {
    assert_eq!(hiding(&[("abc", "password")]).text("abc"), "abc");
}

#[test]
fn accounts_are_learned_from_paths_and_from_nothing_else_of_a_url() {
    let mut redactor = Redactor::default();
    redactor.hide_accounts_of("https://me@dav.example.com/p/ada%40example.com/?x=bob@example.org");
    redactor.hide_accounts_of("/p/@/a@/b c@d/");
    assert_eq!(
        redactor.text("ada@example.com bob@example.org me@dav.example.com"),
        "[account] bob@example.org me@dav.example.com"
    );
}

#[test]
fn cookies_are_hidden_in_their_header_and_wherever_they_come_again() {
    let mut headers = HeaderMap::new();
    headers.append(SET_COOKIE, HeaderValue::from_static("SID=abcdef; Path=/"));
    headers.append(SET_COOKIE, HeaderValue::from_static("X=1; Secure"));
    let mut redactor = Redactor::default();
    redactor.hide_cookies_of(&headers);
    let shown: Vec<_> = redactor
        .headers(&headers)
        .get_all(SET_COOKIE)
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .collect();
    assert_eq!(shown, ["SID=[cookie]; Path=/", "X=[cookie]; Secure"]);
    assert_eq!(redactor.text("session abcdef"), "session [cookie]");
}

#[test]
fn no_part_of_an_exchange_keeps_a_secret() {
    let mut redactor = account("ada@example.com");
    redactor.hide(&Secret::new("ya29.secret"), "access-token");
    let mut headers = HeaderMap::new();
    headers.insert(
        "x-a",
        HeaderValue::from_static("/ada@example.com/ya29.secret"),
    );
    let body = Bytes::from_static(b"\xff ya29.secret Ada%40Example.com");
    let exchange = Exchange {
        request: Request {
            method: "PUT".to_owned(),
            url: "http://h/ada%40example.com/".to_owned(),
            headers: headers.clone(),
            body: body.clone(),
            raw: None,
        },
        outcome: Ok(Response {
            status: 200,
            headers,
            body,
            foreign: 3,
        }),
        elapsed: Duration::ZERO,
    };
    let shown = redactor.exchange(&exchange);
    assert_eq!(shown.request.url, "http://h/[account]/");
    assert_eq!(shown.request.headers["x-a"], "/[account]/[access-token]");
    let response = shown.outcome.unwrap();
    assert_eq!(response.body, b"\xff [access-token] [account]".as_slice());
    assert_eq!(response.foreign, 3);
    let failed = Exchange {
        outcome: Err(Failure::TooLarge { limit: 1 }),
        ..exchange
    };
    assert!(redactor.exchange(&failed).outcome.is_err());
}

#[test]
fn debug_shows_no_secret() {
    let redactor = hiding(&[("ya29.secret", "access-token")]);
    let _ = redactor.text("warm");
    assert_eq!(format!("{redactor:?}"), "{\"[access-token]\"}");
}

#[test]
fn the_name_of_a_user_is_hidden_where_it_stands_alone_and_nowhere_else() {
    let mut redactor = Redactor::default();
    redactor.hide_user("user");
    assert_eq!(
        redactor.text("<D:current-user-principal><D:href>/USER/user/x.vcf</D:href>"),
        "<D:current-user-principal><D:href>/[account]/[account]/x.vcf</D:href>"
    );
    assert_eq!(redactor.text("http://h/user"), "http://h/[account]");
    assert_eq!(redactor.text("<name>User</name>"), "<name>[account]</name>");
    assert_eq!(
        redactor.text("<D:user/> super/users"),
        "<D:user/> super/users"
    );
}

#[test]
fn the_name_of_a_user_may_be_short_and_a_secret_may_begin_with_it() {
    let mut redactor = hiding(&[("ya29.secret", "access-token")]);
    redactor.hide_user("y");
    redactor.hide_user("ada");
    redactor.hide_user("Ada");
    assert_eq!(
        redactor.text("/y/ada/ya29.secret/"),
        "/[account]/[account-2]/[access-token]/"
    );
}
