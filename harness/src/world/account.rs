//! `accounts:`.

use cardproof_mock::Scopes;

use super::cards::cards;
use super::client::refresh_token;
use super::clock::clock;
use super::read::Reading;
use super::{AccountFile, TokenFile};
use crate::exchange::Secret;
use crate::scenario::diagnostic::{Read, WorldProblem, each};
use crate::scenario::load::length;
use crate::scenario::yaml::{Fields, Node};

const KEYS: &[&str] = &[
    "address",
    "app-password",
    "home",
    "clock",
    "cards",
    "tokens",
    "refresh-tokens",
];

pub(super) fn account(node: &Node, reading: &mut Reading<'_>) -> Read<AccountFile> {
    let reporter = reading.reporter;
    let fields = Fields::new(node, "an account", KEYS, reporter)?;
    // Without an address nothing else can be tried.
    let address = address(fields.require("address")?, reading)?;
    let app_password = fields.optional("app-password", |node| {
        node.sentence(reporter).map(Secret::new)
    });
    let home = fields.optional("home", |node| home(node, &address, reading));
    let clock = fields.optional("clock", |node| clock(node, reporter));
    let cards = fields.optional("cards", |node| {
        let found = each(node.list(reporter)?, |node| cards(node, &address, reading))?;
        Ok(found.concat())
    });
    let tokens = fields.optional("tokens", |node| {
        each(node.list(reporter)?, |node| token(node, &address, reading))
    });
    let refresh_tokens = fields.optional("refresh-tokens", |node| {
        let items = node.list(reporter)?;
        each(items, |node| refresh_token(node, &address, reading))
    });
    Ok(AccountFile {
        app_password: app_password?,
        home: home?,
        clock: clock?.unwrap_or_default(),
        cards: cards?.unwrap_or_default(),
        tokens: tokens?.unwrap_or_default(),
        refresh_tokens: refresh_tokens?.unwrap_or_default(),
        address,
    })
}

fn address(node: &Node, reading: &mut Reading<'_>) -> Read<String> {
    let address = node.text(reading.reporter)?;
    let added = reading.trial.add_account(address);
    added.map_err(|error| reading.refused(&node.span, &error))?;
    Ok(address.to_owned())
}

fn home(node: &Node, address: &str, reading: &mut Reading<'_>) -> Read<String> {
    let prefix = node.text(reading.reporter)?;
    let set = reading.trial.set_home_prefix(address, prefix);
    set.map_err(|error| reading.refused(&node.span, &error))?;
    Ok(prefix.to_owned())
}

fn token(node: &Node, address: &str, reading: &mut Reading<'_>) -> Read<TokenFile> {
    let reporter = reading.reporter;
    let fields = Fields::new(node, "a token", &["value", "scopes", "life"], reporter)?;
    let scopes = fields.optional("scopes", |node| scopes(node, reading));
    let life = fields.optional("life", |node| length(node, reporter));
    let value = fields.optional("value", |node| {
        let text = node.text(reporter)?;
        let issued = (text, Scopes::carddav());
        let issued = reading.trial.issue_named_token(address, issued, None);
        issued.map_err(|error| reading.refused(&node.span, &error))?;
        Ok(Secret::new(text))
    });
    Ok(TokenFile {
        scopes: scopes?.unwrap_or_else(Scopes::carddav),
        life: life?,
        value: value?,
    })
}

pub(super) fn scopes(node: &Node, reading: &Reading<'_>) -> Read<Scopes> {
    let names = each(node.one_or_many(), |node| {
        let text = node.text(reading.reporter)?;
        Scopes::parse(text).map_err(|error| {
            let cause = error.to_string();
            let problem = WorldProblem::Refused { cause };
            reading.reporter.report(&node.span, problem)
        })
    })?;
    Ok(names.iter().flat_map(Scopes::iter).collect())
}
