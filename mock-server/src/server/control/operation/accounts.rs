//! Accounts.

use super::world::{ACCOUNT, account};
use super::{Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{ACCOUNT as ACCOUNT_MEANT, Field, Kind, Shape};

const NEW: Shape = Shape {
    name: "NewAccount",
    about: "An account to be added, with an empty address book.",
    fields: &[
        Field::required("address", Kind::Text, "The e-mail address."),
        Field::new("app_password", Kind::Text, "A password for HTTP Basic."),
        Field::new(
            "prefix",
            Kind::Text,
            "What its paths begin with: `/carddav/v2`.",
        ),
    ],
};

const PASSWORD: Shape = Shape {
    name: "AppPassword",
    about: "A password for HTTP Basic.",
    fields: &[
        Field::required("app_password", Kind::Text, "The password."),
        ACCOUNT_MEANT,
    ],
};

pub(super) const GROUP: Group = Group {
    name: "accounts",
    about: "Accounts, each with one address book.",
    operations: &[
        Operation::change(
            ("addAccount", "POST", "/accounts"),
            "Adds an account. It has no token before one is minted.",
            add,
        )
        .body(&NEW)
        .giving(201, &ACCOUNT, "The account."),
        Operation::change(
            ("setAppPassword", "POST", "/accounts/app-password"),
            "Gives an account a password for HTTP Basic, where the quirk `auth.allow-app-password` \
             accepts one.",
            set_app_password,
        )
        .body(&PASSWORD),
    ],
};

fn add(call: &Call<'_>) -> Result<Reply, Problem> {
    let address = call.required("address");
    let added = call.service.with_service(|service| {
        let world = service.world_mut();
        // Either all of it is done or nothing.
        let mut changed = world.clone();
        changed.add_account(address)?;
        if let Some(prefix) = call.text("prefix") {
            changed.set_home_prefix(address, prefix)?;
        }
        if let Some(password) = call.text("app_password") {
            changed.set_app_password(address, password)?;
        }
        *world = changed;
        Ok::<_, Problem>(world.account_summaries().pop())
    })?;
    let added = added.map(|added| account(&added, call.service));
    Ok(Reply::Json(added.transpose()?.unwrap_or_default()))
}

fn set_app_password(call: &Call<'_>) -> Result<Reply, Problem> {
    let (account, password) = (call.account(), call.required("app_password"));
    call.service.set_app_password(&account, password)?;
    Ok(Reply::Nothing)
}
