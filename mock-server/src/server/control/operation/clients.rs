//! Clients of the authorization server, and their refresh tokens.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::tokens::scopes;
use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{ACCOUNT, COUNT, Field, Kind, Shape};
use crate::store::{Client, ClientKind, ClientSummary, RefreshTokenSummary, Secret};

const CLIENT: Shape = Shape {
    name: "Client",
    about: "A client of the authorization server, without its id and its secret.",
    fields: &[
        Field::required("name", Kind::Text, "What the consent page calls it."),
        Field::required(
            "kind",
            Kind::Word(ClientKind::NAMES),
            "How it proves who it is.",
        ),
        Field::required(
            "redirects",
            Kind::List(&Kind::Text),
            "Where the browser may be sent, beside the user's own machine.",
        ),
        Field::required("refresh_tokens", COUNT, "How many of its tokens are good."),
    ],
};

const CLIENTS: Shape = Shape {
    name: "Clients",
    about: "The clients of the authorization server.",
    fields: &[Field::required(
        "clients",
        Kind::List(&Kind::Object(&CLIENT)),
        "In the order in which they were registered.",
    )],
};

const NEW_CLIENT: Shape = Shape {
    name: "NewClient",
    about: "A client to be registered.",
    fields: &[
        Field::new("client_id", Kind::Text, "Its id; without it, a random one."),
        Field::new(
            "client_secret",
            Kind::Text,
            "Its secret; without it, a random one.",
        ),
        Field::new(
            "public",
            Kind::Boolean,
            "Whether it has no secret, and uses PKCE.",
        ),
        Field::new("name", Kind::Text, "What the consent page calls it."),
        Field::new(
            "redirects",
            Kind::List(&Kind::Text),
            "Where the browser may be sent, beside the user's own machine.",
        ),
    ],
};

const REGISTERED: Shape = Shape {
    name: "RegisteredClient",
    about: "A client that was registered. Its secret is not told again.",
    fields: &[
        Field::required("client_id", Kind::Text, "Its id."),
        Field::required(
            "client_secret",
            Kind::OrNull(&Kind::Text),
            "Its secret; none where it is public.",
        ),
        Field::required("name", Kind::Text, "What the consent page calls it."),
    ],
};

const TOKEN: Shape = Shape {
    name: "RefreshToken",
    about: "A refresh token, without its text.",
    fields: &[
        Field::required("account", Kind::Text, "Who allowed it."),
        Field::required("client", Kind::Text, "The name of the client."),
        Field::required("scopes", Kind::List(&Kind::Text), "What it is good for."),
        Field::required("issued", Kind::Time, "When, in the time of credentials."),
        Field::required("last_used", Kind::Time, "When, in the time of credentials."),
        Field::required("good", Kind::Boolean, "Whether it is good still."),
    ],
};

const TOKENS: Shape = Shape {
    name: "RefreshTokens",
    about: "Refresh tokens.",
    fields: &[Field::required(
        "refresh_tokens",
        Kind::List(&Kind::Object(&TOKEN)),
        "Oldest first.",
    )],
};

const NEW_TOKEN: Shape = Shape {
    name: "NewRefreshToken",
    about: "A refresh token to be minted, as if the user had allowed it just now.",
    fields: &[
        Field::required("client_id", Kind::Text, "The client that gets it."),
        ACCOUNT,
        Field::new(
            "scopes",
            Kind::List(&Kind::Text),
            "What it is good for; without it, CardDAV.",
        ),
        Field::new("value", Kind::Text, "Its text; without it, a random one."),
    ],
};

const MINTED: Shape = Shape {
    name: "MintedRefreshToken",
    about: "A refresh token that was minted. It is not told again.",
    fields: &[
        Field::required("refresh_token", Kind::Text, "The token."),
        Field::required("account", Kind::Text, "Who allowed it."),
        Field::required("scopes", Kind::List(&Kind::Text), "What it is good for."),
    ],
};

const WHOSE: &[Field] = &[Field::new(
    "account",
    Kind::Text,
    "Only those of the account with this address.",
)];

