//! Requests that go out byte for byte.

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, check, mock, step, verdict};
use crate::exchange::RawLine;
use crate::run::Verdict;

const ODD: &str = "\
steps:
  - name: odd
    request: { method: PROPFIND, target: $book }
    headers: [\"dEPTH: 0\", \"Cookie: a=b\", \"X: 1\", \"X: 2\"]
    body: '<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>'
    content-type: application/xml
    expect: { status: 207, header: { Content-Type: { contains: xml } } }
    covers: [x-01]
";

#[tokio::test]
async fn lines_reach_the_server_in_order_and_credentials_are_added() {
    let mock = mock(Profile::GoogleObserved).await;
    let bench = Bench::elsewhere(ODD, &mock, Profile::GoogleObserved);
    let report = bench.report().await;
    assert_eq!(step(&report.scenarios[0], "odd").exchanges.len(), 1);
    let journal = mock.journal();
    let mut heard = journal.iter().map(|exchange| &exchange.request.headers);
    let heard = heard.find(|headers| headers.contains_key("x")).unwrap();
    let values: Vec<_> = heard.get_all("x").iter().collect();
    assert_eq!(values, ["1", "2"]);
    assert!(heard.contains_key("authorization"));
    assert!(
        heard["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("cardproof/")
    );
}

#[tokio::test]
async fn a_report_shows_the_lines_and_no_secret() {
    let mock = mock(Profile::GoogleObserved).await;
    let bench = Bench::elsewhere(ODD, &mock, Profile::GoogleObserved);
    let report = bench.report().await;
    let shown = format!("{report:?}");
    assert!(!shown.contains(mock.token().reveal()));
    assert!(!shown.contains(&mock.account()));
    let odd = step(&report.scenarios[0], "odd");
    let raw = odd.exchanges[0].request.raw.as_ref().unwrap();
    let lines: Vec<&str> = raw.lines.iter().map(RawLine::shown).collect();
    assert_eq!(
        lines[3..],
        [
            "Content-Type: application/xml",
            "dEPTH: 0",
            "Cookie: a=[cookie]",
            "X: 1",
            "X: 2",
            "Content-Length: 57",
            "Connection: close",
        ]
    );
    assert_eq!(lines[2], "Authorization: [credentials]");
    assert!(raw.target.contains("/[account]/"), "{}", raw.target);
}

#[tokio::test]
async fn credentials_can_be_none_or_of_the_scenario() {
    for keys in [
        "credentials: none",
        "headers: [\"AUTHORIZATION: Bearer nobody\"]",
        "credentials: unknown-token",
    ] {
        let scenario = format!(
            "steps:\n  - name: who\n    request: {{ method: PROPFIND, target: $book }}\n    {keys}\n    \
             expect: {{ status: 401 }}\n    covers: [x-01]\n"
        );
        let report = Bench::on_mock(&scenario).scenario().await;
        assert_eq!(verdict(&report), (Verdict::Pass, ""), "{keys}");
    }
}

#[tokio::test]
async fn they_go_over_tls_as_well() {
    let mut bench = Bench::on_mock(ODD);
    for insecure in [false, true] {
        bench.plan.insecure_http = insecure;
        assert_eq!(verdict(&bench.scenario().await), (Verdict::Pass, ""));
    }
}

#[tokio::test]
async fn on_an_account_of_somebody_what_is_unclear_is_not_sent() {
    let mock = mock(Profile::Rfc).await;
    let scenario = "\
steps:
  - name: odd
    request: { method: DELETE, target: \"${book}a/../\" }
    expect: { status: 400 }
    covers: [x-01]
";
    let bench = Bench::elsewhere(scenario, &mock, Profile::Rfc);
    let report = bench.scenario().await;
    assert_eq!(
        verdict(&report),
        (
            Verdict::NotApplicable,
            "on a real account it is not sent: DELETE of a target that may be read in several ways"
        )
    );
    let journal = mock.journal();
    assert!(
        !journal
            .iter()
            .any(|exchange| exchange.request.method == "DELETE")
    );
}

const SILENT: &str = "\
given: { ada: minimal }
steps:
  - { name: fault, mock: { fault: { method: GET, kind: silence, times: 1 } }, elsewhere: { not-applicable: x } }
";

fn unanswered(status: &str) -> String {
    format!(
        "{SILENT}  - {{ name: read, get: $given.ada.href, timeout: 20 ms, expect: {{ status: {status} }}, covers: [x-01] }}\n"
    )
}

#[tokio::test]
async fn no_answer_can_be_what_is_expected() {
    let report = Bench::on_mock(&unanswered("[4xx, no-answer]"))
        .scenario()
        .await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    assert_eq!(check(&report, "read", "status").covers[0].0, "x-01");
    let answered = unanswered("no-answer").replace("method: GET", "method: PUT");
    let report = Bench::on_mock(&answered).scenario().await;
    let status = check(&report, "read", "status");
    assert_eq!(status.verdict, Verdict::Fail);
    assert_eq!(status.differences[0].expected, "no-answer");
}
