//! `clients:`, and the refresh tokens of an account.

use cardproof_mock::{Client, Scopes};
use jiff::Timestamp;

use super::account::scopes;
use super::read::Reading;
use super::{ClientFile, RefreshTokenFile};
use crate::exchange::Secret;
use crate::scenario::diagnostic::{Read, WorldProblem, each};
use crate::scenario::yaml::{Fields, Node};

pub(super) fn client(node: &Node, reading: &mut Reading<'_>) -> Read<ClientFile> {
    let reporter = reading.reporter;
    let keys = ["id", "secret", "name", "redirects"];
    let fields = Fields::new(node, "a client", &keys, reporter)?;
    let secret = fields.optional("secret", |node| node.sentence(reporter).map(Secret::new));
    let name = fields.optional("name", |node| node.sentence(reporter));
    let redirects = fields.optional("redirects", |node| {
        each(node.one_or_many(), |node| redirect(node, reading))
    });
    let id = fields.require("id")?;
    let file = ClientFile {
        id: id.sentence(reporter)?,
        secret: secret?,
        name: name?,
        redirects: redirects?.unwrap_or_default(),
    };
    let registered = reading.trial.register_client(Client::public(&file.id, ""));
    registered.map_err(|error| reading.refused(&id.span, &error))?;
    Ok(file)
}

fn redirect(node: &Node, reading: &Reading<'_>) -> Read<String> {
    let uri = node.text(reading.reporter)?;
    if let Err(error) = Client::public("", "").with_redirect(uri) {
        let cause = error.to_string();
        let problem = WorldProblem::Refused { cause };
        return Err(reading.reporter.report(&node.span, problem));
    }
    Ok(uri.to_owned())
}

pub(super) fn refresh_token(
    node: &Node,
    address: &str,
    reading: &mut Reading<'_>,
) -> Read<RefreshTokenFile> {
    let reporter = reading.reporter;
    let keys = ["client", "value", "scopes"];
    let fields = Fields::new(node, "a refresh token", &keys, reporter)?;
    let scopes = fields.optional("scopes", |node| scopes(node, reading));
    let (client, value) = (fields.require("client")?, fields.require("value")?);
    let file = RefreshTokenFile {
        client: client.text(reporter)?.to_owned(),
        value: Secret::new(value.text(reporter)?),
        scopes: scopes?.unwrap_or_else(Scopes::carddav),
    };
    let issued = reading.trial.issue_named_refresh_token(
        (address, &file.client),
        (file.value.expose(), Scopes::carddav()),
        Timestamp::UNIX_EPOCH,
    );
    issued.map_err(|error| reading.refused(&node.span, &error))?;
    Ok(file)
}
