//! Secrets and the cards of strangers, looked for in everything that the program writes: with every
//! way to log in, in clear and by TLS, green and red, in every report format, with logs on.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cardproof_mock::quirk::Profile::{self, GoogleObserved, Rfc};
use cardproof_mock::{Client, MockServer, Scopes, Secret, Tls};

use crate::account::Account;
use crate::program::{Desk, End};

const CLIENT_SECRET: &str = "GOCSPX-known-client-secret";
const PASSWORD: &str = "abcd-known-app-password";
/// Enough that they fill answers, few enough to be quick.
const FEW: usize = 40;

/// How the program logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Login {
    Bearer,
    Refresh,
    Basic,
}

/// A run: the mock behaves like one profile and is judged by another, or by the same.
#[derive(Clone, Copy, Debug)]
struct Case {
    login: Login,
    tls: bool,
    behaves: Profile,
    judged: Profile,
}

impl Case {
    async fn account(self) -> Account {
        let builder = MockServer::builder().profile(self.behaves).seed(7);
        let builder = match self.tls {
            true => builder.tls(Tls::new()),
            false => builder,
        };
        Account::with(builder, FEW).await
    }

    /// The target file, and what no output may show.
    fn prepared(self, account: &Account) -> (String, Vec<String>) {
        let (server, address) = (&account.server, account.server.account());
        let mut secrets = account.secrets();
        let auth = match self.login {
            Login::Bearer => format!("bearer: \"{}\"", account.token()),
            Login::Basic => {
                let set = server.with_service(|service| {
                    service.world_mut().set_app_password(&address, PASSWORD)
                });
                set.expect("the account");
                secrets.push(PASSWORD.to_owned());
                secrets.push(STANDARD.encode(format!("{address}:{PASSWORD}")));
                format!("basic: {{ user: \"{address}\", password: {PASSWORD} }}")
            }
            Login::Refresh => {
                let client = Client::confidential("known", &Secret::new(CLIENT_SECRET), "Known");
                server.register_client(client).expect("a new client");
                let token = server.mint_refresh_token(&address, "known", Scopes::carddav());
                let token = token.expect("the account").reveal().to_owned();
                let auth = format!(
                    "refresh: {{ token-url: \"{}/token\", client-id: known, client-secret: \
                     {CLIENT_SECRET}, refresh-token: \"{token}\" }}",
                    server.url().trim_end_matches('/')
                );
                secrets.extend([token, CLIENT_SECRET.to_owned()]);
                auth
            }
        };
        let tls = match server.certificate_authority() {
            Some(_) => "tls: { ca-file: ca.pem }\n",
            None => "",
        };
        let file = format!(
            "name: rehearsal\nbase-url: \"{}\"\nauth: {{ {auth} }}\n{tls}profile: {}\nsnapshots: \
             true\n",
            server.url(),
            self.judged
        );
        (file, secrets)
    }

    /// Plays the whole suite and looks for everything that is secret.
    async fn play(self) -> End {
        let account = self.account().await;
        let (file, secrets) = self.prepared(&account);
        let desk = Desk::with(&file);
        if let Some(authority) = account.server.certificate_authority() {
            std::fs::write(desk.path("ca.pem"), authority.pem()).expect("a file");
        }
        let mut command = command(&desk);
        let end = tokio::task::spawn_blocking(move || {
            let child = command.spawn().expect("the program starts");
            desk.end(child)
        });
        let end = end.await.expect("no panic");
        account.assert_untouched();
        account.assert_nothing_fetched();
        end.assert_without(&secrets);
        for text in end.texts() {
            // Whatever tokens the mock issued on the way, they begin alike.
            assert!(!text.contains("ya29."), "an access token is shown");
        }
        end
    }
}

/// The program in a folder with the shipped suite, so that snapshots are written there too.
fn command(desk: &Desk) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::os::unix::fs::symlink(root.join("scenarios"), desk.path("scenarios")).expect("a link");
    let target = format!("--target={}", desk.path("target.yaml").display());
    let arguments = [target.as_str(), "--allow-writes", "--snapshots=new"];
    let mut command = desk.command(&arguments);
    for format in formats() {
        if !["junit", "json", "pretty"].contains(&format.as_str()) {
            let path = desk.path(&format!("report.{format}"));
            command.arg(format!("--report={format}={}", path.display()));
        }
    }
    command
        .current_dir(desk.path("."))
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full");
    command
}

/// The report formats, as the program lists them to whoever asks for one that it has not.
fn formats() -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardproof"));
    let output = command.args(["run", "--report", "0"]).output();
    let told = String::from_utf8(output.expect("the program starts").stderr).expect("UTF-8");
    let (_, listed) = told.split_once("; there is ").expect("the formats");
    let formats: Vec<String> = listed
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert!(formats.len() >= 3, "{told}");
    formats
}

/// The standards judge a mock that keeps them.
async fn green(login: Login, tls: bool) {
    let case = Case {
        login,
        tls,
        behaves: Rfc,
        judged: Rfc,
    };
    let end = case.play().await;
    assert_eq!(end.code, Some(0), "{case:?}: {}{}", end.output, end.error);
}

async fn red(login: Login, tls: bool, behaves: Profile, judged: Profile) {
    let case = Case {
        login,
        tls,
        behaves,
        judged,
    };
    let end = case.play().await;
    assert_eq!(end.code, Some(1), "{case:?}: {}{}", end.output, end.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_green_run_shows_no_secret_in_clear_and_by_tls() {
    green(Login::Bearer, false).await;
    green(Login::Bearer, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_green_run_with_a_refresh_token_or_a_password_shows_no_secret() {
    green(Login::Refresh, true).await;
    green(Login::Basic, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_red_run_shows_no_secret_in_clear_and_by_tls() {
    red(Login::Bearer, false, GoogleObserved, Rfc).await;
    red(Login::Bearer, true, GoogleObserved, Rfc).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_red_run_with_a_refresh_token_or_a_password_shows_no_secret() {
    red(Login::Refresh, false, GoogleObserved, Rfc).await;
    red(Login::Basic, true, Rfc, GoogleObserved).await;
}
