//! Servers that answer the same to everything: against each the whole shipped suite is played, and
//! nothing is green, and nothing is passed over as not applicable because of it.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::program::{End, Folder, at_root, command, end, root};

/// A server that gives one answer, and the program's end against it, with its report.
async fn judged(answer: ResponseTemplate) -> (End, Value) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let folder = Folder::empty();
    let target = format!("--target={}", server.uri());
    let path = folder.path("report.json");
    let report = format!("--report=json={}", path.display());
    let arguments = ["run", &target, "--allow-writes", "--snapshots=off", &report];
    let mut command: Command = command(root(), &arguments);
    command.env("CARDPROOF_STATE_DIR", folder.path("state"));
    let end = tokio::task::spawn_blocking(move || end(&mut command));
    let end = end.await.expect("no panic");
    let text = std::fs::read_to_string(path).expect("a report");
    (end, serde_json::from_str(&text).expect("JSON"))
}

/// The scenarios of a report, with what is said of each.
fn scenarios(report: &Value) -> BTreeMap<String, Value> {
    let runs = report["runs"].as_array().expect("runs").iter();
    let all = runs.flat_map(|run| run["scenarios"].as_array().expect("scenarios"));
    all.map(|it| (text(&it["id"]).to_owned(), it.clone()))
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The verdicts of the checks of a scenario's own steps.
fn verdicts(scenario: &Value) -> Vec<&str> {
    let steps = scenario["steps"].as_array().expect("steps").iter();
    let checks = steps.flat_map(|step| step["checks"].as_array().expect("checks"));
    checks.map(|check| text(&check["verdict"])).collect()
}

fn shipped() -> usize {
    let listed = at_root(&["list", "--format", "json"]).output;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    listed.as_array().expect("a list").len()
}

async fn assert_nothing_is_green(answer: ResponseTemplate) {
    let (end, report) = judged(answer).await;
    assert_eq!(end.code, 1, "{}{}", end.output, end.error);
    let scenarios = scenarios(&report);
    assert_eq!(scenarios.len(), shipped());
    for (id, scenario) in &scenarios {
        let reason = text(&scenario["reason"]);
        match text(&scenario["verdict"]) {
            "fail" => {}
            "inconclusive" => {
                let verdicts = verdicts(scenario);
                assert!(!verdicts.contains(&"fail"), "{id}: {reason}");
                assert!(!reason.is_empty(), "{id} has no reason");
            }
            other => panic!("{id}: {other}: {reason}"),
        }
    }
    let failed = scenarios
        .values()
        .filter(|it| text(&it["verdict"]) == "fail");
    assert!(failed.count() > 0, "{}", end.output);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_answers_500_to_everything_passes_nothing() {
    assert_nothing_is_green(ResponseTemplate::new(500)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_answers_200_with_nothing_passes_nothing() {
    assert_nothing_is_green(ResponseTemplate::new(200)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_answers_a_web_page_to_everything_passes_nothing() {
    let page = ResponseTemplate::new(200).set_body_string("<html><p>Welcome</html>");
    assert_nothing_is_green(page).await;
}
