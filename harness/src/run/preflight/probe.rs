//! What a server tells of itself, for a first target file. Only reads.

use super::Preflight;
use crate::plan::{Environment, Server};
use crate::run::RunError;
use crate::scenario::{ContextName, Feature};

/// What a server tells of itself. Free of secrets and of the account's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probed {
    /// Where the principal, the home set and the address book are, as far as they were found.
    pub places: Vec<(&'static str, String)>,
    /// What it says that it lacks, and how one knows.
    pub lacks: Vec<(Feature, String)>,
    /// Why the address book was not found, if so.
    pub problem: Option<String>,
    /// How many address books there are.
    pub books: usize,
}

/// Asks a server what a client asks at first.
///
/// # Errors
/// When it cannot be reached or does not let us in.
pub async fn probe(server: &Server, environment: &Environment) -> Result<Probed, RunError> {
    let preflight = Preflight {
        server,
        environment,
    };
    let mut session = preflight.log_in().await?;
    let found = preflight.find(&mut session).await?;
    let shown = |text: &str| session.redactor().text(text);
    let place = |(name, word): (ContextName, &'static str)| {
        let path = found.context.get(&name)?;
        Some((word, shown(path)))
    };
    let places = [
        (ContextName::Principal, "principal"),
        (ContextName::Home, "home set"),
        (ContextName::Book, "address book"),
    ];
    let lacking = |feature: Feature| {
        let because = found.features.lacking(feature)?;
        Some((feature, shown(because)))
    };
    Ok(Probed {
        places: places.into_iter().filter_map(place).collect(),
        lacks: Feature::ALL.into_iter().filter_map(lacking).collect(),
        problem: found
            .problem
            .as_ref()
            .map(|problem| shown(&problem.to_string())),
        books: found.books,
    })
}
