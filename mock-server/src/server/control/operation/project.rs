//! The project of the clients, and its service accounts.

use serde_json::{Value, json};

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{Field, Kind, Shape};
use crate::store::{Scopes, ServiceAccount, ServiceAccountSummary};

const PROJECT: Shape = Shape {
    name: "Project",
    about: "How the project of the clients is set up.",
    fields: &[
        Field::required("api_enabled", Kind::Boolean, API_ENABLED),
        Field::required("testing", Kind::Boolean, TESTING),
        Field::required("token_life", Kind::Duration, TOKEN_LIFE),
    ],
};

const CHANGE: Shape = Shape {
    name: "ChangeProject",
    about: "What is to change; the rest stays.",
    fields: &[
        Field::new("api_enabled", Kind::Boolean, API_ENABLED),
        Field::new("testing", Kind::Boolean, TESTING),
        Field::new("token_life", Kind::Duration, TOKEN_LIFE),
    ],
};

const API_ENABLED: &str = "Whether the CardDAV API is switched on.";
const TESTING: &str =
    "Whether the consent screen is in testing, so that refresh tokens end after seven days.";
const TOKEN_LIFE: &str = "How long access tokens live that are issued from now on: `expires_in`.";

const ACCOUNT: Shape = Shape {
    name: "ServiceAccount",
    about: "A service account, without its address.",
    fields: &[
        Field::required(
            "has_public_key",
            Kind::Boolean,
            "Whether signatures are verified.",
        ),
        Field::required(
            "delegation",
            Kind::List(&Kind::Text),
            "For what it may act for every account.",
        ),
    ],
};

const ACCOUNTS: Shape = Shape {
    name: "ServiceAccounts",
    about: "The service accounts.",
    fields: &[Field::required(
        "service_accounts",
        Kind::List(&Kind::Object(&ACCOUNT)),
        "In the order in which they were registered.",
    )],
};

const NEW: Shape = Shape {
    name: "NewServiceAccount",
    about: "A service account to be registered.",
    fields: &[
        Field::required("email", Kind::Text, "Its e-mail address."),
        Field::new(
            "public_key",
            Kind::Text,
            "Its RSA public key (`BEGIN PUBLIC KEY`); without it, signatures are not verified.",
        ),
        Field::new(
            "delegation",
            Kind::List(&Kind::Text),
            "The scopes within which it may act for every account; without it, none.",
        ),
    ],
};

pub(super) const GROUP: Group = Group {
    name: "project",
    about: "The project of the clients, as its owner set it up, and its service accounts.",
    operations: &[
        Operation::get(
            ("showProject", "/project"),
            "Shows how the project is set up.",
            (Answer::Json(&PROJECT), "The project."),
            show,
        ),
        Operation::change(
            ("changeProject", "PATCH", "/project"),
            "Sets the project up differently.",
            change,
        )
        .body(&CHANGE)
        .giving(200, &PROJECT, "The project."),
        Operation::get(
            ("listServiceAccounts", "/service-accounts"),
            "Lists the service accounts.",
            (Answer::Json(&ACCOUNTS), "Without their addresses and keys."),
            list,
        ),
        Operation::change(
            ("registerServiceAccount", "POST", "/service-accounts"),
            "Registers a service account.",
            register,
        )
        .body(&NEW)
        .giving(201, &ACCOUNT, "The service account."),
    ],
};

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    let project = call.service.project();
    Ok(Reply::Json(json!({
        "api_enabled": project.api_enabled,
        "testing": project.testing,
        "token_life": format!("{}s", project.token_life.as_secs()),
    })))
}

fn change(call: &Call<'_>) -> Result<Reply, Problem> {
    if let Some(enabled) = call.boolean("api_enabled") {
        call.service.set_api_enabled(enabled);
    }
    if let Some(testing) = call.boolean("testing") {
        call.service.set_testing(testing);
    }
    if let Some(life) = call.duration("token_life") {
        call.service.set_token_life(life);
    }
    show(call)
}

fn account(account: &ServiceAccountSummary) -> Value {
    json!({
        "has_public_key": account.has_public_key,
        "delegation": account.delegation.iter().collect::<Vec<_>>(),
    })
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let accounts = call.service.service_accounts();
    let accounts: Vec<_> = accounts.iter().map(account).collect();
    Ok(Reply::Json(json!({ "service_accounts": accounts })))
}

fn register(call: &Call<'_>) -> Result<Reply, Problem> {
    let email = call.required("email");
    if email.is_empty() {
        let remedy = "Write `robot@project.iam.gserviceaccount.com`.";
        return Err(Problem::bad_value("/email", "the address is empty", remedy));
    }
    let mut new = ServiceAccount::new(email);
    if let Some(key) = call.text("public_key") {
        new = new.with_public_key(key).map_err(|error| {
            let remedy = "Send what `openssl rsa -pubout` writes, or leave it out.";
            Problem::bad_value("/public_key", error.to_string(), remedy)
        })?;
    }
    if let Some(names) = call.texts("delegation") {
        let scopes = Scopes::parse(&names.join(" ")).map_err(|error| {
            let remedy = "Write names such as `https://www.googleapis.com/auth/carddav`.";
            Problem::bad_value("/delegation", error.to_string(), remedy)
        })?;
        new = new.with_delegation(scopes);
    }
    let told = account(&new.summary());
    let registered = call.service.register_service_account(new);
    registered.map_err(|error| Problem::from(error).at("/email"))?;
    Ok(Reply::Json(told))
}
