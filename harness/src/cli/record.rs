//! `cardproof record`: a door to a server, behind which everything is written down.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::setting::Settings;
use super::target::target;
use super::wait::Seconds;
use super::{Console, Trouble};
use crate::plan::{Server, Target};
use crate::record::{Cards, Door, RecordError, Tape};
use crate::run::{EndSignal, Exit, client_of};

const EXAMPLES: &str = "\
Examples:
  cardproof record --target https://dav.example.com/ -o conversation.har
  cardproof record --target google -o google.har --addr 127.0.0.1:8080
  cardproof record --target my-server.yaml -o conversation.har --exchanges 20
  cardproof repro conversation.har -o draft.yaml        the recording as a scenario

Point a client at the URL that is printed, instead of at the server; any method goes through. The door
itself speaks HTTP/1.1 in clear and listens on this machine only, unless --addr says otherwise; to the
server it speaks as the target's URL says. Requests and answers go through as they are, but for:
  - Host, the fields that speak of one connection, and the coding of bodies in chunks
  - Accept-Encoding, which is left out, so that bodies can be read
  - the server's origin in Location, in Content-Location and in every DAV:href, which becomes the door's,
    so that the client stays; the door's in Destination, If and DAV:href of requests becomes the server's
The file shows what the server was told and what it said. Tokens, passwords, cookies and addresses of
accounts are placeholders in it. Cards keep their form and lose what they say: letters become x, digits
1; so do displayname and what queries look for. Bodies that may hold cards and cannot be read are left
out. --whole-cards keeps all that.

Ctrl-C or SIGTERM ends the recording; the file is written every second until then. A server that
cannot be reached is a 502 for the client, and recorded. The line that begins with `cardproof-ready ` is
for programs: a JSON object with url, target and file.

Flags can also be set by CARDPROOF_TARGET, CARDPROOF_ADDR, ..., and in the table [record] of
cardproof.toml in the working folder.

Exit codes: 0 something was recorded; 2 wrong usage; 3 nothing came, or the file or the address cannot be
used.";

/// Write down what a client and a server say to each other
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RecordArguments {
    /// Where the door leads: a URL, a target file or google
    #[arg(
        long,
        value_name = "TARGET",
        env = "CARDPROOF_TARGET",
        hide_env_values = true
    )]
    target: Option<String>,
    /// The HAR file to write
    #[arg(short, long, value_name = "FILE.har")]
    output: PathBuf,
    /// Where to listen [default: 127.0.0.1, a port that the system chooses]
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "CARDPROOF_ADDR",
        hide_env_values = true
    )]
    addr: Option<SocketAddr>,
    /// A file with an authority (PEM) to trust beside those of the system
    #[arg(
        long,
        value_name = "PATH",
        env = "CARDPROOF_CACERT",
        hide_env_values = true
    )]
    cacert: Option<PathBuf>,
    /// End after so many seconds
    #[arg(
        long,
        value_name = "SECONDS",
        env = "CARDPROOF_DURATION",
        hide_env_values = true
    )]
    duration: Option<Seconds>,
    /// End after so many exchanges
    #[arg(long, value_name = "N", env = "CARDPROOF_EXCHANGES", hide_env_values = true,
          value_parser = clap::value_parser!(u32).range(1..))]
    exchanges: Option<u32>,
    /// Keep cards as they are, of an account that holds nobody's
    #[arg(long, env = "CARDPROOF_WHOLE_CARDS", hide_env_values = true,
          num_args = 0, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    whole_cards: Option<bool>,
}

/// What was asked for.
struct Choices {
    server: Server,
    output: PathBuf,
    address: SocketAddr,
    duration: Option<Seconds>,
    exchanges: Option<u32>,
    cards: Cards,
}

