use std::path::PathBuf;

use cardproof_mock::quirk::Profile;

use super::*;
use crate::plan::ActiveProfile;
use crate::scenario::{ScenarioId, Suite, load};

fn played(id: &str) -> Played {
    Played {
        id: ScenarioId(id.to_owned()),
        profile: ActiveProfile::of(Profile::Rfc),
        seed: 7,
        at: "2026-07-01T12:00:00Z".parse().unwrap(),
        seen: vec!["step `a`, check `status`: fail".to_owned()],
        wrong: Vec::new(),
    }
}

/// The repro file of a scenario in a folder of its own.
fn alone(file: &Path, id: &str) -> (tempfile::TempDir, PathBuf, String) {
    let text = reproduction(file, &played(id), &Environment::default());
    let text = text.unwrap_or_else(|error| panic!("{error}"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alone.yaml");
    std::fs::write(&path, &text).unwrap();
    (folder, path, text)
}

fn loaded(path: &Path) -> Suite {
    load(&[path.to_owned()]).unwrap_or_else(|problems| panic!("{problems}"))
}

fn suite() -> Suite {
    loaded(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"))
}

#[test]
fn every_scenario_of_the_suite_is_the_same_alone_also_when_written_anew() {
    let suite = suite();
    for scenario in &suite.scenarios {
        let file = PathBuf::from(&*scenario.place.file);
        let (_folder, path, _) = alone(&file, &scenario.id.0);
        let (_second, again, _) = alone(&path, &scenario.id.0);
        for path in [path, again] {
            let read = loaded(&path);
            let case = scenario.id.case();
            let found = read.scenarios.iter().find(|other| other.id.case() == case);
            let found = found.unwrap_or_else(|| panic!("{} is lost", scenario.id));
            assert_eq!(found.steps.len(), scenario.steps.len(), "{}", scenario.id);
            assert_eq!(found.under.len(), scenario.under.len(), "{}", scenario.id);
            let world = found.world.as_ref().unwrap();
            assert_eq!((world.seed, world.profile), (Some(7), Some(Profile::Rfc)));
            for id in scenario.covers() {
                assert_eq!(read.requirements[id].says, suite.requirements[id].says);
            }
        }
    }
}

#[test]
fn comments_of_the_author_stay_and_what_was_seen_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.yaml");
    let own = "# yaml-language-server: $schema=../schema.json\n# Mine.\ntitle: A\nsteps:\n  - name: a # here\n    \
               get: $book\n    expect: { status: 200 }\n    covers: [read-01]\n";
    std::fs::write(&file, own).unwrap();
    let (_folder, path, text) = alone(&file, "mine");
    assert!(
        text.contains("# Mine.\ntitle: A\nsteps:\n  - name: a # here\n"),
        "{text}"
    );
    assert!(!text.contains("yaml-language-server"), "{text}");
    assert!(
        text.contains("#   step `a`, check `status`: fail\n"),
        "{text}"
    );
    assert!(
        text.contains("\nworld:\n  seed: 7\n  profile: rfc\n  clock:\n"),
        "{text}"
    );
    let served = WorldFile::load(&path).unwrap();
    assert_eq!(
        served.clock.start,
        Some("2026-07-01T12:00:00Z".parse().unwrap())
    );
}

#[test]
fn secrets_and_cards_of_a_world_become_placeholders() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.yaml");
    let own = "title: A # hush-hush\nsteps:\n  - name: a\n    get: $book\n    \
               headers: { X-A: Bearer hush-hush }\n    expect: { status: 200 }\n    \
               covers: [read-01]\nworld:\n  service-accounts: [{ email: robot@engine.uk }]\n  \
               accounts:\n    - address: ada@engine.uk\n      \
               app-password: differencing\n      tokens: [{ value: hush-hush }]\n      cards:\n        \
               - |\n          BEGIN:VCARD\n          VERSION:3.0\n          UID:secret-uid\n          \
               N:Hopper;;;;\n          FN:Grace Hopper\n          END:VCARD\n  faults:\n    \
               - { account: ada@engine.uk, status: 503, nth: 9 }\n";
    std::fs::write(&file, own).unwrap();
    let (_folder, path, text) = alone(&file, "mine");
    for secret in [
        "hush",
        "ada@",
        "robot@",
        "engine.uk",
        "differencing",
        "Hopper",
        "secret-uid",
    ] {
        assert!(!text.contains(secret), "{secret} is in\n{text}");
    }
    let read = loaded(&path);
    let world = read.scenarios[0].world.as_ref().unwrap();
    let account = &world.accounts[0];
    assert_eq!(world.faults[0].account.as_ref(), Some(&account.address));
    let token = account.tokens[0]
        .value
        .as_ref()
        .unwrap()
        .expose()
        .to_owned();
    assert!(text.contains(&format!("Bearer {token}")), "{text}");
}
