//! Servers that answer the same to everything: nothing is green, and nothing is passed over as not
//! applicable because of it.

use std::process::Command;

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::program::{Desk, End};

async fn judged(answer: ResponseTemplate) -> End {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let desk = Desk::with("");
    let target = format!("--target={}", server.uri());
    let mut command: Command = desk.command(&[&target, "--allow-writes", "--snapshots=off"]);
    let end = tokio::task::spawn_blocking(move || {
        let child = command.spawn().expect("the program starts");
        desk.end(child)
    });
    end.await.expect("no panic")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_always_fails_passes_nothing() {
    let empty = ResponseTemplate::new(200);
    let html = ResponseTemplate::new(200).set_body_string("<html><p>Welcome</html>");
    for answer in [ResponseTemplate::new(500), empty, html] {
        let end = judged(answer).await;
        assert_eq!(end.code, Some(1), "{}{}", end.output, end.error);
        for (id, (verdict, reason)) in end.verdicts() {
            let by_scenario = reason.contains("mock") || reason.contains("would lose");
            match verdict.as_str() {
                "fail" | "inconclusive" => {}
                "not applicable" => assert!(by_scenario, "{id}: {reason}"),
                _ => panic!("{id}: {verdict}"),
            }
        }
    }
}
