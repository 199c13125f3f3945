//! What a record is made of.

use super::*;
use crate::report::sample;
use crate::run::Verdict;

#[test]
fn a_body_keeps_its_bytes() {
    let mut response = sample::response(200, &[], "a\r\nb");
    let request = sample::request("GET", "/a", &[], "");
    let record = ExchangeRecord::of(
        &sample::exchange(request.clone(), response.clone()),
        String::new(),
    );
    let message = record.response.unwrap();
    assert_eq!((message.body.as_str(), message.base64), ("a\r\nb", false));
    assert_eq!((message.text().as_str(), message.length()), ("a\nb", 4));
    response.body = bytes::Bytes::from_static(b"\xff\xfe");
    let record = ExchangeRecord::of(&sample::exchange(request, response), String::new());
    let message = record.response.unwrap();
    assert_eq!((message.body.as_str(), message.base64), ("//4=", true));
    assert_eq!(message.text(), "(2 bytes that are not UTF-8)");
    assert_eq!(message.length(), 2);
}

#[test]
fn a_recorder_for_people_keeps_only_what_is_told() {
    let mut recorder = sample::recorder();
    recorder.keeps_all = false;
    let exchanges = |wanted| {
        let scenarios = sample::every_verdict();
        let found = scenarios.iter().find(|found| found.verdict == wanted);
        let record = recorder.scenario(found.unwrap());
        record
            .steps
            .iter()
            .map(|step| step.exchanges.len())
            .sum::<usize>()
    };
    assert_eq!(exchanges(Verdict::Fail), 1);
    assert_eq!(exchanges(Verdict::KnownDeviation), 0);
}

#[test]
fn counts_are_over_all_scenarios() {
    let counts = sample::run(sample::every_verdict(), &[]).counts;
    assert!(Verdict::ALL.iter().all(|verdict| counts.of(*verdict) == 1));
    assert_eq!(
        counts.in_words(),
        "1 pass, 1 not applicable, 1 known deviation, 1 inconclusive, 1 changed, 1 fail"
    );
}