pub(super) const GROUP: Group = Group {
    name: "clients",
    about: "Clients of the authorization server, and their refresh tokens. To take a refresh token \
            back, revoke it like any token.",
    operations: &[
        Operation::get(
            ("listClients", "/clients"),
            "Lists the clients of the authorization server.",
            (
                Answer::Json(&CLIENTS),
                "The clients, without their secrets.",
            ),
            list,
        ),
        Operation::change(
            ("registerClient", "POST", "/clients"),
            "Registers a client.",
            register,
        )
        .body(&NEW_CLIENT)
        .giving(201, &REGISTERED, "The client, with its secret."),
        Operation::get(
            ("listRefreshTokens", "/refresh-tokens"),
            "Lists refresh tokens.",
            (Answer::Json(&TOKENS), "The tokens, without their texts."),
            list_tokens,
        )
        .query(WHOSE),
        Operation::change(
            ("mintRefreshToken", "POST", "/refresh-tokens"),
            "Mints a refresh token.",
            mint,
        )
        .body(&NEW_TOKEN)
        .giving(201, &MINTED, "The token."),
    ],
};

fn client(client: &ClientSummary) -> Value {
    json!({
        "name": client.name,
        "kind": client.kind.name(),
        "redirects": client.redirects,
        "refresh_tokens": client.refresh_tokens,
    })
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let clients: Vec<_> = call.service.clients().iter().map(client).collect();
    Ok(Reply::Json(json!({ "clients": clients })))
}

fn register(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.text("client_id").map(str::to_owned);
    if id.as_deref() == Some("") {
        let detail = "the id of the client is empty";
        let remedy = "Leave it out for a random one.";
        return Err(Problem::bad_value("/client_id", detail, remedy));
    }
    let secret = secret(call)?;
    let name = call.text("name").unwrap_or("A program");
    let (id, secret) = call.service.with_service(|service| {
        let world = service.world_mut();
        let id = id.unwrap_or_else(|| world.new_client_id());
        let secret = secret.map(|given| given.unwrap_or_else(|| world.new_client_secret()));
        let mut client = match &secret {
            Some(secret) => Client::confidential(&id, secret, name),
            None => Client::public(&id, name),
        };
        for uri in call.texts("redirects").unwrap_or_default() {
            client = client.with_redirect(uri).map_err(|error| {
                let remedy = "Write a URI such as `https://example.com/callback`.";
                Problem::bad_value("/redirects", error.to_string(), remedy)
            })?;
        }
        world.register_client(client)?;
        Ok::<_, Problem>((id, secret))
    })?;
    Ok(Reply::Json(json!({
        "client_id": id,
        "client_secret": secret.as_ref().map(Secret::reveal),
        "name": name,
    })))
}

/// The secret that is given; `Some(None)` where one is to be made, `None` for a public client.
fn secret(call: &Call<'_>) -> Result<Option<Option<Secret>>, Problem> {
    let given = call.text("client_secret").map(Secret::new);
    if call.boolean("public") != Some(true) {
        return Ok(Some(given));
    }
    if given.is_some() {
        let detail = "a public client has no secret";
        let remedy = "Leave out `client_secret`, or `public`.";
        return Err(Problem::bad_value("/client_secret", detail, remedy));
    }
    Ok(None)
}

fn token(token: &RefreshTokenSummary) -> Value {
    json!({
        "account": token.account,
        "client": token.client,
        "scopes": token.scopes.iter().collect::<Vec<_>>(),
        "issued": token.issued,
        "last_used": token.last_used,
        "good": token.is_good,
    })
}

fn list_tokens(call: &Call<'_>) -> Result<Reply, Problem> {
    let tokens = call.service.refresh_tokens(call.text("account"))?;
    let tokens: Vec<_> = tokens.iter().map(token).collect();
    Ok(Reply::Json(json!({ "refresh_tokens": tokens })))
}

fn mint(call: &Call<'_>) -> Result<Reply, Problem> {
    let (account, scopes) = (call.account(), scopes(call)?);
    let parties = (account.as_str(), call.required("client_id"));
    let now = Timestamp::now();
    let token = call.service.with_service(|service| {
        let world = service.world_mut();
        match call.text("value") {
            None => world.mint_refresh_token_for(parties, scopes.clone(), now),
            Some(text) => world
                .issue_named_refresh_token(parties, (text, scopes.clone()), now)
                .map(|()| Secret::new(text)),
        }
    })?;
    Ok(Reply::Json(json!({
        "refresh_token": token.reveal(),
        "account": account,
        "scopes": scopes.iter().collect::<Vec<_>>(),
    })))
}
