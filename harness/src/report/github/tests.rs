//! What GitHub is told.

use std::fs;

use super::*;
use crate::report::document::RunRecord;
use crate::report::{sample, tell};
use crate::run::Verdict;
use crate::scenario::Level;

/// The annotations and the summary.
fn told(document: &Document, fence: Option<&str>) -> (String, String) {
    let output = tempfile::NamedTempFile::new().unwrap();
    let summary = tempfile::NamedTempFile::new().unwrap();
    let github = Github::new(
        Output::new(output.reopen().unwrap()),
        Some(Output::new(summary.reopen().unwrap())),
        fence.map(str::to_owned),
    );
    tell(document, &mut [Box::new(github)]);
    let read = |file: tempfile::NamedTempFile| fs::read_to_string(file.path()).unwrap();
    (read(output), read(summary))
}

fn two_profiles() -> Document {
    let run = sample::run(sample::every_verdict(), &[]);
    let other = RunRecord {
        profile: "rfc".to_owned(),
        ..run.clone()
    };
    sample::document_of(vec![run, other])
}

#[test]
fn what_is_wrong_stands_at_its_line_once_for_all_profiles() {
    insta::assert_snapshot!(told(&two_profiles(), None).0);
}

#[test]
fn the_summary_has_counts_and_every_failure() {
    insta::assert_snapshot!(told(&sample::document(sample::every_verdict()), None).1);
}

#[test]
fn nothing_between_the_fences_is_obeyed() {
    let text = told(&two_profiles(), Some("secret")).0;
    assert!(
        text.starts_with("::stop-commands::secret\n::secret::\n::error "),
        "{text}"
    );
    assert_eq!(text.matches("secret").count(), 2);
}

#[test]
fn what_a_server_says_stays_one_text() {
    let mut run = sample::run(sample::every_verdict(), &[]);
    run.scenarios
        .retain(|scenario| scenario.verdict == Verdict::Fail);
    let check = &mut run.scenarios[0].steps[0].checks[0];
    check.differences[0].received = "a\r\n::error::b ```` <script> 100%".to_owned();
    check.place.as_mut().unwrap().file = "a,b:c.yaml".into();
    let (annotations, summary) = told(&sample::document_of(vec![run]), None);
    assert_eq!(annotations.lines().count(), 1, "{annotations}");
    assert!(annotations.starts_with("::error file=a%2Cb%3Ac.yaml,line=23,col=15,title="));
    assert!(annotations.contains("received a%0D%0A::error::b ```` <script> 100%25%0A"));
    assert!(summary.contains("\n`````text\n"), "{summary}");
}

#[test]
fn what_does_not_count_and_what_never_ran_is_told_too() {
    let mut run = sample::run(sample::every_verdict(), &[]);
    run.level = Level::Must;
    run.scenarios
        .retain(|scenario| scenario.verdict == Verdict::Fail);
    run.scenarios[0].steps[0].checks[0].level = Level::Should;
    let text = told(&sample::document_of(vec![run.clone()]), None).0;
    assert!(text.starts_with("::warning file="), "{text}");
    run.scenarios[0].steps[0].checks.clear();
    run.scenarios[0].steps[0].left_out = Some("needs $a.href".to_owned());
    let text = told(&sample::document_of(vec![run]), None).0;
    assert_eq!(
        text,
        "::error file=scenarios/write/stale-if-match.yaml,line=1,col=1,title=fail%3A \
         write/stale-if-match::step stale was left out: needs $a.href%0Atarget mock, profile \
         google-documented\n"
    );
}

#[test]
fn a_run_that_did_not_take_place_is_an_error() {
    let mut document = sample::document_of(Vec::new());
    document.error = Some("no credentials".to_owned());
    let (annotations, summary) = told(&document, Some("fence"));
    assert_eq!(annotations, "::error title=cardproof::no credentials\n");
    assert!(
        summary.starts_with("### cardproof: no credentials\n"),
        "{summary}"
    );
}
