//! Scenarios that something has damaged: each is answered, none panics.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};

use super::suite_on_disk::Folder;

const WHOLE: &str = include_str!("../../../../../scenarios/sync/expired-token.yaml");

/// A damage: where, how much is lost, and what comes instead.
fn damage() -> impl Strategy<Value = (usize, usize, String)> {
    let pieces = prop_oneof![
        Just(String::new()),
        Just("$".to_owned()),
        Just("${".to_owned()),
        Just("[".to_owned()),
        Just("}".to_owned()),
        Just(": ".to_owned()),
        Just("- ".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("&a *a".to_owned()),
        Just("!!binary ".to_owned()),
        Just("ä€😀".to_owned()),
        Just("~".to_owned()),
        "[ -~]{0,6}",
    ];
    (0..WHOLE.len(), 0..40_usize, pieces)
}

fn damaged(damages: &[(usize, usize, String)]) -> String {
    let mut text = WHOLE.to_owned();
    for (at, lost, piece) in damages {
        let at = (0..=*at % text.len().max(1))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let at = at.unwrap_or(0);
        let end = (at + lost..text.len()).find(|end| text.is_char_boundary(*end));
        text.replace_range(at..end.unwrap_or(text.len()), piece);
    }
    text
}

#[test]
fn a_damaged_scenario_is_answered() {
    let folder = Folder::suite(&[]);
    let config = Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let damages = proptest::collection::vec(damage(), 1..4);
    let outcome = runner.run(&damages, |damages| {
        folder.write("suite/sync/damaged.yaml", damaged(&damages).as_bytes());
        if let Err(diagnostics) = folder.load(&["suite/sync"]) {
            prop_assert!(!diagnostics.is_empty());
            prop_assert!(diagnostics.render(true).contains("damaged.yaml"));
        }
        Ok(())
    });
    outcome.expect("no panic");
}
