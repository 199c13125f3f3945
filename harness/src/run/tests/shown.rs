//! What a report shows, and what not.

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, mock, step};
use crate::scenario::ContextName;

const SCENARIO: &str = "\
given: { ada: minimal }
steps:
  - name: other
    as: other-device
    get: $given.ada.href
    covers: [x-01]
    expect: { status: 418, header: { X: { equals: $given.ada.href } } }
";

#[tokio::test]
async fn neither_token_nor_address_is_in_a_report() {
    let mock = mock(Profile::GoogleObserved).await;
    let bench = Bench::elsewhere(SCENARIO, &mock, Profile::GoogleObserved);
    let report = bench.report().await;
    let shown = format!("{report:?}");
    assert!(!shown.contains(mock.token().reveal()));
    assert!(!shown.contains(&mock.account()));
    let scenario = &report.scenarios[0];
    assert!(scenario.context[&ContextName::Book].contains("/[account]/"));
    let (path, by) = &scenario.cards[0];
    assert!(path.contains("/[account]/lists/default/"), "{path}");
    assert_eq!(by, "ada");
}

#[tokio::test]
async fn received_texts_name_what_the_scenario_knows() {
    let report = Bench::on_mock(SCENARIO).scenario().await;
    let check = super::bench::check(&report, "other", "header");
    assert_eq!(check.differences[0].expected, "X: $given.ada.href");
}

#[tokio::test]
async fn the_other_device_calls_itself_so() {
    let report = Bench::on_mock(SCENARIO).scenario().await;
    let agent = |name: &str| {
        let exchange = &step(&report, name).exchanges[0];
        exchange.request.headers["user-agent"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert!(agent("other").ends_with(" (other device)"));
    assert!(!agent("given.ada/put").contains("other"));
}

#[tokio::test]
async fn two_runs_with_one_seed_send_the_same() {
    let sent = async || {
        let report = Bench::on_mock(SCENARIO).scenario().await;
        let exchanges = report.steps.iter().flat_map(|step| &step.exchanges);
        let base = report.context[&ContextName::Base].clone();
        let request = |exchange: &crate::exchange::Exchange| {
            let path = exchange.request.url.replace(&base, "");
            (path, exchange.request.body.clone())
        };
        exchanges.map(request).collect::<Vec<_>>()
    };
    assert_eq!(sent().await, sent().await);
}
