//! The credentials of a run: found before the first request, renewed once when they are refused.

use std::sync::Arc;

use tokio::sync::Mutex;
use url::Url;

use super::RunError;
use crate::exchange::{Authorization, Client, Grant, Secret, TokenError};
use crate::login::StoredLogin;
use crate::plan::{Environment, Login};

/// The credentials in use.
#[derive(Clone, Debug)]
pub(super) struct Account {
    current: Arc<Mutex<Authorization>>,
    grant: Option<Grant>,
}

impl Account {
    /// These credentials, which cannot be renewed.
    pub(super) fn fixed(authorization: Authorization) -> Self {
        Self {
            current: Arc::new(Mutex::new(authorization)),
            grant: None,
        }
    }

    /// The credentials that a target asks for and the environment gives; a token is fetched where
    /// there is only what it can be fetched with.
    pub(super) async fn log_in(
        login: &Login,
        environment: &Environment,
        client: &Client,
    ) -> Result<Self, RunError> {
        match login {
            Login::Nobody => Ok(Self::fixed(Authorization::None)),
            Login::Bearer(token) => Ok(Self::fixed(Authorization::Bearer(token.clone()))),
            Login::Basic { user, password } => Ok(Self::fixed(Authorization::Basic {
                user: user.clone(),
                password: password.clone(),
            })),
            Login::Environment => by_environment(environment).map(Self::fixed),
            Login::Google { token_url } => Self::google(environment, token_url, client).await,
            Login::Consent(consent) => {
                let stored = stored(environment, &consent.target)?;
                let grant = stored.ok_or_else(|| RunError::NotLoggedIn {
                    target: consent.target.clone(),
                })?;
                let token = fetch(&grant, client).await?;
                Ok(Self::renewable(token, Some(grant)))
            }
            Login::Refresh {
                token_url,
                client_id,
                client_secret,
                refresh_token,
            } => {
                let grant = Grant {
                    token_url: token_url.clone(),
                    refresh_token: refresh_token.clone(),
                    client_id: client_id.clone(),
                    client_secret: Some(client_secret.clone()),
                };
                let token = fetch(&grant, client).await?;
                Ok(Self::renewable(token, Some(grant)))
            }
        }
    }

    fn renewable(token: Secret, grant: Option<Grant>) -> Self {
        Self {
            grant,
            ..Self::fixed(Authorization::Bearer(token))
        }
    }

    async fn google(
        environment: &Environment,
        token_url: &Url,
        client: &Client,
    ) -> Result<Self, RunError> {
        let grant = match grant(environment, token_url)? {
            None if environment.access_token.is_none() => stored(environment, "google")?,
            grant => grant,
        };
        let token = match (&environment.access_token, &grant) {
            (Some(token), _) => token.clone(),
            (None, Some(grant)) => fetch(grant, client).await?,
            (None, None) => {
                return Err(RunError::NoCredentials {
                    reading: 0,
                    selected: 0,
                });
            }
        };
        Ok(Self::renewable(token, grant))
    }

    /// The credentials as they are now.
    pub(super) async fn authorization(&self) -> Authorization {
        self.current.lock().await.clone()
    }

    /// Fetches new credentials, if that is possible and nobody else has done so since `refused`
    /// was sent. Says whether there are new ones.
    pub(super) async fn renew(&self, refused: &Authorization, client: &Client) -> bool {
        let Some(grant) = &self.grant else {
            return false;
        };
        let mut current = self.current.lock().await;
        if *current != *refused {
            return true;
        }
        match grant.fetch(client).await {
            Ok(token) => {
                *current = Authorization::Bearer(token);
                true
            }
            // The refusal that led here is what the user is told.
            Err(_) => false,
        }
    }

    /// Everything that must not be printed, with what stands for it.
    pub(super) async fn secrets(&self) -> Vec<(Secret, &'static str)> {
        let mut secrets = self.authorization().await.secrets();
        if let Some(grant) = &self.grant {
            secrets.push((grant.refresh_token.clone(), "refresh-token"));
            let secret = grant.client_secret.clone();
            secrets.extend(secret.map(|secret| (secret, "client-secret")));
        }
        secrets
    }
}

fn by_environment(environment: &Environment) -> Result<Authorization, RunError> {
    match (
        &environment.access_token,
        &environment.user,
        &environment.password,
    ) {
        (Some(token), _, _) => Ok(Authorization::Bearer(token.clone())),
        (None, Some(user), Some(password)) => Ok(Authorization::Basic {
            user: user.clone(),
            password: password.clone(),
        }),
        (None, None, None) => Ok(Authorization::None),
        (None, Some(_), None) => Err(half("CARDPROOF_USER", &["CARDPROOF_PASSWORD"])),
        (None, None, Some(_)) => Err(half("CARDPROOF_PASSWORD", &["CARDPROOF_USER"])),
    }
}

/// What `cardproof login` kept for a target.
fn stored(environment: &Environment, target: &str) -> Result<Option<Grant>, RunError> {
    let Some(folder) = &environment.config_dir else {
        return Ok(None);
    };
    let login = StoredLogin::load(folder, target)?;
    Ok(login.map(|login| Grant {
        token_url: login.token_url,
        refresh_token: login.refresh_token,
        client_id: login.client_id,
        client_secret: login.client_secret,
    }))
}

/// What a token is fetched with; `None` where nothing of it is set.
fn grant(environment: &Environment, token_url: &Url) -> Result<Option<Grant>, RunError> {
    let Some(refresh_token) = &environment.refresh_token else {
        return Ok(None);
    };
    match (&environment.client_id, &environment.client_secret) {
        (Some(client_id), Some(client_secret)) => Ok(Some(Grant {
            token_url: token_url.clone(),
            refresh_token: refresh_token.clone(),
            client_id: client_id.clone(),
            client_secret: Some(client_secret.clone()),
        })),
        // With a token at hand the run can go on without the rest.
        _ if environment.access_token.is_some() => Ok(None),
        (id, secret) => {
            let missing = [
                (id.is_none(), "CARDPROOF_CLIENT_ID"),
                (secret.is_none(), "CARDPROOF_CLIENT_SECRET"),
            ];
            let missing = missing.into_iter().filter(|(missing, _)| *missing);
            let names: Vec<_> = missing.map(|(_, name)| name).collect();
            Err(half("CARDPROOF_REFRESH_TOKEN", &names))
        }
    }
}

fn half(given: &'static str, missing: &[&'static str]) -> RunError {
    RunError::HalfCredentials {
        given,
        missing: missing.to_vec(),
    }
}

async fn fetch(grant: &Grant, client: &Client) -> Result<Secret, RunError> {
    grant.fetch(client).await.map_err(|error| match error {
        TokenError::InvalidGrant => RunError::InvalidGrant,
        TokenError::InvalidClient { code } => RunError::InvalidClient { code },
        TokenError::Refused { problem } => RunError::TokenEndpoint { problem },
        TokenError::Unreachable(failure) => RunError::Unreachable {
            who: "the token endpoint".to_owned(),
            failure,
        },
    })
}

#[cfg(test)]
#[path = "login/tests.rs"]
mod tests;
