//! `cardproof serve`: the mock by itself.

use std::net::SocketAddr;

use cardproof_mock::{MockServer, StartError};
use clap::Args;

use super::setting::{ProfileName, QuirkValue, Settings};
use super::{Console, Trouble, seed};
use crate::plan::ActiveProfile;
use crate::run::{EndSignal, Exit};

const EXAMPLES: &str = "\
Examples:
  cardproof serve
  cardproof serve --addr 127.0.0.1:8008 --profile google-observed
  cardproof serve --quirk sync.empty-token=full-listing

The last line of the start text begins with `cardproof-ready ` and is for programs: a JSON object
with url, account, access_token and profile. SIGTERM or Ctrl-C ends the server when the requests
that are under way have their answers.";

/// Serve the mock by itself, for tests of your own
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ServeArguments {
    /// Where to listen; port 0 lets the system choose
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "CARDPROOF_ADDR",
        hide_env_values = true
    )]
    addr: Option<SocketAddr>,
    /// How the server behaves [default: google-documented]
    #[arg(
        long,
        value_name = "NAME",
        env = "CARDPROOF_PROFILE",
        hide_env_values = true,
        value_parser = ProfileName::parser(false)
    )]
    profile: Option<ProfileName>,
    /// Gives one quirk another value; may be repeated
    #[arg(
        long,
        value_name = "NAME=VALUE",
        env = "CARDPROOF_QUIRK",
        hide_env_values = true,
        value_delimiter = ','
    )]
    quirk: Vec<QuirkValue>,
    /// What ids, tokens and random paths are made from [default: 1]
    #[arg(long, value_name = "N", env = "CARDPROOF_SEED", hide_env_values = true)]
    seed: Option<u64>,
    /// Serve plain HTTP as if it were HTTPS; for now the only mode, also without this flag
    #[arg(long)]
    insecure_http: bool,
}

/// Serves until the process is told to end.
///
/// # Errors
/// When the settings are wrong or the address cannot be listened on.
pub fn serve(arguments: &ServeArguments, console: &Console) -> Result<Exit, Trouble> {
    let settings = Settings::of_folder("serve")?;
    let profile = profile(arguments, &settings)?;
    let address = match arguments.addr {
        Some(address) => address,
        None => settings
            .parsed("addr")?
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
    };
    let seed = match arguments.seed {
        Some(seed) => seed,
        None => settings.parsed("seed")?.unwrap_or(seed::MOCK_SEED),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    runtime.block_on(async {
        let server = MockServer::builder()
            .quirks(profile.quirks().clone())
            .seed(seed)
            .address(address)
            .start()
            .await
            .map_err(|error| not_started(&error))?;
        // Whoever reads the ready line may send a signal at once.
        let mut end = EndSignal::listen().map_err(|error| {
            Trouble::environment(format!("no signals can be listened to: {error}"))
        })?;
        console
            .output()
            .text(&start_text(&server, &profile.to_string(), seed));
        end.come().await;
        server.stop().await;
        Ok(Exit::Success)
    })
}

fn profile(arguments: &ServeArguments, settings: &Settings) -> Result<ActiveProfile, Trouble> {
    let name = match &arguments.profile {
        Some(name) => Some(*name),
        None => settings.parsed("profile")?,
    };
    let base = match name {
        Some(ProfileName::One(profile)) => profile,
        Some(ProfileName::All) => {
            return Err(Trouble::usage(
                "a server has one profile; `all` is for `run`",
            ));
        }
        None => crate::plan::Target::Mock.profile(),
    };
    let quirks = match arguments.quirk.as_slice() {
        [] => settings.list("quirk")?,
        given => given.to_vec(),
    };
    let overrides = quirks.into_iter().map(QuirkValue::into_pair).collect();
    ActiveProfile::with(base, overrides).map_err(Trouble::usage)
}

fn not_started(error: &StartError) -> Trouble {
    match error {
        StartError::Listen { .. } => Trouble::usage(error),
        StartError::World(_) | StartError::Certificates(_) => Trouble::environment(error),
    }
}

/// The mock's token is nobody's secret: it opens this server only, and ends with it.
fn start_text(server: &MockServer, profile: &str, seed: u64) -> String {
    let (url, account) = (server.url(), server.account());
    let token = server.token().reveal().to_owned();
    let ready = serde_json::json!({
        "url": url,
        "account": account,
        "access_token": token,
        "profile": profile,
    });
    format!(
        "\
The mock of Google's CardDAV listens on {url}
  account       {account}
  access token  {token}
  profile       {profile}
  seed          {seed}

Plain HTTP is served as if it were HTTPS (--insecure-http): use it on this machine only.
  curl -i -X PROPFIND -H 'Authorization: Bearer {token}' {url}/.well-known/carddav

cardproof-ready {ready}
"
    )
}
