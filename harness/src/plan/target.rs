//! What is judged: the bundled mock, Google, or any server.

use std::collections::BTreeMap;
use std::path::PathBuf;

use cardproof_mock::quirk::Profile;
use url::Url;

use super::Consent;
use crate::exchange::Secret;
use crate::run::CheckName;
use crate::scenario::{
    AnyProfile, Feature, Level, Place, RequirementId, ScenarioId, StepName, Suggestion,
};

/// What is judged.
#[derive(Clone, Debug)]
pub enum Target {
    /// The bundled mock: a fresh world for each scenario.
    Mock,
    /// A server.
    Server(Box<Server>),
}

/// A server that is judged.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name in reports.
    pub name: String,
    /// Where the search for the address book starts. A URL without a path starts at the
    /// well-known URI (RFC 6764 §5).
    pub start: Url,
    /// How to log in.
    pub login: Login,
    /// Which address book, where the home set lists more than one: the last segment of its path.
    pub book: Option<String>,
    /// Features that are known to be lacking, and why one knows.
    pub lacks: BTreeMap<Feature, String>,
    /// Answers that are known to be wrong.
    pub known_deviations: Vec<KnownDeviation>,
    /// Whether snapshots are kept of it, in `@<name>/` or, for Google, by profile.
    pub snapshots: bool,
    /// The profile that is used where the user names none.
    pub profile: AnyProfile,
    /// Quirk values on top of that profile: name and value.
    pub quirks: Vec<(String, String)>,
    /// A file with certificates that are trusted beside those of the system (PEM).
    pub ca_file: Option<PathBuf>,
}

/// How to log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// As the environment says: a token, a user and a password, or nothing at all.
    Environment,
    /// As Google asks for: a token, or what a token can be fetched with. Nothing is an error.
    Google {
        /// Where tokens are fetched (RFC 6749 §3.2).
        token_url: Url,
    },
    /// Without credentials.
    Nobody,
    /// With a bearer token (RFC 6750).
    Bearer(Secret),
    /// With a user and a password (RFC 7617).
    Basic {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// With what `cardproof login` kept.
    Consent(Box<Consent>),
    /// With an access token that is fetched with a refresh token (RFC 6749 §6).
    Refresh {
        /// Where tokens are fetched (RFC 6749 §3.2).
        token_url: Url,
        /// The client.
        client_id: String,
        /// The client's secret.
        client_secret: Secret,
        /// The refresh token.
        refresh_token: Secret,
    },
}

/// A wrong answer that is known, from a target file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDeviation {
    /// In which scenario.
    pub scenario: ScenarioId,
    /// At which step.
    pub step: StepName,
    /// Which check is broken.
    pub check: CheckName,
    /// What is received instead, as reports print it; several differences joined by `; `.
    pub received: String,
    /// The requirement that is broken.
    pub requirement: Option<RequirementId>,
    /// Why the target does so, and who is right.
    pub reason: String,
    /// Where one can read about it.
    pub evidence: String,
    /// Since when it is known: a date, or a version of the target.
    pub since: String,
    /// Where the entry stands.
    pub place: Place,
    /// The last line of the entry.
    pub last_line: u32,
}

/// Why a `--target` is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Neither a name, nor a URL, nor a file.
    #[error("`{given}` is no target: expected `mock`, `google`, an http(s) URL or a target file{}",
        .hint.as_deref().map_or_else(String::new, |hint| format!("; {hint}")))]
    Unknown {
        /// As given.
        given: String,
        /// What may have been meant.
        hint: Option<String>,
    },
    /// A URL that cannot be one of a server.
    #[error("`{given}` is no URL of a server: {problem}")]
    Url {
        /// As given.
        given: String,
        /// What is wrong.
        problem: String,
    },
}

impl Target {
    /// The target of a word: `mock`, `google` or a URL. Target files are read elsewhere.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn named(given: &str) -> Result<Self, TargetError> {
        match given {
            "mock" => Ok(Self::Mock),
            "google" => Ok(Self::Server(Box::new(Server::google()?))),
            url if url.starts_with("http://") || url.starts_with("https://") => {
                Ok(Self::Server(Box::new(Server::at(url)?)))
            }
            _ => Err(unknown(given)),
        }
    }

    /// The name in reports.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Mock => "mock",
            Self::Server(server) => &server.name,
        }
    }

    /// What is known of it, beside its profile.
    #[must_use]
    pub fn deviations(&self) -> &[KnownDeviation] {
        match self {
            Self::Mock => &[],
            Self::Server(server) => &server.known_deviations,
        }
    }

    /// The profile that is used where the user names none.
    #[must_use]
    pub fn profile(&self) -> AnyProfile {
        match self {
            Self::Mock => Profile::GoogleDocumented.into(),
            Self::Server(server) => server.profile.clone(),
        }
    }

    /// The level from which on a fail makes exit 1 where the user names none.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Mock => Level::Should,
            Self::Server(_) => Level::Must,
        }
    }

    /// Whether it is the bundled mock.
    #[must_use]
    pub const fn is_mock(&self) -> bool {
        matches!(self, Self::Mock)
    }
}

