//! Bearer tokens.

use serde_json::json;

use super::{Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{ACCOUNT, Field, Kind, Shape};
use crate::store::{ControlError, Scopes, Secret, World};

const NEW: Shape = Shape {
    name: "NewToken",
    about: "A bearer token to be minted.",
    fields: &[
        ACCOUNT,
        Field::new(
            "scopes",
            Kind::List(&Kind::Text),
            "What it is good for; without it, CardDAV.",
        ),
        Field::new(
            "life",
            Kind::Duration,
            "How long it lives, in the time of credentials; without it, it does not end by itself.",
        ),
        Field::new("value", Kind::Text, "Its text; without it, a random one."),
    ],
};

const TOKEN: Shape = Shape {
    name: "Token",
    about: "A bearer token that was minted.",
    fields: &[
        Field::required("access_token", Kind::Text, "The token."),
        Field::required("account", Kind::Text, "Whose it is."),
        Field::required("scopes", Kind::List(&Kind::Text), "What it is good for."),
    ],
};

const WHICH: Shape = Shape {
    name: "WhichToken",
    about: "Which token is meant: without any field, the one that a client is given.",
    fields: &[
        Field::new(
            "token",
            Kind::Text,
            "This access token or, to revoke, refresh token.",
        ),
        Field::new(
            "account",
            Kind::Text,
            "All tokens of the account with this address.",
        ),
    ],
};

pub(super) const GROUP: Group = Group {
    name: "tokens",
    about: "Bearer tokens. They end in real time, or here.",
    operations: &[
        Operation::change(
            ("mintToken", "POST", "/tokens"),
            "Mints a bearer token.",
            mint,
        )
        .body(&NEW)
        .giving(201, &TOKEN, "The token."),
        Operation::change(
            ("expireToken", "POST", "/tokens/expire"),
            "Ends the life of access tokens, as if their time were over. Refresh tokens stay good.",
            expire,
        )
        .body(&WHICH),
        Operation::change(
            ("revokeToken", "POST", "/tokens/revoke"),
            "Takes a token back, or whatever an account allowed to any client.",
            revoke,
        )
        .body(&WHICH),
        Operation::change(
            ("renewToken", "POST", "/tokens/renew"),
            "Makes an expired or revoked access token valid again.",
            renew,
        )
        .body(&RENEW),
        Operation::change(
            ("adoptCredentials", "POST", "/credentials/adopt"),
            "From now on takes the first address, client id, secret, refresh token, access token and \
             service account that it meets for those of the account that was added first.",
            adopt,
        ),
    ],
};

const RENEW: Shape = Shape {
    name: "RenewToken",
    about: "Which token is meant.",
    fields: &[Field::new(
        "token",
        Kind::Text,
        "The access token; without it, the one that a client is given.",
    )],
};

/// The scopes that are asked for; CardDAV's where none are.
pub(super) fn scopes(call: &Call<'_>) -> Result<Scopes, Problem> {
    let Some(names) = call.texts("scopes") else {
        return Ok(Scopes::carddav());
    };
    Scopes::parse(&names.join(" ")).map_err(|error| {
        let remedy = "Write names such as `https://www.googleapis.com/auth/carddav`.";
        Problem::bad_value("/scopes", error.to_string(), remedy)
    })
}

fn mint(call: &Call<'_>) -> Result<Reply, Problem> {
    let account = call.account();
    let scopes = scopes(call)?;
    let life = call.duration("life");
    let token = match call.text("value") {
        None => call.service.mint_token(&account, scopes.clone(), life)?,
        Some(text) => {
            let token = Secret::new(text);
            let issued = (&token, scopes.clone());
            call.service.issue_named_token(&account, issued, life)?;
            token
        }
    };
    Ok(Reply::Json(json!({
        "access_token": token.reveal(),
        "account": account,
        "scopes": scopes.iter().collect::<Vec<_>>(),
    })))
}

/// What is meant: an account, or a token.
enum Meant {
    Account(String),
    Token(String),
}

fn meant(call: &Call<'_>) -> Result<Meant, Problem> {
    match (call.text("token"), call.text("account")) {
        (Some(_), Some(_)) => {
            let detail = "`token` and `account` stand there both";
            Err(Problem::bad_value("/account", detail, "Send one of them."))
        }
        (None, Some(account)) => Ok(Meant::Account(account.to_owned())),
        (Some(token), None) => Ok(Meant::Token(token.to_owned())),
        (None, None) => Ok(Meant::Token(call.service.token().reveal().to_owned())),
    }
}

fn on_world(
    call: &Call<'_>,
    work: impl FnOnce(&mut World) -> Result<(), ControlError>,
) -> Result<Reply, Problem> {
    call.service
        .with_service(|service| work(service.world_mut()))?;
    Ok(Reply::Nothing)
}

fn expire(call: &Call<'_>) -> Result<Reply, Problem> {
    let meant = meant(call)?;
    on_world(call, |world| match &meant {
        Meant::Account(address) => world.expire_tokens_of(address),
        Meant::Token(token) => world.expire_token(token),
    })
}

fn revoke(call: &Call<'_>) -> Result<Reply, Problem> {
    let meant = meant(call)?;
    on_world(call, |world| match &meant {
        Meant::Account(address) => {
            world.revoke_grants_of(address)?;
            world.expire_tokens_of(address)
        }
        Meant::Token(token) => world
            .revoke_token(token)
            .or_else(|_| world.revoke_refresh_token(token)),
    })
}

fn renew(call: &Call<'_>) -> Result<Reply, Problem> {
    let token = call.text("token").map(str::to_owned);
    let token = token.unwrap_or_else(|| call.service.token().reveal().to_owned());
    on_world(call, |world| world.renew_token(&token))
}

fn adopt(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.adopt_credentials();
    Ok(Reply::Nothing)
}
