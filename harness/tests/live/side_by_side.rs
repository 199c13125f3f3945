//! On one account scenarios that read play side by side, and one that writes plays alone.

use std::collections::{BTreeMap, BTreeSet};

use cardproof_mock::quirk::Profile;
use serde_json::Value;

use crate::account::Account;
use crate::program::Desk;

/// The events of a run of the whole suite, in order.
async fn events(jobs: &'static str) -> Vec<Value> {
    let account = Account::empty(Profile::Rfc).await;
    let desk = Desk::for_account(&account, Profile::Rfc);
    let path = desk.path("events.ndjson");
    let report = format!("--report=ndjson={}", path.display());
    let arguments = ["--allow-writes", "--jobs", jobs, &report];
    let mut command = desk.against_target(&account.token(), &arguments);
    let read = move || {
        let end = desk.end(command.spawn().expect("the program starts"));
        assert_eq!(end.code, Some(0), "{}{}", end.output, end.error);
        std::fs::read_to_string(path).expect("the events")
    };
    let text = tokio::task::spawn_blocking(read).await.expect("no panic");
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON")
}

/// The ids of scenarios that sent something that changes the account.
fn writers(events: &[Value]) -> BTreeSet<String> {
    let scenarios = events.iter().filter_map(|event| event.get("scenario"));
    let wrote = scenarios.filter(|scenario| {
        let steps = scenario["steps"].as_array().into_iter().flatten();
        let mut exchanges =
            steps.flat_map(|step| step["exchanges"].as_array().into_iter().flatten());
        exchanges.any(|exchange| {
            let method = exchange["method"].as_str().unwrap_or_default();
            ["PUT", "POST", "DELETE"].contains(&method)
        })
    });
    wrote
        .filter_map(|scenario| scenario["id"].as_str().map(str::to_owned))
        .collect()
}

/// The most scenarios that played at the same time; each writer has to have played alone.
fn most_at_a_time(events: &[Value]) -> usize {
    let writers = writers(events);
    assert!(writers.len() > 10, "{writers:?}");
    let mut playing = BTreeMap::new();
    let mut most = 0;
    for event in events {
        if event["event"] == "scenario-started" {
            let id = event["id"].as_str().unwrap_or_default();
            let writes = writers.contains(id);
            let beside = playing.values().any(|writes| *writes);
            assert!(
                playing.is_empty() || !(writes || beside),
                "{id} beside {playing:?}"
            );
            playing.insert(id.to_owned(), writes);
            most = most.max(playing.len());
        } else if let Some(id) = event["scenario"]["id"].as_str() {
            assert!(playing.remove(id).is_some(), "{id}");
        }
    }
    assert!(playing.is_empty(), "{playing:?}");
    most
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_play_side_by_side_and_a_writer_plays_alone() {
    assert_eq!(most_at_a_time(&events("3").await), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_one_job_all_play_alone() {
    assert_eq!(most_at_a_time(&events("1").await), 1);
}
