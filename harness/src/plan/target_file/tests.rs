use cardproof_mock::quirk::Profile;

use super::*;
use crate::exchange::Secret;
use crate::plan::Login;
use crate::run::CheckName;
use crate::scenario::{CheckKind, StepName, load};

const RADICALE: &str = r#"
name: radicale
base-url: { env: RADICALE_URL }
auth: { basic: { user: ada, password: { env: RADICALE_PASSWORD } } }
tls: { ca-file: ca.pem }
quirks: { update.if-match: ignored }
lacks: { add-member: it has no add-member URL }
start: { path: /ada/ }
book: /ada/contacts/
snapshots: true
known-deviations:
  - scenario: write/stale
    step: stale
    check: status
    received: "204"
    requirement: write-02
    reason: >
      It does not look at the header,
      and says so.
    evidence: radicale/app/put.py
    since: 3.9.0
  - { scenario: write/stale, step: stale, check: "standing:well-formed", received: none,
      reason: x, evidence: y, since: z }
"#;

fn load_text(text: &str) -> Result<TargetFile, Diagnostics> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("radicale.yaml");
    std::fs::write(&path, text).unwrap();
    TargetFile::load(&path)
}

fn variable(name: &str) -> Option<String> {
    match name {
        "RADICALE_URL" => Some("http://127.0.0.1:5232".to_owned()),
        "RADICALE_PASSWORD" => Some("lovelace".to_owned()),
        _ => None,
    }
}

fn server(text: &str) -> Server {
    load_text(text).unwrap().server(variable).unwrap()
}

#[test]
fn a_target_file_becomes_a_server() {
    let server = server(RADICALE);
    assert_eq!(server.name, "radicale");
    assert_eq!(server.start.as_str(), "http://127.0.0.1:5232/ada/");
    let basic = Login::Basic {
        user: "ada".to_owned(),
        password: Secret::new("lovelace"),
    };
    assert_eq!(server.login, basic);
    assert_eq!(server.book.as_deref(), Some("contacts"));
    assert_eq!(server.profile, Profile::Rfc.into());
    assert_eq!(
        server.quirks,
        [("update.if-match".to_owned(), "ignored".to_owned())]
    );
    assert!(server.lacks.contains_key(&Feature::AddMember));
    assert!(server.ca_file.unwrap().ends_with("ca.pem"));
    assert!(server.snapshots);
}

#[test]
fn a_known_deviation_knows_its_lines() {
    let server = server(RADICALE);
    let [first, second] = server.known_deviations.as_slice() else {
        panic!("two entries");
    };
    assert_eq!((first.place.line, first.last_line), (12, 21));
    assert_eq!((second.place.line, second.last_line), (22, 23));
    assert_eq!(first.step, StepName("stale".to_owned()));
    assert_eq!(first.check, CheckName::Step(CheckKind::Status));
    assert_eq!(second.check, CheckName::Standing("well-formed"));
}

#[test]
fn the_least_is_a_name_and_a_url() {
    let server = server("name: plain\nbase-url: https://dav.example.com\n");
    assert_eq!(server.start.as_str(), "https://dav.example.com/");
    assert_eq!(server.login, Login::Environment);
}

#[test]
fn a_refresh_token_and_no_login_are_read() {
    let refresh = "name: google\nbase-url: https://www.googleapis.com\nauth:\n  refresh:\n    \
                   token-url: https://oauth2.googleapis.com/token\n    client-id: id\n    \
                   client-secret: { env: RADICALE_PASSWORD }\n    refresh-token: 1//x\n";
    assert!(matches!(server(refresh).login, Login::Refresh { client_id, .. } if client_id == "id"));
    let nobody = server("name: open\nbase-url: http://localhost:80\nauth: none\n");
    assert_eq!(nobody.login, Login::Nobody);
}

#[test]
fn a_variable_that_is_not_set_is_named() {
    let file = load_text(RADICALE).unwrap();
    let error = file.server(|_| None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the target file takes a value from the variable RADICALE_URL, which is not set"
    );
}

#[test]
fn no_secret_is_in_debug() {
    let text = "name: a\nbase-url: http://localhost\nauth: { bearer: ya29.abc }\n";
    assert!(!format!("{:?}", server(text)).contains("ya29"));
    let file = load_text(text).unwrap();
    assert!(!format!("{file:?}").contains("ya29"));
}

#[test]
fn known_deviations_of_the_shipped_suite_are_looked_up() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = load(&[root.join("scenarios")]).unwrap();
    let scenario = suite.scenarios.first().unwrap();
    let step = scenario
        .steps
        .iter()
        .find(|step| !step.expect.is_empty())
        .unwrap();
    let check = step.expect.keys().next().unwrap();
    let entry = |scenario: &str| {
        format!(
            "name: a\nbase-url: http://localhost\nknown-deviations:\n  - {{ scenario: {scenario}, \
             step: {}, check: {check}, received: x, reason: x, evidence: x, since: x }}\n",
            step.name
        )
    };
    let right = load_text(&entry(&scenario.id.0)).unwrap();
    assert!(right.verify(&suite).is_ok());
    let wrong = load_text(&entry("no/such")).unwrap();
    let diagnostics = wrong.verify(&suite).unwrap_err();
    assert!(
        diagnostics
            .to_string()
            .contains("error[unknown-scenario]: there is no scenario `no/such`")
    );
}

#[test]
fn what_is_known_of_radicale_speaks_of_the_shipped_suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = load(&[root.join("scenarios")]).unwrap();
    let file = TargetFile::load(&root.join("ci/targets/radicale.yaml"));
    if let Err(diagnostics) = file.and_then(|file| file.verify(&suite)) {
        panic!("{diagnostics}");
    }
}
