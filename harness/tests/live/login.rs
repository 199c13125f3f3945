//! `login`, rehearsed on the mock's page of consent: the test is the user and the user's browser.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use bytes::Bytes;
use cardproof::exchange::{Authorization, Client, Outgoing, Request, Response};
use cardproof::scenario::Device;
use cardproof_mock::quirk::Profile;
use cardproof_mock::{Client as Registered, MockServer, Secret};
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderValue};

const ID: &str = "123-abc.apps.googleusercontent.com";
const SECRET: &str = "GOCSPX-rehearsed";

/// The mock with a client, and a folder with a target file.
struct Stage {
    mock: MockServer,
    folder: tempfile::TempDir,
}

/// A login under way.
struct Asked {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
    /// What was printed until the URL came.
    text: String,
    url: String,
}

impl Stage {
    async fn new() -> Self {
        let builder = MockServer::builder().profile(Profile::GoogleObserved);
        let mock = builder.start().await.expect("a free port");
        let client = Registered::confidential(ID, &Secret::new(SECRET), "A program");
        mock.with_service(|service| service.world_mut().register_client(client))
            .expect("a new client");
        let url = mock.url();
        let target = format!(
            "name: rehearsal\n\
             base-url: \"{url}\"\n\
             auth:\n  \
               login:\n    \
                 authorization-url: \"{url}/o/oauth2/v2/auth\"\n    \
                 token-url: \"{url}/token\"\n    \
                 scope: https://www.googleapis.com/auth/carddav\n    \
                 client-id: {{ env: CARDPROOF_CLIENT_ID }}\n    \
                 client-secret: {{ env: CARDPROOF_CLIENT_SECRET }}\n\
             profile: google-observed\n"
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("target.yaml"), target).expect("a file");
        Self { mock, folder }
    }

    /// The program at the root of the repository.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cardproof"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARDPROOF_") {
                command.env_remove(name);
            }
        }
        let target = self.folder.path().join("target.yaml");
        command
            .env("CARDPROOF_CONFIG_DIR", self.folder.path().join("settings"))
            .env("CARDPROOF_STATE_DIR", self.folder.path().join("state"))
            .args(arguments)
            .arg(format!("--target={}", target.display()));
        command
    }

    /// Asks for a login, until the URL of the page is printed.
    fn ask(&self) -> Asked {
        let mut command = self.command(&["login"]);
        command.env("CARDPROOF_CLIENT_ID", ID);
        command.env("CARDPROOF_CLIENT_SECRET", SECRET);
        let mut child = command.spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("an output"));
        let mut text = String::new();
        let url = loop {
            let mut line = String::new();
            let count = output.read_line(&mut line).expect("text");
            assert_ne!(count, 0, "{text}");
            text += &line;
            if let Some(url) = line.strip_prefix("  http") {
                break format!("http{}", url.trim_end());
            }
        };
        Asked {
            child,
            output,
            text,
            url,
        }
    }

    fn login_file(&self) -> std::path::PathBuf {
        self.folder.path().join("settings/logins/rehearsal.json")
    }

    /// Plays a scenario with nothing but what is stored.
    fn play(&self) -> std::process::Output {
        let mut command = self.command(&["run", "read/get-card", "--allow-writes"]);
        command.output().expect("the program starts")
    }
}

impl Asked {
    /// How the program ended, and all that it wrote.
    fn end(mut self) -> (Option<i32>, String) {
        self.output.read_to_string(&mut self.text).expect("text");
        let mut errors = self.child.stderr.take().expect("errors");
        errors.read_to_string(&mut self.text).expect("text");
        (self.child.wait().expect("an end").code(), self.text)
    }
}

async fn sent(method: &str, url: &str, form: &str) -> Response {
    let mut headers = HeaderMap::new();
    if !form.is_empty() {
        let urlencoded = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, urlencoded);
    }
    let outgoing = Outgoing {
        request: Request {
            method: method.to_owned(),
            url: url.to_owned(),
            headers,
            body: Bytes::from(form.to_owned()),
            raw: None,
        },
        authorization: Authorization::None,
        device: Device::Own,
    };
    let exchange = Client::new().send(outgoing).await;
    exchange.outcome.expect("an answer")
}

