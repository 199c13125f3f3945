//! `cardproof serve`: the mock by itself.

mod ca_file;
mod choices;
mod door;
mod ready;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use cardproof_mock::{HostName, MockBuilder, SharedService, StartError, StateError, Tls};
use clap::Args;

use super::behaviour::BehaviourArguments;
use super::{Console, Trouble};
use crate::report::Output;
use crate::run::{EndSignal, Exit};
use ca_file::CaFile;
use choices::Choices;
use ready::{Ready, ReadyFile};

/// How long requests that are under way have after the signal to end. The process ends within a
/// second.
const GRACE: Duration = Duration::from_millis(800);

const EXAMPLES: &str = "\
Examples:
  cardproof serve
  cardproof serve --addr 127.0.0.1:8443 --profile google-observed --ca-file ca.pem
  cardproof serve --addr 0.0.0.0:8443 --host mock
  cardproof serve --world docs/examples/world.yaml
  cardproof serve --addr 127.0.0.1:8443 --state google.state
  cardproof serve --quirk sync.empty-token=full-listing --plain-port

The last line of the start text begins with `cardproof-ready ` and is for programs: a JSON object
with url, ca_file, plain_url, expired_url, not_yet_valid_url, wrong_name_url, account, access_token,
admin_token and profile. The same object is what --ready-file holds. SIGTERM or Ctrl-C ends the
server within a second, when the requests that are under way have their answers. Fault rules that
met no request are told then.

Everything can also be set by a variable (CARDPROOF_ADDR, CARDPROOF_CA_FILE, ..., lists with
commas) and in the table [serve] of cardproof.toml in the working folder, with the names of the
flags. A flag wins over a variable, a variable over the file.";

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
    #[command(flatten)]
    behaviour: BehaviourArguments,
    /// What the server starts with: accounts, cards, tokens, clock, faults (YAML). Other flags win
    /// over what stands in it
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_WORLD",
        hide_env_values = true
    )]
    world: Option<PathBuf>,
    /// What ids, tokens and random paths are made from [default: another
    /// number each time, told at the start]
    #[arg(long, value_name = "N", env = "CARDPROOF_SEED", hide_env_values = true)]
    seed: Option<u64>,
    /// A file that keeps the world, so that the next server goes on where this one ended, even if
    /// it was killed; one server at a time. Where it is there already, accounts, cards and clocks
    /// come from it and from nowhere else
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_STATE",
        hide_env_values = true
    )]
    state: Option<PathBuf>,
    #[command(flatten)]
    door: DoorArguments,
    /// A file that appears when the server is ready and goes when it ends; it holds the JSON object
    /// of the ready line
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_READY_FILE",
        hide_env_values = true
    )]
    ready_file: Option<PathBuf>,
}

/// How the mock is reached.
#[derive(Debug, Args)]
struct DoorArguments {
    /// A name under which the server may be reached, beside Google's, localhost and the loopback
    /// addresses: a container's, say; may be repeated
    #[arg(
        long,
        value_name = "NAME",
        env = "CARDPROOF_HOST",
        hide_env_values = true,
        value_delimiter = ','
    )]
    host: Vec<HostName>,
    /// Where to write the certificate (PEM) of the authority that clients have to trust; it stays
    /// there [default: a temporary file, removed at the end]
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_CA_FILE",
        hide_env_values = true
    )]
    ca_file: Option<PathBuf>,
    /// A certificate of your own (PEM), with those up to its authority; needs --key
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_CERT",
        hide_env_values = true
    )]
    cert: Option<PathBuf>,
    /// The key (PEM) to the certificate of your own
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_KEY",
        hide_env_values = true
    )]
    key: Option<PathBuf>,
    /// Serve plain HTTP as if it were HTTPS, and no TLS
    #[arg(
        long,
        env = "CARDPROOF_INSECURE_HTTP",
        hide_env_values = true,
        num_args = 0,
        default_missing_value = "true",
        value_parser = clap::builder::BoolishValueParser::new()
    )]
    insecure_http: Option<bool>,
    /// Also listen where plain HTTP is answered as Google answers it: 401 [port: by the system]
    #[arg(
        long,
        value_name = "PORT",
        env = "CARDPROOF_PLAIN_PORT",
        hide_env_values = true,
        num_args = 0..=1,
        default_missing_value = "0"
    )]
    plain_port: Option<u16>,
    /// Also listen with certificates that have expired [port: by the system]
    #[arg(
        long,
        value_name = "PORT",
        env = "CARDPROOF_EXPIRED_PORT",
        hide_env_values = true,
        num_args = 0..=1,
        default_missing_value = "0"
    )]
    expired_port: Option<u16>,
    /// Also listen with certificates that are not valid yet [port: by the system]
    #[arg(
        long,
        value_name = "PORT",
        env = "CARDPROOF_NOT_YET_VALID_PORT",
        hide_env_values = true,
        num_args = 0..=1,
        default_missing_value = "0"
    )]
    not_yet_valid_port: Option<u16>,
    /// Also listen with certificates for another name [port: by the system]
    #[arg(
        long,
        value_name = "PORT",
        env = "CARDPROOF_WRONG_NAME_PORT",
        hide_env_values = true,
        num_args = 0..=1,
        default_missing_value = "0"
    )]
    wrong_name_port: Option<u16>,
}

