//! `project:`, `service-accounts:`, `credentials:` and `ctag-allowance:`.

use cardproof_mock::{CtagAllowance, ServiceAccount};

use super::account::scopes;
use super::read::Reading;
use super::{CredentialsFile, ProjectFile, ServiceAccountFile};
use crate::scenario::diagnostic::{Read, Reporter, WorldProblem};
use crate::scenario::load::length;
use crate::scenario::yaml::{Fields, Node};

pub(super) fn project(node: &Node, reporter: &Reporter) -> Read<ProjectFile> {
    let keys = ["api-enabled", "testing", "token-life"];
    let fields = Fields::new(node, "a project", &keys, reporter)?;
    let api_enabled = fields.optional("api-enabled", |node| node.boolean(reporter));
    let testing = fields.optional("testing", |node| node.boolean(reporter));
    let token_life = fields.optional("token-life", |node| length(node, reporter));
    Ok(ProjectFile {
        api_enabled: api_enabled?,
        testing: testing?,
        token_life: token_life?,
    })
}

pub(super) fn credentials(node: &Node, reporter: &Reporter) -> Read<CredentialsFile> {
    match node.text(reporter)? {
        "known" => Ok(CredentialsFile::Known),
        "adopt" => Ok(CredentialsFile::Adopt),
        _ => {
            let cause = "credentials are `known` or `adopt`".to_owned();
            Err(reporter.report(&node.span, WorldProblem::Refused { cause }))
        }
    }
}

pub(super) fn ctag_allowance(node: &Node, reporter: &Reporter) -> Read<CtagAllowance> {
    let keys = ["requests", "per"];
    let fields = Fields::new(node, "an allowance", &keys, reporter)?;
    let requests = fields.require("requests")?.number(0, u64::MAX, reporter);
    let per = length(fields.require("per")?, reporter);
    Ok(CtagAllowance {
        requests: requests?,
        per: per?,
    })
}

pub(super) fn service_account(node: &Node, reading: &mut Reading<'_>) -> Read<ServiceAccountFile> {
    let reporter = reading.reporter;
    let keys = ["email", "public-key", "delegation"];
    let fields = Fields::new(node, "a service account", &keys, reporter)?;
    let public_key = fields.optional("public-key", |node| public_key(node, reporter));
    let delegation = fields.optional("delegation", |node| scopes(node, reading));
    let email = fields.require("email")?;
    let file = ServiceAccountFile {
        email: email.sentence(reporter)?,
        public_key: public_key?,
        delegation: delegation?,
    };
    let registered = reading
        .trial
        .register_service_account(ServiceAccount::new(&file.email));
    registered.map_err(|error| reading.refused(&email.span, &error))?;
    Ok(file)
}

fn public_key(node: &Node, reporter: &Reporter) -> Read<String> {
    let pem = node.text(reporter)?;
    if let Err(error) = ServiceAccount::new("").with_public_key(pem) {
        let cause = error.to_string();
        return Err(reporter.report(&node.span, WorldProblem::Refused { cause }));
    }
    Ok(pem.to_owned())
}

impl ProjectFile {
    /// Sets the project of a world up so.
    pub(super) fn set_up(self, world: &mut cardproof_mock::World) {
        if let Some(enabled) = self.api_enabled {
            world.set_api_enabled(enabled);
        }
        if let Some(testing) = self.testing {
            world.set_testing(testing);
        }
        if let Some(life) = self.token_life {
            world.set_token_life(life);
        }
    }
}

impl ServiceAccountFile {
    /// What the mock registers.
    pub(super) fn account(&self) -> ServiceAccount {
        let account = ServiceAccount::new(&self.email)
            .with_delegation(self.delegation.clone().unwrap_or_default());
        match &self.public_key {
            // What is no key was refused when the file was read.
            Some(pem) => account.clone().with_public_key(pem).unwrap_or(account),
            None => account,
        }
    }
}
