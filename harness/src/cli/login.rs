//! `cardproof login`: a refresh token, with the user's consent.

mod browser;
mod client_file;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::target::target;
use super::{Console, Trouble};
use crate::exchange::Client;
use crate::login::{LoginError, Question, Redirect, StoredLogin, StoredLoginError, redeem};
use crate::plan::{Consent, Environment, Login, Server, Target};
use crate::run::{Exit, client_of};

const EXAMPLES: &str = "\
Examples:
  cardproof login --target google --client client_secret.json
  cardproof login --target google --open              with CARDPROOF_CLIENT_ID and _SECRET
  cardproof login --target my-server.yaml             whose `auth:` is `login: …`

Prints the URL of the page of consent, and waits for the answer on a free port of this machine. The
refresh token is kept in logins/ below CARDPROOF_CONFIG_DIR, else below cardproof in the folder of
your settings (XDG_CONFIG_HOME), in a file that only you can read. `cardproof run` with the same
--target takes it from there; variables win over it. docs/live.md tells the way from the start.

Exit codes: 0 logged in; 2 wrong usage; 3 no access was given.";

/// How long an answer is waited for where nobody says anything.
const PATIENCE: u64 = 300;

/// Log in, and keep a refresh token for later runs
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LoginArguments {
    /// What to log in to: google, or a target file with `auth: { login: … }`
    #[arg(long, value_name = "TARGET", default_value = "google")]
    target: String,
    /// The JSON file of a client of the type "Desktop app", as the Google Cloud console gives it
    #[arg(long, value_name = "FILE")]
    client: Option<PathBuf>,
    /// Open the page in the browser, beside printing its URL
    #[arg(long)]
    open: bool,
    /// How many seconds to wait for the answer
    #[arg(long, value_name = "SECONDS", default_value_t = PATIENCE)]
    timeout: u64,
}

impl From<LoginError> for Trouble {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::NoClient | LoginError::ClientFile { .. } => Self::usage(error),
            _ => Self::environment(error),
        }
    }
}

impl From<StoredLoginError> for Trouble {
    fn from(error: StoredLoginError) -> Self {
        Self::environment(error)
    }
}

/// Logs in and keeps the refresh token.
///
/// # Errors
/// When there is nothing to log in to, the user does not agree, or the token cannot be kept.
pub fn login(arguments: &LoginArguments, console: &Console) -> Result<Exit, Trouble> {
    let (target, _) = target(&arguments.target)?;
    let (server, consent) = consent(target, arguments)?;
    let folder = Environment::of_process().config_dir;
    let folder = folder.ok_or(StoredLoginError::NoFolder)?;
    let client = Arc::new(client_of(&server)?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    let login = runtime.block_on(log_in(&consent, &client, (arguments, console)))?;
    let file = login.store(&folder, &server.name)?;
    console.output().text(&format!(
        "Logged in to {}. The refresh token is in {}, which only you can read.\n\
         Try it: cardproof doctor {}\n",
        server.name,
        file.display(),
        arguments.target
    ));
    Ok(Exit::Success)
}

async fn log_in(
    consent: &Consent,
    client: &Client,
    (arguments, console): (&LoginArguments, &Console),
) -> Result<StoredLogin, LoginError> {
    let redirect = Redirect::listen().await?;
    let question = Question::new(consent, redirect.uri())?;
    console.output().text(&format!(
        "Open this page in a browser on this machine, and agree:\n\n  {}\n\n\
         Waiting for the answer at {}\n",
        question.url,
        redirect.uri()
    ));
    if arguments.open && !browser::open(question.url.as_str()) {
        console
            .output()
            .text("There is no browser that could be opened; open the page by hand.\n");
    }
    let within = Duration::from_secs(arguments.timeout);
    let code = redirect.code(&question, within).await?;
    redeem(consent, &question, &code, client).await
}

/// The server to log in to, and what to ask the user for.
fn consent(target: Target, arguments: &LoginArguments) -> Result<(Box<Server>, Consent), Trouble> {
    let Target::Server(server) = target else {
        return Err(Trouble::usage(
            "the bundled mock needs no login: a run has its token already",
        ));
    };
    let mut consent = match &server.login {
        Login::Google { .. } => {
            let environment = Environment::of_process();
            Consent {
                client_id: environment.client_id,
                client_secret: environment.client_secret,
                ..Consent::google().map_err(Trouble::usage)?
            }
        }
        Login::Consent(consent) => (**consent).clone(),
        _ => {
            return Err(Trouble::usage(format!(
                "{} has no page of consent: only google has, and a target file with\n\
                 `auth: {{ login: {{ authorization-url: …, token-url: …, scope: … }} }}`",
                server.name
            )));
        }
    };
    if let Some(file) = &arguments.client {
        let (id, secret) = client_file::read(file)?;
        consent.client_id = Some(id);
        consent.client_secret = secret;
    }
    Ok((server, consent))
}
