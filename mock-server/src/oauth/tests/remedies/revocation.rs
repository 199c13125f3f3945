use super::case::{ONCE, REGISTER, REVOKE, check, check_under};
use crate::oauth::testing::PUBLIC_ID;
use crate::quirk::Profile;

#[test]
fn a_token_that_is_not_revoked_says_which_would_be() {
    check(&[
        (|b| b.post(REVOKE, &[]), "add token"),
        (|b| b.get("/o/oauth2/revoke", &[]), "add token"),
        (|b| b.post(REVOKE, &[("token", "1"), ("token", "2")]), ONCE),
        (
            |b| b.post(REVOKE, &[("token", "guessed")]),
            "send a token as it was issued; one that was revoked needs no more of it",
        ),
        (
            |b| b.post(REVOKE, &[("token", "guessed"), ("client_id", "nobody")]),
            REGISTER,
        ),
        (
            |b| {
                let (token, _) = b.tokens();
                b.post(REVOKE, &[("token", &token), ("client_id", PUBLIC_ID)])
            },
            "show the credentials of the client to which it was issued",
        ),
        (|b| b.get(REVOKE, &[("token", "x")]), "use one of POST"),
    ]);
    check_under(
        Profile::Rfc,
        &[(
            |b| b.post(REVOKE, &[]),
            "add token; send client_id and client_secret in the body, or as HTTP Basic",
        )],
    );
}
