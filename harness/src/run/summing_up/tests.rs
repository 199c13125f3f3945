use super::*;
use crate::run::sample::{place, scenario};
use crate::run::scenario::blank;
use crate::run::{CheckName, CheckReport};
use crate::scenario::{CheckKind, Level, StepName};

fn step(name: &str, verdicts: &[Verdict], left_out: Option<&str>) -> StepReport {
    let check = |verdict: &Verdict| CheckReport {
        name: CheckName::Step(CheckKind::Status),
        place: None,
        verdict: *verdict,
        covers: Vec::new(),
        section: None,
        level: Level::Must,
        differences: Vec::new(),
        deviation: None,
        reason: None,
    };
    StepReport {
        name: StepName(name.to_owned()),
        place: Some(place(1)),
        left_out: left_out.map(str::to_owned),
        notes: Vec::new(),
        exchanges: Vec::new(),
        checks: verdicts.iter().map(check).collect(),
    }
}

fn summed(steps: Vec<StepReport>, course: Course) -> (Verdict, String) {
    let report = ScenarioReport {
        steps,
        ..blank(&scenario(Vec::new()))
    };
    let (verdict, reason) = sum_up(&report, course);
    (verdict, reason.unwrap_or_default())
}

fn after(verdicts: &[Verdict], end: End) -> (Verdict, String) {
    summed(vec![step("one", verdicts, None)], Course::ended(end))
}

#[test]
fn the_worst_check_decides_where_all_steps_ran() {
    use Verdict::{Changed, Fail, Inconclusive, KnownDeviation, NotApplicable, Pass};
    for (verdicts, expected) in [
        (vec![Pass, Pass], Pass),
        (vec![Pass, NotApplicable], Pass),
        (vec![NotApplicable], NotApplicable),
        (vec![Pass, KnownDeviation], KnownDeviation),
        (vec![KnownDeviation, Inconclusive], Inconclusive),
        (vec![Inconclusive, Changed], Changed),
        (vec![Changed, Fail], Fail),
    ] {
        let all = summed(vec![step("one", &verdicts, None)], Course::default());
        assert_eq!(all, (expected, String::new()), "{verdicts:?}");
    }
}

#[test]
fn a_step_that_never_ran_is_never_green() {
    for verdict in [Verdict::Pass, Verdict::KnownDeviation, Verdict::Fail] {
        let mut course = Course::default();
        let missing = step("two", &[], Some("it needs $one.href"));
        course.never_ran(&missing);
        let all = summed(vec![step("one", &[verdict], None), missing], course);
        let reason = "step `two` did not run: it needs $one.href".to_owned();
        assert_eq!(all, (Verdict::Fail, reason));
    }
}

#[test]
fn without_a_check_nothing_is_green() {
    let no_check = summed(vec![step("one", &[], None)], Course::default());
    assert_eq!(no_check, (Verdict::Fail, "no check ran".to_owned()));
    let by_design = vec![step("one", &[], Some("the target has ctag"))];
    assert_eq!(
        summed(by_design, Course::default()),
        (Verdict::NotApplicable, "the target has ctag".to_owned())
    );
    assert_eq!(summed(Vec::new(), Course::default()).0, Verdict::Fail);
}

#[test]
fn an_early_end_says_why_and_hides_no_fail() {
    let why = || "why".to_owned();
    for (end, of_pass, of_fail) in [
        (
            End::Inconclusive(why()),
            Verdict::Inconclusive,
            Verdict::Fail,
        ),
        (
            End::NotApplicable(why()),
            Verdict::NotApplicable,
            Verdict::Fail,
        ),
        (End::Broken(why()), Verdict::Fail, Verdict::Fail),
    ] {
        assert_eq!(after(&[Verdict::Pass], end.clone()), (of_pass, why()));
        assert_eq!(after(&[Verdict::Fail], end).0, of_fail);
    }
    let interrupted = (Verdict::Inconclusive, "interrupted".to_owned());
    assert_eq!(after(&[Verdict::Pass], End::Interrupted), interrupted);
}