impl Server {
    /// Google's service (google:DISC-01, google:AUTH-12).
    fn google() -> Result<Self, TargetError> {
        Ok(Self {
            name: "google".to_owned(),
            login: Login::Google {
                token_url: server_url("https://oauth2.googleapis.com/token")?,
            },
            profile: Profile::GoogleObserved.into(),
            snapshots: true,
            ..Self::at("https://www.googleapis.com")?
        })
    }

    /// A server by its URL: judged by the standards alone.
    ///
    /// # Errors
    /// When it is no http or https URL with a host, or holds a password.
    pub fn at(given: &str) -> Result<Self, TargetError> {
        let start = server_url(given)?;
        Ok(Self {
            name: origin_name(&start),
            start,
            login: Login::Environment,
            book: None,
            lacks: BTreeMap::new(),
            known_deviations: Vec::new(),
            snapshots: false,
            profile: Profile::Rfc.into(),
            quirks: Vec::new(),
            ca_file: None,
        })
    }
}

/// A word that is no target, and what may have been meant.
fn unknown(given: &str) -> TargetError {
    // What stands before an at sign may be a password, and is not repeated.
    let shown = given.rsplit('@').next().unwrap_or_default();
    let hint = match given.split_once("://") {
        Some((scheme, rest)) => {
            let rest = rest.rsplit('@').next().unwrap_or_default();
            let near = match Suggestion::among(scheme, ["https", "http"]) {
                Suggestion::Near(near) => near,
                _ => "https".to_owned(),
            };
            Some(format!("did you mean `{near}://{rest}`?"))
        }
        None if is_host(shown) => {
            let scheme = if is_this_machine(shown) {
                "http"
            } else {
                "https"
            };
            Some(format!("did you mean `{scheme}://{shown}`?"))
        }
        None => Suggestion::among(given, ["mock", "google"])
            .near()
            .map(|near| format!("did you mean `{near}`?")),
    };
    TargetError::Unknown {
        given: shown.to_owned(),
        hint,
    }
}

/// Whether a word looks like a URL without its scheme.
fn is_host(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let (name, port) = host
        .rsplit_once(':')
        .map_or((host, None), |(name, port)| (name, Some(port)));
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    is_port && !name.is_empty() && (port.is_some() || name == "localhost" || name.contains('.'))
}

/// Whether it is one of this machine, where there is seldom a certificate.
fn is_this_machine(word: &str) -> bool {
    ["localhost", "127.", "[::1]"]
        .iter()
        .any(|begin| word.starts_with(begin))
}

fn origin_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

pub(super) fn server_url(given: &str) -> Result<Url, TargetError> {
    let wrong = |problem: &str| TargetError::Url {
        // What stands before an at sign may be a password, and is not repeated.
        given: given.rsplit('@').next().unwrap_or_default().to_owned(),
        problem: problem.to_owned(),
    };
    let url = Url::parse(given).map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("the scheme is not http or https"));
    }
    if url.password().is_some() || !url.username().is_empty() {
        // The URL is not repeated: it holds what must not be printed.
        return Err(TargetError::Url {
            given: origin_name(&url),
            problem: "credentials belong in CARDPROOF_USER and CARDPROOF_PASSWORD".to_owned(),
        });
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_target_decides_its_profile_and_level() {
        let of = |given| {
            let target = Target::named(given).unwrap();
            (target.name().to_owned(), target.profile(), target.level())
        };
        assert_eq!(
            of("mock"),
            (
                "mock".into(),
                Profile::GoogleDocumented.into(),
                Level::Should
            )
        );
        assert_eq!(
            of("google"),
            ("google".into(), Profile::GoogleObserved.into(), Level::Must)
        );
        assert_eq!(
            of("http://127.0.0.1:5232/"),
            ("127.0.0.1:5232".into(), Profile::Rfc.into(), Level::Must)
        );
    }

    #[test]
    fn a_url_with_a_password_is_refused_without_printing_it() {
        let error = Target::named("https://ada:lovelace@example.com/").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`example.com` is no URL of a server: credentials belong in CARDPROOF_USER and \
             CARDPROOF_PASSWORD"
        );
        assert_eq!(
            Target::named("https://ada:lovelace@example.com:99999/")
                .unwrap_err()
                .to_string(),
            "`example.com:99999/` is no URL of a server: invalid port number"
        );
    }

    #[test]
    fn a_word_that_is_no_target_is_an_error() {
        assert_eq!(
            Target::named("gogle").unwrap_err().to_string(),
            "`gogle` is no target: expected `mock`, `google`, an http(s) URL or a target file; did \
             you mean `google`?"
        );
        for (given, meant) in [
            ("htp://dav.example.com/", "http://dav.example.com/"),
            ("htps://dav.example.com", "https://dav.example.com"),
            (
                "dav://ada:secret@dav.example.com",
                "https://dav.example.com",
            ),
            ("dav.example.com", "https://dav.example.com"),
            ("localhost:80", "http://localhost:80"),
            ("127.0.0.1:5232/ada/", "http://127.0.0.1:5232/ada/"),
            ("ada:secret@dav.example.com", "https://dav.example.com"),
        ] {
            let error = Target::named(given).unwrap_err().to_string();
            assert!(
                error.ends_with(&format!("; did you mean `{meant}`?")),
                "{error}"
            );
            assert!(!error.contains("secret"), "{error}");
        }
        let far = Target::named("somewhere").unwrap_err().to_string();
        assert!(far.ends_with("an http(s) URL or a target file"), "{far}");
    }
}