/// Serves until the process is told to end.
///
/// # Errors
/// When the settings are wrong, an address cannot be listened on, or a file cannot be written.
pub fn serve(arguments: ServeArguments, console: &Console) -> Result<Exit, Trouble> {
    let choices = Choices::of(arguments)?;
    let hosts = choices.door.hosts.iter().cloned();
    let builder = hosts.fold(choices.world()?, MockBuilder::known_as);
    let builder = builder.address(choices.address);
    let tls = choices.door.tls()?;
    // Whoever reaches the server must find the file.
    let authority = tls.as_ref().and_then(Tls::certificate_authority);
    let ca_file = authority
        .map(|found| CaFile::write(found.pem(), choices.door.ca_file.as_deref()))
        .transpose()?;
    let builder = match tls {
        Some(tls) => builder.tls(tls),
        None => builder,
    };
    let builder = match &choices.state {
        Some(path) => builder.state_file(path),
        None => builder,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    runtime.block_on(until_the_end(builder, &choices, ca_file.as_ref(), console))
}

async fn until_the_end(
    builder: MockBuilder,
    choices: &Choices,
    ca_file: Option<&CaFile>,
    console: &Console,
) -> Result<Exit, Trouble> {
    let mut server = builder.start().await.map_err(|error| not_started(&error))?;
    let others = choices.door.open_others(&mut server).await?;
    // Whoever sees that the server is ready may send a signal at once.
    let mut end = EndSignal::listen()
        .map_err(|error| Trouble::environment(format!("no signals can be listened to: {error}")))?;
    let ready = Ready {
        server: &server,
        choices,
        ca_file: ca_file.map(CaFile::path),
        others,
    };
    let ready_file = choices.ready_file.as_deref();
    let _ready_file = ready_file
        .map(|path| ReadyFile::write(path, &ready.json()))
        .transpose()?;
    console.output().text(&ready.text());
    end.come().await;
    let service = SharedService::clone(&server);
    // Requests that take longer are cut off with the process.
    let _ = tokio::time::timeout(GRACE, server.stop()).await;
    Output::new(std::io::stderr()).text(&never_struck(&service));
    Ok(Exit::Success)
}

/// The rules that met no request: whoever made them for a test did not test what it says.
fn never_struck(service: &SharedService) -> String {
    let rules = service.unfired_faults();
    let lines = rules
        .iter()
        .map(|rule| format!("{} never struck: {}\n", rule.id, rule.fault));
    lines.collect()
}

fn not_started(error: &StartError) -> Trouble {
    match error {
        StartError::Listen { .. } => Trouble::usage(error),
        StartError::State(StateError::InUse { .. }) => Trouble::usage(error),
        StartError::World(_) | StartError::Certificates(_) | StartError::State(_) => {
            Trouble::environment(error)
        }
    }
}