/// What a user does: opens the page, decides, and lets the browser go back. Returns what stands
/// there then.
async fn decide(stage: &Stage, url: &str, decision: &str) -> String {
    let page = sent("GET", url, "").await;
    let page = String::from_utf8(page.body.to_vec()).expect("UTF-8");
    let token = page.split("name=\"form_token\" value=\"").nth(1);
    let token = token
        .and_then(|rest| rest.split('"').next())
        .expect("a form");
    let account = stage.mock.account().replace('@', "%40");
    let scope = "https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcarddav";
    let form = format!("form_token={token}&account={account}&scope={scope}&decision={decision}");
    let answer = sent("POST", url.split('?').next().expect("a path"), &form).await;
    let back = answer.headers.get(LOCATION).expect("a way back");
    let seen = sent("GET", back.to_str().expect("a URL"), "").await;
    String::from_utf8(seen.body.to_vec()).expect("UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_brings_a_token_that_runs_take_from_the_users_folder() {
    let stage = Stage::new().await;
    let asked = stage.ask();
    let seen = decide(&stage, &asked.url.clone(), "allow").await;
    assert!(seen.contains("cardproof has the answer."), "{seen}");
    let (code, text) = asked.end();
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("Logged in to rehearsal. "), "{text}");

    let kept = fs::read_to_string(stage.login_file()).expect("the login is kept");
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
    let refresh = kept["refresh_token"]
        .as_str()
        .expect("a refresh token")
        .to_owned();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let found = fs::metadata(stage.login_file()).expect("a file");
        assert_eq!(found.permissions().mode() & 0o777, 0o600);
    }

    let played = stage.play();
    let written = [played.stdout, played.stderr].concat();
    let written = String::from_utf8(written).expect("UTF-8");
    assert_eq!(played.status.code(), Some(0), "{written}");
    for text in [text, written] {
        assert!(!text.contains(&refresh) && !text.contains(SECRET), "{text}");
    }

    let mut elsewhere = stage.command(&["run", "read/get-card", "--allow-writes"]);
    elsewhere.env("CARDPROOF_CONFIG_DIR", stage.folder.path().join("empty"));
    let elsewhere = elsewhere.output().expect("the program starts");
    assert_eq!(elsewhere.status.code(), Some(3));
    assert_eq!(
        String::from_utf8(elsewhere.stderr).expect("UTF-8"),
        "error: rehearsal needs a login: cardproof login --target FILE, with this target file\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_says_no_leaves_nothing_behind() {
    let stage = Stage::new().await;
    let asked = stage.ask();
    let seen = decide(&stage, &asked.url.clone(), "deny").await;
    assert!(seen.contains("No access was given."), "{seen}");
    let (code, text) = asked.end();
    assert_eq!(code, Some(3), "{text}");
    assert!(
        text.contains("error: no access was given: access_denied.\n"),
        "{text}"
    );
    assert!(!stage.folder.path().join("settings").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_logged_in_to_is_wrong_usage() {
    let stage = Stage::new().await;
    let nobody = stage
        .command(&["login"])
        .output()
        .expect("the program starts");
    let error = String::from_utf8(nobody.stderr).expect("UTF-8");
    assert_eq!(nobody.status.code(), Some(2), "{error}");
    assert!(error.starts_with("error: a login needs a client id: set CARDPROOF_CLIENT_ID"));

    let target = stage.folder.path().join("target.yaml");
    fs::write(&target, "name: plain\nbase-url: http://127.0.0.1:9\n").expect("a file");
    let plain = stage
        .command(&["login"])
        .output()
        .expect("the program starts");
    let error = String::from_utf8(plain.stderr).expect("UTF-8");
    assert_eq!(plain.status.code(), Some(2), "{error}");
    assert!(
        error.starts_with("error: plain has no page of consent: "),
        "{error}"
    );
}
