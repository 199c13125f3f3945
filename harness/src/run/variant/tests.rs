use cardproof_mock::quirk::{CATALOGUE, Profile};

use super::*;
use crate::run::sample::{place, scenario, status, step};

fn ignored() -> ActiveProfile {
    profile("update.if-match", "ignored")
}

fn profile(quirk: &str, value: &str) -> ActiveProfile {
    ActiveProfile::with(Profile::Rfc, vec![(quirk.into(), value.into())]).unwrap()
}

fn when(pairs: &[(&str, &str)]) -> Under {
    let pair = |(quirk, value): &(&str, &str)| ((*quirk).to_owned(), (*value).to_owned());
    Under {
        place: place(50),
        when: pairs.iter().map(pair).collect(),
        expect: Vec::new(),
        drop: Vec::new(),
        insert: Vec::new(),
        end_after: None,
    }
}

fn name(name: &str) -> StepName {
    StepName(name.to_owned())
}

fn played(change: impl FnOnce(&mut Under), profile: &ActiveProfile) -> Vec<PlayedStep> {
    let mut sample = scenario(vec![step("one", 201), step("two", 412), step("three", 200)]);
    let mut under = when(&[("update.if-match", "ignored")]);
    change(&mut under);
    sample.under.push(under);
    under_profile(&sample, profile, true)
}

fn names(steps: &[PlayedStep]) -> Vec<&str> {
    steps.iter().map(|step| step.step.name.0.as_str()).collect()
}

fn dropped(steps: &[PlayedStep]) -> Vec<Option<&str>> {
    steps.iter().map(|step| step.dropped.as_deref()).collect()
}

#[test]
fn a_profile_that_is_not_meant_changes_nothing() {
    let change = |under: &mut Under| under.drop.push(name("two"));
    let steps = played(change, &ActiveProfile::of(Profile::Rfc));
    assert_eq!(dropped(&steps), [None, None, None]);
}

#[test]
fn a_check_keeps_its_requirement_beside_what_is_known() {
    let change = |under: &mut Under| {
        let known = Some(status(204, 51));
        under.expect.push((name("two"), CheckKind::Status, known));
    };
    let steps = played(change, &ignored());
    let check = &steps[1].checks[0];
    assert!(check.required.is_some());
    let Known::Instead(expectation, because) = &check.known else {
        panic!("{check:?}");
    };
    assert_eq!(expectation.place, place(51));
    assert_eq!(because.place, place(51));
    assert_eq!(
        (because.quirk.as_str(), because.value.as_str()),
        ("update.if-match", "ignored")
    );
    assert!(matches!(steps[0].checks[0].known, Known::Nothing));
}

#[test]
fn a_check_can_be_removed_and_another_added() {
    let change = |under: &mut Under| {
        under.expect.push((name("two"), CheckKind::Status, None));
        let added = Some(status(204, 52));
        under.expect.push((name("two"), CheckKind::Header, added));
        under.expect.push((name("one"), CheckKind::Vcard, None));
    };
    let steps = played(change, &ignored());
    assert!(matches!(steps[1].checks[0].known, Known::Removed));
    assert!(steps[1].checks[1].required.is_none());
    assert!(matches!(steps[1].checks[1].known, Known::Instead(..)));
    assert_eq!(steps[0].checks.len(), 1);
}

#[test]
fn steps_are_dropped_inserted_and_ended_with_a_reason() {
    let change = |under: &mut Under| {
        under.drop.push(name("one"));
        under.insert.push((name("two"), vec![step("new", 200)]));
        under.end_after = Some(name("new"));
    };
    let steps = played(change, &ignored());
    assert_eq!(names(&steps), ["one", "two", "new", "three"]);
    assert_eq!(
        dropped(&steps),
        [
            Some("left out under update.if-match=ignored"),
            None,
            None,
            Some("under update.if-match=ignored the scenario ends with `new`"),
        ]
    );
}

#[test]
fn all_quirks_have_to_hold_and_of_one_quirk_any_value() {
    let active = |pairs| holds(&when(pairs), &ignored());
    assert!(active(&[
        ("update.if-match", "ignored"),
        ("update.if-match", "enforced")
    ]));
    assert!(active(&[
        ("update.if-match", "ignored"),
        ("sync.depth", "zero-required")
    ]));
    assert!(!active(&[
        ("update.if-match", "ignored"),
        ("sync.depth", "one-required")
    ]));
}

/// A profile and a quirk in it that rests on nothing but our own choice.
fn chosen() -> (ActiveProfile, &'static str, &'static str) {
    Profile::ALL
        .into_iter()
        .flat_map(|base| CATALOGUE.iter().map(move |row| (base, row)))
        .find_map(|(base, row)| {
            let profile = ActiveProfile::of(base);
            let value = row.in_profile(base);
            profile
                .is_choice(row.name)
                .then_some((profile, row.name, value))
        })
        .expect("the table says where nobody knows")
}

#[test]
fn a_choice_of_ours_judges_the_mock_and_no_other_target() {
    let (profile, quirk, value) = chosen();
    let mut sample = scenario(vec![step("one", 201)]);
    let mut under = when(&[(quirk, value)]);
    under
        .expect
        .push((name("one"), CheckKind::Status, Some(status(400, 51))));
    under
        .expect
        .push((name("one"), CheckKind::Header, Some(status(400, 52))));
    under.drop.push(name("one"));
    sample.under.push(under);
    let mock = under_profile(&sample, &profile, true);
    assert!(matches!(mock[0].checks[0].known, Known::Instead(..)));
    assert!(mock[0].dropped.is_some());
    let other = under_profile(&sample, &profile, false);
    assert!(matches!(other[0].checks[0].known, Known::Nothing));
    assert!(matches!(other[0].checks[1].known, Known::Guess(..)));
    assert_eq!(other[0].dropped, None);
}

#[test]
fn only_the_profile_rfc_itself_excuses_nothing() {
    let own = CATALOGUE.iter().find(|row| row.name == "update.if-match");
    let own = own.unwrap().in_profile(Profile::Rfc);
    let is_standard = |profile: &ActiveProfile| {
        let mut sample = scenario(vec![step("two", 412)]);
        let mut under = when(&[("update.if-match", own)]);
        let known = Some(status(204, 51));
        under.expect.push((name("two"), CheckKind::Status, known));
        sample.under.push(under);
        let steps = under_profile(&sample, profile, true);
        match &steps[0].checks[0].known {
            Known::Instead(_, because) => because.is_standard,
            other => panic!("{other:?}"),
        }
    };
    assert!(is_standard(&ActiveProfile::of(Profile::Rfc)));
    assert!(!is_standard(&profile("update.if-match", own)));
}
