//! Runs in which nothing was judged, and checks that never ran.

use crate::{GREEN, suite};

const ON_THE_MOCK: &str = "  - name: later\n    mock: { advance: 30 days }\n    elsewhere: { \
                           not-applicable: it needs a clock }\n";

#[test]
fn a_run_of_which_all_is_skipped_is_no_success() {
    let server = cardproof_mock_server();
    let folder = suite(&format!("{GREEN}{ON_THE_MOCK}"));
    folder.write("target.yaml", &server.target_file);
    let end = folder.end(&["run", "--target", "target.yaml"]);
    assert_eq!(end.code, 2, "{}{}", end.output, end.error);
    assert!(
        end.output.contains("not applicable  x/one"),
        "{}",
        end.output
    );
    assert_eq!(
        end.error,
        "error: nothing was judged: every selected scenario is not applicable\n"
    );
}

#[test]
fn a_step_that_never_ran_turns_the_scenario_red() {
    // Nothing gives the capture a value, so that the step that needs it cannot run.
    let folder = suite(
        "steps:\n  - name: ask\n    propfind: $book\n    depth: 0\n    props: [resourcetype]\n    \
         expect: { status: 207 }\n    capture: { at: header X-Nowhere }\n    covers: [x-01]\n  \
         - name: then\n    get: $ask.at\n    expect: { status: 2xx }\n    covers: [x-01]\n",
    );
    let end = folder.end(&["run"]);
    assert_eq!(end.code, 1, "{}", end.output);
    assert!(
        end.output
            .contains("step `then` did not run: it needs $ask.at, which step `ask` did not give"),
        "{}",
        end.output
    );
}

#[test]
fn a_step_that_is_left_out_everywhere_leaves_nothing_judged() {
    let folder = suite(&GREEN.replace(
        "  - name: ask\n",
        "  - name: ask\n    when: { lacks: query }\n",
    ));
    let end = folder.end(&["run"]);
    assert_eq!(end.code, 2, "{}", end.output);
    assert!(
        end.output.contains("the target has query"),
        "{}",
        end.output
    );
    assert!(end.error.starts_with("error: nothing was judged"));
}

/// A mock in this process, as if it were any server.
struct Server {
    target_file: String,
    _runtime: tokio::runtime::Runtime,
    _mock: cardproof_mock::MockServer,
}

fn cardproof_mock_server() -> Server {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let mock = runtime
        .block_on(cardproof_mock::MockServer::builder().start())
        .expect("a mock");
    let target_file = format!(
        "name: mine\nbase-url: {}\nauth: {{ bearer: {} }}\n",
        mock.url(),
        mock.token().reveal()
    );
    Server {
        target_file,
        _runtime: runtime,
        _mock: mock,
    }
}