/// Records until the end.
///
/// # Errors
/// When what was asked for cannot be, or nobody came.
pub fn record(arguments: RecordArguments, console: &Console) -> Result<Exit, Trouble> {
    let choices = Choices::of(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    let tape = Arc::new(Tape::new(choices.cards));
    // A file that cannot be written is found before anybody comes.
    tape.save(&choices.output)?;
    let url = runtime.block_on(until_the_end(&choices, &tape, console))?;
    tape.save(&choices.output)?;
    let file = choices.output.display().to_string();
    if tape.count() == 0 {
        return Err(RecordError::NobodyCame { url, file }.into());
    }
    console.output().text(&told(&tape, &file));
    Ok(Exit::Success)
}

impl Choices {
    fn of(arguments: RecordArguments) -> Result<Self, Trouble> {
        let file = Settings::of_folder("record")?;
        let word: Option<String> = file.either(arguments.target, "target")?;
        let word = word.ok_or_else(|| Trouble::usage("--target says where the door leads"))?;
        let Target::Server(mut server) = target(&word)?.0 else {
            return Err(RecordError::NoServer { target: word }.into());
        };
        let cacert: Option<PathBuf> = file.either(arguments.cacert, "cacert")?;
        server.ca_file = cacert.or(server.ca_file);
        let whole: bool = file
            .either(arguments.whole_cards, "whole-cards")?
            .unwrap_or_default();
        Ok(Self {
            server: *server,
            output: arguments.output,
            address: file
                .either(arguments.addr, "addr")?
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
            duration: file.either(arguments.duration, "duration")?,
            exchanges: file.either(arguments.exchanges, "exchanges")?,
            cards: if whole { Cards::Whole } else { Cards::Masked },
        })
    }
}

/// Answers clients until the end, and gives the URL at which they found the door.
async fn until_the_end(
    choices: &Choices,
    tape: &Arc<Tape>,
    console: &Console,
) -> Result<String, Trouble> {
    let client = client_of(&choices.server)?;
    let server = (choices.server.start.clone(), client);
    let door = Door::open(choices.address, server, tape.clone()).await?;
    // Whoever sees that the door is open may send a signal at once.
    let mut signal = EndSignal::listen()
        .map_err(|error| Trouble::environment(format!("no signals can be listened to: {error}")))?;
    let url = door.url();
    console.output().text(&ready(&url, choices));
    let progress = console.open_ended_progress();
    let mut kept = tape.watch();
    let told = async {
        let over = async {
            match &choices.duration {
                Some(Seconds(duration)) => tokio::time::sleep(*duration).await,
                None => std::future::pending().await,
            }
        };
        let telling = async {
            while kept.changed().await.is_ok() {
                let count = *kept.borrow_and_update();
                progress.tell(&format!("{count} exchanges recorded"));
            }
        };
        tokio::select! {
            () = signal.come() => {}
            () = over => {}
            () = tape.keep_saving(&choices.output) => {}
            () = telling => {}
        }
    };
    let enough = choices.exchanges.and_then(|it| usize::try_from(it).ok());
    door.serve(enough, told).await;
    progress.end();
    Ok(url)
}

/// What people and programs are told when the door is open.
fn ready(url: &str, choices: &Choices) -> String {
    let path = choices.server.start.path();
    let url = match path {
        "/" => url.to_owned(),
        path => format!("{url}{path}"),
    };
    let server = choices.server.start.origin().ascii_serialization();
    let file = choices.output.display().to_string();
    let cards = match choices.cards {
        Cards::Masked => "what cards say is left out",
        Cards::Whole => "cards are kept as they are",
    };
    let ready = json!({ "url": url, "target": server, "file": file });
    format!(
        "{url} leads to {server}\n  {:<9} {file}; {cards}\n  {:<9} Ctrl-C\n\ncardproof-ready {ready}\n",
        "file", "end"
    )
}

fn told(tape: &Tape, file: &str) -> String {
    let mut text = match tape.count() {
        1 => format!("{file} holds 1 exchange\n"),
        count => format!("{file} holds {count} exchanges\n"),
    };
    for origin in tape.elsewhere() {
        text += &format!(
            "The server sent the client to {origin}: what was said there is not recorded; a door of its own \
             would be\n  cardproof record --target {origin} -o OTHER.har\n"
        );
    }
    let draft = Path::new(file).with_extension("yaml");
    text + &format!("  cardproof repro {file} -o {}\n", draft.display())
}

impl From<RecordError> for Trouble {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::NoServer { .. } | RecordError::Itself { .. } => Self::usage(error),
            _ => Self::environment(error),
        }
    }
}
