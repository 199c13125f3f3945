//! Runs that cannot take place, and runs that end early.

use cardproof_mock::quirk::Profile;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer as Wiremock, ResponseTemplate};

use super::bench::{Bench, mock, verdict};
use crate::exchange::Secret;
use crate::plan::Login;
use crate::run::{Event, Exit, Interrupt, Verdict, exit_code, play};

const READING: &str = "\
steps:
  - { name: read, propfind: $book, depth: 0, props: [getetag], expect: { status: 207 }, covers: [x-01] }
";

const WRITING: &str = "\
given: { ada: minimal }
steps:
  - { name: read, get: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";

/// Why a run against a server that always answers the same does not take place.
async fn refusal(status: u16, body: &str, login: Login) -> String {
    let server = Wiremock::start().await;
    let answer = ResponseTemplate::new(status).set_body_string(body);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let mut bench = Bench::on(READING, &server.uri());
    bench.server().login = login;
    bench.server().name = "it".to_owned();
    let error = bench.run().await.unwrap_err();
    assert!(!error.is_usage());
    error.to_string()
}

fn token() -> Login {
    Login::Bearer(Secret::new("ya29.wrong"))
}

#[tokio::test]
async fn credentials_are_never_the_targets_fault() {
    assert_eq!(
        refusal(401, "", token()).await,
        "it does not accept the credentials: it answered 401.\n\
         Access tokens often live for an hour only: fetch a new one."
    );
    assert_eq!(
        refusal(401, "", Login::Environment).await,
        "it asks for credentials: set CARDPROOF_ACCESS_TOKEN, or CARDPROOF_USER and \
         CARDPROOF_PASSWORD"
    );
    let disabled = r#"{"error": {"message": "... API has not been used in project 123 before"}}"#;
    let message = refusal(403, disabled, token()).await;
    assert!(
        message.contains("\"Google Contacts CardDAV API\""),
        "{message}"
    );
}

#[tokio::test]
async fn a_target_that_is_not_there_is_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let error = Bench::on(READING, &url)
        .run()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("nobody answers at http://127.0.0.1:"),
        "{error}"
    );
}

#[tokio::test]
async fn a_dead_refresh_token_is_explained() {
    let endpoint = Wiremock::start().await;
    let answer = ResponseTemplate::new(400).set_body_string(r#"{"error": "invalid_grant"}"#);
    Mock::given(any())
        .respond_with(answer)
        .mount(&endpoint)
        .await;
    let mut bench = Bench::on(READING, "https://www.googleapis.com/");
    bench.server().login = Login::Refresh {
        token_url: endpoint.uri().parse().unwrap(),
        client_id: "me".to_owned(),
        client_secret: Secret::new("GOCSPX-x"),
        refresh_token: Secret::new("1//dead"),
    };
    let error = bench.run().await.unwrap_err().to_string();
    for part in ["invalid_grant", "\"Testing\" live seven days", "six months"] {
        assert!(error.contains(part), "{error}");
    }
    assert!(!error.contains("1//dead"));
}

#[tokio::test]
async fn google_without_credentials_says_how_much_could_be_played() {
    let mut bench = Bench::on(WRITING, "https://www.googleapis.com/");
    bench.server().login = Login::Google {
        token_url: "http://127.0.0.1:1/".parse().unwrap(),
    };
    let error = bench.run().await.unwrap_err().to_string();
    assert!(
        error.contains("0 of the 1 selected scenarios only read"),
        "{error}"
    );
}

#[tokio::test]
async fn certificates_that_cannot_be_read_are_told() {
    let mut bench = Bench::on(READING, "https://dav.example.com/");
    bench.server().ca_file = Some("/nowhere/ca.pem".into());
    let error = bench.run().await.unwrap_err().to_string();
    assert!(
        error.starts_with("the certificates in /nowhere/ca.pem cannot be used"),
        "{error}"
    );
}

#[tokio::test]
async fn without_a_place_for_the_ledger_nothing_is_written() {
    let mock = mock(Profile::Rfc).await;
    let mut bench = Bench::elsewhere(WRITING, &mock, Profile::Rfc);
    bench.plan.environment.state_dir = None;
    let error = bench.run().await.unwrap_err().to_string();
    assert!(
        error.ends_with("there is no folder for it: set CARDPROOF_STATE_DIR"),
        "{error}"
    );
    assert!(
        !mock
            .journal()
            .iter()
            .any(|exchange| exchange.request.method == "PUT")
    );
}

#[tokio::test]
async fn an_interrupted_run_plays_no_further_scenario() {
    for bench in [
        Bench::on_mock(READING),
        Bench::elsewhere(READING, &mock(Profile::Rfc).await, Profile::Rfc),
    ] {
        let (sender, receiver) = tokio::sync::watch::channel(false);
        sender.send(true).unwrap();
        let interrupt = Interrupt::told_by(receiver);
        let report = play(&bench.plan, interrupt, |_| {}).await.unwrap();
        assert_eq!(report.scenarios.len(), 0);
        assert_eq!(exit_code(&[report], false), Exit::Interrupted);
    }
}

#[tokio::test]
async fn a_scenario_that_is_interrupted_is_cleaned_up() {
    let mock = mock(Profile::Rfc).await;
    let bench = Bench::elsewhere(WRITING, &mock, Profile::Rfc);
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let watched = mock.service();
    let told = move || {
        let journal = watched.journal();
        journal
            .iter()
            .any(|exchange| exchange.request.method == "PUT")
    };
    let interrupting = tokio::spawn(async move {
        while !told() {
            tokio::task::yield_now().await;
        }
        sender.send(true)
    });
    let report = play(&bench.plan, Interrupt::told_by(receiver), |_| {})
        .await
        .unwrap();
    interrupting.await.unwrap().unwrap();
    assert!(report.interrupted);
    assert_eq!(
        verdict(&report.scenarios[0]),
        (Verdict::Inconclusive, "interrupted")
    );
    assert_eq!(mock.card_hrefs().unwrap(), Vec::<String>::new());
    assert_eq!(bench.ledger(), "");
}

#[tokio::test]
async fn events_tell_of_every_scenario() {
    let bench = Bench::on_mock(READING);
    let mut told = Vec::new();
    let tell = |event: Event| {
        told.push(match event {
            Event::Started { scenarios } => format!("{scenarios} scenario"),
            Event::ScenarioStarted { id } => format!("{id} begins"),
            Event::ScenarioFinished(report) => format!("{} is over", report.id),
        });
    };
    play(&bench.plan, Interrupt::never(), tell).await.unwrap();
    assert_eq!(told, ["1 scenario", "x/one begins", "x/one is over"]);
}
