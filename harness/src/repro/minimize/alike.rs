//! When two failures are the same one.

use std::collections::BTreeSet;

use crate::run::{CheckReport, RunReport, ScenarioReport, Verdict};

/// A check that went wrong, or a scenario that did without any check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The case of a table.
    case: Option<String>,
    pub(super) step: String,
    pub(super) check: String,
    pub(super) verdict: Verdict,
    /// What was said of it, without what differs from play to play.
    said: BTreeSet<String>,
}

/// Everything that went wrong in a run.
pub(super) fn failures(report: &RunReport) -> Vec<Failure> {
    report.scenarios.iter().flat_map(of_scenario).collect()
}

fn of_scenario(scenario: &ScenarioReport) -> Vec<Failure> {
    let mut failures = Vec::new();
    for step in &scenario.steps {
        let checks = step.checks.iter();
        for check in checks.filter(|check| is_wrong(check.verdict)) {
            failures.push(Failure {
                case: scenario.id.case().map(str::to_owned),
                step: step.name.0.clone(),
                check: check.name.to_string(),
                verdict: check.verdict,
                said: said(check),
            });
        }
    }
    if failures.is_empty() && is_wrong(scenario.verdict) {
        failures.push(Failure {
            case: scenario.id.case().map(str::to_owned),
            step: String::new(),
            check: String::new(),
            verdict: scenario.verdict,
            said: scenario.reason.iter().map(|why| shape(why)).collect(),
        });
    }
    failures
}

const fn is_wrong(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
    )
}

fn said(check: &CheckReport) -> BTreeSet<String> {
    let differences = check.differences.iter();
    let differences =
        differences.map(|it| format!("{} / {}", shape(&it.expected), shape(&it.received)));
    differences
        .chain(check.reason.iter().map(|why| shape(why)))
        .collect()
}

impl Failure {
    /// Whether it is the other one, or a part of it: fewer cards may be told of.
    fn is_like(&self, other: &Self) -> bool {
        let names = |it: &Self| (it.case.clone(), it.step.clone(), it.check.clone());
        names(self) == names(other)
            && self.verdict == other.verdict
            && self.said.is_subset(&other.said)
            && self.said.is_empty() == other.said.is_empty()
    }
}

/// A failure that has to stay.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The one that counts.
    pub(super) failure: Failure,
    /// Everything that went wrong with it.
    all: Vec<Failure>,
}

impl Wanted {
    /// The worst of some failures, the first among equals; of those whose step and check were
    /// seen before, where anything was. `None` where there is none.
    pub(super) fn of(all: Vec<Failure>, seen: &[(String, String)]) -> Option<Self> {
        let was_seen = |failure: &&Failure| {
            let mut seen = seen.iter();
            seen.any(|(step, check)| *step == failure.step && *check == failure.check)
        };
        let counts = all.iter().filter(|it| seen.is_empty() || was_seen(it));
        let worst = counts.rev().max_by_key(|failure| failure.verdict)?.clone();
        let failure = worst;
        Some(Self { failure, all })
    }

    /// Whether this is what went wrong, and nothing else went wrong than before.
    pub(super) fn is_met_by(&self, failures: &[Failure]) -> bool {
        let known = |it: &Failure| self.all.iter().any(|other| it.is_like(other));
        failures.iter().any(|it| it.is_like(&self.failure)) && failures.iter().all(known)
    }
}

/// A text without what differs from play to play: words with digits, which are ids, tokens, times
/// and counts. A status stays.
fn shape(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "-_.%+@~/:".contains(c);
    let mut shape = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match is_word(first) {
            true => rest.find(|c| !is_word(c)),
            false => rest.find(is_word),
        };
        let (run, behind) = rest.split_at(end.unwrap_or(rest.len()));
        shape.push_str(if changes(run) { "#" } else { run });
        rest = behind;
    }
    while shape.contains("#, #") {
        shape = shape.replace("#, #", "#");
    }
    shape
}

fn changes(word: &str) -> bool {
    let is_status = word
        .parse::<u16>()
        .is_ok_and(|status| (100..600).contains(&status));
    word.contains(|c: char| c.is_ascii_digit()) && !is_status
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(step: &str, check: &str, verdict: Verdict, said: &[&str]) -> Failure {
        Failure {
            case: None,
            step: step.to_owned(),
            check: check.to_owned(),
            verdict,
            said: said.iter().map(|text| shape(text)).collect(),
        }
    }

    #[test]
    fn ids_and_counts_make_no_difference_and_statuses_do() {
        assert_eq!(shape("no /dav/u/0/c-17.vcf"), "no #");
        assert_eq!(
            shape("a1 at status 200, b2 at status 404"),
            "# at status 200, # at status 404"
        );
        assert_eq!(shape("\"1a2b\", \"3c\""), "\"#\", \"#\"");
        assert_eq!(shape("c1, c2, c3"), "#");
        assert_ne!(shape("412"), shape("404"));
        assert_eq!(shape("2 of them"), shape("17 of them"));
    }

    #[test]
    fn another_check_or_another_answer_is_another_failure() {
        let stale = failure("stale", "status", Verdict::Fail, &["412 / 204"]);
        let also = failure("stale", "etag", Verdict::Fail, &["a / b", "c / d"]);
        let wanted = Wanted::of(vec![stale.clone(), also.clone()], &[]).unwrap();
        assert_eq!(wanted.failure, stale);
        assert!(wanted.is_met_by(&[stale.clone(), also.clone()]));
        assert!(wanted.is_met_by(std::slice::from_ref(&stale)));
        let fewer = failure("stale", "etag", Verdict::Fail, &["c / d"]);
        assert!(wanted.is_met_by(&[stale.clone(), fewer]));
        for other in [
            failure("stale", "status", Verdict::Fail, &["412 / 500"]),
            failure("stale", "status", Verdict::Inconclusive, &["412 / 204"]),
            failure("fresh", "status", Verdict::Fail, &["412 / 204"]),
            failure("stale", "header", Verdict::Fail, &["412 / 204"]),
        ] {
            assert!(!wanted.is_met_by(std::slice::from_ref(&other)), "{other:?}");
            assert!(!wanted.is_met_by(&[stale.clone(), other]));
        }
        assert!(!wanted.is_met_by(&[also]));
        assert!(!wanted.is_met_by(&[]));
    }

    #[test]
    fn the_worst_failure_counts_or_the_one_that_was_seen() {
        let unsure = failure("a", "answer", Verdict::Inconclusive, &["x"]);
        let (first, second) = (
            failure("b", "status", Verdict::Fail, &["1 / 2"]),
            failure("c", "status", Verdict::Fail, &["1 / 2"]),
        );
        let all = vec![unsure.clone(), first.clone(), second];
        let of = |seen: &[(String, String)]| Wanted::of(all.clone(), seen).map(|it| it.failure);
        assert_eq!(of(&[]), Some(first));
        let pair = |step: &str, check: &str| (step.to_owned(), check.to_owned());
        assert_eq!(of(&[pair("a", "answer")]), Some(unsure));
        assert_eq!(of(&[pair("a", "status")]), None);
    }
}
