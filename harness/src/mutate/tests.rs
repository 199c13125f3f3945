//! Five bad scenarios beside a good one: what the score says of each.

use std::fs;
use std::sync::Arc;

use super::*;
use crate::exchange::Response;
use crate::plan::{ActiveProfile, Environment, Plan, Selection, Target, select};
use crate::run::{CheckName, Interrupt, Notice, Player, Recording, Verdict};
use crate::scenario::{CheckKind, StepName, Suite, load};

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada\r\nN:Example;Ada;;;\r\n\
                    FN:Ada Example\r\nEND:VCARD\r\n";

const REQUIREMENTS: &str = "- { id: x-01, says: One., source: RFC 6352 §5.1, level: must }\n";

/// Two cards, and a listing of both.
const START: &str = "\
steps:
  - name: ada
    put: { in: $book, name: \"${uuid.ada}.vcf\" }
    card: { from: minimal, set: { UID: $uuid.ada } }
    expect: { status: 201 }
    capture: { href: request href }
  - name: ada-state
    propfind: $ada.href
    depth: 0
    props: [getetag]
    expect: { status: 207 }
    capture: { etag: property getetag }
  - name: bob
    put: { in: $book, name: \"${uuid.bob}.vcf\" }
    card: { from: minimal, set: { UID: $uuid.bob } }
    expect: { status: 201 }
    capture: { href: request href }
  - name: bob-state
    propfind: $bob.href
    depth: 0
    props: [getetag]
    expect: { status: 207 }
    capture: { etag: property getetag }
  - name: judged
    propfind: $book
    depth: 1
    props: [getetag]
    covers: [x-01]
";

/// Everything that the requirement could mean.
const GOOD: &str = "    expect:
      status: 207
      members: { ok: [$ada.href, $bob.href], none-other: true }
      property:
        - { of: $ada.href, name: getetag, equals: $ada-state.etag }
        - { of: $bob.href, name: getetag, equals: $bob-state.etag }
";

/// A suite of one scenario whose last step has these lines, and uses what it has to use.
fn suite(judged: &str) -> Result<Suite, String> {
    let folder = tempfile::tempdir().unwrap();
    let scenario = format!("title: One\n{START}{judged}");
    for (name, text) in [
        ("cardproof.toml", ""),
        ("cards/minimal.vcf", CARD),
        ("requirements/x.yaml", REQUIREMENTS),
        ("x/one.yaml", &scenario),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    load(&[folder.path().to_owned()]).map_err(|diagnostics| diagnostics.to_string())
}

fn recorded(suite: Suite) -> Vec<Recording> {
    let target = Target::Mock;
    let plan = Plan {
        scenarios: select(&suite.scenarios, &Selection::default()).unwrap(),
        suite: Arc::new(suite),
        left_out: Vec::new(),
        shard: None,
        fail_fast: false,
        profile: ActiveProfile::of(cardproof_mock::quirk::Profile::Rfc),
        level: target.level(),
        target,
        jobs: 2,
        seed: 1,
        insecure_http: true,
        allow_writes: false,
        environment: Environment::default(),
    };
    Player::new().unwrap().record(&plan).unwrap()
}

fn scored(suite: Suite) -> Score {
    let recordings = recorded(suite);
    let verdict = recordings[0].report().verdict;
    assert!(
        matches!(verdict, Verdict::Pass | Verdict::NotApplicable),
        "{verdict:?}"
    );
    let options = Options {
        kinds: TABLE.iter().collect(),
        jobs: 2,
        snapshots: true,
        interrupt: Interrupt::never(),
    };
    score(&recordings, &options)
}

/// The kinds that survive at the step that judges.
fn survivors(score: &Score) -> Vec<(&'static str, &str)> {
    let judged = score.survivors.iter().filter(|it| it.step.0 == "judged");
    judged.map(|it| (it.kind.name, it.what.as_str())).collect()
}

fn survives(score: &Score, kind: &str) -> bool {
    survivors(score).iter().any(|(name, _)| *name == kind)
}

#[test]
fn a_good_scenario_lets_nothing_through_that_its_requirement_is_about() {
    let score = scored(suite(GOOD).unwrap());
    for kind in [
        "status-class",
        "response-dropped",
        "response-added",
        "href-changed",
    ] {
        assert!(!survives(&score, kind), "{kind}: {:?}", survivors(&score));
    }
    assert!(score.refused.is_empty(), "{:?}", score.refused);
    assert!(score.unplayed.is_empty());
    assert!(
        score.total().percent_by_checks() > 90.0,
        "{:?}",
        score.total()
    );
}

#[test]
fn a_step_without_a_check_is_refused_by_lint_and_found_below_it() {
    let error = suite("").unwrap_err();
    assert!(
        error.contains("`covers:`") || error.contains("`expect:`"),
        "{error}"
    );
    let mut planted = suite(GOOD).unwrap();
    planted.scenarios[0].steps[4].expect.clear();
    let score = scored(planted);
    for kind in [
        "status-class",
        "response-dropped",
        "response-added",
        "etag-changed",
    ] {
        assert!(survives(&score, kind), "{kind}: {:?}", survivors(&score));
    }
}

#[test]
fn a_check_of_the_status_alone_is_found() {
    // Lint wants a use of what was captured; a check of the request uses it and judges nothing.
    let score = scored(suite(&format!("    expect:\n      status: 207\n{OWN_REQUESTS}")).unwrap());
    assert!(!survives(&score, "status-class"));
    for kind in [
        "response-dropped",
        "response-added",
        "href-changed",
        "etag-changed",
    ] {
        assert!(survives(&score, kind), "{kind}: {:?}", survivors(&score));
    }
}

/// Steps that compare a request's own URL with the capture that it was made from.
const OWN_REQUESTS: &str = "  - name: ada-again
    get: $ada.href
    headers: { If-None-Match: $ada-state.etag }
    expect: { href: [{ from: request href, same-as: $ada.href }] }
  - name: bob-again
    get: $bob.href
    headers: { If-None-Match: '\"never\"', If-Match: $bob-state.etag }
    expect: { href: [{ from: request href, same-as: $bob.href }] }
";

#[test]
fn a_capture_that_is_compared_with_itself_is_found() {
    let score = scored(suite(&format!("{GOOD}{OWN_REQUESTS}")).unwrap());
    let unjudged = |step: &str, kind: &str| {
        let mut all = score.survivors.iter();
        all.any(|it| it.step.0 == step && it.kind.name == kind)
    };
    assert!(unjudged("ada-again", "status-class"));
    assert!(unjudged("bob-again", "status-class"));
    assert!(unjudged("bob-again", "vcard-property-changed"));
}

#[test]
fn a_check_on_the_wrong_href_is_found_with_the_place_that_it_misses() {
    let wrong = "    expect:
      status: 207
      members: { ok: [$bob.href, $ada.href], none-other: true }
      property:
        - { of: $bob.href, name: getetag, differs-from: $ada-state.etag }
        - { of: $bob.href, name: getetag, equals: $bob-state.etag }
";
    let score = scored(suite(wrong).unwrap());
    let all = survivors(&score);
    let of_ada = all.iter().filter(|(kind, _)| *kind == "etag-changed");
    let of_ada: Vec<_> = of_ada.map(|(_, what)| *what).collect();
    assert_eq!(of_ada.len(), 1, "{all:?}");
    assert!(of_ada[0].starts_with("DAV:getetag of "), "{of_ada:?}");
    assert!(!survives(&scored(suite(GOOD).unwrap()), "etag-changed"));
}

#[test]
fn a_check_that_never_runs_is_told_with_the_reason() {
    let judged = GOOD.replacen(
        "    expect:",
        "    when: { lacks: multiget }\n    expect:",
        1,
    );
    let score = scored(suite(&judged).unwrap());
    let [step] = &score.unplayed[..] else {
        panic!("{:?}", score.unplayed);
    };
    assert_eq!((step.step.0.as_str(), step.place.line), ("judged", 25));
    assert_eq!(step.reason, "the target has multiget");
    let (_, tally) = &score.scenarios[0];
    assert_eq!(
        tally.damages, 0,
        "nothing is judged, so nothing can be noticed"
    );
}

#[test]
fn a_changed_capture_is_noticed_by_the_request_that_it_leads_to() {
    let recordings = recorded(suite(&format!("{GOOD}{OWN_REQUESTS}")).unwrap());
    let (_, response) = recordings[0].steps()[1].answered().unwrap();
    let body = String::from_utf8(response.body.to_vec()).unwrap();
    let response = Response {
        body: body.replace("<d:getetag>\"", "<d:getetag>\"x").into(),
        ..response.clone()
    };
    let notice = recordings[0].notice(1, response.clone()).unwrap();
    assert_eq!(
        notice,
        Notice::Check {
            check: CheckName::Step(CheckKind::Property),
            step: StepName("judged".to_owned()),
        }
    );
    let without = suite(&format!("    expect: {{ status: 207 }}\n{OWN_REQUESTS}")).unwrap();
    let recordings = recorded(without);
    let notice = recordings[0].notice(1, response.clone()).unwrap();
    let step = StepName("ada-again".to_owned());
    assert_eq!(notice, Notice::Request { step });
    assert_eq!(recordings[0].refusal(1, response), None);
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_score() {
    let one = scored(suite(GOOD).unwrap());
    let recordings = recorded(suite(GOOD).unwrap());
    let options = Options {
        kinds: TABLE.iter().collect(),
        jobs: 1,
        snapshots: true,
        interrupt: Interrupt::never(),
    };
    let other = score(&recordings, &options);
    assert_eq!(one.total(), other.total());
    assert_eq!(one.survivors.len(), other.survivors.len());
}

#[test]
fn after_an_interrupt_nothing_more_is_damaged() {
    let recordings = recorded(suite(GOOD).unwrap());
    let (_sender, receiver) = tokio::sync::watch::channel(true);
    let options = Options {
        kinds: TABLE.iter().collect(),
        jobs: 2,
        snapshots: true,
        interrupt: Interrupt::told_by(receiver),
    };
    let total = score(&recordings, &options).total();
    assert_eq!((total.damages, total.probes), (0, 0));
}

#[test]
fn the_page_and_the_json_tell_the_same_numbers() {
    let score = scored(suite(&format!("    expect:\n      status: 207\n{OWN_REQUESTS}")).unwrap());
    let page = page(&score, 1);
    let total = score.total();
    let start = format!(
        "{} damages: checks notice {}",
        total.damages, total.by_checks
    );
    assert!(page.contains(&start), "{page}");
    let more = format!(
        "... and {} more (--show {})",
        score.survivors.len() - 1,
        score.survivors.len()
    );
    assert!(page.contains(&more), "{page}");
    let json: serde_json::Value = serde_json::from_str(&json(&score, "rfc").unwrap()).unwrap();
    assert_eq!(json["total"]["damages"], total.damages);
    assert_eq!(
        json["survivors"].as_array().unwrap().len(),
        score.survivors.len()
    );
    assert_eq!(json["profile"], "rfc");
    assert_eq!(json["kinds"].as_array().unwrap().len(), TABLE.len());
}
